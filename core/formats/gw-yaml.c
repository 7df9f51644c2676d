/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-yaml.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"

/* One scalar: of a key of the top level, or of a key or place below it. */
typedef struct
{
  char *key;
  char *name; /* NULL: the key's own scalar */
  char *value;
} Pair;

struct _GwYaml
{
  GPtrArray *pairs; /* of Pair */
  GPtrArray *keys;  /* of char*: of the top level */
};

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  g_free (pair->key);
  g_free (pair->name);
  g_free (pair->value);
  g_free (pair);
}

void
gw_yaml_free (GwYaml *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->pairs);
  g_ptr_array_unref (self->keys);
  g_free (self);
}

static void
add_pair (GwYaml *self, const char *key, const char *name, char *value)
{
  Pair *pair = g_new (Pair, 1);

  pair->key = g_strdup (key);
  pair->name = g_strdup (name);
  pair->value = value;
  g_ptr_array_add (self->pairs, pair);
}

/* --- scalars -------------------------------------------------------------------- */

/* The character that a backslash and what follows it stand for; *at is on the letter and
 * comes to lie on the last one that was used. FALSE for numbers that are none.
 */
static gboolean
append_escape (GString *text, const char **at)
{
  static const char letters[] = "abtnvfre", values[] = "\a\b\t\n\v\f\r\x1b";
  const char *letter = strchr (letters, **at);
  const guint n_digits = **at == 'x' ? 2 : **at == 'u' ? 4 : **at == 'U' ? 8 : 0;
  gunichar character = 0;

  if (n_digits == 0)
    {
      g_string_append_c (text, letter != NULL ? values[letter - letters] : **at);
      return **at != '0';
    }
  for (guint i = 0; i < n_digits; i++)
    {
      const int digit = g_ascii_xdigit_value ((*at)[1 + i]);

      if (digit < 0)
        return FALSE;
      character = character << 4 | (gunichar) digit;
    }
  if (character == 0 || !g_unichar_validate (character))
    return FALSE;
  g_string_append_unichar (text, character);
  *at += n_digits;
  return TRUE;
}

static char *
unquote_double (const char **at, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *p = *at + 1;

  for (; *p != '"'; p++)
    {
      if (*p == '\0')
        {
          g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("A quoted text has no end."));
          return NULL;
        }
      if (*p != '\\' || p[1] == '\0')
        {
          g_string_append_c (text, *p);
          continue;
        }
      p++;
      if (!append_escape (text, &p))
        {
          g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                       _ ("A quoted text has a backslash before what means nothing."));
          return NULL;
        }
    }
  *at = p + 1;

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
unquote_single (const char **at, GError **error)
{
  GString *text = g_string_new (NULL);
  const char *p = *at + 1;

  for (;; p++)
    {
      if (*p == '\0')
        {
          g_string_free (text, TRUE);
          g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("A quoted text has no end."));
          return NULL;
        }
      if (*p == '\'' && p[1] != '\'')
        break;
      if (*p == '\'')
        p++;
      g_string_append_c (text, *p);
    }
  *at = p + 1;

  return g_string_free (text, FALSE);
}

/* A scalar up to one of the characters in ends, a comment, or the line's end. */
static char *
parse_scalar (const char **at, const char *ends, GError **error)
{
  const char *p = *at;
  const char *begin;

  while (*p == ' ' || *p == '\t')
    p++;
  *at = p;
  if (*p == '"')
    return unquote_double (at, error);
  if (*p == '\'')
    return unquote_single (at, error);
  if (*p == '!' || *p == '&' || *p == '*')
    {
      g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
                   _ ("Tags, anchors and aliases are not read. Put the values themselves in their places."));
      return NULL;
    }

  begin = p;
  while (*p != '\0' && strchr (ends, *p) == NULL && !(*p == '#' && (p == begin || p[-1] == ' ' || p[-1] == '\t')))
    p++;
  *at = p;
  while (p > begin && (p[-1] == ' ' || p[-1] == '\t'))
    p--;

  return g_strndup (begin, (gsize) (p - begin));
}

static gboolean
is_rest_empty (const char *p)
{
  while (*p == ' ' || *p == '\t')
    p++;
  return *p == '\0' || *p == '#';
}

