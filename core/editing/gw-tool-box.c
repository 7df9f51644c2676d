/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-box.h"

/* A press begins a box. A release further away ends it; a release at the same
 * place leaves its first corner standing, and the next release ends it, so
 * that the second corner can still be dragged into place.
 */
typedef enum
{
  IDLE,
  DRAGGING, /* the button went down at the first corner and is still down */
  STANDING, /* the first corner stands, the button is up */
  DRAGGING_SECOND
} State;

struct _GwToolBox
{
  GwTool parent_instance;

  gboolean is_ellipse; /* draws the one in the box */
  State state;
  GwPoint first; /* whole pixels inside the image */
  GwPoint raw_first;
  GwPoint second; /* as the pointer is */
  GwToolModifiers modifiers;
  gboolean has_pointer;
  gint64 id; /* of the object that is being drawn, the same in the preview and afterwards */
};

#define GW_TYPE_TOOL_BOX (_gw_tool_box_get_type ())
G_DECLARE_FINAL_TYPE (GwToolBox, _gw_tool_box, GW, TOOL_BOX, GwTool)
G_DEFINE_TYPE (GwToolBox, _gw_tool_box, GW_TYPE_TOOL)

static const char *
get_name (GwTool *tool)
{
  return "box";
}

static GwPoint
snap (GwPoint point, int width, int height)
{
  return (GwPoint) { CLAMP (round (point.x), 0.0, width), CLAMP (round (point.y), 0.0, height) };
}

/* The length that both sides of a square have: that of the longer one, as far
 * as the image goes in the two directions.
 */
static double
square_side (double dx, double dy, double room_x, double room_y)
{
  return MIN (MAX (fabs (dx), fabs (dy)), MIN (room_x, room_y));
}

/* The second corner after the modifiers, and the first one. */
static void
find_corners (GwToolBox *self, int width, int height, GwPoint *a, GwPoint *b)
{
  double dx, dy;
  gboolean centred = (self->modifiers & GW_TOOL_ALT) != 0;

  *a = self->first;
  *b = snap (self->second, width, height);
  dx = b->x - a->x;
  dy = b->y - a->y;
  if (self->modifiers & GW_TOOL_SHIFT)
    {
      double room_x = dx < 0.0 ? a->x : width - a->x;
      double room_y = dy < 0.0 ? a->y : height - a->y;
      double side;

      if (centred)
        {
          room_x = MIN (a->x, width - a->x);
          room_y = MIN (a->y, height - a->y);
        }
      side = square_side (dx, dy, room_x, room_y);
      dx = copysign (side, dx);
      dy = copysign (side, dy);
    }
  else if (centred)
    {
      dx = copysign (MIN (fabs (dx), MIN (a->x, width - a->x)), dx);
      dy = copysign (MIN (fabs (dy), MIN (a->y, height - a->y)), dy);
    }
  *b = (GwPoint) { a->x + dx, a->y + dy };
  if (centred)
    *a = (GwPoint) { a->x - dx, a->y - dy };
}

/* One pixel at least, inside the image. */
static void
widen (double *start, double *length, double size)
{
  if (*length >= 1.0)
    return;
  *length = 1.0;
  *start = CLAMP (*start, 0.0, MAX (size - 1.0, 0.0));
}

/* Of the size that the options say, around the pointer, inside the image. */
static gboolean
is_fixed (GwToolBox *self)
{
  return !self->is_ellipse && gw_tool_options_get_flag (gw_tool_get_options (GW_TOOL (self)), "fixed-size");
}

static double
get_fixed (GwToolBox *self, const char *property, double most)
{
  return MIN (round (gw_tool_options_get_number (gw_tool_get_options (GW_TOOL (self)), property)), most);
}

static GwBox
find_fixed_box (GwToolBox *self, int width, int height)
{
  double w = get_fixed (self, "box-width", width);
  double h = get_fixed (self, "box-height", height);

  return (GwBox) { CLAMP (round (self->second.x - w / 2.0), 0.0, width - w),
                   CLAMP (round (self->second.y - h / 2.0), 0.0, height - h), w, h };
}

