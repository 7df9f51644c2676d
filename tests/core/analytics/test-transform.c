/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-moments.h"
#include "gw-random.h"
#include "gw-transform.h"

static void
test_values (void)
{
  static const double values[] = { 4, 0, -0.5, -3, NAN, INFINITY };
  static const struct
  {
    GwTransform transform;
    double lambda;
    gsize n_offending;
    double want[4];
  } cases[] = {
    { GW_TRANSFORM_LOG, NAN, 3, { 1.3862943611198906, NAN, NAN, NAN } },
    { GW_TRANSFORM_LOG1P, NAN, 1, { 1.6094379124341003, 0, -0.6931471805599453, NAN } },
    { GW_TRANSFORM_SQRT, NAN, 2, { 2, 0, NAN, NAN } },
    { GW_TRANSFORM_BOX_COX, 2, 3, { 7.5, NAN, NAN, NAN } },
    { GW_TRANSFORM_BOX_COX, 0, 3, { 1.3862943611198906, NAN, NAN, NAN } },
    { GW_TRANSFORM_YEO_JOHNSON, 2, 0, { 12, 0, -0.4054651081081644, -1.3862943611198906 } },
    { GW_TRANSFORM_YEO_JOHNSON, 0, 0, { 1.6094379124341003, 0, -0.625, -7.5 } },
    { GW_TRANSFORM_YEO_JOHNSON, 1, 0, { 4, 0, -0.5, -3 } },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      double out[6];
      gsize n_offending;

      g_assert_cmpint (gw_transform_values (values, 6, cases[k].transform, cases[k].lambda, out, &n_offending), ==,
                       cases[k].n_offending > 0 ? GW_STATUS_UNDEFINED : GW_STATUS_OK);
      g_assert_cmpuint (n_offending, ==, cases[k].n_offending);
      for (gsize i = 0; i < 4; i++)
        g_assert_true (isnan (cases[k].want[i]) ? isnan (out[i]) : fabs (out[i] - cases[k].want[i]) < 1e-14);
      g_assert_true (isnan (out[4]) && isnan (out[5]));
    }
}

