/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-fruit-paint.h"

static void
paint_seed (GwPen *pen, double x, double y, double turn, guint32 hex)
{
  cairo_t *cr = pen->cr;
  GwInk ink = gw_ink (hex);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, turn * 2.0 * G_PI);
  cairo_new_path (cr);
  cairo_move_to (cr, 0.0, -0.12);
  cairo_curve_to (cr, 0.07, -0.02, 0.065, 0.09, 0.0, 0.11);
  cairo_curve_to (cr, -0.065, 0.09, -0.07, -0.02, 0.0, -0.12);
  cairo_close_path (cr);
  gw_pen_set_gradient (pen, -0.06, 0.0, 0.06, 0.0, gw_ink_shade (ink, 0.25), gw_ink_shade (ink, -0.35));
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
paint_browning (GwPen *pen, GwDice *dice)
{
  for (int i = 0; i < 3; i++)
    {
      double r = gw_dice_between (dice, 0.14, 0.3);
      double x = gw_dice_between (dice, -0.5, 0.5);
      double y = gw_dice_between (dice, -0.3, 0.6);

      gw_pen_blob (pen, dice, x, y, r, r * 0.8, 0.18);
      gw_pen_set_alpha (pen, gw_ink (0x8a5a2a), 0.3);
      cairo_fill (pen->cr);
    }
}

/* Half an apple or pear: flesh, core line, two seeds, the stalk. */
static void
paint_half (GwPen *pen, const GwFruitLooks *looks, GwDice *dice)
{
  cairo_t *cr = pen->cr;
  gboolean pear = looks->fruit == GW_FRUIT_PEAR;
  double core = pear ? 0.35 : 0.08;
  double top = pear ? -1.2 : -0.74;

  gw_fruit_path (pen, looks);
  gw_pen_set_gradient (pen, -1.0, -0.8, 1.0, 0.9, gw_ink_shade (looks->ink, 0.1), gw_ink_shade (looks->ink, -0.35));
  cairo_fill (cr);
  cairo_save (cr);
  cairo_translate (cr, 0.0, 0.01);
  cairo_scale (cr, 0.93, 0.94);
  gw_fruit_path (pen, looks);
  gw_pen_set_ball (pen, -0.2, -0.25, 0.0, 0.05, 1.2, gw_ink (0xfdf6da), gw_ink (0xf7ecc4), gw_ink (0xe8d79c));
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  if (looks->bruised)
    paint_browning (pen, dice);
  cairo_new_path (cr);
  cairo_move_to (cr, 0.0, top + 0.1);
  cairo_curve_to (cr, 0.04, core - 0.5, 0.03, core - 0.4, 0.0, core - 0.38);
  gw_pen_set_alpha (pen, gw_ink (0xa8924a), 0.7);
  cairo_set_line_width (cr, 0.03);
  cairo_stroke (cr);
  gw_pen_ellipse (pen, 0.0, core, 0.44, 0.42);
  gw_pen_set_alpha (pen, gw_ink (0xc2b066), 0.7);
  cairo_set_line_width (cr, 0.02);
  cairo_stroke (cr);
  for (int side = -1; side <= 1; side += 2)
    {
      cairo_new_path (cr);
      cairo_move_to (cr, side * 0.03, core - 0.2);
      cairo_curve_to (cr, side * 0.24, core - 0.2, side * 0.28, core + 0.14, side * 0.04, core + 0.22);
      cairo_curve_to (cr, side * 0.1, core + 0.05, side * 0.1, core - 0.08, side * 0.03, core - 0.2);
      cairo_close_path (cr);
      gw_pen_fill_hex (pen, 0xdcc78a);
      paint_seed (pen, side * 0.12, core + 0.02, side * 0.04, 0x54341d);
    }
  gw_pen_ellipse (pen, 0.0, pear ? 1.02 : 0.93, 0.1, 0.06);
  gw_pen_fill_hex (pen, 0x8a7440);
  cairo_restore (cr);
  cairo_new_path (cr);
  cairo_move_to (cr, -0.02, top + 0.06);
  cairo_curve_to (cr, 0.0, top - 0.2, 0.04, top - 0.26, 0.09, top - 0.36);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  gw_pen_stroke (pen, gw_ink (0x5a3d22), 0.07);
}

