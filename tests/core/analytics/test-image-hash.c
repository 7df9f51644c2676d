/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-image-hash.h"
#include "gw-random.h"

#define SIDE GW_IMAGE_PHASH_SIDE

static void
make_picture (gw_random *random, double *pixels)
{
  double wave = 2 + 6 * gw_random_real (random), turn = gw_random_real (random) * 6;

  for (gsize i = 0; i < SIDE * SIDE; i++)
    pixels[i] = floor (120 + 60 * sin ((double) (i % SIDE) / wave + turn) * cos ((double) (i / SIDE) / wave)
                       + 30 * gw_random_real (random));
}

static guint64
phash (const double *pixels)
{
  guint64 code;

  g_assert_cmpint (gw_image_phash (pixels, &code), ==, GW_STATUS_OK);
  return code;
}

static guint64
dhash (const double *pixels)
{
  guint64 code;

  g_assert_cmpint (gw_image_dhash (pixels, &code), ==, GW_STATUS_OK);
  return code;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The transform by its definition, all four sums. */
static guint64
naive_phash (const double *pixels)
{
  double low[64], sorted[64];
  guint64 code = 0;

  for (gsize v = 0; v < 8; v++)
    for (gsize u = 0; u < 8; u++)
      {
        double sum = 0;

        for (gsize y = 0; y < SIDE; y++)
          for (gsize x = 0; x < SIDE; x++)
            sum += pixels[y * SIDE + x] * cos (G_PI * (double) v * (double) (2 * y + 1) / (2 * SIDE))
                   * cos (G_PI * (double) u * (double) (2 * x + 1) / (2 * SIDE));
        sorted[8 * v + u] = low[8 * v + u] = sum;
      }
  qsort (sorted, 64, sizeof *sorted, compare);
  for (gsize i = 0; i < 64; i++)
    code = code << 1 | (low[i] > (sorted[31] + sorted[32]) / 2);

  return code;
}

static void
test_phash_is_as_defined (void)
{
  gw_random random;
  double pixels[SIDE * SIDE];

  gw_random_init (&random, 1);
  for (guint i = 0; i < 30; i++)
    {
      make_picture (&random, pixels);
      g_assert_cmpuint (phash (pixels), ==, naive_phash (pixels));
    }
}

/* A little noise changes little; another picture changes much. */
static void
test_near_and_far (void)
{
  gw_random random;
  double pixels[SIDE * SIDE], others[SIDE * SIDE];
  guint n_far = 0;

  gw_random_init (&random, 2);
  for (guint i = 0; i < 50; i++)
    {
      guint64 code;

      make_picture (&random, pixels);
      make_picture (&random, others);
      code = phash (pixels);
      n_far += gw_image_hash_distance (code, phash (others)) > 12;
      for (gsize k = 0; k < SIDE * SIDE; k++)
        pixels[k] += gw_random_real (&random) - 0.5;
      g_assert_cmpuint (gw_image_hash_distance (code, phash (pixels)), <=, 8);
    }
  g_assert_cmpuint (n_far, >=, 45);
}

/* Twice as much light gives the same codes, upside down gives other ones. */
static void
test_light (void)
{
  gw_random random;
  double pixels[SIDE * SIDE];

  gw_random_init (&random, 3);
  for (guint i = 0; i < 20; i++)
    {
      guint64 codes[2];

      make_picture (&random, pixels);
      codes[0] = phash (pixels);
      codes[1] = dhash (pixels);
      for (gsize k = 0; k < SIDE * SIDE; k++)
        pixels[k] *= 2;
      g_assert_cmpuint (phash (pixels), ==, codes[0]);
      g_assert_cmpuint (dhash (pixels), ==, codes[1]);
      for (gsize k = 0; k < SIDE * SIDE; k++)
        pixels[k] += 64;
      g_assert_cmpuint (dhash (pixels), ==, codes[1]);
    }
}

/* What is the same in all pixels has no rounding errors that look like a
 * pattern.
 */
static void
test_one_colour (void)
{
  double pixels[SIDE * SIDE];

  for (guint level = 1; level < 256; level++)
    {
      for (gsize i = 0; i < SIDE * SIDE; i++)
        pixels[i] = level / 3.0;
      g_assert_cmpuint (phash (pixels), ==, G_GUINT64_CONSTANT (1) << 63);
      g_assert_cmpuint (dhash (pixels), ==, 0);
    }
  for (gsize i = 0; i < SIDE * SIDE; i++)
    pixels[i] = 0;
  g_assert_cmpuint (phash (pixels), ==, 0);
}

/* From dark to bright along the rows: all ones; the other way: none. */
static void
test_dhash_of_a_ramp (void)
{
  double pixels[GW_IMAGE_DHASH_ROWS * GW_IMAGE_DHASH_COLUMNS];

  for (gsize i = 0; i < G_N_ELEMENTS (pixels); i++)
    pixels[i] = (double) (i % GW_IMAGE_DHASH_COLUMNS);
  g_assert_cmpuint (dhash (pixels), ==, G_MAXUINT64);
  pixels[1] = -1;
  g_assert_cmpuint (dhash (pixels), ==, G_MAXUINT64 >> 1);
  for (gsize i = 0; i < G_N_ELEMENTS (pixels); i++)
    pixels[i] = -(double) i;
  g_assert_cmpuint (dhash (pixels), ==, 0);
}

static void
test_refuses (void)
{
  double pixels[SIDE * SIDE] = { 0 };
  guint64 code = 7;

  pixels[5] = NAN;
  g_assert_cmpint (gw_image_phash (pixels, &code), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_image_dhash (pixels, &code), ==, GW_STATUS_INVALID);
  pixels[5] = INFINITY;
  g_assert_cmpint (gw_image_phash (pixels, &code), ==, GW_STATUS_INVALID);
  g_assert_cmpuint (code, ==, 7);
}

static void
test_distance (void)
{
  g_assert_cmpuint (gw_image_hash_distance (0, 0), ==, 0);
  g_assert_cmpuint (gw_image_hash_distance (0, G_MAXUINT64), ==, 64);
  g_assert_cmpuint (gw_image_hash_distance (5, 6), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image-hash/phash-is-as-defined", test_phash_is_as_defined);
  g_test_add_func ("/image-hash/near-and-far", test_near_and_far);
  g_test_add_func ("/image-hash/light", test_light);
  g_test_add_func ("/image-hash/one-colour", test_one_colour);
  g_test_add_func ("/image-hash/dhash-of-a-ramp", test_dhash_of_a_ramp);
  g_test_add_func ("/image-hash/refuses", test_refuses);
  g_test_add_func ("/image-hash/distance", test_distance);
  return g_test_run ();
}
