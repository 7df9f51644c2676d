/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-edge-snap.h"

#include <math.h>
#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-closed-path-private.h"
#include "gw-edge-map-private.h"
#include "gw-run-private.h"

/* Steps across the band to a pixel. Places along the outline are a pixel apart, so
 * the path moves by a pixel at most.
 */
#define GW_SNAP_STEPS 2

/* What it costs, in thousandths, to be where no edge is, at a sensitivity of 1, and to be
 * as far from the rough outline as can be, at one of 0.
 */
#define GW_SNAP_EDGE 1000
#define GW_SNAP_FAR 250

/* Of the cost without an edge, the part that a change of the Laplacian's sign takes off. */
#define GW_SNAP_CROSSING 0.25

/* The direction across the outline is that of its course over so many places to both sides. */
#define GW_SNAP_COURSE 6

#define GW_SNAP_TOLERANCE 0.3
#define GW_SNAP_PI 3.14159265358979323846

/* The band: n_places along the rough outline, n_steps across at each, of which the
 * middle one lies on the outline.
 */
typedef struct
{
  GwEdgeMap map;
  double edge_sensitivity;
  size_t n_places;
  int32_t n_steps;
  GwPoint *places;
  GwPoint *across; /* unit vectors */
  uint16_t *costs; /* n_steps for each place */
} Band;

static void
band_clear (Band *band)
{
  _gw_edge_map_clear (&band->map);
  free (band->places);
  free (band->across);
  free (band->costs);
}

static GwPoint
between (GwPoint a, GwPoint b, double share)
{
  return (GwPoint) { a.x + share * (b.x - a.x), a.y + share * (b.y - a.y) };
}

/* Places at equal distances along the ring, of about a pixel. */
static void
find_places (Band *band, const GwRing *rough, double length)
{
  double step = length / (double) band->n_places, passed = 0.0;
  size_t n = 0;

  for (size_t i = 0; i < rough->n_points && n < band->n_places; i++)
    {
      GwPoint a = rough->points[i], b = rough->points[(i + 1) % rough->n_points];
      double edge = hypot (b.x - a.x, b.y - a.y);

      for (; n < band->n_places && (double) n * step < passed + edge; n++)
        band->places[n] = between (a, b, ((double) n * step - passed) / edge);
      passed += edge;
    }
  /* What rounding has left over lies where the ring closes. */
  for (; n < band->n_places; n++)
    band->places[n] = rough->points[0];
}

static void
find_across (Band *band)
{
  size_t n = band->n_places, course = n / 4 < GW_SNAP_COURSE ? n / 4 : GW_SNAP_COURSE;

  for (size_t i = 0; i < n; i++)
    {
      GwPoint a = band->places[(i + n - course) % n], b = band->places[(i + course) % n];
      double length = hypot (b.x - a.x, b.y - a.y);

      band->across[i] = length > 0.0 ? (GwPoint) { (b.y - a.y) / length, (a.x - b.x) / length }
                                     : (GwPoint) { 1.0, 0.0 };
    }
}

static GwPoint
point_at (const Band *band, size_t place, int32_t step)
{
  double offset = (double) (step - band->n_steps / 2) / GW_SNAP_STEPS;

  return (GwPoint) { band->places[place].x + offset * band->across[place].x,
                     band->places[place].y + offset * band->across[place].y };
}

/* The part of the gradient of a pixel that runs across the outline, -1 to 1; 0
 * outside of the picture. *crossing is whether the Laplacian changes its sign.
 */
static gw_status
look (Band *band, int32_t x, int32_t y, GwPoint across, double *gradient, bool *crossing)
{
  GwEdgeMap *map = &band->map;
  uint16_t code;
  double angle;

  *gradient = 0.0;
  *crossing = false;
  if (x < 0 || y < 0 || x >= map->pixels.width || y >= map->pixels.height)
    return GW_STATUS_OK;
  code = map->codes[(size_t) y * (size_t) map->pixels.width + (size_t) x];
  if (code == 0)
    {
      gw_status status = _gw_edge_map_make (map, x, y);

      if (status != GW_STATUS_OK)
        return status;
      code = map->codes[(size_t) y * (size_t) map->pixels.width + (size_t) x];
    }
  angle = (GW_EDGE_DIRECTION (code) - 1) * 2 * GW_SNAP_PI / GW_EDGE_N_DIRECTIONS;
  *gradient = GW_EDGE_STRENGTH (code) / (double) GW_EDGE_MAX_STRENGTH
              * (cos (angle) * across.x + sin (angle) * across.y);
  *crossing = GW_EDGE_CROSSING (code);

  return GW_STATUS_OK;
}

/* How good an edge across the outline is at a point, 0 to 1: between the centres
 * of the four pixels around.
 */
