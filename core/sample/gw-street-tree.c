/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-street-props.h"

static const guint32 leaf_inks[4][4] = {
  { 0x8fb85a, 0xa3c56a, 0xe7b6c4, 0x7fae57 },
  { 0x3f6f35, 0x4c7a3c, 0x5b8440, 0x35633a },
  { 0xc9842b, 0xb5542a, 0xd8a63a, 0x9c6b2e },
  { 0x5f5a54, 0x5f5a54, 0x5f5a54, 0x2f5239 },
};

static void
paint_trunk (GwPen *pen, GwDice *dice, double height, double crown)
{
  cairo_t *cr = pen->cr;
  double half = 0.06 + height * 0.018;
  GwInk bark = gw_ink (0x5a4332);

  cairo_new_path (cr);
  cairo_move_to (cr, -half * 1.7, 0.0);
  cairo_curve_to (cr, -half, -0.25, -half, -crown * 0.6, -half * 0.7, -crown - 0.6);
  cairo_line_to (cr, half * 0.7, -crown - 0.6);
  cairo_curve_to (cr, half, -crown * 0.6, half, -0.25, half * 1.7, 0.0);
  cairo_close_path (cr);
  gw_pen_set_gradient (pen, -half, 0.0, half, 0.0, gw_ink_shade (bark, 0.16), gw_ink_shade (bark, -0.3));
  cairo_fill (cr);
  for (int i = 0; i < 5; i++)
    {
      double side = i % 2 == 0 ? -1.0 : 1.0;
      double from = crown * gw_dice_between (dice, 0.75, 1.05);
      double out = side * gw_dice_between (dice, 0.2, 0.34) * height * 0.6;
      double up = height * gw_dice_between (dice, 0.15, 0.3);

      gw_pen_limb (pen, 0.0, -from, half * 1.1, out, -from - up, half * 0.5);
      gw_pen_fill (pen, gw_ink_shade (bark, -0.12));
    }
}

/* Leaves in passes from a dark whole to light tufts where the sun falls. */
static void
paint_crown (GwPen *pen, GwDice *dice, double height, double crown, double spread, GwInk leaf)
{
  double middle = -(crown + height) / 2.0;
  double tall = (height - crown) / 2.0;

  gw_pen_ellipse (pen, 0.0, middle, spread * 0.82, tall * 0.84);
  gw_pen_fill (pen, gw_ink_shade (leaf, -0.34));
  for (int pass = 0; pass < 4; pass++)
    {
      int n = 13 - pass;

      for (int i = 0; i < n; i++)
        {
          double turn = (i + gw_dice_real (dice)) / n;
          double r = (0.36 - 0.06 * pass) * gw_dice_between (dice, 0.75, 1.2);
          double out = pass == 0 ? 0.66 : (1.0 - gw_dice_real (dice) * gw_dice_real (dice)) * (0.72 - 0.14 * pass);

          gw_pen_blob (pen, dice, (gw_cos_turn (turn) * out - 0.11 * pass) * spread,
                       middle + (gw_sin_turn (turn) * out - 0.12 * pass) * tall, r * spread, r * tall * 0.9, 0.12);
          gw_pen_fill (pen, gw_ink_shade (leaf, -0.3 + 0.14 * pass + gw_dice_between (dice, -0.05, 0.05)));
        }
    }
  for (int i = 0; i < 46; i++)
    {
      double turn = gw_dice_real (dice);
      double out = gw_dice_between (dice, 0.1, 0.86);
      double rx = gw_dice_between (dice, 0.05, 0.11);
      double ry = gw_dice_between (dice, 0.04, 0.08);

      gw_pen_ellipse (pen, gw_cos_turn (turn) * out * spread, middle + gw_sin_turn (turn) * out * tall, rx, ry);
      gw_pen_set_alpha (pen, gw_ink_shade (leaf, gw_sin_turn (turn) < 0.1 ? 0.22 : -0.4), 0.5);
      cairo_fill (pen->cr);
    }
}

