/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Says over the window of a widget what went wrong: a title of at most eight
 * words, the error's own sentences, Copy Details and Close. What was cancelled
 * is passed over in silence: NULL then.
 * Returns: (transfer none) (nullable)
 */
GtkWidget *gw_error_dialog_present (GtkWidget *widget, const char *title, const GError *error);

G_END_DECLS
