/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* A small harness for the benches: medians of CPU time of this process, the
 * cases run in turn (a b c a b c ...) because the machine's speed drifts.
 *
 * Each bench prints one line for each figure, the fields parted by tabs:
 *   name, value, unit, budget or "-", peer or "-", peer's value or "-"
 * which tests/bench/run gathers into its table. Those that are large take
 * less with gw_bench_amount() where it only wants to see that they run.
 */

typedef struct
{
  const char *name;
  void (*run) (gpointer data);
  gpointer data;
  double milliseconds; /* out: the median of its runs */
} GwBenchCase;

/* Whether this run is only to show that the benches run: `few` then, else
 * `many`.
 */
static inline guint
gw_bench_amount (guint many, guint few)
{
  const char *value = g_getenv ("GW_BENCH_SHORT");

  return value != NULL && *value != '\0' ? few : many;
}

static inline double
gw_bench_cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static inline double
gw_bench_wall_ms (void)
{
  return (double) g_get_monotonic_time () / 1e3;
}

static inline int
gw_bench_compare (const void *a, const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* Sorts the values. */
static inline double
gw_bench_quantile (double *values, gsize n, double q)
{
  qsort (values, n, sizeof *values, gw_bench_compare);
  return values[(gsize) (q * (double) (n - 1) + 0.5)];
}

/* Runs every case `rounds` times, interleaved. */
static inline void
gw_bench_run (GwBenchCase *cases, gsize n_cases, guint rounds)
{
  g_autofree double *times = g_new (double, n_cases *rounds);

  rounds = gw_bench_amount (rounds, 1);
  for (guint round = 0; round < rounds; round++)
    for (gsize i = 0; i < n_cases; i++)
      {
        const double begin = gw_bench_cpu_ms ();

        cases[i].run (cases[i].data);
        times[i * rounds + round] = gw_bench_cpu_ms () - begin;
      }

  for (gsize i = 0; i < n_cases; i++)
    cases[i].milliseconds = gw_bench_quantile (times + i * rounds, rounds, 0.5);
}

/* One line of the table; `budget` and `peer_value` in the same unit, 0 for none. */
static inline void
gw_bench_report (const char *name, double value, const char *unit, double budget, const char *peer, double peer_value)
{
  char budget_text[32] = "-", peer_text[32] = "-";

  if (budget > 0)
    snprintf (budget_text, sizeof budget_text, "%.3f", budget);
  if (peer != NULL && peer_value > 0)
    snprintf (peer_text, sizeof peer_text, "%.3f", peer_value);
  printf ("%s\t%.3f\t%s\t%s\t%s\t%s\n", name, value, unit, budget_text, peer != NULL ? peer : "-", peer_text);
  fflush (stdout);
}
