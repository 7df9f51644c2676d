/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-sample-model.h"

#include <math.h>
#include <string.h>

#include "gw-dice.h"
#include "gw-mask.h"

/* How somebody errs. Rates are shares of objects, pictures or sides. */
typedef struct
{
  const char *name;
  double miss;  /* of things in plain sight */
  double hard;  /* more of them for what is small or hidden */
  double wrong; /* takes a thing for a related one */
  double off;   /* deviation of an edge, as a share of the side */
  double extra; /* things seen in a picture that are not there */
  double fruit_wrong;
} Manner;

static const Manner model_manner = { GW_SAMPLE_MODEL_NAME, 0.035, 0.5, 0.06, 0.035, 0.8, 0.0 };

static const Manner annotators[GW_SAMPLE_N_ANNOTATORS] = {
  { "Aiko", 0.012, 0.08, 0.012, 0.010, 0.03, 0.03 },
  { "Jonas", 0.03, 0.15, 0.03, 0.018, 0.06, 0.06 },
  { "Priya", 0.12, 0.35, 0.09, 0.055, 0.35, 0.19 },
};

/* What is easily taken for what. */
static const struct
{
  const char *class_name;
  const char *like[2];
} lookalikes[] = {
  { "Bus", { "Truck", "Car" } },
  { "Car", { "Truck", "Car" } },
  { "Cyclist", { "Motorcycle", "Pedestrian" } },
  { "Motorcycle", { "Cyclist", "Cyclist" } },
  { "Nucleus", { "White Cell", "Platelet" } },
  { "Pedestrian", { "Cyclist", "Cyclist" } },
  { "Platelet", { "Red Cell", "Nucleus" } },
  { "Red Cell", { "Platelet", "White Cell" } },
  { "Traffic Light", { "Traffic Sign", "Traffic Sign" } },
  { "Traffic Sign", { "Traffic Light", "Traffic Light" } },
  { "Truck", { "Bus", "Car" } },
  { "White Cell", { "Red Cell", "Nucleus" } },
};

/* How much one fruit looks like another; rows are what it is. */
static const double likeness[GW_N_FRUITS][GW_N_FRUITS] = {
  { 0.0, 1.0, 0.5, 0.2, 0.0, 0.0 }, { 1.1, 0.0, 0.1, 0.8, 0.3, 0.0 }, { 0.7, 0.1, 0.0, 0.2, 0.8, 0.0 },
  { 0.3, 1.2, 0.1, 0.0, 0.6, 0.2 }, { 0.0, 0.3, 0.9, 0.5, 0.0, 0.8 }, { 0.0, 0.1, 0.2, 0.4, 1.2, 0.0 },
};

static void
clear_guess (gpointer data)
{
  GwSampleGuess *guess = data;

  gw_shape_clear (&guess->shape);
}

static GwSampleOpinion *
new_opinion (void)
{
  GwSampleOpinion *opinion = g_new0 (GwSampleOpinion, 1);

  opinion->guesses = g_array_new (FALSE, TRUE, sizeof (GwSampleGuess));
  g_array_set_clear_func (opinion->guesses, clear_guess);
  return opinion;
}

void
gw_sample_opinion_free (GwSampleOpinion *opinion)
{
  if (opinion == NULL)
    return;
  g_array_unref (opinion->guesses);
  g_free (opinion);
}

const char *
gw_sample_annotator_get_name (guint annotator)
{
  g_return_val_if_fail (annotator < GW_SAMPLE_N_ANNOTATORS, NULL);

  return annotators[annotator].name;
}

/* The scene's own sequence of numbers for one observer. */
static GwDice
start_dice (const GwSampleScene *scene, guint64 seed, guint observer)
{
  GwDice dice;

  gw_dice_init_part (&dice, seed + observer, 0x4000 + g_str_hash (scene->file_name));
  return dice;
}

static double
round_to (double value, double steps)
{
  return floor (value * steps + 0.5) / steps;
}

static const char *
look_like (const char *class_name, GwDice *dice)
{
  for (guint i = 0; i < G_N_ELEMENTS (lookalikes); i++)
    if (strcmp (lookalikes[i].class_name, class_name) == 0)
      return lookalikes[i].like[gw_dice_chance (dice, 0.7) ? 0 : 1];
  return class_name;
}

