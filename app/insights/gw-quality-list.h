/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_QUALITY_LIST (gw_quality_list_get_type ())
G_DECLARE_FINAL_TYPE (GwQualityList, gw_quality_list, GW, QUALITY_LIST, GtkWidget)

/* Findings below each other, the first few of them and more on demand; below it what is
 * to be known of the others. Signal "activated" (index): a row was clicked, or Enter
 * pressed on it. Where rows come and go the keyboard stays at its place.
 */

/* The row of one of them: a box. (transfer floating) */
typedef GtkWidget *(*GwQualityRowFunc) (guint index, gpointer data);

/* label: what they are, for who does not see it. */
GtkWidget *gw_quality_list_new (const char *label, GwQualityRowFunc make_row, gpointer data);
/* n rows of n_all findings. */
void gw_quality_list_show (GwQualityList *self, guint n, guint n_all);

/* A button that runs an action of the page, with what it is for as the name that is read
 * aloud. (transfer floating)
 */
GtkWidget *gw_quality_button_new (const char *label, const char *description, const char *action, GVariant *target);
/* Two lines of text, which take what room there is. (transfer floating) */
GtkWidget *gw_quality_texts_new (const char *first, const char *second);

G_END_DECLS
