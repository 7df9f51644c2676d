/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-street-person.h"

#include <math.h>

static const guint32 skins[] = { 0xf0c8a4, 0xe3ad82, 0xc98f64, 0xa56d46, 0x7d4e32, 0x5b3a28 };
static const guint32 hairs[] = { 0x2a1f1a, 0x4a3324, 0x1b1a1d, 0x7a5230, 0xb98a4a, 0x8c8a88, 0x9c4a2a };
static const guint32 tops[] = {
  0xc8413a, 0x2f6aa8, 0xe3a534, 0x3f7a5a, 0xe8e4da, 0x3a3f4a,
  0x8a4f7a, 0x4f9a9a, 0xd97a4a, 0x6a7f9a, 0xb9506a, 0x5a5f3f,
};
static const guint32 bottoms[] = { 0x2b3446, 0x3a4a66, 0x4a4038, 0x23252b, 0x6a6254, 0x8a8a86, 0x4a3a4a };
static const guint32 shoes[] = { 0x22242a, 0xe6e2da, 0x5a3a28, 0x8a2f2f, 0x34495e };
static const guint32 extras[] = { 0x7a4a2a, 0x2f5a7a, 0xb03a3a, 0x2f2f36, 0xd9b04a, 0x4a7a5a };

void
gw_looks_roll (GwLooks *looks, GwDice *dice)
{
  static const double cuts[] = { 4, 4, 2, 2, 2 };
  static const double styles[] = { 5, 3, 2, 1, 1, 1.5 };
  static const double bags[] = { 5, 2, 2, 1 };

  looks->skin = gw_ink (gw_dice_pick (dice, skins));
  looks->hair = gw_ink (gw_dice_pick (dice, hairs));
  looks->top = gw_ink (gw_dice_pick (dice, tops));
  looks->bottom = gw_ink (gw_dice_pick (dice, bottoms));
  looks->shoes = gw_ink (gw_dice_pick (dice, shoes));
  looks->extra = gw_ink (gw_dice_pick (dice, extras));
  looks->skin = gw_ink_shade (looks->skin, gw_dice_between (dice, -0.05, 0.05));
  looks->top = gw_ink_shade (looks->top, gw_dice_between (dice, -0.12, 0.12));
  looks->bottom = gw_ink_shade (looks->bottom, gw_dice_between (dice, -0.08, 0.12));
  looks->cut = (int) gw_dice_weighted (dice, cuts, G_N_ELEMENTS (cuts));
  looks->hair_style = (int) gw_dice_weighted (dice, styles, G_N_ELEMENTS (styles));
  looks->bag = (int) gw_dice_weighted (dice, bags, G_N_ELEMENTS (bags));
}

GwPoint
gw_joint_between (double x0, double y0, double x1, double y1, double a, double b, double side)
{
  double dx = x1 - x0;
  double dy = y1 - y0;
  double d = sqrt (dx * dx + dy * dy);
  double along;
  double off;

  if (d >= a + b || d < 1e-6)
    return (GwPoint) { x0 + dx * a / (a + b), y0 + dy * a / (a + b) };
  along = (a * a - b * b + d * d) / (2.0 * d);
  off = sqrt (MAX (0.0, a * a - along * along)) * side;
  return (GwPoint) { x0 + (dx * along + dy * off) / d, y0 + (dy * along - dx * off) / d };
}

static gboolean
has_bare_legs (const GwLooks *looks)
{
  return looks->cut == 3 || looks->cut == 4;
}

void
gw_leg_paint (GwPen *pen, const GwLooks *looks, double hip_x, double hip_y, double ankle_x, double ankle_y,
              double shade)
{
  GwPoint knee = gw_joint_between (hip_x, hip_y, ankle_x, ankle_y, 0.44, 0.43, 1.0);
  gboolean bare = has_bare_legs (looks);
  GwInk cloth = gw_ink_shade (looks->bottom, shade);
  GwInk lower = bare ? gw_ink_shade (looks->skin, shade) : cloth;

  gw_pen_limb (pen, knee.x, knee.y, bare ? 0.11 : 0.135, ankle_x, ankle_y, bare ? 0.08 : 0.105);
  gw_pen_fill (pen, lower);
  gw_pen_limb (pen, hip_x, hip_y, 0.185, knee.x, knee.y, bare ? 0.12 : 0.14);
  gw_pen_fill (pen, looks->cut == 3 ? lower : cloth);
  gw_pen_round_rectangle (pen, ankle_x - 0.085, ankle_y - 0.01, 0.26, 0.09, 0.045);
  gw_pen_fill (pen, gw_ink_shade (looks->shoes, shade));
}

