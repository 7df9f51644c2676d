/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-confusion.h"
#include "score-rows.h"

/* Counts of classes against classes. */

#define MOST_ROWS 2000

typedef struct
{
  gsize n;
  gint32 truth[MOST_ROWS];
  gint32 predicted[MOST_ROWS];
  double weights[MOST_ROWS];
} Rows;

/* Labels 0 to 6 and missing ones. */
static void
fill (Rows *rows, gw_random *random, gsize n)
{
  rows->n = n;
  for (gsize i = 0; i < n; i++)
    {
      rows->truth[i] = (gint32) gw_random_below (random, 8) - 1;
      rows->predicted[i] = (gint32) gw_random_below (random, 8) - 1;
      rows->weights[i] = (double) gw_random_below (random, 3);
    }
}

static void
count_slowly (const Rows *rows, gboolean weighted, const gint32 *classes, gsize n_classes, double *matrix,
              gsize *n_dropped)
{
  gsize n_kept = 0;

  for (gsize a = 0; a < n_classes; a++)
    for (gsize b = 0; b < n_classes; b++)
      {
        matrix[a * n_classes + b] = 0;
        for (gsize i = 0; i < rows->n; i++)
          if (rows->truth[i] == classes[a] && rows->predicted[i] == classes[b])
            {
              matrix[a * n_classes + b] += weighted ? rows->weights[i] : 1;
              n_kept++;
            }
      }
  *n_dropped = rows->n - n_kept;
}

static void
test_counts_by_definition (void)
{
  static const gint32 all[] = { 0, 1, 2, 3, 4, 5, 6 }, some[] = { 5, 0, 3 };
  gw_random random;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 20; round++)
    {
      double got[49], want[49];
      gsize n_got, n_want;
      Rows rows;

      fill (&rows, &random, 100 * round);
      for (guint kind = 0; kind < 3; kind++)
        for (guint weighted = 0; weighted <= 1; weighted++)
          {
            const gint32 *classes = kind == 2 ? some : all;
            gsize n_classes = kind == 2 ? 3 : 7;

            count_slowly (&rows, weighted, classes, n_classes, want, &n_want);
            g_assert_cmpint (gw_confusion_matrix (rows.truth, rows.predicted, weighted ? rows.weights : NULL, rows.n,
                                                  kind == 0 ? NULL : classes, n_classes, got, &n_got, NULL),
                             ==, round == 0 ? GW_STATUS_EMPTY : GW_STATUS_OK);
            g_assert_cmpmem (got, n_classes * n_classes * sizeof *got, want, n_classes * n_classes * sizeof *want);
            g_assert_cmpuint (n_got, ==, n_want);
          }
    }
}

/* Rows enough for parts, with classes few and many. */
static void
test_same_on_any_number_of_threads (void)
{
  const gsize n = 100000;
  g_autofree gint32 *truth = g_new (gint32, n), *predicted = g_new (gint32, n);
  static double first[400 * 400], got[400 * 400];
  gw_random random;

  gw_random_init (&random, 2);
  for (gsize n_classes = 10; n_classes <= 400; n_classes += 390)
    {
      double total = 0;

      for (gsize i = 0; i < n; i++)
        {
          truth[i] = (gint32) gw_random_below (&random, n_classes);
          predicted[i] = (gint32) gw_random_below (&random, n_classes);
        }
      for (unsigned n_threads = 1; n_threads <= 3; n_threads++)
        {
          GwRun run = { .n_threads = n_threads };

          g_assert_cmpint (gw_confusion_matrix (truth, predicted, NULL, n, NULL, n_classes,
                                                n_threads == 1 ? first : got, NULL, &run),
                           ==, GW_STATUS_OK);
          if (n_threads > 1)
            g_assert_cmpmem (got, n_classes * n_classes * sizeof *got, first, n_classes * n_classes * sizeof *first);
        }
      for (gsize i = 0; i < n_classes * n_classes; i++)
        total += first[i];
      g_assert_cmpfloat (total, ==, (double) n);
    }
}

static bool
stop_cb (double done, void *data)
{
  return false;
}

