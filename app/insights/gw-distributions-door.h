/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-distributions-figures.h"
#include "gw-insights-door.h"

G_BEGIN_DECLS

/* Doors to the images of rows. */

/* Those with values in [low, high): by a filter where one asks for the column (nullable).
 * most: the largest value that there is.
 */
GwInsightsDoor *gw_distributions_door_new_values (const char *title, const GwDataColumn *column, GArray *values,
                                                  GArray *images, double low, double high, double most);
/* Rows by their numbers (guint32). */
GwInsightsDoor *gw_distributions_door_new_rows (const char *title, GArray *images, GArray *rows);
/* Rows whose two values lie in [from, to) of each. */
GwInsightsDoor *gw_distributions_door_new_part (const char *title, GArray *x, GArray *y, GArray *images,
                                                const double x_range[2], const double y_range[2]);

/* The same of an area of a scatter plot (gw-plot-points.h), the outermost with their ends. */
GwInsightsDoor *gw_distributions_door_new_area (const char *title, GArray *x, GArray *y, GArray *images,
                                                const double x_range[2], const double y_range[2]);

G_END_DECLS