static void
paint_arm (GwPen *pen, const GwLooks *looks, double x, double y, double hand_x, double hand_y, double shade)
{
  GwPoint elbow = gw_joint_between (x, y, hand_x, hand_y, 0.29, 0.27, -1.0);
  gboolean short_sleeve = looks->cut == 0 || looks->cut == 4;

  gw_pen_limb (pen, elbow.x, elbow.y, 0.085, hand_x, hand_y, 0.065);
  gw_pen_fill (pen, gw_ink_shade (short_sleeve ? looks->skin : looks->top, shade));
  gw_pen_ellipse (pen, hand_x, hand_y + 0.02, 0.045, 0.05);
  gw_pen_fill (pen, gw_ink_shade (looks->skin, shade));
  gw_pen_limb (pen, x, y, 0.125, elbow.x, elbow.y, 0.095);
  gw_pen_fill (pen, gw_ink_shade (looks->top, shade));
}

void
gw_head_paint_side (GwPen *pen, const GwLooks *looks, double x, double y, gboolean helmet)
{
  cairo_t *cr = pen->cr;

  gw_pen_limb (pen, x - 0.025, y + 0.02, 0.1, x - 0.045, y + 0.16, 0.11);
  gw_pen_fill (pen, gw_ink_shade (looks->skin, -0.15));
  if (!helmet && (looks->hair_style == 1 || looks->hair_style == 2))
    {
      double drop = looks->hair_style == 1 ? 0.24 : 0.2;
      double back = looks->hair_style == 1 ? 0.1 : 0.16;

      gw_pen_limb (pen, x - 0.08, y - 0.04, 0.12, x - back, y + drop, 0.07);
      gw_pen_fill (pen, gw_ink_shade (looks->hair, -0.1));
    }
  gw_pen_ellipse (pen, x, y, 0.108, 0.132);
  gw_pen_fill (pen, looks->skin);
  gw_pen_ellipse (pen, x + 0.1, y + 0.022, 0.03, 0.024);
  gw_pen_fill (pen, looks->skin);
  gw_pen_ellipse (pen, x + 0.062, y - 0.012, 0.012, 0.017);
  gw_pen_fill_hex (pen, 0x1f1a18);
  if (helmet)
    {
      cairo_new_path (cr);
      cairo_arc (cr, x - 0.005, y - 0.03, 0.15, G_PI * 0.98, G_PI * 2.02);
      cairo_close_path (cr);
      gw_pen_fill (pen, looks->extra);
      gw_pen_round_rectangle (pen, x - 0.16, y - 0.05, 0.34, 0.035, 0.015);
      gw_pen_fill (pen, gw_ink_shade (looks->extra, -0.35));
      gw_pen_limb (pen, x - 0.09, y - 0.135, 0.02, x + 0.05, y - 0.145, 0.02);
      gw_pen_fill (pen, gw_ink_shade (looks->extra, 0.4));
      return;
    }
  if (looks->hair_style == 4)
    return;
  cairo_new_path (cr);
  cairo_move_to (cr, x + 0.085, y - 0.06);
  cairo_curve_to (cr, x + 0.12, y - 0.17, x - 0.03, y - 0.18, x - 0.07, y - 0.13);
  cairo_curve_to (cr, x - 0.15, y - 0.08, x - 0.13, y + 0.05, x - 0.07, y + 0.085);
  cairo_curve_to (cr, x - 0.07, y + 0.02, x - 0.045, y - 0.02, x - 0.01, y - 0.045);
  cairo_curve_to (cr, x + 0.02, y - 0.07, x + 0.05, y - 0.075, x + 0.085, y - 0.06);
  cairo_close_path (cr);
  gw_pen_fill (pen, looks->hair);
  if (looks->hair_style == 3)
    {
      gw_pen_ellipse (pen, x - 0.12, y - 0.09, 0.06, 0.06);
      gw_pen_fill (pen, looks->hair);
    }
  else if (looks->hair_style == 5)
    {
      cairo_new_path (cr);
      cairo_arc (cr, x, y - 0.055, 0.122, G_PI, 2.0 * G_PI);
      cairo_close_path (cr);
      gw_pen_fill (pen, looks->extra);
      gw_pen_round_rectangle (pen, x - 0.13, y - 0.075, 0.31, 0.035, 0.015);
      gw_pen_fill (pen, gw_ink_shade (looks->extra, -0.3));
    }
}

