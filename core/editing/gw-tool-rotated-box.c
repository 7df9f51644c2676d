/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-snap-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-box.h"

typedef enum
{
  IDLE,
  SIDE_DRAGGING, /* the button went down at the first corner and is still down */
  SIDE_STANDING, /* the first corner stands, the button is up */
  SIDE_PRESSED,  /* on the second corner */
  WIDTH,         /* the side stands */
  WIDTH_PRESSED
} State;

struct _GwToolRotatedBox
{
  GwTool parent_instance;

  State state;
  GwPoint side[2]; /* the second one as soon as it stands */
  GwPoint raw;     /* of the press */
  GwToolEvent at;
  gboolean has_pointer;
  gint64 id;        /* of the object that is being drawn, the same in the preview and afterwards */
  GwPoint shown[2]; /* the side while it is drawn */
  GwRing shown_ring;
};

#define GW_TYPE_TOOL_ROTATED_BOX (_gw_tool_rotated_box_get_type ())
G_DECLARE_FINAL_TYPE (GwToolRotatedBox, _gw_tool_rotated_box, GW, TOOL_ROTATED_BOX, GwTool)
G_DEFINE_FINAL_TYPE (GwToolRotatedBox, _gw_tool_rotated_box, GW_TYPE_TOOL)

static const char *
get_name (GwTool *tool)
{
  return "rotated-box";
}

static gboolean
is_at_width (GwToolRotatedBox *self)
{
  return self->state == WIDTH || self->state == WIDTH_PRESSED;
}

/* A corner at the pointer. */
static GwToolPlace
find_corner (GwToolRotatedBox *self)
{
  if (self->state != IDLE && (self->at.modifiers & GW_TOOL_SHIFT) != 0)
    return (
        GwToolPlace) { .point = _gw_tool_straighten (GW_TOOL (self), self->side[0], self->at.point, self->at.scale) };
  return _gw_tool_snap (GW_TOOL (self), &self->at, 0);
}

/* The box between the side and the pointer; FALSE while it has no width. */
static gboolean
find_box (GwToolRotatedBox *self, GwRotatedBox *box)
{
  GwPoint a = self->side[0], b = self->side[1];
  GwPoint to = _gw_tool_snap (GW_TOOL (self), &self->at, 0).point;
  double length = hypot (b.x - a.x, b.y - a.y);
  GwPoint across = { -(b.y - a.y) / length, (b.x - a.x) / length };
  double width = (to.x - a.x) * across.x + (to.y - a.y) * across.y;
  double shift = self->at.modifiers & GW_TOOL_ALT ? 0.0 : width / 2.0;

  box->cx = (a.x + b.x) / 2.0 + across.x * shift;
  box->cy = (a.y + b.y) / 2.0 + across.y * shift;
  box->width = length;
  box->height = fabs (width) * (self->at.modifiers & GW_TOOL_ALT ? 2.0 : 1.0);
  box->angle = gw_angle_normalise (atan2 (b.y - a.y, b.x - a.x) * 180.0 / G_PI);
  return box->height >= 0.5;
}

static void
update_preview (GwToolRotatedBox *self)
{
  GwDocument *document = gw_tool_get_document (GW_TOOL (self));
  g_autoptr (GPtrArray) preview = NULL;
  GwShape shape = { .kind = GW_SHAPE_ROTATED_BOX };
  GwObject *object;

  if (!is_at_width (self) || !find_box (self, &shape.as.rotated))
    {
      gw_document_set_preview (document, NULL);
      return;
    }
  object = gw_object_new (self->id, gw_document_get_current_class (document));
  gw_object_take_shape (object, &shape);
  preview = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (preview, object);
  gw_document_set_preview (document, preview);
}

static void
follow (GwToolRotatedBox *self, const GwToolEvent *event)
{
  self->at = *event;
  self->has_pointer = TRUE;
  if (self->state != IDLE)
    update_preview (self);
  _gw_tool_overlay_changed (GW_TOOL (self));
}

static gboolean
stop (GwToolRotatedBox *self)
{
  GwDocument *document = gw_tool_get_document (GW_TOOL (self));

  if (self->state == IDLE)
    return FALSE;
  self->state = IDLE;
  if (document != NULL)
    gw_document_set_preview (document, NULL);
  _gw_tool_overlay_changed (GW_TOOL (self));
  return TRUE;
}

static void
begin (GwToolRotatedBox *self, State state)
{
  self->side[0] = find_corner (self).point;
  self->raw = self->at.point;
  self->state = state;
  self->id = gw_object_make_id ();
  gw_document_select_none (gw_tool_get_document (GW_TOOL (self)));
}

