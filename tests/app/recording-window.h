/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A window of 1100 by 700 that writes down what the page in it asks a program's
 * window for: a line for each action, "win.toast-undo 3 images labeled Dog".
 * Returns: (transfer none): the toolkit has it
 */
GtkWidget *recording_window_new (GtkWidget *page, GString *asked);

G_END_DECLS
