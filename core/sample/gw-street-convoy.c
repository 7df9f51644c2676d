/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-street-person.h"
#include "gw-street-wall.h"

#include <math.h>

/* Vehicles in perspective: boxes in the camera's world with their nearest
 * face square to the eye. prop->size is x of the middle and z of the nearest
 * face; own coordinates are the picture's.
 */

/* A car from its nearest end, going away and coming. Distances run from that end. */
typedef struct
{
  const char *name;
  double length;
  double half;
  double belt;
  double roof;
  double glass_rear; /* foot of the rear window, from the rear */
  double roof_rear;
  double roof_front; /* from the front */
  double glass_front;
} Shell;

static const Shell shells[] = {
  { "Sedan", 4.5, 0.91, 0.98, 1.46, 0.75, 1.45, 2.1, 1.25 },
  { "Hatchback", 3.95, 0.88, 1.0, 1.49, 0.12, 0.55, 1.85, 1.05 },
  { "Wagon", 4.7, 0.91, 1.0, 1.5, 0.12, 0.5, 2.15, 1.28 },
  { "Off-Roader", 4.65, 0.97, 1.14, 1.74, 0.1, 0.4, 2.1, 1.35 },
  { "Van", 5.1, 0.98, 1.25, 2.05, 0.06, 0.15, 1.55, 0.8 },
};

typedef struct
{
  const GwCamera *camera;
  double x;
  double z;
} Place;

static GwPoint
at (const Place *place, double x, double y, double z)
{
  return gw_camera_see (place->camera, place->x + x, y, place->z + z);
}

/* A polygon whose corners are rounded by radius pixels. */
static void
path_rounded (cairo_t *cr, const GwPoint *points, guint n, double radius)
{
  cairo_new_path (cr);
  for (guint i = 0; i < n; i++)
    {
      GwPoint before = points[(i + n - 1) % n];
      GwPoint here = points[i];
      GwPoint after = points[(i + 1) % n];
      double b = hypot (before.x - here.x, before.y - here.y);
      double a = hypot (after.x - here.x, after.y - here.y);
      double rb = b > 0.0 ? MIN (radius, b / 2.0) / b : 0.0;
      double ra = a > 0.0 ? MIN (radius, a / 2.0) / a : 0.0;

      cairo_line_to (cr, here.x + (before.x - here.x) * rb, here.y + (before.y - here.y) * rb);
      cairo_curve_to (cr,
                      here.x + (before.x - here.x) * rb * 0.45,
                      here.y + (before.y - here.y) * rb * 0.45,
                      here.x + (after.x - here.x) * ra * 0.45,
                      here.y + (after.y - here.y) * ra * 0.45,
                      here.x + (after.x - here.x) * ra,
                      here.y + (after.y - here.y) * ra);
    }
  cairo_close_path (cr);
}

static Place
place_of (const GwProp *prop)
{
  return (Place){ prop->camera, prop->size[0], prop->size[1] };
}

static void
set_convoy (GwProp *prop, const GwCamera *camera, double x, double z, double half, double height, double length)
{
  double x0 = G_MAXDOUBLE;
  double x1 = -G_MAXDOUBLE;
  double y0 = G_MAXDOUBLE;
  double y1 = -G_MAXDOUBLE;

  prop->camera = camera;
  prop->scale = 1.0;
  prop->depth = z + length * 0.3;
  prop->size[0] = x;
  prop->size[1] = z;
  prop->size[2] = length;
  for (int i = 0; i < 8; i++)
    {
      GwPoint p = gw_camera_see (camera,
                                 x + ((i & 1) ? half : -half),
                                 (i & 2) ? height : 0.0,
                                 z + ((i & 4) ? length : 0.0));

      x0 = MIN (x0, p.x);
      x1 = MAX (x1, p.x);
      y0 = MIN (y0, p.y);
      y1 = MAX (y1, p.y);
    }
  prop->reach = (GwBox){ x0 - 8.0, y0 - 8.0, x1 - x0 + 16.0, y1 - y0 + 16.0 };
}