/* 0 for what is plain to see, 1 for what is tiny and nearly hidden. */
static double
difficulty (const GwSampleScene *scene, const GwSampleObject *object)
{
  double side = sqrt (object->box.width * object->box.height);
  double base = scene->set == GW_SAMPLE_STREET ? 90.0 : 26.0;
  double small = CLAMP (1.0 - side / base, 0.0, 1.0);
  double hidden = 1.0 - object->visible;
  double dark = 0.0;

  for (guint i = 0; i < scene->n_tags; i++)
    if (strcmp (scene->tags[i], "night") == 0 || strcmp (scene->tags[i], "fog") == 0)
      dark = 0.2;
  return CLAMP (0.55 * small + 0.8 * hidden + dark + (object->truncated ? 0.1 : 0.0), 0.0, 1.0);
}

/* A box with its edges off, in hundredths of a pixel, kept inside the picture and at least 2 wide. */
static GwBox
shift_box (const GwSampleScene *scene, const GwBox *box, double off, GwDice *dice)
{
  double x0 = box->x + gw_dice_bell (dice) * (off * box->width + 0.4);
  double y0 = box->y + gw_dice_bell (dice) * (off * box->height + 0.4);
  double x1 = box->x + box->width + gw_dice_bell (dice) * (off * box->width + 0.4);
  double y1 = box->y + box->height + gw_dice_bell (dice) * (off * box->height + 0.4);

  x0 = CLAMP (round_to (x0, 100.0), 0.0, scene->width - 2.0);
  y0 = CLAMP (round_to (y0, 100.0), 0.0, scene->height - 2.0);
  x1 = CLAMP (round_to (x1, 100.0), x0 + 2.0, (double) scene->width);
  y1 = CLAMP (round_to (y1, 100.0), y0 + 2.0, (double) scene->height);
  return (GwBox) { x0, y0, x1 - x0, y1 - y0 };
}

/* The true mask stretched over a box that is off. FALSE where nothing is left. */
static gboolean
shift_mask (const GwSampleObject *object, const GwBox *to, GwShape *shape)
{
  const GwMask *mask = &object->mask.as.mask;

  if (gw_mask_stretch (mask, mask->x, mask->y, mask->width, mask->height, (int) to->x, (int) to->y,
                       MAX (1, (int) (to->width + 0.5)), MAX (1, (int) (to->height + 0.5)), &shape->as.mask)
      != GW_STATUS_OK)
    return FALSE;
  shape->kind = GW_SHAPE_MASK;
  return gw_mask_area (&shape->as.mask) > 0;
}

static gboolean
guess_shape (const GwSampleScene *scene, const GwSampleObject *object, double off, GwShape *shape, GwDice *dice)
{
  GwBox box = shift_box (scene, &object->box, off, dice);

  *shape = (GwShape) GW_SHAPE_INIT;
  if (scene->set == GW_SAMPLE_STREET)
    {
      gw_shape_init_box (shape, box.x, box.y, box.width, box.height);
      return TRUE;
    }
  if (shift_mask (object, &box, shape))
    return TRUE;
  gw_shape_clear (shape);
  return FALSE;
}

/* Something that is not there: the shape of a thing that is, elsewhere. */
static gboolean
invent_shape (const GwSampleScene *scene, const GwSampleObject *object, GwShape *shape, GwDice *dice)
{
  GwSampleObject moved = *object;

  moved.box.x = gw_dice_between (dice, 0.0, MAX (1.0, scene->width - object->box.width));
  moved.box.y = gw_dice_between (dice, 0.0, MAX (1.0, scene->height - object->box.height));
  return guess_shape (scene, &moved, 0.1, shape, dice);
}

static void
add_guess (GwSampleOpinion *opinion, const char *class_name, GwShape *shape, double score, int truth)
{
  GwSampleGuess guess = { class_name, *shape, score, truth };

  g_array_append_val (opinion->guesses, guess);
}

static double
roll_score (double middle, double spread, GwDice *dice)
{
  double score = middle + spread * gw_dice_bell (dice);

  return round_to (CLAMP (score, 0.05, 0.999), 10000.0);
}

/* Goes over what is there and what is not; scored tells a model from a person. */
static void
guess_objects (GwSampleOpinion *opinion, const GwSampleScene *scene, const Manner *manner, gboolean scored,
               GwDice *dice)
{
  guint n = gw_sample_scene_get_n_objects (scene);
  double extra = manner->extra;

  for (guint i = 0; i < n; i++)
    {
      const GwSampleObject *object = gw_sample_scene_get_object (scene, i);
      double hard = difficulty (scene, object);
      gboolean wrong = gw_dice_chance (dice, manner->wrong * (0.5 + 1.5 * hard));
      const char *class_name = wrong ? look_like (object->class_name, dice) : object->class_name;
      double score = NAN;
      GwShape shape;

      if (gw_dice_chance (dice, manner->miss + manner->hard * hard * hard))
        continue;
      if (scored)
        score = roll_score (0.95 - 0.42 * hard - (wrong ? 0.2 : 0.0), 0.05 + 0.1 * hard, dice);
      if (!guess_shape (scene, object, manner->off * (1.0 + 1.2 * hard), &shape, dice))
        continue;
      add_guess (opinion, class_name, &shape, score, (int) i);
      /* A second, worse sight of the same thing. */
      if (scored && gw_dice_chance (dice, 0.03) && guess_shape (scene, object, 0.12, &shape, dice))
        add_guess (opinion, class_name, &shape, roll_score (0.35, 0.1, dice), -1);
    }
  while (n > 0 && extra > 0.0 && gw_dice_chance (dice, MIN (extra, 0.6)))
    {
      const GwSampleObject *object = gw_sample_scene_get_object (scene, gw_dice_below (dice, n));
      GwShape shape;

      if (invent_shape (scene, object, &shape, dice))
        add_guess (opinion, object->class_name, &shape, scored ? roll_score (0.42, 0.16, dice) : NAN, -1);
      extra *= 0.8;
    }
}

