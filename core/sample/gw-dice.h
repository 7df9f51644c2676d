/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-random.h"

G_BEGIN_DECLS

/* Seeded chance for the sample project, in the terms that drawing needs.
 * Nothing below calls a function of libm whose last bit could differ, so one
 * seed gives one picture on every machine. Roll once in an expression or list
 * of arguments: C leaves the order of two rolls to the compiler.
 */
typedef gw_random GwDice;

void gw_dice_init (GwDice *dice, guint64 seed);

/* Dice for part `part` of what seed stands for: parts do not disturb each other. */
void gw_dice_init_part (GwDice *dice, guint64 seed, guint64 part);

guint64 gw_dice_next (GwDice *dice);

/* In [0, 1). */
double gw_dice_real (GwDice *dice);

/* In [low, high). */
double gw_dice_between (GwDice *dice, double low, double high);

/* In [0, n); n > 0. */
guint gw_dice_below (GwDice *dice, guint n);

/* In [low, high], both included. */
int gw_dice_range (GwDice *dice, int low, int high);

gboolean gw_dice_chance (GwDice *dice, double probability);

/* A bell curve of mean 0 and deviation 1, cut at 6: the sum of twelve. */
double gw_dice_bell (GwDice *dice);

/* An index into n weights, drawn in proportion to them. */
guint gw_dice_weighted (GwDice *dice, const double *weights, guint n);

/* One of a static array's elements. */
#define gw_dice_pick(dice, array) ((array)[gw_dice_below ((dice), G_N_ELEMENTS (array))])

/* Sine and cosine of turns (1 is a full circle), rounded to 2^-32 so that
 * libraries that differ in the last bit draw alike.
 */
double gw_sin_turn (double turns);
double gw_cos_turn (double turns);

G_END_DECLS
