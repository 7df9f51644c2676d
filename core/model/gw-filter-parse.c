/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-filter-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-error.h"
#include "gw-number.h"
#include "gw-time.h"

static gboolean
find_field (const char *key, GwField *field)
{
  for (guint i = 0; i < GW_N_FIELDS; i++)
    if (g_ascii_strcasecmp (key, gw_field_get_key ((GwField) i)) == 0)
      {
        *field = (GwField) i;
        return TRUE;
      }
  if (g_ascii_strcasecmp (key, "confidence") == 0 || g_ascii_strcasecmp (key, "attribute") == 0)
    {
      *field = g_ascii_tolower (key[0]) == 'c' ? GW_FIELD_CONFIDENCE : GW_FIELD_ATTRIBUTE;
      return TRUE;
    }
  return FALSE;
}

/* Takes a quoted or plain value; plain ones end at a blank, and at what is in ends. */
static char *
take_text (const char **text, const char *ends, GError **error)
{
  g_autoptr (GString) value = g_string_new (NULL);
  const char *p = *text;

  if (*p != '"')
    {
      while (*p != '\0' && !_gw_filter_is_blank (*p) && strchr (ends, *p) == NULL)
        g_string_append_c (value, *p++);
      *text = p;
      return g_string_free (g_steal_pointer (&value), FALSE);
    }

  for (p++; *p != '"'; p++)
    {
      if (*p == '\\' && (p[1] == '"' || p[1] == '\\'))
        p++;
      if (*p == '\0')
        {
          g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("A quotation mark is not closed: %s"), *text);
          return NULL;
        }
      g_string_append_c (value, *p);
    }
  *text = p + 1;
  return g_string_free (g_steal_pointer (&value), FALSE);
}

/* Plain ones end at a comma where the value stands in a list. */
static char *
take_value (const char **text, gboolean list, GError **error)
{
  return take_text (text, list ? "," : "", error);
}

static gboolean
check_word (const GwFilterWord *words, GwField field, const char *value, GError **error)
{
  if (_gw_filter_find_word (words, value) != NULL)
    return TRUE;
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("“%s” is not known after “%s:”. The nearest is “%s”."), value,
               gw_field_get_key (field), _gw_filter_nearest_word (words, value));
  return FALSE;
}

static gboolean
check_value (GwField field, const char *value, GError **error)
{
  gint64 id;

  if (value[0] == '\0')
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("“%s:” needs a value after the colon."),
                   gw_field_get_key (field));
      return FALSE;
    }
  if (field == GW_FIELD_STATUS || field == GW_FIELD_MARK)
    return check_word (_gw_filter_get_words (field), field, value, error);
  if ((field == GW_FIELD_ID || field == GW_FIELD_IMPORT) && (!gw_number_parse_int64 (value, -1, &id) || id < 0))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("“%s:” needs whole numbers, not “%s”."),
                   gw_field_get_key (field), value);
      return FALSE;
    }
  if (field == GW_FIELD_SET && !gw_filter_parse_set_value (value, NULL, NULL))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("“%s:” needs the number of a set, not “%s”."),
                   gw_field_get_key (field), value);
      return FALSE;
    }
  return TRUE;
}

/* value[,value…]; name (nullable): of the attribute */
static gboolean
parse_values (GwFilter *filter, GwField field, const char *name, gboolean negate, const char **text, GError **error)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  do
    {
      char *value;
      gboolean quoted;

      if (values->len > 0)
        (*text)++;
      quoted = **text == '"';
      value = take_value (text, TRUE, error);
      if (value == NULL)
        return FALSE;
      g_ptr_array_add (values, value);
      /* An attribute may be there and be empty. */
      if (!(name != NULL && quoted) && !check_value (field, value, error))
        return FALSE;
    }
  while (**text == ',');

  g_ptr_array_add (values, NULL);
  if (name != NULL)
    gw_filter_add_attribute (filter, name, negate, (const char *const *) values->pdata);
  else
    gw_filter_add_values (filter, field, negate, (const char *const *) values->pdata);
  return TRUE;
}

static gboolean
parse_number (GwFilter *filter, GwField field, GwOp op, gboolean negate, const char *value, GError **error)
{
  double number;

  if (!gw_number_parse (value, -1, &number))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("“%s%s” needs a number, not “%s”."), gw_field_get_key (field),
                   _gw_op_get_text (op), value);
      return FALSE;
    }
  gw_filter_add_number_full (filter, field, op, negate, number);
  return TRUE;
}

/* A day stands for its 24 hours: up to it and after it mean its end. */
static gboolean
parse_day (GwFilter *filter, GwOp op, gboolean negate, double day, GError **error)
{
  switch (op)
    {
    case GW_OP_LESS:
    case GW_OP_GREATER_EQUAL:
      gw_filter_add_number_full (filter, GW_FIELD_ADDED, op, negate, day);
      return TRUE;
    case GW_OP_LESS_EQUAL:
      gw_filter_add_number_full (filter, GW_FIELD_ADDED, GW_OP_LESS, negate, day + GW_FILTER_DAY_MS);
      return TRUE;
    case GW_OP_GREATER:
      gw_filter_add_number_full (filter, GW_FIELD_ADDED, GW_OP_GREATER_EQUAL, negate, day + GW_FILTER_DAY_MS);
      return TRUE;
    case GW_OP_IS:
    default:
      if (negate)
        {
          g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID,
                               _ ("A single day cannot be left out. Use “added<” or “added>” with the day."));
          return FALSE;
        }
      gw_filter_add_number (filter, GW_FIELD_ADDED, GW_OP_GREATER_EQUAL, day);
      gw_filter_add_number (filter, GW_FIELD_ADDED, GW_OP_LESS, day + GW_FILTER_DAY_MS);
      return TRUE;
    }
}

