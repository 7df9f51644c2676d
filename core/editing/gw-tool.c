/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-edits.h"

typedef struct
{
  GwDocument *document;
  GwPicture *picture;
  GwToolOptions *options;
} GwToolPrivate;

enum
{
  OVERLAY_CHANGED,
  DRAWN,
  CLASS_MISSING,
  REFUSED,
  PAINT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GwTool, gw_tool, G_TYPE_OBJECT)

static const struct
{
  const char *name;
  GType (*get_type) (void);
  gboolean draws;
  gboolean goes_on; /* with what is selected */
} tools[] = {
  { "select", _gw_tool_select_get_type, FALSE, FALSE },
  { "edit-points", _gw_tool_edit_points_get_type, FALSE, FALSE },
  { "box", _gw_tool_box_get_type, TRUE, FALSE },
  { "rotated-box", _gw_tool_rotated_box_get_type, TRUE, FALSE },
  { "ellipse", _gw_tool_ellipse_get_type, TRUE, FALSE },
  { "polygon", _gw_tool_polygon_get_type, TRUE, FALSE },
  { "polyline", _gw_tool_polyline_get_type, TRUE, FALSE },
  { "points", _gw_tool_points_get_type, TRUE, FALSE },
  { "slice", _gw_tool_slice_get_type, TRUE, TRUE },
  { "pan", _gw_tool_pan_get_type, FALSE, FALSE },
  { "brush", _gw_tool_brush_get_type, TRUE, TRUE },
  { "eraser", _gw_tool_eraser_get_type, TRUE, TRUE },
  { "wand", _gw_tool_wand_get_type, TRUE, TRUE },
  { "select-object", _gw_tool_select_object_get_type, TRUE, TRUE },
  { "scissors", _gw_tool_scissors_get_type, TRUE, FALSE },
  { "superpixel", _gw_tool_superpixel_get_type, TRUE, TRUE },
  { "extreme-points", _gw_tool_extreme_points_get_type, TRUE, TRUE },
};

/* What a tool does that has no use for it. */

static gboolean
take_no_event (GwTool *self, const GwToolEvent *event)
{
  return FALSE;
}

static gboolean
do_nothing (GwTool *self)
{
  return FALSE;
}

static gboolean
have_no_size (GwTool *self, int steps, gboolean second)
{
  return FALSE;
}

static gboolean
have_no_point (GwTool *self, int step)
{
  return FALSE;
}

static gboolean
move_no_point (GwTool *self, double dx, double dy)
{
  return FALSE;
}

static void
pass_over (GwTool *self)
{
}

static GwToolCursor
get_default_cursor (GwTool *self, const GwToolEvent *event)
{
  return GW_TOOL_CURSOR_DEFAULT;
}

static void
get_empty_overlay (GwTool *self, GwToolOverlay *overlay)
{
}

static void
show_options (GwTool *self, const char *property)
{
  _gw_tool_overlay_changed (self);
}

static void
on_options_notify_cb (GwTool *self, GParamSpec *pspec)
{
  GW_TOOL_GET_CLASS (self)->options_changed (self, pspec->name);
}

static void
take_options (GwTool *self, GwToolOptions *options)
{
  GwToolPrivate *priv = gw_tool_get_instance_private (self);

  priv->options = options;
  g_signal_connect_object (options, "notify", G_CALLBACK (on_options_notify_cb), self, G_CONNECT_SWAPPED);
}

static void
gw_tool_dispose (GObject *object)
{
  GwToolPrivate *priv = gw_tool_get_instance_private (GW_TOOL (object));

  gw_tool_cancel (GW_TOOL (object));
  g_clear_object (&priv->document);
  g_clear_pointer (&priv->picture, gw_picture_unref);
  g_clear_object (&priv->options);

  G_OBJECT_CLASS (gw_tool_parent_class)->dispose (object);
}

