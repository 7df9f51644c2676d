/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-scale.h"

G_BEGIN_DECLS

typedef struct
{
  double value;
  char *label;    /* (nullable): a line without a number */
  gboolean minor; /* fainter: 2 and 5 of a logarithmic axis */
} GwPlotTick;

/* The step of 1, 2, 2.5 or 5 times a power of ten that parts a length into n at
 * most, and into few less.
 */
double gw_plot_ticks_choose_step (double length, guint n);

/* The least step that is none of a fraction: 1 for 0.2, 5 for 2.5. */
double gw_plot_ticks_make_whole (double step);

/* The ticks of an axis, from low to high: of numbers at most n with a label, of
 * categories all, of which those that do not fit are for the layout to leave out.
 * Times are those of UTC: clock, days, months or years, as the length wants it.
 * Returns: (transfer full) (element-type GwPlotTick)
 */
GArray *gw_plot_ticks_new (const GwPlotScale *scale, guint n);

G_END_DECLS
