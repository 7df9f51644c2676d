/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-canvas-sketch.h"

#include <math.h>
#include <string.h>

#include "gw-canvas-masks.h"
#include "gw-canvas-shapes.h"
#include "gw-polygon.h"

/* Points of a line that have a node together; the last one of a piece is the
 * first one of the next.
 */
#define PIECE 16

/* Handles nearer than this to the one before are left out; widget pixels. */
#define HANDLE_STEP 10.0

/* The outline of a draft with more corners than this is drawn at rest. */
#define MAX_CORNERS 20000

#define DRAFT_TINT 0.35
#define DASH 5.0
#define BADGE_RADIUS 11.0

#define HINT_OBJECT 0x33d17a
#define HINT_BACKGROUND 0xff7b63
#define BADGE_OBJECT 0x26a269
#define BADGE_BACKGROUND 0xc01c28

/* Some points and how they were drawn last. */
typedef struct
{
  GwPoint *points;
  gsize n_points;
  double size;
  gboolean object;
  GwBox bounds;            /* of the nodes */
  GskRenderNode *nodes[2]; /* NULL: out of view */
} Piece;

struct _GwCanvasSketch
{
  GwCanvasLook look; /* what everything kept was drawn with */
  guint32 color;
  GwBox view;
  gboolean dirty;

  GPtrArray *line; /* of Piece */
  GPtrArray *handles;
  GPtrArray *vertices;
  GPtrArray *hints;

  GwMask draft; /* a copy */
  GwPolygon outline;
  gsize n_corners;
  GskRenderNode *tint;
  GskRenderNode *dashes;
  guint phase; /* of the dashes */
};

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  for (guint i = 0; i < G_N_ELEMENTS (piece->nodes); i++)
    g_clear_pointer (&piece->nodes[i], gsk_render_node_unref);
  g_free (piece->points);
  g_free (piece);
}

GwCanvasSketch *
gw_canvas_sketch_new (void)
{
  GwCanvasSketch *self = g_new0 (GwCanvasSketch, 1);

  self->line = g_ptr_array_new_with_free_func (piece_free);
  self->handles = g_ptr_array_new_with_free_func (piece_free);
  self->vertices = g_ptr_array_new_with_free_func (piece_free);
  self->hints = g_ptr_array_new_with_free_func (piece_free);
  return self;
}

static void
drop_draft (GwCanvasSketch *self)
{
  gw_mask_clear (&self->draft);
  gw_polygon_clear (&self->outline);
  self->n_corners = 0;
  g_clear_pointer (&self->tint, gsk_render_node_unref);
  g_clear_pointer (&self->dashes, gsk_render_node_unref);
}

void
gw_canvas_sketch_free (GwCanvasSketch *self)
{
  drop_draft (self);
  g_ptr_array_unref (self->line);
  g_ptr_array_unref (self->handles);
  g_ptr_array_unref (self->vertices);
  g_ptr_array_unref (self->hints);
  g_free (self);
}

void
gw_canvas_sketch_changed (GwCanvasSketch *self)
{
  self->dirty = TRUE;
}

/* --- places -------------------------------------------------------------------------- */

static GwBox
intersect (const GwBox *a, const GwBox *b)
{
  double x = MAX (a->x, b->x), y = MAX (a->y, b->y);

  return (GwBox) { x, y, MIN (a->x + a->width, b->x + b->width) - x, MIN (a->y + a->height, b->y + b->height) - y };
}

/* Device pixels around points, and so many more, as far as they are in view. */
static GwBox
get_bounds (GwCanvasSketch *self, const GwPoint *points, gsize n, double pad)
{
  double zoom = self->look.zoom;
  double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;
  GwBox box;

  for (gsize i = 0; i < n; i++)
    {
      x0 = MIN (x0, points[i].x);
      y0 = MIN (y0, points[i].y);
      x1 = MAX (x1, points[i].x);
      y1 = MAX (y1, points[i].y);
    }
  box.x = floor (x0 * zoom - pad);
  box.y = floor (y0 * zoom - pad);
  box.width = ceil (x1 * zoom + pad) - box.x;
  box.height = ceil (y1 * zoom + pad) - box.y;
  return intersect (&box, &self->view);
}

static GskRenderNode *
make_node (const GwBox *bounds, cairo_t **cr)
{
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (bounds->x, bounds->y, bounds->width, bounds->height));

  *cr = gsk_cairo_node_get_draw_context (node);
  cairo_rectangle (*cr, bounds->x, bounds->y, bounds->width, bounds->height);
  cairo_clip (*cr);
  cairo_set_antialias (*cr, CAIRO_ANTIALIAS_FAST);
  cairo_set_line_join (*cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (*cr, CAIRO_LINE_CAP_ROUND);
  return node;
}

