/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-box-agreement.h"
#include "gw-random.h"

#define N 120
#define N_UNITS 40

static void
make_boxes (gw_random *random, gint32 *unit, GwBox *box, gsize n)
{
  GwBox base[N_UNITS];

  for (gsize i = 0; i < N_UNITS; i++)
    base[i] = (GwBox) { gw_random_real (random) * 200, gw_random_real (random) * 200, 5 + gw_random_real (random) * 60,
                        5 + gw_random_real (random) * 60 };
  for (gsize i = 0; i < n; i++)
    {
      unit[i] = (gint32) gw_random_below (random, N_UNITS);
      box[i] = base[unit[i]];
      box[i].x += gw_random_real (random) * 8 - 4;
      box[i].width *= 0.8 + 0.4 * gw_random_real (random);
    }
}

static double
naive (const gint32 *unit, const GwBox *box, gsize n)
{
  gsize counts[N_UNITS] = { 0 };
  double observed = 0, expected = 0, total = 0;

  for (gsize i = 0; i < n; i++)
    counts[unit[i]]++;
  for (gsize i = 0; i < n; i++)
    {
      if (counts[unit[i]] < 2)
        continue;
      total++;
      for (gsize k = 0; k < n; k++)
        {
          double distance = 1 - gw_box_iou (&box[i], &box[k]);

          if (i == k || counts[unit[k]] < 2)
            continue;
          expected += distance;
          if (unit[i] == unit[k])
            observed += distance / (double) (counts[unit[i]] - 1);
        }
    }

  return 1 - observed / total / (expected / (total * (total - 1)));
}

static void
test_is_as_defined (void)
{
  gw_random random;
  gint32 unit[N];
  GwBox box[N];

  gw_random_init (&random, 1);
  for (guint round = 0; round < 40; round++)
    {
      gsize n = 20 + gw_random_below (&random, N - 20);
      double alpha;

      make_boxes (&random, unit, box, n);
      g_assert_cmpint (gw_box_agreement_alpha (unit, box, n, N_UNITS, &alpha, NULL, NULL), ==, GW_STATUS_OK);
      g_assert_cmpfloat_with_epsilon (alpha, naive (unit, box, n), 1e-11);
    }
}