static void
end_side (GwToolRotatedBox *self)
{
  GwPoint corner = find_corner (self).point;

  if (hypot (corner.x - self->side[0].x, corner.y - self->side[0].y) < 1.0)
    {
      self->state = SIDE_STANDING;
      _gw_tool_refused (GW_TOOL (self), _ ("Both corners are at the same place. Move to the other corner first."));
      return;
    }
  self->side[1] = corner;
  self->state = WIDTH;
}

static void
end_width (GwToolRotatedBox *self)
{
  GwShape shape = { .kind = GW_SHAPE_ROTATED_BOX };

  if (!find_box (self, &shape.as.rotated))
    {
      self->state = WIDTH;
      _gw_tool_refused (GW_TOOL (self), _ ("The box has no width yet. Move away from its side first."));
      return;
    }
  stop (self);
  _gw_tool_add_shape (GW_TOOL (self), &shape, self->id);
}

static gboolean
press (GwTool *tool, const GwToolEvent *event)
{
  GwToolRotatedBox *self = GW_TOOL_ROTATED_BOX (tool);

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  follow (self, event);
  if (self->state == SIDE_STANDING)
    self->state = SIDE_PRESSED;
  else if (self->state == WIDTH)
    self->state = WIDTH_PRESSED;
  else
    begin (self, SIDE_DRAGGING);
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

static gboolean
motion (GwTool *tool, const GwToolEvent *event)
{
  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  follow (GW_TOOL_ROTATED_BOX (tool), event);
  return TRUE;
}

static gboolean
release (GwTool *tool, const GwToolEvent *event)
{
  GwToolRotatedBox *self = GW_TOOL_ROTATED_BOX (tool);

  follow (self, event);
  switch (self->state)
    {
    case SIDE_DRAGGING:
    case SIDE_PRESSED:
      /* Neither a click nor the second one of a double click is two corners. */
      if (_gw_tool_has_moved (event, self->raw))
        end_side (self);
      else
        self->state = SIDE_STANDING;
      break;
    case WIDTH_PRESSED:
      end_width (self);
      break;
    case IDLE:
    case SIDE_STANDING:
    case WIDTH:
    default:
      return FALSE;
    }
  follow (self, event);
  return TRUE;
}

static gboolean
set_point (GwTool *tool, const GwToolEvent *event)
{
  GwToolRotatedBox *self = GW_TOOL_ROTATED_BOX (tool);

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  follow (self, event);
  if (self->state == IDLE)
    begin (self, SIDE_STANDING);
  else if (is_at_width (self))
    end_width (self);
  else
    end_side (self);
  follow (self, event);
  return TRUE;
}

static gboolean
remove_point (GwTool *tool)
{
  GwToolRotatedBox *self = GW_TOOL_ROTATED_BOX (tool);

  if (!is_at_width (self))
    return stop (self);
  self->state = SIDE_STANDING;
  follow (self, &self->at);
  return TRUE;
}

static gboolean
cancel (GwTool *tool)
{
  return stop (GW_TOOL_ROTATED_BOX (tool));
}

static void
get_overlay (GwTool *tool, GwToolOverlay *overlay)
{
  GwToolRotatedBox *self = GW_TOOL_ROTATED_BOX (tool);
  GwToolPlace place;
  GwRotatedBox box;

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL || !self->has_pointer)
    return;
  if (is_at_width (self) && find_box (self, &box))
    {
      /* Translators: a size in pixels and an angle, such as “136 × 156 px · 12.5°”. */
      g_snprintf (overlay->text, sizeof overlay->text, _ ("%.10g × %.10g px · %.10g°"), round (box.width * 10.0) / 10.0,
                  round (box.height * 10.0) / 10.0, round (box.angle * 10.0) / 10.0);
      return;
    }
  place = find_corner (self);
  if (self->state != IDLE)
    {
      self->shown[0] = self->side[0];
      self->shown[1] = is_at_width (self) ? self->side[1] : place.point;
      self->shown_ring = (GwRing) { self->shown, 2 };
      overlay->path = &self->shown_ring;
    }
  overlay->has_snap = place.is_held;
  overlay->snap = place.point;
  _gw_tool_write_place (overlay, place.point);
}

static gboolean
is_drawing (GwTool *tool)
{
  return GW_TOOL_ROTATED_BOX (tool)->state != IDLE;
}

static void
_gw_tool_rotated_box_class_init (GwToolRotatedBoxClass *klass)
{
  GwToolClass *tool_class = GW_TOOL_CLASS (klass);

  tool_class->get_name = get_name;
  tool_class->press = press;
  tool_class->motion = motion;
  tool_class->release = release;
  tool_class->set_point = set_point;
  tool_class->remove_point = remove_point;
  tool_class->cancel = cancel;
  tool_class->get_cursor = _gw_tool_get_crosshair;
  tool_class->get_overlay = get_overlay;
  tool_class->is_drawing = is_drawing;
}

static void
_gw_tool_rotated_box_init (GwToolRotatedBox *self)
{
}
