/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A peer in Python, that lives as long as a bench and does its work in turn with
 * ours, timed by its own clock: a script of which `work (*arguments)` is the work
 * and `check (result)` makes a number of what came out. Arguments are what it
 * reads in `load (path)`, which returns them.
 */
typedef struct _GwBenchPeer GwBenchPeer;

/* The script may use numpy by name. NULL where it does not start. */
GwBenchPeer *gw_bench_peer_new (const char *script, const char *path);
void gw_bench_peer_free (GwBenchPeer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwBenchPeer, gw_bench_peer_free)

typedef struct
{
  double wall_ms;
  double cpu_ms; /* of all its threads */
  double check;
  double megabytes; /* that it took at most while at work */
} GwBenchAnswer;

/* One round. FALSE, with zeros, where there is no peer or it has no answer (its
 * library is not installed).
 */
gboolean gw_bench_peer_ask (GwBenchPeer *self, GwBenchAnswer *answer);

/* Starts to watch how much memory this process takes at most from now on, and
 * tells it, in megabytes beyond `before`; 0 where the system does not tell.
 */
double gw_bench_memory_begin (void);
double gw_bench_memory_peak (double before);

G_END_DECLS
