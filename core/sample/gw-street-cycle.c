/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-street-person.h"

static const guint32 frame_inks[] = { 0xc4302b, 0x2b6cb0, 0x2f855a, 0xe0a020, 0x1f2328, 0x7a3fa0, 0x2aa5a0, 0xe8e6e0 };
static const guint32 helmet_inks[] = { 0xe8e6e0, 0xc4302b, 0x2b2e34, 0x2b6cb0, 0xe6c229, 0x57b894 };

static void
paint_bike_wheel (GwPen *pen, double x, double r)
{
  cairo_t *cr = pen->cr;

  cairo_new_path (cr);
  for (int i = 0; i < 10; i++)
    {
      double turn = i / 20.0;

      cairo_move_to (cr, x - gw_cos_turn (turn) * r * 0.95, -r - gw_sin_turn (turn) * r * 0.95);
      cairo_line_to (cr, x + gw_cos_turn (turn) * r * 0.95, -r + gw_sin_turn (turn) * r * 0.95);
    }
  gw_pen_set_alpha (pen, gw_ink (0x8f959b), 0.45);
  cairo_set_line_width (cr, 0.008);
  cairo_stroke (cr);
  gw_pen_ellipse (pen, x, -r, r - 0.022, r - 0.022);
  gw_pen_stroke (pen, gw_ink (0x191b1e), 0.046);
  gw_pen_ellipse (pen, x, -r, r - 0.06, r - 0.06);
  gw_pen_stroke (pen, gw_ink (0x9aa0a6), 0.016);
  gw_pen_ellipse (pen, x, -r, 0.035, 0.035);
  gw_pen_fill_hex (pen, 0x4a4f55);
}

static void
add_tube (cairo_t *cr, double x0, double y0, double x1, double y1)
{
  cairo_move_to (cr, x0, y0);
  cairo_line_to (cr, x1, y1);
}

#define BIKE_WHEEL 0.345

static void
paint_frame (GwPen *pen, int kind, GwInk frame)
{
  cairo_t *cr = pen->cr;
  const double r = BIKE_WHEEL;

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_new_path (cr);
  add_tube (cr, -0.53, -r, -0.07, -0.29);
  add_tube (cr, -0.53, -r, -0.21, -0.74);
  gw_pen_stroke (pen, gw_ink_shade (frame, -0.15), 0.034);
  cairo_new_path (cr);
  add_tube (cr, -0.07, -0.29, -0.22, -0.8);
  add_tube (cr, -0.07, -0.29, 0.38, -0.72);
  if (kind == 0)
    {
      cairo_move_to (cr, -0.16, -0.6);
      cairo_curve_to (cr, 0.05, -0.5, 0.2, -0.6, 0.36, -0.8);
    }
  else
    add_tube (cr, -0.21, -0.76, 0.36, -0.8);
  gw_pen_stroke (pen, frame, 0.045);
  cairo_new_path (cr);
  add_tube (cr, 0.34, -0.88, 0.4, -0.7);
  add_tube (cr, 0.4, -0.7, 0.53, -r);
  gw_pen_stroke (pen, gw_ink_shade (frame, -0.25), 0.045);
}

/* Saddle and handlebar on their posts. */
static void
paint_fittings (GwPen *pen, int kind)
{
  cairo_t *cr = pen->cr;

  cairo_new_path (cr);
  add_tube (cr, -0.22, -0.8, -0.25, -0.93);
  add_tube (cr, 0.34, -0.88, 0.32, -0.97);
  if (kind == 1)
    {
      cairo_move_to (cr, 0.32, -0.97);
      cairo_line_to (cr, 0.46, -0.97);
      cairo_curve_to (cr, 0.54, -0.95, 0.52, -0.82, 0.42, -0.82);
    }
  else
    {
      cairo_move_to (cr, 0.32, -0.97);
      cairo_curve_to (cr, 0.36, -1.04, 0.36, -1.05, 0.26, -1.05);
    }
  gw_pen_stroke (pen, gw_ink (0x3a3e44), 0.035);
  gw_pen_round_rectangle (pen, -0.38, -0.98, 0.27, 0.06, 0.03);
  gw_pen_fill_hex (pen, 0x24211f);
}