/* The box as it would be now; FALSE while it has no extent at all. */
static gboolean
find_box (GwToolBox *self, GwBox *box)
{
  GwPoint a, b;
  int width, height;

  if (self->state == IDLE || _gw_tool_get_ground (GW_TOOL (self), &width, &height) == NULL)
    return FALSE;
  if (is_fixed (self))
    {
      *box = find_fixed_box (self, width, height);
      return TRUE;
    }
  find_corners (self, width, height, &a, &b);
  *box = gw_box_from_corners (a, b);
  if (box->width == 0.0 && box->height == 0.0)
    return FALSE;
  widen (&box->x, &box->width, width);
  widen (&box->y, &box->height, height);
  return TRUE;
}

static void
make_shape (GwToolBox *self, const GwBox *box, GwShape *shape)
{
  gw_shape_init_box (shape, box->x, box->y, box->width, box->height);
  if (!self->is_ellipse)
    return;
  shape->kind = GW_SHAPE_ELLIPSE;
  shape->as.ellipse = (GwEllipse) { box->x + box->width / 2.0, box->y + box->height / 2.0, box->width / 2.0,
                                    box->height / 2.0, 0.0 };
}

static void
update_preview (GwToolBox *self)
{
  GwDocument *document = gw_tool_get_document (GW_TOOL (self));
  g_autoptr (GPtrArray) preview = NULL;
  GwShape shape = GW_SHAPE_INIT;
  GwObject *object;
  GwBox box;

  if (!find_box (self, &box))
    {
      gw_document_set_preview (document, NULL);
      return;
    }
  object = gw_object_new (self->id, gw_document_get_current_class (document));
  make_shape (self, &box, &shape);
  gw_object_take_shape (object, &shape);
  preview = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (preview, object);
  gw_document_set_preview (document, preview);
}

static void
begin (GwToolBox *self, State state, const GwToolEvent *event, int width, int height)
{
  self->state = state;
  self->raw_first = event->point;
  self->first = snap (event->point, width, height);
  self->second = event->point;
  self->modifiers = event->modifiers;
  self->id = gw_object_make_id ();
  /* Keys that change a selection are for the new box from here on. */
  gw_document_select_none (gw_tool_get_document (GW_TOOL (self)));
}

static void
follow (GwToolBox *self, const GwToolEvent *event)
{
  self->second = event->point;
  self->modifiers = event->modifiers;
  self->has_pointer = TRUE;
  if (self->state != IDLE)
    update_preview (self);
  _gw_tool_overlay_changed (GW_TOOL (self));
}

static gboolean
stop (GwToolBox *self)
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

/* Whether the rectangle of the pointer was beside the image all the time: the
 * box would be a sliver at its edge.
 */
static gboolean
is_beside_image (GwToolBox *self, int width, int height)
{
  /* Of one of a fixed size only the place counts. */
  GwBox drawn = gw_box_from_corners (is_fixed (self) ? self->second : self->raw_first, self->second);

  return drawn.x >= width || drawn.y >= height || drawn.x + drawn.width <= 0.0 || drawn.y + drawn.height <= 0.0;
}

/* Adds the box and is ready for the next. Without any extent there is none,
 * and the first corner keeps standing.
 */
static void
finish (GwToolBox *self)
{
  GwShape shape = GW_SHAPE_INIT;
  int width, height;
  GwBox box;

  _gw_tool_get_ground (GW_TOOL (self), &width, &height);
  if (is_beside_image (self, width, height))
    {
      stop (self);
      _gw_tool_refused (GW_TOOL (self), _ ("Nothing was drawn: the box lies beside the image."));
      return;
    }
  if (!find_box (self, &box))
    {
      self->state = STANDING;
      _gw_tool_refused (GW_TOOL (self), _ ("Both corners are at the same place. Move to the other corner first."));
      return;
    }
  stop (self);
  make_shape (self, &box, &shape);
  _gw_tool_add_shape (GW_TOOL (self), &shape, self->id);
}

static gboolean
press (GwTool *tool, const GwToolEvent *event)
{
  GwToolBox *self = GW_TOOL_BOX (tool);
  int width, height;

  if (_gw_tool_get_ground (tool, &width, &height) == NULL)
    return FALSE;
  if (self->state == STANDING)
    self->state = DRAGGING_SECOND;
  else
    begin (self, DRAGGING, event, width, height);
  follow (self, event);
  return TRUE;
}

