/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-facet-counts.h"

typedef struct
{
  GwFilter *filter;
  GwField field;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  gw_filter_free (question->filter);
  g_free (question);
}

void
gw_facet_counts_free (GwFacetCounts *self)
{
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self);
}

static int
split_rank (const char *split)
{
  static const char *const order[] = { "train", "val", "test" };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      if (g_strcmp0 (split, order[i]) == 0)
        return (int) i;
    }

  return g_strcmp0 (split, "none") == 0 ? G_MAXINT : (int) G_N_ELEMENTS (order);
}

static int
compare_splits (gconstpointer a, gconstpointer b)
{
  const GwFacetValue *x = *(GwFacetValue *const *) a;
  const GwFacetValue *y = *(GwFacetValue *const *) b;
  int by_rank = (split_rank (x->value) > split_rank (y->value)) - (split_rank (x->value) < split_rank (y->value));

  return by_rank != 0 ? by_rank : g_strcmp0 (x->value, y->value);
}

/* Classes that nothing in the project has come last, else in their order. */
static gboolean
put_used_first (GwStore *store, GwField field, GPtrArray *values, gboolean *in_use, GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GPtrArray) all = gw_store_count_facet (store, NULL, field, cancellable, error);
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) unused = g_ptr_array_new ();
  guint n = 0;

  if (all == NULL)
    return FALSE;

  for (guint i = 0; i < all->len; i++)
    {
      GwFacetValue *value = g_ptr_array_index (all, i);

      if (value->count > 0)
        g_hash_table_add (used, value->value);
    }
  for (guint i = 0; i < values->len; i++)
    {
      GwFacetValue *value = g_ptr_array_index (values, i);

      if (g_hash_table_contains (used, value->value))
        values->pdata[n++] = value;
      else
        g_ptr_array_add (unused, value);
    }
  for (guint i = 0; i < unused->len; i++)
    values->pdata[n + i] = unused->pdata[i];
  *in_use = n > 0;

  return TRUE;
}

/* Whether an image of the project has a confidence at all. */
static gboolean
find_confidence (GwStore *store, gboolean *in_use, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwFilter) any = gw_filter_new ();
  gint64 n;

  gw_filter_add_number (any, GW_FIELD_CONFIDENCE, GW_OP_GREATER_EQUAL, 0.0);
  n = gw_store_count_images (store, any, cancellable, error);
  *in_use = n > 0;

  return n >= 0;
}

static gboolean
count_values (GwStore *store, const Question *question, GwFacetCounts *counts, GCancellable *cancellable,
              GError **error)
{
  GwField field = question->field;

  counts->values = gw_store_count_facet (store, question->filter, field, cancellable, error);
  if (counts->values == NULL)
    return FALSE;

  if (field == GW_FIELD_SPLIT)
    g_ptr_array_sort (counts->values, compare_splits);
  if (field == GW_FIELD_CONFIDENCE)
    return find_confidence (store, &counts->in_use, cancellable, error);

  return (field != GW_FIELD_CLASS && field != GW_FIELD_LABEL)
         || put_used_first (store, field, counts->values, &counts->in_use, cancellable, error);
}

static gpointer
count_facet (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwFacetCounts) counts = g_new0 (GwFacetCounts, 1);

  return count_values (store, data, counts, cancellable, error) ? g_steal_pointer (&counts) : NULL;
}

void
gw_facet_counts_read_async (GwStore *store, const GwFilter *filter, GwField field, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  Question *question = g_new0 (Question, 1);

  question->filter = gw_filter_copy (filter);
  question->field = field;
  gw_store_read_async (store, GW_STORE_LATER, count_facet, question, question_free,
                       (GDestroyNotify) gw_facet_counts_free, cancellable, callback, user_data);
}

GwFacetCounts *
gw_facet_counts_read_finish (GwStore *store, GAsyncResult *result, GError **error)
{
  return gw_store_run_finish (store, result, error);
}
