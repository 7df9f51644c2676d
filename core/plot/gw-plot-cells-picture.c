/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "gw-plot-cells-private.h"

/* Shades of a ramp that are worked out once. */
#define N_SHADES 4096
/* Pixels of a picture for each of a surface that has none of its own: SVG, PDF. */
#define VECTOR_SCALE 2.0
#define MOST_PIXELS 4096.0

/* Which cells a row or column of pixels shows: none where it lies in a gap. */
typedef struct
{
  guint32 first, end;
} Span;

/* One direction of the cells on the frame. */
typedef struct
{
  const GwPlotFrame *frame;
  gboolean across;
  double from, to;
  double n; /* cells */
} Ruler;

/* px from the frame's edge to that of a cell */
static double
edge_of (const Ruler *self, double cell)
{
  const double value = self->from + (self->to - self->from) * cell / self->n;

  return self->across ? gw_plot_frame_get_x (self->frame, value) - self->frame->left
                      : gw_plot_frame_get_y (self->frame, value) - self->frame->top;
}

static double
cell_at (const Ruler *self, double px)
{
  const double value = self->across ? gw_plot_frame_get_x_value (self->frame, self->frame->left + px)
                                    : gw_plot_frame_get_y_value (self->frame, self->frame->top + px);

  return (value - self->from) / (self->to - self->from) * self->n;
}

static Span *
find_spans (const Ruler *self, gsize n_pixels)
{
  Span *spans = g_new (Span, n_pixels);
  const double pixel = (self->across ? self->frame->width : self->frame->height) / (double) n_pixels;
  const double size = fabs (edge_of (self, 1) - edge_of (self, 0));
  const double gap = _gw_plot_cells_get_gap (size);

  for (gsize i = 0; i < n_pixels; i++)
    {
      const double middle = ((double) i + 0.5) * pixel;
      double first, end;

      if (size >= pixel)
        {
          /* The cell of its middle alone, and none in the gap behind one. */
          first = floor (cell_at (self, middle));
          end = middle > MIN (edge_of (self, first), edge_of (self, first + 1)) + size - gap ? first : first + 1;
        }
      else
        {
          const double a = cell_at (self, (double) i * pixel), b = cell_at (self, (double) (i + 1) * pixel);

          first = floor (MIN (a, b) + 1e-9);
          end = MAX (ceil (MAX (a, b) - 1e-9), first + 1);
        }
      spans[i].first = (guint32) CLAMP (first, 0, self->n);
      spans[i].end = (guint32) CLAMP (end, 0, self->n);
    }
  return spans;
}

static guint32 *
make_shades (const GwPlotCells *self, const GwPlotStyle *style)
{
  guint32 *shades = g_new (guint32, N_SHADES + 1);
  const gboolean both = self->grid.ramp == GW_PLOT_RAMP_DIVERGING;

  for (guint i = 0; i <= N_SHADES; i++)
    {
      const double share = i / (double) N_SHADES;

      shades[i] = 0xff000000 | gw_plot_style_get_ramp (style, self->grid.ramp, both ? 2 * share - 1 : share);
    }
  return shades;
}

/* The value of the greatest magnitude in each column of pixels, over the rows of one. */
static void
gather (const GwPlotCells *self, const Span *rows, const Span *columns, gsize n_pixels, double *values)
{
  for (gsize i = 0; i < n_pixels; i++)
    values[i] = NAN;
  for (guint32 row = rows->first; row < rows->end; row++)
    {
      const double *of_row = &g_array_index (self->values, double, row * self->grid.n_columns);

      for (gsize i = 0; i < n_pixels; i++)
        for (guint32 column = columns[i].first; column < columns[i].end; column++)
          if (isnan (values[i]) || fabs (of_row[column]) > fabs (values[i]))
            values[i] = of_row[column];
    }
}

static guint32
shade_of (const GwPlotCells *self, const guint32 *shades, double value)
{
  double share = _gw_plot_cells_get_share (self, value);

  if (self->grid.ramp == GW_PLOT_RAMP_DIVERGING)
    share = (share + 1) / 2;
  return shades[(guint) lround (CLAMP (share, 0, 1) * N_SHADES)];
}

static void
paint (const GwPlotCells *self, const GwPlotFrame *frame, cairo_surface_t *surface, gsize width, gsize height,
       guint32 gap)
{
  const Ruler across = { frame, TRUE, self->grid.x_from, self->grid.x_to, (double) self->grid.n_columns };
  const Ruler down = { frame, FALSE, self->grid.y_from, self->grid.y_to, (double) self->grid.n_rows };
  g_autofree Span *columns = find_spans (&across, width);
  g_autofree Span *rows = find_spans (&down, height);
  g_autofree guint32 *shades = make_shades (self, frame->style);
  g_autofree double *values = g_new (double, width);
  const guint32 empty = 0xff000000 | gw_plot_style_get_rgb (frame->style, GW_PLOT_COLOR_EMPTY, GW_PLOT_USE_FILL);
  unsigned char *pixels = cairo_image_surface_get_data (surface);
  const int stride = cairo_image_surface_get_stride (surface);

  for (gsize y = 0; y < height; y++)
    {
      guint32 *line = (guint32 *) (gpointer) (pixels + y * (gsize) stride);

      gather (self, &rows[y], columns, width, values);
      for (gsize x = 0; x < width; x++)
        if (rows[y].first >= rows[y].end || columns[x].first >= columns[x].end)
          line[x] = gap;
        else
          line[x] = isnan (values[x]) ? empty : shade_of (self, shades, values[x]);
    }
  cairo_surface_mark_dirty (surface);
}

void
_gw_plot_cells_draw_picture (const GwPlotCells *self, const GwPlotFrame *frame, cairo_t *cr)
{
  double x_scale = 1, y_scale = 1, device_x, device_y;
  guint32 gap = 0;
  cairo_surface_t *surface;
  gsize width, height;

  if (cairo_surface_get_type (cairo_get_group_target (cr)) == CAIRO_SURFACE_TYPE_IMAGE)
    {
      cairo_user_to_device_distance (cr, &x_scale, &y_scale);
      cairo_surface_get_device_scale (cairo_get_group_target (cr), &device_x, &device_y);
      x_scale *= device_x;
      y_scale *= device_y;
    }
  else
    {
      x_scale = y_scale = VECTOR_SCALE;
      /* Viewers scale the picture, and would mix its clear pixels with their neighbours. */
      if (!frame->style->transparent)
        gap = 0xff000000 | gw_plot_style_get_rgb (frame->style, GW_PLOT_COLOR_GROUND, GW_PLOT_USE_FILL);
    }
  width = (gsize) CLAMP (round (frame->width * fabs (x_scale)), 1, MOST_PIXELS);
  height = (gsize) CLAMP (round (frame->height * fabs (y_scale)), 1, MOST_PIXELS);

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    paint (self, frame, surface, width, height, gap);
  cairo_translate (cr, frame->left, frame->top);
  cairo_scale (cr, frame->width / (double) width, frame->height / (double) height);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_surface_destroy (surface);
}
