/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-snap-private.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "gw-edits-shapes.h"
#include "gw-tool-named-points-private.h"

struct _GwToolPoints
{
  GwTool parent_instance;

  GArray *points; /* of GwKeypoint; empty exactly when idle */
  GwPoint raw;    /* of the last press */
  GwToolEvent at;
  gboolean has_pointer;
  gint64 id; /* of the object that is being drawn, the same in the preview and afterwards */
};

#define GW_TYPE_TOOL_POINTS (_gw_tool_points_get_type ())
G_DECLARE_FINAL_TYPE (GwToolPoints, _gw_tool_points, GW, TOOL_POINTS, GwTool)
G_DEFINE_FINAL_TYPE (GwToolPoints, _gw_tool_points, GW_TYPE_TOOL)

static const char *
get_name (GwTool *tool)
{
  return "points";
}

/* Of the class that the object will have. (nullable) */
static GwSkeleton *
get_skeleton (GwToolPoints *self)
{
  GwDocument *document = gw_tool_get_document (GW_TOOL (self));

  return document != NULL ? gw_document_get_skeleton_for_new (document) : NULL;
}

static gboolean
is_any_present (GwToolPoints *self)
{
  for (guint i = 0; i < self->points->len; i++)
    if (g_array_index (self->points, GwKeypoint, i).visibility != GW_VISIBILITY_ABSENT)
      return TRUE;
  return FALSE;
}

/* With all points of a skeleton: those not set are absent. */
static gboolean
make_shape (GwToolPoints *self, GwShape *shape)
{
  GwSkeleton *skeleton = get_skeleton (self);
  gsize n = MAX (self->points->len, skeleton != NULL ? gw_skeleton_get_n_points (skeleton) : 0);
  GwKeypoint *points = calloc (n, sizeof *points);

  *shape = (GwShape) GW_SHAPE_INIT;
  if (points == NULL)
    return FALSE;
  memcpy (points, self->points->data, self->points->len * sizeof *points);
  shape->kind = GW_SHAPE_POINTS;
  shape->as.points = (GwKeypoints) { points, n };
  return TRUE;
}

static void
update_preview (GwToolPoints *self)
{
  GwDocument *document = gw_tool_get_document (GW_TOOL (self));
  g_autoptr (GPtrArray) preview = NULL;
  GwObject *object;
  GwShape shape;

  if (!is_any_present (self) || !make_shape (self, &shape))
    {
      if (document != NULL)
        gw_document_set_preview (document, NULL);
      return;
    }
  object = gw_object_new (self->id, gw_document_get_current_class (document));
  gw_object_take_shape (object, &shape);
  preview = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (preview, object);
  gw_document_set_preview (document, preview);
}

static gboolean
stop (GwToolPoints *self)
{
  if (self->points->len == 0)
    return FALSE;
  g_array_set_size (self->points, 0);
  update_preview (self);
  _gw_tool_overlay_changed (GW_TOOL (self));
  return TRUE;
}

static gboolean
finish (GwToolPoints *self)
{
  GwShape shape;
  gint64 id = self->id;

  if (self->points->len == 0)
    return FALSE;
  if (!is_any_present (self))
    {
      stop (self);
      _gw_tool_refused (GW_TOOL (self), _ ("No point was set, so there is nothing to draw."));
      return TRUE;
    }
  if (!make_shape (self, &shape))
    return FALSE;
  stop (self);
  _gw_tool_add_shape (GW_TOOL (self), &shape, id);
  return TRUE;
}

static void
append (GwToolPoints *self, const GwKeypoint *point)
{
  GwSkeleton *skeleton = get_skeleton (self);

  if (self->points->len == 0)
    {
      self->id = gw_object_make_id ();
      gw_document_select_none (gw_tool_get_document (GW_TOOL (self)));
    }
  g_array_append_vals (self->points, point, 1);
  if (skeleton != NULL && self->points->len >= gw_skeleton_get_n_points (skeleton))
    {
      finish (self);
      return;
    }
  update_preview (self);
  _gw_tool_overlay_changed (GW_TOOL (self));
}

/* FALSE when it is where the last one is. */
static gboolean
add_point (GwToolPoints *self, const GwToolEvent *event)
{
  GwKeypoint point = { _gw_tool_snap (GW_TOOL (self), event, 0).point, GW_VISIBILITY_VISIBLE };
  const GwKeypoint *last = NULL;

  if (event->modifiers & GW_TOOL_SHIFT)
    point.visibility = GW_VISIBILITY_HIDDEN;
  if (self->points->len > 0)
    last = &g_array_index (self->points, GwKeypoint, self->points->len - 1);
  if (last != NULL && last->visibility != GW_VISIBILITY_ABSENT && last->point.x == point.point.x
      && last->point.y == point.point.y)
    return FALSE;
  self->raw = event->point;
  append (self, &point);
  return TRUE;
}

