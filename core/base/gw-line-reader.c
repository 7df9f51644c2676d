/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-line-reader.h"

#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-limits.h"
#include "gw-window-private.h"

#define WINDOW (256 * 1024)

struct _GwLineReader
{
  GwWindow window;
  gsize max_bytes;
  guint64 line;
  guint64 offset;
  gboolean started;
  GError *failure; /* of the stream; stays */
};

GwLineReader *
gw_line_reader_new (GInputStream *stream, gsize max_bytes, GCancellable *cancellable)
{
  GwLineReader *self;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  self = g_new0 (GwLineReader, 1);
  _gw_window_init (&self->window, stream, cancellable, WINDOW);
  self->max_bytes = max_bytes > 0 ? max_bytes : gw_limit_get (GW_LIMIT_JSON_LINE_BYTES);
  return self;
}

void
gw_line_reader_free (GwLineReader *self)
{
  if (self == NULL)
    return;

  _gw_window_clear (&self->window);
  g_clear_error (&self->failure);
  g_free (self);
}

/* The line feed that ends the line at keep, or NULL at the end of the text, on
 * an error and when the line is too long.
 */
static char *
find_end (GwLineReader *self)
{
  GwWindow *window = &self->window;

  for (;;)
    {
      char *found = memchr (window->cur, '\n', window->end - window->cur);

      if (found != NULL)
        return found;
      window->cur = window->end;
      /* One more for the CR of a line that is exactly as long as allowed. */
      if ((gsize) (window->end - window->keep) > self->max_bytes + 1)
        return NULL;
      if (!_gw_window_fill (window, &self->failure))
        return NULL;
    }
}

/* Steps over the rest of a line, keeping nothing of it. An error waits for the
 * next call. */
static void
drop_line (GwLineReader *self)
{
  GwWindow *window = &self->window;

  for (;;)
    {
      char *found = memchr (window->cur, '\n', window->end - window->cur);

      window->keep = window->cur = found != NULL ? found + 1 : window->end;
      if (found != NULL || !_gw_window_fill (window, &self->failure))
        return;
    }
}

static const char *
fail (GwLineReader *self, GError **error)
{
  g_propagate_error (error, g_error_copy (self->failure));
  return NULL;
}

const char *
gw_line_reader_next (GwLineReader *self, gsize *length, GError **error)
{
  GwWindow *window;
  char *begin, *end;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (length != NULL, NULL);

  if (self->failure != NULL)
    return fail (self, error);

  window = &self->window;
  if (!self->started && !_gw_window_skip_mark (window, &self->failure))
    return fail (self, error);
  self->started = TRUE;

  window->keep = window->cur;
  self->offset = _gw_window_offset_of (window, window->cur);
  end = find_end (self);
  if (self->failure != NULL)
    return fail (self, error);

  begin = window->keep;
  if (end == NULL && window->at_end && begin == window->end)
    return NULL;

  self->line++;
  if (end != NULL)
    window->cur = end + 1;
  else
    end = window->cur;
  if (end > begin && end[-1] == '\r')
    end--;
  if ((gsize) (end - begin) > self->max_bytes)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("Line %llu is longer than the %llu bytes that a line may have."),
                   (unsigned long long) self->line, (unsigned long long) self->max_bytes);
      /* Found whole, it is behind cur already. */
      if (window->cur[-1] != '\n')
        drop_line (self);
      return NULL;
    }

  *end = '\0';
  *length = end - begin;
  return begin;
}

guint64
gw_line_reader_get_line (GwLineReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->line;
}

guint64
gw_line_reader_get_offset (GwLineReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->offset;
}
