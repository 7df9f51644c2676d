/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-edge-map-private.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-run-private.h"

/* The gradient's strength in the picture is looked at on a grid of so many places a side. */
#define GW_EDGE_SAMPLES 128

/* Half as strong as can be is a gradient of so many means of the picture and so much
 * more, in 256ths of a step of brightness: noise of a flat picture stays weak.
 */
#define GW_EDGE_MEDIUM_SHARE 2.0
#define GW_EDGE_LEAST_MEDIUM (8 * 256)

/* A tile is made with so many pixels around it: one for differences, one more for
 * the neighbours' Laplacians; and two more are read for the smoothing.
 */
#define GW_EDGE_MARGIN 2
#define GW_EDGE_SIDE (GW_EDGE_TILE + 2 * GW_EDGE_MARGIN)
#define GW_EDGE_REACH 2

/* What a tile needs while it is made: the three channels smoothed, 256 times as
 * large as the pixels, rows smoothed from left to right, 16 times, and the
 * Laplacian of the sum of the channels.
 */
typedef struct
{
  uint16_t smooth[3][GW_EDGE_SIDE][GW_EDGE_SIDE];
  uint16_t rows[3][GW_EDGE_SIDE + 2 * GW_EDGE_REACH][GW_EDGE_SIDE];
  int32_t laplacian[GW_EDGE_SIDE][GW_EDGE_SIDE];
} Work;

typedef struct
{
  int32_t x, y; /* of the first pixel */
  int32_t width, height;
} Tile;

static int32_t
clamp (int32_t value, int32_t limit)
{
  return value < 0 ? 0 : value >= limit ? limit - 1 : value;
}

static void
smooth_row (const GwPixels *pixels, const Tile *tile, int32_t y, uint16_t *red, uint16_t *green, uint16_t *blue)
{
  const uint32_t *row = pixels->pixels + (size_t) clamp (y, pixels->height) * pixels->stride;
  uint32_t line[GW_EDGE_SIDE + 2 * GW_EDGE_REACH];

  for (int32_t i = 0; i < tile->width + 2 * (GW_EDGE_MARGIN + GW_EDGE_REACH); i++)
    line[i] = row[clamp (tile->x - GW_EDGE_MARGIN - GW_EDGE_REACH + i, pixels->width)];
  for (int32_t i = 0; i < tile->width + 2 * GW_EDGE_MARGIN; i++)
    {
      /* Red and blue lie far enough apart to be summed as one number. */
      uint32_t a = (line[i] & 0xff00ff) + (line[i + 4] & 0xff00ff)
                   + 4 * ((line[i + 1] & 0xff00ff) + (line[i + 3] & 0xff00ff)) + 6 * (line[i + 2] & 0xff00ff);
      uint32_t b = (line[i] & 0xff00) + (line[i + 4] & 0xff00) + 4 * ((line[i + 1] & 0xff00) + (line[i + 3] & 0xff00))
                   + 6 * (line[i + 2] & 0xff00);

      red[i] = (uint16_t) (a >> 16);
      green[i] = (uint16_t) (b >> 8);
      blue[i] = (uint16_t) a;
    }
}

static void
smooth (const GwPixels *pixels, const Tile *tile, Work *work)
{
  int32_t n_rows = tile->height + 2 * GW_EDGE_MARGIN;

  for (int32_t i = 0; i < n_rows + 2 * GW_EDGE_REACH; i++)
    smooth_row (pixels, tile, tile->y - GW_EDGE_MARGIN - GW_EDGE_REACH + i, work->rows[0][i], work->rows[1][i],
                work->rows[2][i]);
  for (int c = 0; c < 3; c++)
    for (int32_t i = 0; i < n_rows; i++)
      for (int32_t j = 0; j < tile->width + 2 * GW_EDGE_MARGIN; j++)
        work->smooth[c][i][j] = (uint16_t) (work->rows[c][i][j] + work->rows[c][i + 4][j]
                                            + 4 * (work->rows[c][i + 1][j] + work->rows[c][i + 3][j])
                                            + 6 * work->rows[c][i + 2][j]);
}

static void
find_laplacians (const Tile *tile, Work *work)
{
  for (int32_t i = 1; i <= tile->height + 2; i++)
    for (int32_t j = 1; j <= tile->width + 2; j++)
      {
        int32_t sum = 0;

        for (int c = 0; c < 3; c++)
          sum += work->smooth[c][i - 1][j] + work->smooth[c][i + 1][j] + work->smooth[c][i][j - 1]
                 + work->smooth[c][i][j + 1] - 4 * work->smooth[c][i][j];
        work->laplacian[i][j] = sum;
      }
}

