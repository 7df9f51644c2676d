/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-canvas-masks.h"

#include <math.h>
#include <string.h>

#include "gw-canvas-shapes.h"

/* Width of the hatch's stripes, widget pixels. */
#define STRIPE 5

/* Rows of a painted mask that are read at a time. */
#define READ_ROWS 32

/* How much of each device pixel of a region the mask covers. Filled as
 * differences along the rows first, so that a run costs the same however
 * long it is.
 */
typedef struct
{
  int x; /* device pixels from the picture's corner */
  int y;
  int width;
  int height;
  int stride; /* floats in a row; two more than width */
  float *cover;
} Region;

static void
add_span (Region *region, int row, double x0, double x1, double weight)
{
  float *cover;
  int i0, i1;

  x0 = CLAMP (x0 - region->x, 0, region->width);
  x1 = CLAMP (x1 - region->x, 0, region->width);
  if (row < 0 || row >= region->height || x0 >= x1)
    return;

  cover = region->cover + (gsize) row * region->stride;
  i0 = (int) x0;
  i1 = (int) x1;
  cover[i0] += weight * (1 - (x0 - i0));
  cover[i0 + 1] += weight * (x0 - i0);
  cover[i1] -= weight * (1 - (x1 - i1));
  cover[i1 + 1] -= weight * (x1 - i1);
}

/* One picture row of a run: below 100 % it covers a part of a device row or
 * two, from there on whole rows.
 */
static void
add_row (Region *region, double zoom, int y, int x0, int x1)
{
  double top = y * zoom, bottom = (y + 1) * zoom;

  if (zoom >= 1)
    {
      int first = MAX ((int) floor (top + 0.5) - region->y, 0);
      int last = MIN ((int) floor (bottom + 0.5) - region->y, region->height);

      for (int row = first; row < last; row++)
        add_span (region, row, floor (x0 * zoom + 0.5), floor (x1 * zoom + 0.5), 1);
      return;
    }

  for (int row = (int) floor (top); row < bottom; row++)
    add_span (region, row - region->y, x0 * zoom, x1 * zoom, MIN (bottom, row + 1) - MAX (top, row));
}

static void
add_runs (Region *region, const GwMask *mask, double zoom)
{
  gint64 first = (gint64) floor (region->y / zoom) - mask->y - 1;
  gint64 last = (gint64) ceil ((region->y + region->height) / zoom) - mask->y + 1;
  gint64 from = CLAMP (first, 0, mask->height) * mask->width;
  gint64 to = CLAMP (last, 0, mask->height) * mask->width;
  gint64 at = 0;

  for (gsize i = 0; i < mask->n_runs && at < to; i++)
    {
      gint64 start = MAX (at, from), end = MIN (at + mask->runs[i], to);

      at += mask->runs[i];
      if (i % 2 == 0)
        continue;

      while (start < end)
        {
          gint64 row = start / mask->width;
          gint64 row_end = MIN (end, (row + 1) * mask->width);

          add_row (region, zoom, mask->y + (int) row, mask->x + (int) (start - row * mask->width),
                   mask->x + (int) (row_end - row * mask->width));
          start = row_end;
        }
    }
}

/* One row of bytes, as runs. FALSE: none of them is set. */
static gboolean
add_bytes (Region *region, double zoom, int y, int x, const guint8 *bytes, int n)
{
  const guint8 *end = bytes + n, *at = memchr (bytes, 1, (gsize) n);
  gboolean any = at != NULL;

  while (at != NULL)
    {
      const guint8 *stop = memchr (at, 0, (gsize) (end - at));

      if (stop == NULL)
        stop = end;
      add_row (region, zoom, y, x + (int) (at - bytes), x + (int) (stop - bytes));
      at = memchr (stop, 1, (gsize) (end - stop));
    }
  return any;
}

static gboolean
add_paint (Region *region, const GwPaint *paint, double zoom)
{
  int x0 = (int) floor (region->x / zoom) - 1, y0 = (int) floor (region->y / zoom) - 1;
  int x1 = (int) ceil ((region->x + region->width) / zoom) + 1;
  int y1 = (int) ceil ((region->y + region->height) / zoom) + 1;
  int width = x1 - x0;
  g_autofree guint8 *rows = g_malloc ((gsize) width * READ_ROWS);
  gboolean any = FALSE;

  for (int y = y0; y < y1; y += READ_ROWS)
    {
      int n = MIN (READ_ROWS, y1 - y);

      gw_paint_read (paint, x0, y, width, n, rows, (gsize) width);
      for (int row = 0; row < n; row++)
        any |= add_bytes (region, zoom, y + row, x0, rows + (gsize) row * width, width);
    }
  return any;
}

static void
sum_rows (Region *region)
{
  for (int row = 0; row < region->height; row++)
    {
      float *cover = region->cover + (gsize) row * region->stride;
      float sum = 0;

      for (int i = 0; i < region->width; i++)
        {
          sum += cover[i];
          cover[i] = sum;
        }
    }
}