static void
paint_cone (GwPen *pen, double height, gboolean snow)
{
  GwInk leaf = gw_ink (0x2f5239);

  for (int i = 0; i < 6; i++)
    {
      double foot = -0.7 - (height - 1.0) * i / 6.6;
      double top = foot - height * 0.3;
      double half = height * 0.24 * (1.0 - i / 7.2);
      double xy[] = { -half,       foot,        -half * 0.55, foot - 0.12, 0.0, top,
                      half * 0.55, foot - 0.12, half,         foot,        0.0, foot + 0.14 };

      gw_pen_polygon (pen, xy, 6);
      gw_pen_set_gradient (pen, -half, 0.0, half, 0.0, gw_ink_shade (leaf, 0.16), gw_ink_shade (leaf, -0.28));
      cairo_fill (pen->cr);
      if (snow)
        {
          gw_pen_limb (pen, -half * 0.55, foot - 0.16, 0.08, -half * 0.1, foot - height * 0.12, 0.16);
          gw_pen_fill_hex (pen, 0xf2f6fa);
        }
    }
}

static void
paint_bare (GwPen *pen, GwDice *dice, double x, double y, double turn, double length, double width, int depth)
{
  double tip_x = x + gw_sin_turn (turn) * length;
  double tip_y = y - gw_cos_turn (turn) * length;

  gw_pen_limb (pen, x, y, width, tip_x, tip_y, width * 0.65);
  gw_pen_fill (pen, gw_ink_shade (gw_ink (0x584738), 0.03 * depth));
  if (depth == 0)
    return;
  for (int i = 0; i < 3; i++)
    {
      double fork = (i - 1) * gw_dice_between (dice, 0.05, 0.1);
      double sway = gw_dice_between (dice, -0.03, 0.03);
      double shorter = gw_dice_between (dice, 0.5, 0.72);

      paint_bare (pen, dice, x + (tip_x - x) * (0.55 + 0.22 * i), y + (tip_y - y) * (0.55 + 0.22 * i),
                  turn + fork + sway, length * shorter, width * 0.6, depth - 1);
    }
}

/* prop->size: 0 height, 1 foot of the crown, 2 half its width; kind: season; pose 1 is a conifer */
static void
paint_tree (GwPen *pen, const GwProp *prop)
{
  GwDice dice;

  gw_dice_init (&dice, prop->seed);
  if (prop->pose == 1)
    {
      gw_pen_rectangle (pen, -0.14, -1.2, 0.28, 1.2);
      gw_pen_fill_hex (pen, 0x4f3a2c);
      paint_cone (pen, prop->size[0], prop->kind == GW_SEASON_WINTER);
    }
  else if (prop->kind == GW_SEASON_WINTER)
    {
      paint_trunk (pen, &dice, prop->size[0], prop->size[1] * 0.7);
      paint_bare (pen, &dice, 0.0, -prop->size[1] * 0.9, 0.0, prop->size[0] * 0.34, 0.2, 4);
    }
  else
    {
      paint_trunk (pen, &dice, prop->size[0], prop->size[1]);
      paint_crown (pen, &dice, prop->size[0], prop->size[1], prop->size[2], prop->ink[0]);
    }
}

static void
shadow_tree (GwPen *pen, const GwProp *prop)
{
  gw_pen_soft_shadow (pen, pen->light->shadow_lean * 0.8, 0.0, prop->size[2] * 0.9 + 0.6, 0.35, 0.55);
}

void
gw_prop_roll_tree (GwProp *prop, const GwCamera *camera, double x, double z, GwSeason season, GwDice *dice)
{
  *prop = (GwProp) { .paint = paint_tree, .shadow = shadow_tree };
  gw_prop_place (prop, camera, x, z, FALSE);
  prop->kind = season;
  prop->pose = gw_dice_chance (dice, season == GW_SEASON_WINTER ? 0.35 : 0.08) ? 1 : 0;
  prop->size[0] = gw_dice_between (dice, 5.2, 8.2);
  prop->size[1] = prop->size[0] * gw_dice_between (dice, 0.27, 0.36);
  prop->size[2] = prop->size[0] * gw_dice_between (dice, 0.26, 0.36);
  prop->ink[0] = gw_ink (gw_dice_pick (dice, leaf_inks[season]));
  prop->ink[0] = gw_ink_shade (prop->ink[0], gw_dice_between (dice, -0.08, 0.08));
  prop->seed = gw_dice_next (dice);
  prop->reach = (GwBox) { -prop->size[0] * 0.62, -prop->size[0] * 1.2, prop->size[0] * 1.24, prop->size[0] * 1.25 };
}
