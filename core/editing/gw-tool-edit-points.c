/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-snap-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-box.h"
#include "gw-edits-private.h"
#include "gw-edits-shapes.h"
#include "gw-shape-handles-private.h"
#include "gw-time.h"
#include "gw-tool-named-points-private.h"
#include "gw-tool-point-targets-private.h"

#define HIT_SLACK 4.0
/* What Shift turns by, degrees. */
#define TURN_STEP 15.0

typedef enum
{
  IDLE,
  PRESSED, /* on a point, not moved yet */
  MOVING,
  INSERTING, /* a new point, from its press on */
  TURNING
} State;

struct _GwToolEditPoints
{
  GwTool parent_instance;

  State state;
  GwObject *original;   /* while not IDLE: what is being changed */
  GwShapeHandle handle; /* PRESSED, MOVING, INSERTING: where it was */
  GwPoint start;        /* of the press */
  GwToolEvent at;       /* where the pointer is */
  gboolean has_pointer;

  gint64 active_of; /* the object that active belongs to */
  int active;       /* among its handles, -1: none */

  GArray *handles; /* of GwShapeHandle: of what the last look was at */
  GArray *shown;   /* of GwPoint */
};

#define GW_TYPE_TOOL_EDIT_POINTS (_gw_tool_edit_points_get_type ())
G_DECLARE_FINAL_TYPE (GwToolEditPoints, _gw_tool_edit_points, GW, TOOL_EDIT_POINTS, GwTool)
G_DEFINE_FINAL_TYPE (GwToolEditPoints, _gw_tool_edit_points, GW_TYPE_TOOL)

static const char *
get_name (GwTool *tool)
{
  return "edit-points";
}

static GwDocument *
get_document (GwToolEditPoints *self)
{
  return gw_tool_get_document (GW_TOOL (self));
}

/* --- what there is ---------------------------------------------------------------------- */

/* The object whose points are shown: the only one selected, when it may be changed. */
static GwObject *
get_object (GwToolEditPoints *self)
{
  GwDocument *document = _gw_tool_get_ground (GW_TOOL (self), NULL, NULL);
  g_autoptr (GPtrArray) selected = NULL;
  GwObject *object;

  if (document == NULL || gw_document_get_n_selected (document) != 1)
    return NULL;
  selected = gw_document_get_selected (document);
  object = g_ptr_array_index (selected, 0);
  return (gw_object_get_flags (object) & (GW_OBJECT_LOCKED | GW_OBJECT_HIDDEN)) == 0 ? object : NULL;
}

static void
take_handles (GwToolEditPoints *self, const GwShape *shape)
{
  g_array_set_size (self->handles, 0);
  _gw_shape_get_handles (shape, self->handles);
}

static GwShapeHandle *
get_handle (GwToolEditPoints *self, int i)
{
  return &g_array_index (self->handles, GwShapeHandle, i);
}

/* The point for keys, after having looked at the object; -1: none. */
static int
get_active (GwToolEditPoints *self, GwObject *object)
{
  if (object == NULL)
    return -1;
  take_handles (self, gw_object_get_shape (object));
  return self->active_of == gw_object_get_id (object) && self->active < (int) self->handles->len ? self->active : -1;
}

static void
set_active (GwToolEditPoints *self, GwObject *object, int active)
{
  self->active_of = gw_object_get_id (object);
  self->active = active;
}

static int
find_handle (GwToolEditPoints *self, GwObject *object, const GwToolEvent *event)
{
  take_handles (self, gw_object_get_shape (object));
  return _gw_point_targets_find (self->handles, event);
}

/* --- what a gesture makes of it ------------------------------------------------------------ */

static gboolean
is_free (const GwShape *shape)
{
  return shape->kind != GW_SHAPE_ROTATED_BOX && shape->kind != GW_SHAPE_ELLIPSE;
}