/* Brackets within brackets. */
#define DEEPEST 16

/* Elements of brackets on one line, and of those within them. */
typedef struct
{
  GwYaml *yaml;
  const char *key;
  const char *at;
  char ends[DEEPEST]; /* of the brackets that are open */
  guint depth;
  guint n; /* elements without a name so far */
} Inline;

static gboolean
is_open (char c)
{
  return c == '[' || c == '{';
}

static void
skip_blanks (const char **at)
{
  while (**at == ' ' || **at == '\t')
    (*at)++;
}

static gboolean
fail_inline (GError **error)
{
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("A list in brackets has something that does not belong there."));
  return FALSE;
}

static gboolean
enter_brackets (Inline *self, GError **error)
{
  if (self->depth == DEEPEST)
    return fail_inline (error);
  self->ends[self->depth++] = *self->at == '[' ? ']' : '}';
  self->at++;
  return TRUE;
}

/* “a”, or in braces “a: b”; what follows the colon may be brackets again. */
static gboolean
parse_element (Inline *self, GError **error)
{
  const gboolean is_map = self->ends[self->depth - 1] == '}';
  g_autofree char *name = NULL;
  char *value = parse_scalar (&self->at, is_map ? ",}:" : ",]", error);

  if (value == NULL)
    return FALSE;
  skip_blanks (&self->at);
  if (is_map && *self->at == ':')
    {
      name = value;
      self->at++;
      skip_blanks (&self->at);
      if (is_open (*self->at))
        return enter_brackets (self, error);
      value = parse_scalar (&self->at, ",}", error);
      if (value == NULL)
        return FALSE;
    }
  else
    name = g_strdup_printf ("%u", self->n++);
  add_pair (self->yaml, self->key, name, value);
  return TRUE;
}

/* At the '[' or '{': elements of an inline list or map, up to the end of the line. */
static gboolean
parse_inline (GwYaml *yaml, const char *key, const char *p, GError **error)
{
  Inline self = { .yaml = yaml, .key = key, .at = p };

  if (!enter_brackets (&self, error))
    return FALSE;
  for (;;)
    {
      const guint depth = self.depth;

      skip_blanks (&self.at);
      if (*self.at == self.ends[depth - 1])
        {
          self.at++;
          if (--self.depth == 0)
            return is_rest_empty (self.at) || fail_inline (error);
        }
      else if (is_open (*self.at) ? !enter_brackets (&self, error) : !parse_element (&self, error))
        return FALSE;
      skip_blanks (&self.at);
      /* Just within brackets nothing has to part elements yet. */
      if (*self.at == ',')
        self.at++;
      else if (self.depth <= depth && *self.at != self.ends[self.depth - 1])
        return fail_inline (error);
    }
}

/* --- lines ------------------------------------------------------------------------ */

/* Where the reading stands. */
typedef struct
{
  GwYaml *yaml;
  char *key; /* of the top level; NULL before the first */
  guint n;   /* elements of its block list so far */

  /* A list or map in brackets that goes on: its lines, joined. */
  GString *flow;
  guint64 flow_line;
  guint flow_depth;
  char flow_quote;

  /* Lines further in than this belong to a text that is not wanted; -1: none. */
  int text_indent;
} Parse;

/* "key: value" at p; FALSE without an error where there is no key. */
static gboolean
split_key (const char **p, char **key, GError **error)
{
  const char *at = *p;

  *key = parse_scalar (&at, ":", error);
  if (*key == NULL)
    return FALSE;
  while (*at == ' ')
    at++;
  if (*at != ':' || (at[1] != '\0' && at[1] != ' ' && at[1] != '\t'))
    {
      g_clear_pointer (key, g_free);
      return FALSE;
    }
  *p = at + 1;
  return TRUE;
}

static gboolean
parse_value (Parse *parse, const char *name, const char *p, int indent, GError **error)
{
  char *value;

  while (*p == ' ' || *p == '\t')
    p++;
  if (*p == '\0' || *p == '#')
    return TRUE;
  if (*p == '|' || *p == '>')
    {
      parse->text_indent = indent;
      return TRUE;
    }
  if (name == NULL && is_open (*p))
    return parse_inline (parse->yaml, parse->key, p, error);
  value = parse_scalar (&p, "", error);
  if (value == NULL)
    return FALSE;
  add_pair (parse->yaml, parse->key, name, value);

  return TRUE;
}

