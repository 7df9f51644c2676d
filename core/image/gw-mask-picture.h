/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The value of a pixel that is more transparent than not. */
#define GW_MASK_TRANSPARENT 0x1000000u

typedef enum
{
  GW_MASK_PALETTE, /* values are places in the palette */
  GW_MASK_GREY,    /* values are grey levels as stored, up to 65,535 */
  GW_MASK_COLOUR   /* values are colours, 0xRRGGBB, or GW_MASK_TRANSPARENT */
} GwMaskKind;

/* A picture whose pixels mean something, as it is stored: nothing is scaled,
 * turned or blended. bytes holds height rows of width values of n_bytes bytes
 * (1 or 2 for numbers, 4 for colours).
 */
typedef struct
{
  int width;
  int height;
  GwMaskKind kind;
  gboolean lossy;       /* JPEG: no value can be trusted */
  guint n_palette;      /* entries that the file has; pixels may go beyond */
  guint32 palette[256]; /* 0xRRGGBB */
  guint8 alpha[256];    /* of the palette's entries; 255 where the file says nothing */
  gsize n_bytes;
  gpointer bytes;
} GwMaskPicture;

/**
 * gw_mask_picture_read_file:
 * @path: (type filename)
 *
 * Reads a mask: PNG of any kind through libpng as it is stored (16 bit and
 * interlaced files too; colours of 16 bit keep their high byte), other pictures
 * by their colours. Sizes are checked before memory is taken. Blocks on the
 * disk.
 *
 * Returns: (transfer full) (nullable): NULL, with the errors of
 *   gw_decode_file(), also where only a part can be read: half a mask is none
 */
GwMaskPicture *gw_mask_picture_read_file (const char *path, GCancellable *cancellable, GError **error);
GwMaskPicture *gw_mask_picture_read_bytes (const guint8 *data, gsize size, GCancellable *cancellable, GError **error);
/* The same, but colours of a PNG are those stored, however transparent their pixels. */
GwMaskPicture *gw_mask_picture_read_file_opaque (const char *path, GCancellable *cancellable, GError **error);
void gw_mask_picture_free (GwMaskPicture *self);

/* The values of row y into out, width of them. */
void gw_mask_picture_get_row (const GwMaskPicture *self, int y, guint32 *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwMaskPicture, gw_mask_picture_free)

G_END_DECLS
