/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-text-fields.h"

#include <string.h>

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

guint
gw_text_fields_split (const char *text, gsize length, GwTextField *fields, guint most)
{
  guint n = 0;

  for (gsize i = 0; i < length;)
    {
      const gsize begin = i;

      if (is_blank (text[i]))
        {
          i++;
          continue;
        }
      while (i < length && !is_blank (text[i]))
        i++;
      if (n < most)
        fields[n] = (GwTextField) { text + begin, i - begin };
      n++;
    }
  return n;
}

gboolean
gw_text_field_is_not_finite (const GwTextField *field)
{
  static const char *const words[] = { "nan", "inf", "infinity" };
  const gsize sign = field->length > 0 && strchr ("+-", field->text[0]) != NULL ? 1 : 0;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (field->length == sign + strlen (words[i])
        && g_ascii_strncasecmp (field->text + sign, words[i], strlen (words[i])) == 0)
      return TRUE;
  return FALSE;
}
