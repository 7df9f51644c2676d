/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-sample-fruit.h"

#include "gw-fruit-paint.h"
#include "gw-stage.h"

static const struct
{
  const char *name;
  guint count;
} fruits[GW_N_FRUITS] = {
  { "Apple, Red", 48 }, { "Apple, Green", 22 }, { "Orange", 14 }, { "Pear", 8 }, { "Lemon", 5 }, { "Banana", 3 },
};

/* Wall and table. */
static const guint32 rooms[][4] = {
  { 0x9fb0bc, 0xc3ced4, 0x6d7a84, 0x4c5862 }, { 0xd9cdb8, 0xf1e9d8, 0xa8825a, 0x7a5a3a },
  { 0xc9d3cb, 0xe7ece6, 0x8f9d90, 0x65736a }, { 0xe4dcd6, 0xf8f3ee, 0xc7b8ac, 0x9a897d },
  { 0x4f5862, 0x78838f, 0x30363d, 0x1f2328 }, { 0xd8b8a6, 0xf3ddcf, 0x9c6d58, 0x6f4a3c },
  { 0xb8c6d9, 0xdee6f0, 0xe9e6e1, 0xbdb8b0 }, { 0x8d9b7e, 0xb7c3a6, 0x6b5138, 0x4a3726 },
};

const char *
gw_fruit_get_name (GwFruit fruit)
{
  return fruits[fruit].name;
}

guint
gw_fruit_get_count (GwFruit fruit)
{
  return fruits[fruit].count;
}

/* The fruit of picture index: the counts above, shuffled by the seed. */
static GwFruit
deal_fruit (guint64 seed, guint index)
{
  guint8 deck[GW_SAMPLE_FRUIT_COUNT];
  GwDice dice;
  guint n = 0;

  for (guint fruit = 0; fruit < GW_N_FRUITS; fruit++)
    for (guint i = 0; i < fruits[fruit].count; i++)
      deck[n++] = (guint8) fruit;
  gw_dice_init_part (&dice, seed, 0x3fff);
  gw_random_shuffle (&dice, deck, n, 1);
  return (GwFruit) deck[index];
}

static void
paint_planks (GwStage *stage, double edge, GwInk light, GwInk dark, GwDice *dice)
{
  GwPen pen = gw_stage_pen (stage, 0.0);
  double middle = stage->width * gw_dice_between (dice, 0.3, 0.7);

  for (int i = -7; i <= 7; i++)
    {
      double a = middle + i * 74.0;
      double b = middle + i * 190.0;
      gboolean pale = gw_dice_chance (dice, 0.5);
      double strength = gw_dice_between (dice, 0.05, 0.3);

      cairo_new_path (stage->cr);
      cairo_move_to (stage->cr, a, edge);
      cairo_line_to (stage->cr, a + 74.0, edge);
      cairo_line_to (stage->cr, b + 190.0, stage->height);
      cairo_line_to (stage->cr, b, stage->height);
      cairo_close_path (stage->cr);
      gw_pen_set_alpha (&pen, pale ? light : dark, strength);
      cairo_fill (stage->cr);
      cairo_new_path (stage->cr);
      cairo_move_to (stage->cr, a, edge);
      cairo_line_to (stage->cr, b, stage->height);
      gw_pen_set_alpha (&pen, gw_ink (0x1a120a), 0.35);
      cairo_set_line_width (stage->cr, 1.6);
      cairo_stroke (stage->cr);
      cairo_new_path (stage->cr);
      for (int k = 0; k < 5; k++)
        {
          double t = gw_dice_real (dice);
          double bend = gw_dice_between (dice, -6.0, 6.0);
          double end = gw_dice_between (dice, -8.0, 8.0);

          cairo_move_to (stage->cr, a + 74.0 * t, edge);
          cairo_curve_to (stage->cr, a + 74.0 * t + (b - a + 116.0 * t) * 0.3 + bend,
                          edge + (stage->height - edge) * 0.3, a + 74.0 * t + (b - a + 116.0 * t) * 0.6 + end,
                          edge + (stage->height - edge) * 0.6, b + 190.0 * t, stage->height);
        }
      gw_pen_set_alpha (&pen, dark, 0.28);
      cairo_set_line_width (stage->cr, 1.0);
      cairo_stroke (stage->cr);
    }
}

