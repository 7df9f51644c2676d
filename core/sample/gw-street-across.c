/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-street-plan.h"
#include "gw-street-wall.h"

/* Depths in metres, from the far house fronts to the near kerb. */
typedef struct
{
  double front;
  double far_kerb;
  double near_kerb;
  double gap_x0; /* a street that leads away between two houses; x0 = x1 for none */
  double gap_x1;
  double crossing_x; /* middle of the crossing that leads over the road */
  gboolean crossing;
  gboolean near_crossing;
  gboolean park;
  GwHouse corner[2]; /* the houses on either side of the gap */
} Layout;

GwInk
gw_street_get_asphalt (const GwStreetPlan *plan)
{
  switch (plan->weather)
    {
    case GW_WEATHER_SNOW:
      return gw_ink (0x9aa1a8);
    case GW_WEATHER_RAIN:
      return gw_ink (0x4b5158);
    case GW_WEATHER_EVENING:
      return gw_ink (0x5d6673);
    case GW_WEATHER_CLEAR:
    case GW_WEATHER_CLOUDY:
    case GW_WEATHER_DUSK:
    case GW_WEATHER_NIGHT:
    case GW_WEATHER_FOG:
    case GW_N_WEATHERS:
    default:
      return gw_ink (0x63666b);
    }
}

GwInk
gw_street_get_paving (GwStreetPlan *plan)
{
  static const guint32 inks[] = { 0xb3a998, 0xa9a8a4, 0xc0b3a0, 0x9f9a94 };

  if (plan->weather == GW_WEATHER_SNOW)
    return gw_ink (0xe6ebf0);
  return gw_ink (gw_dice_pick (&plan->dice, inks));
}

GwInk
gw_street_get_paint (const GwStreetPlan *plan)
{
  return gw_ink (plan->weather == GW_WEATHER_SNOW ? 0xe2e6ea : 0xeceae2);
}

void
gw_street_paint_skyline (GwStreetPlan *plan, double z, double tallest)
{
  GwStage *stage = plan->stage;
  static const guint32 inks[] = { 0x8c97a3, 0x9c8f88, 0x7f8894, 0xa39a90, 0x6f7f8f };
  double x = -20.0;

  for (int row = 0; row < 2; row++)
    {
      GwPen pen = gw_stage_pen (stage, z * (row == 0 ? 2.0 : 1.0));
      double s = gw_camera_scale (&plan->camera, z * (row == 0 ? 2.0 : 1.0));
      double foot = plan->camera.horizon + 12.0;

      for (x = -20.0; x < stage->width;)
        {
          double width = s * gw_dice_between (&plan->dice, 9.0, 22.0);
          double height = s * tallest * (row == 0 ? 2.0 : 1.0) * gw_dice_between (&plan->dice, 0.3, 1.0);
          GwInk ink = gw_ink (gw_dice_pick (&plan->dice, inks));
          double pane = MAX (2.4, s * 1.6);

          gw_pen_rectangle (&pen, x, foot - height, width, height);
          gw_pen_set_gradient (&pen, x, 0.0, x + width, 0.0, ink, gw_ink_shade (ink, -0.12));
          cairo_fill (stage->cr);
          cairo_new_path (stage->cr);
          for (double wy = foot - height + pane * 1.5; wy < foot - pane; wy += pane * 2.2)
            for (double wx = x + pane; wx < x + width - pane * 1.4; wx += pane * 2.0)
              if (gw_dice_chance (&plan->dice, 0.3))
                cairo_rectangle (stage->cr, wx, wy, pane, pane * 1.2);
          if (stage->light.lamps > 0.5)
            gw_pen_set_glow (&pen, gw_ink (0xffdf9a), 0.55 * stage->light.lamps);
          else
            gw_pen_set_alpha (&pen, gw_ink_shade (ink, -0.4), 0.45);
          cairo_fill (stage->cr);
          x += width * gw_dice_between (&plan->dice, 0.75, 1.7);
        }
    }
}

static gboolean
has_gap (const Layout *layout)
{
  return layout->gap_x1 > layout->gap_x0;
}

