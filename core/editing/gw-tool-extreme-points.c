/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-draft-private.h"

#include "gw-box.h"
#include "gw-extreme-points.h"

/* Smaller pictures are looked at as a whole; of larger ones what lies around the points. */
#define WHOLE_PIXELS ((gint64) 4 << 20)
#define PADDING 1.0
#define LEAST_PADDING 64.0

#define N_POINTS 4

typedef struct
{
  GwToolPart part;
  GwPoint points[N_POINTS]; /* of the part */
} Search;

struct _GwToolExtremePoints
{
  GwToolDraft parent_instance;

  GwPoint points[N_POINTS];
  guint n_points;
  GwRing shown;
};

#define GW_TYPE_TOOL_EXTREME_POINTS (_gw_tool_extreme_points_get_type ())
G_DECLARE_FINAL_TYPE (GwToolExtremePoints, _gw_tool_extreme_points, GW, TOOL_EXTREME_POINTS, GwToolDraft)
G_DEFINE_FINAL_TYPE (GwToolExtremePoints, _gw_tool_extreme_points, GW_TYPE_TOOL_DRAFT)

static const char *
get_name (GwTool *tool)
{
  return "extreme-points";
}

static void
search_free (gpointer data)
{
  Search *search = data;

  _gw_tool_part_clear (&search->part);
  g_free (search);
}

static gw_status
search_run (gpointer data, GwMask *mask, const GwRun *run)
{
  Search *search = data;
  GwMask object = GW_MASK_INIT;
  gw_status status = gw_extreme_points (&search->part.pixels, search->points, NULL, &object, run);

  if (status == GW_STATUS_OK)
    status = _gw_tool_part_lift_mask (&search->part, &object, mask);
  gw_mask_clear (&object);
  return status;
}

static GwBox
get_extent (GwToolExtremePoints *self)
{
  GwBox box = { self->points[0].x, self->points[0].y, 0.0, 0.0 };

  for (guint i = 1; i < self->n_points; i++)
    {
      GwBox spot = { self->points[i].x, self->points[i].y, 0.0, 0.0 };

      box = gw_box_union (&box, &spot);
    }
  return box;
}

static void
find (GwToolExtremePoints *self)
{
  GwBox box = get_extent (self);
  GwBox wanted = _gw_tool_pad_box (&box, PADDING, LEAST_PADDING);
  Search *search = g_new0 (Search, 1);

  if (!_gw_tool_part_init (&search->part, GW_TOOL (self), &wanted, WHOLE_PIXELS))
    {
      search_free (search);
      self->n_points--;
      return;
    }
  for (guint i = 0; i < N_POINTS; i++)
    search->points[i] = _gw_tool_part_lower (&search->part, self->points[i]);
  _gw_tool_draft_find (GW_TOOL_DRAFT (self), search_run, search, search_free, TRUE);
}

/* After the fourth another object begins. */
static gboolean
add_point (GwTool *tool, const GwToolEvent *event)
{
  GwToolExtremePoints *self = GW_TOOL_EXTREME_POINTS (tool);
  int width, height;

  if (_gw_tool_get_ground (tool, &width, &height) == NULL)
    return FALSE;
  if (self->n_points == N_POINTS)
    gw_tool_cancel (tool);
  self->points[self->n_points++] = (GwPoint) { CLAMP (event->point.x, 0.0, width),
                                               CLAMP (event->point.y, 0.0, height) };
  if (self->n_points == N_POINTS)
    find (self);
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

/* With the last point the draft goes. */
static gboolean
remove_point (GwTool *tool)
{
  GwToolExtremePoints *self = GW_TOOL_EXTREME_POINTS (tool);
  guint left = self->n_points > 0 ? self->n_points - 1 : 0;

  if (self->n_points == 0)
    return FALSE;
  gw_tool_cancel (tool);
  self->n_points = left;
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

static gboolean
reset (GwToolDraft *draft)
{
  GwToolExtremePoints *self = GW_TOOL_EXTREME_POINTS (draft);
  gboolean was = self->n_points > 0;

  self->n_points = 0;
  return was;
}

static gboolean
is_drawing (GwTool *tool)
{
  return GW_TOOL_EXTREME_POINTS (tool)->n_points > 0;
}

static void
get_overlay (GwTool *tool, GwToolOverlay *overlay)
{
  GwToolExtremePoints *self = GW_TOOL_EXTREME_POINTS (tool);

  _gw_tool_draft_fill_overlay (GW_TOOL_DRAFT (self), overlay);
  if (self->n_points == 0)
    return;
  self->shown = (GwRing) { self->points, self->n_points };
  overlay->wire = &self->shown; /* no line between them */
}

static void
_gw_tool_extreme_points_class_init (GwToolExtremePointsClass *klass)
{
  GwToolClass *tool_class = GW_TOOL_CLASS (klass);

  GW_TOOL_DRAFT_CLASS (klass)->reset = reset;
  tool_class->get_name = get_name;
  tool_class->press = add_point;
  tool_class->set_point = add_point;
  tool_class->remove_point = remove_point;
  tool_class->is_drawing = is_drawing;
  tool_class->get_overlay = get_overlay;
}

static void
_gw_tool_extreme_points_init (GwToolExtremePoints *self)
{
}