static void
paint_cloth (GwStage *stage, double edge, GwInk ink, GwDice *dice)
{
  GwPen pen = gw_stage_pen (stage, 0.0);
  double middle = stage->width * gw_dice_between (dice, 0.35, 0.65);

  cairo_new_path (stage->cr);
  for (int i = -12; i <= 12; i += 2)
    {
      cairo_move_to (stage->cr, middle + i * 34.0, edge);
      cairo_line_to (stage->cr, middle + (i + 1) * 34.0, edge);
      cairo_line_to (stage->cr, middle + (i + 1) * 96.0, stage->height);
      cairo_line_to (stage->cr, middle + i * 96.0, stage->height);
      cairo_close_path (stage->cr);
    }
  gw_pen_set_alpha (&pen, ink, 0.4);
  cairo_fill (stage->cr);
  cairo_new_path (stage->cr);
  for (double y = edge, step = 13.0; y < stage->height; y += step * 2.0, step *= 1.22)
    cairo_rectangle (stage->cr, 0.0, y, stage->width, step);
  gw_pen_set_alpha (&pen, ink, 0.4);
  cairo_fill (stage->cr);
}

static double
paint_room (GwStage *stage, GwDice *dice)
{
  static const guint32 cloths[] = { 0xb5473c, 0x3f6f9f, 0x4f8a5c, 0xd9a53a };
  GwPen pen = gw_stage_pen (stage, 0.0);
  const guint32 *room = rooms[gw_dice_below (dice, G_N_ELEMENTS (rooms))];
  double edge = stage->height * gw_dice_between (dice, 0.5, 0.66);
  double x = stage->width * gw_dice_between (dice, 0.2, 0.6);
  double kind = gw_dice_real (dice);
  cairo_pattern_t *soft;

  gw_pen_rectangle (&pen, 0.0, 0.0, stage->width, edge + 2.0);
  gw_pen_set_ball (&pen, x, edge * 0.35, x, edge * 0.35, stage->width * 0.8, gw_ink (room[1]), gw_ink (room[0]),
                   gw_ink_shade (gw_ink (room[0]), -0.2));
  cairo_fill (stage->cr);
  gw_pen_rectangle (&pen, 0.0, edge, stage->width, stage->height - edge);
  gw_pen_set_gradient (&pen, 0.0, edge, 0.0, stage->height, gw_ink (room[2]), gw_ink (room[3]));
  cairo_fill (stage->cr);
  if (kind < 0.35)
    paint_planks (stage, edge, gw_ink_shade (gw_ink (room[2]), 0.25), gw_ink_shade (gw_ink (room[3]), -0.2), dice);
  else if (kind < 0.5)
    paint_cloth (stage, edge, gw_ink (gw_dice_pick (dice, cloths)), dice);
  /* The far edge is out of focus. */
  soft = cairo_pattern_create_linear (0.0, edge - 10.0, 0.0, edge + 10.0);
  cairo_pattern_add_color_stop_rgba (soft, 0.0, 0.1, 0.1, 0.12, 0.0);
  cairo_pattern_add_color_stop_rgba (soft, 0.5, 0.1, 0.1, 0.12, 0.3);
  cairo_pattern_add_color_stop_rgba (soft, 1.0, 0.1, 0.1, 0.12, 0.0);
  cairo_rectangle (stage->cr, 0.0, edge - 10.0, stage->width, 20.0);
  cairo_set_source (stage->cr, soft);
  cairo_fill (stage->cr);
  cairo_pattern_destroy (soft);
  return edge;
}

/* One piece standing at (x, ground), its radius in pixels. */
static void
place_fruit (GwStage *stage, const GwFruitLooks *looks, double x, double ground, double radius, double turn)
{
  GwPen pen = gw_stage_pen (stage, 0.0);
  double foot = gw_fruit_get_foot (looks);
  double half = gw_fruit_get_half (looks);

  gw_pen_soft_shadow (&pen, x + radius * 0.34, ground - radius * 0.03, radius * (half + 0.5), radius * 0.26, 0.5);
  gw_pen_soft_shadow (&pen, x + radius * 0.06, ground - radius * 0.02, radius * half * 0.95, radius * 0.12, 0.8);
  cairo_save (stage->cr);
  cairo_translate (stage->cr, x, ground - radius * foot);
  cairo_rotate (stage->cr, turn * 2.0 * G_PI);
  cairo_scale (stage->cr, radius, radius);
  gw_fruit_paint (&pen, looks);
  cairo_restore (stage->cr);
}

