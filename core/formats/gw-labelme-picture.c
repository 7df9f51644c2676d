/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labelme-picture.h"

#include <sys/stat.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "gw-image-info.h"
#include "gw-upright.h"

/* In base64 they are a third more, and a value of JSON that is read has at most 64 MiB, its quote among them. */
#define MOST_BYTES (48 * 1024 * 1024 - 3)

static void
report_turn (GwWriter *writer, const GwRecord *record, GwUpright how)
{
  const gboolean kept = how == GW_UPRIGHT_KEPT;

  gw_problems_report (writer->problems,
                      &(GwProblem) { .severity = kept ? GW_SEVERITY_WARNING : GW_SEVERITY_INFO,
                                     .outcome = kept ? GW_OUTCOME_KEPT : GW_OUTCOME_CHANGED,
                                     .code = kept ? "image-not-turned" : "image-turned",
                                     .image = record->path,
                                     .text = kept ? _ ("The picture cannot be turned upright: only whole JPEG and PNG "
                                                       "files of 8 bits can. It stands in the label file as it is, and "
                                                       "its labels are of the upright one.")
                                                  : _ ("The picture in the label file was turned upright, as its "
                                                       "labels are. What its camera noted in it was left out.") });
}

/* Labels are of what is shown, and programs that take a picture out of a label file do not turn it. NULL: it
 * cannot be read.
 */
static GBytes *
load_upright (GwWriter *writer, const GwRecord *record)
{
  GBytes *picture = NULL;
  char *bytes;
  gsize n;
  GwImageInfo info;
  const GwUpright how = gw_upright_read (record->file, &picture, writer->options.cancellable);

  if (g_cancellable_is_cancelled (writer->options.cancellable))
    {
      g_clear_pointer (&picture, g_bytes_unref);
      return NULL;
    }
  if (picture == NULL && g_file_get_contents (record->file, &bytes, &n, NULL))
    picture = g_bytes_new_take (bytes, n);
  if (picture != NULL && how != GW_UPRIGHT_ALREADY
      && (how != GW_UPRIGHT_KEPT || gw_image_info_read_file (record->file, &info, NULL)))
    report_turn (writer, record, how);

  return picture;
}

char *
gw_labelme_picture_encode (GwWriter *writer, const GwRecord *record)
{
  g_autoptr (GBytes) picture = NULL;
  const GwSeverity warning = GW_SEVERITY_WARNING;
  GStatBuf there;

  if (record->file == NULL || g_stat (record->file, &there) != 0 || !S_ISREG (there.st_mode))
    {
      gw_problems_add (writer->problems, warning, "path-missing", NULL, 0, record->path,
                       _ ("The picture %s was not found. Its labels are written without it."), record->path);
      return NULL;
    }
  picture = there.st_size <= MOST_BYTES ? load_upright (writer, record) : NULL;
  if (picture != NULL && g_bytes_get_size (picture) <= MOST_BYTES)
    return g_base64_encode (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));

  if (g_cancellable_is_cancelled (writer->options.cancellable))
    return NULL;
  if (picture == NULL && there.st_size <= MOST_BYTES)
    gw_problems_add (writer->problems, warning, "image-unreadable", NULL, 0, record->path, "%s",
                     _ ("The picture cannot be read. It was left out of the label file."));
  else
    gw_problems_add (
        writer->problems, warning, "limit", NULL, 0, record->path, "%s",
        _ ("The picture is larger than the 48 MiB that are put into a label file. It was left out of it."));
  return NULL;
}
