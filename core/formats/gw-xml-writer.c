/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-xml-writer.h"

#include <string.h>

#define BLOCK_BYTES (64 * 1024)

struct _GwXmlWriter
{
  GOutputStream *stream; /* (nullable): buffer is what is written to */
  GString *buffer;
  char *indent;
  guint depth;
  GPtrArray *open; /* char *: names */
  gboolean in_tag; /* the last one can take attributes yet */
  GError *error;   /* (nullable) */
};

static GwXmlWriter *
writer_new (GOutputStream *stream, GString *buffer, const char *indent, guint depth)
{
  GwXmlWriter *self = g_new0 (GwXmlWriter, 1);

  self->stream = stream != NULL ? g_object_ref (stream) : NULL;
  self->buffer = buffer;
  self->indent = g_strdup (indent);
  self->depth = depth;
  self->open = g_ptr_array_new_with_free_func (g_free);

  return self;
}

GwXmlWriter *
gw_xml_writer_new (GOutputStream *stream, const char *indent, guint depth)
{
  return writer_new (stream, g_string_sized_new (2 * BLOCK_BYTES), indent, depth);
}

GwXmlWriter *
gw_xml_writer_new_for_string (GString *string, const char *indent, guint depth)
{
  return writer_new (NULL, string, indent, depth);
}

void
gw_xml_writer_free (GwXmlWriter *self)
{
  if (self == NULL)
    return;
  if (self->stream != NULL)
    g_string_free (self->buffer, TRUE);
  g_clear_object (&self->stream);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->open);
  g_free (self->indent);
  g_free (self);
}

/* --- bytes ---------------------------------------------------------------------------- */

static void
flush (GwXmlWriter *self, gsize most)
{
  if (self->stream == NULL || self->buffer->len <= most)
    return;
  if (self->error == NULL)
    g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len, NULL, NULL, &self->error);
  g_string_truncate (self->buffer, 0);
}

static gboolean
can_hold (gunichar c)
{
  return (c >= 0x20 || c == '\t' || c == '\n' || c == '\r') && c != 0xFFFE && c != 0xFFFF;
}

/* Readers make line feeds of returns, and blanks of both in attributes: those go by number. */
static void
append_escaped (GString *out, const char *text, gboolean is_attribute)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (c == '&')
        g_string_append (out, "&amp;");
      else if (c == '<')
        g_string_append (out, "&lt;");
      else if (c == '>')
        g_string_append (out, "&gt;");
      else if (c == '"' && is_attribute)
        g_string_append (out, "&quot;");
      else if (c == '\r' || (is_attribute && (c == '\t' || c == '\n')))
        g_string_append_printf (out, "&#%u;", c);
      else if (can_hold (c))
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
}

static void
indent_line (GwXmlWriter *self, guint depth)
{
  for (guint i = 0; i < self->depth + depth; i++)
    g_string_append (self->buffer, self->indent);
}

/* --- elements ---------------------------------------------------------------------------- */

static void
end_tag (GwXmlWriter *self)
{
  if (self->in_tag)
    g_string_append (self->buffer, ">\n");
  self->in_tag = FALSE;
}

void
gw_xml_writer_declare (GwXmlWriter *self)
{
  g_string_append (self->buffer, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
}

void
gw_xml_writer_begin (GwXmlWriter *self, const char *name)
{
  end_tag (self);
  flush (self, BLOCK_BYTES);
  indent_line (self, self->open->len);
  g_string_append_printf (self->buffer, "<%s", name);
  g_ptr_array_add (self->open, g_strdup (name));
  self->in_tag = TRUE;
}

void
gw_xml_writer_attribute (GwXmlWriter *self, const char *name, const char *value)
{
  g_return_if_fail (self->in_tag);

  g_string_append_printf (self->buffer, " %s=\"", name);
  append_escaped (self->buffer, value, TRUE);
  g_string_append_c (self->buffer, '"');
}

void
gw_xml_writer_attribute_int64 (GwXmlWriter *self, const char *name, gint64 value)
{
  g_return_if_fail (self->in_tag);

  g_string_append_printf (self->buffer, " %s=\"%" G_GINT64_FORMAT "\"", name, value);
}

static char *
pop (GwXmlWriter *self)
{
  return g_ptr_array_steal_index (self->open, self->open->len - 1);
}

void
gw_xml_writer_end (GwXmlWriter *self)
{
  g_autofree char *name = NULL;

  g_return_if_fail (self->open->len > 0);

  name = pop (self);
  if (self->in_tag)
    g_string_append (self->buffer, "/>\n");
  else
    {
      indent_line (self, self->open->len);
      g_string_append_printf (self->buffer, "</%s>\n", name);
    }
  self->in_tag = FALSE;
}

void
gw_xml_writer_end_text (GwXmlWriter *self, const char *text)
{
  g_autofree char *name = NULL;

  g_return_if_fail (self->in_tag);

  name = pop (self);
  g_string_append_c (self->buffer, '>');
  append_escaped (self->buffer, text, FALSE);
  g_string_append_printf (self->buffer, "</%s>\n", name);
  self->in_tag = FALSE;
}

void
gw_xml_writer_text (GwXmlWriter *self, const char *name, const char *text)
{
  gw_xml_writer_begin (self, name);
  gw_xml_writer_end_text (self, text);
}

void
gw_xml_writer_raw (GwXmlWriter *self, const char *xml, gssize length)
{
  end_tag (self);
  flush (self, BLOCK_BYTES);
  g_string_append_len (self->buffer, xml, length);
}

/* --- paths ----------------------------------------------------------------------------------- */

/* “point#2” is another “point”. (transfer full) */
static char *
get_element_name (const char *component)
{
  const char *mark = strchr (component, '#');

  return mark != NULL ? g_strndup (component, (gsize) (mark - component)) : g_strdup (component);
}

/* Closes elements until n are open. */
static void
close_to (GwXmlWriter *self, GPtrArray *open, guint n)
{
  while (open->len > n)
    {
      gw_xml_writer_end (self);
      g_ptr_array_set_size (open, (int) open->len - 1);
    }
}

/* Paths come out of files that anybody may have written. */
static gboolean
are_names (char **parts)
{
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *name = get_element_name (parts[i]);

      if (!gw_xml_is_name (name))
        return FALSE;
    }
  return TRUE;
}

