/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-street-ground.h"
#include "gw-street-props.h"
#include "gw-street-wall.h"

G_BEGIN_DECLS

/* What a street picture starts from. */
typedef struct
{
  GwStage *stage;
  GwCamera camera;
  GwWeather weather;
  GwSeason season;
  GwDice dice;
  GwRow rows[2]; /* left and right of a street that leads away */
} GwStreetPlan;

/* Looks across a street: fronts stand square to the eye, traffic passes by. */
void gw_street_lay_across (GwStreetPlan *plan);

/* Looks along a street to its vanishing point. */
void gw_street_lay_along (GwStreetPlan *plan);

/* Towers far behind, as the air leaves them, with their feet at depth z. */
void gw_street_paint_skyline (GwStreetPlan *plan, double z, double tallest);

GwInk gw_street_get_asphalt (const GwStreetPlan *plan);
GwInk gw_street_get_paving (GwStreetPlan *plan);
GwInk gw_street_get_paint (const GwStreetPlan *plan);

G_END_DECLS
