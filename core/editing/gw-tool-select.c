/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-box.h"
#include "gw-edits-private.h"
#include "gw-time.h"
#include "gw-tool-align-private.h"
#include "gw-tool-named-points-private.h"
#include "gw-tool-resize-private.h"

/* Screen pixels around an outline that still hit it. */
#define HIT_SLACK 4.0
/* Half of a handle's target in screen pixels: 24 across, where it is drawn 8. */
#define HANDLE_REACH 12.0

typedef enum
{
  IDLE,
  PRESSED, /* on an object, not moved yet */
  MOVING,
  RESIZING,
  BAND /* a rubber band, from its press on */
} State;

struct _GwToolSelect
{
  GwTool parent_instance;

  State state;
  GwPoint start;
  GwPoint now;
  GwToolModifiers modifiers;
  double scale;   /* of the last event */
  gboolean moved; /* further than a click */

  gint64 pressed_id;     /* PRESSED: the object */
  gboolean was_selected; /* before the press */
  guint n_press;

  gint64 hovered_id; /* IDLE: the object with a point below the pointer, 0: none */
  gsize hovered;     /* its index */

  GPtrArray *originals; /* MOVING, RESIZING: what is being changed, not locked */
  GwBox extent;         /* of them */
  GwResizeHandle handle;
};

#define GW_TYPE_TOOL_SELECT (_gw_tool_select_get_type ())
G_DECLARE_FINAL_TYPE (GwToolSelect, _gw_tool_select, GW, TOOL_SELECT, GwTool)
G_DEFINE_FINAL_TYPE (GwToolSelect, _gw_tool_select, GW_TYPE_TOOL)

static const char *
get_name (GwTool *tool)
{
  return "select";
}

static GwDocument *
get_document (GwToolSelect *self)
{
  return gw_tool_get_document (GW_TOOL (self));
}

/* --- handles ---------------------------------------------------------------------- */

/* How far inside an object a handle may be met: less in small ones, so that
 * their middle is left for moving them.
 */
static double
reach_inside (double screen_length)
{
  return MIN (HANDLE_REACH, screen_length / 4.0);
}

/* Which end of a side lies within reach: -1, 1, or 0 for its middle; 2: none. */
static int
find_end (double at, double start, double length, double scale)
{
  double before = (at - start) * scale;
  double after = (at - start - length) * scale;
  double inside = reach_inside (length * scale);

  if (before < -HANDLE_REACH || after > HANDLE_REACH)
    return 2;
  if (before <= inside)
    return -1;
  if (after >= -inside)
    return 1;
  return fabs (before + after) / 2.0 <= inside ? 0 : 2;
}

/* The object whose handles are shown: the only one selected, when it may be
 * changed and is drawn.
 */
static GwObject *
get_handled (GwToolSelect *self)
{
  GwDocument *document = get_document (self);
  g_autoptr (GPtrArray) selected = NULL;
  GwObject *object;

  if (gw_document_get_n_selected (document) != 1)
    return NULL;
  selected = gw_document_get_selected (document);
  object = g_ptr_array_index (selected, 0);
  if ((gw_object_get_flags (object) & (GW_OBJECT_LOCKED | GW_OBJECT_HIDDEN)) != 0
      || gw_object_get_shape (object)->kind == GW_SHAPE_NONE)
    return NULL;
  return object;
}

static gboolean
find_handle (GwToolSelect *self, const GwToolEvent *event, GwResizeHandle *handle)
{
  GwObject *object = get_handled (self);
  GwBox bounds;

  if (object == NULL)
    return FALSE;
  bounds = gw_object_get_bounds (object);
  handle->x = find_end (event->point.x, bounds.x, bounds.width, event->scale);
  handle->y = find_end (event->point.y, bounds.y, bounds.height, event->scale);
  return handle->x != 2 && handle->y != 2 && (handle->x != 0 || handle->y != 0);
}

/* --- what a gesture makes of the objects ---------------------------------------------- */

static void
clear_originals (GwToolSelect *self)
{
  g_clear_pointer (&self->originals, g_ptr_array_unref);
}

