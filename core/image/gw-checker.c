/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-checker.h"

static cairo_pattern_t *
new_pattern (int square, gboolean dark)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 2 * square, 2 * square);
  cairo_t *cr = cairo_create (surface);
  cairo_pattern_t *pattern;
  double light = dark ? 0.30 : 0.93;
  double deep = dark ? 0.24 : 0.80;

  cairo_set_source_rgb (cr, light, light, light);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, deep, deep, deep);
  cairo_rectangle (cr, square, 0, square, square);
  cairo_rectangle (cr, 0, square, square, square);
  cairo_fill (cr);
  cairo_destroy (cr);

  pattern = cairo_pattern_create_for_surface (surface);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  cairo_surface_destroy (surface);

  return pattern;
}

void
gw_checker_paint (cairo_t *cr, int square, double origin_x, double origin_y, gboolean dark)
{
  cairo_pattern_t *pattern;

  g_return_if_fail (cr != NULL);
  g_return_if_fail (square > 0);

  pattern = new_pattern (square, dark);
  cairo_save (cr);
  cairo_identity_matrix (cr);
  cairo_translate (cr, origin_x, origin_y);
  cairo_set_source (cr, pattern);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_pattern_destroy (pattern);
}
