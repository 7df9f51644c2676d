/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-tile-source.h"

#include <math.h>
#include <string.h>

#include "gw-canvas-adjust.h"
#include "gw-canvas-difference.h"
#include "gw-canvas-halo.h"
#include "gw-canvas-masks.h"
#include "gw-canvas-shapes.h"
#include "gw-checker.h"

/* From here on pixels are squares with crisp edges. */
#define NEAREST_FROM 2.0
#define GRID_FROM 8.0
#define CHECKER_SIDE 8

/* With more shapes than this in a tile they are drawn class by class, so
 * that many share a path; which line lies over which cannot be seen then.
 */
#define MAX_IN_ORDER 48

struct _GwTileSource
{
  gatomicrefcount ref_count;
  GwPyramid *pyramid;
  GwCanvasLook look;
  gboolean has_table;
  guint8 table[256];
  GwCanvasScene *scene;
  GwTagLayout *tags;
};

GwTileSource *
gw_tile_source_new (GwPyramid *pyramid, const GwCanvasLook *look, const guint8 *table, GwCanvasScene *scene,
                    GwTagLayout *tags)
{
  GwTileSource *self = g_new0 (GwTileSource, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->look = *look;
  if (pyramid != NULL)
    self->pyramid = gw_pyramid_ref (pyramid);
  if (scene != NULL)
    self->scene = gw_canvas_scene_ref (scene);
  if (tags != NULL)
    self->tags = gw_tag_layout_ref (tags);
  if (table != NULL)
    {
      self->has_table = TRUE;
      memcpy (self->table, table, sizeof self->table);
    }
  return self;
}

GwTileSource *
gw_tile_source_ref (GwTileSource *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gw_tile_source_unref (GwTileSource *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->pyramid, gw_pyramid_unref);
  g_clear_pointer (&self->scene, gw_canvas_scene_unref);
  g_clear_pointer (&self->tags, gw_tag_layout_unref);
  g_free (self);
}

const GwCanvasLook *
gw_tile_source_get_look (GwTileSource *self)
{
  return &self->look;
}

GwCanvasScene *
gw_tile_source_get_scene (GwTileSource *self)
{
  return self->scene;
}

GwTagLayout *
gw_tile_source_get_tags (GwTileSource *self)
{
  return self->tags;
}

GwPyramid *
gw_tile_source_get_pyramid (GwTileSource *self)
{
  return self->pyramid;
}

const guint8 *
gw_tile_source_get_table (GwTileSource *self)
{
  return self->has_table ? self->table : NULL;
}

gboolean
gw_tile_source_has_same_ground (GwTileSource *self, GwTileSource *other)
{
  return self->pyramid == other->pyramid && gw_canvas_look_equal (&self->look, &other->look)
         && self->has_table == other->has_table
         && (!self->has_table || memcmp (self->table, other->table, sizeof self->table) == 0);
}

static void
get_picture_size (GwTileSource *self, int *width, int *height)
{
  *width = *height = 0;
  if (self->pyramid == NULL)
    return;
  *width = MAX ((int) floor (gw_pyramid_get_width (self->pyramid) * self->look.zoom + 0.5), 1);
  *height = MAX ((int) floor (gw_pyramid_get_height (self->pyramid) * self->look.zoom + 0.5), 1);
}

void
gw_tile_source_get_extents (GwTileSource *self, int *x, int *y, int *width, int *height)
{
  int border = GW_TILE_BORDER * self->look.scale;

  get_picture_size (self, width, height);
  *x = *y = -border;
  *width += 2 * border;
  *height += 2 * border;
}

void
gw_tile_source_get_tile (GwTileSource *self, int column, int row, int *x, int *y, int *width, int *height)
{
  int left, top, full_width, full_height;

  gw_tile_source_get_extents (self, &left, &top, &full_width, &full_height);
  *x = left + column * GW_TILE_SIZE;
  *y = top + row * GW_TILE_SIZE;
  *width = CLAMP (left + full_width - *x, 0, GW_TILE_SIZE);
  *height = CLAMP (top + full_height - *y, 0, GW_TILE_SIZE);
}

static gboolean
get_range (double low, double high, int origin, int length, int *first, int *last)
{
  int n = (length + GW_TILE_SIZE - 1) / GW_TILE_SIZE;

  low = floor ((low - origin) / GW_TILE_SIZE);
  high = ceil ((high - origin) / GW_TILE_SIZE) - 1;
  if (high < 0 || low >= n || high < low)
    return FALSE;
  *first = (int) MAX (low, 0);
  *last = (int) MIN (high, n - 1);
  return TRUE;
}

gboolean
gw_tile_source_get_range (GwTileSource *self, const GwBox *box, int *column0, int *row0, int *column1, int *row1)
{
  int x, y, width, height;

  gw_tile_source_get_extents (self, &x, &y, &width, &height);
  return get_range (box->x, box->x + box->width, x, width, column0, column1)
         && get_range (box->y, box->y + box->height, y, height, row0, row1);
}

void
gw_tile_source_paint_picture (GwTileSource *self, cairo_t *cr, int origin_x, int origin_y)
{
  int width, height;
  double scale_x, scale_y;
  cairo_surface_t *surface;
  cairo_matrix_t matrix;
  cairo_filter_t filter = CAIRO_FILTER_BILINEAR;

  if (self->pyramid == NULL)
    return;

  get_picture_size (self, &width, &height);
  surface = gw_pyramid_pick (self->pyramid, self->look.zoom, &scale_x, &scale_y);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  if (gw_pyramid_has_alpha (self->pyramid))
    gw_checker_paint (cr, CHECKER_SIDE * self->look.scale, origin_x, origin_y, self->look.dark);

  cairo_set_source_surface (cr, surface, 0, 0);
  if (cairo_image_surface_get_width (surface) == width && cairo_image_surface_get_height (surface) == height)
    {
      filter = CAIRO_FILTER_NEAREST;
    }
  else
    {
      cairo_matrix_init_scale (&matrix, scale_x / self->look.zoom, scale_y / self->look.zoom);
      cairo_pattern_set_matrix (cairo_get_source (cr), &matrix);
      if (self->look.zoom >= NEAREST_FROM)
        filter = CAIRO_FILTER_NEAREST;
    }
  cairo_pattern_set_filter (cairo_get_source (cr), filter);
  /* Without it the last row would be mixed with nothing. */
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);
}

