/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a plot counts: the word for it in axis titles, read-outs and summaries. */
typedef enum
{
  GW_PLOT_ROWS_ROWS, /* of a table */
  GW_PLOT_ROWS_IMAGES,
  GW_PLOT_ROWS_OBJECTS,
  GW_PLOT_ROWS_BOXES,
  GW_PLOT_ROWS_LABELS,
  GW_PLOT_ROWS_ANSWERS,
  GW_PLOT_ROWS_PREDICTIONS,
  GW_PLOT_N_ROWS
} GwPlotRows;

/* “Boxes”: the title of an axis. */
const char *gw_plot_rows_get_title (GwPlotRows self);
/* “boxes”: within a sentence. */
const char *gw_plot_rows_get_noun (GwPlotRows self);
/* “1 box”, “1,204 boxes”. (transfer full) */
char *gw_plot_rows_count (GwPlotRows self, double n);

G_END_DECLS
