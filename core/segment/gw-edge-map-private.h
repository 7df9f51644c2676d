/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_EDGE_MAP_PRIVATE_H
#define GW_EDGE_MAP_PRIVATE_H

#include "gw-pixels.h"
#include "gw-run.h"

/* The edges of a picture, made tile by tile when they are first looked at: a
 * code of 16 bits for each pixel, which is 0 until its tile is made.
 *
 * The pixels are smoothed by a binomial of 5 x 5, and continued over the
 * picture's borders by their outermost. Memory is only taken for rows and tiles
 * that are made, as far as the system gives it page by page.
 */
typedef struct
{
  GwPixels pixels;
  uint32_t medium; /* the square root of the gradient's square sum at which the strength is half */
  uint16_t *codes; /* width * height, row-major */
} GwEdgeMap;

#define GW_EDGE_TILE 256

/* The directions of gradients: a full turn in as many steps, from 1 on. */
#define GW_EDGE_N_DIRECTIONS 32
/* There is no gradient. */
#define GW_EDGE_NO_DIRECTION (GW_EDGE_N_DIRECTIONS + 1)
/* A strength goes from 0 to this. */
#define GW_EDGE_MAX_STRENGTH 127

/* Strength, whether the Laplacian changes its sign here, direction in which it becomes brighter. */
#define GW_EDGE_STRENGTH(code) ((code) &0x7f)
#define GW_EDGE_CROSSING(code) ((code) >> 7 & 1)
#define GW_EDGE_DIRECTION(code) ((code) >> 8)
/* Strength and crossing as one number up to 255. */
#define GW_EDGE_PLACE(code) ((code) &0xff)

/* The pixels are valid ones. Reads up to 2^14 of them. */
gw_status _gw_edge_map_init (GwEdgeMap *map, const GwPixels *pixels);
void _gw_edge_map_clear (GwEdgeMap *map);

/* Makes the tile of a pixel of the picture, unless it is made. */
gw_status _gw_edge_map_make (GwEdgeMap *map, int32_t x, int32_t y);

/* Makes all tiles that meet a rectangle, on several threads. */
gw_status _gw_edge_map_prepare (GwEdgeMap *map, int32_t x, int32_t y, int32_t width, int32_t height, const GwRun *run);

#endif
