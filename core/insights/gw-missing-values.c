/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-missing-values.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-impute.h"

#define N_NEIGHBORS 5
#define N_PREDICTORS 3
#define MOST_ROUNDS 10
#define TOLERANCE 1e-3
/* The same column is filled the same way, whoever asks. */
#define SEED 1

static void
clear (gpointer data)
{
  GwMissingValues *self = data;

  g_ptr_array_unref (self->titles);
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->known);
  g_array_unref (self->counts);
  g_free (self->table);
  g_free (self->numbers);
}

GwMissingValues *
gw_missing_values_ref (GwMissingValues *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
gw_missing_values_unref (GwMissingValues *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* What follows from other columns tells nothing of its own. */
static gboolean
is_fact (const GwDataColumn *column)
{
  return column->rows == GW_ROWS_IMAGES && !g_str_equal (column->name, "image-area")
         && !g_str_equal (column->name, "image-aspect");
}

static gsize
count_missing (const GArray *values)
{
  gsize n = 0;

  for (guint i = 0; i < values->len; i++)
    n += isnan (g_array_index (values, double, i)) ? 1 : 0;
  return n;
}

static GArray *
mark_splits (const GwDataSet *set)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < set->n_images; i++)
    {
      const double value = g_ptr_array_index (set->image_splits, i) != NULL ? 0 : NAN;

      g_array_append_val (values, value);
    }
  return values;
}

static GArray *
mark_labels (const GwDataSet *set)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));
  const double missing = NAN;

  for (guint i = 0; i < set->n_images; i++)
    g_array_append_val (values, missing);
  for (guint i = 0; i < set->n_labels; i++)
    g_array_index (values, double, g_array_index (set->label_images, gint32, i)) = 0;
  for (guint i = 0; i < set->n_objects; i++)
    g_array_index (values, double, g_array_index (set->object_images, gint32, i)) = 0;
  return values;
}

/* Takes values. */
static void
take_column (GwMissingValues *self, GPtrArray *columns, const char *key, const char *title, GArray *values,
             gsize n_missing)
{
  g_ptr_array_add (self->keys, (gpointer) key);
  g_ptr_array_add (self->titles, g_strdup (title));
  g_array_append_val (self->counts, n_missing);
  g_ptr_array_add (columns, values);
}

static double *
join (const GPtrArray *columns, gsize n)
{
  double *table = g_new (double, MAX (n * columns->len, 1));

  for (guint j = 0; j < columns->len; j++)
    for (guint i = 0; i < n; i++)
      table[(gsize) i * columns->len + j] = g_array_index ((GArray *) g_ptr_array_index (columns, j), double, i);
  return table;
}

static void
take_numbers (GwMissingValues *self, const GwDataSet *set, GPtrArray *columns, GPtrArray *numbers)
{
  const GArray *all = gw_data_set_get_columns (set);

  for (guint i = 0; i < all->len; i++)
    {
      const GwDataColumn *column = &g_array_index (all, GwDataColumn, i);
      GArray *values = is_fact (column) ? gw_data_set_measure (set, column->name) : NULL;
      const gsize n_missing = values != NULL ? count_missing (values) : 0;

      /* A column without any value says nothing, and is not measured yet. */
      if (values == NULL || n_missing == values->len)
        {
          g_clear_pointer (&values, g_array_unref);
          continue;
        }
      g_ptr_array_add (self->known, (gpointer) column->name);
      g_ptr_array_add (numbers, g_array_ref (values));
      if (n_missing > 0)
        {
          g_ptr_array_add (self->names, (gpointer) column->name);
          take_column (self, columns, column->name, column->title, g_array_ref (values), n_missing);
        }
      g_array_unref (values);
    }
}

static void
take_facts (GwMissingValues *self, const GwDataSet *set, GPtrArray *columns)
{
  GArray *const facts[] = { mark_splits (set), mark_labels (set) };
  static const char *const keys[] = { "split", "label" };
  const char *const titles[] = { _ ("Split"), _ ("Label") };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      const gsize n_missing = count_missing (facts[i]);

      if (n_missing > 0)
        take_column (self, columns, keys[i], titles[i], facts[i], n_missing);
      else
        g_array_unref (facts[i]);
    }
}

static void
count_complete (GwMissingValues *self)
{
  for (gsize i = 0; i < self->n; i++)
    {
      gboolean complete = TRUE;

      for (gsize j = 0; j < self->n_columns; j++)
        complete = complete && !isnan (self->table[i * self->n_columns + j]);
      self->n_complete += complete ? 1 : 0;
    }
}

