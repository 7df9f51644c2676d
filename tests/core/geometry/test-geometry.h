/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <string.h>

#include "gw-mask.h"
#include "gw-polygon.h"
#include "gw-random.h"
#include "gw-shape.h"

#define assert_ok(call) g_assert_cmpint ((call), ==, GW_STATUS_OK)
#define assert_status(call, status) g_assert_cmpint ((call), ==, (status))

/* A number in [low, high). */
static inline double
random_between (gw_random *random, double low, double high)
{
  return low + gw_random_real (random) * (high - low);
}

/* A mask drawn with '#' for set pixels, one string a row, NULL at the end. */
static inline void
mask_from_rows (const char *const *rows, GwMask *mask)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  int width = (int) strlen (rows[0]);
  int height = 0;

  for (; rows[height] != NULL; height++)
    for (int x = 0; x < width; x++)
      {
        guint8 byte = rows[height][x] == '#';

        g_byte_array_append (bytes, &byte, 1);
      }
  assert_ok (gw_mask_from_bitmap (width, height, 0, 0, width, height, bytes->data, (size_t) width, mask));
}

/* Bytes of 0 and 1; density of 256 sets all. Runs of some length come about,
 * for a pixel often follows the one before it.
 */
static inline guint8 *
random_bitmap (gw_random *random, int width, int height, int density)
{
  guint8 *bytes = g_malloc ((gsize) MAX (width * height, 1));

  for (int i = 0; i < width * height; i++)
    bytes[i] = i > 0 && gw_random_below (random, 3) > 0 ? bytes[i - 1] : (int) gw_random_below (random, 256) < density;
  return bytes;
}

static inline guint8 *
mask_bytes (const GwMask *mask)
{
  gsize n = (gsize) mask->image_width * (gsize) mask->image_height;
  guint8 *bytes = g_malloc (MAX (n, 1));

  assert_ok (
      gw_mask_to_bitmap (mask, 0, 0, mask->image_width, mask->image_height, 1, bytes, (size_t) mask->image_width));
  return bytes;
}

static inline void
random_ring (gw_random *random, gsize n, double low, double high, gboolean whole, GwPoint *points)
{
  for (gsize i = 0; i < n; i++)
    {
      points[i].x = random_between (random, low, high);
      points[i].y = random_between (random, low, high);
      if (whole)
        {
          /* Halves put corners and edges on the centres of pixels. */
          points[i].x = (double) (gint64) (points[i].x * 2.0) / 2.0;
          points[i].y = (double) (gint64) (points[i].y * 2.0) / 2.0;
        }
    }
}
