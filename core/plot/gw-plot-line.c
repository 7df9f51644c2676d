/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-plot-line.h"

#include <math.h>

#include "gw-plot-number.h"

#define CHOSEN_WIDTH 2.6
#define OTHER_WIDTH 1.6
#define POINT_RADIUS 4.0
#define BAND_ALPHA 0.18
/* A step of the keyboard is at least one point, and one of so many parts of a line. */
#define KEY_STEPS 100
/* More than this are thinned. */
#define DENSE 4000

typedef struct
{
  GwPlotLayer parent;
  GArray *x, *y;
  GArray *low, *high; /* (nullable) */
  GwPlotColor color;
  guint dash;
  GwPlotLineShape shape;
  gboolean points;
  gboolean silent;
  char *key;
  GwPlotPointFunc describe;
  gpointer data;
  GDestroyNotify destroy;
} GwPlotLine;

static double
value_at (const GArray *values, gsize i)
{
  return g_array_index (values, double, i);
}

static void
gw_plot_line_finalize (GwPlotLayer *layer)
{
  GwPlotLine *self = (GwPlotLine *) layer;

  g_array_unref (self->x);
  g_array_unref (self->y);
  g_clear_pointer (&self->low, g_array_unref);
  g_clear_pointer (&self->high, g_array_unref);
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self->key);
}

static void
gw_plot_line_get_extent (const GwPlotLayer *layer, double x[2], double y[2])
{
  const GwPlotLine *self = (const GwPlotLine *) layer;

  for (guint i = 0; i < self->x->len; i++)
    {
      gw_plot_extent_add (x, value_at (self->x, i));
      gw_plot_extent_add (y, value_at (self->y, i));
    }
}

/* --- drawing ------------------------------------------------------------------- */

typedef struct
{
  const GwPlotLine *line;
  const GwPlotFrame *frame;
  cairo_t *cr;
  gboolean open; /* a part of the line has begun */
  double last_x, last_y;
} Pen;

static void
pen_to (Pen *pen, double x, double y)
{
  if (!isfinite (x) || !isfinite (y))
    {
      pen->open = FALSE;
      return;
    }
  if (!pen->open)
    cairo_move_to (pen->cr, x, y);
  else if (pen->line->shape == GW_PLOT_LINE_STEP)
    {
      cairo_line_to (pen->cr, x, pen->last_y);
      cairo_line_to (pen->cr, x, y);
    }
  else
    cairo_line_to (pen->cr, x, y);
  pen->open = TRUE;
  pen->last_x = x;
  pen->last_y = y;
}

/* The points within one pixel of x, as four at most. */
static gsize
pen_column (Pen *pen, const GArray *values, gsize i)
{
  const GwPlotLine *self = pen->line;
  const double x = gw_plot_frame_get_x (pen->frame, value_at (self->x, i));
  const double first = gw_plot_frame_get_y (pen->frame, value_at (values, i));
  double low = first, high = first, last = first;
  gsize next = i + 1;

  for (; next < self->x->len; next++)
    {
      const double y = value_at (values, next);

      if (!isfinite (y) || floor (gw_plot_frame_get_x (pen->frame, value_at (self->x, next))) != floor (x))
        break;
      last = gw_plot_frame_get_y (pen->frame, y);
      low = MIN (low, last);
      high = MAX (high, last);
    }
  pen_to (pen, x, first);
  if (next > i + 1)
    {
      if (low != first)
        cairo_line_to (pen->cr, x, low);
      if (high != first)
        cairo_line_to (pen->cr, x, high);
      cairo_line_to (pen->cr, x, last);
      pen->last_y = last;
    }
  return next;
}

static void
trace (const GwPlotLine *self, const GwPlotFrame *frame, cairo_t *cr, const GArray *values)
{
  Pen pen = { .line = self, .frame = frame, .cr = cr };

  for (gsize i = 0; i < self->x->len;)
    {
      if (self->x->len > DENSE && isfinite (value_at (values, i)))
        i = pen_column (&pen, values, i);
      else
        {
          pen_to (&pen, gw_plot_frame_get_x (frame, value_at (self->x, i)),
                  gw_plot_frame_get_y (frame, value_at (values, i)));
          i++;
        }
    }
}