/* More boxes than one part of the work, backwards, on one thread and on four. */
static void
test_order_and_threads (void)
{
  enum
  {
    n = 1500
  };
  gw_random random;
  g_autofree gint32 *unit = g_new (gint32, 2 * n);
  g_autofree GwBox *box = g_new (GwBox, 2 * n);
  double alpha, again;

  gw_random_init (&random, 2);
  make_boxes (&random, unit, box, n);
  for (gsize i = 0; i < n; i++)
    {
      unit[n + i] = unit[n - 1 - i];
      box[n + i] = box[n - 1 - i];
    }
  g_assert_cmpint (gw_box_agreement_alpha (unit, box, n, N_UNITS, &alpha, NULL, &(GwRun) { .n_threads = 1 }), ==,
                   GW_STATUS_OK);
  g_assert_cmpint (gw_box_agreement_alpha (unit, box, n, N_UNITS, &again, NULL, &(GwRun) { .n_threads = 4 }), ==,
                   GW_STATUS_OK);
  g_assert_cmpfloat (alpha, ==, again);
  g_assert_cmpint (gw_box_agreement_alpha (unit + n, box + n, n, N_UNITS, &again, NULL, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (alpha, again, 1e-12);
}

static void
test_edges (void)
{
  const GwBox same = { 1, 2, 30, 40 };
  const GwBox boxes[] = { same, same, same, { 0, 0, NAN, 5 }, { 900, 0, 5, 5 } };
  double alpha = 7;
  size_t n_excluded = 9;

  g_assert_cmpint (gw_box_agreement_alpha (NULL, NULL, 0, 0, &alpha, &n_excluded, NULL), ==, GW_STATUS_UNDEFINED);
  g_assert_true (isnan (alpha));
  g_assert_cmpuint (n_excluded, ==, 0);

  /* All the same: nothing could differ, which is perfect here. */
  g_assert_cmpint (gw_box_agreement_alpha ((gint32[]) { 0, 0, 1 }, boxes, 3, 2, &alpha, NULL, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (alpha, ==, 1);

  /* A box that is no box, and one whose unit is unknown. */
  g_assert_cmpint (gw_box_agreement_alpha ((gint32[]) { 0, 0, -1, 1, 1 }, boxes, 5, 2, &alpha, &n_excluded, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpfloat (alpha, ==, 1);
  g_assert_cmpuint (n_excluded, ==, 2);

  g_assert_cmpint (gw_box_agreement_alpha ((gint32[]) { 0, 1, 2 }, boxes, 3, 3, &alpha, NULL, NULL), ==,
                   GW_STATUS_UNDEFINED);
}

/* Boxes without area agree with nothing, not even with themselves. */
static void
test_without_area (void)
{
  const GwBox boxes[] = { { 5, 5, 0, 10 }, { 5, 5, 0, 10 }, { 5, 5, 10, -1 }, { 5, 5, 10, -1 } };
  double alpha;

  g_assert_cmpint (gw_box_agreement_alpha ((gint32[]) { 0, 0, 1, 1 }, boxes, 4, 2, &alpha, NULL, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpfloat (alpha, ==, 0);
}

static bool
stop (double done, void *data)
{
  ++*(guint *) data;
  return false;
}

/* Counts the questions, and says no to one of them. */
typedef struct
{
  guint n_asked;
  guint no_at;
  double done;
} Questions;

static bool
ask (double done, void *data)
{
  Questions *questions = data;

  g_assert_cmpfloat (done, >=, questions->done);
  questions->done = done;

  return ++questions->n_asked != questions->no_at;
}

/* The pairs of one unit take long alone, and can be stopped. */
static void
test_stops_in_a_unit (void)
{
  const gsize n = 3000;
  g_autofree gint32 *unit = g_new0 (gint32, n);
  g_autofree GwBox *boxes = g_new (GwBox, n);
  Questions questions = { 0 };
  GwRun run = { .step = ask, .data = &questions, .n_threads = 1 };
  double alpha = 7;

  for (gsize i = 0; i < n; i++)
    boxes[i] = (GwBox) { 10.0 * (double) i, 0, 5, 5 };
  g_assert_cmpint (gw_box_agreement_alpha (unit, boxes, n, 1, &alpha, NULL, &run), ==, GW_STATUS_OK);
  g_assert_cmpfloat (questions.done, >, 0.5);

  questions = (Questions) { .no_at = questions.n_asked };
  alpha = 7;
  g_assert_cmpint (gw_box_agreement_alpha (unit, boxes, n, 1, &alpha, NULL, &run), ==, GW_STATUS_CANCELLED);
  g_assert_cmpfloat (alpha, ==, 7);
}

static void
test_refuses (void)
{
  const GwBox box = { 0, 0, 1, 1 };
  guint n_asked = 0;
  double alpha = 7;

  g_assert_cmpint (gw_box_agreement_alpha ((gint32[]) { 1 }, &box, 1, 1, &alpha, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_box_agreement_alpha ((gint32[]) { -2 }, &box, 1, 1, &alpha, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_box_agreement_alpha (NULL, NULL, SIZE_MAX, 1, &alpha, NULL, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_box_agreement_alpha ((gint32[]) { 0, 0 }, (GwBox[]) { box, box }, 2, 1, &alpha, NULL,
                                           &(GwRun) { .step = stop, .data = &n_asked }),
                   ==, GW_STATUS_CANCELLED);
  g_assert_cmpuint (n_asked, >, 0);
  g_assert_cmpfloat (alpha, ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/box-agreement/is-as-defined", test_is_as_defined);
  g_test_add_func ("/box-agreement/order-and-threads", test_order_and_threads);
  g_test_add_func ("/box-agreement/edges", test_edges);
  g_test_add_func ("/box-agreement/without-area", test_without_area);
  g_test_add_func ("/box-agreement/stops-in-a-unit", test_stops_in_a_unit);
  g_test_add_func ("/box-agreement/refuses", test_refuses);
  return g_test_run ();
}
