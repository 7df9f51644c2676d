/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-stage.h"

G_BEGIN_DECLS

/* What stands and moves in a street. Each function fills in a prop that
 * stands on the ground at (x, z) of the camera's world, and rolls its looks.
 * Own coordinates are metres, y down from the ground, facing right.
 */

typedef enum
{
  GW_PACE_STANDING,
  GW_PACE_WALKING
} GwPace;

typedef enum
{
  GW_FACING_SIDE,
  GW_FACING_FRONT,
  GW_FACING_BACK
} GwFacing;

/* Places a prop whose painter works in metres on the ground. */
void gw_prop_place (GwProp *prop, const GwCamera *camera, double x, double z, gboolean mirrored);

/* "Car"; kinds: saloon, hatchback, estate, coupe, off-roader, van, small car. */
void gw_prop_roll_car (GwProp *prop, const GwCamera *camera, double x, double z, gboolean mirrored, GwDice *dice);
/* "Bus" */
void gw_prop_roll_bus (GwProp *prop, const GwCamera *camera, double x, double z, gboolean mirrored, GwDice *dice);
/* "Truck" */
void gw_prop_roll_truck (GwProp *prop, const GwCamera *camera, double x, double z, gboolean mirrored, GwDice *dice);
/* "Motorcycle" with its rider */
void gw_prop_roll_motorcycle (GwProp *prop, const GwCamera *camera, double x, double z, gboolean mirrored,
                              GwDice *dice);
/* "Cyclist"; some push the bicycle (Riding: No) */
void gw_prop_roll_cyclist (GwProp *prop, const GwCamera *camera, double x, double z, gboolean mirrored, GwDice *dice);
/* "Pedestrian" */
void gw_prop_roll_person (GwProp *prop, const GwCamera *camera, double x, double z, GwPace pace, GwFacing facing,
                          gboolean rain, GwDice *dice);

/* Vehicles in perspective, seen from behind or, coming, from the front. */
void gw_prop_roll_car_along (GwProp *prop, const GwCamera *camera, double x, double z, gboolean coming, GwDice *dice);
void gw_prop_roll_bus_along (GwProp *prop, const GwCamera *camera, double x, double z, gboolean coming, GwDice *dice);
void gw_prop_roll_truck_along (GwProp *prop, const GwCamera *camera, double x, double z, gboolean coming, GwDice *dice);
void gw_prop_roll_cyclist_along (GwProp *prop, const GwCamera *camera, double x, double z, gboolean coming,
                                 GwDice *dice);

/* Scenery, which hides what is behind it. */
typedef enum
{
  GW_SEASON_SPRING,
  GW_SEASON_SUMMER,
  GW_SEASON_AUTUMN,
  GW_SEASON_WINTER
} GwSeason;

void gw_prop_roll_tree (GwProp *prop, const GwCamera *camera, double x, double z, GwSeason season, GwDice *dice);
void gw_prop_roll_lamp (GwProp *prop, const GwCamera *camera, double x, double z, gboolean mirrored);
void gw_prop_roll_bench (GwProp *prop, const GwCamera *camera, double x, double z, GwDice *dice);
void gw_prop_roll_hydrant (GwProp *prop, const GwCamera *camera, double x, double z);
void gw_prop_roll_bin (GwProp *prop, const GwCamera *camera, double x, double z, GwDice *dice);

/* A post and, apart from it, what is to be labeled on it: "Traffic Light", "Traffic Sign". */
void gw_stage_add_traffic_light (GwStage *stage, const GwCamera *camera, double x, double z, int state, GwDice *dice);
void gw_stage_add_sign (GwStage *stage, const GwCamera *camera, double x, double z, GwDice *dice);

/* Shared by the painters of vehicles. */
void gw_vehicle_paint_wheel (GwPen *pen, double x, double radius, int spokes, GwInk rim);
GwInk gw_vehicle_roll_ink (GwDice *dice, const char **name);
/* The light of a lamp at (x, y) that shines along the road. */
void gw_vehicle_paint_beam (GwPen *pen, double x, double y, double strength);

G_END_DECLS
