/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-outline.h"

#include <math.h>
#include <string.h>

#include "gw-mask.h"
#include "gw-raster.h"

/* Corners and rings that are looked at for one object, after which some of its holes stay behind: a mask of mere
 * noise has hundreds of thousands of them.
 */
#define MOST_EFFORT ((guint64) 400000000)

static void
ring_free (gpointer data)
{
  gw_ring_clear (data);
  g_free (data);
}

static GwRing *
ring_copy (const GwRing *ring)
{
  GwRing *copy = g_new0 (GwRing, 1);

  if (gw_ring_init (copy, ring->points, ring->n_points) != GW_STATUS_OK)
    g_error ("Out of memory");
  return copy;
}

/* What a ring is asked by each other one. */
typedef struct
{
  double area;
  GwBox bounds;
} Extent;

static Extent *
measure_rings (const GwPolygon *polygon)
{
  Extent *extents = g_new0 (Extent, MAX (polygon->n_rings, 1));

  for (gsize i = 0; i < polygon->n_rings; i++)
    {
      extents[i].area = fabs (gw_ring_signed_area (&polygon->rings[i]));
      gw_ring_bounds (&polygon->rings[i], &extents[i].bounds);
    }
  return extents;
}

static gboolean
are_apart (const GwBox *a, const GwBox *b)
{
  return a->x > b->x + b->width || b->x > a->x + a->width || a->y > b->y + b->height || b->y > a->y + a->height;
}

/* FALSE, and nothing left, where there is not so much of it. */
static gboolean
spend (guint64 *effort, guint64 n)
{
  const gboolean enough = *effort >= n;

  *effort = enough ? *effort - n : 0;
  return enough;
}

/* Whether more than half of the ring's points lie in the other. */
static gboolean
lies_in (const GwRing *ring, const GwRing *other, guint64 *effort)
{
  gsize n_inside = 0, half = ring->n_points / 2;

  for (gsize i = 0; i < ring->n_points && n_inside <= half && i - n_inside < ring->n_points - half; i++)
    {
      if (!spend (effort, other->n_points))
        return FALSE;
      if (gw_ring_contains (other, ring->points[i]))
        n_inside++;
    }
  return n_inside > half;
}

/* How many other rings lie around the ring, of those that are no holes where these are known; the smallest of
 * them is parent.
 */
static guint
count_around (const GwPolygon *polygon, const Extent *extents, const gboolean *holes, gsize index, gssize *parent,
              guint64 *effort)
{
  double least = INFINITY;
  guint n = 0;

  *parent = -1;
  for (gsize i = 0; i < polygon->n_rings && spend (effort, 1); i++)
    {
      if (extents[i].area <= extents[index].area || (holes != NULL && holes[i])
          || are_apart (&extents[i].bounds, &extents[index].bounds)
          || !lies_in (&polygon->rings[index], &polygon->rings[i], effort))
        continue;
      n++;
      if (extents[i].area < least)
        {
          least = extents[i].area;
          *parent = (gssize) i;
        }
    }

  return n;
}

/* Splices another ring into the ring at the ring's point nearest to the other's
 * leftmost one; the way there and back has no width. A hole runs against the
 * ring, so that it is one by the non-zero rule too, and a part with it.
 */
static void
add_bridge (GwRing *ring, const GwRing *hole, gboolean is_hole)
{
  gboolean turn = ((gw_ring_signed_area (ring) > 0) == (gw_ring_signed_area (hole) > 0)) == is_hole;
  gsize left = 0, near = 0, n = 0;
  double least = INFINITY;
  GwPoint *points;
  GwRing joined;

  for (gsize i = 1; i < hole->n_points; i++)
    if (hole->points[i].x < hole->points[left].x)
      left = i;
  for (gsize i = 0; i < ring->n_points; i++)
    {
      double dx = ring->points[i].x - hole->points[left].x, dy = ring->points[i].y - hole->points[left].y;
      double distance = dx * dx + dy * dy;

      if (distance < least)
        {
          least = distance;
          near = i;
        }
    }

  points = g_new (GwPoint, ring->n_points + hole->n_points + 2);
  for (gsize i = 0; i <= near; i++)
    points[n++] = ring->points[i];
  for (gsize i = 0; i <= hole->n_points; i++)
    points[n++] = hole->points[(turn ? left + hole->n_points - i : left + i) % hole->n_points];
  for (gsize i = near; i < ring->n_points; i++)
    points[n++] = ring->points[i];

  if (gw_ring_init (&joined, points, n) != GW_STATUS_OK)
    g_error ("Out of memory");
  g_free (points);
  gw_ring_clear (ring);
  *ring = joined;
}

