/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-canvas-cells.h"

#include <math.h>
#include <string.h>

#include "gw-canvas-sketch.h"

struct _GwCanvasCells
{
  GskRenderNode *node; /* NULL: to be drawn */
  const GwRing *at;    /* where the cells were, and what they summed up to */
  guint64 sum;
  gboolean dirty;
  GwTagLayout *tags; /* (nullable): what was left free */
  GwCanvasLook look;
  GwBox view;
};

GwCanvasCells *
gw_canvas_cells_new (void)
{
  return g_new0 (GwCanvasCells, 1);
}

void
gw_canvas_cells_free (GwCanvasCells *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->tags, gw_tag_layout_unref);
  g_free (self);
}

void
gw_canvas_cells_changed (GwCanvasCells *self)
{
  self->dirty = TRUE;
}

/* Something that is different when the cells are: they are too many to keep. */
static guint64
sum_up (const GwPolygon *cells)
{
  guint64 sum = cells->n_rings;

  for (gsize i = 0; i < cells->n_rings; i++)
    {
      const GwRing *ring = &cells->rings[i];

      sum = sum * 31 + ring->n_points;
      if (ring->n_points > 0)
        {
          const GwPoint *last = &ring->points[ring->n_points - 1];

          sum = sum * 31 + (guint64) (gint64) (ring->points[0].x * 64 + ring->points[0].y * 4096);
          sum = sum * 31 + (guint64) (gint64) (last->x * 64 + last->y * 4096);
        }
    }
  return sum;
}

static gboolean
is_in_view (const GwCanvasCells *self, const GwRing *ring)
{
  double zoom = self->look.zoom;
  double left = self->view.x - 1, right = self->view.x + self->view.width + 1;
  double top = self->view.y - 1, bottom = self->view.y + self->view.height + 1;
  gboolean above = TRUE, below = TRUE, before = TRUE, after = TRUE;

  for (gsize i = 0; i < ring->n_points; i++)
    {
      double x = ring->points[i].x * zoom, y = ring->points[i].y * zoom;

      before &= x < left;
      after &= x > right;
      above &= y < top;
      below &= y > bottom;
    }
  return !before && !after && !above && !below;
}

/* No two names lie on each other. They are taken out of what was drawn: as a
 * clip they would cost many times what the lines do.
 */
static void
clear_names (GwCanvasCells *self, cairo_t *cr, GwTileSource *source)
{
  GwCanvasScene *scene = source != NULL ? gw_tile_source_get_scene (source) : NULL;

  for (guint i = 0; self->tags != NULL && scene != NULL && i < gw_canvas_scene_get_n_items (scene); i++)
    {
      const GwTag *tag = gw_tag_layout_get (self->tags, i);

      if (tag->kind != GW_TAG_NONE && !gw_canvas_scene_get_item (scene, i)->lifted)
        cairo_rectangle (cr, tag->x, tag->y, tag->width, tag->height);
    }
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  cairo_fill (cr);
}

static void
stroke_cells (GwCanvasCells *self, cairo_t *cr, const GwPolygon *cells)
{
  int scale = self->look.scale;

  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (gsize i = 0; i < cells->n_rings; i++)
    {
      const GwRing *ring = &cells->rings[i];

      if (ring->n_points > 1 && is_in_view (self, ring))
        gw_canvas_sketch_add_line (cr, ring->points, ring->n_points, self->look.zoom);
    }
  cairo_set_line_width (cr, 2.0 * scale);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.35);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, 1.0 * scale);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.7);
  cairo_stroke (cr);
}

/* As pixels: each frame that shows them would draw thousands of lines else. */
static void
draw (GwCanvasCells *self, const GwPolygon *cells, GwTileSource *source)
{
  const GwBox *view = &self->view;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (view->width),
                                                         (int) ceil (view->height));
  cairo_t *cr = cairo_create (surface);

  cairo_translate (cr, -view->x, -view->y);
  stroke_cells (self, cr, cells);
  clear_names (self, cr, source);
  cairo_destroy (cr);

  self->node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (view->x, view->y, view->width, view->height));
  cr = gsk_cairo_node_get_draw_context (self->node);
  cairo_set_source_surface (cr, surface, view->x, view->y);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Whether what is drawn is not what it would be now. */
static gboolean
is_stale (const GwCanvasCells *self, const GwPolygon *cells, const GwTagLayout *tags, const GwCanvasLook *look,
          const GwBox *view)
{
  if (self->tags != tags || !gw_canvas_look_equal (&self->look, look) || memcmp (&self->view, view, sizeof *view) != 0)
    return TRUE;
  return self->dirty && (cells->rings != self->at || sum_up (cells) != self->sum);
}

void
gw_canvas_cells_snapshot (GwCanvasCells *self, GtkSnapshot *snapshot, const GwPolygon *cells, GwTileSource *source,
                          const GwCanvasLook *look, const GwBox *view)
{
  GwTagLayout *tags = source != NULL ? gw_tile_source_get_tags (source) : NULL;

  if (cells == NULL || cells->n_rings == 0)
    {
      g_clear_pointer (&self->node, gsk_render_node_unref);
      g_clear_pointer (&self->tags, gw_tag_layout_unref);
      return;
    }
  if (self->node != NULL && is_stale (self, cells, tags, look, view))
    g_clear_pointer (&self->node, gsk_render_node_unref);
  self->dirty = FALSE;
  if (self->node == NULL)
    {
      g_clear_pointer (&self->tags, gw_tag_layout_unref);
      self->tags = tags != NULL ? gw_tag_layout_ref (tags) : NULL;
      self->look = *look;
      self->view = *view;
      self->at = cells->rings;
      self->sum = sum_up (cells);
      draw (self, cells, source);
    }
  gtk_snapshot_append_node (snapshot, self->node);
}
