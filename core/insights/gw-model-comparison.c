/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-model-comparison.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gw-error.h"

void
gw_model_comparison_free (GwModelComparison *self)
{
  g_free (self->rows_a);
  g_free (self->rows_b);
  g_free (self->truth);
  g_free (self->predicted_a);
  g_free (self->predicted_b);
  g_free (self->places);
  g_free (self);
}

/* --- pairs -------------------------------------------------------------------------- */

static gint32
find_class (const GwClassRows *rows, const char *name)
{
  for (guint i = 0; i < rows->classes->len; i++)
    {
      if (g_str_equal (g_ptr_array_index (rows->classes, i), name))
        return (gint32) i;
    }

  return -1;
}

/* Where the classes of a are in b. A table of one column has a name for the rest only
 * where its truths give one.
 */
static gboolean
find_places (const GwClassRows *a, const GwClassRows *b, gint32 *places)
{
  if (a->binary && b->binary && (a->one_column || b->one_column))
    {
      places[a->positive] = (gint32) b->positive;
      places[1 - a->positive] = (gint32) (1 - b->positive);
      return TRUE;
    }

  for (guint i = 0; i < a->classes->len; i++)
    {
      places[i] = find_class (b, g_ptr_array_index (a->classes, i));
      if (places[i] < 0 || b->classes->len != a->classes->len)
        return FALSE;
    }

  return TRUE;
}

static gint32
find_index (const gint32 *places, guint n, gint32 place)
{
  for (guint i = 0; i < n; i++)
    {
      if (places[i] == place)
        return (gint32) i;
    }

  return -1;
}

/* The class of the highest score, of equal ones the first in the order of places;
 * of one column of scores the positive one.
 */
static gint32
predict (const GwClassRows *rows, gsize row, const gint32 *places)
{
  guint n_classes = rows->classes->len;
  const double *values = rows->scores != NULL ? rows->scores + row * n_classes : NULL;
  gint32 best = 0;

  if (values == NULL)
    return find_index (places, n_classes, rows->given[row]);
  if (rows->one_column && values[0] == values[1])
    return places[0] == (gint32) rows->positive ? 0 : 1;
  for (guint i = 1; i < n_classes; i++)
    {
      if (values[places[i]] > values[places[best]])
        best = (gint32) i;
    }

  return best;
}

/* The truth that one of them has, of both that of the first. */
static gint32
truth_of (GwModelComparison *self, gsize row_a, gsize row_b)
{
  gint32 first = self->a->truth[row_a], second;

  second = find_index (self->places, self->a->classes->len, self->b->truth[row_b]);
  if (first < 0)
    return second;
  self->n_other_truths += second >= 0 && second != first;

  return first;
}

static void
pair (GwModelComparison *self, const gint32 *partners)
{
  gsize room = MAX (self->a->n, 1);
  g_autofree gint32 *same = g_new (gint32, MAX (self->a->classes->len, 1));

  for (guint i = 0; i < self->a->classes->len; i++)
    same[i] = (gint32) i;
  self->rows_a = g_new (guint32, room);
  self->rows_b = g_new (guint32, room);
  self->truth = g_new (gint32, room);
  self->predicted_a = g_new (gint32, room);
  self->predicted_b = g_new (gint32, room);
  for (gsize i = 0; i < self->a->n; i++)
    {
      gsize k = self->n;

      if (partners[i] < 0)
        continue;
      self->n++;
      self->rows_a[k] = (guint32) i;
      self->rows_b[k] = (guint32) partners[i];
      self->truth[k] = truth_of (self, i, (gsize) partners[i]);
      self->predicted_a[k] = predict (self->a, i, same);
      self->predicted_b[k] = predict (self->b, (gsize) partners[i], self->places);
    }
  self->n_unpaired_a = self->a->n - self->n;
  self->n_unpaired_b = self->b->n - self->n;
}

