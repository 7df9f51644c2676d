/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-fruit-paint.h"

static const guint32 apple_reds[] = { 0xc0282f, 0xb01f2c, 0xcf3b33, 0xa3182b, 0xd2503a };
static const guint32 apple_greens[] = { 0x8fb63c, 0x7ea83a, 0xa6c24a, 0x9abd52, 0xb4c552 };
static const guint32 oranges[] = { 0xef8a1d, 0xe87a18, 0xf29a2e, 0xe4701c };
static const guint32 pears[] = { 0xb7b84a, 0xc9bd55, 0x9db04a, 0xc2a048, 0xd4c25c };
static const guint32 lemons[] = { 0xf2cf2b, 0xf5d940, 0xeac322, 0xf0d653 };
static const guint32 bananas[] = { 0xf0cb3c, 0xf3d556, 0xe6c53a };

void
gw_fruit_roll (GwFruitLooks *looks, GwFruit fruit, GwDice *dice)
{
  looks->fruit = fruit;
  looks->seed = gw_dice_next (dice);
  looks->squash = gw_dice_between (dice, 0.95, 1.08);
  looks->blush = gw_ink (0xd8442e);
  switch (fruit)
    {
    case GW_FRUIT_APPLE_RED:
      looks->ink = gw_ink (gw_dice_pick (dice, apple_reds));
      looks->blush = gw_ink (gw_dice_chance (dice, 0.5) ? 0xe8b64a : 0xd9d060);
      break;
    case GW_FRUIT_APPLE_GREEN:
      looks->ink = gw_ink (gw_dice_pick (dice, apple_greens));
      break;
    case GW_FRUIT_ORANGE:
      looks->ink = gw_ink (gw_dice_pick (dice, oranges));
      looks->squash = gw_dice_between (dice, 1.0, 1.06);
      break;
    case GW_FRUIT_PEAR:
      looks->ink = gw_ink (gw_dice_pick (dice, pears));
      break;
    case GW_FRUIT_LEMON:
      looks->ink = gw_ink (gw_dice_pick (dice, lemons));
      break;
    case GW_FRUIT_BANANA:
    case GW_N_FRUITS:
    default:
      looks->ink = gw_ink (gw_dice_pick (dice, bananas));
      break;
    }
  looks->ink = gw_ink_shade (looks->ink, gw_dice_between (dice, -0.06, 0.06));
}

double
gw_fruit_get_foot (const GwFruitLooks *looks)
{
  switch (looks->fruit)
    {
    case GW_FRUIT_PEAR:
      return 1.02;
    case GW_FRUIT_LEMON:
      return 0.76;
    case GW_FRUIT_BANANA:
      return 0.62;
    case GW_FRUIT_APPLE_RED:
    case GW_FRUIT_APPLE_GREEN:
    case GW_FRUIT_ORANGE:
    case GW_N_FRUITS:
    default:
      return 0.97;
    }
}

double
gw_fruit_get_half (const GwFruitLooks *looks)
{
  switch (looks->fruit)
    {
    case GW_FRUIT_PEAR:
      return 0.75;
    case GW_FRUIT_LEMON:
      return 0.95;
    case GW_FRUIT_BANANA:
      return 1.3;
    case GW_FRUIT_APPLE_RED:
    case GW_FRUIT_APPLE_GREEN:
    case GW_FRUIT_ORANGE:
    case GW_N_FRUITS:
    default:
      return 0.8;
    }
}

static void
path_apple (cairo_t *cr)
{
  cairo_new_path (cr);
  cairo_move_to (cr, 0.0, -0.76);
  for (int side = 1; side >= -1; side -= 2)
    {
      if (side == 1)
        {
          cairo_curve_to (cr, 0.14, -0.95, 0.42, -1.0, 0.64, -0.91);
          cairo_curve_to (cr, 0.95, -0.78, 1.06, -0.36, 1.0, 0.06);
          cairo_curve_to (cr, 0.93, 0.52, 0.62, 0.96, 0.36, 0.98);
          cairo_curve_to (cr, 0.2, 0.99, 0.12, 0.92, 0.0, 0.92);
        }
      else
        {
          cairo_curve_to (cr, -0.12, 0.92, -0.2, 0.99, -0.36, 0.98);
          cairo_curve_to (cr, -0.62, 0.96, -0.93, 0.52, -1.0, 0.06);
          cairo_curve_to (cr, -1.06, -0.36, -0.95, -0.78, -0.64, -0.91);
          cairo_curve_to (cr, -0.42, -1.0, -0.14, -0.95, 0.0, -0.76);
        }
    }
  cairo_close_path (cr);
}

