/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-street-wall.h"

static const guint32 brick_inks[] = { 0xa85a43, 0x9a4b3c, 0xb5704f, 0x8c4a42, 0xb98363, 0x7d4a40 };
static const guint32 plaster_inks[] = {
  0xe7d3ab, 0xe3b98f, 0xd9c7b8, 0xc9d3c0, 0xe6c3b5, 0xb9c7d3, 0xefe3cb, 0xd8b46f
};
static const guint32 stone_inks[] = { 0xb8ab97, 0xa39a8c, 0xc4b79f, 0x9c9a96, 0xad9f86 };
static const guint32 ribbon_inks[] = { 0xaeb4b6, 0xc8c6bf, 0x8f979c, 0xb9a58c, 0x7f8d96 };
static const guint32 glass_inks[] = { 0x5f86a3, 0x4f7f8c, 0x6b7f9c, 0x3f6682, 0x7a9aa5 };
static const guint32 loft_inks[] = { 0x8a5b4a, 0x6f6a66, 0x9c8f80, 0x7b4f47, 0x5d666c };
static const guint32 accents[] = { 0xb03a2e, 0x1f6e5a, 0x2c4f7c, 0xc9892b, 0x6b2f4a, 0x3c3c44, 0x8a6a1f, 0x47704a };
static const guint32 lit_inks[] = { 0xffe2a0, 0xffd27a, 0xfff0c8, 0xffc870, 0xe8f0ff };

GwPoint
gw_wall_see (const GwWall *wall, double u, double v)
{
  return gw_camera_see (wall->camera, wall->x + u * wall->dx, v, wall->z + u * wall->dz);
}

static void
add_quad (GwPen *pen, const GwWall *wall, double u0, double v0, double u1, double v1)
{
  GwPoint a = gw_wall_see (wall, u0, v0);
  GwPoint b = gw_wall_see (wall, u1, v0);
  GwPoint c = gw_wall_see (wall, u1, v1);
  GwPoint d = gw_wall_see (wall, u0, v1);

  cairo_move_to (pen->cr, a.x, a.y);
  cairo_line_to (pen->cr, b.x, b.y);
  cairo_line_to (pen->cr, c.x, c.y);
  cairo_line_to (pen->cr, d.x, d.y);
  cairo_close_path (pen->cr);
}

void
gw_wall_path (GwPen *pen, const GwWall *wall, double u0, double v0, double u1, double v1)
{
  cairo_new_path (pen->cr);
  add_quad (pen, wall, u0, v0, u1, v1);
}

void
gw_wall_fill (GwPen *pen, const GwWall *wall, double u0, double v0, double u1, double v1, GwInk ink)
{
  gw_wall_path (pen, wall, u0, v0, u1, v1);
  gw_pen_fill (pen, ink);
}

double
gw_house_get_height (const GwHouse *house)
{
  return house->ground + house->floors * house->storey;
}

void
gw_house_roll (GwHouse *house, GwDice *dice)
{
  static const double weights[GW_N_HOUSES] = { 5, 5, 3, 2, 1.6, 2 };

  house->kind = gw_dice_weighted (dice, weights, GW_N_HOUSES);
  house->width = gw_dice_between (dice, 7.5, 15.0);
  house->floors = gw_dice_range (dice, 2, 5);
  house->storey = gw_dice_between (dice, 2.9, 3.4);
  house->ground = gw_dice_between (dice, 3.7, 4.4);
  house->trim = gw_ink_shade (gw_ink (0xe9e1d2), gw_dice_between (dice, -0.25, 0.1));
  house->accent = gw_ink (gw_dice_pick (dice, accents));
  house->shop = gw_dice_chance (dice, 0.72);
  house->roof = gw_dice_chance (dice, 0.5) ? 1 : 0;
  house->seed = gw_dice_next (dice);
  house->shade = 0.0;
  switch (house->kind)
    {
    case GW_HOUSE_BRICK:
      house->ink = gw_ink (gw_dice_pick (dice, brick_inks));
      break;
    case GW_HOUSE_PLASTER:
      house->ink = gw_ink (gw_dice_pick (dice, plaster_inks));
      house->roof = gw_dice_chance (dice, 0.6) ? 2 : 1;
      house->floors = gw_dice_range (dice, 2, 4);
      break;
    case GW_HOUSE_STONE:
      house->ink = gw_ink (gw_dice_pick (dice, stone_inks));
      house->floors = gw_dice_range (dice, 3, 5);
      break;
    case GW_HOUSE_RIBBON:
      house->ink = gw_ink (gw_dice_pick (dice, ribbon_inks));
      house->floors = gw_dice_range (dice, 3, 6);
      house->roof = 0;
      break;
    case GW_HOUSE_GLASS:
      house->ink = gw_ink (gw_dice_pick (dice, glass_inks));
      house->floors = gw_dice_range (dice, 5, 9);
      house->roof = 0;
      break;
    case GW_HOUSE_LOFT:
    case GW_N_HOUSES:
    default:
      house->ink = gw_ink (gw_dice_pick (dice, loft_inks));
      house->storey = gw_dice_between (dice, 3.6, 4.2);
      house->floors = gw_dice_range (dice, 2, 3);
      break;
    }
  house->ink = gw_ink_shade (house->ink, gw_dice_between (dice, -0.1, 0.1));
}

