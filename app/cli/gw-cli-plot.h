/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-cli-model.h"
#include "gw-plot-rows.h"
#include "gw-plot.h"
#include "gw-table.h"

G_BEGIN_DECLS

/* What the kinds of plots are made of. */
typedef struct
{
  char *output;
  char *size;
  double scale; /* device pixels for each px of a PNG */
  gboolean dark;
  gboolean high_contrast;
  gboolean transparent;
  double text_scale;
  char *title;
  char **columns;
  char *bins;
  double width; /* of bins; 0: by the rule */
  char *transform;
  char *class_name;
  char *positive;
  char *model;
  char *where;
  char *normalize;
  char *order;
  char *mode;
  char *method;
  char *by;
  double threshold; /* GW_CLI_PLOT_NO_THRESHOLD: not given */
  double beta;
  int band; /* replicates; 0: none */
  gint64 seed;
  double iou;
} GwCliPlotOptions;

#define GW_CLI_PLOT_NO_THRESHOLD (-G_MAXDOUBLE)

/* One call of `plot`. */
typedef struct
{
  GwCli *cli;
  const GwCliPlotOptions *options;
  const char *source;
  const char *second; /* (nullable) */
  char *subtitle;     /* the data, by the source's own name */
} GwCliPlot;

/* A kind: one line in the table of gw-cli-plot.c, over which help, command and tests
 * walk.
 */
typedef struct
{
  const char *name;
  const char *sources; /* as help shows them: "SCORES" */
  const char *title;   /* N_() */
  guint n_sources;     /* 1 or 2 */
  /* (transfer full) (nullable) */
  GwPlot *(*make) (GwCliPlot *self, GError **error);
  gboolean words_answer; /* that there is nothing to draw is an answer too: nothing is missing */
} GwCliPlotKind;

GwPlot *gw_cli_plot_histogram (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_box (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_violin (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_correlation (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_missing (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_heatmap (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_agreement (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_qq (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_scatter (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_map (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_timeline (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_drift (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_class_balance (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_confusion (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_roc (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_pr (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_det (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_gain (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_lift (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_calibration (GwCliPlot *self, GError **error);
GwPlot *gw_cli_plot_threshold (GwCliPlot *self, GError **error);

/* --- columns of numbers, of a table or a project ------------------------------------ */

typedef struct
{
  char *title; /* of the plot: “Box Area” */
  char *name;  /* within it: “Box area” */
  char *unit;  /* (nullable) */
  GwPlotRows rows;
  GArray *values; /* double */
} GwCliPlotColumn;

/* Those that --column names, all of one length; without it the first `n` that hold
 * numbers, or with n 0 all. An error where there are less than n.
 * Returns: (transfer full) (nullable) (element-type GwCliPlotColumn)
 */
GPtrArray *gw_cli_plot_load_columns (GwCliPlot *self, guint n, GError **error);

/* The columns beside each other, row by row: *n rows. (transfer full) */
double *gw_cli_plot_join_columns (const GPtrArray *columns, gsize *n);

/* Sets the error of a plot that was not made: it was interrupted, or there is no room.
 * Returns: NULL
 */
GwPlot *gw_cli_plot_fail (GwCliPlot *self, GError **error);

/* The data set of a project that is the source. (transfer full) (nullable) */
GwDataSet *gw_cli_plot_load_set (GwCliPlot *self, gboolean pictures, GError **error);

G_END_DECLS
