/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-xml.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"

/* Where an XML declaration ends. */
#define MOST_DECLARATION 200
/* What is searched of a text for tags. */
#define MOST_SEARCHED ((gsize) 256 * 1024)
/* No character is longer, in any encoding that is read. */
#define MOST_CHARACTER 4

struct _GwXmlParser
{
  GwXmlFuncs funcs;
  gpointer data;
  GMarkupParseContext *context;
  GPtrArray *texts; /* of GString: of each open element */
  gsize held;       /* bytes in texts */
  gsize since;      /* bytes given since the parser last got somewhere */
  GByteArray *rest; /* not decoded yet: a part of a character, or of the declaration */
  gboolean decided; /* which encoding it is */
  GIConv converter; /* to UTF-8; NULL: it is that */
  GByteArray *decoded;
  GString *lines;        /* with line feeds only */
  gboolean after_return; /* the last character was a return, and a line feed would be the same end of a line */
  const char *code;      /* (nullable) */
  gboolean failed;       /* a function said FALSE */
  gboolean begun;        /* there was an element */
};

static gboolean
fail (const char *wrong, const char *text, const char **code, GError **error)
{
  *code = wrong;
  g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID, text);
  return FALSE;
}

/* --- encodings ------------------------------------------------------------------------- */

static gboolean
fail_encoding (const char **code, GError **error)
{
  return fail ("encoding",
               _ ("The text is not in the encoding that it names, or in none that is read: UTF-8, UTF-16 and "
                  "ISO-8859-1 are."),
               code, error);
}

/* What the declaration says; NULL: nothing. (transfer full) */
static char *
find_encoding (const char *text, gsize length)
{
  g_autofree char *head = g_strndup (text, MIN (length, MOST_DECLARATION));
  const char *end, *word;
  char quote;

  if (!g_str_has_prefix (head, "<?xml") || (end = strstr (head, "?>")) == NULL)
    return NULL;
  word = strstr (head, "encoding");
  if (word == NULL || word > end)
    return NULL;
  word = strpbrk (word, "\"'");
  if (word == NULL || word > end)
    return NULL;
  quote = *word++;
  end = strchr (word, quote);
  return end != NULL ? g_strndup (word, (gsize) (end - word)) : NULL;
}

static gboolean
open_converter (GwXmlParser *self, const char *encoding, const char **code, GError **error)
{
  GIConv converter = g_iconv_open ("UTF-8", encoding);

  if (converter == (GIConv) -1)
    return fail_encoding (code, error);
  self->converter = converter;
  return TRUE;
}

