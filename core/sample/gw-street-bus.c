/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-street-props.h"

static const guint32 bus_inks[] = { 0xc8362e, 0x2a6f8f, 0x2f7d4f, 0xe2a52a, 0xd9d6cc, 0x5b4a8a };
static const guint32 box_inks[] = { 0xe9e6df, 0xd8d2c4, 0x3f6f9f, 0xb5473c, 0xe0b048, 0x6f8f6a, 0xc9ced2 };
static const guint32 cab_inks[] = { 0xb33a30, 0x2d5f94, 0xe6e3dc, 0x3c7a57, 0xd98a2b, 0x4a4f57 };

static GwInk
lit_glass (GwPen *pen, double share)
{
  return gw_ink_mix (gw_pen_see (pen, gw_ink (0x33424f)), gw_ink (0xffe9b8), pen->light->lamps * share);
}

static void
set_glass (GwPen *pen, double top, double bottom)
{
  if (pen->light->lamps > 0.6)
    gw_pen_set_glow (pen, lit_glass (pen, 0.75), 1.0);
  else
    gw_pen_set_gradient (pen, 0.0, top, 0.0, bottom, gw_ink (0x64798a), gw_ink (0x27323c));
}

static void
paint_bus_body (GwPen *pen, const GwProp *prop, double half)
{
  const double roof = 3.05;
  GwInk body = prop->ink[0];

  gw_pen_rectangle (pen, -half + 0.5, -0.7, 2.0 * half - 1.0, 0.5);
  gw_pen_fill_hex (pen, 0x15161a);
  gw_pen_round_rectangle (pen, -half * 0.7, -roof - 0.2, half * 0.8, 0.3, 0.1);
  gw_pen_fill (pen, gw_ink_shade (gw_ink (0xd5d7d8), -0.12));
  gw_pen_round_rectangle (pen, -half, -roof, 2.0 * half, roof - 0.3, 0.28);
  gw_pen_set_gradient3 (pen, 0.0, -roof, 0.0, -0.3, gw_ink_shade (body, 0.22), body, gw_ink_shade (body, -0.32));
  cairo_fill_preserve (pen->cr);
  cairo_save (pen->cr);
  cairo_clip (pen->cr);
  gw_pen_rectangle (pen, -half, -1.18, 2.0 * half, 0.26);
  gw_pen_fill (pen, prop->ink[1]);
  gw_pen_rectangle (pen, -half, -0.45, 2.0 * half, 0.2);
  gw_pen_set_alpha (pen, gw_ink (0x17191c), 0.7);
  cairo_fill (pen->cr);
  gw_pen_rectangle (pen, -half, -2.72, 2.0 * half, 1.32);
  gw_pen_fill_hex (pen, 0x191d22);
  cairo_restore (pen->cr);
}

static void
paint_bus_windows (GwPen *pen, const GwProp *prop, double half)
{
  int windows = (int) ((prop->size[0] - 2.2) / 1.45);
  double step = (prop->size[0] - 2.2) / windows;
  GwDice dice;

  gw_dice_init (&dice, prop->seed);
  for (int i = 0; i < windows; i++)
    {
      double x = -half + 0.35 + step * i;

      gw_pen_round_rectangle (pen, x, -2.64, step - 0.1, 1.16, 0.07);
      set_glass (pen, -2.64, -1.48);
      cairo_fill (pen->cr);
      if (gw_dice_chance (&dice, 0.55))
        {
          double at = x + step * gw_dice_between (&dice, 0.3, 0.7);

          gw_pen_ellipse (pen, at, -1.92, 0.12, 0.15);
          gw_pen_set_alpha (pen, gw_ink (0x14181c), 0.75);
          cairo_fill (pen->cr);
          gw_pen_round_rectangle (pen, at - 0.22, -1.78, 0.44, 0.3, 0.1);
          cairo_fill (pen->cr);
        }
      gw_pen_rectangle (pen, x, -2.3, step - 0.1, 0.03);
      gw_pen_fill_hex (pen, 0x191d22);
    }
}