/* What a pane shows: a lit room, a curtain, or the sky. */
static void
fill_pane (GwPen *pen, const GwWall *wall, double u0, double v0, double u1, double v1, double shade, GwDice *dice)
{
  double lamps = pen->light->lamps;
  gboolean lit = gw_dice_chance (dice, 0.07 + 0.48 * lamps);
  GwInk lit_ink = gw_ink (gw_dice_pick (dice, lit_inks));
  double tone = gw_dice_real (dice);
  double curtain = gw_dice_real (dice);

  gw_wall_path (pen, wall, u0, v0, u1, v1);
  if (lit)
    {
      GwInk seen = gw_pen_see (pen, gw_ink_shade (lit_ink, -0.1));

      gw_pen_set_glow (pen, gw_ink_mix (seen, lit_ink, 0.25 + 0.65 * lamps), 1.0);
      cairo_fill (pen->cr);
    }
  else
    {
      GwPoint top = gw_wall_see (wall, u0, v1);
      GwPoint bottom = gw_wall_see (wall, u0, v0);
      GwInk sky = gw_ink_mix (gw_ink (0x2f3d4c), gw_ink (0x7f9bb0), 0.15 + 0.55 * tone * (1.0 - lamps));
      GwInk dark = gw_ink_shade (gw_ink (0x26313d), -shade * 0.5);

      gw_pen_set_gradient (pen, 0.0, top.y, 0.0, bottom.y, gw_ink_shade (sky, -shade), dark);
      cairo_fill (pen->cr);
    }
  if (curtain < 0.3)
    {
      double drop = v1 - (v1 - v0) * gw_dice_between (dice, 0.2, 0.6);

      gw_wall_path (pen, wall, u0, drop, u1, v1);
      gw_pen_set_alpha (pen, gw_ink (0xe8e4da), lit ? 0.35 : 0.5);
      cairo_fill (pen->cr);
    }
  else if (curtain < 0.42)
    {
      cairo_new_path (pen->cr);
      add_quad (pen, wall, u0, v0, u0 + (u1 - u0) * 0.26, v1);
      add_quad (pen, wall, u1 - (u1 - u0) * 0.26, v0, u1, v1);
      gw_pen_set_alpha (pen, gw_ink (0xd8cfc4), 0.55);
      cairo_fill (pen->cr);
    }
}

/* A window with frame, sash bars, sill and the shade of its lintel. */
static void
paint_window (GwPen *pen, const GwWall *wall, const GwHouse *house, double u, double v, double width, double height,
              int bars_across, int bars_up, GwDice *dice)
{
  const double frame = 0.08;
  GwInk trim = gw_ink_shade (house->trim, -house->shade);

  gw_wall_fill (pen, wall, u - frame, v - frame, u + width + frame, v + height + frame, trim);
  fill_pane (pen, wall, u, v, u + width, v + height, house->shade, dice);
  gw_wall_path (pen, wall, u, v + height - 0.12, u + width, v + height);
  gw_pen_set_alpha (pen, gw_ink (0x10141a), 0.35);
  cairo_fill (pen->cr);
  cairo_new_path (pen->cr);
  for (int i = 1; i < bars_across; i++)
    add_quad (pen, wall, u + width * i / bars_across - 0.03, v, u + width * i / bars_across + 0.03, v + height);
  for (int i = 1; i < bars_up; i++)
    add_quad (pen, wall, u, v + height * i / bars_up - 0.03, u + width, v + height * i / bars_up + 0.03);
  gw_pen_fill (pen, trim);
}

