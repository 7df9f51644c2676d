/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-sample-cells.h"

#include "gw-stage.h"

/* How a smear was stained and lit. */
typedef struct
{
  guint32 ground_light;
  guint32 ground_dark;
  guint32 red;
  guint32 red_edge;
  guint32 red_pale;
  guint32 plasma;
  guint32 nucleus;
  guint32 platelet;
} Stain;

static const Stain stains[] = {
  { 0xfdf3ec, 0xf1dcd3, 0xdb8583, 0xbd5f63, 0xf0bab2, 0xc3a9d8, 0x5b2a8c, 0x8a5fae },
  { 0xfbf1ea, 0xeed6c6, 0xd98a72, 0xb8624f, 0xf2c3ad, 0xb9a6d6, 0x4a2f8f, 0x7d62b4 },
  { 0xf4f1ee, 0xdfdad9, 0xc98a90, 0xa4626f, 0xe4bcbc, 0xa9b0d8, 0x3d3a94, 0x6f6fb8 },
  { 0xfbeff2, 0xecd0da, 0xd77a95, 0xb4536f, 0xf0b4c2, 0xcfa5d2, 0x6a2683, 0x9a5aa6 },
  { 0xfaf5e6, 0xeadfc3, 0xd29472, 0xad6a4c, 0xeecba8, 0xb6add0, 0x50368a, 0x8468ab },
};

typedef enum
{
  WHITE_NEUTROPHIL,
  WHITE_LYMPHOCYTE,
  WHITE_MONOCYTE,
  WHITE_EOSINOPHIL,
  WHITE_BASOPHIL
} White;

static const char *const white_names[] = { "Neutrophil", "Lymphocyte", "Monocyte", "Eosinophil", "Basophil" };

typedef enum
{
  RED_ROUND,
  RED_OVAL,
  RED_DROP,
  RED_SICKLE
} Red;

static const char *const red_names[] = { "Round", "Oval", "Teardrop", "Sickle" };

static void
path_drop (GwPen *pen)
{
  cairo_t *cr = pen->cr;

  cairo_new_path (cr);
  cairo_move_to (cr, 1.55, -0.05);
  cairo_curve_to (cr, 1.1, 0.12, 0.75, 0.86, 0.0, 0.88);
  cairo_curve_to (cr, -0.52, 0.88, -0.92, 0.5, -0.92, 0.0);
  cairo_curve_to (cr, -0.92, -0.5, -0.52, -0.88, 0.0, -0.88);
  cairo_curve_to (cr, 0.75, -0.86, 1.1, -0.2, 1.55, -0.05);
  cairo_close_path (cr);
}

static void
path_sickle (GwPen *pen)
{
  cairo_t *cr = pen->cr;

  cairo_new_path (cr);
  cairo_move_to (cr, -1.4, 0.35);
  cairo_curve_to (cr, -0.95, -0.85, 0.95, -0.85, 1.4, 0.35);
  cairo_curve_to (cr, 0.8, 0.05, -0.8, 0.05, -1.4, 0.35);
  cairo_close_path (cr);
}

/* Own coordinates are the cell's radius. size: 0 length of the oval, 1 how
 * deep the hollow is, 2 turn; ink: body, edge, pale.
 */
static void
paint_red (GwPen *pen, const GwProp *prop)
{
  cairo_t *cr = pen->cr;
  double hollow = prop->size[1];
  GwDice dice;

  gw_dice_init (&dice, prop->seed);
  cairo_rotate (cr, prop->size[2] * 2.0 * G_PI);
  if (prop->kind == RED_DROP)
    path_drop (pen);
  else if (prop->kind == RED_SICKLE)
    path_sickle (pen);
  else
    gw_pen_blob (pen, &dice, 0.0, 0.0, prop->size[0], 1.0 / prop->size[0], 0.022);
  gw_pen_set_ball (pen, -0.1, -0.1, 0.0, 0.0, 1.08, gw_ink_mix (prop->ink[0], prop->ink[2], 0.15), prop->ink[0],
                   gw_ink_mix (prop->ink[0], prop->ink[1], 0.35));
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip_preserve (cr);
  gw_pen_set (pen, prop->ink[1]);
  cairo_set_line_width (cr, 0.16);
  cairo_stroke (cr);
  if (prop->kind != RED_SICKLE)
    {
      cairo_pattern_t *pale = cairo_pattern_create_radial (0.0, 0.0, 0.08, 0.0, 0.0, 0.62);
      GwInk light = gw_pen_see (pen, prop->ink[2]);

      cairo_pattern_add_color_stop_rgba (pale, 0.0, light.r, light.g, light.b, hollow);
      cairo_pattern_add_color_stop_rgba (pale, 0.55, light.r, light.g, light.b, hollow * 0.8);
      cairo_pattern_add_color_stop_rgba (pale, 1.0, light.r, light.g, light.b, 0.0);
      cairo_scale (cr, prop->kind == RED_OVAL ? prop->size[0] * 0.95 : 1.0,
                   prop->kind == RED_OVAL ? 0.9 / prop->size[0] : 1.0);
      cairo_set_source (cr, pale);
      cairo_paint (cr);
      cairo_pattern_destroy (pale);
    }
  cairo_restore (cr);
}

