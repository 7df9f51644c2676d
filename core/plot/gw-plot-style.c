/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-plot-style.h"

#include <math.h>

#include "gw-palette.h"

/* The lightness in OKLab that lines and text have on dark ground at least. */
#define LINE_LIGHTNESS 0.70
#define RAMP_EXPONENT 0.55
#define EDGE_CONTRAST 3.0
#define EDGE_ALPHA 0.45
#define N_PATTERNS 5
#define PATTERN_STEP 6.0

typedef struct
{
  guint32 light;
  guint32 dark;
} Shade;

/* In the order of the named colors. */
static const Shade shades[] = {
  { 0x3584e4, 0x3584e4 }, /* series */
  { 0xe66100, 0xe66100 }, /* highlight */
  { 0xe5a50a, 0xe5a50a }, /* warning */
  { 0x26a269, 0x26a269 }, /* good */
  { 0x77767b, 0x8d8c92 }, /* context */
  { 0x2e2e2e, 0xffffff }, /* text */
  { 0x666666, 0xc6c6c6 }, /* secondary */
  { 0x5e5c64, 0xdeddda }, /* axis */
  { 0x000000, 0xffffff }, /* grid, faint */
  { 0xffffff, 0x363636 }, /* ground */
  { 0xf0f0f0, 0x3d3d3d }, /* empty */
  { 0x000000, 0xffffff }, /* band, faint */
};

static gboolean
is_named (GwPlotColor color)
{
  return color >= GW_PLOT_COLOR_SERIES && color - GW_PLOT_COLOR_SERIES < G_N_ELEMENTS (shades);
}

/* A line has no room for an edge: on white, pale colors are deepened until they are seen. */
static guint32
darken (guint32 rgb)
{
  guint32 deeper = rgb;

  for (guint i = 1; i < 20 && gw_palette_contrast (deeper, 0xffffff) < EDGE_CONTRAST; i++)
    deeper = gw_palette_mix (rgb, 0x000000, i / 20.0);
  return deeper;
}

guint32
gw_plot_style_get_rgb (const GwPlotStyle *self, GwPlotColor color, GwPlotUse use)
{
  guint32 rgb = color & 0xffffff;

  if (is_named (color))
    {
      const Shade *shade = &shades[color - GW_PLOT_COLOR_SERIES];

      rgb = self->dark ? shade->dark : shade->light;
      if (self->high_contrast && (color == GW_PLOT_COLOR_SECONDARY || color == GW_PLOT_COLOR_AXIS))
        rgb = self->dark ? 0xffffff : 0x1e1e1e;
      if (color >= GW_PLOT_COLOR_TEXT)
        return rgb;
    }

  if (use != GW_PLOT_USE_LINE)
    return rgb;
  return self->dark ? gw_palette_light_up (rgb, LINE_LIGHTNESS) : darken (rgb);
}

static void
set_rgb (cairo_t *cr, guint32 rgb, double alpha)
{
  cairo_set_source_rgba (cr, ((rgb >> 16) & 0xff) / 255.0, ((rgb >> 8) & 0xff) / 255.0, (rgb & 0xff) / 255.0, alpha);
}

void
gw_plot_style_set_source (const GwPlotStyle *self, cairo_t *cr, GwPlotColor color, GwPlotUse use, double alpha)
{
  if (color == GW_PLOT_COLOR_GRID)
    alpha *= self->high_contrast ? 0.3 : self->dark ? 0.13 : 0.10;
  else if (color == GW_PLOT_COLOR_BAND)
    alpha *= self->high_contrast ? 0.2 : 0.05;
  set_rgb (cr, gw_plot_style_get_rgb (self, color, use), alpha);
}

guint32
gw_plot_style_get_ramp (const GwPlotStyle *self, GwPlotRamp ramp, double share)
{
  static const guint32 blues[] = { 0x1e2d46, 0x1c58a0, 0x3584e4, 0x96c3f5, 0xe2f0ff };
  static const guint32 sides[] = { 0xb35900, 0xf6f5f4, 0x1c71d8 };
  double place;
  guint below;

  if (isnan (share))
    return gw_plot_style_get_rgb (self, GW_PLOT_COLOR_EMPTY, GW_PLOT_USE_FILL);
  if (ramp == GW_PLOT_RAMP_DIVERGING)
    {
      place = CLAMP (share, -1, 1) + 1;
      below = MIN ((guint) place, 1);
      return gw_palette_mix (sides[below], sides[below + 1], place - below);
    }

  place = 4 * pow (CLAMP (share, 0, 1), RAMP_EXPONENT);
  if (!self->dark)
    place = 4 - place;
  below = MIN ((guint) place, 3);
  return gw_palette_mix (blues[below], blues[below + 1], place - below);
}

