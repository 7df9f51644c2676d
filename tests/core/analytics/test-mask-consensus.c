/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-mask-consensus.h"
#include "gw-random.h"

#define MOST_SIDE 16
#define MOST_PIXELS (MOST_SIDE * MOST_SIDE)
#define MOST_WORKERS 6
#define K 3 /* the background is class K here */

/* What people painted, as classes of pixels in order of columns, and as masks. */
typedef struct
{
  gint height;
  gint width;
  gint labels[MOST_WORKERS][MOST_PIXELS];
  GwRle rles[MOST_WORKERS * K];
  GwPaintedMask masks[MOST_WORKERS * K];
  GwMaskAnswers answers; /* these */
} Painted;

typedef struct
{
  gint labels[MOST_PIXELS];
  double worker_iou[MOST_WORKERS];
  GwMaskConsensus out;
} Result;

static void
painted_init (Painted *painted, gint height, gint width, gsize n_workers)
{
  painted->height = height;
  painted->width = width;
  painted->answers = (GwMaskAnswers) { painted->masks, 0, height, width, n_workers, K };
  for (gsize w = 0; w < n_workers; w++)
    for (gsize i = 0; i < MOST_PIXELS; i++)
      painted->labels[w][i] = K;
}

/* Rows of digits and, for the background, dots. */
static void
paint (Painted *painted, gsize worker, const char *const *rows)
{
  for (gint y = 0; y < painted->height; y++)
    for (gint x = 0; x < painted->width; x++)
      painted->labels[worker][x * painted->height + y] = rows[y][x] == '.' ? K : rows[y][x] - '0';
}

/* Masks from the classes. */
static void
encode (Painted *painted)
{
  painted->answers.n = 0;
  for (gsize w = 0; w < painted->answers.n_workers; w++)
    for (gint k = 0; k < K; k++)
      {
        guint8 pixels[MOST_PIXELS];
        gsize n = painted->answers.n++;

        for (gint i = 0; i < painted->height * painted->width; i++)
          pixels[i] = painted->labels[w][i] == k;
        g_assert_cmpint (gw_rle_from_columns (painted->height, painted->width, pixels, &painted->rles[n]), ==,
                         GW_STATUS_OK);
        painted->masks[n] = (GwPaintedMask) { (gint32) w, k, &painted->rles[n] };
      }
}

static void
painted_clear (Painted *painted)
{
  for (gsize i = 0; i < painted->answers.n; i++)
    gw_rle_clear (&painted->rles[i]);
  painted->answers.n = 0;
}

static void
take_masks (const Painted *painted, GwRle *masks, Result *result)
{
  for (gint i = 0; i < painted->height * painted->width; i++)
    result->labels[i] = K;
  for (gint k = 0; k < K; k++)
    {
      guint8 pixels[MOST_PIXELS];

      g_assert_cmpint (gw_rle_validate (&masks[k]), ==, GW_STATUS_OK);
      g_assert_cmpint (masks[k].height, ==, painted->height);
      g_assert_cmpint (masks[k].width, ==, painted->width);
      gw_rle_to_columns (&masks[k], pixels);
      for (gint i = 0; i < painted->height * painted->width; i++)
        if (pixels[i])
          {
            g_assert_cmpint (result->labels[i], ==, K);
            result->labels[i] = k;
          }
      gw_rle_clear (&masks[k]);
    }
}

static void
compute (Painted *painted, const double *weight, Result *result)
{
  GwRle masks[K];

  encode (painted);
  g_assert_cmpint (gw_mask_consensus (&painted->answers, weight, masks, result->worker_iou, &result->out, NULL), ==,
                   GW_STATUS_OK);
  take_masks (painted, masks, result);
  painted_clear (painted);
}

static void
assert_labels (const Painted *painted, const Result *result, const char *const *rows)
{
  for (gint y = 0; y < painted->height; y++)
    for (gint x = 0; x < painted->width; x++)
      g_assert_cmpint (result->labels[x * painted->height + y], ==, rows[y][x] == '.' ? K : rows[y][x] - '0');
}

/* --- by hand -------------------------------------------------------------------------------------- */

