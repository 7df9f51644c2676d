/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hands-private.h"

#include <math.h>
#include <string.h>

#include "gw-extreme-points.h"
#include "gw-grab-cut.h"
#include "gw-paint.h"
#include "gw-raster.h"
#include "gw-superpixels.h"
#include "gw-wand.h"

#define N_DIRECTIONS 16
#define COMPACTNESS 10.0
#define MOST_TOLERANCE 255

/* A place where most is wrong. */
typedef struct
{
  gboolean missing; /* else too much */
  gint32 x, y;
  gint32 depth;
  GwPoint ends[2]; /* of the longest straight line through it that keeps to half its depth */
} Fault;

/* Where a correction made it worse, so that it is not tried again. */
typedef struct
{
  const GwMask *truth;
  GwMask found;
  double iou;
  GwPaint *tried;
} Work;

static void
work_init (Work *work, const GwMask *truth)
{
  memset (work, 0, sizeof *work);
  work->truth = truth;
  work->tried = gw_paint_new (truth->image_width, truth->image_height, NULL);
  g_assert_nonnull (work->tried);
  g_assert_cmpint (gw_mask_init_empty (truth->image_width, truth->image_height, &work->found), ==, GW_STATUS_OK);
}

static void
work_clear (Work *work)
{
  gw_mask_clear (&work->found);
  gw_paint_free (work->tried);
}

/* Takes the mask. */
static void
work_take (Work *work, GwMask *found)
{
  gw_mask_clear (&work->found);
  work->found = *found;
  work->iou = gw_mask_iou (found, work->truth);
}

static void
work_note_tried (Work *work, const Fault *fault)
{
  const GwPoint point = { fault->x + 0.5, fault->y + 0.5 };

  g_assert_cmpint (gw_paint_stroke (work->tried, point, point, MAX (fault->depth, 1), GW_BRUSH_ROUND, TRUE, NULL), ==,
                   GW_STATUS_OK);
}

/* --- where it is wrong --------------------------------------------------------------- */

/* How far pixels of the box of a mask, and one more around it, lie from the nearest that
 * is not of it, over corners too.
 */
static gint32 *
measure_depths (const GwMask *mask)
{
  const gint32 width = mask->width + 2, height = mask->height + 2;
  gint32 *far = g_new0 (gint32, (gsize) width * (gsize) height);
  g_autofree guint8 *bytes = g_malloc0 ((gsize) width * (gsize) height);

  g_assert_cmpint (gw_mask_to_bitmap (mask, mask->x - 1, mask->y - 1, width, height, 1, bytes, (gsize) width), ==,
                   GW_STATUS_OK);
  for (gint32 at = width + 1; at < (height - 1) * width - 1; at++)
    {
      const gint32 *above = far + at - width;

      if (bytes[at] != 0)
        far[at] = 1 + MIN (MIN (above[-1], above[0]), MIN (above[1], far[at - 1]));
    }
  for (gint32 at = (height - 1) * width - 2; at > width; at--)
    {
      const gint32 *below = far + at + width;

      far[at] = MIN (far[at], 1 + MIN (MIN (below[-1], below[0]), MIN (below[1], far[at + 1])));
    }

  return far;
}

/* How far from a pixel one gets straight on at half of its depth or more. */
static double
go_straight (const gint32 *far, gint32 width, gint32 at, double dx, double dy)
{
  const gint32 x = at % width, y = at / width;
  double length = 0;

  while (2 * far[(y + lround (dy * (length + 1))) * width + x + lround (dx * (length + 1))] >= far[at])
    length++;

  return length;
}

static void
find_line (const gint32 *far, gint32 width, gint32 at, Fault *fault)
{
  double longest = -1;

  for (guint i = 0; i < N_DIRECTIONS; i++)
    {
      const double dx = cos (i * G_PI / N_DIRECTIONS), dy = sin (i * G_PI / N_DIRECTIONS);
      const double forth = go_straight (far, width, at, dx, dy), back = go_straight (far, width, at, -dx, -dy);

      if (forth + back <= longest)
        continue;
      longest = forth + back;
      fault->ends[0] = (GwPoint) { fault->x + 0.5 + dx * forth, fault->y + 0.5 + dy * forth };
      fault->ends[1] = (GwPoint) { fault->x + 0.5 - dx * back, fault->y + 0.5 - dy * back };
    }
}