static void
paint_balcony (GwPen *pen, const GwWall *wall, double u, double v, double width)
{
  GwInk iron = gw_ink (0x2b2d33);

  gw_wall_fill (pen, wall, u - 0.15, v - 0.14, u + width + 0.15, v, gw_ink (0x8d877d));
  cairo_new_path (pen->cr);
  add_quad (pen, wall, u - 0.12, v + 0.86, u + width + 0.12, v + 0.94);
  for (double at = u - 0.12; at < u + width + 0.14; at += 0.19)
    add_quad (pen, wall, at, v, at + 0.035, v + 0.9);
  gw_pen_fill (pen, iron);
}

static void
paint_bricks (GwPen *pen, const GwWall *wall, const GwHouse *house, GwDice *dice)
{
  double height = gw_house_get_height (house);

  for (int tone = 0; tone < 2; tone++)
    {
      cairo_new_path (pen->cr);
      for (int i = 0; i < (int) (house->width * 5.0); i++)
        {
          double u = gw_dice_between (dice, 0.1, house->width - 0.6);
          double v = gw_dice_between (dice, house->ground, height - 0.3);

          add_quad (pen, wall, u, v, u + gw_dice_between (dice, 0.25, 0.5), v + 0.12);
        }
      gw_pen_fill (pen, gw_ink_shade (house->ink, (tone == 0 ? 0.1 : -0.12) - house->shade));
    }
}

/* Rows of windows for the kinds that have holes in a wall. */
static void
paint_windows (GwPen *pen, const GwWall *wall, const GwHouse *house, GwDice *dice)
{
  double pitch = house->kind == GW_HOUSE_LOFT ? 3.4 : house->kind == GW_HOUSE_STONE ? 1.9 : 2.5;
  int n = MAX (1, (int) ((house->width - 0.8) / pitch));
  double step = (house->width - 0.6) / n;
  double width = step * (house->kind == GW_HOUSE_LOFT ? 0.8 : house->kind == GW_HOUSE_STONE ? 0.56 : 0.46);
  gboolean balconies = house->kind == GW_HOUSE_PLASTER && gw_dice_chance (dice, 0.6);
  int mask = gw_dice_range (dice, 1, 3);

  for (int floor = 0; floor < house->floors; floor++)
    {
      double v = house->ground + floor * house->storey;
      double low = house->kind == GW_HOUSE_PLASTER && balconies ? 0.25 : 0.8;
      double height = house->storey - low - (house->kind == GW_HOUSE_LOFT ? 0.6 : 0.75);

      for (int i = 0; i < n; i++)
        {
          double u = 0.3 + step * i + (step - width) / 2.0;

          if (house->kind == GW_HOUSE_LOFT)
            paint_window (pen, wall, house, u, v + low, width, height, 4, 3, dice);
          else if (house->kind == GW_HOUSE_STONE)
            paint_window (pen, wall, house, u, v + low, width, height, 1, 2, dice);
          else
            paint_window (pen, wall, house, u, v + low, width, height, 2, 2, dice);
          gw_wall_fill (pen, wall, u - 0.16, v + low - 0.2, u + width + 0.16, v + low - 0.07,
                        gw_ink_shade (house->trim, 0.05 - house->shade));
          if (house->kind == GW_HOUSE_BRICK)
            gw_wall_fill (pen, wall, u - 0.14, v + low + height + 0.08, u + width + 0.14, v + low + height + 0.3,
                          gw_ink_shade (house->trim, -0.12 - house->shade));
          if (balconies && ((i + floor) & mask) == 0)
            paint_balcony (pen, wall, u - 0.2, v + 0.22, width + 0.4);
        }
      if (house->kind == GW_HOUSE_STONE || (house->kind == GW_HOUSE_PLASTER && floor == 0))
        gw_wall_fill (pen, wall, 0.0, v - 0.02, house->width, v + 0.2,
                      gw_ink_shade (house->trim, -0.06 - house->shade));
    }
}

