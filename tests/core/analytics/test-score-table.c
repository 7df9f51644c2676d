/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-score-curve.h"
#include "gw-score-table-private.h"
#include "score-rows.h"

/* Operating points of sorted scores. */

static GwScoreTable *
table_of (const ScoreRows *rows, const double *weights, gw_status want)
{
  GwScoreTable *table;

  g_assert_cmpint (gw_score_table_new (rows->truth, rows->score, weights, rows->n, &table, NULL), ==, want);

  return table;
}

/* Points by their definition. */
static void
assert_points (const GwScoreTable *table, const ScoreRows *rows, gboolean weighted)
{
  double last = INFINITY;

  for (gsize i = 0; i < gw_score_table_n_points (table); i++)
    {
      GwOperatingPoint point, want = { 0 };

      g_assert_cmpint (gw_score_table_get_point (table, i, &point), ==, GW_STATUS_OK);
      g_assert_true (i == 0 || point.threshold < last);
      last = point.threshold;
      for (gsize k = 0; k < rows->n; k++)
        {
          double weight = weighted ? rows->weight[k] : 1;
          gboolean called = rows->score[k] >= point.threshold;

          if (rows->truth[k] < 0 || isnan (rows->score[k]))
            continue;
          want.tp += called && rows->truth[k] ? weight : 0;
          want.fp += called && !rows->truth[k] ? weight : 0;
          want.fn += !called && rows->truth[k] ? weight : 0;
          want.tn += !called && !rows->truth[k] ? weight : 0;
        }
      g_assert_cmpfloat (point.tp, ==, want.tp);
      g_assert_cmpfloat (point.fp, ==, want.fp);
      g_assert_cmpfloat (point.fn, ==, want.fn);
      g_assert_cmpfloat (point.tn, ==, want.tn);
    }
}

static gsize
count_distinct (const ScoreRows *rows, gboolean weighted)
{
  gsize n_distinct = 0;

  for (gsize i = 0; i < rows->n; i++)
    {
      gboolean seen = isnan (rows->score[i]) || rows->truth[i] < 0 || (weighted && rows->weight[i] == 0);

      for (gsize k = 0; k < i && !seen; k++)
        seen = rows->score[k] == rows->score[i] && rows->truth[k] >= 0 && !(weighted && rows->weight[k] == 0);
      n_distinct += !seen;
    }

  return n_distinct;
}

static void
test_counts_by_definition (void)
{
  static const double odd[] = { 0.0, -0.0, INFINITY, -INFINITY, NAN, 5e-324, -5e-324, 1e308, -3, 3 };
  gw_random random;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 60; round++)
    {
      ScoreRows rows;
      GwScoreTable *table;

      score_rows_fill (&rows, &random, 1 + round * 3, round % 2);
      for (gsize i = 0; i < rows.n && round % 3 == 0; i += 2)
        rows.score[i] = odd[gw_random_below (&random, G_N_ELEMENTS (odd))];
      for (gsize i = 0; i < rows.n && round % 5 == 0; i += 7)
        rows.truth[i] = -1;
      for (gsize i = 0; i < rows.n && round % 4 == 1; i++)
        rows.score[i] = -rows.score[i] * 1000; /* below 0 alone */
      for (guint weighted = 0; weighted <= 1; weighted++)
        {
          g_assert_true (gw_status_has_values (
              gw_score_table_new (rows.truth, rows.score, weighted ? rows.weight : NULL, rows.n, &table, NULL)));
          g_assert_cmpuint (gw_score_table_n_points (table), ==, count_distinct (&rows, weighted));
          assert_points (table, &rows, weighted);
          gw_score_table_free (table);
        }
    }
}