static gboolean
parse_line (Parse *parse, const char *line, GError **error)
{
  const char *p = line;
  g_autofree char *key = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean top;
  int indent;

  while (*p == ' ' || *p == '\t')
    p++;
  indent = (int) MIN (p - line, G_MAXINT);
  if (*p == '\0' || *p == '#' || g_str_has_prefix (line, "---") || g_str_has_prefix (line, "..."))
    return TRUE;
  top = p == line && *p != '-';

  if (!top && *p == '-' && (p[1] == ' ' || p[1] == '\0') && parse->key != NULL)
    {
      g_autofree char *name = g_strdup_printf ("%u", parse->n++);

      return parse_value (parse, name, p + 1, indent, error);
    }
  if (!split_key (&p, &key, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("A line “key: value” was expected."));
      return FALSE;
    }
  if (!top)
    return parse->key == NULL || parse_value (parse, key, p, indent, error);

  g_free (parse->key);
  parse->key = g_strdup (key);
  parse->n = 0;
  g_ptr_array_add (parse->yaml->keys, g_strdup (key));
  return parse_value (parse, NULL, p, indent, error);
}

/* Appends to the brackets that are open what of the line is no comment, and notes how many
 * of them are open after it.
 */
static void
feed_flow (Parse *parse, const char *line)
{
  for (const char *p = line; *p != '\0'; p++)
    {
      if (parse->flow_quote == '\0' && *p == '#' && (p == line || p[-1] == ' ' || p[-1] == '\t'))
        break;
      g_string_append_c (parse->flow, *p);
      if (parse->flow_quote == '"' && *p == '\\' && p[1] != '\0')
        g_string_append_c (parse->flow, *++p);
      else if (parse->flow_quote != '\0')
        parse->flow_quote = *p == parse->flow_quote ? '\0' : parse->flow_quote;
      else if ((*p == '"' || *p == '\'') && strchr ("[{,: \t", p > line ? p[-1] : ' ') != NULL)
        parse->flow_quote = *p;
      else if (*p == '[' || *p == '{')
        parse->flow_depth++;
      else if ((*p == ']' || *p == '}') && parse->flow_depth > 0)
        parse->flow_depth--;
    }
  g_string_append_c (parse->flow, ' ');
}

/* Whether brackets open after the key of the line. */
static gboolean
opens_flow (const char *line)
{
  const char *p = line;
  g_autofree char *key = NULL;

  if (*p == ' ' || *p == '\t' || *p == '-' || !split_key (&p, &key, NULL))
    return FALSE;
  while (*p == ' ' || *p == '\t')
    p++;
  return is_open (*p);
}

/* A line with its place; brackets are parsed when they are closed. */
static gboolean
take_line (Parse *parse, char *line, guint64 number, GError **error)
{
  const int indent = (int) MIN (strspn (line, " \t"), G_MAXINT);

  g_strchomp (line);
  if (parse->text_indent >= 0 && (*line == '\0' || indent > parse->text_indent))
    return TRUE;
  parse->text_indent = -1;
  if (parse->flow->len == 0 && !opens_flow (line))
    return parse_line (parse, line, error);

  if (parse->flow->len == 0)
    parse->flow_line = number;
  feed_flow (parse, line);
  if (parse->flow_depth > 0)
    return TRUE;
  {
    g_autofree char *whole = g_strchomp (g_strndup (parse->flow->str, parse->flow->len));

    g_string_truncate (parse->flow, 0);
    parse->flow_quote = '\0';
    return parse_line (parse, whole, error);
  }
}

static gboolean
take_lines (Parse *parse, const char *text, gsize length, guint64 *line, GError **error)
{
  const char *end = text + length;
  guint64 number = 1;

  for (const char *at = text; at < end; number++)
    {
      const char *next = memchr (at, '\n', (gsize) (end - at));
      g_autofree char *copy = g_strndup (at, (gsize) ((next != NULL ? next : end) - at));

      if (line != NULL)
        *line = parse->flow->len > 0 ? parse->flow_line : number;
      if (!take_line (parse, copy, number, error))
        return FALSE;
      at = next != NULL ? next + 1 : end;
    }
  if (parse->flow->len == 0)
    return TRUE;

  if (line != NULL)
    *line = parse->flow_line;
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("A list in brackets has no end."));
  return FALSE;
}

