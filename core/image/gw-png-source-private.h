/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <png.h>

G_BEGIN_DECLS

/* A PNG file in memory as libpng reads it, and what libpng said of it. Lives where
 * a longjmp out of libpng leaves it: in the frame of whoever opens it.
 */
typedef struct
{
  const guint8 *data;
  gsize size;
  gsize position;
  gboolean truncated;
  gboolean bad_checksum; /* of a chunk that makes the picture */
  char message[128];     /* why libpng gave up */
} GwPngSource;

/* A reader of self, and its info; FALSE without memory, with neither. */
gboolean _gw_png_source_open (GwPngSource *self, png_structp *png, png_infop *info);

/* Bounds of sides, chunks and memory, and chunks that change no pixel left out:
 * a profile or a text of hundreds of megabytes costs nothing then. May longjmp.
 */
void _gw_png_source_begin (GwPngSource *self, png_structp png);

G_END_DECLS
