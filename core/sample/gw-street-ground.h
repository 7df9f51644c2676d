/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-stage.h"
#include "gw-street-sky.h"

G_BEGIN_DECLS

/* Flat things on the ground, given in metres of the camera's world. */

void gw_ground_path (GwPen *pen, const GwCamera *camera, double x0, double z0, double x1, double z1);
void gw_ground_fill (GwPen *pen, const GwCamera *camera, double x0, double z0, double x1, double z1, GwInk ink);

/* Pavement of slabs between two depths, from the left of the picture to its right. */
void gw_ground_paint_pavement (GwStage *stage, const GwCamera *camera, double z_near, double z_far, GwInk ink);

/* Asphalt between two depths, shaded, with patches, tracks and a manhole. */
void gw_ground_paint_road (GwStage *stage, const GwCamera *camera, double z_near, double z_far, GwInk ink,
                           GwDice *dice);

/* A dashed line across the picture at depth z, and one along x from z0 to z1. */
void gw_ground_paint_dashes (GwStage *stage, const GwCamera *camera, double z, double width, GwInk ink, double start);
void gw_ground_paint_dashes_away (GwStage *stage, const GwCamera *camera, double x, double z_near, double z_far,
                                  double width, GwInk ink);

/* Bars of a crossing: side by side in x (people walk along x), or in z. */
void gw_ground_paint_crossing (GwStage *stage, const GwCamera *camera, double x0, double z0, double x1, double z1,
                               gboolean along_x, GwInk ink);

/* Wet ground: what stands above the row again below it, upside down, fading over reach pixels. */
void gw_ground_paint_mirror (GwStage *stage, double row, double reach, double strength);

G_END_DECLS
