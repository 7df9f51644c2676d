/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-canvas-private.h"

#include <math.h>
#include <string.h>

#include "gw-canvas-shapes.h"
#include "gw-path.h"

/* What is drawn in each frame itself: hovered, selected, dragged objects,
 * cross-hair and read-out. Each has a node with tight bounds, kept as the
 * same object as long as it shows the same, so that only what changed is
 * drawn again.
 */

#define READ_OUT_DISTANCE_X 12
#define READ_OUT_DISTANCE_Y 8
#define READ_OUT_PADDING_X 8
#define READ_OUT_PADDING_Y 3

/* Nodes of objects larger than the view are cut off so far outside of it. */
#define CUT_STEP 256

typedef struct
{
  GwObject *object;
  GwCanvasLook look;
  GwCanvasInk ink;
  GwCanvasState state;
  gboolean handles;
  gboolean tag;
  guint index;
  GwBox bounds; /* of the node */
  GskRenderNode *node;
} LiveNode;

static void
live_node_free (gpointer data)
{
  LiveNode *live = data;

  g_object_unref (live->object);
  g_clear_pointer (&live->ink.skeleton, gw_skeleton_unref);
  g_clear_pointer (&live->node, gsk_render_node_unref);
  g_free (live);
}

static gboolean
is_same (const LiveNode *a, const LiveNode *b)
{
  return a->object == b->object && a->state == b->state && a->handles == b->handles && a->tag == b->tag
         && a->index == b->index && a->ink.color == b->ink.color && a->ink.pattern == b->ink.pattern
         && gw_skeleton_equal (a->ink.skeleton, b->ink.skeleton)
         && memcmp (&a->bounds, &b->bounds, sizeof a->bounds) == 0 && gw_canvas_look_equal (&a->look, &b->look);
}

GwBox
_gw_canvas_cut (GwCanvas *self, const GwBox *box)
{
  double x, y, x0, y0, x1, y1;

  gw_viewport_get_origin (&self->viewport, &x, &y);
  x0 = (floor (-x / CUT_STEP) - 1) * CUT_STEP;
  y0 = (floor (-y / CUT_STEP) - 1) * CUT_STEP;
  x1 = (ceil ((self->viewport.view_width - x) / CUT_STEP) + 1) * CUT_STEP;
  y1 = (ceil ((self->viewport.view_height - y) / CUT_STEP) + 1) * CUT_STEP;
  x0 = MAX (x0, box->x);
  y0 = MAX (y0, box->y);
  x1 = MIN (x1, box->x + box->width);
  y1 = MIN (y1, box->y + box->height);
  return (GwBox) { x0, y0, MAX (x1 - x0, 0), MAX (y1 - y0, 0) };
}

static const char *
get_class_name (GwCanvas *self, GwObject *object)
{
  GwClass *class = gw_document_get_class (self->document, gw_object_get_class_id (object));

  return class != NULL ? g_intern_string (gw_class_get_name (class)) : NULL;
}

static void
draw_live (GwCanvas *self, LiveNode *live, GwTagFont *font, const GwTag *tag)
{
  cairo_t *cr;
  const GwShape *shape = gw_object_get_shape (live->object);

  live->node = gsk_cairo_node_new (
      &GRAPHENE_RECT_INIT (live->bounds.x, live->bounds.y, live->bounds.width, live->bounds.height));
  cr = gsk_cairo_node_get_draw_context (live->node);
  /* A node's context has no clip of its own that drawing could ask for. */
  cairo_rectangle (cr, live->bounds.x, live->bounds.y, live->bounds.width, live->bounds.height);
  cairo_clip (cr);
  gw_canvas_draw_shape (cr, shape, &live->ink, &live->look, live->state);
  if (live->handles)
    gw_canvas_draw_handles (cr, shape, &live->ink, &live->look);
  if (live->tag)
    gw_tag_draw (cr, font, tag, get_class_name (self, live->object), live->index, &live->ink, &live->look);
  cairo_destroy (cr);
}

typedef enum
{
  TAG_NONE,
  TAG_AT_REST, /* as the tiles have it, or none */
  TAG_FULL
} LiveTag;

