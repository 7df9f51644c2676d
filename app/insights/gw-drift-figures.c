/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-drift-figures.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-cancel-run.h"
#include "gw-plot-categories.h"

/* Imports and other steps that touched images, to choose from. */
#define MOST_STEPS 40
#define MOST_STEP_CHOICES 8
/* Images that are opened, and those whose picture is shown. */
#define MOST_UNLIKE 60
#define MOST_PICTURES 12
/* Classes that are drawn. */
#define MOST_CLASSES 12

/* --- sets to choose --------------------------------------------------------------- */

static void
choice_free (gpointer data)
{
  GwDriftChoice *choice = data;

  g_free (choice->title);
  g_free (choice->filter);
  g_free (choice);
}

static void
add_choice (GPtrArray *choices, char *title, char *filter)
{
  GwDriftChoice *choice = g_new0 (GwDriftChoice, 1);

  choice->title = title;
  choice->filter = filter;
  g_ptr_array_add (choices, choice);
}

static char *
make_split_title (const char *split)
{
  static const struct
  {
    const char *nick;
    const char *title;
  } known[] = {
    { "train", N_ ("Training Split") },
    { "val", N_ ("Validation Split") },
    { "test", N_ ("Test Split") },
    { "none", N_ ("Without a Split") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].nick, split))
      return g_strdup (_ (known[i].title));
  /* Translators: the name of a split of the images */
  return g_strdup_printf (_ ("Split %s"), split);
}

static char *
make_filter_text (GwField field, const char *value)
{
  g_autoptr (GwFilter) filter = gw_filter_new ();

  gw_filter_add_value (filter, field, FALSE, value);
  return gw_filter_to_text (filter);
}

static gboolean
add_splits (GPtrArray *choices, GwStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) splits = gw_store_count_facet (store, NULL, GW_FIELD_SPLIT, cancellable, error);

  if (splits == NULL)
    return FALSE;
  for (guint i = 0; i < splits->len; i++)
    {
      const GwFacetValue *value = g_ptr_array_index (splits, i);

      if (value->count > 0)
        add_choice (choices, make_split_title (value->value), make_filter_text (GW_FIELD_SPLIT, value->value));
    }
  return TRUE;
}

/* Steps of the project's history that images came by or were changed by. */
static gboolean
add_steps (GPtrArray *choices, GwStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) steps = gw_store_list_history (store, 0, MOST_STEPS, cancellable, error);
  guint n = 0;

  if (steps == NULL)
    return FALSE;
  for (guint i = 0; i < steps->len && n < MOST_STEP_CHOICES; i++)
    {
      const GwHistoryItem *step = g_ptr_array_index (steps, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, step->id);
      g_autofree char *text = make_filter_text (GW_FIELD_IMPORT, number);
      g_autoptr (GwFilter) filter = gw_filter_parse (text, NULL);
      g_autoptr (GArray) first = NULL;

      if (step->undone || filter == NULL)
        continue;
      first = gw_store_list_first_image_ids (store, filter, GW_SORT_NAME, 1, cancellable, error);
      if (first == NULL)
        return FALSE;
      if (first->len == 0)
        continue;
      add_choice (choices, g_strdup (step->name), g_steal_pointer (&text));
      n++;
    }
  return TRUE;
}

static GPtrArray *
list_choices (GwStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (choice_free);

  add_choice (choices, g_strdup (_ ("All Images")), g_strdup (""));
  if (!add_splits (choices, store, cancellable, error))
    return NULL;
  add_choice (choices, g_strdup (_ ("Added Before…")), g_strdup ("added<"));
  add_choice (choices, g_strdup (_ ("Added Since…")), g_strdup ("added>="));
  return add_steps (choices, store, cancellable, error) ? g_steal_pointer (&choices) : NULL;
}

static const char *
find_choice (GPtrArray *choices, const char *filter)
{
  for (guint i = 0; i < choices->len; i++)
    if (g_str_equal (((GwDriftChoice *) g_ptr_array_index (choices, i))->filter, filter))
      return filter;
  return NULL;
}

