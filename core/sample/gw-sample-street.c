/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-sample-street.h"

#include "gw-street-plan.h"

/* Pictures of each weather among a hundred or so. */
static const double weather_weights[GW_N_WEATHERS] = { 30, 18, 14, 8, 10, 10, 5, 7 };

static GwSeason
roll_season (GwStreetPlan *plan)
{
  if (plan->weather == GW_WEATHER_SNOW)
    return GW_SEASON_WINTER;
  return (GwSeason) gw_dice_below (&plan->dice, 3);
}

cairo_surface_t *
gw_sample_street_draw (guint64 seed, guint index, GwSampleScene **scene)
{
  g_autofree char *name = g_strdup_printf ("street/intersection_%03u.jpg", index + 1);
  GwStreetPlan plan = { 0 };
  GwStage stage;
  cairo_surface_t *surface;

  gw_dice_init_part (&plan.dice, seed, 0x1000 + index);
  gw_stage_init (&stage, GW_SAMPLE_STREET_WIDTH, GW_SAMPLE_STREET_HEIGHT);
  plan.stage = &stage;
  plan.weather = (GwWeather) gw_dice_weighted (&plan.dice, weather_weights, GW_N_WEATHERS);
  plan.season = roll_season (&plan);
  stage.light = gw_weather_get_light (plan.weather, &plan.dice);

  if (gw_dice_chance (&plan.dice, 0.45))
    gw_street_lay_along (&plan);
  else
    gw_street_lay_across (&plan);

  *scene = gw_sample_scene_new (GW_SAMPLE_STREET, name, stage.width, stage.height);
  gw_sample_scene_add_tag (*scene, gw_weather_get_name (plan.weather));
  gw_stage_compose (&stage, *scene, 0.25, 60);
  gw_sky_paint_fall (&stage, plan.weather, &plan.dice);
  gw_stage_finish (&stage, 0.22, 2.5, gw_dice_next (&plan.dice));
  surface = cairo_surface_reference (stage.surface);
  gw_stage_clear (&stage);
  return surface;
}
