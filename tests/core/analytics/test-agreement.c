/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-agreement.h"
#include "gw-random.h"

typedef struct
{
  gint32 item[400];
  gint32 label[400];
  gsize n, n_items, n_classes;
} Ratings;

/* Each item rated 0 to 6 times, or `fixed` times. */
static void
make_ratings (gw_random *random, Ratings *r, gsize fixed)
{
  r->n = 0;
  r->n_items = 1 + gw_random_below (random, 40);
  r->n_classes = 2 + gw_random_below (random, 5);
  for (gsize i = 0; i < r->n_items; i++)
    {
      gsize m = fixed > 0 ? fixed : gw_random_below (random, 7);
      gint32 usual = (gint32) gw_random_below (random, r->n_classes);

      for (gsize k = 0; k < m; k++)
        {
          r->item[r->n] = (gint32) i;
          r->label[r->n++] = gw_random_real (random) < 0.6 ? usual : (gint32) gw_random_below (random, r->n_classes);
        }
    }
}

static void
shuffle (gw_random *random, Ratings *r)
{
  for (gsize i = r->n; i > 1; i--)
    {
      gsize k = gw_random_below (random, i);
      gint32 item = r->item[i - 1], label = r->label[i - 1];

      r->item[i - 1] = r->item[k];
      r->label[i - 1] = r->label[k];
      r->item[k] = item;
      r->label[k] = label;
    }
}

static double
alpha_of (const Ratings *r, GwAgreementScale scale)
{
  double alpha = 7;
  gw_status status = gw_agreement_alpha (r->item, r->label, r->n, r->n_items, r->n_classes, scale, &alpha, NULL);

  g_assert_true (status == GW_STATUS_OK || status == GW_STATUS_UNDEFINED);
  g_assert_true (isnan (alpha) == (status == GW_STATUS_UNDEFINED));
  return alpha;
}

static double
percent_of (const Ratings *r)
{
  double percent = 7;

  gw_agreement_percent (r->item, r->label, r->n, r->n_items, r->n_classes, &percent, NULL);
  return percent;
}

static void
assert_same (double a, double b)
{
  if (isnan (a) || isnan (b))
    g_assert_true (isnan (a) && isnan (b));
  else
    g_assert_cmpfloat_with_epsilon (a, b, 1e-10);
}

/* --- twins: pair by pair, as the definitions say ------------------------------------------- */

static gsize
count_of_item (const Ratings *r, gint32 item)
{
  gsize m = 0;

  for (gsize i = 0; i < r->n; i++)
    m += r->item[i] == item;
  return m;
}

static double
distance (const double *counts, gint32 a, gint32 b, GwAgreementScale scale)
{
  double between = 0;

  if (scale == GW_AGREEMENT_NOMINAL)
    return a != b;
  if (scale == GW_AGREEMENT_INTERVAL)
    return (double) (a - b) * (double) (a - b);
  for (gint32 k = MIN (a, b); k <= MAX (a, b); k++)
    between += counts[k];
  between -= (counts[a] + counts[b]) / 2;
  return between * between;
}

static double
naive_alpha (const Ratings *r, GwAgreementScale scale)
{
  double counts[8] = { 0 }, observed = 0, expected = 0, n = 0;

  for (gsize i = 0; i < r->n; i++)
    if (count_of_item (r, r->item[i]) > 1)
      {
        counts[r->label[i]]++;
        n++;
      }
  for (gsize i = 0; i < r->n; i++)
    for (gsize k = 0; k < r->n; k++)
      {
        double m = (double) count_of_item (r, r->item[i]);

        if (i == k || m < 2 || count_of_item (r, r->item[k]) < 2)
          continue;
        expected += distance (counts, r->label[i], r->label[k], scale);
        if (r->item[i] == r->item[k])
          observed += distance (counts, r->label[i], r->label[k], scale) / (m - 1);
      }

  return expected > 0 ? 1 - observed / n / (expected / (n * (n - 1))) : NAN;
}

static double
naive_percent (const Ratings *r)
{
  double equal = 0, pairs = 0;

  for (gsize i = 0; i < r->n; i++)
    for (gsize k = 0; k < r->n; k++)
      if (i != k && r->item[i] == r->item[k])
        {
          pairs++;
          equal += r->label[i] == r->label[k];
        }

  return pairs > 0 ? equal / pairs : NAN;
}

