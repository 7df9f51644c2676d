/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-boxes.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "gw-plot-groups-private.h"
#include "gw-plot-number.h"

#define FILL_ALPHA 0.5
#define LINE_WIDTH 1.4
#define MEDIAN_WIDTH 2.6
#define POINT_RADIUS 3.0
#define REACH 8.0
/* Outliers of one box are told apart at so many places of their range. */
#define MOST_PLACES 300
/* How deep a notch is, of half the width. */
#define NOTCH 0.35

typedef struct
{
  double value;
  guint32 row;
  guint32 n; /* that it stands for */
} Outlier;

typedef struct
{
  GwPlotGroupFigures group;
  char *outlier_name;
  char *unit;
  GArray *outliers; /* of Outlier, ascending */
  gsize first_mark; /* its box; the outliers follow */
} Box;

typedef struct
{
  GwPlotLayer parent;
  gboolean horizontal;
  gboolean notched;
  GArray *boxes;
  char *key; /* the last one that was asked for */
} GwPlotBoxes;

static void
clear_box (gpointer data)
{
  Box *self = data;

  g_free (self->group.name);
  g_free (self->group.key);
  g_free (self->group.value);
  g_free (self->group.context);
  g_free (self->outlier_name);
  g_free (self->unit);
  g_array_unref (self->outliers);
}

static const Box *
box_at (const GwPlotBoxes *self, gsize i)
{
  return &g_array_index (self->boxes, Box, i);
}

static const Outlier *
outlier_at (const Box *self, gsize i)
{
  return &g_array_index (self->outliers, Outlier, i);
}

static void
gw_plot_boxes_finalize (GwPlotLayer *layer)
{
  GwPlotBoxes *self = (GwPlotBoxes *) layer;

  g_array_unref (self->boxes);
  g_free (self->key);
}

static void
gw_plot_boxes_get_extent (const GwPlotLayer *layer, double x[2], double y[2])
{
  const GwPlotBoxes *self = (const GwPlotBoxes *) layer;
  double *values = self->horizontal ? x : y;

  for (guint i = 0; i < self->boxes->len; i++)
    {
      const Box *box = box_at (self, i);

      if (box->group.figures.n == 0)
        continue;
      gw_plot_extent_add (values, box->group.figures.q1);
      gw_plot_extent_add (values, box->group.figures.q3);
      gw_plot_extent_add (values, box->group.figures.whisker_low);
      gw_plot_extent_add (values, box->group.figures.whisker_high);
      if (box->outliers->len > 0)
        {
          gw_plot_extent_add (values, outlier_at (box, 0)->value);
          gw_plot_extent_add (values, outlier_at (box, box->outliers->len - 1)->value);
        }
    }
}

/* --- drawing ------------------------------------------------------------------- */

static void
path_box (const GwPlotBoxes *self, const GwPlotFrame *frame, cairo_t *cr, const GwBoxPlot *figures, double middle,
          double half)
{
  const gboolean flat = self->horizontal;
  const double q1 = _gw_plot_group_place (frame, flat, figures->q1);
  const double q3 = _gw_plot_group_place (frame, flat, figures->q3);
  const double median = _gw_plot_group_place (frame, flat, figures->median);
  /* A notch that reaches beyond the quartiles is cut there. */
  const double low = _gw_plot_group_place (frame, flat, MAX (figures->notch_low, figures->q1));
  const double high = _gw_plot_group_place (frame, flat, MIN (figures->notch_high, figures->q3));
  const double waist = half * (1 - NOTCH);

  cairo_new_path (cr);
  for (int side = -1; side <= 1; side += 2)
    {
      const double first = side < 0 ? q1 : q3, last = side < 0 ? q3 : q1;

      _gw_plot_group_line_to (cr, flat, first, middle + side * half);
      if (self->notched)
        {
          _gw_plot_group_line_to (cr, flat, side < 0 ? low : high, middle + side * half);
          _gw_plot_group_line_to (cr, flat, median, middle + side * waist);
          _gw_plot_group_line_to (cr, flat, side < 0 ? high : low, middle + side * half);
        }
      _gw_plot_group_line_to (cr, flat, last, middle + side * half);
    }
  cairo_close_path (cr);
}

static void
stroke_line (cairo_t *cr, gboolean flat, double along0, double across0, double along1, double across1)
{
  cairo_new_path (cr);
  _gw_plot_group_line_to (cr, flat, along0, across0);
  _gw_plot_group_line_to (cr, flat, along1, across1);
  cairo_stroke (cr);
}