/* Training against test or validation, where there are such. */
static void
choose_filters (GwDriftPageFigures *self, const char *const filters[2])
{
  const char *train = find_choice (self->choices, "split:train");
  const char *other = find_choice (self->choices, "split:test");

  if (other == NULL)
    other = find_choice (self->choices, "split:val");
  self->filters[0] = g_strdup (filters[0] != NULL ? filters[0] : train != NULL ? train : "");
  self->filters[1] = g_strdup (filters[1] != NULL ? filters[1] : train != NULL && other != NULL ? other : "");
}

char *
gw_drift_page_figures_describe_side (const GwDriftPageFigures *self, guint side)
{
  const char *filter = self->filters[side];

  for (guint i = 0; i < self->choices->len; i++)
    {
      const GwDriftChoice *choice = g_ptr_array_index (self->choices, i);

      if (g_str_equal (choice->filter, filter))
        return g_strdup (choice->title);
    }
  if (g_str_has_prefix (filter, "added<"))
    return g_strdup_printf (_ ("Before %s"), filter + strlen ("added<"));
  if (g_str_has_prefix (filter, "added>="))
    return g_strdup_printf (_ ("Since %s"), filter + strlen ("added>="));
  return g_strdup (filter);
}

/* --- both sides --------------------------------------------------------------------- */

static void
clear_sides (gpointer data)
{
  GwDriftSides *self = data;

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&self->sets[i], gw_data_set_free);
      g_free (self->texts[i]);
    }
  gw_insights_snapshot_unref (self->snapshot);
}

static void
clear_unlike (gpointer data)
{
  GwDriftUnlike *self = data;

  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->images, g_ptr_array_unref);
}

/* The images of a side, among those of the split that is looked at. */
static char *
make_side_text (GwInsightsSnapshot *snapshot, const char *filter)
{
  g_autoptr (GwFilter) split = gw_insights_snapshot_make_filter (snapshot);
  g_autofree char *base = split != NULL ? gw_filter_to_text (split) : g_strdup ("");

  return *base != '\0' && *filter != '\0' ? g_strdup_printf ("%s %s", filter, base) : g_strconcat (filter, base, NULL);
}

static gboolean
load_sides (GwDriftSides *self, GCancellable *cancellable, GError **error)
{
  const GwRun run = gw_cancel_run_init (cancellable);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GwFilter) filter = gw_filter_parse (self->texts[i], error);

      if (filter == NULL)
        return FALSE;
      self->sets[i] = gw_data_set_load (gw_insights_snapshot_get_store (self->snapshot), filter, NULL, cancellable,
                                        error);
      if (self->sets[i] == NULL)
        return FALSE;
    }
  self->rows = gw_set_drift_list (self->sets[0], self->sets[1], &run);
  if (self->rows == NULL)
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return FALSE;
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      const double psi = ((GwSetDriftRow *) g_ptr_array_index (self->rows, i))->figures.drift.psi;

      if (!isnan (psi))
        self->n_readings[gw_drift_read (psi)]++;
    }
  return TRUE;
}

static GwDriftSides *
make_sides (GwInsightsSnapshot *snapshot, char *const filters[2], const GwDriftPageFigures *kept,
            GCancellable *cancellable, GError **error)
{
  g_autofree char *reference = make_side_text (snapshot, filters[0]);
  g_autofree char *current = make_side_text (snapshot, filters[1]);
  GwDriftSides *self;

  if (kept != NULL && kept->sides->snapshot == snapshot && g_str_equal (kept->sides->texts[0], reference)
      && g_str_equal (kept->sides->texts[1], current))
    return g_atomic_rc_box_acquire (kept->sides);
  self = g_atomic_rc_box_new0 (GwDriftSides);
  self->snapshot = gw_insights_snapshot_ref (snapshot);
  self->texts[0] = g_steal_pointer (&reference);
  self->texts[1] = g_steal_pointer (&current);
  if (load_sides (self, cancellable, error))
    return self;
  g_atomic_rc_box_release_full (self, clear_sides);
  return NULL;
}

/* --- plots ----------------------------------------------------------------------------- */

const char *
gw_drift_spell_reading (double psi)
{
  if (isnan (psi))
    return _ ("not known");
  switch (gw_drift_read (psi))
    {
    case GW_DRIFT_DRIFT:
      return _ ("drift");
    case GW_DRIFT_WATCH:
      return _ ("watch");
    case GW_DRIFT_STABLE:
    default:
      return _ ("stable");
    }
}