/* The deepest pixel of a mask; takes the mask. */
static void
find_deepest (GwMask *mask, Fault *fault)
{
  const gint32 width = mask->width + 2;
  gint32 deepest = 0;

  fault->depth = 0;
  if (mask->n_runs > 0)
    {
      g_autofree gint32 *far = measure_depths (mask);

      for (gint32 at = 0; at < width * (mask->height + 2); at++)
        if (far[at] > far[deepest])
          deepest = at;
      fault->depth = far[deepest];
      fault->x = mask->x - 1 + deepest % width;
      fault->y = mask->y - 1 + deepest / width;
      find_line (far, width, deepest, fault);
    }
  gw_mask_clear (mask);
}

/* FALSE where nothing is wrong that was not tried. */
static gboolean
find_fault (const Work *work, Fault *fault)
{
  GwMask missing, excess, tried, left;
  Fault other = { FALSE, 0, 0, 0, { { 0, 0 }, { 0, 0 } } };

  g_assert_cmpint (gw_paint_to_mask (work->tried, &tried), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_mask_subtract (work->truth, &work->found, &missing), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_mask_subtract (&missing, &tried, &left), ==, GW_STATUS_OK);
  fault->missing = TRUE;
  find_deepest (&left, fault);
  g_assert_cmpint (gw_mask_subtract (&work->found, work->truth, &excess), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_mask_subtract (&excess, &tried, &left), ==, GW_STATUS_OK);
  find_deepest (&left, &other);
  gw_mask_clear (&missing);
  gw_mask_clear (&excess);
  gw_mask_clear (&tried);
  if (other.depth > fault->depth)
    *fault = other;

  return fault->depth > 0;
}

/* --- wand ---------------------------------------------------------------------------- */

/* Adds or takes away the region of a press with the best tolerance; FALSE when none
 * makes it better. Larger tolerances are not looked at once all of them are worse.
 */
static gboolean
press_wand (Work *work, const GwPixels *pixels, const Fault *fault)
{
  GwWand *wand = gw_wand_new (pixels, fault->x, fault->y, 3, NULL, NULL);
  const double area = (double) gw_mask_area (work->truth);
  double best = work->iou;
  GwMask kept = GW_MASK_INIT;

  for (int tolerance = 2; tolerance <= MOST_TOLERANCE; tolerance += MAX (2, tolerance / 8))
    {
      const GwWandOptions options = { tolerance, 3, TRUE, FALSE };
      GwMask region, both;
      double iou, bound;

      g_assert_cmpint (gw_wand_region (wand, &options, &region, NULL), ==, GW_STATUS_OK);
      g_assert_cmpint (fault->missing ? gw_mask_union (&work->found, &region, &both)
                                      : gw_mask_subtract (&work->found, &region, &both),
                       ==, GW_STATUS_OK);
      iou = gw_mask_iou (&both, work->truth);
      bound = fault->missing
                  ? area / (area + (double) gw_mask_area (&both) - (double) gw_mask_shared_area (&both, work->truth))
                  : (double) gw_mask_shared_area (&both, work->truth) / area;
      gw_mask_clear (&region);
      if (iou > best)
        {
          best = iou;
          gw_mask_clear (&kept);
          kept = both;
        }
      else
        gw_mask_clear (&both);
      if (bound <= best)
        break;
    }
  gw_wand_free (wand);
  if (best <= work->iou)
    return FALSE;
  work_take (work, &kept);

  return TRUE;
}

static void
draw_wand (const GwPixels *pixels, const GwMask *truth, guint most, HandResult *result)
{
  Fault fault;
  Work work;

  work_init (&work, truth);
  while (work.iou < HAND_ENOUGH && result->n_clicks < most && find_fault (&work, &fault))
    {
      if (!press_wand (&work, pixels, &fault))
        work_note_tried (&work, &fault);
      if (result->n_clicks++ == 0)
        result->first = work.iou;
    }
  result->iou = work.iou;
  work_clear (&work);
}

/* --- a rectangle and hints ------------------------------------------------------------- */

