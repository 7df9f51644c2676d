/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-shape.h"

G_BEGIN_DECLS

/* One row of a MOT file (spec formats 14): a box of a track in a frame. */
typedef struct
{
  GwBox box;
  double confidence; /* as it stands; NaN: none */
  double visibility; /* 0 to 1; NaN: none */
  gint64 track;      /* -1: none */
  guint32 frame;     /* from 1 */
  guint32 line;      /* of the file */
  gint32 class;      /* -1: none */
} GwMotRow;

/* FALSE: code and sentence (both constant) say why, or code is NULL for a blank line. */
gboolean gw_mot_row_parse (const char *text, gsize length, GwMotRow *row, const char **code, const char **sentence);

/* Whether a text begins with such rows, and with nothing else. */
gboolean gw_mot_rows_look (const char *text, gsize length);

/* row NULL: the line is none, and code and sentence say why. */
typedef void (*GwMotRowsFunc) (const GwMotRow *row, guint64 line, const char *code, const char *sentence,
                               gpointer data);
/* Goes through a file of any size. */
gboolean gw_mot_rows_foreach (const char *file, GwMotRowsFunc func, gpointer data, GCancellable *cancellable,
                              GError **error);

G_END_DECLS
