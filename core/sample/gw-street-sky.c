/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-street-sky.h"

typedef struct
{
  const char *name;
  guint32 top;
  guint32 middle;
  guint32 low;
  guint32 ambient;
  guint32 haze;
  double haze_distance;
  double shadow;
  double lamps;
  guint32 cloud_light;
  guint32 cloud_dark;
  int clouds;
} Preset;

static const Preset presets[GW_N_WEATHERS] = {
  { "clear", 0x3f86cf, 0x86bbe8, 0xdcecf4, 0xffffff, 0xcfe0ea, 260.0, 1.0, 0.0, 0xffffff, 0xc9d8e6, 5 },
  { "cloudy", 0x8b9aa8, 0xb3bfc8, 0xd9dddd, 0xdfe4ea, 0xcdd3d6, 200.0, 0.55, 0.0, 0xdfe4e7, 0x99a5b0, 9 },
  { "evening", 0x5c7db4, 0xe3b184, 0xffdfa8, 0xfff0da, 0xf3cfa6, 240.0, 0.9, 0.2, 0xffe3c0, 0xc98d7d, 6 },
  { "dusk", 0x263869, 0x84639a, 0xf39a72, 0x9a8cb0, 0xb98390, 170.0, 0.5, 0.75, 0xd98a86, 0x54507f, 5 },
  { "night", 0x080d20, 0x131c3c, 0x3a4068, 0x7a86a8, 0x2c3455, 150.0, 0.35, 1.0, 0x2b3558, 0x161d38, 3 },
  { "rain", 0x66737e, 0x88949c, 0xaab3b7, 0xb8c2cb, 0x9fabb2, 120.0, 0.35, 0.4, 0xa3aeb5, 0x6b7882, 10 },
  { "fog", 0xbac2c6, 0xccd1d3, 0xd6d9d8, 0xe4e7e8, 0xd0d4d5, 26.0, 0.25, 0.3, 0xd5d9da, 0xc3c9cc, 0 },
  { "snow", 0xaab7c4, 0xc7d1d9, 0xe3e8ea, 0xe9eff7, 0xdce3e8, 120.0, 0.4, 0.15, 0xdce2e7, 0xb1bcc7, 8 },
};

const char *
gw_weather_get_name (GwWeather weather)
{
  return presets[weather].name;
}

gboolean
gw_weather_is_wet (GwWeather weather)
{
  return weather == GW_WEATHER_RAIN;
}

GwLight
gw_weather_get_light (GwWeather weather, GwDice *dice)
{
  const Preset *preset = &presets[weather];
  GwLight light = {
    .ambient = gw_ink (preset->ambient),
    .haze = gw_ink (preset->haze),
    .shadow = preset->shadow,
    .lamps = preset->lamps,
  };
  double dim = gw_dice_between (dice, 0.92, 1.0);

  light.haze_distance = preset->haze_distance * gw_dice_between (dice, 0.75, 1.35);
  light.shadow_lean = gw_dice_between (dice, -0.9, 0.9);
  light.ambient.r *= dim;
  light.ambient.g *= dim;
  light.ambient.b *= dim;
  return light;
}

static void
paint_gradient (GwStage *stage, const Preset *preset, double horizon, double shift)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0.0, 0.0, 0.0, horizon);
  GwInk top = gw_ink_mix (gw_ink (preset->top), gw_ink (preset->middle), shift);
  GwInk middle = gw_ink (preset->middle);
  GwInk low = gw_ink (preset->low);

  cairo_pattern_add_color_stop_rgb (pattern, 0.0, top.r, top.g, top.b);
  cairo_pattern_add_color_stop_rgb (pattern, 0.55, middle.r, middle.g, middle.b);
  cairo_pattern_add_color_stop_rgb (pattern, 1.0, low.r, low.g, low.b);
  cairo_set_source (stage->cr, pattern);
  cairo_pattern_destroy (pattern);
  cairo_rectangle (stage->cr, 0.0, 0.0, stage->width, horizon + 1.0);
  cairo_fill (stage->cr);
}