/* FALSE: it has none. */
static gboolean
find_tag (GwCanvas *self, GwObject *object, GwCanvasState state, LiveTag tag, gboolean locked, GwTag *place)
{
  GwCanvasScene *scene = _gw_canvas_get_scene (self);
  int position = gw_canvas_scene_find_position (scene, gw_object_get_id (object));
  GwTileSource *source = gw_canvas_tiles_get_source (self->tiles);
  GwBox bounds = gw_object_get_bounds (object);

  /* What is being drawn has no number yet. */
  if (tag == TAG_NONE || position < 0)
    return FALSE;

  if (tag == TAG_AT_REST)
    {
      if (source == NULL || gw_tile_source_get_scene (source) != scene || gw_tile_source_get_tags (source) == NULL)
        return FALSE;
      *place = *gw_tag_layout_get (gw_tile_source_get_tags (source), position);
      return place->kind != GW_TAG_NONE;
    }

  *place = gw_tag_place (state == GW_CANVAS_SELECTED ? self->big_tag_font : self->tag_font, &self->look, &bounds,
                         get_class_name (self, object), gw_canvas_scene_get_item (scene, position)->index, locked,
                         TRUE);
  /* Off the handles. */
  if (state == GW_CANVAS_SELECTED)
    place->y -= 2 * self->look.scale;
  return TRUE;
}

static GwBox
join (const GwBox *a, const GwBox *b)
{
  double x = MIN (a->x, b->x), y = MIN (a->y, b->y);

  return (GwBox) { x, y, MAX (a->x + a->width, b->x + b->width) - x, MAX (a->y + a->height, b->y + b->height) - y };
}

/* Over a comparison nothing is filled: that would give its colors another meaning. */
static GwCanvasLook
get_look (GwCanvas *self)
{
  GwCanvasLook look = self->look;

  look.outline_only = look.outline_only || self->comparison != NULL;
  return look;
}

static void
append_object (GwCanvas *self, GtkSnapshot *snapshot, GPtrArray *nodes, GwObject *object, GwCanvasState state,
               gboolean handles, LiveTag tag)
{
  const GwSceneItem *item = gw_canvas_scene_find (_gw_canvas_get_scene (self), gw_object_get_id (object));
  GwBox bounds = gw_object_get_bounds (object);
  GwTag place = { 0 };
  LiveNode *live = g_new0 (LiveNode, 1);

  live->object = g_object_ref (object);
  live->look = get_look (self);
  live->ink = gw_canvas_scene_make_ink (self->document, object, _gw_canvas_get_scene_options (self));
  if (live->ink.skeleton != NULL)
    gw_skeleton_ref (live->ink.skeleton);
  live->state = state;
  live->handles = handles;
  live->tag = find_tag (self, object, state, tag, live->ink.locked, &place);
  live->index = item != NULL ? item->index : 0;
  live->bounds = gw_canvas_get_extents (&bounds, &self->look);
  if (live->tag)
    live->bounds = join (&live->bounds, &(GwBox) { place.x, place.y, place.width, place.height });
  live->bounds = _gw_canvas_cut (self, &live->bounds);
  if (live->bounds.width <= 0 || live->bounds.height <= 0)
    {
      live_node_free (live);
      return;
    }

  for (guint i = 0; self->live_nodes != NULL && i < self->live_nodes->len && live->node == NULL; i++)
    {
      const LiveNode *last = g_ptr_array_index (self->live_nodes, i);

      if (is_same (last, live))
        live->node = gsk_render_node_ref (last->node);
    }
  if (live->node == NULL)
    draw_live (self, live, state == GW_CANVAS_SELECTED ? self->big_tag_font : self->tag_font, &place);

  gtk_snapshot_append_node (snapshot, live->node);
  g_ptr_array_add (nodes, live);
}