const GwSetDriftRow *
gw_drift_page_figures_find_row (const GwDriftPageFigures *self, const char *name)
{
  for (guint i = 0; i < self->sides->rows->len; i++)
    {
      const GwSetDriftRow *row = g_ptr_array_index (self->sides->rows, i);

      if (g_strcmp0 (row->name, name) == 0)
        return row;
    }
  return NULL;
}

static int
compare_shares (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *most = data;
  const double x = most[*(const guint *) a], y = most[*(const guint *) b];

  return (x < y) - (x > y);
}

/* Shares of classes in percent, those first that have most on a side. */
static GwPlot *
draw_classes (const GwDriftPageFigures *self, const GwSetDriftRow *row, const char *reference, const char *current)
{
  const guint n = row->reference->len;
  g_autofree double *shares = g_new0 (double, 3 * MAX (n, 1));
  g_autofree double *from = g_new0 (double, MAX (n, 1));
  g_autofree double *to = g_new0 (double, MAX (n, 1));
  g_autofree guint *order = g_new (guint, MAX (n, 1));
  g_autofree const char **names = g_new0 (const char *, MAX (n, 1));
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  guint n_drawn = 0;

  for (guint i = 0; i < n; i++)
    {
      shares[i] = row->n_reference > 0 ? 100 * g_array_index (row->reference, double, i) / (double) row->n_reference
                                       : 0;
      shares[n + i] = row->n_current > 0 ? 100 * g_array_index (row->current, double, i) / (double) row->n_current : 0;
      shares[2 * n + i] = MAX (shares[i], shares[n + i]);
      order[i] = i;
    }
  g_qsort_with_data (order, (gint) n, sizeof *order, compare_shares, shares + 2 * (gsize) n);
  for (; n_drawn < MIN (n, MOST_CLASSES) && shares[2 * n + order[n_drawn]] > 0; n_drawn++)
    {
      const guint i = order[n_drawn];

      names[n_drawn] = gw_class_get_name (g_ptr_array_index (self->sides->sets[0]->classes, i));
      from[n_drawn] = shares[i];
      to[n_drawn] = shares[n + i];
      g_ptr_array_add (keys, g_strdup_printf ("side:0:%s", names[n_drawn]));
      g_ptr_array_add (keys, g_strdup_printf ("side:1:%s", names[n_drawn]));
    }

  return gw_plot_categories_new (
      names, n_drawn,
      (const GwPlotSeries[]) { { reference, GW_PLOT_COLOR_CONTEXT, from }, { current, GW_PLOT_COLOR_SERIES, to } }, 2,
      &(const GwPlotCategoriesOptions) { .title = row->title,
                                         .axis = _ ("Share (%)"),
                                         .rows = row->rows,
                                         .keys = (const char *const *) keys->pdata,
                                         .horizontal = n_drawn > 6 });
}

static GwPlot *
draw_overlay (const GwDriftPageFigures *self, const GwSetDriftRow *row, GCancellable *cancellable)
{
  const GwRun run = gw_cancel_run_init (cancellable);
  g_autofree char *reference = gw_drift_page_figures_describe_side (self, 0);
  g_autofree char *current = gw_drift_page_figures_describe_side (self, 1);
  const GwPlotOverlayOptions options = { .title = row->title,
                                         .name = row->label,
                                         .unit = *row->unit != '\0' ? row->unit : NULL,
                                         .reference = reference,
                                         .current = current,
                                         .rows = row->rows,
                                         .rule = GW_BINS_STURGES };

  if (row->categories)
    return draw_classes (self, row, reference, current);
  return gw_plot_overlay_new ((const double *) (gpointer) row->reference->data, row->reference->len,
                              (const double *) (gpointer) row->current->data, row->current->len, &options, &run);
}