static void
paint_guards_and_basket (GwPen *pen, GwInk frame)
{
  for (int side = -1; side <= 1; side += 2)
    {
      cairo_new_path (pen->cr);
      cairo_arc (pen->cr, side * 0.53, -BIKE_WHEEL, BIKE_WHEEL + 0.03, G_PI * 1.05, G_PI * 1.9);
      gw_pen_stroke (pen, gw_ink_shade (frame, -0.3), 0.03);
    }
  gw_pen_round_rectangle (pen, 0.4, -1.0, 0.3, 0.22, 0.04);
  gw_pen_fill_hex (pen, 0x9a7245);
  gw_pen_rectangle (pen, 0.4, -0.92, 0.3, 0.02);
  gw_pen_fill_hex (pen, 0x6a4d2c);
}

/* kind: 0 city bicycle with mudguards and a basket, 1 racer, 2 mountain bicycle */
static void
paint_bicycle (GwPen *pen, int kind, GwInk frame)
{
  paint_bike_wheel (pen, -0.53, BIKE_WHEEL);
  paint_bike_wheel (pen, 0.53, BIKE_WHEEL);
  paint_frame (pen, kind, frame);
  paint_fittings (pen, kind);
  if (kind == 0)
    paint_guards_and_basket (pen, frame);
  gw_pen_ellipse (pen, -0.07, -0.29, 0.085, 0.085);
  gw_pen_stroke (pen, gw_ink (0x2f3338), 0.025);
}

static void
paint_bent_arm (GwPen *pen, const GwLooks *looks, double x, double y, double hand_x, double hand_y, double shade)
{
  GwPoint elbow = gw_joint_between (x, y, hand_x, hand_y, 0.3, 0.29, -1.0);

  gw_pen_limb (pen, elbow.x, elbow.y, 0.085, hand_x, hand_y, 0.07);
  gw_pen_fill (pen, gw_ink_shade (looks->cut == 0 || looks->cut == 4 ? looks->skin : looks->top, shade));
  gw_pen_ellipse (pen, hand_x, hand_y, 0.05, 0.045);
  gw_pen_fill (pen, gw_ink_shade (looks->skin, shade));
  gw_pen_limb (pen, x, y, 0.13, elbow.x, elbow.y, 0.095);
  gw_pen_fill (pen, gw_ink_shade (looks->top, shade));
}

static void
paint_back (GwPen *pen, const GwLooks *looks, double hip_x, double hip_y, double neck_x, double neck_y)
{
  cairo_t *cr = pen->cr;

  if (looks->bag == 1)
    {
      cairo_save (cr);
      cairo_translate (cr, (hip_x + 2.0 * neck_x) / 3.0 - 0.17, (hip_y + 2.0 * neck_y) / 3.0);
      cairo_rotate (cr, 0.5);
      gw_pen_round_rectangle (pen, -0.13, -0.2, 0.26, 0.44, 0.1);
      gw_pen_fill (pen, looks->extra);
      cairo_restore (cr);
    }
  gw_pen_limb (pen, hip_x, hip_y, 0.27, neck_x - 0.02, neck_y + 0.07, 0.27);
  gw_pen_set_gradient (pen, hip_x - 0.2, neck_y, hip_x + 0.3, hip_y, gw_ink_shade (looks->top, 0.14),
                       gw_ink_shade (looks->top, -0.22));
  cairo_fill (cr);
  gw_pen_limb (pen, hip_x - 0.01, hip_y + 0.05, 0.24, hip_x + 0.05, hip_y + 0.04, 0.2);
  gw_pen_fill (pen, looks->bottom);
}

