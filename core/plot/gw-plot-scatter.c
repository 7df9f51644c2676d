/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-scatter.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-correlation.h"
#include "gw-plot-number.h"

/* Lines of the legend; the rest is told of. */
#define MOST_CLASSES 8
/* Beyond the outermost points, of their range. */
#define ROOM 0.03

static char *
make_axis_title (const char *name, const char *unit)
{
  /* Translators: the title of an axis: “Box width (pixels)” */
  return unit != NULL ? g_strdup_printf (_ ("%s (%s)"), name, unit) : g_strdup (name);
}

static GwPlotScale
make_scale (const double range[2])
{
  const double room = ROOM * (range[1] - range[0]);

  return gw_plot_scale_linear (range[0] - room, range[1] + room);
}

typedef struct
{
  guint class;
  gsize n;
} ClassCount;

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const ClassCount *one = a, *other = b;

  if (one->n != other->n)
    return one->n > other->n ? -1 : 1;
  return (one->class > other->class) - (one->class < other->class);
}

/* The classes of most rows, in the order they were given. */
static void
add_legend (GwPlot *plot, const GwPlotScatterOptions *options)
{
  g_autofree ClassCount *counts = g_new0 (ClassCount, MAX (options->n_classes, 1));
  g_autofree gboolean *shown = g_new0 (gboolean, MAX (options->n_classes, 1));
  guint n_used = 0;

  if (options->class_of == NULL || options->n_classes < 2)
    return;
  for (guint i = 0; i < options->n_classes; i++)
    counts[i].class = i;
  for (guint i = 0; i < options->class_of->len; i++)
    {
      const gint32 class = g_array_index (options->class_of, gint32, i);

      if (class >= 0 && class < (gint32) options->n_classes)
        counts[class].n++;
    }
  qsort (counts, options->n_classes, sizeof *counts, compare_counts);
  for (guint i = 0; i < options->n_classes && counts[i].n > 0; i++, n_used++)
    if (i < MOST_CLASSES)
      shown[counts[i].class] = TRUE;
  for (guint i = 0; i < options->n_classes; i++)
    if (shown[i])
      gw_plot_add_legend (plot, GW_PLOT_SAMPLE_POINT, options->classes[i].color, i, options->classes[i].name, NULL);
  if (n_used > MOST_CLASSES)
    {
      g_autofree char *note = g_strdup_printf (
          ngettext ("and %u more class", "and %u more classes", n_used - MOST_CLASSES), n_used - MOST_CLASSES);

      gw_plot_set_legend_note (plot, note);
    }
}

static double
correlate (const GArray *x, const GArray *y)
{
  g_autofree double *table = g_new (double, 2 * (gsize) MAX (x->len, 1));
  double matrix[4] = { NAN, NAN, NAN, NAN };

  for (gsize i = 0; i < x->len; i++)
    {
      table[2 * i] = g_array_index (x, double, i);
      table[2 * i + 1] = g_array_index (y, double, i);
    }
  gw_correlation (table, x->len, 2, GW_CORRELATION_PEARSON, matrix, NULL, NULL);
  return matrix[1];
}

static void
set_summary (GwPlot *plot, const GwPlotScatterOptions *options, gsize n, double correlation)
{
  g_autofree char *rows = gw_plot_rows_count (options->rows, n);
  g_autofree char *figure = gw_plot_number_fixed (correlation, 2);
  g_autofree char *summary = NULL;

  /* Translators: “Scatter plot of 5,083 boxes: Box height against Box width. Correlation 0.83.” */
  summary = g_strdup_printf (_ ("Scatter plot of %s: %s against %s. Correlation %s."), rows, options->y_name,
                             options->x_name, figure);
  gw_plot_set_summary (plot, summary);
}

static void
note_left_out (GwPlot *plot, const GwPlotScatterOptions *options, gsize n)
{
  g_autofree char *rows = NULL;
  g_autofree char *note = NULL;

  if (n == 0)
    return;
  rows = gw_plot_rows_count (options->rows, n);
  note = g_strdup_printf (_ ("Left out, without a number: %s."), rows);
  gw_plot_set_note (plot, note);
}

