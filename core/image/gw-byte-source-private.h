/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes at any offset, of a file or of memory, for reading headers. A file
 * is read through one window, so that walking through neighbouring fields
 * costs one system call. The struct lives on the stack and owns nothing.
 */
typedef struct
{
  const guint8 *data; /* NULL: the file */
  int fd;
  guint64 size;
  guint64 window_start;
  gsize window_size;
  guint8 window[4096];
} GwByteSource;

void _gw_byte_source_init_memory (GwByteSource *self, const guint8 *data, gsize size);

/* fd stays the caller's. */
void _gw_byte_source_init_file (GwByteSource *self, int fd, guint64 size);

/* Copies up to n bytes from an offset; fewer only at the end of the source
 * or when reading fails.
 */
gsize _gw_byte_source_read (GwByteSource *self, guint64 offset, void *buffer, gsize n);

/* As above, whether all were there. */
gboolean _gw_byte_source_read_all (GwByteSource *self, guint64 offset, void *buffer, gsize n);

static inline guint
_gw_be16 (const guint8 *p)
{
  return ((guint) p[0] << 8) | p[1];
}

static inline guint32
_gw_be32 (const guint8 *p)
{
  return ((guint32) p[0] << 24) | ((guint32) p[1] << 16) | ((guint32) p[2] << 8) | p[3];
}

static inline guint
_gw_le16 (const guint8 *p)
{
  return ((guint) p[1] << 8) | p[0];
}

static inline guint32
_gw_le32 (const guint8 *p)
{
  return ((guint32) p[3] << 24) | ((guint32) p[2] << 16) | ((guint32) p[1] << 8) | p[0];
}

G_END_DECLS
