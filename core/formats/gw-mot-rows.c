/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-mot-rows.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-error.h"
#include "gw-line-reader.h"
#include "gw-number.h"
#include "gw-reader-private.h"

/* frame, id, x, y, width, height, confidence, class, visibility; or with a place in the world
 * instead of the last two.
 */
#define LEAST_FIELDS 6
#define WORLD_FIELDS 10
#define MOST_FIELDS 12
/* Rows of a file that detection looks at; bytes of a line. */
#define MOST_LOOKED 50
#define LONGEST_LINE 4096
/* Larger coordinates are none (spec formats 15.6). */
#define MOST 1e15

enum
{
  FRAME,
  TRACK,
  X,
  Y,
  WIDTH,
  HEIGHT,
  CONFIDENCE,
  CLASS,
  VISIBILITY
};

static gboolean
fail (const char *wrong, const char *said, const char **code, const char **sentence)
{
  *code = wrong;
  *sentence = said;
  return FALSE;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

/* The fields, without the blanks around them, as numbers; NaN for those that are none. How
 * many there are, which may be more than are written.
 */
static guint
split (const char *text, gsize length, double numbers[MOST_FIELDS])
{
  const char *end = text + length;
  guint n = 0;

  for (const char *field = text; field <= end; n++)
    {
      const char *comma = memchr (field, ',', (gsize) (end - field));
      const char *last = comma != NULL ? comma : end;
      const char *first = field;

      field = last + 1;
      while (first < last && is_blank (*first))
        first++;
      while (last > first && is_blank (last[-1]))
        last--;
      /* A comma may end the row. */
      if (comma == NULL && first == last)
        break;
      if (n < MOST_FIELDS && !gw_number_parse (first, (gssize) (last - first), &numbers[n]))
        numbers[n] = NAN;
    }
  return n;
}

/* A whole number of that range, or otherwise. */
static gint64
get_whole (double number, double least, double most, gint64 otherwise)
{
  return number == floor (number) && number >= least && number <= most ? (gint64) number : otherwise;
}

gboolean
gw_mot_row_parse (const char *text, gsize length, GwMotRow *row, const char **code, const char **sentence)
{
  double numbers[MOST_FIELDS];
  const guint n = split (text, length, numbers);

  *code = *sentence = NULL;
  if (n == 0)
    return FALSE;
  if (n < LEAST_FIELDS || n > MOST_FIELDS)
    return fail ("row-fields", _ ("The row does not have frame, id, x, y, width and height. It was left out."), code,
                 sentence);
  *row = (GwMotRow) { .track = -1, .class = -1, .confidence = NAN, .visibility = NAN };
  row->frame = (guint32) get_whole (numbers[FRAME], 1, G_MAXINT32, 0);
  if (row->frame == 0)
    return fail ("row-fields", _ ("The frame is not a whole number from 1 on. The row was left out."), code, sentence);
  for (guint i = X; i <= HEIGHT; i++)
    if (!(fabs (numbers[i]) <= MOST))
      return fail ("coord-not-finite", _ ("A coordinate is no number, or absurdly large. The row was left out."), code,
                   sentence);
  row->box = (GwBox) { numbers[X], numbers[Y], numbers[WIDTH], numbers[HEIGHT] };
  row->track = get_whole (numbers[TRACK], 0, 9e15, -1);
  if (n > CONFIDENCE)
    row->confidence = numbers[CONFIDENCE];
  if (n > CLASS && n < WORLD_FIELDS)
    row->class = (gint32) get_whole (numbers[CLASS], 0, G_MAXINT32, -1);
  if (n > VISIBILITY && n < WORLD_FIELDS && numbers[VISIBILITY] >= 0 && numbers[VISIBILITY] <= 1)
    row->visibility = numbers[VISIBILITY];
  return TRUE;
}

gboolean
gw_mot_rows_look (const char *text, gsize length)
{
  const char *end = text + length;
  const char *line = g_str_has_prefix (text, "\xEF\xBB\xBF") ? text + 3 : text;
  guint n_rows = 0;

  while (line < end && n_rows < MOST_LOOKED)
    {
      const char *next = memchr (line, '\n', (gsize) (end - line));
      const char *code, *sentence;
      GwMotRow row;

      /* The last line may be cut. */
      if (next == NULL && n_rows > 0)
        break;
      next = next != NULL ? next : end;
      if (gw_mot_row_parse (line, (gsize) (next - line), &row, &code, &sentence))
        n_rows++;
      else if (code != NULL)
        return FALSE;
      line = next + 1;
    }
  return n_rows > 0;
}

gboolean
gw_mot_rows_foreach (const char *file, GwMotRowsFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = _gw_reader_open_file (file, NULL, error);
  g_autoptr (GwLineReader) lines = stream != NULL ? gw_line_reader_new (stream, LONGEST_LINE, cancellable) : NULL;

  while (lines != NULL)
    {
      g_autoptr (GError) failure = NULL;
      gsize length;
      const char *text = gw_line_reader_next (lines, &length, &failure);
      const guint64 number = gw_line_reader_get_line (lines);
      const char *code = "row-fields", *sentence = _ ("The line is too long for a row. It was left out.");
      GwMotRow row;

      if (text == NULL && failure == NULL)
        return TRUE;
      if (failure != NULL && !g_error_matches (failure, GW_ERROR, GW_ERROR_LIMIT))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (text != NULL && gw_mot_row_parse (text, length, &row, &code, &sentence))
        {
          row.line = (guint32) MIN (number, G_MAXUINT32);
          func (&row, number, NULL, NULL, data);
        }
      else if (code != NULL)
        func (NULL, number, code, sentence, data);
    }
  return FALSE;
}
