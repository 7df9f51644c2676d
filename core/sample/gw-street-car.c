/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-street-props.h"

/* The side of a car in metres, standing over its middle. Heights are above the ground. */
typedef struct
{
  const char *name;
  double length;
  double roof;       /* highest line */
  double nose;       /* bonnet at the front */
  double belt;       /* foot of the windows */
  double deck;       /* boot at the rear */
  double rear_glass; /* foot of the rear window */
  double roof_rear;
  double roof_front;
  double cowl; /* foot of the windscreen */
  double rear_axle;
  double front_axle;
  double wheel;
  double clearance;
  int doors; /* lines between the side windows */
} CarForm;

static const CarForm forms[] = {
  { "Sedan", 4.55, 1.46, 0.86, 0.95, 0.99, -1.62, -0.86, 0.22, 1.08, -1.36, 1.42, 0.33, 0.23, 2 },
  { "Hatchback", 3.95, 1.49, 0.88, 0.97, 1.00, -1.84, -1.36, 0.18, 0.98, -1.22, 1.26, 0.31, 0.22, 2 },
  { "Wagon", 4.70, 1.50, 0.88, 0.97, 1.02, -2.22, -1.86, 0.20, 1.08, -1.42, 1.44, 0.33, 0.23, 3 },
  { "Coupe", 4.40, 1.32, 0.80, 0.89, 0.95, -1.80, -0.72, 0.05, 0.90, -1.34, 1.40, 0.34, 0.19, 1 },
  { "Off-Roader", 4.65, 1.74, 1.04, 1.12, 1.14, -2.16, -1.90, 0.22, 1.00, -1.40, 1.44, 0.39, 0.32, 3 },
  { "Van", 5.10, 2.05, 1.10, 1.20, 1.30, -2.48, -2.40, 0.86, 1.72, -1.62, 1.72, 0.35, 0.26, 3 },
  { "Small Car", 3.50, 1.52, 0.92, 0.98, 1.02, -1.62, -1.22, 0.16, 0.95, -1.10, 1.14, 0.30, 0.22, 1 },
};

static const struct
{
  const char *name;
  guint32 hex;
  double weight;
} paints[] = {
  { "White", 0xeceae4, 3.0 }, { "Gray", 0x8c9298, 3.0 },  { "Black", 0x2a2d33, 2.0 },  { "Red", 0xb3202a, 2.2 },
  { "Blue", 0x2459a8, 2.4 },  { "Green", 0x3f7358, 1.2 }, { "Yellow", 0xe0a51c, 1.2 }, { "Orange", 0xd8652a, 0.8 },
  { "Brown", 0x765842, 0.8 }, { "Blue", 0x6fa3c8, 1.0 },  { "Red", 0x7c1f33, 0.9 },    { "Gray", 0xb9bdc0, 2.0 },
};

GwInk
gw_vehicle_roll_ink (GwDice *dice, const char **name)
{
  double weights[G_N_ELEMENTS (paints)];
  guint i;

  for (i = 0; i < G_N_ELEMENTS (paints); i++)
    weights[i] = paints[i].weight;
  i = gw_dice_weighted (dice, weights, G_N_ELEMENTS (paints));
  if (name != NULL)
    *name = paints[i].name;
  return gw_ink_shade (gw_ink (paints[i].hex), gw_dice_between (dice, -0.1, 0.06));
}

void
gw_prop_place (GwProp *prop, const GwCamera *camera, double x, double z, gboolean mirrored)
{
  GwPoint foot = gw_camera_see (camera, x, 0.0, z);

  prop->x = foot.x;
  prop->y = foot.y;
  prop->scale = gw_camera_scale (camera, z);
  prop->depth = z;
  prop->mirrored = mirrored;
  prop->camera = camera;
}

