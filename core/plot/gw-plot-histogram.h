/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-histogram.h"
#include "gw-plot-rows.h"
#include "gw-plot-transform.h"
#include "gw-plot.h"

G_BEGIN_DECLS

/* A histogram of a column. The key of a bar is “bin:LOW:HIGH” in the values' own unit,
 * whatever the transform: as many rows have LOW ≤ value < HIGH as the bar counts.
 * What the bars stand for as numbers: gw_plot_histogram_parse_key().
 */
typedef struct
{
  const char *title;    /* (nullable) */
  const char *subtitle; /* (nullable): data, filter and date */
  const char *name;     /* of the column: “Box area” */
  const char *unit;     /* (nullable): “pixels” */
  GwPlotRows rows;      /* what is counted */

  GwBinRule rule; /* of the transformed values; the first is a number of them: */
  gsize n_bins;
  double width; /* above 0: bins of this width instead of a rule, from multiples of it on */
  GwPlotTransformKind transform;
  gboolean has_range; /* only what lies within low and high is drawn, and the rest told of */
  double low, high;

  gboolean show_median; /* lines with their values */
  gboolean show_mean;
  double median; /* for gw_plot_histogram_new_counted() alone: gw_plot_histogram_new() */
  double mean;   /* finds them */

  gboolean has_selection; /* bars that have a part in [selected_low, selected_high] stand out */
  double selected_low, selected_high;
} GwPlotHistogramOptions;

/* A column counted in bins: what is kept where bars are drawn again and again. */
typedef struct
{
  GwHistogram bins; /* of the transformed values */
  GwPlotTransform transform;
  double low, high; /* of the values as they are; NaN where there are none */
  gsize n_missing;  /* rows without a number */
} GwPlotHistogramCounts;

/* Counts n values; without a transform they are not copied. FALSE when it was
 * cancelled, or there is no room. A transform that the values do not allow is none.
 */
gboolean gw_plot_histogram_count (const double *values, gsize n, const GwPlotHistogramOptions *options,
                                  const GwRun *run, GwPlotHistogramCounts *counts);
void gw_plot_histogram_counts_clear (GwPlotHistogramCounts *counts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwPlotHistogramCounts, gw_plot_histogram_counts_clear)

/* Returns: (transfer full); with a message where no value is there, or all are equal */
GwPlot *gw_plot_histogram_new_counted (const GwPlotHistogramCounts *counts, const GwPlotHistogramOptions *options);
/* Both at once, with mean and median. NULL when it was cancelled. (transfer full) */
GwPlot *gw_plot_histogram_new (const double *values, gsize n, const GwPlotHistogramOptions *options, const GwRun *run);

/* The interval of a key: values from low on that are less than high. */
gboolean gw_plot_histogram_parse_key (const char *key, double *low, double *high);

/* “3,000–4,000”: ends so exact that intervals of this width are told apart.
 * Returns: (transfer full)
 */
char *gw_plot_format_range (double low, double high, double width);

G_END_DECLS
