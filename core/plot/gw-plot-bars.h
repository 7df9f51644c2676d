/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-layer.h"

G_BEGIN_DECLS

/* How much of its place a bar of a category takes; 30 % are the gap. */
#define GW_PLOT_BAR_HALF 0.35

/* One bar: from one value to another, over a range of the axis it stands on. */
typedef struct
{
  double begin, end; /* along the axis it stands on: a bin, or the index of a category ± GW_PLOT_BAR_HALF */
  double from, to;   /* along the other: 0 and a count, or both ends of a part of a stack */
  GwPlotColor color;
  guint pattern;        /* in high contrast */
  gboolean faint;       /* beside those that are chosen */
  const char *name;     /* of the read-out */
  const char *value;    /* with its unit */
  const char *context;  /* (nullable) */
  const char *key;      /* (nullable) */
  const char *label;    /* (nullable): at its free end */
  const char *sublabel; /* (nullable): behind the label, fainter */
} GwPlotBar;

/* horizontal: they stand on the y axis and grow to the right. */
GwPlotLayer *gw_plot_bars_new (gboolean horizontal);
/* Copies all of it. */
void gw_plot_bars_add (GwPlotLayer *layer, const GwPlotBar *bar);

G_END_DECLS
