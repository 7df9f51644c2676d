/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-palette.h"

#include <math.h>

static void
test_distances_are_those_of_the_design (void)
{
  static const struct
  {
    guint n;
    double smallest;
  } figures[] = { { 8, 0.172 }, { 12, 0.147 }, { 20, 0.101 }, { 24, 0.081 } };

  for (guint f = 0; f < G_N_ELEMENTS (figures); f++)
    {
      double smallest = INFINITY;

      for (guint i = 0; i < figures[f].n; i++)
        for (guint j = 0; j < i; j++)
          smallest = MIN (smallest, gw_palette_distance (gw_palette_get (i), gw_palette_get (j)));
      g_assert_cmpfloat_with_epsilon (smallest, figures[f].smallest, 0.0015);
    }
}

static void
test_text_is_as_in_the_design (void)
{
  static const gboolean black[GW_PALETTE_SIZE] = { 0, 1, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1,
                                                   0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0 };

  for (guint i = 0; i < GW_PALETTE_SIZE; i++)
    g_assert_cmpint (gw_palette_wants_black_text (gw_palette_get (i)), ==, black[i]);
}

static void
test_chosen_text_has_contrast (void)
{
  g_assert_cmpfloat_with_epsilon (gw_palette_contrast (0xffffff, 0x000000), 21.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (gw_palette_contrast (0xffffff, 0x1c71d8), 4.77, 0.005);
  for (guint32 r = 0; r < 256; r += 5)
    for (guint32 g = 0; g < 256; g += 5)
      for (guint32 b = 0; b < 256; b += 5)
        {
          guint32 color = r << 16 | g << 8 | b;
          guint32 text = gw_palette_wants_black_text (color) ? 0x000000 : 0xffffff;

          g_assert_cmpfloat (gw_palette_contrast (color, text), >=, 4.5);
        }
}

static void
test_next_is_first_unused (void)
{
  guint32 used[] = { 0x2070d7, 0x289f68, 0x123456 };

  g_assert_cmphex (gw_palette_next (NULL, 0), ==, 0x2070d7);
  g_assert_cmphex (gw_palette_next (used, G_N_ELEMENTS (used)), ==, 0xe76000);
}

static void
fill (guint32 *colors, guint n)
{
  for (guint i = 0; i < n; i++)
    colors[i] = gw_palette_next (colors, i);
}

static void
test_goes_on_beyond_the_palette (void)
{
  guint32 colors[80], again[80];

  fill (colors, G_N_ELEMENTS (colors));
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpfloat (gw_palette_distance (colors[i], colors[j]), >, 0.02);
  /* Another list between must not be remembered. */
  again[0] = 0x00ff00;
  for (guint i = 0; i < GW_PALETTE_SIZE; i++)
    again[i + 1] = gw_palette_get (i);
  g_assert_cmphex (gw_palette_next (again, GW_PALETTE_SIZE + 1), !=, 0);
  fill (again, G_N_ELEMENTS (again));
  g_assert_cmpmem (colors, sizeof colors, again, sizeof again);
}

static void
test_comes_in_turn (void)
{
  guint32 colors[GW_PALETTE_SIZE + 6];
  const guint n = G_N_ELEMENTS (colors);

  g_assert_false (gw_palette_comes_in_turn (0x123456, n));
  fill (colors, n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (gw_palette_comes_in_turn (colors[i], n));
      g_assert_true (gw_palette_comes_in_turn (colors[i], i + 1));
      g_assert_false (gw_palette_comes_in_turn (colors[i], i));
    }
  /* Another search between changes neither. */
  colors[0] = 0x123456;
  g_assert_cmphex (gw_palette_next (colors, n), ==, gw_palette_get (0));
  colors[n - 1] = gw_palette_get (0);
  g_assert_cmphex (gw_palette_next (colors, n), !=, 0);
  g_assert_true (gw_palette_comes_in_turn (colors[n - 2], n));
  g_assert_false (gw_palette_comes_in_turn (0x123456, GW_PALETTE_APART));
}

/* Of thousands nobody tells one from another; they begin again. */
static void
test_many (void)
{
  g_autofree guint32 *colors = g_new (guint32, 5000);

  for (guint i = 0; i < 5000; i++)
    colors[i] = gw_palette_next (colors, i);
  g_assert_cmphex (colors[4800], ==, gw_palette_get (4800 % GW_PALETTE_SIZE));
  for (guint i = 1; i < 500; i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmphex (colors[i], !=, colors[j]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/palette/distances-are-those-of-the-design", test_distances_are_those_of_the_design);
  g_test_add_func ("/palette/text-is-as-in-the-design", test_text_is_as_in_the_design);
  g_test_add_func ("/palette/chosen-text-has-contrast", test_chosen_text_has_contrast);
  g_test_add_func ("/palette/next-is-first-unused", test_next_is_first_unused);
  g_test_add_func ("/palette/goes-on-beyond-the-palette", test_goes_on_beyond_the_palette);
  g_test_add_func ("/palette/comes-in-turn", test_comes_in_turn);
  g_test_add_func ("/palette/many", test_many);
  return g_test_run ();
}