static void
test_refuses_what_is_out_of_range (void)
{
  static const double values[] = { 1, 2, 3 };
  double out[3] = { 7, 7, 7 }, lambda = 7, likelihood = 7;
  gsize n_offending;
  GwTransformPreview preview;

  g_assert_cmpint (gw_transform_values (values, 3, (GwTransform) 9, 1, out, &n_offending), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_transform_values (values, 3, GW_TRANSFORM_BOX_COX, NAN, out, &n_offending), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_transform_values (values, 3, GW_TRANSFORM_YEO_JOHNSON, INFINITY, out, &n_offending), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_transform_log_likelihood (values, 3, GW_TRANSFORM_BOX_COX, NAN, &likelihood, &n_offending), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_transform_log_likelihood (values, 3, GW_TRANSFORM_SQRT, 1, &likelihood, &n_offending), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_transform_fit (values, 3, GW_TRANSFORM_LOG, &lambda, &likelihood, &n_offending, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (
      gw_transform_fit (values, ((size_t) 1 << 31) + 1, GW_TRANSFORM_BOX_COX, &lambda, &likelihood, &n_offending, NULL),
      ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_transform_preview (values, 3, (GwTransform) 9, &preview, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpfloat (out[0], ==, 7);
  g_assert_cmpfloat (lambda, ==, 7);
  g_assert_cmpfloat (likelihood, ==, 7);
}

static void
test_nothing_to_fit (void)
{
  double lambda = 7, likelihood = 7;
  gsize n_offending;
  GwTransformPreview preview;

  g_assert_cmpint (gw_transform_fit (NULL, 0, GW_TRANSFORM_BOX_COX, &lambda, &likelihood, &n_offending, NULL), ==,
                   GW_STATUS_EMPTY);
  g_assert_true (isnan (lambda) && isnan (likelihood));
  lambda = 7;
  g_assert_cmpint (
      gw_transform_fit ((double[]) { 2, 2, 2 }, 3, GW_TRANSFORM_YEO_JOHNSON, &lambda, &likelihood, &n_offending, NULL),
      ==, GW_STATUS_DEGENERATE);
  g_assert_true (isnan (lambda));
  lambda = 7;
  g_assert_cmpint (gw_transform_fit ((double[]) { 2, 0, -1, NAN }, 4, GW_TRANSFORM_BOX_COX, &lambda, &likelihood,
                                     &n_offending, NULL),
                   ==, GW_STATUS_UNDEFINED);
  g_assert_cmpuint (n_offending, ==, 2);
  g_assert_true (isnan (lambda));
  g_assert_cmpint (
      gw_transform_log_likelihood ((double[]) { 2, 0 }, 2, GW_TRANSFORM_BOX_COX, 1, &likelihood, &n_offending), ==,
      GW_STATUS_UNDEFINED);
  g_assert_true (isnan (likelihood));

  g_assert_cmpint (gw_transform_preview (NULL, 0, GW_TRANSFORM_LOG, &preview, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_transform_preview (NULL, 0, GW_TRANSFORM_BOX_COX, &preview, NULL), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (preview.lambda) && isnan (preview.skew_before) && isnan (preview.skew_after));
  g_assert_cmpint (gw_transform_preview ((double[]) { 5, 5 }, 2, GW_TRANSFORM_SQRT, &preview, NULL), ==,
                   GW_STATUS_DEGENERATE);
  g_assert_true (isnan (preview.skew_after));
}

static void
test_preview (void)
{
  static const double values[] = { 1, 2, 3, 4, 20, NAN };
  GwTransformPreview preview;
  GwMoments moments;
  double logs[5];

  for (int i = 0; i < 5; i++)
    logs[i] = log (values[i]);
  g_assert_cmpint (gw_moments (logs, NULL, 5, &moments), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_transform_preview (values, 6, GW_TRANSFORM_LOG, &preview, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (preview.n_excluded, ==, 1);
  g_assert_cmpuint (preview.n_offending, ==, 0);
  g_assert_true (isnan (preview.lambda));
  g_assert_cmpfloat_with_epsilon (preview.skew_after, moments.skew, 1e-12);
  g_assert_cmpint (gw_moments (values, NULL, 5, &moments), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (preview.skew_before, moments.skew, 1e-12);

  g_assert_cmpint (gw_transform_preview ((double[]) { 1, 5, -1 }, 3, GW_TRANSFORM_SQRT, &preview, NULL), ==,
                   GW_STATUS_UNDEFINED);
  g_assert_cmpuint (preview.n_offending, ==, 1);
  g_assert_true (isnan (preview.skew_after) && !isnan (preview.skew_before));
  g_assert_cmpint (gw_transform_preview ((double[]) { 1, 5, -1 }, 3, GW_TRANSFORM_BOX_COX, &preview, NULL), ==,
                   GW_STATUS_UNDEFINED);
  g_assert_cmpuint (preview.n_offending, ==, 1);
  g_assert_true (isnan (preview.skew_after));
}

/* The definition, straight, where nothing leaves the range. */
static double
plain_likelihood (GwTransform transform, double lambda, const double *values, gsize n)
{
  g_autofree double *out = g_new (double, n);
  long double mean = 0, variance = 0, jacobian = 0;
  gsize n_offending;

  g_assert_cmpint (gw_transform_values (values, n, transform, lambda, out, &n_offending), ==, GW_STATUS_OK);
  for (gsize i = 0; i < n; i++)
    {
      mean += out[i];
      jacobian += transform == GW_TRANSFORM_BOX_COX ? log (values[i])
                                                    : (values[i] < 0 ? -1 : 1) * log1p (fabs (values[i]));
    }
  mean /= n;
  for (gsize i = 0; i < n; i++)
    variance += (out[i] - mean) * (out[i] - mean);

  return (double) ((lambda - 1) * jacobian) - (double) n / 2 * log ((double) (variance / n));
}

/* The fit is not beaten by any lambda near or far; scaling does not move Box and
 * Cox's; mirroring takes Yeo and Johnson's to 2 - lambda; the order of rows is nothing
 * to it.
 */
static void
test_any_values (void)
{
  gw_random random;

  gw_random_init (&random, 43);
  for (guint round = 0; round < 90; round++)
    {
      GwTransform transform = round % 2 == 0 ? GW_TRANSFORM_BOX_COX : GW_TRANSFORM_YEO_JOHNSON;
      gsize n = 5 + gw_random_below (&random, 200), n_offending;
      double values[205], others[205], lambda, likelihood, other;
      /* Some columns on both sides of 0, some on one. */
      double shift = transform == GW_TRANSFORM_BOX_COX ? 0 : round % 6 == 1 ? 0 : round % 6 == 3 ? 3 : 40;

      for (gsize i = 0; i < n; i++)
        values[i] = exp (3 * gw_random_real (&random)) - shift;
      g_assert_cmpint (gw_transform_fit (values, n, transform, &lambda, &likelihood, &n_offending, NULL), ==,
                       GW_STATUS_OK);
      g_assert_cmpfloat_with_epsilon (likelihood, plain_likelihood (transform, lambda, values, n),
                                      1e-8 * fabs (likelihood));
      for (int k = 0; k < 20; k++)
        {
          double at = lambda + (gw_random_real (&random) - 0.5) * (k < 10 ? 0.02 : 4);

          g_assert_cmpint (gw_transform_log_likelihood (values, n, transform, at, &other, &n_offending), ==,
                           GW_STATUS_OK);
          g_assert_cmpfloat (other, <=, likelihood + 1e-9 * fabs (likelihood));
          g_assert_cmpfloat_with_epsilon (other, plain_likelihood (transform, at, values, n), 1e-8 * fabs (other));
        }

      for (gsize i = 0; i < n; i++)
        others[n - 1 - i] = transform == GW_TRANSFORM_BOX_COX ? values[i] * 1000 : -values[i];
      g_assert_cmpint (gw_transform_fit (others, n, transform, &other, &likelihood, &n_offending, NULL), ==,
                       GW_STATUS_OK);
      g_assert_cmpfloat_with_epsilon (other, transform == GW_TRANSFORM_BOX_COX ? lambda : 2 - lambda,
                                      1e-5 * (1 + fabs (lambda)));
    }
}

static void
test_rows_left_out (void)
{
  static const double values[] = { 3, NAN, -2, INFINITY, 1, 9, -INFINITY };
  static const double kept[] = { 3, -2, 1, 9 };
  double lambda, likelihood, of_kept, other;
  gsize n_offending;

  g_assert_cmpint (gw_transform_fit (values, 7, GW_TRANSFORM_YEO_JOHNSON, &lambda, &likelihood, &n_offending, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpuint (n_offending, ==, 0);
  g_assert_cmpint (gw_transform_fit (kept, 4, GW_TRANSFORM_YEO_JOHNSON, &of_kept, &other, &n_offending, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpfloat (lambda, ==, of_kept);
  g_assert_cmpfloat (likelihood, ==, other);
}

/* Powers far beyond the range of doubles still have a likelihood; the plain sum has
 * none.
 */
static void
test_large_lambda (void)
{
  static const double up[] = { 1e100, 2e100, 3e100, 7e100 };
  static const double both[] = { -1e30, 5, 1e30, 2e30, 4e30 };
  double likelihood, scaled, lambda;
  gsize n_offending;

  g_assert_cmpint (gw_transform_log_likelihood (up, 4, GW_TRANSFORM_BOX_COX, 50, &likelihood, &n_offending), ==,
                   GW_STATUS_OK);
  /* The same values in another unit, which moves it by a known amount. */
  g_assert_cmpint (
      gw_transform_log_likelihood ((double[]) { 1, 2, 3, 7 }, 4, GW_TRANSFORM_BOX_COX, 50, &scaled, &n_offending), ==,
      GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (likelihood, scaled - 4 * 100 * log (10), 1e-6);

  g_assert_cmpint (gw_transform_log_likelihood (both, 5, GW_TRANSFORM_YEO_JOHNSON, 20, &likelihood, &n_offending), ==,
                   GW_STATUS_OK);
  g_assert_true (isfinite (likelihood));
  g_assert_cmpint (gw_transform_log_likelihood (both, 5, GW_TRANSFORM_YEO_JOHNSON, -20, &likelihood, &n_offending), ==,
                   GW_STATUS_OK);
  g_assert_true (isfinite (likelihood));
  g_assert_cmpint (gw_transform_log_likelihood ((double[]) { -1e200, 5, 1e200 }, 3, GW_TRANSFORM_YEO_JOHNSON, 0,
                                                &likelihood, &n_offending),
                   ==, GW_STATUS_OK);
  g_assert_true (isfinite (likelihood));

  /* Far away and close together, where differences of powers are lost. */
  g_assert_cmpint (gw_transform_fit ((double[]) { 1e6, 1e6 + 1, 1e6 + 2, 1e6 + 9 }, 4, GW_TRANSFORM_YEO_JOHNSON,
                                     &lambda, &likelihood, &n_offending, NULL),
                   ==, GW_STATUS_OK);
  g_assert_cmpfloat (lambda, <, -1000);
}

static bool
stop_after (double done, void *data)
{
  guint *left = data;

  g_assert_true (done >= 0 && done <= 1);

  return (*left)-- > 0;
}

static void
test_cancel (void)
{
  static const double values[] = { 1, 2, 3, 9 };
  guint n_steps, left;

  for (n_steps = 0;; n_steps++)
    {
      GwRun run = { .step = stop_after, .data = &left };
      double lambda = 7, likelihood = 7;
      gsize n_offending = 7;
      gw_status status;

      left = n_steps;
      status = gw_transform_fit (values, 4, GW_TRANSFORM_BOX_COX, &lambda, &likelihood, &n_offending, &run);
      if (status == GW_STATUS_OK)
        break;
      g_assert_cmpint (status, ==, GW_STATUS_CANCELLED);
      g_assert_cmpuint (n_offending, ==, 7);
      g_assert_cmpfloat (lambda, ==, 7);
    }
  g_assert_cmpuint (n_steps, >, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transform/values", test_values);
  g_test_add_func ("/transform/refuses-what-is-out-of-range", test_refuses_what_is_out_of_range);
  g_test_add_func ("/transform/nothing-to-fit", test_nothing_to_fit);
  g_test_add_func ("/transform/preview", test_preview);
  g_test_add_func ("/transform/any-values", test_any_values);
  g_test_add_func ("/transform/rows-left-out", test_rows_left_out);
  g_test_add_func ("/transform/large-lambda", test_large_lambda);
  g_test_add_func ("/transform/cancel", test_cancel);
  return g_test_run ();
}