static void
shadow_cell (GwPen *pen, const GwProp *prop)
{
  gw_pen_soft_shadow (pen, 0.08, 0.1, 1.3, 1.3, 0.16);
}

static void
roll_red (GwProp *prop, const Stain *stain, double x, double y, double radius, gboolean sick, GwDice *dice)
{
  static const double healthy[] = { 7, 3, 0.15, 0.0 };
  static const double ill[] = { 4, 3, 1, 2 };
  double tone = gw_dice_between (dice, -0.07, 0.05);

  *prop = (GwProp) { .paint = paint_red, .shadow = shadow_cell, .class_name = "Red Cell" };
  prop->x = x;
  prop->y = y;
  prop->scale = radius;
  prop->kind = (int) gw_dice_weighted (dice, sick ? ill : healthy, 4);
  if (prop->kind >= RED_DROP)
    prop->shadow = NULL;
  prop->size[0] = prop->kind == RED_OVAL ? gw_dice_between (dice, 1.08, 1.25) : gw_dice_between (dice, 0.97, 1.05);
  prop->size[1] = gw_dice_between (dice, 0.35, 0.95);
  prop->size[2] = gw_dice_real (dice);
  prop->ink[0] = gw_ink_shade (gw_ink (stain->red), tone);
  prop->ink[1] = gw_ink_shade (gw_ink (stain->red_edge), tone);
  prop->ink[2] = gw_ink (stain->red_pale);
  prop->seed = gw_dice_next (dice);
  prop->reach = (GwBox) { -1.65, -1.65, 3.3, 3.3 };
  gw_prop_add_trait (prop, "Form", red_names[prop->kind]);
}

/* Grains strewn over the disc of radius reach. */
static void
paint_grains (GwPen *pen, GwDice *dice, int n, double reach, double size, GwInk ink, double alpha)
{
  cairo_new_path (pen->cr);
  for (int i = 0; i < n; i++)
    {
      double turn = gw_dice_real (dice);
      double out = (1.0 - gw_dice_real (dice) * gw_dice_real (dice)) * reach;
      double r = size * gw_dice_between (dice, 0.6, 1.3);

      cairo_new_sub_path (pen->cr);
      cairo_arc (pen->cr, gw_cos_turn (turn) * out, gw_sin_turn (turn) * out, r, 0.0, 2.0 * G_PI);
    }
  gw_pen_set_alpha (pen, ink, alpha);
  cairo_fill (pen->cr);
}

static void
paint_white (GwPen *pen, const GwProp *prop)
{
  cairo_t *cr = pen->cr;
  GwDice dice;
  GwInk plasma = prop->ink[0];

  gw_dice_init (&dice, prop->seed);
  cairo_rotate (cr, prop->size[2] * 2.0 * G_PI);
  gw_pen_blob (pen, &dice, 0.0, 0.0, prop->size[0], 1.0 / prop->size[0], 0.035);
  gw_pen_set_ball (pen, 0.0, 0.0, 0.0, 0.0, 1.1, gw_ink_shade (plasma, 0.22), plasma, gw_ink_shade (plasma, -0.12));
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip_preserve (cr);
  gw_pen_set (pen, gw_ink_shade (plasma, -0.28));
  cairo_set_line_width (cr, 0.075);
  cairo_stroke (cr);
  switch (prop->kind)
    {
    case WHITE_NEUTROPHIL:
      paint_grains (pen, &dice, 120, 0.93, 0.02, gw_ink_shade (prop->ink[1], 0.25), 0.4);
      break;
    case WHITE_EOSINOPHIL:
      paint_grains (pen, &dice, 110, 0.9, 0.058, gw_ink (0xd9624a), 0.85);
      break;
    case WHITE_BASOPHIL:
      paint_grains (pen, &dice, 70, 0.92, 0.07, gw_ink_shade (prop->ink[1], -0.2), 0.85);
      break;
    case WHITE_MONOCYTE:
      for (int i = 0; i < 4; i++)
        {
          double x = gw_dice_between (&dice, -0.7, 0.7);
          double y = gw_dice_between (&dice, 0.3, 0.8);

          gw_pen_blob (pen, &dice, x, y, 0.1, 0.1, 0.2);
          gw_pen_set_alpha (pen, gw_ink_shade (plasma, 0.6), 0.6);
          cairo_fill (cr);
        }
      break;
    default:
      break;
    }
  cairo_restore (cr);
}

