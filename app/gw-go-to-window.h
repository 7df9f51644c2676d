/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-project.h"

G_BEGIN_DECLS

#define GW_TYPE_GO_TO_WINDOW (gw_go_to_window_get_type ())
G_DECLARE_FINAL_TYPE (GwGoToWindow, gw_go_to_window, GW, GO_TO_WINDOW, AdwWindow)

/* Go to a page, a class, a person's labels or an image, by typing some of
 * its name. Activates win.show-page, win.show-filter or win.show-image of
 * the parent.
 */
GtkWidget *gw_go_to_window_new (GtkWindow *parent, GwProject *project);

G_END_DECLS
