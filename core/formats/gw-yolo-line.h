/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-shape.h"

G_BEGIN_DECLS

/* One line of a YOLO label file (spec formats 5.2). */
typedef struct
{
  gint64 index;  /* of the class */
  GwShape shape; /* in pixels */
  double score;  /* NaN: none */
} GwYoloLine;

/* Reads a line of an image of this size. segment: polygons, and boxes from
 * lines of five numbers; else boxes only. FALSE, with shape empty: code and
 * text (both constant) say why, or code is NULL for a blank line.
 */
gboolean gw_yolo_line_parse (const char *text, gsize length, gboolean segment, int width, int height, GwYoloLine *line,
                             const char **code, const char **sentence);

/* The number of fields of a line; 0 for a blank one. */
guint gw_yolo_line_count (const char *text, gsize length);

G_END_DECLS
