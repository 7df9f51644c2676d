/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Takes the rows of a picture as they are stored, from top to bottom, and
 * builds the upright surface from them, divided by 2^shift with a box
 * filter. A pixel is cairo's: 0xAARRGGBB in the machine's order, colours
 * premultiplied; of an opaque picture the alpha byte means nothing.
 *
 * Only the finished surface and a few rows are held.
 */
typedef struct
{
  cairo_surface_t *surface;
  guint8 *pixels; /* of the surface */
  gsize stride;
  int width; /* of the rows that come */
  int height;
  int out_width; /* of the rows after dividing, before turning */
  int out_height;
  int orientation;
  int shift;
  gboolean alpha;

  int next_row;   /* of the rows that come */
  guint32 *row;   /* where a row is written when it cannot go to the surface itself */
  guint32 *sums;  /* shift > 0: four sums for each column */
  guint32 *batch; /* orientations 5 to 8: rows that become columns together */
  int n_batched;
  int next_out_row;
} GwRowSink;

/* Takes the memory of the surface; GW_ERROR_LIMIT when it is not to be had. */
gboolean _gw_row_sink_init (GwRowSink *self, int width, int height, int orientation, int shift, gboolean alpha,
                            GError **error);
void _gw_row_sink_clear (GwRowSink *self);

/* Whether rows are written to the surface without a copy. Then any row may
 * be written at any time through _gw_row_sink_get_row().
 */
gboolean _gw_row_sink_is_direct (const GwRowSink *self);
guint32 *_gw_row_sink_get_row (const GwRowSink *self, int y);

/* Where to write the next row (width pixels), and that it was written. */
guint32 *_gw_row_sink_begin_row (GwRowSink *self);
void _gw_row_sink_end_row (GwRowSink *self);

/* Makes all rows that did not come grey. */
void _gw_row_sink_fill_rest (GwRowSink *self);

/* Returns: (transfer full): the surface */
cairo_surface_t *_gw_row_sink_finish (GwRowSink *self);

/* The shift with which the longer side has at least min_side pixels (0: no
 * wish) and fits into a surface.
 */
int _gw_row_sink_choose_shift (int width, int height, int min_side);

G_END_DECLS
