/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-street-convoy.h"
#include "gw-street-props.h"
#include "gw-street-wall.h"

/* The long flank of a bus or truck as a wall. */
static GwWall
flank_of (const GwConvoy *convoy, double half)
{
  return (GwWall) { convoy->camera, convoy->x + (convoy->x > 0.0 ? -half : half), convoy->z, 0.0, 1.0 };
}

/* The nearest face of a long vehicle in the picture. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
  double s; /* pixels for a metre there */
} Face;

static Face
face_of (const GwConvoy *convoy, double half, double top, double foot)
{
  GwPoint a = gw_convoy_see (convoy, -half, top, 0.0);
  GwPoint b = gw_convoy_see (convoy, half, foot, 0.0);

  return (Face) { a.x, a.y, b.x - a.x, b.y - a.y, gw_camera_scale (convoy->camera, convoy->z) };
}

/* A rounded rectangle in shares of the face. */
static void
path_share (GwPen *pen, const Face *face, double x, double y, double width, double height, double radius)
{
  gw_pen_round_rectangle (pen, face->x + face->width * x, face->y + face->height * y, face->width * width,
                          face->height * height, radius * face->s);
}

static void
paint_lamps (GwPen *pen, const Face *face, double x, double y, double width, double height, gboolean coming)
{
  for (int i = 0; i < 2; i++)
    {
      path_share (pen, face, i == 0 ? x : 1.0 - x - width, y, width, height, 0.045);
      if (coming)
        gw_pen_set_lamp (pen, 0xf4ecd4, 0xfffae6);
      else
        gw_pen_set_lamp (pen, 0xb71f26, 0xff3a2e);
      cairo_fill (pen->cr);
    }
}

static void
paint_driver (GwPen *pen, const Face *face, double x, double y, double size)
{
  gw_pen_ellipse (pen, face->x + face->width * x, face->y + face->height * y, face->width * 0.055,
                  face->height * size * 0.5);
  gw_pen_set_alpha (pen, gw_ink (0x101418), 0.78);
  cairo_fill (pen->cr);
  path_share (pen, face, x - 0.09, y + size * 0.45, 0.18, size, 0.08);
  cairo_fill (pen->cr);
}

static void
paint_bus_flank (GwPen *pen, const GwProp *prop, const GwConvoy *convoy, double half)
{
  const int windows = 7;
  double length = prop->size[2];
  GwWall flank = flank_of (convoy, half);

  gw_wall_fill (pen, &flank, 0.05, 0.32, length, 3.0, gw_ink_shade (prop->ink[0], -0.28));
  gw_wall_fill (pen, &flank, 0.05, 0.95, length, 1.2, gw_ink_shade (prop->ink[1], -0.28));
  gw_wall_fill (pen, &flank, 0.3, 1.42, length - 0.2, 2.72, gw_ink (0x1a1e23));
  for (int i = 0; i < windows; i++)
    {
      double u = 0.4 + (length - 0.8) * i / windows;

      gw_wall_path (pen, &flank, u, 1.5, u + (length - 0.8) / windows - 0.12, 2.64);
      gw_pen_set_lamp (pen, 0x4c5d6b, 0xd0c4a4);
      cairo_fill (pen->cr);
    }
  gw_convoy_paint_side_wheel (pen, convoy, half, 2.3, 0.48);
  gw_convoy_paint_side_wheel (pen, convoy, half, length - 2.5, 0.48);
}