/* Two of three say so. */
static void
test_majority (void)
{
  Painted painted;
  Result result;

  painted_init (&painted, 3, 4, 3);
  paint (&painted, 0, (const char *const[]) { "00..", "00..", "...1" });
  paint (&painted, 1, (const char *const[]) { "000.", "0...", "..11" });
  paint (&painted, 2, (const char *const[]) { "0...", "002.", "..11" });
  compute (&painted, NULL, &result);
  assert_labels (&painted, &result, (const char *const[]) { "00..", "00..", "..11" });
  g_assert_cmpuint (result.out.n_disputed, ==, 5);
  g_assert_cmpuint (result.out.n_unsure, ==, 0);
  g_assert_cmpuint (result.out.n_smoothed, ==, 0);
  /* Class 0 and class 1: 4/4 and 1/2; 3/5 and 2/2; of the third 3/4, 2/2, and 0/1 of class 2. */
  g_assert_cmpfloat_with_epsilon (result.worker_iou[0], 0.75, 1e-15);
  g_assert_cmpfloat_with_epsilon (result.worker_iou[1], 0.8, 1e-15);
  g_assert_cmpfloat_with_epsilon (result.worker_iou[2], 1.75 / 3, 1e-15);
  g_assert_cmpfloat_with_epsilon (result.out.confidence, (0.75 + 0.8 + 1.75 / 3) / 3, 1e-15);
}

/* Two people, one pixel: what is around it decides. */
static void
test_tie (void)
{
  Painted painted;
  Result result;

  /* Votes around the middle: class 1 has more than class 0. */
  painted_init (&painted, 3, 3, 2);
  paint (&painted, 0, (const char *const[]) { "111", "101", "222" });
  paint (&painted, 1, (const char *const[]) { "111", "111", "222" });
  compute (&painted, NULL, &result);
  assert_labels (&painted, &result, (const char *const[]) { "111", "111", "222" });
  g_assert_cmpuint (result.out.n_disputed, ==, 1);
  g_assert_cmpuint (result.out.n_unsure, ==, 1);

  /* As many around: no background. */
  painted_init (&painted, 1, 1, 2);
  paint (&painted, 0, (const char *const[]) { "." });
  paint (&painted, 1, (const char *const[]) { "2" });
  compute (&painted, NULL, &result);
  assert_labels (&painted, &result, (const char *const[]) { "2" });

  /* Two classes: the lower one. */
  paint (&painted, 0, (const char *const[]) { "1" });
  compute (&painted, NULL, &result);
  assert_labels (&painted, &result, (const char *const[]) { "1" });
}

/* The vote of three who all differ is 1, for it has the most votes around, 15 to 11 and 1; but 5 of the 9
 * pixels are of class 0, and so is the middle in the end.
 */
static void
test_smoothing (void)
{
  Painted painted;
  Result result;

  painted_init (&painted, 3, 3, 3);
  paint (&painted, 0, (const char *const[]) { "000", "000", "111" });
  paint (&painted, 1, (const char *const[]) { "000", "010", "111" });
  paint (&painted, 2, (const char *const[]) { "111", "121", "111" });
  compute (&painted, NULL, &result);
  assert_labels (&painted, &result, (const char *const[]) { "000", "000", "111" });
  g_assert_cmpuint (result.out.n_unsure, ==, 1);
  g_assert_cmpuint (result.out.n_smoothed, ==, 1);
}

static void
test_weights (void)
{
  Painted painted;
  Result result;

  painted_init (&painted, 1, 3, 3);
  paint (&painted, 0, (const char *const[]) { "012" });
  paint (&painted, 1, (const char *const[]) { "110" });
  paint (&painted, 2, (const char *const[]) { "110" });
  compute (&painted, (double[]) { 3, 1, 1 }, &result);
  assert_labels (&painted, &result, (const char *const[]) { "012" });
  compute (&painted, NULL, &result);
  assert_labels (&painted, &result, (const char *const[]) { "110" });
  compute (&painted, (double[]) { 0, 0, 0 }, &result);
  assert_labels (&painted, &result, (const char *const[]) { "110" });
}

