/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-chart.h"

G_BEGIN_DECLS

/* Nine classes as horizontal bars, with keys "class:NAME". */
GwPlot *plots_fixture_balance (void);
/* n bins of a bell over [0, 100], with keys "bin:INDEX". */
GwPlot *plots_fixture_histogram (guint n);
/* Two curves from (0, 0) to (1, 1) with keys "curve:A" and "curve:B". */
GwPlot *plots_fixture_curves (void);
/* n rows around two middles. */
GwPlot *plots_fixture_points (guint n);
/* 20 classes at most. */
GwPlot *plots_fixture_confusion (guint n);
/* A message where there is nothing to draw. */
GwPlot *plots_fixture_message (void);
/* "balance", "histogram" of 20 bins, "curves", "confusion" of 6 classes or "message". */
GwPlot *plots_fixture_new (const char *name);

/* The chart in a window of that size, drawn. */
GtkWidget *plots_fixture_show (GwChart *chart, int width, int height);
/* Counts how often a signal was emitted, with its first argument as text. */
typedef struct
{
  guint n;
  char *last; /* (nullable) */
  double low, high;
} PlotsHeard;
void plots_heard_clear (PlotsHeard *self);
void plots_fixture_listen_text (GwChart *chart, const char *signal, PlotsHeard *heard);
void plots_fixture_listen_values (GwChart *chart, const char *signal, PlotsHeard *heard);

G_END_DECLS
