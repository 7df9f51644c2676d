/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "gw-palette.h"
#include "gw-plot-points-private.h"
#include "gw-plot-stamp-private.h"

/* Hexagons that stand on a corner, px: so wide, and their rows so far apart. Whole pixels,
 * so that all have one stamp.
 */
#define WIDTH 8
#define PITCH 7
/* Also the emptiest is seen. */
#define LEAST_SHARE 0.05
#define EXPONENT 0.55

/* The lattice moves with the values, so that a point stays in its hexagon when they are
 * panned. Rows whose number is odd are half a hexagon to the right.
 */
typedef struct
{
  double x_factor, x_offset; /* from values to hexagons, for scales that are straight */
  double y_factor, y_offset;
  gboolean straight;
  int n_columns, n_rows;
  int left, top; /* device pixels or px from the frame's corner to the middle of hexagon 0, 0 */
  int width, pitch;
  guint32 *counts; /* n_rows * n_columns * n_kinds */
  guint n_kinds;   /* classes, and none */
} Lattice;

/* Where the frame's corner lies among the hexagons, from its values. */
static void
lattice_init (Lattice *self, const GwPlotPoints *points, const GwPlotFrame *frame, double x_scale, double y_scale)
{
  const double zero_x = (gw_plot_frame_get_x (frame, points->x_range[0]) - frame->left) * x_scale;
  const double zero_y = (gw_plot_frame_get_y (frame, points->y_range[0]) - frame->top) * y_scale;

  *self = (Lattice) { .width = MAX (2, (int) lround (WIDTH * x_scale)),
                      .pitch = MAX (2, (int) lround (PITCH * y_scale)),
                      .n_kinds = points->classes->len + (points->classes->len > 0 ? 1 : 0) };
  self->n_kinds = MAX (self->n_kinds, 1);
  self->straight = frame->x->kind == GW_PLOT_SCALE_LINEAR && frame->y->kind == GW_PLOT_SCALE_LINEAR;
  /* Two rows and columns beyond each side, and an even row first. */
  self->left = (int) lround (fmod (zero_x, self->width)) - 2 * self->width;
  self->top = (int) lround (fmod (zero_y, 2 * self->pitch)) - 4 * self->pitch;
  self->n_columns = (int) ceil (frame->width * x_scale / self->width) + 6;
  self->n_rows = (int) ceil (frame->height * y_scale / self->pitch) + 10;
  self->x_factor = frame->width * x_scale / (frame->x->high - frame->x->low) / self->width;
  self->x_offset = -self->left / (double) self->width - frame->x->low * self->x_factor;
  self->y_factor = -frame->height * y_scale / (frame->y->high - frame->y->low) / self->pitch;
  self->y_offset = (frame->height * y_scale - self->top) / self->pitch - frame->y->low * self->y_factor;
  if (frame->x->reversed)
    {
      self->x_factor = -self->x_factor;
      self->x_offset = (frame->width * x_scale - self->left) / self->width - frame->x->low * self->x_factor;
    }
  if (frame->y->reversed)
    {
      self->y_factor = -self->y_factor;
      self->y_offset = -self->top / (double) self->pitch - frame->y->low * self->y_factor;
    }
  self->counts = g_new0 (guint32, (gsize) self->n_rows * (gsize) self->n_columns * self->n_kinds);
}

/* The hexagon of a place in columns and rows: the nearer one of the two lattices of even
 * and of odd rows. Both are at least 1, so that a cast is a floor. ratio: of the squares
 * of pitch and width.
 */
static inline guint32
hexagon_at (double column, double row, double ratio, guint32 n_columns)
{
  const guint32 even_column = (guint32) (int) (column + 0.5), even_row = 2 * (guint32) (int) (row * 0.5 + 0.5);
  const guint32 odd_column = (guint32) (int) column, odd_row = 2 * (guint32) (int) (row * 0.5) + 1;
  const double even_x = column - (int) even_column, even_y = row - (int) even_row;
  const double odd_x = column - (int) odd_column - 0.5, odd_y = row - (int) odd_row;
  const guint32 even = even_row * n_columns + even_column, odd = odd_row * n_columns + odd_column;
  /* Without a branch, of which a processor would guess half wrong. */
  const guint32 is_even = 0u
                          - (guint32) (even_x * even_x + ratio * even_y * even_y
                                       <= odd_x * odd_x + ratio * odd_y * odd_y);

  return (even & is_even) | (odd & ~is_even);
}