static void
shadow_convoy (GwPen *pen, const GwProp *prop)
{
  Place place = place_of (prop);
  GwPoint near_left = at (&place, -1.15, 0.0, -0.25);
  GwPoint near_right = at (&place, 1.15, 0.0, -0.25);
  GwPoint far_right = at (&place, 1.15, 0.0, prop->size[2] + 0.2);
  GwPoint far_left = at (&place, -1.15, 0.0, prop->size[2] + 0.2);
  GwPoint corners[] = { near_left, near_right, far_right, far_left };
  double s = gw_camera_scale (prop->camera, prop->size[1]);

  path_rounded (pen->cr, corners, 4, 0.3 * s);
  cairo_set_source_rgba (pen->cr, 0.02, 0.02, 0.05, 0.5 * MAX (0.5, pen->light->shadow));
  cairo_fill (pen->cr);
  gw_pen_soft_shadow (pen,
                      (near_left.x + near_right.x) / 2.0,
                      near_left.y,
                      (near_right.x - near_left.x) * 0.62,
                      0.16 * s,
                      0.7);
}

/* A wheel on the side that can be seen, as an ellipse in perspective. */
static void
paint_side_wheel (GwPen *pen, const Place *place, double x, double z, double radius)
{
  GwPoint before = at (place, x, radius, z - radius);
  GwPoint after = at (place, x, radius, z + radius);
  GwPoint middle = at (place, x, radius, z);
  double tall = radius * place->camera->focal / (place->z + z);
  double wide = MAX (0.6, ABS (after.x - before.x) / 2.0);

  gw_pen_ellipse (pen, (before.x + after.x) / 2.0, middle.y, wide, tall);
  gw_pen_fill_hex (pen, 0x17181b);
  gw_pen_ellipse (pen, (before.x + after.x) / 2.0, middle.y, wide * 0.6, tall * 0.62);
  gw_pen_fill_hex (pen, 0x8f959a);
}

static void
paint_near_wheels (GwPen *pen, const Place *place, double half, double width)
{
  for (int side = -1; side <= 1; side += 2)
    {
      GwPoint top = at (place, side * (half - width / 2.0 - 0.06) - width / 2.0, 0.45, 0.1);
      GwPoint foot = at (place, side * (half - width / 2.0 - 0.06) + width / 2.0, 0.0, 0.1);

      gw_pen_round_rectangle (pen, top.x, top.y, foot.x - top.x, foot.y - top.y, (foot.x - top.x) * 0.3);
      gw_pen_fill_hex (pen, 0x15161a);
    }
}

static void
set_lamp (GwPen *pen, guint32 day, guint32 night)
{
  gw_pen_set_glow (pen, gw_ink_mix (gw_pen_see (pen, gw_ink (day)), gw_ink (night), pen->light->lamps), 1.0);
}