/* By the mark at the beginning, or by what the declaration says. */
static gboolean
decide (GwXmlParser *self, const char **code, GError **error)
{
  static const char *const latin[] = { "ISO-8859-1", "ISO_8859-1", "LATIN1", "LATIN-1", NULL };
  static const char *const plain[] = { "UTF-8", "UTF8", "US-ASCII", "ASCII", NULL };
  const char *text = self->rest->len > 0 ? (const char *) self->rest->data : "";
  const gsize length = self->rest->len;
  g_autofree char *encoding = NULL;
  g_autofree char *upper = NULL;

  self->decided = TRUE;
  if (length >= 2 && (memcmp (text, "\xFF\xFE", 2) == 0 || memcmp (text, "\xFE\xFF", 2) == 0))
    return open_converter (self, "UTF-16", code, error);
  encoding = find_encoding (text, length);
  upper = encoding != NULL ? g_ascii_strup (encoding, -1) : NULL;
  if (upper != NULL && g_strv_contains (latin, upper))
    return open_converter (self, "ISO-8859-1", code, error);
  if (upper != NULL && !g_strv_contains (plain, upper))
    return fail_encoding (code, error);
  if (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    g_byte_array_remove_range (self->rest, 0, 3);

  return TRUE;
}

/* How much of the rest is UTF-8; what is left over is the beginning of a character at most. */
static gboolean
check_plain (GwXmlParser *self, gboolean is_last, gsize *n, const char **code, GError **error)
{
  const char *text = (const char *) self->rest->data;
  const char *end;

  if (!g_utf8_validate (text, self->rest->len, &end)
      && (is_last || self->rest->len - (gsize) (end - text) >= MOST_CHARACTER))
    return fail_encoding (code, error);
  *n = (gsize) (end - text);
  return TRUE;
}

/* Moves what can be from the rest to decoded. */
static gboolean
convert (GwXmlParser *self, gboolean is_last, const char **code, GError **error)
{
  char *in = (char *) self->rest->data;
  gsize in_left = self->rest->len;
  gsize out_left = 2 * in_left + 2 * MOST_CHARACTER;
  char *out;
  gsize n;

  g_byte_array_set_size (self->decoded, (guint) out_left);
  out = (char *) self->decoded->data;
  n = g_iconv (self->converter, &in, &in_left, &out, &out_left);
  if ((n == (gsize) -1 && errno != EINVAL) || (is_last && in_left > 0))
    return fail_encoding (code, error);
  g_byte_array_set_size (self->decoded, self->decoded->len - (guint) out_left);
  if (memchr (self->decoded->data, '\0', self->decoded->len) != NULL)
    return fail_encoding (code, error);
  g_byte_array_remove_range (self->rest, 0, self->rest->len - (guint) in_left);

  return TRUE;
}

/* --- elements ------------------------------------------------------------------------------ */

static void
free_text (gpointer data)
{
  g_string_free (data, TRUE);
}

static gboolean
fail_limit (GwXmlParser *self, GError **error)
{
  return fail ("limit", _ ("A tag or a text of it is larger than 64 MiB."), &self->code, error);
}

static void
on_start (GMarkupParseContext *context, const char *name, const char **names, const char **values, gpointer data,
          GError **error)
{
  GwXmlParser *self = data;
  int line, column;

  self->since = 0;
  self->begun = TRUE;
  if (self->texts->len == GW_XML_MOST_DEPTH)
    {
      fail ("xml-depth", _ ("Elements stand in each other too deeply."), &self->code, error);
      return;
    }
  g_ptr_array_add (self->texts, g_string_new (NULL));
  g_markup_parse_context_get_position (context, &line, &column);
  self->failed = self->funcs.start != NULL
                 && !self->funcs.start (name, names, values, (guint64) line, self->data, error);
}

static void
on_end (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  GwXmlParser *self = data;
  GString *text = g_ptr_array_index (self->texts, self->texts->len - 1);

  self->since = 0;
  self->failed = self->funcs.end != NULL && !self->funcs.end (name, text->str, self->data, error);
  self->held -= text->len;
  g_ptr_array_set_size (self->texts, (int) self->texts->len - 1);
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  GwXmlParser *self = data;

  self->since = 0;
  if (self->texts->len == 0)
    return;
  self->held += length;
  if (self->held > GW_XML_MOST_BYTES)
    fail_limit (self, error);
  else
    g_string_append_len (g_ptr_array_index (self->texts, self->texts->len - 1), text, (gssize) length);
}

/* Comments, declarations, and what nobody should follow. */
static void
on_passthrough (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  GwXmlParser *self = data;

  self->since = 0;
  if (length >= 9 && g_ascii_strncasecmp (text, "<!DOCTYPE", 9) == 0)
    fail ("xml-dtd", _ ("It has a document type, which is not read."), &self->code, error);
}

/* --- the text --------------------------------------------------------------------------------- */

GwXmlParser *
gw_xml_parser_new (const GwXmlFuncs *funcs, gpointer data)
{
  static const GMarkupParser parser = { on_start, on_end, on_text, on_passthrough, NULL };
  GwXmlParser *self = g_new0 (GwXmlParser, 1);

  self->funcs = *funcs;
  self->data = data;
  self->texts = g_ptr_array_new_with_free_func (free_text);
  self->rest = g_byte_array_new ();
  self->decoded = g_byte_array_new ();
  self->lines = g_string_new (NULL);
  self->context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT | G_MARKUP_PREFIX_ERROR_POSITION,
                                              self, NULL);

  return self;
}

void
gw_xml_parser_free (GwXmlParser *self)
{
  if (self == NULL)
    return;
  g_markup_parse_context_free (self->context);
  g_ptr_array_unref (self->texts);
  g_byte_array_unref (self->rest);
  g_byte_array_unref (self->decoded);
  g_string_free (self->lines, TRUE);
  if (self->converter != NULL)
    g_iconv_close (self->converter);
  g_free (self);
}

guint64
gw_xml_parser_get_line (GwXmlParser *self)
{
  int line, column;

  g_markup_parse_context_get_position (self->context, &line, &column);
  return (guint64) line;
}

