/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labelme-picture.h"

#include <sys/stat.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "gw-image-info.h"
#include "gw-labelme-document.h"
#include "gw-path.h"

#define MOST_BYTES (64 * 1024 * 1024)

/* --- reading ------------------------------------------------------------------------- */

static gboolean
is_there (const char *folder, const char *path)
{
  g_autofree char *file = folder != NULL && path != NULL ? g_build_filename (folder, path, NULL) : NULL;

  return file != NULL && g_file_test (file, G_FILE_TEST_IS_REGULAR);
}

/* Where the picture goes: beside the file, by its own name. (transfer full) (nullable): NULL: it has
 * no name, or something is there.
 */
static char *
make_path (const GwRecord *record)
{
  const char *name = gw_path_basename (record->path);
  g_autofree char *folder = g_path_get_dirname (record->source);
  g_autofree char *file = NULL;
  struct stat there;

  if (*name == '\0' || !g_utf8_validate (name, -1, NULL) || !gw_image_name_is_picture (name))
    return NULL;
  file = g_build_filename (folder, name, NULL);

  return lstat (file, &there) != 0 ? g_steal_pointer (&file) : NULL;
}

static void
report (GwReader *reader, const GwRecord *record, GwSeverity severity, GwOutcome outcome, const char *text)
{
  gw_problems_report (reader->problems, &(GwProblem) { .severity = severity,
                                                       .outcome = outcome,
                                                       .code = "image-embedded",
                                                       .file = record->source,
                                                       .image = record->path,
                                                       .text = (char *) text });
}

/* FALSE, told of, where it cannot be written. */
static gboolean
extract (GwReader *reader, const char *base, GwRecord *record, GBytes *picture)
{
  g_autofree char *file = make_path (record);
  g_autoptr (GError) failure = NULL;
  gsize n;
  const char *data = g_bytes_get_data (picture, &n);

  if (file == NULL || !g_file_set_contents (file, data, (gssize) n, &failure))
    {
      g_autofree char *text = g_strdup_printf (_ ("The picture was not found, and the one in the file cannot be "
                                                  "written beside it. %s"),
                                               failure != NULL ? failure->message : "");

      report (reader, record, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, g_strchomp (text));
      return FALSE;
    }
  g_free (record->path);
  record->path = g_strdup (file + strlen (base) + 1);
  report (reader, record, GW_SEVERITY_INFO, GW_OUTCOME_CHANGED,
          _ ("The picture was not found. The one in the file was written beside it."));

  return TRUE;
}

void
gw_labelme_picture_take (GwReader *reader, const char *base, GwRecord *record, GCancellable *cancellable)
{
  g_autofree char *path = gw_path_normalise (record->path, -1, NULL);
  g_autoptr (GBytes) picture = NULL;
  GwImageInfo info;
  gconstpointer data;
  gsize n;

  if (is_there (base, path) || is_there (reader->options.images_dir, path))
    return;
  picture = gw_labelme_document_load_picture (record->source, cancellable);
  if (picture == NULL)
    return;
  data = g_bytes_get_data (picture, &n);
  if ((record->width <= 0 || record->height <= 0) && gw_image_info_read_bytes (data, n, &info, NULL))
    {
      record->width = info.width;
      record->height = info.height;
    }
  if (reader->options.embedded == GW_EMBEDDED_EXTRACT)
    extract (reader, base, record, picture);
  else
    report (reader, record, GW_SEVERITY_INFO, GW_OUTCOME_KEPT,
            _ ("The picture was not found, but the file holds it. It can be written beside the file: choose that "
               "under “How It Is Read”, or with --embedded extract."));
}

/* --- writing --------------------------------------------------------------------------- */

char *
gw_labelme_picture_encode (GwWriter *writer, const GwRecord *record)
{
  g_autofree char *bytes = NULL;
  GStatBuf there;
  gsize n;

  if (record->file == NULL || g_stat (record->file, &there) != 0 || !S_ISREG (there.st_mode))
    gw_problems_add (writer->problems, GW_SEVERITY_WARNING, "path-missing", NULL, 0, record->path,
                     _ ("The picture %s was not found. Its labels are written without it."), record->path);
  else if (there.st_size > MOST_BYTES)
    gw_problems_add (
        writer->problems, GW_SEVERITY_WARNING, "limit", NULL, 0, record->path, "%s",
        _ ("The picture is larger than the 64 MiB that are put into a label file. It was left out of it."));
  else if (!g_file_get_contents (record->file, &bytes, &n, NULL))
    gw_problems_add (writer->problems, GW_SEVERITY_WARNING, "image-unreadable", NULL, 0, record->path, "%s",
                     _ ("The picture cannot be read. It was left out of the label file."));
  else
    return g_base64_encode ((const guchar *) bytes, n);
  return NULL;
}