/* The door, the edge of the windscreen, the line display and the lamps. */
static void
paint_bus_front (GwPen *pen, double half)
{
  const double screen[] = { half - 0.02, -2.6, half - 0.38, -2.6, half - 0.38, -1.3, half, -1.3 };

  gw_pen_round_rectangle (pen, half - 1.62, -2.66, 1.1, 2.2, 0.08);
  gw_pen_fill_hex (pen, 0x1b2026);
  for (int i = 0; i < 2; i++)
    {
      gw_pen_round_rectangle (pen, half - 1.57 + 0.53 * i, -2.58, 0.47, 2.0, 0.06);
      set_glass (pen, -2.58, -0.6);
      cairo_fill (pen->cr);
    }
  gw_pen_polygon (pen, screen, 4);
  set_glass (pen, -2.6, -1.3);
  cairo_fill (pen->cr);
  gw_pen_rectangle (pen, half - 3.2, -2.95, 1.3, 0.2);
  gw_pen_fill_hex (pen, 0x14161a);
  gw_pen_rectangle (pen, half - 3.1, -2.91, 0.9, 0.12);
  gw_pen_set_glow (pen, gw_ink (0xf0a830), 0.9);
  cairo_fill (pen->cr);
  gw_pen_ellipse (pen, half - 0.12, -0.72, 0.1, 0.12);
  gw_pen_fill_hex (pen, 0xf4ecd2);
  gw_pen_rectangle (pen, -half + 0.01, -1.05, 0.1, 0.34);
  gw_pen_fill_hex (pen, 0xc0262c);
}

static void
paint_bus (GwPen *pen, const GwProp *prop)
{
  double half = prop->size[0] / 2.0;

  paint_bus_body (pen, prop, half);
  paint_bus_windows (pen, prop, half);
  paint_bus_front (pen, half);
  gw_vehicle_paint_wheel (pen, -half + 2.4, 0.48, 8, gw_ink (0x9da2a6));
  gw_vehicle_paint_wheel (pen, half - 2.5, 0.48, 8, gw_ink (0x9da2a6));
}

static void
shadow_long (GwPen *pen, const GwProp *prop)
{
  gw_pen_soft_shadow (pen, 0.0, -0.02, prop->size[0] * 0.56, 0.42, 0.8);
}

static void
glow_long (GwPen *pen, const GwProp *prop)
{
  gw_vehicle_paint_beam (pen, prop->size[0] / 2.0 - 0.1, -0.75, 1.0);
  gw_pen_halo (pen, gw_ink (0xff3020), -prop->size[0] / 2.0 + 0.05, -0.9, 0.6, 0.6 * pen->light->lamps);
}

void
gw_prop_roll_bus (GwProp *prop, const GwCamera *camera, double x, double z, gboolean mirrored, GwDice *dice)
{
  *prop = (GwProp) { .paint = paint_bus, .shadow = shadow_long, .glow = glow_long, .class_name = "Bus" };
  gw_prop_place (prop, camera, x, z, mirrored);
  prop->size[0] = gw_dice_between (dice, 9.6, 12.0);
  prop->ink[0] = gw_ink (gw_dice_pick (dice, bus_inks));
  prop->ink[1] = gw_ink_shade (prop->ink[0], gw_dice_chance (dice, 0.6) ? 0.75 : -0.45);
  prop->seed = gw_dice_next (dice);
  prop->reach = (GwBox) { -prop->size[0] / 2.0 - 0.2, -3.5, prop->size[0] + 0.4, 3.7 };
}

