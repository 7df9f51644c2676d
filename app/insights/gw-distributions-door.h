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
/* Those of boxes with their center in a part of the image: x and y each from, to, at 1
 * with its end.
 */
GwInsightsDoor *gw_distributions_door_new_part (const char *title, GArray *center_x, GArray *center_y, GArray *images,
                                                const double x[2], const double y[2]);

G_END_DECLS