void
gw_vehicle_paint_wheel (GwPen *pen, double x, double radius, int spokes, GwInk rim)
{
  double r = radius * 0.66;

  gw_pen_ellipse (pen, x, -radius, radius, radius);
  gw_pen_fill_hex (pen, 0x1b1c1f);
  gw_pen_ellipse (pen, x, -radius, radius * 0.9, radius * 0.9);
  gw_pen_stroke (pen, gw_ink (0x3a3c40), radius * 0.06);
  gw_pen_ellipse (pen, x, -radius, r, r);
  gw_pen_set_gradient (pen, x - r, -radius - r, x + r, -radius + r, gw_ink_shade (rim, 0.35),
                       gw_ink_shade (rim, -0.35));
  cairo_fill (pen->cr);
  cairo_new_path (pen->cr);
  for (int i = 0; i < spokes; i++)
    {
      double turn = (i + 0.5) / spokes;
      double half = 0.26 / spokes;

      cairo_move_to (pen->cr, x + gw_cos_turn (turn) * r * 0.3, -radius + gw_sin_turn (turn) * r * 0.3);
      cairo_line_to (pen->cr, x + gw_cos_turn (turn - half) * r * 0.86, -radius + gw_sin_turn (turn - half) * r * 0.86);
      cairo_line_to (pen->cr, x + gw_cos_turn (turn + half) * r * 0.86, -radius + gw_sin_turn (turn + half) * r * 0.86);
      cairo_close_path (pen->cr);
    }
  gw_pen_fill_hex (pen, 0x26282c);
  gw_pen_ellipse (pen, x, -radius, r * 0.2, r * 0.2);
  gw_pen_fill (pen, gw_ink_shade (rim, 0.2));
}

void
gw_vehicle_paint_beam (GwPen *pen, double x, double y, double strength)
{
  double lamps = pen->light->lamps * strength;

  if (lamps < 0.2)
    return;
  gw_pen_halo (pen, gw_ink (0xfff0c4), x, y, 1.1, 0.85 * lamps);
  cairo_save (pen->cr);
  cairo_translate (pen->cr, x + 2.2, 0.05);
  cairo_scale (pen->cr, 2.6, 0.42);
  gw_pen_halo (pen, gw_ink (0xfff0c4), 0.0, 0.0, 1.0, 0.4 * lamps);
  cairo_restore (pen->cr);
}

static void
path_body (cairo_t *cr, const CarForm *f)
{
  double back = -f->length / 2.0;
  double front = f->length / 2.0;
  double arch = f->wheel + 0.075;

  cairo_new_path (cr);
  cairo_move_to (cr, back + 0.10, -f->clearance);
  cairo_curve_to (cr, back - 0.02, -f->clearance - 0.1, back - 0.02, -f->deck * 0.62, back + 0.03, -f->deck * 0.8);
  cairo_curve_to (cr, back + 0.05, -f->deck, back + 0.12, -f->deck - 0.01, back + 0.22, -f->deck - 0.02);
  cairo_line_to (cr, f->rear_glass, -f->belt - 0.06);
  cairo_curve_to (cr, f->rear_glass + (f->roof_rear - f->rear_glass) * 0.45, -f->roof * 0.92, f->roof_rear - 0.18,
                  -f->roof + 0.02, f->roof_rear + 0.12, -f->roof);
  cairo_curve_to (cr, f->roof_rear + 0.5, -f->roof - 0.03, f->roof_front - 0.35, -f->roof - 0.03, f->roof_front,
                  -f->roof + 0.03);
  cairo_curve_to (cr, f->roof_front + 0.22, -f->roof + 0.08, f->cowl - 0.12, -f->belt - 0.1, f->cowl, -f->belt - 0.02);
  cairo_curve_to (cr, f->cowl + 0.35, -f->belt + 0.01, front - 0.45, -f->nose - 0.03, front - 0.18, -f->nose + 0.06);
  cairo_curve_to (cr, front + 0.01, -f->nose + 0.13, front + 0.03, -f->nose * 0.62, front, -f->clearance - 0.18);
  cairo_curve_to (cr, front - 0.01, -f->clearance, front - 0.06, -f->clearance, front - 0.15, -f->clearance);
  cairo_line_to (cr, f->front_axle + arch, -f->clearance);
  cairo_arc_negative (cr, f->front_axle, -f->wheel, arch, 0.0, G_PI);
  cairo_line_to (cr, f->rear_axle + arch, -f->clearance);
  cairo_arc_negative (cr, f->rear_axle, -f->wheel, arch, 0.0, G_PI);
  cairo_close_path (cr);
}