static void
take_originals (GwToolSelect *self)
{
  g_autoptr (GPtrArray) movable = _gw_edits_get_movable (get_document (self));

  clear_originals (self);
  self->originals = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < movable->len; i++)
    if ((gw_object_get_flags (g_ptr_array_index (movable, i)) & GW_OBJECT_HIDDEN) == 0)
      g_ptr_array_add (self->originals, g_object_ref (g_ptr_array_index (movable, i)));
  self->extent = _gw_edits_get_extent (self->originals);
}

/* What an edge that is moved is held by. */
static double
align (GwToolSelect *self, const GwBox *box, gboolean across, GwAlignEdges edges)
{
  const GwToolEvent event = { .scale = self->scale, .modifiers = self->modifiers };

  return _gw_tool_align (GW_TOOL (self), box, across, edges, self->originals, &event);
}

/* By whole pixels, along one axis with Shift, inside the image. */
static void
find_move (GwToolSelect *self, double *dx, double *dy)
{
  GwBox to = self->extent;

  *dx = round (self->now.x - self->start.x);
  *dy = round (self->now.y - self->start.y);
  if ((self->modifiers & GW_TOOL_SHIFT) && fabs (*dx) < fabs (*dy))
    *dx = 0.0;
  else if (self->modifiers & GW_TOOL_SHIFT)
    *dy = 0.0;
  to.x += *dx;
  to.y += *dy;
  if (*dx != 0.0)
    *dx += align (self, &to, TRUE, GW_ALIGN_BOTH);
  if (*dy != 0.0)
    *dy += align (self, &to, FALSE, GW_ALIGN_BOTH);
  _gw_edits_clamp_move (get_document (self), &self->extent, dx, dy);
}

static GwObject *
make_moved (GwObject *original, double dx, double dy)
{
  GwObject *copy = gw_object_copy (original);
  GwShape shape = GW_SHAPE_INIT;

  if (gw_shape_copy (gw_object_get_shape (original), &shape) == GW_STATUS_OK
      && gw_shape_translate (&shape, dx, dy) == GW_STATUS_OK)
    gw_object_take_shape (copy, &shape);
  gw_shape_clear (&shape);
  return copy;
}

static GwBox
find_resized (GwToolSelect *self)
{
  GwBox to = self->extent;
  gboolean centred = (self->modifiers & GW_TOOL_ALT) != 0;
  GwPoint at;
  int width, height;

  gw_document_get_size (get_document (self), &width, &height);
  /* The edge goes as far as the pointer, wherever in its target that began. */
  at.x = (self->handle.x < 0 ? to.x : to.x + to.width) + self->now.x - self->start.x;
  at.y = (self->handle.y < 0 ? to.y : to.y + to.height) + self->now.y - self->start.y;
  if (self->handle.x != 0)
    at.x += align (self, &(GwBox) { at.x, to.y, 0.0, to.height }, TRUE, GW_ALIGN_LOW);
  if (self->handle.y != 0)
    at.y += align (self, &(GwBox) { to.x, at.y, to.width, 0.0 }, FALSE, GW_ALIGN_LOW);
  _gw_resize_axis (self->handle.x, at.x, centred, width, &to.x, &to.width);
  _gw_resize_axis (self->handle.y, at.y, centred, height, &to.y, &to.height);
  if (self->modifiers & GW_TOOL_SHIFT)
    _gw_resize_in_proportion (&self->extent, self->handle, centred, width, height, &to);
  return to;
}

/* (element-type GwObject) (transfer full): one for each original. */
static GPtrArray *
make_changed (GwToolSelect *self)
{
  GPtrArray *changed = g_ptr_array_new_with_free_func (g_object_unref);
  double dx = 0.0, dy = 0.0;
  GwBox to = { 0 };

  if (self->state == MOVING)
    find_move (self, &dx, &dy);
  else
    to = find_resized (self);
  for (guint i = 0; i < self->originals->len; i++)
    {
      GwObject *original = g_ptr_array_index (self->originals, i);

      if (self->state == MOVING)
        {
          g_ptr_array_add (changed, make_moved (original, dx, dy));
          continue;
        }
      g_ptr_array_add (changed, gw_object_copy (original));
      _gw_edits_map (g_ptr_array_index (changed, i), &self->extent, &to);
    }
  return changed;
}