static void
paint_stars (GwStage *stage, double horizon, GwDice *dice)
{
  int n = gw_dice_range (dice, 40, 110);

  for (int i = 0; i < n; i++)
    {
      double x = gw_dice_between (dice, 0.0, stage->width);
      double y = gw_dice_between (dice, 0.0, horizon * 0.8);
      double r = gw_dice_between (dice, 0.5, 1.3);

      cairo_arc (stage->cr, x, y, r, 0.0, 2.0 * G_PI);
      cairo_set_source_rgba (stage->cr, 1.0, 1.0, 0.95, gw_dice_between (dice, 0.2, 0.8));
      cairo_fill (stage->cr);
    }
}

static void
paint_disc (GwStage *stage, GwWeather weather, double horizon, GwDice *dice)
{
  GwPen pen = gw_stage_pen (stage, 0.0);
  double x = gw_dice_between (dice, 0.1, 0.9) * stage->width;
  double y = gw_dice_between (dice, 0.12, 0.45) * horizon;
  double r = gw_dice_between (dice, 22.0, 34.0);

  switch (weather)
    {
    case GW_WEATHER_CLEAR:
      gw_pen_halo (&pen, gw_ink (0xfff4d0), x, y, 330.0, 0.75);
      gw_pen_ellipse (&pen, x, y, r, r);
      gw_pen_set_glow (&pen, gw_ink (0xfffdf0), 0.95);
      cairo_fill (stage->cr);
      break;
    case GW_WEATHER_EVENING:
    case GW_WEATHER_DUSK:
      y = horizon * gw_dice_between (dice, 0.7, 0.95);
      gw_pen_halo (&pen, gw_ink (0xffb060), x, y, 460.0, 0.7);
      gw_pen_ellipse (&pen, x, y, r * 1.3, r * 1.3);
      gw_pen_set_glow (&pen, gw_ink (0xfff0c8), 0.9);
      cairo_fill (stage->cr);
      break;
    case GW_WEATHER_NIGHT:
      paint_stars (stage, horizon, dice);
      gw_pen_halo (&pen, gw_ink (0x8fa4d8), x, y, 200.0, 0.35);
      gw_pen_ellipse (&pen, x, y, r * 0.8, r * 0.8);
      gw_pen_set_glow (&pen, gw_ink (0xeef0e0), 1.0);
      cairo_fill (stage->cr);
      gw_pen_ellipse (&pen, x - r * 0.2, y - r * 0.1, r * 0.17, r * 0.14);
      gw_pen_set_glow (&pen, gw_ink (0xc9cdc4), 0.8);
      cairo_fill (stage->cr);
      gw_pen_ellipse (&pen, x + r * 0.25, y + r * 0.25, r * 0.11, r * 0.1);
      cairo_fill (stage->cr);
      break;
    case GW_WEATHER_CLOUDY:
    case GW_WEATHER_RAIN:
    case GW_WEATHER_FOG:
    case GW_WEATHER_SNOW:
    case GW_N_WEATHERS:
    default:
      gw_pen_halo (&pen, gw_ink (0xffffff), x, y, 320.0, 0.16);
      break;
    }
}

