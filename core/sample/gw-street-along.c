/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-street-plan.h"
#include "gw-street-wall.h"

/* Metres; the eye stands at x = 0. */
typedef struct
{
  double middle;   /* of the road */
  double half;     /* of its width */
  double pavement; /* on either side */
  double far;
  double cross; /* where a street crosses, z of its near edge; 0 for none */
  double cross_width;
  gboolean trees;
} Avenue;

/* What the parts of the ground share. */
typedef struct
{
  double near; /* first depth in the picture */
  double left; /* kerbs */
  double right;
  GwInk asphalt;
  GwInk paving;
  GwInk paint;
} Ground;

static void
paint_pavements (GwStreetPlan *plan, const Avenue *avenue, const Ground *ground)
{
  GwStage *stage = plan->stage;
  const GwCamera *camera = &plan->camera;
  GwPen pen = gw_stage_pen (stage, 30.0);

  gw_pen_rectangle (&pen, 0.0, camera->horizon, stage->width, stage->height - camera->horizon);
  gw_pen_set_gradient (&pen, 0.0, camera->horizon, 0.0, stage->height,
                       gw_ink_mix (ground->paving, stage->light.haze, 0.4), gw_ink_shade (ground->paving, -0.08));
  cairo_fill (stage->cr);
  for (double z = ground->near; z < 60.0; z += 1.5)
    {
      cairo_new_path (stage->cr);
      for (int side = 0; side < 2; side++)
        {
          double x0 = side == 0 ? ground->left - avenue->pavement : ground->right;
          GwPoint a = gw_camera_see (camera, x0, 0.0, z);
          GwPoint b = gw_camera_see (camera, x0 + avenue->pavement, 0.0, z);

          cairo_move_to (stage->cr, a.x, a.y);
          cairo_line_to (stage->cr, b.x, b.y);
        }
      gw_pen_set_alpha (&pen, gw_ink_shade (ground->paving, -0.4), 0.28);
      cairo_set_line_width (stage->cr, 1.0);
      cairo_stroke (stage->cr);
    }
}

static void
paint_roadway (GwStreetPlan *plan, const Avenue *avenue, const Ground *ground)
{
  GwStage *stage = plan->stage;
  GwDice *dice = &plan->dice;
  const GwCamera *camera = &plan->camera;
  GwPen pen = gw_stage_pen (stage, 30.0);

  gw_ground_path (&pen, camera, ground->left, ground->near, ground->right, avenue->far);
  gw_pen_set_gradient (&pen, 0.0, camera->horizon, 0.0, stage->height,
                       gw_ink_mix (gw_ink_shade (ground->asphalt, 0.1), stage->light.haze, 0.35),
                       gw_ink_shade (ground->asphalt, -0.28));
  cairo_fill_preserve (stage->cr);
  cairo_save (stage->cr);
  cairo_clip (stage->cr);
  for (int i = 0; i < 24; i++)
    {
      double t = gw_dice_real (dice);
      double z = ground->near + (30.0 - ground->near) * t * t;
      GwPoint p = gw_camera_see (camera, gw_dice_between (dice, ground->left, ground->right), 0.0, z);
      double w = gw_camera_scale (camera, z) * gw_dice_between (dice, 0.3, 1.3);
      double flat = gw_dice_between (dice, 0.12, 0.3);

      gw_pen_blob (&pen, dice, p.x, p.y, w, w * flat, 0.25);
      gw_pen_set_alpha (&pen, gw_ink_shade (ground->asphalt, gw_dice_chance (dice, 0.5) ? 0.3 : -0.4), 0.13);
      cairo_fill (stage->cr);
    }
  cairo_restore (stage->cr);
  for (int side = 0; side < 2; side++)
    {
      double x = side == 0 ? ground->left : ground->right;
      double in = side == 0 ? 0.18 : -0.18;

      gw_ground_path (&pen, camera, x - in * 1.3, ground->near, x, avenue->far);
      gw_pen_fill (&pen, gw_ink_shade (ground->paving, 0.25));
      gw_ground_path (&pen, camera, x, ground->near, x + in, avenue->far);
      gw_pen_set_alpha (&pen, gw_ink (0x14161a), 0.4);
      cairo_fill (stage->cr);
    }
}

