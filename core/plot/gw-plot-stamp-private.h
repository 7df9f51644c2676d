/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-layer.h"

/* A picture of the frame in device pixels, onto which small shapes are put by the
 * hundred thousand: what a path for each would take a second for.
 */
typedef struct
{
  cairo_surface_t *surface;
  guint32 *pixels;
  int width, height;
  int stride;              /* in pixels */
  double x_scale, y_scale; /* device pixels for each px */
} GwPlotCanvas;

/* FALSE where cr draws vectors, which want paths, or there is no memory. */
gboolean _gw_plot_canvas_init (GwPlotCanvas *self, const GwPlotFrame *frame, cairo_t *cr);
/* Paints it onto the frame, and frees it. */
void _gw_plot_canvas_paint (GwPlotCanvas *self, const GwPlotFrame *frame, cairo_t *cr);

/* The coverage of a shape at 4 × 4 places within a pixel. */
typedef struct _GwPlotStamp GwPlotStamp;

typedef void (*GwPlotStampFunc) (cairo_t *cr, gconstpointer data);

/* func draws the shape, with opaque color, about 0, 0 of device pixels; it reaches no further
 * than reach.
 */
GwPlotStamp *_gw_plot_stamp_new (double reach, GwPlotStampFunc func, gconstpointer data);
void _gw_plot_stamp_free (GwPlotStamp *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPlotStamp, _gw_plot_stamp_free)

/* rgb, alpha of 0 to 255; x, y: device pixels from the canvas's corner. */
void _gw_plot_canvas_stamp (GwPlotCanvas *self, const GwPlotStamp *stamp, double x, double y, guint32 rgb, guint alpha);
