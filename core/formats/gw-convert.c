/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-convert.h"

#include <glib/gi18n.h>

#include "gw-archive.h"
#include "gw-error.h"
#include "gw-label-source.h"
#include "gw-problem-code.h"
#include "gw-record-join.h"

gboolean
gw_problems_have_loss (GwProblems *problems)
{
  g_auto (GStrv) codes = gw_problems_list_codes (problems);

  for (gsize i = 0; codes[i] != NULL; i++)
    if (gw_problem_code_is_loss (codes[i]))
      return TRUE;
  return FALSE;
}

/* One conversion; the source is read again where images come twice (gw-record-join.h). */
typedef struct
{
  const GwConvertSpec *spec;
  GwLabelSource *source;
  GwReadOptions read;
  GwWriteOptions write;
  GwProblems *problems;
  GwRecordJoin *join; /* (nullable): none where lines are kept as they are */
  GwIntake *intake;   /* of the first reading that is written, whose head the writer has */
  GwWriter *writer;   /* (nullable): NULL only counts */
} Run;

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->writer, gw_writer_close);
  g_clear_pointer (&run->intake, gw_intake_free);
  g_clear_pointer (&run->join, gw_record_join_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static GwIntake *
open_intake (Run *run, GwProblems *problems, GCancellable *cancellable, GError **error)
{
  GwReader *reader = gw_format_open (run->source->format, run->source->path, &run->read, problems, cancellable, error);
  GwIntakeRules rules = run->spec->rules;

  rules.keep_again = run->read.keep_lines;
  return reader != NULL ? gw_intake_new (reader, &rules) : NULL;
}

/* The first reading of all, or of those that are written. */
static gboolean
begin (Run *run, GCancellable *cancellable, GError **error)
{
  run->intake = open_intake (run, run->problems, cancellable, error);
  if (run->intake == NULL)
    return FALSE;
  gw_intake_allow_pictures (run->intake);
  run->writer = gw_format_create (run->spec->to, run->spec->target,
                                  gw_reader_get_head (gw_intake_get_reader (run->intake)), &run->write, run->problems,
                                  error);

  return run->writer != NULL;
}

/* NULL at the end, or with error set. */
static GwRecord *
next_record (Run *run, GwIntake *intake, gboolean *failed, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  GwRecord *record = gw_intake_next (intake, cancellable, &failure);

  *failed = record == NULL && failure != NULL;
  if (*failed)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (record != NULL && run->spec->write.work != NULL)
    gw_work_add_done (run->spec->write.work, 1);

  return record;
}

/* Writes as if each image came once. Where one does not, only what is left of the source is
 * looked at, so that it is known what comes how often, and the writer is gone.
 */
static gboolean
copy_records (Run *run, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      gboolean failed;
      g_autoptr (GwRecord) record = next_record (run, run->intake, &failed, cancellable, error);

      if (record == NULL)
        return !failed;
      if (run->join != NULL && gw_record_join_note (run->join, record, gw_intake_is_again (run->intake)))
        g_clear_pointer (&run->writer, gw_writer_close);
      if (run->writer != NULL && !gw_writer_write (run->writer, record, error))
        return FALSE;
    }
}

/* Objects that two places have in common are one, as in a record that comes whole. */
static void
drop_duplicates (Run *run, GwRecord *record)
{
  g_autoptr (GwProblems) found = gw_problems_new ();
  g_autoptr (GPtrArray) duplicates = NULL;

  gw_shape_check_record (record, run->writer->head, &run->spec->rules.shapes, run->source->path, found);
  duplicates = gw_problems_list (found, "object-duplicate");
  for (guint i = 0; i < duplicates->len; i++)
    gw_problems_report (run->problems, g_ptr_array_index (duplicates, i));
}

static gboolean
write_joined (Run *run, GwRecord *record, GError **error)
{
  drop_duplicates (run, record);
  return gw_writer_write (run->writer, record, error);
}

