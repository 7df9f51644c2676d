/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_CLOSED_PATH_PRIVATE_H
#define GW_CLOSED_PATH_PRIVATE_H

#include <stddef.h>
#include <stdint.h>

#include "gw-run.h"
#include "gw-status.h"

/* A path moves by so many steps at most from a place to the next, and a move costs
 * this times its square.
 */
#define GW_PATH_MOST_MOVE 2
#define GW_PATH_MOVE 8

/* The cheapest closed path along a ring of places: a step for each, of n_steps that
 * cost what `costs` says (n_steps for each place), and moves, also from the last place to
 * the first. There are 2 places or more, and 2^15 steps at most; all costs sum to less than 2^31.
 * Tells its share from `from` on. O(n_places * n_steps * log (n_steps)).
 */
gw_status _gw_closed_path_find (const uint16_t *costs, size_t n_places, int32_t n_steps, int16_t *path,
                                const GwRun *run, double from);

#endif