/* Which rings are holes by the way they run: not as the one at place first. */
static gboolean *
tell_holes (const GwPolygon *polygon, gsize first)
{
  gboolean *holes = g_new0 (gboolean, MAX (polygon->n_rings, 1));

  for (gsize i = 0; i < polygon->n_rings; i++)
    holes[i] = (gw_ring_signed_area (&polygon->rings[i]) > 0) != (gw_ring_signed_area (&polygon->rings[first]) > 0);
  return holes;
}

/* Which rings are holes by what lies around them; NULL where that takes too long. Parents are found with it. */
static gboolean *
find_holes (const GwPolygon *polygon, const Extent *extents, gssize *parents, guint64 *effort)
{
  g_autofree gboolean *holes = g_new0 (gboolean, MAX (polygon->n_rings, 1));

  for (gsize i = 0; i<polygon->n_rings && * effort> 0; i++)
    holes[i] = count_around (polygon, extents, NULL, i, &parents[i], effort) % 2 == 1;

  return *effort > 0 ? g_steal_pointer (&holes) : NULL;
}

/* The same by the way they run, of a polygon in which that may mean nothing. */
static gboolean *
guess_holes (const GwPolygon *polygon, const Extent *extents)
{
  gsize largest = 0;

  for (gsize i = 1; i < polygon->n_rings; i++)
    if (extents[i].area > extents[largest].area)
      largest = i;
  return tell_holes (polygon, largest);
}

static gboolean
join_holes (const GwPolygon *polygon, const gboolean *holes, const gssize *parents, GwRing **outer, guint64 *effort)
{
  for (gsize i = 0; i < polygon->n_rings; i++)
    {
      GwRing *ring = holes[i] && parents[i] >= 0 ? outer[parents[i]] : NULL;

      if (ring == NULL || polygon->rings[i].n_points == 0)
        continue;
      if (!spend (effort, ring->n_points + polygon->rings[i].n_points))
        return FALSE;
      add_bridge (ring, &polygon->rings[i], TRUE);
    }

  return TRUE;
}

/* known (nullable): which rings are holes. */
static GPtrArray *
make_outlines (const GwPolygon *polygon, const gboolean *known, gboolean bridge, gboolean *complete)
{
  GPtrArray *outlines = g_ptr_array_new_with_free_func (ring_free);
  g_autofree GwRing **outer = g_new0 (GwRing *, MAX (polygon->n_rings, 1));
  g_autofree gssize *parents = g_new (gssize, MAX (polygon->n_rings, 1));
  g_autofree Extent *extents = measure_rings (polygon);
  guint64 effort = MOST_EFFORT;
  g_autofree gboolean *found = known == NULL ? find_holes (polygon, extents, parents, &effort) : NULL;
  g_autofree gboolean *guessed = known == NULL && found == NULL ? guess_holes (polygon, extents) : NULL;
  const gboolean *holes = known != NULL ? known : found != NULL ? found : guessed;
  gboolean whole = guessed == NULL;

  for (gsize i = 0; i < polygon->n_rings; i++)
    if (!holes[i])
      {
        outer[i] = ring_copy (&polygon->rings[i]);
        g_ptr_array_add (outlines, outer[i]);
      }
  for (gsize i = 0; bridge && known != NULL && i < polygon->n_rings; i++)
    {
      parents[i] = -1;
      if (holes[i] && effort > 0)
        count_around (polygon, extents, holes, i, &parents[i], &effort);
    }
  if (bridge && whole)
    whole = effort > 0 && join_holes (polygon, holes, parents, outer, &effort);
  if (complete != NULL)
    *complete = whole;

  return outlines;
}

GPtrArray *
gw_outlines_new (const GwPolygon *polygon, gboolean bridge, gboolean *complete)
{
  return make_outlines (polygon, NULL, bridge, complete);
}

gboolean
gw_outlines_are_complete (const GwPolygon *polygon, gboolean bridge)
{
  g_autoptr (GPtrArray) outlines = NULL;
  gboolean complete;
  guint64 n = 0;

  for (gsize i = 0; i < polygon->n_rings; i++)
    n += polygon->rings[i].n_points + 2;
  /* Each corner and ring for each other. */
  if (polygon->n_rings < 2 || (n < G_MAXUINT32 / 4 && 4 * n * n <= MOST_EFFORT))
    return TRUE;
  outlines = gw_outlines_new (polygon, bridge, &complete);

  return complete;
}