static void
path_pear (cairo_t *cr)
{
  cairo_new_path (cr);
  cairo_move_to (cr, -0.02, -1.22);
  cairo_curve_to (cr, 0.2, -1.24, 0.32, -1.06, 0.36, -0.82);
  cairo_curve_to (cr, 0.42, -0.48, 0.86, -0.2, 0.9, 0.3);
  cairo_curve_to (cr, 0.93, 0.78, 0.5, 1.04, 0.08, 1.03);
  cairo_curve_to (cr, -0.46, 1.05, -0.93, 0.78, -0.9, 0.3);
  cairo_curve_to (cr, -0.87, -0.2, -0.44, -0.46, -0.4, -0.82);
  cairo_curve_to (cr, -0.36, -1.06, -0.24, -1.2, -0.02, -1.22);
  cairo_close_path (cr);
}

static void
path_lemon (cairo_t *cr)
{
  cairo_new_path (cr);
  cairo_move_to (cr, 1.28, -0.02);
  cairo_curve_to (cr, 1.24, 0.1, 1.14, 0.13, 1.04, 0.22);
  cairo_curve_to (cr, 0.78, 0.62, 0.42, 0.78, 0.0, 0.78);
  cairo_curve_to (cr, -0.42, 0.78, -0.78, 0.62, -1.02, 0.24);
  cairo_curve_to (cr, -1.1, 0.16, -1.2, 0.12, -1.21, 0.0);
  cairo_curve_to (cr, -1.2, -0.12, -1.1, -0.16, -1.02, -0.24);
  cairo_curve_to (cr, -0.78, -0.62, -0.42, -0.78, 0.0, -0.78);
  cairo_curve_to (cr, 0.42, -0.78, 0.78, -0.62, 1.04, -0.26);
  cairo_curve_to (cr, 1.14, -0.18, 1.26, -0.14, 1.28, -0.02);
  cairo_close_path (cr);
}

static void
path_banana (cairo_t *cr)
{
  cairo_new_path (cr);
  cairo_move_to (cr, 1.62, -0.98);
  cairo_curve_to (cr, 1.68, -0.98, 1.75, -0.94, 1.76, -0.88);
  cairo_curve_to (cr, 1.66, -0.72, 1.6, -0.56, 1.52, -0.36);
  cairo_curve_to (cr, 1.24, 0.3, 0.62, 0.64, -0.1, 0.62);
  cairo_curve_to (cr, -0.76, 0.6, -1.32, 0.26, -1.52, -0.12);
  cairo_curve_to (cr, -1.6, -0.22, -1.58, -0.32, -1.5, -0.34);
  cairo_curve_to (cr, -1.4, -0.36, -1.36, -0.28, -1.28, -0.24);
  cairo_curve_to (cr, -0.9, -0.04, -0.46, 0.06, -0.04, 0.02);
  cairo_curve_to (cr, 0.6, -0.06, 1.16, -0.34, 1.4, -0.72);
  cairo_curve_to (cr, 1.48, -0.86, 1.56, -0.94, 1.62, -0.98);
  cairo_close_path (cr);
}

void
gw_fruit_path (GwPen *pen, const GwFruitLooks *looks)
{
  switch (looks->fruit)
    {
    case GW_FRUIT_ORANGE:
      gw_pen_ellipse (pen, 0.0, 0.0, 1.0, 0.97);
      break;
    case GW_FRUIT_PEAR:
      path_pear (pen->cr);
      break;
    case GW_FRUIT_LEMON:
      path_lemon (pen->cr);
      break;
    case GW_FRUIT_BANANA:
      path_banana (pen->cr);
      break;
    case GW_FRUIT_APPLE_RED:
    case GW_FRUIT_APPLE_GREEN:
    case GW_N_FRUITS:
    default:
      path_apple (pen->cr);
      break;
    }
}

