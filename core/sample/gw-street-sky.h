/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-stage.h"

G_BEGIN_DECLS

typedef enum
{
  GW_WEATHER_CLEAR,
  GW_WEATHER_CLOUDY,
  GW_WEATHER_EVENING,
  GW_WEATHER_DUSK,
  GW_WEATHER_NIGHT,
  GW_WEATHER_RAIN,
  GW_WEATHER_FOG,
  GW_WEATHER_SNOW,
  GW_N_WEATHERS
} GwWeather;

/* Stable, static names: "clear", "cloudy", ... */
const char *gw_weather_get_name (GwWeather weather);

/* What the weather does to colours; the dice move it a little. */
GwLight gw_weather_get_light (GwWeather weather, GwDice *dice);

gboolean gw_weather_is_wet (GwWeather weather);

/* Fills the picture down to the horizon: gradient, sun or moon, clouds, stars. */
void gw_sky_paint (GwStage *stage, GwWeather weather, double horizon, GwDice *dice);

/* Rain or snow between the eye and everything; nothing in other weathers. No
 * streak covers a pixel by half, so no truth changes.
 */
void gw_sky_paint_fall (GwStage *stage, GwWeather weather, GwDice *dice);

G_END_DECLS
