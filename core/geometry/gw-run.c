/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-run-private.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

/* More threads than this bring nothing here. */
#define GW_RUN_MOST_THREADS 16

typedef struct
{
  GwRunPart func;
  void *data;
  size_t n_parts;
  atomic_size_t next;
  atomic_bool stopped;
} Parts;

unsigned
_gw_run_n_threads (const GwRun *run, size_t n_parts)
{
  long wanted = run != NULL && run->n_threads > 0 ? (long) run->n_threads : sysconf (_SC_NPROCESSORS_ONLN);

  if (wanted < 1)
    wanted = 1;
  if (wanted > GW_RUN_MOST_THREADS)
    wanted = GW_RUN_MOST_THREADS;
  if (n_parts < (size_t) wanted)
    return n_parts > 0 ? (unsigned) n_parts : 1;

  return (unsigned) wanted;
}

static void *
work (void *user_data)
{
  Parts *parts = user_data;
  size_t part;

  while (!atomic_load (&parts->stopped) && (part = atomic_fetch_add (&parts->next, 1)) < parts->n_parts)
    parts->func (parts->data, part);

  return NULL;
}

/* The same on the calling thread, which asks its caller in between. */
static void
work_and_ask (Parts *parts, const GwRun *run, double from, double to)
{
  size_t part;

  while (!atomic_load (&parts->stopped) && (part = atomic_fetch_add (&parts->next, 1)) < parts->n_parts)
    {
      parts->func (parts->data, part);
      if (!_gw_run_step (run, from + (to - from) * (double) part / (double) parts->n_parts))
        atomic_store (&parts->stopped, true);
    }
}

gw_status
_gw_run_parts (const GwRun *run, size_t n_parts, GwRunPart func, void *data, double from, double to)
{
  Parts parts = { .func = func, .data = data, .n_parts = n_parts };
  unsigned n_threads = _gw_run_n_threads (run, n_parts);
  pthread_t threads[GW_RUN_MOST_THREADS];
  unsigned n_started = 0;

  /* The others may have done it all before this thread gets to ask. */
  if (n_parts > 0 && !_gw_run_step (run, from))
    return GW_STATUS_CANCELLED;

  while (n_started + 1 < n_threads && pthread_create (&threads[n_started], NULL, work, &parts) == 0)
    n_started++;
  work_and_ask (&parts, run, from, to);
  for (unsigned i = 0; i < n_started; i++)
    pthread_join (threads[i], NULL);

  return atomic_load (&parts.stopped) ? GW_STATUS_CANCELLED : GW_STATUS_OK;
}
