/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-canvas-shapes.h"

#include <math.h>

#include "gw-canvas-masks.h"

/* What one path holds; from 16 to 128 it makes no difference. */
#define OUTLINES_PER_PATH 64

/* Points nearer than this to the last one drawn, in device pixels, do not
 * change what is seen.
 */
#define MIN_STEP 0.7

/* Shapes smaller than this on the screen are drawn with a few points only. */
#define SMALL_SIDE 12.0
#define SMALL_POINTS 5

#define POINT_RADIUS 4.0

double
gw_canvas_get_line_width (const GwCanvasLook *look, GwCanvasState state)
{
  double width = look->high_contrast ? MAX (look->line_width, 3.5) : look->line_width;

  /* The selection is a little stronger, as its lines lie on those of others. */
  if (state == GW_CANVAS_SELECTED)
    width += 1;
  return width * look->scale;
}

double
gw_canvas_get_halo_width (const GwCanvasLook *look, GwCanvasState state)
{
  double halo = look->high_contrast ? 2 : 1;

  return gw_canvas_get_line_width (look, state) + 2 * halo * look->scale;
}

double
gw_canvas_get_fill_alpha (const GwCanvasLook *look, GwCanvasState state)
{
  double alpha;

  if (state == GW_CANVAS_REST || look->outline_only)
    return 0;

  alpha = (state == GW_CANVAS_SELECTED ? 0.22 : 0.14) * look->opacity / 0.4;
  if (look->high_contrast)
    alpha = MAX (alpha, 0.35);
  return CLAMP (alpha, 0, 1);
}

GwBox
gw_canvas_get_extents (const GwBox *bounds, const GwCanvasLook *look)
{
  /* A handle beside a small object reaches farthest: 3/4 of one and a half. */
  double handle = (GW_CANVAS_HANDLE_SIZE * 1.25 + 2) * look->scale;
  double pad = ceil (MAX (gw_canvas_get_halo_width (look, GW_CANVAS_SELECTED) / 2, handle)) + look->scale;

  return (GwBox) { floor (bounds->x * look->zoom) - pad, floor (bounds->y * look->zoom) - pad,
                   ceil (bounds->width * look->zoom) + 2 * pad + 1, ceil (bounds->height * look->zoom) + 2 * pad + 1 };
}

/* Lines of an odd width are crisp between pixels, of an even one on them. */
static double
snap (double value, double line_width)
{
  if (((int) floor (line_width + 0.5)) % 2 == 1)
    return floor (value) + 0.5;
  return floor (value + 0.5);
}

void
gw_canvas_add_box (cairo_t *cr, const GwBox *box, double zoom, double line_width)
{
  double x0 = snap (box->x * zoom, line_width);
  double y0 = snap (box->y * zoom, line_width);
  double x1 = snap ((box->x + box->width) * zoom, line_width);
  double y1 = snap ((box->y + box->height) * zoom, line_width);

  cairo_rectangle (cr, x0, y0, x1 - x0, y1 - y0);
}

static void
add_ring (cairo_t *cr, const GwRing *ring, double zoom, gboolean closed)
{
  double min_x = INFINITY, min_y = INFINITY, max_x = -INFINITY, max_y = -INFINITY;
  double last_x = NAN, last_y = NAN;
  gsize stride = 1;

  if (ring->n_points == 0)
    return;

  for (gsize i = 0; i < ring->n_points; i++)
    {
      min_x = MIN (min_x, ring->points[i].x);
      max_x = MAX (max_x, ring->points[i].x);
      min_y = MIN (min_y, ring->points[i].y);
      max_y = MAX (max_y, ring->points[i].y);
    }
  if (MAX (max_x - min_x, max_y - min_y) * zoom < SMALL_SIDE && ring->n_points > SMALL_POINTS)
    stride = (ring->n_points + SMALL_POINTS - 1) / SMALL_POINTS;

  for (gsize i = 0; i < ring->n_points; i += stride)
    {
      double x = ring->points[i].x * zoom;
      double y = ring->points[i].y * zoom;

      if (i == 0)
        cairo_move_to (cr, x, y);
      else if (fabs (x - last_x) + fabs (y - last_y) < MIN_STEP && i + stride < ring->n_points)
        continue;
      else
        cairo_line_to (cr, x, y);
      last_x = x;
      last_y = y;
    }

  if (closed)
    cairo_close_path (cr);
}