static void
update_preview (GwToolSelect *self)
{
  g_autoptr (GPtrArray) changed = make_changed (self);

  gw_document_set_preview (get_document (self), changed);
  _gw_tool_overlay_changed (GW_TOOL (self));
}

/* --- selecting -------------------------------------------------------------------------- */

/* What a press means: an object that is selected already, so that it can be
 * dragged although others lie above it, else the first that is hit.
 */
static GwObject *
choose_pressed (GwToolSelect *self, const GwToolEvent *event)
{
  GwDocument *document = get_document (self);
  g_autoptr (GPtrArray) hits = gw_document_hit_all (document, event->point, HIT_SLACK / event->scale);

  for (guint i = 0; i < hits->len; i++)
    if (gw_document_is_selected (document, gw_object_get_id (g_ptr_array_index (hits, i))))
      return g_ptr_array_index (hits, i);
  return hits->len > 0 ? g_ptr_array_index (hits, 0) : NULL;
}

/* A click on what was selected goes on to the next below, around the end. */
static void
click_through (GwToolSelect *self, const GwToolEvent *event)
{
  GwDocument *document = get_document (self);
  g_autoptr (GPtrArray) hits = gw_document_hit_all (document, event->point, HIT_SLACK / event->scale);
  guint next = 0;

  if (hits->len == 0)
    return;
  if (gw_document_get_n_selected (document) == 1)
    for (guint i = 0; i < hits->len; i++)
      if (gw_object_get_id (g_ptr_array_index (hits, i)) == self->pressed_id)
        next = (i + 1) % hits->len;
  gw_document_select (document, gw_object_get_id (g_ptr_array_index (hits, next)), FALSE);
}

static GwBox
get_band (GwToolSelect *self)
{
  return gw_box_from_corners (self->start, self->now);
}

static void
select_in_band (GwToolSelect *self)
{
  GwBox band = get_band (self);
  g_autoptr (GPtrArray) touched = gw_document_query (get_document (self), &band);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < touched->len; i++)
    {
      GwObject *object = g_ptr_array_index (touched, i);
      gint64 id = gw_object_get_id (object);

      /* Locked objects are a ground that work goes on above. */
      if ((gw_object_get_flags (object) & (GW_OBJECT_HIDDEN | GW_OBJECT_LOCKED)) == 0)
        g_array_append_val (ids, id);
    }
  gw_document_select_many (get_document (self), (const gint64 *) (gpointer) ids->data, ids->len,
                           (self->modifiers & GW_TOOL_SHIFT) != 0);
}

/* --- the gestures ---------------------------------------------------------------------------- */

static gboolean
stop (GwToolSelect *self)
{
  if (self->state == IDLE)
    return FALSE;
  self->state = IDLE;
  clear_originals (self);
  if (get_document (self) != NULL)
    gw_document_set_preview (get_document (self), NULL);
  _gw_tool_overlay_changed (GW_TOOL (self));
  return TRUE;
}

static void
press_object (GwToolSelect *self, GwObject *object)
{
  GwDocument *document = get_document (self);
  gboolean add = (self->modifiers & GW_TOOL_SHIFT) != 0;

  self->state = PRESSED;
  self->pressed_id = gw_object_get_id (object);
  self->was_selected = gw_document_is_selected (document, self->pressed_id);
  if (!self->was_selected)
    gw_document_select (document, self->pressed_id, add);
}

static gboolean
press (GwTool *tool, const GwToolEvent *event)
{
  GwToolSelect *self = GW_TOOL_SELECT (tool);
  GwObject *object;

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  stop (self);
  self->start = self->now = event->point;
  self->modifiers = event->modifiers;
  self->scale = event->scale;
  self->n_press = event->n_press;
  self->moved = FALSE;
  if (find_handle (self, event, &self->handle))
    {
      take_originals (self);
      self->state = RESIZING;
      return TRUE;
    }
  object = choose_pressed (self, event);
  if (object != NULL)
    press_object (self, object);
  else
    self->state = BAND;
  return TRUE;
}

/* A drag that has begun on an object moves what is selected; where nothing of
 * it may be moved, nothing happens.
 */