/* Points at once: their places first, which the processor does several at a time. */
#define CHUNK 256

static void
count_chunk (const Lattice *self, const double *columns, const double *rows, const gint32 *class_of, gsize n,
             gint32 n_classes)
{
  const double most_column = self->n_columns - 2, most_row = self->n_rows - 3;
  const double ratio = (double) (self->pitch * self->pitch) / (self->width * self->width);
  const guint32 n_columns = (guint32) self->n_columns, n_kinds = self->n_kinds;
  guint32 *counts = self->counts;

  for (gsize i = 0; i < n; i++)
    {
      guint32 hexagon, kind = 0;

      if (!(columns[i] >= 1 && columns[i] < most_column && rows[i] >= 1 && rows[i] < most_row))
        continue;
      hexagon = hexagon_at (columns[i], rows[i], ratio, n_columns);
      if (class_of != NULL && class_of[i] >= 0 && class_of[i] < n_classes)
        kind = (guint32) class_of[i] + 1;
      counts[hexagon * n_kinds + kind]++;
    }
}

static void
count (Lattice *self, const GwPlotPoints *points, const GwPlotFrame *frame, double x_scale, double y_scale)
{
  const double *x = (const double *) (gpointer) points->x->data, *y = (const double *) (gpointer) points->y->data;
  const gint32 *class_of = points->class_of != NULL && points->classes->len > 0
                               ? (const gint32 *) (gpointer) points->class_of->data
                               : NULL;
  const gsize n = points->x->len;
  double columns[CHUNK], rows[CHUNK];

  for (gsize begin = 0; begin < n; begin += CHUNK)
    {
      const gsize size = MIN (CHUNK, n - begin);

      if (self->straight)
        for (gsize i = 0; i < size; i++)
          {
            columns[i] = x[begin + i] * self->x_factor + self->x_offset;
            rows[i] = y[begin + i] * self->y_factor + self->y_offset;
          }
      else
        for (gsize i = 0; i < size; i++)
          {
            columns[i] = ((gw_plot_frame_get_x (frame, x[begin + i]) - frame->left) * x_scale - self->left)
                         / self->width;
            rows[i] = ((gw_plot_frame_get_y (frame, y[begin + i]) - frame->top) * y_scale - self->top) / self->pitch;
          }
      count_chunk (self, columns, rows, class_of != NULL ? class_of + begin : NULL, size,
                   (gint32) points->classes->len);
    }
}

/* How many it has, and the class of most of them. */
static guint32
sum_hexagon (const Lattice *self, gsize hexagon, gint32 *class)
{
  const guint32 *counts = self->counts + hexagon * self->n_kinds;
  guint32 sum = 0;
  guint most = 0;

  for (guint i = 0; i < self->n_kinds; i++)
    {
      sum += counts[i];
      if (counts[i] > counts[most])
        most = i;
    }
  *class = (gint32) most - 1;
  return sum;
}

static guint32
find_most (const Lattice *self)
{
  guint32 most = 1;
  gint32 class;

  for (gsize i = 0; i < (gsize) self->n_rows * (gsize) self->n_columns; i++)
    most = MAX (most, sum_hexagon (self, i, &class));
  return most;
}

static guint32
color_of (const GwPlotPoints *points, const GwPlotStyle *style, double share, gint32 class)
{
  const double shown = LEAST_SHARE + (1 - LEAST_SHARE) * share;

  if (points->classes->len == 0)
    return gw_plot_style_get_ramp (style, GW_PLOT_RAMP_SEQUENTIAL, shown);
  return gw_palette_mix (gw_plot_style_get_rgb (style, GW_PLOT_COLOR_GROUND, GW_PLOT_USE_FILL),
                         gw_plot_style_get_rgb (style, _gw_plot_points_color (points, class), GW_PLOT_USE_LINE),
                         0.25 + 0.75 * pow (shown, EXPONENT));
}

static void
path_hexagon (cairo_t *cr, double x, double y, double width, double pitch)
{
  /* Its sides stand pitch × 2/3 high, and its tips a third of pitch above them. */
  const double half = width / 2, side = pitch / 3, tip = 2 * pitch / 3;

  cairo_move_to (cr, x, y - tip);
  cairo_line_to (cr, x + half, y - side);
  cairo_line_to (cr, x + half, y + side);
  cairo_line_to (cr, x, y + tip);
  cairo_line_to (cr, x - half, y + side);
  cairo_line_to (cr, x - half, y - side);
  cairo_close_path (cr);
}

