/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-prediction-set.h"

G_BEGIN_DECLS

/* Images as rows of a classification, one class each: what is true and what a model
 * says. A table of scores and a project's model both become this, and everything
 * that is told of a classifier comes from it.
 */
typedef struct
{
  gsize n;
  GPtrArray *classes; /* names */
  gint32 *truth;      /* n indices of classes; -1: not known */
  double *scores;     /* n * classes->len, row-major; NULL: the model gave classes alone */
  gint32 *given;      /* n: the class that it gave, where it gave no scores; -1: none */
  double *sureness;   /* n: how sure it was of that; NaN: it did not say */
  gboolean binary;    /* of two classes: the positive one is `positive` */
  guint positive;
  gboolean one_column; /* scores of the positive class alone: it is predicted from 0.5 on */
  gint64 *image_ids;   /* (nullable): n; of a project */

  /* Of a project: images that are no rows, or rows without a truth. */
  gsize n_without_prediction; /* have one class, of which the model says nothing */
  gsize n_several_truths;     /* rows that have several classes */
  gsize n_unknown_truths;     /* rows of a class that the model does not score */
} GwClassRows;

/* An empty one: who makes it fills in what it holds. */
GwClassRows *gw_class_rows_new (void);
void gw_class_rows_free (GwClassRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwClassRows, gw_class_rows_free)

/* The rows of a project: images that the model scored or labeled, with the one class
 * that each was given; those without or with several have no truth.
 *
 * predictions  of the same set
 * positive     (nullable): of two classes; the second by default
 *
 * Errors: the model says nothing of any image, a positive class that is none, one
 * column of scores with more than two classes among the truths.
 * Returns: (transfer full) (nullable)
 */
GwClassRows *gw_class_rows_new_from_set (const GwDataSet *set, const GwPredictionSet *predictions, const char *positive,
                                         GError **error);

/* What is predicted of each row: n indices of classes, -1 for none.
 *
 * threshold  of two classes the positive one from this score on; NaN: the highest
 *            score decides, of equal ones the first
 * n_ties     (nullable): rows of which several classes have the highest score
 */
gint32 *gw_class_rows_predict (const GwClassRows *self, double threshold, gsize *n_ties);

/* How sure the model is of one class of a row: its score; NaN where it gave none. */
double gw_class_rows_get_sureness (const GwClassRows *self, gsize row, gint32 which);

/* Rows with a truth. */
gsize gw_class_rows_count_known (const GwClassRows *self);

/* One class against the rest: n truths, 1 for the class, -1 where not known, and n
 * scores. FALSE where the model gave no scores.
 */
gboolean gw_class_rows_get_column (const GwClassRows *self, guint which, gint32 *truth, double *score);

/* The ids of rows (GArray of guint), for a set of images: GArray of gint64 in the
 * order of the rows. (transfer full)
 */
GArray *gw_class_rows_list_images (const GwClassRows *self, const GArray *rows);

G_END_DECLS