static void
paint_ribbons (GwPen *pen, const GwWall *wall, const GwHouse *house, GwDice *dice)
{
  int n = MAX (3, (int) (house->width / 1.6));
  double step = (house->width - 0.8) / n;

  for (int floor = 0; floor < house->floors; floor++)
    {
      double v = house->ground + floor * house->storey + 0.95;
      double height = house->storey - 1.35;

      gw_wall_fill (pen, wall, 0.2, v - 0.08, house->width - 0.2, v + height + 0.08,
                    gw_ink_shade (house->ink, -0.4 - house->shade * 0.5));
      for (int i = 0; i < n; i++)
        fill_pane (pen, wall, 0.4 + step * i + 0.04, v, 0.4 + step * (i + 1) - 0.04, v + height, house->shade, dice);
      gw_wall_path (pen, wall, 0.2, v + height - 0.1, house->width - 0.2, v + height + 0.08);
      gw_pen_set_alpha (pen, gw_ink (0x10141a), 0.3);
      cairo_fill (pen->cr);
    }
}

/* A glass front: the sky in panes that do not hang quite level. */
static void
paint_curtain_wall (GwPen *pen, const GwWall *wall, const GwHouse *house, GwDice *dice)
{
  int n = MAX (4, (int) (house->width / 1.5));
  double step = house->width / n;
  double lamps = pen->light->lamps;
  GwInk bar = gw_ink_shade (house->ink, -0.35 - house->shade * 0.5);

  for (int floor = 0; floor < house->floors; floor++)
    for (int i = 0; i < n; i++)
      {
        double v = house->ground + floor * house->storey;
        double rise = (double) floor / house->floors;
        double tone = 0.05 + 0.3 * rise + gw_dice_between (dice, -0.06, 0.1)
                      + ((i * 3 + floor * 2) % 7 == 0 ? 0.12 : 0);
        GwInk ink = gw_ink_mix (gw_ink_shade (house->ink, -0.25), gw_ink (0xc4dcea), CLAMP (tone, 0.0, 0.6));

        gw_wall_path (pen, wall, step * i, v, step * (i + 1), v + house->storey);
        if (gw_dice_chance (dice, 0.03 + 0.4 * lamps))
          gw_pen_set_glow (pen, gw_ink_mix (gw_pen_see (pen, gw_ink (0xf2e6c8)), gw_ink (0xfff0c0), 0.8 * lamps), 1.0);
        else
          gw_pen_set (pen, gw_ink_shade (ink, -house->shade));
        cairo_fill (pen->cr);
      }
  cairo_new_path (pen->cr);
  for (int i = 0; i <= n; i++)
    add_quad (pen, wall, step * i - 0.045, house->ground, step * i + 0.045, gw_house_get_height (house));
  for (int floor = 0; floor <= house->floors; floor++)
    {
      double v = house->ground + floor * house->storey;

      add_quad (pen, wall, 0.0, v - 0.16, house->width, v + 0.12);
    }
  gw_pen_fill (pen, bar);
}

static void
paint_shop_door (GwPen *pen, const GwWall *wall, const GwHouse *house, double u, GwInk room)
{
  gw_wall_fill (pen, wall, u - 0.55, 0.05, u + 0.55, 2.35, gw_ink_shade (house->accent, -house->shade));
  gw_wall_path (pen, wall, u - 0.4, 0.6, u + 0.4, 2.2);
  gw_pen_set_glow (pen, room, 1.0);
  cairo_fill (pen->cr);
  gw_wall_fill (pen, wall, u + 0.38, 1.0, u + 0.46, 1.25, gw_ink (0xd9c27a));
}

