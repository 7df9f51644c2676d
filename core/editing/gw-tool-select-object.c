/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-draft-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-box.h"
#include "gw-grab-cut.h"
#include "gw-paint.h"

/* Smaller pictures are looked at as a whole; of larger ones what lies around the rectangle. */
#define WHOLE_PIXELS ((gint64) 4 << 20)
#define PADDING 1.0
#define LEAST_PADDING 64.0

/* A press begins a rectangle as it does a box, by a drag or by two clicks. Once
 * it stands, further presses mark object and background.
 */
typedef enum
{
  IDLE,
  FRAMING,  /* the button is down */
  STANDING, /* the first corner stands, the button is up */
  FRAMED,
  MARKING /* the button is down */
} State;

/* What a person marked; counted, and never changed once a job has it. */
typedef struct
{
  GArray *points; /* of GwPoint, in image pixels */
  double size;
  gboolean object;
} Hint;

/* What the jobs of one rectangle share; they run one after another. */
typedef struct
{
  GwToolPart part;
  GwBox frame;    /* in pixels of the part */
  GwGrabCut *cut; /* made by the first job */
  guint n_marked; /* hints that it knows */
} Ground;

typedef struct
{
  Ground *ground;
  GPtrArray *hints; /* of Hint */
} Search;

struct _GwToolSelectObject
{
  GwToolDraft parent_instance;

  State state;
  GwPoint first;
  GwPoint second;
  Ground *ground; /* nullable */
  GPtrArray *hints;
  GArray *shown; /* of GwToolHint: the same for the overlay */
};

#define GW_TYPE_TOOL_SELECT_OBJECT (_gw_tool_select_object_get_type ())
G_DECLARE_FINAL_TYPE (GwToolSelectObject, _gw_tool_select_object, GW, TOOL_SELECT_OBJECT, GwToolDraft)
G_DEFINE_FINAL_TYPE (GwToolSelectObject, _gw_tool_select_object, GW_TYPE_TOOL_DRAFT)

static const char *
get_name (GwTool *tool)
{
  return "select-object";
}

/* --- on the worker ------------------------------------------------------------------------ */

static void
hint_clear (gpointer data)
{
  g_array_unref (((Hint *) data)->points);
}

static void
hint_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, hint_clear);
}

static void
ground_clear (gpointer data)
{
  Ground *ground = data;

  gw_grab_cut_free (ground->cut);
  _gw_tool_part_clear (&ground->part);
}

static void
ground_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, ground_clear);
}

static void
search_free (gpointer data)
{
  Search *search = data;

  ground_unref (search->ground);
  g_ptr_array_unref (search->hints);
  g_free (search);
}

static gw_status
mark (Ground *ground, const Hint *hint)
{
  const GwPixels *pixels = &ground->part.pixels;
  GwPaint *paint = gw_paint_new (pixels->width, pixels->height, NULL);
  gw_status status = paint != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;
  double size = fmax (hint->size * ground->part.scale, 1.0);
  GwMask mask = GW_MASK_INIT;

  for (guint i = 0; status == GW_STATUS_OK && i < hint->points->len; i++)
    status = gw_paint_stroke (
        paint, _gw_tool_part_lower (&ground->part, g_array_index (hint->points, GwPoint, i > 0 ? i - 1 : 0)),
        _gw_tool_part_lower (&ground->part, g_array_index (hint->points, GwPoint, i)), size, GW_BRUSH_ROUND, true,
        NULL);
  if (status == GW_STATUS_OK)
    status = gw_paint_to_mask (paint, &mask);
  if (status == GW_STATUS_OK)
    status = gw_grab_cut_mark (ground->cut, &mask, hint->object ? GW_TRIMAP_OBJECT : GW_TRIMAP_BACKGROUND);
  gw_mask_clear (&mask);
  gw_paint_free (paint);
  return status;
}

static gw_status
begin_cut (Ground *ground)
{
  const GwBox *frame = &ground->frame;
  gw_status status = GW_STATUS_OK;

  if (ground->cut == NULL)
    ground->cut = gw_grab_cut_new (&ground->part.pixels, NULL, &status);
  ground->n_marked = 0;
  if (status == GW_STATUS_OK)
    status = gw_grab_cut_set_box (ground->cut, (int) frame->x, (int) frame->y, (int) frame->width, (int) frame->height);
  return status;
}

/* Marks what is new; where a hint was taken back, all of it is begun anew. */
static gw_status
search_run (gpointer data, GwMask *mask, const GwRun *run)
{
  Search *search = data;
  Ground *ground = search->ground;
  GwMask object = GW_MASK_INIT;
  gw_status status = GW_STATUS_OK;

  if (ground->cut == NULL || search->hints->len <= ground->n_marked)
    status = begin_cut (ground);
  for (; status == GW_STATUS_OK && ground->n_marked < search->hints->len; ground->n_marked++)
    status = mark (ground, g_ptr_array_index (search->hints, ground->n_marked));
  if (status == GW_STATUS_OK)
    status = gw_grab_cut_solve (ground->cut, &object, run);
  if (status == GW_STATUS_OK)
    status = _gw_tool_part_lift_mask (&ground->part, &object, mask);
  gw_mask_clear (&object);
  return status;
}

