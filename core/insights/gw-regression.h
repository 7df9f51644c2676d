/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-forecast.h"
#include "gw-run.h"

G_BEGIN_DECLS

/* One column of numbers as a forecast of another: the figures of `metrics regression`,
 * and the rows that they were made of.
 */
typedef struct
{
  gboolean has_figures; /* FALSE: no row has both numbers, or one is too large */
  GwForecast figures;
  GArray *rows;     /* guint32: those with both numbers, ascending */
  GArray *actual;   /* double: of each of these */
  GArray *forecast; /* double */
  GArray *errors;   /* double: forecast - actual */
  GArray *worst;    /* guint32: into rows, the largest |error| first, of equal ones the first row */
} GwRegression;

/* actual, forecast: n numbers; n_worst: as many rows are listed at most. NULL when it was
 * cancelled. O(n * n_worst) at worst. (transfer full) (nullable)
 */
GwRegression *gw_regression_new (const double *actual, const double *forecast, gsize n, guint n_worst,
                                 const GwRun *run);
void gw_regression_free (GwRegression *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwRegression, gw_regression_free)

G_END_DECLS