void
gw_head_paint_straight (GwPen *pen, const GwLooks *looks, double x, double y, gboolean face, gboolean helmet)
{
  cairo_t *cr = pen->cr;
  gboolean long_hair = looks->hair_style == 1 || (looks->hair_style == 2 && !face);

  gw_pen_rectangle (pen, x - 0.052, y + 0.05, 0.104, 0.15);
  gw_pen_fill (pen, gw_ink_shade (looks->skin, -0.18));
  if (!helmet && long_hair && face)
    {
      gw_pen_round_rectangle (pen, x - 0.128, y - 0.08, 0.256, 0.33, 0.1);
      gw_pen_fill (pen, gw_ink_shade (looks->hair, -0.15));
    }
  gw_pen_ellipse (pen, x, y, 0.106, 0.132);
  gw_pen_fill (pen, !face && looks->hair_style != 4 ? looks->hair : looks->skin);
  if (face)
    {
      gw_pen_ellipse (pen, x - 0.04, y - 0.008, 0.012, 0.016);
      gw_pen_fill_hex (pen, 0x1f1a18);
      gw_pen_ellipse (pen, x + 0.04, y - 0.008, 0.012, 0.016);
      gw_pen_fill_hex (pen, 0x1f1a18);
      gw_pen_round_rectangle (pen, x - 0.03, y + 0.062, 0.06, 0.014, 0.007);
      gw_pen_fill (pen, gw_ink_shade (looks->skin, -0.38));
    }
  if (!helmet && long_hair && !face)
    {
      gw_pen_round_rectangle (pen, x - 0.118, y - 0.08, 0.236, 0.34, 0.1);
      gw_pen_fill (pen, looks->hair);
    }
  if (helmet || looks->hair_style == 5)
    {
      cairo_new_path (cr);
      cairo_arc (cr, x, y - 0.03, helmet ? 0.145 : 0.122, G_PI, 2.0 * G_PI);
      cairo_close_path (cr);
      gw_pen_fill (pen, looks->extra);
      gw_pen_round_rectangle (pen, x - 0.15, y - 0.05, 0.3, 0.035, 0.015);
      gw_pen_fill (pen, gw_ink_shade (looks->extra, -0.3));
      return;
    }
  if (face && looks->hair_style != 4)
    {
      cairo_new_path (cr);
      cairo_move_to (cr, x - 0.108, y + 0.01);
      cairo_curve_to (cr, x - 0.14, y - 0.19, x + 0.14, y - 0.19, x + 0.108, y + 0.01);
      cairo_curve_to (cr, x + 0.09, y - 0.06, x + 0.03, y - 0.09, x - 0.02, y - 0.075);
      cairo_curve_to (cr, x - 0.06, y - 0.07, x - 0.1, y - 0.04, x - 0.108, y + 0.01);
      cairo_close_path (cr);
      gw_pen_fill (pen, looks->hair);
    }
  if (looks->hair_style == 3)
    {
      gw_pen_ellipse (pen, x, y - 0.15, 0.065, 0.055);
      gw_pen_fill (pen, gw_ink_shade (looks->hair, -0.1));
    }
}

static double
hem_of (const GwLooks *looks)
{
  static const double hems[] = { -0.84, -0.78, -0.48, -0.52, -0.84 };

  return hems[looks->cut];
}

static void
set_cloth (GwPen *pen, GwInk ink, double half)
{
  gw_pen_set_gradient3 (pen, -half, 0.0, half, 0.0, gw_ink_shade (ink, 0.12), ink, gw_ink_shade (ink, -0.24));
}