static gboolean
parse_date (GwFilter *filter, GwOp op, gboolean negate, const char *value, GError **error)
{
  gint64 us;
  double ms;

  if (!gw_time_parse (value, &us))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("“%s%s” needs a date such as 2026-11-01, not “%s”."),
                   gw_field_get_key (GW_FIELD_ADDED), _gw_op_get_text (op), value);
      return FALSE;
    }
  ms = (double) (us / 1000);
  if (strchr (value, ':') == NULL)
    return parse_day (filter, op, negate, ms, error);
  gw_filter_add_number_full (filter, GW_FIELD_ADDED, op, negate, ms);
  return TRUE;
}

static GwOp
take_op (const char **text)
{
  const char *p = *text;
  gboolean equal = p[0] != ':' && p[0] != '=' && p[1] == '=';

  *text += equal ? 2 : 1;
  if (p[0] == '<')
    return equal ? GW_OP_LESS_EQUAL : GW_OP_LESS;
  if (p[0] == '>')
    return equal ? GW_OP_GREATER_EQUAL : GW_OP_GREATER;
  return GW_OP_IS;
}

/* NAME, NAME=value[,value…], NAME<number. */
static gboolean
parse_attribute (GwFilter *filter, gboolean negate, const char **text, GError **error)
{
  const GwField field = GW_FIELD_ATTRIBUTE;
  g_autofree char *name = take_text (text, GW_FILTER_SIGNS, error);
  g_autofree char *value = NULL;
  double number;
  GwOp op;

  if (name == NULL)
    return FALSE;
  if (name[0] == '\0')
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("“%s:” needs the name of an attribute after the colon."),
                   gw_field_get_key (field));
      return FALSE;
    }
  if (**text == '\0' || _gw_filter_is_blank (**text))
    {
      gw_filter_add_attribute (filter, name, negate, NULL);
      return TRUE;
    }
  if (strchr (":=<>", **text) == NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("After the name of the attribute “%s” there is to be a blank, “=”, “<” or “>”, not “%s”. Put a "
                      "name that holds such a sign in quotation marks."),
                   name, *text);
      return FALSE;
    }
  op = take_op (text);
  if (op == GW_OP_IS)
    return parse_values (filter, field, name, negate, text, error);
  value = take_value (text, FALSE, error);
  if (value == NULL)
    return FALSE;
  if (!gw_number_parse (value, -1, &number))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("“%s%s” needs a number, not “%s”."), name,
                   _gw_op_get_text (op), value);
      return FALSE;
    }
  gw_filter_add_attribute_number (filter, name, op, negate, number);
  return TRUE;
}

/* A key, an operator and what it asks for; text stands on the operator. */
static gboolean
parse_keyed (GwFilter *filter, const char *key, gboolean negate, const char **text, GError **error)
{
  g_autofree char *value = NULL;
  GwField field;
  GwOp op;

  if (!find_field (key, &field))
    {
      g_autofree char *lower = g_ascii_strdown (key, -1);

      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("“%s” is not a search key. The nearest is “%s”; put words in quotation marks to search "
                      "for them."),
                   key, _gw_filter_nearest_key (lower));
      return FALSE;
    }
  op = take_op (text);
  if (!gw_field_is_number (field))
    {
      if (op != GW_OP_IS)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                       _ ("“%s” takes a value after a colon and cannot be compared."), gw_field_get_key (field));
          return FALSE;
        }
      return field == GW_FIELD_ATTRIBUTE ? parse_attribute (filter, negate, text, error)
                                         : parse_values (filter, field, NULL, negate, text, error);
    }
  value = take_value (text, FALSE, error);
  if (value == NULL)
    return FALSE;
  return field == GW_FIELD_ADDED ? parse_date (filter, op, negate, value, error)
                                 : parse_number (filter, field, op, negate, value, error);
}

static gboolean
parse_term (GwFilter *filter, const char **text, GError **error)
{
  gboolean negate = (*text)[0] == '-' && (*text)[1] != '\0' && !_gw_filter_is_blank ((*text)[1]);
  g_autofree char *word = NULL;
  const char *p;

  if (negate)
    (*text)++;
  for (p = *text; g_ascii_isalpha (*p) || *p == '_' || (*p == '-' && p > *text); p++)
    ;
  if (p > *text && *p != '\0' && strchr (":=<>", *p) != NULL)
    {
      word = g_strndup (*text, (gsize) (p - *text));
      *text = p;
      return parse_keyed (filter, word, negate, text, error);
    }
  word = take_value (text, FALSE, error);
  if (word == NULL)
    return FALSE;
  if (word[0] != '\0')
    gw_filter_add_value (filter, GW_FIELD_TEXT, negate, word);
  return TRUE;
}

GwFilter *
gw_filter_parse (const char *text, GError **error)
{
  g_autoptr (GwFilter) filter = gw_filter_new ();

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID, _ ("The search is not valid UTF-8 text."));
      return NULL;
    }
  for (;;)
    {
      while (_gw_filter_is_blank (*text))
        text++;
      if (*text == '\0')
        return g_steal_pointer (&filter);
      if (!parse_term (filter, &text, error))
        return NULL;
    }
}

gboolean
gw_filter_parse_attribute_value (const char *text, char **name, const char **value)
{
  g_autofree char *taken = NULL;

  g_return_val_if_fail (text != NULL && name != NULL && value != NULL, FALSE);

  taken = take_text (&text, GW_FILTER_SIGNS, NULL);
  if (taken == NULL || taken[0] == '\0' || *text != '=')
    return FALSE;
  *name = g_steal_pointer (&taken);
  *value = text + 1;
  return TRUE;
}
