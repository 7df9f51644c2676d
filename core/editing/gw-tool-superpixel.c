/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-draft-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-box.h"
#include "gw-mask-stroke-private.h"
#include "gw-polygon.h"
#include "gw-superpixels.h"
#include "gw-tool-work-private.h"

/* Larger pictures are cut where they are in view, and a quarter around. */
#define WHOLE_PIXELS ((gint64) 2 << 20)
#define PADDING 0.25

/* Where more pixels of the picture are in view, so many around the pointer are cut, or the wait were too long. */
#define MOST_PIXELS (3.0 * (1 << 20))

/* Places of a stroke are looked at so far from each other, in pixels of the part. */
#define STRIDE 1.5

/* Of one way between two places at most. */
#define MOST_STEPS 100000.0

/* Cells of a part of the picture. While a worker has them, nobody else looks at them. */
typedef struct
{
  GwToolPart part;
  double cell;
  double compactness;
  GwSuperpixels *cells; /* NULL until the first job is done */
  gboolean failed;      /* there will be none; for the tool's thread */
} Ground;

/* Cuts the ground into cells, or one cell anew, and draws the borders. */
typedef struct
{
  Ground *ground;
  int label; /* -1: all */
  gsize n_before;
  gsize n_after;
  GwPolygon borders;
} Cut;

/* A place that the stroke passed. */
typedef struct
{
  GwPoint point;
  gboolean refines;
} Place;

struct _GwToolSuperpixel
{
  GwTool parent_instance;

  GwToolWork work;
  Ground *ground; /* nullable */
  GwPolygon borders;
  GwMaskStroke stroke;
  GArray *places; /* of Place: what the stroke has still to come to */
  GwPoint last;   /* where it is */
  gboolean has_last;
  gboolean stands;    /* there, until the cell below has been cut anew */
  int last_label;     /* of the cell that was painted last; -1: none */
  GHashTable *fine;   /* labels of cells that this stroke had cut anew */
  gboolean by_keys;   /* the brush is down until a key lifts it */
  gboolean is_ending; /* as soon as no place waits any more */
  GwToolEvent pointer;
  gboolean has_pointer;
};

#define GW_TYPE_TOOL_SUPERPIXEL (_gw_tool_superpixel_get_type ())
G_DECLARE_FINAL_TYPE (GwToolSuperpixel, _gw_tool_superpixel, GW, TOOL_SUPERPIXEL, GwTool)
G_DEFINE_FINAL_TYPE (GwToolSuperpixel, _gw_tool_superpixel, GW_TYPE_TOOL)

static const char *
get_name (GwTool *tool)
{
  return "superpixel";
}

/* --- on the worker ------------------------------------------------------------------------ */

static void
ground_clear (gpointer data)
{
  Ground *ground = data;

  gw_superpixels_free (ground->cells);
  _gw_tool_part_clear (&ground->part);
}

static void
ground_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, ground_clear);
}

static void
cut_free (gpointer data)
{
  Cut *cut = data;

  ground_unref (cut->ground);
  gw_polygon_clear (&cut->borders);
  g_free (cut);
}

/* A cell too small to be parted stays as it is. */
static gw_status
make_cells (Cut *cut, const GwRun *run)
{
  Ground *ground = cut->ground;
  gw_status status = GW_STATUS_OK;

  if (ground->cells == NULL)
    ground->cells = gw_superpixels_new (&ground->part.pixels, ground->cell, ground->compactness, &status, run);
  if (ground->cells == NULL)
    return status;
  cut->n_before = gw_superpixels_get_n (ground->cells);
  if (cut->label >= 0)
    status = gw_superpixels_refine (ground->cells, cut->label, run);
  cut->n_after = gw_superpixels_get_n (ground->cells);
  return status == GW_STATUS_UNDEFINED ? GW_STATUS_OK : status;
}

static gw_status
cut_run (gpointer data, const GwRun *run)
{
  Cut *cut = data;
  const GwToolPart *part = &cut->ground->part;
  gw_status status = make_cells (cut, run);

  if (status == GW_STATUS_OK)
    status = gw_superpixels_borders (cut->ground->cells, 0, 0, part->pixels.width, part->pixels.height, &cut->borders);
  for (gsize i = 0; status == GW_STATUS_OK && i < cut->borders.n_rings; i++)
    for (gsize j = 0; j < cut->borders.rings[i].n_points; j++)
      cut->borders.rings[i].points[j] = _gw_tool_part_lift (part, cut->borders.rings[i].points[j]);
  return status;
}

static void
start_cut (GwToolSuperpixel *self, int label)
{
  Cut *cut = g_new0 (Cut, 1);

  cut->ground = g_atomic_rc_box_acquire (self->ground);
  cut->label = label;
  _gw_tool_work_start (&self->work, cut_run, cut, cut_free, TRUE);
}