/* Very many objects: one node of the view's size, without tags and handles. */
static void
append_crowd (GwCanvas *self, GtkSnapshot *snapshot, GPtrArray *objects)
{
  GwCanvasLook look = get_look (self);
  double x, y;
  cairo_t *cr;

  gw_viewport_get_origin (&self->viewport, &x, &y);
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (-x, -y, self->viewport.view_width, self->viewport.view_height));
  cairo_rectangle (cr, -x, -y, self->viewport.view_width, self->viewport.view_height);
  cairo_clip (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  for (guint i = 0; i < objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (objects, i);
      GwCanvasInk ink = gw_canvas_scene_make_ink (self->document, object, _gw_canvas_get_scene_options (self));
      gboolean selected = gw_document_is_selected (self->document, gw_object_get_id (object));

      gw_canvas_draw_shape (cr, gw_object_get_shape (object), &ink, &look,
                            selected ? GW_CANVAS_SELECTED : GW_CANVAS_REST);
    }
  cairo_destroy (cr);
}

static void
add_id (GHashTable *ids, gint64 id)
{
  gint64 *key = g_new (gint64, 1);

  *key = id;
  g_hash_table_add (ids, key);
}

/* What a tool draws in place of the document's objects. */
static GHashTable *
get_previewed (GwCanvas *self, GPtrArray *preview)
{
  GHashTable *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; preview != NULL && i < preview->len; i++)
    add_id (ids, gw_object_get_id (g_ptr_array_index (preview, i)));
  if (self->scene_options.painted != 0)
    add_id (ids, self->scene_options.painted);
  return ids;
}

static gboolean
is_hidden (GwCanvas *self, GwObject *object)
{
  gint64 isolated = self->scene_options.isolated;

  return (gw_object_get_flags (object) & GW_OBJECT_HIDDEN) != 0
         || (isolated != 0 && isolated != gw_object_get_id (object));
}

/* Objects that were live a moment ago and that not all tiles show yet. */
static void
append_settling (GwCanvas *self, GtkSnapshot *snapshot, GPtrArray *nodes, GHashTable *previewed)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  GHashTableIter iter;
  gint64 *id;

  g_hash_table_iter_init (&iter, self->settling);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      const GwSceneItem *item = gw_canvas_scene_find (_gw_canvas_get_scene (self), *id);

      if (item != NULL && !item->lifted && !item->hidden && !g_hash_table_contains (previewed, id))
        g_ptr_array_add (objects, item->object);
    }

  if (objects->len > GW_CANVAS_MAX_LIFTED)
    append_crowd (self, snapshot, objects);
  else
    for (guint i = 0; i < objects->len; i++)
      append_object (self, snapshot, nodes, g_ptr_array_index (objects, i), GW_CANVAS_REST, FALSE, TAG_AT_REST);
}

static void
append_selected (GwCanvas *self, GtkSnapshot *snapshot, GPtrArray *nodes, GHashTable *previewed)
{
  g_autoptr (GPtrArray) selected = NULL;
  guint n = gw_document_get_n_selected (self->document);

  if (n == 0 || n > GW_CANVAS_MAX_LIFTED)
    return;

  selected = gw_document_get_selected (self->document);
  for (guint i = 0; i < selected->len; i++)
    {
      GwObject *object = g_ptr_array_index (selected, i);
      gint64 id = gw_object_get_id (object);
      gboolean handles = selected->len == 1 && (gw_object_get_flags (object) & GW_OBJECT_LOCKED) == 0
                         && id != self->vertices_id;

      if (!is_hidden (self, object) && !g_hash_table_contains (previewed, &id))
        append_object (self, snapshot, nodes, object, GW_CANVAS_SELECTED, handles, TAG_FULL);
    }
}

static void
append_hovered (GwCanvas *self, GtkSnapshot *snapshot, GPtrArray *nodes, GHashTable *previewed)
{
  GwObject *object = self->hovered != 0 ? gw_document_find (self->document, self->hovered) : NULL;
  gboolean draws = self->tool != NULL && gw_tool_is_for_drawing (gw_tool_get_name (self->tool));

  if (object == NULL || is_hidden (self, object) || gw_document_is_selected (self->document, self->hovered)
      || g_hash_table_contains (previewed, &self->hovered) || self->was_drawing)
    return;

  /* A tool that draws does not take hold of what is below it: only the name. */
  append_object (self, snapshot, nodes, object, draws ? GW_CANVAS_REST : GW_CANVAS_HOVER, FALSE, TAG_FULL);
}