/* The crossing street with people's crossing and stop line before it. */
static void
paint_junction (GwStreetPlan *plan, const Avenue *avenue, const Ground *ground)
{
  const GwCamera *camera = &plan->camera;
  double near = avenue->cross;
  double far = avenue->cross + avenue->cross_width;
  GwPen pen = gw_stage_pen (plan->stage, near);

  gw_ground_fill (&pen, camera, -60.0, near, 60.0, far, ground->asphalt);
  gw_ground_fill (&pen, camera, ground->left, near - 1.0, ground->right, far + 1.0, ground->asphalt);
  gw_ground_paint_crossing (plan->stage, camera, ground->left + 0.4, near - 4.2, ground->right - 0.4, near - 1.2, TRUE,
                            ground->paint);
  gw_ground_path (&pen, camera, avenue->middle, near - 5.6, ground->right, near - 5.2);
  gw_pen_set_alpha (&pen, ground->paint, 0.88);
  cairo_fill (plan->stage->cr);
}

static void
paint_lines (GwStreetPlan *plan, const Avenue *avenue, const Ground *ground)
{
  GwStage *stage = plan->stage;
  double first_end = avenue->cross > 0.0 ? avenue->cross - 7.0 : avenue->far;

  gw_ground_paint_dashes_away (stage, &plan->camera, avenue->middle, ground->near, first_end, 0.16, ground->paint);
  if (avenue->cross > 0.0)
    gw_ground_paint_dashes_away (stage, &plan->camera, avenue->middle, avenue->cross + avenue->cross_width + 2.0,
                                 avenue->far, 0.16, ground->paint);
  if (avenue->half > 6.0)
    for (int side = -1; side <= 1; side += 2)
      gw_ground_paint_dashes_away (stage, &plan->camera, avenue->middle + side * avenue->half / 2.0, ground->near,
                                   first_end, 0.12, ground->paint);
}

static void
paint_ground (GwStreetPlan *plan, const Avenue *avenue)
{
  const GwCamera *camera = &plan->camera;
  Ground ground = {
    .near = camera->focal * camera->height / (plan->stage->height - camera->horizon) - 0.2,
    .left = avenue->middle - avenue->half,
    .right = avenue->middle + avenue->half,
    .asphalt = gw_street_get_asphalt (plan),
    .paving = gw_street_get_paving (plan),
    .paint = gw_street_get_paint (plan),
  };

  paint_pavements (plan, avenue, &ground);
  paint_roadway (plan, avenue, &ground);
  if (avenue->cross > 0.0)
    paint_junction (plan, avenue, &ground);
  paint_lines (plan, avenue, &ground);
}

static void
roll_row (GwStreetPlan *plan, const Avenue *avenue, int side)
{
  GwRow *row = &plan->rows[side > 0];
  double z = 2.2;

  row->camera = &plan->camera;
  row->x = avenue->middle + side * (avenue->half + avenue->pavement);
  row->end = side;
  row->corner_from = avenue->cross > 0.0 ? avenue->cross : G_MAXDOUBLE;
  row->corner_to = avenue->cross + avenue->cross_width + 0.1;
  for (row->n = 0; z < avenue->far && row->n < GW_ROW_MAX_HOUSES; row->n++)
    {
      GwHouse *house = &row->houses[row->n];

      gw_house_roll (house, &plan->dice);
      house->width = MIN (house->width, 12.0);
      if (avenue->cross > 0.0 && z < avenue->cross && z + house->width > avenue->cross - 4.0)
        house->width = MAX (3.0, avenue->cross - z);
      house->shade = side > 0 ? 0.2 : 0.06;
      row->start[row->n] = z;
      z += house->width;
      if (avenue->cross > 0.0 && z >= avenue->cross - 0.01 && z < avenue->cross + avenue->cross_width)
        z = avenue->cross + avenue->cross_width;
    }
}

static void
paint_near_row (GwPen *pen, const GwProp *prop)
{
  gw_row_paint (pen, prop->data, 0.0, prop->depth);
}

/* Houses beyond the crossing street are ground; those before it hide who passes there. */
static void
add_rows (GwStreetPlan *plan, const Avenue *avenue)
{
  GwPen pen = gw_stage_pen (plan->stage, 0.0);

  for (int i = 0; i < 2; i++)
    {
      GwProp prop = { .paint = paint_near_row, .scale = 1.0, .data = &plan->rows[i] };

      roll_row (plan, avenue, i == 0 ? -1 : 1);
      gw_row_paint (&pen, &plan->rows[i], avenue->cross, G_MAXDOUBLE);
      if (avenue->cross <= 0.0)
        continue;
      prop.depth = avenue->cross - 0.01;
      prop.reach = (GwBox) { i == 0 ? 0.0 : plan->camera.cx, 0.0,
                             i == 0 ? plan->camera.cx : plan->stage->width - plan->camera.cx, plan->stage->height };
      gw_stage_add (plan->stage, &prop);
    }
}

static gboolean
is_clear (const double *taken, guint n, double z, double length)
{
  for (guint i = 0; i < n; i++)
    if (z < taken[2 * i + 1] + 1.5 && z + length + 1.5 > taken[2 * i])
      return FALSE;
  return TRUE;
}

