/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <string.h>

G_BEGIN_DECLS

/* A window that moves over a stream or over text in memory, for the readers of
 * this folder. Always true: buffer <= keep <= cur <= end, and at least
 * GW_WINDOW_PADDING zero bytes follow `end`, so that a scanner may look ahead
 * and stops by itself at a NUL.
 */
#define GW_WINDOW_PADDING 16

/* A window over text in memory is as long as the text, up to here: many texts are a few words. */
#define GW_WINDOW_MEMORY (16 * 1024)

typedef struct
{
  char *buffer;
  gsize capacity; /* without the padding */
  char *keep;     /* bytes before it may go when the window moves */
  char *cur;      /* the next byte to read */
  char *end;
  guint64 offset; /* of buffer[0] in the source */

  GInputStream *stream;
  GCancellable *cancellable;
  const char *memory; /* what is still to come when there is no stream */
  gsize memory_left;
  gboolean at_end; /* the source has no more */
} GwWindow;

/* capacity: not 0. */
void _gw_window_init (GwWindow *self, GInputStream *stream, GCancellable *cancellable, gsize capacity);
void _gw_window_set_memory (GwWindow *self, const char *text, gsize length, guint64 offset);
void _gw_window_clear (GwWindow *self);

/* Brings in more bytes after `end`, moves everything from `keep` to the front,
 * and grows when more than half is kept. Pointers into the window are stale
 * afterwards, but for its own. FALSE at the end of the source, or with `error`.
 */
gboolean _gw_window_fill (GwWindow *self, GError **error);

/* Tries to have `n` bytes at `cur`. FALSE only with `error`. */
gboolean _gw_window_ensure (GwWindow *self, gsize n, GError **error);

/* Steps over a UTF-8 byte order mark. FALSE only with `error`. */
gboolean _gw_window_skip_mark (GwWindow *self, GError **error);

static inline guint64
_gw_window_offset_of (const GwWindow *self, const char *p)
{
  return self->offset + (guint64) (p - self->buffer);
}

static inline guint64
_gw_load_8 (const char *p)
{
  guint64 word;

  memcpy (&word, p, sizeof word);
  return word;
}

/* In each byte of the result the high bit is set where `word` has `byte`. At
 * the lowest set bit that is certain; above it there may be false ones. */
static inline guint64
_gw_bytes_equal (guint64 word, guchar byte)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  const guint64 x = word ^ (ones * byte);

  return (x - ones) & ~x & (ones << 7);
}

/* The same for bytes below `byte`, which is at most 128. */
static inline guint64
_gw_bytes_below (guint64 word, guchar byte)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);

  return (word - ones * byte) & ~word & (ones << 7);
}

/* How many bytes the UTF-8 character at `p` takes; 0 when it is not valid, -1
 * when `end` comes before it could be told. `p` is below `end`.
 */
int _gw_utf8_length (const char *p, const char *end);

G_END_DECLS
