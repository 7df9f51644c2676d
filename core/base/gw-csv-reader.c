/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-csv-reader.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-error.h"
#include "gw-limits.h"
#include "gw-window-private.h"

#define WINDOW (64 * 1024)

/* How scanning stops at a byte. */
enum
{
  STOPS_PLAIN = 1, /* outside quotes */
  STOPS_QUOTED = 2 /* inside quotes */
};

/* Always true: row holds the fields of the current record one after another,
 * each ended by a NUL, and starts where each begins.
 */
struct _GwCsvReader
{
  GwWindow window;
  GString *row;
  GArray *starts; /* of gsize */
  GPtrArray *columns;
  guint8 stops[256];
  char delimiter;
  gboolean started;
  gboolean tolerant;
  const char *problem; /* (nullable): of the record, where tolerant */
  gboolean after_cr;   /* a LF that comes next belongs to the CR before */
  guint64 line;        /* of cur */
  guint64 record_line;
  gsize max_row;
  GError *failure;
  guint64 failure_line; /* 0: the failure is not of a line */
};

GwCsvReader *
gw_csv_reader_new (GInputStream *stream, GCancellable *cancellable)
{
  GwCsvReader *self;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  self = g_new0 (GwCsvReader, 1);
  _gw_window_init (&self->window, stream, cancellable, WINDOW);
  self->row = g_string_new (NULL);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->line = 1;
  self->max_row = gw_limit_get (GW_LIMIT_CSV_ROW_BYTES);
  return self;
}

void
gw_csv_reader_free (GwCsvReader *self)
{
  if (self == NULL)
    return;

  _gw_window_clear (&self->window);
  g_string_free (self->row, TRUE);
  g_array_unref (self->starts);
  g_ptr_array_unref (self->columns);
  g_clear_error (&self->failure);
  g_free (self);
}

void
gw_csv_reader_set_tolerant (GwCsvReader *self)
{
  g_return_if_fail (self != NULL);

  self->tolerant = TRUE;
}

const char *
gw_csv_reader_get_problem (GwCsvReader *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->problem;
}

void
gw_csv_reader_set_delimiter (GwCsvReader *self, char delimiter)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (!self->started);
  g_return_if_fail (delimiter != '\0' && strchr ("\"\r\n", delimiter) == NULL);

  self->delimiter = delimiter;
}

char
gw_csv_reader_get_delimiter (GwCsvReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->delimiter;
}

/* Keeps an error of line `line`; always FALSE. */
static gboolean
fail (GwCsvReader *self, GwErrorCode code, guint64 line, const char *message)
{
  if (self->failure == NULL)
    {
      g_set_error (&self->failure, GW_ERROR, (int) code, "%s.", message);
      self->failure_line = line;
    }
  return FALSE;
}

/* The end of the first record, or of the file. Quotes are taken pairwise,
 * which is enough to know what is outside them.
 */
static gboolean
detect_delimiter (GwCsvReader *self)
{
  static const char candidates[] = ",;\t";
  gsize counts[3] = { 0, 0, 0 };
  gboolean quoted = FALSE, begun = FALSE;
  gsize at = 0;
  int best = 0;

  for (;; at++)
    {
      const char *found;
      char c;

      if (self->window.cur + at == self->window.end && !_gw_window_fill (&self->window, &self->failure))
        break;
      if (at > self->max_row)
        break; /* said when the record is read */
      c = self->window.cur[at];
      if (c == '"')
        quoted = !quoted;
      else if (!quoted && begun && (c == '\n' || c == '\r'))
        break;
      else if (!quoted && c != '\0' && (found = strchr (candidates, c)) != NULL)
        counts[found - candidates]++;
      begun = begun || (c != '\n' && c != '\r');
    }

  for (int i = 1; i < 3; i++)
    if (counts[i] > counts[best])
      best = i;
  self->delimiter = candidates[best];
  return self->failure == NULL;
}