/* Bytes of the pixels of a region: whether they are inside of the mask, and whether
 * a neighbour at any distance up to a reach, in one of four directions, is on the
 * other side of its edge. Both as large as the region. Whole rows at a time, so
 * that the compiler does many at once: pixel by pixel it took three times as long.
 */
typedef struct
{
  guint8 *inside;
  guint8 *near;
} Edges;

static void
edges_init (Edges *edges, const Region *region)
{
  gsize n = (gsize) region->width * (gsize) region->height;

  edges->inside = g_malloc (n);
  edges->near = g_malloc0 (n);
  for (int y = 0; y < region->height; y++)
    {
      const float *cover = region->cover + (gsize) y * region->stride;
      guint8 *inside = edges->inside + (gsize) y * region->width;

      for (int x = 0; x < region->width; x++)
        inside[x] = cover[x] >= 0.5f;
    }
}

static void
edges_clear (Edges *edges)
{
  g_free (edges->inside);
  g_free (edges->near);
}

static void
mark_differing (guint8 *restrict near, const guint8 *restrict row, const guint8 *restrict other, int n, guint8 side)
{
  for (int x = 0; x < n; x++)
    near[x] |= (row[x] ^ other[x]) & (row[x] ^ side ^ 1);
}

/* Of the pixels inside (side 1) or outside (0), those near the edge; all but a
 * margin around that is at least as wide as the reach.
 */
static void
edges_find (Edges *edges, const Region *region, int margin, int reach, guint8 side)
{
  int width = region->width, n = width - 2 * margin;

  for (int y = margin; y < region->height - margin; y++)
    {
      gsize start = (gsize) y * (gsize) width + (gsize) margin;
      const guint8 *row = edges->inside + start;
      guint8 *near = edges->near + start;

      for (int d = 1; d <= reach; d++)
        {
          mark_differing (near, row, row - d, n, side);
          mark_differing (near, row, row + d, n, side);
          mark_differing (near, row, row - (gssize) d * width, n, side);
          mark_differing (near, row, row + (gssize) d * width, n, side);
        }
    }
}

static guint32
premultiply (guint32 color, double alpha)
{
  guint a = (guint) (alpha * 255 + 0.5);
  guint r = ((color >> 16) & 0xff) * a / 255, g = ((color >> 8) & 0xff) * a / 255, b = (color & 0xff) * a / 255;

  return (a << 24) | (r << 16) | (g << 8) | b;
}

/* Marks a pixel as drawn. TRUE when it was already, and lies between the
 * stripes of the hatch there. Pixels count from the picture's corner, so that
 * the hatches of two tiles join.
 */
static gboolean
is_between_stripes (GwCanvasCover *cover, int x, int y, int stripe)
{
  guint8 *drawn;

  if (cover == NULL || x < cover->x || y < cover->y || x >= cover->x + cover->width || y >= cover->y + cover->height)
    return FALSE;

  drawn = &cover->drawn[(gsize) (y - cover->y) * cover->width + (x - cover->x)];
  if (*drawn == 0)
    {
      *drawn = 1;
      return FALSE;
    }
  return (x + y) / stripe % 2 == 1;
}

/* What the pixels of a mask get. */
typedef struct
{
  guint32 color;
  double tint;
  guint32 line;
  guint32 halo;
  guint32 full; /* covered whole */
  int stripe;
} Paints;

/* x and y are of the first pixel, from the picture's corner. */
static void
fill_row (guint32 *pixels, int n, int x, int y, const float *cover, const guint8 *inside, const guint8 *near,
          const Paints *paints, GwCanvasCover *drawn)
{
  for (int i = 0; i < n; i++)
    {
      /* Most pixels of a mask's rectangle: nothing of it, and no edge beside. */
      if (cover[i] <= 0 && !near[i])
        continue;

      if (inside[i] && is_between_stripes (drawn, x + i, y, paints->stripe) && !near[i])
        continue;
      if (near[i])
        pixels[i] = inside[i] ? paints->line : paints->halo;
      else
        pixels[i] = cover[i] >= 1 ? paints->full : premultiply (paints->color, paints->tint * cover[i]);
    }
}

/* margin: what the region has more than the surface on each side. */
static void
fill_surface (cairo_surface_t *surface, const Region *region, int margin, const GwCanvasInk *ink,
              const GwCanvasLook *look, GwCanvasState state, GwCanvasCover *cover)
{
  guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  double tint = look->outline_only ? 0 : MIN (look->opacity + gw_canvas_get_fill_alpha (look, state), 1);
  Paints paints = { .color = ink->color,
                    .tint = tint,
                    .line = premultiply (ink->color, 1),
                    .halo = premultiply (0, 0.5),
                    .full = premultiply (ink->color, tint),
                    .stripe = STRIPE * look->scale };
  Edges edges;

  edges_init (&edges, region);
  edges_find (&edges, region, margin, MAX ((int) (gw_canvas_get_line_width (look, state) + 0.5), 1), 1);
  edges_find (&edges, region, margin, look->scale, 0);
  for (int y = 0; y < height; y++)
    {
      gsize at = (gsize) (y + margin) * (gsize) region->width + (gsize) margin;

      fill_row ((guint32 *) (void *) (data + (gsize) y * stride), width, region->x + margin, region->y + margin + y,
                region->cover + (gsize) (y + margin) * region->stride + margin, edges.inside + at, edges.near + at,
                &paints, cover);
    }
  edges_clear (&edges);
}

