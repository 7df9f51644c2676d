/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include <math.h>
#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-run-private.h"
#include "gw-slic-private.h"

/* Rows of one part of the work. */
#define BAND 64

/* Steps of the table of cube roots: what lies between them is off by less than a
 * hundredth of a unit of L.
 */
#define STEPS 4096

/* Sums of weights are about 1 and colours positive; beyond is what rounding adds. */
#define CUBE_SIZE (STEPS + 2)

typedef struct
{
  const GwPixels *pixels;
  GwLabField *field;
  float linear[256];
  float root[CUBE_SIZE];
} Conversion;

static double
lab_function (double t)
{
  return t > 216.0 / 24389.0 ? cbrt (t) : (24389.0 / 27.0 * t + 16.0) / 116.0;
}

static void
conversion_init (Conversion *self)
{
  for (int i = 0; i < 256; i++)
    {
      double value = i / 255.0;

      self->linear[i] = (float) (value > 0.04045 ? pow ((value + 0.055) / 1.055, 2.4) : value / 12.92);
    }
  for (int i = 0; i < CUBE_SIZE; i++)
    self->root[i] = (float) lab_function ((double) i / STEPS);
}

static inline float
root (const Conversion *self, float t)
{
  float at = t * (float) STEPS;
  int whole = (int) at < STEPS ? (int) at : STEPS;
  float low = self->root[whole], high = self->root[whole + 1];

  return low + (high - low) * (at - (float) whole);
}

static inline int16_t
in_units (float value)
{
  /* Moved above 0, where cutting off rounds down. */
  return (int16_t) ((int) (value * (float) GW_LAB_UNIT + 16384.5f) - 16384);
}

static void
convert_band (void *data, size_t part)
{
  Conversion *self = data;
  GwLabField *field = self->field;
  int32_t end = (int32_t) (part + 1) * BAND < field->height ? (int32_t) (part + 1) * BAND : field->height;

  for (int32_t y = (int32_t) part * BAND; y < end; y++)
    {
      const uint32_t *row = self->pixels->pixels + (size_t) y * self->pixels->stride;
      size_t at = (size_t) y * (size_t) field->width;

      for (int32_t x = 0; x < field->width; x++, at++)
        {
          float red = self->linear[row[x] >> 16 & 255], green = self->linear[row[x] >> 8 & 255],
                blue = self->linear[row[x] & 255];
          float fx = root (self, 0.433953f * red + 0.376220f * green + 0.189828f * blue);
          float fy = root (self, 0.212671f * red + 0.715160f * green + 0.072169f * blue);
          float fz = root (self, 0.017757f * red + 0.109469f * green + 0.872704f * blue);

          field->l[at] = in_units (116.0f * fy - 16.0f);
          field->a[at] = in_units (500.0f * (fx - fy));
          field->b[at] = in_units (200.0f * (fy - fz));
        }
    }
}

gw_status
_gw_lab_field_init (GwLabField *self, const GwPixels *pixels, const GwRun *run, double from, double to)
{
  size_t n = (size_t) pixels->width * (size_t) pixels->height;
  Conversion *conversion = GW_NEW (Conversion, 1);
  gw_status status = GW_STATUS_NO_MEMORY;

  *self = (GwLabField) { .width = pixels->width, .height = pixels->height };
  self->l = GW_NEW (int16_t, n);
  self->a = GW_NEW (int16_t, n);
  self->b = GW_NEW (int16_t, n);
  if (conversion != NULL && self->l != NULL && self->a != NULL && self->b != NULL)
    {
      conversion_init (conversion);
      conversion->pixels = pixels;
      conversion->field = self;
      status = _gw_run_parts (run, ((size_t) pixels->height + BAND - 1) / BAND, convert_band, conversion, from, to);
    }
  free (conversion);
  if (status != GW_STATUS_OK)
    _gw_lab_field_clear (self);
  return status;
}

void
_gw_lab_field_clear (GwLabField *self)
{
  free (self->l);
  free (self->a);
  free (self->b);
  *self = (GwLabField) { .width = 0 };
}
