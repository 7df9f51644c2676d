/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_RUN_H
#define GW_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* How long work is to be done. Functions whose work grows faster than their rows,
   * or is shared out among threads, have one as an argument; the others pass over
   * their rows, or sort them, a few times. NULL means: all processors, and nobody
   * asks. The answer never depends on it, but for being there or not.
   */
  typedef struct
  {
    /* Called now and then, of few rows perhaps never, on the thread that called the
     * function, with the share that is done, 0 to 1, never falling. false asks to stop: the function then
     * returns GW_STATUS_CANCELLED and has written nothing. NULL: nobody asks.
     */
    bool (*step) (double done, void *data);
    void *data;         /* for step */
    unsigned n_threads; /* 0: as many as there are processors */
  } GwRun;

#ifdef __cplusplus
}
#endif

#endif
