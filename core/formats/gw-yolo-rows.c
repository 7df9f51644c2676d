/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-yolo-line.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-number.h"

void
gw_yolo_rows_init (GwYoloRows *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (GwYoloRow));
  self->numbers = g_array_new (FALSE, FALSE, sizeof (double));
}

void
gw_yolo_rows_clear (GwYoloRows *self)
{
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->numbers, g_array_unref);
}

static gboolean
is_gap (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

/* The next field from *at; FALSE at the end. */
static gboolean
next_field (const char **at, const char *end, const char **field, gsize *length)
{
  const char *p = *at;

  while (p < end && is_gap (*p))
    p++;
  if (p == end)
    return FALSE;
  *field = p;
  while (p < end && !is_gap (*p))
    p++;
  *length = (gsize) (p - *field);
  *at = p;

  return TRUE;
}

static gboolean
is_not_finite (const char *field, gsize n)
{
  const gboolean sign = n > 0 && (*field == '-' || *field == '+');

  field += sign ? 1 : 0;
  n -= sign ? 1 : 0;
  return n >= 3 && n <= 8 && (g_ascii_strncasecmp (field, "nan", 3) == 0 || g_ascii_strncasecmp (field, "inf", 3) == 0);
}

/* What is wrong with a field that is no number. */
static void
blame (GwYoloRow *row, const char *field, gsize n)
{
  row->code = "row-fields";
  if (is_not_finite (field, n))
    {
      row->code = "coord-not-finite";
      row->sentence = _ ("A coordinate is not a finite number. The line was left out.");
    }
  else if (memchr (field, ',', n) != NULL)
    row->sentence = _ ("A number has a comma. Decimals are written with a point. The line was left out.");
  else
    row->sentence = _ ("A field is not a number. The line was left out.");
}

static void
parse_row (GwYoloRows *self, const char *text, const char *end, guint64 number)
{
  GwYoloRow row = { .line = number, .first = self->numbers->len };
  const char *at = text, *field;
  gsize n;

  while (next_field (&at, end, &field, &n))
    {
      double value;

      if (!gw_number_parse (field, (gssize) n, &value))
        {
          blame (&row, field, n);
          g_array_set_size (self->numbers, row.first);
          break;
        }
      g_array_append_val (self->numbers, value);
    }
  row.n = self->numbers->len - row.first;
  if (row.n > 0 || row.code != NULL)
    g_array_append_val (self->rows, row);
}

void
gw_yolo_rows_parse (GwYoloRows *self, const char *text, gsize length)
{
  const char *end = text + length;
  guint64 number = 1;

  g_array_set_size (self->rows, 0);
  g_array_set_size (self->numbers, 0);
  if (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    text += 3;
  for (const char *line = text; line < end; number++)
    {
      const char *next = memchr (line, '\n', (gsize) (end - line));

      next = next != NULL ? next : end;
      parse_row (self, line, next, number);
      line = next + 1;
    }
}

/* --- pixels ----------------------------------------------------------------------- */

/* Coordinate i of a line, which stands after the class: points of poses may have a visibility
 * between them.
 */
static double *
get_value (const GwYoloRows *self, const GwYoloGrammar *grammar, const GwYoloRow *row, guint i)
{
  const guint place = grammar->task == GW_YOLO_POSES && i >= 4 ? 4 + (i - 4) / 2 * grammar->n_values + (i - 4) % 2 : i;

  return &g_array_index (self->numbers, double, row->first + 1 + place);
}

gboolean
gw_yolo_rows_are_pixels (const GwYoloRows *self, const GwYoloGrammar *grammar)
{
  guint64 large = 0, all = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const GwYoloRow *row = &g_array_index (self->rows, GwYoloRow, i);
      guint n = gw_yolo_grammar_count (grammar, row->n, NULL);

      for (guint k = 0; k < n; k++)
        large += fabs (*get_value (self, grammar, row, k)) > 1.01 ? 1 : 0;
      all += n;
    }
  return 2 * large > all;
}

void
gw_yolo_rows_divide (GwYoloRows *self, const GwYoloGrammar *grammar, int width, int height)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const GwYoloRow *row = &g_array_index (self->rows, GwYoloRow, i);
      guint n = gw_yolo_grammar_count (grammar, row->n, NULL);

      for (guint k = 0; k < n; k++)
        *get_value (self, grammar, row, k) /= k % 2 == 0 ? width : height;
    }
}