/* Opens the elements of parts, of which as many as can be are open already; most: how many of these
 * may be.
 */
static void
open_parts (GwXmlWriter *self, GPtrArray *open, char **parts, guint most)
{
  guint shared = 0;

  while (shared < MIN (open->len, most) && strcmp (g_ptr_array_index (open, shared), parts[shared]) == 0)
    shared++;
  close_to (self, open, shared);
  for (guint k = shared; parts[k] != NULL; k++)
    {
      g_autofree char *name = get_element_name (parts[k]);

      gw_xml_writer_begin (self, name);
      g_ptr_array_add (open, g_strdup (parts[k]));
    }
}

/* Attributes stand before what is in their element, so that it was opened just now, or is to be. */
static void
write_path (GwXmlWriter *self, GPtrArray *open, const char *path, const char *text)
{
  const char *mark = strrchr (path, '@');
  g_autofree char *element = mark != NULL ? g_strndup (path, (gsize) (mark - path)) : g_strdup (path);
  g_auto (GStrv) parts = g_strsplit (element, "/", -1);
  const guint n = g_strv_length (parts);

  if (n == 0 || !are_names (parts) || (mark != NULL && !gw_xml_is_name (mark + 1)))
    return;
  open_parts (self, open, parts, self->in_tag && open->len == n ? n : n - 1);
  if (mark != NULL)
    {
      gw_xml_writer_attribute (self, mark + 1, text);
      return;
    }
  gw_xml_writer_end_text (self, text);
  g_ptr_array_set_size (open, (int) n - 1);
}

void
gw_xml_writer_paths (GwXmlWriter *self, const GwJsonMembers *members)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);

  end_tag (self);
  for (guint i = 0; i < gw_json_members_get_n (members); i++)
    {
      const char *path = gw_json_members_get_at (members, i, NULL, NULL);
      g_autofree char *text = gw_json_members_dup_string (members, path);

      if (text != NULL && path[0] != '@')
        write_path (self, open, path, text);
    }
  close_to (self, open, 0);
}

void
gw_xml_writer_attributes (GwXmlWriter *self, const GwJsonMembers *members)
{
  for (guint i = 0; i < gw_json_members_get_n (members); i++)
    {
      const char *path = gw_json_members_get_at (members, i, NULL, NULL);
      g_autofree char *text = path[0] == '@' && gw_xml_is_name (path + 1) ? gw_json_members_dup_string (members, path)
                                                                          : NULL;

      if (text != NULL)
        gw_xml_writer_attribute (self, path + 1, text);
    }
}

/* --- the end ------------------------------------------------------------------------------------ */

gboolean
gw_xml_is_name (const char *text)
{
  if (!g_unichar_isalpha (g_utf8_get_char (text)) && text[0] != '_')
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isalnum (g_utf8_get_char (p)) && strchr ("._:-", *p) == NULL)
      return FALSE;
  return TRUE;
}

gboolean
gw_xml_writer_has_failed (GwXmlWriter *self)
{
  return self->error != NULL;
}

gboolean
gw_xml_writer_finish (GwXmlWriter *self, GError **error)
{
  g_return_val_if_fail (self->open->len == 0, FALSE);

  flush (self, 0);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}