/* Goods as shapes, and the street's light in the pane. */
static void
paint_goods (GwPen *pen, const GwWall *wall, double u0, double u1, double v0, double top, GwDice *dice)
{
  for (int i = 0; i < 4; i++)
    {
      double at = gw_dice_between (dice, u0 + 0.1, MAX (u0 + 0.11, u1 - 0.6));
      double tall = gw_dice_between (dice, 0.3, 1.2);

      gw_wall_path (pen, wall, at, v0, at + gw_dice_between (dice, 0.15, 0.5), v0 + tall);
      gw_pen_set_alpha (pen, gw_ink (gw_dice_pick (dice, accents)), 0.6);
      cairo_fill (pen->cr);
    }
  gw_wall_path (pen, wall, u0, v0, u0 + (u1 - u0) * 0.3, top);
  gw_pen_set_alpha (pen, gw_ink (0xffffff), 0.09);
  cairo_fill (pen->cr);
}

static void
paint_bay (GwPen *pen, const GwWall *wall, const GwHouse *house, double u0, double u1, gboolean door, GwInk warm,
           GwDice *dice)
{
  double top = house->ground - 0.9;
  double v0 = door ? 0.05 : 0.55;
  GwPoint a = gw_wall_see (wall, u0, top);
  GwPoint b = gw_wall_see (wall, u0, v0);
  GwInk room = gw_ink_mix (gw_pen_see (pen, gw_ink (0x3f4448)), warm, 0.22 + 0.55 * pen->light->lamps);
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0.0, a.y, 0.0, b.y);

  cairo_pattern_add_color_stop_rgb (pattern, 0.0, room.r, room.g, room.b);
  cairo_pattern_add_color_stop_rgb (pattern, 1.0, room.r * 0.5, room.g * 0.47, room.b * 0.45);
  gw_wall_path (pen, wall, u0, v0, u1, top - 0.1);
  cairo_set_source (pen->cr, pattern);
  cairo_fill (pen->cr);
  cairo_pattern_destroy (pattern);
  if (door)
    paint_shop_door (pen, wall, house, (u0 + u1) / 2.0, room);
  else
    paint_goods (pen, wall, u0, u1, v0, top - 0.1, dice);
}

static void
paint_awning (GwPen *pen, const GwWall *wall, const GwHouse *house, double top)
{
  int stripes = (int) (house->width / 0.55);

  for (int i = 0; i < stripes; i++)
    {
      double u0 = i * house->width / stripes;
      double u1 = (i + 1) * house->width / stripes;
      GwInk ink = i % 2 == 0 ? house->accent : gw_ink (0xf1ebdd);

      gw_wall_fill (pen, wall, u0, top - 0.55, u1, top + 0.15, gw_ink_shade (ink, -house->shade));
      gw_wall_fill (pen, wall, u0, top - 0.8, u1, top - 0.55, gw_ink_shade (ink, -0.2 - house->shade));
    }
  gw_wall_path (pen, wall, 0.0, top - 1.25, house->width, top - 0.8);
  gw_pen_set_alpha (pen, gw_ink (0x000000), 0.28);
  cairo_fill (pen->cr);
}

/* Shop windows full of light and shapes, under an awning or a name board left blank. */
static void
paint_shop (GwPen *pen, const GwWall *wall, const GwHouse *house, GwDice *dice)
{
  double top = house->ground - 0.9;
  int bays = MAX (1, (int) (house->width / 3.6));
  double step = (house->width - 0.5) / bays;
  int door = gw_dice_range (dice, 0, bays - 1);
  gboolean awning = gw_dice_chance (dice, 0.6);
  GwInk warm = gw_ink (gw_dice_pick (dice, lit_inks));
  GwInk board = gw_ink_shade (house->accent, -0.08 - house->shade);

  gw_wall_fill (pen, wall, 0.0, 0.0, house->width, house->ground - 0.1,
                gw_ink_shade (house->accent, -0.35 - house->shade));
  for (int i = 0; i < bays; i++)
    paint_bay (pen, wall, house, 0.25 + step * i + 0.12, 0.25 + step * (i + 1) - 0.12, i == door, warm, dice);
  gw_wall_fill (pen, wall, 0.0, top, house->width, top + 0.62, board);
  gw_wall_fill (pen, wall, 0.0, top + 0.62, house->width, top + 0.74, gw_ink_shade (house->trim, -house->shade));
  if (awning)
    paint_awning (pen, wall, house, top);
}

