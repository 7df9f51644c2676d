/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-transform.h"

G_BEGIN_DECLS

typedef enum
{
  GW_PLOT_TRANSFORM_NONE,
  GW_PLOT_TRANSFORM_LOG,
  GW_PLOT_TRANSFORM_LOG1P,
  GW_PLOT_TRANSFORM_SQRT,
  GW_PLOT_TRANSFORM_BOX_COX,
  GW_PLOT_TRANSFORM_YEO_JOHNSON,
  GW_PLOT_N_TRANSFORMS
} GwPlotTransformKind;

/* What is done to a column before it is drawn. { 0 }: nothing. */
typedef struct
{
  GwPlotTransformKind kind;
  double lambda; /* of the last two kinds */
  double shift;  /* added first, where the kind is not defined for the lowest values */
  gsize n_low;   /* values for which it would not have been */
} GwPlotTransform;

/* "none", "log", "log1p", "sqrt", "box-cox", "yeo-johnson", as the command line calls
 * them. FALSE for another name.
 */
gboolean gw_plot_transform_kind_from_name (const char *name, GwPlotTransformKind *kind);

/* The transform of a kind for n values: what has to be added to them, and the lambda
 * that makes them most normal (about 30 passes over them). FALSE where the values do
 * not vary or there are none, or when it is cancelled; no transform then.
 */
gboolean gw_plot_transform_fit (GwPlotTransform *self, GwPlotTransformKind kind, const double *values, gsize n,
                                const GwRun *run);
/* out: n results, NaN for what is not finite; may be values. */
void gw_plot_transform_apply (const GwPlotTransform *self, const double *values, gsize n, double *out);
/* The least number in [low, high] whose transform is at `edge` or above, exact to the
 * last digit, so that an interval of values holds what a bin of results counts; high
 * where there is none.
 */
double gw_plot_transform_find (const GwPlotTransform *self, double low, double high, double edge);

/* “Box area (pixels)”, “ln (box area)”, “Box–Cox of box area, λ = 0.12”. unit (nullable).
 * Returns: (transfer full)
 */
char *gw_plot_transform_get_title (const GwPlotTransform *self, const char *name, const char *unit);
/* “12 values of 0 or less: 13 was added to all.”; NULL where nothing was added.
 * Returns: (transfer full) (nullable)
 */
char *gw_plot_transform_get_note (const GwPlotTransform *self);
/* “Box area” of the heading “Box Area”; abbreviations stay. (transfer full) */
char *gw_plot_sentence_case (const char *title);
/* A name within a sentence: “box area”; abbreviations stay. (transfer full) */
char *gw_plot_lower_first (const char *name);

G_END_DECLS