/* The walls and the road of a street that leads away through the gap. */
static void
paint_gap (GwStreetPlan *plan, const Layout *layout)
{
  GwStage *stage = plan->stage;
  double far = layout->front + 70.0;
  GwPen pen = gw_stage_pen (stage, layout->front + 20.0);

  gw_ground_fill (&pen, &plan->camera, layout->gap_x0, layout->front, layout->gap_x1, far, gw_street_get_paving (plan));
  gw_ground_fill (&pen, &plan->camera, layout->gap_x0 + 2.0, layout->front - 5.0, layout->gap_x1 - 2.0, far,
                  gw_street_get_asphalt (plan));
  for (int side = 0; side < 2; side++)
    {
      double x = side == 0 ? layout->gap_x0 : layout->gap_x1;

      if ((side == 0) != (x < 0.0))
        continue;
      for (int i = 3; i >= 0; i--)
        {
          GwWall wall = { &plan->camera, x, layout->front + 14.0 * i, 0.0, 1.0 };
          GwHouse house = layout->corner[side];

          if (i > 0)
            gw_house_roll (&house, &plan->dice);
          house.width = 14.0;
          house.floors = i > 0 ? MIN (house.floors, 4) : house.floors;
          house.shade = side == 0 ? 0.12 : 0.28;
          pen.depth = wall.z;
          gw_house_paint (&pen, &wall, &house);
        }
    }
}

static void
paint_fronts (GwStreetPlan *plan, const Layout *layout)
{
  double half = 0.5 * plan->stage->width / gw_camera_scale (&plan->camera, layout->front) + 6.0;
  GwPen pen = gw_stage_pen (plan->stage, layout->front);
  double x = -half - gw_dice_between (&plan->dice, 0.0, 6.0);

  while (x < half)
    {
      GwWall wall = { &plan->camera, x, layout->front, 1.0, 0.0 };
      GwHouse house;

      gw_house_roll (&house, &plan->dice);
      if (has_gap (layout) && x < layout->gap_x0 && x + house.width > layout->gap_x0 - 5.0)
        {
          double width = MAX (5.0, layout->gap_x0 - x);

          house = layout->corner[0];
          house.width = width;
          wall.x = layout->gap_x0 - width;
          x = layout->gap_x1;
        }
      else
        {
          if (has_gap (layout) && x == layout->gap_x1)
            house = layout->corner[1];
          x += house.width;
        }
      gw_house_paint (&pen, &wall, &house);
    }
}

/* Lawn, hills of far trees and a low wall, in place of houses. */
static void
paint_park (GwStreetPlan *plan, const Layout *layout)
{
  GwStage *stage = plan->stage;
  static const guint32 lawn[] = { 0x86b04e, 0x6f9c48, 0xa39a52, 0xe9eef2 };
  static const guint32 wood[] = { 0x6f9a52, 0x3f6a3c, 0xa8783a, 0x8a949c };
  double top = plan->camera.horizon;
  double foot = gw_camera_see (&plan->camera, 0.0, 0.0, layout->front).y;
  GwPen pen = gw_stage_pen (stage, 90.0);

  for (int row = 0; row < 3; row++)
    {
      pen.depth = 130.0 - 38.0 * row;
      for (double x = -60.0; x < stage->width + 60.0; x += 26.0 + 8.0 * row)
        {
          double r = gw_dice_between (&plan->dice, 34.0, 62.0) * (1.0 - 0.1 * row);

          gw_pen_blob (&pen, &plan->dice, x, top - 26.0 + 14.0 * row, r, r * 1.1, 0.12);
          gw_pen_fill (&pen, gw_ink_shade (gw_ink (wood[plan->season]), gw_dice_between (&plan->dice, -0.2, 0.02)));
        }
    }
  pen.depth = 30.0;
  gw_pen_rectangle (&pen, 0.0, top + 6.0, stage->width, foot - top - 5.0);
  gw_pen_set_gradient (&pen, 0.0, top, 0.0, foot, gw_ink_shade (gw_ink (lawn[plan->season]), -0.2),
                       gw_ink (lawn[plan->season]));
  cairo_fill (stage->cr);
  for (int i = 0; i < 9; i++)
    {
      GwProp tree;
      double x = gw_dice_between (&plan->dice, -30.0, 30.0);
      double z = layout->front + gw_dice_between (&plan->dice, 3.0, 26.0);

      gw_prop_roll_tree (&tree, &plan->camera, x, z, plan->season, &plan->dice);
      gw_stage_add (stage, &tree);
    }
  GwWall wall = { &plan->camera, -60.0, layout->front, 1.0, 0.0 };

  gw_wall_fill (&pen, &wall, 0.0, 0.0, 120.0, 0.55, gw_ink (0x9a9082));
  gw_wall_fill (&pen, &wall, 0.0, 0.55, 120.0, 0.68, gw_ink (0xb5aa9a));
  cairo_new_path (stage->cr);
  for (double u = 0.0; u < 120.0; u += 0.22)
    {
      GwPoint a = gw_wall_see (&wall, u, 0.66);
      GwPoint b = gw_wall_see (&wall, u, 1.5);

      cairo_move_to (stage->cr, a.x, a.y);
      cairo_line_to (stage->cr, b.x, b.y);
    }
  gw_pen_stroke (&pen, gw_ink (0x2d3a33), 1.1);
  gw_wall_fill (&pen, &wall, 0.0, 1.42, 120.0, 1.5, gw_ink (0x2d3a33));
}

