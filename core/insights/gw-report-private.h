/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-report-document.h"

G_BEGIN_DECLS

#define GW_REPORT_PLOT_WIDTH 660.0

typedef enum
{
  GW_REPORT_HEADING,
  GW_REPORT_PARAGRAPH,
  GW_REPORT_TABLE,
  GW_REPORT_PLOT
} GwReportBlockKind;

typedef struct
{
  GwReportBlockKind kind;
  guint level;
  char *text;
  char *columns;
  GPtrArray *rows; /* of GStrv; the first are the heads where has_heads */
  gboolean has_heads;
  GwPlot *plot;
  double height;
} GwReportBlock;

struct _GwReportDocument
{
  char *title;
  char *subtitle;
  GPtrArray *blocks; /* of GwReportBlock */
};

G_END_DECLS
