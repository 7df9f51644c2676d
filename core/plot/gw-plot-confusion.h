/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-confusion-order.h"
#include "gw-confusion.h"
#include "gw-plot-rows.h"
#include "gw-plot.h"

G_BEGIN_DECLS

typedef struct
{
  const char *title;          /* (nullable) */
  const char *subtitle;       /* (nullable) */
  const char *const *classes; /* n_classes names */
  GwPlotRows rows;            /* what is counted */
  GwNormalise by;             /* what a cell's color is: its count, or its share of actual, predicted or all */
  GwConfusionOrder order;
  gboolean background; /* the last class is none, as of detections: what is predicted there is extra,
                        * what is called so was missed. It stays last in every order */
} GwPlotConfusionOptions;

/* Which class was called what: a row for each true class, a column for each predicted
 * one.
 *
 * matrix     n_classes * n_classes finite counts of 0 or more, row-major: the row is the
 *            true class (gw-confusion.h)
 * n_classes  up to 1,000; where more than 20 are seen, cells have no text until zoomed in
 *
 * The key of a cell is “confusion:ACTUAL:PREDICTED”, with the indices of the classes as
 * they are given, whatever the order. A message where there is no row, one class alone,
 * or counts that are none; a note names classes that are never predicted.
 * Returns: (transfer full)
 */
GwPlot *gw_plot_confusion_new (const double *matrix, gsize n_classes, const GwPlotConfusionOptions *options);

char *gw_plot_confusion_make_key (gsize actual, gsize predicted);
/* FALSE for another key. */
gboolean gw_plot_confusion_parse_key (const char *key, gsize *actual, gsize *predicted);

G_END_DECLS