void
gw_canvas_sketch_add_line (cairo_t *cr, const GwPoint *points, gsize n, double zoom)
{
  double last_x = 0, last_y = 0;

  for (gsize i = 0; i < n; i++)
    {
      double x = points[i].x * zoom, y = points[i].y * zoom;

      if (i > 0 && i + 1 < n && hypot (x - last_x, y - last_y) < 0.7)
        continue;
      if (i == 0)
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
      last_x = x;
      last_y = y;
    }
  /* A lone point is a dot. */
  if (n == 1)
    cairo_line_to (cr, last_x, last_y);
}

/* --- pieces --------------------------------------------------------------------------- */

typedef void (*DrawPiece) (GwCanvasSketch *self, Piece *piece);

/* The i-th piece of a list, drawn again where it shows something else. */
static void
set_piece (GwCanvasSketch *self, GPtrArray *list, guint i, const GwPoint *points, gsize n, double size, gboolean object,
           double pad, DrawPiece draw)
{
  Piece *piece = i < list->len ? g_ptr_array_index (list, i) : NULL;
  GwBox bounds = get_bounds (self, points, n, pad);

  if (piece != NULL && piece->n_points == n && piece->size == size && piece->object == object
      && memcmp (&piece->bounds, &bounds, sizeof bounds) == 0
      && memcmp (piece->points, points, n * sizeof *points) == 0)
    return;

  if (i < list->len)
    g_ptr_array_set_size (list, (int) i);
  piece = g_new0 (Piece, 1);
  piece->points = g_memdup2 (points, n * sizeof *points);
  piece->n_points = n;
  piece->size = size;
  piece->object = object;
  piece->bounds = bounds;
  g_ptr_array_add (list, piece);
  if (bounds.width > 0 && bounds.height > 0)
    draw (self, piece);
}

static void
append_pieces (GPtrArray *list, GtkSnapshot *snapshot, guint layer)
{
  for (guint i = 0; i < list->len; i++)
    {
      Piece *piece = g_ptr_array_index (list, i);

      if (piece->nodes[layer] != NULL)
        gtk_snapshot_append_node (snapshot, piece->nodes[layer]);
    }
}

