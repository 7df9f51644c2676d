/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Named texts in the order in which they were first set: the attribute
 * values of objects and images. Empty takes no memory, which most are.
 * Found by walking, as a handful is usual; of many, by a table.
 */
typedef struct
{
  char *name;
  char *text;
  gboolean bare; /* it stands in JSON without quotes */
} GwValue;

typedef struct
{
  GwValue *values;
  guint n_values;
  GHashTable *places; /* (nullable): name, which values own -> 1 + its place; NULL: of few */
} GwValues;

const char *_gw_values_get (const GwValues *self, const char *name);
/* value NULL removes, which of many takes as long as going through them. */
void _gw_values_set (GwValues *self, const char *name, const char *value, gboolean bare);
/* Those of a set of names, in one go. */
void _gw_values_remove_all (GwValues *self, GHashTable *names);
/* copy must be empty. */
void _gw_values_copy (const GwValues *self, GwValues *copy);
void _gw_values_clear (GwValues *self);
/* The same names with the same values, in whatever order. */
gboolean _gw_values_equal (const GwValues *a, const GwValues *b);

G_END_DECLS