/* The lobes of a nucleus, as one path so that they melt together. */
static void
path_nucleus (GwPen *pen, const GwProp *prop, GwDice *dice)
{
  cairo_t *cr = pen->cr;
  int lobes;

  switch (prop->kind)
    {
    case WHITE_LYMPHOCYTE:
      gw_pen_blob (pen, dice, 0.06, 0.02, 0.74, 0.72, 0.03);
      return;
    case WHITE_MONOCYTE:
      {
        const double xy[] = { -0.62, -0.35, -0.2, -0.62, 0.35,  -0.58, 0.66, -0.1, 0.55,  0.38,
                              0.28,  0.4,   0.12, 0.05,  -0.22, 0.02,  -0.4, 0.36, -0.66, 0.2 };

        gw_pen_smooth (pen, xy, 10);
        return;
      }
    case WHITE_EOSINOPHIL:
      lobes = 2;
      break;
    case WHITE_BASOPHIL:
      lobes = 2;
      break;
    default:
      lobes = gw_dice_range (dice, 3, 4);
      break;
    }
  cairo_new_path (cr);
  for (int i = 0; i < lobes; i++)
    {
      double turn = -0.16 - 0.34 * (i - (lobes - 1) / 2.0) / MAX (1, lobes - 1) * (lobes - 1) * 0.62;
      double out = lobes == 2 ? 0.36 : 0.42;
      double r = (lobes == 2 ? 0.36 : 0.29) * gw_dice_between (dice, 0.9, 1.12);
      double x = gw_cos_turn (turn) * out;
      double y = gw_sin_turn (turn) * out + 0.12;

      cairo_new_sub_path (cr);
      cairo_arc (cr, x, y, r, 0.0, 2.0 * G_PI);
      if (i > 0)
        {
          double before = -0.16 - 0.34 * (i - 1 - (lobes - 1) / 2.0) / MAX (1, lobes - 1) * (lobes - 1) * 0.62;
          double px = gw_cos_turn (before) * out;
          double py = gw_sin_turn (before) * out + 0.12;

          cairo_new_sub_path (cr);
          cairo_arc (cr, (x + px) / 2.0, (y + py) / 2.0, r * 0.62, 0.0, 2.0 * G_PI);
        }
    }
}

static void
paint_nucleus (GwPen *pen, const GwProp *prop)
{
  cairo_t *cr = pen->cr;
  GwInk ink = prop->ink[1];
  GwDice dice;

  gw_dice_init (&dice, prop->seed ^ 0x5bd1e995);
  cairo_rotate (cr, prop->size[2] * 2.0 * G_PI);
  path_nucleus (pen, prop, &dice);
  gw_pen_set_ball (pen, -0.2, -0.25, 0.0, 0.0, 0.95, gw_ink_shade (ink, 0.2), ink, gw_ink_shade (ink, -0.3));
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  paint_grains (pen, &dice, 34, 0.8, 0.07, gw_ink_shade (ink, -0.35), 0.3);
  paint_grains (pen, &dice, 26, 0.8, 0.05, gw_ink_shade (ink, 0.4), 0.32);
  cairo_restore (cr);
}

