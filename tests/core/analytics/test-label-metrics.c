/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-label-metrics.h"
#include "score-rows.h"

/* Figures of labels against labels. */

#define N_CLASSES 4
#define N_ROWS 300

static void
fill (gint32 *truth, gint32 *predicted, double *weights, gw_random *random)
{
  for (gsize i = 0; i < N_ROWS; i++)
    {
      truth[i] = (gint32) gw_random_below (random, N_CLASSES);
      predicted[i] = gw_random_below (random, 3) > 0 ? truth[i] : (gint32) gw_random_below (random, N_CLASSES);
      weights[i] = (double) gw_random_below (random, 4);
    }
}

static GwLabelMetrics
metrics_of (const gint32 *truth, const gint32 *predicted, const double *weights, gsize n, GwClassMetrics *per_class)
{
  GwLabelMetrics metrics;

  g_assert_cmpint (gw_label_metrics (truth, predicted, weights, n, NULL, N_CLASSES, 0, per_class, &metrics, NULL, NULL),
                   ==, GW_STATUS_OK);

  return metrics;
}

/* The multi-class coefficient as a correlation of indicators, row by row. */
static double
slow_mcc (const gint32 *truth, const gint32 *predicted)
{
  double mean_truth[N_CLASSES] = { 0 }, mean_predicted[N_CLASSES] = { 0 };
  double both = 0, of_truth = 0, of_predicted = 0;

  for (gsize i = 0; i < N_ROWS; i++)
    {
      mean_truth[truth[i]] += 1.0 / N_ROWS;
      mean_predicted[predicted[i]] += 1.0 / N_ROWS;
    }
  for (gsize i = 0; i < N_ROWS; i++)
    for (gint32 k = 0; k < N_CLASSES; k++)
      {
        double a = (truth[i] == k) - mean_truth[k], b = (predicted[i] == k) - mean_predicted[k];

        both += a * b;
        of_truth += a * a;
        of_predicted += b * b;
      }

  return both / sqrt (of_truth * of_predicted);
}

/* Kappa over all pairs of a row's truth with another row's prediction. */
static double
slow_kappa (const gint32 *truth, const gint32 *predicted, guint power)
{
  double observed = 0, expected = 0;

  for (gsize i = 0; i < N_ROWS; i++)
    for (gsize j = 0; j < N_ROWS; j++)
      {
        int apart = abs (truth[i] - predicted[j]);
        double weight = power == 0 ? apart != 0 : power == 1 ? apart : apart * apart;

        expected += weight / N_ROWS;
        observed += i == j ? weight : 0;
      }

  return 1 - observed / expected;
}

static void
test_by_definition (void)
{
  gw_random random;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 20; round++)
    {
      gint32 truth[N_ROWS], predicted[N_ROWS];
      double weights[N_ROWS], right = 0, recalls = 0, product = 1, f1s = 0;
      GwClassMetrics per_class[N_CLASSES];
      GwLabelMetrics metrics;

      fill (truth, predicted, weights, &random);
      metrics = metrics_of (truth, predicted, NULL, N_ROWS, per_class);
      for (gint32 k = 0; k < N_CLASSES; k++)
        {
          double tp = 0, fp = 0, fn = 0, tn = 0;

          for (gsize i = 0; i < N_ROWS; i++)
            {
              tp += truth[i] == k && predicted[i] == k;
              fp += truth[i] != k && predicted[i] == k;
              fn += truth[i] == k && predicted[i] != k;
              tn += truth[i] != k && predicted[i] != k;
            }
          right += tp;
          recalls += tp / (tp + fn);
          product *= tp / (tp + fn);
          assert_near (per_class[k].precision, tp / (tp + fp), 1e-14);
          assert_near (per_class[k].recall, tp / (tp + fn), 1e-14);
          assert_near (per_class[k].specificity, tn / (tn + fp), 1e-14);
          assert_near (per_class[k].f1, 2 * tp / (2 * tp + fp + fn), 1e-14);
          f1s += per_class[k].f1;
          g_assert_cmpfloat (per_class[k].support, ==, tp + fn);
        }
      assert_near (metrics.accuracy, right / N_ROWS, 1e-14);
      assert_near (metrics.balanced_accuracy, recalls / N_CLASSES, 1e-14);
      assert_near (metrics.g_mean, pow (product, 1.0 / N_CLASSES), 1e-12);
      assert_near (metrics.micro.f1, right / N_ROWS, 1e-14);
      assert_near (metrics.macro.f1, f1s / N_CLASSES, 1e-14);
      assert_near (metrics.weighted.recall, metrics.accuracy, 1e-14);
      assert_near (metrics.mcc, slow_mcc (truth, predicted), 1e-10);
      assert_near (metrics.kappa, slow_kappa (truth, predicted, 0), 1e-10);
      assert_near (metrics.kappa_linear, slow_kappa (truth, predicted, 1), 1e-10);
      assert_near (metrics.kappa_quadratic, slow_kappa (truth, predicted, 2), 1e-10);
      g_assert_cmpuint (metrics.undefined, ==, 0);
    }
}

