/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_RUN_PRIVATE_H
#define GW_RUN_PRIVATE_H

#include "gw-run.h"

/* Whether to go on: tells how far the work is. run may be NULL. */
static inline bool
_gw_run_step (const GwRun *run, double done)
{
  return run == NULL || run->step == NULL || run->step (done, run->data);
}

/* The number of threads for so many equal parts of work, 1 or more. */
unsigned _gw_run_n_threads (const GwRun *run, size_t n_parts);

typedef void (*GwRunPart) (void *data, size_t part);

/* Calls func once for each part 0 to n_parts - 1, on several threads, each part
 * on one. What the parts write must lie apart, or be joined by the number of the
 * part, so that the answer is the same on any number of threads. Asks the caller
 * before, and after each part that its own thread works on, and tells it a share
 * from `from` to `to`. Where no thread can be had, the calling one does it all.
 * GW_STATUS_OK, or GW_STATUS_CANCELLED: then some parts were never called.
 */
gw_status _gw_run_parts (const GwRun *run, size_t n_parts, GwRunPart func, void *data, double from, double to);

#endif