/* What a hexagon covers of each pixel, from 0 to 255. All of them together cover each
 * pixel once.
 */
typedef struct
{
  int width, height;
  int left, top; /* from the middle of a hexagon */
  guint8 *coverage;
} Mask;

static void
mask_init (Mask *self, int width, int pitch)
{
  cairo_surface_t *surface;
  cairo_t *cr;

  self->left = -(width / 2 + 1);
  self->top = -(pitch + 1);
  self->width = 2 * -self->left + 1;
  self->height = 2 * -self->top + 1;
  self->coverage = g_malloc0 ((gsize) self->width * (gsize) self->height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_A8, self->width, self->height);
  cr = cairo_create (surface);
  path_hexagon (cr, -self->left, -self->top, width, pitch);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      self->coverage[y * self->width + x] = cairo_image_surface_get_data (
          surface)[y * cairo_image_surface_get_stride (surface) + x];
  cairo_surface_destroy (surface);
}

/* Sides that meet add up: nothing shines through between two. */
static inline guint32
add (guint32 below, guint32 rgb, guint32 coverage)
{
  guint32 sum = 0;

  for (guint channel = 0; channel < 4; channel++)
    {
      const guint32 value = channel < 3 ? rgb >> 8 * channel & 0xff : 0xff;
      const guint32 part = (below >> 8 * channel & 0xff) + (value * coverage + 127) / 255;

      sum |= MIN (part, 255) << 8 * channel;
    }
  return sum;
}

static void
put_mask (GwPlotCanvas *canvas, const Mask *mask, int x, int y, guint32 rgb)
{
  for (int row = MAX (0, -(y + mask->top)); row < mask->height && y + mask->top + row < canvas->height; row++)
    {
      guint32 *line = canvas->pixels + (gsize) (y + mask->top + row) * (gsize) canvas->stride;
      const guint8 *coverage = mask->coverage + row * mask->width;

      for (int i = MAX (0, -(x + mask->left)); i < mask->width && x + mask->left + i < canvas->width; i++)
        {
          guint32 *pixel = &line[x + mask->left + i];

          if (coverage[i] == 255)
            *pixel = 0xff000000 | rgb;
          else if (coverage[i] > 0)
            *pixel = add (*pixel, rgb, coverage[i]);
        }
    }
}

static void
draw (const Lattice *self, const GwPlotPoints *points, const GwPlotFrame *frame, cairo_t *cr, GwPlotCanvas *canvas)
{
  const double most = find_most (self);
  Mask mask = { 0 };

  if (canvas != NULL)
    mask_init (&mask, self->width, self->pitch);
  for (int row = 0; row < self->n_rows; row++)
    for (int column = 0; column < self->n_columns; column++)
      {
        gint32 class;
        const guint32 n = sum_hexagon (self, (gsize) row * (gsize) self->n_columns + (gsize) column, &class);
        const int x = self->left + column * self->width + (row % 2) * (self->width / 2);
        const int y = self->top + row * self->pitch;
        guint32 rgb;

        if (n == 0)
          continue;
        rgb = color_of (points, frame->style, n / most, class);
        if (canvas != NULL)
          put_mask (canvas, &mask, x, y, rgb);
        else
          {
            path_hexagon (cr, frame->left + x, frame->top + y, self->width, self->pitch);
            gw_plot_style_set_source (frame->style, cr, rgb, GW_PLOT_USE_FILL, 1);
            cairo_fill (cr);
          }
      }
  g_free (mask.coverage);
}

void
_gw_plot_points_draw_bins (const GwPlotPoints *self, const GwPlotFrame *frame, cairo_t *cr)
{
  GwPlotCanvas canvas;
  Lattice lattice;

  cairo_save (cr);
  cairo_rectangle (cr, frame->left, frame->top, frame->width, frame->height);
  cairo_clip (cr);
  if (_gw_plot_canvas_init (&canvas, frame, cr))
    {
      lattice_init (&lattice, self, frame, canvas.x_scale, canvas.y_scale);
      count (&lattice, self, frame, canvas.x_scale, canvas.y_scale);
      draw (&lattice, self, frame, cr, &canvas);
      _gw_plot_canvas_paint (&canvas, frame, cr);
    }
  else
    {
      lattice_init (&lattice, self, frame, 1, 1);
      count (&lattice, self, frame, 1, 1);
      draw (&lattice, self, frame, cr, NULL);
    }
  g_free (lattice.counts);
  cairo_restore (cr);
}
