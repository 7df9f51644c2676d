/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <float.h>

#include "gw-class-evaluation.h"
#include "gw-cli-answer.h"

G_BEGIN_DECLS

/* A threshold that nobody asks for. */
#define GW_CLI_NO_THRESHOLD (-DBL_MAX)

/* The options of all commands of `metrics`. */
typedef struct
{
  char *positive;
  double threshold; /* GW_CLI_NO_THRESHOLD: not given */
  double beta;
  int bootstrap; /* replicates; 0: none */
  gint64 seed;
  char *iou_type;
  double iou;
  char *ignore;
  char *classes; /* a file */
  char *actual;  /* names of columns */
  char *forecast;
  char *model; /* of a project: “Name” or “Name:version” */
  char *where; /* of a project: a filter */
} GwCliMetricsOptions;

extern GwCliMetricsOptions gw_cli_metrics_options;

/* One file gw-cli-metrics-<name>.c each. cli->arguments begin with the name; the
 * exit code.
 */
int gw_cli_metrics_classification (GwCli *cli, GError **error);
int gw_cli_metrics_detection (GwCli *cli, GError **error);
int gw_cli_metrics_regression (GwCli *cli, GError **error);
int gw_cli_metrics_segmentation (GwCli *cli, GError **error);

/* What the kinds share: --bootstrap in its range, and the intervals that came of it. */
gboolean gw_cli_metrics_check_bootstrap (GError **error);
void gw_cli_metrics_tell_intervals (GwCliAnswer *answer, const GwClassEvaluation *evaluation);

G_END_DECLS