static void
add_rotated_box (cairo_t *cr, const GwRotatedBox *box, double zoom)
{
  double angle = box->angle * G_PI / 180;
  double ux = cos (angle) * box->width / 2, uy = sin (angle) * box->width / 2;
  double vx = -sin (angle) * box->height / 2, vy = cos (angle) * box->height / 2;

  cairo_move_to (cr, (box->cx - ux - vx) * zoom, (box->cy - uy - vy) * zoom);
  cairo_line_to (cr, (box->cx + ux - vx) * zoom, (box->cy + uy - vy) * zoom);
  cairo_line_to (cr, (box->cx + ux + vx) * zoom, (box->cy + uy + vy) * zoom);
  cairo_line_to (cr, (box->cx - ux + vx) * zoom, (box->cy - uy + vy) * zoom);
  cairo_close_path (cr);
}

static void
add_ellipse (cairo_t *cr, const GwEllipse *ellipse, double zoom)
{
  cairo_matrix_t matrix;

  if (ellipse->rx <= 0 || ellipse->ry <= 0)
    return;

  cairo_get_matrix (cr, &matrix);
  cairo_translate (cr, ellipse->cx * zoom, ellipse->cy * zoom);
  cairo_rotate (cr, ellipse->angle * G_PI / 180);
  cairo_scale (cr, ellipse->rx * zoom, ellipse->ry * zoom);
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_close_path (cr);
  cairo_set_matrix (cr, &matrix);
}

/* Adds what is stroked of a shape; FALSE where there is nothing. */
static gboolean
add_path (cairo_t *cr, const GwShape *shape, double zoom, double line_width)
{
  switch (shape->kind)
    {
    case GW_SHAPE_BOX:
      gw_canvas_add_box (cr, &shape->as.box, zoom, line_width);
      return TRUE;
    case GW_SHAPE_ROTATED_BOX:
      add_rotated_box (cr, &shape->as.rotated, zoom);
      return TRUE;
    case GW_SHAPE_POLYGON:
      for (gsize i = 0; i < shape->as.polygon.n_rings; i++)
        add_ring (cr, &shape->as.polygon.rings[i], zoom, TRUE);
      return TRUE;
    case GW_SHAPE_POLYLINE:
      add_ring (cr, &shape->as.line, zoom, FALSE);
      return TRUE;
    case GW_SHAPE_ELLIPSE:
      add_ellipse (cr, &shape->as.ellipse, zoom);
      return TRUE;
    case GW_SHAPE_NONE:
    case GW_SHAPE_MASK:
    case GW_SHAPE_POINTS:
    default:
      return FALSE;
    }
}

static void
set_dash (cairo_t *cr, const GwCanvasInk *ink, const GwCanvasLook *look)
{
  static const double predicted[] = { 9, 6 };
  static const double dashed[] = { 7, 4 };
  static const double dotted[] = { 2, 4 };
  static const double dash_dot[] = { 8, 4, 2, 4 };
  const double *dash = NULL;
  double scaled[4];
  int n = 2;

  if (ink->predicted)
    dash = predicted;
  else if (ink->pattern == 1)
    dash = dashed;
  else if (ink->pattern == 2)
    dash = dotted;
  else if (ink->pattern == 3)
    dash = dash_dot, n = 4;

  if (dash == NULL)
    return;
  for (int i = 0; i < n; i++)
    scaled[i] = dash[i] * look->scale;
  cairo_set_dash (cr, scaled, n, 0);
}

static void
stroke_line (cairo_t *cr, const GwCanvasInk *ink, const GwCanvasLook *look, GwCanvasState state)
{
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  set_dash (cr, ink, look);
  cairo_set_line_width (cr, gw_canvas_get_line_width (look, state));
  gw_canvas_set_source_color (cr, ink->color, 1);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* Strokes the current path: halo, then line. The halo is not dashed, so
 * that dashes are seen on any picture.
 */
static void
stroke (cairo_t *cr, const GwCanvasInk *ink, const GwCanvasLook *look, GwCanvasState state)
{
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, gw_canvas_get_halo_width (look, state));
  if (look->high_contrast)
    {
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_stroke_preserve (cr);
      cairo_set_line_width (cr, gw_canvas_get_line_width (look, state) + 2 * look->scale);
      cairo_set_source_rgb (cr, 0, 0, 0);
    }
  else
    cairo_set_source_rgba (cr, 0, 0, 0, 0.5);
  cairo_stroke_preserve (cr);
  stroke_line (cr, ink, look, state);
}