/* Cargo: 0 a closed box, 1 a tarpaulin over hoops, 2 a tank. */
static void
paint_cargo (GwPen *pen, const GwProp *prop, double back, double cab)
{
  cairo_t *cr = pen->cr;
  double width = cab - 0.25 - back;
  GwInk box = prop->ink[1];

  if (prop->pose == 2)
    {
      gw_pen_round_rectangle (pen, back, -2.75, width, 1.75, 0.8);
      gw_pen_set_gradient3 (pen, 0.0, -2.75, 0.0, -1.0, gw_ink_shade (box, 0.35), gw_ink_shade (box, -0.02),
                            gw_ink_shade (box, -0.5));
      cairo_fill (cr);
      for (int i = 1; i < 4; i++)
        {
          gw_pen_rectangle (pen, back + width * i / 4.0 - 0.04, -2.74, 0.08, 1.72);
          gw_pen_fill (pen, gw_ink_shade (box, -0.35));
        }
      gw_pen_round_rectangle (pen, back + width * 0.45, -2.92, 0.5, 0.22, 0.06);
      gw_pen_fill (pen, gw_ink_shade (box, -0.3));
      return;
    }
  gw_pen_round_rectangle (pen, back, -prop->size[1], width, prop->size[1] - 0.95, prop->pose == 1 ? 0.22 : 0.06);
  gw_pen_set_gradient (pen, 0.0, -prop->size[1], 0.0, -0.95, gw_ink_shade (box, 0.12), gw_ink_shade (box, -0.24));
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  if (prop->pose == 1)
    for (int i = 0; i < 7; i++)
      {
        gw_pen_rectangle (pen, back + width * (i + 0.3) / 7.0, -prop->size[1], 0.16, 4.0);
        gw_pen_set_alpha (pen, gw_ink (0x000000), 0.14);
        cairo_fill (cr);
        gw_pen_rectangle (pen, back + width * (i + 0.3) / 7.0 - 0.2, -prop->size[1], 0.14, 4.0);
        gw_pen_set_alpha (pen, gw_ink (0xffffff), 0.14);
        cairo_fill (cr);
      }
  else
    {
      double xy[] = {
        back,         -1.3, back + width * 0.5,  -1.3, back + width, -prop->size[1] * 0.8,
        back + width, -1.9, back + width * 0.62, -0.9, back,         -0.9,
      };

      gw_pen_polygon (pen, xy, 6);
      gw_pen_fill (pen, prop->ink[2]);
      gw_pen_rectangle (pen, back, -prop->size[1], width, 0.1);
      gw_pen_fill (pen, gw_ink_shade (box, -0.2));
      gw_pen_rectangle (pen, back, -1.06, width, 0.12);
      gw_pen_fill (pen, gw_ink_shade (box, -0.35));
    }
  cairo_restore (cr);
}

static void
paint_cab (GwPen *pen, const GwProp *prop, double cab, double front)
{
  cairo_t *cr = pen->cr;
  GwInk body = prop->ink[0];

  cairo_new_path (cr);
  cairo_move_to (cr, cab, -0.5);
  cairo_line_to (cr, cab, -2.5);
  cairo_curve_to (cr, cab + 0.02, -2.66, cab + 0.1, -2.7, cab + 0.25, -2.7);
  cairo_line_to (cr, front - 0.62, -2.68);
  cairo_curve_to (cr, front - 0.4, -2.66, front - 0.34, -2.55, front - 0.28, -2.4);
  cairo_line_to (cr, front - 0.06, -1.5);
  cairo_curve_to (cr, front, -1.3, front, -0.8, front - 0.02, -0.45);
  cairo_line_to (cr, cab + 0.1, -0.42);
  cairo_close_path (cr);
  gw_pen_set_gradient3 (pen, 0.0, -2.7, 0.0, -0.4, gw_ink_shade (body, 0.2), body, gw_ink_shade (body, -0.35));
  cairo_fill (cr);
  cairo_new_path (cr);
  cairo_move_to (cr, cab + 0.42, -1.55);
  cairo_line_to (cr, cab + 0.42, -2.4);
  cairo_line_to (cr, front - 0.56, -2.42);
  cairo_line_to (cr, front - 0.3, -1.6);
  cairo_close_path (cr);
  set_glass (pen, -2.42, -1.55);
  cairo_fill (cr);
  gw_pen_ellipse (pen, cab + 0.85, -1.9, 0.13, 0.16);
  gw_pen_set_alpha (pen, gw_ink (0x101418), 0.75);
  cairo_fill (cr);
  cairo_new_path (cr);
  cairo_move_to (cr, cab + 0.36, -2.45);
  cairo_line_to (cr, cab + 0.36, -0.75);
  cairo_move_to (cr, front - 0.26, -1.5);
  cairo_line_to (cr, front - 0.34, -0.9);
  gw_pen_stroke (pen, gw_ink_shade (body, -0.4), 0.025);
  gw_pen_round_rectangle (pen, front - 0.3, -2.25, 0.12, 0.5, 0.05);
  gw_pen_fill_hex (pen, 0x202327);
  gw_pen_round_rectangle (pen, front - 0.26, -0.86, 0.25, 0.18, 0.06);
  gw_pen_set_lamp (pen, 0xf0e8d0, 0xfff6dc);
  cairo_fill (cr);
  gw_pen_round_rectangle (pen, front - 0.5, -0.58, 0.52, 0.26, 0.06);
  gw_pen_fill_hex (pen, 0x2d3034);
  gw_pen_round_rectangle (pen, cab + 0.55, -1.36, 0.22, 0.06, 0.02);
  gw_pen_fill_hex (pen, 0x2d3034);
}

