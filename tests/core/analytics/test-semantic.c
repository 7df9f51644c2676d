/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-random.h"
#include "gw-semantic.h"

/* Classes of pixels. */

#define N 3000
#define K 5

static void
fill (gw_random *random, gint32 *truth, gint32 *predicted, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      truth[i] = gw_random_below (random, 10) == 0 ? 255 : (gint32) gw_random_below (random, K - 1);
      predicted[i] = gw_random_below (random, 3) > 0 && truth[i] != 255 ? truth[i]
                                                                        : (gint32) gw_random_below (random, K - 1);
    }
}

/* Each figure once more, from the pixels themselves. */
static void
test_slow_twin (void)
{
  gint32 truth[N], predicted[N];
  guint64 confusion[K * K] = { 0 };
  double accuracies[K], ious[K], dices[K], mean_iou = 0, mean_dice = 0, mean_accuracy = 0, weighted = 0;
  gw_random random;
  GwSemantic figures;
  size_t n_excluded = 0, n_wanted = 0, n_right = 0;

  gw_random_init (&random, 3);
  fill (&random, truth, predicted, N);
  g_assert_cmpint (gw_semantic_add (truth, predicted, N, K, 255, confusion, &n_excluded), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_semantic_metrics (confusion, K, accuracies, ious, dices, &figures), ==, GW_STATUS_OK);
  for (gsize i = 0; i < N; i++)
    {
      n_wanted += truth[i] == 255;
      n_right += truth[i] == predicted[i];
    }
  g_assert_cmpuint (n_excluded, ==, n_wanted);
  g_assert_cmpuint (figures.n, ==, N - n_wanted);
  for (gint32 k = 0; k < K - 1; k++)
    {
      double both = 0, either = 0, of_truth = 0, of_predicted = 0;

      for (gsize i = 0; i < N; i++)
        {
          gboolean is_truth = truth[i] == k, is_predicted = predicted[i] == k && truth[i] != 255;

          both += is_truth && is_predicted;
          either += is_truth || is_predicted;
          of_truth += is_truth;
          of_predicted += is_predicted;
        }
      g_assert_cmpfloat_with_epsilon (accuracies[k], both / of_truth, 1e-12);
      g_assert_cmpfloat_with_epsilon (ious[k], both / either, 1e-12);
      g_assert_cmpfloat_with_epsilon (dices[k], 2 * both / (of_truth + of_predicted), 1e-12);
      mean_accuracy += accuracies[k] / (K - 1);
      mean_iou += ious[k] / (K - 1);
      mean_dice += dices[k] / (K - 1);
      weighted += ious[k] * of_truth / (double) (N - n_wanted);
    }
  g_assert_true (isnan (accuracies[K - 1]) && isnan (ious[K - 1])
                 && isnan (dices[K - 1])); /* the class that is nowhere */
  g_assert_cmpfloat_with_epsilon (figures.pixel_accuracy, (double) n_right / (double) (N - n_wanted), 1e-12);
  g_assert_cmpfloat_with_epsilon (figures.mean_class_accuracy, mean_accuracy, 1e-12);
  g_assert_cmpfloat_with_epsilon (figures.mean_iou, mean_iou, 1e-12);
  g_assert_cmpfloat_with_epsilon (figures.mean_dice, mean_dice, 1e-12);
  g_assert_cmpfloat_with_epsilon (figures.fw_iou, weighted, 1e-12);
}