static void
paint_ground (GwStreetPlan *plan, const Layout *layout)
{
  GwStage *stage = plan->stage;
  GwInk asphalt = gw_street_get_asphalt (plan);
  GwInk paving = gw_street_get_paving (plan);
  GwInk paint = gw_street_get_paint (plan);
  double near = plan->camera.focal * plan->camera.height / (stage->height - plan->camera.horizon) - 0.1;
  double first = layout->near_crossing ? near + 3.4 : layout->near_kerb;
  double middle = (layout->far_kerb + first) / 2.0;
  GwPen pen = gw_stage_pen (stage, layout->far_kerb);
  GwPoint kerb;

  gw_pen_rectangle (&pen, 0.0, plan->camera.horizon, stage->width, stage->height - plan->camera.horizon);
  gw_pen_fill (&pen, gw_ink_mix (paving, stage->light.haze, 0.5));
  gw_ground_paint_pavement (stage, &plan->camera, layout->far_kerb, layout->front, paving);
  gw_ground_paint_road (stage, &plan->camera, near, layout->far_kerb, asphalt, &plan->dice);
  if (has_gap (layout))
    gw_ground_fill (&pen, &plan->camera, layout->gap_x0 + 2.0, layout->far_kerb - 0.2, layout->gap_x1 - 2.0,
                    layout->front, gw_ink_shade (asphalt, 0.06));
  /* The kerb catches the light. */
  kerb = gw_camera_see (&plan->camera, 0.0, 0.0, layout->far_kerb);
  gw_pen_rectangle (&pen, 0.0, kerb.y - 1.0, stage->width, 3.5);
  gw_pen_fill (&pen, gw_ink_shade (paving, 0.25));
  gw_pen_rectangle (&pen, 0.0, kerb.y + 2.5, stage->width, 4.0);
  gw_pen_set_alpha (&pen, gw_ink (0x14161a), 0.4);
  cairo_fill (stage->cr);
  if (layout->near_kerb > near + 0.2)
    {
      gw_ground_paint_pavement (stage, &plan->camera, near, layout->near_kerb, paving);
      kerb = gw_camera_see (&plan->camera, 0.0, 0.0, layout->near_kerb);
      gw_pen_rectangle (&pen, 0.0, kerb.y - 7.0, stage->width, 8.0);
      gw_pen_fill (&pen, gw_ink_shade (paving, -0.35));
      gw_pen_rectangle (&pen, 0.0, kerb.y + 1.0, stage->width, 10.0);
      gw_pen_fill (&pen, gw_ink_shade (paving, 0.2));
    }
  gw_ground_paint_dashes (stage, &plan->camera, middle, 0.16, paint, gw_dice_between (&plan->dice, 0.0, 6.0));
  if (layout->far_kerb - first > 13.0)
    for (int side = -1; side <= 1; side += 2)
      gw_ground_paint_dashes (stage, &plan->camera, middle + side * 3.6, 0.12, paint,
                              gw_dice_between (&plan->dice, 0.0, 6.0));
  if (layout->crossing)
    {
      gw_ground_fill (&pen, &plan->camera, layout->crossing_x - 2.2, layout->near_kerb, layout->crossing_x + 2.2,
                      layout->far_kerb, asphalt);
      gw_ground_paint_crossing (stage, &plan->camera, layout->crossing_x - 1.8, MAX (layout->near_kerb, near) + 0.3,
                                layout->crossing_x + 1.8, layout->far_kerb - 0.6, FALSE, paint);
    }
  if (layout->near_crossing)
    gw_ground_paint_crossing (stage, &plan->camera, -9.0, near + 0.5, 9.0, near + 3.0, TRUE, paint);
}