/* The end of a car that faces the eye: lamps, plate, bumper, grille. */
static void
paint_car_face (GwPen *pen, const GwProp *prop, const Shell *shell, const Place *place, gboolean coming)
{
  cairo_t *cr = pen->cr;
  double s = gw_camera_scale (place->camera, place->z);
  GwPoint corner = at (place, -shell->half, shell->belt - (coming ? 0.12 : 0.02), 0.0);
  GwPoint foot = at (place, shell->half, 0.24, 0.0);
  double width = foot.x - corner.x;
  double height = foot.y - corner.y;
  GwInk body = prop->ink[0];

  gw_pen_round_rectangle (pen, corner.x, corner.y, width, height, 0.18 * s);
  gw_pen_set_gradient3 (pen,
                        0.0,
                        corner.y,
                        0.0,
                        foot.y,
                        gw_ink_shade (body, 0.16),
                        body,
                        gw_ink_shade (body, -0.35));
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  gw_pen_rectangle (pen, corner.x, foot.y - 0.17 * s, width, 0.2 * s);
  gw_pen_fill_hex (pen, 0x202327);
  gw_pen_rectangle (pen, corner.x, corner.y + 0.03 * s, width, 0.035 * s);
  gw_pen_set_alpha (pen, gw_ink (0xffffff), 0.3);
  cairo_fill (cr);
  cairo_restore (cr);
  if (coming)
    {
      gw_pen_round_rectangle (pen, corner.x + width * 0.29, corner.y + height * 0.36, width * 0.42, height * 0.3, 0.06 * s);
      gw_pen_fill_hex (pen, 0x1c1f23);
      gw_pen_rectangle (pen, corner.x + width * 0.31, corner.y + height * 0.49, width * 0.38, MAX (0.6, 0.02 * s));
      gw_pen_fill_hex (pen, 0x9aa0a6);
    }
  for (int side = 0; side < 2; side++)
    {
      double x = side == 0 ? corner.x + width * 0.05 : corner.x + width * 0.77;

      gw_pen_round_rectangle (pen, x, corner.y + height * (coming ? 0.22 : 0.2), width * 0.18, height * 0.2, 0.05 * s);
      if (coming)
        set_lamp (pen, 0xf4ecd4, 0xfffae6);
      else
        set_lamp (pen, 0xb71f26, 0xff3a2e);
      cairo_fill (cr);
    }
  gw_pen_round_rectangle (pen,
                          corner.x + width * 0.37,
                          corner.y + height * (coming ? 0.74 : 0.5),
                          width * 0.26,
                          height * 0.14,
                          0.02 * s);
  gw_pen_fill_hex (pen, 0xe6e4da);
}

