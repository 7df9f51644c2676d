/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_SHAPE_H
#define GW_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Coordinates are continuous pixels: the origin is the top-left corner of
   * the top-left pixel, x runs right, y down, pixel (i, j) covers
   * [i, i+1) x [j, j+1) and its centre is (i + 0.5, j + 0.5).
   */
  typedef struct
  {
    double x;
    double y;
  } GwPoint;

  /* An upright rectangle. width and height are never negative in a valid box. */
  typedef struct
  {
    double x;
    double y;
    double width;
    double height;
  } GwBox;

  /* A rectangle turned by angle degrees, clockwise positive on screen,
   * normalised to (-180, 180], about its centre.
   */
  typedef struct
  {
    double cx;
    double cy;
    double width;
    double height;
    double angle;
  } GwRotatedBox;

  /* An ellipse with semi-axes rx and ry, turned as a rotated box is. */
  typedef struct
  {
    double cx;
    double cy;
    double rx;
    double ry;
    double angle;
  } GwEllipse;

  /* A run of points. In a polygon it is a closed ring whose last point is not
   * repeated, of three distinct points or more.
   */
  typedef struct
  {
    GwPoint *points;
    size_t n_points;
  } GwRing;

  /* One or more rings, filled even-odd over all of them: a ring inside
   * another is a hole, a ring beside another is a second part.
   */
  typedef struct
  {
    GwRing *rings;
    size_t n_rings;
  } GwPolygon;

  typedef enum
  {
    GW_VISIBILITY_ABSENT = 0,
    GW_VISIBILITY_HIDDEN = 1,
    GW_VISIBILITY_VISIBLE = 2
  } GwVisibility;

  typedef struct
  {
    GwPoint point;
    GwVisibility visibility;
  } GwKeypoint;

  typedef struct
  {
    GwKeypoint *points;
    size_t n_points;
  } GwKeypoints;

  /* A bit for each pixel of an image of image_width x image_height, kept as
   * row-major run lengths inside the rectangle (x, y, width, height).
   * The runs alternate outside, inside, outside ... beginning with outside
   * (the first may be 0, no other is), go on over the ends of rows, and sum
   * to width * height. The rectangle is tight: its first and last rows and
   * columns each hold a set pixel; an empty mask has width = height = 0 and
   * no runs.
   */
  typedef struct
  {
    int32_t image_width;
    int32_t image_height;
    int32_t x;
    int32_t y;
    int32_t width;
    int32_t height;
    uint32_t *runs;
    size_t n_runs;
  } GwMask;

  typedef enum
  {
    GW_SHAPE_NONE = 0,
    GW_SHAPE_BOX = 1,
    GW_SHAPE_ROTATED_BOX = 2,
    GW_SHAPE_POLYGON = 3,
    GW_SHAPE_MASK = 4,
    GW_SHAPE_POLYLINE = 5,
    GW_SHAPE_POINTS = 6,
    GW_SHAPE_ELLIPSE = 7
  } GwShapeKind;

#define GW_SHAPE_N_KINDS 8

  /* The shape of an annotated object. The pointers inside belong to the
   * shape; free them with gw_shape_clear(). The kinds keep their numbers for
   * ever: the store writes them.
   */
  typedef struct
  {
    GwShapeKind kind;
    union
    {
      GwBox box;
      GwRotatedBox rotated;
      GwPolygon polygon;
      GwMask mask;
      GwRing line;
      GwKeypoints points;
      GwEllipse ellipse;
    } as;
  } GwShape;

#define GW_SHAPE_INIT \
  { \
    GW_SHAPE_NONE, \
    { \
      { \
        0.0, 0.0, 0.0, 0.0 \
      } \
    } \
  }

  /* Makes shape a box; allocates nothing. Any earlier content must have been
   * cleared. The numbers are taken as they are.
   */
  GW_PUBLIC void gw_shape_init_box (GwShape *shape, double x, double y, double width, double height);

  /* Copies source into copy, whose earlier content must have been cleared.
   * O(points or runs). GW_STATUS_NO_MEMORY leaves copy GW_SHAPE_NONE.
   */
  GW_PUBLIC gw_status gw_shape_copy (const GwShape *source, GwShape *copy);

  /* Frees what the shape holds and makes it GW_SHAPE_NONE. NULL is allowed. */
  GW_PUBLIC void gw_shape_clear (GwShape *shape);

  /* Whether both are of one kind and every number is equal within tolerance
   * pixels (0 asks for equality; masks compare their pixels whatever it is).
   */
  GW_PUBLIC bool gw_shape_equal (const GwShape *a, const GwShape *b, double tolerance);

  /* The stable name of a kind: "box", "rotated_box", "polygon", "mask",
   * "polyline", "points", "ellipse"; "none" else.
   */
  GW_PUBLIC const char *gw_shape_kind_name (GwShapeKind kind);

  /* GW_STATUS_OK when the shape keeps the promises of its type above: finite
   * numbers within +-1e15, no negative size, angles in (-180, 180], rings of
   * three distinct points, run sums. GW_STATUS_EMPTY for GW_SHAPE_NONE, lines and
   * point sets without points. Whether it lies inside an image is not asked.
   */
  GW_PUBLIC gw_status gw_shape_validate (const GwShape *shape);

  /* The tight upright bounds; GW_STATUS_EMPTY for a shape with no points or
   * pixels. Absent key points do not count.
   */
  GW_PUBLIC gw_status gw_shape_bounds (const GwShape *shape, GwBox *bounds);

  /* Area in square pixels by formula, not by raster (gw-raster.h counts pixels);
   * of polygons as gw_polygon_area() of gw-polygon.h; 0 for lines and points. A
   * mask's is its number of pixels.
   */
  GW_PUBLIC double gw_shape_area (const GwShape *shape);

  /* Whether a point lies inside (boxes, polygons, masks, ellipses), by the
   * half-open rule: left and top edges belong to the shape. For lines and points
   * always false: ask gw_shape_distance().
   */
  GW_PUBLIC bool gw_shape_contains (const GwShape *shape, GwPoint point);

  /* Distance in pixels from a point to the nearest part of the outline (of a
   * mask: of its bounds). INFINITY for an empty shape.
   */
  GW_PUBLIC double gw_shape_distance (const GwShape *shape, GwPoint point);

  /* Moves a shape. A mask moves by whole pixels (rounded) and loses what
   * leaves its image.
   */
  GW_PUBLIC gw_status gw_shape_translate (GwShape *shape, double dx, double dy);

  /* Maps the shape so that its bounds `from` become `to`; used when handles
   * of any shape are dragged. GW_STATUS_INVALID where `from` has no extent
   * in an axis that `to` changes, and for masks (they are resampled by
   * gw_mask_stretch() of gw-mask.h). Angles of rotated shapes stay: unless the
   * angle is a multiple of 90 or both axes scale alike, such a shape comes as
   * large as fits into what its own bounds become. Absent key points stay.
   * GW_STATUS_INVALID, with nothing changed, when a number would leave the range.
   */
  GW_PUBLIC gw_status gw_shape_map_bounds (GwShape *shape, const GwBox *from, const GwBox *to);

#ifdef __cplusplus
}
#endif

#endif