static void
path_glass (cairo_t *cr, const CarForm *f)
{
  double low = -f->belt - 0.05;
  double high = -f->roof + 0.13;

  cairo_new_path (cr);
  cairo_move_to (cr, f->rear_glass + 0.22, low);
  cairo_curve_to (cr, f->rear_glass + 0.3, high * 0.9, f->roof_rear - 0.05, high, f->roof_rear + 0.2, high);
  cairo_curve_to (cr, f->roof_rear + 0.5, high - 0.025, f->roof_front - 0.4, high - 0.025, f->roof_front - 0.03,
                  high + 0.01);
  cairo_curve_to (cr, f->roof_front + 0.16, high + 0.06, f->cowl - 0.28, low - 0.12, f->cowl - 0.18, low);
  cairo_close_path (cr);
}

static void
paint_glass (GwPen *pen, const GwProp *prop, const CarForm *f)
{
  cairo_t *cr = pen->cr;
  double span = f->cowl - f->rear_glass;
  GwInk body = prop->ink[0];

  path_glass (cr, f);
  gw_pen_set_gradient3 (pen, 0.0, -f->roof, 0.0, -f->belt, gw_ink (0x5b6f80), gw_ink (0x35424f), gw_ink (0x1e262e));
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  /* The driver, then a reflection over both. */
  gw_pen_ellipse (pen, f->roof_front - 0.34, -f->belt - 0.26, 0.11, 0.14);
  gw_pen_set_alpha (pen, gw_ink (0x0e1216), 0.8);
  cairo_fill (cr);
  gw_pen_round_rectangle (pen, f->roof_front - 0.62, -f->belt - 0.16, 0.5, 0.4, 0.16);
  cairo_fill (cr);
  for (int i = 0; i < 2; i++)
    {
      double x = f->rear_glass + span * (0.34 + 0.34 * i);

      double xy[] = { x, -f->belt, x + 0.28, -f->belt, x + 0.72, -f->roof, x + 0.42, -f->roof };

      gw_pen_polygon (pen, xy, 4);
      gw_pen_set_alpha (pen, gw_ink (0xdfeaf2), 0.16);
      cairo_fill (cr);
    }
  for (int i = 1; i <= f->doors; i++)
    {
      double x = f->rear_glass + 0.22 + (f->cowl - 0.5 - f->rear_glass) * i / (f->doors + 1.0) + 0.14;

      gw_pen_rectangle (pen, x - 0.045, -f->roof, 0.09, f->roof - f->belt);
      gw_pen_fill (pen, gw_ink_shade (body, -0.62));
    }
  cairo_restore (cr);
  path_glass (cr, f);
  gw_pen_stroke (pen, gw_ink (0x1a1e22), 0.025);
}

