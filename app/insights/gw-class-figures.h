/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A class in a table of figures, and the cells that such tables have alike. Column 0
 * is the class itself, the others are numbers.
 */
#define GW_CLASS_FIGURES_MAX_COLUMNS 8

#define GW_TYPE_CLASS_FIGURES (gw_class_figures_get_type ())
G_DECLARE_FINAL_TYPE (GwClassFigures, gw_class_figures, GW, CLASS_FIGURES, GObject)

/* index: the place of the class in what is shown. color: 0xRRGGBB. */
GwClassFigures *gw_class_figures_new (guint index, const char *name, guint32 color);

guint gw_class_figures_get_index (GwClassFigures *self);

/* column: from 1. NaN: not known. */
void gw_class_figures_set_value (GwClassFigures *self, guint column, double value);
double gw_class_figures_get_value (GwClassFigures *self, guint column);

/* A GCompareDataFunc of two rows; user_data: the column, by GUINT_TO_POINTER. What is
 * not known is last.
 */
int gw_class_figures_compare (gconstpointer a, gconstpointer b, gpointer user_data);

/* The same by size alone: -3 comes after 2. */
int gw_class_figures_compare_sizes (gconstpointer a, gconstpointer b, gpointer user_data);

/* Cells with the color and the name of a class. Full. */
GtkListItemFactory *gw_class_figures_factory_new (void);

/* Gives an item a label for a number. Returns it. */
GtkWidget *gw_class_figures_add_number (GtkListItem *item);

G_END_DECLS