/* --- the ground ----------------------------------------------------------------------------- */

static void
drop_ground (GwToolSuperpixel *self)
{
  _gw_tool_work_stop (&self->work);
  g_clear_pointer (&self->ground, ground_unref);
  gw_polygon_clear (&self->borders);
}

/* What is in view. Where that is too much, a part around the pointer with a share of MOST_PIXELS. */
static GwBox
get_near (GwPicture *picture, const GwToolEvent *event, double share)
{
  const GwPixels *pixels = gw_picture_get_pixels (picture);
  double scale = gw_picture_get_scale (picture), shrunk;
  GwBox all = { 0, 0, pixels->width / scale, pixels->height / scale }, near = all;

  if (event->visible.width > 0.0 && event->visible.height > 0.0)
    gw_box_intersection (&all, &event->visible, &near);
  shrunk = sqrt (MOST_PIXELS / (near.width * near.height * scale * scale));
  if (!(shrunk < 1.0))
    return near;
  shrunk *= sqrt (share);
  all = near;
  near.width *= shrunk;
  near.height *= shrunk;
  near.x = CLAMP (event->point.x - near.width / 2.0, all.x, all.x + all.width - near.width);
  near.y = CLAMP (event->point.y - near.height / 2.0, all.y, all.y + all.height - near.height);
  return near;
}

/* Whether the cells are those of the options, and of what is in view around the pointer. */
static gboolean
is_ground_right (GwToolSuperpixel *self, const GwToolEvent *event)
{
  GwToolOptions *options = gw_tool_get_options (GW_TOOL (self));
  const GwToolPart *part = &self->ground->part;
  GwBox near = get_near (part->picture, event, 0.25);
  int x, y, width, height;
  GwPixels seen;

  gw_document_get_size (gw_tool_get_document (GW_TOOL (self)), &width, &height);
  if (part->width != width || part->height != height
      || self->ground->cell != gw_tool_options_get_number (options, "patch-size")
      || self->ground->compactness != gw_tool_options_get_number (options, "compactness"))
    return FALSE;
  if (!gw_picture_crop (part->picture, &near, &seen, &x, &y))
    return TRUE;
  return x >= part->x && y >= part->y && x + seen.width <= part->x + part->pixels.width
         && y + seen.height <= part->y + part->pixels.height;
}

/* Sees to it that there are cells, or will be; not in the middle of a stroke, which
 * goes on with those that it began with. FALSE without a picture.
 */
static gboolean
want_cells (GwToolSuperpixel *self, const GwToolEvent *event)
{
  GwToolOptions *options = gw_tool_get_options (GW_TOOL (self));
  GwPicture *picture = gw_tool_get_picture (GW_TOOL (self));
  GwToolPart part;
  GwBox wanted = { 0 };

  if (self->ground != NULL && (self->stroke.paint != NULL || is_ground_right (self, event)))
    return TRUE;
  drop_ground (self);
  if (picture != NULL)
    {
      GwBox near = get_near (picture, event, 1.0);

      wanted = _gw_tool_pad_box (&near, PADDING, 0.0);
    }
  if (!_gw_tool_part_init (&part, GW_TOOL (self), &wanted, WHOLE_PIXELS))
    return FALSE;
  self->ground = g_atomic_rc_box_new0 (Ground);
  self->ground->part = part;
  self->ground->cell = gw_tool_options_get_number (options, "patch-size");
  self->ground->compactness = gw_tool_options_get_number (options, "compactness");
  start_cut (self, -1);
  return TRUE;
}

/* --- the stroke ----------------------------------------------------------------------------- */

static void
paint_cell (GwToolSuperpixel *self, int label)
{
  const Ground *ground = self->ground;
  GwMask cell = GW_MASK_INIT, lifted = GW_MASK_INIT;
  GwBox damage = { 0 };

  if (gw_superpixels_cell_mask (ground->cells, label, &cell) == GW_STATUS_OK
      && _gw_tool_part_lift_mask (&ground->part, &cell, &lifted) == GW_STATUS_OK)
    {
      gw_paint_add (self->stroke.covered, &lifted, true, NULL);
      gw_paint_add (self->stroke.paint, &lifted, !self->stroke.erases, &damage);
    }
  gw_mask_clear (&cell);
  gw_mask_clear (&lifted);
  self->last_label = label;
  if (damage.width > 0.0)
    _gw_tool_paint_changed (GW_TOOL (self), &damage);
}

/* FALSE when the cell has to be cut anew first. */
static gboolean
touch (GwToolSuperpixel *self, GwPoint point, gboolean refines)
{
  const Ground *ground = self->ground;
  int x, y, label;

  if (!_gw_tool_part_find_pixel (&ground->part, point, &x, &y))
    return TRUE;
  label = gw_superpixels_at (ground->cells, x, y);
  if (label == self->last_label)
    return TRUE;
  if (refines && !g_hash_table_contains (self->fine, GINT_TO_POINTER (label)))
    {
      start_cut (self, label);
      return FALSE;
    }
  paint_cell (self, label);
  return TRUE;
}