static void
assert_same (const GwLabelMetrics *a, const GwLabelMetrics *b)
{
  assert_near (a->accuracy, b->accuracy, 1e-13);
  assert_near (a->balanced_accuracy, b->balanced_accuracy, 1e-13);
  assert_near (a->mcc, b->mcc, 1e-13);
  assert_near (a->kappa, b->kappa, 1e-13);
  assert_near (a->kappa_quadratic, b->kappa_quadratic, 1e-13);
  assert_near (a->g_mean, b->g_mean, 1e-13);
  assert_near (a->macro.precision, b->macro.precision, 1e-13);
  assert_near (a->weighted.f2, b->weighted.f2, 1e-13);
}

static void
test_weights_are_repetitions (void)
{
  gw_random random;

  gw_random_init (&random, 2);
  for (guint round = 0; round < 20; round++)
    {
      gint32 truth[N_ROWS], predicted[N_ROWS], long_truth[3 * N_ROWS], long_predicted[3 * N_ROWS];
      double weights[N_ROWS];
      gsize n = 0;
      GwLabelMetrics weighted, whole, backwards;

      fill (truth, predicted, weights, &random);
      for (gsize i = 0; i < N_ROWS; i++)
        for (guint k = 0; k < (guint) weights[i]; k++)
          {
            long_truth[n] = truth[i];
            long_predicted[n++] = predicted[i];
          }
      weighted = metrics_of (truth, predicted, weights, N_ROWS, NULL);
      whole = metrics_of (long_truth, long_predicted, NULL, n, NULL);
      assert_same (&weighted, &whole);
      for (gsize i = 0; i < n / 2; i++)
        {
          gint32 t = long_truth[i], p = long_predicted[i];

          long_truth[i] = long_truth[n - 1 - i];
          long_predicted[i] = long_predicted[n - 1 - i];
          long_truth[n - 1 - i] = t;
          long_predicted[n - 1 - i] = p;
        }
      backwards = metrics_of (long_truth, long_predicted, NULL, n, NULL);
      assert_same (&backwards, &whole);
      /* Truth and prediction change places: these do not care. */
      backwards = metrics_of (long_predicted, long_truth, NULL, n, NULL);
      assert_near (backwards.mcc, whole.mcc, 1e-13);
      assert_near (backwards.kappa_linear, whole.kappa_linear, 1e-13);
      assert_near (backwards.macro.f1, whole.macro.f1, 1e-13);
      assert_near (backwards.macro.precision, whole.macro.recall, 1e-13);
    }
}

