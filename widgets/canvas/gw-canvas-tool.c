/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-canvas-private.h"

/* Between the canvas and its tool: the picture that the tool reads, and what
 * it tells of a gesture that is not in the document yet.
 */

/* How often dashes move, milliseconds. */
#define PHASE_INTERVAL 90

/* --- the picture ------------------------------------------------------------------------ */

static void
surface_unref (gpointer surface)
{
  cairo_surface_destroy (surface);
}

/* Nothing of a preview: its pixels are others as soon as the full one comes. */
static GwPicture *
make_picture (GwPyramid *pyramid)
{
  cairo_surface_t *surface = NULL;
  double scale = 1;
  GwPixels pixels;

  if (pyramid == NULL || gw_pyramid_is_preview (pyramid))
    return NULL;

  for (int level = 0; level < gw_pyramid_get_n_levels (pyramid) && surface == NULL; level++, scale /= 2)
    surface = gw_pyramid_get_level (pyramid, level);
  if (surface == NULL)
    return NULL;

  cairo_surface_flush (surface);
  pixels = (GwPixels) {
    .pixels = (const guint32 *) (const void *) cairo_image_surface_get_data (surface),
    .width = cairo_image_surface_get_width (surface),
    .height = cairo_image_surface_get_height (surface),
    .stride = (gsize) cairo_image_surface_get_stride (surface) / sizeof (guint32),
  };
  return gw_picture_new (&pixels, scale * 2, cairo_surface_reference (surface), surface_unref);
}

void
_gw_canvas_update_picture (GwCanvas *self)
{
  g_clear_pointer (&self->picture, gw_picture_unref);
  self->picture = make_picture (self->pyramid);
  if (self->tool != NULL)
    gw_tool_set_picture (self->tool, self->picture);
}

/* --- what the tool tells ------------------------------------------------------------------- */

static void
begin_paint (GwCanvas *self, const GwToolOverlay *overlay)
{
  gint64 id = overlay->paint != NULL ? overlay->paint_object_id : 0;
  const GwSceneItem *item = id != 0 && self->scene != NULL ? gw_canvas_scene_find (self->scene, id) : NULL;
  GwObject *object = id != 0 && self->document != NULL ? gw_document_find (self->document, id) : NULL;
  GwBox extents = object != NULL ? gw_object_get_bounds (object) : (GwBox) { 0 };

  self->painting = overlay->paint;
  gw_canvas_paint_begin (self->paint, &extents);
  if (self->scene_options.painted == id)
    return;

  self->scene_options.painted = id;
  /* The tiles are rid of the one that is painted, and get back what was. */
  if (item == NULL || !item->lifted)
    _gw_canvas_drop_scene (self);
}

static void
follow_paint (GwCanvas *self, const GwToolOverlay *overlay)
{
  gint64 id = overlay->paint != NULL ? overlay->paint_object_id : 0;

  if (self->painting != overlay->paint || self->scene_options.painted != id)
    begin_paint (self, overlay);
}

static void
say_note (GwCanvas *self, const char *note)
{
  if (g_strcmp0 (self->said_note, note) == 0)
    return;

  g_free (self->said_note);
  self->said_note = g_strdup (note);
  if (note[0] != '\0')
    g_signal_emit_by_name (self, "announce", note);
}

