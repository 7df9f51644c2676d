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

static char *
unquote_double (const char **at, GError **error)
{
  GString *text = g_string_new (NULL);
  const char *p = *at + 1;

  for (; *p != '"'; p++)
    {
      if (*p == '\0')
        {
          g_string_free (text, TRUE);
          g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("A quoted text has no end."));
          return NULL;
        }
      if (*p != '\\' || p[1] == '\0')
        g_string_append_c (text, *p);
      else
        {
          p++;
          g_string_append_c (text, *p == 'n' ? '\n' : *p == 't' ? '\t' : *p);
        }
    }
  *at = p + 1;

  return g_string_free (text, FALSE);
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
      g_set_error (error, GW_ERROR, GW_ERROR_REFUSED, _ ("Tags, anchors and aliases are not read."));
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

/* After the '[' or '{': elements of an inline list or map, which end on the same line. */
static gboolean
parse_inline (GwYaml *self, const char *key, const char *p, char end, GError **error)
{
  const char ends[] = { ',', end, ':', '\0' };
  guint n = 0;

  for (;;)
    {
      g_autofree char *name = NULL;
      char *value;

      while (*p == ' ' || *p == '\t')
        p++;
      if (*p == end && is_rest_empty (p + 1))
        return TRUE;
      if (*p == end)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("Something follows a list in brackets."));
          return FALSE;
        }
      value = parse_scalar (&p, end == '}' ? ends : ",]", error);
      if (value == NULL)
        return FALSE;
      while (*p == ' ')
        p++;
      if (end == '}' && *p == ':')
        {
          name = value;
          p++;
          value = parse_scalar (&p, ",}", error);
          if (value == NULL)
            return FALSE;
        }
      else
        name = g_strdup_printf ("%u", n);
      add_pair (self, key, name, value);
      n++;
      while (*p == ' ')
        p++;
      if (*p == ',')
        p++;
      else if (*p != end)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("A list in brackets must end on its line."));
          return FALSE;
        }
    }
}

/* --- lines ------------------------------------------------------------------------ */

/* Where the reading stands. */
typedef struct
{
  GwYaml *yaml;
  char *key; /* of the top level; NULL before the first */
  guint n;   /* elements of its block list so far */
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
parse_value (Parse *parse, const char *name, const char *p, GError **error)
{
  char *value;

  while (*p == ' ' || *p == '\t')
    p++;
  if (*p == '\0' || *p == '#')
    return TRUE;
  if (name == NULL && (*p == '[' || *p == '{'))
    return parse_inline (parse->yaml, parse->key, p + 1, *p == '[' ? ']' : '}', error);
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

  while (*p == ' ' || *p == '\t')
    p++;
  if (*p == '\0' || *p == '#' || g_str_has_prefix (line, "---") || g_str_has_prefix (line, "..."))
    return TRUE;
  top = p == line && *p != '-';

  if (!top && *p == '-' && (p[1] == ' ' || p[1] == '\0') && parse->key != NULL)
    {
      g_autofree char *name = g_strdup_printf ("%u", parse->n++);

      return parse_value (parse, name, p + 1, error);
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
    return parse->key == NULL || parse_value (parse, key, p, error);

  g_free (parse->key);
  parse->key = g_strdup (key);
  parse->n = 0;
  g_ptr_array_add (parse->yaml->keys, g_strdup (key));
  return parse_value (parse, NULL, p, error);
}

GwYaml *
gw_yaml_parse (const char *text, gsize length, guint64 *line, GError **error)
{
  g_autoptr (GwYaml) self = g_new0 (GwYaml, 1);
  g_autofree char *copy = NULL;
  g_auto (GStrv) lines = NULL;
  Parse parse = { self, NULL, 0 };
  gboolean good = TRUE;

  self->pairs = g_ptr_array_new_with_free_func (pair_free);
  self->keys = g_ptr_array_new_with_free_func (g_free);
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
  copy = g_strndup (length > 0 ? text : "", length);
  lines = g_strsplit (copy, "\n", -1);
  for (gsize i = 0; lines[i] != NULL && good; i++)
    {
      if (line != NULL)
        *line = i + 1;
      good = parse_line (&parse, g_strchomp (lines[i]), error);
    }
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
      else
        g_string_append_c (quoted, *p);
    }
  g_string_append_c (quoted, '"');

  return g_string_free (quoted, FALSE);
}
