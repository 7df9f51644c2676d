/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-byte-source-private.h"

G_BEGIN_DECLS

/* The tags of a TIFF file's first directory that matter here. EXIF blocks
 * are small TIFF files. Values not present are 0.
 */
typedef struct
{
  guint64 width;
  guint64 height;
  guint bits_per_sample;
  guint samples_per_pixel;
  guint photometric;
  guint n_extra_samples;
  guint orientation;
} GwTiffTags;

/* Reads the tags at an offset of a source that begins with "II" or "MM";
 * FALSE when that is no TIFF or its directory lies outside of it.
 */
gboolean _gw_tiff_tags_read (GwByteSource *source, guint64 start, GwTiffTags *tags);

/* The orientation in an EXIF block (with or without "Exif\0\0" before it);
 * 1 where there is none or it is not 1 to 8.
 */
int _gw_exif_get_orientation (const guint8 *data, gsize size);

G_END_DECLS
