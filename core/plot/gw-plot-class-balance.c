/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-class-balance.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-plot-bars.h"
#include "gw-plot-number.h"

#define TICKS 5
/* Where a logarithmic axis begins, so that one row is seen. */
#define LEAST 0.5

typedef struct
{
  const GwPlotBalanceOptions *options;
  const GwPlotBalanceClass **order; /* the largest first */
  gsize n;
  double total;
} Balance;

static int
compare (gconstpointer a, gconstpointer b)
{
  const GwPlotBalanceClass *one = *(const GwPlotBalanceClass *const *) a;
  const GwPlotBalanceClass *other = *(const GwPlotBalanceClass *const *) b;

  if (one->count != other->count)
    return one->count > other->count ? -1 : 1;
  return (one > other) - (one < other);
}

/* “188 boxes in 171 images” */
static char *
make_value (const Balance *self, const GwPlotBalanceClass *one)
{
  g_autofree char *rows = gw_plot_rows_count (self->options->rows, one->count);
  g_autofree char *images = NULL;

  if (!(one->images >= 0) || self->options->rows == GW_PLOT_ROWS_IMAGES)
    return g_steal_pointer (&rows);
  images = gw_plot_rows_count (GW_PLOT_ROWS_IMAGES, one->images);
  /* Translators: “188 boxes in 171 images” */
  return g_strdup_printf (_ ("%s in %s"), rows, images);
}

static char *
make_context (const Balance *self, const GwPlotBalanceClass *one)
{
  const GwPlotBalanceClass *largest = self->order[0];
  g_autofree char *number = NULL;

  if (one == largest)
    {
      number = gw_plot_number_percent_exact (one->count / self->total);
      return g_strdup_printf (_ ("The largest class, %s of all"), number);
    }
  if (one->count == 0)
    return g_strdup_printf (_ ("None, where %s has most"), largest->name);
  if (one->count == largest->count)
    return g_strdup_printf (_ ("As many as %s"), largest->name);
  number = gw_plot_number_fixed (largest->count / one->count, largest->count / one->count < 100 ? 1 : 0);
  return g_strdup_printf (_ ("%s times fewer than %s"), number, largest->name);
}

static void
add_bar (const Balance *self, GwPlotLayer *layer, gsize i)
{
  const GwPlotBalanceClass *one = self->order[i];
  const gboolean shares = self->options->mode == GW_PLOT_BALANCE_SHARE;
  g_autofree char *count = gw_plot_number_count (one->count);
  g_autofree char *share = gw_plot_number_percent_exact (one->count / self->total);
  g_autofree char *value = make_value (self, one);
  g_autofree char *context = make_context (self, one);
  g_autofree char *key = g_strconcat ("class:", one->name, NULL);
  const GwPlotBar bar = { .begin = (double) i - GW_PLOT_BAR_HALF,
                          .end = (double) i + GW_PLOT_BAR_HALF,
                          .to = shares ? 100 * one->count / self->total : one->count,
                          .color = one->color,
                          .pattern = (guint) i,
                          .name = one->name,
                          .value = value,
                          .context = context,
                          .key = key,
                          .label = shares ? share : count,
                          .sublabel = shares ? count : share };

  gw_plot_bars_add (layer, &bar);
}

static void
set_scales (const Balance *self, GwPlot *plot)
{
  const GwPlotBalanceOptions *options = self->options;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *axis = g_strdup (options->axis != NULL ? options->axis : gw_plot_rows_get_title (options->rows));
  const double most = self->order[0]->count;
  GwPlotScale x, y;

  for (gsize i = 0; i < self->n; i++)
    g_ptr_array_add (names, g_strdup (self->order[i]->name));
  y = gw_plot_scale_category (names);
  y.reversed = TRUE;

  switch (options->mode)
    {
    case GW_PLOT_BALANCE_SHARE:
      {
        g_autofree char *plain = g_steal_pointer (&axis);

        /* Translators: the title of an axis of shares: “Boxes in the training split (%)” */
        axis = g_strdup_printf (_ ("%s (%%)"), plain);
        x = gw_plot_scale_linear (0, 100 * most / self->total);
        gw_plot_scale_round_out (&x, TICKS);
      }
      break;
    case GW_PLOT_BALANCE_LOG:
      x = gw_plot_scale_log (LEAST, MAX (most, 10));
      break;
    case GW_PLOT_BALANCE_COUNT:
    default:
      x = gw_plot_scale_linear (0, most);
      x.whole = TRUE;
      gw_plot_scale_round_out (&x, TICKS);
      break;
    }
  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, x, axis, GW_PLOT_AXIS_GRID | GW_PLOT_AXIS_NO_TICKS | GW_PLOT_AXIS_STILL);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, y, NULL, GW_PLOT_AXIS_NO_TICKS | GW_PLOT_AXIS_BASE);
}

static void
set_summary (const Balance *self, GwPlot *plot)
{
  const GwPlotBalanceClass *first = self->order[0], *last = self->order[self->n - 1];
  const char *noun = gw_plot_rows_get_noun (self->options->rows);
  g_autofree char *most = gw_plot_number_count (first->count);
  g_autofree char *least = gw_plot_number_count (last->count);
  g_autofree char *text = NULL;

  if (self->n == 1)
    text = g_strdup_printf (_ ("Bar chart, %s per class. %s is the only class, with %s."), noun, first->name, most);
  else
    text = g_strdup_printf (_ ("Bar chart, %s per class. %s is largest with %s, %s smallest with %s."), noun,
                            first->name, most, last->name, least);
  gw_plot_set_summary (plot, text);
}

GwPlot *
gw_plot_class_balance_new (const GwPlotBalanceClass *classes, gsize n_classes, const GwPlotBalanceOptions *options)
{
  GwPlot *plot = gw_plot_new ("class-balance");
  g_autofree const GwPlotBalanceClass **order = g_new (const GwPlotBalanceClass *, MAX (n_classes, 1));
  Balance self = { .options = options, .order = order, .n = n_classes };
  GwPlotLayer *layer;

  gw_plot_set_title (plot, options->title, options->subtitle);
  for (gsize i = 0; i < n_classes; i++)
    {
      order[i] = &classes[i];
      if (classes[i].count > 0)
        self.total += classes[i].count;
    }
  if (n_classes == 0)
    {
      gw_plot_set_message (plot, _ ("No Classes"), _ ("Add classes to the project, or import labels."));
      return plot;
    }
  if (!(self.total > 0))
    {
      g_autofree char *body = g_strdup_printf (_ ("There are no %s to count. Label some images first."),
                                               gw_plot_rows_get_noun (options->rows));

      gw_plot_set_message (plot, _ ("Nothing to Count"), body);
      return plot;
    }

  qsort (order, n_classes, sizeof *order, compare);
  layer = gw_plot_bars_new (TRUE);
  for (gsize i = 0; i < n_classes; i++)
    add_bar (&self, layer, i);
  set_scales (&self, plot);
  gw_plot_add_layer (plot, layer);
  set_summary (&self, plot);
  return plot;
}