/* Whether the Laplacian changes its sign from here to a neighbour, and is the
 * nearer of the two to 0.
 */
static bool
is_crossing (Work *work, int32_t i, int32_t j)
{
  int32_t here = work->laplacian[i][j];
  int32_t around[4] = { work->laplacian[i - 1][j], work->laplacian[i + 1][j], work->laplacian[i][j - 1],
                        work->laplacian[i][j + 1] };

  if (here == 0)
    return (around[0] < 0) != (around[1] < 0) || (around[2] < 0) != (around[3] < 0);
  for (int k = 0; k < 4; k++)
    if ((around[k] < 0) != (here < 0) && abs (here) <= abs (around[k]))
      return true;

  return false;
}

/* The gradient of the channel in which it is strongest; returns its square. */
static uint64_t
find_gradient (Work *work, int32_t i, int32_t j, int32_t *dx, int32_t *dy)
{
  uint64_t most = 0;

  *dx = *dy = 0;
  for (int c = 0; c < 3; c++)
    {
      int32_t x = work->smooth[c][i][j + 1] - work->smooth[c][i][j - 1];
      int32_t y = work->smooth[c][i + 1][j] - work->smooth[c][i - 1][j];
      uint64_t square = (uint64_t) ((int64_t) x * x + (int64_t) y * y);

      if (square > most)
        {
          most = square;
          *dx = x;
          *dy = y;
        }
    }

  return most;
}

/* The direction, from 1 on, in steps of 1/32 turn, clockwise on the screen from
 * the right. Exact, so that all machines say the same.
 */
static unsigned
direction_of (int32_t dx, int32_t dy)
{
  /* The tangents of 1/2, 3/2, 5/2 and 7/2 steps, times 2^16. */
  static const int64_t tangents[4] = { 6455, 19880, 35030, 53784 };
  int64_t along = abs (dx), across = abs (dy);
  bool swapped = across > along;
  unsigned steps = 0;

  if (swapped)
    {
      int64_t swap = along;

      along = across;
      across = swap;
    }
  for (int k = 0; k < 4; k++)
    steps += across << 16 > along * tangents[k];
  if (swapped)
    steps = GW_EDGE_N_DIRECTIONS / 4 - steps;
  if (dx < 0)
    steps = GW_EDGE_N_DIRECTIONS / 2 - steps;
  if (dy < 0)
    steps = GW_EDGE_N_DIRECTIONS - steps;

  return steps % GW_EDGE_N_DIRECTIONS + 1;
}

static uint16_t
code_of (const GwEdgeMap *map, Work *work, int32_t i, int32_t j)
{
  int32_t dx, dy;
  uint64_t square = find_gradient (work, i, j, &dx, &dy);
  float gradient = sqrtf ((float) square);
  unsigned strength = (unsigned) ((GW_EDGE_MAX_STRENGTH + 1) * gradient / (gradient + (float) map->medium));

  if (square == 0)
    return GW_EDGE_NO_DIRECTION << 8;
  strength = strength > GW_EDGE_MAX_STRENGTH ? GW_EDGE_MAX_STRENGTH : strength;

  return (uint16_t) (direction_of (dx, dy) << 8 | (unsigned) is_crossing (work, i, j) << 7 | strength);
}

static void
make (GwEdgeMap *map, const Tile *tile, Work *work)
{
  smooth (&map->pixels, tile, work);
  find_laplacians (tile, work);
  for (int32_t i = 0; i < tile->height; i++)
    {
      uint16_t *row = map->codes + (size_t) (tile->y + i) * (size_t) map->pixels.width + (size_t) tile->x;

      for (int32_t j = 0; j < tile->width; j++)
        row[j] = code_of (map, work, i + GW_EDGE_MARGIN, j + GW_EDGE_MARGIN);
    }
}

static Tile
tile_at (const GwEdgeMap *map, int32_t column, int32_t row)
{
  Tile tile = { column * GW_EDGE_TILE, row * GW_EDGE_TILE, 0, 0 };

  tile.width = map->pixels.width - tile.x < GW_EDGE_TILE ? map->pixels.width - tile.x : GW_EDGE_TILE;
  tile.height = map->pixels.height - tile.y < GW_EDGE_TILE ? map->pixels.height - tile.y : GW_EDGE_TILE;

  return tile;
}

static bool
is_made (const GwEdgeMap *map, const Tile *tile)
{
  return map->codes[(size_t) tile->y * (size_t) map->pixels.width + (size_t) tile->x] != 0;
}

