/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-random.h"
#include "gw-sort-private.h"

/* Values with many ties, both zeros, both infinities and the smallest numbers. */
static double
any_value (gw_random *random)
{
  static const double odd[] = { 0.0, -0.0, INFINITY, -INFINITY, 5e-324, -5e-324, 1.7e308, -1.7e308 };

  switch (gw_random_below (random, 3))
    {
    case 0:
      return odd[gw_random_below (random, G_N_ELEMENTS (odd))];
    case 1:
      return (double) gw_random_below (random, 7) - 3;
    default:
      return (gw_random_real (random) - 0.5) * 1e6;
    }
}

static void
test_rows (void)
{
  static const gsize lengths[] = { 0, 1, 2, 47, 48, 49, 1000, 20011, 32768, 100003 };
  gw_random random;

  gw_random_init (&random, 8);
  for (gsize k = 0; k < G_N_ELEMENTS (lengths); k++)
    {
      gsize n = lengths[k];
      g_autofree double *values = g_new (double, n + 1);
      g_autofree double *sorted = g_new (double, n + 1);
      g_autofree guint32 *order = g_new (guint32, n + 1);
      g_autofree guint8 *seen = g_new0 (guint8, n + 1);

      for (gsize i = 0; i < n; i++)
        values[i] = any_value (&random);
      g_assert_cmpint (_gw_sort_rows (values, n, order), ==, GW_STATUS_OK);
      g_assert_cmpint (_gw_sort_doubles (values, n, sorted), ==, GW_STATUS_OK);
      for (gsize i = 0; i < n; i++)
        {
          g_assert_cmpuint (seen[order[i]]++, ==, 0);
          g_assert_cmpfloat (values[order[i]], ==, sorted[i]);
          if (i > 0)
            g_assert_true (sorted[i - 1] < sorted[i] || (sorted[i - 1] == sorted[i] && order[i - 1] < order[i]));
        }
    }
}

static void
test_keys_have_the_order_of_doubles (void)
{
  gw_random random;

  gw_random_init (&random, 9);
  g_assert_cmpuint (_gw_sort_key (0.0), ==, _gw_sort_key (-0.0));
  for (int i = 0; i < 100000; i++)
    {
      double a = any_value (&random), b = any_value (&random);

      g_assert_cmpint (_gw_sort_key (a) < _gw_sort_key (b), ==, a < b);
      g_assert_cmpfloat (_gw_sort_value (_gw_sort_key (a)), ==, a);
    }
}

/* Keys of one kind: whole, in a narrow span, all but one the same … */
static guint64
key_of_kind (gw_random *random, guint kind)
{
  switch (kind)
    {
    case 0:
      return gw_random_u64 (random);
    case 1:
      return 1000 + gw_random_below (random, 5);
    case 2:
      return gw_random_below (random, 10000) == 0 ? G_MAXUINT64 : 7;
    case 3:
      return _gw_sort_key (gw_random_real (random));
    case 4: /* heaps of keys that differ in their lowest bits only, in falling order */
      return (gw_random_below (random, 7) << 50) + 30000 - gw_random_below (random, 30000);
    default:
      return 42;
    }
}

static void
assert_same_on_any_number_of_threads (guint kind, gsize n, gw_random *random)
{
  g_autofree guint64 *given = g_new (guint64, n), *first = g_new (guint64, n), *keys = g_new (guint64, n);
  g_autofree guint32 *first_rows = g_new (guint32, n), *rows = g_new (guint32, n);
  g_autofree guint64 *other = g_new (guint64, n);
  g_autofree guint32 *other_rows = g_new (guint32, n);

  for (gsize i = 0; i < n; i++)
    {
      given[i] = first[i] = key_of_kind (random, kind);
      first_rows[i] = (guint32) i;
    }
  g_assert_cmpint (_gw_sort_keys (first, first_rows, n), ==, GW_STATUS_OK);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpuint (given[first_rows[i]], ==, first[i]);
      g_assert_true (i == 0 || first[i - 1] < first[i]
                     || (first[i - 1] == first[i] && first_rows[i - 1] < first_rows[i]));
    }
  for (unsigned n_threads = 1; n_threads <= 4; n_threads++)
    {
      GwRun run = { .n_threads = n_threads };

      for (gsize i = 0; i < n; i++)
        {
          keys[i] = given[i];
          rows[i] = (guint32) i;
        }
      g_assert_cmpint (_gw_sort_keys_in (keys, rows, n, other, other_rows, &run, 0, 1), ==, GW_STATUS_OK);
      g_assert_cmpmem (keys, n * sizeof *keys, first, n * sizeof *first);
      g_assert_cmpmem (rows, n * sizeof *rows, first_rows, n * sizeof *first_rows);
      memcpy (keys, given, n * sizeof *keys);
      g_assert_cmpint (_gw_sort_keys_in (keys, NULL, n, other, NULL, &run, 0, 1), ==, GW_STATUS_OK);
      g_assert_cmpmem (keys, n * sizeof *keys, first, n * sizeof *first);
    }
}

static void
test_same_on_any_number_of_threads (void)
{
  gw_random random;

  gw_random_init (&random, 10);
  for (guint kind = 0; kind < 6; kind++)
    {
      assert_same_on_any_number_of_threads (kind, 1000, &random);
      assert_same_on_any_number_of_threads (kind, 5000, &random);
      assert_same_on_any_number_of_threads (kind, 70001, &random);
    }
}

/* Stops at the call of this number. */
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
  asked->last = done;

  return ++asked->n_calls < asked->most;
}

static void
test_stops_when_asked (void)
{
  const gsize n = 40000;
  g_autofree guint64 *keys = g_new (guint64, n), *other = g_new (guint64, n);
  gw_random random;

  gw_random_init (&random, 11);
  for (guint most = 1; most < 60; most += 14)
    {
      Asked asked = { .most = most };
      GwRun run = { .step = step_cb, .data = &asked, .n_threads = 1 };

      for (gsize i = 0; i < n; i++)
        keys[i] = gw_random_u64 (&random);
      g_assert_cmpint (_gw_sort_keys_in (keys, NULL, n, other, NULL, &run, 0, 0.5), ==, GW_STATUS_CANCELLED);
      g_assert_cmpuint (asked.n_calls, ==, most);
      g_assert_cmpfloat (asked.last, <=, 0.5);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sort/rows", test_rows);
  g_test_add_func ("/sort/keys-have-the-order-of-doubles", test_keys_have_the_order_of_doubles);
  g_test_add_func ("/sort/same-on-any-number-of-threads", test_same_on_any_number_of_threads);
  g_test_add_func ("/sort/stops-when-asked", test_stops_when_asked);
  return g_test_run ();
}
