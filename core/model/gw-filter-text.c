/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-filter-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-number.h"
#include "gw-path.h"
#include "gw-time.h"

/* --- printing -------------------------------------------------------------------- */

/* special: characters besides blanks, quotes and backslashes that would be
 * read as something else.
 */
static void
append_value (GString *text, const char *value, const char *special)
{
  gboolean plain = value[0] != '\0' && value[0] != '-';

  for (const char *p = value; plain && *p != '\0'; p++)
    plain = !_gw_filter_is_blank (*p) && *p != '"' && *p != '\\' && strchr (special, *p) == NULL;
  if (plain)
    {
      g_string_append (text, value);
      return;
    }
  g_string_append_c (text, '"');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

static void
append_number (GString *text, const GwTerm *term)
{
  char buffer[GW_NUMBER_LENGTH];

  if (term->field == GW_FIELD_ADDED)
    {
      gboolean whole_day = fmod (term->number, GW_FILTER_DAY_MS) == 0.0
                           && (term->op == GW_OP_LESS || term->op == GW_OP_GREATER_EQUAL);
      g_autofree char *time = gw_time_format ((gint64) term->number);

      g_string_append_len (text, time, whole_day ? (gssize) strlen ("2026-11-01") : -1);
      return;
    }
  gw_number_format (term->number, buffer);
  g_string_append (text, buffer);
}

static void
append_term (GString *text, const GwTerm *term)
{
  if (term->negate)
    g_string_append_c (text, '-');
  if (term->field == GW_FIELD_TEXT && term->values[1] == NULL && term->values[0][0] != '\0')
    {
      append_value (text, term->values[0], ":=<>");
      return;
    }
  g_string_append (text, gw_field_get_key (term->field));
  if (term->name != NULL)
    {
      g_string_append_c (text, ':');
      append_value (text, term->name, GW_FILTER_SIGNS);
      if (term->op == GW_OP_IS && term->values[0] == NULL)
        return;
    }
  g_string_append (text, term->name != NULL && term->op == GW_OP_IS ? "=" : _gw_op_get_text (term->op));
  if (gw_term_is_number (term))
    {
      append_number (text, term);
      return;
    }
  for (guint i = 0; term->values[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_value (text, term->values[i], ",");
    }
}

char *
gw_filter_to_text (const GwFilter *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < gw_filter_get_n_terms (self); i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      append_term (text, gw_filter_get_term (self, i));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
gw_filter_make_attribute_value (const char *name, const char *value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (name != NULL && value != NULL, NULL);

  append_value (text, name, GW_FILTER_SIGNS);
  g_string_append_c (text, '=');
  g_string_append (text, value);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Up to so many images are named by their numbers in a chip. */
#define NAMED_IDS 3

/* --- for a chip -------------------------------------------------------------------- */

/* (transfer full) */
static char *
describe_value (GwField field, const char *value)
{
  const GwFilterWord *words = _gw_filter_get_words (field);
  const GwFilterWord *word;
  const char *title = NULL;

  /* The number of a set says nothing to people. */
  if (field == GW_FIELD_SET && gw_filter_parse_set_value (value, NULL, &title) && title[0] != '\0')
    return gw_path_display (title, -1);
  word = words != NULL ? _gw_filter_find_word (words, value) : NULL;
  return word != NULL ? g_strdup (_ (word->title)) : gw_path_display (value, -1);
}

/* What a term is about. (transfer full) */
static char *
describe_title (const GwTerm *term)
{
  return term->name != NULL ? gw_path_display (term->name, -1) : g_strdup (gw_field_get_title (term->field));
}

static char *
describe_values (const GwTerm *term)
{
  g_autoptr (GString) values = g_string_new (NULL);
  g_autofree char *title = describe_title (term);
  guint n = g_strv_length (term->values);

  /* Numbers of images say nothing to people when they are many. */
  if (term->field == GW_FIELD_ID && n > NAMED_IDS)
    return g_strdup_printf (term->negate ? ngettext ("Not these: %u image", "Not these: %u images", n)
                                         : ngettext ("%u image", "%u images", n),
                            n);

  if (n == 0)
    /* Translators: images that have any value, or none, of an attribute: “With weather”. */
    return g_strdup_printf (term->negate ? _ ("Without %s") : _ ("With %s"), title);

  for (guint i = 0; term->values[i] != NULL; i++)
    {
      g_autofree char *value = describe_value (term->field, term->values[i]);

      if (i > 0)
        g_string_append (values, ", ");
      g_string_append (values, value);
    }
  /* Translators: a filter for images, such as “Class: Cyclist”. */
  return g_strdup_printf (term->negate ? _ ("%s: not %s") : _ ("%s: %s"), title, values->str);
}

static char *
describe_date (const GwTerm *term)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc ((gint64) floor (term->number / 1000.0));
  gboolean whole_day = fmod (term->number, GW_FILTER_DAY_MS) == 0.0;
  g_autofree char *day = NULL;

  if (time != NULL)
    /* Translators: how a day, and a day with its time, are written in a filter. */
    day = g_date_time_format (time, whole_day ? _ ("%-d %B %Y") : _ ("%-d %B %Y, %H:%M UTC"));
  if (day == NULL)
    day = g_strdup ("—");

  /* Translators: in each of these %s is a day, such as “1 November 2026”. */
  switch (term->op)
    {
    case GW_OP_LESS:
      return g_strdup_printf (_ ("Added before %s"), day);
    case GW_OP_LESS_EQUAL:
      return g_strdup_printf (_ ("Added until %s"), day);
    case GW_OP_GREATER:
      return g_strdup_printf (_ ("Added after %s"), day);
    case GW_OP_GREATER_EQUAL:
      return g_strdup_printf (_ ("Added since %s"), day);
    case GW_OP_IS:
    default:
      return g_strdup_printf (_ ("Added on %s"), day);
    }
}

static char *
describe_number (const GwTerm *term)
{
  static const char *const signs[] = { "=", "<", "≤", ">", "≥" };
  g_autofree char *title = NULL;

  if (term->field == GW_FIELD_ADDED)
    return describe_date (term);
  title = describe_title (term);
  return g_strdup_printf ("%s %s %.10g", title, signs[term->op], term->number);
}

char *
gw_filter_describe_term (const GwTerm *term)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (term != NULL, NULL);

  if (!gw_term_is_number (term))
    return describe_values (term);
  text = describe_number (term);
  /* Translators: a filter turned round, such as “Not: Confidence < 0.7”. */
  return term->negate ? g_strdup_printf (_ ("Not: %s"), text) : g_steal_pointer (&text);
}