/* A soft ellipse of one color, strongest in the middle. */
static void
paint_soft (GwPen *pen, double x, double y, double rx, double ry, guint32 hex, double alpha)
{
  cairo_pattern_t *soft = cairo_pattern_create_radial (0.0, 0.0, 0.0, 0.0, 0.0, 1.0);
  GwInk ink = gw_ink (hex);

  cairo_pattern_add_color_stop_rgba (soft, 0.0, ink.r, ink.g, ink.b, alpha);
  cairo_pattern_add_color_stop_rgba (soft, 0.6, ink.r, ink.g, ink.b, alpha * 0.7);
  cairo_pattern_add_color_stop_rgba (soft, 1.0, ink.r, ink.g, ink.b, 0.0);
  cairo_save (pen->cr);
  cairo_translate (pen->cr, x, y);
  cairo_scale (pen->cr, rx, ry);
  cairo_set_source (pen->cr, soft);
  cairo_rectangle (pen->cr, -1.0, -1.0, 2.0, 2.0);
  cairo_fill (pen->cr);
  cairo_restore (pen->cr);
  cairo_pattern_destroy (soft);
}

/* Brown soft spots, darker in the middle. The path is clipped already. */
static void
paint_bruises (GwPen *pen, GwDice *dice)
{
  int n = gw_dice_range (dice, 1, 3);

  for (int i = 0; i < n; i++)
    {
      double x = gw_dice_between (dice, -0.55, 0.55);
      double y = gw_dice_between (dice, -0.2, 0.6);
      double r = gw_dice_between (dice, 0.16, 0.34);

      paint_soft (pen, x, y, r * 1.25, r, 0x7a4a22, 0.75);
      gw_pen_blob (pen, dice, x, y, r * 0.62, r * 0.5, 0.14);
      gw_pen_set_alpha (pen, gw_ink (0x5a3418), 0.35);
      cairo_fill (pen->cr);
      paint_soft (pen, x, y, r * 0.5, r * 0.4, 0x3f2412, 0.6);
    }
}

static void
paint_dots (GwPen *pen, GwDice *dice, int n, double reach_x, double reach_y, double size, GwInk ink, double alpha)
{
  cairo_new_path (pen->cr);
  for (int i = 0; i < n; i++)
    {
      double turn = gw_dice_real (dice);
      double out = 1.0 - gw_dice_real (dice) * gw_dice_real (dice);
      double r = size * gw_dice_between (dice, 0.6, 1.4);

      cairo_new_sub_path (pen->cr);
      cairo_arc (pen->cr, gw_cos_turn (turn) * out * reach_x, gw_sin_turn (turn) * out * reach_y, r, 0.0, 2.0 * G_PI);
    }
  gw_pen_set_alpha (pen, ink, alpha);
  cairo_fill (pen->cr);
}

/* The light of a window on the skin, and its echo from below. */
static void
paint_shine (GwPen *pen, double x, double y, double size, double strength)
{
  cairo_t *cr = pen->cr;
  cairo_pattern_t *soft = cairo_pattern_create_radial (x, y, 0.0, x, y, size * 1.7);

  cairo_pattern_add_color_stop_rgba (soft, 0.0, 1.0, 1.0, 0.97, 0.42 * strength);
  cairo_pattern_add_color_stop_rgba (soft, 0.5, 1.0, 1.0, 0.97, 0.14 * strength);
  cairo_pattern_add_color_stop_rgba (soft, 1.0, 1.0, 1.0, 0.97, 0.0);
  cairo_set_source (cr, soft);
  cairo_paint (cr);
  cairo_pattern_destroy (soft);
  cairo_new_path (cr);
  cairo_move_to (cr, x - size * 0.5, y + size * 0.62);
  cairo_curve_to (cr, x - size * 0.75, y - size * 0.1, x - size * 0.1, y - size * 0.72, x + size * 0.55,
                  y - size * 0.62);
  cairo_curve_to (cr, x + size * 0.1, y - size * 0.3, x - size * 0.2, y + size * 0.1, x - size * 0.5, y + size * 0.62);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, 1.0, 1.0, 0.97, 0.5 * strength);
  cairo_fill (cr);
}

