/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-hash.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-error.h"
#include "gw-path.h"
#include "gw-sha256-private.h"

#define BLOCK (256 * 1024)

static void
finish (GChecksum *checksum, GwHash *hash)
{
  gsize length = sizeof hash->bytes;

  g_checksum_get_digest (checksum, hash->bytes, &length);
  g_assert (length == sizeof hash->bytes);
}

void
gw_hash_bytes (gconstpointer data, gsize length, GwHash *hash)
{
  g_autoptr (GChecksum) checksum = NULL;

  g_return_if_fail (data != NULL || length == 0);
  g_return_if_fail (hash != NULL);

  if (_gw_sha256_by_processor (data, length, hash->bytes))
    return;

  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  /* The length is signed there, and -1 has a meaning. */
  for (const guchar *p = data; length > 0;)
    {
      const gsize step = MIN (length, G_MAXINT32);

      g_checksum_update (checksum, p, (gssize) step);
      p += step;
      length -= step;
    }
  finish (checksum, hash);
}

gboolean
gw_hash_stream (GInputStream *stream, GwHash *hash, guint64 *n_bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *block = g_malloc (BLOCK);
  guint64 total = 0;
  gssize n;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), FALSE);
  g_return_val_if_fail (hash != NULL, FALSE);

  do
    {
      /* Not every kind of stream looks at it. */
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      n = g_input_stream_read (stream, block, BLOCK, cancellable, error);
      if (n > 0)
        {
          g_checksum_update (checksum, block, n);
          total += (guint64) n;
        }
    }
  while (n > 0);
  if (n < 0)
    return FALSE;

  finish (checksum, hash);
  if (n_bytes != NULL)
    *n_bytes = total;
  return TRUE;
}

gboolean
gw_hash_file (const char *path, GwHash *hash, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  file = g_file_new_for_path (path);
  stream = g_file_read (file, cancellable, &local_error);
  if (stream != NULL && gw_hash_stream (G_INPUT_STREAM (stream), hash, NULL, cancellable, &local_error))
    return TRUE;

  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
    }
  else
    {
      g_autofree char *shown = gw_path_display (path, -1);
      const gboolean missing = g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

      g_set_error (error, GW_ERROR, missing ? GW_ERROR_NOT_FOUND : GW_ERROR_IO, _ ("“%s” could not be read: %s."),
                   shown, local_error->message);
    }
  return FALSE;
}

void
gw_hash_to_hex (const GwHash *hash, char hex[GW_HASH_HEX_LENGTH])
{
  static const char digits[] = "0123456789abcdef";

  g_return_if_fail (hash != NULL);

  for (gsize i = 0; i < GW_HASH_BYTES; i++)
    {
      hex[2 * i] = digits[hash->bytes[i] >> 4];
      hex[2 * i + 1] = digits[hash->bytes[i] & 15];
    }
  hex[2 * GW_HASH_BYTES] = '\0';
}

gboolean
gw_hash_from_hex (const char *hex, GwHash *hash)
{
  GwHash result;

  g_return_val_if_fail (hex != NULL, FALSE);
  g_return_val_if_fail (hash != NULL, FALSE);

  for (gsize i = 0; i < GW_HASH_BYTES; i++)
    {
      const int high = g_ascii_xdigit_value (hex[2 * i]);
      const int low = high >= 0 ? g_ascii_xdigit_value (hex[2 * i + 1]) : -1;

      if (low < 0)
        return FALSE;
      result.bytes[i] = (guint8) (high << 4 | low);
    }
  if (hex[2 * GW_HASH_BYTES] != '\0')
    return FALSE;

  *hash = result;
  return TRUE;
}

gboolean
gw_hash_equal (const GwHash *a, const GwHash *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return memcmp (a->bytes, b->bytes, sizeof a->bytes) == 0;
}