static void
begin_move (GwToolSelect *self)
{
  GwObject *pressed = gw_document_find (get_document (self), self->pressed_id);

  if (pressed == NULL || (gw_object_get_flags (pressed) & GW_OBJECT_LOCKED))
    return;
  take_originals (self);
  if (self->originals->len > 0)
    self->state = MOVING;
}

/* Points with names tell them below the pointer. */
static void
look_at_point (GwToolSelect *self, const GwToolEvent *event)
{
  GwDocument *document = _gw_tool_get_ground (GW_TOOL (self), NULL, NULL);
  GwObject *object = document != NULL ? gw_document_hit (document, event->point, HIT_SLACK / event->scale) : NULL;
  gsize index = 0;
  gint64 id = object != NULL && _gw_named_points_find (document, object, event->point, &index)
                  ? gw_object_get_id (object)
                  : 0;

  if (self->hovered_id == id && self->hovered == index)
    return;
  self->hovered_id = id;
  self->hovered = index;
  _gw_tool_overlay_changed (GW_TOOL (self));
}

static gboolean
motion (GwTool *tool, const GwToolEvent *event)
{
  GwToolSelect *self = GW_TOOL_SELECT (tool);

  if (self->state == IDLE)
    {
      look_at_point (self, event);
      return FALSE;
    }
  self->now = event->point;
  self->modifiers = event->modifiers;
  self->scale = event->scale;
  if (!self->moved && !_gw_tool_has_moved (event, self->start))
    return TRUE;
  self->moved = TRUE;
  if (self->state == PRESSED)
    begin_move (self);
  if (self->state == MOVING || self->state == RESIZING)
    update_preview (self);
  else if (self->state == BAND)
    _gw_tool_overlay_changed (tool);
  return TRUE;
}

static void
release_pressed (GwToolSelect *self, const GwToolEvent *event)
{
  GwDocument *document = get_document (self);
  gboolean add = (event->modifiers & GW_TOOL_SHIFT) != 0;

  if (self->moved || !self->was_selected)
    return;
  if (add)
    gw_document_unselect (document, self->pressed_id);
  else if (self->n_press < 2)
    click_through (self, event);
}

/* Makes an edit of what the preview shows. */
static void
commit (GwToolSelect *self)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) after = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) changed = make_changed (self);
  const char *form = self->state == MOVING ? _ ("Move %s") : _ ("Resize %s");
  gint64 now = gw_time_now ();

  for (guint i = 0; i < changed->len; i++)
    {
      GwObject *original = g_ptr_array_index (self->originals, i);
      GwObject *copy = g_ptr_array_index (changed, i);

      /* What somebody else has changed meanwhile is left alone. */
      if (gw_document_find (get_document (self), gw_object_get_id (original)) != original
          || gw_object_equal (original, copy))
        continue;
      gw_object_set_times (copy, gw_object_get_created (original), now);
      g_ptr_array_add (before, g_object_ref (original));
      g_ptr_array_add (after, g_object_ref (copy));
    }
  stop (self);
  _gw_edits_apply (get_document (self), form, before, after);
}

static gboolean
release (GwTool *tool, const GwToolEvent *event)
{
  GwToolSelect *self = GW_TOOL_SELECT (tool);

  if (self->state == IDLE)
    return FALSE;
  motion (tool, event);
  switch (self->state)
    {
    case PRESSED:
      release_pressed (self, event);
      break;
    case MOVING:
    case RESIZING:
      if (self->moved)
        commit (self);
      break;
    case BAND:
      if (self->moved)
        select_in_band (self);
      else if ((event->modifiers & GW_TOOL_SHIFT) == 0)
        gw_document_select_none (get_document (self));
      break;
    case IDLE:
    default:
      break;
    }
  stop (self);
  return TRUE;
}

static gboolean
set_point (GwTool *tool, const GwToolEvent *event)
{
  GwToolSelect *self = GW_TOOL_SELECT (tool);
  GwObject *object;

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  object = gw_document_hit (get_document (self), event->point, HIT_SLACK / event->scale);
  if (object == NULL || gw_document_is_selected (get_document (self), gw_object_get_id (object)))
    return FALSE;
  gw_document_select (get_document (self), gw_object_get_id (object), (event->modifiers & GW_TOOL_SHIFT) != 0);
  return TRUE;
}