static gboolean
join_records (Run *run, GwIntake *intake, GCancellable *cancellable, GError **error)
{
  gboolean failed;
  GwRecord *next;

  while ((next = next_record (run, intake, &failed, cancellable, error)) != NULL)
    {
      g_autoptr (GwRecord) whole = gw_record_join_take (run->join, next, run->problems, cancellable);

      if (whole != NULL && !write_joined (run, whole, error))
        return FALSE;
    }
  if (failed)
    return FALSE;
  while ((next = gw_record_join_take_rest (run->join, run->problems, cancellable)) != NULL)
    {
      g_autoptr (GwRecord) whole = next;

      if (!write_joined (run, whole, error))
        return FALSE;
    }

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Reads again, and as often as it takes. What was told so far is told again with the first
 * of these readings; of more of them what readers tell is known.
 */
static gboolean
start_over (Run *run, const GwProblemsMark *mark, GCancellable *cancellable, GError **error)
{
  g_clear_pointer (&run->intake, gw_intake_free);
  gw_record_join_begin (run->join);
  if (!gw_problems_rewind (run->problems, mark, error) || !begin (run, cancellable, error)
      || !join_records (run, run->intake, cancellable, error))
    return FALSE;

  while (gw_record_join_begin (run->join))
    {
      g_autoptr (GwProblems) known = gw_problems_new ();
      g_autoptr (GwIntake) intake = open_intake (run, known, cancellable, error);

      if (intake == NULL || !join_records (run, intake, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/* With a writer that has all of the source. */
static gboolean
read_all (Run *run, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwProblemsMark) mark = gw_problems_mark (run->problems);

  if (!run->read.keep_lines)
    run->join = gw_record_join_new (run->spec->to, GW_RECORD_JOIN_BYTES);

  return begin (run, cancellable, error) && copy_records (run, cancellable, error)
         && (run->writer != NULL || start_over (run, mark, cancellable, error));
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

/* Turns what lies at path, which is the spec's source or what was unpacked of it. */
static gboolean
convert_path (const GwConvertSpec *spec, const char *path, GwProblems *problems, GwConvertResult *result,
              GCancellable *cancellable, GError **error)
{
  g_autoptr (GwLabelSource) source = gw_label_source_find (path, spec->from, cancellable, error);
  g_auto (Run) run = { .spec = spec, .read = spec->read, .write = spec->write, .problems = problems };

  if (source == NULL)
    return FALSE;
  run.source = source;
  result->from = source->format;
  keep_reason (result, source->reason);
  gw_label_source_report_unread (source, problems, cancellable);

  /* Lines that one format keeps as they are mean nothing to another. */
  run.read.keep_lines = result->from == spec->to && (spec->to->flags & GW_FORMAT_KEEPS_LINES) != 0;
  keep_numbers (result->from, spec->to, &run.read, &run.write);
  run.write.cancellable = cancellable;
  if (!read_all (&run, cancellable, error))
    return FALSE;

  gw_writer_end_losses (run.writer);
  gw_intake_get_counts (run.intake, &result->counts);
  result->counts.given = run.writer->counts;
  result->n_classes = gw_intake_count_classes (run.intake);
  if (!check_result (spec, problems, &result->counts, error) || !gw_writer_finish (run.writer, cancellable, error))
    return FALSE;
  gw_intake_keep_pictures (run.intake);
  result->n_files = run.writer->n_files;

  return TRUE;
}

gboolean
gw_convert (const GwConvertSpec *spec, GwProblems *problems, GwConvertResult *result, GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GwArchive) archive = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean ok;

  *result = (GwConvertResult) { 0 };
  if (!gw_format_check_target (spec->to, spec->target, spec->write.overwrite, error))
    return FALSE;
  if (!gw_archive_is (spec->source))
    return convert_path (spec, spec->source, problems, result, cancellable, error);

  archive = gw_archive_unpack (spec->source, problems, spec->write.work, cancellable, error);
  if (archive == NULL)
    return FALSE;
  gw_problems_set_place (problems, gw_archive_get_folder (archive), spec->source);
  ok = convert_path (spec, gw_archive_get_content (archive), problems, result, cancellable, &failure);
  gw_problems_set_place (problems, NULL, NULL);
  if (!ok)
    {
      gw_archive_name_files (archive, failure);
      g_propagate_error (error, g_steal_pointer (&failure));
    }

  return ok;
}