static void
roll_vehicle (GwStreetPlan *plan, GwProp *prop, double x, double z, gboolean mirrored)
{
  static const double weights[] = { 10.0, 1.1, 2.0, 0.9, 1.5 };
  static const double near_weights[] = { 10.0, 0.2, 0.5, 1.2, 2.0 };

  switch (gw_dice_weighted (&plan->dice, z > 13.0 ? weights : near_weights, G_N_ELEMENTS (weights)))
    {
    case 0:
      gw_prop_roll_car (prop, &plan->camera, x, z, mirrored, &plan->dice);
      prop->size[1] = plan->weather == GW_WEATHER_SNOW && gw_dice_chance (&plan->dice, 0.5) ? 1.0 : 0.0;
      prop->size[2] = 1.0;
      break;
    case 1:
      gw_prop_roll_bus (prop, &plan->camera, x, z, mirrored, &plan->dice);
      break;
    case 2:
      gw_prop_roll_truck (prop, &plan->camera, x, z, mirrored, &plan->dice);
      break;
    case 3:
      gw_prop_roll_motorcycle (prop, &plan->camera, x, z, mirrored, &plan->dice);
      break;
    default:
      gw_prop_roll_cyclist (prop, &plan->camera, x, z + (mirrored ? 1.0 : -1.0), mirrored, &plan->dice);
      break;
    }
}

/* Traffic in two or four lanes, near ones to the right; nobody stands on the crossing. */
static void
add_traffic (GwStreetPlan *plan, const Layout *layout)
{
  GwDice *dice = &plan->dice;
  double near = plan->camera.focal * plan->camera.height / (plan->stage->height - plan->camera.horizon);
  double first = layout->near_crossing ? near + 3.4 : layout->near_kerb;
  double width = layout->far_kerb - first;
  int lanes = width > 13.0 ? 4 : 2;
  double loose = gw_dice_between (dice, 2.0, 9.0);

  for (int lane = 0; lane < lanes; lane++)
    {
      double z = first + width * (lane + 0.5) / lanes;
      gboolean mirrored = lane >= lanes / 2;
      double half = 0.5 * plan->stage->width / gw_camera_scale (&plan->camera, z) + 1.5;
      double x = -half - 2.0 + gw_dice_between (dice, 0.0, loose + 4.0);

      while (x < half)
        {
          GwProp prop;
          double length;

          roll_vehicle (plan, &prop, 0.0, z + gw_dice_between (dice, -0.3, 0.3), mirrored);
          length = prop.reach.width;
          prop.x += (x + length / 2.0) * prop.scale;
          if (!layout->crossing || x > layout->crossing_x + 2.4 || x + length < layout->crossing_x - 2.4)
            gw_stage_add (plan->stage, &prop);
          x += length + gw_dice_between (dice, 0.8, 2.0 * loose);
        }
    }
}

static void
add_person (GwStreetPlan *plan, double x, double z, GwPace pace, GwFacing facing)
{
  GwProp prop;

  gw_prop_roll_person (&prop, &plan->camera, x, z, pace, facing, plan->weather == GW_WEATHER_RAIN, &plan->dice);
  gw_stage_add (plan->stage, &prop);
}