/* What one person painted twice is the later one. */
static void
test_on_top (void)
{
  const gint64 left[] = { 0, 2, 1 }, right[] = { 1, 2 };
  GwRle a, b, masks[K];
  GwPaintedMask painted[2];
  GwMaskAnswers answers = { painted, 2, 1, 3, 1, K };
  GwMaskConsensus out;
  double worker_iou;

  g_assert_cmpint (gw_rle_init (1, 3, left, 3, &a), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_rle_init (1, 3, right, 2, &b), ==, GW_STATUS_OK);
  painted[0] = (GwPaintedMask) { 0, 2, &a };
  painted[1] = (GwPaintedMask) { 0, 1, &b };
  g_assert_cmpint (gw_mask_consensus (&answers, NULL, masks, &worker_iou, &out, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (gw_rle_area (&masks[0]), ==, 0);
  g_assert_cmpuint (gw_rle_area (&masks[2]), ==, 1);
  g_assert_true (gw_rle_equal (&masks[1], &b));
  g_assert_cmpfloat (worker_iou, ==, 1);
  /* Of one person nobody knows how sure. */
  g_assert_true (isnan (out.confidence));
  g_assert_cmpuint (out.n_disputed, ==, 0);
  for (gsize k = 0; k < K; k++)
    gw_rle_clear (&masks[k]);
  gw_rle_clear (&a);
  gw_rle_clear (&b);
}

/* --- a twin: the whole picture at once ---------------------------------------------------------- */

static void
add_around (const Painted *painted, const gint *labels, gint x, gint y, gint *counts)
{
  for (gint i = MAX (x - 1, 0); i <= MIN (x + 1, painted->width - 1); i++)
    for (gint k = MAX (y - 1, 0); k <= MIN (y + 1, painted->height - 1); k++)
      counts[labels[i * painted->height + k]]++;
}

static gint
naive_vote (const Painted *painted, gint x, gint y, gboolean *unsure)
{
  gint votes[K + 1] = { 0 }, near[K + 1] = { 0 }, most = 0, best = -1, n = (gint) painted->answers.n_workers;

  for (gint w = 0; w < n; w++)
    {
      gint label = painted->labels[w][x * painted->height + y];

      votes[label]++;
      most = MAX (most, votes[label]);
      add_around (painted, painted->labels[w], x, y, near);
    }
  for (gint k = 0; k <= K; k++)
    if (votes[k] == most && (best < 0 || near[k] > near[best]))
      best = k;
  *unsure = 2 * most <= n;

  return best;
}

static void
naive (const Painted *painted, gint *labels)
{
  gint voted[MOST_PIXELS];
  gboolean unsure[MOST_PIXELS];

  for (gint x = 0; x < painted->width; x++)
    for (gint y = 0; y < painted->height; y++)
      voted[x * painted->height + y] = naive_vote (painted, x, y, &unsure[x * painted->height + y]);
  for (gint x = 0; x < painted->width; x++)
    for (gint y = 0; y < painted->height; y++)
      {
        gint i = x * painted->height + y, counts[K + 1] = { 0 };

        labels[i] = voted[i];
        if (!unsure[i])
          continue;
        add_around (painted, voted, x, y, counts);
        for (gint k = 0; k <= K; k++)
          if (counts[k] > counts[labels[i]]
              || (counts[k] == counts[labels[i]] && labels[i] != voted[i] && k < labels[i]))
            labels[i] = k;
      }
}

static void
make_painted (Painted *painted, gw_random *random)
{
  painted_init (painted, 1 + (gint) gw_random_below (random, MOST_SIDE), 1 + (gint) gw_random_below (random, MOST_SIDE),
                1 + gw_random_below (random, MOST_WORKERS));
  for (gsize w = 0; w < painted->answers.n_workers; w++)
    for (gint i = 0; i < painted->height * painted->width; i++)
      painted->labels[w][i] = gw_random_real (random) < 0.5 ? (gint) gw_random_below (random, K + 1)
                                                            : (i / painted->height / 4) % (K + 1);
}

static void
test_is_as_defined (void)
{
  gw_random random;
  guint64 n_smoothed = 0;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 200; round++)
    {
      Painted painted;
      Result result;
      gint want[MOST_PIXELS];

      make_painted (&painted, &random);
      compute (&painted, NULL, &result);
      naive (&painted, want);
      for (gint i = 0; i < painted.height * painted.width; i++)
        g_assert_cmpint (result.labels[i], ==, want[i]);
      for (gsize w = 0; w < painted.answers.n_workers; w++)
        {
          double sum = 0, n = 0;

          for (gint k = 0; k < K; k++)
            {
              double shared = 0, either = 0;

              for (gint i = 0; i < painted.height * painted.width; i++)
                {
                  shared += painted.labels[w][i] == k && want[i] == k;
                  either += painted.labels[w][i] == k || want[i] == k;
                }
              sum += either > 0 ? shared / either : 0;
              n += either > 0;
            }
          g_assert_cmpfloat_with_epsilon (result.worker_iou[w], n > 0 ? sum / n : 1, 1e-12);
        }
      n_smoothed += result.out.n_smoothed;
    }
  g_assert_cmpuint (n_smoothed, >, 100);
}

/* People in another order, with weights that sum otherwise, give the same. */
static void
test_order (void)
{
  gw_random random;

  gw_random_init (&random, 2);
  for (guint round = 0; round < 60; round++)
    {
      const double weight[MOST_WORKERS] = { 0.1, 0.2, 0.3, 0.4, 0.7, 0.1 };
      double turned_weight[MOST_WORKERS];
      Painted painted, turned;
      Result result, again;
      gsize n;

      make_painted (&painted, &random);
      n = painted.answers.n_workers;
      painted_init (&turned, painted.height, painted.width, n);
      for (gsize w = 0; w < n; w++)
        {
          memcpy (turned.labels[n - 1 - w], painted.labels[w], sizeof turned.labels[0]);
          turned_weight[n - 1 - w] = weight[w];
        }
      compute (&painted, weight, &result);
      compute (&turned, turned_weight, &again);
      for (gint i = 0; i < painted.height * painted.width; i++)
        g_assert_cmpint (result.labels[i], ==, again.labels[i]);
      for (gsize w = 0; w < n; w++)
        g_assert_cmpfloat (result.worker_iou[w], ==, again.worker_iou[n - 1 - w]);
    }
}

/* What all painted alike, and what nobody painted. */
static void
test_identical (void)
{
  Painted painted;
  Result result;

  painted_init (&painted, 3, 3, 3);
  for (gsize w = 0; w < 3; w++)
    paint (&painted, w, (const char *const[]) { "01.", "2.1", "..." });
  compute (&painted, NULL, &result);
  assert_labels (&painted, &result, (const char *const[]) { "01.", "2.1", "..." });
  g_assert_cmpfloat (result.out.confidence, ==, 1);

  painted_init (&painted, 3, 3, 3);
  compute (&painted, NULL, &result);
  assert_labels (&painted, &result, (const char *const[]) { "...", "...", "..." });
  g_assert_cmpfloat (result.out.confidence, ==, 1);

  /* One of three saw something. */
  painted.labels[1][4] = 0;
  compute (&painted, NULL, &result);
  assert_labels (&painted, &result, (const char *const[]) { "...", "...", "..." });
  g_assert_cmpfloat_with_epsilon (result.out.confidence, 2.0 / 3, 1e-15);
}

/* --- edges ------------------------------------------------------------------------------------ */

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
test_stops (void)
{
  GwRle stripes, masks[1] = { { 7, 7, NULL, 7 } };
  GwPaintedMask painted[2];
  GwMaskAnswers answers = { painted, 2, 1000, 1000, 2, 1 };
  GwMaskConsensus out;
  Questions questions = { 0 };
  guint n;

  g_assert_cmpint (gw_rle_init (1000, 1000, (gint64[]) { 1500, 500000, 498500 }, 3, &stripes), ==, GW_STATUS_OK);
  for (gint32 w = 0; w < 2; w++)
    painted[w] = (GwPaintedMask) { w, 0, &stripes };
  g_assert_cmpint (gw_mask_consensus (&answers, NULL, masks, NULL, &out, &(GwRun) { .step = ask, .data = &questions }),
                   ==, GW_STATUS_OK);
  g_assert_true (gw_rle_equal (&masks[0], &stripes));
  g_assert_cmpfloat (out.confidence, ==, 1);
  gw_rle_clear (&masks[0]);
  n = questions.n_asked;
  g_assert_cmpuint (n, >, 2);
  masks[0].height = 7;
  for (guint i = 1; i <= n; i++)
    {
      questions = (Questions) { 0, i, 0 };
      g_assert_cmpint (
          gw_mask_consensus (&answers, NULL, masks, NULL, &out, &(GwRun) { .step = ask, .data = &questions }), ==,
          GW_STATUS_CANCELLED);
    }
  g_assert_cmpint (masks[0].height, ==, 7);
  gw_rle_clear (&stripes);
}

static void
test_refuses (void)
{
  uint32_t counts[] = { 1, 2, 1 };
  const GwRle good = { 2, 2, counts, 3 }, other = { 1, 4, counts, 3 }, broken = { 2, 2, counts, 2 };
  const GwPaintedMask bad[] = { { -1, 0, &good }, { 2, 0, &good },  { 0, -1, &good },
                                { 0, 3, &good },  { 0, 0, &other }, { 0, 0, &broken } };
  const GwPaintedMask fine = { 0, 0, &good };
  const double nan[] = { 1, NAN }, minus[] = { -1, 1 }, infinite[] = { 1, INFINITY };
  const gsize huge = (gsize) 1 << 31;
  const GwMaskAnswers large[] = {
    { NULL, huge, 2, 2, 2, K },     { NULL, 0, 2, 2, huge, K },          { NULL, 0, 2, 2, 2, 32769 },
    { NULL, 0, 2, 2, 2, SIZE_MAX }, { NULL, 0, 1 << 24, 1 << 24, 2, K }, { NULL, 0, 2, 2, SIZE_MAX, K },
  };
  GwMaskAnswers answers = { NULL, 1, 2, 2, 2, K };
  GwRle masks[K] = { { 7, 7, NULL, 7 } };
  GwMaskConsensus out = { .n_disputed = 99 };
  double worker_iou[2] = { 7, 7 };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      answers.masks = &bad[i];
      g_assert_cmpint (gw_mask_consensus (&answers, NULL, masks, worker_iou, &out, NULL), ==, GW_STATUS_INVALID);
    }
  answers.masks = &fine;
  g_assert_cmpint (gw_mask_consensus (&answers, nan, masks, worker_iou, &out, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_mask_consensus (&answers, minus, masks, worker_iou, &out, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_mask_consensus (&answers, infinite, masks, worker_iou, &out, NULL), ==, GW_STATUS_INVALID);
  answers.height = -1;
  g_assert_cmpint (gw_mask_consensus (&answers, NULL, masks, worker_iou, &out, NULL), ==, GW_STATUS_INVALID);
  for (gsize i = 0; i < G_N_ELEMENTS (large); i++)
    g_assert_cmpint (gw_mask_consensus (&large[i], NULL, masks, worker_iou, &out, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (masks[0].height, ==, 7);
  g_assert_cmpuint (out.n_disputed, ==, 99);
  g_assert_cmpfloat (worker_iou[0], ==, 7);
}

static void
test_nothing (void)
{
  const GwMaskAnswers nobody = { NULL, 0, 2, 2, 0, 1 }, no_pixels = { NULL, 0, 0, 5, 2, 1 };
  const GwMaskAnswers no_classes = { NULL, 0, 2, 2, 2, 0 };
  GwRle mask;
  GwMaskConsensus out;

  g_assert_cmpint (gw_mask_consensus (&nobody, NULL, &mask, NULL, &out, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (gw_rle_area (&mask), ==, 0);
  g_assert_cmpint (mask.height, ==, 2);
  g_assert_true (isnan (out.confidence));
  gw_rle_clear (&mask);
  g_assert_cmpint (gw_mask_consensus (&no_pixels, NULL, &mask, NULL, &out, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_rle_validate (&mask), ==, GW_STATUS_OK);
  g_assert_cmpint (mask.width, ==, 5);
  g_assert_cmpfloat (out.confidence, ==, 1);
  gw_rle_clear (&mask);
  g_assert_cmpint (gw_mask_consensus (&no_classes, NULL, NULL, NULL, &out, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (out.confidence, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mask-consensus/majority", test_majority);
  g_test_add_func ("/mask-consensus/tie", test_tie);
  g_test_add_func ("/mask-consensus/smoothing", test_smoothing);
  g_test_add_func ("/mask-consensus/weights", test_weights);
  g_test_add_func ("/mask-consensus/on-top", test_on_top);
  g_test_add_func ("/mask-consensus/is-as-defined", test_is_as_defined);
  g_test_add_func ("/mask-consensus/order", test_order);
  g_test_add_func ("/mask-consensus/identical", test_identical);
  g_test_add_func ("/mask-consensus/stops", test_stops);
  g_test_add_func ("/mask-consensus/refuses", test_refuses);
  g_test_add_func ("/mask-consensus/nothing", test_nothing);
  return g_test_run ();
}
