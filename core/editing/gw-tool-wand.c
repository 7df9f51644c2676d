/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-draft-private.h"

#include <math.h>

#include "gw-wand.h"

/* Larger pictures are looked at where they are in view, and a quarter around. */
#define WHOLE_PIXELS ((gint64) 16 << 20)
#define PADDING 0.25

/* So many screen pixels of a drag are one step of tolerance. */
#define DRAG_STEP 2.0

/* The side of the square whose mean is the colour that is looked for. */
#define SAMPLE 3

/* What jobs of one seed share; they run one after another. */
typedef struct
{
  GwToolPart part;
  int x;
  int y;
  GwWand *wand; /* made by the first job */
} Seed;

typedef enum
{
  ALONE,
  JOINED, /* to what was drafted before */
  TAKEN_OFF
} Joint;

typedef struct
{
  Seed *seed;
  GwWandOptions options;
  Joint joint;
  GwMask base;
} Search;

struct _GwToolWand
{
  GwToolDraft parent_instance;

  Seed *seed;     /* nullable */
  gboolean down;  /* the button; the drag changes the tolerance */
  gboolean moved; /* by more than a click */
  GwPoint start;
  double start_tolerance;
  Joint joint;
  GwMask base;
};

#define GW_TYPE_TOOL_WAND (_gw_tool_wand_get_type ())
G_DECLARE_FINAL_TYPE (GwToolWand, _gw_tool_wand, GW, TOOL_WAND, GwToolDraft)
G_DEFINE_FINAL_TYPE (GwToolWand, _gw_tool_wand, GW_TYPE_TOOL_DRAFT)

static const char *
get_name (GwTool *tool)
{
  return "wand";
}

/* --- on the worker ------------------------------------------------------------------------ */

static void
seed_clear (gpointer data)
{
  Seed *seed = data;

  gw_wand_free (seed->wand);
  _gw_tool_part_clear (&seed->part);
}

static void
seed_unref (Seed *seed)
{
  g_atomic_rc_box_release_full (seed, seed_clear);
}

static void
search_free (gpointer data)
{
  Search *search = data;

  seed_unref (search->seed);
  gw_mask_clear (&search->base);
  g_free (search);
}

static gw_status
find_region (Seed *seed, const GwWandOptions *options, GwMask *mask, const GwRun *run)
{
  GwMask region = GW_MASK_INIT;
  gw_status status = GW_STATUS_OK;

  if (seed->wand == NULL)
    seed->wand = gw_wand_new (&seed->part.pixels, seed->x, seed->y, SAMPLE, &status, run);
  if (status == GW_STATUS_OK)
    status = gw_wand_region (seed->wand, options, &region, run);
  if (status == GW_STATUS_OK)
    status = _gw_tool_part_lift_mask (&seed->part, &region, mask);
  gw_mask_clear (&region);
  return status;
}

static gw_status
search_run (gpointer data, GwMask *mask, const GwRun *run)
{
  Search *search = data;
  GwMask region = GW_MASK_INIT;
  gw_status status;

  if (search->joint == ALONE)
    return find_region (search->seed, &search->options, mask, run);
  status = find_region (search->seed, &search->options, &region, run);
  if (status == GW_STATUS_OK)
    status = search->joint == JOINED ? gw_mask_union (&search->base, &region, mask)
                                     : gw_mask_subtract (&search->base, &region, mask);
  gw_mask_clear (&region);
  return status;
}

/* --- the seed ----------------------------------------------------------------------------- */

static void
find (GwToolWand *self, gboolean replaces)
{
  GwToolOptions *options = gw_tool_get_options (GW_TOOL (self));
  Search *search = g_new0 (Search, 1);

  search->seed = g_atomic_rc_box_acquire (self->seed);
  search->options = (GwWandOptions) GW_WAND_OPTIONS_INIT;
  search->options.tolerance = round (gw_tool_options_get_number (options, "tolerance"));
  search->options.contiguous = gw_tool_options_get_flag (options, "contiguous");
  search->options.eight = gw_tool_options_get_flag (options, "corners");
  search->joint = self->joint;
  if (self->joint != ALONE && gw_mask_copy (&self->base, &search->base) != GW_STATUS_OK)
    search->joint = ALONE;
  _gw_tool_draft_find (GW_TOOL_DRAFT (self), search_run, search, search_free, replaces);
}

