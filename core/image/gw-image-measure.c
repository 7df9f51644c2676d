/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-image-measure.h"

#include <math.h>
#include <string.h>

#include "gw-pixel-private.h"
#include "gw-resample-private.h"

#define N_FIELDS 4 /* in each direction */
#define N_DIRECTIONS 4
#define N_HUES 8

/* Where each group of features begins. */
enum
{
  MEANS = 0,
  SPREADS = 3,
  FIELDS = 6,
  DIRECTIONS = FIELDS + N_FIELDS * N_FIELDS,
  HUES = DIRECTIONS + 4 * N_DIRECTIONS,
  SLOPE = HUES + N_HUES,
  SATURATION,
  N_FEATURES
};

G_STATIC_ASSERT ((int) N_FEATURES == GW_IMAGE_N_FEATURES);

/* A picture in the size in which it is measured. */
typedef struct
{
  int width;
  int height;
  guint8 *luminance; /* width * height */
} Plane;

static double
spread (double sum, double sum_of_squares, double n)
{
  double mean = sum / n;

  return sqrt (MAX (sum_of_squares / n - mean * mean, 0));
}

/* --- colours, and luminance on the way ------------------------------------------------ */

typedef struct
{
  guint64 sums[3];
  guint64 squares[3];
  double saturation;
  double hues[N_HUES];
} Colors;

/* 0 to 6, counted from red; of a colour that has one. */
static double
hue_of (int red, int green, int blue, int most, int chroma)
{
  double hue;

  if (most == red)
    hue = (double) (green - blue) / chroma;
  else if (most == green)
    hue = (double) (blue - red) / chroma + 2;
  else
    hue = (double) (red - green) / chroma + 4;
  return hue < 0 ? hue + 6 : hue;
}

static void
add_color (Colors *colors, guint32 color)
{
  int channels[3] = { (int) (color >> 16), (int) (color >> 8 & 0xff), (int) (color & 0xff) };
  int most = MAX (MAX (channels[0], channels[1]), channels[2]);
  int least = MIN (MIN (channels[0], channels[1]), channels[2]);
  int chroma = most - least;

  for (int i = 0; i < 3; i++)
    {
      colors->sums[i] += (guint64) channels[i];
      colors->squares[i] += (guint64) (channels[i] * channels[i]);
    }
  if (chroma == 0)
    return;
  colors->saturation += (double) chroma / most;
  colors->hues[MIN ((int) (hue_of (channels[0], channels[1], channels[2], most, chroma) * N_HUES / 6), N_HUES - 1)] +=
      chroma;
}

static void
read_colors (cairo_surface_t *surface, Plane *plane, GwImageMeasure *measure)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  gboolean transparent = cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32;
  double n = (double) plane->width * plane->height;
  Colors colors = { 0 };

  for (int y = 0; y < plane->height; y++)
    {
      const guint32 *pixels = (const guint32 *) (gconstpointer) (data + (gsize) y * stride);
      guint8 *luminance = plane->luminance + (gsize) y * (gsize) plane->width;

      for (int x = 0; x < plane->width; x++)
        {
          guint32 color = _gw_pixel_get_color (pixels[x], transparent);

          luminance[x] = _gw_color_get_luminance (color);
          add_color (&colors, color);
        }
    }
  for (int i = 0; i < 3; i++)
    {
      measure->features[MEANS + i] = (float) ((double) colors.sums[i] / n / 255);
      measure->features[SPREADS + i] = (float) (spread ((double) colors.sums[i], (double) colors.squares[i], n) / 255);
    }
  for (int i = 0; i < N_HUES; i++)
    measure->features[HUES + i] = (float) (colors.hues[i] / n / 255);
  measure->saturation = colors.saturation / n;
  measure->features[SATURATION] = (float) measure->saturation;
}

/* --- luminance ---------------------------------------------------------------------------- */

static void
measure_luminance (const Plane *plane, GwImageMeasure *measure)
{
  gsize n = (gsize) plane->width * (gsize) plane->height;
  guint64 sum = 0, squares = 0;

  for (gsize i = 0; i < n; i++)
    {
      sum += plane->luminance[i];
      squares += (guint64) plane->luminance[i] * plane->luminance[i];
    }
  measure->brightness = (double) sum / (double) n;
  measure->contrast = spread ((double) sum, (double) squares, (double) n);
}

static double
mean_of_field (const Plane *plane, int column, int row)
{
  int left = column * plane->width / N_FIELDS, top = row * plane->height / N_FIELDS;
  /* Of a picture with fewer pixels than fields each field has one. */
  int right = MAX ((column + 1) * plane->width / N_FIELDS, left + 1);
  int bottom = MAX ((row + 1) * plane->height / N_FIELDS, top + 1);
  guint64 sum = 0;

  for (int y = top; y < bottom; y++)
    {
      for (int x = left; x < right; x++)
        sum += plane->luminance[(gsize) y * (gsize) plane->width + (gsize) x];
    }
  return (double) sum / ((double) (right - left) * (bottom - top));
}

