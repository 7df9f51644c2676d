/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-canvas-tiles.h"

#include <math.h>

#include "gw-canvas-adjust.h"
#include "gw-canvas-shapes.h"
#include "gw-tile-worker.h"

/* Taking finished tiles in may take so long a frame, in microseconds. */
#define TAKE_BUDGET 8000

/* Tiles kept besides those in view and around it: 16 MiB. */
#define SPARE_TILES 64

typedef struct
{
  gint64 key;
  int column;
  int row;
  guint64 have;   /* the epoch that the node shows; 0: none */
  guint64 wanted; /* the epoch of the last change in it */
  guint64 used;   /* the frame that it was last looked at */
  GskRenderNode *node;
} Tile;

/* All tiles of one zoom. */
typedef struct
{
  double zoom;
  GwTileSource *source; /* for its grid */
  GHashTable *tiles;    /* key -> Tile */
  guint n_nodes;
} Layer;

struct _GwCanvasTiles
{
  GtkWidget *widget;
  GwTileWorker *worker;
  GwTileSource *source;
  Layer *current;
  Layer *previous; /* stretched under tiles that are not ready; NULL: none */
  GskRenderNode *backdrop;
  GwViewport backdrop_viewport;
  guint64 epoch;
  guint64 frame;
  guint n_composed;
  gboolean settled;
  gboolean complete; /* no tile in view was missing at the last snapshot */
};

/* --- tiles and layers ------------------------------------------------------- */

static void
tile_free (gpointer data)
{
  Tile *tile = data;

  g_clear_pointer (&tile->node, gsk_render_node_unref);
  g_free (tile);
}

static Layer *
layer_new (GwTileSource *source)
{
  Layer *layer = g_new0 (Layer, 1);

  layer->zoom = gw_tile_source_get_look (source)->zoom;
  layer->source = gw_tile_source_ref (source);
  layer->tiles = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, tile_free);
  return layer;
}

static void
layer_free (Layer *layer)
{
  g_hash_table_unref (layer->tiles);
  gw_tile_source_unref (layer->source);
  g_free (layer);
}

static gint64
make_key (int column, int row)
{
  return ((gint64) column << 32) | (guint32) row;
}

static Tile *
layer_find (Layer *layer, int column, int row)
{
  gint64 key = make_key (column, row);

  return g_hash_table_lookup (layer->tiles, &key);
}

static Tile *
layer_ensure (Layer *layer, int column, int row, guint64 epoch)
{
  Tile *tile = layer_find (layer, column, row);

  if (tile != NULL)
    return tile;

  tile = g_new0 (Tile, 1);
  tile->key = make_key (column, row);
  tile->column = column;
  tile->row = row;
  tile->wanted = epoch;
  g_hash_table_insert (layer->tiles, &tile->key, tile);
  return tile;
}

/* The surface is painted into the node with one SOURCE operation, and is
 * never written again.
 */
static GskRenderNode *
make_node (cairo_surface_t *surface, int x, int y)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (x, y, width, height));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_set_source_surface (cr, surface, x, y);
  /* Counts only while the tile is stretched; else it is copied. */
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_paint (cr);
  cairo_destroy (cr);
  return node;
}

static gboolean
on_tiles_ready_cb (gpointer data)
{
  GwCanvasTiles *self = data;

  gtk_widget_queue_draw (self->widget);
  return G_SOURCE_CONTINUE;
}

GwCanvasTiles *
gw_canvas_tiles_new (GtkWidget *widget)
{
  GwCanvasTiles *self = g_new0 (GwCanvasTiles, 1);

  self->widget = widget;
  self->epoch = 1;
  self->worker = gw_tile_worker_new (on_tiles_ready_cb, self);
  return self;
}

void
gw_canvas_tiles_free (GwCanvasTiles *self)
{
  gw_tile_worker_free (self->worker);
  g_clear_pointer (&self->current, layer_free);
  g_clear_pointer (&self->previous, layer_free);
  g_clear_pointer (&self->source, gw_tile_source_unref);
  g_clear_pointer (&self->backdrop, gsk_render_node_unref);
  g_free (self);
}