static void
paint_truck (GwPen *pen, const GwProp *prop)
{
  double back = -prop->size[0] / 2.0;
  double front = prop->size[0] / 2.0;
  double cab = front - 2.1;

  gw_pen_rectangle (pen, back + 0.1, -0.98, prop->size[0] - 0.6, 0.24);
  gw_pen_fill_hex (pen, 0x23262a);
  gw_pen_rectangle (pen, back + 1.9, -0.85, cab - back - 2.1, 0.42);
  gw_pen_fill_hex (pen, 0x34383d);
  paint_cargo (pen, prop, back, cab);
  paint_cab (pen, prop, cab, front);
  gw_pen_rectangle (pen, back, -0.92, 0.1, 0.22);
  gw_pen_fill_hex (pen, 0xc0262c);
  gw_vehicle_paint_wheel (pen, back + 1.15, 0.48, 8, gw_ink (0x8e9499));
  if (prop->size[0] > 7.4)
    gw_vehicle_paint_wheel (pen, back + 2.2, 0.48, 8, gw_ink (0x8e9499));
  gw_vehicle_paint_wheel (pen, front - 1.2, 0.48, 8, gw_ink (0x8e9499));
}

void
gw_prop_roll_truck (GwProp *prop, const GwCamera *camera, double x, double z, gboolean mirrored, GwDice *dice)
{
  static const char *const cargo[] = { "Box", "Tarpaulin", "Tank" };
  static const double weights[] = { 5, 3, 2 };

  *prop = (GwProp) { .paint = paint_truck, .shadow = shadow_long, .glow = glow_long, .class_name = "Truck" };
  gw_prop_place (prop, camera, x, z, mirrored);
  prop->size[0] = gw_dice_between (dice, 6.2, 8.8);
  prop->size[1] = gw_dice_between (dice, 2.9, 3.4);
  prop->pose = (int) gw_dice_weighted (dice, weights, 3);
  prop->ink[0] = gw_ink (gw_dice_pick (dice, cab_inks));
  prop->ink[1] = gw_ink (gw_dice_pick (dice, box_inks));
  prop->ink[2] = gw_dice_chance (dice, 0.7) ? prop->ink[0] : gw_ink_shade (prop->ink[1], -0.3);
  prop->seed = gw_dice_next (dice);
  prop->reach = (GwBox) { -prop->size[0] / 2.0 - 0.2, -3.7, prop->size[0] + 0.4, 3.9 };
  gw_prop_add_trait (prop, "Load", cargo[prop->pose]);
}