/* There along the upper edge, and back along the lower. */
static void
draw_band (const GwPlotLine *self, const GwPlotFrame *frame, cairo_t *cr)
{
  const gsize n = self->x->len;
  const gsize stride = MAX (1, n / DENSE);
  gboolean open = FALSE;

  cairo_new_path (cr);
  for (gsize i = 0; i < n; i += i + stride < n ? stride : MAX (1, n - 1 - i))
    {
      const double x = gw_plot_frame_get_x (frame, value_at (self->x, i));
      const double y = gw_plot_frame_get_y (frame, value_at (self->high, i));

      if (isfinite (x) && isfinite (y))
        {
          if (open)
            cairo_line_to (cr, x, y);
          else
            cairo_move_to (cr, x, y);
          open = TRUE;
        }
    }
  for (gsize i = n; open && i-- > 0; i -= i >= stride ? stride - 1 : i)
    {
      const double x = gw_plot_frame_get_x (frame, value_at (self->x, i));
      const double y = gw_plot_frame_get_y (frame, value_at (self->low, i));

      if (isfinite (x) && isfinite (y))
        cairo_line_to (cr, x, y);
    }
  gw_plot_style_set_source (frame->style, cr, self->color, GW_PLOT_USE_LINE,
                            frame->style->high_contrast ? 2 * BAND_ALPHA : BAND_ALPHA);
  cairo_fill (cr);
}