/* The place that the point that is dragged goes to. */
static GwToolPlace
find_place (GwToolEditPoints *self)
{
  GwToolEvent event = self->at;
  GwToolPlace place;

  /* As far as the pointer, wherever in the target that began. */
  event.point.x += self->handle.point.x - self->start.x;
  event.point.y += self->handle.point.y - self->start.y;
  if (!is_free (gw_object_get_shape (self->original)))
    return (GwToolPlace) { .point = event.point };
  place = _gw_tool_snap (GW_TOOL (self), &event, gw_object_get_id (self->original));
  if ((event.modifiers & GW_TOOL_SHIFT) != 0 && place.border_of == 0)
    place = (GwToolPlace) { .point = _gw_tool_straighten (GW_TOOL (self), self->handle.point, event.point,
                                                          event.scale) };
  return place;
}

static double
find_angle (GwToolEditPoints *self)
{
  const GwShape *shape = gw_object_get_shape (self->original);
  double angle = _gw_shape_get_angle (shape) + _gw_shape_find_angle (shape, self->at.point)
                 - _gw_shape_find_angle (shape, self->start);

  if (self->at.modifiers & GW_TOOL_SHIFT)
    return round (angle / TURN_STEP) * TURN_STEP;
  return round (angle * 2.0) / 2.0;
}

/* (transfer full) (nullable): NULL where it would be no shape any more. */
static GwObject *
make_changed (GwToolEditPoints *self)
{
  GwShape shape = GW_SHAPE_INIT;
  gboolean done = FALSE;
  GwObject *copy;

  if (gw_shape_copy (gw_object_get_shape (self->original), &shape) != GW_STATUS_OK)
    return NULL;
  if (self->state == TURNING)
    {
      _gw_shape_set_angle (&shape, find_angle (self));
      done = TRUE;
    }
  else if (self->state == INSERTING)
    done = _gw_shape_insert_point (&shape, self->handle.ring, self->handle.index, find_place (self).point);
  else
    done = _gw_shape_move_handle (&shape, &self->handle, find_place (self).point);
  if (!done || gw_shape_validate (&shape) != GW_STATUS_OK)
    {
      gw_shape_clear (&shape);
      return NULL;
    }
  copy = gw_object_copy (self->original);
  gw_object_take_shape (copy, &shape);
  return copy;
}

static void
update_preview (GwToolEditPoints *self)
{
  g_autoptr (GPtrArray) preview = g_ptr_array_new_with_free_func (g_object_unref);
  GwObject *changed = make_changed (self);

  if (changed != NULL)
    g_ptr_array_add (preview, changed);
  gw_document_set_preview (get_document (self), changed != NULL ? preview : NULL);
  _gw_tool_overlay_changed (GW_TOOL (self));
}

static gboolean
stop (GwToolEditPoints *self)
{
  if (self->state == IDLE)
    return FALSE;
  self->state = IDLE;
  g_clear_object (&self->original);
  if (get_document (self) != NULL)
    gw_document_set_preview (get_document (self), NULL);
  _gw_tool_overlay_changed (GW_TOOL (self));
  return TRUE;
}

/* One step of undo; FALSE where it changes nothing. */
static gboolean
replace (GwToolEditPoints *self, GwObject *object, GwShape *shape, const char *form)
{
  g_autoptr (GwObject) copy = gw_object_copy (object);
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  g_autofree char *name = NULL;

  g_ptr_array_add (objects, object);
  gw_object_take_shape (copy, shape);
  gw_object_set_times (copy, gw_object_get_created (object), gw_time_now ());
  name = _gw_edits_name (get_document (self), form, objects);
  return gw_document_replace (get_document (self), object, copy, name);
}

static void
commit (GwToolEditPoints *self)
{
  g_autoptr (GwObject) original = g_object_ref (self->original);
  g_autoptr (GwObject) changed = make_changed (self);
  GwShape shape = GW_SHAPE_INIT;
  State state = self->state;

  stop (self);
  /* What somebody else has changed meanwhile is left alone. */
  if (changed == NULL || gw_document_find (get_document (self), gw_object_get_id (original)) != original
      || gw_object_equal (original, changed) || gw_shape_copy (gw_object_get_shape (changed), &shape) != GW_STATUS_OK)
    return;
  if (state == TURNING)
    replace (self, original, &shape, _ ("Turn %s"));
  else if (state == INSERTING)
    replace (self, original, &shape, _ ("Add Point to %s"));
  else
    replace (self, original, &shape, is_free (&shape) ? _ ("Move Point of %s") : _ ("Resize %s"));
}