/* A door with steps and two windows on either side. */
static void
paint_entrance (GwPen *pen, const GwWall *wall, const GwHouse *house, GwDice *dice)
{
  double middle = house->width * gw_dice_between (dice, 0.3, 0.7);
  GwInk plinth = gw_ink_shade (house->ink, -0.3 - house->shade);
  int n = MAX (1, (int) (house->width / 2.6));
  double step = (house->width - 0.6) / n;

  gw_wall_fill (pen, wall, 0.0, 0.0, house->width, 0.75, plinth);
  for (int i = 0; i < n; i++)
    {
      double u = 0.3 + step * i + step * 0.25;

      if (u + step * 0.5 > middle - 1.0 && u < middle + 1.0)
        continue;
      paint_window (pen, wall, house, u, 1.15, step * 0.5, house->ground - 2.1, 2, 2, dice);
    }
  gw_wall_fill (pen, wall, middle - 0.85, 0.0, middle + 0.85, 2.95, gw_ink_shade (house->trim, -house->shade));
  gw_wall_fill (pen, wall, middle - 0.62, 0.3, middle + 0.62, 2.7, gw_ink_shade (house->accent, -0.1 - house->shade));
  gw_wall_path (pen, wall, middle - 0.45, 2.15, middle + 0.45, 2.6);
  gw_pen_set_glow (pen, gw_ink_mix (gw_pen_see (pen, gw_ink (0x55606a)), gw_ink (0xffe2a0), pen->light->lamps * 0.8),
                   1.0);
  cairo_fill (pen->cr);
  gw_wall_fill (pen, wall, middle - 1.0, 0.0, middle + 1.0, 0.16, gw_ink (0x9c968c));
  gw_wall_fill (pen, wall, middle - 0.85, 0.16, middle + 0.85, 0.3, gw_ink (0xb0aaa0));
}

static void
paint_mansard (GwPen *pen, const GwWall *wall, const GwHouse *house, double height, GwDice *dice)
{
  GwPoint a = gw_wall_see (wall, -0.15, height);
  GwPoint b = gw_wall_see (wall, house->width + 0.15, height);
  GwPoint c = gw_wall_see (wall, house->width - 0.5, height + 2.3);
  GwPoint d = gw_wall_see (wall, 0.5, height + 2.3);
  double xy[] = { a.x, a.y, b.x, b.y, c.x, c.y, d.x, d.y };
  GwInk slate = gw_ink (gw_dice_chance (dice, 0.5) ? 0x545e6b : 0x8a4a3a);
  int n = MAX (1, (int) (house->width / 3.2));
  double step = house->width / n;

  gw_pen_polygon (pen, xy, 4);
  gw_pen_set_gradient (pen, 0.0, d.y, 0.0, a.y, gw_ink_shade (slate, 0.12 - house->shade),
                       gw_ink_shade (slate, -0.12 - house->shade));
  cairo_fill (pen->cr);
  for (int i = 0; i < n; i++)
    {
      double u = step * (i + 0.5) - 0.5;

      gw_wall_fill (pen, wall, u - 0.14, height + 0.3, u + 1.14, height + 1.85,
                    gw_ink_shade (house->trim, -0.1 - house->shade));
      fill_pane (pen, wall, u, height + 0.42, u + 1.0, height + 1.65, house->shade, dice);
      gw_wall_fill (pen, wall, u - 0.2, height + 1.78, u + 1.2, height + 1.95,
                    gw_ink_shade (slate, -0.3 - house->shade));
    }
}