/* prop->size: 0 turn of the cranks; kind of bicycle in prop->kind; pose 1 walks beside it. */
static void
paint_cyclist (GwPen *pen, const GwProp *prop)
{
  GwDice dice;
  GwLooks looks;
  double turn = prop->size[0];
  double dx = gw_cos_turn (turn) * 0.17;
  double dy = gw_sin_turn (turn) * 0.17;
  double hand_x = prop->kind == 1 ? 0.47 : 0.3;
  double hand_y = prop->kind == 1 ? -0.96 : -1.05;
  double neck_x = prop->kind == 0 ? -0.02 : prop->kind == 1 ? 0.2 : 0.1;
  double neck_y = prop->kind == 0 ? -1.5 : prop->kind == 1 ? -1.36 : -1.46;

  gw_dice_init (&dice, prop->seed);
  gw_looks_roll (&looks, &dice);
  looks.cut = looks.cut == 2 || looks.cut == 3 ? 1 : looks.cut;
  if (prop->pose == 1)
    {
      paint_bicycle (pen, prop->kind, prop->ink[0]);
      cairo_save (pen->cr);
      cairo_translate (pen->cr, -0.28, 0.03);
      gw_walker_paint_side (pen, &looks, turn, 0.9);
      cairo_restore (pen->cr);
      paint_bent_arm (pen, &looks, -0.28, -1.38, hand_x, hand_y, -0.02);
      return;
    }
  looks.extra = prop->ink[1];
  paint_bent_arm (pen, &looks, neck_x - 0.02, neck_y + 0.09, hand_x, hand_y, -0.35);
  gw_leg_paint (pen, &looks, -0.22, -1.0, -0.09 - dx, -0.37 - dy, -0.32);
  paint_bicycle (pen, prop->kind, prop->ink[0]);
  cairo_new_path (pen->cr);
  add_tube (pen->cr, -0.07, -0.29, -0.07 + dx, -0.29 + dy);
  gw_pen_stroke (pen, gw_ink (0x2f3338), 0.03);
  gw_leg_paint (pen, &looks, -0.22, -1.0, -0.09 + dx, -0.37 + dy, 0.0);
  paint_back (pen, &looks, -0.22, -1.06, neck_x, neck_y);
  gw_head_paint_side (pen, &looks, neck_x + 0.09, neck_y - 0.16, prop->size[1] > 0.5);
  paint_bent_arm (pen, &looks, neck_x - 0.02, neck_y + 0.09, hand_x, hand_y, -0.04);
}

static void
shadow_cycle (GwPen *pen, const GwProp *prop)
{
  gw_pen_soft_shadow (pen, pen->light->shadow_lean * (prop->mirrored ? -0.3 : 0.3), 0.0, 0.95, 0.13, 0.65);
}

static void
glow_cycle (GwPen *pen, const GwProp *prop)
{
  gw_pen_halo (pen, gw_ink (0xfff0c8), 0.5, -0.85, 0.55, 0.8 * pen->light->lamps);
  gw_pen_halo (pen, gw_ink (0xff3020), -0.4, -0.75, 0.35, 0.8 * pen->light->lamps);
}

void
gw_prop_roll_cyclist (GwProp *prop, const GwCamera *camera, double x, double z, gboolean mirrored, GwDice *dice)
{
  *prop = (GwProp) { .paint = paint_cyclist, .shadow = shadow_cycle, .glow = glow_cycle, .class_name = "Cyclist" };
  gw_prop_place (prop, camera, x, z, mirrored);
  prop->kind = gw_dice_range (dice, 0, 2);
  prop->pose = gw_dice_chance (dice, 0.1) ? 1 : 0;
  prop->size[0] = gw_dice_real (dice);
  prop->size[1] = gw_dice_chance (dice, 0.7) ? 1.0 : 0.0;
  prop->ink[0] = gw_ink (gw_dice_pick (dice, frame_inks));
  prop->ink[1] = gw_ink (gw_dice_pick (dice, helmet_inks));
  prop->seed = gw_dice_next (dice);
  prop->reach = (GwBox) { -1.15, -2.05, 2.3, 2.2 };
  gw_prop_add_trait (prop, "Riding", prop->pose == 1 ? "No" : "Yes");
  gw_prop_add_trait (prop, "Helmet", prop->pose == 0 && prop->size[1] > 0.5 ? "Yes" : "No");
}

