/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-dota-line.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-number.h"
#include "gw-text-fields.h"

#define N_NUMBERS 8
#define MOST_FIELDS (N_NUMBERS + 2)
#define MOST_DIFFICULT 9
/* Larger coordinates are none (spec formats 15.6). */
#define MOST 1e15

static gboolean
fail (const char *wrong, const char *said, const char **code, const char **sentence)
{
  *code = wrong;
  *sentence = said;
  return FALSE;
}

gboolean
gw_dota_line_parse_note (const char *text, gsize length, char **key, char **value)
{
  static const char *const keys[] = { "imagesource", "gsd", "acquisition dates", "acquisition date" };

  while (length > 0 && strchr (" \t\r", text[length - 1]) != NULL)
    length--;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const gsize n = strlen (keys[i]);

      if (length <= n || text[n] != ':' || g_ascii_strncasecmp (text, keys[i], n) != 0)
        continue;
      *key = g_strdup (keys[i]);
      *value = g_strstrip (g_strndup (text + n + 1, length - n - 1));
      return TRUE;
    }
  return FALSE;
}

/* The last field, where there is one. */
static gboolean
read_difficult (const GwTextField *field, GwDotaLine *line)
{
  gint64 number;

  if (!gw_number_parse_int64 (field->text, (gssize) field->length, &number) || number < 0 || number > MOST_DIFFICULT)
    return FALSE;
  line->difficult = (int) number;
  return TRUE;
}

gboolean
gw_dota_line_parse (const char *text, gsize length, GwDotaLine *line, const char **code, const char **sentence)
{
  GwTextField fields[MOST_FIELDS];
  const guint n = gw_text_fields_split (text, length, fields, MOST_FIELDS);
  double numbers[N_NUMBERS];

  *code = *sentence = NULL;
  if (n == 0)
    return FALSE;
  if (n < N_NUMBERS + 1 || n > MOST_FIELDS)
    return fail ("row-fields",
                 _ ("The line does not have eight numbers, a class and how difficult it is. It was left "
                    "out."),
                 code, sentence);
  for (guint i = 0; i < N_NUMBERS; i++)
    if (!gw_number_parse (fields[i].text, (gssize) fields[i].length, &numbers[i]))
      return gw_text_field_is_not_finite (&fields[i])
                 ? fail ("coord-not-finite", _ ("A coordinate is not a finite number. The line was left out."), code,
                         sentence)
                 : fail ("row-fields", _ ("A corner is not a number. The line was left out."), code, sentence);
  for (guint i = 0; i < N_NUMBERS; i++)
    if (fabs (numbers[i]) > MOST)
      return fail ("coord-out-of-range", _ ("A coordinate is absurdly large. The line was left out."), code, sentence);
  if (!g_utf8_validate (fields[N_NUMBERS].text, (gssize) fields[N_NUMBERS].length, NULL)
      || memchr (fields[N_NUMBERS].text, '\0', fields[N_NUMBERS].length) != NULL)
    return fail ("encoding", _ ("The class is not UTF-8. The line was left out."), code, sentence);
  line->difficult = -1;
  if (n == MOST_FIELDS && !read_difficult (&fields[N_NUMBERS + 1], line))
    return fail ("row-fields", _ ("How difficult the object is is no whole number. The line was left out."), code,
                 sentence);
  for (guint i = 0; i < 4; i++)
    line->corners[i] = (GwPoint) { numbers[2 * i], numbers[2 * i + 1] };
  line->name = g_strndup (fields[N_NUMBERS].text, fields[N_NUMBERS].length);
  return TRUE;
}