static void
paint_roof (GwPen *pen, const GwWall *wall, const GwHouse *house, GwDice *dice)
{
  double height = gw_house_get_height (house);
  double chimney = house->width * gw_dice_between (dice, 0.15, 0.8);
  GwInk trim = gw_ink_shade (house->trim, -0.1 - house->shade);

  if (house->kind == GW_HOUSE_BRICK || house->kind == GW_HOUSE_PLASTER)
    {
      double rise = house->roof == 2 ? 3.2 : 1.5;

      gw_wall_fill (pen, wall, chimney, height, chimney + 0.9, height + rise,
                    gw_ink_shade (gw_ink (0x7d4f42), -house->shade));
      gw_wall_fill (pen, wall, chimney - 0.1, height + rise, chimney + 1.0, height + rise + 0.18,
                    gw_ink_shade (gw_ink (0x5d4038), -house->shade));
    }
  else if (gw_dice_chance (dice, 0.7))
    {
      gw_wall_fill (pen, wall, chimney, height, chimney + 2.4, height + 1.5,
                    gw_ink_shade (gw_ink (0x888d90), -0.1 - house->shade));
      gw_wall_fill (pen, wall, chimney + 0.2, height + 0.5, chimney + 2.2, height + 1.2,
                    gw_ink_shade (gw_ink (0x666b70), -house->shade));
      gw_wall_fill (pen, wall, chimney + 1.1, height + 1.5, chimney + 1.17, height + 4.2, gw_ink (0x4a4e52));
    }
  if (house->roof == 2)
    paint_mansard (pen, wall, house, height, dice);
  if (house->roof >= 1)
    {
      gw_wall_fill (pen, wall, -0.25, height - 0.15, house->width + 0.25, height + 0.22, trim);
      gw_wall_path (pen, wall, 0.0, height - 0.5, house->width, height - 0.15);
      gw_pen_set_alpha (pen, gw_ink (0x000000), 0.22);
      cairo_fill (pen->cr);
    }
  else
    gw_wall_fill (pen, wall, -0.06, height - 0.05, house->width + 0.06, height + 0.45,
                  gw_ink_shade (house->ink, -0.16 - house->shade));
}

void
gw_house_paint (GwPen *pen, const GwWall *wall, const GwHouse *house)
{
  GwDice dice;
  double height = gw_house_get_height (house);
  GwPoint left = gw_wall_see (wall, 0.0, height);
  GwPoint right = gw_wall_see (wall, house->width, 0.0);

  gw_dice_init (&dice, house->seed);
  gw_wall_path (pen, wall, 0.0, 0.0, house->width, height);
  gw_pen_set_gradient (pen, left.x, left.y, left.x + (right.x - left.x) * 0.25, right.y,
                       gw_ink_shade (house->ink, 0.07 - house->shade), gw_ink_shade (house->ink, -0.1 - house->shade));
  cairo_fill (pen->cr);
  if (house->kind == GW_HOUSE_BRICK || house->kind == GW_HOUSE_LOFT)
    paint_bricks (pen, wall, house, &dice);
  paint_roof (pen, wall, house, &dice);
  if (house->kind == GW_HOUSE_GLASS)
    paint_curtain_wall (pen, wall, house, &dice);
  else if (house->kind == GW_HOUSE_RIBBON)
    paint_ribbons (pen, wall, house, &dice);
  else
    paint_windows (pen, wall, house, &dice);
  if (house->shop)
    paint_shop (pen, wall, house, &dice);
  else
    paint_entrance (pen, wall, house, &dice);
}

/* What a house shows to the street when its neighbor before it is lower. */
static void
paint_end (GwPen *pen, const GwRow *row, guint i)
{
  GwWall end = { row->camera, row->x, row->start[i], row->end, 0.0 };
  GwHouse house = row->houses[i];
  double height = gw_house_get_height (&house);

  if (row->start[i] >= row->corner_from && row->start[i] <= row->corner_to)
    {
      house.width = 14.0;
      house.shade = 0.1;
      gw_house_paint (pen, &end, &house);
      return;
    }
  gw_wall_fill (pen, &end, 0.0, 0.0, 14.0, height, gw_ink_shade (house.ink, -0.22));
  if (house.roof == 2)
    gw_wall_fill (pen, &end, 0.0, height, 14.0, height + 2.0, gw_ink (0x4a525c));
}

void
gw_row_paint (GwPen *pen, const GwRow *row, double from, double to)
{
  for (guint i = row->n; i-- > 0;)
    {
      GwWall front = { row->camera, row->x, row->start[i], 0.0, 1.0 };

      if (row->start[i] < from || row->start[i] >= to)
        continue;
      pen->depth = row->start[i] + row->houses[i].width * 0.4;
      paint_end (pen, row, i);
      gw_house_paint (pen, &front, &row->houses[i]);
    }
}
