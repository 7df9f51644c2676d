/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-draft-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-edits.h"
#include "gw-live-wire.h"
#include "gw-mask-edit-private.h"
#include "gw-polygon.h"
#include "gw-raster.h"
#include "gw-tool-work-private.h"

/* Screen pixels around the first point in which a press closes the line, and around
 * a press in which an edge holds it.
 */
#define CLOSE_REACH 8.0
#define SNAP_REACH 6.0

/* A part of the line that so many paths had in common, and that is so long on the
 * screen, gets a point at its end.
 */
#define COOL_PATHS 24
#define COOL_LENGTH 60.0

/* As far as a path goes, in pixels of the picture. */
#define REACH 1500

/* The wire, which only one worker may use at a time; pixels are the picture's. */
typedef struct
{
  GwToolPart part;
  GMutex lock;
  GwLiveWire *wire; /* made by the first job */
  double sensitivity;
  int seed_x;
  int seed_y;
} Wire;

typedef enum
{
  BEGIN,
  FOLLOW, /* the pointer */
  SET,
  CLOSE
} Purpose;

typedef struct
{
  Wire *wire;
  Purpose purpose;
  guint generation;
  double sensitivity;
  int from_x;
  int from_y;
  int x;
  int y;
  int snap;
  double scale;
  GwBox visible;
  GwRing path;
  gboolean cooled;
  int cooled_x;
  int cooled_y;
} Step;

/* What was asked for and waits for its turn. */
typedef struct
{
  Purpose purpose;
  GwPoint point;
  int snap;
  double scale;
  GwBox visible;
} Request;

typedef struct
{
  int x;
  int y;
  guint n_line; /* points of the line up to it */
} Anchor;

/* While there is a wire something is being drawn; it has a first anchor as soon as
 * the worker has found it.
 */
struct _GwToolScissors
{
  GwTool parent_instance;

  GwToolWork work;
  Wire *wire;       /* nullable */
  GArray *queue;    /* of Request */
  GArray *anchors;  /* of Anchor */
  GArray *line;     /* of GwPoint, up to the last anchor */
  GArray *live;     /* of GwPoint, from there to the pointer */
  guint generation; /* jobs of another one are of no use any more */
  Request pointer;  /* where it is */
  gboolean is_followed;
  GwPoint asked; /* the last place of an anchor */

  GArray *shown; /* of GwPoint: line and live */
  GArray *handles;
  GwRing path_ring;
  GwRing handle_ring;
};

#define GW_TYPE_TOOL_SCISSORS (_gw_tool_scissors_get_type ())
G_DECLARE_FINAL_TYPE (GwToolScissors, _gw_tool_scissors, GW, TOOL_SCISSORS, GwTool)
G_DEFINE_FINAL_TYPE (GwToolScissors, _gw_tool_scissors, GW_TYPE_TOOL)

static const char *
get_name (GwTool *tool)
{
  return "scissors";
}

/* --- on the worker ------------------------------------------------------------------------ */

static void
wire_clear (gpointer data)
{
  Wire *wire = data;

  gw_live_wire_free (wire->wire);
  g_mutex_clear (&wire->lock);
  _gw_tool_part_clear (&wire->part);
}

static void
wire_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, wire_clear);
}

static void
step_free (gpointer data)
{
  Step *step = data;

  wire_unref (step->wire);
  gw_ring_clear (&step->path);
  g_free (step);
}

/* The wire with the step's sensitivity and seed. */
static gw_status
prepare (const Step *step)
{
  Wire *wire = step->wire;

  if (wire->wire == NULL)
    wire->wire = gw_live_wire_new (&wire->part.pixels, step->sensitivity);
  if (wire->wire == NULL)
    return GW_STATUS_NO_MEMORY;
  if (wire->sensitivity != step->sensitivity)
    gw_live_wire_set_edge_sensitivity (wire->wire, step->sensitivity);
  wire->sensitivity = step->sensitivity;
  if (step->purpose == BEGIN || (wire->seed_x == step->from_x && wire->seed_y == step->from_y))
    return GW_STATUS_OK;
  wire->seed_x = step->from_x;
  wire->seed_y = step->from_y;
  return gw_live_wire_set_seed (wire->wire, step->from_x, step->from_y, REACH);
}

