/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-extreme-points.h"

#include <math.h>
#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-mask.h"

/* Whole pixels. */
typedef struct
{
  int32_t x;
  int32_t y;
} Pixel;

static int32_t
pixel_of (double value, int32_t size)
{
  const double whole = floor (value);

  return whole < 0 ? 0 : whole >= size ? size - 1 : (int32_t) whole;
}

/* Marks the straight line between two pixels as object. */
static void
draw_line (uint8_t *bytes, int32_t width, Pixel from, Pixel to)
{
  const int64_t dx = (int64_t) to.x - from.x, dy = (int64_t) to.y - from.y;
  const int64_t n = llabs (dx) > llabs (dy) ? llabs (dx) : llabs (dy);

  for (int64_t i = 0; i <= n; i++)
    {
      const int64_t x = n > 0 ? lround ((double) (dx * i) / (double) n) : 0;
      const int64_t y = n > 0 ? lround ((double) (dy * i) / (double) n) : 0;

      bytes[(size_t) (from.y + y) * (size_t) width + (size_t) (from.x + x)] = 1;
    }
}

/* Lines from the points, the image's first pixel at (left, top), to their middle. */
static gw_status
make_lines (const GwPixels *pixels, const Pixel points[4], Pixel corner, int32_t width, int32_t height, GwMask *lines)
{
  uint8_t *bytes = GW_NEW0 (uint8_t, (size_t) width * (size_t) height);
  Pixel middle = { 0, 0 };
  gw_status status;

  if (bytes == NULL)
    return GW_STATUS_NO_MEMORY;

  for (int i = 0; i < 4; i++)
    {
      middle.x += (points[i].x - corner.x) / 4;
      middle.y += (points[i].y - corner.y) / 4;
    }
  for (int i = 0; i < 4; i++)
    draw_line (bytes, width, middle, (Pixel) { points[i].x - corner.x, points[i].y - corner.y });
  status = gw_mask_from_bitmap (pixels->width, pixels->height, corner.x, corner.y, width, height, bytes, (size_t) width,
                                lines);
  free (bytes);

  return status;
}

gw_status
gw_extreme_points (const GwPixels *pixels, const GwPoint points[4], const GwGrabCutOptions *options, GwMask *object,
                   const GwRun *run)
{
  Pixel corner = { INT32_MAX, INT32_MAX }, end = { 0, 0 }, inside[4];
  GwMask lines = GW_MASK_INIT;
  gw_status status = gw_pixels_validate (pixels);
  GwGrabCut *cut;

  if (status != GW_STATUS_OK)
    return status;
  for (int i = 0; i < 4; i++)
    {
      if (!isfinite (points[i].x) || !isfinite (points[i].y))
        return GW_STATUS_INVALID;
      inside[i] = (Pixel) { pixel_of (points[i].x, pixels->width), pixel_of (points[i].y, pixels->height) };
      corner.x = inside[i].x < corner.x ? inside[i].x : corner.x;
      corner.y = inside[i].y < corner.y ? inside[i].y : corner.y;
      end.x = inside[i].x >= end.x ? inside[i].x + 1 : end.x;
      end.y = inside[i].y >= end.y ? inside[i].y + 1 : end.y;
    }

  cut = gw_grab_cut_new (pixels, options, &status);
  if (cut == NULL)
    return status;
  status = make_lines (pixels, inside, corner, end.x - corner.x, end.y - corner.y, &lines);
  if (status == GW_STATUS_OK)
    status = gw_grab_cut_set_box (cut, corner.x, corner.y, end.x - corner.x, end.y - corner.y);
  if (status == GW_STATUS_OK)
    status = gw_grab_cut_mark (cut, &lines, GW_TRIMAP_OBJECT);
  if (status == GW_STATUS_OK)
    status = gw_grab_cut_solve (cut, object, run);
  gw_mask_clear (&lines);
  gw_grab_cut_free (cut);

  return status;
}
