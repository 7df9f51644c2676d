/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-set-drift.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-chi2.h"
#include "gw-ks.h"
#include "gw-moments.h"
#include "gw-random-cut-forest.h"

/* Fewer images say nothing of what is usual. */
#define LEAST_REFERENCE 8
/* A number that is not known of so many images on either side is not gone by. */
#define LEAST_KNOWN 0.95
#define SEED 0

/* --- one column ------------------------------------------------------------------- */

gw_status
gw_drift_figures_of_numbers (GwDriftFigures *self, const double *reference, gsize n_reference, const double *current,
                             gsize n_current)
{
  GwDriftNumeric numeric = { 0 };
  GwKs ks;
  gw_status status = gw_drift_numeric (reference, n_reference, current, n_current, GW_DRIFT_FIGURES_BINS, &numeric);

  *self = (GwDriftFigures) {
    .drift = { NAN, NAN, NAN }, .ks = NAN, .ks_p_value = NAN, .chi2 = NAN, .chi2_p_value = NAN
  };
  if (gw_status_has_values (status))
    self->drift = numeric.drift;
  gw_drift_numeric_clear (&numeric);
  if (!gw_status_has_values (status))
    return status;

  status = gw_ks_two_sample (reference, n_reference, current, n_current, &ks);
  if (gw_status_has_values (status))
    {
      self->ks = ks.statistic;
      self->ks_p_value = ks.p_value;
    }
  return status;
}

gw_status
gw_drift_figures_of_counts (GwDriftFigures *self, const double *reference, const double *current, gsize n)
{
  GwChi2 chi2;
  gw_status status;

  *self = (GwDriftFigures) {
    .drift = { NAN, NAN, NAN }, .ks = NAN, .ks_p_value = NAN, .chi2 = NAN, .chi2_p_value = NAN
  };
  status = gw_drift_categories (reference, current, n, &self->drift);
  if (!gw_status_has_values (status))
    return status;

  status = gw_chi2_two_sample (reference, current, n, &chi2);
  if (gw_status_has_values (status))
    {
      self->chi2 = chi2.statistic;
      self->chi2_p_value = chi2.p_value;
    }
  return status;
}

/* --- all columns --------------------------------------------------------------------- */

static void
row_free (gpointer data)
{
  GwSetDriftRow *row = data;

  g_free (row->name);
  g_free (row->title);
  g_free (row->label);
  g_free (row->unit);
  g_clear_pointer (&row->reference, g_array_unref);
  g_clear_pointer (&row->current, g_array_unref);
  g_free (row);
}

static const double *
numbers_of (const GArray *values)
{
  return (const double *) (gconstpointer) values->data;
}

static gsize
count_finite (const GArray *values)
{
  gsize n = 0;

  for (guint i = 0; i < values->len; i++)
    n += isfinite (g_array_index (values, double, i)) != 0;
  return n;
}

static GwPlotRows
rows_of (const GwDataColumn *column)
{
  if (column->rows == GW_ROWS_IMAGES)
    return GW_PLOT_ROWS_IMAGES;
  return g_str_has_prefix (column->name, "box-") ? GW_PLOT_ROWS_BOXES : GW_PLOT_ROWS_OBJECTS;
}

static void
add_column (GPtrArray *rows, const GwDataSet *reference, const GwDataSet *current, const GwDataColumn *column)
{
  GwSetDriftRow *row = g_new0 (GwSetDriftRow, 1);

  row->name = g_strdup (column->name);
  row->title = g_strdup (column->title);
  row->label = g_strdup (column->label);
  row->unit = g_strdup (column->unit);
  row->rows = rows_of (column);
  row->column = column;
  row->reference = gw_data_set_measure (reference, column->name);
  row->current = gw_data_set_measure (current, column->name);
  row->n_reference = row->reference != NULL ? count_finite (row->reference) : 0;
  row->n_current = count_finite (row->current);
  if (row->reference == NULL || row->n_reference + row->n_current == 0)
    {
      row_free (row);
      return;
    }
  gw_drift_figures_of_numbers (&row->figures, numbers_of (row->reference), row->reference->len,
                               numbers_of (row->current), row->current->len);
  g_ptr_array_add (rows, row);
}

/* How many of each class: n classes, and how many in all. */
static GArray *
count_classes (const GArray *classes, guint n, gsize *total)
{
  GArray *counts = g_array_sized_new (FALSE, TRUE, sizeof (double), n);

  g_array_set_size (counts, n);
  *total = 0;
  for (guint i = 0; i < classes->len; i++)
    {
      const gint32 class = g_array_index (classes, gint32, i);

      if (class < 0 || (guint) class >= n)
        continue;
      g_array_index (counts, double, class)++;
      (*total)++;
    }
  return counts;
}

static void
add_classes (GPtrArray *rows, const GwDataSet *reference, const GwDataSet *current, gboolean labels)
{
  const guint n = MIN (reference->classes->len, current->classes->len);
  GwSetDriftRow *row = g_new0 (GwSetDriftRow, 1);

  row->name = g_strdup (labels ? "label" : "class");
  row->title = g_strdup (labels ? _ ("Image Class") : _ ("Object Class"));
  row->label = g_strdup (labels ? _ ("Image class") : _ ("Object class"));
  row->unit = g_strdup ("");
  row->rows = labels ? GW_PLOT_ROWS_IMAGES : GW_PLOT_ROWS_OBJECTS;
  row->categories = TRUE;
  row->reference = count_classes (labels ? reference->label_classes : reference->object_classes, n, &row->n_reference);
  row->current = count_classes (labels ? current->label_classes : current->object_classes, n, &row->n_current);
  if (row->n_reference + row->n_current == 0)
    {
      row_free (row);
      return;
    }
  gw_drift_figures_of_counts (&row->figures, numbers_of (row->reference), numbers_of (row->current), n);
  g_ptr_array_add (rows, row);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const GwSetDriftRow *x = *(const GwSetDriftRow *const *) a;
  const GwSetDriftRow *y = *(const GwSetDriftRow *const *) b;
  const double psi_x = x->figures.drift.psi, psi_y = y->figures.drift.psi;

  if (isnan (psi_x) || isnan (psi_y))
    return (isnan (psi_x) != 0) - (isnan (psi_y) != 0);
  return (psi_x < psi_y) - (psi_x > psi_y);
}