static void
test_weights_are_repetitions (void)
{
  gw_random random;

  gw_random_init (&random, 2);
  for (guint round = 0; round < 20; round++)
    {
      ScoreRows rows, repeated;
      GwScoreTable *weighted, *whole;

      score_rows_fill (&rows, &random, 200, round % 2);
      score_rows_repeat (&rows, &repeated);
      weighted = table_of (&rows, rows.weight, GW_STATUS_OK);
      whole = table_of (&repeated, NULL, GW_STATUS_OK);
      g_assert_cmpuint (gw_score_table_n_points (weighted), ==, gw_score_table_n_points (whole));
      g_assert_cmpfloat (gw_score_table_positives (weighted), ==, gw_score_table_positives (whole));
      g_assert_cmpfloat (gw_score_table_negatives (weighted), ==, gw_score_table_negatives (whole));
      for (gsize i = 0; i < gw_score_table_n_points (whole); i++)
        {
          GwOperatingPoint a, b;

          gw_score_table_get_point (weighted, i, &a);
          gw_score_table_get_point (whole, i, &b);
          g_assert_cmpmem (&a, sizeof a, &b, sizeof b);
        }
      gw_score_table_free (weighted);
      gw_score_table_free (whole);
    }
}

/* A point here and there by its definition. */
static void
assert_some_points (const GwScoreTable *table, const gint32 *truth, const double *score, gsize n)
{
  for (gsize i = 0; i < gw_score_table_n_points (table); i += 2991)
    {
      GwOperatingPoint point;
      double tp = 0, fp = 0;

      gw_score_table_get_point (table, i, &point);
      for (gsize k = 0; k < n; k++)
        {
          tp += truth[k] == 1 && score[k] >= point.threshold;
          fp += truth[k] == 0 && score[k] >= point.threshold;
        }
      g_assert_cmpfloat (point.tp, ==, tp);
      g_assert_cmpfloat (point.fp, ==, fp);
    }
}

/* Long enough for parts and threads; equal scores lie across their ends. */
static void
test_long_on_any_number_of_threads (void)
{
  const gsize n = 100003;
  g_autofree gint32 *truth = g_new (gint32, n);
  g_autofree double *score = g_new (double, n);
  gw_random random;

  gw_random_init (&random, 3);
  for (guint kind = 0; kind < 4; kind++)
    {
      GwScoreTable *first = NULL;
      guint64 n_positive = 0;

      for (gsize i = 0; i < n; i++)
        {
          truth[i] = (gint32) gw_random_below (&random, 3) - 1;
          score[i] = gw_random_real (&random) - 0.5;
          if (kind == 1)
            score[i] = floor (score[i] * 4);
          if (kind == 2)
            score[i] = ldexp (score[i], (int) gw_random_below (&random, 1500) - 750); /* no room for a mark */
          if (kind == 3)
            score[i] = 0.25;
          n_positive += truth[i] == 1;
        }
      for (unsigned n_threads = 1; n_threads <= 3; n_threads++)
        {
          GwRun run = { .n_threads = n_threads };
          GwScoreTable *table;

          g_assert_cmpint (gw_score_table_new (truth, score, NULL, n, &table, &run), ==, GW_STATUS_OK);
          g_assert_cmpfloat (gw_score_table_positives (table), ==, (double) n_positive);
          if (first != NULL)
            {
              g_assert_cmpuint (gw_score_table_n_points (table), ==, gw_score_table_n_points (first));
              g_assert_cmpmem (table->thresholds, table->n_points * sizeof (double), first->thresholds,
                               first->n_points * sizeof (double));
            }
          if (n_threads == 2)
            assert_some_points (table, truth, score, n);
          if (first == NULL)
            first = table;
          else
            gw_score_table_free (table);
        }
      gw_score_table_free (first);
    }
}

static void
test_span_leaves_room (void)
{
  GwScoreSpan span = GW_SCORE_SPAN_INIT, other = GW_SCORE_SPAN_INIT;
  const guint64 zero = (guint64) 1 << 63;

  g_assert_cmpuint (_gw_score_span_n_codes (&span), ==, 1); /* 0 alone */
  _gw_score_span_add (&span, zero);
  g_assert_cmpuint (_gw_score_span_n_codes (&span), ==, 1);
  _gw_score_span_add (&span, zero + 10);
  _gw_score_span_add (&span, zero + 4);
  g_assert_cmpuint (_gw_score_span_n_codes (&span), ==, 8);
  _gw_score_span_add (&other, zero - 1);
  _gw_score_span_join (&span, &other);
  g_assert_cmpuint (_gw_score_span_n_codes (&span), ==, 9);
  _gw_score_span_add (&other, 1);
  _gw_score_span_add (&other, zero + 2);
  _gw_score_span_join (&span, &other);
  g_assert_cmpuint (_gw_score_span_n_codes (&span), ==, 0);
}