static void
draw_whisker (const GwPlotBoxes *self, const GwPlotFrame *frame, cairo_t *cr, double from, double to, double middle,
              double half)
{
  const double begin = _gw_plot_group_place (frame, self->horizontal, from);
  const double end = _gw_plot_group_place (frame, self->horizontal, to);

  if (!isfinite (to))
    return;
  stroke_line (cr, self->horizontal, begin, middle, end, middle);
  stroke_line (cr, self->horizontal, end, middle - half / 2, end, middle + half / 2);
}

static void
draw_box (const GwPlotBoxes *self, const GwPlotFrame *frame, cairo_t *cr, gsize i)
{
  const GwPlotGroupFigures *group = &box_at (self, i)->group;
  const GwBoxPlot *figures = &group->figures;
  const double alpha = gw_plot_frame_get_alpha (frame, group->key);
  double half;
  const double middle = _gw_plot_group_middle (frame, self->horizontal, i, &half);
  const double median = _gw_plot_group_place (frame, self->horizontal, figures->median);
  const double waist = self->notched ? half * (1 - NOTCH) : half;

  gw_plot_style_set_source (frame->style, cr, GW_PLOT_COLOR_AXIS, GW_PLOT_USE_LINE, alpha);
  cairo_set_line_width (cr, LINE_WIDTH);
  draw_whisker (self, frame, cr, figures->q1, figures->whisker_low, middle, half);
  draw_whisker (self, frame, cr, figures->q3, figures->whisker_high, middle, half);
  path_box (self, frame, cr, figures, middle, half);
  gw_plot_style_fill (frame->style, cr, group->color, group->pattern,
                      alpha * (frame->style->high_contrast ? 1 : FILL_ALPHA));
  gw_plot_style_set_source (frame->style, cr, GW_PLOT_COLOR_AXIS, GW_PLOT_USE_LINE, alpha);
  cairo_stroke (cr);
  cairo_set_line_width (cr, MEDIAN_WIDTH);
  gw_plot_style_set_source (frame->style, cr, GW_PLOT_COLOR_TEXT, GW_PLOT_USE_LINE, alpha);
  stroke_line (cr, self->horizontal, median, middle - waist, median, middle + waist);
}

static void
get_point (const GwPlotBoxes *self, const GwPlotFrame *frame, gsize box, gsize outlier, double *x, double *y)
{
  double half;
  const double middle = _gw_plot_group_middle (frame, self->horizontal, box, &half);
  const double along = _gw_plot_group_place (frame, self->horizontal, outlier_at (box_at (self, box), outlier)->value);

  *x = self->horizontal ? along : middle;
  *y = self->horizontal ? middle : along;
}

static void
draw_outliers (const GwPlotBoxes *self, const GwPlotFrame *frame, cairo_t *cr, gsize i)
{
  const Box *box = box_at (self, i);

  cairo_set_line_width (cr, LINE_WIDTH);
  for (gsize j = 0; j < box->outliers->len; j++)
    {
      double x, y;

      get_point (self, frame, i, j, &x, &y);
      cairo_new_path (cr);
      cairo_arc (cr, x, y, POINT_RADIUS, 0, 2 * G_PI);
      gw_plot_style_set_source (frame->style, cr, box->group.color, GW_PLOT_USE_LINE,
                                gw_plot_frame_get_alpha (frame, box->group.key));
      cairo_fill_preserve (cr);
      if (gw_plot_style_wants_point_edge (frame->style, box->group.color))
        gw_plot_style_stroke_edge (frame->style, cr);
    }
  cairo_new_path (cr);
}

static void
gw_plot_boxes_draw (GwPlotLayer *layer, const GwPlotFrame *frame, cairo_t *cr)
{
  GwPlotBoxes *self = (GwPlotBoxes *) layer;

  for (gsize i = 0; i < self->boxes->len; i++)
    if (box_at (self, i)->group.figures.n > 0)
      {
        draw_box (self, frame, cr, i);
        draw_outliers (self, frame, cr, i);
      }
}

/* --- marks ---------------------------------------------------------------------- */

static gsize
gw_plot_boxes_get_n_marks (const GwPlotLayer *layer)
{
  const GwPlotBoxes *self = (const GwPlotBoxes *) layer;
  const Box *last = self->boxes->len > 0 ? box_at (self, self->boxes->len - 1) : NULL;

  return last != NULL ? last->first_mark + 1 + last->outliers->len : 0;
}

