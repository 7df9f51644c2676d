/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-canvas.h"

G_BEGIN_DECLS

/* A street of the sample as a pyramid, and its truth as a document with
 * eight classes.
 */
GwPyramid *canvas_fixture_street (guint index, GwDocument **document);

/* Cells of the sample with masks; classes of chance. */
GwPyramid *canvas_fixture_cells (guint index, GwDocument **document);

/* A picture of one colour. */
GwPyramid *canvas_fixture_plain (int width, int height, guint32 color);

/* A picture that looks like a photograph to a scaler: gradients and noise. */
GwPyramid *canvas_fixture_noise (int width, int height, guint seed);

/* An empty document of that size with the classes. */
GwDocument *canvas_fixture_document (int width, int height);

/* Objects of chance: polygons of 20 points, or boxes; (transfer full). */
GPtrArray *canvas_fixture_objects (guint n, gboolean polygons, int width, int height, guint seed);

/* A box of a class 1 to 8. */
GwObject *canvas_fixture_box (gint64 id, gint64 class_id, double x, double y, double width, double height);

/* --- windows; all waits end with an error after 20 s ---------------------------- */

/* Shows the canvas in a window of that size and waits until it is drawn. */
GtkWidget *canvas_fixture_show (GwCanvas *canvas, int width, int height);
/* Until a frame has been painted that was asked for now. */
void canvas_fixture_wait_frame (GtkWidget *widget);
/* Until all tiles in view are up to date. */
void canvas_fixture_settle (GwCanvas *canvas);
/* What a widget looks like now, with its children; as RGB24 or ARGB32. */
cairo_surface_t *canvas_fixture_picture (GtkWidget *widget);
guint32 canvas_fixture_pixel (cairo_surface_t *surface, int x, int y);
/* A widget's controller of a type: the n-th added, from 0. */
GtkEventController *canvas_fixture_controller (GtkWidget *widget, GType type, guint n);
/* Lets all sources of the main loop that are ready run. */
void canvas_fixture_iterate (void);

G_END_DECLS