GwMissingValues *
gw_missing_values_new (const GwDataSet *set)
{
  GwMissingValues *self = g_atomic_rc_box_new0 (GwMissingValues);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  self->n = set->n_images;
  self->titles = g_ptr_array_new_with_free_func (g_free);
  self->keys = g_ptr_array_new ();
  self->names = g_ptr_array_new ();
  self->known = g_ptr_array_new ();
  self->counts = g_array_new (FALSE, FALSE, sizeof (gsize));
  take_numbers (self, set, columns, numbers);
  take_facts (self, set, columns);
  self->n_columns = columns->len;
  self->table = join (columns, self->n);
  self->numbers = join (numbers, self->n);
  count_complete (self);
  return self;
}

/* --- filling in ------------------------------------------------------------------------ */

static const char *const fill_names[GW_N_FILLS] = {
  [GW_FILL_MEAN] = "mean",           [GW_FILL_MEDIAN] = "median",         [GW_FILL_MOST_FREQUENT] = "most-frequent",
  [GW_FILL_NEIGHBORS] = "neighbors", [GW_FILL_REGRESSION] = "regression", [GW_FILL_CHAINED] = "chained",
  [GW_FILL_HOT_DECK] = "hot-deck",
};

const char *
gw_fill_get_name (GwFill fill)
{
  return fill_names[fill];
}

gboolean
gw_fill_from_name (const char *name, GwFill *fill)
{
  for (guint i = 0; i < GW_N_FILLS; i++)
    if (g_str_equal (name, fill_names[i]))
      {
        *fill = i;
        return TRUE;
      }

  return FALSE;
}

const char *
gw_fill_get_title (GwFill fill)
{
  static const char *const titles[GW_N_FILLS] = {
    [GW_FILL_MEAN] = N_ ("Mean"),
    [GW_FILL_MEDIAN] = N_ ("Median"),
    [GW_FILL_MOST_FREQUENT] = N_ ("Most Frequent Value"),
    [GW_FILL_NEIGHBORS] = N_ ("Nearest Neighbors"),
    [GW_FILL_REGRESSION] = N_ ("Regression"),
    [GW_FILL_CHAINED] = N_ ("Chained Equations"),
    [GW_FILL_HOT_DECK] = N_ ("Random Other Image"),
  };

  return _ (titles[fill]);
}

static gw_status
fill_table (const GwMissingValues *self, GwFill fill, double *filled, const GwRun *run)
{
  const gsize n = self->n, columns = self->known->len;

  switch (fill)
    {
    case GW_FILL_MEAN:
      return gw_impute_simple (self->numbers, n, columns, GW_IMPUTE_MEAN, filled, NULL, run);
    case GW_FILL_MEDIAN:
      return gw_impute_simple (self->numbers, n, columns, GW_IMPUTE_MEDIAN, filled, NULL, run);
    case GW_FILL_MOST_FREQUENT:
      return gw_impute_simple (self->numbers, n, columns, GW_IMPUTE_MOST_FREQUENT, filled, NULL, run);
    case GW_FILL_NEIGHBORS:
      return gw_impute_knn (self->numbers, n, columns, N_NEIGHBORS, FALSE, filled, NULL, run);
    case GW_FILL_REGRESSION:
      return gw_impute_regression (self->numbers, n, columns, N_PREDICTORS, filled, NULL, run);
    case GW_FILL_CHAINED:
      return gw_impute_chained (self->numbers, n, columns, MOST_ROUNDS, TOLERANCE, filled, NULL, NULL, run);
    case GW_FILL_HOT_DECK:
    case GW_N_FILLS:
    default:
      return gw_impute_hot_deck (self->numbers, n, columns, NULL, 0, SEED, filled, NULL);
    }
}

GwFilled *
gw_missing_values_fill (const GwMissingValues *self, const char *column, GwFill fill, const GwRun *run,
                        gw_status *status)
{
  g_autofree double *filled = g_new (double, MAX (self->n * self->known->len, 1));
  GwFilled *result;
  guint place;

  if (!g_ptr_array_find_with_equal_func (self->known, column, g_str_equal, &place))
    {
      *status = GW_STATUS_INVALID;
      return NULL;
    }
  *status = fill_table (self, fill, filled, run);
  if (*status != GW_STATUS_OK)
    return NULL;

  result = g_new0 (GwFilled, 1);
  result->n = self->n;
  result->before = g_new (double, MAX (self->n, 1));
  result->after = g_new (double, MAX (self->n, 1));
  for (gsize i = 0; i < self->n; i++)
    {
      result->before[i] = self->numbers[i * self->known->len + place];
      result->after[i] = filled[i * self->known->len + place];
      result->n_filled += isnan (result->before[i]) && !isnan (result->after[i]) ? 1 : 0;
    }
  gw_moments (result->before, NULL, self->n, &result->moments_before);
  gw_moments (result->after, NULL, self->n, &result->moments_after);
  return result;
}

void
gw_filled_free (GwFilled *self)
{
  if (self == NULL)
    return;
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}
