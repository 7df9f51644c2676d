/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-street-props.h"

static void
paint_pole (GwPen *pen, double height, double width, GwInk ink)
{
  gw_pen_rectangle (pen, -width / 2.0, -height, width, height);
  gw_pen_set_gradient (pen, -width / 2.0, 0.0, width / 2.0, 0.0, gw_ink_shade (ink, 0.25), gw_ink_shade (ink, -0.35));
  cairo_fill (pen->cr);
  gw_pen_round_rectangle (pen, -width, -0.3, width * 2.0, 0.3, 0.03);
  gw_pen_fill (pen, gw_ink_shade (ink, -0.2));
}

static void
shadow_post (GwPen *pen, const GwProp *prop)
{
  double lean = pen->light->shadow_lean;

  gw_pen_soft_shadow (pen, lean * 0.7, 0.0, 0.25 + ABS (lean) * 0.9, 0.06, 0.6);
}

static void
paint_light_post (GwPen *pen, const GwProp *prop)
{
  paint_pole (pen, prop->size[0], 0.13, gw_ink (0x34383d));
}

static const guint32 bulb_inks[3] = { 0xff3b30, 0xffb020, 0x30d060 };

/* prop->kind: 0 red, 1 amber, 2 green, 3 off; own coordinates stand on the ground, the head is size[0] up. */
static void
paint_light_head (GwPen *pen, const GwProp *prop)
{
  double top = -prop->size[0];

  gw_pen_round_rectangle (pen, -0.23, top - 0.06, 0.46, 1.22, 0.09);
  gw_pen_fill_hex (pen, 0x191b1f);
  gw_pen_round_rectangle (pen, -0.17, top, 0.34, 1.1, 0.06);
  gw_pen_fill_hex (pen, 0x2b2e33);
  for (int i = 0; i < 3; i++)
    {
      double y = top + 0.2 + 0.35 * i;
      GwInk ink = gw_ink (bulb_inks[i]);

      gw_pen_ellipse (pen, 0.0, y, 0.135, 0.135);
      if (prop->kind == i)
        {
          gw_pen_set_glow (pen, ink, 1.0);
          cairo_fill (pen->cr);
          gw_pen_ellipse (pen, -0.03, y - 0.03, 0.07, 0.07);
          gw_pen_set_glow (pen, gw_ink_mix (ink, gw_ink (0xffffff), 0.55), 0.8);
          cairo_fill (pen->cr);
        }
      else
        gw_pen_fill (pen, gw_ink_mix (ink, gw_ink (0x14161a), 0.78));
      cairo_new_path (pen->cr);
      cairo_arc (pen->cr, 0.0, y, 0.16, G_PI * 1.08, G_PI * 1.92);
      gw_pen_stroke (pen, gw_ink (0x0e0f12), 0.05);
    }
}

static void
glow_light_head (GwPen *pen, const GwProp *prop)
{
  if (prop->kind < 3)
    gw_pen_halo (pen, gw_ink (bulb_inks[prop->kind]), 0.0, -prop->size[0] + 0.2 + 0.35 * prop->kind,
                 0.5 + 0.5 * pen->light->lamps, 0.35 + 0.4 * pen->light->lamps);
}

void
gw_stage_add_traffic_light (GwStage *stage, const GwCamera *camera, double x, double z, int state, GwDice *dice)
{
  static const char *const states[] = { "Red", "Yellow", "Green", "Off" };
  double height = gw_dice_between (dice, 3.0, 3.6);
  GwProp post = { .paint = paint_light_post, .shadow = shadow_post };
  GwProp head = { .paint = paint_light_head, .glow = glow_light_head, .class_name = "Traffic Light" };

  gw_prop_place (&post, camera, x, z, FALSE);
  post.size[0] = height;
  post.reach = (GwBox) { -0.3, -height - 0.1, 0.6, height + 0.2 };
  gw_stage_add (stage, &post);

  gw_prop_place (&head, camera, x, z, FALSE);
  head.depth = z - 0.1;
  head.kind = state;
  head.size[0] = height;
  head.reach = (GwBox) { -0.4, -height - 0.3, 0.8, 1.7 };
  gw_prop_add_trait (&head, "State", states[state]);
  gw_stage_add (stage, &head);
}

