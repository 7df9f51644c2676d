/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-data-set.h"

G_BEGIN_DECLS

/* The numbers of an attribute, and of which rows they are. */
typedef struct
{
  char *name;
  GArray *rows;   /* guint32, growing */
  GArray *values; /* double, one a row */
  gboolean texts; /* some value is no number: it is no column, and nothing is kept */
} GwDataAttribute;

void _gw_data_attribute_free (GwDataAttribute *self);
void _gw_data_attribute_add (GwDataAttribute *self, guint32 row, const char *value);

/* When all rows are there. */
void _gw_data_set_make_columns (GwDataSet *self);

G_END_DECLS
