/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-random.h"
#include "gw-staple.h"

#define HEIGHT 13
#define WIDTH 11
#define N_PIXELS (HEIGHT * WIDTH)
#define MOST 8

typedef struct
{
  guint8 pixels[MOST][N_PIXELS];
  GwRle masks[MOST];
  gsize n;
} Drawn;

typedef struct
{
  guint8 pixels[N_PIXELS];
  double sensitivity[MOST];
  double specificity[MOST];
  GwStaple out;
} Result;

/* From the pixels. */
static void
drawn_encode (Drawn *drawn)
{
  for (gsize i = 0; i < drawn->n; i++)
    g_assert_cmpint (gw_rle_from_columns (HEIGHT, WIDTH, drawn->pixels[i], &drawn->masks[i]), ==, GW_STATUS_OK);
}

static void
drawn_clear (Drawn *drawn)
{
  for (gsize i = 0; i < drawn->n; i++)
    gw_rle_clear (&drawn->masks[i]);
}

/* The same thing, drawn by three people who seldom err at a pixel, and others who often do. */
static void
drawn_make (Drawn *drawn, gw_random *random, gsize n, guint8 *truth)
{
  drawn->n = n;
  for (gsize k = 0; k < N_PIXELS; k++)
    {
      gsize x = k / HEIGHT, y = k % HEIGHT;

      truth[k] = x >= 2 && x < 8 && y >= 3 && y < 9;
      for (gsize i = 0; i < n; i++)
        drawn->pixels[i][k] = truth[k] ^ (gw_random_real (random) < (i < 3 ? 0.05 : 0.35));
    }
  drawn_encode (drawn);
}

static void
compute (const Drawn *drawn, Result *result)
{
  GwRle mask = GW_RLE_INIT;

  g_assert_cmpint (
      gw_staple (drawn->masks, drawn->n, &mask, result->sensitivity, result->specificity, &result->out, NULL), ==,
      GW_STATUS_OK);
  g_assert_cmpint (gw_rle_validate (&mask), ==, GW_STATUS_OK);
  g_assert_cmpint (mask.height, ==, HEIGHT);
  g_assert_cmpint (mask.width, ==, WIDTH);
  gw_rle_to_columns (&mask, result->pixels);
  gw_rle_clear (&mask);
}

/* --- a twin: the rounds as they are written down, pixel by pixel ------------------------------ */

static gboolean
is_disputed (const Drawn *drawn, gsize k)
{
  for (gsize i = 1; i < drawn->n; i++)
    if (drawn->pixels[i][k] != drawn->pixels[0][k])
      return TRUE;

  return FALSE;
}

static void
naive_expect (const Drawn *drawn, double f, const double *p, const double *q, double *w)
{
  for (gsize k = 0; k < N_PIXELS; k++)
    {
      double a = f, b = 1 - f;

      for (gsize i = 0; i < drawn->n; i++)
        {
          a *= drawn->pixels[i][k] ? p[i] : 1 - p[i];
          b *= drawn->pixels[i][k] ? 1 - q[i] : q[i];
        }
      w[k] = is_disputed (drawn, k) ? a / (a + b) : drawn->pixels[0][k];
    }
}

/* Returns the rounds. */
static gsize
naive (const Drawn *drawn, double *p, double *q, double *w)
{
  double f = 0, n = 0;

  for (gsize k = 0; k < N_PIXELS; k++)
    for (gsize i = 0; is_disputed (drawn, k) && i < drawn->n; i++)
      {
        f += drawn->pixels[i][k];
        n++;
      }
  f /= n;
  for (gsize i = 0; i < drawn->n; i++)
    p[i] = q[i] = 0.99;
  for (gsize round = 1; round <= 100; round++)
    {
      double moved = 0;

      naive_expect (drawn, f, p, q, w);
      for (gsize i = 0; i < drawn->n; i++)
        {
          double there = 0, set = 0, not_there = 0, clear = 0;

          for (gsize k = 0; k < N_PIXELS; k++)
            if (is_disputed (drawn, k))
              {
                there += w[k];
                set += w[k] * drawn->pixels[i][k];
                not_there += 1 - w[k];
                clear += (1 - w[k]) * !drawn->pixels[i][k];
              }
          set = CLAMP (set / there, 1e-6, 1 - 1e-6);
          clear = CLAMP (clear / not_there, 1e-6, 1 - 1e-6);
          moved += fabs (set - p[i]) + fabs (clear - q[i]);
          p[i] = set;
          q[i] = clear;
        }
      if (moved / (2.0 * (double) drawn->n) < 1e-6)
        {
          naive_expect (drawn, f, p, q, w);
          return round;
        }
    }
  naive_expect (drawn, f, p, q, w);
  return 100;
}