static void
gw_plot_line_draw (GwPlotLayer *layer, const GwPlotFrame *frame, cairo_t *cr)
{
  GwPlotLine *self = (GwPlotLine *) layer;
  const double alpha = gw_plot_frame_get_alpha (frame, self->key);

  if (self->low != NULL && self->high != NULL)
    draw_band (self, frame, cr);
  cairo_new_path (cr);
  trace (self, frame, cr, self->y);
  gw_plot_style_set_source (frame->style, cr, self->color, GW_PLOT_USE_LINE, alpha);
  gw_plot_style_set_dash (cr, self->dash);
  cairo_set_line_width (cr, self->dash == 0 ? CHOSEN_WIDTH : OTHER_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  for (gsize i = 0; self->points && i < self->x->len; i++)
    {
      const double x = gw_plot_frame_get_x (frame, value_at (self->x, i));
      const double y = gw_plot_frame_get_y (frame, value_at (self->y, i));

      if (!isfinite (x) || !isfinite (y))
        continue;
      cairo_arc (cr, x, y, POINT_RADIUS, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

/* --- marks ----------------------------------------------------------------------- */

static gsize
gw_plot_line_get_n_marks (const GwPlotLayer *layer)
{
  const GwPlotLine *self = (const GwPlotLine *) layer;

  return self->silent ? 0 : self->x->len;
}

/* The first point at or beyond x, in the line's own direction. */
static gsize
search_x (const GwPlotLine *self, double x)
{
  const gboolean falls = value_at (self->x, 0) > value_at (self->x, self->x->len - 1);
  gsize low = 0, high = self->x->len;

  while (low < high)
    {
      const gsize middle = low + (high - low) / 2;
      const double at = value_at (self->x, middle);

      if (falls ? at > x : at < x)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gsize
gw_plot_line_find_mark (GwPlotLayer *layer, const GwPlotFrame *frame, double x, double y, double *distance)
{
  GwPlotLine *self = (GwPlotLine *) layer;
  gsize found = GW_PLOT_NO_MARK;
  gsize begin, end;

  *distance = INFINITY;
  if (self->silent || self->x->len == 0)
    return found;

  /* All points that are within some pixels across, of which a dense line has many. */
  begin = search_x (self, gw_plot_frame_get_x_value (frame, x - 12));
  end = search_x (self, gw_plot_frame_get_x_value (frame, x + 12));
  if (begin > end)
    {
      const gsize swapped = begin;

      begin = end;
      end = swapped;
    }
  begin = begin > 0 ? begin - 1 : 0;
  end = MIN (end + 1, self->x->len);
  for (gsize i = begin, stride = MAX (1, (end - begin) / DENSE); i < end; i += stride)
    {
      const double off = hypot (gw_plot_frame_get_x (frame, value_at (self->x, i)) - x,
                                gw_plot_frame_get_y (frame, value_at (self->y, i)) - y);

      if (off < *distance)
        {
          *distance = off;
          found = i;
        }
    }
  return found;
}

static void
gw_plot_line_get_box (GwPlotLayer *layer, const GwPlotFrame *frame, gsize mark, cairo_rectangle_t *box)
{
  const GwPlotLine *self = (const GwPlotLine *) layer;

  box->x = gw_plot_frame_get_x (frame, value_at (self->x, mark)) - POINT_RADIUS;
  box->y = gw_plot_frame_get_y (frame, value_at (self->y, mark)) - POINT_RADIUS;
  box->width = box->height = 2 * POINT_RADIUS;
}

static void
gw_plot_line_describe (const GwPlotLayer *layer, gsize mark, GwPlotReadout *readout)
{
  const GwPlotLine *self = (const GwPlotLine *) layer;
  const double x = value_at (self->x, mark);
  const double y = value_at (self->y, mark);

  readout->color = self->color;
  if (self->describe != NULL)
    {
      self->describe (mark, x, y, self->data, readout);
      return;
    }
  readout->name = g_strdup (layer->name);
  {
    g_autofree char *across = gw_plot_number_quantity (x);
    g_autofree char *up = gw_plot_number_quantity (y);

    readout->value = g_strdup_printf ("%s, %s", across, up);
  }
}

static const char *
gw_plot_line_get_key (const GwPlotLayer *layer, gsize mark)
{
  return ((const GwPlotLine *) layer)->key;
}

static gsize
gw_plot_line_move (const GwPlotLayer *layer, gsize mark, GwPlotMove move)
{
  const GwPlotLine *self = (const GwPlotLine *) layer;
  const gsize n = self->x->len;
  const gsize step = MAX (1, n / KEY_STEPS);

  switch (move)
    {
    case GW_PLOT_MOVE_LEFT:
      return mark > step ? mark - step : 0;
    case GW_PLOT_MOVE_RIGHT:
      return MIN (mark + step, n - 1);
    case GW_PLOT_MOVE_FIRST:
      return 0;
    case GW_PLOT_MOVE_LAST:
      return n - 1;
    case GW_PLOT_MOVE_UP: /* to the next line */
    case GW_PLOT_MOVE_DOWN:
    default:
      return mark;
    }
}

static void
gw_plot_line_write_csv (const GwPlotLayer *layer, const GwPlotScale *x, const GwPlotScale *y, GwCsvWriter *csv)
{
  const GwPlotLine *self = (const GwPlotLine *) layer;
  const gboolean band = self->low != NULL && self->high != NULL;
  static const char *const plain[] = { "line", "x", "y", NULL };
  static const char *const banded[] = { "line", "x", "y", "low", "high", NULL };

  gw_csv_writer_row (csv, band ? banded : plain);
  for (guint i = 0; i < self->x->len; i++)
    {
      gw_csv_writer_text (csv, layer->name);
      gw_plot_layer_write_value (csv, x, value_at (self->x, i));
      gw_plot_layer_write_value (csv, y, value_at (self->y, i));
      if (band)
        {
          gw_csv_writer_double (csv, value_at (self->low, i));
          gw_csv_writer_double (csv, value_at (self->high, i));
        }
      gw_csv_writer_end_row (csv);
    }
}

static const GwPlotLayerClass line_class = {
  .size = sizeof (GwPlotLine),
  .finalize = gw_plot_line_finalize,
  .get_extent = gw_plot_line_get_extent,
  .draw = gw_plot_line_draw,
  .get_n_marks = gw_plot_line_get_n_marks,
  .find_mark = gw_plot_line_find_mark,
  .get_box = gw_plot_line_get_box,
  .describe = gw_plot_line_describe,
  .get_key = gw_plot_line_get_key,
  .move = gw_plot_line_move,
  .write_csv = gw_plot_line_write_csv,
};

GwPlotLayer *
gw_plot_line_new (GArray *x, GArray *y, const GwPlotLineStyle *style)
{
  GwPlotLine *self = gw_plot_layer_new (&line_class);

  g_return_val_if_fail (x->len == y->len, NULL);

  self->parent.name = g_strdup (style->name);
  self->x = x;
  self->y = y;
  self->color = style->color;
  self->dash = style->dash;
  self->shape = style->shape;
  self->points = style->points;
  self->silent = style->silent;
  self->key = g_strdup (style->key);
  return &self->parent;
}

void
gw_plot_line_set_band (GwPlotLayer *layer, GArray *low, GArray *high)
{
  GwPlotLine *self = (GwPlotLine *) layer;

  g_return_if_fail (layer->klass == &line_class);
  g_return_if_fail (low->len == self->x->len && high->len == self->x->len);

  self->low = low;
  self->high = high;
}

void
gw_plot_line_set_describe (GwPlotLayer *layer, GwPlotPointFunc func, gpointer data, GDestroyNotify destroy)
{
  GwPlotLine *self = (GwPlotLine *) layer;

  g_return_if_fail (layer->klass == &line_class);

  self->describe = func;
  self->data = data;
  self->destroy = destroy;
}