/* Costs of what is in view, so that the first paths need not wait for them. */
static gw_status
look_ahead (const Step *step, const GwRun *run)
{
  const GwToolPart *part = &step->wire->part;
  GwPoint from = _gw_tool_part_lower (part, (GwPoint) { step->visible.x, step->visible.y });
  double width = step->visible.width * part->scale, height = step->visible.height * part->scale;
  double left = CLAMP (from.x, step->x - REACH, step->x), top = CLAMP (from.y, step->y - REACH, step->y);

  width = CLAMP (from.x + width - left, 0.0, 2.0 * REACH);
  height = CLAMP (from.y + height - top, 0.0, 2.0 * REACH);
  if (width < 1.0 || height < 1.0)
    return GW_STATUS_OK;
  return gw_live_wire_prepare (step->wire->wire, (int) left, (int) top, (int) ceil (width), (int) ceil (height), run);
}

static gw_status
take_step (Step *step, const GwRun *run)
{
  gw_status status = prepare (step);

  if (status == GW_STATUS_OK && step->purpose == BEGIN)
    status = look_ahead (step, run);
  if (status != GW_STATUS_OK)
    return status;
  if (step->snap > 0)
    gw_live_wire_snap (step->wire->wire, &step->x, &step->y, step->snap);
  if (step->purpose == BEGIN)
    return GW_STATUS_OK;
  status = gw_live_wire_path (step->wire->wire, step->x, step->y, &step->path, run);
  if (status == GW_STATUS_OK && step->purpose == FOLLOW)
    step->cooled = gw_live_wire_cooled (step->wire->wire, COOL_PATHS, &step->cooled_x, &step->cooled_y);
  return status;
}

static gw_status
step_run (gpointer data, const GwRun *run)
{
  Step *step = data;
  gw_status status;

  g_mutex_lock (&step->wire->lock);
  status = take_step (step, run);
  g_mutex_unlock (&step->wire->lock);
  return status;
}

/* --- asking for the next step --------------------------------------------------------------- */

static const Anchor *
last_anchor (GwToolScissors *self)
{
  return &g_array_index (self->anchors, Anchor, self->anchors->len - 1);
}

static void
clamp_to_part (const GwToolPart *part, GwPoint point, int *x, int *y)
{
  GwPoint there = _gw_tool_part_lower (part, point);

  *x = (int) CLAMP (floor (there.x), 0.0, part->pixels.width - 1.0);
  *y = (int) CLAMP (floor (there.y), 0.0, part->pixels.height - 1.0);
}

static void
start (GwToolScissors *self, const Request *request)
{
  Step *step = g_new0 (Step, 1);

  step->wire = g_atomic_rc_box_acquire (self->wire);
  step->purpose = request->purpose;
  step->generation = self->generation;
  step->sensitivity = gw_tool_options_get_number (gw_tool_get_options (GW_TOOL (self)), "edge-sensitivity");
  step->snap = request->snap;
  step->scale = request->scale;
  step->visible = request->visible;
  clamp_to_part (&self->wire->part, request->point, &step->x, &step->y);
  if (request->purpose == CLOSE)
    {
      step->x = g_array_index (self->anchors, Anchor, 0).x;
      step->y = g_array_index (self->anchors, Anchor, 0).y;
    }
  if (self->anchors->len > 0)
    {
      step->from_x = last_anchor (self)->x;
      step->from_y = last_anchor (self)->y;
    }
  _gw_tool_work_start (&self->work, step_run, step, step_free, FALSE);
}

static gboolean
has_enough (GwToolScissors *self)
{
  return self->anchors->len >= 2 && self->line->len >= 2;
}

/* What was asked for first, then the pointer; one at a time. */
static void
go_on (GwToolScissors *self)
{
  if (self->wire == NULL || _gw_tool_work_is_busy (&self->work))
    return;
  if (self->queue->len > 0)
    {
      Request request = g_array_index (self->queue, Request, 0);

      g_array_remove_index (self->queue, 0);
      if (request.purpose != CLOSE || has_enough (self))
        start (self, &request);
      else
        _gw_tool_refused (GW_TOOL (self), _ ("An outline has three points at least. Set one more first."));
    }
  else if (self->anchors->len > 0 && !self->is_followed)
    {
      self->is_followed = TRUE;
      start (self, &self->pointer);
    }
}

static void
ask (GwToolScissors *self, Purpose purpose, const GwToolEvent *event)
{
  gboolean snaps = purpose != CLOSE && (event->modifiers & GW_TOOL_CONTROL) == 0;
  double reach = event->scale > 0.0 ? SNAP_REACH / event->scale * self->wire->part.scale : 0.0;
  Request request = { purpose, event->point, snaps ? (int) CLAMP (ceil (reach), 1.0, 64.0) : 0, event->scale,
                      event->visible };

  self->asked = event->point;
  g_array_append_val (self->queue, request);
  go_on (self);
}