GwModelComparison *
gw_model_comparison_new (const GwClassRows *a, const GwClassRows *b, const gint32 *partners, GError **error)
{
  g_autoptr (GwModelComparison) self = g_new0 (GwModelComparison, 1);

  self->a = a;
  self->b = b;
  self->places = g_new (gint32, MAX (a->classes->len, 1));
  if (!find_places (a, b, self->places))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The two models do not have the same classes."));
      return NULL;
    }
  pair (self, partners);

  return g_steal_pointer (&self);
}

gint32 *
gw_model_comparison_pair_images (const GwClassRows *a, const GwClassRows *b)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (g_int64_hash, g_int64_equal);
  gint32 *partners = g_new (gint32, MAX (a->n, 1));

  for (gsize i = 0; i < b->n; i++)
    g_hash_table_insert (rows, &b->image_ids[i], GSIZE_TO_POINTER (i + 1));
  for (gsize i = 0; i < a->n; i++)
    partners[i] = (gint32) GPOINTER_TO_SIZE (g_hash_table_lookup (rows, &a->image_ids[i])) - 1;

  return partners;
}

/* --- figures ------------------------------------------------------------------------- */

static gw_status
compute_areas (GwModelComparison *self, const GwRun *run)
{
  guint positive = self->a->positive, n_classes = self->a->classes->len;
  g_autofree gint32 *truth = g_new (gint32, MAX (self->n, 1));
  g_autofree double *score_a = g_new (double, MAX (self->n, 1));
  g_autofree double *score_b = g_new (double, MAX (self->n, 1));
  gw_status status;

  for (gsize i = 0; i < self->n; i++)
    {
      truth[i] = self->truth[i] < 0 ? -1 : self->truth[i] == (gint32) positive;
      score_a[i] = self->a->scores[self->rows_a[i] * n_classes + positive];
      score_b[i] = self->b->scores[self->rows_b[i] * n_classes + (gsize) self->places[positive]];
    }
  status = gw_auc_delong_paired (truth, score_a, score_b, self->n, &self->areas, run);
  if (!gw_status_has_values (status))
    self->areas = (GwDelongPaired) { NAN, NAN, NAN, NAN, NAN, NAN, NAN, 0 };

  return status == GW_STATUS_CANCELLED ? status : GW_STATUS_OK;
}

gw_status
gw_model_comparison_compute (GwModelComparison *self, const GwRun *run)
{
  gw_status status = gw_mcnemar_labels (self->truth, self->predicted_a, self->predicted_b, self->n, GW_MCNEMAR_AUTO,
                                        &self->mcnemar);

  if (!gw_status_has_values (status))
    return status;
  self->has_areas = self->a->binary && self->a->scores != NULL && self->b->scores != NULL;

  return self->has_areas ? compute_areas (self, run) : status;
}

/* --- doors ----------------------------------------------------------------------------- */

GArray *
gw_model_comparison_list (const GwModelComparison *self, GwAgreementSet which)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (guint));

  for (gsize i = 0; i < self->n; i++)
    {
      const guint index = (guint) i;
      gboolean right_a = self->predicted_a[i] == self->truth[i], right_b = self->predicted_b[i] == self->truth[i];

      if (self->truth[i] < 0 || self->predicted_a[i] < 0 || self->predicted_b[i] < 0)
        continue;
      if (which == (right_a ? right_b ? GW_BOTH_RIGHT : GW_ONLY_A_RIGHT : right_b ? GW_ONLY_B_RIGHT : GW_BOTH_WRONG))
        g_array_append_val (pairs, index);
    }

  return pairs;
}

GArray *
gw_model_comparison_list_images (const GwModelComparison *self, const GArray *pairs)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), pairs->len);

  for (guint i = 0; self->a->image_ids != NULL && i < pairs->len; i++)
    g_array_append_val (ids, self->a->image_ids[self->rows_a[g_array_index (pairs, guint, i)]]);

  return ids;
}