static void
paint_machine (GwPen *pen, const GwProp *prop)
{
  cairo_t *cr = pen->cr;
  GwInk body = prop->ink[0];

  gw_vehicle_paint_wheel (pen, -0.68, 0.31, 6, gw_ink (0x9aa0a6));
  gw_vehicle_paint_wheel (pen, 0.7, 0.31, 6, gw_ink (0x9aa0a6));
  gw_pen_limb (pen, 0.48, -0.92, 0.07, 0.7, -0.32, 0.07);
  gw_pen_fill_hex (pen, 0x4a4f55);
  if (prop->kind == 0)
    {
      /* A scooter: one sweep from the shield to the tail. */
      cairo_new_path (cr);
      cairo_move_to (cr, 0.42, -1.0);
      cairo_curve_to (cr, 0.56, -0.9, 0.5, -0.4, 0.3, -0.26);
      cairo_line_to (cr, -0.3, -0.24);
      cairo_curve_to (cr, -0.5, -0.2, -0.9, -0.4, -0.95, -0.72);
      cairo_curve_to (cr, -0.8, -0.78, -0.4, -0.8, -0.2, -0.72);
      cairo_curve_to (cr, -0.1, -0.5, 0.0, -0.4, 0.2, -0.42);
      cairo_curve_to (cr, 0.32, -0.6, 0.32, -0.85, 0.36, -1.0);
      cairo_close_path (cr);
    }
  else
    {
      gw_pen_round_rectangle (pen, -0.3, -0.56, 0.56, 0.34, 0.1);
      gw_pen_fill_hex (pen, 0x3a3e44);
      gw_pen_limb (pen, -0.2, -0.26, 0.09, -0.86, -0.34, 0.12);
      gw_pen_fill_hex (pen, 0xa8adb2);
      cairo_new_path (cr);
      cairo_move_to (cr, 0.52, -1.0);
      cairo_curve_to (cr, 0.62, -0.85, 0.5, -0.6, 0.22, -0.52);
      cairo_line_to (cr, -0.3, -0.55);
      cairo_line_to (cr, -0.95, -0.82);
      cairo_curve_to (cr, -0.8, -0.9, -0.5, -0.84, -0.3, -0.76);
      cairo_curve_to (cr, -0.15, -0.95, 0.2, -1.0, 0.32, -0.88);
      cairo_close_path (cr);
    }
  gw_pen_set_gradient (pen, 0.0, -1.0, 0.0, -0.3, gw_ink_shade (body, 0.22), gw_ink_shade (body, -0.3));
  cairo_fill (cr);
  gw_pen_round_rectangle (pen, -0.8, -0.88, 0.68, 0.12, 0.06);
  gw_pen_fill_hex (pen, 0x1e2024);
  cairo_new_path (cr);
  add_tube (cr, 0.46, -0.95, 0.36, -1.1);
  gw_pen_stroke (pen, gw_ink (0x2d3034), 0.05);
  gw_pen_ellipse (pen, 0.56, -0.86, 0.06, 0.08);
  gw_pen_set_lamp (pen, 0xf0e8d0, 0xfff6dc);
  cairo_fill (cr);
  gw_pen_round_rectangle (pen, -0.97, -0.8, 0.08, 0.08, 0.03);
  gw_pen_fill_hex (pen, 0xc0262c);
}