/* --- stopping ------------------------------------------------------------------------------- */

static gboolean
stop (GwToolScissors *self)
{
  if (self->wire == NULL)
    return FALSE;
  _gw_tool_work_stop (&self->work);
  g_clear_pointer (&self->wire, wire_unref);
  g_array_set_size (self->queue, 0);
  g_array_set_size (self->anchors, 0);
  g_array_set_size (self->line, 0);
  g_array_set_size (self->live, 0);
  self->generation++;
  _gw_tool_overlay_changed (GW_TOOL (self));
  return TRUE;
}

/* The outline as a ring without needless points; FALSE when it encloses nothing. */
static gboolean
make_ring (GwToolScissors *self, GwRing *ring)
{
  double tolerance = gw_tool_options_get_number (gw_tool_get_options (GW_TOOL (self)), "simplify");
  GwRing full = GW_RING_INIT;

  *ring = (GwRing) GW_RING_INIT;
  if (gw_ring_init (&full, (const GwPoint *) (gpointer) self->line->data, self->line->len) != GW_STATUS_OK)
    return FALSE;
  gw_ring_drop_repeats (&full);
  if (gw_ring_is_valid (&full) && gw_ring_simplify (&full, tolerance, ring) == GW_STATUS_OK)
    {
      gw_ring_clear (&full);
      return TRUE;
    }
  *ring = full;
  return gw_ring_is_valid (ring);
}

static void
take_as_mask (GwToolScissors *self, const GwRing *ring, int width, int height)
{
  const GwPolygon outline = { (GwRing *) ring, 1 };
  GwMask mask = GW_MASK_INIT;

  if (gw_raster_polygon (&outline, width, height, &mask) == GW_STATUS_OK)
    _gw_mask_edit_take (GW_TOOL (self), &mask, 0);
  gw_mask_clear (&mask);
}

static void
take_as_polygon (GwToolScissors *self, const GwRing *ring)
{
  GwDocument *document = gw_tool_get_document (GW_TOOL (self));
  GwShape shape = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };
  gint64 id = gw_object_make_id ();
  GwObject *object;

  if (gw_polygon_add_ring (&shape.as.polygon, ring->points, ring->n_points) != GW_STATUS_OK)
    return;
  if (!gw_document_has_class_for_new (document))
    {
      g_autoptr (GwObject) drawn = gw_object_new (id, 0);

      gw_object_take_shape (drawn, &shape);
      _gw_tool_class_missing (GW_TOOL (self), drawn);
      return;
    }
  object = gw_document_add_shape_with_id (document, &shape, id);
  if (object != NULL)
    _gw_tool_drawn (GW_TOOL (self), object);
}

static void
finish (GwToolScissors *self)
{
  int width, height;
  GwRing ring;
  gboolean is_whole = make_ring (self, &ring);

  stop (self);
  if (!is_whole)
    _gw_tool_refused (GW_TOOL (self), _ ("Nothing was drawn: the line encloses nothing."));
  else if (_gw_tool_get_ground (GW_TOOL (self), &width, &height) != NULL)
    {
      if (gw_tool_options_get_flag (gw_tool_get_options (GW_TOOL (self)), "semantic"))
        take_as_mask (self, &ring, width, height);
      else
        take_as_polygon (self, &ring);
    }
  gw_ring_clear (&ring);
}

/* --- what the worker found -------------------------------------------------------------------- */

static GwPoint
lift_pixel (const Step *step, int x, int y)
{
  return _gw_tool_part_lift (&step->wire->part, (GwPoint) { x + 0.5, y + 0.5 });
}

/* The path's points behind its first, which the line has. */
static void
add_path (GArray *line, const Step *step)
{
  for (gsize i = line->len > 0 ? 1 : 0; i < step->path.n_points; i++)
    {
      GwPoint point = _gw_tool_part_lift (&step->wire->part, step->path.points[i]);

      g_array_append_val (line, point);
    }
}

static void
add_anchor (GwToolScissors *self, const Step *step)
{
  Anchor anchor = { step->x, step->y, 0 };
  GwPoint first = lift_pixel (step, step->x, step->y);

  if (step->purpose == BEGIN)
    g_array_append_val (self->line, first);
  else
    add_path (self->line, step);
  anchor.n_line = self->line->len;
  g_array_append_val (self->anchors, anchor);
  g_array_set_size (self->live, 0);
  self->is_followed = FALSE;
}