static void
add_people (GwStreetPlan *plan, const Layout *layout)
{
  GwDice *dice = &plan->dice;
  double near = plan->camera.focal * plan->camera.height / (plan->stage->height - plan->camera.horizon);
  int on_far = gw_dice_range (dice, 0, 5);
  int on_crossing = layout->crossing ? gw_dice_range (dice, 0, 4) : 0;
  int on_near = layout->near_crossing ? gw_dice_range (dice, 1, 3) : 0;

  for (int i = 0; i < on_far; i++)
    {
      double z = gw_dice_between (dice, layout->far_kerb + 0.5, layout->front - 1.0);
      double half = 0.48 * plan->stage->width / gw_camera_scale (&plan->camera, z);
      GwFacing facing = gw_dice_chance (dice, 0.7)   ? GW_FACING_SIDE
                        : gw_dice_chance (dice, 0.5) ? GW_FACING_FRONT
                                                     : GW_FACING_BACK;
      double x = gw_dice_between (dice, -half, half);

      add_person (plan, x, z, gw_dice_chance (dice, 0.75) ? GW_PACE_WALKING : GW_PACE_STANDING, facing);
      if (gw_dice_chance (dice, 0.3))
        add_person (plan, x + gw_dice_between (dice, 0.5, 0.8), z + 0.3, GW_PACE_WALKING, facing);
    }
  for (int i = 0; i < on_crossing; i++)
    {
      double x = layout->crossing_x + gw_dice_between (dice, -1.5, 1.5);
      double z = gw_dice_between (dice, MAX (near, layout->near_kerb) + 0.6, layout->far_kerb - 0.5);

      add_person (plan, x, z, GW_PACE_WALKING, gw_dice_chance (dice, 0.5) ? GW_FACING_FRONT : GW_FACING_BACK);
    }
  for (int i = 0; i < on_near; i++)
    {
      double x = gw_dice_between (dice, -4.6, 4.6);
      double z = near + gw_dice_between (dice, 0.9, 2.6);

      add_person (plan, x, z, GW_PACE_WALKING, GW_FACING_SIDE);
    }
  if (layout->near_kerb > near + 0.7 && gw_dice_chance (dice, 0.7))
    {
      double x = gw_dice_between (dice, -4.5, 4.5);
      double z = gw_dice_between (dice, near + 0.25, layout->near_kerb - 0.2);
      GwPace pace = gw_dice_chance (dice, 0.6) ? GW_PACE_WALKING : GW_PACE_STANDING;

      add_person (plan, x, z, pace, gw_dice_chance (dice, 0.6) ? GW_FACING_SIDE : GW_FACING_BACK);
    }
}

/* Lights at the crossing, or a sign, on whichever pavements can be seen. */
static void
add_near_posts (GwStreetPlan *plan, const Layout *layout)
{
  GwDice *dice = &plan->dice;
  double z = layout->near_kerb > 7.0 ? layout->near_kerb - 0.3 : layout->far_kerb + 0.5;
  double x = gw_dice_between (dice, -5.0, 5.0);

  if (layout->crossing)
    {
      int state = gw_dice_range (dice, 0, 2);

      gw_stage_add_traffic_light (plan->stage, &plan->camera, layout->crossing_x + 2.9, layout->far_kerb + 0.5, state,
                                  dice);
      gw_stage_add_traffic_light (plan->stage, &plan->camera, layout->crossing_x - 3.0, z, state, dice);
    }
  else if (gw_dice_chance (dice, 0.6))
    gw_stage_add_sign (plan->stage, &plan->camera, x, z, dice);
}

