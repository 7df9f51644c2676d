/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labelme-picture.h"

#include <sys/stat.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define MOST_BYTES (64 * 1024 * 1024)

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
