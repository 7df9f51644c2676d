/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-balance-rows.h"
#include "gw-balance.h"
#include "gw-plot-rows.h"
#include "gw-remedy-preview.h"

G_BEGIN_DECLS

/* What the cards of the Class Balance page show. */
typedef struct
{
  GPtrArray *names; /* char *, classes that are in use or not archived */
  GArray *colors;   /* guint32 */
  guint64 *images;  /* of each class */
  guint64 *labels;  /* of its count those that are labels of images; the rest are objects */
  gsize n_without;  /* images that have nothing */
  GwPlotRows rows;  /* what is counted */
  GwBalance *balance;

  /* What the remedy that is chosen would make of it. */
  char *method;   /* (nullable): none */
  guint64 *after; /* (nullable) */
  char *failure;  /* (nullable): why there is none */
  gsize n_rows;   /* that the remedy looked at */
  gsize n_left_out;
  const char *const *features; /* (nullable): which it looked at */
} GwClassBalanceFigures;

GwClassBalanceFigures *gw_class_balance_figures_new (const GwDataSet *set, GError **error);
/* Adds what a remedy makes of it. target: of random-over counts below it become it, of
 * random-under those above it; 0: the largest and the smallest class, as the methods
 * say. FALSE when it was cancelled.
 */
gboolean gw_class_balance_figures_try (GwClassBalanceFigures *self, const GwDataSet *set, const char *method,
                                       guint64 target, const GwRun *run);
void gw_class_balance_figures_free (GwClassBalanceFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwClassBalanceFigures, gw_class_balance_figures_free)

G_END_DECLS
