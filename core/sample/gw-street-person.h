/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-stage.h"
#include "gw-street-props.h"

G_BEGIN_DECLS

/* The looks of somebody, shared by walkers and riders. Own coordinates are
 * metres of a person 1.75 m tall.
 */
typedef struct
{
  GwInk skin;
  GwInk hair;
  GwInk top;
  GwInk bottom;
  GwInk shoes;
  GwInk extra;    /* bag, helmet, umbrella */
  int cut;        /* 0 shirt, 1 jacket, 2 long coat, 3 dress, 4 shorts */
  int hair_style; /* 0 short, 1 long, 2 tail, 3 bun, 4 bald, 5 hat */
  int bag;        /* 0 none, 1 backpack, 2 shoulder bag, 3 case */
} GwLooks;

void gw_looks_roll (GwLooks *looks, GwDice *dice);

/* Where two links of lengths a and b, from (x0, y0) to (x1, y1), meet; side is +1 or -1. */
GwPoint gw_joint_between (double x0, double y0, double x1, double y1, double a, double b, double side);

/* A leg with its shoe from the hip to the ankle. */
void gw_leg_paint (GwPen *pen, const GwLooks *looks, double hip_x, double hip_y, double ankle_x, double ankle_y,
                   double shade);

/* The head in profile, looking to the right, its middle at (x, y). */
void gw_head_paint_side (GwPen *pen, const GwLooks *looks, double x, double y, gboolean helmet);
/* The head from before (face) or behind. */
void gw_head_paint_straight (GwPen *pen, const GwLooks *looks, double x, double y, gboolean face, gboolean helmet);

/* A whole walker in profile. phase is in turns. */
void gw_walker_paint_side (GwPen *pen, const GwLooks *looks, double phase, double stride);

G_END_DECLS
