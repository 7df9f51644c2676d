/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-xml.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"

/* Where an XML declaration ends. */
#define MOST_DECLARATION 200

typedef struct
{
  const GwXmlFuncs *funcs;
  gpointer data;
  GPtrArray *texts; /* of GString: of each open element */
  const char *code; /* (nullable) */
  gboolean failed;  /* a function said FALSE */
} Parse;

static gboolean
fail (const char *wrong, const char *text, const char **code, GError **error)
{
  *code = wrong;
  g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID, text);
  return FALSE;
}

/* --- encodings ------------------------------------------------------------------------- */

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

/* As UTF-8. (transfer full) (nullable) */
static char *
decode (const char *text, gsize length, gsize *n, const char **code, GError **error)
{
  static const char *const latin[] = { "ISO-8859-1", "ISO_8859-1", "LATIN1", "LATIN-1", NULL };
  const gboolean wide = length >= 2 && (memcmp (text, "\xFF\xFE", 2) == 0 || memcmp (text, "\xFE\xFF", 2) == 0);
  g_autofree char *encoding = wide ? NULL : find_encoding (text, length);
  g_autofree char *upper = encoding != NULL ? g_ascii_strup (encoding, -1) : NULL;
  char *decoded = NULL;

  if (wide)
    decoded = g_convert (text, (gssize) length, "UTF-8", "UTF-16", NULL, n, NULL);
  else if (upper != NULL && g_strv_contains (latin, upper))
    decoded = g_convert (text, (gssize) length, "UTF-8", "ISO-8859-1", NULL, n, NULL);
  else if (upper == NULL || g_str_equal (upper, "UTF-8") || g_str_equal (upper, "US-ASCII")
           || g_str_equal (upper, "ASCII"))
    {
      const gsize mark = length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

      *n = length - mark;
      if (g_utf8_validate (text + mark, (gssize) *n, NULL))
        decoded = g_strndup (text + mark, *n);
    }
  if (decoded == NULL)
    fail ("encoding",
          _ ("The text is not in the encoding that it names, or in none that is read: UTF-8, UTF-16 and "
             "ISO-8859-1 are."),
          code, error);
  return decoded;
}

/* --- elements ------------------------------------------------------------------------------ */

static void
free_text (gpointer data)
{
  g_string_free (data, TRUE);
}

static void
on_start (GMarkupParseContext *context, const char *name, const char **names, const char **values, gpointer data,
          GError **error)
{
  Parse *parse = data;
  int line, column;

  if (parse->texts->len == GW_XML_MOST_DEPTH)
    {
      fail ("xml-depth", _ ("Elements stand in each other too deeply."), &parse->code, error);
      return;
    }
  g_ptr_array_add (parse->texts, g_string_new (NULL));
  g_markup_parse_context_get_position (context, &line, &column);
  parse->failed = parse->funcs->start != NULL
                  && !parse->funcs->start (name, names, values, (guint64) line, parse->data, error);
}

static void
on_end (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Parse *parse = data;
  GString *text = g_ptr_array_index (parse->texts, parse->texts->len - 1);

  parse->failed = parse->funcs->end != NULL && !parse->funcs->end (name, text->str, parse->data, error);
  g_ptr_array_set_size (parse->texts, (int) parse->texts->len - 1);
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Parse *parse = data;

  if (parse->texts->len > 0)
    g_string_append_len (g_ptr_array_index (parse->texts, parse->texts->len - 1), text, (gssize) length);
}

/* Comments, declarations, and what nobody should follow. */
static void
on_passthrough (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Parse *parse = data;

  if (length >= 9 && g_ascii_strncasecmp (text, "<!DOCTYPE", 9) == 0)
    fail ("xml-dtd", _ ("It has a document type, which is not read."), &parse->code, error);
}

gboolean
gw_xml_parse (const char *text, gsize length, const GwXmlFuncs *funcs, gpointer data, const char **code, GError **error)
{
  static const GMarkupParser parser = { on_start, on_end, on_text, on_passthrough, NULL };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (free_text);
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *decoded = NULL;
  Parse parse = { funcs, data, texts, NULL, FALSE };
  gsize n;

  *code = NULL;
  decoded = decode (text, length, &n, code, error);
  if (decoded == NULL)
    return FALSE;
  context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT | G_MARKUP_PREFIX_ERROR_POSITION, &parse,
                                        NULL);
  if (g_markup_parse_context_parse (context, decoded, (gssize) n, &failure)
      && g_markup_parse_context_end_parse (context, &failure))
    return TRUE;

  if (!parse.failed)
    *code = parse.code != NULL ? parse.code : "xml-syntax";
  /* The parser's own sentences are in no voice of ours. */
  if (parse.failed || parse.code != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    {
      int line, column;

      g_markup_parse_context_get_position (context, &line, &column);
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("Line %d is not XML as it should be."), line);
    }
  return FALSE;
}

const char *
gw_xml_get_attribute (const char *const *names, const char *const *values, const char *name)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      return values[i];
  return NULL;
}

void
gw_xml_append_text (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '&')
        g_string_append (out, "&amp;");
      else if (*p == '<')
        g_string_append (out, "&lt;");
      else if (*p == '>')
        g_string_append (out, "&gt;");
      else if (*p == '"')
        g_string_append (out, "&quot;");
      else if ((guchar) *p >= 0x20 || *p == '\t' || *p == '\n')
        g_string_append_c (out, *p);
    }
}
