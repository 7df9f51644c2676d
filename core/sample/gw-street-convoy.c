/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-street-convoy.h"

#include <math.h>

#include "gw-street-props.h"

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

GwPoint
gw_convoy_see (const GwConvoy *convoy, double x, double y, double z)
{
  return gw_camera_see (convoy->camera, convoy->x + x, y, convoy->z + z);
}

void
gw_convoy_path (GwPen *pen, const GwPoint *points, guint n, double radius)
{
  cairo_t *cr = pen->cr;

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
      cairo_curve_to (cr, here.x + (before.x - here.x) * rb * 0.45, here.y + (before.y - here.y) * rb * 0.45,
                      here.x + (after.x - here.x) * ra * 0.45, here.y + (after.y - here.y) * ra * 0.45,
                      here.x + (after.x - here.x) * ra, here.y + (after.y - here.y) * ra);
    }
  cairo_close_path (cr);
}

GwConvoy
gw_convoy_of (const GwProp *prop)
{
  return (GwConvoy) { prop->camera, prop->size[0], prop->size[1] };
}

void
gw_convoy_place (GwProp *prop, const GwCamera *camera, double x, double z, double half, double height, double length)
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
      GwPoint p = gw_camera_see (camera, x + ((i & 1) ? half : -half), (i & 2) ? height : 0.0,
                                 z + ((i & 4) ? length : 0.0));

      x0 = MIN (x0, p.x);
      x1 = MAX (x1, p.x);
      y0 = MIN (y0, p.y);
      y1 = MAX (y1, p.y);
    }
  prop->reach = (GwBox) { x0 - 8.0, y0 - 8.0, x1 - x0 + 16.0, y1 - y0 + 16.0 };
}

void
gw_convoy_shadow (GwPen *pen, const GwProp *prop)
{
  GwConvoy convoy = gw_convoy_of (prop);
  GwPoint near_left = gw_convoy_see (&convoy, -1.15, 0.0, -0.25);
  GwPoint near_right = gw_convoy_see (&convoy, 1.15, 0.0, -0.25);
  GwPoint far_right = gw_convoy_see (&convoy, 1.15, 0.0, prop->size[2] + 0.2);
  GwPoint far_left = gw_convoy_see (&convoy, -1.15, 0.0, prop->size[2] + 0.2);
  GwPoint corners[] = { near_left, near_right, far_right, far_left };
  double s = gw_camera_scale (prop->camera, prop->size[1]);

  gw_convoy_path (pen, corners, 4, 0.3 * s);
  cairo_set_source_rgba (pen->cr, 0.02, 0.02, 0.05, 0.5 * MAX (0.5, pen->light->shadow));
  cairo_fill (pen->cr);
  gw_pen_soft_shadow (pen, (near_left.x + near_right.x) / 2.0, near_left.y, (near_right.x - near_left.x) * 0.62,
                      0.16 * s, 0.7);
}

void
gw_convoy_paint_side_wheel (GwPen *pen, const GwConvoy *convoy, double half, double z, double radius)
{
  double x = convoy->x > 0.0 ? -half : half;
  GwPoint before = gw_convoy_see (convoy, x, radius, z - radius);
  GwPoint after = gw_convoy_see (convoy, x, radius, z + radius);
  GwPoint middle = gw_convoy_see (convoy, x, radius, z);
  double tall = radius * convoy->camera->focal / (convoy->z + z);
  double wide = MAX (0.6, ABS (after.x - before.x) / 2.0);

  gw_pen_ellipse (pen, (before.x + after.x) / 2.0, middle.y, wide, tall);
  gw_pen_fill_hex (pen, 0x17181b);
  gw_pen_ellipse (pen, (before.x + after.x) / 2.0, middle.y, wide * 0.6, tall * 0.62);
  gw_pen_fill_hex (pen, 0x8f959a);
}

