/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-json-writer.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-error.h"
#include "gw-number.h"
#include "gw-path.h"
#include "gw-sink-private.h"
#include "gw-window-private.h"

/* As deep as most documents go: nothing is allocated for them, as a small one
 * is written for every object of an import.
 */
#define USUAL_DEPTH 32

/* Always true: open holds '{' or '[' for each of the depth containers that are
 * open; has_items speaks of the innermost one; after_key means that its value
 * is due.
 */
struct _GwJsonWriter
{
  GwSink sink;
  char *open;
  gsize depth;
  gsize room; /* of open */
  char usual[USUAL_DEPTH];
  gboolean indented;
  gboolean has_items;
  gboolean after_key;
  gboolean complete; /* a document has ended and no newline followed yet */
  int decimals;
};

static GwJsonWriter *
writer_new (GwJsonWriterStyle style)
{
  GwJsonWriter *self = g_new0 (GwJsonWriter, 1);

  self->open = self->usual;
  self->room = USUAL_DEPTH;
  self->indented = style == GW_JSON_WRITER_INDENTED;
  self->decimals = -1;
  return self;
}

GwJsonWriter *
gw_json_writer_new (GOutputStream *stream, GwJsonWriterStyle style, GCancellable *cancellable)
{
  GwJsonWriter *self;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);

  self = writer_new (style);
  _gw_sink_init (&self->sink, stream, cancellable);
  return self;
}

GwJsonWriter *
gw_json_writer_new_for_string (GString *string, GwJsonWriterStyle style)
{
  GwJsonWriter *self;

  g_return_val_if_fail (string != NULL, NULL);

  self = writer_new (style);
  _gw_sink_init_string (&self->sink, string);
  return self;
}

void
gw_json_writer_free (GwJsonWriter *self)
{
  if (self == NULL)
    return;

  _gw_sink_clear (&self->sink);
  if (self->open != self->usual)
    g_free (self->open);
  g_free (self);
}

void
gw_json_writer_set_decimals (GwJsonWriter *self, int decimals)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (decimals >= -1 && decimals <= 15);

  self->decimals = decimals;
}

/* '{', '[', or 0 outside all containers. */
static char
innermost (GwJsonWriter *self)
{
  return self->depth > 0 ? self->open[self->depth - 1] : 0;
}

static void
break_line (GwJsonWriter *self)
{
  if (!self->indented)
    return;

  _gw_sink_append_c (&self->sink, '\n');
  for (gsize i = 0; i < self->depth; i++)
    _gw_sink_append (&self->sink, "  ", 2);
}

/* What stands between the item before and the one that comes. */
static void
begin_item (GwJsonWriter *self)
{
  if (self->has_items)
    _gw_sink_append_c (&self->sink, ',');
  break_line (self);
  self->has_items = TRUE;
}

/* FALSE when a value must not be written: an error before, or a caller's bug. */
static gboolean
begin_value (GwJsonWriter *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  /* After a text that could not be a key, too: the first error is told at the end. */
  if (self->sink.error != NULL)
    return FALSE;
  g_return_val_if_fail (innermost (self) != '{' || self->after_key, FALSE);
  g_return_val_if_fail (!self->complete, FALSE);

  if (self->after_key)
    self->after_key = FALSE;
  else if (self->depth > 0)
    begin_item (self);
  return self->sink.error == NULL;
}

static void
end_value (GwJsonWriter *self)
{
  self->complete = self->depth == 0;
}

static void
write_value (GwJsonWriter *self, const char *text, gsize length)
{
  if (!begin_value (self))
    return;

  _gw_sink_append (&self->sink, text, length);
  end_value (self);
}

static void
grow (GwJsonWriter *self)
{
  char *open = self->open != self->usual ? self->open : NULL;

  self->room *= 2;
  self->open = g_realloc (open, self->room);
  if (open == NULL)
    memcpy (self->open, self->usual, sizeof self->usual);
}

static void
begin_container (GwJsonWriter *self, char open)
{
  if (!begin_value (self))
    return;

  _gw_sink_append_c (&self->sink, open);
  if (self->depth == self->room)
    grow (self);
  self->open[self->depth++] = open;
  self->has_items = FALSE;
}

