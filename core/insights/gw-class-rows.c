/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "gw-error.h"
#include "gw-layer-info.h"

GwClassRows *
gw_class_rows_new (void)
{
  GwClassRows *self = g_new0 (GwClassRows, 1);

  self->classes = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
gw_class_rows_free (GwClassRows *self)
{
  g_ptr_array_unref (self->classes);
  g_free (self->truth);
  g_free (self->scores);
  g_free (self->given);
  g_free (self->sureness);
  g_free (self->image_ids);
  g_free (self);
}

/* --- predictions ------------------------------------------------------------------ */

/* The class of the highest score, of equal ones the first. */
static gint32
highest (const double *scores, gsize n)
{
  gint32 best = 0;

  for (gsize i = 1; i < n; i++)
    {
      if (scores[i] > scores[best])
        best = (gint32) i;
    }

  return best;
}

static gboolean
is_tied (const double *scores, gsize n, gint32 best)
{
  for (gsize i = (gsize) best + 1; i < n; i++)
    {
      if (!(scores[i] < scores[best]))
        return TRUE;
    }

  return FALSE;
}

gint32 *
gw_class_rows_predict (const GwClassRows *self, double threshold, gsize *n_ties)
{
  gint32 *predicted = g_new (gint32, MAX (self->n, 1));
  gsize n_classes = self->classes->len, n = 0;
  guint positive = self->positive;

  for (gsize i = 0; i < self->n; i++)
    {
      const double *row = self->scores != NULL ? self->scores + i * n_classes : NULL;

      predicted[i] = row != NULL ? highest (row, n_classes) : self->given[i];
      if (row == NULL)
        continue;
      n += is_tied (row, n_classes, predicted[i]);
      if (self->binary && !isnan (threshold))
        predicted[i] = (gint32) (row[positive] >= threshold ? positive : 1 - positive);
    }
  if (n_ties != NULL)
    *n_ties = n;

  return predicted;
}

double
gw_class_rows_get_sureness (const GwClassRows *self, gsize row, gint32 which)
{
  if (which < 0)
    return NAN;
  if (self->scores != NULL)
    return self->scores[row * self->classes->len + (gsize) which];

  return self->given[row] == which ? self->sureness[row] : NAN;
}

gsize
gw_class_rows_count_known (const GwClassRows *self)
{
  gsize n = 0;

  for (gsize i = 0; i < self->n; i++)
    n += self->truth[i] >= 0;

  return n;
}

gboolean
gw_class_rows_get_column (const GwClassRows *self, guint which, gint32 *truth, double *score)
{
  if (self->scores == NULL)
    return FALSE;

  for (gsize i = 0; i < self->n; i++)
    {
      truth[i] = self->truth[i] < 0 ? -1 : self->truth[i] == (gint32) which;
      score[i] = self->scores[i * self->classes->len + which];
    }

  return TRUE;
}

GArray *
gw_class_rows_list_images (const GwClassRows *self, const GArray *rows)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), rows->len);

  for (guint i = 0; self->image_ids != NULL && i < rows->len; i++)
    g_array_append_val (ids, self->image_ids[g_array_index (rows, guint, i)]);

  return ids;
}

/* --- of a project ------------------------------------------------------------------- */

#define SEVERAL (-2)

/* The one class of each image of the set; -1: none, SEVERAL. */
static gint32 *
find_truths (const GwDataSet *set, gsize n_images)
{
  gint32 *truths = g_new (gint32, MAX (n_images, 1));

  for (gsize i = 0; i < n_images; i++)
    truths[i] = -1;
  for (guint i = 0; i < set->label_images->len; i++)
    {
      gint32 *truth = &truths[g_array_index (set->label_images, gint32, i)];
      gint32 place = g_array_index (set->label_classes, gint32, i);

      *truth = *truth == -1 || *truth == place ? place : SEVERAL;
    }

  return truths;
}

typedef struct
{
  const GwDataSet *set;
  const GwPredictionSet *predictions;
  GwClassRows *rows;
  const gint32 *truths; /* of the images, as classes of the set */
  gint32 *columns;      /* which class of the rows each class of the set is; -1: none */
} Making;

static void
add_class (const Making *making, gint32 place)
{
  making->columns[place] = (gint32) making->rows->classes->len;
  g_ptr_array_add (making->rows->classes,
                   g_strdup (gw_class_get_name (g_ptr_array_index (making->set->classes, (guint) place))));
}

/* The class beside the one that is scored: that of the truths, where they have one. */
static gboolean
add_rest (const Making *making, gint32 scored, GError **error)
{
  const GArray *images = making->predictions->row_images;
  gint32 rest = -1;

  for (guint i = 0; i < images->len; i++)
    {
      gint32 truth = making->truths[g_array_index (images, gint32, i)];

      if (truth < 0 || truth == scored || truth == rest)
        continue;
      if (rest >= 0)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                       _ ("The model scores one class alone, but the images have more than two."));
          return FALSE;
        }
      rest = truth;
    }
  if (rest >= 0)
    add_class (making, rest);
  else
    g_ptr_array_add (making->rows->classes,
                     /* Translators: what is not of the one class that a model scores */
                     g_strdup_printf (_ ("not %s"), (char *) g_ptr_array_index (making->rows->classes, 0)));

  return TRUE;
}