static void
add_color_bar (GwPlot *plot, const GwPlotScatterOptions *options, gsize n)
{
  g_autofree char *low = NULL;

  if (n <= GW_PLOT_POINTS_MOST || options->n_classes > 0)
    return;
  low = gw_plot_rows_count (options->rows, 1);
  gw_plot_set_color_bar (plot, GW_PLOT_RAMP_SEQUENTIAL, low, _ ("most in a hexagon"));
}

GwPlot *
gw_plot_scatter_new (GArray *x, GArray *y, const GwPlotScatterOptions *options)
{
  GwPlot *plot = gw_plot_new ("scatter");
  GwPlotLayer *layer = gw_plot_points_new (x, y, options->rows, &options->funcs, options->data);
  const gsize n = gw_plot_points_get_n_finite (layer);
  double x_range[2] = { INFINITY, -INFINITY }, y_range[2] = { INFINITY, -INFINITY };
  g_autofree char *x_title = make_axis_title (options->x_name, options->x_unit);
  g_autofree char *y_title = make_axis_title (options->y_name, options->y_unit);

  gw_plot_set_title (plot, options->title, options->subtitle);
  if (options->class_of != NULL)
    gw_plot_points_set_classes (layer, options->class_of, options->classes, options->n_classes);
  if (n == 0)
    {
      gw_plot_set_message (plot, _ ("No Values"),
                           _ ("No row has a number in both columns. Choose other columns, or another filter."));
      gw_plot_layer_free (layer);
      return plot;
    }

  layer->klass->get_extent (layer, x_range, y_range);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, make_scale (x_range), x_title, 0);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, make_scale (y_range), y_title, GW_PLOT_AXIS_GRID);
  gw_plot_add_layer (plot, layer);
  add_legend (plot, options);
  add_color_bar (plot, options, n);
  set_summary (plot, options, n, correlate (x, y));
  note_left_out (plot, options, x->len - n);
  return plot;
}

/* --- principal components ------------------------------------------------------------- */

static GwPlot *
make_message (const GwPlotScatterOptions *options, const char *body)
{
  GwPlot *plot = gw_plot_new ("scatter");

  gw_plot_set_title (plot, options->title, options->subtitle);
  gw_plot_set_message (plot, _ ("No Map"), body);
  if (options->class_of != NULL)
    g_array_unref (options->class_of);
  if (options->funcs.destroy != NULL)
    options->funcs.destroy (options->data);
  return plot;
}

static char *
name_component (guint i, double ratio)
{
  g_autofree char *share = gw_plot_number_percent (ratio);

  /* Translators: an axis of a map of principal components */
  return g_strdup_printf (_ ("Component %u, %s of the variance"), i, share);
}

GwPlot *
gw_plot_pca_map_new (const double *features, gsize n, gsize columns, const GwPlotScatterOptions *options,
                     const GwRun *run)
{
  GwPlotScatterOptions named = *options;
  g_autofree char *x_name = NULL;
  g_autofree char *y_name = NULL;
  g_autofree double *scores = NULL;
  GwPca pca = { 0 };
  gw_status status;
  GArray *x, *y;

  if (n < 3 || columns < 2)
    return make_message (options, _ ("A map needs three rows and two features at least."));
  status = gw_pca (features, n, columns, true, &pca, run);
  if (status == GW_STATUS_CANCELLED)
    {
      g_clear_pointer (&named.class_of, g_array_unref);
      if (options->funcs.destroy != NULL)
        options->funcs.destroy (options->data);
      return NULL;
    }
  if (status != GW_STATUS_OK || pca.n_components < 2)
    {
      gw_pca_clear (&pca);
      return make_message (options, _ ("The features do not vary, or too many of them have no value."));
    }

  scores = g_new (double, 2 * n);
  gw_pca_project (&pca, features, n, 2, scores, NULL);
  x = g_array_sized_new (FALSE, FALSE, sizeof (double), (guint) n);
  y = g_array_sized_new (FALSE, FALSE, sizeof (double), (guint) n);
  for (gsize i = 0; i < n; i++)
    {
      g_array_append_val (x, scores[2 * i]);
      g_array_append_val (y, scores[2 * i + 1]);
    }
  named.x_name = x_name = name_component (1, pca.ratio[0]);
  named.y_name = y_name = name_component (2, pca.ratio[1]);
  named.x_unit = named.y_unit = NULL;
  gw_pca_clear (&pca);
  return gw_plot_scatter_new (x, y, &named);
}
