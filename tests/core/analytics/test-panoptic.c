/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-panoptic.h"
#include "gw-random.h"

/* Panoptic quality. */

#define SIDE 60
#define N (SIDE * SIDE)
#define K 3

typedef struct
{
  guint32 truth[N];
  guint32 predicted[N];
  GwPanopticSegment truths[64];
  GwPanopticSegment guesses[64];
  gsize n_truths;
  gsize n_guesses;
} Image;

/* Rectangles one over the other; the prediction is moved by a little. */
static void
fill (gw_random *random, Image *self)
{
  *self = (Image) { .n_truths = 20, .n_guesses = 24 };
  for (gsize i = 0; i < self->n_guesses; i++)
    {
      gsize x = gw_random_below (random, SIDE - 20), y = gw_random_below (random, SIDE - 20);
      gsize w = 3 + gw_random_below (random, 16), h = 3 + gw_random_below (random, 16);
      gsize shift = gw_random_below (random, 3);
      gint32 label = (gint32) gw_random_below (random, K);

      if (i < self->n_truths)
        self->truths[i] = (GwPanopticSegment) { (guint32) (1000 - 7 * i), label, gw_random_below (random, 6) == 0 };
      self->guesses[i] = (GwPanopticSegment) { (guint32) (3 + i * i), gw_random_below (random, 5) == 0 ? 0 : label,
                                               false };
      for (gsize row = y; row < y + h; row++)
        for (gsize column = x; column < x + w; column++)
          {
            if (i < self->n_truths)
              self->truth[row * SIDE + column] = self->truths[i].id;
            self->predicted[(row + shift) * SIDE + column] = self->guesses[i].id;
          }
    }
}

static guint64
count (const Image *self, guint32 truth, guint32 guess, gboolean any_truth, gboolean any_guess)
{
  guint64 n = 0;

  for (gsize i = 0; i < N; i++)
    n += (any_truth || self->truth[i] == truth) && (any_guess || self->predicted[i] == guess);

  return n;
}

static void
slow_twin (const Image *self, GwPanopticClass *classes)
{
  gboolean found[64] = { FALSE }, used[64] = { FALSE };

  for (gsize t = 0; t < self->n_truths; t++)
    for (gsize p = 0; p < self->n_guesses; p++)
      {
        const GwPanopticSegment *truth = &self->truths[t], *guess = &self->guesses[p];
        guint64 both = count (self, truth->id, guess->id, FALSE, FALSE);
        guint64 either = count (self, truth->id, 0, FALSE, TRUE) + count (self, 0, guess->id, TRUE, FALSE) - both
                         - count (self, 0, guess->id, FALSE, FALSE);

        if (truth->crowd || truth->label != guess->label || both == 0 || 2 * both <= either)
          continue;
        found[t] = used[p] = TRUE;
        classes[truth->label].n_hits++;
        classes[truth->label].sum_iou += (double) both / (double) either;
      }
  for (gsize t = 0; t < self->n_truths; t++)
    if (!found[t] && !self->truths[t].crowd)
      classes[self->truths[t].label].n_missed++;
  for (gsize p = 0; p < self->n_guesses; p++)
    {
      const GwPanopticSegment *guess = &self->guesses[p], *crowd = NULL;
      guint64 apart = count (self, 0, guess->id, FALSE, FALSE);

      for (gsize t = 0; t < self->n_truths; t++)
        if (self->truths[t].crowd && self->truths[t].label == guess->label
            && (crowd == NULL || crowd->id < self->truths[t].id))
          crowd = &self->truths[t];
      if (crowd != NULL)
        apart += count (self, crowd->id, guess->id, FALSE, FALSE);
      if (!used[p] && 2 * apart <= count (self, 0, guess->id, TRUE, FALSE))
        classes[guess->label].n_false++;
    }
}

static gw_status
add (const Image *self, GwPanopticClass *classes)
{
  return gw_panoptic_add (self->truth, self->predicted, N, self->truths, self->n_truths, self->guesses, self->n_guesses,
                          K, classes);
}

static void
test_slow_twin (void)
{
  g_autofree Image *image = g_new (Image, 1);
  GwPanopticClass classes[K] = { { 0 } }, wanted[K] = { { 0 } };
  gw_random random;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 12; round++)
    {
      fill (&random, image);
      g_assert_cmpint (add (image, classes), ==, GW_STATUS_OK);
      slow_twin (image, wanted);
      for (gsize k = 0; k < K; k++)
        {
          g_assert_cmpuint (classes[k].n_hits, ==, wanted[k].n_hits);
          g_assert_cmpuint (classes[k].n_false, ==, wanted[k].n_false);
          g_assert_cmpuint (classes[k].n_missed, ==, wanted[k].n_missed);
          g_assert_cmpfloat_with_epsilon (classes[k].sum_iou, wanted[k].sum_iou, 1e-9);
        }
    }
  g_assert_cmpuint (classes[0].n_hits, >, 10);
  g_assert_cmpuint (classes[0].n_false, >, 10);
}

/* Neither the order of segments nor that of pixels matters. */
static void
test_order (void)
{
  g_autofree Image *image = g_new (Image, 1);
  GwPanopticClass one[K] = { { 0 } }, other[K] = { { 0 } };
  gw_random random, again;

  gw_random_init (&random, 2);
  fill (&random, image);
  g_assert_cmpint (add (image, one), ==, GW_STATUS_OK);
  gw_random_shuffle (&random, image->truths, image->n_truths, sizeof (GwPanopticSegment));
  gw_random_shuffle (&random, image->guesses, image->n_guesses, sizeof (GwPanopticSegment));
  again = random;
  gw_random_shuffle (&random, image->truth, N, sizeof (guint32));
  gw_random_shuffle (&again, image->predicted, N, sizeof (guint32));
  g_assert_cmpint (add (image, other), ==, GW_STATUS_OK);
  g_assert_cmpmem (one, sizeof one, other, sizeof other);
}

