/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-stage.h"

G_BEGIN_DECLS

/* Vehicles in perspective: boxes in the camera's world with their nearest
 * face square to the eye. prop->size is x of the middle, z of the nearest
 * face, and the length; pose is 1 for those that come. Own coordinates are
 * the picture's.
 */
typedef struct
{
  const GwCamera *camera;
  double x;
  double z;
} GwConvoy;

GwConvoy gw_convoy_of (const GwProp *prop);

/* Metres right of the middle, up, and away from the nearest face. */
GwPoint gw_convoy_see (const GwConvoy *convoy, double x, double y, double z);

/* Puts a prop of these measures at (x, z). */
void gw_convoy_place (GwProp *prop, const GwCamera *camera, double x, double z, double half, double height,
                      double length);

/* A polygon whose corners are rounded by radius pixels. */
void gw_convoy_path (GwPen *pen, const GwPoint *points, guint n, double radius);

/* The wheels below the nearest face. */
void gw_convoy_paint_near_wheels (GwPen *pen, const GwConvoy *convoy, double half, double width);
/* A wheel on the side that can be seen, as an ellipse in perspective. */
void gw_convoy_paint_side_wheel (GwPen *pen, const GwConvoy *convoy, double half, double z, double radius);

/* Painters for GwProp.shadow and .glow. */
void gw_convoy_shadow (GwPen *pen, const GwProp *prop);
void gw_convoy_glow (GwPen *pen, const GwProp *prop);

G_END_DECLS
