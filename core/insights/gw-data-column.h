/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-data-set.h"

G_BEGIN_DECLS

/* What each row of a column is. */
typedef enum
{
  GW_ROWS_IMAGES,
  GW_ROWS_OBJECTS
} GwRows;

/* A column of numbers that a project has: "image-width", "box-area" …, and
 * "attribute:NAME" and "image-attribute:NAME" for each attribute of objects and of
 * images whose values are all numbers.
 */
typedef struct
{
  const char *name;  /* as the command line has it */
  const char *title; /* in the user's language; of an attribute its name */
  const char *label; /* the same as an axis and a sentence have it: “Box area” */
  const char *unit;  /* in the user's language: “pixels”; "": none */
  GwRows rows;
  GwField field;          /* a filter asks for it by its number; GW_N_FIELDS: none does */
  gboolean from_pictures; /* it comes of pictures that have to be measured first */
  guint place;            /* private */
} GwDataColumn;

/* All columns of the set. (element-type GwDataColumn) (transfer none) */
const GArray *gw_data_set_get_columns (const GwDataSet *self);
/* (transfer none) (nullable): lives as long as the set */
const GwDataColumn *gw_data_set_find_column (const GwDataSet *self, const char *name);
/* Whether a column of this name comes of pictures; for those who have no set yet. */
gboolean gw_data_column_is_from_pictures (const char *name);

/* The values of a column, a row an image or an object in the order of the set:
 * GArray of double, NaN where it has none; NULL for a name that is none.
 * (transfer full) (nullable)
 */
GArray *gw_data_set_measure (const GwDataSet *self, const char *name);
/* The id of the image of each row of a column: GArray of gint64. (transfer full) */
GArray *gw_data_set_get_row_images (const GwDataSet *self, const GwDataColumn *column);

/* The filter for exactly the images whose value lies in [low, high), with closed in
 * [low, high], among those of base (nullable); an infinite end is open. Of what no
 * filter asks for it is NULL: open a door to the images of the rows then.
 * (transfer full) (nullable)
 */
GwFilter *gw_data_column_make_filter (const GwDataColumn *column, const GwFilter *base, double low, double high,
                                      gboolean closed);

G_END_DECLS