static gboolean
motion (GwTool *tool, const GwToolEvent *event)
{
  GwToolPoints *self = GW_TOOL_POINTS (tool);

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  self->at = *event;
  self->has_pointer = TRUE;
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

static gboolean
press (GwTool *tool, const GwToolEvent *event)
{
  GwToolPoints *self = GW_TOOL_POINTS (tool);

  if (!motion (tool, event))
    return FALSE;
  /* Points of a face may be as near each other as two clicks of a double one. */
  if (self->points->len > 0 && event->n_press > 1 && get_skeleton (self) == NULL
      && !_gw_tool_has_moved (event, self->raw))
    finish (self);
  else
    add_point (self, event);
  return TRUE;
}

static gboolean
set_point (GwTool *tool, const GwToolEvent *event)
{
  GwToolPoints *self = GW_TOOL_POINTS (tool);

  if (!motion (tool, event))
    return FALSE;
  /* The same place again ends it. */
  if (!add_point (self, event))
    finish (self);
  return TRUE;
}

/* By keys the place matters: Enter sets points as well. */
static gboolean
apply (GwTool *tool, const GwToolEvent *event)
{
  return !event->from_keys && finish (GW_TOOL_POINTS (tool));
}

static gboolean
remove_point (GwTool *tool)
{
  GwToolPoints *self = GW_TOOL_POINTS (tool);

  if (self->points->len <= 1)
    return stop (self);
  g_array_set_size (self->points, self->points->len - 1);
  update_preview (self);
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

static gboolean
skip_point (GwTool *tool)
{
  GwToolPoints *self = GW_TOOL_POINTS (tool);
  GwKeypoint absent = { { 0.0, 0.0 }, GW_VISIBILITY_ABSENT };

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL || get_skeleton (self) == NULL)
    return FALSE;
  append (self, &absent);
  return TRUE;
}

static gboolean
toggle_point (GwTool *tool)
{
  GwToolPoints *self = GW_TOOL_POINTS (tool);
  GwKeypoint *last = NULL;

  if (self->points->len > 0)
    last = &g_array_index (self->points, GwKeypoint, self->points->len - 1);
  if (last == NULL || last->visibility == GW_VISIBILITY_ABSENT)
    return FALSE;
  last->visibility = last->visibility == GW_VISIBILITY_VISIBLE ? GW_VISIBILITY_HIDDEN : GW_VISIBILITY_VISIBLE;
  update_preview (self);
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

static gboolean
cancel (GwTool *tool)
{
  return stop (GW_TOOL_POINTS (tool));
}

static void
get_overlay (GwTool *tool, GwToolOverlay *overlay)
{
  GwToolPoints *self = GW_TOOL_POINTS (tool);
  GwSkeleton *skeleton = get_skeleton (self);
  guint next = self->points->len;
  GwToolPlace place;

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return;
  if (skeleton != NULL && next < gw_skeleton_get_n_points (skeleton))
    _gw_named_points_write_step (overlay, skeleton, next);
  if (skeleton != NULL && next > 0 && next <= gw_skeleton_get_n_points (skeleton))
    _gw_named_points_write_last (overlay, skeleton, next - 1,
                                 g_array_index (self->points, GwKeypoint, next - 1).visibility);
  if (!self->has_pointer)
    return;
  place = _gw_tool_snap (tool, &self->at, 0);
  overlay->has_snap = place.is_held;
  overlay->snap = place.point;
  _gw_tool_write_place (overlay, place.point);
}

static gboolean
is_drawing (GwTool *tool)
{
  return GW_TOOL_POINTS (tool)->points->len > 0;
}

static void
_gw_tool_points_finalize (GObject *object)
{
  g_array_unref (GW_TOOL_POINTS (object)->points);

  G_OBJECT_CLASS (_gw_tool_points_parent_class)->finalize (object);
}

static void
_gw_tool_points_class_init (GwToolPointsClass *klass)
{
  GwToolClass *tool_class = GW_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = _gw_tool_points_finalize;

  tool_class->get_name = get_name;
  tool_class->press = press;
  tool_class->motion = motion;
  tool_class->set_point = set_point;
  tool_class->apply = apply;
  tool_class->remove_point = remove_point;
  tool_class->skip_point = skip_point;
  tool_class->toggle_point = toggle_point;
  tool_class->cancel = cancel;
  tool_class->get_cursor = _gw_tool_get_crosshair;
  tool_class->get_overlay = get_overlay;
  tool_class->is_drawing = is_drawing;
}

static void
_gw_tool_points_init (GwToolPoints *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (GwKeypoint));
}