static void
end_container (GwJsonWriter *self, char open)
{
  g_return_if_fail (self != NULL);
  if (self->sink.error != NULL)
    return;
  g_return_if_fail (innermost (self) == open);
  g_return_if_fail (!self->after_key);

  self->depth--;
  if (self->has_items)
    break_line (self);
  _gw_sink_append (&self->sink, open == '{' ? "}" : "]", 1);
  self->has_items = TRUE;
  end_value (self);
}

void
gw_json_writer_begin_object (GwJsonWriter *self)
{
  begin_container (self, '{');
}

void
gw_json_writer_end_object (GwJsonWriter *self)
{
  end_container (self, '{');
}

void
gw_json_writer_begin_array (GwJsonWriter *self)
{
  begin_container (self, '[');
}

void
gw_json_writer_end_array (GwJsonWriter *self)
{
  end_container (self, '[');
}

static void
append_escape (GwSink *sink, guchar c)
{
  static const char from[] = "\"\\\b\f\n\r\t";
  static const char to[] = "\"\\bfnrt";
  const char *found = c != 0 ? strchr (from, c) : NULL;
  char text[8] = "\\";

  if (found != NULL)
    {
      text[1] = to[found - from];
      _gw_sink_append (sink, text, 2);
    }
  else
    {
      g_snprintf (text, sizeof text, "\\u%04x", c);
      _gw_sink_append (sink, text, 6);
    }
}

/* The end of what may stand in a string as it is, from `p` on. */
static const char *
skip_plain (const char *p, const char *end)
{
  while (end - p >= 8)
    {
      const guint64 word = _gw_load_8 (p);

      if ((_gw_bytes_equal (word, '"') | _gw_bytes_equal (word, '\\') | _gw_bytes_below (word, 0x20)
           | (word & G_GUINT64_CONSTANT (0x8080808080808080)))
          != 0)
        break;
      p += 8;
    }

  while (p < end && (guchar) *p >= 0x20 && *p != '"' && *p != '\\')
    {
      const int length = _gw_utf8_length (p, end);

      if (length <= 0)
        break;
      p += length;
    }
  return p;
}

static void
fail_encoding (GwJsonWriter *self, const char *text, gssize length)
{
  g_autofree char *shown = gw_path_display (text, length);

  if (self->sink.error == NULL)
    g_set_error (&self->sink.error, GW_ERROR, GW_ERROR_INVALID,
                 _ ("The text “%s” is not UTF-8 and cannot be written as JSON."), shown);
}

static void
append_string (GwJsonWriter *self, const char *text, gssize length)
{
  const char *p = text;
  const char *end = text + (length < 0 ? strlen (text) : (gsize) length);

  _gw_sink_append_c (&self->sink, '"');
  while (p < end)
    {
      const char *stop = skip_plain (p, end);

      _gw_sink_append (&self->sink, p, stop - p);
      if (stop == end)
        break;
      if ((guchar) *stop >= 0x80)
        {
          fail_encoding (self, text, end - text);
          return;
        }
      append_escape (&self->sink, (guchar) *stop);
      p = stop + 1;
    }
  _gw_sink_append (&self->sink, "\"", 1);
}

void
gw_json_writer_key_length (GwJsonWriter *self, const char *key, gssize length)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (key != NULL);
  if (self->sink.error != NULL)
    return;
  g_return_if_fail (innermost (self) == '{' && !self->after_key);

  begin_item (self);
  append_string (self, key, length);
  _gw_sink_append (&self->sink, ": ", self->indented ? 2 : 1);
  self->after_key = TRUE;
}

void
gw_json_writer_key (GwJsonWriter *self, const char *key)
{
  gw_json_writer_key_length (self, key, -1);
}

void
gw_json_writer_string_length (GwJsonWriter *self, const char *text, gssize length)
{
  g_return_if_fail (text != NULL || length == 0);

  if (!begin_value (self))
    return;

  append_string (self, text != NULL ? text : "", length);
  end_value (self);
}

void
gw_json_writer_string (GwJsonWriter *self, const char *text)
{
  gw_json_writer_string_length (self, text, -1);
}

/* Returns the place behind it, where a NUL is. */
static inline char *
put_double (const GwJsonWriter *self, double value, char *room)
{
  if (!isfinite (value))
    return strcpy (room, "null") + 4;
  if (self->decimals < 0)
    return room + gw_number_format (value, room);
  return room + gw_number_format_decimals (value, (guint) self->decimals, room);
}

static void
append_double (GwJsonWriter *self, double value)
{
  char *room = _gw_sink_get_room (&self->sink, GW_NUMBER_LENGTH);

  _gw_sink_add (&self->sink, (gsize) (put_double (self, value, room) - room));
}

