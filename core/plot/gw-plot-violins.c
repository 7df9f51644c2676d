/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-plot-violins.h"

#include "gw-plot-groups-private.h"

#define FILL_ALPHA 0.5
#define EDGE_WIDTH 1.4
#define BAR_WIDTH 5.0
#define MEDIAN_RADIUS 3.5

typedef struct
{
  GwPlotGroupFigures group;
  GArray *at;
  GArray *density;
  double peak;
} Violin;

typedef struct
{
  GwPlotLayer parent;
  gboolean horizontal;
  GArray *violins;
} GwPlotViolins;

static void
clear_violin (gpointer data)
{
  Violin *self = data;

  g_free (self->group.name);
  g_free (self->group.key);
  g_free (self->group.value);
  g_free (self->group.context);
  g_array_unref (self->at);
  g_array_unref (self->density);
}

static const Violin *
violin_at (const GwPlotViolins *self, gsize i)
{
  return &g_array_index (self->violins, Violin, i);
}

static void
gw_plot_violins_finalize (GwPlotLayer *layer)
{
  g_array_unref (((GwPlotViolins *) layer)->violins);
}

/* From end to end of its values. */
static void
get_ends (const Violin *violin, double ends[2])
{
  const guint n = violin->at->len;

  ends[0] = n > 0 ? g_array_index (violin->at, double, 0) : violin->group.figures.q1;
  ends[1] = n > 0 ? g_array_index (violin->at, double, n - 1) : violin->group.figures.q3;
}

static void
gw_plot_violins_get_extent (const GwPlotLayer *layer, double x[2], double y[2])
{
  const GwPlotViolins *self = (const GwPlotViolins *) layer;

  for (guint i = 0; i < self->violins->len; i++)
    {
      double ends[2];

      if (violin_at (self, i)->group.figures.n == 0)
        continue;
      get_ends (violin_at (self, i), ends);
      gw_plot_extent_add (self->horizontal ? x : y, ends[0]);
      gw_plot_extent_add (self->horizontal ? x : y, ends[1]);
    }
}

static double
half_at (const Violin *violin, guint i, double half)
{
  return violin->peak > 0 ? half * g_array_index (violin->density, double, i) / violin->peak : 0;
}

static void
draw_outline (const GwPlotViolins *self, const GwPlotFrame *frame, cairo_t *cr, gsize i, double alpha)
{
  const Violin *violin = violin_at (self, i);
  const guint n = violin->at->len;
  double half;
  const double middle = _gw_plot_group_middle (frame, self->horizontal, i, &half);

  cairo_new_path (cr);
  for (guint j = 0; j < n; j++)
    _gw_plot_group_line_to (cr, self->horizontal,
                            _gw_plot_group_place (frame, self->horizontal, g_array_index (violin->at, double, j)),
                            middle - half_at (violin, j, half));
  for (guint j = n; j-- > 0;)
    _gw_plot_group_line_to (cr, self->horizontal,
                            _gw_plot_group_place (frame, self->horizontal, g_array_index (violin->at, double, j)),
                            middle + half_at (violin, j, half));
  cairo_close_path (cr);
  gw_plot_style_fill (frame->style, cr, violin->group.color, violin->group.pattern,
                      alpha * (frame->style->high_contrast ? 1 : FILL_ALPHA));
  gw_plot_style_set_source (frame->style, cr, violin->group.color, GW_PLOT_USE_LINE, alpha);
  cairo_set_line_width (cr, EDGE_WIDTH);
  cairo_stroke (cr);
}