static void
paint_torso_side (GwPen *pen, const GwLooks *looks, double sway)
{
  cairo_t *cr = pen->cr;
  double hem = hem_of (looks);
  double flare = looks->cut == 3 ? 0.2 : looks->cut == 2 ? 0.17 : 0.125;

  cairo_new_path (cr);
  cairo_move_to (cr, -0.05, -1.49);
  cairo_curve_to (cr, -0.15, -1.45, -0.16, -1.3, -0.13, -1.1);
  cairo_line_to (cr, -flare - sway, hem);
  cairo_line_to (cr, flare - sway * 0.3, hem);
  cairo_line_to (cr, 0.115, -1.02);
  cairo_curve_to (cr, 0.13, -1.2, 0.15, -1.36, 0.06, -1.48);
  cairo_close_path (cr);
  set_cloth (pen, looks->top, 0.16);
  cairo_fill (cr);
  if (looks->cut == 1 || looks->cut == 2)
    {
      gw_pen_rectangle (pen, 0.085, -1.42, 0.02, -hem > 0.6 ? 0.6 : 0.9);
      gw_pen_set_alpha (pen, gw_ink (0x000000), 0.25);
      cairo_fill (cr);
    }
  if (looks->cut == 3)
    {
      gw_pen_round_rectangle (pen, -0.125, -1.04, 0.245, 0.06, 0.02);
      gw_pen_fill (pen, gw_ink_shade (looks->top, -0.35));
    }
}

void
gw_walker_paint_side (GwPen *pen, const GwLooks *looks, double phase, double stride)
{
  double swing = gw_sin_turn (phase) * stride;
  double lift_near = MAX (0.0, gw_cos_turn (phase)) * 0.1 * stride;
  double lift_far = MAX (0.0, -gw_cos_turn (phase)) * 0.1 * stride;
  double hip = -0.9;

  paint_arm (pen, looks, -0.01, -1.4, 0.05 + swing * 0.34, -0.9 - (swing > 0.0 ? swing * 0.08 : 0.0), -0.32);
  gw_leg_paint (pen, looks, 0.0, hip, -swing * 0.36, -0.085 - lift_far, -0.3);
  gw_leg_paint (pen, looks, 0.0, hip, swing * 0.36, -0.085 - lift_near, 0.0);
  if (looks->bag == 1)
    {
      gw_pen_round_rectangle (pen, -0.33, -1.44, 0.24, 0.46, 0.09);
      gw_pen_fill (pen, looks->extra);
      gw_pen_round_rectangle (pen, -0.34, -1.22, 0.12, 0.2, 0.05);
      gw_pen_fill (pen, gw_ink_shade (looks->extra, -0.25));
    }
  paint_torso_side (pen, looks, swing * 0.06);
  gw_head_paint_side (pen, looks, 0.03, -1.62, FALSE);
  if (looks->bag == 2)
    {
      cairo_new_path (pen->cr);
      cairo_move_to (pen->cr, 0.04, -1.46);
      cairo_line_to (pen->cr, -0.1, -0.95);
      gw_pen_stroke (pen, gw_ink_shade (looks->extra, -0.3), 0.03);
      gw_pen_round_rectangle (pen, -0.24, -0.98, 0.28, 0.24, 0.05);
      gw_pen_fill (pen, looks->extra);
      gw_pen_rectangle (pen, -0.24, -0.9, 0.28, 0.03);
      gw_pen_fill (pen, gw_ink_shade (looks->extra, -0.25));
    }
  paint_arm (pen, looks, -0.01, -1.4, 0.05 - swing * 0.34, -0.9, -0.06);
  if (looks->bag == 3)
    {
      double x = 0.05 - swing * 0.34;

      gw_pen_round_rectangle (pen, x - 0.17, -0.8, 0.34, 0.26, 0.03);
      gw_pen_fill (pen, looks->extra);
      gw_pen_rectangle (pen, x - 0.06, -0.86, 0.12, 0.03);
      gw_pen_fill (pen, gw_ink_shade (looks->extra, -0.3));
    }
}

