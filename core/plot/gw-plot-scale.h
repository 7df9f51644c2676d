/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GW_PLOT_SCALE_LINEAR,
  GW_PLOT_SCALE_LOG,      /* of numbers above 0 */
  GW_PLOT_SCALE_SYMLOG,   /* linear around 0, logarithmic beyond */
  GW_PLOT_SCALE_CATEGORY, /* names side by side: 0 is the middle of the first */
  GW_PLOT_SCALE_TIME,     /* milliseconds UTC */
  GW_PLOT_SCALE_PROBIT    /* of shares: the quantiles of the normal distribution, for DET */
} GwPlotScaleKind;

/* How the values of one axis become places on it. A value: copied as one, but that
 * the names of categories are referenced.
 */
typedef struct
{
  GwPlotScaleKind kind;
  double low; /* the ends of the axis; low < high */
  double high;
  double linear;         /* symlog: linear within ± this */
  gboolean reversed;     /* low is at the right, or at the top */
  gboolean whole;        /* linear: counts, of which no tick stands between two */
  GPtrArray *categories; /* (nullable) of char * */
} GwPlotScale;

/* Widened where there would be nothing between the ends; of logarithms the low end
 * is above 0.
 */
GwPlotScale gw_plot_scale_linear (double low, double high);
GwPlotScale gw_plot_scale_log (double low, double high);
GwPlotScale gw_plot_scale_symlog (double low, double high, double linear);
GwPlotScale gw_plot_scale_time (double low, double high);
GwPlotScale gw_plot_scale_probit (double low, double high);
/* names: (transfer none) of char *; kept by reference. n of 0 is allowed. */
GwPlotScale gw_plot_scale_category (GPtrArray *names);
/* With ends that are ticks, for axes that start where the data do not say: [0, 9,871]
 * becomes [0, 10,000]. Of linear scales alone.
 */
void gw_plot_scale_round_out (GwPlotScale *self, guint n_ticks);

GwPlotScale gw_plot_scale_copy (const GwPlotScale *self);
void gw_plot_scale_clear (GwPlotScale *self);

/* The place of a value: 0 at the low end, 1 at the high one, beyond where the value
 * is; NaN for one that has none (0 on a logarithmic scale).
 */
double gw_plot_scale_get_place (const GwPlotScale *self, double value);
/* The value at a place. */
double gw_plot_scale_get_value (const GwPlotScale *self, double place);

/* What lies about `center`, a place, made `factor` times as large; a negative shift
 * moves towards low, in lengths of the axis. Never beyond the bounds, which are those
 * of a scale of the same kind.
 */
void gw_plot_scale_zoom (GwPlotScale *self, double center, double factor, const GwPlotScale *bounds);
void gw_plot_scale_pan (GwPlotScale *self, double shift, const GwPlotScale *bounds);

G_END_DECLS
