/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-convert.h"

#include <glib/gi18n.h>

#include "gw-archive.h"
#include "gw-error.h"
#include "gw-label-source.h"
#include "gw-problem-code.h"

gboolean
gw_problems_have_loss (GwProblems *problems)
{
  g_auto (GStrv) codes = gw_problems_list_codes (problems);

  for (gsize i = 0; codes[i] != NULL; i++)
    if (gw_problem_code_is_loss (codes[i]))
      return TRUE;
  return FALSE;
}

static gboolean
copy_records (GwIntake *intake, GwWriter *writer, GwWork *work, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (GwRecord) record = gw_intake_next (intake, cancellable, &failure);

      if (record == NULL && failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (record == NULL)
        return TRUE;
      if (!gw_writer_write (writer, record, error))
        return FALSE;
      if (work != NULL)
        gw_work_add_done (work, 1);
    }
}

static gboolean
check_result (const GwConvertSpec *spec, GwProblems *problems, const GwIntakeCounts *counts, GError **error)
{
  if (counts->images_given == 0
      && (gw_problems_count_severity (problems, GW_SEVERITY_ERROR) > 0
          || gw_problems_count_code (problems, "labels-unread") > 0))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: nothing in it could be used. Nothing was written."),
                   spec->source);
      return FALSE;
    }
  if (spec->strict && gw_problems_have_loss (problems))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
                   _ ("%s: %s cannot hold everything that is in it, so nothing was written. "
                      "Choose another format."),
                   spec->source, _ (spec->to->title));
      return FALSE;
    }
  return TRUE;
}

static void
keep_reason (GwConvertResult *result, const char *reason)
{
  const char *end;

  g_strlcpy (result->reason, reason != NULL ? reason : "", sizeof result->reason);
  /* A name in it may be cut within a character. */
  if (!g_utf8_validate (result->reason, -1, &end))
    result->reason[end - result->reason] = '\0';
}

/* From a format that numbers its objects to itself they stay what they are. */
static void
keep_numbers (const GwFormat *from, const GwFormat *to, GwReadOptions *read, GwWriteOptions *write)
{
  if (from != to || (to->write_choices & GW_WRITE_CHOICE_NUMBERS) == 0)
    return;
  if (write->numbers == GW_NUMBERS_DEFAULT)
    write->numbers = GW_NUMBERS_KEEP;
  read->keep_numbers = write->numbers == GW_NUMBERS_KEEP;
}

gboolean
gw_convert (const GwConvertSpec *spec, GwProblems *problems, GwConvertResult *result, GCancellable *cancellable,
            GError **error)
{
  GwReadOptions read = spec->read;
  GwWriteOptions write = spec->write;
  g_autoptr (GwArchive) archive = NULL;
  g_autoptr (GwLabelSource) source = NULL;
  const char *path = spec->source;
  GwReader *reader;
  g_autoptr (GwIntake) intake = NULL;
  g_autoptr (GwWriter) writer = NULL;

  *result = (GwConvertResult) { 0 };
  if (!gw_format_check_target (spec->to, spec->target, spec->write.overwrite, error))
    return FALSE;
  if (gw_archive_is (path))
    {
      archive = gw_archive_unpack (path, spec->write.work, cancellable, error);
      if (archive == NULL)
        return FALSE;
      path = gw_archive_get_content (archive);
    }
  source = gw_label_source_find (path, spec->from, error);
  if (source == NULL)
    return FALSE;
  result->from = source->format;
  keep_reason (result, source->reason);
  gw_label_source_report_unread (source, problems, cancellable);

  /* Lines that one format keeps as they are mean nothing to another. */
  read.keep_lines = result->from == spec->to && (spec->to->flags & GW_FORMAT_KEEPS_LINES) != 0;
  keep_numbers (result->from, spec->to, &read, &write);
  reader = gw_format_open (result->from, source->path, &read, problems, cancellable, error);
  if (reader == NULL)
    return FALSE;
  intake = gw_intake_new (reader, &spec->rules);
  writer = gw_format_create (spec->to, spec->target, gw_reader_get_head (reader), &write, problems, error);
  if (writer == NULL || !copy_records (intake, writer, spec->write.work, cancellable, error))
    return FALSE;

  gw_intake_get_counts (intake, &result->counts);
  result->n_classes = gw_intake_count_classes (intake);
  if (!check_result (spec, problems, &result->counts, error) || !gw_writer_finish (writer, cancellable, error))
    return FALSE;
  result->n_files = writer->n_files;

  return TRUE;
}