/* So many pairs that the table of them grows. */
static void
test_many_pairs (void)
{
  enum
  {
    MANY = 2000
  };
  g_autofree guint32 *truth = g_new (guint32, 2 * MANY);
  g_autofree guint32 *predicted = g_new (guint32, 2 * MANY);
  g_autofree GwPanopticSegment *segments = g_new (GwPanopticSegment, MANY);
  GwPanopticClass class = { 0 };
  GwPanopticQuality mean;

  for (guint i = 0; i < MANY; i++)
    {
      segments[i] = (GwPanopticSegment) { i + 1, 0, false };
      truth[i] = truth[2 * MANY - 1 - i] = predicted[i] = i + 1;
      predicted[2 * MANY - 1 - i] = (i + 1) % MANY + 1;
    }
  /* Of two pixels each has one in common: IoU 1/3, which is not enough. */
  g_assert_cmpint (gw_panoptic_add (truth, predicted, 2 * MANY, segments, MANY, segments, MANY, 1, &class), ==,
                   GW_STATUS_OK);
  g_assert_cmpuint (class.n_hits, ==, 0);
  g_assert_cmpuint (class.n_false, ==, MANY);
  g_assert_cmpuint (class.n_missed, ==, MANY);
  g_assert_cmpint (gw_panoptic_add (truth, truth, 2 * MANY, segments, MANY, segments, MANY, 1, &class), ==,
                   GW_STATUS_OK);
  g_assert_cmpuint (class.n_hits, ==, MANY);
  g_assert_cmpint (gw_panoptic_quality (&class, 1, NULL, &mean), ==, GW_STATUS_OK);
  g_assert_cmpfloat (mean.pq, ==, 0.5);
  g_assert_cmpfloat (mean.sq, ==, 1);
  g_assert_cmpfloat (mean.rq, ==, 0.5);
}

static void
test_refused (void)
{
  const guint32 ids[] = { 1, 2, 0 }, unknown[] = { 1, 3, 0 };
  const GwPanopticSegment good[] = { { 1, 0, false }, { 2, 1, false } }, twice[] = { { 1, 0, false }, { 1, 1, false } },
                          void_id[] = { { 1, 0, false }, { 0, 1, false } },
                          label[] = { { 1, 0, false }, { 2, 2, false } },
                          below[] = { { 1, 0, false }, { 2, -1, false } };
  GwPanopticClass classes[2] = { { 0 } }, zero[2] = { { 0 } };

  g_assert_cmpint (gw_panoptic_add (ids, ids, 3, twice, 2, good, 2, 2, classes), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_panoptic_add (ids, ids, 3, good, 2, void_id, 2, 2, classes), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_panoptic_add (ids, ids, 3, label, 2, good, 2, 2, classes), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_panoptic_add (ids, ids, 3, good, 2, below, 2, 2, classes), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_panoptic_add (unknown, ids, 3, good, 2, good, 2, 2, classes), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_panoptic_add (ids, unknown, 3, good, 2, good, 2, 2, classes), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_panoptic_add (ids, ids, 3, good, SIZE_MAX, good, 2, 2, classes), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpmem (classes, sizeof classes, zero, sizeof zero);
}

static void
test_edges (void)
{
  const GwPanopticSegment segments[] = { { 1, 0, false }, { 2, 1, true } };
  const guint32 void_ids[] = { 0, 0 };
  GwPanopticClass classes[3] = { { 0 } };
  GwPanopticQuality qualities[3], mean;

  g_assert_cmpint (gw_panoptic_add (NULL, NULL, 0, NULL, 0, NULL, 0, 3, classes), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_panoptic_add (void_ids, void_ids, 2, NULL, 0, NULL, 0, 3, classes), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_panoptic_quality (classes, 3, qualities, &mean), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (mean.pq) && isnan (mean.sq) && isnan (mean.rq) && isnan (qualities[2].pq));
  g_assert_cmpint (gw_panoptic_quality (NULL, 0, NULL, &mean), ==, GW_STATUS_EMPTY);
  /* Segments without pixels: missed unless a crowd, and false. */
  g_assert_cmpint (gw_panoptic_add (void_ids, void_ids, 2, segments, 2, segments, 2, 3, classes), ==, GW_STATUS_OK);
  g_assert_cmpuint (classes[0].n_missed, ==, 1);
  g_assert_cmpuint (classes[0].n_false, ==, 1);
  g_assert_cmpuint (classes[1].n_missed, ==, 0);
  g_assert_cmpuint (classes[1].n_false, ==, 1);
  g_assert_cmpint (gw_panoptic_quality (classes, 3, qualities, &mean), ==, GW_STATUS_OK);
  g_assert_cmpfloat (qualities[0].sq, ==, 0);
  g_assert_cmpfloat (mean.pq, ==, 0);
  g_assert_true (isnan (qualities[2].rq));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/panoptic/slow-twin", test_slow_twin);
  g_test_add_func ("/panoptic/order", test_order);
  g_test_add_func ("/panoptic/many-pairs", test_many_pairs);
  g_test_add_func ("/panoptic/refused", test_refused);
  g_test_add_func ("/panoptic/edges", test_edges);
  return g_test_run ();
}