static gboolean
cancel (GwTool *tool)
{
  return stop (GW_TOOL_SELECT (tool));
}

static GwToolCursor
cursor_of_handle (GwResizeHandle handle)
{
  static const GwToolCursor cursors[3][3] = {
    { GW_TOOL_CURSOR_NW, GW_TOOL_CURSOR_N, GW_TOOL_CURSOR_NE },
    { GW_TOOL_CURSOR_W, GW_TOOL_CURSOR_MOVE, GW_TOOL_CURSOR_E },
    { GW_TOOL_CURSOR_SW, GW_TOOL_CURSOR_S, GW_TOOL_CURSOR_SE },
  };

  return cursors[handle.y + 1][handle.x + 1];
}

static GwToolCursor
get_cursor (GwTool *tool, const GwToolEvent *event)
{
  GwToolSelect *self = GW_TOOL_SELECT (tool);
  GwObject *object;
  GwResizeHandle handle;

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL || self->state == BAND)
    return GW_TOOL_CURSOR_DEFAULT;
  if (self->state == RESIZING)
    return cursor_of_handle (self->handle);
  if (self->state == MOVING)
    return GW_TOOL_CURSOR_MOVE;
  if (find_handle (self, event, &handle))
    return cursor_of_handle (handle);
  object = choose_pressed (self, event);
  if (object != NULL && gw_document_is_selected (get_document (self), gw_object_get_id (object))
      && (gw_object_get_flags (object) & GW_OBJECT_LOCKED) == 0)
    return GW_TOOL_CURSOR_MOVE;
  return GW_TOOL_CURSOR_DEFAULT;
}

static void
show_hovered (GwToolSelect *self, GwToolOverlay *overlay)
{
  GwDocument *document = _gw_tool_get_ground (GW_TOOL (self), NULL, NULL);
  GwObject *object = document != NULL && self->hovered_id != 0 ? gw_document_find (document, self->hovered_id) : NULL;

  if (object == NULL)
    return;
  _gw_named_points_write (overlay, document, object, self->hovered);
  g_strlcpy (overlay->text, overlay->point, sizeof overlay->text);
}

static void
get_overlay (GwTool *tool, GwToolOverlay *overlay)
{
  GwToolSelect *self = GW_TOOL_SELECT (tool);
  GwBox box;
  double dx, dy;

  if (self->state == IDLE)
    {
      show_hovered (self, overlay);
      return;
    }
  if (!self->moved || _gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return;
  if (self->state == BAND)
    {
      overlay->has_rubber_band = TRUE;
      overlay->rubber_band = get_band (self);
    }
  else if (self->state == MOVING)
    {
      find_move (self, &dx, &dy);
      _gw_tool_write_place_and_size (overlay, (GwPoint) { self->extent.x + dx, self->extent.y + dy },
                                     self->extent.width, self->extent.height);
    }
  else if (self->state == RESIZING)
    {
      box = find_resized (self);
      _gw_tool_write_place_and_size (overlay, (GwPoint) { box.x, box.y }, box.width, box.height);
    }
}

static gboolean
is_drawing (GwTool *tool)
{
  GwToolSelect *self = GW_TOOL_SELECT (tool);

  return self->state != IDLE && self->moved;
}

static void
_gw_tool_select_finalize (GObject *object)
{
  clear_originals (GW_TOOL_SELECT (object));

  G_OBJECT_CLASS (_gw_tool_select_parent_class)->finalize (object);
}

static void
_gw_tool_select_class_init (GwToolSelectClass *klass)
{
  GwToolClass *tool_class = GW_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = _gw_tool_select_finalize;

  tool_class->get_name = get_name;
  tool_class->press = press;
  tool_class->motion = motion;
  tool_class->release = release;
  tool_class->set_point = set_point;
  tool_class->cancel = cancel;
  tool_class->get_cursor = get_cursor;
  tool_class->get_overlay = get_overlay;
  tool_class->is_drawing = is_drawing;
}

static void
_gw_tool_select_init (GwToolSelect *self)
{
}