static void
paint_bus_along (GwPen *pen, const GwProp *prop)
{
  cairo_t *cr = pen->cr;
  GwConvoy convoy = gw_convoy_of (prop);
  const double half = 1.26;
  GwInk body = prop->ink[0];
  Face face = face_of (&convoy, half, 3.05, 0.32);
  gboolean coming = prop->pose == 1;

  gw_convoy_paint_near_wheels (pen, &convoy, half, 0.3);
  paint_bus_flank (pen, prop, &convoy, half);
  path_share (pen, &face, 0.0, 0.0, 1.0, 1.0, 0.22);
  gw_pen_set_gradient3 (pen, 0.0, face.y, 0.0, face.y + face.height, gw_ink_shade (body, 0.2), body,
                        gw_ink_shade (body, -0.28));
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  path_share (pen, &face, 0.0, 0.68, 1.0, 0.09, 0.0);
  gw_pen_fill (pen, prop->ink[1]);
  path_share (pen, &face, 0.0, 0.92, 1.0, 0.1, 0.0);
  gw_pen_fill_hex (pen, 0x1f2226);
  cairo_restore (cr);
  path_share (pen, &face, 0.06, 0.14, 0.88, coming ? 0.48 : 0.36, 0.1);
  gw_pen_set_gradient (pen, face.x, face.y, face.x + face.width, face.y + face.height * 0.6, gw_ink (0x738899),
                       gw_ink (0x1f2830));
  cairo_fill (cr);
  path_share (pen, &face, 0.2, 0.035, 0.6, 0.08, 0.0);
  gw_pen_fill_hex (pen, 0x15171a);
  path_share (pen, &face, 0.26, 0.055, 0.34, 0.04, 0.0);
  gw_pen_set_glow (pen, gw_ink (0xf0a830), 0.9);
  cairo_fill (cr);
  if (coming)
    {
      path_share (pen, &face, 0.49, 0.14, 0.02, 0.48, 0.0);
      gw_pen_fill_hex (pen, 0x1a1e23);
      paint_driver (pen, &face, 0.74, 0.44, 0.12);
    }
  else
    {
      path_share (pen, &face, 0.2, 0.56, 0.6, 0.1, 0.04);
      gw_pen_fill (pen, gw_ink_shade (body, -0.4));
    }
  paint_lamps (pen, &face, 0.04, 0.8, 0.12, 0.07, coming);
}

void
gw_prop_roll_bus_along (GwProp *prop, const GwCamera *camera, double x, double z, gboolean coming, GwDice *dice)
{
  static const guint32 inks[] = { 0xc8362e, 0x2a6f8f, 0x2f7d4f, 0xe2a52a, 0xd9d6cc, 0x5b4a8a };

  *prop = (GwProp) {
    .paint = paint_bus_along, .shadow = gw_convoy_shadow, .glow = gw_convoy_glow, .class_name = "Bus"
  };
  prop->pose = coming ? 1 : 0;
  prop->ink[0] = gw_ink (gw_dice_pick (dice, inks));
  prop->ink[1] = gw_ink_shade (prop->ink[0], gw_dice_chance (dice, 0.6) ? 0.75 : -0.45);
  gw_convoy_place (prop, camera, x, z, 1.3, 3.1, gw_dice_between (dice, 9.0, 11.5));
}

/* Windscreen, grille and mirrors of a truck that comes. */
static void
paint_truck_cab (GwPen *pen, const GwProp *prop, const GwConvoy *convoy, double half)
{
  GwWall flank = flank_of (convoy, half);
  Face face = face_of (convoy, half, 2.55, 0.38);
  GwInk body = prop->ink[0];

  gw_wall_fill (pen, &flank, 0.0, 0.5, 1.7, 2.5, gw_ink_shade (body, -0.3));
  gw_wall_fill (pen, &flank, 0.25, 1.5, 1.1, 2.3, gw_ink (0x35424e));
  path_share (pen, &face, 0.0, 0.0, 1.0, 1.0, 0.15);
  gw_pen_set_gradient3 (pen, 0.0, face.y, 0.0, face.y + face.height, gw_ink_shade (body, 0.2), body,
                        gw_ink_shade (body, -0.3));
  cairo_fill (pen->cr);
  path_share (pen, &face, 0.06, 0.1, 0.88, 0.34, 0.08);
  gw_pen_set_gradient (pen, face.x, face.y, face.x + face.width, face.y + face.height * 0.5, gw_ink (0x7b90a0),
                       gw_ink (0x1f2830));
  cairo_fill (pen->cr);
  paint_driver (pen, &face, 0.73, 0.32, 0.12);
  path_share (pen, &face, 0.2, 0.54, 0.6, 0.22, 0.05);
  gw_pen_fill_hex (pen, 0x202327);
  for (int i = 0; i < 3; i++)
    {
      path_share (pen, &face, 0.23, 0.57 + 0.06 * i, 0.54, 0.022, 0.0);
      gw_pen_fill_hex (pen, 0x8b9197);
    }
  path_share (pen, &face, 0.0, 0.86, 1.0, 0.14, 0.0);
  gw_pen_fill_hex (pen, 0x2a2d31);
  paint_lamps (pen, &face, 0.03, 0.76, 0.14, 0.09, TRUE);
  for (int i = 0; i < 2; i++)
    {
      path_share (pen, &face, i == 0 ? -0.09 : 1.01, 0.14, 0.08, 0.2, 0.03);
      gw_pen_fill_hex (pen, 0x1d2024);
    }
}

