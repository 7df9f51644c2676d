/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Heads of numbers stand over their numbers, with the arrow before them: those of n
 * columns from the first-th on.
 */
void gw_table_heads_align_end (GtkColumnView *view, guint first, guint n);

G_END_DECLS