/* prop->kind: shell; pose: 1 comes, 0 goes */
static void
paint_car_along (GwPen *pen, const GwProp *prop)
{
  const Shell *shell = &shells[prop->kind];
  Place place = place_of (prop);
  gboolean coming = prop->pose == 1;
  double s = gw_camera_scale (prop->camera, place.z);
  double half = shell->half;
  double side = place.x > 0.0 ? -half : half;
  double top_half = half * 0.72;
  double top_side = place.x > 0.0 ? -top_half : top_half;
  double glass_near = coming ? shell->glass_front : shell->glass_rear;
  double roof_near = coming ? shell->roof_front : shell->roof_rear;
  double glass_far = shell->length - (coming ? shell->glass_rear : shell->glass_front);
  double roof_far = shell->length - (coming ? shell->roof_rear : shell->roof_front);
  double near_deck = shell->belt - (coming ? 0.12 : 0.02);
  GwInk body = prop->ink[0];
  GwPoint flank[] = {
    at (&place, side, 0.24, 0.05),
    at (&place, side, 0.24, shell->length),
    at (&place, side, shell->belt - 0.1, shell->length),
    at (&place, side, shell->belt, glass_far),
    at (&place, side, shell->belt, glass_near),
    at (&place, side, near_deck, 0.05),
  };
  GwPoint deck[] = {
    at (&place, -half * 0.97, near_deck, 0.0),
    at (&place, half * 0.97, near_deck, 0.0),
    at (&place, half * 0.95, shell->belt, glass_near + 0.2),
    at (&place, half * 0.95, shell->belt, shell->length - 0.1),
    at (&place, -half * 0.95, shell->belt, shell->length - 0.1),
    at (&place, -half * 0.95, shell->belt, glass_near + 0.2),
  };
  GwPoint windows[] = {
    at (&place, side * 0.96, shell->belt, glass_near),
    at (&place, side * 0.96, shell->belt, glass_far),
    at (&place, top_side, shell->roof - 0.03, roof_far),
    at (&place, top_side, shell->roof - 0.03, roof_near),
  };
  GwPoint cabin[] = {
    at (&place, -half * 0.93, near_deck - 0.05, glass_near),
    at (&place, half * 0.93, near_deck - 0.05, glass_near),
    at (&place, top_half, shell->roof, roof_near),
    at (&place, -top_half, shell->roof, roof_near),
  };
  GwPoint pane[] = {
    at (&place, -half * 0.83, shell->belt + 0.03, glass_near + 0.05),
    at (&place, half * 0.83, shell->belt + 0.03, glass_near + 0.05),
    at (&place, top_half - 0.06, shell->roof - 0.07, roof_near),
    at (&place, -top_half + 0.06, shell->roof - 0.07, roof_near),
  };
  GwPoint roof[] = {
    at (&place, -top_half, shell->roof, roof_near),
    at (&place, top_half, shell->roof, roof_near),
    at (&place, top_half, shell->roof, roof_far),
    at (&place, -top_half, shell->roof, roof_far),
  };

  paint_near_wheels (pen, &place, half, 0.24);
  path_rounded (pen->cr, flank, 6, 0.1 * s);
  gw_pen_set_gradient (pen, 0.0, flank[3].y, 0.0, flank[0].y, gw_ink_shade (body, -0.12), gw_ink_shade (body, -0.5));
  cairo_fill (pen->cr);
  paint_side_wheel (pen, &place, side, 0.78, 0.33);
  paint_side_wheel (pen, &place, side, shell->length - 0.85, 0.33);
  path_rounded (pen->cr, deck, 6, 0.06 * s);
  gw_pen_fill (pen, gw_ink_shade (body, 0.2));
  path_rounded (pen->cr, windows, 4, 0.05 * s);
  gw_pen_fill_hex (pen, 0x2a343e);
  path_rounded (pen->cr, cabin, 4, 0.1 * s);
  gw_pen_fill (pen, gw_ink_shade (body, -0.06));
  path_rounded (pen->cr, roof, 4, 0.1 * s);
  gw_pen_set_gradient (pen, 0.0, roof[2].y, 0.0, roof[0].y, gw_ink_shade (body, 0.3), gw_ink_shade (body, 0.1));
  cairo_fill (pen->cr);
  path_rounded (pen->cr, pane, 4, 0.08 * s);
  gw_pen_set_gradient (pen, pane[3].x, pane[3].y, pane[1].x, pane[1].y, gw_ink (0x6d8496), gw_ink (0x202932));
  cairo_fill_preserve (pen->cr);
  cairo_save (pen->cr);
  cairo_clip (pen->cr);
  for (int i = 0; i < 2; i++)
    {
      double middle = pane[0].x + (pane[1].x - pane[0].x) * (coming ? 0.26 + 0.48 * i : 0.28 + 0.44 * i);

      if (coming && i == 0 && prop->kind % 2 == 0)
        continue;
      gw_pen_ellipse (pen, middle, pane[0].y - 0.2 * s, 0.1 * s, 0.12 * s);
      gw_pen_set_alpha (pen, gw_ink (0x0f1317), 0.7);
      cairo_fill (pen->cr);
      gw_pen_round_rectangle (pen, middle - 0.19 * s, pane[0].y - 0.1 * s, 0.38 * s, 0.3 * s, 0.08 * s);
      cairo_fill (pen->cr);
    }
  cairo_restore (pen->cr);
  paint_car_face (pen, prop, shell, &place, coming);
  for (int ear = -1; ear <= 1; ear += 2)
    {
      GwPoint mirror = at (&place, ear * (half + 0.06), shell->belt + 0.08, coming ? glass_near + 0.5 : glass_far - 0.5);
      double m = gw_camera_scale (prop->camera, place.z + (coming ? glass_near : glass_far));

      gw_pen_round_rectangle (pen, mirror.x - 0.1 * m, mirror.y - 0.07 * m, 0.2 * m, 0.14 * m, 0.05 * m);
      gw_pen_fill (pen, gw_ink_shade (body, -0.2));
    }
}