static gboolean
start (GwCsvReader *self)
{
  self->started = TRUE;
  if (!_gw_window_ensure (&self->window, 2, &self->failure))
    return FALSE;
  if (self->window.end - self->window.cur >= 2
      && (memcmp (self->window.cur, "\xff\xfe", 2) == 0 || memcmp (self->window.cur, "\xfe\xff", 2) == 0))
    return fail (self, GW_ERROR_UNSUPPORTED, 1, _ ("the table is UTF-16; save it as UTF-8"));
  if (!_gw_window_skip_mark (&self->window, &self->failure) || (self->delimiter == '\0' && !detect_delimiter (self)))
    return FALSE;

  self->stops[0] = STOPS_PLAIN | STOPS_QUOTED;
  self->stops['\n'] = self->stops['\r'] = STOPS_PLAIN | STOPS_QUOTED;
  self->stops['"'] = STOPS_QUOTED;
  self->stops[(guchar) self->delimiter] |= STOPS_PLAIN;
  return TRUE;
}

/* Whether a byte is at cur; FALSE at the end of the file and on error. */
static gboolean
have_byte (GwCsvReader *self)
{
  if (self->window.cur < self->window.end)
    return TRUE;

  self->window.keep = self->window.cur;
  return _gw_window_fill (&self->window, &self->failure);
}

static gboolean
check_length (GwCsvReader *self)
{
  g_autofree char *message = NULL;

  if (self->row->len <= self->max_row)
    return TRUE;

  message = g_strdup_printf (_ ("the record is longer than the %llu bytes of the limit “%s”"),
                             (unsigned long long) self->max_row, gw_limit_get_name (GW_LIMIT_CSV_ROW_BYTES));
  return fail (self, GW_ERROR_LIMIT, self->record_line, message);
}

/* Appends what stands at cur until a stop of that kind. */
static gboolean
take_run (GwCsvReader *self, int kind)
{
  for (;;)
    {
      const char *p = self->window.cur;

      while ((self->stops[(guchar) *p] & kind) == 0)
        p++;
      g_string_append_len (self->row, self->window.cur, p - self->window.cur);
      self->window.cur = (char *) p;

      if (!check_length (self))
        return FALSE;
      if (*p != '\0' || p == self->window.end)
        return TRUE;
      if (!self->tolerant)
        return fail (self, GW_ERROR_INVALID, self->line, _ ("the text holds a NUL byte; this is not a table of text"));
      self->problem = _ ("The row holds a NUL byte.");
      self->window.cur++;
    }
}

/* Counts the line that ends with the CR or LF at cur, and steps over it. */
static void
take_line_end (GwCsvReader *self)
{
  const char c = *self->window.cur++;

  if (c == '\r' || !self->after_cr)
    self->line++;
  self->after_cr = c == '\r';
}

/* From the opening quote to after the closing one. */
static gboolean
take_quoted (GwCsvReader *self)
{
  const guint64 line = self->line;

  self->window.cur++;
  for (;;)
    {
      if (!have_byte (self))
        return fail (self, GW_ERROR_TRUNCATED, line, _ ("a quote is opened here and never closed"));

      if (!check_length (self))
        return FALSE;

      self->after_cr = self->after_cr && *self->window.cur == '\n';
      if (*self->window.cur == '\n' || *self->window.cur == '\r')
        {
          g_string_append_c (self->row, *self->window.cur);
          take_line_end (self);
        }
      else if (*self->window.cur == '"')
        {
          self->window.cur++;
          if (!have_byte (self) || *self->window.cur != '"')
            return self->failure == NULL;
          g_string_append_c (self->row, '"');
          self->window.cur++;
        }
      else if (!take_run (self, STOPS_QUOTED))
        {
          return FALSE;
        }
    }
}

/* One field and its NUL. */
static gboolean
take_field (GwCsvReader *self)
{
  const gsize begin = self->row->len;
  const gboolean quoted = have_byte (self) && *self->window.cur == '"';

  g_array_append_val (self->starts, begin);
  if (quoted && !take_quoted (self))
    return FALSE;

  if (quoted && have_byte (self) && (self->stops[(guchar) *self->window.cur] & STOPS_PLAIN) == 0)
    return fail (self, GW_ERROR_INVALID, self->line, _ ("text follows a closing quote"));
  while (have_byte (self))
    {
      if (!take_run (self, STOPS_PLAIN))
        return FALSE;
      if (self->window.cur < self->window.end)
        break;
    }
  if (self->failure != NULL)
    return FALSE;

  if (!g_utf8_validate_len (self->row->str + begin, self->row->len - begin, NULL))
    {
      if (!self->tolerant)
        return fail (self, GW_ERROR_INVALID, self->line, _ ("the text is not UTF-8; save the table as UTF-8"));
      self->problem = _ ("The row is not UTF-8. Save the table as UTF-8.");
      g_string_truncate (self->row, begin);
    }
  g_string_append_c (self->row, '\0');
  return TRUE;
}