/* What is drafted by now is kept beside what the next seed gives. */
static void
take_base (GwToolWand *self, GwToolModifiers modifiers)
{
  const GwMask *draft = _gw_tool_draft_get_mask (GW_TOOL_DRAFT (self));

  gw_mask_clear (&self->base);
  self->joint = ALONE;
  if (draft == NULL || (modifiers & (GW_TOOL_SHIFT | GW_TOOL_ALT)) == 0
      || gw_mask_copy (draft, &self->base) != GW_STATUS_OK)
    return;
  self->joint = (modifiers & GW_TOOL_ALT) != 0 ? TAKEN_OFF : JOINED;
}

static gboolean
plant (GwToolWand *self, const GwToolEvent *event)
{
  GwBox wanted = _gw_tool_pad_box (&event->visible, PADDING, 0.0);
  GwToolPart part;
  Seed *seed;
  int x, y;

  if (!_gw_tool_part_init (&part, GW_TOOL (self), &wanted, WHOLE_PIXELS))
    return FALSE;
  if (!_gw_tool_part_find_pixel (&part, event->point, &x, &y))
    {
      _gw_tool_part_clear (&part);
      return FALSE;
    }
  take_base (self, event->modifiers);
  g_clear_pointer (&self->seed, seed_unref);
  seed = g_atomic_rc_box_new0 (Seed);
  *seed = (Seed) { part, x, y, NULL };
  self->seed = seed;
  self->start = event->point;
  self->start_tolerance = gw_tool_options_get_number (gw_tool_get_options (GW_TOOL (self)), "tolerance");
  self->moved = FALSE;
  find (self, TRUE);
  return TRUE;
}

/* --- events ------------------------------------------------------------------------------- */

static gboolean
press (GwTool *tool, const GwToolEvent *event)
{
  GwToolWand *self = GW_TOOL_WAND (tool);

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  self->down = plant (self, event);
  return TRUE;
}

static gboolean
motion (GwTool *tool, const GwToolEvent *event)
{
  GwToolWand *self = GW_TOOL_WAND (tool);

  if (!self->down)
    return FALSE;
  self->moved |= _gw_tool_has_moved (event, self->start);
  if (self->moved)
    gw_tool_options_set_number (
        gw_tool_get_options (tool), "tolerance",
        round (self->start_tolerance + (self->start.y - event->point.y) * event->scale / DRAG_STEP));
  return TRUE;
}

static gboolean
release (GwTool *tool, const GwToolEvent *event)
{
  GwToolWand *self = GW_TOOL_WAND (tool);

  if (!self->down)
    return FALSE;
  motion (tool, event);
  self->down = FALSE;
  return TRUE;
}

static gboolean
set_point (GwTool *tool, const GwToolEvent *event)
{
  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  plant (GW_TOOL_WAND (tool), event);
  return TRUE;
}

static gboolean
step_size (GwTool *tool, int steps, gboolean second)
{
  if (!second)
    return FALSE;
  gw_tool_options_step (gw_tool_get_options (tool), "tolerance", steps);
  return TRUE;
}

static void
options_changed (GwTool *tool, const char *property)
{
  GwToolWand *self = GW_TOOL_WAND (tool);

  if (self->seed != NULL
      && (g_str_equal (property, "tolerance") || g_str_equal (property, "contiguous")
          || g_str_equal (property, "corners")))
    find (self, FALSE);
}

static gboolean
reset (GwToolDraft *draft)
{
  GwToolWand *self = GW_TOOL_WAND (draft);
  gboolean was = self->seed != NULL;

  g_clear_pointer (&self->seed, seed_unref);
  gw_mask_clear (&self->base);
  self->joint = ALONE;
  self->down = FALSE;
  return was;
}

static void
gw_tool_wand_finalize (GObject *object)
{
  reset (GW_TOOL_DRAFT (object));

  G_OBJECT_CLASS (_gw_tool_wand_parent_class)->finalize (object);
}

static void
_gw_tool_wand_class_init (GwToolWandClass *klass)
{
  GwToolClass *tool_class = GW_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gw_tool_wand_finalize;
  GW_TOOL_DRAFT_CLASS (klass)->reset = reset;
  tool_class->get_name = get_name;
  tool_class->press = press;
  tool_class->motion = motion;
  tool_class->release = release;
  tool_class->set_point = set_point;
  tool_class->remove_point = tool_class->cancel;
  tool_class->step_size = step_size;
  tool_class->options_changed = options_changed;
}

static void
_gw_tool_wand_init (GwToolWand *self)
{
}
