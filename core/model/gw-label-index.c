/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-label-index.h"

/* Up to here going through a list is faster than a table. */
#define SHORT_LIST 32

static GwLabel *
label_at (GArray *labels, guint i)
{
  return &g_array_index (labels, GwLabel, i);
}

static GwLabel *
walk (GArray *labels, gint64 class_id)
{
  for (guint i = 0; i < labels->len; i++)
    if (label_at (labels, i)->class_id == class_id)
      return label_at (labels, i);
  return NULL;
}

static void
take_in (GwLabelIndex *self, GArray *labels)
{
  if (self->places == NULL)
    self->places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (; self->n < labels->len; self->n++)
    {
      const gint64 class_id = label_at (labels, self->n)->class_id;

      if (!g_hash_table_contains (self->places, &class_id))
        g_hash_table_insert (self->places, g_memdup2 (&class_id, sizeof class_id), GUINT_TO_POINTER (self->n));
    }
}

GwLabel *
gw_label_index_find (GwLabelIndex *self, GArray *labels, gint64 class_id)
{
  gpointer place;

  g_return_val_if_fail (self != NULL, NULL);

  if (labels == NULL)
    return NULL;
  if (labels->len <= SHORT_LIST)
    return walk (labels, class_id);

  take_in (self, labels);
  if (!g_hash_table_lookup_extended (self->places, &class_id, NULL, &place))
    return NULL;
  g_return_val_if_fail (GPOINTER_TO_UINT (place) < labels->len, NULL);

  return label_at (labels, GPOINTER_TO_UINT (place));
}

void
gw_label_index_clear (GwLabelIndex *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->places, g_hash_table_unref);
  self->n = 0;
}