void
gw_convoy_paint_near_wheels (GwPen *pen, const GwConvoy *convoy, double half, double width)
{
  for (int side = -1; side <= 1; side += 2)
    {
      GwPoint top = gw_convoy_see (convoy, side * (half - width / 2.0 - 0.06) - width / 2.0, 0.45, 0.1);
      GwPoint foot = gw_convoy_see (convoy, side * (half - width / 2.0 - 0.06) + width / 2.0, 0.0, 0.1);

      gw_pen_round_rectangle (pen, top.x, top.y, foot.x - top.x, foot.y - top.y, (foot.x - top.x) * 0.3);
      gw_pen_fill_hex (pen, 0x15161a);
    }
}

/* The end of a car that faces the eye: lamps, plate, bumper, grille. */
static void
paint_car_face (GwPen *pen, const GwProp *prop, const Shell *shell, const GwConvoy *convoy, gboolean coming)
{
  cairo_t *cr = pen->cr;
  double s = gw_camera_scale (convoy->camera, convoy->z);
  GwPoint corner = gw_convoy_see (convoy, -shell->half, shell->belt - (coming ? 0.12 : 0.02), 0.0);
  GwPoint foot = gw_convoy_see (convoy, shell->half, 0.24, 0.0);
  double width = foot.x - corner.x;
  double height = foot.y - corner.y;
  GwInk body = prop->ink[0];

  gw_pen_round_rectangle (pen, corner.x, corner.y, width, height, 0.18 * s);
  gw_pen_set_gradient3 (pen, 0.0, corner.y, 0.0, foot.y, gw_ink_shade (body, 0.16), body, gw_ink_shade (body, -0.35));
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
      gw_pen_round_rectangle (pen, corner.x + width * 0.29, corner.y + height * 0.36, width * 0.42, height * 0.3,
                              0.06 * s);
      gw_pen_fill_hex (pen, 0x1c1f23);
      gw_pen_rectangle (pen, corner.x + width * 0.31, corner.y + height * 0.49, width * 0.38, MAX (0.6, 0.02 * s));
      gw_pen_fill_hex (pen, 0x9aa0a6);
    }
  for (int side = 0; side < 2; side++)
    {
      double x = side == 0 ? corner.x + width * 0.05 : corner.x + width * 0.77;

      gw_pen_round_rectangle (pen, x, corner.y + height * (coming ? 0.22 : 0.2), width * 0.18, height * 0.2, 0.05 * s);
      if (coming)
        gw_pen_set_lamp (pen, 0xf4ecd4, 0xfffae6);
      else
        gw_pen_set_lamp (pen, 0xb71f26, 0xff3a2e);
      cairo_fill (cr);
    }
  gw_pen_round_rectangle (pen, corner.x + width * 0.37, corner.y + height * (coming ? 0.74 : 0.5), width * 0.26,
                          height * 0.14, 0.02 * s);
  gw_pen_fill_hex (pen, 0xe6e4da);
}

/* The levels of a car's body along its length, from the nearest face. */
typedef struct
{
  GwConvoy convoy;
  const Shell *shell;
  gboolean coming;
  double s;    /* pixels for a metre at the nearest face */
  double deck; /* height of bonnet or boot at the nearest end */
  double glass_near;
  double roof_near;
  double roof_far;
  double glass_far;
  double top_half; /* half the width of the roof */
} Body;

static Body
body_of (const GwProp *prop)
{
  const Shell *shell = &shells[prop->kind];
  gboolean coming = prop->pose == 1;

  return (Body) {
    .convoy = gw_convoy_of (prop),
    .shell = shell,
    .coming = coming,
    .s = gw_camera_scale (prop->camera, prop->size[1]),
    .deck = shell->belt - (coming ? 0.12 : 0.02),
    .glass_near = coming ? shell->glass_front : shell->glass_rear,
    .roof_near = coming ? shell->roof_front : shell->roof_rear,
    .roof_far = shell->length - (coming ? shell->roof_rear : shell->roof_front),
    .glass_far = shell->length - (coming ? shell->glass_rear : shell->glass_front),
    .top_half = shell->half * 0.72,
  };
}

