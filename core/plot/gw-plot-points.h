/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-layer.h"
#include "gw-plot-rows.h"

G_BEGIN_DECLS

/* More points than these within what is seen are gathered into hexagons. */
#define GW_PLOT_POINTS_MOST 20000

/* What the points say. All may be NULL; without describe they read by their numbers. */
typedef struct
{
  /* (transfer full) texts into the read-out */
  void (*describe) (gsize point, double x, double y, gpointer data, GwPlotReadout *readout);
  char *(*make_key) (gsize point, gpointer data);
  /* FALSE for what is no key of a point. */
  gboolean (*parse_key) (const char *key, gpointer data, gsize *point);
  GDestroyNotify destroy; /* of data */
} GwPlotPointFuncs;

typedef struct
{
  const char *name;
  GwPlotColor color;
} GwPlotPointClass;

/* Points, up to some millions. x, y: (transfer full) (element-type double), of one length,
 * kept and not copied; a point with a number that is not finite is left out.
 *
 * Up to GW_PLOT_POINTS_MOST points each is a mark of its own. Of more, hexagons show how
 * many there are, by the sequential ramp or in the color of the class that most of them
 * have; the outermost points are drawn besides, so that least and most are never lost; and
 * the marks are areas: those of the 64 × 64 parts of both ranges that have points, whose
 * keys are “area:X0:X1:Y0:Y1”: of points with X0 ≤ x < X1 and Y0 ≤ y < Y1, the outermost
 * with their ends. Zoomed in until few are seen they are drawn as points again, which the
 * pointer finds; the keyboard comes to them behind the areas.
 */
GwPlotLayer *gw_plot_points_new (GArray *x, GArray *y, GwPlotRows rows, const GwPlotPointFuncs *funcs, gpointer data);
/* class_of: (transfer full) (element-type gint32): a class for each point, or -1 for none,
 * which is grey.
 */
void gw_plot_points_set_classes (GwPlotLayer *layer, GArray *class_of, const GwPlotPointClass *classes,
                                 guint n_classes);
/* Where they are. (element-type double) (transfer none) */
void gw_plot_points_get_values (const GwPlotLayer *layer, GArray **x, GArray **y);
/* How many have a place. */
gsize gw_plot_points_get_n_finite (const GwPlotLayer *layer);

/* FALSE for another key. */
gboolean gw_plot_points_parse_area (const char *key, double x[2], double y[2]);

G_END_DECLS