/* Rows with weights are not counted in parts, but can be stopped too. */
static void
test_stops_with_weights (void)
{
  const gsize n = 3000000;
  g_autofree gint32 *label = g_new0 (gint32, n);
  g_autofree double *weights = g_new (double, n);
  double matrix[1] = { 7 };

  for (gsize i = 0; i < n; i++)
    weights[i] = 0.5;
  g_assert_cmpint (gw_confusion_matrix (label, label, weights, n, NULL, 1, matrix, NULL, &(GwRun) { .step = stop_cb }),
                   ==, GW_STATUS_CANCELLED);
  g_assert_cmpfloat (matrix[0], ==, 7);
  g_assert_cmpint (gw_confusion_matrix (label, label, weights, n, NULL, 1, matrix, NULL, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (matrix[0], ==, 1500000);
}

static void
test_refuses (void)
{
  static const gint32 good[] = { 0, 1 }, bad[] = { 0, -2 }, twice[] = { 1, 1 }, negative[] = { 0, -1 };
  static const gint32 high[] = { 0, GW_CONFUSION_MAX_LABEL + 1 };
  double weights[] = { 1, -1 }, matrix[4] = { 7, 7, 7, 7 };
  GwRun run = { .step = stop_cb };

  g_assert_cmpint (gw_confusion_matrix (good, bad, NULL, 2, NULL, 2, matrix, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_confusion_matrix (bad, good, NULL, 2, NULL, 2, matrix, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_confusion_matrix (good, good, NULL, 2, twice, 2, matrix, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_confusion_matrix (good, good, NULL, 2, negative, 2, matrix, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_confusion_matrix (good, good, weights, 2, NULL, 2, matrix, NULL, NULL), ==, GW_STATUS_INVALID);
  weights[1] = INFINITY;
  g_assert_cmpint (gw_confusion_matrix (good, good, weights, 2, NULL, 2, matrix, NULL, NULL), ==, GW_STATUS_INVALID);
  weights[1] = NAN;
  g_assert_cmpint (gw_confusion_matrix (good, good, weights, 2, NULL, 2, matrix, NULL, NULL), ==, GW_STATUS_INVALID);
  weights[1] = 1;
  g_assert_cmpint (gw_confusion_matrix (good, bad, weights, 2, NULL, 2, matrix, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_confusion_matrix (good, good, NULL, 2, NULL, 2, matrix, NULL, &run), ==, GW_STATUS_CANCELLED);
  g_assert_cmpint (gw_confusion_matrix (good, good, NULL, (gsize) 1 << 33, NULL, 2, matrix, NULL, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_confusion_matrix (good, good, NULL, 2, NULL, (gsize) 1 << 32, matrix, NULL, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_confusion_matrix (good, good, NULL, 2, high, 2, matrix, NULL, NULL), ==, GW_STATUS_TOO_LARGE);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat (matrix[i], ==, 7); /* nothing was written */
  g_assert_cmpint (gw_confusion_matrix (NULL, NULL, NULL, 0, NULL, 0, matrix, NULL, NULL), ==, GW_STATUS_EMPTY);
  weights[0] = weights[1] = 0;
  g_assert_cmpint (gw_confusion_matrix (good, good, weights, 2, NULL, 2, matrix, NULL, NULL), ==, GW_STATUS_EMPTY);
}

static void
test_normalise (void)
{
  static const double matrix[] = { 1, 3, 0, 0, 0, 0, 1, 1, 0 };
  static const double by_truth[] = { 0.25, 0.75, 0, 0, 0, 0, 0.5, 0.5, 0 };
  static const double by_predicted[] = { 0.5, 0.75, 0, 0, 0, 0, 0.5, 0.25, 0 };
  double got[9];

  g_assert_cmpint (gw_confusion_normalise (matrix, 3, GW_NORMALISE_TRUE, got), ==, GW_STATUS_OK);
  g_assert_cmpmem (got, sizeof got, by_truth, sizeof by_truth);
  g_assert_cmpint (gw_confusion_normalise (matrix, 3, GW_NORMALISE_PREDICTED, got), ==, GW_STATUS_OK);
  g_assert_cmpmem (got, sizeof got, by_predicted, sizeof by_predicted);
  g_assert_cmpint (gw_confusion_normalise (matrix, 3, GW_NORMALISE_NONE, got), ==, GW_STATUS_OK);
  g_assert_cmpmem (got, sizeof got, matrix, sizeof matrix);
  g_assert_cmpint (gw_confusion_normalise (got, 3, GW_NORMALISE_ALL, got), ==, GW_STATUS_OK);
  assert_near (got[1], 0.5, 1e-15);
  g_assert_cmpint (gw_confusion_normalise (matrix, 3, (GwNormalise) 7, got), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_confusion_normalise (matrix, SIZE_MAX / 2, GW_NORMALISE_ALL, got), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_confusion_normalise (NULL, 0, GW_NORMALISE_NONE, got), ==, GW_STATUS_OK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/confusion/counts-by-definition", test_counts_by_definition);
  g_test_add_func ("/confusion/same-on-any-number-of-threads", test_same_on_any_number_of_threads);
  g_test_add_func ("/confusion/stops-with-weights", test_stops_with_weights);
  g_test_add_func ("/confusion/refuses", test_refuses);
  g_test_add_func ("/confusion/normalise", test_normalise);
  return g_test_run ();
}
