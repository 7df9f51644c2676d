/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-pen.h"

#include <math.h>

GwInk
gw_ink (guint32 hex)
{
  return (GwInk) {
    ((hex >> 16) & 0xff) / 255.0,
    ((hex >> 8) & 0xff) / 255.0,
    (hex & 0xff) / 255.0,
  };
}

GwInk
gw_ink_mix (GwInk a, GwInk b, double share_of_b)
{
  return (GwInk) {
    a.r + (b.r - a.r) * share_of_b,
    a.g + (b.g - a.g) * share_of_b,
    a.b + (b.b - a.b) * share_of_b,
  };
}

GwInk
gw_ink_shade (GwInk color, double amount)
{
  if (amount < 0.0)
    return gw_ink_mix (color, (GwInk) { 0.02, 0.02, 0.06 }, -amount);
  return gw_ink_mix (color, (GwInk) { 1.0, 1.0, 0.98 }, amount);
}

GwInk
gw_pen_see (const GwPen *pen, GwInk color)
{
  const GwLight *light = pen->light;
  GwInk seen = { color.r * light->ambient.r, color.g * light->ambient.g, color.b * light->ambient.b };

  if (light->haze_distance > 0.0 && pen->depth > 0.0)
    {
      double t = pen->depth / light->haze_distance;

      /* A rational curve near 1 - 2^-t, without libm. */
      seen = gw_ink_mix (seen, light->haze, t * (0.7 + 0.3 * t) / (1.0 + t * (0.7 + 0.3 * t)));
    }
  return seen;
}

void
gw_pen_set (GwPen *pen, GwInk color)
{
  GwInk c = gw_pen_see (pen, color);

  cairo_set_source_rgb (pen->cr, c.r, c.g, c.b);
}

void
gw_pen_set_alpha (GwPen *pen, GwInk color, double alpha)
{
  GwInk c = gw_pen_see (pen, color);

  cairo_set_source_rgba (pen->cr, c.r, c.g, c.b, alpha);
}

void
gw_pen_set_glow (GwPen *pen, GwInk color, double alpha)
{
  cairo_set_source_rgba (pen->cr, color.r, color.g, color.b, alpha);
}

static void
add_stop (GwPen *pen, cairo_pattern_t *pattern, double at, GwInk color)
{
  GwInk c = gw_pen_see (pen, color);

  cairo_pattern_add_color_stop_rgb (pattern, at, c.r, c.g, c.b);
}

static void
take_pattern (GwPen *pen, cairo_pattern_t *pattern)
{
  cairo_set_source (pen->cr, pattern);
  cairo_pattern_destroy (pattern);
}

void
gw_pen_set_lamp (GwPen *pen, guint32 day, guint32 night)
{
  gw_pen_set_glow (pen, gw_ink_mix (gw_pen_see (pen, gw_ink (day)), gw_ink (night), pen->light->lamps), 1.0);
}

void
gw_pen_set_gradient (GwPen *pen, double x0, double y0, double x1, double y1, GwInk from, GwInk to)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (x0, y0, x1, y1);

  add_stop (pen, pattern, 0.0, from);
  add_stop (pen, pattern, 1.0, to);
  take_pattern (pen, pattern);
}

void
gw_pen_set_gradient3 (GwPen *pen, double x0, double y0, double x1, double y1, GwInk from, GwInk middle, GwInk to)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (x0, y0, x1, y1);

  add_stop (pen, pattern, 0.0, from);
  add_stop (pen, pattern, 0.5, middle);
  add_stop (pen, pattern, 1.0, to);
  take_pattern (pen, pattern);
}

void
gw_pen_set_ball (GwPen *pen, double fx, double fy, double cx, double cy, double radius, GwInk from, GwInk middle,
                 GwInk to)
{
  cairo_pattern_t *pattern = cairo_pattern_create_radial (fx, fy, 0.0, cx, cy, radius);

  add_stop (pen, pattern, 0.0, from);
  add_stop (pen, pattern, 0.6, middle);
  add_stop (pen, pattern, 1.0, to);
  take_pattern (pen, pattern);
}

void
gw_pen_fill (GwPen *pen, GwInk color)
{
  gw_pen_set (pen, color);
  cairo_fill (pen->cr);
}

void
gw_pen_fill_hex (GwPen *pen, guint32 hex)
{
  gw_pen_fill (pen, gw_ink (hex));
}

void
gw_pen_stroke (GwPen *pen, GwInk color, double width)
{
  gw_pen_set (pen, color);
  cairo_set_line_width (pen->cr, width);
  cairo_stroke (pen->cr);
}

void
gw_pen_rectangle (GwPen *pen, double x, double y, double width, double height)
{
  cairo_new_path (pen->cr);
  cairo_rectangle (pen->cr, x, y, width, height);
}