GwTileSource *
gw_canvas_tiles_get_source (GwCanvasTiles *self)
{
  return self->source;
}

/* --- what is out of date ----------------------------------------------------- */

static void
mark_box (GwCanvasTiles *self, const GwBox *box)
{
  int column0, row0, column1, row1;
  GHashTableIter iter;
  Tile *tile;

  if (!gw_tile_source_get_range (self->source, box, &column0, &row0, &column1, &row1))
    return;

  g_hash_table_iter_init (&iter, self->current->tiles);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &tile))
    if (tile->column >= column0 && tile->column <= column1 && tile->row >= row0 && tile->row <= row1)
      tile->wanted = self->epoch;
}

static void
mark_all (GwCanvasTiles *self)
{
  GHashTableIter iter;
  Tile *tile;

  g_hash_table_iter_init (&iter, self->current->tiles);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &tile))
    tile->wanted = self->epoch;
}

static void
mark_item (GwCanvasTiles *self, GwTileSource *source, guint position)
{
  const GwSceneItem *item = gw_canvas_scene_get_item (gw_tile_source_get_scene (source), position);
  GwTagLayout *tags = gw_tile_source_get_tags (source);
  GwBox box;

  /* What is drawn live, or not at all, is in no tile. */
  if (item->lifted || item->hidden)
    return;

  box = gw_canvas_get_extents (&item->bounds, gw_tile_source_get_look (source));
  mark_box (self, &box);
  if (tags != NULL && gw_tag_layout_get (tags, position)->kind != GW_TAG_NONE)
    {
      const GwTag *tag = gw_tag_layout_get (tags, position);

      box = (GwBox) { tag->x, tag->y, tag->width, tag->height };
      mark_box (self, &box);
    }
}

static gboolean
is_same_tag (GwTileSource *a, guint i, GwTileSource *b, guint k)
{
  const GwTag *x, *y;

  if (gw_tile_source_get_tags (a) == NULL || gw_tile_source_get_tags (b) == NULL)
    return gw_tile_source_get_tags (a) == gw_tile_source_get_tags (b);

  x = gw_tag_layout_get (gw_tile_source_get_tags (a), i);
  y = gw_tag_layout_get (gw_tile_source_get_tags (b), k);
  return x->kind == y->kind && x->x == y->x && x->y == y->y && x->width == y->width && x->height == y->height;
}

/* The place of an object in a scene, most often the same as in the other. */
static int
find_same (GwCanvasScene *scene, guint guess, gint64 id)
{
  if (guess < gw_canvas_scene_get_n_items (scene)
      && gw_object_get_id (gw_canvas_scene_get_item (scene, guess)->object) == id)
    return (int) guess;
  return gw_canvas_scene_find_position (scene, id);
}

static void
mark_changes (GwCanvasTiles *self, GwTileSource *old)
{
  GwCanvasScene *before = gw_tile_source_get_scene (old);
  GwCanvasScene *after = gw_tile_source_get_scene (self->source);
  guint n_before = before != NULL ? gw_canvas_scene_get_n_items (before) : 0;
  guint n_after = after != NULL ? gw_canvas_scene_get_n_items (after) : 0;

  for (guint i = 0; i < n_after; i++)
    {
      const GwSceneItem *item = gw_canvas_scene_get_item (after, i);
      int was = before != NULL ? find_same (before, i, gw_object_get_id (item->object)) : -1;

      if (was >= 0 && gw_scene_item_equal (gw_canvas_scene_get_item (before, was), item)
          && is_same_tag (old, was, self->source, i))
        continue;
      if (was >= 0)
        mark_item (self, old, was);
      mark_item (self, self->source, i);
    }

  for (guint i = 0; i < n_before; i++)
    {
      const GwSceneItem *item = gw_canvas_scene_get_item (before, i);

      if (after == NULL || find_same (after, i, gw_object_get_id (item->object)) < 0)
        mark_item (self, old, i);
    }
}