static void
draw_figures (const GwPlotViolins *self, const GwPlotFrame *frame, cairo_t *cr, gsize i, double alpha)
{
  const GwBoxPlot *figures = &violin_at (self, i)->group.figures;
  double half;
  const double middle = _gw_plot_group_middle (frame, self->horizontal, i, &half);
  const double median = _gw_plot_group_place (frame, self->horizontal, figures->median);

  gw_plot_style_set_source (frame->style, cr, GW_PLOT_COLOR_TEXT, GW_PLOT_USE_LINE, alpha);
  cairo_set_line_width (cr, BAR_WIDTH);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_new_path (cr);
  _gw_plot_group_line_to (cr, self->horizontal, _gw_plot_group_place (frame, self->horizontal, figures->q1), middle);
  _gw_plot_group_line_to (cr, self->horizontal, _gw_plot_group_place (frame, self->horizontal, figures->q3), middle);
  cairo_stroke (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_arc (cr, self->horizontal ? median : middle, self->horizontal ? middle : median, MEDIAN_RADIUS, 0, 2 * G_PI);
  gw_plot_style_set_source (frame->style, cr, GW_PLOT_COLOR_GROUND, GW_PLOT_USE_FILL, 1);
  cairo_fill_preserve (cr);
  gw_plot_style_set_source (frame->style, cr, GW_PLOT_COLOR_TEXT, GW_PLOT_USE_LINE, alpha);
  cairo_set_line_width (cr, EDGE_WIDTH);
  cairo_stroke (cr);
}

static void
gw_plot_violins_draw (GwPlotLayer *layer, const GwPlotFrame *frame, cairo_t *cr)
{
  GwPlotViolins *self = (GwPlotViolins *) layer;

  for (gsize i = 0; i < self->violins->len; i++)
    {
      const double alpha = gw_plot_frame_get_alpha (frame, violin_at (self, i)->group.key);

      if (violin_at (self, i)->group.figures.n == 0)
        continue;
      draw_outline (self, frame, cr, i, alpha);
      draw_figures (self, frame, cr, i, alpha);
    }
}

/* --- marks ---------------------------------------------------------------------- */

static gsize
gw_plot_violins_get_n_marks (const GwPlotLayer *layer)
{
  return ((const GwPlotViolins *) layer)->violins->len;
}

static void
gw_plot_violins_get_box (GwPlotLayer *layer, const GwPlotFrame *frame, gsize mark, cairo_rectangle_t *box)
{
  const GwPlotViolins *self = (const GwPlotViolins *) layer;
  double ends[2], half, a, b;
  const double middle = _gw_plot_group_middle (frame, self->horizontal, mark, &half);

  get_ends (violin_at (self, mark), ends);
  a = _gw_plot_group_place (frame, self->horizontal, ends[0]);
  b = _gw_plot_group_place (frame, self->horizontal, ends[1]);
  if (self->horizontal)
    *box = (cairo_rectangle_t) { MIN (a, b), middle - half, fabs (b - a), 2 * half };
  else
    *box = (cairo_rectangle_t) { middle - half, MIN (a, b), 2 * half, fabs (b - a) };
}

static gsize
gw_plot_violins_find_mark (GwPlotLayer *layer, const GwPlotFrame *frame, double x, double y, double *distance)
{
  GwPlotViolins *self = (GwPlotViolins *) layer;

  for (gsize i = 0; i < self->violins->len; i++)
    {
      cairo_rectangle_t box;

      gw_plot_violins_get_box (layer, frame, i, &box);
      if (violin_at (self, i)->group.figures.n == 0 || x < box.x || x > box.x + box.width || y < box.y - 2
          || y > box.y + box.height + 2)
        continue;
      *distance = 0;
      return i;
    }
  return GW_PLOT_NO_MARK;
}

static void
gw_plot_violins_describe (const GwPlotLayer *layer, gsize mark, GwPlotReadout *readout)
{
  const GwPlotGroupFigures *group = &violin_at ((const GwPlotViolins *) layer, mark)->group;

  readout->name = g_strdup (group->name);
  readout->color = group->color;
  readout->value = g_strdup (group->value);
  readout->context = g_strdup (group->context);
}

static const char *
gw_plot_violins_get_key (const GwPlotLayer *layer, gsize mark)
{
  return violin_at ((const GwPlotViolins *) layer, mark)->group.key;
}

static void
gw_plot_violins_write_csv (const GwPlotLayer *layer, const GwPlotScale *x, const GwPlotScale *y, GwCsvWriter *csv)
{
  const GwPlotViolins *self = (const GwPlotViolins *) layer;
  static const char *const names[] = { "name", "value", "density", NULL };

  gw_csv_writer_row (csv, names);
  for (guint i = 0; i < self->violins->len; i++)
    for (guint j = 0; j < violin_at (self, i)->at->len; j++)
      {
        gw_csv_writer_text (csv, violin_at (self, i)->group.name);
        gw_csv_writer_double (csv, g_array_index (violin_at (self, i)->at, double, j));
        gw_csv_writer_double (csv, g_array_index (violin_at (self, i)->density, double, j));
        gw_csv_writer_end_row (csv);
      }
}

static const GwPlotLayerClass violins_class = {
  .size = sizeof (GwPlotViolins),
  .finalize = gw_plot_violins_finalize,
  .get_extent = gw_plot_violins_get_extent,
  .draw = gw_plot_violins_draw,
  .get_n_marks = gw_plot_violins_get_n_marks,
  .find_mark = gw_plot_violins_find_mark,
  .get_box = gw_plot_violins_get_box,
  .describe = gw_plot_violins_describe,
  .get_key = gw_plot_violins_get_key,
  .write_csv = gw_plot_violins_write_csv,
};

GwPlotLayer *
gw_plot_violins_new (gboolean horizontal)
{
  GwPlotViolins *self = gw_plot_layer_new (&violins_class);

  self->horizontal = horizontal;
  self->violins = g_array_new (FALSE, FALSE, sizeof (Violin));
  g_array_set_clear_func (self->violins, clear_violin);
  return &self->parent;
}

void
gw_plot_violins_add (GwPlotLayer *layer, const GwPlotViolin *violin)
{
  GwPlotViolins *self = (GwPlotViolins *) layer;
  Violin copy = { .group = { .name = g_strdup (violin->name),
                             .color = violin->color,
                             .pattern = violin->pattern,
                             .key = g_strdup (violin->key),
                             .value = g_strdup (violin->value),
                             .context = g_strdup (violin->context),
                             .figures = violin->figures },
                  .at = violin->at,
                  .density = violin->density };

  g_return_if_fail (layer->klass == &violins_class);
  g_return_if_fail (violin->at->len == violin->density->len);

  for (guint i = 0; i < copy.density->len; i++)
    copy.peak = MAX (copy.peak, g_array_index (copy.density, double, i));
  g_array_append_val (self->violins, copy);
}
