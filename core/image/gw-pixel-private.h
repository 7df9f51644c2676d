/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The colour of a cairo pixel without its transparency, as 0xRRGGBB; black where
 * nothing is seen. transparent: of a surface ARGB32.
 */
static inline guint32
_gw_pixel_get_color (guint32 pixel, gboolean transparent)
{
  guint32 alpha = transparent ? pixel >> 24 : 255;
  guint32 color = 0;

  if (alpha == 255)
    return pixel & 0xffffff;
  if (alpha == 0)
    return 0;
  for (int shift = 0; shift <= 16; shift += 8)
    color |= MIN ((((pixel >> shift) & 0xff) * 255 + alpha / 2) / alpha, 255) << shift;
  return color;
}

/* Of a colour, by ITU-R BT.601 in the whole-number weights of 2^16 that image
 * tools use.
 */
static inline guint8
_gw_color_get_luminance (guint32 color)
{
  return (guint8) (((color >> 16 & 0xff) * 19595 + (color >> 8 & 0xff) * 38470 + (color & 0xff) * 7471 + 0x8000) >> 16);
}

G_END_DECLS