/* Halos of all pieces lie below all lines. */
static void
draw_line_piece (GwCanvasSketch *self, Piece *piece)
{
  cairo_t *cr;

  piece->nodes[0] = make_node (&piece->bounds, &cr);
  gw_canvas_sketch_add_line (cr, piece->points, piece->n_points, self->look.zoom);
  cairo_set_line_width (cr, gw_canvas_get_halo_width (&self->look, GW_CANVAS_SELECTED));
  cairo_set_source_rgba (cr, 0, 0, 0, 0.5);
  cairo_stroke (cr);
  cairo_destroy (cr);

  piece->nodes[1] = make_node (&piece->bounds, &cr);
  gw_canvas_sketch_add_line (cr, piece->points, piece->n_points, self->look.zoom);
  cairo_set_line_width (cr, gw_canvas_get_line_width (&self->look, GW_CANVAS_SELECTED));
  gw_canvas_set_source_color (cr, self->color, 1);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
draw_handle_piece (GwCanvasSketch *self, Piece *piece)
{
  GwRing ring = { piece->points, piece->n_points };
  GwShape shape = { .kind = GW_SHAPE_POLYLINE };
  GwCanvasInk ink = { .color = self->color };
  cairo_t *cr;

  shape.as.line = ring;
  piece->nodes[0] = make_node (&piece->bounds, &cr);
  gw_canvas_draw_handles (cr, &shape, &ink, &self->look);
  cairo_destroy (cr);
}

static void
draw_ring_piece (GwCanvasSketch *self, Piece *piece)
{
  cairo_t *cr;

  piece->nodes[0] = make_node (&piece->bounds, &cr);
  gw_canvas_draw_rings (cr, piece->points, piece->n_points, &self->look);
  cairo_destroy (cr);
}

static void
draw_badge (cairo_t *cr, double x, double y, gboolean object, int scale)
{
  double arm = 5 * scale;

  cairo_arc (cr, x, y, BADGE_RADIUS * scale, 0, 2 * G_PI);
  gw_canvas_set_source_color (cr, object ? BADGE_OBJECT : BADGE_BACKGROUND, 1);
  cairo_fill (cr);
  cairo_move_to (cr, x - arm, y);
  cairo_line_to (cr, x + arm, y);
  if (object)
    {
      cairo_move_to (cr, x, y - arm);
      cairo_line_to (cr, x, y + arm);
    }
  cairo_set_line_width (cr, 2.5 * scale);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_stroke (cr);
}

static double
get_hint_width (GwCanvasSketch *self, double size)
{
  return MAX (size * self->look.zoom, 3.0 * self->look.scale);
}

static void
draw_hint_piece (GwCanvasSketch *self, Piece *piece)
{
  double zoom = self->look.zoom;
  cairo_t *cr;

  piece->nodes[0] = make_node (&piece->bounds, &cr);
  gw_canvas_sketch_add_line (cr, piece->points, piece->n_points, zoom);
  cairo_set_line_width (cr, get_hint_width (self, piece->size));
  gw_canvas_set_source_color (cr, piece->object ? HINT_OBJECT : HINT_BACKGROUND, 0.85);
  cairo_stroke (cr);
  draw_badge (cr, piece->points[0].x * zoom, piece->points[0].y * zoom, piece->object, self->look.scale);
  cairo_destroy (cr);
}

/* --- the line that is drawn --------------------------------------------------------------- */

static void
set_chunks (GwCanvasSketch *self, GPtrArray *list, const GwPoint *points, gsize n, gsize step, double pad,
            DrawPiece draw)
{
  guint at = 0;

  /* A piece of a line ends where the next begins. */
  for (gsize from = 0; from < n && (from == 0 || step == PIECE || from + 1 < n); from += step)
    set_piece (self, list, at++, points + from, MIN ((gsize) PIECE, n - from), 0, FALSE, pad, draw);
  if (at < list->len)
    g_ptr_array_set_size (list, (int) at);
}

static void
set_handles (GwCanvasSketch *self, const GwRing *ring)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (GwPoint));
  double step = HANDLE_STEP * self->look.scale / self->look.zoom;

  for (gsize i = 0; ring != NULL && i < ring->n_points; i++)
    {
      const GwPoint *last = kept->len > 0 ? &g_array_index (kept, GwPoint, kept->len - 1) : NULL;

      if (last == NULL || hypot (ring->points[i].x - last->x, ring->points[i].y - last->y) >= step)
        g_array_append_val (kept, ring->points[i]);
    }
  set_chunks (self, self->handles, (const GwPoint *) (const void *) kept->data, kept->len, PIECE,
              (GW_CANVAS_HANDLE_SIZE + 2) * self->look.scale, draw_handle_piece);
}

/* A disc of its own: where a click closes the line, a point that keys are for. */
static void
append_disc (GwCanvasSketch *self, GtkSnapshot *snapshot, const GwPoint *point, double size, guint32 ground)
{
  int scale = self->look.scale;
  double radius = size * scale;
  GwBox bounds = get_bounds (self, point, 1, radius + 2 * scale);
  GskRenderNode *node;
  cairo_t *cr;

  if (bounds.width <= 0 || bounds.height <= 0)
    return;
  node = make_node (&bounds, &cr);
  cairo_arc (cr, point->x * self->look.zoom, point->y * self->look.zoom, radius, 0, 2 * G_PI);
  gw_canvas_set_source_color (cr, ground, 1);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, MIN (size * 0.4, 3.0) * scale);
  gw_canvas_set_source_color (cr, ground == self->color ? 0xffffff : self->color, 1);
  cairo_stroke (cr);
  cairo_destroy (cr);
  gtk_snapshot_append_node (snapshot, node);
  gsk_render_node_unref (node);
}

/* Where a press makes a new point. */
static void
append_plus (GwCanvasSketch *self, GtkSnapshot *snapshot, const GwPoint *point)
{
  int scale = self->look.scale;
  double x = point->x * self->look.zoom, y = point->y * self->look.zoom, arm = 5 * scale;
  GwBox bounds = get_bounds (self, point, 1, arm + 3 * scale);
  GskRenderNode *node;
  cairo_t *cr;

  if (bounds.width <= 0 || bounds.height <= 0)
    return;
  node = make_node (&bounds, &cr);
  cairo_move_to (cr, x - arm, y);
  cairo_line_to (cr, x + arm, y);
  cairo_move_to (cr, x, y - arm);
  cairo_line_to (cr, x, y + arm);
  cairo_set_line_width (cr, 4.0 * scale);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, 2.0 * scale);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_stroke (cr);
  cairo_destroy (cr);
  gtk_snapshot_append_node (snapshot, node);
  gsk_render_node_unref (node);
}