/* A point where the line has settled, if that is not too near to the last. */
static void
cool (GwToolScissors *self, const Step *step)
{
  GwPoint from = lift_pixel (step, step->from_x, step->from_y), to = lift_pixel (step, step->cooled_x, step->cooled_y);
  Request request = { .purpose = SET, .point = to, .scale = step->scale };

  if (step->cooled && self->queue->len == 0 && hypot (to.x - from.x, to.y - from.y) * step->scale >= COOL_LENGTH)
    g_array_append_val (self->queue, request);
}

static void
on_step_ended (GwTool *tool, gpointer data, gw_status status, double seconds)
{
  GwToolScissors *self = GW_TOOL_SCISSORS (tool);
  const Step *step = data;

  if (step->generation == self->generation && status != GW_STATUS_OK)
    {
      stop (self);
      _gw_tool_refused (tool, _ ("The outline was dropped: there is not enough memory."));
      return;
    }
  if (step->generation != self->generation)
    self->is_followed = FALSE;
  else if (step->purpose == FOLLOW)
    {
      g_array_set_size (self->live, 0);
      add_path (self->live, step);
      cool (self, step);
    }
  else
    add_anchor (self, step);
  if (step->generation == self->generation && step->purpose == CLOSE)
    finish (self);
  else
    go_on (self);
}

/* --- events ----------------------------------------------------------------------------------- */

static GwPoint
get_first_point (GwToolScissors *self)
{
  return g_array_index (self->line, GwPoint, 0);
}

static gboolean
is_at_first (GwToolScissors *self, const Request *place)
{
  GwPoint first;

  if (!has_enough (self))
    return FALSE;
  first = get_first_point (self);
  return hypot (place->point.x - first.x, place->point.y - first.y) * place->scale <= CLOSE_REACH;
}

static void
follow (GwToolScissors *self, const GwToolEvent *event)
{
  self->pointer = (Request) { FOLLOW, event->point, 0, event->scale, event->visible };
  self->is_followed = FALSE;
}

static gboolean
begin (GwToolScissors *self, const GwToolEvent *event)
{
  const GwBox all = { 0 };
  GwToolPart part;

  if (!_gw_tool_part_init (&part, GW_TOOL (self), &all, G_MAXINT64))
    return FALSE;
  self->wire = g_atomic_rc_box_new0 (Wire);
  self->wire->part = part;
  self->wire->sensitivity = -1.0;
  self->wire->seed_x = self->wire->seed_y = -1;
  g_mutex_init (&self->wire->lock);
  gw_document_select_none (gw_tool_get_document (GW_TOOL (self)));
  ask (self, BEGIN, event);
  return TRUE;
}