/* Lines between those points that are there. */
static void
draw_skeleton (cairo_t *cr, const GwKeypoints *points, const GwCanvasInk *ink, const GwCanvasLook *look,
               GwCanvasState state)
{
  guint n_edges;
  const GwSkeletonEdge *edges = gw_skeleton_get_edges (ink->skeleton, &n_edges);

  cairo_new_path (cr);
  for (guint i = 0; i < n_edges; i++)
    {
      const GwKeypoint *from, *to;

      if (edges[i].from >= points->n_points || edges[i].to >= points->n_points)
        continue;
      from = &points->points[edges[i].from];
      to = &points->points[edges[i].to];
      if (from->visibility == GW_VISIBILITY_ABSENT || to->visibility == GW_VISIBILITY_ABSENT)
        continue;
      cairo_move_to (cr, from->point.x * look->zoom, from->point.y * look->zoom);
      cairo_line_to (cr, to->point.x * look->zoom, to->point.y * look->zoom);
    }
  stroke (cr, ink, look, state);
}

static void
draw_points (cairo_t *cr, const GwKeypoints *points, const GwCanvasInk *ink, const GwCanvasLook *look,
             GwCanvasState state)
{
  double radius = (state == GW_CANVAS_REST ? POINT_RADIUS : POINT_RADIUS + 1) * look->scale;

  if (ink->skeleton != NULL)
    draw_skeleton (cr, points, ink, look, state);
  for (gsize i = 0; i < points->n_points; i++)
    {
      const GwKeypoint *point = &points->points[i];

      if (point->visibility == GW_VISIBILITY_ABSENT)
        continue;

      cairo_new_path (cr);
      cairo_arc (cr, point->point.x * look->zoom, point->point.y * look->zoom, radius + look->scale, 0, 2 * G_PI);
      cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
      cairo_fill (cr);
      cairo_arc (cr, point->point.x * look->zoom, point->point.y * look->zoom, radius, 0, 2 * G_PI);
      gw_canvas_set_source_color (cr, ink->color, 1);
      cairo_fill (cr);
      if (point->visibility == GW_VISIBILITY_HIDDEN)
        {
          /* A hidden point is a ring. */
          cairo_arc (cr, point->point.x * look->zoom, point->point.y * look->zoom, radius / 2, 0, 2 * G_PI);
          cairo_set_source_rgb (cr, 1, 1, 1);
          cairo_fill (cr);
        }
    }
}

void
gw_canvas_draw_shape (cairo_t *cr, const GwShape *shape, const GwCanvasInk *ink, const GwCanvasLook *look,
                      GwCanvasState state)
{
  double alpha = gw_canvas_get_fill_alpha (look, state);

  if (shape->kind == GW_SHAPE_MASK)
    {
      gw_canvas_draw_mask (cr, &shape->as.mask, ink, look, state, NULL);
      return;
    }
  if (shape->kind == GW_SHAPE_POINTS)
    {
      draw_points (cr, &shape->as.points, ink, look, state);
      return;
    }

  cairo_new_path (cr);
  if (!add_path (cr, shape, look->zoom, gw_canvas_get_line_width (look, state)))
    return;

  if (alpha > 0 && shape->kind != GW_SHAPE_POLYLINE)
    {
      cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
      gw_canvas_set_source_color (cr, ink->color, alpha);
      cairo_fill_preserve (cr);
    }
  stroke (cr, ink, look, state);
}

gboolean
gw_canvas_has_lines (const GwShape *shape)
{
  return shape->kind != GW_SHAPE_MASK && shape->kind != GW_SHAPE_POINTS && shape->kind != GW_SHAPE_NONE;
}

void
gw_canvas_draw_lines (cairo_t *cr, const GwShape *const *shapes, gsize n_shapes, const GwCanvasInk *ink,
                      const GwCanvasLook *look)
{
  double width = gw_canvas_get_line_width (look, GW_CANVAS_REST);
  gsize n = 0;

  cairo_new_path (cr);
  for (gsize i = 0; i < n_shapes; i++)
    {
      if (!add_path (cr, shapes[i], look->zoom, width))
        continue;
      if (++n == OUTLINES_PER_PATH)
        {
          stroke_line (cr, ink, look, GW_CANVAS_REST);
          n = 0;
        }
    }
  if (n > 0)
    stroke_line (cr, ink, look, GW_CANVAS_REST);
}

/* Handles of a rectangle, turned by angle about its centre. Edges get one
 * only where there is room between the corners.
 */