/* The side that can be seen, and bonnet and boot from above. */
static void
paint_flank (GwPen *pen, const Body *body, GwInk ink)
{
  const GwConvoy *convoy = &body->convoy;
  const Shell *shell = body->shell;
  double half = shell->half;
  double side = convoy->x > 0.0 ? -half : half;
  GwPoint flank[] = {
    gw_convoy_see (convoy, side, 0.24, 0.05),
    gw_convoy_see (convoy, side, 0.24, shell->length),
    gw_convoy_see (convoy, side, shell->belt - 0.1, shell->length),
    gw_convoy_see (convoy, side, shell->belt, body->glass_far),
    gw_convoy_see (convoy, side, shell->belt, body->glass_near),
    gw_convoy_see (convoy, side, body->deck, 0.05),
  };
  GwPoint deck[] = {
    gw_convoy_see (convoy, -half * 0.97, body->deck, 0.0),
    gw_convoy_see (convoy, half * 0.97, body->deck, 0.0),
    gw_convoy_see (convoy, half * 0.95, shell->belt, body->glass_near + 0.2),
    gw_convoy_see (convoy, half * 0.95, shell->belt, shell->length - 0.1),
    gw_convoy_see (convoy, -half * 0.95, shell->belt, shell->length - 0.1),
    gw_convoy_see (convoy, -half * 0.95, shell->belt, body->glass_near + 0.2),
  };

  gw_convoy_path (pen, flank, 6, 0.1 * body->s);
  gw_pen_set_gradient (pen, 0.0, flank[3].y, 0.0, flank[0].y, gw_ink_shade (ink, -0.12), gw_ink_shade (ink, -0.5));
  cairo_fill (pen->cr);
  gw_convoy_paint_side_wheel (pen, convoy, half, 0.78, 0.33);
  gw_convoy_paint_side_wheel (pen, convoy, half, shell->length - 0.85, 0.33);
  gw_convoy_path (pen, deck, 6, 0.06 * body->s);
  gw_pen_fill (pen, gw_ink_shade (ink, 0.2));
}

static void
paint_cabin (GwPen *pen, const Body *body, GwInk ink)
{
  const GwConvoy *convoy = &body->convoy;
  const Shell *shell = body->shell;
  double half = shell->half;
  double top = body->top_half;
  double side = convoy->x > 0.0 ? -1.0 : 1.0;
  GwPoint windows[] = {
    gw_convoy_see (convoy, side * half * 0.96, shell->belt, body->glass_near),
    gw_convoy_see (convoy, side * half * 0.96, shell->belt, body->glass_far),
    gw_convoy_see (convoy, side * top, shell->roof - 0.03, body->roof_far),
    gw_convoy_see (convoy, side * top, shell->roof - 0.03, body->roof_near),
  };
  GwPoint cabin[] = {
    gw_convoy_see (convoy, -half * 0.93, body->deck - 0.05, body->glass_near),
    gw_convoy_see (convoy, half * 0.93, body->deck - 0.05, body->glass_near),
    gw_convoy_see (convoy, top, shell->roof, body->roof_near),
    gw_convoy_see (convoy, -top, shell->roof, body->roof_near),
  };
  GwPoint roof[] = {
    gw_convoy_see (convoy, -top, shell->roof, body->roof_near),
    gw_convoy_see (convoy, top, shell->roof, body->roof_near),
    gw_convoy_see (convoy, top, shell->roof, body->roof_far),
    gw_convoy_see (convoy, -top, shell->roof, body->roof_far),
  };

  gw_convoy_path (pen, windows, 4, 0.05 * body->s);
  gw_pen_fill_hex (pen, 0x2a343e);
  gw_convoy_path (pen, cabin, 4, 0.1 * body->s);
  gw_pen_fill (pen, gw_ink_shade (ink, -0.06));
  gw_convoy_path (pen, roof, 4, 0.1 * body->s);
  gw_pen_set_gradient (pen, 0.0, roof[2].y, 0.0, roof[0].y, gw_ink_shade (ink, 0.3), gw_ink_shade (ink, 0.1));
  cairo_fill (pen->cr);
}