gboolean
gw_plot_style_wants_edge (const GwPlotStyle *self, GwPlotColor color)
{
  return self->high_contrast
         || gw_palette_contrast (gw_plot_style_get_rgb (self, color, GW_PLOT_USE_FILL),
                                 gw_plot_style_get_rgb (self, GW_PLOT_COLOR_GROUND, GW_PLOT_USE_FILL))
                < EDGE_CONTRAST;
}

gboolean
gw_plot_style_wants_point_edge (const GwPlotStyle *self, GwPlotColor color)
{
  return self->high_contrast || (!self->dark && gw_plot_style_wants_edge (self, color));
}

void
gw_plot_style_stroke_edge (const GwPlotStyle *self, cairo_t *cr)
{
  cairo_save (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, 1);
  set_rgb (cr, self->dark ? 0xffffff : 0x000000, self->high_contrast ? 1 : EDGE_ALPHA);
  cairo_stroke_preserve (cr);
  cairo_restore (cr);
}

/* Lines across the clip, whose angle and number the index tells. */
static void
draw_pattern (const GwPlotStyle *self, cairo_t *cr, GwPlotColor color, guint pattern)
{
  double x0, y0, x1, y1;
  const guint kind = pattern % N_PATTERNS;
  const gboolean black = gw_palette_wants_black_text (gw_plot_style_get_rgb (self, color, GW_PLOT_USE_FILL));

  if (kind == 0)
    return;

  cairo_save (cr);
  cairo_clip_preserve (cr);
  cairo_clip_extents (cr, &x0, &y0, &x1, &y1);
  cairo_new_path (cr);
  for (double at = PATTERN_STEP * floor (x0 / PATTERN_STEP); (kind == 1 || kind == 4) && at < x1 + (y1 - y0);
       at += PATTERN_STEP)
    {
      cairo_move_to (cr, at, y0);
      cairo_line_to (cr, at - (y1 - y0), y1);
    }
  for (double at = PATTERN_STEP * floor ((x0 - (y1 - y0)) / PATTERN_STEP); (kind == 2 || kind == 4) && at < x1;
       at += PATTERN_STEP)
    {
      cairo_move_to (cr, at, y0);
      cairo_line_to (cr, at + (y1 - y0), y1);
    }
  for (double at = PATTERN_STEP * floor (y0 / PATTERN_STEP); kind == 3 && at < y1; at += PATTERN_STEP)
    {
      cairo_move_to (cr, x0, at);
      cairo_line_to (cr, x1, at);
    }
  set_rgb (cr, black ? 0x000000 : 0xffffff, 0.7);
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
gw_plot_style_fill (const GwPlotStyle *self, cairo_t *cr, GwPlotColor color, guint pattern, double alpha)
{
  cairo_path_t *path;

  gw_plot_style_set_source (self, cr, color, GW_PLOT_USE_FILL, alpha);
  cairo_fill_preserve (cr);
  if (self->high_contrast)
    {
      path = cairo_copy_path (cr);
      draw_pattern (self, cr, color, pattern);
      cairo_new_path (cr);
      cairo_append_path (cr, path);
      cairo_path_destroy (path);
    }
  if (gw_plot_style_wants_edge (self, color))
    gw_plot_style_stroke_edge (self, cr);
}

void
gw_plot_style_set_dash (cairo_t *cr, guint index)
{
  static const double dashes[][4] = { { 7, 4, 7, 4 }, { 2, 4, 2, 4 }, { 9, 3, 2, 3 } };

  if (index == 0)
    cairo_set_dash (cr, NULL, 0, 0);
  else
    cairo_set_dash (cr, dashes[(index - 1) % G_N_ELEMENTS (dashes)], 4, 0);
}

double
gw_plot_style_get_text_scale (const GwPlotStyle *self)
{
  return self->text_scale > 0 ? self->text_scale : 1;
}