/* Lines between the picture's pixels in the tile, one device pixel wide. */
static void
draw_pixel_grid (GwTileSource *self, cairo_t *cr, int x, int y, int width, int height)
{
  double zoom = self->look.zoom;
  int picture_width, picture_height, x1, y1;

  get_picture_size (self, &picture_width, &picture_height);
  x1 = MIN (x + width, picture_width);
  y1 = MIN (y + height, picture_height);

  cairo_new_path (cr);
  for (int i = (int) ceil (MAX (x, 0) / zoom); i * zoom < x1; i++)
    cairo_rectangle (cr, floor (i * zoom + 0.5), MAX (y, 0), 1, y1 - MAX (y, 0));
  for (int i = (int) ceil (MAX (y, 0) / zoom); i * zoom < y1; i++)
    cairo_rectangle (cr, MAX (x, 0), floor (i * zoom + 0.5), x1 - MAX (x, 0), 1);
  /* Middle grey shows on black, on white and on most of what is between. */
  cairo_set_source_rgba (cr, 0.5, 0.5, 0.5, 0.45);
  cairo_fill (cr);
}

static gboolean
touches (const GwBox *box, int x, int y, int width, int height)
{
  return box->x < x + width && box->x + box->width > x && box->y < y + height && box->y + box->height > y;
}

static gboolean
has_same_ink (const GwSceneItem *a, const GwSceneItem *b)
{
  return a->ink.color == b->ink.color && a->ink.pattern == b->ink.pattern && a->ink.predicted == b->ink.predicted;
}

/* Many lines: those of one ink at a time, in the order in which the inks
 * first occur.
 */
static void
draw_lines_by_ink (GPtrArray *items, cairo_t *cr, const GwCanvasLook *look)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  g_autoptr (GPtrArray) shapes = g_ptr_array_new ();

  while (items->len > 0)
    {
      const GwSceneItem *first = g_ptr_array_index (items, 0);

      g_ptr_array_set_size (shapes, 0);
      g_ptr_array_set_size (rest, 0);
      for (guint i = 0; i < items->len; i++)
        {
          const GwSceneItem *item = g_ptr_array_index (items, i);

          if (has_same_ink (item, first))
            g_ptr_array_add (shapes, (gpointer) item->shape);
          else
            g_ptr_array_add (rest, (gpointer) item);
        }
      gw_canvas_draw_lines (cr, (const GwShape *const *) shapes->pdata, shapes->len, &first->ink, look);

      g_ptr_array_set_size (items, 0);
      g_ptr_array_extend (items, rest, NULL, NULL);
    }
}

