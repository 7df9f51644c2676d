/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "detection-data.h"

#include <math.h>

#include "gw-mask.h"
#include "gw-raster.h"
#include "gw-rle.h"

#define WIDTH 200
#define HEIGHT 160
#define MOST_OF_IMAGE 24

static double
between (gw_random *random, double low, double high)
{
  return low + gw_random_real (random) * (high - low);
}

static GwRle *
mask_of (const GwBox *box)
{
  GwEllipse ellipse = { box->x + box->width / 2, box->y + box->height / 2, box->width / 2, box->height / 2, 0 };
  GwRle *rle = g_new0 (GwRle, 1);
  GwMask mask;

  g_assert_cmpint (gw_raster_ellipse (&ellipse, WIDTH, HEIGHT, &mask), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_rle_from_mask (&mask, rle), ==, GW_STATUS_OK);
  gw_mask_clear (&mask);

  return rle;
}

static GwBox
near_box (gw_random *random, const GwBox *box)
{
  return (GwBox) { box->x + between (random, -0.2, 0.2) * box->width,
                   box->y + between (random, -0.2, 0.2) * box->height, box->width * between (random, 0.8, 1.2),
                   box->height * between (random, 0.8, 1.2) };
}

static void
fill_image (DetectionData *self, gw_random *random, GwTruthObject *truths, GwDetectedObject *detections,
            GwDetectionImage *image, gboolean masks)
{
  image->truths = truths;
  image->detections = detections;
  for (guint i = (guint) gw_random_below (random, 8); i-- > 0;)
    {
      double size = exp (between (random, 2, 5));
      GwBox box = { floor (between (random, 0, WIDTH - 20)), floor (between (random, 0, HEIGHT - 20)), floor (size),
                    floor (size * between (random, 0.5, 1.5)) };
      guint64 kind = gw_random_below (random, 12);

      truths[image->n_truths++] = (GwTruthObject) { .label = (gint32) gw_random_below (random, self->n_classes),
                                                    .crowd = kind == 0,
                                                    .ignore = kind == 1,
                                                    .area = kind == 2 ? NAN : between (random, 0.5, 1) * size * size,
                                                    .box = box,
                                                    .mask = masks ? mask_of (&box) : NULL };
      for (guint k = (guint) gw_random_below (random, 3); k-- > 0;)
        {
          GwBox found = gw_random_below (random, 6) == 0 ? box : near_box (random, &box);

          detections[image->n_detections++] = (GwDetectedObject) {
            .label = gw_random_below (random, 5) == 0 ? (gint32) gw_random_below (random, self->n_classes)
                                                      : truths[image->n_truths - 1].label,
            .score = (double) gw_random_below (random, 10) / 10,
            .box = found,
            .mask = masks ? mask_of (&found) : NULL
          };
        }
    }
  self->n_objects += image->n_truths + image->n_detections;
}

DetectionData *
detection_data_new (guint64 seed, gsize n_images, gsize n_classes, gboolean masks)
{
  DetectionData *self = g_new0 (DetectionData, 1);
  gw_random random;

  gw_random_init (&random, seed);
  self->n_images = n_images;
  self->n_classes = n_classes;
  self->images = g_new0 (GwDetectionImage, n_images);
  self->truths = g_new0 (GwTruthObject, n_images * MOST_OF_IMAGE);
  self->detections = g_new0 (GwDetectedObject, n_images * MOST_OF_IMAGE);
  for (gsize i = 0; i < n_images; i++)
    {
      self->images[i].id = (gint64) (3 * i) - 5;
      fill_image (self, &random, self->truths + i * MOST_OF_IMAGE, self->detections + i * MOST_OF_IMAGE,
                  &self->images[i], masks);
    }

  return self;
}

static void
free_mask (const GwRle *mask)
{
  gw_rle_clear ((GwRle *) mask);
  g_free ((GwRle *) mask);
}

void
detection_data_free (DetectionData *self)
{
  for (gsize i = 0; i < self->n_images * MOST_OF_IMAGE; i++)
    {
      free_mask (self->truths[i].mask);
      free_mask (self->detections[i].mask);
    }
  g_free (self->truths);
  g_free (self->detections);
  g_free (self->images);
  g_free (self);
}

void
detection_data_shuffle (DetectionData *self, guint64 seed)
{
  gw_random random;

  gw_random_init (&random, seed);
  gw_random_shuffle (&random, self->images, self->n_images, sizeof *self->images);
}
