/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

#include "gw-pyramid.h"

G_BEGIN_DECLS

/* Changes of the view's colours, never of the file. */
typedef struct
{
  double brightness; /* -1 to 1; 0 leaves it */
  double contrast;   /* -1 to 1; 0 leaves it */
  double gamma;      /* 0.2 to 5; 1 leaves it, above it is brighter */
  gboolean auto_levels;
} GwCanvasAdjust;

#define GW_CANVAS_ADJUST_INIT \
  { \
    0.0, 0.0, 1.0, FALSE \
  }

gboolean gw_canvas_adjust_is_neutral (const GwCanvasAdjust *self);

/* The value of each of 256 inputs. low and high are the levels that become
 * black and white (0 and 255 for no change).
 */
void gw_canvas_adjust_make_table (const GwCanvasAdjust *self, guint8 low, guint8 high, guint8 table[256]);

/* The levels between which all but 0.5 % of the picture's values lie at each
 * end, from its smallest level: 0.2 ms.
 */
void gw_canvas_adjust_find_levels (GwPyramid *pyramid, guint8 *low, guint8 *high);

/* Puts all colours of a rectangle of an RGB24 surface through the table. */
void gw_canvas_adjust_apply (const guint8 table[256], cairo_surface_t *surface, int x, int y, int width, int height);

G_END_DECLS
