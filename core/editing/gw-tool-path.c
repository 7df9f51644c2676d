/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-path-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* Half of the first point's target in screen pixels: 24 across. */
#define CLOSE_REACH 12.0
/* Screen pixels between points of a freehand line before it is simplified. */
#define FREEHAND_STEP 1.5

typedef enum
{
  IDLE,
  STANDING, /* points are set, the button is up */
  PRESSED,  /* a point was set, its button is still down */
  FREEHAND
} State;

/* One press or key: what Backspace takes back. */
typedef struct
{
  guint n_points; /* in the line before it */
  GwToolPlace place;
} Step;

typedef struct
{
  State state;
  GArray *line;    /* of GwPoint: with what runs between the points that were set */
  GArray *steps;   /* of Step; empty exactly when idle */
  GArray *handles; /* of GwPoint: the places of steps */
  GwPoint raw;     /* of the press */
  GwToolEvent at;  /* where the pointer is */
  gboolean has_pointer;
  GArray *shown; /* line and what a click would add */
  GwRing shown_ring;
  GwRing handle_ring;
} GwToolPathPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GwToolPath, _gw_tool_path, GW_TYPE_TOOL)

static GwToolPathPrivate *
get_priv (gpointer self)
{
  return _gw_tool_path_get_instance_private (GW_TOOL_PATH (self));
}

static GwPoint
point_at (GArray *points, guint i)
{
  return g_array_index (points, GwPoint, i);
}

static Step *
last_step (GwToolPathPrivate *priv)
{
  return &g_array_index (priv->steps, Step, priv->steps->len - 1);
}

static gboolean
is_same (GwPoint a, GwPoint b)
{
  return a.x == b.x && a.y == b.y;
}

static void
add_point (GArray *points, GwPoint point)
{
  if (points->len == 0 || !is_same (point_at (points, points->len - 1), point))
    g_array_append_val (points, point);
}

/* How far the first point reaches in picture pixels: less for a small outline, so that it can be drawn at all. */
static double
get_close_reach (GwToolPathPrivate *priv, double scale)
{
  GwRing ring = { (GwPoint *) (void *) priv->line->data, priv->line->len };
  GwBox bounds = { 0 };
  double extent;

  gw_ring_bounds (&ring, &bounds);
  extent = MAX (bounds.width, bounds.height) * scale;
  return MIN (CLOSE_REACH, MAX (GW_TOOL_CLICK_SLACK, extent / 4.0)) / scale;
}

static gboolean
has_enough (GwToolPath *self)
{
  return get_priv (self)->line->len >= GW_TOOL_PATH_GET_CLASS (self)->n_least;
}

static gboolean
is_at_first (GwToolPath *self, const GwToolEvent *event)
{
  GwToolPathPrivate *priv = get_priv (self);
  GwPoint first;

  if (!GW_TOOL_PATH_GET_CLASS (self)->closes || !has_enough (self))
    return FALSE;
  first = point_at (priv->line, 0);
  return hypot (event->point.x - first.x, event->point.y - first.y) <= get_close_reach (priv, event->scale);
}

/* --- where a point goes ------------------------------------------------------------- */

static GwToolPlace
find_place (GwToolPath *self, const GwToolEvent *event)
{
  GwToolPathPrivate *priv = get_priv (self);
  GwToolPlace place = _gw_tool_snap (GW_TOOL (self), event, 0);

  /* On a border Shift means its other way. */
  if ((event->modifiers & GW_TOOL_SHIFT) == 0 || priv->steps->len == 0
      || (place.border_of != 0 && place.border_of == last_step (priv)->place.border_of))
    return place;
  return (GwToolPlace) { .point = _gw_tool_straighten (GW_TOOL (self), last_step (priv)->place.point, event->point,
                                                       event->scale) };
}

/* Appends the way to a place: along the border that both ends lie on, else straight. */
static void
add_way (GwToolPath *self, GArray *points, const GwToolPlace *to, GwToolModifiers modifiers)
{
  GwToolPathPrivate *priv = get_priv (self);
  GwRing border = GW_RING_INIT;

  if (priv->steps->len > 0
      && _gw_tool_share_border (GW_TOOL (self), &last_step (priv)->place, to, (modifiers & GW_TOOL_SHIFT) != 0,
                                &border))
    for (gsize i = 0; i < border.n_points; i++)
      add_point (points, border.points[i]);
  gw_ring_clear (&border);
  add_point (points, to->point);
}