static void
paint_core_shadow (GwPen *pen)
{
  cairo_pattern_t *shade = cairo_pattern_create_radial (-0.35, -0.4, 0.35, -0.12, -0.14, 1.38);
  cairo_pattern_t *bounce = cairo_pattern_create_radial (0.25, 0.35, 0.45, 0.3, 0.3, 0.95);

  cairo_pattern_add_color_stop_rgba (shade, 0.0, 0.05, 0.02, 0.05, 0.0);
  cairo_pattern_add_color_stop_rgba (shade, 0.55, 0.05, 0.02, 0.05, 0.1);
  cairo_pattern_add_color_stop_rgba (shade, 1.0, 0.05, 0.02, 0.05, 0.52);
  cairo_set_source (pen->cr, shade);
  cairo_paint (pen->cr);
  cairo_pattern_destroy (shade);
  cairo_pattern_add_color_stop_rgba (bounce, 0.0, 1.0, 0.95, 0.85, 0.0);
  cairo_pattern_add_color_stop_rgba (bounce, 0.85, 1.0, 0.95, 0.85, 0.0);
  cairo_pattern_add_color_stop_rgba (bounce, 1.0, 1.0, 0.95, 0.85, 0.16);
  cairo_set_source (pen->cr, bounce);
  cairo_paint (pen->cr);
  cairo_pattern_destroy (bounce);
}

/* Streaks from the stalk over the shoulder and down, as the skin of an apple has. */
static void
paint_streaks (GwPen *pen, const GwFruitLooks *looks, GwDice *dice)
{
  cairo_t *cr = pen->cr;
  gboolean red = looks->fruit == GW_FRUIT_APPLE_RED;

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (int pass = 0; pass < 3; pass++)
    {
      GwInk ink = pass == 0 ? looks->blush : gw_ink_shade (looks->ink, pass == 1 ? 0.25 : -0.3);

      cairo_new_path (cr);
      for (int i = 0; i < 26; i++)
        {
          double at = gw_dice_between (dice, -1.0, 1.0);
          double from = gw_dice_between (dice, -0.85, -0.3);
          double to = from + gw_dice_between (dice, 0.25, 1.0);

          cairo_move_to (cr, at * (0.55 + 0.4 * (from + 0.85)), from);
          cairo_curve_to (cr, at * 1.0, from + (to - from) * 0.35, at * 1.02, from + (to - from) * 0.7,
                          at * (1.0 - 0.35 * MAX (0.0, to)), to);
        }
      gw_pen_set_alpha (pen, ink, red ? 0.2 : 0.1);
      cairo_set_line_width (cr, pass == 2 ? 0.022 : 0.035);
      cairo_stroke (cr);
    }
}

/* A leaf from (x, y) in the direction turn, give or take. */
static void
paint_leaf (GwPen *pen, GwDice *dice, double x, double y, double middle_turn)
{
  cairo_t *cr = pen->cr;
  double turn = middle_turn + gw_dice_between (dice, -0.06, 0.06);
  double length = gw_dice_between (dice, 0.62, 0.84);
  GwInk green = gw_ink (gw_dice_chance (dice, 0.5) ? 0x5f8f34 : 0x4b7f3a);
  double half = gw_dice_between (dice, 0.2, 0.27);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, turn * 2.0 * G_PI);
  cairo_scale (cr, length, length);
  cairo_new_path (cr);
  cairo_move_to (cr, 0.0, 0.0);
  cairo_curve_to (cr, 0.2, -half * 1.25, 0.7, -half * 1.2, 1.0, 0.0);
  cairo_curve_to (cr, 0.7, half * 0.9, 0.25, half, 0.0, 0.0);
  cairo_close_path (cr);
  gw_pen_set_gradient (pen, 0.0, -half, 0.2, half, gw_ink_shade (green, 0.2), gw_ink_shade (green, -0.3));
  cairo_fill (cr);
  cairo_new_path (cr);
  cairo_move_to (cr, 0.0, 0.0);
  cairo_curve_to (cr, 0.3, -0.03, 0.7, -0.03, 0.97, 0.0);
  for (int i = 1; i < 5; i++)
    {
      double at = 0.17 * i + 0.05;

      cairo_move_to (cr, at, -0.02);
      cairo_line_to (cr, at + 0.13, -half * (0.8 - 0.1 * i));
      cairo_move_to (cr, at, -0.01);
      cairo_line_to (cr, at + 0.12, half * (0.62 - 0.08 * i));
    }
  gw_pen_set_alpha (pen, gw_ink_shade (green, 0.5), 0.6);
  cairo_set_line_width (cr, 0.016);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
