/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-points.h"

/* Parts of each range. */
#define GW_PLOT_POINTS_GRID 64

typedef struct
{
  char *name;
  GwPlotColor color;
} GwPlotPointsClass;

/* The points are sorted into the parts of a grid: part i has those of order[begin[i]] to
 * before order[begin[i + 1]].
 */
typedef struct
{
  GwPlotLayer parent;
  GArray *x, *y;
  GArray *class_of; /* (nullable) */
  GArray *classes;  /* of GwPlotPointsClass */
  GwPlotRows rows;
  GwPlotPointFuncs funcs;
  gpointer data;
  char *key; /* the last one that was asked for */

  double x_range[2], y_range[2];
  gsize n_finite;
  guint32 *begin; /* GW_PLOT_POINTS_GRID² + 1 */
  guint32 *order;
  guint32 outermost[4]; /* points of least and greatest x and y */
  guint32 *by_x, *by_y; /* where each is a mark: by both, for the keyboard; and where they are in these */
  guint32 *place_x, *place_y;
  guint32 *areas; /* else: the parts that have points, ascending */
  gsize n_areas;
} GwPlotPoints;

static inline double
_gw_plot_points_x (const GwPlotPoints *self, gsize point)
{
  return g_array_index (self->x, double, point);
}

static inline double
_gw_plot_points_y (const GwPlotPoints *self, gsize point)
{
  return g_array_index (self->y, double, point);
}

static inline gint32
_gw_plot_points_class (const GwPlotPoints *self, gsize point)
{
  return self->class_of != NULL ? g_array_index (self->class_of, gint32, point) : -1;
}

/* The parts that what is seen has a part of: from first to last of both ranges; and how
 * many points they have.
 */
typedef struct
{
  guint x0, x1, y0, y1;
  gsize n;
} GwPlotPointsSeen;

void _gw_plot_points_find_seen (const GwPlotPoints *self, const GwPlotFrame *frame, GwPlotPointsSeen *seen);
/* The color of a point of its class. */
GwPlotColor _gw_plot_points_color (const GwPlotPoints *self, gint32 class);
void _gw_plot_points_draw_each (const GwPlotPoints *self, const GwPlotFrame *frame, cairo_t *cr,
                                const GwPlotPointsSeen *seen, gsize selected);
/* Single points over what is there. */
void _gw_plot_points_draw_some (const GwPlotPoints *self, const GwPlotFrame *frame, cairo_t *cr, const guint32 *points,
                                gsize n);
void _gw_plot_points_draw_bins (const GwPlotPoints *self, const GwPlotFrame *frame, cairo_t *cr);