/* One segment of a citrus fruit between two turns: pale inside, with the shine of its juice sacs. */
static void
paint_segment (GwPen *pen, GwDice *dice, double a, double b, GwInk flesh)
{
  cairo_t *cr = pen->cr;
  double m = (a + b) / 2.0;
  cairo_pattern_t *pattern = cairo_pattern_create_radial (0.0, 0.0, 0.05, 0.0, 0.0, 0.86);
  GwInk inner = gw_pen_see (pen, gw_ink_shade (flesh, 0.35));
  GwInk outer = gw_pen_see (pen, gw_ink_shade (flesh, gw_dice_between (dice, -0.12, 0.04)));

  cairo_new_path (cr);
  cairo_move_to (cr, gw_cos_turn (m) * 0.12, gw_sin_turn (m) * 0.12);
  cairo_line_to (cr, gw_cos_turn (a) * 0.78, gw_sin_turn (a) * 0.78);
  cairo_curve_to (cr, gw_cos_turn (a + 0.01) * 0.9, gw_sin_turn (a + 0.01) * 0.9, gw_cos_turn (b - 0.01) * 0.9,
                  gw_sin_turn (b - 0.01) * 0.9, gw_cos_turn (b) * 0.78, gw_sin_turn (b) * 0.78);
  cairo_close_path (cr);
  cairo_pattern_add_color_stop_rgb (pattern, 0.0, inner.r, inner.g, inner.b);
  cairo_pattern_add_color_stop_rgb (pattern, 1.0, outer.r, outer.g, outer.b);
  cairo_set_source (cr, pattern);
  cairo_fill_preserve (cr);
  cairo_pattern_destroy (pattern);
  cairo_save (cr);
  cairo_clip (cr);
  cairo_new_path (cr);
  for (int k = 0; k < 16; k++)
    {
      double turn = gw_dice_between (dice, a, b);
      double from = gw_dice_between (dice, 0.2, 0.62);
      double to = from + gw_dice_between (dice, 0.08, 0.2);

      cairo_move_to (cr, gw_cos_turn (turn) * from, gw_sin_turn (turn) * from);
      cairo_line_to (cr, gw_cos_turn (turn) * to, gw_sin_turn (turn) * to);
    }
  gw_pen_set_alpha (pen, gw_ink_shade (flesh, 0.6), 0.55);
  cairo_set_line_width (cr, 0.018);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Half a citrus fruit: rind, pith and segments around the middle. */
static void
paint_wheel (GwPen *pen, const GwFruitLooks *looks, GwDice *dice)
{
  cairo_t *cr = pen->cr;
  gboolean lemon = looks->fruit == GW_FRUIT_LEMON;
  GwInk flesh = lemon ? gw_ink (0xf4dd62) : gw_ink (0xf59a2c);
  double size = lemon ? 0.8 : 1.0;
  int segments = gw_dice_range (dice, 9, 11);
  double start = gw_dice_real (dice);

  cairo_save (cr);
  cairo_scale (cr, size, size * 0.97);
  gw_pen_ellipse (pen, 0.0, 0.0, 1.0, 1.0);
  gw_pen_set_gradient (pen, -1.0, -1.0, 1.0, 1.0, gw_ink_shade (looks->ink, 0.2), gw_ink_shade (looks->ink, -0.3));
  cairo_fill (cr);
  gw_pen_ellipse (pen, 0.0, 0.0, 0.93, 0.93);
  gw_pen_set_ball (pen, 0.0, 0.0, 0.0, 0.0, 0.95, gw_ink (0xfbf1d2), gw_ink (0xfaf0d4), gw_ink (0xf3dca0));
  cairo_fill (cr);
  for (int i = 0; i < segments; i++)
    {
      double a = start + (i + 0.05) / segments;
      double b = start + (i + 0.95) / segments;
      double m = (a + b) / 2.0;

      paint_segment (pen, dice, a, b, flesh);
      if (gw_dice_chance (dice, lemon ? 0.3 : 0.12))
        paint_seed (pen, gw_cos_turn (m) * 0.36, gw_sin_turn (m) * 0.36, m + 0.25, 0xe8d9a8);
    }
  gw_pen_ellipse (pen, 0.0, 0.0, 0.09, 0.09);
  gw_pen_fill_hex (pen, 0xfdf6e2);
  cairo_restore (cr);
  if (looks->bruised)
    paint_browning (pen, dice);
}

/* A banana cut across, and slices of it before. */
static void
paint_slices (GwPen *pen, const GwFruitLooks *looks)
{
  GwFruitLooks whole = *looks;
  cairo_t *cr = pen->cr;

  whole.cut = FALSE;
  whole.squash = 1.0;
  cairo_save (cr);
  cairo_rectangle (cr, -0.6, -2.0, 4.0, 4.0);
  cairo_clip (cr);
  gw_fruit_paint (pen, &whole);
  cairo_restore (cr);
  for (int i = 0; i < 3; i++)
    {
      double x = i == 0 ? -0.6 : -0.75 - 0.48 * (i - 1);
      double y = i == 0 ? 0.28 : 0.5 - 0.06 * i;
      double rx = i == 0 ? 0.12 : 0.27;
      double ry = i == 0 ? 0.27 : 0.15;

      if (i > 0)
        {
          gw_pen_ellipse (pen, x, y + 0.1, rx, ry);
          gw_pen_fill (pen, gw_ink_shade (looks->ink, -0.25));
        }
      gw_pen_ellipse (pen, x, y, rx, ry);
      gw_pen_fill (pen, gw_ink_shade (looks->ink, 0.1));
      gw_pen_ellipse (pen, x, y, rx * 0.86, ry * 0.86);
      gw_pen_fill_hex (pen, 0xf8edc8);
      for (int k = 0; k < 3; k++)
        {
          gw_pen_ellipse (pen, x + gw_cos_turn (k / 3.0) * rx * 0.26, y + gw_sin_turn (k / 3.0) * ry * 0.26, rx * 0.11,
                          ry * 0.11);
          gw_pen_set_alpha (pen, gw_ink (0x8a6a3a), looks->bruised ? 0.9 : 0.55);
          cairo_fill (cr);
        }
    }
}

void
gw_fruit_paint_inside (GwPen *pen, const GwFruitLooks *looks, GwDice *dice)
{
  switch (looks->fruit)
    {
    case GW_FRUIT_ORANGE:
    case GW_FRUIT_LEMON:
      paint_wheel (pen, looks, dice);
      break;
    case GW_FRUIT_BANANA:
      paint_slices (pen, looks);
      break;
    case GW_FRUIT_APPLE_RED:
    case GW_FRUIT_APPLE_GREEN:
    case GW_FRUIT_PEAR:
    case GW_N_FRUITS:
    default:
      paint_half (pen, looks, dice);
      break;
    }
}