static gw_status
find_edge (Band *band, GwPoint point, GwPoint across, double *edge)
{
  double left = floor (point.x - 0.5), top = floor (point.y - 0.5);
  double right_share = point.x - 0.5 - left, bottom_share = point.y - 0.5 - top;
  double sum = 0.0, crossings = 0.0;

  *edge = 0.0;
  if (!(left >= -1.0 && top >= -1.0 && left < band->map.pixels.width && top < band->map.pixels.height))
    return GW_STATUS_OK;
  for (int i = 0; i < 4; i++)
    {
      double share = (i & 1 ? right_share : 1 - right_share) * (i & 2 ? bottom_share : 1 - bottom_share);
      double gradient;
      bool crossing;
      gw_status status = look (band, (int32_t) left + (i & 1), (int32_t) top + (i >> 1), across, &gradient, &crossing);

      if (status != GW_STATUS_OK)
        return status;
      sum += share * gradient;
      crossings += share * crossing;
    }
  *edge = fabs (sum) * (1 - GW_SNAP_CROSSING + GW_SNAP_CROSSING * crossings);

  return GW_STATUS_OK;
}

static gw_status
find_costs (Band *band, const GwRun *run)
{
  for (size_t i = 0; i < band->n_places; i++)
    {
      if (i % 64 == 0 && !_gw_run_step (run, 0.5 * (double) i / (double) band->n_places))
        return GW_STATUS_CANCELLED;
      for (int32_t j = 0; j < band->n_steps; j++)
        {
          double far = fabs ((double) (j - band->n_steps / 2)) / (double) (band->n_steps / 2);
          double edge;
          gw_status status = find_edge (band, point_at (band, i, j), band->across[i], &edge);

          if (status != GW_STATUS_OK)
            return status;
          band->costs[i * (size_t) band->n_steps + (size_t) j] =
              (uint16_t) (GW_SNAP_EDGE * band->edge_sensitivity * (1 - edge)
                          + GW_SNAP_FAR * (1 - band->edge_sensitivity) * far * far + 0.5);
        }
    }

  return GW_STATUS_OK;
}

static gw_status
band_init (Band *band, const GwPixels *pixels, const GwRing *rough, double length, double reach)
{
  size_t n_cells;

  band->n_places = length < 8.0 ? 8 : (size_t) length;
  band->n_steps = 2 * (int32_t) (GW_SNAP_STEPS * reach) + 1;
  n_cells = band->n_places * (size_t) band->n_steps;
  band->places = GW_NEW (GwPoint, band->n_places);
  band->across = GW_NEW (GwPoint, band->n_places);
  band->costs = GW_NEW (uint16_t, n_cells);
  if (band->places == NULL || band->across == NULL || band->costs == NULL)
    return GW_STATUS_NO_MEMORY;
  find_places (band, rough, length);
  find_across (band);

  return _gw_edge_map_init (&band->map, pixels);
}

static gw_status
draw (const Band *band, const int16_t *path, GwRing *snapped)
{
  GwRing ring = { GW_NEW (GwPoint, band->n_places), band->n_places };
  gw_status status;

  if (ring.points == NULL)
    return GW_STATUS_NO_MEMORY;
  for (size_t i = 0; i < band->n_places; i++)
    ring.points[i] = point_at (band, i, path[i]);
  /* So small a ring may have become one point. */
  if (!gw_ring_is_valid (&ring))
    status = gw_ring_init (snapped, band->places, band->n_places);
  else
    status = gw_ring_simplify (&ring, GW_SNAP_TOLERANCE, snapped);
  gw_ring_clear (&ring);

  return status;
}

gw_status
gw_edge_snap (const GwPixels *pixels, const GwRing *rough, double reach, double edge_sensitivity, GwRing *snapped,
              const GwRun *run)
{
  Band band = { .edge_sensitivity = edge_sensitivity };
  gw_status status = gw_pixels_validate (pixels);
  double length;
  int16_t *path;

  if (status != GW_STATUS_OK)
    return status;
  if (!gw_ring_is_valid (rough) || !(reach >= 1.0 && reach <= GW_EDGE_SNAP_MAX_REACH)
      || !(edge_sensitivity >= 0.0 && edge_sensitivity <= 1.0))
    return GW_STATUS_INVALID;
  length = gw_ring_perimeter (rough);
  if (!(length <= GW_EDGE_SNAP_MAX_LENGTH && length * reach <= GW_EDGE_SNAP_MAX_BAND))
    return GW_STATUS_TOO_LARGE;

  status = band_init (&band, pixels, rough, length, reach);
  path = GW_NEW (int16_t, band.n_places);
  if (path == NULL)
    status = GW_STATUS_NO_MEMORY;
  if (status == GW_STATUS_OK)
    status = find_costs (&band, run);
  if (status == GW_STATUS_OK)
    status = _gw_closed_path_find (band.costs, band.n_places, band.n_steps, path, run, 0.5);
  if (status == GW_STATUS_OK)
    status = draw (&band, path, snapped);
  free (path);
  band_clear (&band);

  return status;
}