/* What the parser found is told in words of ours. */
static gboolean
settle_failure (GwXmlParser *self, gboolean is_last, GError *failure, const char **code, GError **error)
{
  const gboolean cut = is_last && self->begun && self->texts->len > 0;

  if (self->failed || self->code != NULL)
    {
      *code = self->failed ? NULL : self->code;
      g_propagate_error (error, failure);
      return FALSE;
    }
  *code = cut ? "truncated-file" : "xml-syntax";
  if (cut)
    g_set_error_literal (error, GW_ERROR, GW_ERROR_TRUNCATED, _ ("The file ends within an element."));
  else
    g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("Line %" PRIu64 " is not XML as it should be."),
                 gw_xml_parser_get_line (self));
  g_error_free (failure);

  return FALSE;
}

/* Returns, alone or with line feeds, are line feeds to XML. */
static void
tidy_lines (GwXmlParser *self, const char **text, gsize *length)
{
  const char *end = *text + *length;

  if (*length == 0 || (!self->after_return && memchr (*text, '\r', *length) == NULL))
    return;
  g_string_truncate (self->lines, 0);
  for (const char *p = *text; p < end; p++)
    {
      if (*p != '\n' || !self->after_return)
        g_string_append_c (self->lines, *p == '\r' ? '\n' : *p);
      self->after_return = *p == '\r';
    }
  *text = self->lines->str;
  *length = self->lines->len;
}

static gboolean
parse (GwXmlParser *self, const char *text, gsize length, const char **code, GError **error)
{
  GError *failure = NULL;

  tidy_lines (self, &text, &length);
  self->since += length;
  if (!g_markup_parse_context_parse (self->context, text, (gssize) length, &failure))
    return settle_failure (self, FALSE, failure, code, error);
  if (self->since <= GW_XML_MOST_BYTES)
    return TRUE;

  fail_limit (self, error);
  *code = self->code;
  return FALSE;
}

/* Decodes what there is and parses it. */
static gboolean
take_rest (GwXmlParser *self, gboolean is_last, const char **code, GError **error)
{
  gsize n;

  if (!self->decided && !decide (self, code, error))
    return FALSE;
  if (self->rest->len == 0)
    return TRUE;
  if (self->converter != NULL)
    return convert (self, is_last, code, error)
           && parse (self, (const char *) self->decoded->data, self->decoded->len, code, error);
  if (!check_plain (self, is_last, &n, code, error) || !parse (self, (const char *) self->rest->data, n, code, error))
    return FALSE;
  g_byte_array_remove_range (self->rest, 0, (guint) n);

  return TRUE;
}

gboolean
gw_xml_parser_feed (GwXmlParser *self, const char *bytes, gsize length, const char **code, GError **error)
{
  *code = NULL;
  g_byte_array_append (self->rest, (const guint8 *) bytes, (guint) length);
  if (!self->decided && self->rest->len < MOST_DECLARATION)
    return TRUE;

  return take_rest (self, FALSE, code, error);
}

gboolean
gw_xml_parser_finish (GwXmlParser *self, const char **code, GError **error)
{
  GError *failure = NULL;

  *code = NULL;
  if (!take_rest (self, TRUE, code, error))
    return FALSE;
  if (g_markup_parse_context_end_parse (self->context, &failure))
    return TRUE;

  return settle_failure (self, TRUE, failure, code, error);
}

gboolean
gw_xml_parse (const char *text, gsize length, const GwXmlFuncs *funcs, gpointer data, const char **code, GError **error)
{
  g_autoptr (GwXmlParser) parser = gw_xml_parser_new (funcs, data);

  return gw_xml_parser_feed (parser, text, length, code, error) && gw_xml_parser_finish (parser, code, error);
}

gboolean
gw_xml_mentions (const char *text, gsize length, const char *const *tags)
{
  g_autoptr (GString) plain = g_string_sized_new (MIN (length, MOST_SEARCHED));

  for (gsize i = 0; i < length && i < MOST_SEARCHED; i++)
    if (text[i] != '\0')
      g_string_append_c (plain, text[i]);
  for (gsize i = 0; tags[i] != NULL; i++)
    if (strstr (plain->str, tags[i]) == NULL)
      return FALSE;
  return TRUE;
}

const char *
gw_xml_get_attribute (const char *const *names, const char *const *values, const char *name)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      return values[i];
  return NULL;
}