/* Steps over empty lines; FALSE at the end of the file and on error. */
static gboolean
find_record (GwCsvReader *self)
{
  while (have_byte (self))
    {
      if (*self->window.cur != '\n' && *self->window.cur != '\r')
        return TRUE;
      take_line_end (self);
    }
  return FALSE;
}

static gboolean
take_record (GwCsvReader *self)
{
  g_string_truncate (self->row, 0);
  g_array_set_size (self->starts, 0);
  if ((!self->started && !start (self)) || !find_record (self))
    return FALSE;

  self->after_cr = FALSE;
  self->problem = NULL;
  self->record_line = self->line;
  for (;;)
    {
      if (!take_field (self))
        return FALSE;
      if (!have_byte (self))
        return self->failure == NULL;
      if (*self->window.cur != self->delimiter)
        break;
      self->window.cur++;
    }

  take_line_end (self);
  return TRUE;
}

gboolean
gw_csv_reader_next (GwCsvReader *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->failure == NULL && take_record (self))
    return TRUE;

  g_array_set_size (self->starts, 0);
  if (self->failure != NULL)
    g_propagate_error (error, g_error_copy (self->failure));
  return FALSE;
}

gboolean
gw_csv_reader_read_header (GwCsvReader *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean tolerant, ok;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (!self->started, FALSE);

  /* Without the names of columns there is nothing to go on with. */
  tolerant = self->tolerant;
  self->tolerant = FALSE;
  ok = gw_csv_reader_next (self, &local_error);
  self->tolerant = tolerant;
  if (!ok)
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        {
          g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                       _ ("the table is empty. A line with the names of the columns is due."));
          self->failure_line = 1;
        }
      return FALSE;
    }

  for (guint i = 0; i < self->starts->len; i++)
    g_ptr_array_add (self->columns, g_strstrip (g_strdup (gw_csv_reader_get_field (self, i, NULL))));
  return TRUE;
}

void
gw_csv_reader_place_error (GwCsvReader *self, const char *path, GError **error)
{
  g_return_if_fail (self != NULL && path != NULL);

  if (self->failure_line > 0)
    g_prefix_error (error, "%s:%" G_GUINT64_FORMAT ": ", path, self->failure_line);
  else
    g_prefix_error (error, "%s: ", path);
}

gboolean
gw_csv_reader_next_placed (GwCsvReader *self, const char *path, GError **error)
{
  GError *failure = NULL;

  if (gw_csv_reader_next (self, &failure))
    return TRUE;
  if (failure != NULL)
    {
      gw_csv_reader_place_error (self, path, &failure);
      g_propagate_error (error, failure);
    }
  return FALSE;
}

guint
gw_csv_reader_get_n_columns (GwCsvReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->columns->len;
}

const char *
gw_csv_reader_get_column (GwCsvReader *self, guint column)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (column < self->columns->len, NULL);

  return g_ptr_array_index (self->columns, column);
}

int
gw_csv_reader_find_column (GwCsvReader *self, const char *name)
{
  g_autofree char *wanted = NULL;

  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (name != NULL, -1);

  wanted = g_utf8_casefold (name, -1);
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *column = g_utf8_casefold (g_ptr_array_index (self->columns, i), -1);

      if (strcmp (column, wanted) == 0)
        return (int) i;
    }
  return -1;
}

guint
gw_csv_reader_get_n_fields (GwCsvReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->starts->len;
}

const char *
gw_csv_reader_get_field (GwCsvReader *self, guint field, gsize *length)
{
  gsize begin, end;

  g_return_val_if_fail (self != NULL, NULL);

  if (field >= self->starts->len)
    return NULL;

  begin = g_array_index (self->starts, gsize, field);
  end = field + 1 < self->starts->len ? g_array_index (self->starts, gsize, field + 1) : self->row->len;
  if (length != NULL)
    *length = end - begin - 1;
  return self->row->str + begin;
}

guint64
gw_csv_reader_get_line (GwCsvReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->record_line;
}

guint64
gw_csv_reader_get_offset (GwCsvReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return _gw_window_offset_of (&self->window, self->window.cur);
}
