/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-dice.h"

static void
test_same_seed_same_numbers (void)
{
  GwDice a;
  GwDice b;
  GwDice other;
  guint equal = 0;

  gw_dice_init_part (&a, 7, 3);
  gw_dice_init_part (&b, 7, 3);
  gw_dice_init_part (&other, 7, 4);
  for (guint i = 0; i < 100; i++)
    {
      guint64 number = gw_dice_next (&a);

      g_assert_cmpuint (number, ==, gw_dice_next (&b));
      equal += number == gw_dice_next (&other);
    }
  g_assert_cmpuint (equal, ==, 0);
}

static void
test_stays_in_range (void)
{
  GwDice dice;

  gw_dice_init (&dice, 1);
  for (guint i = 0; i < 10000; i++)
    {
      double between = gw_dice_between (&dice, -2.0, 3.0);
      int range = gw_dice_range (&dice, -3, 4);
      double bell = gw_dice_bell (&dice);

      g_assert_true (between >= -2.0 && between < 3.0);
      g_assert_true (range >= -3 && range <= 4);
      g_assert_cmpuint (gw_dice_below (&dice, 5), <, 5);
      g_assert_true (bell > -6.0 && bell < 6.0);
    }
  g_assert_false (gw_dice_chance (&dice, 0.0));
  g_assert_true (gw_dice_chance (&dice, 1.0));
}

static void
test_weights_are_kept (void)
{
  static const double weights[] = { 1.0, 0.0, 3.0 };
  guint counts[3] = { 0, 0, 0 };
  GwDice dice;

  gw_dice_init (&dice, 5);
  for (guint i = 0; i < 8000; i++)
    counts[gw_dice_weighted (&dice, weights, 3)]++;
  g_assert_cmpuint (counts[1], ==, 0);
  g_assert_cmpuint (counts[0], >, 1850);
  g_assert_cmpuint (counts[0], <, 2150);
}

static void
test_turns (void)
{
  g_assert_cmpfloat (gw_sin_turn (0.25), ==, 1.0);
  g_assert_cmpfloat (gw_cos_turn (0.25), ==, 0.0);
  g_assert_cmpfloat (gw_cos_turn (0.5), ==, -1.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dice/same-seed-same-numbers", test_same_seed_same_numbers);
  g_test_add_func ("/dice/stays-in-range", test_stays_in_range);
  g_test_add_func ("/dice/weights-are-kept", test_weights_are_kept);
  g_test_add_func ("/dice/turns", test_turns);
  return g_test_run ();
}
