/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

#include "gw-dice.h"

G_BEGIN_DECLS

/* A colour as 0xRRGGBB, and as three numbers in [0, 1]. */
typedef struct
{
  double r;
  double g;
  double b;
} GwInk;

/* What the air and the lamps do to every colour of a picture.
 *
 * A painted colour c at depth d becomes mix (c * ambient, haze, 1 - 2^(-d / haze_distance)).
 */
typedef struct
{
  GwInk ambient;        /* multiplies every painted colour */
  GwInk haze;           /* what far things fade to */
  double haze_distance; /* metres in which half of a colour is lost; 0 for clear air */
  double shadow;        /* strength of shadows on the ground, [0, 1] */
  double shadow_lean;   /* metres that a shadow runs to the right for each metre of height */
  double lamps;         /* strength of lit lamps and windows, 0 by day, 1 at night */
} GwLight;

/* A Cairo context that knows its light. Painted colours go through the
 * light, glowing ones do not.
 */
typedef struct
{
  cairo_t *cr;
  const GwLight *light;
  double depth; /* metres from the eye to what is painted now */
} GwPen;

GwInk gw_ink (guint32 hex);
GwInk gw_ink_mix (GwInk a, GwInk b, double share_of_b);

/* Darker for amount in [-1, 0), lighter for (0, 1]. */
GwInk gw_ink_shade (GwInk color, double amount);

/* What a painted colour looks like in this light. */
GwInk gw_pen_see (const GwPen *pen, GwInk color);

void gw_pen_set (GwPen *pen, GwInk color);
void gw_pen_set_alpha (GwPen *pen, GwInk color, double alpha);
void gw_pen_set_glow (GwPen *pen, GwInk color, double alpha);
/* What shines when the lamps are lit: day without them, night with them. */
void gw_pen_set_lamp (GwPen *pen, guint32 day, guint32 night);

/* Straight gradients from (x0, y0) to (x1, y1), through the light. */
void gw_pen_set_gradient (GwPen *pen, double x0, double y0, double x1, double y1, GwInk from, GwInk to);
void gw_pen_set_gradient3 (GwPen *pen, double x0, double y0, double x1, double y1, GwInk from, GwInk middle, GwInk to);
/* A round gradient from the point (fx, fy) to the circle (cx, cy, radius). */
void gw_pen_set_ball (GwPen *pen, double fx, double fy, double cx, double cy, double radius, GwInk from, GwInk middle,
                      GwInk to);

void gw_pen_fill (GwPen *pen, GwInk color);
void gw_pen_fill_hex (GwPen *pen, guint32 hex);
void gw_pen_stroke (GwPen *pen, GwInk color, double width);

/* Paths; each begins a new one. */
void gw_pen_rectangle (GwPen *pen, double x, double y, double width, double height);
void gw_pen_round_rectangle (GwPen *pen, double x, double y, double width, double height, double radius);
void gw_pen_ellipse (GwPen *pen, double cx, double cy, double rx, double ry);
/* xy holds n pairs. */
void gw_pen_polygon (GwPen *pen, const double *xy, guint n);
/* A smooth closed curve through n points given as pairs. */
void gw_pen_smooth (GwPen *pen, const double *xy, guint n);
/* The same as one more part of the path at hand. */
void gw_pen_add_smooth (GwPen *pen, const double *xy, guint n);
/* An uneven ellipse; wobble is the share of the radius that varies. */
void gw_pen_blob (GwPen *pen, GwDice *dice, double cx, double cy, double rx, double ry, double wobble);
/* A limb: two circles of diameters w0 and w1 and what lies between them. */
void gw_pen_limb (GwPen *pen, double x0, double y0, double w0, double x1, double y1, double w1);

/* A soft dark ellipse on the ground; alpha counts at its middle. */
void gw_pen_soft_shadow (GwPen *pen, double cx, double cy, double rx, double ry, double alpha);
/* Light that spreads from a lamp and brightens what is there. */
void gw_pen_halo (GwPen *pen, GwInk color, double cx, double cy, double radius, double alpha);

G_END_DECLS
