/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts a dialog over its window (NULL: none), which lives as long as the dialog
 * does: work in the background may hold a dialog that was closed, with its
 * window after it, and GTK 4.8 still looks at the window when the dialog goes.
 */
void gw_transient_set (GtkWindow *dialog, GtkWindow *parent);

G_END_DECLS