static void
add_furniture (GwStreetPlan *plan, const Layout *layout)
{
  GwDice *dice = &plan->dice;
  double half = 0.5 * plan->stage->width / gw_camera_scale (&plan->camera, layout->far_kerb);
  double pitch = gw_dice_between (dice, 7.0, 13.0);
  gboolean trees = gw_dice_chance (dice, 0.75);
  GwProp prop;

  for (double x = -half + gw_dice_between (dice, 0.0, 5.0); x < half; x += pitch)
    {
      gboolean in_gap = has_gap (layout) && x > layout->gap_x0 - 1.0 && x < layout->gap_x1 + 1.0;

      if (in_gap)
        continue;
      if (trees && gw_dice_chance (dice, 0.6))
        {
          gw_prop_roll_tree (&prop, &plan->camera, x, layout->far_kerb + 1.0, plan->season, dice);
          gw_stage_add (plan->stage, &prop);
        }
      else if (gw_dice_chance (dice, 0.5))
        {
          gw_prop_roll_lamp (&prop, &plan->camera, x, layout->far_kerb + 0.6, gw_dice_chance (dice, 0.5));
          gw_stage_add (plan->stage, &prop);
        }
      if (gw_dice_chance (dice, 0.25))
        {
          gw_prop_roll_bench (&prop, &plan->camera, x + 2.4, layout->far_kerb + 2.2, dice);
          gw_stage_add (plan->stage, &prop);
        }
      if (gw_dice_chance (dice, 0.2))
        {
          gw_prop_roll_bin (&prop, &plan->camera, x + 4.0, layout->far_kerb + 1.1, dice);
          gw_stage_add (plan->stage, &prop);
        }
      else if (gw_dice_chance (dice, 0.2))
        {
          gw_prop_roll_hydrant (&prop, &plan->camera, x + 4.6, layout->far_kerb + 0.6);
          gw_stage_add (plan->stage, &prop);
        }
      if (gw_dice_chance (dice, 0.22))
        gw_stage_add_sign (plan->stage, &plan->camera, x + 3.0, layout->far_kerb + 0.4, dice);
    }
  add_near_posts (plan, layout);
}

static Layout
roll_layout (GwStreetPlan *plan)
{
  GwDice *dice = &plan->dice;
  Layout layout = { 0 };

  layout.front = gw_dice_between (dice, 26.0, 34.0);
  layout.far_kerb = layout.front - gw_dice_between (dice, 4.0, 6.0);
  layout.near_kerb = gw_dice_chance (dice, 0.45) ? gw_dice_between (dice, 7.8, 9.4) : 6.0;
  layout.park = gw_dice_chance (dice, 0.2);
  layout.crossing = gw_dice_chance (dice, 0.6);
  layout.crossing_x = gw_dice_between (dice, -5.0, 5.0);
  layout.near_crossing = !layout.crossing && layout.near_kerb < 7.0 && gw_dice_chance (dice, 0.8);
  if (!layout.park && gw_dice_chance (dice, 0.45))
    {
      layout.gap_x0 = gw_dice_between (dice, -12.0, 6.0);
      layout.gap_x1 = layout.gap_x0 + gw_dice_between (dice, 8.0, 11.0);
      gw_house_roll (&layout.corner[0], dice);
      gw_house_roll (&layout.corner[1], dice);
    }
  return layout;
}

void
gw_street_lay_across (GwStreetPlan *plan)
{
  GwDice *dice = &plan->dice;
  Layout layout;

  plan->camera.cx = plan->stage->width * gw_dice_between (dice, 0.44, 0.56);
  plan->camera.horizon = gw_dice_between (dice, 385.0, 445.0);
  plan->camera.focal = gw_dice_between (dice, 840.0, 980.0);
  plan->camera.height = gw_dice_between (dice, 2.6, 3.4);
  layout = roll_layout (plan);
  gw_sky_paint (plan->stage, plan->weather, plan->camera.horizon + 20.0, dice);
  gw_street_paint_skyline (plan, 110.0, 34.0);
  paint_ground (plan, &layout);
  if (layout.park)
    paint_park (plan, &layout);
  else
    {
      if (layout.gap_x1 > layout.gap_x0)
        paint_gap (plan, &layout);
      paint_fronts (plan, &layout);
    }
  if (gw_weather_is_wet (plan->weather))
    gw_ground_paint_mirror (plan->stage, gw_camera_see (&plan->camera, 0.0, 0.0, layout.front).y, 300.0, 0.34);
  add_furniture (plan, &layout);
  add_traffic (plan, &layout);
  add_people (plan, &layout);
}