static void
start_layer (GwCanvasTiles *self, gboolean keep)
{
  if (!keep)
    {
      g_clear_pointer (&self->previous, layer_free);
      g_clear_pointer (&self->current, layer_free);
    }
  /* While zooming fast, one whole layer is stretched further and further
   * rather than the pieces of the last ones.
   */
  else if (self->current != NULL && (self->complete || (self->previous == NULL && self->current->n_nodes > 0)))
    {
      g_clear_pointer (&self->previous, layer_free);
      self->previous = g_steal_pointer (&self->current);
    }
  g_clear_pointer (&self->current, layer_free);
  self->current = layer_new (self->source);
  self->complete = FALSE;
}

void
gw_canvas_tiles_set_source (GwCanvasTiles *self, GwTileSource *source, gboolean another_picture)
{
  g_autoptr (GwTileSource) old = g_steal_pointer (&self->source);
  const GwCanvasLook *look = gw_tile_source_get_look (source);

  self->source = gw_tile_source_ref (source);
  self->epoch++;
  self->settled = FALSE;
  if (old == NULL || !gw_tile_source_has_same_ground (old, source))
    g_clear_pointer (&self->backdrop, gsk_render_node_unref);

  if (another_picture || old == NULL || self->current == NULL)
    start_layer (self, FALSE);
  else if (look->zoom != self->current->zoom || look->scale != gw_tile_source_get_look (old)->scale)
    start_layer (self, TRUE);
  else if (!gw_tile_source_has_same_ground (old, source))
    mark_all (self);
  else
    mark_changes (self, old);
}

/* --- taking in and asking for ---------------------------------------------------- */

/* Returns whether all that is finished was taken. */
static gboolean
take_finished (GwCanvasTiles *self)
{
  gint64 end = g_get_monotonic_time () + TAKE_BUDGET;
  GwTileJob job;

  while (gw_tile_worker_take (self->worker, &job))
    {
      const GwCanvasLook *look = gw_tile_source_get_look (job.source);
      Tile *tile = NULL;
      int x, y, width, height;

      if (self->current != NULL && look->zoom == self->current->zoom
          && gw_tile_source_get_pyramid (job.source) == gw_tile_source_get_pyramid (self->source))
        tile = layer_find (self->current, job.column, job.row);
      if (tile != NULL && job.epoch > tile->have)
        {
          gw_tile_source_get_tile (job.source, job.column, job.row, &x, &y, &width, &height);
          if (tile->node == NULL)
            self->current->n_nodes++;
          g_clear_pointer (&tile->node, gsk_render_node_unref);
          tile->node = make_node (job.surface, x, y);
          tile->have = job.epoch;
          self->n_composed++;
        }
      gw_tile_job_clear (&job);

      if (g_get_monotonic_time () >= end)
        return gw_tile_worker_is_idle (self->worker);
    }
  return TRUE;
}

typedef struct
{
  Tile *tile;
  double rank;
} Wish;

static int
compare_wishes (gconstpointer a, gconstpointer b)
{
  const Wish *x = a, *y = b;

  return x->rank < y->rank ? -1 : x->rank > y->rank;
}

/* Missing tiles in view first, then stale ones, then the ring around; of
 * each kind those near the middle first.
 */
