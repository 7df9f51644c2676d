/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-project.h"

G_BEGIN_DECLS

/* Edits of many images at once, as every page offers them: one run on the store's
 * thread, one step of undo, and a toast that says what was done, with Undo. What goes
 * wrong the project reports.
 *
 * widget  the toast is its window's
 * ids     (transfer full) (element-type gint64)
 */
void gw_bulk_label (GtkWidget *widget, GwProject *project, GArray *ids, GwClass *klass);
void gw_bulk_clear_labels (GtkWidget *widget, GwProject *project, GArray *ids);
void gw_bulk_tag (GtkWidget *widget, GwProject *project, GArray *ids, const char *tag, gboolean on);
/* split "": out of the split that they are in. */
void gw_bulk_split (GtkWidget *widget, GwProject *project, GArray *ids, const char *split);
void gw_bulk_trash (GtkWidget *widget, GwProject *project, GArray *ids, gboolean trash);

G_END_DECLS
