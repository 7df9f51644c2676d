/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "gw-run-private.h"

/* Work in parts, on any number of threads. */

#define N_PARTS 1000

static void
square_cb (void *data, size_t part)
{
  guint64 *squares = data;

  squares[part] = (guint64) part * part;
}

static void
test_every_part_once (void)
{
  for (unsigned n_threads = 0; n_threads <= 5; n_threads++)
    {
      GwRun run = { .n_threads = n_threads };
      guint64 squares[N_PARTS] = { 0 };

      g_assert_cmpint (_gw_run_parts (&run, N_PARTS, square_cb, squares, 0, 1), ==, GW_STATUS_OK);
      for (guint i = 0; i < N_PARTS; i++)
        g_assert_cmpuint (squares[i], ==, (guint64) i * i);
    }
}

typedef struct
{
  double last;
  guint n_calls;
  guint most;
} Asked;

static bool
step_cb (double done, void *data)
{
  Asked *asked = data;

  g_assert_cmpfloat (done, >=, asked->last);
  g_assert_cmpfloat (done, <=, 1);
  asked->last = done;

  return ++asked->n_calls < asked->most;
}

static void
test_tells_how_far (void)
{
  guint64 squares[N_PARTS];
  Asked asked = { .most = G_MAXUINT };
  GwRun run = { .step = step_cb, .data = &asked, .n_threads = 1 };

  g_assert_cmpint (_gw_run_parts (&run, N_PARTS, square_cb, squares, 0.25, 0.75), ==, GW_STATUS_OK);
  g_assert_cmpuint (asked.n_calls, ==, N_PARTS + 1);
  g_assert_cmpfloat (asked.last, <=, 0.75);
}

static void
test_stops_when_asked (void)
{
  guint64 squares[N_PARTS] = { 0 };
  Asked asked = { .most = 10 };
  GwRun run = { .step = step_cb, .data = &asked, .n_threads = 1 };

  g_assert_cmpint (_gw_run_parts (&run, N_PARTS, square_cb, squares, 0, 1), ==, GW_STATUS_CANCELLED);
  g_assert_cmpuint (asked.n_calls, ==, 10);
  g_assert_cmpuint (squares[20], ==, 0);

  /* Before anything is begun, on whatever thread. */
  asked = (Asked) { .most = 1 };
  squares[1] = 0;
  run.n_threads = 4;
  g_assert_cmpint (_gw_run_parts (&run, N_PARTS, square_cb, squares, 0, 1), ==, GW_STATUS_CANCELLED);
  g_assert_cmpuint (asked.n_calls, ==, 1);
  g_assert_cmpuint (squares[1], ==, 0);
}

static void
test_nothing_to_do (void)
{
  g_assert_cmpint (_gw_run_parts (NULL, 0, square_cb, NULL, 0, 1), ==, GW_STATUS_OK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/every-part-once", test_every_part_once);
  g_test_add_func ("/run/tells-how-far", test_tells_how_far);
  g_test_add_func ("/run/stops-when-asked", test_stops_when_asked);
  g_test_add_func ("/run/nothing-to-do", test_nothing_to_do);
  return g_test_run ();
}
