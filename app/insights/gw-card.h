/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_CARD (gw_card_get_type ())
G_DECLARE_FINAL_TYPE (GwCard, gw_card, GW, CARD, GtkWidget)

/* A card of an Insights page: a heading, what belongs to it at its end, and below
 * it what the card shows.
 */
GtkWidget *gw_card_new (const char *title, GtkWidget *child);
void gw_card_set_title (GwCard *self, const char *title);
/* Behind the title, smaller. (nullable) */
void gw_card_set_subtitle (GwCard *self, const char *subtitle);
/* At the end of the heading's row; in the order in which they come. */
void gw_card_add_end (GwCard *self, GtkWidget *widget);
/* In place of the heading's row, where its title is to be chosen; the title names the
 * card all the same.
 */
void gw_card_set_head (GwCard *self, GtkWidget *head);
/* A line below everything: what to know of the figures; NULL: none. */
void gw_card_set_note (GwCard *self, const char *note);

/* One figure, large, over what it is. */
GtkWidget *gw_figure_card_new (void);
/* style (nullable): "gw-error-text", "gw-warning-text" */
void gw_figure_card_set (GtkWidget *card, const char *figure, const char *caption, const char *style);

/* A row of a name and a figure at its end. (transfer floating) */
GtkWidget *gw_figure_row_new (const char *name);
void gw_figure_row_set (GtkWidget *row, const char *figure);

G_END_DECLS