static void
test_undefined_is_flagged (void)
{
  static const double matrix[] = { 5, 0, 0, 0, 0, 0, 2, 0, 0 }; /* class 1 is nowhere, class 2 never called */
  GwClassMetrics per_class[3];
  GwLabelMetrics metrics;

  g_assert_cmpint (gw_label_metrics_from_confusion (matrix, 3, 1, per_class, &metrics), ==, GW_STATUS_OK);
  g_assert_cmpfloat (per_class[1].precision, ==, 1);
  g_assert_cmpfloat (per_class[1].f2, ==, 1);
  g_assert_cmpuint (per_class[1].undefined, ==, GW_UNDEFINED_PRECISION | GW_UNDEFINED_RECALL | GW_UNDEFINED_F);
  g_assert_cmpuint (per_class[2].undefined, ==, GW_UNDEFINED_PRECISION);
  g_assert_cmpfloat (per_class[2].f1, ==, 0);
  g_assert_cmpuint (metrics.macro.undefined, ==, GW_UNDEFINED_PRECISION | GW_UNDEFINED_RECALL | GW_UNDEFINED_F);
  g_assert_cmpuint (metrics.weighted.undefined, ==, GW_UNDEFINED_PRECISION);
  g_assert_cmpuint (metrics.undefined, ==, GW_UNDEFINED_MCC);
  g_assert_cmpfloat (metrics.mcc, ==, 0);
  g_assert_cmpfloat (metrics.g_mean, ==, 0);
  assert_near (metrics.balanced_accuracy, 0.5, 1e-15);

  g_assert_cmpint (gw_label_metrics_from_confusion (matrix, 3, NAN, per_class, &metrics), ==, GW_STATUS_OK);
  g_assert_true (isnan (per_class[1].recall));
  assert_near (metrics.macro.recall, 0.5, 1e-15); /* of two classes */
  assert_near (metrics.macro.precision, 5.0 / 7, 1e-15);
}