/* The nearest window with who sits behind it. */
static void
paint_pane (GwPen *pen, const Body *body, gboolean alone)
{
  const GwConvoy *convoy = &body->convoy;
  const Shell *shell = body->shell;
  double s = body->s;
  GwPoint pane[] = {
    gw_convoy_see (convoy, -shell->half * 0.83, shell->belt + 0.03, body->glass_near + 0.05),
    gw_convoy_see (convoy, shell->half * 0.83, shell->belt + 0.03, body->glass_near + 0.05),
    gw_convoy_see (convoy, body->top_half - 0.06, shell->roof - 0.07, body->roof_near),
    gw_convoy_see (convoy, -body->top_half + 0.06, shell->roof - 0.07, body->roof_near),
  };

  gw_convoy_path (pen, pane, 4, 0.08 * s);
  gw_pen_set_gradient (pen, pane[3].x, pane[3].y, pane[1].x, pane[1].y, gw_ink (0x6d8496), gw_ink (0x202932));
  cairo_fill_preserve (pen->cr);
  cairo_save (pen->cr);
  cairo_clip (pen->cr);
  for (int i = alone ? 1 : 0; i < 2; i++)
    {
      double middle = pane[0].x + (pane[1].x - pane[0].x) * (body->coming ? 0.26 + 0.48 * i : 0.28 + 0.44 * i);

      gw_pen_ellipse (pen, middle, pane[0].y - 0.2 * s, 0.1 * s, 0.12 * s);
      gw_pen_set_alpha (pen, gw_ink (0x0f1317), 0.7);
      cairo_fill (pen->cr);
      gw_pen_round_rectangle (pen, middle - 0.19 * s, pane[0].y - 0.1 * s, 0.38 * s, 0.3 * s, 0.08 * s);
      cairo_fill (pen->cr);
    }
  cairo_restore (pen->cr);
}

/* prop->kind: shell */
static void
paint_car_along (GwPen *pen, const GwProp *prop)
{
  Body body = body_of (prop);
  double depth = body.coming ? body.glass_near : body.glass_far;
  double m = gw_camera_scale (prop->camera, body.convoy.z + depth);

  gw_convoy_paint_near_wheels (pen, &body.convoy, body.shell->half, 0.24);
  paint_flank (pen, &body, prop->ink[0]);
  paint_cabin (pen, &body, prop->ink[0]);
  paint_pane (pen, &body, body.coming && prop->kind % 2 == 0);
  paint_car_face (pen, prop, body.shell, &body.convoy, body.coming);
  for (int ear = -1; ear <= 1; ear += 2)
    {
      GwPoint mirror = gw_convoy_see (&body.convoy, ear * (body.shell->half + 0.06), body.shell->belt + 0.08,
                                      body.coming ? depth + 0.5 : depth - 0.5);

      gw_pen_round_rectangle (pen, mirror.x - 0.1 * m, mirror.y - 0.07 * m, 0.2 * m, 0.14 * m, 0.05 * m);
      gw_pen_fill (pen, gw_ink_shade (prop->ink[0], -0.2));
    }
}

void
gw_convoy_glow (GwPen *pen, const GwProp *prop)
{
  GwConvoy convoy = gw_convoy_of (prop);
  double lamps = pen->light->lamps;
  double s = gw_camera_scale (prop->camera, convoy.z);

  if (lamps < 0.2)
    return;
  for (int side = -1; side <= 1; side += 2)
    {
      GwPoint lamp = gw_convoy_see (&convoy, side * 0.72, 0.74, 0.0);

      if (prop->pose == 1)
        {
          gw_pen_halo (pen, gw_ink (0xfff2cc), lamp.x, lamp.y, 1.3 * s, 0.85 * lamps);
          cairo_save (pen->cr);
          cairo_translate (pen->cr, lamp.x, gw_convoy_see (&convoy, 0.0, 0.0, -2.0).y);
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

  *prop = (GwProp) {
    .paint = paint_car_along, .shadow = gw_convoy_shadow, .glow = gw_convoy_glow, .class_name = "Car"
  };
  prop->kind = (int) gw_dice_weighted (dice, weights, G_N_ELEMENTS (weights));
  shell = &shells[prop->kind];
  prop->pose = coming ? 1 : 0;
  prop->ink[0] = gw_vehicle_roll_ink (dice, &color);
  gw_convoy_place (prop, camera, x, z, shell->half + 0.3, shell->roof, shell->length);
  gw_prop_add_trait (prop, "Color", color);
  gw_prop_add_trait (prop, "Body", shell->name);
}