static gsize
get_box_handles (const GwRotatedBox *box, const GwCanvasLook *look, GwPoint *points, gsize n_points)
{
  static const gint8 places[8][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 },
                                      { 0, -1 },  { 1, 0 },  { 0, 1 }, { -1, 0 } };
  double side = GW_CANVAS_HANDLE_SIZE * look->scale / look->zoom;
  double room = 3.5 * side;
  /* They lie beside what is too small to be seen under them. */
  double width = box->width < 2 * side ? box->width + 1.5 * side : box->width;
  double height = box->height < 2 * side ? box->height + 1.5 * side : box->height;
  double angle = box->angle * G_PI / 180;
  double c = cos (angle), s = sin (angle);
  gsize n = 0;

  for (guint i = 0; i < 8; i++)
    {
      double x = places[i][0] * width / 2;
      double y = places[i][1] * height / 2;

      if ((places[i][0] == 0 && box->width < room) || (places[i][1] == 0 && box->height < room))
        continue;
      if (n < n_points)
        points[n++] = (GwPoint) { box->cx + x * c - y * s, box->cy + x * s + y * c };
    }
  return n;
}

static gsize
get_ring_handles (const GwRing *ring, GwPoint *points, gsize n_points)
{
  gsize n = MIN (ring->n_points, n_points);

  for (gsize i = 0; i < n; i++)
    points[i] = ring->points[i];
  return n;
}

gsize
gw_canvas_get_handles (const GwShape *shape, const GwCanvasLook *look, GwPoint *points, gsize n_points)
{
  GwRotatedBox box;
  GwBox bounds;
  gsize n = 0;

  switch (shape->kind)
    {
    case GW_SHAPE_POLYGON:
      for (gsize i = 0; i < shape->as.polygon.n_rings; i++)
        n += get_ring_handles (&shape->as.polygon.rings[i], points + n, n_points - n);
      return n;
    case GW_SHAPE_POLYLINE:
      return get_ring_handles (&shape->as.line, points, n_points);
    case GW_SHAPE_POINTS:
      for (gsize i = 0; i < shape->as.points.n_points && n < n_points; i++)
        if (shape->as.points.points[i].visibility != GW_VISIBILITY_ABSENT)
          points[n++] = shape->as.points.points[i].point;
      return n;
    case GW_SHAPE_ROTATED_BOX:
      box = shape->as.rotated;
      break;
    case GW_SHAPE_ELLIPSE:
      box = (GwRotatedBox) { shape->as.ellipse.cx, shape->as.ellipse.cy, 2 * shape->as.ellipse.rx,
                             2 * shape->as.ellipse.ry, shape->as.ellipse.angle };
      break;
    case GW_SHAPE_NONE:
    case GW_SHAPE_BOX:
    case GW_SHAPE_MASK:
    default:
      if (gw_shape_bounds (shape, &bounds) != GW_STATUS_OK)
        return 0;
      box = (GwRotatedBox) { bounds.x + bounds.width / 2, bounds.y + bounds.height / 2, bounds.width, bounds.height,
                             0 };
      break;
    }
  return get_box_handles (&box, look, points, n_points);
}

static void
add_rounded (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

void
gw_canvas_draw_rings (cairo_t *cr, const GwPoint *points, gsize n_points, const GwCanvasLook *look)
{
  for (gsize i = 0; i < n_points; i++)
    {
      cairo_new_path (cr);
      cairo_arc (cr, points[i].x * look->zoom, points[i].y * look->zoom, (POINT_RADIUS + 2) * look->scale, 0, 2 * G_PI);
      cairo_set_line_width (cr, 3 * look->scale);
      cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
      cairo_stroke_preserve (cr);
      cairo_set_line_width (cr, 1.5 * look->scale);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_stroke (cr);
    }
}

void
gw_canvas_draw_handles (cairo_t *cr, const GwShape *shape, const GwCanvasInk *ink, const GwCanvasLook *look)
{
  GwPoint points[256];
  gsize n = gw_canvas_get_handles (shape, look, points, G_N_ELEMENTS (points));
  double size = GW_CANVAS_HANDLE_SIZE * look->scale;

  if (shape->kind == GW_SHAPE_POINTS)
    {
      gw_canvas_draw_rings (cr, points, n, look);
      return;
    }
  for (gsize i = 0; i < n; i++)
    {
      double x = floor (points[i].x * look->zoom - size / 2 + 0.5);
      double y = floor (points[i].y * look->zoom - size / 2 + 0.5);

      cairo_new_path (cr);
      add_rounded (cr, x - look->scale, y - look->scale, size + 2 * look->scale, size + 2 * look->scale,
                   2.5 * look->scale);
      gw_canvas_set_source_color (cr, ink->color, 1);
      cairo_fill (cr);
      add_rounded (cr, x, y, size, size, 1.5 * look->scale);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_fill (cr);
    }
}
