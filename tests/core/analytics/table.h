/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <math.h>

#include "gw-random.h"
#include "gw-run.h"

/* Tables of random features for tests, and a callbacks that stop, and that look. */

/* n * columns numbers, nearly normal. (transfer full) */
static inline double *
table_new (gw_random *random, gsize n, gsize columns)
{
  double *values = g_new (double, MAX (n * columns, 1));

  for (gsize i = 0; i < n * columns; i++)
    values[i] = gw_random_real (random) + gw_random_real (random) + gw_random_real (random) - 1.5;

  return values;
}

/* Small whole numbers: many rows are equally far. (transfer full) */
static inline double *
table_new_tied (gw_random *random, gsize n, gsize columns)
{
  double *values = g_new (double, MAX (n * columns, 1));

  for (gsize i = 0; i < n * columns; i++)
    values[i] = (double) gw_random_below (random, 3);

  return values;
}

static inline double
table_square (const double *a, const double *b, gsize columns)
{
  double square = 0;

  for (gsize j = 0; j < columns; j++)
    square += (a[j] - b[j]) * (a[j] - b[j]);

  return square;
}

static inline bool
table_stop_cb (double done, void *data)
{
  return false;
}

static const GwRun table_stop = { .step = table_stop_cb, .n_threads = 1 };

/* Whether the share that is done never falls, and lies in [0, 1]. */
static inline bool
table_watch_cb (double done, void *data)
{
  double *last = data;

  g_assert_cmpfloat (done, >=, *last);
  g_assert_cmpfloat (done, <=, 1);
  *last = done;

  return true;
}