static guint
find_fruit (const GwSampleScene *scene)
{
  for (guint i = 0; i < GW_N_FRUITS; i++)
    if (g_strcmp0 (gw_fruit_get_name ((GwFruit) i), scene->class_name) == 0)
      return i;
  g_return_val_if_reached (0);
}

static gboolean
has_trait (const GwSampleScene *scene, const char *name)
{
  for (guint i = 0; i < scene->n_traits; i++)
    if (strcmp (scene->traits[i].name, name) == 0)
      return strcmp (scene->traits[i].value, "true") == 0;
  return FALSE;
}

/* Soft choice with a temperature below 1: surer than the evidence allows. */
static void
set_scores (GwSampleOpinion *opinion, const double *evidence)
{
  double sum = 0.0;
  double rest = 1.0;
  guint best = 0;

  for (guint i = 0; i < GW_N_FRUITS; i++)
    if (evidence[i] > evidence[best])
      best = i;
  for (guint i = 0; i < GW_N_FRUITS; i++)
    {
      opinion->scores[i] = exp (3.4 * (evidence[i] - evidence[best]));
      sum += opinion->scores[i];
    }
  for (guint i = 0; i < GW_N_FRUITS; i++)
    if (i != best)
      {
        opinion->scores[i] = round_to (opinion->scores[i] / sum, 10000.0);
        rest -= opinion->scores[i];
      }
  opinion->scores[best] = round_to (rest, 10000.0);
  opinion->class_name = gw_fruit_get_name ((GwFruit) best);
}

static void
predict_fruit (GwSampleOpinion *opinion, const GwSampleScene *scene, GwDice *dice)
{
  guint truth = find_fruit (scene);
  double clear = 2.5 - (has_trait (scene, "Cut") ? 0.8 : 0.0) - (has_trait (scene, "Bruised") ? 0.5 : 0.0);
  double evidence[GW_N_FRUITS];

  for (guint i = 0; i < GW_N_FRUITS; i++)
    evidence[i] = 0.8 * gw_dice_bell (dice) + (i == truth ? clear : 0.8 * likeness[truth][i]);
  /* It has seen red apples more than anything. */
  evidence[GW_FRUIT_APPLE_RED] += 0.45;
  set_scores (opinion, evidence);
}

GwSampleOpinion *
gw_sample_model_predict (const GwSampleScene *scene, guint64 seed)
{
  GwSampleOpinion *opinion = new_opinion ();
  GwDice dice = start_dice (scene, seed, 0);

  if (scene->set == GW_SAMPLE_FRUIT)
    predict_fruit (opinion, scene, &dice);
  else
    guess_objects (opinion, scene, &model_manner, TRUE, &dice);
  return opinion;
}

GwSampleOpinion *
gw_sample_annotator_answer (const GwSampleScene *scene, guint64 seed, guint annotator)
{
  GwSampleOpinion *opinion;
  const Manner *manner;
  GwDice dice;

  g_return_val_if_fail (annotator < GW_SAMPLE_N_ANNOTATORS, NULL);

  opinion = new_opinion ();
  manner = &annotators[annotator];
  dice = start_dice (scene, seed, annotator + 1);
  if (scene->set == GW_SAMPLE_FRUIT)
    {
      guint truth = find_fruit (scene);
      double hard = has_trait (scene, "Cut") ? 1.6 : 0.9;

      opinion->class_name = scene->class_name;
      if (gw_dice_chance (&dice, manner->fruit_wrong * hard))
        opinion->class_name = gw_fruit_get_name ((GwFruit) gw_dice_weighted (&dice, likeness[truth], GW_N_FRUITS));
    }
  else
    guess_objects (opinion, scene, manner, FALSE, &dice);
  return opinion;
}