static void
add_lane (GwStreetPlan *plan, const Avenue *avenue, double x, gboolean coming, gboolean parked)
{
  GwDice *dice = &plan->dice;
  double taken[2 * 12];
  guint n = 0;
  int tries = gw_dice_range (dice, 1, parked ? 6 : 4);

  for (int i = 0; i < tries && n < 12; i++)
    {
      double r = gw_dice_real (dice);
      double z = 6.5 + 50.0 * r * r;
      double what = gw_dice_real (dice);
      GwProp prop;

      if (avenue->cross > 0.0 && z < avenue->cross + avenue->cross_width && z > avenue->cross - 10.5)
        continue;
      if (what < 0.09 && !parked && z > 11.0)
        gw_prop_roll_bus_along (&prop, &plan->camera, x, z, coming, dice);
      else if (what < 0.22 && z > 9.0)
        gw_prop_roll_truck_along (&prop, &plan->camera, x, z, coming, dice);
      else if (what < 0.34 && !parked)
        gw_prop_roll_cyclist_along (&prop, &plan->camera, x + (coming ? -1.0 : 1.0), z, coming, dice);
      else
        gw_prop_roll_car_along (&prop, &plan->camera, x + gw_dice_between (dice, -0.15, 0.15), z, coming, dice);
      if (parked)
        prop.glow = NULL;
      if (!is_clear (taken, n, z, MAX (prop.size[2], 2.0)))
        continue;
      taken[2 * n] = z;
      taken[2 * n + 1] = z + MAX (prop.size[2], 2.0);
      n++;
      gw_stage_add (plan->stage, &prop);
    }
}