static void
test_is_as_defined (void)
{
  gw_random random;
  Ratings r;

  gw_random_init (&random, 1);
  for (guint i = 0; i < 60; i++)
    {
      make_ratings (&random, &r, 0);
      shuffle (&random, &r);
      assert_same (percent_of (&r), naive_percent (&r));
      for (guint scale = 0; scale < GW_AGREEMENT_N_SCALES; scale++)
        assert_same (alpha_of (&r, (GwAgreementScale) scale), naive_alpha (&r, (GwAgreementScale) scale));
    }
}

static void
test_order_of_ratings (void)
{
  gw_random random;
  Ratings r;

  gw_random_init (&random, 2);
  for (guint i = 0; i < 100; i++)
    {
      double before[4], kappa[2];

      make_ratings (&random, &r, 4);
      before[3] = percent_of (&r);
      for (guint scale = 0; scale < GW_AGREEMENT_N_SCALES; scale++)
        before[scale] = alpha_of (&r, (GwAgreementScale) scale);
      gw_agreement_fleiss (r.item, r.label, r.n, r.n_items, r.n_classes, &kappa[0], NULL);
      shuffle (&random, &r);
      assert_same (percent_of (&r), before[3]);
      for (guint scale = 0; scale < GW_AGREEMENT_N_SCALES; scale++)
        assert_same (alpha_of (&r, (GwAgreementScale) scale), before[scale]);
      gw_agreement_fleiss (r.item, r.label, r.n, r.n_items, r.n_classes, &kappa[1], NULL);
      assert_same (kappa[0], kappa[1]);
    }
}

/* Names of classes do not matter on the nominal scale; reversing them matters on
 * none.
 */
static void
test_renamed_classes (void)
{
  gw_random random;
  Ratings r;

  gw_random_init (&random, 3);
  for (guint i = 0; i < 100; i++)
    {
      double before[3];

      make_ratings (&random, &r, 0);
      for (guint scale = 0; scale < GW_AGREEMENT_N_SCALES; scale++)
        before[scale] = alpha_of (&r, (GwAgreementScale) scale);
      for (gsize k = 0; k < r.n; k++)
        r.label[k] = (gint32) r.n_classes - 1 - r.label[k];
      for (guint scale = 0; scale < GW_AGREEMENT_N_SCALES; scale++)
        assert_same (alpha_of (&r, (GwAgreementScale) scale), before[scale]);
      for (gsize k = 0; k < r.n; k++)
        r.label[k] = (gint32) (((gsize) r.label[k] + 1) % r.n_classes);
      assert_same (alpha_of (&r, GW_AGREEMENT_NOMINAL), before[0]);
    }
}