static gboolean
goes_on (const GwRun *run, double done)
{
  return run == NULL || run->step == NULL || run->step (done, run->data);
}

GPtrArray *
gw_set_drift_list (const GwDataSet *reference, const GwDataSet *current, const GwRun *run)
{
  const GArray *columns = gw_data_set_get_columns (current);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);

  add_classes (rows, reference, current, FALSE);
  add_classes (rows, reference, current, TRUE);
  for (guint i = 0; i < columns->len; i++)
    {
      if (!goes_on (run, (double) i / columns->len))
        return NULL;
      add_column (rows, reference, current, &g_array_index (columns, GwDataColumn, i));
    }
  g_ptr_array_sort (rows, compare_rows);
  return g_steal_pointer (&rows);
}

/* --- images unlike the others ----------------------------------------------------------- */

static const char *const looks[] = { "image-brightness", "image-contrast", "image-sharpness",  "image-saturation",
                                     "image-aspect",     "image-area",     "objects-per-image" };

/* A column of a table by the scale of the reference; what is not known is as usual. */
static void
fill (double *points, gsize n_columns, gsize column, const GArray *values, const GwMoments *moments)
{
  for (guint i = 0; i < values->len; i++)
    {
      const double value = g_array_index (values, double, i);

      points[i * n_columns + column] = isfinite (value) ? (value - moments->mean) / sqrt (moments->population) : 0;
    }
}

/* The numbers of both sides that are known: those that can be gone by. */
static gsize
make_points (const GwDataSet *reference, const GwDataSet *current, double *from, double *to)
{
  GArray *sides[G_N_ELEMENTS (looks)][2];
  GwMoments moments[G_N_ELEMENTS (looks)];
  gsize n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      GArray *a = gw_data_set_measure (reference, looks[i]);
      GArray *b = gw_data_set_measure (current, looks[i]);

      if ((double) count_finite (a) < LEAST_KNOWN * a->len || (double) count_finite (b) < LEAST_KNOWN * b->len
          || gw_moments (numbers_of (a), NULL, a->len, &moments[n]) != GW_STATUS_OK)
        {
          g_array_unref (a);
          g_array_unref (b);
          continue;
        }
      sides[n][0] = a;
      sides[n++][1] = b;
    }
  for (gsize i = 0; i < n; i++)
    {
      fill (from, n, i, sides[i][0], &moments[i]);
      fill (to, n, i, sides[i][1], &moments[i]);
      g_array_unref (sides[i][0]);
      g_array_unref (sides[i][1]);
    }
  return n;
}

typedef struct
{
  double score;
  gint64 id;
} Scored;

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const Scored *x = a, *y = b;

  if (x->score != y->score)
    return x->score < y->score ? 1 : -1;
  return (x->id > y->id) - (x->id < y->id);
}

static gw_status
score (const double *from, gsize n_from, const double *to, gsize n_to, gsize n_columns, double *scores,
       const GwRun *run)
{
  GwRandomCutForest *forest = NULL;
  gw_status status = gw_random_cut_forest_new (from, n_from, n_columns, GW_RANDOM_CUT_FOREST_TREES,
                                               GW_RANDOM_CUT_FOREST_SAMPLE, SEED, &forest, NULL, run);

  if (status == GW_STATUS_OK)
    status = gw_random_cut_forest_score_points (forest, to, n_to, scores, NULL, run);
  gw_random_cut_forest_free (forest);
  return status;
}

GArray *
gw_set_drift_find_unlike (const GwDataSet *reference, const GwDataSet *current, gsize most, gsize *n_columns,
                          const GwRun *run)
{
  const gsize n_from = reference->n_images, n_to = current->n_images;
  g_autofree double *from = g_try_new (double, MAX (n_from, 1) * G_N_ELEMENTS (looks));
  g_autofree double *to = g_try_new (double, MAX (n_to, 1) * G_N_ELEMENTS (looks));
  g_autofree double *scores = g_try_new (double, MAX (n_to, 1));
  g_autofree Scored *scored = g_try_new (Scored, MAX (n_to, 1));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gw_status status;

  *n_columns = 0;
  if (from == NULL || to == NULL || scores == NULL || scored == NULL || n_from < LEAST_REFERENCE || n_to == 0)
    return ids;
  *n_columns = make_points (reference, current, from, to);
  if (*n_columns == 0)
    return ids;
  status = score (from, n_from, to, n_to, *n_columns, scores, run);
  if (status == GW_STATUS_CANCELLED)
    {
      g_array_unref (ids);
      return NULL;
    }
  if (status != GW_STATUS_OK)
    return ids;

  for (gsize i = 0; i < n_to; i++)
    scored[i] = (Scored) { scores[i], g_array_index (current->image_ids, gint64, i) };
  qsort (scored, n_to, sizeof *scored, compare_scores);
  for (gsize i = 0; i < MIN (most, n_to); i++)
    g_array_append_val (ids, scored[i].id);
  return ids;
}