static void
add_white (GwStage *stage, const Stain *stain, double x, double y, double red_radius, double depth, GwDice *dice)
{
  static const double weights[] = { 5, 3.4, 1.4, 1.0, 0.5 };
  static const double sizes[] = { 1.7, 1.28, 2.05, 1.75, 1.6 };
  GwProp cell = { .paint = paint_white, .shadow = shadow_cell, .class_name = "White Cell" };
  GwProp nucleus;

  cell.kind = (int) gw_dice_weighted (dice, weights, G_N_ELEMENTS (weights));
  cell.x = x;
  cell.y = y;
  cell.scale = red_radius * sizes[cell.kind] * gw_dice_between (dice, 0.92, 1.1);
  cell.depth = depth;
  cell.size[0] = gw_dice_between (dice, 0.95, 1.06);
  cell.size[2] = gw_dice_real (dice);
  cell.ink[0] = gw_ink_shade (gw_ink (stain->plasma), cell.kind == WHITE_LYMPHOCYTE ? -0.12 : 0.12);
  cell.ink[1] = gw_ink_shade (gw_ink (stain->nucleus), gw_dice_between (dice, -0.08, 0.1));
  cell.seed = gw_dice_next (dice);
  cell.reach = (GwBox) { -1.3, -1.3, 2.6, 2.6 };
  gw_prop_add_trait (&cell, "Kind", white_names[cell.kind]);
  gw_stage_add (stage, &cell);

  nucleus = cell;
  nucleus.paint = paint_nucleus;
  nucleus.shadow = NULL;
  nucleus.class_name = "Nucleus";
  nucleus.inside = TRUE;
  nucleus.depth = depth - 0.001;
  nucleus.n_traits = 0;
  gw_stage_add (stage, &nucleus);
}

static void
paint_platelet (GwPen *pen, const GwProp *prop)
{
  GwDice dice;

  gw_dice_init (&dice, prop->seed);
  gw_pen_blob (pen, &dice, 0.0, 0.0, prop->size[0], 1.0 / prop->size[0], 0.16);
  gw_pen_set_ball (pen, 0.0, 0.0, 0.0, 0.0, 1.0, gw_ink_shade (prop->ink[0], -0.15), prop->ink[0],
                   gw_ink_shade (prop->ink[0], 0.25));
  cairo_fill_preserve (pen->cr);
  cairo_save (pen->cr);
  cairo_clip (pen->cr);
  paint_grains (pen, &dice, 12, 0.7, 0.13, gw_ink_shade (prop->ink[0], -0.4), 0.55);
  cairo_restore (pen->cr);
}

static void
roll_platelet (GwProp *prop, const Stain *stain, double x, double y, double radius, GwDice *dice)
{
  *prop = (GwProp) { .paint = paint_platelet, .class_name = "Platelet" };
  prop->x = x;
  prop->y = y;
  prop->scale = radius * gw_dice_between (dice, 0.22, 0.4);
  prop->size[0] = gw_dice_between (dice, 0.85, 1.18);
  prop->ink[0] = gw_ink (stain->platelet);
  prop->seed = gw_dice_next (dice);
  prop->reach = (GwBox) { -1.5, -1.5, 3.0, 3.0 };
}

static void
paint_ground (GwStage *stage, const Stain *stain, GwDice *dice)
{
  GwPen pen = gw_stage_pen (stage, 0.0);
  double x = stage->width * gw_dice_between (dice, 0.3, 0.7);
  double y = stage->height * gw_dice_between (dice, 0.3, 0.7);

  gw_pen_rectangle (&pen, 0.0, 0.0, stage->width, stage->height);
  gw_pen_set_ball (&pen, x, y, x, y, stage->width * 0.75, gw_ink (stain->ground_light),
                   gw_ink_mix (gw_ink (stain->ground_light), gw_ink (stain->ground_dark), 0.5),
                   gw_ink (stain->ground_dark));
  cairo_fill (stage->cr);
  /* Plasma dries in faint clouds, and stain leaves specks that are no cells. */
  for (int i = 0; i < 14; i++)
    {
      double cloud_x = gw_dice_between (dice, 0.0, stage->width);
      double cloud_y = gw_dice_between (dice, 0.0, stage->height);
      double r = gw_dice_between (dice, 30.0, 110.0);
      double flat = gw_dice_between (dice, 0.5, 1.0);

      gw_pen_blob (&pen, dice, cloud_x, cloud_y, r, r * flat, 0.2);
      gw_pen_set_alpha (&pen, gw_ink (gw_dice_chance (dice, 0.5) ? stain->ground_dark : 0xffffff), 0.09);
      cairo_fill (stage->cr);
    }
  for (int i = gw_dice_range (dice, 0, 5); i > 0; i--)
    {
      double speck_x = gw_dice_between (dice, 0.0, stage->width);
      double speck_y = gw_dice_between (dice, 0.0, stage->height);
      double r = gw_dice_between (dice, 0.8, 2.2);

      gw_pen_ellipse (&pen, speck_x, speck_y, r, r);
      gw_pen_set_alpha (&pen, gw_ink (0x3a2a55), 0.5);
      cairo_fill (stage->cr);
    }
}