static void
gw_tool_class_init (GwToolClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_tool_dispose;

  klass->press = take_no_event;
  klass->motion = take_no_event;
  klass->release = take_no_event;
  klass->set_point = take_no_event;
  klass->apply = take_no_event;
  klass->step_size = have_no_size;
  klass->has_draft = do_nothing;
  klass->picture_changed = pass_over;
  klass->options_changed = show_options;
  klass->remove_point = do_nothing;
  klass->step_point = have_no_point;
  klass->move_point = move_no_point;
  klass->delete_point = do_nothing;
  klass->skip_point = do_nothing;
  klass->toggle_point = do_nothing;
  klass->cancel = do_nothing;
  klass->is_drawing = do_nothing;
  klass->get_cursor = get_default_cursor;
  klass->get_overlay = get_empty_overlay;

  signals[OVERLAY_CHANGED] = g_signal_new ("overlay-changed", GW_TYPE_TOOL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);
  signals[DRAWN] = g_signal_new ("drawn", GW_TYPE_TOOL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 GW_TYPE_OBJECT);
  signals[CLASS_MISSING] = g_signal_new ("class-missing", GW_TYPE_TOOL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, GW_TYPE_OBJECT);
  signals[REFUSED] = g_signal_new ("refused", GW_TYPE_TOOL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
  signals[PAINT_CHANGED] = g_signal_new ("paint-changed", GW_TYPE_TOOL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
gw_tool_init (GwTool *self)
{
}

GwDocument *
gw_tool_get_document (GwTool *self)
{
  GwToolPrivate *priv = gw_tool_get_instance_private (self);

  g_return_val_if_fail (GW_IS_TOOL (self), NULL);

  return priv->document;
}

/* What is drawn next may have another colour, and other points. */
static void
on_class_changed_cb (GwTool *self)
{
  _gw_tool_overlay_changed (self);
}

void
gw_tool_set_document (GwTool *self, GwDocument *document)
{
  GwToolPrivate *priv = gw_tool_get_instance_private (self);

  g_return_if_fail (GW_IS_TOOL (self));
  g_return_if_fail (document == NULL || GW_IS_DOCUMENT (document));

  if (priv->document == document)
    return;
  gw_tool_cancel (self);
  if (priv->document != NULL)
    g_signal_handlers_disconnect_by_func (priv->document, on_class_changed_cb, self);
  g_set_object (&priv->document, document);
  if (document != NULL)
    g_signal_connect_object (document, "notify::current-class-id", G_CALLBACK (on_class_changed_cb), self,
                             G_CONNECT_SWAPPED);
  _gw_tool_overlay_changed (self);
}

GwPicture *
gw_tool_get_picture (GwTool *self)
{
  GwToolPrivate *priv = gw_tool_get_instance_private (self);

  g_return_val_if_fail (GW_IS_TOOL (self), NULL);

  return priv->picture;
}

void
gw_tool_set_picture (GwTool *self, GwPicture *picture)
{
  GwToolPrivate *priv = gw_tool_get_instance_private (self);

  g_return_if_fail (GW_IS_TOOL (self));

  if (priv->picture == picture)
    return;
  g_clear_pointer (&priv->picture, gw_picture_unref);
  priv->picture = picture != NULL ? gw_picture_ref (picture) : NULL;
  GW_TOOL_GET_CLASS (self)->picture_changed (self);
}

GwToolOptions *
gw_tool_get_options (GwTool *self)
{
  GwToolPrivate *priv = gw_tool_get_instance_private (self);

  g_return_val_if_fail (GW_IS_TOOL (self), NULL);

  if (priv->options == NULL)
    take_options (self, gw_tool_options_new ());
  return priv->options;
}

void
gw_tool_set_options (GwTool *self, GwToolOptions *options)
{
  GwToolPrivate *priv = gw_tool_get_instance_private (self);
  g_autoptr (GwToolOptions) old = NULL;

  g_return_if_fail (GW_IS_TOOL (self));
  g_return_if_fail (GW_IS_TOOL_OPTIONS (options));

  if (priv->options == options)
    return;
  old = g_steal_pointer (&priv->options);
  if (old != NULL)
    g_signal_handlers_disconnect_by_data (old, self);
  take_options (self, g_object_ref (options));
  _gw_tool_overlay_changed (self);
}

const char *
gw_tool_get_name (GwTool *self)
{
  g_return_val_if_fail (GW_IS_TOOL (self), NULL);

  return GW_TOOL_GET_CLASS (self)->get_name (self);
}

gboolean
gw_tool_press (GwTool *self, const GwToolEvent *event)
{
  g_return_val_if_fail (GW_IS_TOOL (self), FALSE);
  g_return_val_if_fail (event != NULL, FALSE);

  return GW_TOOL_GET_CLASS (self)->press (self, event);
}

gboolean
gw_tool_motion (GwTool *self, const GwToolEvent *event)
{
  g_return_val_if_fail (GW_IS_TOOL (self), FALSE);
  g_return_val_if_fail (event != NULL, FALSE);

  return GW_TOOL_GET_CLASS (self)->motion (self, event);
}

gboolean
gw_tool_release (GwTool *self, const GwToolEvent *event)
{
  g_return_val_if_fail (GW_IS_TOOL (self), FALSE);
  g_return_val_if_fail (event != NULL, FALSE);

  return GW_TOOL_GET_CLASS (self)->release (self, event);
}

gboolean
gw_tool_set_point (GwTool *self, const GwToolEvent *event)
{
  g_return_val_if_fail (GW_IS_TOOL (self), FALSE);
  g_return_val_if_fail (event != NULL, FALSE);

  return GW_TOOL_GET_CLASS (self)->set_point (self, event);
}

gboolean
gw_tool_apply (GwTool *self, const GwToolEvent *event)
{
  g_return_val_if_fail (GW_IS_TOOL (self), FALSE);
  g_return_val_if_fail (event != NULL, FALSE);

  return GW_TOOL_GET_CLASS (self)->apply (self, event);
}

gboolean
gw_tool_step_size (GwTool *self, int steps, gboolean second)
{
  g_return_val_if_fail (GW_IS_TOOL (self), FALSE);

  return GW_TOOL_GET_CLASS (self)->step_size (self, steps, second);
}

gboolean
gw_tool_has_draft (GwTool *self)
{
  g_return_val_if_fail (GW_IS_TOOL (self), FALSE);

  return GW_TOOL_GET_CLASS (self)->has_draft (self);
}

gboolean
gw_tool_remove_point (GwTool *self)
{
  g_return_val_if_fail (GW_IS_TOOL (self), FALSE);

  return GW_TOOL_GET_CLASS (self)->remove_point (self);
}

gboolean
gw_tool_step_point (GwTool *self, int step)
{
  g_return_val_if_fail (GW_IS_TOOL (self), FALSE);

  return GW_TOOL_GET_CLASS (self)->step_point (self, step);
}

gboolean
gw_tool_move_point (GwTool *self, double dx, double dy)
{
  g_return_val_if_fail (GW_IS_TOOL (self), FALSE);

  return GW_TOOL_GET_CLASS (self)->move_point (self, dx, dy);
}

gboolean
gw_tool_skip_point (GwTool *self)
{
  g_return_val_if_fail (GW_IS_TOOL (self), FALSE);

  return GW_TOOL_GET_CLASS (self)->skip_point (self);
}

gboolean
gw_tool_toggle_point (GwTool *self)
{
  g_return_val_if_fail (GW_IS_TOOL (self), FALSE);

  return GW_TOOL_GET_CLASS (self)->toggle_point (self);
}

gboolean
gw_tool_delete_point (GwTool *self)
{
  g_return_val_if_fail (GW_IS_TOOL (self), FALSE);

  return GW_TOOL_GET_CLASS (self)->delete_point (self);
}

gboolean
gw_tool_cancel (GwTool *self)
{
  g_return_val_if_fail (GW_IS_TOOL (self), FALSE);

  return GW_TOOL_GET_CLASS (self)->cancel (self);
}

GwToolCursor
gw_tool_get_cursor (GwTool *self, const GwToolEvent *event)
{
  g_return_val_if_fail (GW_IS_TOOL (self), GW_TOOL_CURSOR_DEFAULT);
  g_return_val_if_fail (event != NULL, GW_TOOL_CURSOR_DEFAULT);

  return GW_TOOL_GET_CLASS (self)->get_cursor (self, event);
}

void
gw_tool_get_overlay (GwTool *self, GwToolOverlay *overlay)
{
  g_return_if_fail (GW_IS_TOOL (self));
  g_return_if_fail (overlay != NULL);

  *overlay = (GwToolOverlay) { .active_vertex = -1, .hovered_vertex = -1 };
  GW_TOOL_GET_CLASS (self)->get_overlay (self, overlay);
}

gboolean
gw_tool_is_drawing (GwTool *self)
{
  g_return_val_if_fail (GW_IS_TOOL (self), FALSE);

  return GW_TOOL_GET_CLASS (self)->is_drawing (self);
}

GwTool *
gw_tool_new (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    if (g_str_equal (name, tools[i].name))
      return g_object_new (tools[i].get_type (), NULL);
  return NULL;
}

gboolean
gw_tool_is_for_drawing (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    if (g_str_equal (name, tools[i].name))
      return tools[i].draws;
  return FALSE;
}

gboolean
gw_tool_goes_on_with_selection (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    if (g_str_equal (name, tools[i].name))
      return tools[i].goes_on;
  return FALSE;
}

/* --- for the tools -------------------------------------------------------------- */

void
_gw_tool_overlay_changed (GwTool *self)
{
  g_signal_emit (self, signals[OVERLAY_CHANGED], 0);
}

void
_gw_tool_drawn (GwTool *self, GwObject *object)
{
  g_signal_emit (self, signals[DRAWN], 0, object);
}

void
_gw_tool_class_missing (GwTool *self, GwObject *object)
{
  g_signal_emit (self, signals[CLASS_MISSING], 0, object);
}

void
_gw_tool_refused (GwTool *self, const char *why)
{
  g_signal_emit (self, signals[REFUSED], 0, why);
}

void
_gw_tool_paint_changed (GwTool *self, const GwBox *damage)
{
  g_signal_emit (self, signals[PAINT_CHANGED], 0, damage);
}

GwDocument *
_gw_tool_get_ground (GwTool *self, int *width, int *height)
{
  GwDocument *document = gw_tool_get_document (self);
  int w = 0, h = 0;

  if (document != NULL)
    gw_document_get_size (document, &w, &h);
  if (width != NULL)
    *width = w;
  if (height != NULL)
    *height = h;
  return w > 0 && h > 0 ? document : NULL;
}

gboolean
_gw_tool_has_moved (const GwToolEvent *event, GwPoint from)
{
  return hypot (event->point.x - from.x, event->point.y - from.y) * event->scale >= GW_TOOL_CLICK_SLACK;
}

GwToolCursor
_gw_tool_get_crosshair (GwTool *self, const GwToolEvent *event)
{
  return GW_TOOL_CURSOR_CROSSHAIR;
}

void
_gw_tool_write_place (GwToolOverlay *overlay, GwPoint point)
{
  /* Translators: the place of the pointer in pixels, such as “x 512 · y 404”. */
  g_snprintf (overlay->text, sizeof overlay->text, _ ("x %d · y %d"), (int) floor (point.x), (int) floor (point.y));
}

void
_gw_tool_write_place_and_size (GwToolOverlay *overlay, GwPoint point, double width, double height)
{
  /* Translators: a place and a size in pixels, such as “x 512 · y 404 · 136 × 156 px”. */
  g_snprintf (overlay->text, sizeof overlay->text, _ ("x %d · y %d · %.10g × %.10g px"), (int) floor (point.x),
              (int) floor (point.y), round (width * 10.0) / 10.0, round (height * 10.0) / 10.0);
  overlay->text_has_size = TRUE;
}

void
_gw_tool_add_shape (GwTool *self, GwShape *shape, gint64 id)
{
  GwDocument *document = gw_tool_get_document (self);
  GwObject *object;

  if (!gw_document_has_class_for_new (document))
    {
      g_autoptr (GwObject) drawn = gw_object_new (id, 0);

      gw_object_take_shape (drawn, shape);
      _gw_tool_class_missing (self, drawn);
      return;
    }
  object = gw_document_add_shape_with_id (document, shape, id);
  if (object != NULL)
    _gw_tool_drawn (self, object);
}