static void
test_is_as_defined (void)
{
  gw_random random;
  Drawn drawn;
  Result result;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 40; round++)
    {
      double p[MOST], q[MOST], w[N_PIXELS];
      guint8 truth[N_PIXELS];

      drawn_make (&drawn, &random, 3 + round % (MOST - 2), truth);
      compute (&drawn, &result);
      g_assert_cmpuint (result.out.n_rounds, ==, naive (&drawn, p, q, w));
      for (gsize i = 0; i < drawn.n; i++)
        {
          g_assert_cmpfloat_with_epsilon (result.sensitivity[i], p[i], 1e-9);
          g_assert_cmpfloat_with_epsilon (result.specificity[i], q[i], 1e-9);
        }
      for (gsize k = 0; k < N_PIXELS; k++)
        if (fabs (w[k] - 0.5) > 1e-6)
          g_assert_cmpuint (result.pixels[k], ==, w[k] > 0.5);
      drawn_clear (&drawn);
    }
}

/* By hand: one round of three masks, of which the third differs from the first two at one pixel each way.
 *
 * The disputed pixels are two: 110 and 001, so f is 3 / 6. With 0.99 for all the odds of 110 are
 * 99 * 99 / 99, so w is 0.99, and of 001 0.01; after that the first two are always right and the third
 * never: w goes to 1 and 0, and the rates to where they may go.
 */
static void
test_by_hand (void)
{
  Drawn drawn = { .n = 3 };
  Result result;

  for (gsize i = 0; i < 3; i++)
    for (gsize k = 0; k < 5; k++)
      drawn.pixels[i][20 + k] = 1;
  drawn.pixels[0][40] = drawn.pixels[1][40] = drawn.pixels[2][41] = 1;
  drawn_encode (&drawn);
  compute (&drawn, &result);
  g_assert_cmpuint (result.out.n_disputed, ==, 2);
  g_assert_cmpfloat (result.out.prior, ==, 0.5);
  g_assert_true (result.out.converged);
  for (gsize i = 0; i < 3; i++)
    {
      g_assert_cmpfloat_with_epsilon (result.sensitivity[i], i < 2 ? 1 : 0, 2e-6);
      g_assert_cmpfloat_with_epsilon (result.specificity[i], i < 2 ? 1 : 0, 2e-6);
    }
  for (gsize k = 0; k < N_PIXELS; k++)
    g_assert_cmpuint (result.pixels[k], ==, (k >= 20 && k < 25) || k == 40);
  g_assert_cmpfloat_with_epsilon (result.out.confidence, (1 + 1 + 5.0 / 7) / 3, 1e-15);
  drawn_clear (&drawn);
}

/* Over many drawings nearer to the truth than the vote where four of seven are often wrong. */
static void
test_beats_the_vote (void)
{
  gw_random random;
  Drawn drawn;
  Result result;
  gsize n_right = 0, n_right_by_vote = 0;

  gw_random_init (&random, 2);
  for (guint round = 0; round < 60; round++)
    {
      guint8 truth[N_PIXELS];

      drawn_make (&drawn, &random, 7, truth);
      compute (&drawn, &result);
      for (gsize k = 0; k < N_PIXELS; k++)
        {
          guint votes = 0;

          for (gsize i = 0; i < 7; i++)
            votes += drawn.pixels[i][k];
          n_right += result.pixels[k] == truth[k];
          n_right_by_vote += (votes >= 4) == truth[k];
        }
      drawn_clear (&drawn);
    }
  g_assert_cmpuint (n_right, >, n_right_by_vote);
}