static void
paint_sign_post (GwPen *pen, const GwProp *prop)
{
  paint_pole (pen, prop->size[0], 0.075, gw_ink (0x8c9196));
}

static void
add_corners (cairo_t *cr, double cx, double cy, double radius, int n, double turn)
{
  cairo_new_path (cr);
  for (int i = 0; i < n; i++)
    cairo_line_to (cr, cx + gw_cos_turn (turn + (double) i / n) * radius,
                   cy + gw_sin_turn (turn + (double) i / n) * radius);
  cairo_close_path (cr);
}

static void
fill_corners (GwPen *pen, double cy, double radius, int n, double turn, guint32 hex)
{
  add_corners (pen->cr, 0.0, cy, radius, n, turn);
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_ROUND);
  gw_pen_set (pen, gw_ink (hex));
  cairo_set_line_width (pen->cr, 0.04);
  cairo_stroke_preserve (pen->cr);
  cairo_fill (pen->cr);
}

static const char *const sign_names[] = {
  "Stop", "Yield", "No Entry", "No Parking", "Crossing", "Direction", "Warning"
};

static void
paint_walker_mark (GwPen *pen, double cy, guint32 hex)
{
  gw_pen_ellipse (pen, 0.02, cy - 0.16, 0.042, 0.042);
  gw_pen_fill_hex (pen, hex);
  gw_pen_limb (pen, 0.01, cy - 0.1, 0.07, 0.0, cy + 0.02, 0.06);
  gw_pen_fill_hex (pen, hex);
  gw_pen_limb (pen, 0.0, cy + 0.02, 0.045, 0.09, cy + 0.17, 0.035);
  gw_pen_fill_hex (pen, hex);
  gw_pen_limb (pen, 0.0, cy + 0.02, 0.045, -0.08, cy + 0.17, 0.035);
  gw_pen_fill_hex (pen, hex);
  gw_pen_limb (pen, 0.0, cy - 0.08, 0.035, 0.1, cy, 0.03);
  gw_pen_fill_hex (pen, hex);
  gw_pen_limb (pen, 0.0, cy - 0.08, 0.035, -0.1, cy - 0.01, 0.03);
  gw_pen_fill_hex (pen, hex);
}

/* A disc with a rim. */
static void
fill_disc (GwPen *pen, double cy, double inner, guint32 rim, guint32 hex)
{
  gw_pen_ellipse (pen, 0.0, cy, 0.34, 0.34);
  gw_pen_fill_hex (pen, rim);
  gw_pen_ellipse (pen, 0.0, cy, inner, inner);
  gw_pen_fill_hex (pen, hex);
}

static void
paint_crossing_sign (GwPen *pen, double cy)
{
  gw_pen_round_rectangle (pen, -0.32, cy - 0.32, 0.64, 0.64, 0.06);
  gw_pen_fill_hex (pen, 0xf2efe8);
  gw_pen_round_rectangle (pen, -0.295, cy - 0.295, 0.59, 0.59, 0.05);
  gw_pen_fill_hex (pen, 0x2458a0);
  fill_corners (pen, cy + 0.06, 0.26, 3, 0.75, 0xf2efe8);
  paint_walker_mark (pen, cy + 0.04, 0x1c1e22);
}

static void
paint_direction_sign (GwPen *pen, double cy)
{
  fill_disc (pen, cy, 0.315, 0xf2efe8, 0x2458a0);
  cairo_new_path (pen->cr);
  cairo_move_to (pen->cr, -0.18, cy);
  cairo_line_to (pen->cr, 0.16, cy);
  cairo_move_to (pen->cr, 0.04, cy - 0.13);
  cairo_line_to (pen->cr, 0.18, cy);
  cairo_line_to (pen->cr, 0.04, cy + 0.13);
  gw_pen_stroke (pen, gw_ink (0xf2efe8), 0.08);
}

