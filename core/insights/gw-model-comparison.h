/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-class-rows.h"
#include "gw-delong.h"
#include "gw-mcnemar.h"

G_BEGIN_DECLS

/* The four sets of the images that two models classified. */
typedef enum
{
  GW_BOTH_RIGHT,
  GW_ONLY_A_RIGHT,
  GW_ONLY_B_RIGHT,
  GW_BOTH_WRONG,
  GW_AGREEMENT_N_SETS
} GwAgreementSet;

/* Two models on the same images: those that both score, and what each says of them.
 * Classes are those of the first.
 */
typedef struct
{
  const GwClassRows *a;
  const GwClassRows *b;
  gsize n;
  guint32 *rows_a; /* n: which row of a and of b each image is */
  guint32 *rows_b;
  gint32 *truth; /* that one of them has, of both that of a; -1: not known */
  gint32 *predicted_a;
  gint32 *predicted_b;
  gint32 *places;       /* which class of b each class of a is */
  gsize n_other_truths; /* of which a and b have different truths */
  gsize n_unpaired_a;   /* rows that the other does not have */
  gsize n_unpaired_b;

  GwMcnemar mcnemar;
  gboolean has_areas; /* of two classes with scores: areas */
  GwDelongPaired areas;
} GwModelComparison;

/* Pairs rows of two models and predicts. Both must live as long.
 *
 * partners  a->n rows of b, -1 for none; each row of b once
 *
 * Returns: (transfer full) (nullable): NULL with GW_ERROR_INVALID where the classes
 *   are not the same
 */
GwModelComparison *gw_model_comparison_new (const GwClassRows *a, const GwClassRows *b, const gint32 *partners,
                                            GError **error);
void gw_model_comparison_free (GwModelComparison *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwModelComparison, gw_model_comparison_free)

/* Partners by the images of a project, for both of the same project: a->n places.
 * (transfer full)
 */
gint32 *gw_model_comparison_pair_images (const GwClassRows *a, const GwClassRows *b);

/* McNemar's test, and of two classes the paired areas. */
gw_status gw_model_comparison_compute (GwModelComparison *self, const GwRun *run);

/* The pairs of one of the four sets: GArray of guint below n. (transfer full) */
GArray *gw_model_comparison_list (const GwModelComparison *self, GwAgreementSet which);
/* The project's ids of their images: GArray of gint64. (transfer full) */
GArray *gw_model_comparison_list_images (const GwModelComparison *self, const GArray *pairs);

G_END_DECLS
