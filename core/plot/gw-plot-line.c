/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-plot-line.h"

#include <math.h>
#include <string.h>

#include "gw-plot-number.h"

#define CHOSEN_WIDTH 2.6
#define OTHER_WIDTH 1.6
#define POINT_RADIUS 4.0
#define BAND_ALPHA 0.18
/* So much of it is seen outside of the axes: half of a thick line. */
#define BEYOND 2.0
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
  gboolean bare;
  char *key;
  GPtrArray *keys;         /* (nullable): of the points */
  char *key_prefix;        /* (nullable): with key_values, the same */
  GArray *key_values;      /* (nullable) */
  GMutex lock;             /* of what follows */
  GStringChunk *spellings; /* (nullable): keys by numbers that somebody asked for */
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
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->key_values, g_array_unref);
  g_clear_pointer (&self->spellings, g_string_chunk_free);
  g_mutex_clear (&self->lock);
  g_free (self->key_prefix);
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

static gboolean
is_within (const GwPlotFrame *frame, double x, double y)
{
  return x >= frame->left - BEYOND && x <= frame->left + frame->width + BEYOND && y >= frame->top - BEYOND
         && y <= frame->top + frame->height + BEYOND;
}

static void
draw_points (const GwPlotLine *self, const GwPlotFrame *frame, cairo_t *cr, double alpha)
{
  for (gsize i = 0; i < self->x->len; i++)
    {
      const double x = gw_plot_frame_get_x (frame, value_at (self->x, i));
      const double y = gw_plot_frame_get_y (frame, value_at (self->y, i));
      const gboolean chosen = self->keys != NULL && i < self->keys->len && frame->selected != NULL;

      if (!isfinite (x) || !isfinite (y) || !is_within (frame, x, y))
        continue;
      gw_plot_style_set_source (frame->style, cr, self->color, GW_PLOT_USE_LINE,
                                chosen ? gw_plot_frame_get_alpha (frame, g_ptr_array_index (self->keys, i)) : alpha);
      cairo_arc (cr, x, y, POINT_RADIUS, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

static void
gw_plot_line_draw (GwPlotLayer *layer, const GwPlotFrame *frame, cairo_t *cr)
{
  GwPlotLine *self = (GwPlotLine *) layer;
  /* A point's key is none of another line's: nothing is dimmed for it. */
  const gboolean dims = self->keys == NULL
                        && (self->key_prefix == NULL || frame->selected == NULL
                            || !g_str_has_prefix (frame->selected, self->key_prefix));
  const double alpha = dims ? gw_plot_frame_get_alpha (frame, self->key) : 1;

  cairo_save (cr);
  cairo_rectangle (cr, frame->left - BEYOND, frame->top - BEYOND, frame->width + 2 * BEYOND,
                   frame->height + 2 * BEYOND);
  cairo_clip (cr);
  if (self->low != NULL && self->high != NULL)
    draw_band (self, frame, cr);
  if (!self->bare)
    {
      cairo_new_path (cr);
      trace (self, frame, cr, self->y);
      gw_plot_style_set_source (frame->style, cr, self->color, GW_PLOT_USE_LINE, alpha);
      gw_plot_style_set_dash (cr, self->dash);
      cairo_set_line_width (cr, self->dash == 0 ? CHOSEN_WIDTH : OTHER_WIDTH);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
  if (self->points)
    draw_points (self, frame, cr, alpha);
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

  /* All points that are within some pixels across: of ten million a quarter of a million. */
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
  for (gsize i = begin; i < end; i++)
    {
      const double between = hypot (gw_plot_frame_get_x (frame, value_at (self->x, i)) - x,
                                    gw_plot_frame_get_y (frame, value_at (self->y, i)) - y);
      const double off = MAX (between - POINT_RADIUS, 0) + (between < POINT_RADIUS ? 1e-6 * between : 0);

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
  /* Only what it keeps of keys that were asked for changes. */
  GwPlotLine *self = (GwPlotLine *) layer;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *key = NULL;
  const char *kept;

  if (self->keys != NULL)
    return mark < self->keys->len ? g_ptr_array_index (self->keys, mark) : NULL;
  if (self->key_values == NULL)
    return self->key;
  key = g_strconcat (self->key_prefix, g_ascii_dtostr (number, sizeof number, value_at (self->key_values, mark)), NULL);
  g_mutex_lock (&self->lock);
  if (self->spellings == NULL)
    self->spellings = g_string_chunk_new (256);
  kept = g_string_chunk_insert_const (self->spellings, key);
  g_mutex_unlock (&self->lock);
  return kept;
}

/* The first point of a number. */
static gsize
find_number (const GwPlotLine *self, double number)
{
  const GArray *values = self->key_values;
  const gboolean falls = values->len > 0 && value_at (values, 0) > value_at (values, values->len - 1);
  gsize low = 0, high = values->len;

  while (low < high)
    {
      const gsize middle = low + (high - low) / 2;

      if (falls ? value_at (values, middle) > number : value_at (values, middle) < number)
        low = middle + 1;
      else
        high = middle;
    }
  return low < values->len && value_at (values, low) == number ? low : GW_PLOT_NO_MARK;
}

static gsize
gw_plot_line_find_key (const GwPlotLayer *layer, const char *key)
{
  const GwPlotLine *self = (const GwPlotLine *) layer;
  char *end;
  double number;

  if (self->silent)
    return GW_PLOT_NO_MARK;
  for (guint i = 0; self->keys != NULL && i < self->keys->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->keys, i), key) == 0)
      return i;
  if (self->key_values != NULL && g_str_has_prefix (key, self->key_prefix))
    {
      const char *text = key + strlen (self->key_prefix);

      number = g_ascii_strtod (text, &end);
      return end != text && *end == '\0' ? find_number (self, number) : GW_PLOT_NO_MARK;
    }
  return self->x->len > 0 && g_strcmp0 (self->key, key) == 0 ? 0 : GW_PLOT_NO_MARK;
}

static GwPlotMove
turn (GwPlotMove move)
{
  switch (move)
    {
    case GW_PLOT_MOVE_LEFT:
      return GW_PLOT_MOVE_RIGHT;
    case GW_PLOT_MOVE_RIGHT:
      return GW_PLOT_MOVE_LEFT;
    case GW_PLOT_MOVE_FIRST:
      return GW_PLOT_MOVE_LAST;
    case GW_PLOT_MOVE_LAST:
      return GW_PLOT_MOVE_FIRST;
    case GW_PLOT_MOVE_UP:
    case GW_PLOT_MOVE_DOWN:
    default:
      return move;
    }
}

static gsize
gw_plot_line_move (const GwPlotLayer *layer, gsize mark, GwPlotMove move)
{
  const GwPlotLine *self = (const GwPlotLine *) layer;
  const gsize n = self->x->len;
  const gsize step = MAX (1, n / KEY_STEPS);
  const gboolean falls = n > 0 && value_at (self->x, 0) > value_at (self->x, n - 1);

  /* Left is where x is less. */
  if (falls)
    move = turn (move);
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
  .find_key = gw_plot_line_find_key,
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
  self->bare = style->bare;
  self->key = g_strdup (style->key);
  g_mutex_init (&self->lock);
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
gw_plot_line_set_keys (GwPlotLayer *layer, GPtrArray *keys)
{
  GwPlotLine *self = (GwPlotLine *) layer;

  g_return_if_fail (layer->klass == &line_class);

  self->keys = keys;
}

void
gw_plot_line_set_number_keys (GwPlotLayer *layer, const char *prefix, GArray *values)
{
  GwPlotLine *self = (GwPlotLine *) layer;

  g_return_if_fail (layer->klass == &line_class);
  g_return_if_fail (values->len == self->x->len);

  self->key_prefix = g_strdup (prefix);
  self->key_values = values;
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
