/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-filter.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-error.h"
#include "gw-number.h"
#include "gw-path.h"
#include "gw-time.h"

#define DAY_MS (24.0 * 60.0 * 60.0 * 1000.0)

static const struct
{
  const char *key;
  const char *title;
} fields[GW_N_FIELDS] = {
  [GW_FIELD_TEXT] = { "text", N_ ("Text") },
  [GW_FIELD_CLASS] = { "class", N_ ("Class") },
  [GW_FIELD_LABEL] = { "label", N_ ("Label") },
  [GW_FIELD_ABSENT] = { "absent", N_ ("Verified Absent") },
  [GW_FIELD_STATUS] = { "status", N_ ("Status") },
  [GW_FIELD_SPLIT] = { "split", N_ ("Split") },
  [GW_FIELD_TAG] = { "tag", N_ ("Tag") },
  [GW_FIELD_BY] = { "by", N_ ("By") },
  [GW_FIELD_FOLDER] = { "folder", N_ ("Folder") },
  [GW_FIELD_MARK] = { "mark", N_ ("Mark") },
  [GW_FIELD_CONFIDENCE] = { "conf", N_ ("Confidence") },
  [GW_FIELD_OBJECTS] = { "objects", N_ ("Objects") },
  [GW_FIELD_WIDTH] = { "width", N_ ("Width") },
  [GW_FIELD_HEIGHT] = { "height", N_ ("Height") },
  [GW_FIELD_ASPECT] = { "aspect", N_ ("Aspect Ratio") },
  [GW_FIELD_BYTES] = { "bytes", N_ ("Bytes") },
  [GW_FIELD_BRIGHTNESS] = { "brightness", N_ ("Brightness") },
  [GW_FIELD_CONTRAST] = { "contrast", N_ ("Contrast") },
  [GW_FIELD_SHARPNESS] = { "sharpness", N_ ("Sharpness") },
  [GW_FIELD_SATURATION] = { "saturation", N_ ("Saturation") },
  [GW_FIELD_ADDED] = { "added", N_ ("Added") },
  [GW_FIELD_ID] = { "id", N_ ("ID") },
  [GW_FIELD_IMPORT] = { "import", N_ ("Import") },
  [GW_FIELD_SET] = { "set", N_ ("Set") },
  [GW_FIELD_ATTRIBUTE] = { "attr", N_ ("Attribute") },
};

/* Values that are words of the program. */
typedef struct
{
  const char *nick;
  const char *title;
} Word;

static const Word status_words[] = {
  { "unlabeled", N_ ("Unlabeled") },
  { "in-progress", N_ ("In Progress") },
  { "labeled", N_ ("Labeled") },
  { "in-review", N_ ("In Review") },
  { NULL, NULL },
};

static const Word mark_words[] = {
  { "flagged", N_ ("Flagged") },           { "skipped", N_ ("Skipped") },  { "unreadable", N_ ("Unreadable") },
  { "negative", N_ ("Nothing to Label") }, { "trashed", N_ ("In Trash") }, { NULL, NULL },
};

static const Word split_words[] = {
  { "train", N_ ("Train") },
  { "val", N_ ("Validation") },
  { "test", N_ ("Test") },
  { "none", N_ ("None") },
  { NULL, NULL },
};

static const char *const op_texts[] = { ":", "<", "<=", ">", ">=" };

/* What ends a name of an attribute that is not quoted. */
#define SIGNS ":=<>,"

const char *
gw_field_get_key (GwField field)
{
  g_return_val_if_fail ((guint) field < GW_N_FIELDS, NULL);

  return fields[field].key;
}

const char *
gw_field_get_title (GwField field)
{
  g_return_val_if_fail ((guint) field < GW_N_FIELDS, NULL);

  return _ (fields[field].title);
}

/* --- nearest word -------------------------------------------------------------- */