static void
paint_motorcycle (GwPen *pen, const GwProp *prop)
{
  GwDice dice;
  GwLooks looks;

  gw_dice_init (&dice, prop->seed);
  gw_looks_roll (&looks, &dice);
  looks.cut = 1;
  looks.extra = prop->ink[1];
  gw_leg_paint (pen, &looks, -0.32, -0.9, 0.12, -0.36, -0.35);
  paint_machine (pen, prop);
  gw_leg_paint (pen, &looks, -0.32, -0.92, 0.08, -0.33, 0.0);
  paint_back (pen, &looks, -0.34, -0.98, -0.08, -1.42);
  /* A full helmet with its visor. */
  gw_pen_ellipse (pen, 0.0, -1.58, 0.16, 0.165);
  gw_pen_set_gradient (pen, -0.15, -1.75, 0.15, -1.42, gw_ink_shade (looks.extra, 0.3),
                       gw_ink_shade (looks.extra, -0.25));
  cairo_fill (pen->cr);
  gw_pen_round_rectangle (pen, 0.0, -1.64, 0.165, 0.1, 0.04);
  gw_pen_fill_hex (pen, 0x171a1e);
  paint_bent_arm (pen, &looks, -0.1, -1.34, 0.38, -1.08, -0.05);
}

static void
glow_motorcycle (GwPen *pen, const GwProp *prop)
{
  gw_vehicle_paint_beam (pen, 0.58, -0.86, 0.9);
}

void
gw_prop_roll_motorcycle (GwProp *prop, const GwCamera *camera, double x, double z, gboolean mirrored, GwDice *dice)
{
  *prop = (GwProp) {
    .paint = paint_motorcycle,
    .shadow = shadow_cycle,
    .glow = glow_motorcycle,
    .class_name = "Motorcycle",
  };
  gw_prop_place (prop, camera, x, z, mirrored);
  prop->kind = gw_dice_range (dice, 0, 1);
  prop->ink[0] = gw_ink (gw_dice_pick (dice, frame_inks));
  prop->ink[1] = gw_ink (gw_dice_pick (dice, helmet_inks));
  prop->seed = gw_dice_next (dice);
  prop->reach = (GwBox) { -1.2, -1.95, 2.4, 2.1 };
}

/* Two legs at work, one up and one down by lift. */
static void
paint_straight_legs (GwPen *pen, const GwLooks *looks, double lift)
{
  for (int side = -1; side <= 1; side += 2)
    {
      double foot = -0.3 + lift * side;
      double knee = -0.66 + lift * side * 0.7;
      double shade = side > 0 ? -0.18 : 0.0;

      gw_pen_limb (pen, side * 0.13, knee, 0.125, side * 0.12, foot, 0.09);
      gw_pen_fill (pen, gw_ink_shade (looks->cut == 4 ? looks->skin : looks->bottom, shade));
      gw_pen_limb (pen, side * 0.09, -0.98, 0.18, side * 0.13, knee, 0.14);
      gw_pen_fill (pen, gw_ink_shade (looks->bottom, shade));
      gw_pen_round_rectangle (pen, side * 0.12 - 0.055, foot - 0.02, 0.11, 0.08, 0.03);
      gw_pen_fill (pen, looks->shoes);
    }
}

static void
paint_straight_trunk (GwPen *pen, const GwLooks *looks)
{
  cairo_t *cr = pen->cr;
  GwInk sleeve = looks->cut == 0 || looks->cut == 4 ? looks->skin : looks->top;

  for (int side = -1; side <= 1; side += 2)
    {
      gw_pen_limb (pen, side * 0.2, -1.4, 0.12, side * 0.3, -1.2, 0.095);
      gw_pen_fill (pen, gw_ink_shade (looks->top, side > 0 ? -0.25 : -0.08));
      gw_pen_limb (pen, side * 0.3, -1.2, 0.085, side * 0.28, -1.06, 0.07);
      gw_pen_fill (pen, gw_ink_shade (sleeve, side > 0 ? -0.25 : -0.1));
    }
  cairo_new_path (cr);
  cairo_move_to (cr, -0.09, -1.5);
  cairo_curve_to (cr, -0.25, -1.46, -0.25, -1.36, -0.22, -1.25);
  cairo_line_to (cr, -0.15, -0.93);
  cairo_line_to (cr, 0.15, -0.93);
  cairo_line_to (cr, 0.22, -1.25);
  cairo_curve_to (cr, 0.25, -1.36, 0.25, -1.46, 0.09, -1.5);
  cairo_close_path (cr);
  gw_pen_set_gradient (pen, -0.22, 0.0, 0.22, 0.0, gw_ink_shade (looks->top, 0.12), gw_ink_shade (looks->top, -0.24));
  cairo_fill (cr);
}