static void
on_overlay_changed_cb (GwCanvas *self)
{
  GwToolOverlay overlay;
  gboolean drawing = gw_tool_is_drawing (self->tool);

  gw_tool_get_overlay (self->tool, &overlay);
  follow_paint (self, &overlay);
  gw_canvas_sketch_changed (self->sketch);
  gw_canvas_cells_changed (self->cells);
  self->vertices_id = overlay.vertices_id;
  say_note (self, overlay.note);
  if (!overlay.busy)
    self->busy_since = 0;
  else if (self->busy_since == 0)
    self->busy_since = g_get_monotonic_time ();

  if (self->was_drawing != drawing)
    {
      self->was_drawing = drawing;
      _gw_canvas_update_children (self);
      g_object_notify (G_OBJECT (self), "drawing");
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_paint_changed_cb (GwCanvas *self, const GwBox *damage)
{
  GwToolOverlay overlay;

  gw_tool_get_overlay (self->tool, &overlay);
  follow_paint (self, &overlay);
  gw_canvas_paint_damage (self->paint, damage);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Until the tiles have it, it is drawn live. */
static void
on_drawn_cb (GwCanvas *self, GwObject *object)
{
  gint64 *id = g_new (gint64, 1);

  *id = gw_object_get_id (object);
  g_hash_table_add (self->settling, id);
}

void
_gw_canvas_connect_tool (GwCanvas *self)
{
  g_signal_connect_swapped (self->tool, "overlay-changed", G_CALLBACK (on_overlay_changed_cb), self);
  g_signal_connect_swapped (self->tool, "paint-changed", G_CALLBACK (on_paint_changed_cb), self);
  g_signal_connect_swapped (self->tool, "drawn", G_CALLBACK (on_drawn_cb), self);
  gw_tool_set_document (self->tool, self->document);
  gw_tool_set_picture (self->tool, self->picture);
  on_overlay_changed_cb (self);
}

void
_gw_canvas_disconnect_tool (GwCanvas *self)
{
  static const GwToolOverlay nothing = { 0 };

  if (self->tool == NULL)
    return;

  gw_tool_cancel (self->tool);
  g_signal_handlers_disconnect_by_data (self->tool, self);
  /* A tool that nobody uses does not hold the picture. */
  gw_tool_set_picture (self->tool, NULL);
  g_clear_object (&self->tool);
  follow_paint (self, &nothing);
  self->vertices_id = 0;
  gw_canvas_sketch_changed (self->sketch);
  gw_canvas_cells_changed (self->cells);
  self->busy_since = 0;
}

/* --- sizes ------------------------------------------------------------------------------------ */

gboolean
_gw_canvas_step_size (GwCanvas *self, int steps, gboolean second)
{
  if (self->tool == NULL || steps == 0)
    return FALSE;
  if (!gw_tool_step_size (self->tool, steps, second))
    return FALSE;

  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

/* Where Ctrl and the wheel do not zoom. */
gboolean
_gw_canvas_has_size (GwCanvas *self)
{
  static const char *const names[] = { "brush", "eraser", "superpixel", "select-object", NULL };

  return self->tool != NULL && g_strv_contains (names, gw_tool_get_name (self->tool));
}

gboolean
_gw_canvas_tool_goes_on (GwCanvas *self)
{
  return self->tool != NULL && gw_tool_goes_on_with_selection (gw_tool_get_name (self->tool));
}

/* --- drawing it -------------------------------------------------------------------------------- */

static gboolean
on_phase_cb (gpointer data)
{
  GwCanvas *self = data;
  gboolean moves = self->busy_since != 0 || gw_canvas_sketch_has_dashes (self->sketch);

  if (!moves || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->phase_id = 0;
      return G_SOURCE_REMOVE;
    }
  if (self->pyramid != NULL)
    {
      self->phase++;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  return G_SOURCE_CONTINUE;
}

static void
keep_moving (GwCanvas *self)
{
  gboolean animated = TRUE;

  if (self->phase_id != 0 || (self->busy_since == 0 && !gw_canvas_sketch_has_dashes (self->sketch)))
    return;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animated, NULL);
  if (animated || self->busy_since != 0)
    self->phase_id = g_timeout_add (PHASE_INTERVAL, on_phase_cb, self);
}

static guint
get_phase (GwCanvas *self)
{
  gboolean animated = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animated, NULL);
  return animated ? self->phase : 0;
}

static guint32
get_class_color (GwCanvas *self, gint64 class_id)
{
  GwClass *class = class_id != 0 ? gw_document_get_class (self->document, class_id) : NULL;

  return class != NULL ? gw_class_get_color (class) & 0xffffff : 0xffffff;
}

static void
append_paint (GwCanvas *self, GtkSnapshot *snapshot, const GwToolOverlay *overlay)
{
  GwObject *object = gw_document_find (self->document, overlay->paint_object_id);
  GwCanvasInk ink = { .color = get_class_color (self, overlay->paint_class_id) };
  GwCanvasState state = GW_CANVAS_REST;
  double x, y;
  GwBox view;

  if (object != NULL)
    ink = gw_canvas_scene_make_ink (self->document, object, _gw_canvas_get_scene_options (self));
  if (object != NULL && gw_document_is_selected (self->document, overlay->paint_object_id))
    state = GW_CANVAS_SELECTED;
  gw_viewport_get_origin (&self->viewport, &x, &y);
  view = (GwBox) { -x, -y, self->viewport.view_width, self->viewport.view_height };
  gw_canvas_paint_snapshot (self->paint, snapshot, overlay->paint, &ink, &self->look, state, &view);
}

/* What is in view, in steps. */
static GwBox
get_view (GwCanvas *self)
{
  GwBox all = { -1e6, -1e6, 2e6, 2e6 };

  return _gw_canvas_cut (self, &all);
}

void
_gw_canvas_append_cells (GwCanvas *self, GtkSnapshot *snapshot)
{
  GwToolOverlay overlay = { 0 };
  GwBox view = get_view (self);

  if (self->document != NULL && self->tool != NULL)
    gw_tool_get_overlay (self->tool, &overlay);
  gw_canvas_cells_snapshot (self->cells, snapshot, overlay.cells, gw_canvas_tiles_get_source (self->tiles), &self->look,
                            &view);
}

void
_gw_canvas_append_tool (GwCanvas *self, GtkSnapshot *snapshot)
{
  GwToolOverlay overlay = { 0 };
  GwBox view = get_view (self);
  GwObject *object;
  gint64 class_id;

  if (self->document == NULL)
    return;

  if (self->tool != NULL)
    gw_tool_get_overlay (self->tool, &overlay);
  object = overlay.vertices_id != 0 ? gw_document_find (self->document, overlay.vertices_id) : NULL;
  class_id = overlay.paint_class_id != 0 ? overlay.paint_class_id : gw_document_get_current_class (self->document);
  if (object != NULL)
    class_id = gw_object_get_class_id (object);
  if (overlay.paint != NULL)
    append_paint (self, snapshot, &overlay);
  gw_canvas_sketch_snapshot (self->sketch, snapshot, &overlay, get_class_color (self, class_id), &self->look, &view,
                             get_phase (self));
  keep_moving (self);
}