static void
push_step (GwToolPathPrivate *priv, guint n_points, GwToolPlace place)
{
  Step step = { n_points, place };

  g_array_append_val (priv->steps, step);
  g_array_append_val (priv->handles, place.point);
}

/* FALSE when it is where the last one is. */
static gboolean
set_next (GwToolPath *self, const GwToolEvent *event)
{
  GwToolPathPrivate *priv = get_priv (self);
  GwToolPlace place = find_place (self, event);
  guint n_before = priv->line->len;

  if (n_before > 0 && is_same (point_at (priv->line, n_before - 1), place.point))
    return FALSE;
  add_way (self, priv->line, &place, event->modifiers);
  push_step (priv, n_before, place);
  return TRUE;
}

/* --- beginning and ending -------------------------------------------------------------- */

static gboolean
stop (GwToolPath *self)
{
  GwToolPathPrivate *priv = get_priv (self);

  if (priv->state == IDLE)
    return FALSE;
  priv->state = IDLE;
  g_array_set_size (priv->line, 0);
  g_array_set_size (priv->steps, 0);
  g_array_set_size (priv->handles, 0);
  _gw_tool_overlay_changed (GW_TOOL (self));
  return TRUE;
}

/* The border goes on from the last point to the first where both lie on it. */
static void
close_ring (GwToolPath *self)
{
  GwToolPathPrivate *priv = get_priv (self);
  const GwToolPlace first = g_array_index (priv->steps, Step, 0).place;

  /* An outline that is all on one border has been around it: straight. */
  for (guint i = 0; i < priv->steps->len; i++)
    if (g_array_index (priv->steps, Step, i).place.border_of != first.border_of)
      {
        add_way (self, priv->line, &first, 0);
        break;
      }
  if (priv->line->len > 1 && is_same (point_at (priv->line, priv->line->len - 1), first.point))
    g_array_set_size (priv->line, priv->line->len - 1);
}

static void
finish (GwToolPath *self)
{
  GwToolPathClass *class = GW_TOOL_PATH_GET_CLASS (self);
  GwToolPathPrivate *priv = get_priv (self);
  g_autoptr (GArray) line = NULL;
  GwRing ring;

  if (class->closes && priv->line->len > 0)
    close_ring (self);
  if (!has_enough (self))
    {
      priv->state = STANDING;
      _gw_tool_refused (GW_TOOL (self), class->get_too_few (self));
      return;
    }
  line = g_array_copy (priv->line);
  ring = (GwRing) { (GwPoint *) (void *) line->data, line->len };
  stop (self);
  class->take (self, &ring);
}

static gboolean
begin (GwToolPath *self, const GwToolEvent *event)
{
  GwToolPathClass *class = GW_TOOL_PATH_GET_CLASS (self);
  GwToolPathPrivate *priv = get_priv (self);

  if (class->begin != NULL && !class->begin (self, event))
    return FALSE;
  /* Keys that change a selection are for the new object from here on. */
  if (!class->goes_on)
    gw_document_select_none (gw_tool_get_document (GW_TOOL (self)));
  priv->state = STANDING;
  return TRUE;
}

static void
follow (GwToolPath *self, const GwToolEvent *event)
{
  GwToolPathPrivate *priv = get_priv (self);

  priv->at = *event;
  priv->has_pointer = TRUE;
  _gw_tool_overlay_changed (GW_TOOL (self));
}

/* --- the pointer ---------------------------------------------------------------------------- */

