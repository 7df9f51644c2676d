/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* SHA-256: the name of a picture's content, and the check of a written file. */

#define GW_HASH_BYTES 32
#define GW_HASH_HEX_LENGTH 65 /* 64 digits and the NUL */

typedef struct
{
  guint8 bytes[GW_HASH_BYTES];
} GwHash;

/* The hash of `length` bytes. */
void gw_hash_bytes (gconstpointer data, gsize length, GwHash *hash);

/* The hash of what is left in `stream`, read in blocks of 256 KiB.
 * `n_bytes` (nullable) is how many there were.
 */
gboolean gw_hash_stream (GInputStream *stream, GwHash *hash, guint64 *n_bytes, GCancellable *cancellable,
                         GError **error);

/* The hash of a file by its path. Blocks: not for the window's thread. */
gboolean gw_hash_file (const char *path, GwHash *hash, GCancellable *cancellable, GError **error);

/* 64 lower-case digits. */
void gw_hash_to_hex (const GwHash *hash, char hex[GW_HASH_HEX_LENGTH]);

/* Exactly 64 digits of either case; FALSE for anything else. */
gboolean gw_hash_from_hex (const char *hex, GwHash *hash);

gboolean gw_hash_equal (const GwHash *a, const GwHash *b);

G_END_DECLS
