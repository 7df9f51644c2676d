/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-dice.h"

#include <math.h>

void
gw_dice_init (GwDice *dice, guint64 seed)
{
  gw_random_init (dice, seed);
}

void
gw_dice_init_part (GwDice *dice, guint64 seed, guint64 part)
{
  GwDice whole;

  gw_random_init (&whole, seed);
  gw_random_init (dice, gw_random_u64 (&whole) ^ (part * G_GUINT64_CONSTANT (0xd1342543de82ef95)));
}

guint64
gw_dice_next (GwDice *dice)
{
  return gw_random_u64 (dice);
}

double
gw_dice_real (GwDice *dice)
{
  return gw_random_real (dice);
}

double
gw_dice_between (GwDice *dice, double low, double high)
{
  return low + (high - low) * gw_dice_real (dice);
}

guint
gw_dice_below (GwDice *dice, guint n)
{
  return (guint) gw_random_below (dice, n);
}

int
gw_dice_range (GwDice *dice, int low, int high)
{
  return low + (int) gw_dice_below (dice, (guint) (high - low + 1));
}

gboolean
gw_dice_chance (GwDice *dice, double probability)
{
  return gw_dice_real (dice) < probability;
}

double
gw_dice_bell (GwDice *dice)
{
  double sum = -6.0;

  for (guint i = 0; i < 12; i++)
    sum += gw_dice_real (dice);
  return sum;
}

guint
gw_dice_weighted (GwDice *dice, const double *weights, guint n)
{
  double total = 0.0;
  double at;

  for (guint i = 0; i < n; i++)
    total += weights[i];
  at = gw_dice_real (dice) * total;
  for (guint i = 0; i + 1 < n; i++)
    {
      if (at < weights[i])
        return i;
      at -= weights[i];
    }
  return n - 1;
}

static double
settle (double x)
{
  return nearbyint (x * 0x1p32) * 0x1p-32;
}

double
gw_sin_turn (double turns)
{
  return settle (sin (turns * 2.0 * G_PI));
}

double
gw_cos_turn (double turns)
{
  return settle (cos (turns * 2.0 * G_PI));
}