paint_stalk (GwPen *pen, double x, double y, double bend, double length)
{
  cairo_t *cr = pen->cr;

  cairo_new_path (cr);
  cairo_move_to (cr, x - 0.035, y);
  cairo_curve_to (cr, x - 0.04, y - length * 0.4, x + bend * 0.3, y - length * 0.8, x + bend - 0.05, y - length);
  cairo_line_to (cr, x + bend + 0.07, y - length * 0.93);
  cairo_curve_to (cr, x + bend * 0.5 + 0.05, y - length * 0.7, x + 0.05, y - length * 0.35, x + 0.045, y);
  cairo_close_path (cr);
  gw_pen_set_gradient (pen, x - 0.05, 0.0, x + 0.1, 0.0, gw_ink (0x8a6238), gw_ink (0x3d2716));
  cairo_fill (cr);
}

static void
paint_apple (GwPen *pen, const GwFruitLooks *looks, GwDice *dice)
{
  cairo_t *cr = pen->cr;
  double bend = gw_dice_between (dice, -0.16, 0.16);

  path_apple (cr);
  gw_pen_set_ball (pen, -0.32, -0.38, -0.05, 0.0, 1.25, gw_ink_shade (looks->ink, 0.22), looks->ink,
                   gw_ink_shade (looks->ink, -0.3));
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  if (looks->fruit == GW_FRUIT_APPLE_GREEN && gw_dice_chance (dice, 0.45))
    {
      cairo_pattern_t *cheek = cairo_pattern_create_radial (0.45, -0.1, 0.05, 0.45, 0.0, 0.75);

      cairo_pattern_add_color_stop_rgba (cheek, 0.0, looks->blush.r, looks->blush.g, looks->blush.b, 0.35);
      cairo_pattern_add_color_stop_rgba (cheek, 1.0, looks->blush.r, looks->blush.g, looks->blush.b, 0.0);
      cairo_set_source (cr, cheek);
      cairo_paint (cr);
      cairo_pattern_destroy (cheek);
    }
  paint_streaks (pen, looks, dice);
  paint_dots (pen, dice, 90, 0.95, 0.9, 0.011, gw_ink (0xf6e6b8), 0.45);
  if (looks->bruised)
    paint_bruises (pen, dice);
  /* The hollow of the stalk. */
  paint_soft (pen, 0.0, -0.79, 0.44, 0.17, 0x2a1a10, 0.6);
  paint_soft (pen, 0.0, -0.78, 0.2, 0.09, 0x1a100a, 0.6);
  paint_core_shadow (pen);
  paint_shine (pen, -0.52, -0.34, 0.32, 0.95);
  cairo_restore (cr);
  paint_stalk (pen, 0.0, -0.74, bend, 0.42);
  if (looks->leaf)
    paint_leaf (pen, dice, bend * 0.5 + 0.02, -0.98, -0.03);
}