static void
measure_fields (const Plane *plane, GwImageMeasure *measure)
{
  for (int i = 0; i < N_FIELDS * N_FIELDS; i++)
    measure->features[FIELDS + i] = (float) (mean_of_field (plane, i % N_FIELDS, i / N_FIELDS) / 255);
}

/* The place beside i, mirrored about the edge. */
static inline int
before (int i, int n)
{
  return i > 0 ? i - 1 : MIN (1, n - 1);
}

static inline int
after (int i, int n)
{
  return i + 1 < n ? i + 1 : MAX (n - 2, 0);
}

static void
measure_sharpness (const Plane *plane, GwImageMeasure *measure)
{
  gsize width = (gsize) plane->width;
  double n = (double) plane->width * plane->height;
  gint64 sum = 0, squares = 0;

  for (int y = 0; y < plane->height; y++)
    {
      const guint8 *row = plane->luminance + (gsize) y * width;
      const guint8 *above = plane->luminance + (gsize) before (y, plane->height) * width;
      const guint8 *below = plane->luminance + (gsize) after (y, plane->height) * width;

      for (int x = 0; x < plane->width; x++)
        {
          int value = row[before (x, plane->width)] + row[after (x, plane->width)] + above[x] + below[x] - 4 * row[x];

          sum += value;
          squares += value * value;
        }
    }
  measure->sharpness = (double) squares / n - (double) sum / n * ((double) sum / n);
}

/* Which of the four the direction of change is nearest to. */
static inline int
direction_of (int across, int down)
{
  static const double edge = 0.41421356237309503; /* tan (π / 8) */
  int x = ABS (across), y = ABS (down);

  if (y <= edge * x)
    return 0;
  if (x <= edge * y)
    return 2;
  return (across > 0) == (down > 0) ? 1 : 3;
}

static void
measure_slopes (const Plane *plane, GwImageMeasure *measure)
{
  gsize width = (gsize) plane->width;
  double parts[4 * N_DIRECTIONS] = { 0 };
  double all = 0;

  for (int y = 0; y < plane->height; y++)
    {
      const guint8 *row = plane->luminance + (gsize) y * width;
      const guint8 *above = plane->luminance + (gsize) MAX (y - 1, 0) * width;
      const guint8 *below = plane->luminance + (gsize) MIN (y + 1, plane->height - 1) * width;
      int quarter = 2 * y < plane->height ? 0 : 2;

      for (int x = 0; x < plane->width; x++)
        {
          int across = row[MIN (x + 1, plane->width - 1)] - row[MAX (x - 1, 0)];
          int down = below[x] - above[x];
          double slope = sqrt ((double) (across * across + down * down)) / 2;

          parts[(quarter + (2 * x < plane->width ? 0 : 1)) * N_DIRECTIONS + direction_of (across, down)] += slope;
          all += slope;
        }
    }
  for (int i = 0; i < 4 * N_DIRECTIONS; i++)
    measure->features[DIRECTIONS + i] = all > 0 ? (float) (parts[i] / all) : 0;
  measure->features[SLOPE] = (float) MIN (all / ((double) plane->width * plane->height) / 255, 1);
}

/* --- the whole ------------------------------------------------------------------------------ */

/* (transfer full) (nullable) */
static cairo_surface_t *
shrink (cairo_surface_t *surface)
{
  int width, height;

  if (!_gw_fit_size (cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface),
                     GW_IMAGE_MEASURE_SIDE, GW_IMAGE_MEASURE_SIDE, &width, &height))
    return cairo_surface_reference (surface);
  return _gw_surface_scale_down (surface, width, height);
}

gboolean
gw_image_measure (cairo_surface_t *surface, GwImageMeasure *measure)
{
  cairo_surface_t *small;
  Plane plane = { 0 };
  gboolean ok;

  g_return_val_if_fail (surface != NULL && measure != NULL, FALSE);

  memset (measure, 0, sizeof *measure);
  cairo_surface_flush (surface);
  if (cairo_image_surface_get_width (surface) <= 0 || cairo_image_surface_get_height (surface) <= 0
      || cairo_image_surface_get_data (surface) == NULL)
    return FALSE;
  small = shrink (surface);
  if (small == NULL)
    return FALSE;

  plane.width = cairo_image_surface_get_width (small);
  plane.height = cairo_image_surface_get_height (small);
  plane.luminance = g_try_malloc_n ((gsize) plane.width, (gsize) plane.height);
  ok = plane.luminance != NULL;
  if (ok)
    {
      read_colors (small, &plane, measure);
      measure_luminance (&plane, measure);
      measure_fields (&plane, measure);
      measure_sharpness (&plane, measure);
      measure_slopes (&plane, measure);
    }
  cairo_surface_destroy (small);
  g_free (plane.luminance);

  return ok;
}