/* Paints the cells on the way to a place; FALSE when it has to stop on it. */
static gboolean
pass (GwToolSuperpixel *self, const Place *place)
{
  GwPoint from = self->has_last ? self->last : place->point, to = place->point;
  double length = hypot (to.x - from.x, to.y - from.y) * self->ground->part.scale;
  int n_steps = MAX ((int) ceil (MIN (length / STRIDE, MOST_STEPS)), 1);

  for (int i = self->has_last && !self->stands ? 1 : 0; i <= n_steps; i++)
    {
      double share = (double) i / n_steps;
      GwPoint point = { from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share };

      self->last = point;
      self->has_last = TRUE;
      self->stands = !touch (self, point, place->refines);
      if (self->stands)
        return FALSE;
    }
  return TRUE;
}

static void
forget_places (GwToolSuperpixel *self)
{
  g_array_set_size (self->places, 0);
  g_hash_table_remove_all (self->fine);
  self->has_last = self->stands = self->by_keys = self->is_ending = FALSE;
  self->last_label = -1;
}

static gboolean
stop (GwToolSuperpixel *self)
{
  if (self->stroke.paint == NULL)
    return FALSE;
  _gw_mask_stroke_drop (&self->stroke);
  forget_places (self);
  _gw_tool_overlay_changed (GW_TOOL (self));
  return TRUE;
}

static void
finish (GwToolSuperpixel *self)
{
  forget_places (self);
  _gw_mask_stroke_finish (&self->stroke, GW_TOOL (self), 0.0);
  _gw_tool_overlay_changed (GW_TOOL (self));
}

/* As far as the worker, which may have the cells, lets it. */
static void
go_on (GwToolSuperpixel *self)
{
  while (self->stroke.paint != NULL && self->places->len > 0 && !_gw_tool_work_is_busy (&self->work)
         && pass (self, &g_array_index (self->places, Place, 0)))
    g_array_remove_index (self->places, 0);
  if (self->stroke.paint != NULL && self->is_ending && self->places->len == 0)
    finish (self);
}

static void
refuse_failed (GwToolSuperpixel *self)
{
  _gw_tool_refused (GW_TOOL (self), _ ("The patches cannot be made: this is too large at once. Zoom in."));
}

static void
on_cut_ended (GwTool *tool, gpointer data, gw_status status, double seconds)
{
  GwToolSuperpixel *self = GW_TOOL_SUPERPIXEL (tool);
  Cut *cut = data;

  if (status != GW_STATUS_OK)
    {
      self->ground->failed = TRUE;
      if (stop (self))
        refuse_failed (self);
      return;
    }
  gw_polygon_clear (&self->borders);
  self->borders = cut->borders;
  cut->borders = (GwPolygon) GW_POLYGON_INIT;
  if (cut->label >= 0)
    {
      g_hash_table_add (self->fine, GINT_TO_POINTER (cut->label));
      for (gsize i = cut->n_before; i < cut->n_after; i++)
        g_hash_table_add (self->fine, GINT_TO_POINTER ((int) i));
      self->last_label = -1;
    }
  go_on (self);
}

static void
add_place (GwToolSuperpixel *self, const GwToolEvent *event)
{
  Place place = { event->point, (event->modifiers & GW_TOOL_CONTROL) != 0 };

  g_array_append_val (self->places, place);
  go_on (self);
}

static gboolean
begin (GwToolSuperpixel *self, const GwToolEvent *event)
{
  stop (self);
  if (!want_cells (self, event))
    return FALSE;
  if (self->ground->failed)
    {
      refuse_failed (self);
      return FALSE;
    }
  if (!_gw_mask_stroke_begin (&self->stroke, GW_TOOL (self), event->point,
                              event->erases || (event->modifiers & GW_TOOL_ALT) != 0))
    return FALSE;
  add_place (self, event);
  _gw_tool_overlay_changed (GW_TOOL (self));
  return TRUE;
}

static void
end (GwToolSuperpixel *self)
{
  self->is_ending = TRUE;
  go_on (self);
}

/* --- events ----------------------------------------------------------------------------------- */

static gboolean
follow (GwToolSuperpixel *self, const GwToolEvent *event)
{
  if (_gw_tool_get_ground (GW_TOOL (self), NULL, NULL) == NULL)
    return FALSE;
  self->pointer = *event;
  self->has_pointer = TRUE;
  return TRUE;
}

static gboolean
press (GwTool *tool, const GwToolEvent *event)
{
  GwToolSuperpixel *self = GW_TOOL_SUPERPIXEL (tool);

  if (!follow (self, event))
    return FALSE;
  if (self->stroke.paint != NULL)
    finish (self);
  begin (self, event);
  return TRUE;
}