/* From before or behind: a narrow wheel, two legs, a back. pose 1 comes. */
static void
paint_cyclist_along (GwPen *pen, const GwProp *prop)
{
  gboolean coming = prop->pose == 1;
  GwDice dice;
  GwLooks looks;

  gw_dice_init (&dice, prop->seed);
  gw_looks_roll (&looks, &dice);
  looks.cut = looks.cut == 2 || looks.cut == 3 ? 1 : looks.cut;
  looks.extra = prop->ink[1];
  gw_pen_round_rectangle (pen, -0.035, -0.69, 0.07, 0.69, 0.03);
  gw_pen_fill_hex (pen, 0x17191c);
  gw_pen_rectangle (pen, -0.025, -0.95, 0.05, 0.34);
  gw_pen_fill (pen, prop->ink[0]);
  paint_straight_legs (pen, &looks, gw_sin_turn (prop->size[0]) * 0.16);
  cairo_new_path (pen->cr);
  cairo_set_line_cap (pen->cr, CAIRO_LINE_CAP_ROUND);
  add_tube (pen->cr, -0.3, -1.05, 0.3, -1.05);
  gw_pen_stroke (pen, gw_ink (0x2d3034), 0.035);
  paint_straight_trunk (pen, &looks);
  if (looks.bag == 1 && !coming)
    {
      gw_pen_round_rectangle (pen, -0.16, -1.45, 0.32, 0.44, 0.1);
      gw_pen_fill (pen, gw_ink_shade (looks.extra, -0.2));
    }
  if (!coming)
    {
      gw_pen_ellipse (pen, 0.0, -0.86, 0.035, 0.045);
      gw_pen_set_lamp (pen, 0xc02a2a, 0xff4038);
      cairo_fill (pen->cr);
    }
  gw_head_paint_straight (pen, &looks, 0.0, -1.63, coming, prop->size[1] > 0.5);
}

static void
shadow_narrow (GwPen *pen, const GwProp *prop)
{
  gw_pen_soft_shadow (pen, pen->light->shadow_lean * 0.3, 0.0, 0.5, 0.12, 0.65);
}

void
gw_prop_roll_cyclist_along (GwProp *prop, const GwCamera *camera, double x, double z, gboolean coming, GwDice *dice)
{
  *prop = (GwProp) { .paint = paint_cyclist_along, .shadow = shadow_narrow, .class_name = "Cyclist" };
  gw_prop_place (prop, camera, x, z, FALSE);
  prop->pose = coming ? 1 : 0;
  prop->size[0] = gw_dice_real (dice);
  prop->size[1] = gw_dice_chance (dice, 0.7) ? 1.0 : 0.0;
  prop->ink[0] = gw_ink (gw_dice_pick (dice, frame_inks));
  prop->ink[1] = gw_ink (gw_dice_pick (dice, helmet_inks));
  prop->seed = gw_dice_next (dice);
  prop->reach = (GwBox) { -0.6, -2.0, 1.2, 2.1 };
  gw_prop_add_trait (prop, "Riding", "Yes");
  gw_prop_add_trait (prop, "Helmet", prop->size[1] > 0.5 ? "Yes" : "No");
}