/* The box of a mark, and which of its outliers: 0 is the box itself. */
static gsize
find_box (const GwPlotBoxes *self, gsize mark, gsize *part)
{
  gsize low = 0, high = self->boxes->len;

  while (high - low > 1)
    {
      const gsize middle = low + (high - low) / 2;

      if (box_at (self, middle)->first_mark <= mark)
        low = middle;
      else
        high = middle;
    }
  *part = mark - box_at (self, low)->first_mark;
  return low;
}

static void
gw_plot_boxes_get_box (GwPlotLayer *layer, const GwPlotFrame *frame, gsize mark, cairo_rectangle_t *box)
{
  const GwPlotBoxes *self = (const GwPlotBoxes *) layer;
  gsize part;
  const gsize i = find_box (self, mark, &part);
  const GwBoxPlot *figures = &box_at (self, i)->group.figures;
  double middle, half, a, b;

  if (part > 0)
    {
      get_point (self, frame, i, part - 1, &box->x, &box->y);
      box->x -= POINT_RADIUS;
      box->y -= POINT_RADIUS;
      box->width = box->height = 2 * POINT_RADIUS;
      return;
    }
  middle = _gw_plot_group_middle (frame, self->horizontal, i, &half);
  a = _gw_plot_group_place (frame, self->horizontal, figures->q1);
  b = _gw_plot_group_place (frame, self->horizontal, figures->q3);
  if (self->horizontal)
    *box = (cairo_rectangle_t) { MIN (a, b), middle - half, fabs (b - a), 2 * half };
  else
    *box = (cairo_rectangle_t) { middle - half, MIN (a, b), 2 * half, fabs (b - a) };
}

/* An outlier within some pixels, else the box whose whiskers reach there. */
static gsize
gw_plot_boxes_find_mark (GwPlotLayer *layer, const GwPlotFrame *frame, double x, double y, double *distance)
{
  GwPlotBoxes *self = (GwPlotBoxes *) layer;
  gsize found = GW_PLOT_NO_MARK;

  *distance = INFINITY;
  for (gsize i = 0; i < self->boxes->len; i++)
    {
      const Box *box = box_at (self, i);
      const GwBoxPlot *figures = &box->group.figures;
      const double along = self->horizontal ? x : y, across = self->horizontal ? y : x;
      double half;
      const double middle = _gw_plot_group_middle (frame, self->horizontal, i, &half);
      const double a = _gw_plot_group_place (frame, self->horizontal,
                                             isfinite (figures->whisker_low) ? figures->whisker_low : figures->q1);
      const double b = _gw_plot_group_place (frame, self->horizontal,
                                             isfinite (figures->whisker_high) ? figures->whisker_high : figures->q3);

      if (figures->n == 0 || fabs (across - middle) > half + 2)
        continue;
      for (gsize j = 0; j < box->outliers->len; j++)
        {
          double at_x, at_y, off;

          get_point (self, frame, i, j, &at_x, &at_y);
          off = hypot (at_x - x, at_y - y);
          if (off < *distance && off <= REACH)
            {
              *distance = off;
              found = box->first_mark + 1 + j;
            }
        }
      if (found == GW_PLOT_NO_MARK && along >= MIN (a, b) - 2 && along <= MAX (a, b) + 2)
        {
          *distance = 0;
          return box->first_mark;
        }
    }
  return found;
}

static void
gw_plot_boxes_describe (const GwPlotLayer *layer, gsize mark, GwPlotReadout *readout)
{
  const GwPlotBoxes *self = (const GwPlotBoxes *) layer;
  gsize part;
  const Box *box = box_at (self, find_box (self, mark, &part));
  g_autofree char *number = NULL;

  readout->color = box->group.color;
  if (part == 0)
    {
      readout->name = g_strdup (box->group.name);
      readout->value = g_strdup (box->group.value);
      readout->context = g_strdup (box->group.context);
      return;
    }
  /* Translators: a value far from the others of a class or column */
  readout->name = g_strdup_printf (_ ("Outlier of %s"),
                                   box->outlier_name != NULL ? box->outlier_name : box->group.name);
  number = gw_plot_number_quantity (outlier_at (box, part - 1)->value);
  /* Translators: a number and its unit: “8,106 pixels” */
  readout->value = box->unit != NULL ? g_strdup_printf (_ ("%s %s"), number, box->unit) : g_strdup (number);
  if (outlier_at (box, part - 1)->n > 1)
    {
      const guint more = outlier_at (box, part - 1)->n - 1;

      readout->context = g_strdup_printf (ngettext ("%u more beside it", "%u more beside it", more), more);
    }
}