/* Masks in another order give the same. */
static void
test_order (void)
{
  gw_random random;
  Drawn drawn, other;
  Result result, again;
  guint8 truth[N_PIXELS];

  gw_random_init (&random, 3);
  drawn_make (&drawn, &random, 5, truth);
  compute (&drawn, &result);
  other.n = 5;
  for (gsize i = 0; i < 5; i++)
    memcpy (other.pixels[i], drawn.pixels[(i + 2) % 5], N_PIXELS);
  drawn_encode (&other);
  compute (&other, &again);
  g_assert_cmpmem (result.pixels, N_PIXELS, again.pixels, N_PIXELS);
  for (gsize i = 0; i < 5; i++)
    g_assert_cmpfloat_with_epsilon (again.sensitivity[i], result.sensitivity[(i + 2) % 5], 1e-9);
  g_assert_cmpfloat_with_epsilon (again.out.confidence, result.out.confidence, 1e-12);
  drawn_clear (&drawn);
  drawn_clear (&other);
}

static void
test_identical (void)
{
  gw_random random;
  Drawn drawn;
  Result result;
  guint8 truth[N_PIXELS];

  gw_random_init (&random, 4);
  drawn_make (&drawn, &random, 1, truth);
  compute (&drawn, &result);
  g_assert_cmpmem (result.pixels, N_PIXELS, drawn.pixels[0], N_PIXELS);
  /* Of one person nobody knows how sure. */
  g_assert_true (isnan (result.out.confidence));
  drawn_clear (&drawn);

  drawn.n = 3;
  for (gsize i = 1; i < 3; i++)
    memcpy (drawn.pixels[i], drawn.pixels[0], N_PIXELS);
  drawn_encode (&drawn);
  compute (&drawn, &result);
  g_assert_cmpmem (result.pixels, N_PIXELS, drawn.pixels[0], N_PIXELS);
  g_assert_cmpfloat (result.out.confidence, ==, 1);
  g_assert_cmpuint (result.out.n_rounds, ==, 0);
  g_assert_true (isnan (result.out.prior));
  g_assert_cmpfloat (result.sensitivity[2], ==, 1);
  g_assert_cmpfloat (result.specificity[2], ==, 1);
  drawn_clear (&drawn);

  /* All empty: nothing is there, and all say so. */
  memset (drawn.pixels, 0, sizeof drawn.pixels);
  drawn_encode (&drawn);
  compute (&drawn, &result);
  for (gsize k = 0; k < N_PIXELS; k++)
    g_assert_cmpuint (result.pixels[k], ==, 0);
  g_assert_cmpfloat (result.out.confidence, ==, 1);
  drawn_clear (&drawn);
}

/* Two people who disagree: as probable as not, which is set. */
static void
test_two (void)
{
  Drawn drawn = { .n = 2 };
  Result result;

  memset (drawn.pixels[0] + 30, 1, 40);
  memset (drawn.pixels[1] + 40, 1, 50);
  drawn_encode (&drawn);
  compute (&drawn, &result);
  for (gsize k = 0; k < N_PIXELS; k++)
    g_assert_cmpuint (result.pixels[k], <=, k >= 30 && k < 90);
  for (gsize k = 40; k < 70; k++)
    g_assert_cmpuint (result.pixels[k], ==, 1);
  drawn_clear (&drawn);

  /* One who drew nothing is as good a witness. */
  memset (drawn.pixels[1], 0, N_PIXELS);
  drawn_encode (&drawn);
  compute (&drawn, &result);
  g_assert_cmpmem (result.pixels, N_PIXELS, drawn.pixels[0], N_PIXELS);
  g_assert_cmpfloat (result.out.confidence, ==, 0.5);
  drawn_clear (&drawn);
}