/* The order of pixels, and in how many images they lie, is all the same. */
static void
test_parts (void)
{
  gint32 truth[N], predicted[N];
  guint64 whole[K * K] = { 0 }, parts[K * K] = { 0 };
  gw_random random;

  gw_random_init (&random, 4);
  fill (&random, truth, predicted, N);
  g_assert_cmpint (gw_semantic_add (truth, predicted, N, K, 255, whole, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_semantic_add (truth + 1000, predicted + 1000, N - 1000, K, 255, parts, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_semantic_add (truth, predicted, 1000, K, 255, parts, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_semantic_add (NULL, NULL, 0, K, 255, parts, NULL), ==, GW_STATUS_OK);
  g_assert_cmpmem (whole, sizeof whole, parts, sizeof parts);
}

/* A class in the prediction alone counts for IoU and Dice, and not for accuracy. */
static void
test_by_hand (void)
{
  guint64 confusion[] = { 3, 1, 0, 0 };
  double accuracies[2], ious[2], dices[2];
  GwSemantic figures;

  g_assert_cmpint (gw_semantic_metrics (confusion, 2, accuracies, ious, dices, &figures), ==, GW_STATUS_OK);
  g_assert_cmpfloat (figures.pixel_accuracy, ==, 0.75);
  g_assert_cmpfloat (figures.mean_class_accuracy, ==, 0.75);
  g_assert_true (isnan (accuracies[1]));
  g_assert_cmpfloat (ious[1], ==, 0);
  g_assert_cmpfloat (figures.mean_iou, ==, 0.375);
  g_assert_cmpfloat_with_epsilon (figures.mean_dice, (6.0 / 7 + 0) / 2, 1e-15);
  g_assert_cmpfloat (figures.fw_iou, ==, 0.75);
}

static void
test_labels (void)
{
  const gint32 truth[] = { 0, -1, 1, 255, 255 }, predicted[] = { 0, 1, -1, 9, 255 }, wrong[] = { 0, 1, 2, 0, 0 };
  const gint32 good[] = { 0, 0, 0, 0, 0 }, below[] = { -2, 0, 0, 0, 0 };
  guint64 confusion[4] = { 5, 0, 0, 0 };
  size_t n_excluded = 1;

  /* What lies under the ignored part must still be a label. */
  g_assert_cmpint (gw_semantic_add (truth, predicted, 5, 2, 255, confusion, &n_excluded), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_semantic_add (good, wrong, 5, 2, 255, confusion, &n_excluded), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_semantic_add (wrong, good, 5, 2, 255, confusion, &n_excluded), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_semantic_add (below, good, 5, 2, 255, confusion, &n_excluded), ==, GW_STATUS_INVALID);
  g_assert_cmpuint (confusion[0], ==, 5);
  g_assert_cmpuint (n_excluded, ==, 1);
  g_assert_cmpint (gw_semantic_add (truth, predicted, 3, 2, 255, confusion, &n_excluded), ==, GW_STATUS_OK);
  g_assert_cmpuint (confusion[0], ==, 6);
  g_assert_cmpuint (n_excluded, ==, 3);
  /* A class can be the ignored one. */
  g_assert_cmpint (gw_semantic_add (wrong, good, 2, 2, 1, confusion, &n_excluded), ==, GW_STATUS_OK);
  g_assert_cmpuint (confusion[0], ==, 7);
  g_assert_cmpuint (confusion[2], ==, 0);
  g_assert_cmpuint (n_excluded, ==, 4);
  /* What is predicted to be of that class is wrong, and counts. */
  g_assert_cmpint (gw_semantic_add (good, wrong, 2, 2, 1, confusion, &n_excluded), ==, GW_STATUS_OK);
  g_assert_cmpuint (confusion[0], ==, 8);
  g_assert_cmpuint (confusion[1], ==, 1);
  g_assert_cmpuint (n_excluded, ==, 4);
}

static void
test_edges (void)
{
  guint64 confusion[4] = { 0 };
  double iou[2] = { 0, 0 };
  GwSemantic figures;

  g_assert_cmpint (gw_semantic_metrics (confusion, 2, NULL, iou, NULL, &figures), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (figures.pixel_accuracy) && isnan (figures.mean_class_accuracy) && isnan (figures.mean_iou)
                 && isnan (figures.mean_dice) && isnan (figures.fw_iou) && isnan (iou[1]));
  g_assert_cmpint (gw_semantic_metrics (NULL, 0, NULL, NULL, NULL, &figures), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_semantic_metrics (confusion, SIZE_MAX, NULL, NULL, NULL, &figures), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_semantic_add (NULL, NULL, 0, SIZE_MAX, 255, confusion, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_semantic_add (NULL, NULL, 0, 0, 255, NULL, NULL), ==, GW_STATUS_OK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/semantic/slow-twin", test_slow_twin);
  g_test_add_func ("/semantic/parts", test_parts);
  g_test_add_func ("/semantic/by-hand", test_by_hand);
  g_test_add_func ("/semantic/labels", test_labels);
  g_test_add_func ("/semantic/edges", test_edges);
  return g_test_run ();
}