/* In the order of sign_names. */
static void
paint_sign_plate (GwPen *pen, const GwProp *prop)
{
  double cy = -prop->size[0] + 0.35;

  switch (prop->kind)
    {
    case 0:
      fill_corners (pen, cy, 0.36, 8, 1.0 / 16.0, 0xf2efe8);
      fill_corners (pen, cy, 0.32, 8, 1.0 / 16.0, 0xb8212b);
      gw_pen_round_rectangle (pen, -0.2, cy - 0.05, 0.4, 0.1, 0.03);
      gw_pen_fill_hex (pen, 0xf2efe8);
      break;
    case 1:
      fill_corners (pen, cy - 0.08, 0.4, 3, 0.25, 0xb8212b);
      fill_corners (pen, cy - 0.08, 0.25, 3, 0.25, 0xf2efe8);
      break;
    case 2:
      fill_disc (pen, cy, 0.31, 0xf2efe8, 0xb8212b);
      gw_pen_rectangle (pen, -0.2, cy - 0.06, 0.4, 0.12);
      gw_pen_fill_hex (pen, 0xf2efe8);
      break;
    case 3:
      fill_disc (pen, cy, 0.26, 0xb8212b, 0x2458a0);
      gw_pen_limb (pen, -0.19, cy - 0.19, 0.07, 0.19, cy + 0.19, 0.07);
      gw_pen_fill_hex (pen, 0xb8212b);
      break;
    case 4:
      paint_crossing_sign (pen, cy);
      break;
    case 5:
      paint_direction_sign (pen, cy);
      break;
    default:
      fill_corners (pen, cy, 0.36, 4, 0.0, 0x1c1e22);
      fill_corners (pen, cy, 0.33, 4, 0.0, 0xf0b92c);
      gw_pen_limb (pen, 0.0, cy - 0.16, 0.09, 0.0, cy + 0.04, 0.06);
      gw_pen_fill_hex (pen, 0x1c1e22);
      gw_pen_ellipse (pen, 0.0, cy + 0.14, 0.045, 0.045);
      gw_pen_fill_hex (pen, 0x1c1e22);
      break;
    }
}

void
gw_stage_add_sign (GwStage *stage, const GwCamera *camera, double x, double z, GwDice *dice)
{
  double height = gw_dice_between (dice, 2.5, 2.9);
  GwProp post = { .paint = paint_sign_post, .shadow = shadow_post };
  GwProp plate = { .paint = paint_sign_plate, .class_name = "Traffic Sign" };

  gw_prop_place (&post, camera, x, z, FALSE);
  post.size[0] = height;
  post.reach = (GwBox) { -0.3, -height - 0.1, 0.6, height + 0.2 };
  gw_stage_add (stage, &post);

  gw_prop_place (&plate, camera, x, z, FALSE);
  plate.depth = z - 0.05;
  plate.kind = (int) gw_dice_below (dice, G_N_ELEMENTS (sign_names));
  plate.size[0] = height;
  plate.reach = (GwBox) { -0.5, -height - 0.25, 1.0, 1.1 };
  gw_prop_add_trait (&plate, "Kind", sign_names[plate.kind]);
  gw_stage_add (stage, &plate);
}

static void
paint_lamp (GwPen *pen, const GwProp *prop)
{
  cairo_t *cr = pen->cr;
  GwInk iron = gw_ink (0x3d4248);

  paint_pole (pen, 5.4, 0.12, iron);
  cairo_new_path (cr);
  cairo_move_to (cr, 0.0, -5.3);
  cairo_curve_to (cr, 0.1, -6.0, 0.5, -6.1, 1.2, -6.05);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  gw_pen_stroke (pen, iron, 0.09);
  gw_pen_round_rectangle (pen, 0.95, -6.14, 0.75, 0.16, 0.07);
  gw_pen_fill (pen, gw_ink_shade (iron, -0.2));
  gw_pen_round_rectangle (pen, 1.02, -6.0, 0.6, 0.07, 0.03);
  gw_pen_set_lamp (pen, 0xd8d8d0, 0xfff3cf);
  cairo_fill (cr);
}

static void
glow_lamp (GwPen *pen, const GwProp *prop)
{
  if (pen->light->lamps < 0.3)
    return;
  gw_pen_halo (pen, gw_ink (0xffdf9e), 1.32, -5.9, 2.4, 0.75 * pen->light->lamps);
  cairo_save (pen->cr);
  cairo_translate (pen->cr, 1.3, 0.0);
  cairo_scale (pen->cr, 4.2, 0.9);
  gw_pen_halo (pen, gw_ink (0xffd58a), 0.0, 0.0, 1.0, 0.3 * pen->light->lamps);
  cairo_restore (pen->cr);
}