static void
glow_face (GwPen *pen, const GwProp *prop)
{
  Place place = place_of (prop);
  double lamps = pen->light->lamps;
  double s = gw_camera_scale (prop->camera, place.z);

  if (lamps < 0.2)
    return;
  for (int side = -1; side <= 1; side += 2)
    {
      GwPoint lamp = at (&place, side * 0.72, 0.74, 0.0);

      if (prop->pose == 1)
        {
          gw_pen_halo (pen, gw_ink (0xfff2cc), lamp.x, lamp.y, 1.3 * s, 0.85 * lamps);
          cairo_save (pen->cr);
          cairo_translate (pen->cr, lamp.x, at (&place, 0.0, 0.0, -2.0).y);
          cairo_scale (pen->cr, 1.1 * s, 0.4 * s);
          gw_pen_halo (pen, gw_ink (0xfff0c4), 0.0, 0.0, 1.0, 0.3 * lamps);
          cairo_restore (pen->cr);
        }
      else
        gw_pen_halo (pen, gw_ink (0xff3020), lamp.x, lamp.y, 0.7 * s, 0.7 * lamps);
    }
}

void
gw_prop_roll_car_along (GwProp *prop, const GwCamera *camera, double x, double z, gboolean coming, GwDice *dice)
{
  static const double weights[] = { 4, 3, 2, 2.4, 1.2 };
  const char *color;
  const Shell *shell;

  *prop = (GwProp){ .paint = paint_car_along, .shadow = shadow_convoy, .glow = glow_face, .class_name = "Car" };
  prop->kind = (int) gw_dice_weighted (dice, weights, G_N_ELEMENTS (weights));
  shell = &shells[prop->kind];
  prop->pose = coming ? 1 : 0;
  prop->ink[0] = gw_vehicle_roll_ink (dice, &color);
  set_convoy (prop, camera, x, z, shell->half + 0.3, shell->roof, shell->length);
  gw_prop_add_trait (prop, "Color", color);
  gw_prop_add_trait (prop, "Body", shell->name);
}

/* The long flank of a bus or truck as a wall. */
static GwWall
flank_of (const Place *place, double half)
{
  return (GwWall){ place->camera, place->x + (place->x > 0.0 ? -half : half), place->z, 0.0, 1.0 };
}