static gboolean
motion (GwTool *tool, const GwToolEvent *event)
{
  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  follow (GW_TOOL_BOX (tool), event);
  return TRUE;
}

static gboolean
release (GwTool *tool, const GwToolEvent *event)
{
  GwToolBox *self = GW_TOOL_BOX (tool);

  if (self->state != DRAGGING && self->state != DRAGGING_SECOND)
    return FALSE;
  follow (self, event);
  /* Neither a click nor the second one of a double click is two corners. */
  if (is_fixed (self) || _gw_tool_has_moved (event, self->raw_first))
    finish (self);
  else
    self->state = STANDING;
  return TRUE;
}

static gboolean
set_point (GwTool *tool, const GwToolEvent *event)
{
  GwToolBox *self = GW_TOOL_BOX (tool);
  int width, height;

  if (_gw_tool_get_ground (tool, &width, &height) == NULL)
    return FALSE;
  if (self->state == IDLE)
    {
      begin (self, STANDING, event, width, height);
      follow (self, event);
      if (!is_fixed (self))
        return TRUE;
    }
  follow (self, event);
  /* Keys cannot leave the image, only reach its edge: what was done so far is kept. */
  if (is_beside_image (self, width, height))
    _gw_tool_refused (tool, _ ("Both corners lie on the same edge of the image. Move this one inside."));
  else
    finish (self);
  return TRUE;
}

static gboolean
remove_point (GwTool *tool)
{
  return stop (GW_TOOL_BOX (tool));
}

static void
get_overlay (GwTool *tool, GwToolOverlay *overlay)
{
  GwToolBox *self = GW_TOOL_BOX (tool);
  GwPoint point;
  int width, height;
  GwBox box;

  if (_gw_tool_get_ground (tool, &width, &height) == NULL || !self->has_pointer)
    return;
  overlay->cross_hair = TRUE;
  /* Where a click would set it. */
  if (self->state == IDLE && is_fixed (self))
    {
      overlay->has_frame = TRUE;
      overlay->frame = find_fixed_box (self, width, height);
    }
  /* A corner of the box is between pixels; the pointer alone is over one. */
  if (find_box (self, &box))
    {
      point = snap (self->second, width, height);
      _gw_tool_write_place_and_size (overlay, point, box.width, box.height);
      return;
    }
  point.x = CLAMP (self->second.x, 0.0, width);
  point.y = CLAMP (self->second.y, 0.0, height);
  _gw_tool_write_place (overlay, point);
}

static gboolean
is_drawing (GwTool *tool)
{
  return GW_TOOL_BOX (tool)->state != IDLE;
}

static void
_gw_tool_box_class_init (GwToolBoxClass *klass)
{
  GwToolClass *tool_class = GW_TOOL_CLASS (klass);

  tool_class->get_name = get_name;
  tool_class->press = press;
  tool_class->motion = motion;
  tool_class->release = release;
  tool_class->set_point = set_point;
  tool_class->remove_point = remove_point;
  tool_class->cancel = remove_point;
  tool_class->get_cursor = _gw_tool_get_crosshair;
  tool_class->get_overlay = get_overlay;
  tool_class->is_drawing = is_drawing;
}

static void
_gw_tool_box_init (GwToolBox *self)
{
}

/* --- the same gesture for an ellipse ---------------------------------------------------- */

typedef struct
{
  GwToolBox parent_instance;
} GwToolEllipse;

typedef struct
{
  GwToolBoxClass parent_class;
} GwToolEllipseClass;

G_DEFINE_FINAL_TYPE (GwToolEllipse, _gw_tool_ellipse, GW_TYPE_TOOL_BOX)

static const char *
get_ellipse_name (GwTool *tool)
{
  return "ellipse";
}

static void
_gw_tool_ellipse_class_init (GwToolEllipseClass *klass)
{
  GW_TOOL_CLASS (klass)->get_name = get_ellipse_name;
}

static void
_gw_tool_ellipse_init (GwToolEllipse *self)
{
  GW_TOOL_BOX (self)->is_ellipse = TRUE;
}
