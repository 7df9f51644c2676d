/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-canvas-difference.h"

#include "gw-canvas-masks.h"

/* From stripe to stripe along a row, widget pixels. */
#define PERIOD 8

/* Between stripes the colour is that much darker: what is thinner than a stripe is
 * seen as a whole, and the stripes are seen in grey too.
 */
#define GAP_SHARE 0.3

#define AGREED_ALPHA 0.22

/* The labels' opacity counts for stripes too; as it is at first they cover all. */
#define OPACITY_SHARE 2.5

static guint32
premultiply (guint32 color, double share, double alpha)
{
  guint r = (guint) (((color >> 16) & 0xff) * share * alpha), g = (guint) (((color >> 8) & 0xff) * share * alpha);
  guint b = (guint) ((color & 0xff) * share * alpha);

  return (guint) (alpha * 255 + 0.5) << 24 | r << 16 | g << 8 | b;
}

/* A square of stripes that leans right or left, to be repeated. gaps: not left
 * clear.
 */
static cairo_pattern_t *
make_stripes (guint32 color, double alpha, gboolean right, gboolean gaps, int scale)
{
  int period = PERIOD * scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, period, period);
  guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint32 stripe = premultiply (color, 1.0, alpha), gap = gaps ? premultiply (color, GAP_SHARE, alpha) : 0;
  cairo_pattern_t *pattern;

  for (int y = 0; data != NULL && y < period; y++)
    {
      guint32 *row = (guint32 *) (void *) (data + (gsize) y * stride);

      for (int x = 0; x < period; x++)
        row[x] = (right ? x + y : x + period - y) % period < period / 2 ? stripe : gap;
    }
  cairo_surface_mark_dirty (surface);
  pattern = cairo_pattern_create_for_surface (surface);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  cairo_surface_destroy (surface);
  return pattern;
}

/* Patterns begin at the picture's corner, so that those of two tiles join. */
static void
mask_with_stripes (cairo_t *cr, cairo_pattern_t *cover, gboolean is_a, gboolean gaps, double alpha, int scale)
{
  guint32 color = is_a ? GW_CANVAS_COLOR_A : GW_CANVAS_COLOR_B;
  cairo_pattern_t *stripes = make_stripes (color, alpha, is_a, gaps, scale);

  cairo_set_source (cr, stripes);
  cairo_mask (cr, cover);
  cairo_pattern_destroy (stripes);
}

static void
paint_kind (cairo_t *cr, cairo_pattern_t *cover, GwComparedKind kind, const GwCanvasLook *look)
{
  double alpha = MIN (look->opacity * OPACITY_SHARE, 1.0);

  if (kind == GW_COMPARED_BOTH)
    {
      cairo_set_source_rgba (cr, 1, 1, 1, look->outline_only ? 0 : AGREED_ALPHA * alpha);
      cairo_mask (cr, cover);
      return;
    }

  if (kind != GW_COMPARED_ONLY_B)
    mask_with_stripes (cr, cover, TRUE, TRUE, alpha, look->scale);
  /* Across those of A, whose gaps show between them. */
  if (kind != GW_COMPARED_ONLY_A)
    mask_with_stripes (cr, cover, FALSE, kind == GW_COMPARED_ONLY_B, alpha, look->scale);
}

void
gw_canvas_draw_difference (cairo_t *cr, const GwMask *mask, GwComparedKind kind, const GwCanvasLook *look)
{
  cairo_pattern_t *cover;

  cairo_push_group_with_content (cr, CAIRO_CONTENT_ALPHA);
  gw_canvas_draw_tint (cr, mask, 0xffffff, 1.0, look);
  cover = cairo_pop_group (cr);
  paint_kind (cr, cover, kind, look);
  cairo_pattern_destroy (cover);
}

void
gw_canvas_fill_difference (cairo_t *cr, const GwBox *box, GwComparedKind kind, const GwCanvasLook *look)
{
  cairo_pattern_t *cover;

  cairo_push_group_with_content (cr, CAIRO_CONTENT_ALPHA);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_set_source_rgba (cr, 1, 1, 1, 1);
  cairo_fill (cr);
  cover = cairo_pop_group (cr);
  paint_kind (cr, cover, kind, look);
  cairo_pattern_destroy (cover);
}
