/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-window-private.h"

void
_gw_window_init (GwWindow *self, GInputStream *stream, GCancellable *cancellable, gsize capacity)
{
  memset (self, 0, sizeof *self);
  self->capacity = capacity;
  self->buffer = g_malloc (capacity + GW_WINDOW_PADDING);
  memset (self->buffer, 0, GW_WINDOW_PADDING);
  self->keep = self->cur = self->end = self->buffer;
  g_set_object (&self->stream, stream);
  g_set_object (&self->cancellable, cancellable);
}

void
_gw_window_set_memory (GwWindow *self, const char *text, gsize length, guint64 offset)
{
  const gsize wanted = MIN (length, GW_WINDOW_MEMORY);

  g_clear_object (&self->stream);
  if (self->capacity < wanted)
    {
      g_free (self->buffer);
      self->capacity = wanted;
      self->buffer = g_malloc (wanted + GW_WINDOW_PADDING);
    }
  self->memory = text;
  self->memory_left = length;
  self->offset = offset;
  self->at_end = FALSE;
  self->keep = self->cur = self->end = self->buffer;
  memset (self->end, 0, GW_WINDOW_PADDING);
}

void
_gw_window_clear (GwWindow *self)
{
  g_clear_object (&self->stream);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->buffer, g_free);
}

static void
make_room (GwWindow *self)
{
  const gsize kept = self->end - self->keep;
  const gsize ahead = self->cur - self->keep;

  if (kept > self->capacity / 2)
    {
      const gsize gone = self->keep - self->buffer;

      self->capacity *= 2;
      self->buffer = g_realloc (self->buffer, self->capacity + GW_WINDOW_PADDING);
      self->keep = self->buffer + gone;
    }

  if (self->keep > self->buffer)
    {
      self->offset += self->keep - self->buffer;
      memmove (self->buffer, self->keep, kept);
    }

  self->keep = self->buffer;
  self->cur = self->buffer + ahead;
  self->end = self->buffer + kept;
}

gboolean
_gw_window_fill (GwWindow *self, GError **error)
{
  gsize room;
  gssize n;

  if (self->at_end || g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  /* A window that has all of a text need not grow to find its end. */
  if (self->stream == NULL && self->memory_left == 0)
    {
      self->at_end = TRUE;
      return FALSE;
    }

  make_room (self);
  room = self->buffer + self->capacity - self->end;
  if (self->stream != NULL)
    {
      n = g_input_stream_read (self->stream, self->end, room, self->cancellable, error);
    }
  else
    {
      n = (gssize) MIN (room, self->memory_left);
      if (n > 0)
        {
          memcpy (self->end, self->memory, n);
          self->memory += n;
          self->memory_left -= n;
        }
    }

  if (n > 0)
    self->end += n;
  memset (self->end, 0, GW_WINDOW_PADDING);
  if (n == 0)
    self->at_end = TRUE;
  return n > 0;
}

gboolean
_gw_window_ensure (GwWindow *self, gsize n, GError **error)
{
  while ((gsize) (self->end - self->cur) < n)
    {
      g_autoptr (GError) local_error = NULL;

      if (!_gw_window_fill (self, &local_error))
        {
          if (local_error == NULL)
            return TRUE;
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
_gw_window_skip_mark (GwWindow *self, GError **error)
{
  if (!_gw_window_ensure (self, 3, error))
    return FALSE;
  if (self->end - self->cur >= 3 && memcmp (self->cur, "\xef\xbb\xbf", 3) == 0)
    self->keep = self->cur += 3;
  return TRUE;
}

int
_gw_utf8_length (const char *text, const char *end)
{
  const guchar *p = (const guchar *) text;
  const gssize left = end - text;
  guchar low = 0x80, high = 0xbf;
  int length;

  if (p[0] < 0x80)
    return 1;
  if (p[0] < 0xc2 || p[0] > 0xf4)
    return 0;

  length = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
  /* No overlong forms, no surrogates, nothing above U+10FFFF. */
  if (p[0] == 0xe0)
    low = 0xa0;
  else if (p[0] == 0xed)
    high = 0x9f;
  else if (p[0] == 0xf0)
    low = 0x90;
  else if (p[0] == 0xf4)
    high = 0x8f;

  for (int i = 1; i < length; i++)
    {
      if (i >= left)
        return -1;
      if (p[i] < low || p[i] > high)
        return 0;
      low = 0x80;
      high = 0xbf;
    }
  return length;
}