gboolean
gw_outlines_can_join (const GPtrArray *outlines)
{
  guint64 effort = MOST_EFFORT, n_points = 0;

  for (guint i = 0; i < outlines->len; i++)
    {
      n_points += ((const GwRing *) g_ptr_array_index (outlines, i))->n_points + 2;
      if (!spend (&effort, n_points))
        return FALSE;
    }
  return TRUE;
}

void
gw_outlines_join (GPtrArray *outlines)
{
  if (!gw_outlines_can_join (outlines))
    return;
  for (guint i = 1; i < outlines->len; i++)
    add_bridge (g_ptr_array_index (outlines, 0), g_ptr_array_index (outlines, i), FALSE);
  if (outlines->len > 1)
    g_ptr_array_set_size (outlines, 1);
}

/* Of two rings on the pixels of an image; 1 where they cannot be compared. */
static double
find_agreement (const GwRing *ring, const GwRing *simpler, const GwMask *image)
{
  const GwPolygon polygons[] = { { (GwRing *) ring, 1 }, { (GwRing *) simpler, 1 } };
  GwMask masks[] = { GW_MASK_INIT, GW_MASK_INIT };
  double agreement = 1;

  if (gw_raster_polygon (&polygons[0], image->image_width, image->image_height, &masks[0]) == GW_STATUS_OK
      && gw_raster_polygon (&polygons[1], image->image_width, image->image_height, &masks[1]) == GW_STATUS_OK)
    agreement = gw_mask_iou (&masks[0], &masks[1]);
  gw_mask_clear (&masks[0]);
  gw_mask_clear (&masks[1]);

  return agreement;
}

void
gw_outline_free (GwRing *outline)
{
  ring_free (outline);
}

GwRing *
gw_outline_new_for_part (const GwMask *part, guint64 most)
{
  GwPolygon polygon = GW_POLYGON_INIT;
  GwRing *outline = NULL;
  guint64 n_points = 0;
  gsize outer = 0;

  if (gw_mask_trace (part, &polygon) != GW_STATUS_OK)
    return NULL;
  for (gsize i = 0; i < polygon.n_rings; i++)
    {
      n_points += polygon.rings[i].n_points;
      if (fabs (gw_ring_signed_area (&polygon.rings[i])) > fabs (gw_ring_signed_area (&polygon.rings[outer])))
        outer = i;
    }
  if (polygon.n_rings > 0 && polygon.n_rings * n_points <= most)
    outline = ring_copy (&polygon.rings[outer]);
  for (gsize i = 0; outline != NULL && i < polygon.n_rings; i++)
    if (i != outer)
      add_bridge (outline, &polygon.rings[i], TRUE);
  gw_polygon_clear (&polygon);

  return outline;
}

/* The traced outline with each ring simplified where that leaves a ring. */
static void
simplify (GwPolygon *polygon, const GwMask *mask, double tolerance, GArray *agreements)
{
  for (gsize i = 0; i < polygon->n_rings; i++)
    {
      GwRing *ring = &polygon->rings[i];
      GwRing simpler = GW_RING_INIT;
      double agreement = 1;

      if (tolerance > 0 && gw_ring_simplify (ring, tolerance, &simpler) == GW_STATUS_OK)
        {
          if (agreements != NULL && simpler.n_points < ring->n_points)
            agreement = find_agreement (ring, &simpler, mask);
          gw_ring_clear (ring);
          *ring = simpler;
        }
      if (agreements != NULL)
        g_array_append_val (agreements, agreement);
    }
}

GPtrArray *
gw_outlines_new_for_mask (const GwMask *mask, gboolean bridge, double tolerance, GArray *agreements, gboolean *complete)
{
  GwPolygon polygon = GW_POLYGON_INIT;
  g_autofree gboolean *holes = NULL;
  GPtrArray *outlines;

  if (complete != NULL)
    *complete = TRUE;
  if (gw_mask_trace (mask, &polygon) != GW_STATUS_OK || polygon.n_rings == 0)
    return g_ptr_array_new_with_free_func (ring_free);

  /* The topmost is none. */
  holes = tell_holes (&polygon, 0);
  simplify (&polygon, mask, tolerance, agreements);
  outlines = make_outlines (&polygon, holes, bridge, complete);
  gw_polygon_clear (&polygon);

  return outlines;
}
