/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-convert.h"

#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-problem-code.h"

static const GwFormat *
find_format (const char *source, const GwConvertSpec *spec, GwConvertResult *result, GError **error)
{
  GwDetection detection = { 0 };

  if (spec->from != NULL)
    result->from = spec->from;
  else
    result->from = gw_format_detect (source, &detection, error);
  g_strlcpy (result->reason, detection.reason, sizeof result->reason);

  return result->from;
}

static GwIntake *
open_source (const char *source, const GwConvertSpec *spec, const GwFormat *from, GwProblems *problems, GwWork *work,
             GCancellable *cancellable, GError **error)
{
  GwReadOptions options = spec->read;
  GwReader *reader;
  GwIntake *intake;

  options.work = work;
  options.keep_lines = from == spec->to && (from->flags & GW_FORMAT_KEEPS_LINES) != 0;
  reader = gw_format_open (from, source, &options, problems, cancellable, error);
  if (reader == NULL)
    return NULL;

  intake = gw_intake_new (reader, NULL);
  if (spec->read.images_dir != NULL)
    gw_intake_set_images_dir (intake, spec->read.images_dir);

  return intake;
}

static gboolean
check_loss (const GwConvertSpec *spec, GwProblems *problems, GError **error)
{
  g_auto (GStrv) codes = gw_problems_list_codes (problems);

  for (guint i = 0; spec->strict && codes[i] != NULL; i++)
    if (gw_problem_code_is_loss (codes[i]))
      {
        g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
                     _ ("%s cannot hold everything (%s), so nothing was written. Choose another format, or leave out "
                        "--strict."), _ (spec->to->title), codes[i]);
        return FALSE;
      }

  return TRUE;
}

static gboolean
copy_records (GwIntake *intake, GwWriter *writer, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (GwRecord) record = gw_intake_next (intake, cancellable, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (record == NULL)
        return TRUE;
      if (!gw_writer_write (writer, record, error))
        return FALSE;
    }
}

gboolean
gw_convert (const char *source,
            const char *target,
            const GwConvertSpec *spec,
            GwProblems *problems,
            GwConvertResult *result,
            GwWork *work,
            GCancellable *cancellable,
            GError **error)
{
  const GwFormat *from = find_format (source, spec, result, error);
  g_autoptr (GwIntake) intake = NULL;
  g_autoptr (GwWriter) writer = NULL;

  if (from == NULL)
    return FALSE;
  intake = open_source (source, spec, from, problems, work, cancellable, error);
  if (intake == NULL)
    return FALSE;

  writer = gw_format_create (spec->to, target, gw_intake_get_reader (intake)->head, &spec->write, problems, error);
  if (writer == NULL || !copy_records (intake, writer, cancellable, error))
    return FALSE;

  gw_intake_get_counts (intake, &result->read);
  if (result->read.images_given == 0 && gw_problems_count_severity (problems, GW_SEVERITY_ERROR) > 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s: nothing in it can be used. --problems FILE.csv tells why."), source);
      return FALSE;
    }
  if (!check_loss (spec, problems, error) || !gw_writer_finish (writer, cancellable, error))
    return FALSE;

  result->written = writer->counts;
  result->n_classes = gw_intake_count_classes (intake);
  result->n_files = writer->n_files;
  return TRUE;
}