/* What the rectangle (x, y, width, height) of device pixels takes, and a
 * margin around it that lines of its pixels depend on.
 */
static Region
make_region (int x, int y, int width, int height, int margin)
{
  Region region = {
    .x = x - margin,
    .y = y - margin,
    .width = width + 2 * margin,
    .height = height + 2 * margin,
    .stride = width + 2 * margin + 2,
  };

  region.cover = g_new0 (float, (gsize) region.stride *region.height);
  return region;
}

static int
get_margin (const GwCanvasLook *look, GwCanvasState state)
{
  return (int) ceil (gw_canvas_get_halo_width (look, state)) + 1;
}

static void
paint_surface (cairo_t *cr, cairo_surface_t *surface, int x, int y)
{
  cairo_surface_mark_dirty (surface);
  cairo_set_source_surface (cr, surface, x, y);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
}

/* The device pixels inside the clip that a mask may touch; FALSE: none. */
static gboolean
clip_mask (cairo_t *cr, const GwMask *mask, double zoom, int margin, cairo_rectangle_int_t *place)
{
  double x0, y0, x1, y1;

  if (mask->n_runs == 0 || mask->width <= 0)
    return FALSE;

  cairo_clip_extents (cr, &x0, &y0, &x1, &y1);
  x0 = floor (MAX (x0, mask->x * zoom - margin));
  y0 = floor (MAX (y0, mask->y * zoom - margin));
  x1 = ceil (MIN (x1, (mask->x + (double) mask->width) * zoom + margin));
  y1 = ceil (MIN (y1, (mask->y + (double) mask->height) * zoom + margin));
  /* A clip without bounds would ask for the whole plane. */
  if (x1 <= x0 || y1 <= y0 || x1 - x0 > 16384 || y1 - y0 > 16384)
    return FALSE;

  *place = (cairo_rectangle_int_t) { (int) x0, (int) y0, (int) (x1 - x0), (int) (y1 - y0) };
  return TRUE;
}

void
gw_canvas_draw_mask (cairo_t *cr, const GwMask *mask, const GwCanvasInk *ink, const GwCanvasLook *look,
                     GwCanvasState state, GwCanvasCover *cover)
{
  int margin = get_margin (look, state);
  cairo_rectangle_int_t place;
  Region region;
  cairo_surface_t *surface;

  if (!clip_mask (cr, mask, look->zoom, margin, &place))
    return;

  region = make_region (place.x, place.y, place.width, place.height, margin);
  add_runs (&region, mask, look->zoom);
  sum_rows (&region);

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, place.width, place.height);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_flush (surface);
      fill_surface (surface, &region, margin, ink, look, state, cover);
      paint_surface (cr, surface, place.x, place.y);
    }
  cairo_surface_destroy (surface);
  g_free (region.cover);
}

void
gw_canvas_draw_tint (cairo_t *cr, const GwMask *mask, guint32 color, double alpha, const GwCanvasLook *look)
{
  cairo_rectangle_int_t place;
  Region region;
  cairo_surface_t *surface;

  if (!clip_mask (cr, mask, look->zoom, 0, &place))
    return;

  region = make_region (place.x, place.y, place.width, place.height, 0);
  add_runs (&region, mask, look->zoom);
  sum_rows (&region);

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, place.width, place.height);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    {
      guint8 *data = cairo_image_surface_get_data (surface);
      int stride = cairo_image_surface_get_stride (surface);

      cairo_surface_flush (surface);
      for (int y = 0; y < place.height; y++)
        {
          guint32 *row = (guint32 *) (void *) (data + (gsize) y * stride);
          const float *cover = region.cover + (gsize) y * region.stride;

          for (int x = 0; x < place.width; x++)
            row[x] = premultiply (color, alpha * CLAMP (cover[x], 0, 1));
        }
      paint_surface (cr, surface, place.x, place.y);
    }
  cairo_surface_destroy (surface);
  g_free (region.cover);
}

cairo_surface_t *
gw_canvas_draw_paint (const GwPaint *paint, int x, int y, int width, int height, const GwCanvasInk *ink,
                      const GwCanvasLook *look, GwCanvasState state)
{
  int margin = get_margin (look, state);
  Region region = make_region (x, y, width, height, margin);
  cairo_surface_t *surface = NULL;

  if (add_paint (&region, paint, look->zoom))
    {
      sum_rows (&region);
      surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
      cairo_surface_flush (surface);
      if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
        fill_surface (surface, &region, margin, ink, look, state, NULL);
      cairo_surface_mark_dirty (surface);
    }
  g_free (region.cover);
  return surface;
}
