/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-png-source-private.h"

#include <string.h>

#include "gw-limits.h"

G_GNUC_NORETURN static void
on_error_cb (png_structp png, png_const_charp message)
{
  GwPngSource *self = png_get_error_ptr (png);

  g_strlcpy (self->message, message, sizeof self->message);
  png_longjmp (png, 1);
}

/* libpng warns of much that people need not know. A wrong checksum is said
 * only for chunks that make the picture: others are dropped with it.
 */
static void
on_warning_cb (png_structp png, png_const_charp message)
{
  GwPngSource *self = png_get_error_ptr (png);

  if (strstr (message, "CRC") != NULL && (g_str_has_prefix (message, "IDAT") || g_str_has_prefix (message, "PLTE")))
    self->bad_checksum = TRUE;
}

static void
on_read_cb (png_structp png, png_bytep buffer, png_size_t n)
{
  GwPngSource *self = png_get_io_ptr (png);

  if (n > self->size - self->position)
    {
      self->truncated = TRUE;
      png_error (png, "the file ends too early");
    }
  memcpy (buffer, self->data + self->position, n);
  self->position += n;
}

gboolean
_gw_png_source_open (GwPngSource *self, png_structp *png, png_infop *info)
{
  *png = png_create_read_struct (PNG_LIBPNG_VER_STRING, self, on_error_cb, on_warning_cb);
  *info = *png != NULL ? png_create_info_struct (*png) : NULL;
  if (*info == NULL)
    png_destroy_read_struct (png, NULL, NULL);

  return *info != NULL;
}

void
_gw_png_source_begin (GwPngSource *self, png_structp png)
{
  static const guint8 names[] = "bKGD\0cHRM\0eXIf\0gAMA\0hIST\0iCCP\0iTXt\0oFFs\0pCAL\0"
                                "pHYs\0sBIT\0sCAL\0sPLT\0sRGB\0tEXt\0tIME\0zTXt";
  guint32 side = (guint32) gw_limit_get (GW_LIMIT_IMAGE_SIDE);

  png_set_user_limits (png, side, side);
  png_set_chunk_cache_max (png, (guint32) gw_limit_get (GW_LIMIT_PNG_CHUNKS));
  png_set_chunk_malloc_max (png, gw_limit_get (GW_LIMIT_PNG_CHUNK_BYTES));
  png_set_keep_unknown_chunks (png, PNG_HANDLE_CHUNK_NEVER, names, (int) (sizeof names / 5));
  png_set_read_fn (png, self, on_read_cb);
}