static void
append_preview (GwCanvas *self, GtkSnapshot *snapshot, GPtrArray *nodes, GPtrArray *preview)
{
  gboolean single = preview->len == 1;

  if (preview->len > GW_CANVAS_MAX_LIFTED)
    append_crowd (self, snapshot, preview);
  else
    for (guint i = 0; i < preview->len; i++)
      {
        GwObject *object = g_ptr_array_index (preview, i);

        append_object (self, snapshot, nodes, object, GW_CANVAS_SELECTED,
                       single && gw_object_get_id (object) != self->vertices_id, single ? TAG_FULL : TAG_NONE);
      }
}

void
_gw_canvas_append_live (GwCanvas *self, GtkSnapshot *snapshot)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func (live_node_free);
  g_autoptr (GHashTable) previewed = NULL;
  GPtrArray *preview;

  if (self->document == NULL)
    return;

  preview = gw_document_get_preview (self->document);
  previewed = get_previewed (self, preview);
  append_settling (self, snapshot, nodes, previewed);
  append_hovered (self, snapshot, nodes, previewed);
  append_selected (self, snapshot, nodes, previewed);
  if (preview != NULL)
    append_preview (self, snapshot, nodes, preview);

  g_clear_pointer (&self->live_nodes, g_ptr_array_unref);
  self->live_nodes = g_steal_pointer (&nodes);
}

/* --- cross-hair, rubber band, read-out: in widget pixels ---------------------------- */

static void
append_cross_hair (GwCanvas *self, GtkSnapshot *snapshot, double x, double y)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  x = floor (x);
  y = floor (y);
  if (x >= 0 && x < width)
    _gw_canvas_append_dashes (snapshot, x, 0, x, height, self->look.high_contrast);
  if (y >= 0 && y < height)
    _gw_canvas_append_dashes (snapshot, 0, y, width, y, self->look.high_contrast);
}

static void
append_rubber_band (GwCanvas *self, GtkSnapshot *snapshot, const GwBox *band)
{
  GwPoint low = gw_canvas_to_widget (self, (GwPoint) { band->x, band->y });
  GwPoint high = gw_canvas_to_widget (self, (GwPoint) { band->x + band->width, band->y + band->height });
  double x = floor (low.x), y = floor (low.y), width = ceil (high.x) - x, height = ceil (high.y) - y;
  GdkRGBA fill = { 0.21f, 0.52f, 0.89f, 0.18f };
  GdkRGBA edge = { 0.47f, 0.68f, 0.93f, 1 };
  GskRoundedRect outline;

  if (width < 1 || height < 1)
    return;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x, y, width, height), 0);
  gtk_snapshot_append_color (snapshot, &fill, &outline.bounds);
  gtk_snapshot_append_border (snapshot, &outline, (const float[4]) { 1, 1, 1, 1 },
                              (const GdkRGBA[4]) { edge, edge, edge, edge });
}

/* Where the read-out goes: beside the pointer, on the other side where it
 * would leave the canvas.
 */
static double
place (double at, double distance, double length, double room)
{
  if (at + distance + length <= room)
    return at + distance;
  if (at - distance - length >= 0)
    return at - distance - length;
  return MAX (room - length, 0);
}

static void
append_read_out (GwCanvas *self, GtkSnapshot *snapshot, const char *markup, double x, double y)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  PangoFontDescription *font = pango_font_description_new ();
  GdkRGBA ground = { 0, 0, 0, self->look.high_contrast ? 1.0f : 0.72f };
  GdkRGBA white = { 1, 1, 1, 1 };
  GskRoundedRect outline;
  int width, height;

  pango_font_description_set_absolute_size (font, self->look.tag_size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_markup (layout, markup, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  width += 2 * READ_OUT_PADDING_X;
  height += 2 * READ_OUT_PADDING_Y;
  x = floor (place (x, READ_OUT_DISTANCE_X, width, gtk_widget_get_width (GTK_WIDGET (self))));
  y = floor (place (y, READ_OUT_DISTANCE_Y, height, gtk_widget_get_height (GTK_WIDGET (self))));

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x, y, width, height), 6);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &ground, &outline.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + READ_OUT_PADDING_X, y + READ_OUT_PADDING_Y));
  gtk_snapshot_append_layout (snapshot, layout, &white);
  gtk_snapshot_restore (snapshot);
}

