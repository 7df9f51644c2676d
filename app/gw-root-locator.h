/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-project.h"

G_BEGIN_DECLS

/* Asks, over the window, for the folder that the images of a root lie in
 * now, and points the root at it. The store tells of the change; the project
 * reports a folder that cannot be used.
 */
void gw_root_locator_start (GtkWindow *window, GwProject *project, gint64 root_id);

G_END_DECLS