static void
paint_bus_along (GwPen *pen, const GwProp *prop)
{
  cairo_t *cr = pen->cr;
  Place place = place_of (prop);
  const double half = 1.26;
  double length = prop->size[2];
  double s = gw_camera_scale (prop->camera, place.z);
  GwWall flank = flank_of (&place, half);
  GwInk body = prop->ink[0];
  GwPoint corner = at (&place, -half, 3.05, 0.0);
  GwPoint foot = at (&place, half, 0.32, 0.0);
  double width = foot.x - corner.x;
  double height = foot.y - corner.y;
  int windows = 7;
  gboolean coming = prop->pose == 1;

  paint_near_wheels (pen, &place, half, 0.3);
  gw_wall_fill (pen, &flank, 0.05, 0.32, length, 3.0, gw_ink_shade (body, -0.28));
  gw_wall_fill (pen, &flank, 0.05, 0.95, length, 1.2, gw_ink_shade (prop->ink[1], -0.28));
  gw_wall_fill (pen, &flank, 0.3, 1.42, length - 0.2, 2.72, gw_ink (0x1a1e23));
  for (int i = 0; i < windows; i++)
    {
      double u = 0.4 + (length - 0.8) * i / windows;

      gw_wall_path (pen, &flank, u, 1.5, u + (length - 0.8) / windows - 0.12, 2.64);
      gw_pen_set_glow (pen,
                       gw_ink_mix (gw_pen_see (pen, gw_ink (0x4c5d6b)), gw_ink (0xffe9b8), 0.7 * pen->light->lamps),
                       1.0);
      cairo_fill (cr);
    }
  paint_side_wheel (pen, &place, place.x > 0.0 ? -half : half, 2.3, 0.48);
  paint_side_wheel (pen, &place, place.x > 0.0 ? -half : half, length - 2.5, 0.48);

  gw_pen_round_rectangle (pen, corner.x, corner.y, width, height, 0.22 * s);
  gw_pen_set_gradient3 (pen, 0.0, corner.y, 0.0, foot.y, gw_ink_shade (body, 0.2), body, gw_ink_shade (body, -0.28));
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  gw_pen_rectangle (pen, corner.x, corner.y + height * 0.68, width, height * 0.09);
  gw_pen_fill (pen, prop->ink[1]);
  gw_pen_rectangle (pen, corner.x, corner.y + height * 0.92, width, height * 0.1);
  gw_pen_fill_hex (pen, 0x1f2226);
  cairo_restore (cr);
  gw_pen_round_rectangle (pen, corner.x + width * 0.06, corner.y + height * 0.14, width * 0.88, height * (coming ? 0.48 : 0.36), 0.1 * s);
  gw_pen_set_gradient (pen, corner.x, corner.y, foot.x, corner.y + height * 0.6, gw_ink (0x738899), gw_ink (0x1f2830));
  cairo_fill (cr);
  gw_pen_rectangle (pen, corner.x + width * 0.2, corner.y + height * 0.035, width * 0.6, height * 0.08);
  gw_pen_fill_hex (pen, 0x15171a);
  gw_pen_rectangle (pen, corner.x + width * 0.26, corner.y + height * 0.055, width * 0.34, height * 0.04);
  gw_pen_set_glow (pen, gw_ink (0xf0a830), 0.9);
  cairo_fill (cr);
  if (coming)
    {
      gw_pen_rectangle (pen, corner.x + width * 0.49, corner.y + height * 0.14, width * 0.02, height * 0.48);
      gw_pen_fill_hex (pen, 0x1a1e23);
      gw_pen_ellipse (pen, corner.x + width * 0.74, corner.y + height * 0.44, width * 0.05, height * 0.055);
      gw_pen_set_alpha (pen, gw_ink (0x101418), 0.8);
      cairo_fill (cr);
      gw_pen_round_rectangle (pen, corner.x + width * 0.66, corner.y + height * 0.49, width * 0.16, height * 0.13, width * 0.04);
      cairo_fill (cr);
    }
  else
    {
      gw_pen_round_rectangle (pen, corner.x + width * 0.2, corner.y + height * 0.56, width * 0.6, height * 0.1, 0.04 * s);
      gw_pen_fill (pen, gw_ink_shade (body, -0.4));
    }
  for (int i = 0; i < 2; i++)
    {
      gw_pen_round_rectangle (pen,
                              i == 0 ? corner.x + width * 0.04 : corner.x + width * 0.84,
                              corner.y + height * 0.8,
                              width * 0.12,
                              height * 0.07,
                              0.05 * s);
      if (coming)
        set_lamp (pen, 0xf4ecd4, 0xfffae6);
      else
        set_lamp (pen, 0xb71f26, 0xff3a2e);
      cairo_fill (cr);
    }
}

void
gw_prop_roll_bus_along (GwProp *prop, const GwCamera *camera, double x, double z, gboolean coming, GwDice *dice)
{
  static const guint32 inks[] = { 0xc8362e, 0x2a6f8f, 0x2f7d4f, 0xe2a52a, 0xd9d6cc, 0x5b4a8a };

  *prop = (GwProp){ .paint = paint_bus_along, .shadow = shadow_convoy, .glow = glow_face, .class_name = "Bus" };
  prop->pose = coming ? 1 : 0;
  prop->ink[0] = gw_ink (gw_dice_pick (dice, inks));
  prop->ink[1] = gw_ink_shade (prop->ink[0], gw_dice_chance (dice, 0.6) ? 0.75 : -0.45);
  set_convoy (prop, camera, x, z, 1.3, 3.1, gw_dice_between (dice, 9.0, 11.5));
}