/* Steps from a to b: one letter put in, left out, changed, or two swapped. */
static guint
edit_distance (const char *a, const char *b)
{
  gsize n = strlen (b);
  g_autofree guint *rows = g_new (guint, 3 * (n + 1));
  guint *before = rows, *last = rows + (n + 1), *row = rows + 2 * (n + 1);

  for (gsize j = 0; j <= n; j++)
    last[j] = (guint) j;
  for (gsize i = 1; a[i - 1] != '\0'; i++)
    {
      guint *spare = before;

      row[0] = (guint) i;
      for (gsize j = 1; j <= n; j++)
        {
          row[j] = MIN (MIN (row[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
      before = last;
      last = row;
      row = spare;
    }
  return last[n];
}

static const char *
nearest_key (const char *text)
{
  const char *nearest = NULL;
  guint smallest = G_MAXUINT;

  for (guint i = 0; i < GW_N_FIELDS; i++)
    if (edit_distance (text, fields[i].key) < smallest)
      {
        smallest = edit_distance (text, fields[i].key);
        nearest = fields[i].key;
      }
  return nearest;
}

static const char *
nearest_word (const Word *words, const char *text)
{
  const char *nearest = NULL;
  guint smallest = G_MAXUINT;

  for (const Word *word = words; word->nick != NULL; word++)
    if (edit_distance (text, word->nick) < smallest)
      {
        smallest = edit_distance (text, word->nick);
        nearest = word->nick;
      }
  return nearest;
}

static const Word *
find_word (const Word *words, const char *nick)
{
  for (const Word *word = words; word->nick != NULL; word++)
    if (g_str_equal (word->nick, nick))
      return word;
  return NULL;
}

/* --- parsing --------------------------------------------------------------------- */

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static gboolean
find_field (const char *key, GwField *field)
{
  for (guint i = 0; i < GW_N_FIELDS; i++)
    if (g_ascii_strcasecmp (key, fields[i].key) == 0)
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
      while (*p != '\0' && !is_blank (*p) && strchr (ends, *p) == NULL)
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
check_word (const Word *words, GwField field, const char *value, GError **error)
{
  if (find_word (words, value) != NULL)
    return TRUE;
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("“%s” is not known after “%s:”. The nearest is “%s”."), value,
               fields[field].key, nearest_word (words, value));
  return FALSE;
}

static gboolean
check_value (GwField field, const char *value, GError **error)
{
  gint64 id;

  if (value[0] == '\0')
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("“%s:” needs a value after the colon."), fields[field].key);
      return FALSE;
    }
  if (field == GW_FIELD_STATUS)
    return check_word (status_words, field, value, error);
  if (field == GW_FIELD_MARK)
    return check_word (mark_words, field, value, error);
  if ((field == GW_FIELD_ID || field == GW_FIELD_IMPORT) && (!gw_number_parse_int64 (value, -1, &id) || id < 0))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("“%s:” needs whole numbers, not “%s”."), fields[field].key,
                   value);
      return FALSE;
    }
  if (field == GW_FIELD_SET && !gw_filter_parse_set_value (value, NULL, NULL))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("“%s:” needs the number of a set, not “%s”."),
                   fields[field].key, value);
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
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("“%s%s” needs a number, not “%s”."), fields[field].key,
                   op_texts[op], value);
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
      gw_filter_add_number_full (filter, GW_FIELD_ADDED, GW_OP_LESS, negate, day + DAY_MS);
      return TRUE;
    case GW_OP_GREATER:
      gw_filter_add_number_full (filter, GW_FIELD_ADDED, GW_OP_GREATER_EQUAL, negate, day + DAY_MS);
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
      gw_filter_add_number (filter, GW_FIELD_ADDED, GW_OP_LESS, day + DAY_MS);
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
                   fields[GW_FIELD_ADDED].key, op_texts[op], value);
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
  g_autofree char *name = take_text (text, SIGNS, error);
  g_autofree char *value = NULL;
  double number;
  GwOp op;

  if (name == NULL)
    return FALSE;
  if (name[0] == '\0')
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("“%s:” needs the name of an attribute after the colon."),
                   fields[field].key);
      return FALSE;
    }
  if (**text == '\0' || is_blank (**text))
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
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("“%s%s” needs a number, not “%s”."), name, op_texts[op],
                   value);
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
                   key, nearest_key (lower));
      return FALSE;
    }
  op = take_op (text);
  if (!gw_field_is_number (field))
    {
      if (op != GW_OP_IS)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                       _ ("“%s” takes a value after a colon and cannot be compared."), fields[field].key);
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
  gboolean negate = (*text)[0] == '-' && (*text)[1] != '\0' && !is_blank ((*text)[1]);
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
      while (is_blank (*text))
        text++;
      if (*text == '\0')
        return g_steal_pointer (&filter);
      if (!parse_term (filter, &text, error))
        return NULL;
    }
}

/* --- printing -------------------------------------------------------------------- */

/* special: characters besides blanks, quotes and backslashes that would be
 * read as something else.
 */
static void
append_value (GString *text, const char *value, const char *special)
{
  gboolean plain = value[0] != '\0' && value[0] != '-';

  for (const char *p = value; plain && *p != '\0'; p++)
    plain = !is_blank (*p) && *p != '"' && *p != '\\' && strchr (special, *p) == NULL;
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
      gboolean whole_day = fmod (term->number, DAY_MS) == 0.0
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
  g_string_append (text, fields[term->field].key);
  if (term->name != NULL)
    {
      g_string_append_c (text, ':');
      append_value (text, term->name, SIGNS);
      if (term->op == GW_OP_IS && term->values[0] == NULL)
        return;
    }
  g_string_append (text, term->name != NULL && term->op == GW_OP_IS ? "=" : op_texts[term->op]);
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

  append_value (text, name, SIGNS);
  g_string_append_c (text, '=');
  g_string_append (text, value);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
gw_filter_parse_attribute_value (const char *text, char **name, const char **value)
{
  g_autofree char *taken = NULL;

  g_return_val_if_fail (text != NULL && name != NULL && value != NULL, FALSE);

  taken = take_text (&text, SIGNS, NULL);
  if (taken == NULL || taken[0] == '\0' || *text != '=')
    return FALSE;
  *name = g_steal_pointer (&taken);
  *value = text + 1;
  return TRUE;
}

/* Up to so many images are named by their numbers in a chip. */
#define NAMED_IDS 3

/* --- for a chip -------------------------------------------------------------------- */

/* (transfer full) */
static char *
describe_value (GwField field, const char *value)
{
  const Word *words = NULL;
  const Word *word;
  const char *title = NULL;

  /* The number of a set says nothing to people. */
  if (field == GW_FIELD_SET && gw_filter_parse_set_value (value, NULL, &title) && title[0] != '\0')
    return gw_path_display (title, -1);
  if (field == GW_FIELD_STATUS)
    words = status_words;
  else if (field == GW_FIELD_MARK)
    words = mark_words;
  else if (field == GW_FIELD_SPLIT)
    words = split_words;
  word = words != NULL ? find_word (words, value) : NULL;
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
  gboolean whole_day = fmod (term->number, DAY_MS) == 0.0;
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
