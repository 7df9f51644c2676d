/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-canvas-paint.h"

#include <math.h>

#include "gw-canvas-masks.h"
#include "gw-canvas-shapes.h"

struct _GwCanvasPaint
{
  GHashTable *cells; /* gint64 * of column and row -> GskRenderNode, NULL where nothing is set */
  GwBox extents;     /* picture pixels that may be set */
  GwCanvasLook look; /* what the cells were drawn with */
  GwCanvasInk ink;
  GwCanvasState state;
  guint n_drawn;
};

static void
node_unref (gpointer data)
{
  if (data != NULL)
    gsk_render_node_unref (data);
}

GwCanvasPaint *
gw_canvas_paint_new (void)
{
  GwCanvasPaint *self = g_new0 (GwCanvasPaint, 1);

  self->cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, node_unref);
  return self;
}

void
gw_canvas_paint_free (GwCanvasPaint *self)
{
  g_hash_table_unref (self->cells);
  g_free (self);
}

static gint64
make_key (int column, int row)
{
  return ((gint64) column << 32) | (guint32) row;
}

void
gw_canvas_paint_begin (GwCanvasPaint *self, const GwBox *extents)
{
  g_hash_table_remove_all (self->cells);
  self->extents = *extents;
}

static GwBox
join (const GwBox *a, const GwBox *b)
{
  double x = MIN (a->x, b->x), y = MIN (a->y, b->y);

  if (a->width <= 0 || a->height <= 0)
    return *b;
  return (GwBox) { x, y, MAX (a->x + a->width, b->x + b->width) - x, MAX (a->y + a->height, b->y + b->height) - y };
}

/* The cells that pixels inside of a box may be seen in, their lines included. */
static void
get_range (GwCanvasPaint *self, const GwBox *box, int *column0, int *row0, int *column1, int *row1)
{
  double zoom = self->look.zoom;
  double pad = ceil (gw_canvas_get_halo_width (&self->look, self->state)) + 1;

  *column0 = (int) floor ((box->x * zoom - pad) / GW_CANVAS_PAINT_CELL);
  *row0 = (int) floor ((box->y * zoom - pad) / GW_CANVAS_PAINT_CELL);
  *column1 = (int) floor (((box->x + box->width) * zoom + pad) / GW_CANVAS_PAINT_CELL);
  *row1 = (int) floor (((box->y + box->height) * zoom + pad) / GW_CANVAS_PAINT_CELL);
}

void
gw_canvas_paint_damage (GwCanvasPaint *self, const GwBox *box)
{
  int column0, row0, column1, row1;

  if (box->width <= 0 || box->height <= 0)
    return;

  self->extents = join (&self->extents, box);
  if (g_hash_table_size (self->cells) == 0)
    return;

  get_range (self, box, &column0, &row0, &column1, &row1);
  if ((gint64) (column1 - column0 + 1) * (row1 - row0 + 1) > g_hash_table_size (self->cells) * 4)
    {
      g_hash_table_remove_all (self->cells);
      return;
    }
  for (int row = row0; row <= row1; row++)
    for (int column = column0; column <= column1; column++)
      {
        gint64 key = make_key (column, row);

        g_hash_table_remove (self->cells, &key);
      }
}

static GskRenderNode *
draw_cell (GwCanvasPaint *self, const GwPaint *paint, int column, int row)
{
  int x = column * GW_CANVAS_PAINT_CELL, y = row * GW_CANVAS_PAINT_CELL;
  cairo_surface_t *surface = gw_canvas_draw_paint (paint, x, y, GW_CANVAS_PAINT_CELL, GW_CANVAS_PAINT_CELL, &self->ink,
                                                   &self->look, self->state);
  GskRenderNode *node;
  cairo_t *cr;

  self->n_drawn++;
  if (surface == NULL)
    return NULL;

  node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (x, y, GW_CANVAS_PAINT_CELL, GW_CANVAS_PAINT_CELL));
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_set_source_surface (cr, surface, x, y);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return node;
}

static void
append_cell (GwCanvasPaint *self, GtkSnapshot *snapshot, const GwPaint *paint, int column, int row)
{
  gint64 key = make_key (column, row);
  gpointer node;

  if (!g_hash_table_lookup_extended (self->cells, &key, NULL, &node))
    {
      gint64 *kept = g_new (gint64, 1);

      *kept = key;
      node = draw_cell (self, paint, column, row);
      g_hash_table_insert (self->cells, kept, node);
    }
  if (node != NULL)
    gtk_snapshot_append_node (snapshot, node);
}

void
gw_canvas_paint_snapshot (GwCanvasPaint *self, GtkSnapshot *snapshot, const GwPaint *paint, const GwCanvasInk *ink,
                          const GwCanvasLook *look, GwCanvasState state, const GwBox *view)
{
  int column0, row0, column1, row1;

  if (self->ink.color != ink->color || self->state != state || !gw_canvas_look_equal (&self->look, look))
    {
      g_hash_table_remove_all (self->cells);
      self->look = *look;
      self->ink = *ink;
      self->state = state;
    }
  if (self->extents.width <= 0 || self->extents.height <= 0)
    return;

  get_range (self, &self->extents, &column0, &row0, &column1, &row1);
  column0 = MAX (column0, (int) floor (view->x / GW_CANVAS_PAINT_CELL));
  row0 = MAX (row0, (int) floor (view->y / GW_CANVAS_PAINT_CELL));
  column1 = MIN (column1, (int) floor ((view->x + view->width) / GW_CANVAS_PAINT_CELL));
  row1 = MIN (row1, (int) floor ((view->y + view->height) / GW_CANVAS_PAINT_CELL));
  for (int row = row0; row <= row1; row++)
    for (int column = column0; column <= column1; column++)
      append_cell (self, snapshot, paint, column, row);
}

guint
gw_canvas_paint_get_n_drawn (GwCanvasPaint *self)
{
  return self->n_drawn;
}