static void
paint_truck_cab (GwPen *pen, const GwProp *prop, double x, double y, double width, double height, double s)
{
  cairo_t *cr = pen->cr;
  GwInk body = prop->ink[0];

  gw_pen_round_rectangle (pen, x, y, width, height, 0.15 * s);
  gw_pen_set_gradient3 (pen, 0.0, y, 0.0, y + height, gw_ink_shade (body, 0.2), body, gw_ink_shade (body, -0.3));
  cairo_fill (cr);
  gw_pen_round_rectangle (pen, x + width * 0.06, y + height * 0.1, width * 0.88, height * 0.34, 0.08 * s);
  gw_pen_set_gradient (pen, x, y, x + width, y + height * 0.5, gw_ink (0x7b90a0), gw_ink (0x1f2830));
  cairo_fill (cr);
  gw_pen_ellipse (pen, x + width * 0.73, y + height * 0.32, width * 0.06, height * 0.065);
  gw_pen_set_alpha (pen, gw_ink (0x101418), 0.75);
  cairo_fill (cr);
  gw_pen_round_rectangle (pen, x + width * 0.62, y + height * 0.37, width * 0.22, height * 0.07, width * 0.03);
  cairo_fill (cr);
  gw_pen_round_rectangle (pen, x + width * 0.2, y + height * 0.54, width * 0.6, height * 0.22, 0.05 * s);
  gw_pen_fill_hex (pen, 0x202327);
  for (int i = 0; i < 3; i++)
    {
      gw_pen_rectangle (pen, x + width * 0.23, y + height * (0.57 + 0.06 * i), width * 0.54, height * 0.022);
      gw_pen_fill_hex (pen, 0x8b9197);
    }
  gw_pen_rectangle (pen, x, y + height * 0.86, width, height * 0.14);
  gw_pen_fill_hex (pen, 0x2a2d31);
  for (int i = 0; i < 2; i++)
    {
      gw_pen_round_rectangle (pen, i == 0 ? x + width * 0.03 : x + width * 0.83, y + height * 0.76, width * 0.14, height * 0.09, 0.04 * s);
      set_lamp (pen, 0xf4ecd4, 0xfffae6);
      cairo_fill (cr);
      gw_pen_round_rectangle (pen, i == 0 ? x - width * 0.09 : x + width * 1.01, y + height * 0.14, width * 0.08, height * 0.2, 0.03 * s);
      gw_pen_fill_hex (pen, 0x1d2024);
    }
}

