/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-store.h"
#include "gw-work.h"

G_BEGIN_DECLS

typedef struct
{
  const char *title; /* (nullable): “Report of NAME” */
  const char *date;  /* (nullable): as it shall stand there; NULL: today, in UTC */
  const char *model; /* (nullable): "Name" or "Name:version"; NULL: all models */
  double iou;        /* overlap that counts as found */
  gsize bootstrap;   /* replicates of intervals */
  guint64 seed;
} GwReportOptions;

#define GW_REPORT_OPTIONS_INIT \
  { \
    NULL, NULL, NULL, 0.5, 200, 0 \
  }

/* A report of a project: its data, the balance of classes with advice, how far
 * annotators agree, how good each model is, with intervals and curves, how far splits
 * differ, and what it was made with. The figures are those of the Insights pages and
 * of the command line. Blocks.
 *
 * path  ends in .pdf or .html: GW_ERROR_UNSUPPORTED for another. HTML needs no other
 *       file. It appears whole or not at all
 */
gboolean gw_report_write (GwStore *store, const char *path, gboolean overwrite, const GwReportOptions *options,
                          GwWork *work, GCancellable *cancellable, GError **error);

G_END_DECLS