static void
paint_torso_straight (GwPen *pen, const GwLooks *looks, gboolean front)
{
  cairo_t *cr = pen->cr;
  double hem = hem_of (looks);
  double flare = looks->cut == 3 ? 0.27 : looks->cut == 2 ? 0.23 : 0.17;

  cairo_new_path (cr);
  cairo_move_to (cr, -0.07, -1.5);
  cairo_curve_to (cr, -0.2, -1.46, -0.235, -1.4, -0.22, -1.3);
  cairo_line_to (cr, -0.155, -1.02);
  cairo_line_to (cr, -flare, hem);
  cairo_line_to (cr, flare, hem);
  cairo_line_to (cr, 0.155, -1.02);
  cairo_line_to (cr, 0.22, -1.3);
  cairo_curve_to (cr, 0.235, -1.4, 0.2, -1.46, 0.07, -1.5);
  cairo_close_path (cr);
  set_cloth (pen, looks->top, 0.23);
  cairo_fill (cr);
  if (front && (looks->cut == 1 || looks->cut == 2))
    {
      double xy[] = { -0.06, -1.5, 0.06, -1.5, 0.0, -1.28 };

      gw_pen_polygon (pen, xy, 3);
      gw_pen_fill_hex (pen, 0xe9e4d8);
      gw_pen_rectangle (pen, -0.01, -1.3, 0.02, -hem > 0.6 ? 0.5 : 0.8);
      gw_pen_set_alpha (pen, gw_ink (0x000000), 0.3);
      cairo_fill (cr);
    }
  if (looks->cut == 3)
    {
      gw_pen_round_rectangle (pen, -0.158, -1.05, 0.316, 0.06, 0.02);
      gw_pen_fill (pen, gw_ink_shade (looks->top, -0.35));
    }
  if (looks->bag == 1 && !front)
    {
      gw_pen_round_rectangle (pen, -0.17, -1.44, 0.34, 0.46, 0.1);
      gw_pen_fill (pen, looks->extra);
      gw_pen_round_rectangle (pen, -0.12, -1.2, 0.24, 0.19, 0.05);
      gw_pen_fill (pen, gw_ink_shade (looks->extra, -0.25));
    }
}

static void
paint_straight (GwPen *pen, const GwLooks *looks, gboolean front, double phase, double stride)
{
  double step = gw_sin_turn (phase) * stride;

  for (int side = -1; side <= 1; side += 2)
    {
      double lift = MAX (0.0, step * side) * 0.1;
      gboolean bare = has_bare_legs (looks);
      GwInk cloth = gw_ink_shade (looks->bottom, side > 0 ? -0.15 : 0.02);
      GwInk lower = bare ? looks->skin : cloth;

      gw_pen_limb (pen, side * 0.09, -0.5, bare ? 0.11 : 0.14, side * 0.095, -0.1 - lift, bare ? 0.085 : 0.115);
      gw_pen_fill (pen, lower);
      gw_pen_limb (pen, side * 0.085, -0.9, 0.18, side * 0.09, -0.48, 0.14);
      gw_pen_fill (pen, looks->cut == 3 ? lower : cloth);
      gw_pen_round_rectangle (pen, side * 0.1 - 0.065, -0.095 - lift, 0.13, front ? 0.105 : 0.085, 0.045);
      gw_pen_fill (pen, looks->shoes);
    }
  for (int side = -1; side <= 1; side += 2)
    {
      double reach = -step * side * 0.05;

      gw_pen_limb (pen, side * 0.265, -1.14, 0.085, side * 0.275, -0.87 + reach, 0.065);
      gw_pen_fill (
          pen, gw_ink_shade (looks->cut == 0 || looks->cut == 4 ? looks->skin : looks->top, side > 0 ? -0.25 : -0.1));
      gw_pen_ellipse (pen, side * 0.275, -0.845 + reach, 0.045, 0.055);
      gw_pen_fill (pen, looks->skin);
      gw_pen_limb (pen, side * 0.2, -1.4, 0.12, side * 0.262, -1.14, 0.095);
      gw_pen_fill (pen, gw_ink_shade (looks->top, side > 0 ? -0.25 : -0.08));
    }
  paint_torso_straight (pen, looks, front);
  gw_head_paint_straight (pen, looks, 0.0, -1.63, front, FALSE);
  if (looks->bag >= 2)
    {
      gw_pen_round_rectangle (pen, 0.2, -0.86, 0.2, 0.28, 0.04);
      gw_pen_fill (pen, looks->extra);
    }
}

