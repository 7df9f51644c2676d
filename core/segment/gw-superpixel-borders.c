/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-polygon.h"
#include "gw-superpixels.h"

/* Sides of pixels that go out from a corner, as bits in the order of the circle. */
enum
{
  RIGHT,
  DOWN,
  LEFT,
  UP,
  N_WAYS
};

#define ALL_WAYS ((1u << N_WAYS) - 1)

/* Besides: a corner at which lines begin, for other than two sides meet there. */
#define IS_END (1u << N_WAYS)

/* The corners of the pixels of a rectangle, width x height of them: for each the sides
 * on which a border goes on from it. A side that was walked is taken out.
 */
typedef struct
{
  int32_t x;
  int32_t y;
  int32_t width;
  int32_t height;
  uint8_t *ways;
} Corners;

/* Lines as they are made. */
typedef struct
{
  GwRing *rings;
  size_t n_rings;
  size_t capacity;
  GwPoint *points; /* of the line that is walked */
  size_t n_points;
  size_t points_capacity;
} Lines;

static bool
grow (void **array, size_t *capacity, size_t n, size_t size)
{
  size_t wanted = *capacity > 0 ? 2 * *capacity : 64;
  void *larger;

  if (n < *capacity)
    return true;
  larger = wanted < PTRDIFF_MAX / size ? realloc (*array, wanted * size) : NULL;
  if (larger == NULL)
    return false;
  *array = larger;
  *capacity = wanted;
  return true;
}

static bool
add_point (Lines *lines, double x, double y)
{
  void *points = lines->points;
  bool added = grow (&points, &lines->points_capacity, lines->n_points, sizeof (GwPoint));

  lines->points = points;
  if (added)
    lines->points[lines->n_points++] = (GwPoint) { x, y };
  return added;
}

static bool
add_line (Lines *lines)
{
  void *rings = lines->rings;
  bool added = grow (&rings, &lines->capacity, lines->n_rings, sizeof (GwRing));

  lines->rings = rings;
  if (added && gw_ring_init (&lines->rings[lines->n_rings], lines->points, lines->n_points) == GW_STATUS_OK)
    {
      lines->n_rings++;
      return true;
    }
  return false;
}

static gw_status
find_corners (Corners *self, const GwSuperpixels *superpixels)
{
  self->ways = GW_NEW0 (uint8_t, (size_t) self->width * (size_t) self->height);
  if (self->ways == NULL)
    return GW_STATUS_NO_MEMORY;

  for (int32_t y = 0; y + 1 < self->height; y++)
    for (int32_t x = 0; x + 1 < self->width; x++)
      {
        uint8_t *way = self->ways + (size_t) y * (size_t) self->width + (size_t) x;
        int32_t own = gw_superpixels_at (superpixels, self->x + x, self->y + y);
        int32_t above = gw_superpixels_at (superpixels, self->x + x, self->y + y - 1);
        int32_t before = gw_superpixels_at (superpixels, self->x + x - 1, self->y + y);

        if (above >= 0 && above != own)
          {
            way[0] |= 1u << RIGHT;
            way[1] |= 1u << LEFT;
          }
        if (before >= 0 && before != own)
          {
            way[0] |= 1u << DOWN;
            way[self->width] |= 1u << UP;
          }
      }
  for (size_t i = 0; i < (size_t) self->width * (size_t) self->height; i++)
    if (__builtin_popcount (self->ways[i]) != 2)
      self->ways[i] |= IS_END;
  return GW_STATUS_OK;
}

/* Walks from a corner until lines meet or end, taking out the sides that were walked. */
static bool
walk (Corners *self, int32_t x, int32_t y, int way, Lines *lines)
{
  static const int across[N_WAYS] = { 1, 0, -1, 0 }, down[N_WAYS] = { 0, 1, 0, -1 };
  int last = -1;

  lines->n_points = 0;
  for (;;)
    {
      uint8_t *ways = self->ways + (size_t) y * (size_t) self->width + (size_t) x;

      if (way != last && !add_point (lines, self->x + x, self->y + y))
        return false;
      *ways &= (uint8_t) ~(1u << way);
      x += across[way];
      y += down[way];
      ways = self->ways + (size_t) y * (size_t) self->width + (size_t) x;
      *ways &= (uint8_t) ~(1u << (way + 2) % N_WAYS);

      last = way;
      if (*ways == 0 || (*ways & IS_END))
        break;
      way = __builtin_ctz (*ways);
    }
  return add_point (lines, self->x + x, self->y + y) && add_line (lines);
}

/* All lines that begin at ends; or else what is left after that, which runs in circles. */
static bool
walk_all (Corners *self, bool circles, Lines *lines)
{
  for (int32_t y = 0; y < self->height; y++)
    for (int32_t x = 0; x < self->width; x++)
      {
        uint8_t *ways = self->ways + (size_t) y * (size_t) self->width + (size_t) x;

        if (!circles && !(*ways & IS_END))
          continue;
        while (*ways & ALL_WAYS)
          if (!walk (self, x, y, __builtin_ctz (*ways), lines))
            return false;
      }
  return true;
}

gw_status
gw_superpixels_borders (const GwSuperpixels *self, int32_t x, int32_t y, int32_t width, int32_t height,
                        GwPolygon *lines)
{
  int64_t right = (int64_t) x + width, bottom = (int64_t) y + height;
  Corners corners = { x > 0 ? x : 0, y > 0 ? y : 0, 0, 0, NULL };
  Lines made = { .rings = NULL };
  int32_t image_width, image_height;
  gw_status status;

  gw_superpixels_get_size (self, &image_width, &image_height);
  right = right < image_width ? right : image_width;
  bottom = bottom < image_height ? bottom : image_height;
  *lines = (GwPolygon) { NULL, 0 };
  if (right <= corners.x || bottom <= corners.y)
    return GW_STATUS_OK;

  corners.width = (int32_t) (right - corners.x) + 1;
  corners.height = (int32_t) (bottom - corners.y) + 1;
  status = find_corners (&corners, self);
  if (status == GW_STATUS_OK && !(walk_all (&corners, false, &made) && walk_all (&corners, true, &made)))
    status = GW_STATUS_NO_MEMORY;
  free (corners.ways);
  free (made.points);
  *lines = (GwPolygon) { made.rings, made.n_rings };
  if (status != GW_STATUS_OK || made.n_rings == 0)
    gw_polygon_clear (lines);
  return status;
}