/* Side views that pass through the crossing street. */
static void
add_cross_traffic (GwStreetPlan *plan, const Avenue *avenue)
{
  GwDice *dice = &plan->dice;

  for (int lane = 0; lane < 2; lane++)
    {
      double z = avenue->cross + avenue->cross_width * (lane == 0 ? 0.27 : 0.73);
      double half = 0.5 * plan->stage->width / gw_camera_scale (&plan->camera, z);
      double x = -half + gw_dice_between (dice, -2.0, 6.0);

      while (x < half)
        {
          GwProp prop;
          double what = gw_dice_real (dice);

          if (what < 0.1)
            gw_prop_roll_bus (&prop, &plan->camera, x, z, lane == 1, dice);
          else if (what < 0.22)
            gw_prop_roll_truck (&prop, &plan->camera, x, z, lane == 1, dice);
          else if (what < 0.32)
            gw_prop_roll_motorcycle (&prop, &plan->camera, x, z, lane == 1, dice);
          else if (what < 0.44)
            gw_prop_roll_cyclist (&prop, &plan->camera, x, z, lane == 1, dice);
          else
            {
              gw_prop_roll_car (&prop, &plan->camera, x, z, lane == 1, dice);
              prop.size[2] = 1.0;
            }
          if (gw_dice_chance (dice, 0.4))
            gw_stage_add (plan->stage, &prop);
          x += prop.reach.width * 0.5 + gw_dice_between (dice, 4.0, 9.0);
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
add_people (GwStreetPlan *plan, const Avenue *avenue)
{
  GwDice *dice = &plan->dice;
  int n = gw_dice_range (dice, 1, 8);

  for (int i = 0; i < n; i++)
    {
      int side = gw_dice_chance (dice, 0.5) ? 1 : -1;
      double r = gw_dice_real (dice);
      double z = 6.5 + 34.0 * r * r;
      double x = avenue->middle + side * (avenue->half + gw_dice_between (dice, 0.9, avenue->pavement - 0.6));
      GwFacing facing = gw_dice_chance (dice, 0.5) ? GW_FACING_FRONT : GW_FACING_BACK;

      add_person (plan, x, z, gw_dice_chance (dice, 0.8) ? GW_PACE_WALKING : GW_PACE_STANDING, facing);
      if (gw_dice_chance (dice, 0.25))
        add_person (plan, x + 0.7, z + 0.2, GW_PACE_WALKING, facing);
    }
  if (avenue->cross <= 0.0)
    return;
  n = gw_dice_range (dice, 0, 5);
  for (int i = 0; i < n; i++)
    {
      double x = avenue->middle + gw_dice_between (dice, -1.0, 1.0) * avenue->half;
      double z = avenue->cross - gw_dice_between (dice, 1.4, 4.0);

      add_person (plan, x, z, GW_PACE_WALKING, GW_FACING_SIDE);
    }
}

static void
add_furniture (GwStreetPlan *plan, const Avenue *avenue)
{
  GwDice *dice = &plan->dice;
  double pitch = gw_dice_between (dice, 7.0, 11.0);

  for (int side = -1; side <= 1; side += 2)
    for (double z = gw_dice_between (dice, 7.5, 11.0); z < 75.0; z += pitch)
      {
        double x = avenue->middle + side * (avenue->half + 0.8);
        double what = gw_dice_real (dice);
        GwProp prop;

        if (avenue->cross > 0.0 && z > avenue->cross - 5.5 && z < avenue->cross + avenue->cross_width + 1.0)
          continue;
        if (avenue->trees && what < 0.6)
          {
            gw_prop_roll_tree (&prop, &plan->camera, x, z, plan->season, dice);
            gw_stage_add (plan->stage, &prop);
          }
        else if (what < 0.8)
          {
            gw_prop_roll_lamp (&prop, &plan->camera, x - side * 0.3, z, side > 0);
            gw_stage_add (plan->stage, &prop);
          }
        if (gw_dice_chance (dice, 0.2))
          gw_stage_add_sign (plan->stage, &plan->camera, x - side * 0.2, z + 3.0, dice);
        if (gw_dice_chance (dice, 0.14))
          {
            gw_prop_roll_bin (&prop, &plan->camera, x + side * 0.4, z + 2.0, dice);
            gw_stage_add (plan->stage, &prop);
          }
        if (gw_dice_chance (dice, 0.1))
          {
            gw_prop_roll_hydrant (&prop, &plan->camera, x, z + 1.2);
            gw_stage_add (plan->stage, &prop);
          }
      }
  if (avenue->cross > 0.0)
    {
      int state = gw_dice_range (dice, 0, 2);

      gw_stage_add_traffic_light (plan->stage, &plan->camera, avenue->middle + avenue->half + 0.6, avenue->cross - 4.8,
                                  state, dice);
      gw_stage_add_traffic_light (plan->stage, &plan->camera, avenue->middle - avenue->half - 0.6,
                                  avenue->cross + avenue->cross_width + 0.8, state, dice);
      if (gw_dice_chance (dice, 0.5))
        gw_stage_add_traffic_light (plan->stage, &plan->camera, avenue->middle + avenue->half + 0.6,
                                    avenue->cross + avenue->cross_width + 0.8, state, dice);
    }
}

void
gw_street_lay_along (GwStreetPlan *plan)
{
  GwDice *dice = &plan->dice;
  Avenue avenue = { 0 };
  double lane;

  plan->camera.cx = plan->stage->width * gw_dice_between (dice, 0.38, 0.62);
  plan->camera.horizon = gw_dice_between (dice, 330.0, 420.0);
  plan->camera.focal = gw_dice_between (dice, 780.0, 960.0);
  plan->camera.height = gw_dice_between (dice, 2.3, 3.3);
  avenue.middle = gw_dice_between (dice, -3.0, 3.0);
  avenue.half = gw_dice_chance (dice, 0.45) ? gw_dice_between (dice, 7.2, 8.0) : gw_dice_between (dice, 4.6, 5.6);
  avenue.pavement = gw_dice_between (dice, 3.2, 5.0);
  avenue.far = 130.0;
  avenue.trees = gw_dice_chance (dice, 0.65);
  if (gw_dice_chance (dice, 0.65))
    {
      avenue.cross = gw_dice_between (dice, 15.0, 26.0);
      avenue.cross_width = gw_dice_between (dice, 8.0, 11.0);
    }
  gw_sky_paint (plan->stage, plan->weather, plan->camera.horizon + 4.0, dice);
  gw_street_paint_skyline (plan, 150.0, 40.0);
  paint_ground (plan, &avenue);
  add_rows (plan, &avenue);

  if (gw_weather_is_wet (plan->weather))
    gw_ground_paint_mirror (plan->stage, plan->camera.horizon + 8.0, 330.0, 0.3);
  lane = avenue.half > 6.0 ? avenue.half / 4.0 : avenue.half / 3.0;
  add_furniture (plan, &avenue);
  add_lane (plan, &avenue, avenue.middle + lane, FALSE, FALSE);
  add_lane (plan, &avenue, avenue.middle - lane, TRUE, FALSE);
  if (avenue.half > 6.0)
    {
      add_lane (plan, &avenue, avenue.middle + 3.0 * lane, FALSE, gw_dice_chance (dice, 0.5));
      add_lane (plan, &avenue, avenue.middle - 3.0 * lane, TRUE, gw_dice_chance (dice, 0.5));
    }
  if (avenue.cross > 0.0)
    add_cross_traffic (plan, &avenue);
  add_people (plan, &avenue);
}
