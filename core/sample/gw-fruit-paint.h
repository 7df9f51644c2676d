/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-dice.h"
#include "gw-pen.h"
#include "gw-sample-fruit.h"

G_BEGIN_DECLS

/* How one piece looks. Own coordinates: about 1 from the middle to the edge,
 * light from the upper left.
 */
typedef struct
{
  GwFruit fruit;
  GwInk ink;     /* of the skin */
  GwInk blush;   /* where the sun was */
  double squash; /* width over height, about 1 */
  gboolean bruised;
  gboolean cut;
  gboolean leaf;
  guint64 seed;
} GwFruitLooks;

void gw_fruit_roll (GwFruitLooks *looks, GwFruit fruit, GwDice *dice);

/* How far down from its middle the fruit stands, in its own coordinates. */
double gw_fruit_get_foot (const GwFruitLooks *looks);
/* Half its width on the table. */
double gw_fruit_get_half (const GwFruitLooks *looks);

void gw_fruit_paint (GwPen *pen, const GwFruitLooks *looks);

/* The outlines, for both whole and cut fruit. */
void gw_fruit_path (GwPen *pen, const GwFruitLooks *looks);
/* The inside, for looks->cut. */
void gw_fruit_paint_inside (GwPen *pen, const GwFruitLooks *looks, GwDice *dice);

G_END_DECLS