static void
ask (GwCanvasTiles *self, int column0, int row0, int column1, int row1)
{
  g_autoptr (GArray) wishes = g_array_new (FALSE, FALSE, sizeof (Wish));
  g_autoptr (GArray) jobs = g_array_new (FALSE, FALSE, sizeof (GwTileJob));
  int x, y, width, height, n_columns, n_rows;

  gw_tile_source_get_extents (self->source, &x, &y, &width, &height);
  n_columns = (width + GW_TILE_SIZE - 1) / GW_TILE_SIZE;
  n_rows = (height + GW_TILE_SIZE - 1) / GW_TILE_SIZE;

  for (int row = MAX (row0 - 1, 0); row <= MIN (row1 + 1, n_rows - 1); row++)
    for (int column = MAX (column0 - 1, 0); column <= MIN (column1 + 1, n_columns - 1); column++)
      {
        Tile *tile = layer_ensure (self->current, column, row, self->epoch);
        gboolean visible = row >= row0 && row <= row1 && column >= column0 && column <= column1;
        Wish wish = { tile, hypot (column - (column0 + column1) / 2.0, row - (row0 + row1) / 2.0) };

        tile->used = self->frame;
        if (tile->have >= tile->wanted)
          continue;
        if (!visible)
          wish.rank += 2e6;
        else if (tile->node != NULL)
          wish.rank += 1e6;
        g_array_append_val (wishes, wish);
      }

  g_array_sort (wishes, compare_wishes);
  for (guint i = 0; i < wishes->len; i++)
    {
      const Tile *tile = g_array_index (wishes, Wish, i).tile;
      GwTileJob job = { .source = self->source, .column = tile->column, .row = tile->row, .epoch = tile->wanted };

      g_array_append_val (jobs, job);
    }
  gw_tile_worker_ask (self->worker, jobs);
}

static void
drop_unused (GwCanvasTiles *self, guint n_wanted)
{
  GHashTableIter iter;
  Tile *tile;
  guint64 oldest = 0;

  /* Ages are frames: the limit comes nearer until few enough are left. */
  for (guint64 age = 256; g_hash_table_size (self->current->tiles) > n_wanted + SPARE_TILES && age > 0; age /= 2)
    {
      oldest = self->frame > age ? self->frame - age : 0;
      g_hash_table_iter_init (&iter, self->current->tiles);
      while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &tile))
        if (tile->used < oldest)
          {
            if (tile->node != NULL)
              self->current->n_nodes--;
            g_hash_table_iter_remove (&iter);
          }
    }
}

/* --- drawing --------------------------------------------------------------------- */

static GwBox
get_visible (const GwViewport *viewport)
{
  double x, y;

  gw_viewport_get_origin (viewport, &x, &y);
  return (GwBox) { -x, -y, viewport->view_width, viewport->view_height };
}

static void
draw_backdrop (GwCanvasTiles *self, cairo_t *cr, int x, int y, int width, int height)
{
  const guint8 *table = gw_tile_source_get_table (self->source);
  cairo_surface_t *surface;
  cairo_t *to;

  if (table == NULL)
    {
      gw_tile_source_paint_picture (self->source, cr, 0, 0);
      return;
    }

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  to = cairo_create (surface);
  cairo_translate (to, -x, -y);
  gw_tile_source_paint_picture (self->source, to, -x, -y);
  cairo_destroy (to);
  gw_canvas_adjust_apply (table, surface, 0, 0, width, height);
  cairo_set_source_surface (cr, surface, x, y);
  cairo_paint (cr);
  cairo_surface_destroy (surface);
}

/* The picture without objects, as one node of the view's size: what the
 * first frame of a picture shows.
 */
static void
append_backdrop (GwCanvasTiles *self, GtkSnapshot *snapshot, const GwViewport *viewport)
{
  const GwViewport *last = &self->backdrop_viewport;

  if (self->backdrop != NULL
      && (last->x != viewport->x || last->y != viewport->y || last->view_width != viewport->view_width
          || last->view_height != viewport->view_height))
    g_clear_pointer (&self->backdrop, gsk_render_node_unref);

  if (self->backdrop == NULL)
    {
      GwBox visible = get_visible (viewport);
      double x0 = MAX (visible.x, 0), y0 = MAX (visible.y, 0);
      double x1 = MIN (visible.x + visible.width, floor (viewport->image_width * viewport->zoom + 0.5));
      double y1 = MIN (visible.y + visible.height, floor (viewport->image_height * viewport->zoom + 0.5));
      cairo_t *cr;

      if (x1 <= x0 || y1 <= y0)
        return;
      self->backdrop = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (x0, y0, x1 - x0, y1 - y0));
      self->backdrop_viewport = *viewport;
      cr = gsk_cairo_node_get_draw_context (self->backdrop);
      draw_backdrop (self, cr, (int) x0, (int) y0, (int) ceil (x1 - x0), (int) ceil (y1 - y0));
      cairo_destroy (cr);
    }
  gtk_snapshot_append_node (snapshot, self->backdrop);
}