/* An example that is often shown: ten subjects, fourteen raters. */
static void
test_fleiss_example (void)
{
  static const guint8 table[10][5] = { { 0, 0, 0, 0, 14 }, { 0, 2, 6, 4, 2 }, { 0, 0, 3, 5, 6 }, { 0, 3, 9, 2, 0 },
                                       { 2, 2, 8, 1, 1 },  { 7, 7, 0, 0, 0 }, { 3, 2, 6, 3, 0 }, { 2, 5, 3, 2, 2 },
                                       { 6, 5, 2, 1, 0 },  { 0, 2, 2, 3, 7 } };
  gint32 item[140], label[140];
  gsize n = 0;
  double kappa;

  for (gint32 i = 0; i < 10; i++)
    for (gint32 k = 0; k < 5; k++)
      for (guint m = 0; m < table[i][k]; m++)
        {
          item[n] = i;
          label[n++] = k;
        }
  g_assert_cmpint (gw_agreement_fleiss (item, label, n, 10, 5, &kappa, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (kappa, 0.20993070442195522, 1e-12);
}

static void
test_fleiss_needs_equal_numbers (void)
{
  double kappa = 7;

  g_assert_cmpint (gw_agreement_fleiss ((gint32[]) { 0, 0, 1 }, (gint32[]) { 0, 1, 1 }, 3, 2, 2, &kappa, NULL), ==,
                   GW_STATUS_INVALID);
  /* A missing rating makes the numbers unequal too. */
  g_assert_cmpint (gw_agreement_fleiss ((gint32[]) { 0, 0, 1, 1 }, (gint32[]) { 0, 1, 1, -1 }, 4, 2, 2, &kappa, NULL),
                   ==, GW_STATUS_INVALID);
  g_assert_cmpfloat (kappa, ==, 7);
  g_assert_cmpint (gw_agreement_fleiss ((gint32[]) { 0, 1 }, (gint32[]) { 0, 1 }, 2, 2, 2, &kappa, NULL), ==,
                   GW_STATUS_UNDEFINED);
  g_assert_true (isnan (kappa));
  g_assert_cmpint (gw_agreement_fleiss ((gint32[]) { 0, 0 }, (gint32[]) { 1, 1 }, 2, 1, 2, &kappa, NULL), ==,
                   GW_STATUS_UNDEFINED);
}

/* Cohen's kappa of two is the definition over the confusion matrix. */
static void
test_cohen (void)
{
  gw_random random;
  double kappa, again;
  size_t n_excluded;

  gw_random_init (&random, 4);
  for (guint round = 0; round < 100; round++)
    {
      gint32 a[60], b[60];
      double matrix[5][5] = { { 0 } }, n = 0, observed = 0, expected = 0;

      for (gsize i = 0; i < G_N_ELEMENTS (a); i++)
        {
          a[i] = (gint32) gw_random_below (&random, 6) - 1;
          b[i] = gw_random_real (&random) < 0.5 ? a[i] : (gint32) gw_random_below (&random, 6) - 1;
          if (a[i] >= 0 && b[i] >= 0)
            {
              matrix[a[i]][b[i]]++;
              n++;
            }
        }
      for (gsize i = 0; i < 5; i++)
        for (gsize k = 0; k < 5; k++)
          {
            double row = 0, column = 0;

            for (gsize j = 0; j < 5; j++)
              {
                row += matrix[i][j];
                column += matrix[j][k];
              }
            observed += i != k ? matrix[i][k] : 0;
            expected += i != k ? row * column / n : 0;
          }
      g_assert_cmpint (gw_agreement_cohen (a, b, G_N_ELEMENTS (a), 5, &kappa, &n_excluded), ==, GW_STATUS_OK);
      g_assert_cmpfloat_with_epsilon (kappa, 1 - observed / expected, 1e-12);
      g_assert_cmpfloat ((double) n_excluded, ==, 60 - n);
      gw_agreement_cohen (b, a, G_N_ELEMENTS (a), 5, &again, NULL);
      g_assert_cmpfloat_with_epsilon (kappa, again, 1e-12);
    }
}

static void
test_cohen_edges (void)
{
  double kappa = 7;

  g_assert_cmpint (gw_agreement_cohen (NULL, NULL, 0, 3, &kappa, NULL), ==, GW_STATUS_UNDEFINED);
  g_assert_true (isnan (kappa));
  g_assert_cmpint (gw_agreement_cohen ((gint32[]) { 1, 1 }, (gint32[]) { 1, 1 }, 2, 2, &kappa, NULL), ==,
                   GW_STATUS_UNDEFINED);
  g_assert_cmpint (gw_agreement_cohen ((gint32[]) { 1, 1 }, (gint32[]) { 1, 0 }, 2, 2, &kappa, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (kappa, ==, 0);
  g_assert_cmpint (gw_agreement_cohen ((gint32[]) { 0, 1 }, (gint32[]) { 1, 0 }, 2, 2, &kappa, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (kappa, ==, -1);
  kappa = 7;
  g_assert_cmpint (gw_agreement_cohen ((gint32[]) { 2 }, (gint32[]) { 0 }, 1, 2, &kappa, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_agreement_cohen ((gint32[]) { 0 }, (gint32[]) { -2 }, 1, 2, &kappa, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_agreement_cohen (NULL, NULL, (gsize) 1 << 31, 2, &kappa, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpfloat (kappa, ==, 7);
}

/* Nearly all ratings are of one class: what chance would give is a hair's breadth
 * from 1, and must not be taken from it.
 */
static void
test_one_class_but_for_two (void)
{
  const gsize n = 3000001;
  g_autofree gint32 *first = g_new0 (gint32, n), *second = g_new0 (gint32, n), *item = g_new (gint32, 2 * n);
  g_autofree gint32 *label = g_new0 (gint32, 2 * n);
  double total = 2.0 * (double) n, wanted, value;

  for (gsize i = 0; i < 2 * n; i++)
    item[i] = (gint32) (i / 2);
  first[0] = second[1] = label[0] = label[3] = 1;

  g_assert_cmpint (gw_agreement_cohen (first, second, n, 2, &value, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (value, -1 / ((double) n - 1), 1e-15);
  /* 4 pairs differ of total (2 (total - 2)) / (total - 1); Fleiss divides by total. */
  wanted = 1 - total / (total - 2);
  g_assert_cmpint (gw_agreement_fleiss (item, label, 2 * n, n, 2, &value, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (value, wanted, 1e-15);
  wanted = 1 - (total - 1) / (total - 2);
  g_assert_cmpint (gw_agreement_alpha (item, label, 2 * n, n, 2, GW_AGREEMENT_NOMINAL, &value, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (value, wanted, 1e-15);
}

static void
test_edges (void)
{
  const gint32 item[] = { 0, 0, 1, 1 };
  double value = 7;
  size_t n_excluded = 9;

  g_assert_cmpint (gw_agreement_percent (NULL, NULL, 0, 0, 0, &value, &n_excluded), ==, GW_STATUS_UNDEFINED);
  g_assert_true (isnan (value));
  g_assert_cmpuint (n_excluded, ==, 0);
  g_assert_cmpint (gw_agreement_fleiss (NULL, NULL, 0, 0, 0, &value, NULL), ==, GW_STATUS_UNDEFINED);
  g_assert_cmpint (gw_agreement_alpha (NULL, NULL, 0, 0, 0, GW_AGREEMENT_ORDINAL, &value, NULL), ==,
                   GW_STATUS_UNDEFINED);

  /* One class only: the agreement is perfect, alpha says nothing. */
  g_assert_cmpint (gw_agreement_percent (item, (gint32[]) { 1, 1, 1, 1 }, 4, 2, 2, &value, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (value, ==, 1);
  g_assert_cmpint (gw_agreement_alpha (item, (gint32[]) { 1, 1, 1, 1 }, 4, 2, 2, GW_AGREEMENT_NOMINAL, &value, NULL),
                   ==, GW_STATUS_UNDEFINED);
  g_assert_cmpint (
      gw_agreement_alpha (item, (gint32[]) { 0, 0, 1, 1 }, 4, 2, 2, GW_AGREEMENT_INTERVAL, &value, &n_excluded), ==,
      GW_STATUS_OK);
  g_assert_cmpfloat (value, ==, 1);

  /* A rating that is missing leaves its item with one. */
  g_assert_cmpint (gw_agreement_percent (item, (gint32[]) { 0, 0, 1, -1 }, 4, 2, 2, &value, &n_excluded), ==,
                   GW_STATUS_OK);
  g_assert_cmpfloat (value, ==, 1);
  g_assert_cmpuint (n_excluded, ==, 1);
}

static void
test_refuses (void)
{
  const gint32 zero[] = { 0, 0 };
  double value = 7;
  size_t n_excluded = 9;

  g_assert_cmpint (gw_agreement_percent ((gint32[]) { 0, 2 }, zero, 2, 2, 2, &value, &n_excluded), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_agreement_percent ((gint32[]) { 0, -1 }, zero, 2, 2, 2, &value, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_agreement_fleiss (zero, (gint32[]) { 0, 2 }, 2, 1, 2, &value, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_agreement_alpha (zero, (gint32[]) { 0, -2 }, 2, 1, 2, GW_AGREEMENT_NOMINAL, &value, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_agreement_alpha (zero, zero, 2, 1, 2, GW_AGREEMENT_N_SCALES, &value, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_agreement_percent (zero, zero, (gsize) 1 << 31, 1, 2, &value, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_agreement_percent (zero, zero, 2, SIZE_MAX, 2, &value, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpfloat (value, ==, 7);
  g_assert_cmpuint (n_excluded, ==, 9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agreement/is-as-defined", test_is_as_defined);
  g_test_add_func ("/agreement/order-of-ratings", test_order_of_ratings);
  g_test_add_func ("/agreement/renamed-classes", test_renamed_classes);
  g_test_add_func ("/agreement/fleiss-example", test_fleiss_example);
  g_test_add_func ("/agreement/fleiss-needs-equal-numbers", test_fleiss_needs_equal_numbers);
  g_test_add_func ("/agreement/cohen", test_cohen);
  g_test_add_func ("/agreement/cohen-edges", test_cohen_edges);
  g_test_add_func ("/agreement/one-class-but-for-two", test_one_class_but_for_two);
  g_test_add_func ("/agreement/edges", test_edges);
  g_test_add_func ("/agreement/refuses", test_refuses);
  return g_test_run ();
}