/* As many masks as there may be, none like another: more ways than are kept at first. */
static void
test_most (void)
{
  enum
  {
    height = 60,
    width = 60,
    n = GW_STAPLE_MOST_MASKS
  };
  g_autofree guint8 *pixels = g_new0 (guint8, height * width), *kept = g_new0 (guint8, height * width);
  GwRle masks[n + 1], result;
  GwStaple out;
  gw_random random;
  double sensitivity[n];

  gw_random_init (&random, 5);
  for (gsize i = 0; i <= n; i++)
    {
      for (gsize k = 0; k < height * width; k++)
        pixels[k] = (k / 8 % 2 == 0) ^ (gw_random_real (&random) < 0.2);
      g_assert_cmpint (gw_rle_from_columns (height, width, pixels, &masks[i]), ==, GW_STATUS_OK);
    }
  g_assert_cmpint (gw_staple (masks, n + 1, &result, NULL, NULL, &out, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_staple (masks, n, &result, sensitivity, NULL, &out, NULL), ==, GW_STATUS_OK);
  gw_rle_to_columns (&result, kept);
  for (gsize k = 0; k < height * width; k++)
    g_assert_cmpuint (kept[k], ==, k / 8 % 2 == 0);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (sensitivity[i], 0.8, 0.05);
  gw_rle_clear (&result);
  for (gsize i = 0; i <= n; i++)
    gw_rle_clear (&masks[i]);
}

/* Says no to one question. */
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
  g_assert_cmpfloat (done, <=, 1);
  questions->done = done;
  return ++questions->n_asked != questions->no_at;
}

static void
test_edges (void)
{
  gw_random random;
  Drawn drawn;
  guint8 truth[N_PIXELS];
  GwRle result = { 7, 7, NULL, 7 }, wrong;
  GwStaple out = { .n_rounds = 99 };
  double sensitivity[MOST] = { 7 };
  Questions questions = { 0 };
  guint n_questions;

  gw_random_init (&random, 6);
  drawn_make (&drawn, &random, 3, truth);
  g_assert_cmpint (
      gw_staple (drawn.masks, 3, &result, sensitivity, NULL, &out, &(GwRun) { .step = ask, .data = &questions }), ==,
      GW_STATUS_OK);
  gw_rle_clear (&result);
  n_questions = questions.n_asked;
  g_assert_cmpuint (n_questions, >, 3);
  result = (GwRle) { 7, 7, NULL, 7 };
  out.n_rounds = 99;
  sensitivity[0] = 7;
  for (guint i = 1; i <= n_questions; i++)
    {
      questions = (Questions) { 0, i, 0 };
      g_assert_cmpint (
          gw_staple (drawn.masks, 3, &result, sensitivity, NULL, &out, &(GwRun) { .step = ask, .data = &questions }),
          ==, GW_STATUS_CANCELLED);
    }

  /* Of another size, and one whose counts are too few. */
  g_assert_cmpint (gw_rle_init (2, 2, (gint64[]) { 4 }, 1, &wrong), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_staple ((GwRle[]) { drawn.masks[0], wrong }, 2, &result, sensitivity, NULL, &out, NULL), ==,
                   GW_STATUS_INVALID);
  wrong.height = 3;
  g_assert_cmpint (gw_staple ((GwRle[]) { wrong, wrong }, 2, &result, sensitivity, NULL, &out, NULL), ==,
                   GW_STATUS_INVALID);
  gw_rle_clear (&wrong);
  g_assert_cmpint (gw_staple (NULL, SIZE_MAX, &result, sensitivity, NULL, &out, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (result.height, ==, 7);
  g_assert_cmpuint (out.n_rounds, ==, 99);
  g_assert_cmpfloat (sensitivity[0], ==, 7);
  drawn_clear (&drawn);

  g_assert_cmpint (gw_staple (NULL, 0, &result, NULL, NULL, &out, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (result.height + result.width, ==, 0);
  g_assert_true (isnan (out.prior) && isnan (out.confidence));
  gw_rle_clear (&result);

  /* An image without pixels. */
  g_assert_cmpint (gw_rle_init (0, 5, (gint64[]) { 0 }, 1, &wrong), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_staple ((GwRle[]) { wrong, wrong }, 2, &result, NULL, NULL, &out, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (out.confidence, ==, 1);
  gw_rle_clear (&wrong);
  gw_rle_clear (&result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/staple/is-as-defined", test_is_as_defined);
  g_test_add_func ("/staple/by-hand", test_by_hand);
  g_test_add_func ("/staple/beats-the-vote", test_beats_the_vote);
  g_test_add_func ("/staple/order", test_order);
  g_test_add_func ("/staple/identical", test_identical);
  g_test_add_func ("/staple/two", test_two);
  g_test_add_func ("/staple/most", test_most);
  g_test_add_func ("/staple/edges", test_edges);
  return g_test_run ();
}