static const char *
gw_plot_boxes_get_key (const GwPlotLayer *layer, gsize mark)
{
  GwPlotBoxes *self = (GwPlotBoxes *) layer;
  gsize part;
  const gsize i = find_box (self, mark, &part);

  if (part == 0)
    return box_at (self, i)->group.key;
  g_free (self->key);
  self->key = g_strdup_printf ("outlier:%zu:%u", i, outlier_at (box_at (self, i), part - 1)->row);
  return self->key;
}

static void
gw_plot_boxes_write_csv (const GwPlotLayer *layer, const GwPlotScale *x, const GwPlotScale *y, GwCsvWriter *csv)
{
  const GwPlotBoxes *self = (const GwPlotBoxes *) layer;
  static const char *const names[] = { "name",         "n",         "whisker_low", "q1",       "median", "q3",
                                       "whisker_high", "notch_low", "notch_high",  "outliers", NULL };

  gw_csv_writer_row (csv, names);
  for (guint i = 0; i < self->boxes->len; i++)
    {
      const Box *box = box_at (self, i);
      const GwBoxPlot *figures = &box->group.figures;
      const double values[] = { figures->whisker_low,  figures->q1,        figures->median,    figures->q3,
                                figures->whisker_high, figures->notch_low, figures->notch_high };

      gw_csv_writer_text (csv, box->group.name);
      gw_csv_writer_int64 (csv, (gint64) figures->n);
      for (guint j = 0; j < G_N_ELEMENTS (values); j++)
        gw_csv_writer_double (csv, figures->n > 0 ? values[j] : NAN);
      gw_csv_writer_int64 (csv, (gint64) figures->n_outliers);
      gw_csv_writer_end_row (csv);
    }
}

static const GwPlotLayerClass boxes_class = {
  .size = sizeof (GwPlotBoxes),
  .finalize = gw_plot_boxes_finalize,
  .get_extent = gw_plot_boxes_get_extent,
  .draw = gw_plot_boxes_draw,
  .get_n_marks = gw_plot_boxes_get_n_marks,
  .find_mark = gw_plot_boxes_find_mark,
  .get_box = gw_plot_boxes_get_box,
  .describe = gw_plot_boxes_describe,
  .get_key = gw_plot_boxes_get_key,
  .write_csv = gw_plot_boxes_write_csv,
};

GwPlotLayer *
gw_plot_boxes_new (gboolean horizontal, gboolean notched)
{
  GwPlotBoxes *self = gw_plot_layer_new (&boxes_class);

  self->horizontal = horizontal;
  self->notched = notched;
  self->boxes = g_array_new (FALSE, FALSE, sizeof (Box));
  g_array_set_clear_func (self->boxes, clear_box);
  return &self->parent;
}

static int
compare_outliers (gconstpointer a, gconstpointer b)
{
  const Outlier *one = a, *other = b;

  if (one->value != other->value)
    return one->value < other->value ? -1 : 1;
  return (one->row > other->row) - (one->row < other->row);
}

/* One for each place, the outermost of both ends among them. */
static GArray *
gather_outliers (const GwPlotBox *box)
{
  const gsize n = box->figures.n_outliers;
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (Outlier));
  g_autofree Outlier *all = g_new (Outlier, MAX (n, 1));
  double step;

  if (n == 0)
    return kept;
  for (gsize i = 0; i < n; i++)
    all[i] = (Outlier) { box->values[box->outliers[i]], box->outliers[i], 1 };
  qsort (all, n, sizeof *all, compare_outliers);
  step = (all[n - 1].value - all[0].value) / MOST_PLACES;
  for (gsize i = 0; i < n; i++)
    {
      Outlier *last = kept->len > 0 ? &g_array_index (kept, Outlier, kept->len - 1) : NULL;

      if (n <= MOST_PLACES || last == NULL || i == n - 1 || all[i].value >= last->value + step)
        g_array_append_val (kept, all[i]);
      else
        last->n++;
    }
  return kept;
}

void
gw_plot_boxes_add (GwPlotLayer *layer, const GwPlotBox *box)
{
  GwPlotBoxes *self = (GwPlotBoxes *) layer;
  const Box copy = { .group = { .name = g_strdup (box->name),
                                .color = box->color,
                                .pattern = box->pattern,
                                .key = g_strdup (box->key),
                                .value = g_strdup (box->value),
                                .context = g_strdup (box->context),
                                .figures = box->figures },
                     .outlier_name = g_strdup (box->outlier_name),
                     .unit = g_strdup (box->unit),
                     .outliers = gather_outliers (box),
                     .first_mark = gw_plot_boxes_get_n_marks (layer) };

  g_return_if_fail (layer->klass == &boxes_class);

  g_array_append_val (self->boxes, copy);
}
