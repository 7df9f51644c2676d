/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-closed-path-private.h"

#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-run-private.h"

#define GW_PATH_NEVER (UINT32_MAX / 2)

typedef struct
{
  size_t n_places;
  int32_t n_steps;
  const uint16_t *costs;
  int8_t *moves;  /* by which the cheapest path came to each step, of the search that runs */
  uint32_t *sums; /* two rows of n_steps */
} Search;

/* A path across every place, as a step for each. */
typedef int16_t *Path;

/* The cheapest way on to a step of the next place, from steps between `from` and `to`. */
static uint32_t
best_before (const uint32_t *before, int32_t from, int32_t to, int32_t step, int8_t *move)
{
  uint32_t best = GW_PATH_NEVER;

  *move = 0;
  for (int32_t by = -GW_PATH_MOST_MOVE; by <= GW_PATH_MOST_MOVE; by++)
    if (step - by >= from && step - by <= to)
      {
        uint32_t sum = before[step - by] + GW_PATH_MOVE * (uint32_t) (by * by);

        if (sum < best)
          {
            best = sum;
            *move = (int8_t) by;
          }
      }

  return best;
}

/* The cheapest closed path that begins and ends at a step of the first place, with
 * no step below those of `low` or above those of `high`. Returns its cost.
 */
static uint32_t
find_path (Search *search, int16_t start, const int16_t *low, const int16_t *high, Path path)
{
  size_t n_steps = (size_t) search->n_steps;
  uint32_t *before = search->sums, *after = search->sums + n_steps;
  int32_t from = start, to = start;
  uint32_t cost;
  int8_t move;

  before[start] = 0;
  for (size_t i = 1; i < search->n_places; i++)
    {
      uint32_t *swap = before;

      for (int32_t j = low[i]; j <= high[i]; j++)
        {
          uint32_t sum = best_before (before, from, to, j, &search->moves[i * n_steps + (size_t) j]);

          after[j] = sum < GW_PATH_NEVER ? sum + search->costs[i * n_steps + (size_t) j] : GW_PATH_NEVER;
        }
      from = low[i];
      to = high[i];
      before = after;
      after = swap;
    }
  cost = best_before (before, from, to, start, &move);
  path[0] = start;
  for (size_t i = search->n_places; i-- > 1;)
    {
      path[i] = (int16_t) ((i + 1 < search->n_places ? path[i + 1] : start) - move);
      move = search->moves[i * n_steps + (size_t) path[i]];
    }

  return cost < GW_PATH_NEVER ? cost + search->costs[start] : GW_PATH_NEVER;
}

/* What is found so far: the cheapest of all paths that were tried. */
typedef struct
{
  Search *search;
  const GwRun *run;
  double from;
  int32_t n_tried;
  uint32_t cost;
  Path path;
} Best;

/* Tries all first steps from `first` to `last`, whose cheapest paths lie between
 * `low` and `high`: since moves cost more than twice as much when they are twice
 * as far, two cheapest paths need not cross. So the middle one parts the others.
 */
static gw_status
try_between (Best *best, int32_t first, int32_t last, const int16_t *low, const int16_t *high)
{
  Search *search = best->search;
  int32_t middle = first + (last - first) / 2;
  gw_status status = GW_STATUS_OK;
  uint32_t cost;
  Path path;

  if (first > last)
    return GW_STATUS_OK;
  if (!_gw_run_step (best->run, best->from + (1.0 - best->from) * best->n_tried++ / search->n_steps))
    return GW_STATUS_CANCELLED;
  path = GW_NEW (int16_t, search->n_places);
  if (path == NULL)
    return GW_STATUS_NO_MEMORY;

  cost = find_path (search, (int16_t) middle, low, high, path);
  if (cost < best->cost)
    {
      best->cost = cost;
      memcpy (best->path, path, search->n_places * sizeof *path);
    }
  status = try_between (best, first, middle - 1, low, path);
  if (status == GW_STATUS_OK)
    status = try_between (best, middle + 1, last, path, high);
  free (path);

  return status;
}

gw_status
_gw_closed_path_find (const uint16_t *costs, size_t n_places, int32_t n_steps, int16_t *path, const GwRun *run,
                      double from)
{
  Search search = { n_places, n_steps, costs, NULL, NULL };
  Best best = { &search, run, from, 0, GW_PATH_NEVER, path };
  Path low = GW_NEW0 (int16_t, n_places), high = GW_NEW (int16_t, n_places);
  gw_status status = GW_STATUS_NO_MEMORY;

  search.moves = GW_NEW (int8_t, n_places * (size_t) n_steps);
  search.sums = GW_NEW (uint32_t, 2 * (size_t) n_steps);
  if (low != NULL && high != NULL && search.moves != NULL && search.sums != NULL)
    {
      for (size_t i = 0; i < n_places; i++)
        high[i] = (int16_t) (n_steps - 1);
      status = try_between (&best, 0, n_steps - 1, low, high);
    }
  free (low);
  free (high);
  free (search.moves);
  free (search.sums);

  return status;
}
