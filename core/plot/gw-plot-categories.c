/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-categories.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-plot-bars.h"
#include "gw-plot-number.h"

#define TICKS 5

typedef struct
{
  const char *const *names;
  gsize n_categories;
  const GwPlotSeries *series;
  gsize n_series;
  const GwPlotCategoriesOptions *options;
  double most; /* the longest bar or stack */
  double total;
  gsize largest; /* category */
} Categories;

static double
sum_of (const Categories *self, gsize category)
{
  double sum = 0;

  for (gsize k = 0; k < self->n_series; k++)
    sum += self->series[k].values[category];
  return sum;
}

/* FALSE for a value that is none. */
static gboolean
measure (Categories *self)
{
  double largest = -1;

  for (gsize i = 0; i < self->n_categories; i++)
    {
      const double sum = sum_of (self, i);

      for (gsize k = 0; k < self->n_series; k++)
        {
          const double value = self->series[k].values[i];

          if (!isfinite (value) || value < 0)
            return FALSE;
          self->most = MAX (self->most, self->options->stacked ? sum : value);
        }
      self->total += sum;
      if (sum > largest)
        {
          largest = sum;
          self->largest = i;
        }
    }
  return TRUE;
}

static char *
make_name (const Categories *self, gsize category, gsize k)
{
  return self->n_series > 1 ? g_strdup_printf ("%s, %s", self->names[category], self->series[k].name)
                            : g_strdup (self->names[category]);
}

static char *
make_context (const Categories *self, gsize category, gsize k)
{
  const double value = self->series[k].values[category];
  const double sum = sum_of (self, category);
  g_autofree char *of_all = gw_plot_number_percent_exact (value / self->total);
  g_autofree char *of_category = gw_plot_number_percent_exact (sum > 0 ? value / sum : NAN);

  if (self->n_series == 1)
    return g_strdup_printf (_ ("%s of all"), of_all);
  /* Translators: a share of a bar, and of all: “40.0% of Car, 12.0% of all” */
  return g_strdup_printf (_ ("%s of %s, %s of all"), of_category, self->names[category], of_all);
}

static void
add_bar (const Categories *self, GwPlotLayer *layer, gsize i, gsize k, double from)
{
  const GwPlotCategoriesOptions *options = self->options;
  const double value = self->series[k].values[i];
  const double width = 2 * GW_PLOT_BAR_HALF / (options->stacked ? 1 : (double) self->n_series);
  const double begin = (double) i - GW_PLOT_BAR_HALF + (options->stacked ? 0 : width * (double) k);
  const gboolean own = self->series[k].color == GW_PLOT_COLOR_NONE && options->colors != NULL;
  g_autofree char *name = make_name (self, i, k);
  g_autofree char *count = gw_plot_rows_count (options->rows, value);
  g_autofree char *context = make_context (self, i, k);
  g_autofree char *label = self->n_series == 1 && !options->bare ? gw_plot_number_count (value) : NULL;
  g_autofree char *key = options->keys != NULL
                             ? g_strdup (options->keys[i * self->n_series + k])
                             : g_strdup_printf ("category:%" G_GSIZE_FORMAT ":%" G_GSIZE_FORMAT, i, k);
  const GwPlotBar bar = { .begin = begin,
                          .end = begin + width,
                          .from = from,
                          .to = from + value,
                          .color = own ? options->colors[i] : self->series[k].color,
                          .pattern = (guint) (own ? i : k),
                          .name = name,
                          .value = count,
                          .context = context,
                          .key = key,
                          .label = label };

  gw_plot_bars_add (layer, &bar);
}

static GwPlotLayer *
make_bars (const Categories *self)
{
  GwPlotLayer *layer = gw_plot_bars_new (self->options->horizontal);

  for (gsize i = 0; i < self->n_categories; i++)
    {
      double from = 0;

      for (gsize k = 0; k < self->n_series; k++)
        {
          add_bar (self, layer, i, k, from);
          if (self->options->stacked)
            from += self->series[k].values[i];
        }
    }
  return layer;
}

static void
set_axes (const Categories *self, GwPlot *plot)
{
  const GwPlotCategoriesOptions *options = self->options;
  const GwPlotAxisSide values_side = options->horizontal ? GW_PLOT_AXIS_X : GW_PLOT_AXIS_Y;
  const GwPlotAxisSide names_side = options->horizontal ? GW_PLOT_AXIS_Y : GW_PLOT_AXIS_X;
  const GwPlotAxisFlags hidden = options->bare ? GW_PLOT_AXIS_HIDDEN : 0;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GwPlotScale values = gw_plot_scale_linear (0, options->most > 0 ? options->most : self->most);
  GwPlotScale places;

  for (gsize i = 0; i < self->n_categories; i++)
    g_ptr_array_add (names, g_strdup (self->names[i]));
  places = gw_plot_scale_category (names);
  places.reversed = options->horizontal;
  values.whole = TRUE;
  if (!options->bare)
    gw_plot_scale_round_out (&values, TICKS);
  gw_plot_set_axis (plot, values_side, values,
                    options->axis != NULL ? options->axis : gw_plot_rows_get_title (options->rows),
                    hidden | (options->bare ? 0 : GW_PLOT_AXIS_GRID) | GW_PLOT_AXIS_NO_TICKS | GW_PLOT_AXIS_STILL);
  gw_plot_set_axis (plot, names_side, places, NULL, hidden | GW_PLOT_AXIS_NO_TICKS | GW_PLOT_AXIS_BASE);
}

static void
set_summary (const Categories *self, GwPlot *plot)
{
  g_autofree char *all = gw_plot_rows_count (self->options->rows, self->total);
  g_autofree char *most = gw_plot_number_count (sum_of (self, self->largest));
  g_autofree char *bars = gw_plot_number_count ((double) self->n_categories);
  /* Translators: “Bar chart, 1,204 boxes in 6 groups. Car is largest with 812.” */
  g_autofree char *text = g_strdup_printf (ngettext ("Bar chart, %s in %s group. %s is largest with %s.",
                                                     "Bar chart, %s in %s groups. %s is largest with %s.",
                                                     (gulong) self->n_categories),
                                           all, bars, self->names[self->largest], most);

  gw_plot_set_summary (plot, text);
}

GwPlot *
gw_plot_categories_new (const char *const *names, gsize n_categories, const GwPlotSeries *series, gsize n_series,
                        const GwPlotCategoriesOptions *options)
{
  GwPlot *plot = gw_plot_new ("bars");
  Categories self = {
    .names = names, .n_categories = n_categories, .series = series, .n_series = n_series, .options = options
  };

  gw_plot_set_title (plot, options->title, options->subtitle);
  if (!measure (&self))
    {
      gw_plot_set_message (plot, _ ("Not Counts"), _ ("Some values are missing or less than 0."));
      return plot;
    }
  if (!(self.total > 0))
    {
      g_autofree char *body = g_strdup_printf (_ ("There are no %s to count."), gw_plot_rows_get_noun (options->rows));

      gw_plot_set_message (plot, _ ("Nothing to Count"), body);
      return plot;
    }

  gw_plot_add_layer (plot, make_bars (&self));
  set_axes (&self, plot);
  set_summary (&self, plot);
  for (gsize k = 0; k < n_series && n_series > 1 && !options->bare; k++)
    gw_plot_add_legend (plot, GW_PLOT_SAMPLE_AREA, series[k].color, (guint) k, series[k].name, NULL);
  return plot;
}