gw_status
_gw_edge_map_make (GwEdgeMap *map, int32_t x, int32_t y)
{
  Tile tile = tile_at (map, x / GW_EDGE_TILE, y / GW_EDGE_TILE);
  Work *work;

  if (is_made (map, &tile))
    return GW_STATUS_OK;
  work = GW_NEW (Work, 1);
  if (work == NULL)
    return GW_STATUS_NO_MEMORY;
  make (map, &tile, work);
  free (work);

  return GW_STATUS_OK;
}

/* A rectangle of tiles, and where memory was short. */
typedef struct
{
  GwEdgeMap *map;
  int32_t column, row;
  int32_t n_columns, n_rows;
  atomic_bool failed;
} Preparation;

static void
prepare_part (void *data, size_t part)
{
  Preparation *preparation = data;
  int32_t column = preparation->column + (int32_t) (part % (size_t) preparation->n_columns);
  int32_t row = preparation->row + (int32_t) (part / (size_t) preparation->n_columns);

  if (_gw_edge_map_make (preparation->map, column * GW_EDGE_TILE, row * GW_EDGE_TILE) != GW_STATUS_OK)
    atomic_store (&preparation->failed, true);
}

gw_status
_gw_edge_map_prepare (GwEdgeMap *map, int32_t x, int32_t y, int32_t width, int32_t height, const GwRun *run)
{
  Preparation preparation = { .map = map };
  GwPixels part;
  gw_status status;

  if (!gw_pixels_crop (&map->pixels, &x, &y, width, height, &part))
    return GW_STATUS_OK;
  preparation.column = x / GW_EDGE_TILE;
  preparation.row = y / GW_EDGE_TILE;
  preparation.n_columns = (x + part.width - 1) / GW_EDGE_TILE + 1 - preparation.column;
  preparation.n_rows = (y + part.height - 1) / GW_EDGE_TILE + 1 - preparation.row;
  atomic_init (&preparation.failed, false);
  status = _gw_run_parts (run, (size_t) preparation.n_columns * (size_t) preparation.n_rows, prepare_part, &preparation,
                          0, 1);

  return status == GW_STATUS_OK && atomic_load (&preparation.failed) ? GW_STATUS_NO_MEMORY : status;
}

/* The mean gradient of a grid of pixels, from plain differences: what is strong and
 * what is weak is told by the picture, and not by the tiles that are made.
 */
static uint32_t
find_medium (const GwPixels *pixels)
{
  int32_t n_columns = pixels->width < GW_EDGE_SAMPLES ? pixels->width : GW_EDGE_SAMPLES;
  int32_t n_rows = pixels->height < GW_EDGE_SAMPLES ? pixels->height : GW_EDGE_SAMPLES;
  double sum = 0.0;

  for (int32_t i = 0; i < n_rows; i++)
    for (int32_t j = 0; j < n_columns; j++)
      {
        int32_t x = (int32_t) ((int64_t) j * pixels->width / n_columns);
        int32_t y = (int32_t) ((int64_t) i * pixels->height / n_rows);
        const uint32_t *row = pixels->pixels + (size_t) y * pixels->stride;
        const uint32_t *above = pixels->pixels + (size_t) clamp (y - 1, pixels->height) * pixels->stride;
        const uint32_t *below = pixels->pixels + (size_t) clamp (y + 1, pixels->height) * pixels->stride;
        uint32_t left = row[clamp (x - 1, pixels->width)], right = row[clamp (x + 1, pixels->width)];
        int most = 0;

        for (int shift = 0; shift < 24; shift += 8)
          {
            int dx = (int) (right >> shift & 0xff) - (int) (left >> shift & 0xff);
            int dy = (int) (below[x] >> shift & 0xff) - (int) (above[x] >> shift & 0xff);

            most = dx * dx + dy * dy > most ? dx * dx + dy * dy : most;
          }
        sum += sqrt (most);
      }

  return (uint32_t) (sum / ((double) n_columns * n_rows) * 256.0 * GW_EDGE_MEDIUM_SHARE) + GW_EDGE_LEAST_MEDIUM;
}

gw_status
_gw_edge_map_init (GwEdgeMap *map, const GwPixels *pixels)
{
  map->pixels = *pixels;
  map->codes = GW_NEW0 (uint16_t, (size_t) pixels->width * (size_t) pixels->height);
  map->medium = find_medium (pixels);

  return map->codes != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;
}

void
_gw_edge_map_clear (GwEdgeMap *map)
{
  free (map->codes);
  map->codes = NULL;
}
