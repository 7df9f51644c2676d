/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  GW_UPRIGHT_ALREADY, /* the picture is stored as it is shown */
  GW_UPRIGHT_TURNED,  /* of the picture nothing but the place of its pixels has changed */
  GW_UPRIGHT_ANEW,    /* decoded and written anew: JPEG loses a little, PNG nothing */
  GW_UPRIGHT_KEPT     /* it cannot be written so: another format, more than 8 bits, damaged */
} GwUpright;

/**
 * gw_upright_read:
 * @path: (type filename): a picture
 * @bytes: (out) (transfer full) (nullable): the file that shows the same without an
 *   orientation; NULL for GW_UPRIGHT_ALREADY and GW_UPRIGHT_KEPT
 *
 * Turns a picture that an EXIF orientation says is to be turned or mirrored. A
 * file that is none, or cannot be read, is GW_UPRIGHT_KEPT: whoever copies it
 * meets the error. The picture that comes out is of the same format. Its colour
 * profile stays, but for that of a grey picture that is written anew; what else
 * stands beside the pixels (EXIF, XMP, comments, further pictures) does not.
 *
 * Only a header is read of pictures that are upright (about 0.05 ms). Blocks.
 */
GwUpright gw_upright_read (const char *path, GBytes **bytes, GCancellable *cancellable);

G_END_DECLS