static void
lay_fruit (GwStage *stage, const GwFruitLooks *first, double edge, GwDice *dice)
{
  static const double weights[] = { 6.5, 2.2, 1.3 };
  int n = 1 + (int) gw_dice_weighted (dice, weights, G_N_ELEMENTS (weights));
  gboolean long_fruit = first->fruit == GW_FRUIT_BANANA;
  double radius = gw_dice_between (dice, 104.0, 148.0) * (n > 1 ? 0.8 : 1.0)
                  * (long_fruit                      ? 0.95
                     : first->fruit == GW_FRUIT_PEAR ? 0.86
                                                     : 1.0);
  double middle = stage->width * (n > 1 ? gw_dice_between (dice, 0.4, 0.52) : gw_dice_between (dice, 0.42, 0.58));
  double below = gw_dice_between (dice, 90.0, 150.0);
  double ground = MIN (edge + below, stage->height - 18.0);

  for (int i = n - 1; i >= 0; i--)
    {
      GwFruitLooks looks;
      double away = i == 0 ? 0.0 : i == 1 ? 1.35 : -1.25;
      double turn = gw_dice_between (dice, -0.03, 0.03);
      double back = gw_dice_between (dice, 0.22, 0.4);
      double smaller = gw_dice_between (dice, 0.86, 0.95);

      gw_fruit_roll (&looks, first->fruit, dice);
      if (i == 0)
        looks = *first;
      else
        looks.cut = looks.bruised = looks.leaf = FALSE;
      if (first->fruit == GW_FRUIT_LEMON)
        turn = gw_dice_between (dice, -0.06, 0.06);
      place_fruit (stage, &looks, middle + away * radius * (long_fruit ? 0.35 : 1.0) + (n == 2 ? -0.4 * radius : 0.0),
                   ground - (i == 0 ? 0.0 : radius * back), radius * (i == 0 ? 1.0 : smaller), turn);
    }
}

static void
add_flag (GwSampleScene *scene, const char *name, gboolean value)
{
  gw_sample_scene_add_trait (scene, name, value ? "true" : "false");
}

cairo_surface_t *
gw_sample_fruit_draw (guint64 seed, guint index, GwSampleScene **scene)
{
  g_autofree char *name = g_strdup_printf ("fruit/orchard_%03u.jpg", index + 1);
  GwFruit fruit = deal_fruit (seed, index);
  GwFruitLooks looks = { 0 };
  gboolean fresh;
  double edge;
  GwDice dice;
  GwStage stage;
  cairo_surface_t *surface;

  gw_dice_init_part (&dice, seed, 0x3000 + index);
  gw_stage_init (&stage, GW_SAMPLE_FRUIT_WIDTH, GW_SAMPLE_FRUIT_HEIGHT);
  gw_fruit_roll (&looks, fruit, &dice);
  looks.cut = gw_dice_chance (&dice, 0.16);
  looks.bruised = gw_dice_chance (&dice, 0.24);
  looks.leaf = !looks.cut && fruit != GW_FRUIT_BANANA && gw_dice_chance (&dice, 0.4);
  fresh = !looks.bruised || gw_dice_chance (&dice, 0.3);
  edge = paint_room (&stage, &dice);
  lay_fruit (&stage, &looks, edge, &dice);

  *scene = gw_sample_scene_new (GW_SAMPLE_FRUIT, name, stage.width, stage.height);
  (*scene)->class_name = gw_fruit_get_name (fruit);
  add_flag (*scene, "Fresh", fresh);
  add_flag (*scene, "Bruised", looks.bruised);
  add_flag (*scene, "Cut", looks.cut);
  add_flag (*scene, "Leaf Attached", looks.leaf);
  gw_stage_finish (&stage, 0.2, 1.6, gw_dice_next (&dice));
  surface = cairo_surface_reference (stage.surface);
  gw_stage_clear (&stage);
  return surface;
}