/* Classes that the model scores; of one that only decides all that it or people gave. */
static gboolean
choose_classes (const Making *making, GError **error)
{
  const GwPredictionSet *predictions = making->predictions;
  guint n_classes = making->set->classes->len;
  g_autofree guint8 *used = g_malloc0 (MAX (n_classes, 1));

  for (guint i = 0; i < n_classes; i++)
    making->columns[i] = -1;
  for (guint i = 0; i < predictions->score_classes->len; i++)
    used[g_array_index (predictions->score_classes, gint32, i)] = 1;
  for (guint i = 0; i < predictions->n_rows && predictions->score_classes->len == 0; i++)
    {
      gint32 label = g_array_index (predictions->row_labels, gint32, i);
      gint32 truth = making->truths[g_array_index (predictions->row_images, gint32, i)];

      if (label >= 0)
        used[label] = 1;
      if (truth >= 0)
        used[truth] = 1;
    }
  for (guint i = 0; i < n_classes; i++)
    {
      if (used[i])
        add_class (making, (gint32) i);
    }
  if (predictions->score_classes->len != 1)
    return TRUE;

  making->rows->one_column = TRUE;

  return add_rest (making, g_array_index (predictions->score_classes, gint32, 0), error);
}

static void
fill_row (const Making *making, gsize row)
{
  const GwPredictionSet *predictions = making->predictions;
  GwClassRows *self = making->rows;
  gint32 image = g_array_index (predictions->row_images, gint32, row);
  gint32 truth = making->truths[image];
  gsize n_columns = predictions->score_classes->len;

  self->n_several_truths += truth == SEVERAL;
  self->n_unknown_truths += truth >= 0 && making->columns[truth] < 0;
  self->truth[row] = truth >= 0 ? making->columns[truth] : -1;
  self->image_ids[row] = g_array_index (predictions->image_ids, gint64, image);
  if (self->scores == NULL)
    {
      gint32 label = g_array_index (predictions->row_labels, gint32, row);

      self->given[row] = label >= 0 ? making->columns[label] : -1;
      self->sureness[row] = g_array_index (predictions->row_confidence, double, row);
      return;
    }
  if (self->one_column)
    {
      self->scores[2 * row] = predictions->scores[row];
      self->scores[2 * row + 1] = 1 - predictions->scores[row];
      return;
    }
  memcpy (self->scores + row * n_columns, predictions->scores + row * n_columns, n_columns * sizeof (double));
}

static void
fill_rows (const Making *making)
{
  const GwPredictionSet *predictions = making->predictions;
  GwClassRows *self = making->rows;
  gsize n_truths = 0, n_taken = 0;

  self->n = predictions->n_rows;
  self->truth = g_new (gint32, MAX (self->n, 1));
  self->image_ids = g_new (gint64, MAX (self->n, 1));
  if (predictions->score_classes->len > 0)
    self->scores = g_new (double, MAX (self->n * self->classes->len, 1));
  else
    {
      self->given = g_new (gint32, MAX (self->n, 1));
      self->sureness = g_new (double, MAX (self->n, 1));
    }
  for (gsize row = 0; row < self->n; row++)
    {
      fill_row (making, row);
      n_taken += making->truths[g_array_index (predictions->row_images, gint32, row)] >= 0;
    }
  for (gsize i = 0; i < predictions->n_images; i++)
    n_truths += making->truths[i] >= 0;
  self->n_without_prediction = n_truths - n_taken;
}

/* Scores of one class alone are of the positive one. */
static gboolean
settle_positive (GwClassRows *self, const char *positive, GError **error)
{
  guint found = self->one_column ? 0 : 1;

  self->binary = self->classes->len == 2;
  for (guint i = 0; positive != NULL && i <= self->classes->len; i++)
    {
      if (i == self->classes->len)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("There is no class “%s”."), positive);
          return FALSE;
        }
      found = i;
      if (g_str_equal (g_ptr_array_index (self->classes, i), positive))
        break;
    }
  self->positive = self->binary ? found : 0;

  return TRUE;
}

GwClassRows *
gw_class_rows_new_from_set (const GwDataSet *set, const GwPredictionSet *predictions, const char *positive,
                            GError **error)
{
  g_autoptr (GwClassRows) self = gw_class_rows_new ();
  g_autofree gint32 *truths = NULL;
  g_autofree gint32 *columns = g_new (gint32, MAX (set->classes->len, 1));
  Making making = { set, predictions, self, NULL, columns };

  if (predictions->n_rows == 0)
    {
      g_autofree char *name = gw_layer_describe (predictions->layer);

      g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND, _ ("“%s” gives no class to any of the images."), name);
      return NULL;
    }
  making.truths = truths = find_truths (set, predictions->n_images);
  if (!choose_classes (&making, error))
    return NULL;
  fill_rows (&making);
  if (!settle_positive (self, positive, error))
    return NULL;

  return g_steal_pointer (&self);
}