/* The tool's words; the size in them stands out. */
static char *
make_markup (const GwToolOverlay *overlay)
{
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  const char *dot = NULL;

  /* The last “·” is before the size. */
  for (const char *p = overlay->text; overlay->text_has_size && (p = strstr (p, "·")) != NULL; p += strlen ("·"))
    dot = p;
  if (dot == NULL)
    return g_markup_escape_text (overlay->text, -1);

  start = g_markup_escape_text (overlay->text, dot + strlen ("·") - overlay->text);
  end = g_markup_escape_text (dot + strlen ("·"), -1);
  return g_strconcat (start, "<b>", end, "</b>", NULL);
}

/* The place that is typed and the label that is drawn with: whoever meant its
 * first digit as a label sees here that it was not.
 */
static char *
make_typed_markup (GwCanvas *self)
{
  gint64 class_id = self->document != NULL ? gw_document_get_current_class (self->document) : 0;
  GwClass *class = class_id != 0 ? gw_document_get_class (self->document, class_id) : NULL;
  g_autofree char *name = class != NULL ? gw_path_display (gw_class_get_name (class), -1) : NULL;

  return g_markup_printf_escaped (name != NULL ? "<b>%s</b>▏ · %s" : "<b>%s</b>▏",
                                  gw_crosshair_get_typed (&self->cross), name);
}

/* Beside the point that is meant, wherever the pointer is. */
static void
append_point_name (GwCanvas *self, GtkSnapshot *snapshot, const GwToolOverlay *overlay)
{
  int meant = overlay->hovered_vertex >= 0 ? overlay->hovered_vertex : overlay->active_vertex;
  g_autofree char *markup = NULL;
  GwPoint at;

  if (overlay->point[0] == '\0' || overlay->vertices == NULL || meant < 0 || meant >= (int) overlay->n_vertices)
    return;
  markup = g_markup_printf_escaped ("<b>%s</b>", overlay->point);
  at = gw_canvas_to_widget (self, overlay->vertices[meant]);
  append_read_out (self, snapshot, markup, at.x, at.y);
}

void
_gw_canvas_append_overlay (GwCanvas *self, GtkSnapshot *snapshot)
{
  GwToolOverlay overlay = { 0 };
  GwPoint at = { self->pointer_x, self->pointer_y };
  gboolean there = self->at_keyboard || self->pointer_inside;
  g_autofree char *markup = NULL;

  if (self->tool != NULL)
    gw_tool_get_overlay (self->tool, &overlay);
  if (self->at_keyboard)
    at = gw_canvas_to_widget (self, self->cross.point);
  if (self->at_keyboard)
    overlay.cross_hair = TRUE;

  if (overlay.has_rubber_band)
    append_rubber_band (self, snapshot, &overlay.rubber_band);
  _gw_canvas_append_frame (self, snapshot, &overlay);
  _gw_canvas_append_mark (self, snapshot);
  _gw_canvas_append_note (self, snapshot, &overlay);
  append_point_name (self, snapshot, &overlay);
  if (!there || self->panning || self->space_held)
    return;

  if (overlay.cross_hair && (self->cross_hair || self->at_keyboard))
    append_cross_hair (self, snapshot, at.x, at.y);
  _gw_canvas_append_cursor (self, snapshot, &overlay, at.x, at.y);

  if (gw_crosshair_get_typed (&self->cross) != NULL)
    markup = make_typed_markup (self);
  else if (overlay.step[0] != '\0')
    markup = g_markup_printf_escaped ("<b>%s</b>", overlay.step);
  else if (overlay.text[0] != '\0')
    markup = make_markup (&overlay);
  else if (self->at_keyboard)
    markup = g_strdup_printf ("x %d · y %d", (int) floor (self->cross.point.x), (int) floor (self->cross.point.y));
  if (markup != NULL)
    append_read_out (self, snapshot, markup, at.x, at.y);
}
