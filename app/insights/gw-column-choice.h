/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-data-set.h"

G_BEGIN_DECLS

/* The columns of a project as a person chooses among them. */
typedef struct
{
  char *name;
  char *title;
  GwRows rows;
  gboolean attribute;
} GwColumnChoice;

/* Which are offered. */
typedef enum
{
  GW_COLUMN_IMAGES = 1 << GW_ROWS_IMAGES,
  GW_COLUMN_OBJECTS = 1 << GW_ROWS_OBJECTS
} GwColumnRows;

/* All of a set. (transfer full) (element-type GwColumnChoice) */
GPtrArray *gw_column_choices_list (const GwDataSet *set);
/* a: (nullable) */
gboolean gw_column_choices_equal (const GPtrArray *a, const GPtrArray *b);
/* Sections of images, objects and attributes; action takes a name. (transfer full) */
GMenuModel *gw_column_choices_make_menu (const GPtrArray *choices, GwColumnRows rows, const char *action);

#define GW_TYPE_COLUMN_BUTTON (gw_column_button_get_type ())
G_DECLARE_FINAL_TYPE (GwColumnButton, gw_column_button, GW, COLUMN_BUTTON, GtkWidget)

/* What a column is chosen for, and the menu of columns. Property "column": its name,
 * notified when a person chooses.
 */
GtkWidget *gw_column_button_new (const char *label);
/* What there is, and which is shown. choices: kept. */
void gw_column_button_show (GwColumnButton *self, GPtrArray *choices, GwColumnRows rows, const char *name);
/* (nullable): none was chosen or shown yet */
const char *gw_column_button_get_column (GwColumnButton *self);
void gw_column_button_set_column (GwColumnButton *self, const char *name);

G_END_DECLS