void
gw_prop_roll_lamp (GwProp *prop, const GwCamera *camera, double x, double z, gboolean mirrored)
{
  *prop = (GwProp) { .paint = paint_lamp, .shadow = shadow_post, .glow = glow_lamp };
  gw_prop_place (prop, camera, x, z, mirrored);
  prop->reach = (GwBox) { -0.3, -6.4, 2.2, 6.5 };
}

static void
paint_bench (GwPen *pen, const GwProp *prop)
{
  GwInk wood = prop->ink[0];

  for (int side = -1; side <= 1; side += 2)
    {
      gw_pen_rectangle (pen, side * 0.72 - 0.04, -0.46, 0.08, 0.46);
      gw_pen_fill_hex (pen, 0x33373c);
      gw_pen_rectangle (pen, side * 0.72 - 0.03, -0.9, 0.06, 0.5);
      gw_pen_fill_hex (pen, 0x33373c);
    }
  for (int i = 0; i < 3; i++)
    {
      gw_pen_round_rectangle (pen, -0.9, -0.9 + 0.14 * i, 1.8, 0.1, 0.02);
      gw_pen_fill (pen, gw_ink_shade (wood, 0.08 - 0.08 * i));
    }
  gw_pen_round_rectangle (pen, -0.92, -0.48, 1.84, 0.09, 0.02);
  gw_pen_fill (pen, gw_ink_shade (wood, 0.15));
}

void
gw_prop_roll_bench (GwProp *prop, const GwCamera *camera, double x, double z, GwDice *dice)
{
  *prop = (GwProp) { .paint = paint_bench, .shadow = shadow_post };
  gw_prop_place (prop, camera, x, z, FALSE);
  prop->ink[0] = gw_ink (gw_dice_chance (dice, 0.5) ? 0x8a6238 : 0x6b4a34);
  prop->reach = (GwBox) { -1.0, -1.0, 2.0, 1.1 };
}

static void
paint_hydrant (GwPen *pen, const GwProp *prop)
{
  GwInk red = gw_ink (0xb5372c);

  gw_pen_round_rectangle (pen, -0.13, -0.62, 0.26, 0.62, 0.06);
  gw_pen_set_gradient (pen, -0.13, 0.0, 0.13, 0.0, gw_ink_shade (red, 0.25), gw_ink_shade (red, -0.35));
  cairo_fill (pen->cr);
  gw_pen_ellipse (pen, 0.0, -0.62, 0.15, 0.1);
  gw_pen_fill (pen, gw_ink_shade (red, -0.1));
  gw_pen_round_rectangle (pen, -0.22, -0.48, 0.44, 0.12, 0.04);
  gw_pen_fill (pen, gw_ink_shade (red, -0.2));
  gw_pen_round_rectangle (pen, -0.18, -0.06, 0.36, 0.06, 0.02);
  gw_pen_fill (pen, gw_ink_shade (red, -0.35));
}

void
gw_prop_roll_hydrant (GwProp *prop, const GwCamera *camera, double x, double z)
{
  *prop = (GwProp) { .paint = paint_hydrant, .shadow = shadow_post };
  gw_prop_place (prop, camera, x, z, FALSE);
  prop->reach = (GwBox) { -0.3, -0.8, 0.6, 0.9 };
}

static void
paint_bin (GwPen *pen, const GwProp *prop)
{
  double xy[] = { -0.26, -0.85, 0.26, -0.85, 0.21, 0.0, -0.21, 0.0 };

  gw_pen_polygon (pen, xy, 4);
  gw_pen_set_gradient (pen, -0.26, 0.0, 0.26, 0.0, gw_ink_shade (prop->ink[0], 0.2), gw_ink_shade (prop->ink[0], -0.3));
  cairo_fill (pen->cr);
  gw_pen_round_rectangle (pen, -0.3, -0.93, 0.6, 0.12, 0.05);
  gw_pen_fill (pen, gw_ink_shade (prop->ink[0], -0.35));
}

void
gw_prop_roll_bin (GwProp *prop, const GwCamera *camera, double x, double z, GwDice *dice)
{
  *prop = (GwProp) { .paint = paint_bin, .shadow = shadow_post };
  gw_prop_place (prop, camera, x, z, FALSE);
  prop->ink[0] = gw_ink (gw_dice_chance (dice, 0.5) ? 0x3f6b4a : 0x566069);
  prop->reach = (GwBox) { -0.35, -1.0, 0.7, 1.1 };
}
