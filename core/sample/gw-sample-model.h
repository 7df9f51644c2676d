/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-sample-fruit.h"
#include "gw-sample-scene.h"

G_BEGIN_DECLS

#define GW_SAMPLE_N_ANNOTATORS 3

/* One thing that somebody believes to see in a picture. */
typedef struct
{
  const char *class_name; /* static */
  GwShape shape;          /* a box in streets, a mask in cells; inside the picture, never empty */
  double score;           /* of a model, [0, 1]; NaN from a person */
  int truth;              /* index of the scene's object that it means; -1 for nothing that is there */
} GwSampleGuess;

/* What a model predicts for one picture, or what a person answered. */
typedef struct
{
  GArray *guesses;            /* (element-type GwSampleGuess); empty for fruit */
  const char *class_name;     /* fruit: of the picture, static; else NULL */
  double scores[GW_N_FRUITS]; /* fruit and model: by GwFruit, four decimals, sum 1; else all 0 */
} GwSampleOpinion;

void gw_sample_opinion_free (GwSampleOpinion *opinion);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwSampleOpinion, gw_sample_opinion_free)

/* The pretend model. It misses small and hidden things, takes related
 * classes for one another, sees what is not there, draws its boxes a little
 * off, and is surer of itself than it is right: of the fruit that it scores
 * 0.7 to 0.8 it has some six in ten right.
 */
#define GW_SAMPLE_MODEL_NAME "Sample Model"
#define GW_SAMPLE_MODEL_VERSION "1"

/* Depends on the scene and the seed alone. */
GwSampleOpinion *gw_sample_model_predict (const GwSampleScene *scene, guint64 seed);

/* The pretend annotators 0 to GW_SAMPLE_N_ANNOTATORS - 1: careful, quick, and sloppy. */
const char *gw_sample_annotator_get_name (guint annotator);
GwSampleOpinion *gw_sample_annotator_answer (const GwSampleScene *scene, guint64 seed, guint annotator);

G_END_DECLS