static void
give_hint (GwGrabCut *cut, const Work *work, const Fault *fault)
{
  GwPaint *paint = gw_paint_new (work->truth->image_width, work->truth->image_height, NULL);
  const double size = MAX (0.9 * fault->depth, 1);
  GwMask stroke;

  g_assert_cmpint (gw_paint_stroke (paint, fault->ends[0], fault->ends[1], size, GW_BRUSH_ROUND, TRUE, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpint (gw_paint_to_mask (paint, &stroke), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_grab_cut_mark (cut, &stroke, fault->missing ? GW_TRIMAP_OBJECT : GW_TRIMAP_BACKGROUND), ==,
                   GW_STATUS_OK);
  gw_mask_clear (&stroke);
  gw_paint_free (paint);
}

static void
draw_select_object (const GwPixels *pixels, const GwMask *truth, double more, guint most, HandResult *result)
{
  const gint32 dx = (gint32) lround (more * truth->width), dy = (gint32) lround (more * truth->height);
  GwGrabCut *cut = gw_grab_cut_new (pixels, NULL, NULL);
  Fault fault;
  GwMask found;
  Work work;

  g_assert_cmpint (
      gw_grab_cut_set_box (cut, truth->x - dx, truth->y - dy, truth->width + 2 * dx, truth->height + 2 * dy), ==,
      GW_STATUS_OK);
  work_init (&work, truth);
  for (result->n_clicks = 2;; result->n_clicks++)
    {
      g_assert_cmpint (gw_grab_cut_solve (cut, &found, NULL), ==, GW_STATUS_OK);
      work_take (&work, &found);
      if (result->n_clicks == 2)
        result->first = work.iou;
      if (work.iou >= HAND_ENOUGH || result->n_clicks >= most || !find_fault (&work, &fault))
        break;
      give_hint (cut, &work, &fault);
    }
  result->iou = work.iou;
  gw_grab_cut_free (cut);
  work_clear (&work);
}

/* --- superpixels ----------------------------------------------------------------------- */

/* The share of a cell that is of a mask. */
static double
measure_share (const GwSuperpixels *cells, gint32 label, const GwMask *mask)
{
  GwMask cell;
  double share;

  g_assert_cmpint (gw_superpixels_cell_mask (cells, label, &cell), ==, GW_STATUS_OK);
  share = (double) gw_mask_shared_area (&cell, mask) / (double) gw_mask_area (&cell);
  gw_mask_clear (&cell);

  return share;
}

static void
set_cell (Work *work, const GwSuperpixels *cells, gint32 label, gboolean set)
{
  GwMask cell, both;

  g_assert_cmpint (gw_superpixels_cell_mask (cells, label, &cell), ==, GW_STATUS_OK);
  g_assert_cmpint (set ? gw_mask_union (&work->found, &cell, &both) : gw_mask_subtract (&work->found, &cell, &both), ==,
                   GW_STATUS_OK);
  gw_mask_clear (&cell);
  work_take (work, &both);
}

/* Strokes over the cells that are mostly of the object: as many as these have parts. */
static guint
paint_cells (Work *work, const GwSuperpixels *cells)
{
  const GwMask *truth = work->truth;
  const gsize n = gw_superpixels_get_n (cells);
  g_autofree gboolean *seen = g_new0 (gboolean, n);
  GwPolygon outlines;
  guint n_strokes = 0;

  for (gint32 y = truth->y; y < truth->y + truth->height; y++)
    for (gint32 x = truth->x; x < truth->x + truth->width; x++)
      {
        const gint32 label = gw_superpixels_at (cells, x, y);

        if (seen[label])
          continue;
        seen[label] = TRUE;
        if (measure_share (cells, label, truth) > 0.5)
          set_cell (work, cells, label, TRUE);
      }
  g_assert_cmpint (gw_mask_trace (&work->found, &outlines), ==, GW_STATUS_OK);
  for (gsize i = 0; i < outlines.n_rings; i++)
    n_strokes += gw_ring_signed_area (&outlines.rings[i]) > 0;
  gw_polygon_clear (&outlines);

  return n_strokes;
}

/* One click, with Ctrl where the cell is mostly right. */
static gboolean
click_cell (Work *work, GwSuperpixels *cells, const Fault *fault)
{
  const double before = work->iou;
  gint32 label = gw_superpixels_at (cells, fault->x, fault->y);
  const double share = measure_share (cells, label, work->truth);
  GwMask kept;

  if (fault->missing ? share < 0.5 : share > 0.5)
    {
      gw_superpixels_refine (cells, label, NULL);
      label = gw_superpixels_at (cells, fault->x, fault->y);
    }
  g_assert_cmpint (gw_mask_copy (&work->found, &kept), ==, GW_STATUS_OK);
  set_cell (work, cells, label, fault->missing);
  if (work->iou > before)
    {
      gw_mask_clear (&kept);
      return TRUE;
    }
  work_take (work, &kept);

  return FALSE;
}

static void
draw_superpixel (const GwPixels *pixels, const GwMask *truth, guint most, HandResult *result)
{
  const double cell = CLAMP (sqrt ((double) gw_mask_area (truth)) / 5, GW_SUPERPIXELS_MIN_CELL, 64);
  GwSuperpixels *cells = gw_superpixels_new (pixels, cell, COMPACTNESS, NULL, NULL);
  Fault fault;
  Work work;

  work_init (&work, truth);
  result->n_clicks = paint_cells (&work, cells);
  result->first = work.iou;
  for (; work.iou < HAND_ENOUGH && result->n_clicks < most && find_fault (&work, &fault); result->n_clicks++)
    if (!click_cell (&work, cells, &fault))
      work_note_tried (&work, &fault);
  result->iou = work.iou;
  gw_superpixels_free (cells);
  work_clear (&work);
}

/* --- extreme points -------------------------------------------------------------------- */

/* The middle one of the pixels of a mask in its outermost row or column. */
static GwPoint
find_extreme (const GwMask *mask, gboolean row, gint32 at)
{
  const gint32 n = row ? mask->width : mask->height, begin = row ? mask->x : mask->y;
  gint32 first = -1, last = -1;

  for (gint32 i = begin; i < begin + n; i++)
    if (row ? gw_mask_contains (mask, i, at) : gw_mask_contains (mask, at, i))
      {
        first = first < 0 ? i : first;
        last = i;
      }
  /* Of several parts the first one's. */
  for (gint32 i = first; i <= last; i++)
    if (!(row ? gw_mask_contains (mask, i, at) : gw_mask_contains (mask, at, i)))
      {
        last = i - 1;
        break;
      }

  return row ? (GwPoint) { (first + last) / 2 + 0.5, at + 0.5 } : (GwPoint) { at + 0.5, (first + last) / 2 + 0.5 };
}

static void
draw_extreme_points (const GwPixels *pixels, const GwMask *truth, HandResult *result)
{
  const GwPoint points[4] = { find_extreme (truth, FALSE, truth->x), find_extreme (truth, TRUE, truth->y),
                              find_extreme (truth, FALSE, truth->x + truth->width - 1),
                              find_extreme (truth, TRUE, truth->y + truth->height - 1) };
  GwMask found;

  g_assert_cmpint (gw_extreme_points (pixels, points, NULL, &found, NULL), ==, GW_STATUS_OK);
  result->n_clicks = 4;
  result->first = result->iou = gw_mask_iou (&found, truth);
  gw_mask_clear (&found);
}

/* --- all ------------------------------------------------------------------------------- */

const char *
hand_get_tool_name (HandTool tool)
{
  static const char *const names[HAND_N_TOOLS] = { "Scissors", "Wand", "Select Object", "Superpixels",
                                                   "Extreme Points" };

  return names[tool];
}

void
hand_draw (HandTool tool, const GwPixels *pixels, const GwMask *truth, double more, guint most, HandResult *result)
{
  *result = (HandResult) { 0 };
  if (most == 0)
    most = HAND_MOST_CLICKS;
  if (tool == HAND_SCISSORS)
    _hand_draw_scissors (pixels, truth, most, result);
  else if (tool == HAND_WAND)
    draw_wand (pixels, truth, most, result);
  else if (tool == HAND_SELECT_OBJECT)
    draw_select_object (pixels, truth, more, most, result);
  else if (tool == HAND_SUPERPIXEL)
    draw_superpixel (pixels, truth, most, result);
  else
    draw_extreme_points (pixels, truth, result);
}