GwYaml *
gw_yaml_parse (const char *text, gsize length, guint64 *line, GError **error)
{
  g_autoptr (GwYaml) self = g_new0 (GwYaml, 1);
  Parse parse = { .yaml = self, .text_indent = -1 };
  gboolean good;

  self->pairs = g_ptr_array_new_with_free_func (pair_free);
  self->keys = g_ptr_array_new_with_free_func (g_free);
  if (line != NULL)
    *line = 1;
  if (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  if (length > 0 && !g_utf8_validate (text, (gssize) length, NULL))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The text is not UTF-8."));
      return NULL;
    }
  parse.flow = g_string_new (NULL);
  good = take_lines (&parse, text, length, line, error);
  g_string_free (parse.flow, TRUE);
  g_free (parse.key);

  return good ? g_steal_pointer (&self) : NULL;
}

/* --- asking --------------------------------------------------------------------------- */

gboolean
gw_yaml_has (const GwYaml *self, const char *key)
{
  for (guint i = 0; i < self->keys->len; i++)
    if (strcmp (g_ptr_array_index (self->keys, i), key) == 0)
      return TRUE;
  return FALSE;
}

const char *
gw_yaml_get (const GwYaml *self, const char *key)
{
  for (guint i = 0; i < self->pairs->len; i++)
    {
      const Pair *pair = g_ptr_array_index (self->pairs, i);

      if (pair->name == NULL && strcmp (pair->key, key) == 0)
        return pair->value;
    }
  return NULL;
}

GPtrArray *
gw_yaml_list (const GwYaml *self, const char *key)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < self->pairs->len; i++)
    {
      const Pair *pair = g_ptr_array_index (self->pairs, i);

      if (strcmp (pair->key, key) == 0)
        g_ptr_array_add (list, pair->value);
    }
  if (list->len == 0)
    g_clear_pointer (&list, g_ptr_array_unref);

  return list;
}

void
gw_yaml_foreach (const GwYaml *self, const char *key, void (*func) (const char *name, const char *value, gpointer data),
                 gpointer data)
{
  for (guint i = 0; i < self->pairs->len; i++)
    {
      const Pair *pair = g_ptr_array_index (self->pairs, i);

      if (pair->name != NULL && strcmp (pair->key, key) == 0)
        func (pair->name, pair->value, data);
    }
}

void
gw_yaml_foreach_scalar (const GwYaml *self, void (*func) (const char *key, const char *value, gpointer data),
                        gpointer data)
{
  for (guint i = 0; i < self->pairs->len; i++)
    {
      const Pair *pair = g_ptr_array_index (self->pairs, i);

      if (pair->name == NULL)
        func (pair->key, pair->value, data);
    }
}

char *
gw_yaml_quote (const char *text)
{
  GString *quoted;
  gboolean plain = g_ascii_isalpha (text[0]) && text[strlen (text) - 1] != ' ';

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr (" _-.", *p) == NULL && (guchar) *p < 0x80)
      plain = FALSE;
  if (plain && g_ascii_strcasecmp (text, "null") != 0 && g_ascii_strcasecmp (text, "true") != 0
      && g_ascii_strcasecmp (text, "false") != 0 && g_ascii_strcasecmp (text, "yes") != 0
      && g_ascii_strcasecmp (text, "no") != 0 && g_ascii_strcasecmp (text, "on") != 0
      && g_ascii_strcasecmp (text, "off") != 0)
    return g_strdup (text);

  quoted = g_string_new ("\"");
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (quoted, '\\');
      if (*p == '\n' || *p == '\t')
        g_string_append (quoted, *p == '\n' ? "\\n" : "\\t");
      else if ((guchar) *p < 0x20 || *p == 0x7f)
        g_string_append_printf (quoted, "\\x%02X", (guint) *p);
      else
        g_string_append_c (quoted, *p);
    }
  g_string_append_c (quoted, '"');

  return g_string_free (quoted, FALSE);
}
