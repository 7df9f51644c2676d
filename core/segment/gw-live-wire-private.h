/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_LIVE_WIRE_PRIVATE_H
#define GW_LIVE_WIRE_PRIVATE_H

#include "gw-edge-map-private.h"
#include "gw-live-wire.h"

/* The most that a step costs, and more buckets than that: one for each cost that
 * can wait at a time.
 */
#define GW_WIRE_MAX_COST 400
#define GW_WIRE_N_BUCKETS 512

/* Steps to the neighbours, by their links: right, and on clockwise. Odd links are
 * diagonal. A link and the one 4 further are opposite.
 */
#define GW_WIRE_N_LINKS 8
extern const int8_t _gw_wire_dx[GW_WIRE_N_LINKS];
extern const int8_t _gw_wire_dy[GW_WIRE_N_LINKS];

/* What steps cost by the codes of the edge map: for the pixel where a step ends,
 * straight or diagonal; and for how its axis (link % 4) lies to the directions
 * where it begins and ends.
 */
typedef struct
{
  uint16_t place[2][256];
  uint16_t turn[GW_WIRE_N_LINKS / 2][GW_EDGE_NO_DIRECTION + 1][GW_EDGE_NO_DIRECTION + 1];
} GwWireCosts;

void _gw_wire_costs_init (GwWireCosts *costs, double edge_sensitivity);

/* What a step costs, from 1 to GW_WIRE_MAX_COST. */
static inline uint32_t
_gw_wire_cost (const GwWireCosts *costs, unsigned link, uint16_t from, uint16_t to)
{
  return (uint32_t) costs->place[link & 1][GW_EDGE_PLACE (to)]
         + costs->turn[link & 3][GW_EDGE_DIRECTION (from)][GW_EDGE_DIRECTION (to)];
}

/* What the cheapest path to a pixel of the picture costs, as far as it was
 * searched; UINT32_MAX where it was not.
 */
uint32_t _gw_live_wire_distance (const GwLiveWire *self, int32_t x, int32_t y);

#endif
