/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-table.h"

G_BEGIN_DECLS

/* How far a row of probabilities may be off the sum of 1 without a word. */
#define GW_CLASS_SCORES_SUM_SLACK 0.01

/* How a table of scores is to be read; all 0 is the default of each. */
typedef struct
{
  const char *positive; /* (nullable): the positive class; needed by the binary form, taken by the others where there
                         * are two classes (default: the second) */
  GwScoreMode mode;
  gboolean normalise; /* probabilities of each image are divided by their sum */
} GwScoreRules;

/* Scores of a classifier (spec formats 13.2), in any of the three forms:
 *
 *   wide    image[,truth][,model],score:CLASS,score:CLASS…   one row an image
 *   long    image,label,score[,truth][,model]                one row a class
 *   binary  image,score[,truth]                              the positive class's
 *
 * Other spellings are read with a note: file, item or id for image; label for
 * truth and bare class names for score:CLASS in a table without a column of
 * scores whose other columns are all numbers.
 */
typedef struct
{
  gsize n;            /* images */
  GPtrArray *images;  /* names, as the file has them; each once */
  GPtrArray *classes; /* names, in the order of their columns; of the long form sorted, those without scores last */
  double *scores;     /* n * classes->len, row-major; a logit that is not given is -INFINITY */
  gint32 *truth;      /* n indices of classes, -1: none; NULL: the file has no truths */
  gboolean binary;    /* of two classes: the positive one is `positive` */
  guint positive;
  gboolean one_column; /* the binary form: positive from a score of 0.5 on, of logits from 0 on */
  GPtrArray *rows;     /* of lines of the file: GSIZE_TO_POINTER */
  GwScoreMode mode;    /* never the default */
  char *model;         /* (nullable): as the column “model” names it */
} GwClassScores;

/* Problems: "score-not-finite" and "score-range" (not of logits) for rows that are left
 * out, "score-sum" (warning, once; info where they were divided by it) where images of a
 * table of probabilities are off by more than 0.01: names the worst; "row-duplicate" for an image that was there
 * before, "class-unknown" for a truth that is no class of the table,
 * "column-read-as" (info) for columns of another name, "score-missing" for scores
 * that the long form does not give: they count as 0. Of logits empty cells of the wide form may be
 * missing too, and the class counts as not scored; "truth-differs" (warning) where
 * it has two truths for an image.
 *
 * The way of the work (nullable) becomes this reading.
 *
 * Errors: those of gw_table_read(), a table in none of the forms, and rows of which
 * none is left.
 * Returns: (transfer full) (nullable)
 */
GwClassScores *gw_class_scores_read (const char *path, const GwScoreRules *rules, GwProblems *problems, GwWork *work,
                                     GCancellable *cancellable, GError **error);

/* The same by the models that the column “model” names, in the order of their names:
 * the scores of each on their own, whose classes may differ. Rows without a name are
 * those of a model without one. An array of one where there is no such column. Rows of
 * which none is left give scores of no image here, so that a person may say how else they
 * are to be read. What the work (nullable) has done grows by GW_TABLE_TIMES × the size of the file.
 * Returns: (transfer full) (nullable) (element-type GwClassScores)
 */
GPtrArray *gw_class_scores_read_models (const char *path, const GwScoreRules *rules, GwProblems *problems, GwWork *work,
                                        GCancellable *cancellable, GError **error);

void gw_class_scores_free (GwClassScores *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwClassScores, gw_class_scores_free)

/* Logits become the probabilities that softmax makes of them, for figures; other scores stay
 * as they are. In the binary form the class beside has the logit 0.
 */
void gw_class_scores_soften (GwClassScores *self);

/* The index of a class, -1 where there is none of that name. */
int gw_class_scores_find_class (const GwClassScores *self, const char *name);

G_END_DECLS