/* Cells already laid down, as circles, so that they overlap only a little. */
typedef struct
{
  double x;
  double y;
  double radius;
} Disc;

static gboolean
has_room (const GArray *discs, double x, double y, double radius, double overlap)
{
  for (guint i = 0; i < discs->len; i++)
    {
      const Disc *disc = &g_array_index (discs, Disc, i);
      double dx = disc->x - x;
      double dy = disc->y - y;
      double least = (disc->radius + radius) * (1.0 - overlap);

      if (dx * dx + dy * dy < least * least)
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_room (GwStage *stage, GArray *discs, double radius, double overlap, double inside, Disc *disc, GwDice *dice)
{
  for (int i = 0; i < 40; i++)
    {
      double x = gw_dice_between (dice, inside, stage->width - inside);
      double y = gw_dice_between (dice, inside, stage->height - inside);

      if (has_room (discs, x, y, radius, overlap))
        {
          *disc = (Disc) { x, y, radius };
          g_array_append_val (discs, *disc);
          return TRUE;
        }
    }
  return FALSE;
}

static void
lay_cells (GwStage *stage, const Stain *stain, GwDice *dice)
{
  g_autoptr (GArray) discs = g_array_new (FALSE, FALSE, sizeof (Disc));
  double radius = gw_dice_between (dice, 19.0, 33.0);
  double crowd = gw_dice_between (dice, 0.22, 0.75);
  double overlap = gw_dice_between (dice, 0.02, 0.22);
  gboolean sick = gw_dice_chance (dice, 0.16);
  int reds = (int) (crowd * stage->width * stage->height / (G_PI * radius * radius));
  static const double white_weights[] = { 1.5, 4.0, 2.2, 0.8 };
  int whites = (int) gw_dice_weighted (dice, white_weights, G_N_ELEMENTS (white_weights));
  int platelets = gw_dice_range (dice, 1, 9);
  Disc disc;

  for (int i = 0; i < whites; i++)
    if (find_room (stage, discs, radius * 1.7, 0.06, radius * 0.8, &disc, dice))
      add_white (stage, stain, disc.x, disc.y, radius, 1.0 + 0.01 * i, dice);
  for (int i = 0; i < reds; i++)
    {
      double r = radius * gw_dice_between (dice, 0.86, 1.1);
      GwProp prop;

      if (!find_room (stage, discs, r, overlap, -radius * 0.6, &disc, dice))
        break;
      roll_red (&prop, stain, disc.x, disc.y, r, sick, dice);
      prop.depth = 10.0 - 0.01 * i;
      gw_stage_add (stage, &prop);
    }
  for (int i = 0; i < platelets; i++)
    {
      GwProp prop;
      double overlap_here = gw_dice_chance (dice, 0.25) ? 0.6 : 0.0;

      if (!find_room (stage, discs, radius * 0.35, overlap_here, 4.0, &disc, dice))
        continue;
      roll_platelet (&prop, stain, disc.x, disc.y, radius, dice);
      prop.depth = 0.5;
      gw_stage_add (stage, &prop);
    }
}

cairo_surface_t *
gw_sample_cells_draw (guint64 seed, guint index, GwSampleScene **scene)
{
  g_autofree char *name = g_strdup_printf ("cells/smear_%03u.png", index + 1);
  const Stain *stain;
  GwDice dice;
  GwStage stage;
  cairo_surface_t *surface;

  gw_dice_init_part (&dice, seed, 0x2000 + index);
  gw_stage_init (&stage, GW_SAMPLE_CELLS_WIDTH, GW_SAMPLE_CELLS_HEIGHT);
  stain = &gw_dice_pick (&dice, stains);
  paint_ground (&stage, stain, &dice);
  lay_cells (&stage, stain, &dice);

  *scene = gw_sample_scene_new (GW_SAMPLE_CELLS, name, stage.width, stage.height);
  gw_sample_scene_add_tag (*scene, "smear");
  gw_stage_compose (&stage, *scene, 0.2, 24);
  gw_stage_finish (&stage, 0.16, 0.0, gw_dice_next (&dice));
  surface = cairo_surface_reference (stage.surface);
  gw_stage_clear (&stage);
  return surface;
}