/* A small ring, open in the middle, where the border holds the point. */
static void
append_snap (GwCanvasSketch *self, GtkSnapshot *snapshot, const GwPoint *point)
{
  int scale = self->look.scale;
  GwBox bounds = get_bounds (self, point, 1, 9 * scale);
  GskRenderNode *node;
  cairo_t *cr;

  if (bounds.width <= 0 || bounds.height <= 0)
    return;
  node = make_node (&bounds, &cr);
  cairo_arc (cr, point->x * self->look.zoom, point->y * self->look.zoom, 6.0 * scale, 0, 2 * G_PI);
  cairo_set_line_width (cr, 4.0 * scale);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, 2.0 * scale);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_stroke (cr);
  cairo_destroy (cr);
  gtk_snapshot_append_node (snapshot, node);
  gsk_render_node_unref (node);
}

static void
append_turn (GwCanvasSketch *self, GtkSnapshot *snapshot, const GwToolOverlay *overlay)
{
  GwPoint stem[2] = { overlay->turn_from, overlay->turn };
  double pad = 4 * self->look.scale;
  GwBox bounds = get_bounds (self, stem, 2, pad);
  GskRenderNode *node;
  cairo_t *cr;

  if (bounds.width > 0 && bounds.height > 0)
    {
      node = make_node (&bounds, &cr);
      gw_canvas_sketch_add_line (cr, stem, 2, self->look.zoom);
      cairo_set_line_width (cr, 4.0 * self->look.scale);
      cairo_set_source_rgba (cr, 0, 0, 0, 0.5);
      cairo_stroke_preserve (cr);
      cairo_set_line_width (cr, 2.0 * self->look.scale);
      gw_canvas_set_source_color (cr, self->color, 1);
      cairo_stroke (cr);
      cairo_destroy (cr);
      gtk_snapshot_append_node (snapshot, node);
      gsk_render_node_unref (node);
    }
  append_disc (self, snapshot, &overlay->turn, 6, overlay->turn_active ? self->color : 0xffffff);
}

/* The points of a selected object, in its colour. */
static void
append_vertices (GwCanvasSketch *self, GtkSnapshot *snapshot, const GwToolOverlay *overlay)
{
  gint64 n = overlay->n_vertices;

  set_chunks (self, self->vertices, overlay->vertices, overlay->vertices != NULL ? overlay->n_vertices : 0, PIECE,
              (GW_CANVAS_HANDLE_SIZE + 2) * self->look.scale,
              overlay->vertices_are_points ? draw_ring_piece : draw_handle_piece);
  append_pieces (self->vertices, snapshot, 0);
  if (overlay->vertices != NULL && overlay->hovered_vertex >= 0 && overlay->hovered_vertex < n)
    append_disc (self, snapshot, &overlay->vertices[overlay->hovered_vertex], 7, 0xffffff);
  if (overlay->vertices != NULL && overlay->active_vertex >= 0 && overlay->active_vertex < n)
    append_disc (self, snapshot, &overlay->vertices[overlay->active_vertex], 6, self->color);
  if (overlay->has_insert)
    append_plus (self, snapshot, &overlay->insert);
  if (overlay->has_turn)
    append_turn (self, snapshot, overlay);
}

static void
append_line (GwCanvasSketch *self, GtkSnapshot *snapshot, const GwToolOverlay *overlay)
{
  const GwRing *path = overlay->path;
  const GwRing *wire = overlay->wire != NULL ? overlay->wire : path;

  set_chunks (self, self->line, path != NULL ? path->points : NULL, path != NULL ? path->n_points : 0, PIECE - 1,
              ceil (gw_canvas_get_halo_width (&self->look, GW_CANVAS_SELECTED) / 2) + 1, draw_line_piece);
  set_handles (self, wire);
  append_pieces (self->line, snapshot, 0);
  append_pieces (self->line, snapshot, 1);
  append_pieces (self->handles, snapshot, 0);
  if (overlay->path_closes && wire != NULL && wire->n_points > 0)
    append_disc (self, snapshot, &wire->points[0], 7, 0xffffff);
}

static void
append_hints (GwCanvasSketch *self, GtkSnapshot *snapshot, const GwToolOverlay *overlay)
{
  guint at = 0;

  for (guint i = 0; i < overlay->n_hints; i++)
    {
      const GwToolHint *hint = &overlay->hints[i];
      double pad = MAX (get_hint_width (self, hint->size) / 2, BADGE_RADIUS * self->look.scale) + self->look.scale;

      if (hint->line.n_points > 0)
        set_piece (self, self->hints, at++, hint->line.points, hint->line.n_points, hint->size, hint->object, pad,
                   draw_hint_piece);
    }
  if (at < self->hints->len)
    g_ptr_array_set_size (self->hints, (int) at);
  append_pieces (self->hints, snapshot, 0);
}