/* A heap of puffs with a flat foot, lit from above. */
static void
paint_cloud (GwStage *stage, const Preset *preset, double cx, double cy, double size, double alpha, GwDice *dice)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0.0, cy - size * 0.42, 0.0, cy + size * 0.12);
  GwInk light = gw_ink (preset->cloud_light);
  GwInk dark = gw_ink (preset->cloud_dark);
  int n = gw_dice_range (dice, 5, 8);

  cairo_pattern_add_color_stop_rgba (pattern, 0.0, light.r, light.g, light.b, alpha);
  cairo_pattern_add_color_stop_rgba (pattern, 1.0, dark.r, dark.g, dark.b, alpha * 0.75);
  cairo_save (stage->cr);
  cairo_rectangle (stage->cr, cx - size * 1.6, cy - size, size * 3.2, size * 1.06);
  cairo_clip (stage->cr);
  for (int i = 0; i < n; i++)
    {
      double t = (i + 0.5) / n * 2.0 - 1.0;
      double r = size * (0.10 + 0.20 * (1.0 - t * t)) * gw_dice_between (dice, 0.8, 1.2);

      cairo_new_sub_path (stage->cr);
      cairo_arc (stage->cr, cx + t * size * 0.85, cy - r * 0.55, r, 0.0, 2.0 * G_PI);
    }
  cairo_set_source (stage->cr, pattern);
  cairo_fill (stage->cr);
  cairo_restore (stage->cr);
  cairo_pattern_destroy (pattern);
}

void
gw_sky_paint (GwStage *stage, GwWeather weather, double horizon, GwDice *dice)
{
  const Preset *preset = &presets[weather];
  int clouds = preset->clouds > 0 ? gw_dice_range (dice, preset->clouds / 3, preset->clouds) : 0;

  paint_gradient (stage, preset, horizon, gw_dice_between (dice, 0.0, 0.35));
  paint_disc (stage, weather, horizon, dice);
  for (int i = 0; i < clouds; i++)
    {
      double t = gw_dice_real (dice);
      double size = (60.0 + 150.0 * (1.0 - t)) * gw_dice_between (dice, 0.7, 1.3);
      double x = gw_dice_between (dice, -0.05, 1.05) * stage->width;
      double alpha = gw_dice_between (dice, 0.45, 0.85);

      paint_cloud (stage, preset, x, horizon * (0.08 + 0.75 * t), size, alpha, dice);
    }
}

static void
paint_rain (GwStage *stage, GwDice *dice)
{
  double lean = gw_dice_between (dice, -0.25, 0.25);
  int n = gw_dice_range (dice, 320, 620);

  cairo_set_line_cap (stage->cr, CAIRO_LINE_CAP_ROUND);
  for (int group = 0; group < 3; group++)
    {
      double length = 12.0 + 14.0 * group;

      cairo_new_path (stage->cr);
      for (int i = 0; i < n / (1 + group); i++)
        {
          double x = gw_dice_between (dice, -40.0, stage->width + 40.0);
          double y = gw_dice_between (dice, -40.0, stage->height);

          cairo_move_to (stage->cr, x, y);
          cairo_line_to (stage->cr, x + lean * length, y + length);
        }
      cairo_set_source_rgba (stage->cr, 0.87, 0.91, 0.95, 0.13 + 0.05 * group);
      cairo_set_line_width (stage->cr, 0.8 + 0.35 * group);
      cairo_stroke (stage->cr);
    }
}

static void
paint_snow (GwStage *stage, GwDice *dice)
{
  static const double radius[] = { 1.1, 1.8, 2.8, 4.2 };
  static const int count[] = { 260, 140, 60, 18 };

  for (guint group = 0; group < G_N_ELEMENTS (radius); group++)
    {
      cairo_new_path (stage->cr);
      for (int i = 0; i < count[group]; i++)
        {
          double x = gw_dice_between (dice, 0.0, stage->width);
          double y = gw_dice_between (dice, 0.0, stage->height);

          cairo_new_sub_path (stage->cr);
          cairo_arc (stage->cr, x, y, radius[group] * gw_dice_between (dice, 0.8, 1.2), 0.0, 2.0 * G_PI);
        }
      cairo_set_source_rgba (stage->cr, 1.0, 1.0, 1.0, group < 2 ? 0.48 : 0.34);
      cairo_fill (stage->cr);
    }
}

void
gw_sky_paint_fall (GwStage *stage, GwWeather weather, GwDice *dice)
{
  if (weather == GW_WEATHER_RAIN)
    paint_rain (stage, dice);
  else if (weather == GW_WEATHER_SNOW)
    paint_snow (stage, dice);
}
