/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_POLYGON_H
#define GW_POLYGON_H

#include "gw-shape.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* Rings and polygons. A ring is closed: an edge runs from its last point to
 * its first, which is not repeated. Functions that take rings accept any
 * number of points, 0 included, and any numbers; what is not finite gives
 * GW_STATUS_INVALID where there is a status, and false or 0 elsewhere.
 * Points that a function makes are the caller's: gw_ring_clear() frees them.
 */

/* The number of points that stand for an ellipse where a format has none. */
#define GW_ELLIPSE_RING_POINTS 64

#define GW_RING_INIT \
  { \
    NULL, 0 \
  }
#define GW_POLYGON_INIT \
  { \
    NULL, 0 \
  }

  /* Makes ring a copy of n points. Its earlier content must have been cleared.
   * Nothing is checked but memory. n may be 0.
   */
  GW_PUBLIC gw_status gw_ring_init (GwRing *ring, const GwPoint *points, size_t n_points);

  /* Frees the points and makes the ring empty. NULL is allowed. */
  GW_PUBLIC void gw_ring_clear (GwRing *ring);

  /* The same for all rings and the array of them. */
  GW_PUBLIC gw_status gw_polygon_copy (const GwPolygon *source, GwPolygon *copy);
  GW_PUBLIC void gw_polygon_clear (GwPolygon *polygon);

  /* Appends a copy of n points as one more ring. O(rings + n). */
  GW_PUBLIC gw_status gw_polygon_add_ring (GwPolygon *polygon, const GwPoint *points, size_t n_points);

  /* Whether the ring keeps its promise: finite points within +-1e15, three
   * distinct ones or more. O(n).
   */
  GW_PUBLIC bool gw_ring_is_valid (const GwRing *ring);

  /* The same of all rings, and that there is one. */
  GW_PUBLIC bool gw_polygon_is_valid (const GwPolygon *polygon);

  /* The area by the shoelace formula, positive for a ring that runs clockwise on
   * the screen (y down). Of a ring that crosses itself parts cancel. O(n).
   */
  GW_PUBLIC double gw_ring_signed_area (const GwRing *ring);

  /* The length of all edges, the closing one included. */
  GW_PUBLIC double gw_ring_perimeter (const GwRing *ring);

  /* The tight upright bounds; GW_STATUS_EMPTY without points. */
  GW_PUBLIC gw_status gw_ring_bounds (const GwRing *ring, GwBox *bounds);
  GW_PUBLIC gw_status gw_polygon_bounds (const GwPolygon *polygon, GwBox *bounds);

  /* Whether the point lies inside by even-odd and the half-open rule: a point on
   * an edge belongs to what lies right of and below that edge. Of two rings
   * that share an edge exactly one holds each of its points. O(n).
   */
  GW_PUBLIC bool gw_ring_contains (const GwRing *ring, GwPoint point);

  /* The same over all rings: inside of a hole is outside. */
  GW_PUBLIC bool gw_polygon_contains (const GwPolygon *polygon, GwPoint point);

  /* The area by even-odd: each ring's own area, taken off where an odd number of
   * other rings lies around it. Exact when no ring crosses itself or another.
   * O(points + rings^2), and a pass over a ring's points for each ring whose
   * bounds lie within its own. Where memory is short it is slower, never wrong.
   */
  GW_PUBLIC double gw_polygon_area (const GwPolygon *polygon);

  /* Distance from the point to the nearest edge, the closing one included;
   * INFINITY without points.
   */
  GW_PUBLIC double gw_ring_distance (const GwRing *ring, GwPoint point);

  /* The same for an open run of points, without the closing edge. */
  GW_PUBLIC double gw_line_distance (const GwRing *line, GwPoint point);

  /* Removes points equal to the one before them, and closing points equal to the
   * first, in place. Returns how many were removed. O(n), frees nothing.
   */
  GW_PUBLIC size_t gw_ring_drop_repeats (GwRing *ring);

  /* Whether the outline passes from one side of itself to the other. Rings that
   * only touch themselves, at a point or along a stretch (zero-width bridges,
   * traced masks), do not cross. Equal points in a row are looked over.
   *
   * O(n log n) for drawn and traced outlines, by a tree of bounds along the
   * ring. GW_STATUS_TOO_LARGE when a hostile ring would take more than about
   * 10^8 comparisons; nothing is known of it then. GW_STATUS_INVALID for numbers
   * that are not finite.
   */
  GW_PUBLIC gw_status gw_ring_crosses_itself (const GwRing *ring, bool *crosses);

  /* Douglas and Peucker (1973): leaves out points so that none left out is
   * farther than tolerance pixels from the simplified outline.
   *
   * tolerance   0 or more; 0 leaves out points in line only
   * simplified  a new ring; at least three points, which are points of the old
   *             one, in their order
   *
   * GW_STATUS_INVALID when the ring is not valid or tolerance is negative or not
   * finite. The outline may cross itself afterwards where it was narrower than
   * the tolerance. O(n log n) commonly; GW_STATUS_TOO_LARGE when a hostile ring
   * would take more than 2^30 distances.
   */
  GW_PUBLIC gw_status gw_ring_simplify (const GwRing *ring, double tolerance, GwRing *simplified);

  /* The same for an open line of two points or more: its ends stay. */
  GW_PUBLIC gw_status gw_line_simplify (const GwRing *line, double tolerance, GwRing *simplified);

  /* Joins rings that overlap, each filled by itself, to one outline that covers
   * the same by even-odd: for files whose rings are parts that are united. Rings
   * that lie apart or only touch stay as they are, to the bit. The result may
   * have holes.
   *
   * GW_STATUS_TOO_LARGE when rings of more than 8,192 edges in all meet, or to
   * find those that meet would take more than 2^26 comparisons, and
   * GW_STATUS_UNDEFINED where rounding leaves a gap in an outline; the polygon is
   * unchanged then. O(edges^2) of the rings whose bounds meet.
   */
  GW_PUBLIC gw_status gw_polygon_unite (GwPolygon *polygon);

  /* Whether any place lies in two rings, so that even-odd and united rings
   * differ: holes, nested parts, rings that cross each other. True too where
   * that cannot be found out.
   */
  GW_PUBLIC bool gw_polygon_overlaps (const GwPolygon *polygon);

  /* The ring of GW_ELLIPSE_RING_POINTS points on the ellipse at equal steps of
   * its parameter, clockwise on the screen, the first at the end of the rx axis.
   * A circle is an ellipse of equal radii. GW_STATUS_INVALID for numbers that
   * are not finite and radii that are not above 0.
   */
  GW_PUBLIC gw_status gw_ring_from_ellipse (const GwEllipse *ellipse, GwRing *ring);

  /* The ring of four corners of a box or a turned box, clockwise from its
   * top-left corner. GW_STATUS_INVALID as above.
   */
  GW_PUBLIC gw_status gw_ring_from_box (const GwBox *box, GwRing *ring);
  GW_PUBLIC gw_status gw_ring_from_rotated_box (const GwRotatedBox *box, GwRing *ring);

#ifdef __cplusplus
}
#endif

#endif