/* closes: what makes a second point of a first one anyway. */
static gboolean
set_next (GwTool *tool, const GwToolEvent *event, gboolean closes)
{
  GwToolScissors *self = GW_TOOL_SCISSORS (tool);

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  follow (self, event);
  if (self->wire == NULL)
    begin (self, event);
  else
    ask (self, closes || is_at_first (self, &self->pointer) ? CLOSE : SET, event);
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

static gboolean
press (GwTool *tool, const GwToolEvent *event)
{
  GwToolScissors *self = GW_TOOL_SCISSORS (tool);

  return set_next (tool, event, event->n_press > 1 && !_gw_tool_has_moved (event, self->asked));
}

static gboolean
set_point (GwTool *tool, const GwToolEvent *event)
{
  GwToolScissors *self = GW_TOOL_SCISSORS (tool);

  return set_next (tool, event, event->point.x == self->asked.x && event->point.y == self->asked.y);
}

static gboolean
motion (GwTool *tool, const GwToolEvent *event)
{
  GwToolScissors *self = GW_TOOL_SCISSORS (tool);

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  follow (self, event);
  go_on (self);
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

static gboolean
release (GwTool *tool, const GwToolEvent *event)
{
  return GW_TOOL_SCISSORS (tool)->wire != NULL;
}

/* By keys the place matters: Enter sets points as well. */
static gboolean
apply (GwTool *tool, const GwToolEvent *event)
{
  GwToolScissors *self = GW_TOOL_SCISSORS (tool);

  if (self->wire == NULL || event->from_keys || self->anchors->len + self->queue->len < 2)
    return FALSE;
  ask (self, CLOSE, event);
  return TRUE;
}

static gboolean
remove_point (GwTool *tool)
{
  GwToolScissors *self = GW_TOOL_SCISSORS (tool);

  if (self->anchors->len <= 1)
    return stop (self);
  g_array_set_size (self->queue, 0);
  g_array_set_size (self->anchors, self->anchors->len - 1);
  g_array_set_size (self->line, last_anchor (self)->n_line);
  g_array_set_size (self->live, 0);
  self->asked = g_array_index (self->line, GwPoint, self->line->len - 1);
  self->generation++;
  self->is_followed = FALSE;
  go_on (self);
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

static gboolean
cancel (GwTool *tool)
{
  return stop (GW_TOOL_SCISSORS (tool));
}

static void
picture_changed (GwTool *tool)
{
  stop (GW_TOOL_SCISSORS (tool));
}

static void
options_changed (GwTool *tool, const char *property)
{
  GwToolScissors *self = GW_TOOL_SCISSORS (tool);

  if (!g_str_equal (property, "edge-sensitivity"))
    return;
  self->is_followed = FALSE;
  go_on (self);
}

/* --- what is shown ------------------------------------------------------------------------------ */

static gboolean
is_drawing (GwTool *tool)
{
  return GW_TOOL_SCISSORS (tool)->wire != NULL;
}

static void
get_overlay (GwTool *tool, GwToolOverlay *overlay)
{
  GwToolScissors *self = GW_TOOL_SCISSORS (tool);

  overlay->busy = _gw_tool_work_is_busy (&self->work);
  overlay->progress = -1.0;
  if (self->anchors->len == 0)
    return;
  g_array_set_size (self->shown, 0);
  g_array_append_vals (self->shown, self->line->data, self->line->len);
  if (self->live->len > 0)
    g_array_append_vals (self->shown, self->live->data, self->live->len);
  g_array_set_size (self->handles, 0);
  for (guint i = 0; i < self->anchors->len; i++)
    g_array_append_val (self->handles,
                        g_array_index (self->line, GwPoint, g_array_index (self->anchors, Anchor, i).n_line - 1));
  self->path_ring = (GwRing) { (GwPoint *) (gpointer) self->shown->data, self->shown->len };
  self->handle_ring = (GwRing) { (GwPoint *) (gpointer) self->handles->data, self->handles->len };
  overlay->path = &self->path_ring;
  overlay->wire = &self->handle_ring;
  overlay->path_closes = is_at_first (self, &self->pointer);
  _gw_tool_write_place (overlay, self->pointer.point);
}

/* --- the type ------------------------------------------------------------------------------------ */

static void
gw_tool_scissors_finalize (GObject *object)
{
  GwToolScissors *self = GW_TOOL_SCISSORS (object);

  stop (self);
  g_array_unref (self->queue);
  g_array_unref (self->anchors);
  g_array_unref (self->line);
  g_array_unref (self->live);
  g_array_unref (self->shown);
  g_array_unref (self->handles);

  G_OBJECT_CLASS (_gw_tool_scissors_parent_class)->finalize (object);
}

static void
_gw_tool_scissors_class_init (GwToolScissorsClass *klass)
{
  GwToolClass *tool_class = GW_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gw_tool_scissors_finalize;
  tool_class->get_name = get_name;
  tool_class->press = press;
  tool_class->motion = motion;
  tool_class->release = release;
  tool_class->set_point = set_point;
  tool_class->apply = apply;
  tool_class->remove_point = remove_point;
  tool_class->cancel = cancel;
  tool_class->picture_changed = picture_changed;
  tool_class->options_changed = options_changed;
  tool_class->get_cursor = _gw_tool_get_crosshair;
  tool_class->get_overlay = get_overlay;
  tool_class->is_drawing = is_drawing;
}

static void
_gw_tool_scissors_init (GwToolScissors *self)
{
  _gw_tool_work_init (&self->work, GW_TOOL (self), on_step_ended);
  self->queue = g_array_new (FALSE, FALSE, sizeof (Request));
  self->anchors = g_array_new (FALSE, FALSE, sizeof (Anchor));
  self->line = g_array_new (FALSE, FALSE, sizeof (GwPoint));
  self->live = g_array_new (FALSE, FALSE, sizeof (GwPoint));
  self->shown = g_array_new (FALSE, FALSE, sizeof (GwPoint));
  self->handles = g_array_new (FALSE, FALSE, sizeof (GwPoint));
}