static void
test_perfect_of_one_class (void)
{
  static const gint32 labels[] = { 0, 0, 0 };
  GwClassMetrics per_class[2];
  GwLabelMetrics metrics;

  g_assert_cmpint (gw_label_metrics (labels, labels, NULL, 3, NULL, 2, 0, per_class, &metrics, NULL, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpfloat (metrics.accuracy, ==, 1);
  g_assert_cmpfloat (metrics.mcc, ==, 0);
  g_assert_true (isnan (metrics.kappa));
  g_assert_cmpuint (metrics.undefined, ==, GW_UNDEFINED_MCC | GW_UNDEFINED_KAPPA);
  g_assert_cmpuint (per_class[0].undefined, ==, GW_UNDEFINED_SPECIFICITY);
}

static void
test_edges (void)
{
  static const double bad[] = { 1, -1, 0, 0 }, none[] = { 0, 0, 0, 0 }, nan[] = { NAN, 0, 0, 0 };
  static const gint32 labels[] = { 0, 5 };
  GwLabelMetrics metrics;
  GwClassMetrics per_class[2];
  gsize n_dropped;

  g_assert_cmpint (gw_label_metrics_from_confusion (bad, 2, 0, NULL, &metrics), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_label_metrics_from_confusion (nan, 2, 0, NULL, &metrics), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_label_metrics_from_confusion (bad, SIZE_MAX / 2, 0, NULL, &metrics), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_label_metrics (NULL, NULL, NULL, 0, NULL, SIZE_MAX / 2, 0, NULL, &metrics, NULL, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_label_metrics_from_confusion (none, 2, 0, per_class, &metrics), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (metrics.accuracy) && isnan (metrics.balanced_accuracy) && isnan (metrics.kappa));
  g_assert_cmpfloat (metrics.weighted.f1, ==, 0);
  g_assert_cmpuint (metrics.weighted.undefined, ==, GW_UNDEFINED_PRECISION | GW_UNDEFINED_RECALL | GW_UNDEFINED_F);
  g_assert_cmpuint (metrics.undefined, ==, GW_UNDEFINED_ACCURACY | GW_UNDEFINED_MCC | GW_UNDEFINED_KAPPA);
  g_assert_cmpint (gw_label_metrics_from_confusion (NULL, 0, 0, NULL, &metrics), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (metrics.macro.f1));

  g_assert_cmpint (gw_label_metrics (labels, labels, NULL, 2, NULL, 2, 0, NULL, &metrics, &n_dropped, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpuint (n_dropped, ==, 1);
  g_assert_cmpfloat (metrics.accuracy, ==, 1);
}

/* Weights may be as large as they like. */
static void
test_scale_does_not_matter (void)
{
  gw_random random;

  gw_random_init (&random, 3);
  for (guint round = 0; round < 10; round++)
    {
      double matrix[N_CLASSES * N_CLASSES], large[N_CLASSES * N_CLASSES];
      GwLabelMetrics metrics, of_large;

      for (guint i = 0; i < G_N_ELEMENTS (matrix); i++)
        {
          matrix[i] = (double) gw_random_below (&random, 50);
          large[i] = ldexp (matrix[i], round % 2 ? 900 : -900);
        }
      g_assert_cmpint (gw_label_metrics_from_confusion (matrix, N_CLASSES, 0, NULL, &metrics), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_label_metrics_from_confusion (large, N_CLASSES, 0, NULL, &of_large), ==, GW_STATUS_OK);
      assert_same (&metrics, &of_large);
    }
}

static void
test_mcc_of_a_rare_class (void)
{
  /* Of a billion rows two are of the class, and one of them is found. */
  static const double matrix[] = { 999999998, 0, 1, 1 };
  GwLabelMetrics metrics;

  g_assert_cmpint (gw_label_metrics_from_confusion (matrix, 2, 0, NULL, &metrics), ==, GW_STATUS_OK);
  assert_near (metrics.mcc, sqrt (0.5 * 999999998.0 / 999999999.0), 1e-12);
}

static void
test_expected_cost (void)
{
  static const double matrix[] = { 5, 3, 1, 1 }, costs[] = { 0, 2, 10, -1 }, none[] = { 0, 0, 0, 0 };
  static const double bad[] = { 0, INFINITY, 0, 0 }, negative[] = { 1, -1, 0, 0 };
  double cost;

  g_assert_cmpint (gw_expected_cost (matrix, costs, 2, &cost), ==, GW_STATUS_OK);
  assert_near (cost, 1.5, 1e-15);
  g_assert_cmpint (gw_expected_cost (none, costs, 2, &cost), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (cost));
  g_assert_cmpint (gw_expected_cost (matrix, bad, 2, &cost), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_expected_cost (bad, costs, 2, &cost), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_expected_cost (negative, costs, 2, &cost), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_expected_cost (matrix, costs, SIZE_MAX / 2, &cost), ==, GW_STATUS_TOO_LARGE);
}

static void
test_f_beta (void)
{
  assert_near (gw_f_beta (3, 1, 2, 1, 0), 6.0 / 9, 1e-15);
  assert_near (gw_f_beta (3, 1, 2, 2, 0), 15.0 / 24, 1e-15);
  g_assert_cmpfloat (gw_f_beta (0, 0, 0, 1, 0.25), ==, 0.25);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label-metrics/by-definition", test_by_definition);
  g_test_add_func ("/label-metrics/weights-are-repetitions", test_weights_are_repetitions);
  g_test_add_func ("/label-metrics/undefined-is-flagged", test_undefined_is_flagged);
  g_test_add_func ("/label-metrics/perfect-of-one-class", test_perfect_of_one_class);
  g_test_add_func ("/label-metrics/edges", test_edges);
  g_test_add_func ("/label-metrics/scale-does-not-matter", test_scale_does_not_matter);
  g_test_add_func ("/label-metrics/mcc-of-a-rare-class", test_mcc_of_a_rare_class);
  g_test_add_func ("/label-metrics/expected-cost", test_expected_cost);
  g_test_add_func ("/label-metrics/f-beta", test_f_beta);
  return g_test_run ();
}