static void
find (GwToolSelectObject *self)
{
  Search *search = g_new0 (Search, 1);

  search->ground = g_atomic_rc_box_acquire (self->ground);
  search->hints = g_ptr_array_new_with_free_func (hint_unref);
  for (guint i = 0; i < self->hints->len; i++)
    g_ptr_array_add (search->hints, g_atomic_rc_box_acquire (g_ptr_array_index (self->hints, i)));
  _gw_tool_draft_find (GW_TOOL_DRAFT (self), search_run, search, search_free, TRUE);
}

/* --- the rectangle ------------------------------------------------------------------------ */

static GwPoint
snap (GwToolSelectObject *self, GwPoint point)
{
  int width, height;

  _gw_tool_get_ground (GW_TOOL (self), &width, &height);
  return (GwPoint) { CLAMP (round (point.x), 0.0, width), CLAMP (round (point.y), 0.0, height) };
}

static GwBox
get_frame (GwToolSelectObject *self)
{
  return gw_box_from_corners (self->first, self->second);
}

/* In whole pixels of the part, one at least. */
static GwBox
lower_frame (const GwToolPart *part, const GwBox *frame)
{
  GwPoint a = _gw_tool_part_lower (part, (GwPoint) { frame->x, frame->y });
  GwPoint b = _gw_tool_part_lower (part, (GwPoint) { frame->x + frame->width, frame->y + frame->height });

  return (GwBox) { floor (a.x), floor (a.y), fmax (ceil (b.x) - floor (a.x), 1.0),
                   fmax (ceil (b.y) - floor (a.y), 1.0) };
}

static void
begin_frame (GwToolSelectObject *self, State state, const GwToolEvent *event)
{
  self->state = state;
  self->first = self->second = snap (self, event->point);
}

/* Without any extent the first corner keeps standing. */
static void
finish_frame (GwToolSelectObject *self)
{
  GwBox frame = get_frame (self);
  GwBox wanted = _gw_tool_pad_box (&frame, PADDING, LEAST_PADDING);
  GwToolPart part;

  if (frame.width < 2.0 || frame.height < 2.0)
    {
      self->state = STANDING;
      _gw_tool_refused (GW_TOOL (self), _ ("Draw a rectangle around the whole object."));
      return;
    }
  self->state = IDLE;
  if (!_gw_tool_part_init (&part, GW_TOOL (self), &wanted, WHOLE_PIXELS))
    return;
  self->state = FRAMED;
  self->ground = g_atomic_rc_box_new0 (Ground);
  self->ground->part = part;
  self->ground->frame = lower_frame (&part, &frame);
  find (self);
}

/* --- hints -------------------------------------------------------------------------------- */

static void
begin_hint (GwToolSelectObject *self, const GwToolEvent *event)
{
  GwToolOptions *options = gw_tool_get_options (GW_TOOL (self));
  Hint *hint = g_atomic_rc_box_new0 (Hint);

  hint->points = g_array_new (FALSE, FALSE, sizeof (GwPoint));
  g_array_append_val (hint->points, event->point);
  hint->size = gw_tool_options_get_number (options, "hint-size");
  hint->object = gw_tool_options_get_flag (options, "hint-object") && (event->modifiers & GW_TOOL_SHIFT) == 0
                 && !event->erases;
  g_ptr_array_add (self->hints, hint);
  self->state = MARKING;
}

static void
lengthen_hint (GwToolSelectObject *self, GwPoint point)
{
  Hint *hint = g_ptr_array_index (self->hints, self->hints->len - 1);
  const GwPoint *last = &g_array_index (hint->points, GwPoint, hint->points->len - 1);

  if (hypot (point.x - last->x, point.y - last->y) >= 0.5)
    g_array_append_val (hint->points, point);
}

static void
finish_hint (GwToolSelectObject *self)
{
  self->state = FRAMED;
  find (self);
}

/* --- events ------------------------------------------------------------------------------- */

