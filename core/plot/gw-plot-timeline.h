/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-rows.h"
#include "gw-plot.h"

G_BEGIN_DECLS

typedef struct
{
  const char *title;    /* (nullable) */
  const char *subtitle; /* (nullable) */
  GwPlotRows rows;      /* what happened at each of the times */
} GwPlotTimelineOptions;

/* How much was done a day, in UTC, from the first day to the last.
 *
 * times  n moments, milliseconds UTC in any order; those that are not finite are left
 *        out and told of
 *
 * The key of a bar is “day:2026-11-27”. A message without times, or where they span more
 * than GW_PLOT_MOST_DAYS. Returns: (transfer full)
 */
#define GW_PLOT_MOST_DAYS 20000
GwPlot *gw_plot_timeline_new (const double *times, gsize n, const GwPlotTimelineOptions *options);

G_END_DECLS
