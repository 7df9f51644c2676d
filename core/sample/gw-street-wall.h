/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-stage.h"

G_BEGIN_DECLS

/* Where a house front stands: u metres along it from (x, z), in the
 * direction (dx, dz) of length 1.
 */
typedef struct
{
  const GwCamera *camera;
  double x;
  double z;
  double dx;
  double dz;
} GwWall;

GwPoint gw_wall_see (const GwWall *wall, double u, double v);

/* A quadrilateral from (u0, v0) to (u1, v1), v up. */
void gw_wall_path (GwPen *pen, const GwWall *wall, double u0, double v0, double u1, double v1);
void gw_wall_fill (GwPen *pen, const GwWall *wall, double u0, double v0, double u1, double v1, GwInk ink);

typedef enum
{
  GW_HOUSE_BRICK,   /* sash windows, cornice, shop */
  GW_HOUSE_PLASTER, /* tall windows, balconies, pastel */
  GW_HOUSE_STONE,   /* offices of the old kind, bands */
  GW_HOUSE_RIBBON,  /* concrete with window bands */
  GW_HOUSE_GLASS,   /* curtain wall */
  GW_HOUSE_LOFT,    /* large paned windows */
  GW_N_HOUSES
} GwHouseKind;

typedef struct
{
  GwHouseKind kind;
  double width;
  int floors;    /* above the ground floor */
  double storey; /* metres of each */
  double ground; /* metres of the ground floor */
  GwInk ink;
  GwInk trim;
  GwInk accent; /* awning, door */
  gboolean shop;
  int roof;     /* 0 parapet, 1 cornice, 2 mansard, 3 gable */
  double shade; /* how much darker this front is, [0, 1] */
  guint64 seed;
} GwHouse;

#define GW_ROW_MAX_HOUSES 24

/* Houses along one side of a street that leads away; end gives the walls
 * between them their direction, +1 right of the street and -1 left.
 */
typedef struct
{
  const GwCamera *camera;
  double x;
  double end;
  double corner_from; /* houses that begin in [corner_from, corner_to] show windows on their end */
  double corner_to;
  guint n;
  double start[GW_ROW_MAX_HOUSES];
  GwHouse houses[GW_ROW_MAX_HOUSES];
} GwRow;

/* Draws the houses that begin in [from, to), the farthest first. */
void gw_row_paint (GwPen *pen, const GwRow *row, double from, double to);

/* A house of one of the six kinds; the dice choose the rest. */
void gw_house_roll (GwHouse *house, GwDice *dice);

double gw_house_get_height (const GwHouse *house);

/* Draws the front along the wall from u = 0 to its width, roof and all. */
void gw_house_paint (GwPen *pen, const GwWall *wall, const GwHouse *house);

G_END_DECLS
