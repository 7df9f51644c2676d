/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_POLYGON_COMBINE_H
#define GW_POLYGON_COMBINE_H

#include "gw-shape.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Polygons joined, cut and taken apart. All are even-odd over all their rings,
   * as everywhere: they may have holes and several parts, cross and touch
   * themselves and each other, run along each other, and have rings that
   * enclose nothing.
   *
   * How exact: the outlines are laid on a grid of 2^-29 of the larger side of all
   * that takes part, or finer (a picture of 4,096 pixels: 2^-17 px), on which every
   * decision is exact. Where outlines cross, the corner lies on the nearest point
   * of the grid, and an edge that is cut passes within one unit of where it
   * was. Points of the inputs keep their numbers to the bit. Whole and half pixels
   * up to 2^28 are on the grid: polygons of upright, level and diagonal edges
   * between such points come out without any error.
   *
   * What comes out: outer rings run clockwise on the screen, holes the other
   * way, by the topmost, then leftmost point of each; no ring crosses itself or
   * another, and parts that touch at a point are rings of their own. Points that have come
   * to lie in line with their neighbours are left out, but those that did so before.
   *
   * GW_STATUS_INVALID for numbers that are not finite or beyond +-1e15;
   * GW_STATUS_TOO_LARGE when hostile outlines would take more than 2^28
   * comparisons or 2^24 corners. Results are overwritten without being
   * freed, and written with GW_STATUS_OK only. O(n log n) for drawn and traced
   * outlines, n being their points and crossings.
   * Sources: Hobby, Practical segment intersection with finite precision output
   * (1999), for the grid.
   */

  typedef enum
  {
    GW_POLYGON_UNION,
    GW_POLYGON_INTERSECTION,
    GW_POLYGON_DIFFERENCE, /* a without b */
    GW_POLYGON_XOR
  } GwPolygonOperation;

  /* result  no rings where nothing is left; that is GW_STATUS_OK. a and b may be the
   *         same polygon; either may have no rings.
   */
  GW_PUBLIC gw_status gw_polygon_combine (const GwPolygon *a, const GwPolygon *b, GwPolygonOperation operation,
                                          GwPolygon *result);

  /* Cuts a polygon along an open line.
   *
   * line     two points or more; it may cross itself, and begin and end anywhere:
   *          what of it does not part anything is passed over
   * parts    *n_parts polygons in reading order (topmost, then leftmost point
   *          first), those that were apart before among them; for
   *          gw_polygon_list_free()
   *
   * GW_STATUS_UNDEFINED when there are not more parts than before.
   */
  GW_PUBLIC gw_status gw_polygon_slice (const GwPolygon *polygon, const GwRing *line, GwPolygon **parts,
                                        size_t *n_parts);

  /* The separate outer rings, each with its holes, as above. Parts that touch at
   * a point are separate. *n_parts is 0 for a polygon that encloses nothing.
   */
  GW_PUBLIC gw_status gw_polygon_split_parts (const GwPolygon *polygon, GwPolygon **parts, size_t *n_parts);

  /* Frees the polygons and the array of them. NULL with 0 is allowed. */
  GW_PUBLIC void gw_polygon_list_free (GwPolygon *polygons, size_t n_polygons);

  /* A place on an outline. */
  typedef struct
  {
    size_t ring;
    size_t edge;     /* from point `edge` of the ring to the next */
    double along;    /* 0 at the first point, below 1: the end is the next edge's 0 */
    GwPoint point;   /* to the bit the point of the ring where is_vertex is set */
    double distance; /* from the point asked for */
    bool is_vertex;
  } GwBorderPlace;

  /* The place on the outline that is nearest to the point; the first of equals.
   * False for a polygon without points, or with numbers that are not finite. O(n).
   */
  GW_PUBLIC bool gw_polygon_nearest (const GwPolygon *polygon, GwPoint point, GwBorderPlace *place);

  /* The point of a ring that is nearest to the point, where one lies within reach.
   * O(n).
   */
  GW_PUBLIC bool gw_polygon_nearest_vertex (const GwPolygon *polygon, GwPoint point, double reach,
                                            GwBorderPlace *place);

  /* The border from one place to another on the same ring, both ends and the
   * points between them, for an outline that shares them without a gap.
   *
   * other_way  false: the shorter way (the way of the ring where both are
   *            equally long)
   * line       a new ring of one point (both places are the same and other_way
   *            is false) or more, read as an open line
   *
   * GW_STATUS_INVALID for places that are not of one ring of the polygon. O(n).
   */
  GW_PUBLIC gw_status gw_polygon_border_between (const GwPolygon *polygon, const GwBorderPlace *from,
                                                 const GwBorderPlace *to, bool other_way, GwRing *line);

#ifdef __cplusplus
}
#endif

#endif