void
gw_pen_round_rectangle (GwPen *pen, double x, double y, double width, double height, double radius)
{
  cairo_t *cr = pen->cr;
  double r = MIN (radius, MIN (width, height) / 2.0);

  cairo_new_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI_2, 0.0);
  cairo_arc (cr, x + width - r, y + height - r, r, 0.0, G_PI_2);
  cairo_arc (cr, x + r, y + height - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

void
gw_pen_ellipse (GwPen *pen, double cx, double cy, double rx, double ry)
{
  const double k = 0.5522847498;
  cairo_t *cr = pen->cr;

  cairo_new_path (cr);
  cairo_move_to (cr, cx + rx, cy);
  cairo_curve_to (cr, cx + rx, cy + k * ry, cx + k * rx, cy + ry, cx, cy + ry);
  cairo_curve_to (cr, cx - k * rx, cy + ry, cx - rx, cy + k * ry, cx - rx, cy);
  cairo_curve_to (cr, cx - rx, cy - k * ry, cx - k * rx, cy - ry, cx, cy - ry);
  cairo_curve_to (cr, cx + k * rx, cy - ry, cx + rx, cy - k * ry, cx + rx, cy);
  cairo_close_path (cr);
}

void
gw_pen_polygon (GwPen *pen, const double *xy, guint n)
{
  cairo_new_path (pen->cr);
  for (guint i = 0; i < n; i++)
    cairo_line_to (pen->cr, xy[2 * i], xy[2 * i + 1]);
  cairo_close_path (pen->cr);
}

void
gw_pen_add_smooth (GwPen *pen, const double *xy, guint n)
{
  cairo_move_to (pen->cr, xy[0], xy[1]);
  for (guint i = 0; i < n; i++)
    {
      const double *p0 = xy + 2 * ((i + n - 1) % n);
      const double *p1 = xy + 2 * i;
      const double *p2 = xy + 2 * ((i + 1) % n);
      const double *p3 = xy + 2 * ((i + 2) % n);

      cairo_curve_to (pen->cr, p1[0] + (p2[0] - p0[0]) / 6.0, p1[1] + (p2[1] - p0[1]) / 6.0,
                      p2[0] - (p3[0] - p1[0]) / 6.0, p2[1] - (p3[1] - p1[1]) / 6.0, p2[0], p2[1]);
    }
  cairo_close_path (pen->cr);
}

void
gw_pen_smooth (GwPen *pen, const double *xy, guint n)
{
  cairo_new_path (pen->cr);
  gw_pen_add_smooth (pen, xy, n);
}

void
gw_pen_blob (GwPen *pen, GwDice *dice, double cx, double cy, double rx, double ry, double wobble)
{
  double xy[2 * 10];

  for (guint i = 0; i < 10; i++)
    {
      double r = 1.0 + gw_dice_between (dice, -wobble, wobble);

      xy[2 * i] = cx + rx * r * gw_cos_turn (i / 10.0);
      xy[2 * i + 1] = cy + ry * r * gw_sin_turn (i / 10.0);
    }
  gw_pen_smooth (pen, xy, 10);
}

void
gw_pen_limb (GwPen *pen, double x0, double y0, double w0, double x1, double y1, double w1)
{
  double along = atan2 (y1 - y0, x1 - x0);

  cairo_new_path (pen->cr);
  cairo_arc (pen->cr, x0, y0, w0 / 2.0, along + G_PI_2, along + 1.5 * G_PI);
  cairo_arc (pen->cr, x1, y1, w1 / 2.0, along - G_PI_2, along + G_PI_2);
  cairo_close_path (pen->cr);
}

void
gw_pen_soft_shadow (GwPen *pen, double cx, double cy, double rx, double ry, double alpha)
{
  cairo_pattern_t *pattern = cairo_pattern_create_radial (0.0, 0.0, 0.0, 0.0, 0.0, 1.0);
  double a = alpha * pen->light->shadow;

  cairo_pattern_add_color_stop_rgba (pattern, 0.0, 0.02, 0.02, 0.06, a);
  cairo_pattern_add_color_stop_rgba (pattern, 0.55, 0.02, 0.02, 0.06, a * 0.85);
  cairo_pattern_add_color_stop_rgba (pattern, 1.0, 0.02, 0.02, 0.06, 0.0);
  cairo_save (pen->cr);
  cairo_translate (pen->cr, cx, cy);
  cairo_scale (pen->cr, rx, ry);
  cairo_set_source (pen->cr, pattern);
  cairo_rectangle (pen->cr, -1.0, -1.0, 2.0, 2.0);
  cairo_fill (pen->cr);
  cairo_restore (pen->cr);
  cairo_pattern_destroy (pattern);
}

void
gw_pen_halo (GwPen *pen, GwInk color, double cx, double cy, double radius, double alpha)
{
  cairo_pattern_t *pattern = cairo_pattern_create_radial (cx, cy, 0.0, cx, cy, radius);

  cairo_pattern_add_color_stop_rgba (pattern, 0.0, color.r, color.g, color.b, alpha);
  cairo_pattern_add_color_stop_rgba (pattern, 0.25, color.r, color.g, color.b, alpha * 0.45);
  cairo_pattern_add_color_stop_rgba (pattern, 0.6, color.r, color.g, color.b, alpha * 0.12);
  cairo_pattern_add_color_stop_rgba (pattern, 1.0, color.r, color.g, color.b, 0.0);
  cairo_save (pen->cr);
  cairo_set_operator (pen->cr, CAIRO_OPERATOR_SCREEN);
  cairo_set_source (pen->cr, pattern);
  cairo_rectangle (pen->cr, cx - radius, cy - radius, 2.0 * radius, 2.0 * radius);
  cairo_fill (pen->cr);
  cairo_restore (pen->cr);
  cairo_pattern_destroy (pattern);
}