static void
paint_orange (GwPen *pen, const GwFruitLooks *looks, GwDice *dice)
{
  cairo_t *cr = pen->cr;
  double x = gw_dice_between (dice, -0.2, 0.3);
  double y = gw_dice_between (dice, -0.62, -0.4);

  gw_fruit_path (pen, looks);
  gw_pen_set_ball (pen, -0.35, -0.4, -0.05, -0.05, 1.15, gw_ink_shade (looks->ink, 0.3), looks->ink,
                   gw_ink_shade (looks->ink, -0.32));
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  paint_dots (pen, dice, 420, 0.98, 0.95, 0.013, gw_ink_shade (looks->ink, -0.4), 0.3);
  paint_dots (pen, dice, 260, 0.9, 0.88, 0.011, gw_ink_shade (looks->ink, 0.55), 0.3);
  if (looks->bruised)
    paint_bruises (pen, dice);
  paint_core_shadow (pen);
  paint_shine (pen, -0.45, -0.45, 0.3, 0.7);
  gw_pen_ellipse (pen, x, y, 0.15, 0.11);
  gw_pen_set_alpha (pen, gw_ink_shade (looks->ink, -0.45), 0.5);
  cairo_fill (cr);
  for (int i = 0; i < 5; i++)
    {
      gw_pen_ellipse (pen, x + gw_cos_turn (i / 5.0) * 0.06, y + gw_sin_turn (i / 5.0) * 0.045, 0.05, 0.035);
      gw_pen_fill_hex (pen, 0x6a7a35);
    }
  gw_pen_ellipse (pen, x, y, 0.04, 0.03);
  gw_pen_fill_hex (pen, 0x8a6a38);
  cairo_restore (cr);
  if (looks->leaf)
    paint_leaf (pen, dice, x, y, -0.04);
}

static void
paint_pear (GwPen *pen, const GwFruitLooks *looks, GwDice *dice)
{
  cairo_t *cr = pen->cr;
  double bend = gw_dice_between (dice, -0.2, 0.2);
  double blush = gw_dice_between (dice, 0.05, 0.4);

  path_pear (cr);
  gw_pen_set_ball (pen, -0.3, 0.0, -0.02, 0.15, 1.45, gw_ink_shade (looks->ink, 0.26), looks->ink,
                   gw_ink_shade (looks->ink, -0.36));
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  {
    cairo_pattern_t *cheek = cairo_pattern_create_radial (0.5, 0.2, 0.05, 0.5, 0.2, 0.9);
    GwInk ink = gw_ink (0xc2572e);

    cairo_pattern_add_color_stop_rgba (cheek, 0.0, ink.r, ink.g, ink.b, blush);
    cairo_pattern_add_color_stop_rgba (cheek, 1.0, ink.r, ink.g, ink.b, 0.0);
    cairo_set_source (cr, cheek);
    cairo_paint (cr);
    cairo_pattern_destroy (cheek);
  }
  paint_dots (pen, dice, 220, 0.9, 1.15, 0.011, gw_ink (0x6e5a24), 0.4);
  if (looks->bruised)
    paint_bruises (pen, dice);
  paint_soft (pen, 0.0, -1.17, 0.3, 0.18, 0x4a3818, 0.55);
  cairo_save (cr);
  cairo_translate (cr, 0.0, 0.2);
  paint_core_shadow (pen);
  cairo_restore (cr);
  paint_shine (pen, -0.42, 0.02, 0.3, 0.75);
  paint_shine (pen, -0.2, -0.82, 0.13, 0.5);
  cairo_restore (cr);
  paint_stalk (pen, -0.01, -1.17, bend, 0.4);
  if (looks->leaf)
    paint_leaf (pen, dice, bend * 0.4, -1.36, -0.02);
}

static void
paint_lemon (GwPen *pen, const GwFruitLooks *looks, GwDice *dice)
{
  cairo_t *cr = pen->cr;

  path_lemon (cr);
  gw_pen_set_ball (pen, -0.35, -0.32, -0.05, -0.02, 1.35, gw_ink_shade (looks->ink, 0.42), looks->ink,
                   gw_ink_shade (looks->ink, -0.32));
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  paint_dots (pen, dice, 300, 1.15, 0.76, 0.014, gw_ink_shade (looks->ink, -0.35), 0.26);
  paint_dots (pen, dice, 200, 1.05, 0.7, 0.012, gw_ink_shade (looks->ink, 0.7), 0.35);
  gw_pen_ellipse (pen, 1.2, 0.0, 0.14, 0.2);
  gw_pen_set_alpha (pen, gw_ink (0x9aa03a), 0.5);
  cairo_fill (cr);
  gw_pen_ellipse (pen, -1.2, 0.0, 0.07, 0.09);
  gw_pen_set_alpha (pen, gw_ink (0x6a6a2a), 0.6);
  cairo_fill (cr);
  if (looks->bruised)
    paint_bruises (pen, dice);
  cairo_save (cr);
  cairo_scale (cr, 1.2, 0.8);
  paint_core_shadow (pen);
  cairo_restore (cr);
  paint_shine (pen, -0.45, -0.34, 0.26, 0.85);
  cairo_restore (cr);
  if (looks->leaf)
    paint_leaf (pen, dice, -1.18, -0.02, -0.36);
}