static void
paint_umbrella (GwPen *pen, GwInk ink)
{
  cairo_t *cr = pen->cr;

  gw_pen_limb (pen, 0.18, -1.05, 0.03, 0.1, -2.14, 0.025);
  gw_pen_fill_hex (pen, 0x2a2c31);
  cairo_new_path (cr);
  cairo_move_to (cr, -0.52, -1.78);
  cairo_curve_to (cr, -0.42, -2.22, 0.52, -2.3, 0.72, -1.78);
  cairo_curve_to (cr, 0.62, -1.86, 0.5, -1.86, 0.42, -1.79);
  cairo_curve_to (cr, 0.3, -1.87, 0.16, -1.87, 0.09, -1.79);
  cairo_curve_to (cr, -0.04, -1.87, -0.14, -1.87, -0.22, -1.79);
  cairo_curve_to (cr, -0.32, -1.86, -0.42, -1.86, -0.52, -1.78);
  cairo_close_path (cr);
  gw_pen_set_gradient (pen, -0.5, -2.2, 0.7, -1.8, gw_ink_shade (ink, 0.25), gw_ink_shade (ink, -0.25));
  cairo_fill (cr);
  cairo_new_path (cr);
  cairo_move_to (cr, 0.1, -2.15);
  cairo_curve_to (cr, -0.1, -2.1, -0.2, -1.95, -0.22, -1.8);
  cairo_move_to (cr, 0.1, -2.15);
  cairo_curve_to (cr, 0.3, -2.1, 0.4, -1.95, 0.42, -1.8);
  gw_pen_stroke (pen, gw_ink_shade (ink, -0.35), 0.014);
}

/* prop->size: 0 height in metres of 1.75, 1 phase, 2 stride, 3 umbrella */
static void
paint_person (GwPen *pen, const GwProp *prop)
{
  GwDice dice;
  GwLooks looks;

  gw_dice_init (&dice, prop->seed);
  gw_looks_roll (&looks, &dice);
  cairo_save (pen->cr);
  cairo_scale (pen->cr, prop->size[0], prop->size[0]);
  if (prop->pose == GW_FACING_SIDE)
    gw_walker_paint_side (pen, &looks, prop->size[1], prop->size[2]);
  else
    paint_straight (pen, &looks, prop->pose == GW_FACING_FRONT, prop->size[1], prop->size[2]);
  if (prop->size[3] > 0.5)
    paint_umbrella (pen, looks.extra);
  cairo_restore (pen->cr);
}

static void
shadow_person (GwPen *pen, const GwProp *prop)
{
  double lean = pen->light->shadow_lean * (prop->mirrored ? -0.35 : 0.35);

  gw_pen_soft_shadow (pen, lean, 0.0, 0.36 + ABS (lean) * 1.2, 0.1, 0.7);
}

void
gw_prop_roll_person (GwProp *prop, const GwCamera *camera, double x, double z, GwPace pace, GwFacing facing,
                     gboolean rain, GwDice *dice)
{
  gboolean child = gw_dice_chance (dice, 0.12);

  *prop = (GwProp) { .paint = paint_person, .shadow = shadow_person, .class_name = "Pedestrian" };
  gw_prop_place (prop, camera, x, z, gw_dice_chance (dice, 0.5));
  prop->pose = facing;
  prop->size[0] = (child ? gw_dice_between (dice, 1.1, 1.4) : gw_dice_between (dice, 1.55, 1.92)) / 1.75;
  prop->size[1] = pace == GW_PACE_WALKING ? gw_dice_real (dice) : 0.02;
  prop->size[2] = pace == GW_PACE_WALKING ? gw_dice_between (dice, 0.75, 1.15) : 0.25;
  prop->size[3] = rain && gw_dice_chance (dice, 0.6) ? 1.0 : 0.0;
  prop->seed = gw_dice_next (dice);
  prop->reach = (GwBox) { -0.95, -2.5, 1.9, 2.7 };
  gw_prop_add_trait (prop, "Age", child ? "Child" : "Adult");
  gw_prop_add_trait (prop, "Walking", pace == GW_PACE_WALKING ? "Yes" : "No");
}