/* Returns whether the old tiles cover the box. */
static gboolean
append_previous (GwCanvasTiles *self, GtkSnapshot *snapshot, const GwBox *box, gboolean draw)
{
  double ratio = self->current->zoom / self->previous->zoom;
  GwBox old = { box->x / ratio, box->y / ratio, box->width / ratio, box->height / ratio };
  int column0, row0, column1, row1;
  gboolean covered = TRUE;

  if (!gw_tile_source_get_range (self->previous->source, &old, &column0, &row0, &column1, &row1))
    return FALSE;

  for (int row = row0; row <= row1; row++)
    for (int column = column0; column <= column1; column++)
      {
        Tile *tile = layer_find (self->previous, column, row);

        if (tile == NULL || tile->node == NULL)
          covered = FALSE;
        else if (draw)
          gtk_snapshot_append_node (snapshot, tile->node);
      }
  return covered;
}

/* What is shown where tiles are missing. It lies under all tiles until the
 * last one is there, so that it is the same from frame to frame and each new
 * tile costs no more than itself.
 */
static void
append_stand_in (GwCanvasTiles *self, GtkSnapshot *snapshot, const GwViewport *viewport)
{
  GwBox visible = get_visible (viewport);
  double ratio;

  if (self->previous == NULL || !append_previous (self, NULL, &visible, FALSE))
    append_backdrop (self, snapshot, viewport);
  if (self->previous == NULL)
    return;

  ratio = self->current->zoom / self->previous->zoom;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, ratio, ratio);
  append_previous (self, snapshot, &visible, TRUE);
  gtk_snapshot_restore (snapshot);
}

void
gw_canvas_tiles_snapshot (GwCanvasTiles *self, GtkSnapshot *snapshot, const GwViewport *viewport)
{
  GwBox visible = get_visible (viewport);
  int column0, row0, column1, row1;
  gboolean stale = FALSE, missing = FALSE;

  if (self->source == NULL || self->current == NULL)
    return;

  self->frame++;
  if (!take_finished (self))
    gtk_widget_queue_draw (self->widget);

  if (!gw_tile_source_get_range (self->source, &visible, &column0, &row0, &column1, &row1))
    return;

  ask (self, column0, row0, column1, row1);
  for (int row = row0; row <= row1; row++)
    for (int column = column0; column <= column1; column++)
      {
        Tile *tile = layer_find (self->current, column, row);

        stale |= tile->have < tile->wanted;
        missing |= tile->node == NULL;
      }

  self->complete = !missing;
  if (missing)
    append_stand_in (self, snapshot, viewport);
  else
    {
      g_clear_pointer (&self->previous, layer_free);
      g_clear_pointer (&self->backdrop, gsk_render_node_unref);
    }

  for (int row = row0; row <= row1; row++)
    for (int column = column0; column <= column1; column++)
      {
        Tile *tile = layer_find (self->current, column, row);

        if (tile->node != NULL)
          gtk_snapshot_append_node (snapshot, tile->node);
      }

  self->settled = !stale;
  drop_unused (self, (guint) ((column1 - column0 + 3) * (row1 - row0 + 3)));
}

gboolean
gw_canvas_tiles_is_settled (GwCanvasTiles *self)
{
  return self->settled;
}

GskRenderNode *
gw_canvas_tiles_get_node (GwCanvasTiles *self, int column, int row)
{
  Tile *tile = self->current != NULL ? layer_find (self->current, column, row) : NULL;

  return tile != NULL ? tile->node : NULL;
}

guint
gw_canvas_tiles_get_n_composed (GwCanvasTiles *self)
{
  return self->n_composed;
}

guint
gw_canvas_tiles_get_n_tiles (GwCanvasTiles *self)
{
  guint n = self->current != NULL ? g_hash_table_size (self->current->tiles) : 0;

  return n + (self->previous != NULL ? g_hash_table_size (self->previous->tiles) : 0);
}
