/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-box.h"

#include <math.h>

#include "gw-geometry-private.h"

/* Two convex outlines of four corners meet in at most eight. */
#define MAX_CORNERS 8

double
gw_angle_normalise (double degrees)
{
  double turned;

  if (!isfinite (degrees))
    return 0.0;

  turned = fmod (degrees, 360.0);
  if (turned <= -180.0)
    turned += 360.0;
  else if (turned > 180.0)
    turned -= 360.0;
  return turned;
}

void
gw_rotated_box_corners (const GwRotatedBox *box, GwPoint corners[4])
{
  static const double side_x[4] = { -0.5, 0.5, 0.5, -0.5 };
  static const double side_y[4] = { -0.5, -0.5, 0.5, 0.5 };
  double sine, cosine;

  _gw_sine_cosine (box->angle, &sine, &cosine);
  for (int i = 0; i < 4; i++)
    {
      double along = side_x[i] * box->width;
      double across = side_y[i] * box->height;

      corners[i].x = box->cx + along * cosine - across * sine;
      corners[i].y = box->cy + along * sine + across * cosine;
    }
}

GwBox
gw_rotated_box_bounds (const GwRotatedBox *box)
{
  double sine, cosine, width, height;

  _gw_sine_cosine (box->angle, &sine, &cosine);
  width = box->width * fabs (cosine) + box->height * fabs (sine);
  height = box->width * fabs (sine) + box->height * fabs (cosine);
  return (GwBox) { box->cx - width / 2.0, box->cy - height / 2.0, width, height };
}

GwBox
gw_ellipse_bounds (const GwEllipse *ellipse)
{
  double sine, cosine, half_width, half_height;

  _gw_sine_cosine (ellipse->angle, &sine, &cosine);
  half_width = hypot (ellipse->rx * cosine, ellipse->ry * sine);
  half_height = hypot (ellipse->rx * sine, ellipse->ry * cosine);
  return (GwBox) { ellipse->cx - half_width, ellipse->cy - half_height, 2.0 * half_width, 2.0 * half_height };
}

bool
gw_rotated_box_contains (const GwRotatedBox *box, GwPoint point)
{
  GwPoint corners[4];
  bool inside = false;

  gw_rotated_box_corners (box, corners);
  for (int i = 0; i < 4; i++)
    {
      GwPoint a = corners[i];
      GwPoint b = corners[(i + 1) % 4];

      if (_gw_edge_meets_row (a, b, point.y) && _gw_edge_x_at (a, b, point.y) <= point.x)
        inside = !inside;
    }
  return inside;
}

static double
side_of (GwPoint a, GwPoint b, GwPoint point)
{
  return (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);
}

/* Keeps of the outline what lies right of a-b (inside, for a clockwise clip). */
static int
clip_by_edge (const GwPoint *in, int n_in, GwPoint a, GwPoint b, GwPoint *out)
{
  int n_out = 0;

  for (int i = 0; i < n_in; i++)
    {
      GwPoint from = in[i];
      GwPoint to = in[(i + 1) % n_in];
      double side_from = side_of (a, b, from);
      double side_to = side_of (a, b, to);

      if (side_from >= 0.0 && n_out < MAX_CORNERS)
        out[n_out++] = from;
      if ((side_from > 0.0 && side_to < 0.0) || (side_from < 0.0 && side_to > 0.0))
        {
          double share = side_from / (side_from - side_to);

          if (n_out < MAX_CORNERS)
            out[n_out++] = (GwPoint) { from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share };
        }
    }
  return n_out;
}

static double
outline_area (const GwPoint *points, int n)
{
  double twice = 0.0;

  for (int i = 1; i + 1 < n; i++)
    twice += side_of (points[0], points[i], points[i + 1]);
  return fabs (twice) / 2.0;
}

static bool
has_area (const GwRotatedBox *box)
{
  return _gw_is_coordinate (box->cx) && _gw_is_coordinate (box->cy) && isfinite (box->angle) && _gw_is_size (box->width)
         && _gw_is_size (box->height) && box->width * box->height > 0.0;
}

double
gw_rotated_box_iou (const GwRotatedBox *a, const GwRotatedBox *b)
{
  GwRotatedBox a_moved, b_moved;
  GwPoint clip[4], outline[MAX_CORNERS], next[MAX_CORNERS];
  int n = 4;
  double shared, whole;

  if (!has_area (a) || !has_area (b))
    return 0.0;

  /* About a's centre, so that far from the origin no digits are lost. */
  a_moved = *a;
  b_moved = *b;
  a_moved.cx = a_moved.cy = 0.0;
  b_moved.cx = b->cx - a->cx;
  b_moved.cy = b->cy - a->cy;
  gw_rotated_box_corners (&a_moved, outline);
  gw_rotated_box_corners (&b_moved, clip);

  for (int i = 0; i < 4 && n > 0; i++)
    {
      n = clip_by_edge (outline, n, clip[i], clip[(i + 1) % 4], next);
      for (int k = 0; k < n; k++)
        outline[k] = next[k];
    }

  shared = outline_area (outline, n);
  whole = a->width * a->height + b->width * b->height - shared;
  return whole > 0.0 ? fmin (1.0, shared / whole) : 0.0;
}
