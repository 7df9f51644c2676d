/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-wand.h"

#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-run-private.h"
#include "gw-wand-private.h"

/* Rows that are worked on between two questions whether to go on. */
#define GW_WAND_STRIP 64

struct _GwWand
{
  int32_t width, height;
  int32_t x, y;
  uint8_t *distances; /* width * height, row-major; the seed's own is 0 */
};

/* The mean colour of a square, rounded. */
static uint32_t
mean_around (const GwPixels *pixels, int32_t x, int32_t y, int32_t sample)
{
  uint32_t red = 0, green = 0, blue = 0, n = 0;

  for (int32_t row = y - sample / 2; row <= y + sample / 2; row++)
    for (int32_t column = x - sample / 2; column <= x + sample / 2; column++)
      {
        uint32_t pixel;

        if (row < 0 || column < 0 || row >= pixels->height || column >= pixels->width)
          continue;
        pixel = pixels->pixels[(size_t) row * pixels->stride + (size_t) column];
        red += pixel >> 16 & 0xff;
        green += pixel >> 8 & 0xff;
        blue += pixel & 0xff;
        n++;
      }

  return (red + n / 2) / n << 16 | (green + n / 2) / n << 8 | (blue + n / 2) / n;
}

typedef struct
{
  const GwPixels *pixels;
  uint32_t colour;
  uint8_t *distances;
} Measure;

static void
measure_rows (void *data, size_t part)
{
  const Measure *measure = data;
  const GwPixels *pixels = measure->pixels;
  int32_t first = (int32_t) part * GW_WAND_STRIP;
  int32_t last = pixels->height - first < GW_WAND_STRIP ? pixels->height : first + GW_WAND_STRIP;

  for (int32_t row = first; row < last; row++)
    _gw_wand_measure (pixels->pixels + (size_t) row * pixels->stride, measure->colour,
                      measure->distances + (size_t) row * (size_t) pixels->width, (size_t) pixels->width);
}

static gw_status
wand_init (GwWand *self, const GwPixels *pixels, int32_t x, int32_t y, int32_t sample, const GwRun *run, double share)
{
  Measure measure = { .pixels = pixels };
  gw_status status = gw_pixels_validate (pixels);

  if (status != GW_STATUS_OK)
    return status;
  if (x < 0 || y < 0 || x >= pixels->width || y >= pixels->height || sample < 1 || sample > GW_WAND_MAX_SAMPLE
      || sample % 2 == 0)
    return GW_STATUS_INVALID;

  *self = (GwWand) { pixels->width, pixels->height, x, y, NULL };
  self->distances = GW_NEW (uint8_t, (size_t) self->width * (size_t) self->height);
  if (self->distances == NULL)
    return GW_STATUS_NO_MEMORY;
  measure.colour = mean_around (pixels, x, y, sample);
  measure.distances = self->distances;
  status = _gw_run_parts (run, ((size_t) self->height + GW_WAND_STRIP - 1) / GW_WAND_STRIP, measure_rows, &measure, 0.0,
                          share);
  if (status != GW_STATUS_OK)
    {
      free (self->distances);
      self->distances = NULL;
      return status;
    }
  self->distances[(size_t) y * (size_t) self->width + (size_t) x] = 0;

  return GW_STATUS_OK;
}

static bool
are_valid (const GwWandOptions *options)
{
  return options->tolerance >= 0.0 && options->tolerance <= 255.0;
}

static gw_status
find_region (const GwWand *self, const GwWandOptions *options, GwMask *mask, const GwRun *run, double from)
{
  uint8_t most = (uint8_t) options->tolerance;

  if (!options->contiguous)
    return _gw_wand_threshold (self->distances, self->width, self->height, most, mask, run, from);

  return _gw_wand_fill (self->distances, self->width, self->height, self->x, self->y, most, options->eight, mask, run,
                        from);
}

gw_status
gw_wand (const GwPixels *pixels, int32_t x, int32_t y, const GwWandOptions *options, GwMask *mask, const GwRun *run)
{
  GwWand self;
  gw_status status;

  if (!are_valid (options))
    return GW_STATUS_INVALID;
  status = wand_init (&self, pixels, x, y, options->sample, run, 0.5);
  if (status != GW_STATUS_OK)
    return status;
  status = find_region (&self, options, mask, run, 0.5);
  free (self.distances);

  return status;
}

GwWand *
gw_wand_new (const GwPixels *pixels, int32_t x, int32_t y, int32_t sample, gw_status *status, const GwRun *run)
{
  GwWand *self = GW_NEW (GwWand, 1);
  gw_status made = self != NULL ? wand_init (self, pixels, x, y, sample, run, 1.0) : GW_STATUS_NO_MEMORY;

  if (status != NULL)
    *status = made;
  if (made != GW_STATUS_OK)
    {
      free (self);
      return NULL;
    }

  return self;
}

void
gw_wand_free (GwWand *self)
{
  if (self == NULL)
    return;
  free (self->distances);
  free (self);
}

gw_status
gw_wand_region (const GwWand *self, const GwWandOptions *options, GwMask *mask, const GwRun *run)
{
  return are_valid (options) ? find_region (self, options, mask, run, 0.0) : GW_STATUS_INVALID;
}
