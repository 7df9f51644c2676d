/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-data-set.h"
#include "gw-layer-info.h"
#include "gw-report-document.h"
#include "gw-report.h"
#include "gw-run.h"

G_BEGIN_DECLS

/* What sections of a report are made of. */
typedef struct
{
  GwStore *store;
  const GwReportOptions *options;
  const GwDataSet *set;
  GwReportDocument *document;
  GwRun run;
  GwWork *work; /* (nullable) */
  GCancellable *cancellable;
} GwReportMaker;

/* A row of a name and a figure. */
void _gw_report_add_fact (GwReportMaker *maker, const char *name, const char *figure);
/* figure: three decimals; NaN: “—”. low, high (NaN: none): “0.927 (0.919–0.934)”. */
void _gw_report_add_rate (GwReportMaker *maker, const char *name, double figure, double low, double high);

/* gw-report-data.c */
gboolean _gw_report_add_data (GwReportMaker *maker, GError **error);
gboolean _gw_report_add_balance (GwReportMaker *maker, GError **error);
gboolean _gw_report_add_agreement (GwReportMaker *maker, GError **error);
gboolean _gw_report_add_drift (GwReportMaker *maker, GError **error);
/* gw-report-model.c */
gboolean _gw_report_add_model (GwReportMaker *maker, const GwLayerInfo *info, GError **error);

G_END_DECLS