static GwPlot *
draw_bars (const GwDriftPageFigures *self)
{
  const GPtrArray *rows = self->sides->rows;
  g_autofree GwPlotDriftVariable *variables = g_new0 (GwPlotDriftVariable, MAX (rows->len, 1));
  g_autofree char *reference = gw_drift_page_figures_describe_side (self, 0);
  g_autofree char *current = gw_drift_page_figures_describe_side (self, 1);
  /* Translators: two sets of images, the second against the first */
  g_autofree char *subtitle = g_strdup_printf (_ ("%s against %s"), current, reference);

  for (guint i = 0; i < rows->len; i++)
    {
      const GwSetDriftRow *row = g_ptr_array_index (rows, i);

      variables[i] = (GwPlotDriftVariable) { row->title, row->figures.drift.psi };
    }
  return gw_plot_drift_new (variables, rows->len, _ ("Drift"), subtitle);
}

/* --- all of it -------------------------------------------------------------------------- */

GwDriftPageFigures *
gw_drift_page_figures_new (GwInsightsSnapshot *snapshot, const char *const filters[2], const char *variable,
                           const GwDriftPageFigures *kept, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwDriftPageFigures) self = g_new0 (GwDriftPageFigures, 1);
  GwStore *store = gw_insights_snapshot_get_store (snapshot);
  const GwSetDriftRow *row;

  self->choices = kept != NULL && kept->sides->snapshot == snapshot ? g_ptr_array_ref (kept->choices)
                                                                    : list_choices (store, cancellable, error);
  if (self->choices == NULL)
    return NULL;
  choose_filters (self, filters);
  self->sides = make_sides (snapshot, self->filters, kept, cancellable, error);
  if (self->sides == NULL)
    return NULL;
  if (kept != NULL && kept->sides == self->sides && kept->unlike != NULL)
    self->unlike = g_atomic_rc_box_acquire (kept->unlike);

  row = gw_drift_page_figures_find_row (self, variable);
  if (row == NULL && self->sides->rows->len > 0)
    row = g_ptr_array_index (self->sides->rows, 0);
  self->variable = row != NULL ? g_strdup (row->name) : NULL;
  self->overlay = row != NULL ? draw_overlay (self, row, cancellable) : NULL;
  self->bars = draw_bars (self);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
gw_drift_page_figures_add_unlike (GwDriftPageFigures *self, GCancellable *cancellable, GError **error)
{
  const GwRun run = gw_cancel_run_init (cancellable);
  GwDriftUnlike *unlike = g_atomic_rc_box_new0 (GwDriftUnlike);

  unlike->ids = gw_set_drift_find_unlike (self->sides->sets[0], self->sides->sets[1], MOST_UNLIKE, &unlike->n_columns,
                                          &run);
  if (unlike->ids == NULL)
    g_cancellable_set_error_if_cancelled (cancellable, error);
  else
    unlike->images = gw_store_get_images (gw_insights_snapshot_get_store (self->sides->snapshot),
                                          (const gint64 *) (gpointer) unlike->ids->data,
                                          MIN (unlike->ids->len, MOST_PICTURES), cancellable, error);
  if (unlike->images == NULL)
    {
      g_atomic_rc_box_release_full (unlike, clear_unlike);
      return FALSE;
    }
  self->unlike = unlike;
  return TRUE;
}

GwDriftPageFigures *
gw_drift_page_figures_copy (const GwDriftPageFigures *self)
{
  GwDriftPageFigures *copy = g_new0 (GwDriftPageFigures, 1);

  copy->choices = g_ptr_array_ref (self->choices);
  copy->filters[0] = g_strdup (self->filters[0]);
  copy->filters[1] = g_strdup (self->filters[1]);
  copy->sides = g_atomic_rc_box_acquire (self->sides);
  copy->variable = g_strdup (self->variable);
  copy->overlay = self->overlay != NULL ? gw_plot_ref (self->overlay) : NULL;
  copy->bars = self->bars != NULL ? gw_plot_ref (self->bars) : NULL;
  copy->unlike = self->unlike != NULL ? g_atomic_rc_box_acquire (self->unlike) : NULL;
  return copy;
}

void
gw_drift_page_figures_free (GwDriftPageFigures *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_free (self->filters[0]);
  g_free (self->filters[1]);
  if (self->sides != NULL)
    g_atomic_rc_box_release_full (self->sides, clear_sides);
  g_free (self->variable);
  g_clear_pointer (&self->overlay, gw_plot_unref);
  g_clear_pointer (&self->bars, gw_plot_unref);
  if (self->unlike != NULL)
    g_atomic_rc_box_release_full (self->unlike, clear_unlike);
  g_free (self);
}
