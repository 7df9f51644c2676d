/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-csv-writer.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-error.h"
#include "gw-number.h"
#include "gw-path.h"
#include "gw-sink-private.h"

struct _GwCsvWriter
{
  GwSink sink;
  GwCsvWriterMode mode;
  guint n_fields;        /* of the current record */
  gboolean empty_record; /* it has one field and that is empty */
};

static GwCsvWriter *
writer_new (GwCsvWriterMode mode)
{
  GwCsvWriter *self = g_new0 (GwCsvWriter, 1);

  self->mode = mode;
  return self;
}

GwCsvWriter *
gw_csv_writer_new (GOutputStream *stream, GwCsvWriterMode mode, GCancellable *cancellable)
{
  GwCsvWriter *self;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);

  self = writer_new (mode);
  _gw_sink_init (&self->sink, stream, cancellable);
  return self;
}

GwCsvWriter *
gw_csv_writer_new_for_string (GString *string, GwCsvWriterMode mode)
{
  GwCsvWriter *self;

  g_return_val_if_fail (string != NULL, NULL);

  self = writer_new (mode);
  _gw_sink_init_string (&self->sink, string);
  return self;
}

void
gw_csv_writer_free (GwCsvWriter *self)
{
  if (self == NULL)
    return;

  _gw_sink_clear (&self->sink);
  g_free (self);
}

static void
begin_field (GwCsvWriter *self, gboolean empty)
{
  if (self->n_fields > 0)
    _gw_sink_append_c (&self->sink, ',');
  self->empty_record = self->n_fields == 0 && empty;
  self->n_fields++;
}

static void
append_quoted (GwCsvWriter *self, const char *text, gboolean safe)
{
  _gw_sink_append (&self->sink, safe ? "\"'" : "\"", safe ? 2 : 1);
  for (const char *quote; (quote = strchr (text, '"')) != NULL; text = quote + 1)
    {
      _gw_sink_append (&self->sink, text, quote - text + 1);
      _gw_sink_append_c (&self->sink, '"');
    }
  _gw_sink_append (&self->sink, text, strlen (text));
  _gw_sink_append (&self->sink, "\"", 1);
}

/* A byte order mark at the start of a file would be dropped by readers. */
static gboolean
needs_quotes (const char *text)
{
  return strpbrk (text, ",\"\r\n") != NULL || g_str_has_prefix (text, "\xef\xbb\xbf");
}

void
gw_csv_writer_text (GwCsvWriter *self, const char *text)
{
  gboolean safe;

  g_return_if_fail (self != NULL);

  if (text == NULL)
    text = "";
  if (self->sink.error == NULL && !g_utf8_validate (text, -1, NULL))
    {
      g_autofree char *shown = gw_path_display (text, -1);

      g_set_error (&self->sink.error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("The text “%s” is not UTF-8 and cannot be written to a table."), shown);
    }
  if (self->sink.error != NULL)
    return;

  safe = self->mode == GW_CSV_WRITER_SPREADSHEET && *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
  begin_field (self, *text == '\0');
  if (needs_quotes (text))
    {
      append_quoted (self, text, safe);
    }
  else
    {
      if (safe)
        _gw_sink_append_c (&self->sink, '\'');
      _gw_sink_append (&self->sink, text, strlen (text));
    }
}

static void
append_number (GwCsvWriter *self, const char *text)
{
  if (self->sink.error != NULL)
    return;

  begin_field (self, *text == '\0');
  _gw_sink_append (&self->sink, text, strlen (text));
}

void
gw_csv_writer_double (GwCsvWriter *self, double value)
{
  char text[GW_NUMBER_LENGTH] = "";

  g_return_if_fail (self != NULL);

  if (isinf (value))
    strcpy (text, value > 0 ? "inf" : "-inf");
  else if (!isnan (value))
    gw_number_format (value, text);
  append_number (self, text);
}

void
gw_csv_writer_int64 (GwCsvWriter *self, gint64 value)
{
  char text[GW_NUMBER_LENGTH];

  g_return_if_fail (self != NULL);

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  append_number (self, text);
}

void
gw_csv_writer_end_row (GwCsvWriter *self)
{
  g_return_if_fail (self != NULL);

  if (self->sink.error == NULL)
    {
      if (self->empty_record)
        _gw_sink_append (&self->sink, "\"\"", 2);
      _gw_sink_append (&self->sink, "\n", 1);
    }
  self->n_fields = 0;
  self->empty_record = FALSE;
}

void
gw_csv_writer_row (GwCsvWriter *self, const char *const *fields)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (fields != NULL);

  for (gsize i = 0; fields[i] != NULL; i++)
    gw_csv_writer_text (self, fields[i]);
  gw_csv_writer_end_row (self);
}

gboolean
gw_csv_writer_has_failed (GwCsvWriter *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->sink.error != NULL;
}

gboolean
gw_csv_writer_finish (GwCsvWriter *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return _gw_sink_finish (&self->sink, error);
}