void
gw_json_writer_double (GwJsonWriter *self, double value)
{
  if (!begin_value (self))
    return;

  append_double (self, value);
  end_value (self);
}

/* Between compact numbers there is a comma, and nothing else to think of. */
static void
append_doubles (GwJsonWriter *self, const double *values, gsize n)
{
  for (gsize i = 0; i < n && self->sink.error == NULL; i++)
    {
      char *room = _gw_sink_get_room (&self->sink, GW_NUMBER_LENGTH + 1), *end = room;

      if (i > 0)
        *end++ = ',';
      _gw_sink_add (&self->sink, (gsize) (put_double (self, values[i], end) - room));
    }
}

void
gw_json_writer_doubles (GwJsonWriter *self, const double *values, gsize n)
{
  g_return_if_fail (values != NULL || n == 0);

  gw_json_writer_begin_array (self);
  if (!self->indented)
    append_doubles (self, values, n);
  for (gsize i = 0; self->indented && i < n && self->sink.error == NULL; i++)
    {
      begin_item (self);
      append_double (self, values[i]);
    }
  gw_json_writer_end_array (self);
}

void
gw_json_writer_pairs (GwJsonWriter *self, const double *values, gsize n)
{
  g_return_if_fail (values != NULL || n == 0);

  gw_json_writer_begin_array (self);
  for (gsize i = 0; self->indented && i < n; i++)
    gw_json_writer_doubles (self, values + 2 * i, 2);
  for (gsize i = 0; !self->indented && i < n && self->sink.error == NULL; i++)
    {
      char *room = _gw_sink_get_room (&self->sink, 2 * GW_NUMBER_LENGTH + 4), *end = room;

      if (i > 0)
        *end++ = ',';
      *end++ = '[';
      end = put_double (self, values[2 * i], end);
      *end++ = ',';
      end = put_double (self, values[2 * i + 1], end);
      *end++ = ']';
      *end = '\0';
      _gw_sink_add (&self->sink, (gsize) (end - room));
    }
  gw_json_writer_end_array (self);
}

void
gw_json_writer_int64 (GwJsonWriter *self, gint64 value)
{
  char text[GW_NUMBER_LENGTH];
  char *p = text + sizeof text;
  guint64 left = value < 0 ? 0 - (guint64) value : (guint64) value;

  do
    *--p = (char) ('0' + left % 10);
  while ((left /= 10) != 0);
  if (value < 0)
    *--p = '-';
  write_value (self, p, text + sizeof text - p);
}

void
gw_json_writer_boolean (GwJsonWriter *self, gboolean value)
{
  write_value (self, value ? "true" : "false", value ? 4 : 5);
}

void
gw_json_writer_null (GwJsonWriter *self)
{
  write_value (self, "null", 4);
}

void
gw_json_writer_raw (GwJsonWriter *self, const char *json, gssize length)
{
  g_return_if_fail (json != NULL);

  write_value (self, json, length < 0 ? strlen (json) : (gsize) length);
}

void
gw_json_writer_key_string (GwJsonWriter *self, const char *key, const char *text)
{
  gw_json_writer_key (self, key);
  gw_json_writer_string (self, text);
}

void
gw_json_writer_key_double (GwJsonWriter *self, const char *key, double value)
{
  gw_json_writer_key (self, key);
  gw_json_writer_double (self, value);
}

void
gw_json_writer_key_int64 (GwJsonWriter *self, const char *key, gint64 value)
{
  gw_json_writer_key (self, key);
  gw_json_writer_int64 (self, value);
}

void
gw_json_writer_key_boolean (GwJsonWriter *self, const char *key, gboolean value)
{
  gw_json_writer_key (self, key);
  gw_json_writer_boolean (self, value);
}

void
gw_json_writer_newline (GwJsonWriter *self)
{
  g_return_if_fail (self != NULL);
  if (self->sink.error != NULL)
    return;
  g_return_if_fail (self->depth == 0);

  _gw_sink_append (&self->sink, "\n", 1);
  self->complete = FALSE;
}

gboolean
gw_json_writer_has_failed (GwJsonWriter *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->sink.error != NULL;
}

gboolean
gw_json_writer_finish (GwJsonWriter *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->sink.error != NULL || self->depth == 0, FALSE);

  return _gw_sink_finish (&self->sink, error);
}