static gboolean
press (GwTool *tool, const GwToolEvent *event)
{
  GwToolPath *self = GW_TOOL_PATH (tool);
  GwToolPathPrivate *priv = get_priv (self);

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  follow (self, event);
  if (priv->state != IDLE
      && (is_at_first (self, event) || (event->n_press > 1 && !_gw_tool_has_moved (event, priv->raw))))
    {
      finish (self);
      return TRUE;
    }
  if (priv->state == IDLE && !begin (self, event))
    return TRUE;
  set_next (self, event);
  priv->raw = event->point;
  priv->state = PRESSED;
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

static void
add_freehand (GwToolPath *self, const GwToolEvent *event)
{
  GwToolPathPrivate *priv = get_priv (self);
  GwPoint last = point_at (priv->line, priv->line->len - 1);
  GwPoint point;
  int width, height;

  _gw_tool_get_ground (GW_TOOL (self), &width, &height);
  point = (GwPoint) { CLAMP (event->point.x, 0.0, width), CLAMP (event->point.y, 0.0, height) };
  if (hypot (point.x - last.x, point.y - last.y) * event->scale >= FREEHAND_STEP)
    g_array_append_val (priv->line, point);
}

static gboolean
motion (GwTool *tool, const GwToolEvent *event)
{
  GwToolPath *self = GW_TOOL_PATH (tool);
  GwToolPathPrivate *priv = get_priv (self);

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  if (priv->state == PRESSED && _gw_tool_has_moved (event, priv->raw))
    {
      push_step (priv, priv->line->len, last_step (priv)->place);
      priv->state = FREEHAND;
    }
  if (priv->state == FREEHAND)
    add_freehand (self, event);
  follow (self, event);
  return TRUE;
}

/* Puts what was drawn freehand in place of its many points. */
static void
simplify (GwToolPath *self, guint from, double scale)
{
  GwToolPathPrivate *priv = get_priv (self);
  GwRing drawn = { &g_array_index (priv->line, GwPoint, from), priv->line->len - from };
  GwRing simple = GW_RING_INIT;

  if (drawn.n_points < 3
      || gw_line_simplify (&drawn, gw_tool_options_get_number (gw_tool_get_options (GW_TOOL (self)), "simplify"),
                           &simple)
             != GW_STATUS_OK)
    return;
  g_array_set_size (priv->line, from + 1);
  for (gsize i = 1; i + 1 < simple.n_points; i++)
    add_point (priv->line, _gw_tool_round (GW_TOOL (self), simple.points[i], scale));
  add_point (priv->line, simple.points[simple.n_points - 1]);
  gw_ring_clear (&simple);
}

static void
end_freehand (GwToolPath *self, const GwToolEvent *event)
{
  GwToolPathPrivate *priv = get_priv (self);
  Step *step = last_step (priv);
  GwToolPlace place = _gw_tool_snap (GW_TOOL (self), event, 0);

  priv->state = STANDING;
  add_point (priv->line, place.point);
  simplify (self, MAX (step->n_points, 1) - 1, event->scale);
  if (is_at_first (self, event))
    {
      /* The end is the first point. */
      g_array_set_size (priv->line, MAX (priv->line->len - 1, step->n_points));
      step->place = g_array_index (priv->steps, Step, 0).place;
      step->place.border_of = 0;
      finish (self);
      return;
    }
  step->place = place;
  g_array_index (priv->handles, GwPoint, priv->handles->len - 1) = place.point;
}

static gboolean
release (GwTool *tool, const GwToolEvent *event)
{
  GwToolPath *self = GW_TOOL_PATH (tool);
  GwToolPathPrivate *priv = get_priv (self);

  if (priv->state != PRESSED && priv->state != FREEHAND)
    return FALSE;
  motion (tool, event);
  if (priv->state == FREEHAND)
    end_freehand (self, event);
  else
    priv->state = STANDING;
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

/* --- keys ---------------------------------------------------------------------------------------- */

static gboolean
set_point (GwTool *tool, const GwToolEvent *event)
{
  GwToolPath *self = GW_TOOL_PATH (tool);
  GwToolPathPrivate *priv = get_priv (self);

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  follow (self, event);
  if (priv->state == IDLE && !begin (self, event))
    return TRUE;
  /* The same place again ends it. */
  if (is_at_first (self, event) || !set_next (self, event))
    finish (self);
  else
    priv->raw = event->point;
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

/* By keys the place matters: Enter sets points as well. */
static gboolean
apply (GwTool *tool, const GwToolEvent *event)
{
  GwToolPath *self = GW_TOOL_PATH (tool);

  if (get_priv (self)->state == IDLE || event->from_keys || !has_enough (self))
    return FALSE;
  finish (self);
  return TRUE;
}

static gboolean
remove_point (GwTool *tool)
{
  GwToolPath *self = GW_TOOL_PATH (tool);
  GwToolPathPrivate *priv = get_priv (self);

  if (priv->state == IDLE)
    return FALSE;
  if (priv->steps->len <= 1)
    return stop (self);
  g_array_set_size (priv->line, last_step (priv)->n_points);
  g_array_set_size (priv->steps, priv->steps->len - 1);
  g_array_set_size (priv->handles, priv->handles->len - 1);
  priv->state = STANDING;
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

/* How much freehand lines are simplified. */
static gboolean
step_size (GwTool *tool, int steps, gboolean second)
{
  if (second)
    gw_tool_options_step (gw_tool_get_options (tool), "simplify", steps);
  return second;
}

static gboolean
cancel (GwTool *tool)
{
  return stop (GW_TOOL_PATH (tool));
}

/* --- what is shown ---------------------------------------------------------------------------------- */

static void
show_line (GwToolPath *self, GwToolOverlay *overlay)
{
  GwToolPathPrivate *priv = get_priv (self);
  GwToolPlace place = find_place (self, &priv->at);

  g_array_set_size (priv->shown, 0);
  g_array_append_vals (priv->shown, priv->line->data, priv->line->len);
  overlay->path_closes = is_at_first (self, &priv->at);
  if (overlay->path_closes)
    place = g_array_index (priv->steps, Step, 0).place;
  if (priv->state != FREEHAND)
    add_way (self, priv->shown, &place, overlay->path_closes ? 0 : priv->at.modifiers);
  priv->shown_ring = (GwRing) { (GwPoint *) (void *) priv->shown->data, priv->shown->len };
  priv->handle_ring = (GwRing) { (GwPoint *) (void *) priv->handles->data, priv->handles->len };
  overlay->path = &priv->shown_ring;
  overlay->wire = &priv->handle_ring;
}

static void
get_overlay (GwTool *tool, GwToolOverlay *overlay)
{
  GwToolPath *self = GW_TOOL_PATH (tool);
  GwToolPathPrivate *priv = get_priv (self);
  GwToolPlace place;

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL || !priv->has_pointer)
    return;
  place = find_place (self, &priv->at);
  if (priv->state != IDLE)
    show_line (self, overlay);
  if (priv->state != FREEHAND && !overlay->path_closes)
    {
      overlay->has_snap = place.is_held;
      overlay->snap = place.point;
    }
  _gw_tool_write_place (overlay, place.point);
}

static gboolean
is_drawing (GwTool *tool)
{
  return get_priv (tool)->state != IDLE;
}

static void
_gw_tool_path_finalize (GObject *object)
{
  GwToolPathPrivate *priv = get_priv (object);

  g_array_unref (priv->line);
  g_array_unref (priv->steps);
  g_array_unref (priv->handles);
  g_array_unref (priv->shown);

  G_OBJECT_CLASS (_gw_tool_path_parent_class)->finalize (object);
}

static void
_gw_tool_path_class_init (GwToolPathClass *klass)
{
  GwToolClass *tool_class = GW_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = _gw_tool_path_finalize;

  tool_class->press = press;
  tool_class->motion = motion;
  tool_class->release = release;
  tool_class->set_point = set_point;
  tool_class->apply = apply;
  tool_class->step_size = step_size;
  tool_class->remove_point = remove_point;
  tool_class->cancel = cancel;
  tool_class->get_cursor = _gw_tool_get_crosshair;
  tool_class->get_overlay = get_overlay;
  tool_class->is_drawing = is_drawing;
}

static void
_gw_tool_path_init (GwToolPath *self)
{
  GwToolPathPrivate *priv = get_priv (self);

  priv->line = g_array_new (FALSE, FALSE, sizeof (GwPoint));
  priv->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  priv->handles = g_array_new (FALSE, FALSE, sizeof (GwPoint));
  priv->shown = g_array_new (FALSE, FALSE, sizeof (GwPoint));
}