static void
test_refuses (void)
{
  ScoreRows rows = { .n = 3, .truth = { 0, 1, 1 }, .score = { 1, 2, 3 }, .weight = { 1, 1, 1 } };
  GwScoreTable *table;
  GwOperatingPoint point;

  g_assert_null (table_of (&(ScoreRows) { .n = 2, .truth = { 0, 2 } }, NULL, GW_STATUS_INVALID));
  g_assert_null (table_of (&(ScoreRows) { .n = 2, .truth = { -2, 0 } }, NULL, GW_STATUS_INVALID));
  rows.weight[1] = -1;
  g_assert_null (table_of (&rows, rows.weight, GW_STATUS_INVALID));
  rows.weight[1] = INFINITY;
  g_assert_null (table_of (&rows, rows.weight, GW_STATUS_INVALID));
  rows.weight[1] = NAN;
  g_assert_null (table_of (&rows, rows.weight, GW_STATUS_INVALID));
  g_assert_cmpint (gw_score_table_new (NULL, NULL, NULL, (gsize) 1 << 40, &table, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_null (table);

  table = table_of (&rows, NULL, GW_STATUS_OK);
  g_assert_cmpint (gw_score_table_get_point (table, 3, &point), ==, GW_STATUS_INVALID);
  gw_score_table_free (table);
  gw_score_table_free (NULL);
}

static void
test_empty (void)
{
  ScoreRows rows = { .n = 3, .truth = { 0, -1, 1 }, .score = { NAN, 2, NAN }, .weight = { 0, 0, 0 } };
  GwScoreTable *table;

  table = table_of (&rows, NULL, GW_STATUS_EMPTY);
  g_assert_cmpuint (gw_score_table_n_points (table), ==, 0);
  g_assert_cmpuint (gw_score_table_n_excluded (table), ==, 3);
  gw_score_table_free (table);

  rows.score[0] = 1;
  table = table_of (&rows, rows.weight, GW_STATUS_EMPTY);
  g_assert_cmpuint (gw_score_table_n_excluded (table), ==, 2);
  gw_score_table_free (table);

  g_assert_cmpint (gw_score_table_new (NULL, NULL, NULL, 0, &table, NULL), ==, GW_STATUS_EMPTY);
  gw_score_table_free (table);
}

static bool
stop_cb (double done, void *data)
{
  guint *n_left = data;

  g_assert_cmpfloat (done, <=, 1);

  return (*n_left)-- > 0;
}

static void
test_cancel (void)
{
  const gsize n = 70000;
  g_autofree gint32 *truth = g_new0 (gint32, n);
  g_autofree double *score = g_new (double, n);
  guint n_cancelled = 0;

  for (gsize i = 0; i < n; i++)
    score[i] = (double) i;
  for (guint weighted = 0; weighted <= 1; weighted++)
    for (guint n_steps = 0; n_steps < 5000; n_steps += 61)
      {
        guint n_left = n_steps;
        GwRun run = { .step = stop_cb, .data = &n_left, .n_threads = 1 };
        GwScoreTable *table;
        gw_status status = gw_score_table_new (truth, score, weighted ? score : NULL, n, &table, &run);

        g_assert_true (status == GW_STATUS_OK || status == GW_STATUS_CANCELLED);
        g_assert_true ((table != NULL) == (status == GW_STATUS_OK));
        n_cancelled += status == GW_STATUS_CANCELLED;
        gw_score_table_free (table);
      }
  g_assert_cmpuint (n_cancelled, >, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/score-table/counts-by-definition", test_counts_by_definition);
  g_test_add_func ("/score-table/weights-are-repetitions", test_weights_are_repetitions);
  g_test_add_func ("/score-table/long-on-any-number-of-threads", test_long_on_any_number_of_threads);
  g_test_add_func ("/score-table/span-leaves-room", test_span_leaves_room);
  g_test_add_func ("/score-table/refuses", test_refuses);
  g_test_add_func ("/score-table/empty", test_empty);
  g_test_add_func ("/score-table/cancel", test_cancel);
  return g_test_run ();
}