static void
paint_truck_along (GwPen *pen, const GwProp *prop)
{
  cairo_t *cr = pen->cr;
  Place place = place_of (prop);
  const double half = 1.2;
  gboolean coming = prop->pose == 1;
  double start = coming ? 1.9 : 0.0;
  Place box_place = { place.camera, place.x, place.z + start };
  double s = gw_camera_scale (prop->camera, box_place.z);
  double near_s = gw_camera_scale (prop->camera, place.z);
  GwWall flank = flank_of (&box_place, half);
  GwInk box = prop->ink[1];
  double high = prop->size[3];
  GwPoint corner = at (&box_place, -half, high, 0.0);
  GwPoint foot = at (&box_place, half, 0.95, 0.0);
  double width = foot.x - corner.x;
  double height = foot.y - corner.y;

  paint_near_wheels (pen, &place, half, 0.4);
  gw_wall_fill (pen, &flank, 0.0, 0.5, prop->size[2] - start - 0.3, 0.95, gw_ink (0x2a2d31));
  gw_wall_fill (pen, &flank, 0.0, 0.95, prop->size[2] - start - (coming ? 0.0 : 2.0), high, gw_ink_shade (box, -0.26));
  gw_wall_fill (pen, &flank, 0.0, 1.5, prop->size[2] - start - (coming ? 0.0 : 2.0), 1.85, gw_ink_shade (prop->ink[2], -0.26));
  paint_side_wheel (pen, &box_place, place.x > 0.0 ? -half : half, 1.3, 0.48);
  paint_side_wheel (pen, &box_place, place.x > 0.0 ? -half : half, prop->size[2] - start - 1.2, 0.48);
  gw_pen_round_rectangle (pen, corner.x, corner.y, width, height, 0.05 * s);
  gw_pen_set_gradient (pen, corner.x, corner.y, foot.x, foot.y, gw_ink_shade (box, 0.1), gw_ink_shade (box, -0.18));
  cairo_fill (cr);
  if (coming)
    {
      GwPoint cab_top = at (&place, -half * 0.97, 2.55, 0.0);
      GwPoint cab_foot = at (&place, half * 0.97, 0.38, 0.0);
      GwWall cab = flank_of (&place, half * 0.97);

      gw_wall_fill (pen, &cab, 0.0, 0.5, 1.7, 2.5, gw_ink_shade (prop->ink[0], -0.3));
      gw_wall_fill (pen, &cab, 0.25, 1.5, 1.1, 2.3, gw_ink (0x35424e));
      paint_truck_cab (pen, prop, cab_top.x, cab_top.y, cab_foot.x - cab_top.x, cab_foot.y - cab_top.y, near_s);
      return;
    }
  gw_pen_rectangle (pen, corner.x + width * 0.495, corner.y + height * 0.03, width * 0.012, height * 0.94);
  gw_pen_fill (pen, gw_ink_shade (box, -0.45));
  for (int i = 0; i < 4; i++)
    {
      gw_pen_rectangle (pen, corner.x + width * (0.1 + 0.24 * i + (i > 1 ? 0.07 : 0.0)), corner.y + height * 0.04, width * 0.018, height * 0.92);
      gw_pen_fill (pen, gw_ink_shade (box, -0.32));
    }
  gw_pen_rectangle (pen, corner.x, foot.y - 0.02 * s, width, 0.14 * s);
  gw_pen_fill_hex (pen, 0x2d3035);
  gw_pen_rectangle (pen, corner.x + width * 0.06, foot.y + 0.3 * s, width * 0.88, 0.12 * s);
  gw_pen_fill_hex (pen, 0x3a3e44);
  for (int i = 0; i < 2; i++)
    {
      gw_pen_rectangle (pen, i == 0 ? corner.x + width * 0.03 : corner.x + width * 0.83, foot.y + 0.1 * s, width * 0.14, 0.13 * s);
      set_lamp (pen, 0xb71f26, 0xff3a2e);
      cairo_fill (cr);
    }
}

void
gw_prop_roll_truck_along (GwProp *prop, const GwCamera *camera, double x, double z, gboolean coming, GwDice *dice)
{
  static const guint32 boxes[] = { 0xe9e6df, 0xd8d2c4, 0x3f6f9f, 0xb5473c, 0xe0b048, 0x6f8f6a, 0xc9ced2 };

  *prop = (GwProp){ .paint = paint_truck_along, .shadow = shadow_convoy, .glow = glow_face, .class_name = "Truck" };
  prop->pose = coming ? 1 : 0;
  prop->ink[0] = gw_vehicle_roll_ink (dice, NULL);
  prop->ink[1] = gw_ink (gw_dice_pick (dice, boxes));
  prop->ink[2] = gw_dice_chance (dice, 0.6) ? prop->ink[0] : gw_ink_shade (prop->ink[1], -0.3);
  prop->size[3] = gw_dice_between (dice, 2.9, 3.4);
  set_convoy (prop, camera, x, z, 1.5, prop->size[3], gw_dice_between (dice, 6.2, 8.4));
  gw_prop_add_trait (prop, "Load", "Box");
}