/* The doors of the box and what hangs below them. */
static void
paint_truck_doors (GwPen *pen, const Face *face, GwInk box)
{
  path_share (pen, face, 0.495, 0.03, 0.012, 0.94, 0.0);
  gw_pen_fill (pen, gw_ink_shade (box, -0.45));
  for (int i = 0; i < 4; i++)
    {
      path_share (pen, face, 0.1 + 0.24 * i + (i > 1 ? 0.07 : 0.0), 0.04, 0.018, 0.92, 0.0);
      gw_pen_fill (pen, gw_ink_shade (box, -0.32));
    }
  path_share (pen, face, 0.0, 0.99, 1.0, 0.065, 0.0);
  gw_pen_fill_hex (pen, 0x2d3035);
  path_share (pen, face, 0.06, 1.13, 0.88, 0.055, 0.0);
  gw_pen_fill_hex (pen, 0x3a3e44);
  paint_lamps (pen, face, 0.03, 1.045, 0.14, 0.06, FALSE);
}

/* prop->size[3] is the height. */
static void
paint_truck_along (GwPen *pen, const GwProp *prop)
{
  GwConvoy convoy = gw_convoy_of (prop);
  const double half = 1.2;
  gboolean coming = prop->pose == 1;
  double cab = coming ? 1.9 : 0.0;
  GwConvoy rear = { convoy.camera, convoy.x, convoy.z + cab };
  GwWall flank = flank_of (&rear, half);
  GwInk box = prop->ink[1];
  double length = prop->size[2] - cab;
  double box_length = length - (coming ? 0.0 : 2.0);
  Face face = face_of (&rear, half, prop->size[3], 0.95);

  gw_convoy_paint_near_wheels (pen, &convoy, half, 0.4);
  gw_wall_fill (pen, &flank, 0.0, 0.5, length - 0.3, 0.95, gw_ink (0x2a2d31));
  gw_wall_fill (pen, &flank, 0.0, 0.95, box_length, prop->size[3], gw_ink_shade (box, -0.26));
  gw_wall_fill (pen, &flank, 0.0, 1.5, box_length, 1.85, gw_ink_shade (prop->ink[2], -0.26));
  gw_convoy_paint_side_wheel (pen, &rear, half, 1.3, 0.48);
  gw_convoy_paint_side_wheel (pen, &rear, half, length - 1.2, 0.48);
  path_share (pen, &face, 0.0, 0.0, 1.0, 1.0, 0.05);
  gw_pen_set_gradient (pen, face.x, face.y, face.x + face.width, face.y + face.height, gw_ink_shade (box, 0.1),
                       gw_ink_shade (box, -0.18));
  cairo_fill (pen->cr);
  if (coming)
    paint_truck_cab (pen, prop, &convoy, half * 0.97);
  else
    paint_truck_doors (pen, &face, box);
}

void
gw_prop_roll_truck_along (GwProp *prop, const GwCamera *camera, double x, double z, gboolean coming, GwDice *dice)
{
  static const guint32 boxes[] = { 0xe9e6df, 0xd8d2c4, 0x3f6f9f, 0xb5473c, 0xe0b048, 0x6f8f6a, 0xc9ced2 };

  *prop = (GwProp) {
    .paint = paint_truck_along, .shadow = gw_convoy_shadow, .glow = gw_convoy_glow, .class_name = "Truck"
  };
  prop->pose = coming ? 1 : 0;
  prop->ink[0] = gw_vehicle_roll_ink (dice, NULL);
  prop->ink[1] = gw_ink (gw_dice_pick (dice, boxes));
  prop->ink[2] = gw_dice_chance (dice, 0.6) ? prop->ink[0] : gw_ink_shade (prop->ink[1], -0.3);
  prop->size[3] = gw_dice_between (dice, 2.9, 3.4);
  gw_convoy_place (prop, camera, x, z, 1.5, prop->size[3], gw_dice_between (dice, 6.2, 8.4));
  gw_prop_add_trait (prop, "Load", "Box");
}