static void
paint_banana (GwPen *pen, const GwFruitLooks *looks, GwDice *dice)
{
  cairo_t *cr = pen->cr;
  int spots = looks->bruised ? 46 : gw_dice_range (dice, 0, 14);

  path_banana (cr);
  gw_pen_set_gradient3 (pen, -0.4, -0.5, 0.1, 0.7, gw_ink_shade (looks->ink, 0.32), looks->ink,
                        gw_ink_shade (looks->ink, -0.38));
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  /* The ridges run from end to end. */
  cairo_new_path (cr);
  cairo_move_to (cr, 1.66, -0.9);
  cairo_curve_to (cr, 1.3, -0.1, 0.7, 0.3, -0.08, 0.28);
  cairo_curve_to (cr, -0.7, 0.26, -1.2, 0.05, -1.52, -0.26);
  cairo_curve_to (cr, -1.1, 0.36, -0.5, 0.72, 0.1, 0.72);
  cairo_curve_to (cr, 0.8, 0.7, 1.5, 0.2, 1.76, -0.88);
  cairo_close_path (cr);
  gw_pen_set_alpha (pen, gw_ink_shade (looks->ink, -0.45), 0.34);
  cairo_fill (cr);
  cairo_new_path (cr);
  cairo_move_to (cr, 1.64, -0.92);
  cairo_curve_to (cr, 1.26, -0.16, 0.66, 0.2, -0.06, 0.18);
  cairo_curve_to (cr, -0.7, 0.16, -1.2, -0.02, -1.5, -0.28);
  gw_pen_set_alpha (pen, gw_ink (0xfff6c8), 0.55);
  cairo_set_line_width (cr, 0.04);
  cairo_stroke (cr);
  gw_pen_ellipse (pen, 1.72, -0.95, 0.26, 0.2);
  gw_pen_set_alpha (pen, gw_ink (0x7a7a2e), 0.75);
  cairo_fill (cr);
  gw_pen_ellipse (pen, 1.72, -0.98, 0.13, 0.1);
  gw_pen_fill_hex (pen, 0x4a3a22);
  gw_pen_ellipse (pen, -1.56, -0.24, 0.13, 0.14);
  gw_pen_fill_hex (pen, 0x3d2c1c);
  for (int i = 0; i < spots; i++)
    {
      double t = gw_dice_between (dice, -1.3, 1.35);
      double r = gw_dice_between (dice, 0.01, looks->bruised ? 0.07 : 0.03);
      double off = gw_dice_between (dice, -0.22, 0.22);

      gw_pen_blob (pen, dice, t, 0.3 - 0.19 * t * t + off, r * 1.6, r, 0.25);
      gw_pen_set_alpha (pen, gw_ink (0x5a3a1a), 0.7);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

void
gw_fruit_paint (GwPen *pen, const GwFruitLooks *looks)
{
  GwDice dice;

  gw_dice_init (&dice, looks->seed);
  cairo_save (pen->cr);
  cairo_scale (pen->cr, looks->squash, 1.0 / looks->squash);
  if (looks->cut)
    gw_fruit_paint_inside (pen, looks, &dice);
  else
    switch (looks->fruit)
      {
      case GW_FRUIT_ORANGE:
        paint_orange (pen, looks, &dice);
        break;
      case GW_FRUIT_PEAR:
        paint_pear (pen, looks, &dice);
        break;
      case GW_FRUIT_LEMON:
        paint_lemon (pen, looks, &dice);
        break;
      case GW_FRUIT_BANANA:
        paint_banana (pen, looks, &dice);
        break;
      case GW_FRUIT_APPLE_RED:
      case GW_FRUIT_APPLE_GREEN:
      case GW_N_FRUITS:
      default:
        paint_apple (pen, looks, &dice);
        break;
      }
  cairo_restore (pen->cr);
}
