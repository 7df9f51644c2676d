/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <string.h>

G_BEGIN_DECLS

/* Where the writers of this folder put their text: a string that is handed to
 * a stream whenever it has grown to GW_SINK_BLOCK, or one that just grows. The
 * first error stays, and nothing is written after it.
 */
#define GW_SINK_BLOCK (64 * 1024)

typedef struct
{
  GString *text;
  GOutputStream *stream; /* NULL: text is the caller's and only grows */
  GCancellable *cancellable;
  GError *error;
} GwSink;

void _gw_sink_init (GwSink *self, GOutputStream *stream, GCancellable *cancellable);
void _gw_sink_init_string (GwSink *self, GString *string);
void _gw_sink_clear (GwSink *self);

/* Hands on what is there. */
void _gw_sink_flush (GwSink *self);

/* Flushes, and copies the first error. */
gboolean _gw_sink_finish (GwSink *self, GError **error);

static inline void
_gw_sink_append (GwSink *self, const char *text, gsize length)
{
  GString *to = self->text;

  if (length < to->allocated_len - to->len)
    {
      memcpy (to->str + to->len, text, length);
      to->len += length;
      to->str[to->len] = '\0';
    }
  else
    g_string_append_len (to, text, (gssize) length);
  if (self->stream != NULL && self->text->len >= GW_SINK_BLOCK)
    _gw_sink_flush (self);
}

/* Room for `n` bytes and a NUL at the end of the text, for the caller to write
 * to and then to add with _gw_sink_add().
 */
static inline char *
_gw_sink_get_room (GwSink *self, gsize n)
{
  const gsize length = self->text->len;

  if (n >= self->text->allocated_len - length)
    {
      g_string_set_size (self->text, length + n);
      g_string_truncate (self->text, length);
    }
  return self->text->str + length;
}

/* `n` bytes that were written to the room, a NUL after them. */
static inline void
_gw_sink_add (GwSink *self, gsize n)
{
  self->text->len += n;
  if (self->stream != NULL && self->text->len >= GW_SINK_BLOCK)
    _gw_sink_flush (self);
}

static inline void
_gw_sink_append_c (GwSink *self, char c)
{
  g_string_append_c (self->text, c);
}

G_END_DECLS