static gboolean
motion (GwTool *tool, const GwToolEvent *event)
{
  GwToolSuperpixel *self = GW_TOOL_SUPERPIXEL (tool);

  if (!follow (self, event))
    return FALSE;
  if (self->stroke.paint != NULL && !self->is_ending)
    add_place (self, event);
  else if (gw_tool_get_picture (tool) != NULL)
    want_cells (self, event);
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

static gboolean
release (GwTool *tool, const GwToolEvent *event)
{
  GwToolSuperpixel *self = GW_TOOL_SUPERPIXEL (tool);

  if (self->stroke.paint == NULL || self->by_keys || self->is_ending)
    return FALSE;
  add_place (self, event);
  end (self);
  return TRUE;
}

static gboolean
set_point (GwTool *tool, const GwToolEvent *event)
{
  GwToolSuperpixel *self = GW_TOOL_SUPERPIXEL (tool);

  if (!follow (self, event))
    return FALSE;
  if (self->stroke.paint != NULL && !self->is_ending)
    add_place (self, event);
  else if (!begin (self, event))
    return TRUE;
  end (self);
  return TRUE;
}

static gboolean
apply (GwTool *tool, const GwToolEvent *event)
{
  GwToolSuperpixel *self = GW_TOOL_SUPERPIXEL (tool);

  if (self->stroke.paint != NULL)
    return set_point (tool, event);
  if (!event->from_keys || !follow (self, event))
    return FALSE;
  self->by_keys = begin (self, event);
  return TRUE;
}

static gboolean
cancel (GwTool *tool)
{
  return stop (GW_TOOL_SUPERPIXEL (tool));
}

static gboolean
step_size (GwTool *tool, int steps, gboolean second)
{
  gw_tool_options_step (gw_tool_get_options (tool), "patch-size", steps);
  return TRUE;
}

static void
picture_changed (GwTool *tool)
{
  GwToolSuperpixel *self = GW_TOOL_SUPERPIXEL (tool);

  stop (self);
  drop_ground (self);
  self->has_pointer = FALSE;
  _gw_tool_overlay_changed (tool);
}

static void
options_changed (GwTool *tool, const char *property)
{
  GwToolSuperpixel *self = GW_TOOL_SUPERPIXEL (tool);

  if ((g_str_equal (property, "patch-size") || g_str_equal (property, "compactness")) && self->has_pointer
      && gw_tool_get_picture (tool) != NULL && _gw_tool_get_ground (tool, NULL, NULL) != NULL)
    want_cells (self, &self->pointer);
  _gw_tool_overlay_changed (tool);
}

/* --- what is shown ------------------------------------------------------------------------------ */

static gboolean
is_drawing (GwTool *tool)
{
  return GW_TOOL_SUPERPIXEL (tool)->stroke.paint != NULL;
}

static void
get_overlay (GwTool *tool, GwToolOverlay *overlay)
{
  GwToolSuperpixel *self = GW_TOOL_SUPERPIXEL (tool);

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return;
  overlay->busy = _gw_tool_work_is_busy (&self->work);
  overlay->progress = _gw_tool_work_get_progress (&self->work);
  if (self->borders.n_rings > 0)
    overlay->cells = &self->borders;
  _gw_mask_stroke_fill_overlay (&self->stroke, overlay);
}

static void
gw_tool_superpixel_finalize (GObject *object)
{
  GwToolSuperpixel *self = GW_TOOL_SUPERPIXEL (object);

  drop_ground (self);
  _gw_mask_stroke_clear (&self->stroke);
  g_array_unref (self->places);
  g_hash_table_unref (self->fine);

  G_OBJECT_CLASS (_gw_tool_superpixel_parent_class)->finalize (object);
}

static void
_gw_tool_superpixel_class_init (GwToolSuperpixelClass *klass)
{
  GwToolClass *tool_class = GW_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gw_tool_superpixel_finalize;
  tool_class->get_name = get_name;
  tool_class->press = press;
  tool_class->motion = motion;
  tool_class->release = release;
  tool_class->set_point = set_point;
  tool_class->apply = apply;
  tool_class->remove_point = cancel;
  tool_class->cancel = cancel;
  tool_class->step_size = step_size;
  tool_class->picture_changed = picture_changed;
  tool_class->options_changed = options_changed;
  tool_class->get_cursor = _gw_tool_get_crosshair;
  tool_class->get_overlay = get_overlay;
  tool_class->is_drawing = is_drawing;
}

static void
_gw_tool_superpixel_init (GwToolSuperpixel *self)
{
  _gw_tool_work_init (&self->work, GW_TOOL (self), on_cut_ended);
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->fine = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->last_label = -1;
}
