/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "segment-pictures.h"

#include <math.h>

guint32 *
picture_flat (int width, int height, int stride, guint32 colour)
{
  guint32 *dots = g_new (guint32, (gsize) stride * height);

  for (int i = 0; i < height; i++)
    for (int j = 0; j < stride; j++)
      dots[i * stride + j] = j < width ? colour : ~colour;
  return dots;
}

static guint32
add_noise (guint32 colour, int noise, GRand *rand)
{
  guint32 noisy = 0;

  for (int shift = 0; shift < 24; shift += 8)
    {
      const int value = (int) (colour >> shift & 0xff) + (noise > 0 ? g_rand_int_range (rand, -noise, noise + 1) : 0);

      noisy |= (guint32) CLAMP (value, 0, 255) << shift;
    }
  return noisy;
}

guint32 *
picture_noise (int width, int height, int stride, int noise, guint32 seed)
{
  guint32 *dots = picture_flat (width, height, stride, 0x406080);
  GRand *rand = g_rand_new_with_seed (seed);

  for (int blotch = 0; blotch < 12; blotch++)
    {
      const guint32 colour = g_rand_int (rand) & 0xffffff;
      const int left = g_rand_int_range (rand, 0, width), top = g_rand_int_range (rand, 0, height);
      const int right = MIN (width, left + 1 + width / 4), bottom = MIN (height, top + 1 + height / 4);

      for (int i = top; i < bottom; i++)
        for (int j = left; j < right; j++)
          dots[i * stride + j] = colour;
    }
  for (int i = 0; i < height; i++)
    for (int j = 0; j < width; j++)
      dots[i * stride + j] = add_noise (dots[i * stride + j], noise, rand);
  g_rand_free (rand);
  return dots;
}

guint32 *
picture_disk (int width, int height, double cx, double cy, double r, int noise, guint32 seed)
{
  guint32 *dots = g_new (guint32, (gsize) width * height);
  GRand *rand = g_rand_new_with_seed (seed);

  for (int i = 0; i < height; i++)
    for (int j = 0; j < width; j++)
      {
        const double share = CLAMP (r + 0.5 - hypot (j + 0.5 - cx, i + 0.5 - cy), 0, 1);
        const guint32 colour = (guint32) (60 + 120 * share) << 16 | (guint32) (90 + 60 * share) << 8
                               | (guint32) (140 - 40 * share);

        dots[i * width + j] = add_noise (colour, noise, rand);
      }
  g_rand_free (rand);
  return dots;
}

bool
stopper_step (double done, void *data)
{
  Stopper *self = data;

  g_assert_cmpfloat (done, >=, self->done);
  g_assert_cmpfloat (done, <=, 1);
  self->done = done;
  if (self->n_left == 0)
    return false;
  self->n_left--;
  return true;
}