/* --- the draft ---------------------------------------------------------------------------------- */

/* Where there is no memory for a copy, the draft is not seen. */
static void
take_draft (GwCanvasSketch *self, const GwMask *draft)
{
  if (draft == NULL || draft->n_runs == 0)
    {
      drop_draft (self);
      return;
    }
  if (gw_mask_equal (draft, &self->draft))
    return;

  drop_draft (self);
  if (gw_mask_copy (draft, &self->draft) != GW_STATUS_OK)
    return;
  if (gw_mask_trace (&self->draft, &self->outline) != GW_STATUS_OK)
    return;
  for (gsize i = 0; i < self->outline.n_rings; i++)
    self->n_corners += self->outline.rings[i].n_points;
}

static GwBox
get_draft_bounds (GwCanvasSketch *self)
{
  GwPoint corners[2] = { { self->draft.x, self->draft.y },
                         { (double) self->draft.x + self->draft.width, (double) self->draft.y + self->draft.height } };

  return get_bounds (self, corners, 2, 4 * self->look.scale);
}

static void
draw_outline (GwCanvasSketch *self, cairo_t *cr, guint phase)
{
  int scale = self->look.scale;
  const double dash = DASH * scale;

  for (gsize i = 0; i < self->outline.n_rings; i++)
    {
      const GwRing *ring = &self->outline.rings[i];

      gw_canvas_sketch_add_line (cr, ring->points, ring->n_points, self->look.zoom);
      cairo_close_path (cr);
    }
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_width (cr, 3.0 * scale);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_stroke_preserve (cr);
  cairo_set_dash (cr, &dash, 1, -(double) (phase % (guint) (2 * DASH)) * scale);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_stroke (cr);
}

static void
append_draft (GwCanvasSketch *self, GtkSnapshot *snapshot, guint phase)
{
  static const GwCanvasInk white = { .color = 0xffffff };
  GwBox bounds;
  cairo_t *cr;

  if (self->draft.n_runs == 0)
    return;
  bounds = get_draft_bounds (self);
  if (bounds.width <= 0 || bounds.height <= 0)
    return;

  if (self->tint == NULL)
    {
      self->tint = make_node (&bounds, &cr);
      gw_canvas_draw_tint (cr, &self->draft, self->color, DRAFT_TINT, &self->look);
      if (self->n_corners > MAX_CORNERS)
        {
          GwCanvasLook lines = self->look;

          lines.outline_only = TRUE;
          gw_canvas_draw_mask (cr, &self->draft, &white, &lines, GW_CANVAS_REST, NULL);
        }
      cairo_destroy (cr);
    }
  gtk_snapshot_append_node (snapshot, self->tint);
  if (self->n_corners > MAX_CORNERS)
    return;

  if (self->dashes == NULL || self->phase != phase)
    {
      g_clear_pointer (&self->dashes, gsk_render_node_unref);
      self->dashes = make_node (&bounds, &cr);
      draw_outline (self, cr, phase);
      cairo_destroy (cr);
      self->phase = phase;
    }
  gtk_snapshot_append_node (snapshot, self->dashes);
}

/* --- all of it --------------------------------------------------------------------------------------- */

static void
drop_nodes (GwCanvasSketch *self)
{
  g_ptr_array_set_size (self->line, 0);
  g_ptr_array_set_size (self->handles, 0);
  g_ptr_array_set_size (self->vertices, 0);
  g_ptr_array_set_size (self->hints, 0);
  g_clear_pointer (&self->tint, gsk_render_node_unref);
  g_clear_pointer (&self->dashes, gsk_render_node_unref);
}

void
gw_canvas_sketch_snapshot (GwCanvasSketch *self, GtkSnapshot *snapshot, const GwToolOverlay *overlay, guint32 color,
                           const GwCanvasLook *look, const GwBox *view, guint phase)
{
  gboolean changed = self->dirty;

  if (self->color != color || !gw_canvas_look_equal (&self->look, look)
      || memcmp (&self->view, view, sizeof *view) != 0)
    {
      drop_nodes (self);
      self->color = color;
      self->look = *look;
      self->view = *view;
    }
  if (changed)
    take_draft (self, overlay->draft);
  self->dirty = FALSE;

  append_draft (self, snapshot, phase);
  append_hints (self, snapshot, overlay);
  append_line (self, snapshot, overlay);
  append_vertices (self, snapshot, overlay);
  if (overlay->has_snap)
    append_snap (self, snapshot, &overlay->snap);
}

gboolean
gw_canvas_sketch_has_dashes (GwCanvasSketch *self)
{
  return self->dashes != NULL;
}