static void
paint_lines (GwPen *pen, const GwProp *prop, const CarForm *f)
{
  cairo_t *cr = pen->cr;
  double back = -f->length / 2.0;
  double front = f->length / 2.0;
  double door = f->rear_glass + (f->cowl - f->rear_glass) * 0.52;
  GwInk dark = gw_ink_shade (prop->ink[0], -0.45);

  cairo_new_path (cr);
  cairo_move_to (cr, f->cowl - 0.14, -f->belt - 0.02);
  cairo_curve_to (cr, f->cowl - 0.1, -0.7, f->cowl - 0.16, -0.5, f->cowl - 0.26, -f->clearance - 0.1);
  cairo_move_to (cr, door, -f->belt - 0.02);
  cairo_line_to (cr, door, -f->clearance - 0.1);
  if (f->doors > 1)
    {
      cairo_move_to (cr, f->rear_axle + 0.28, -f->belt);
      cairo_curve_to (cr, f->rear_axle + 0.3, -0.85, f->rear_axle + 0.5, -0.75, f->rear_axle + 0.5, -0.5);
    }
  gw_pen_stroke (pen, dark, 0.018);
  for (int i = 0; i < (f->doors > 1 ? 2 : 1); i++)
    {
      gw_pen_round_rectangle (pen, door + 0.1 - i * (0.98), -f->belt + 0.13, 0.2, 0.045, 0.02);
      gw_pen_fill (pen, gw_ink_shade (prop->ink[0], i == 0 ? 0.4 : 0.35));
    }
  /* Mirror, lamps, bumpers. */
  gw_pen_round_rectangle (pen, f->cowl - 0.42, -f->belt - 0.13, 0.17, 0.12, 0.05);
  gw_pen_fill (pen, gw_ink_shade (prop->ink[0], -0.25));
  cairo_new_path (cr);
  cairo_move_to (cr, front - 0.42, -f->nose + 0.12);
  cairo_curve_to (cr, front - 0.2, -f->nose + 0.08, front - 0.06, -f->nose + 0.14, front - 0.02, -f->nose + 0.24);
  cairo_curve_to (cr, front - 0.14, -f->nose + 0.28, front - 0.3, -f->nose + 0.24, front - 0.42, -f->nose + 0.12);
  gw_pen_set_lamp (pen, 0xf3ead0, 0xfff6dc);
  cairo_fill (cr);
  cairo_new_path (cr);
  cairo_move_to (cr, back + 0.03, -f->deck * 0.86);
  cairo_curve_to (cr, back + 0.16, -f->deck * 0.95, back + 0.26, -f->deck * 0.9, back + 0.3, -f->deck * 0.84);
  cairo_curve_to (cr, back + 0.2, -f->deck * 0.72, back + 0.1, -f->deck * 0.7, back + 0.02, -f->deck * 0.72);
  cairo_close_path (cr);
  gw_pen_set_lamp (pen, 0xb8202a, 0xff3830);
  cairo_fill (cr);
}

static void
paint_taxi (GwPen *pen, const CarForm *f)
{
  for (int i = 0; i < 14; i++)
    {
      gw_pen_rectangle (pen, f->rear_axle + 0.45 + i * 0.13, -f->belt + 0.22 + (i % 2) * 0.07, 0.13, 0.07);
      gw_pen_fill_hex (pen, 0x1c1c1c);
    }
  gw_pen_round_rectangle (pen, -0.62, -f->roof - 0.17, 0.5, 0.19, 0.05);
  gw_pen_set_lamp (pen, 0xf6e7b4, 0xfff0b0);
  cairo_fill (pen->cr);
}