static gboolean
press (GwTool *tool, const GwToolEvent *event)
{
  GwToolSelectObject *self = GW_TOOL_SELECT_OBJECT (tool);

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  /* No rectangle is begun with what only marks background. */
  if (event->erases && self->state != FRAMED)
    return FALSE;
  if (self->state == FRAMED)
    begin_hint (self, event);
  else if (self->state == STANDING)
    {
      self->state = FRAMING;
      self->second = snap (self, event->point);
    }
  else
    begin_frame (self, FRAMING, event);
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

static gboolean
motion (GwTool *tool, const GwToolEvent *event)
{
  GwToolSelectObject *self = GW_TOOL_SELECT_OBJECT (tool);

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  if (self->state == FRAMING || self->state == STANDING)
    self->second = snap (self, event->point);
  else if (self->state == MARKING)
    lengthen_hint (self, event->point);
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

static gboolean
release (GwTool *tool, const GwToolEvent *event)
{
  GwToolSelectObject *self = GW_TOOL_SELECT_OBJECT (tool);

  if (self->state != FRAMING && self->state != MARKING)
    return FALSE;
  motion (tool, event);
  if (self->state == MARKING)
    finish_hint (self);
  else if (_gw_tool_has_moved (event, self->first))
    finish_frame (self);
  else
    self->state = STANDING;
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

static gboolean
set_point (GwTool *tool, const GwToolEvent *event)
{
  GwToolSelectObject *self = GW_TOOL_SELECT_OBJECT (tool);

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  if (self->state == IDLE)
    begin_frame (self, STANDING, event);
  else if (self->state == FRAMED)
    {
      begin_hint (self, event);
      finish_hint (self);
    }
  else if (self->state == STANDING)
    {
      self->second = snap (self, event->point);
      finish_frame (self);
    }
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

/* The last hint, then the rectangle. */
static gboolean
remove_point (GwTool *tool)
{
  GwToolSelectObject *self = GW_TOOL_SELECT_OBJECT (tool);

  if (self->hints->len == 0)
    return gw_tool_cancel (tool);
  g_ptr_array_set_size (self->hints, (int) self->hints->len - 1);
  finish_hint (self);
  return TRUE;
}

static gboolean
reset (GwToolDraft *draft)
{
  GwToolSelectObject *self = GW_TOOL_SELECT_OBJECT (draft);
  gboolean was = self->state != IDLE;

  self->state = IDLE;
  g_clear_pointer (&self->ground, ground_unref);
  g_ptr_array_set_size (self->hints, 0);
  return was;
}

static gboolean
step_size (GwTool *tool, int steps, gboolean second)
{
  if (second)
    return FALSE;
  gw_tool_options_step (gw_tool_get_options (tool), "hint-size", steps);
  return TRUE;
}

static gboolean
is_drawing (GwTool *tool)
{
  return GW_TOOL_SELECT_OBJECT (tool)->state != IDLE;
}

/* --- what is shown ------------------------------------------------------------------------ */

static void
show_hints (GwToolSelectObject *self, GwToolOverlay *overlay)
{
  g_array_set_size (self->shown, 0);
  for (guint i = 0; i < self->hints->len; i++)
    {
      const Hint *hint = g_ptr_array_index (self->hints, i);
      GwRing line = { (GwPoint *) (gpointer) hint->points->data, hint->points->len };
      GwToolHint shown = { line, hint->size, hint->object };

      g_array_append_val (self->shown, shown);
    }
  overlay->hints = (const GwToolHint *) (gpointer) self->shown->data;
  overlay->n_hints = self->shown->len;
}

static void
get_overlay (GwTool *tool, GwToolOverlay *overlay)
{
  GwToolSelectObject *self = GW_TOOL_SELECT_OBJECT (tool);

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return;
  _gw_tool_draft_fill_overlay (GW_TOOL_DRAFT (self), overlay);
  overlay->cross_hair = self->state == IDLE || self->state == FRAMING || self->state == STANDING;
  overlay->has_frame = self->state != IDLE;
  overlay->frame = get_frame (self);
  if (self->state == FRAMING || self->state == STANDING)
    _gw_tool_write_place_and_size (overlay, self->second, overlay->frame.width, overlay->frame.height);
  if (self->state == FRAMED || self->state == MARKING)
    overlay->cursor_size = gw_tool_options_get_number (gw_tool_get_options (tool), "hint-size");
  show_hints (self, overlay);
}

static void
gw_tool_select_object_finalize (GObject *object)
{
  GwToolSelectObject *self = GW_TOOL_SELECT_OBJECT (object);

  reset (GW_TOOL_DRAFT (object));
  g_ptr_array_unref (self->hints);
  g_array_unref (self->shown);

  G_OBJECT_CLASS (_gw_tool_select_object_parent_class)->finalize (object);
}

static void
_gw_tool_select_object_class_init (GwToolSelectObjectClass *klass)
{
  GwToolClass *tool_class = GW_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gw_tool_select_object_finalize;
  GW_TOOL_DRAFT_CLASS (klass)->reset = reset;
  tool_class->get_name = get_name;
  tool_class->press = press;
  tool_class->motion = motion;
  tool_class->release = release;
  tool_class->set_point = set_point;
  tool_class->remove_point = remove_point;
  tool_class->step_size = step_size;
  tool_class->is_drawing = is_drawing;
  tool_class->get_overlay = get_overlay;
}

static void
_gw_tool_select_object_init (GwToolSelectObject *self)
{
  self->hints = g_ptr_array_new_with_free_func (hint_unref);
  self->shown = g_array_new (FALSE, FALSE, sizeof (GwToolHint));
}