/* Lines go to a layer of their own first, which then gets its halo. */
static void
draw_lines (GwTileSource *self, GPtrArray *items, cairo_surface_t *tile, int x, int y)
{
  int reach = self->look.scale;
  cairo_surface_t *layer = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                                       cairo_image_surface_get_width (tile) + 2 * reach,
                                                       cairo_image_surface_get_height (tile) + 2 * reach);
  cairo_t *cr = cairo_create (layer);

  cairo_translate (cr, reach - x, reach - y);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  if (items->len > MAX_IN_ORDER)
    draw_lines_by_ink (items, cr, &self->look);
  else
    for (guint i = 0; i < items->len; i++)
      {
        const GwSceneItem *item = g_ptr_array_index (items, i);

        gw_canvas_draw_lines (cr, &item->shape, 1, &item->ink, &self->look);
      }
  cairo_destroy (cr);
  gw_canvas_halo_paint (tile, layer, reach);
  cairo_surface_destroy (layer);
}

static void
draw_filled (const GwSceneItem *item, cairo_t *cr, const GwCanvasLook *look, GwCanvasCover *cover)
{
  GwCanvasState state = item->selected ? GW_CANVAS_SELECTED : GW_CANVAS_REST;

  if (item->shape->kind != GW_SHAPE_MASK)
    {
      gw_canvas_draw_shape (cr, item->shape, &item->ink, look, state);
      return;
    }
  if (item->ink.compared != 0)
    {
      gw_canvas_draw_difference (cr, &item->shape->as.mask, (GwComparedKind) (item->ink.compared - 1), look);
      return;
    }
  if (cover->drawn == NULL)
    cover->drawn = g_malloc0 ((gsize) cover->width * cover->height);
  gw_canvas_draw_mask (cr, &item->shape->as.mask, &item->ink, look, state, cover);
}

/* Tints and fills lie under all lines. */
static void
draw_shapes (GwTileSource *self, cairo_t *cr, int x, int y, int width, int height)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  guint n = gw_canvas_scene_get_n_items (self->scene);
  GwCanvasCover cover = { x, y, width, height, NULL };

  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  /* Looking at all bounds takes 20 us for 5,000: less than any index saves. */
  for (guint i = 0; i < n; i++)
    {
      const GwSceneItem *item = gw_canvas_scene_get_item (self->scene, i);
      GwBox extents;

      if (item->hidden || item->lifted)
        continue;
      extents = gw_canvas_get_extents (&item->bounds, &self->look);
      if (!touches (&extents, x, y, width, height))
        continue;
      if (gw_canvas_has_lines (item->shape) && !item->selected && !self->look.high_contrast)
        g_ptr_array_add (lines, (gpointer) item);
      else
        draw_filled (item, cr, &self->look, &cover);
    }
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_DEFAULT);

  g_free (cover.drawn);
  if (lines->len > 0)
    draw_lines (self, lines, cairo_get_target (cr), x, y);
}

static void
draw_tags (GwTileSource *self, cairo_t *cr, int x, int y, int width, int height, GwTagFont *font)
{
  guint n = gw_canvas_scene_get_n_items (self->scene);

  for (guint i = 0; i < n; i++)
    {
      const GwSceneItem *item = gw_canvas_scene_get_item (self->scene, i);
      const GwTag *tag = gw_tag_layout_get (self->tags, i);
      GwBox box = { tag->x, tag->y, tag->width, tag->height };

      if (tag->kind != GW_TAG_NONE && !item->lifted && touches (&box, x, y, width, height))
        gw_tag_draw (cr, font, tag, item->name, item->index, &item->ink, &self->look);
    }
}

cairo_surface_t *
gw_tile_source_compose (GwTileSource *self, int column, int row, GwTagFont *font)
{
  int x, y, width, height;
  cairo_surface_t *surface;
  cairo_t *cr;

  gw_tile_source_get_tile (self, column, row, &x, &y, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cr = cairo_create (surface);
  cairo_translate (cr, -x, -y);

  gw_canvas_set_source_color (cr, self->look.ground, 1);
  cairo_paint (cr);
  gw_tile_source_paint_picture (self, cr, -x, -y);
  if (self->has_table)
    {
      int picture_width, picture_height;

      get_picture_size (self, &picture_width, &picture_height);
      gw_canvas_adjust_apply (self->table, surface, MAX (-x, 0), MAX (-y, 0), picture_width - MAX (x, 0),
                              picture_height - MAX (y, 0));
    }
  if (self->look.pixel_grid && self->look.zoom >= GRID_FROM)
    draw_pixel_grid (self, cr, x, y, width, height);

  if (self->look.show_labels && self->scene != NULL)
    {
      draw_shapes (self, cr, x, y, width, height);
      if (self->tags != NULL)
        draw_tags (self, cr, x, y, width, height, font);
    }

  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}