static void
paint_car (GwPen *pen, const GwProp *prop)
{
  const CarForm *f = &forms[prop->kind];
  GwInk body = prop->ink[0];

  /* What shows through the wheel arches. */
  gw_pen_rectangle (pen, f->rear_axle - f->wheel, -f->wheel - 0.38, f->front_axle - f->rear_axle + 2.0 * f->wheel,
                    f->wheel + 0.38 - f->clearance * 0.75);
  gw_pen_fill_hex (pen, 0x15161a);
  path_body (pen->cr, f);
  gw_pen_set_gradient3 (pen, 0.0, -f->roof, 0.0, -f->clearance, gw_ink_shade (body, 0.2), body,
                        gw_ink_shade (body, -0.4));
  cairo_fill_preserve (pen->cr);
  cairo_save (pen->cr);
  cairo_clip (pen->cr);
  gw_pen_rectangle (pen, -f->length / 2.0, -f->clearance - 0.1, f->length, 0.12);
  gw_pen_set_alpha (pen, gw_ink (0x17191c), 0.75);
  cairo_fill (pen->cr);
  gw_pen_rectangle (pen, -f->length / 2.0, -f->belt + 0.02, f->length, 0.055);
  gw_pen_set_alpha (pen, gw_ink (0xffffff), 0.34);
  cairo_fill (pen->cr);
  gw_pen_rectangle (pen, -f->length / 2.0, -f->belt * 0.62, f->length, 0.035);
  gw_pen_set_alpha (pen, gw_ink (0x000000), 0.16);
  cairo_fill (pen->cr);
  cairo_restore (pen->cr);
  paint_glass (pen, prop, f);
  paint_lines (pen, prop, f);
  if (prop->pose == 1)
    paint_taxi (pen, f);
  gw_vehicle_paint_wheel (pen, f->rear_axle, f->wheel, prop->size[0] > 0.5 ? 5 : 7, gw_ink (0xb8bdc2));
  gw_vehicle_paint_wheel (pen, f->front_axle, f->wheel, prop->size[0] > 0.5 ? 5 : 7, gw_ink (0xb8bdc2));
  if (prop->size[1] > 0.0)
    {
      /* Snow on roof and bonnet. */
      gw_pen_limb (pen, f->roof_rear + 0.1, -f->roof - 0.02, 0.13, f->roof_front - 0.05, -f->roof - 0.01, 0.12);
      gw_pen_fill_hex (pen, 0xf4f7fa);
      gw_pen_limb (pen, f->cowl + 0.15, -f->belt - 0.01, 0.07, f->length / 2.0 - 0.4, -f->nose - 0.02, 0.05);
      gw_pen_fill_hex (pen, 0xf4f7fa);
    }
}

static void
shadow_car (GwPen *pen, const GwProp *prop)
{
  const CarForm *f = &forms[prop->kind];

  gw_pen_soft_shadow (pen, pen->light->shadow_lean * (prop->mirrored ? -0.4 : 0.4), -0.02, f->length * 0.6, 0.3, 0.75);
}

static void
glow_car (GwPen *pen, const GwProp *prop)
{
  const CarForm *f = &forms[prop->kind];

  if (prop->size[2] < 0.5)
    return;
  gw_vehicle_paint_beam (pen, f->length / 2.0 - 0.1, -f->nose + 0.18, 1.0);
  gw_pen_halo (pen, gw_ink (0xff3020), -f->length / 2.0 + 0.12, -f->deck * 0.84, 0.6, 0.7 * pen->light->lamps);
}

void
gw_prop_roll_car (GwProp *prop, const GwCamera *camera, double x, double z, gboolean mirrored, GwDice *dice)
{
  static const double weights[] = { 4, 3, 2, 1.2, 2.6, 1.3, 1.4 };
  const char *color;
  const CarForm *f;

  *prop = (GwProp) { .paint = paint_car, .shadow = shadow_car, .glow = glow_car, .class_name = "Car" };
  gw_prop_place (prop, camera, x, z, mirrored);
  prop->kind = (int) gw_dice_weighted (dice, weights, G_N_ELEMENTS (weights));
  prop->ink[0] = gw_vehicle_roll_ink (dice, &color);
  prop->size[0] = gw_dice_real (dice);
  if (prop->kind == 0 && gw_dice_chance (dice, 0.16))
    {
      prop->pose = 1;
      prop->ink[0] = gw_ink (0xe8b021);
      color = "Yellow";
    }
  f = &forms[prop->kind];
  prop->reach = (GwBox) { -f->length / 2.0 - 0.2, -f->roof - 0.4, f->length + 0.4, f->roof + 0.6 };
  gw_prop_add_trait (prop, "Color", color);
  gw_prop_add_trait (prop, "Body", f->name);
}
