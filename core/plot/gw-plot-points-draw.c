/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "gw-plot-points-private.h"
#include "gw-plot-stamp-private.h"

#define GRID GW_PLOT_POINTS_GRID
#define POINT_ALPHA 0.8
#define DIMMED 0.55
#define RING_WIDTH 2.0

/* One class's point: its fill, and the edge that it may want. */
typedef struct
{
  double radius; /* device pixels */
  guint shape;
  gboolean edge;
} Form;

/* Fewer are larger. */
static double
radius_for (gsize n)
{
  return n <= 500 ? 4 : n <= 3000 ? 3 : 2;
}

static void
path_form (cairo_t *cr, gconstpointer data)
{
  const Form *form = data;

  gw_plot_path_point (cr, 0, 0, form->radius, form->shape);
}

static void
fill_form (cairo_t *cr, gconstpointer data)
{
  path_form (cr, data);
  cairo_fill (cr);
}

static void
stroke_form (cairo_t *cr, gconstpointer data)
{
  path_form (cr, data);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static guint
shape_of (const GwPlotPoints *self, const GwPlotStyle *style, gint32 class)
{
  return style->high_contrast && class >= 0 && self->classes->len > 1 ? (guint) class : 0;
}

/* --- by stamps --------------------------------------------------------------------- */

typedef struct
{
  const GwPlotPoints *points;
  const GwPlotFrame *frame;
  GwPlotCanvas canvas;
  double radius;
  guint alpha;
  GwPlotStamp **fills; /* of each class, and of none */
  GwPlotStamp **edges; /* (nullable) elements */
  guint32 *colors;
} Stamper;

static void
stamper_init (Stamper *self)
{
  const guint n = self->points->classes->len + 1;
  const GwPlotStyle *style = self->frame->style;

  self->fills = g_new0 (GwPlotStamp *, n);
  self->edges = g_new0 (GwPlotStamp *, n);
  self->colors = g_new0 (guint32, n);
  for (guint i = 0; i < n; i++)
    {
      const GwPlotColor color = _gw_plot_points_color (self->points, (gint32) i - 1);
      const Form form = { self->radius * self->canvas.x_scale, shape_of (self->points, style, (gint32) i - 1),
                          gw_plot_style_wants_point_edge (style, color) };

      self->colors[i] = gw_plot_style_get_rgb (style, color, GW_PLOT_USE_LINE);
      self->fills[i] = _gw_plot_stamp_new (form.radius * 1.3 + 1, fill_form, &form);
      if (form.edge)
        self->edges[i] = _gw_plot_stamp_new (form.radius * 1.3 + 1, stroke_form, &form);
    }
}

static void
stamper_clear (Stamper *self)
{
  for (guint i = 0; i <= self->points->classes->len; i++)
    {
      _gw_plot_stamp_free (self->fills[i]);
      _gw_plot_stamp_free (self->edges[i]);
    }
  g_free (self->fills);
  g_free (self->edges);
  g_free (self->colors);
}

static void
stamp (Stamper *self, guint32 point)
{
  const GwPlotFrame *frame = self->frame;
  const double x = (gw_plot_frame_get_x (frame, _gw_plot_points_x (self->points, point)) - frame->left)
                   * self->canvas.x_scale;
  const double y = (gw_plot_frame_get_y (frame, _gw_plot_points_y (self->points, point)) - frame->top)
                   * self->canvas.y_scale;
  const gint32 class = _gw_plot_points_class (self->points, point);
  const guint i = class >= 0 && class < (gint32) self->points->classes->len ? (guint) class + 1 : 0;

  if (!(x > -32 && y > -32 && x < self->canvas.width + 32 && y < self->canvas.height + 32))
    return;
  _gw_plot_canvas_stamp (&self->canvas, self->fills[i], x, y, self->colors[i], self->alpha);
  if (self->edges[i] != NULL)
    _gw_plot_canvas_stamp (&self->canvas, self->edges[i], x, y, frame->style->dark ? 0xffffff : 0,
                           frame->style->high_contrast ? 255 : 115);
}

/* --- by paths ----------------------------------------------------------------------- */

static void
fill_point (const GwPlotPoints *self, const GwPlotFrame *frame, cairo_t *cr, guint32 point, double radius, double alpha)
{
  const double x = gw_plot_frame_get_x (frame, _gw_plot_points_x (self, point));
  const double y = gw_plot_frame_get_y (frame, _gw_plot_points_y (self, point));
  const gint32 class = _gw_plot_points_class (self, point);
  const GwPlotColor color = _gw_plot_points_color (self, class);

  if (!(x >= frame->left - radius && x <= frame->left + frame->width + radius && y >= frame->top - radius
        && y <= frame->top + frame->height + radius))
    return;
  cairo_new_path (cr);
  gw_plot_path_point (cr, x, y, radius, shape_of (self, frame->style, class));
  gw_plot_style_set_source (frame->style, cr, color, GW_PLOT_USE_LINE, alpha);
  cairo_fill_preserve (cr);
  if (gw_plot_style_wants_point_edge (frame->style, color))
    gw_plot_style_stroke_edge (frame->style, cr);
  cairo_new_path (cr);
}

static void
draw_selected (const GwPlotPoints *self, const GwPlotFrame *frame, cairo_t *cr, gsize point, double radius)
{
  const double x = gw_plot_frame_get_x (frame, _gw_plot_points_x (self, point));
  const double y = gw_plot_frame_get_y (frame, _gw_plot_points_y (self, point));

  fill_point (self, frame, cr, (guint32) point, radius + 1, 1);
  cairo_arc (cr, x, y, radius + 3, 0, 2 * G_PI);
  gw_plot_style_set_source (frame->style, cr, GW_PLOT_COLOR_TEXT, GW_PLOT_USE_LINE, 1);
  cairo_set_line_width (cr, RING_WIDTH);
  cairo_stroke (cr);
}

typedef void (*PointFunc) (gpointer data, guint32 point);

static void
for_each_seen (const GwPlotPoints *self, const GwPlotPointsSeen *seen, PointFunc func, gpointer data)
{
  for (guint row = seen->y0; row <= seen->y1; row++)
    for (guint32 i = self->begin[row * GRID + seen->x0]; i < self->begin[row * GRID + seen->x1 + 1]; i++)
      func (data, self->order[i]);
}

typedef struct
{
  const GwPlotPoints *points;
  const GwPlotFrame *frame;
  cairo_t *cr;
  double radius;
  double alpha;
} Filler;

static void
fill_seen (gpointer data, guint32 point)
{
  const Filler *self = data;

  fill_point (self->points, self->frame, self->cr, point, self->radius, self->alpha);
}

static void
stamp_seen (gpointer data, guint32 point)
{
  stamp (data, point);
}

void
_gw_plot_points_draw_each (const GwPlotPoints *self, const GwPlotFrame *frame, cairo_t *cr,
                           const GwPlotPointsSeen *seen, gsize selected)
{
  const double radius = radius_for (seen->n);
  const double alpha = (selected != GW_PLOT_NO_MARK ? DIMMED : 1) * (frame->style->high_contrast ? 1 : POINT_ALPHA);
  Stamper stamper = { .points = self, .frame = frame, .radius = radius, .alpha = (guint) (255 * alpha) };

  /* Where there are few, round ones by paths keep their room beyond the frame. */
  if (seen->n > 2000 && _gw_plot_canvas_init (&stamper.canvas, frame, cr))
    {
      stamper_init (&stamper);
      for_each_seen (self, seen, stamp_seen, &stamper);
      stamper_clear (&stamper);
      _gw_plot_canvas_paint (&stamper.canvas, frame, cr);
    }
  else
    {
      Filler filler = { self, frame, cr, radius, alpha };

      for_each_seen (self, seen, fill_seen, &filler);
    }
  if (selected != GW_PLOT_NO_MARK)
    draw_selected (self, frame, cr, selected, radius);
}

void
_gw_plot_points_draw_some (const GwPlotPoints *self, const GwPlotFrame *frame, cairo_t *cr, const guint32 *points,
                           gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      const double x = gw_plot_frame_get_x (frame, _gw_plot_points_x (self, points[i]));
      const double y = gw_plot_frame_get_y (frame, _gw_plot_points_y (self, points[i]));

      if (x >= frame->left - 1 && x <= frame->left + frame->width + 1 && y >= frame->top - 1
          && y <= frame->top + frame->height + 1)
        fill_point (self, frame, cr, points[i], 3, 1);
    }
}