/* --- the pointer ------------------------------------------------------------------------------- */

static void
begin (GwToolEditPoints *self, State state, GwObject *object, const GwToolEvent *event)
{
  g_set_object (&self->original, object);
  self->state = state;
  self->start = event->point;
}

static gboolean delete_at (GwToolEditPoints *self, GwObject *object, int at);

static gboolean
press_on_object (GwToolEditPoints *self, GwObject *object, const GwToolEvent *event)
{
  int found = find_handle (self, object, event);

  if (found >= 0 && (event->modifiers & GW_TOOL_ALT) != 0)
    {
      delete_at (self, object, found);
      return TRUE;
    }
  if (found >= 0)
    {
      self->handle = *get_handle (self, found);
      set_active (self, object, found);
      begin (self, PRESSED, object, event);
      return TRUE;
    }
  if (_gw_point_targets_is_at_turn (gw_object_get_shape (object), event))
    {
      begin (self, TURNING, object, event);
      return TRUE;
    }
  if (!_gw_point_targets_find_edge (gw_object_get_shape (object), event, &self->handle))
    return FALSE;
  begin (self, INSERTING, object, event);
  update_preview (self);
  return TRUE;
}

static gboolean
press (GwTool *tool, const GwToolEvent *event)
{
  GwToolEditPoints *self = GW_TOOL_EDIT_POINTS (tool);
  GwObject *object = get_object (self);
  GwObject *other;

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  stop (self);
  self->at = *event;
  self->has_pointer = TRUE;
  if (object == NULL || !press_on_object (self, object, event))
    {
      other = gw_document_hit (get_document (self), event->point, HIT_SLACK / event->scale);
      if (other != NULL)
        gw_document_select (get_document (self), gw_object_get_id (other), FALSE);
      self->active = -1;
    }
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

static gboolean
motion (GwTool *tool, const GwToolEvent *event)
{
  GwToolEditPoints *self = GW_TOOL_EDIT_POINTS (tool);

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  self->at = *event;
  self->has_pointer = TRUE;
  if (self->state == PRESSED && _gw_tool_has_moved (event, self->start))
    self->state = MOVING;
  if (self->state == IDLE || self->state == PRESSED)
    _gw_tool_overlay_changed (tool);
  else
    update_preview (self);
  return TRUE;
}

/* The handle of a point of a ring, after having looked at the object. */
static int
find_index (GwToolEditPoints *self, gsize ring, gsize index)
{
  for (guint i = 0; i < self->handles->len; i++)
    if (get_handle (self, (int) i)->ring == ring && get_handle (self, (int) i)->index == index)
      return (int) i;
  return -1;
}

static gboolean
release (GwTool *tool, const GwToolEvent *event)
{
  GwToolEditPoints *self = GW_TOOL_EDIT_POINTS (tool);
  State state = self->state;
  GwObject *object;

  if (state == IDLE)
    return FALSE;
  motion (tool, event);
  if (self->state == PRESSED)
    stop (self);
  else
    commit (self);
  object = get_object (self);
  if (state == INSERTING && object != NULL)
    {
      take_handles (self, gw_object_get_shape (object));
      set_active (self, object, find_index (self, self->handle.ring, self->handle.index));
    }
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

/* --- keys ----------------------------------------------------------------------------------------- */

static gboolean
delete_at (GwToolEditPoints *self, GwObject *object, int at)
{
  const GwShapeHandle handle = *get_handle (self, at);
  gint64 id = gw_object_get_id (object);

  if (!is_free (gw_object_get_shape (object)))
    return FALSE;
  if (!_gw_named_points_take_out (get_document (self), object, handle.ring, handle.index))
    {
      _gw_tool_refused (GW_TOOL (self), _ ("The object needs its last points. Delete it as a whole in Select."));
      return TRUE;
    }
  object = gw_document_find (get_document (self), id);
  if (object != NULL)
    {
      take_handles (self, gw_object_get_shape (object));
      set_active (self, object, MIN (at, (int) self->handles->len - 1));
    }
  _gw_tool_overlay_changed (GW_TOOL (self));
  return TRUE;
}

static gboolean
delete_point (GwTool *tool)
{
  GwToolEditPoints *self = GW_TOOL_EDIT_POINTS (tool);
  GwObject *object = get_object (self);
  int active = get_active (self, object);

  return self->state == IDLE && active >= 0 && delete_at (self, object, active);
}

static gboolean
step_point (GwTool *tool, int step)
{
  GwToolEditPoints *self = GW_TOOL_EDIT_POINTS (tool);
  GwObject *object = get_object (self);
  int active = get_active (self, object);
  int n = object != NULL ? (int) self->handles->len : 0;

  if (n == 0 || self->state != IDLE)
    return FALSE;
  set_active (self, object, active < 0 ? (step > 0 ? 0 : n - 1) : (active + step % n + n) % n);
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

static gboolean
move_point (GwTool *tool, double dx, double dy)
{
  GwToolEditPoints *self = GW_TOOL_EDIT_POINTS (tool);
  GwObject *object = get_object (self);
  int active = get_active (self, object);
  GwShape shape = GW_SHAPE_INIT;
  GwPoint to;
  int width, height;

  if (active < 0 || self->state != IDLE)
    return FALSE;
  _gw_tool_get_ground (tool, &width, &height);
  to = get_handle (self, active)->point;
  to = (GwPoint) { to.x + dx, to.y + dy };
  if (is_free (gw_object_get_shape (object)))
    to = (GwPoint) { CLAMP (to.x, 0.0, width), CLAMP (to.y, 0.0, height) };
  if (gw_shape_copy (gw_object_get_shape (object), &shape) == GW_STATUS_OK
      && _gw_shape_move_handle (&shape, get_handle (self, active), to) && gw_shape_validate (&shape) == GW_STATUS_OK)
    replace (self, object, &shape, is_free (&shape) ? _ ("Move Point of %s") : _ ("Resize %s"));
  gw_shape_clear (&shape);
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

/* Hidden, or visible again: the point for keys, else that below the pointer. */
static gboolean
toggle_point (GwTool *tool)
{
  GwToolEditPoints *self = GW_TOOL_EDIT_POINTS (tool);
  GwObject *object = get_object (self);
  int at = get_active (self, object);

  if (object == NULL || self->state != IDLE)
    return FALSE;
  if (at < 0 && self->has_pointer)
    at = find_handle (self, object, &self->at);
  if (at < 0 || !_gw_named_points_toggle (get_document (self), object, get_handle (self, at)->index))
    return FALSE;
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

static gboolean
place_absent (GwToolEditPoints *self, GwObject *object, int active)
{
  gint64 id = gw_object_get_id (object);
  gsize after = active >= 0 ? get_handle (self, active)->index : gw_object_get_shape (object)->as.points.n_points - 1;
  gsize index;

  if (!gw_document_place_absent_point (get_document (self), id, after, &index))
    return FALSE;
  object = gw_document_find (get_document (self), id);
  take_handles (self, gw_object_get_shape (object));
  set_active (self, object, find_index (self, 0, index));
  _gw_tool_overlay_changed (GW_TOOL (self));
  return TRUE;
}

/* Half-way to the next point: with keys alone a point is made there and then moved. */
static gboolean
set_point (GwTool *tool, const GwToolEvent *event)
{
  GwToolEditPoints *self = GW_TOOL_EDIT_POINTS (tool);
  GwObject *object = get_object (self);
  int active = get_active (self, object);
  const GwShapeHandle *handle;
  const GwShape *shape;
  const GwRing *ring;
  GwPoint a, b;

  if (object != NULL && self->state == IDLE && gw_object_get_shape (object)->kind == GW_SHAPE_POINTS)
    return place_absent (self, object, active);
  if (active < 0 || self->state != IDLE)
    return FALSE;
  shape = gw_object_get_shape (object);
  handle = get_handle (self, active);
  if (shape->kind != GW_SHAPE_POLYGON && shape->kind != GW_SHAPE_POLYLINE)
    return FALSE;
  ring = shape->kind == GW_SHAPE_POLYGON ? &shape->as.polygon.rings[handle->ring] : &shape->as.line;
  if (shape->kind == GW_SHAPE_POLYLINE && handle->index + 1 == ring->n_points)
    return FALSE;
  a = handle->point;
  b = ring->points[(handle->index + 1) % ring->n_points];
  if (!gw_document_insert_vertex (get_document (self), gw_object_get_id (object), handle->ring, handle->index + 1,
                                  (GwPoint) { (a.x + b.x) / 2.0, (a.y + b.y) / 2.0 }))
    return FALSE;
  self->active = active + 1;
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

/* Done with the point for keys. */
static gboolean
apply (GwTool *tool, const GwToolEvent *event)
{
  GwToolEditPoints *self = GW_TOOL_EDIT_POINTS (tool);
  int active = get_active (self, get_object (self));

  self->active = -1;
  _gw_tool_overlay_changed (tool);
  return active >= 0;
}

/* Turns by a degree, with Shift by fifteen. */
static gboolean
step_size (GwTool *tool, int steps, gboolean second)
{
  GwToolEditPoints *self = GW_TOOL_EDIT_POINTS (tool);
  GwObject *object = get_object (self);
  GwShape shape = GW_SHAPE_INIT;

  if (object == NULL || self->state != IDLE || is_free (gw_object_get_shape (object))
      || gw_shape_copy (gw_object_get_shape (object), &shape) != GW_STATUS_OK)
    return FALSE;
  _gw_shape_set_angle (&shape, _gw_shape_get_angle (&shape) + steps * (second ? TURN_STEP : 1.0));
  replace (self, object, &shape, _ ("Turn %s"));
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

/* What is being dragged, then the point for keys. */
static gboolean
cancel (GwTool *tool)
{
  GwToolEditPoints *self = GW_TOOL_EDIT_POINTS (tool);

  if (stop (self))
    return TRUE;
  if (self->active < 0)
    return FALSE;
  self->active = -1;
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

/* --- what is shown ------------------------------------------------------------------------------------ */

static GwToolCursor
get_cursor (GwTool *tool, const GwToolEvent *event)
{
  GwToolEditPoints *self = GW_TOOL_EDIT_POINTS (tool);
  GwObject *object = get_object (self);
  GwShapeHandle place;

  if (object == NULL)
    return GW_TOOL_CURSOR_DEFAULT;
  if (self->state == TURNING || _gw_point_targets_is_at_turn (gw_object_get_shape (object), event))
    return self->state == TURNING ? GW_TOOL_CURSOR_GRABBING : GW_TOOL_CURSOR_GRAB;
  if (self->state != IDLE || find_handle (self, object, event) >= 0)
    return GW_TOOL_CURSOR_MOVE;
  return _gw_point_targets_find_edge (gw_object_get_shape (object), event, &place) ? GW_TOOL_CURSOR_CROSSHAIR
                                                                                   : GW_TOOL_CURSOR_DEFAULT;
}

static void
show_points (GwToolEditPoints *self, const GwShape *shape, GwToolOverlay *overlay)
{
  take_handles (self, shape);
  g_array_set_size (self->shown, 0);
  for (guint i = 0; i < self->handles->len; i++)
    g_array_append_val (self->shown, get_handle (self, (int) i)->point);
  overlay->vertices = (const GwPoint *) (const void *) self->shown->data;
  overlay->n_vertices = self->shown->len;
  overlay->vertices_are_points = shape->kind == GW_SHAPE_POINTS;
  overlay->has_turn = _gw_shape_get_turn (shape, GW_POINT_TARGETS_STEM / (self->at.scale > 0.0 ? self->at.scale : 1.0),
                                          &overlay->turn_from, &overlay->turn);
  overlay->turn_active = self->state == TURNING;
}

/* What would happen at the pointer. */
static void
show_hover (GwToolEditPoints *self, GwObject *object, GwToolOverlay *overlay)
{
  GwShapeHandle place;

  overlay->hovered_vertex = find_handle (self, object, &self->at);
  if (overlay->hovered_vertex >= 0 || _gw_point_targets_is_at_turn (gw_object_get_shape (object), &self->at)
      || !_gw_point_targets_find_edge (gw_object_get_shape (object), &self->at, &place))
    return;
  overlay->has_insert = TRUE;
  overlay->insert = place.point;
}

static void
show_drag (GwToolEditPoints *self, GwToolOverlay *overlay)
{
  GwToolPlace place;

  if (self->state == TURNING)
    {
      /* Translators: an angle, such as “Angle 12.5°”. */
      g_snprintf (overlay->text, sizeof overlay->text, _ ("Angle %.10g°"), gw_angle_normalise (find_angle (self)));
      return;
    }
  place = find_place (self);
  overlay->has_snap = place.is_held;
  overlay->snap = place.point;
  overlay->active_vertex = find_index (self, self->handle.ring, self->handle.index);
  _gw_tool_write_place (overlay, place.point);
}

static void
get_overlay (GwTool *tool, GwToolOverlay *overlay)
{
  GwToolEditPoints *self = GW_TOOL_EDIT_POINTS (tool);
  GwObject *object = get_object (self);
  g_autoptr (GwObject) changed = NULL;

  if (object == NULL)
    return;
  overlay->vertices_id = gw_object_get_id (object);
  overlay->active_vertex = get_active (self, object);
  if (self->state == IDLE || self->state == PRESSED)
    {
      if (self->has_pointer && self->state == IDLE)
        show_hover (self, object, overlay);
      show_points (self, gw_object_get_shape (object), overlay);
      if (overlay->hovered_vertex >= 0 || overlay->active_vertex >= 0)
        _gw_named_points_write (
            overlay, get_document (self), object,
            get_handle (self, overlay->hovered_vertex >= 0 ? overlay->hovered_vertex : overlay->active_vertex)->index);
      return;
    }
  changed = make_changed (self);
  show_points (self, gw_object_get_shape (changed != NULL ? changed : object), overlay);
  show_drag (self, overlay);
}

static gboolean
is_drawing (GwTool *tool)
{
  GwToolEditPoints *self = GW_TOOL_EDIT_POINTS (tool);

  return self->state != IDLE && self->state != PRESSED;
}

static void
_gw_tool_edit_points_finalize (GObject *object)
{
  GwToolEditPoints *self = GW_TOOL_EDIT_POINTS (object);

  g_clear_object (&self->original);
  g_array_unref (self->handles);
  g_array_unref (self->shown);

  G_OBJECT_CLASS (_gw_tool_edit_points_parent_class)->finalize (object);
}

static void
_gw_tool_edit_points_class_init (GwToolEditPointsClass *klass)
{
  GwToolClass *tool_class = GW_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = _gw_tool_edit_points_finalize;

  tool_class->get_name = get_name;
  tool_class->press = press;
  tool_class->motion = motion;
  tool_class->release = release;
  tool_class->set_point = set_point;
  tool_class->apply = apply;
  tool_class->step_size = step_size;
  tool_class->remove_point = delete_point;
  tool_class->delete_point = delete_point;
  tool_class->skip_point = delete_point;
  tool_class->toggle_point = toggle_point;
  tool_class->step_point = step_point;
  tool_class->move_point = move_point;
  tool_class->cancel = cancel;
  tool_class->get_cursor = get_cursor;
  tool_class->get_overlay = get_overlay;
  tool_class->is_drawing = is_drawing;
}

static void
_gw_tool_edit_points_init (GwToolEditPoints *self)
{
  self->active = -1;
  self->handles = g_array_new (FALSE, FALSE, sizeof (GwShapeHandle));
  self->shown = g_array_new (FALSE, FALSE, sizeof (GwPoint));
}
