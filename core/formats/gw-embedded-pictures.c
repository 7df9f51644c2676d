/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-embedded-pictures.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "gw-path.h"

struct _GwEmbeddedPictures
{
  GwReader *reader;
  gboolean is_allowed;
  GPtrArray *written; /* of char*: files that are to go unless they are kept */
};

GwEmbeddedPictures *
gw_embedded_pictures_new (GwReader *reader)
{
  GwEmbeddedPictures *self = g_new0 (GwEmbeddedPictures, 1);

  self->reader = reader;
  self->written = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
gw_embedded_pictures_free (GwEmbeddedPictures *self)
{
  for (guint i = 0; i < self->written->len; i++)
    g_unlink (g_ptr_array_index (self->written, i));
  g_ptr_array_unref (self->written);
  g_free (self);
}

void
gw_embedded_pictures_allow (GwEmbeddedPictures *self)
{
  self->is_allowed = TRUE;
}

void
gw_embedded_pictures_keep (GwEmbeddedPictures *self)
{
  g_ptr_array_set_size (self->written, 0);
}

static void
report (GwEmbeddedPictures *self, const GwRecord *record, GwSeverity severity, GwOutcome outcome, const char *text)
{
  gw_problems_report (self->reader->problems, &(GwProblem) { .severity = severity,
                                                             .outcome = outcome,
                                                             .code = "image-embedded",
                                                             .file = record->source,
                                                             .image = record->path,
                                                             .text = (char *) text });
}

/* Where the picture goes. (transfer full) (nullable): NULL: it has no name, or something is there. */
static char *
make_file (const GwRecord *record)
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

/* Without allowance, whether it could be. */
static gboolean
write_picture (GwEmbeddedPictures *self, const char *file, GBytes *picture, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (file);
  gsize n;
  const char *data = g_bytes_get_data (picture, &n);

  if (!self->is_allowed)
    return access (folder, W_OK) == 0;
  if (!g_file_set_contents_full (file, data, (gssize) n, G_FILE_SET_CONTENTS_CONSISTENT, 0666, error))
    return FALSE;
  g_ptr_array_add (self->written, g_strdup (file));

  return TRUE;
}

/* The rest of a file's path; NULL where it is not below the folder. */
static const char *
get_below (const char *folder, const char *file)
{
  const gsize n = folder != NULL ? strlen (folder) : 0;

  return n > 0 && strncmp (folder, file, n) == 0 && file[n] == '/' ? file + n + 1 : NULL;
}

/* Takes over file. */
static void
place (GwEmbeddedPictures *self, GwRecord *record, const char *images_dir, char *file)
{
  g_autofree char *source = g_canonicalize_filename (self->reader->source, NULL);
  g_autofree char *base = g_file_test (source, G_FILE_TEST_IS_DIR) ? g_strdup (source) : g_path_get_dirname (source);
  const char *below = get_below (images_dir, file);

  if (below == NULL)
    {
      if (images_dir != NULL)
        record->root = g_strdup (base);
      below = get_below (base, file);
    }
  g_free (record->path);
  record->path = g_strdup (below != NULL ? below : file);
  if (self->is_allowed)
    record->file = file;
  else
    g_free (file);
}

static gboolean
extract (GwEmbeddedPictures *self, GwRecord *record, const char *images_dir, GBytes *picture)
{
  g_autofree char *file = make_file (record);
  g_autoptr (GError) failure = NULL;

  if (file == NULL || !write_picture (self, file, picture, &failure))
    {
      g_autofree char *text = g_strdup_printf (_ ("The picture was not found, and the one in the file cannot be "
                                                  "written beside it. %s"),
                                               failure != NULL ? failure->message : "");

      report (self, record, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, g_strchomp (text));
      return FALSE;
    }
  place (self, record, images_dir, g_steal_pointer (&file));
  report (self, record, GW_SEVERITY_INFO, GW_OUTCOME_CHANGED,
          self->is_allowed ? _ ("The picture was not found. The one in the file was written beside it.")
                           : _ ("The picture was not found. The one in the file will be written beside it."));

  return TRUE;
}

gboolean
gw_embedded_pictures_take (GwEmbeddedPictures *self, GwRecord *record, const char *images_dir, GwImageInfo *info,
                           GCancellable *cancellable)
{
  const GwFormat *format = self->reader->format;
  g_autoptr (GBytes) picture = NULL;
  gsize n;
  const void *data;

  if (!record->has_picture || format->load_picture == NULL)
    return FALSE;
  picture = format->load_picture (self->reader, record, cancellable);
  if (picture == NULL)
    return FALSE;
  data = g_bytes_get_data (picture, &n);
  if (!gw_image_info_read_bytes (data, n, info, NULL))
    return FALSE;
  if (self->reader->options.embedded == GW_EMBEDDED_EXTRACT)
    return extract (self, record, images_dir, picture);
  report (self, record, GW_SEVERITY_INFO, GW_OUTCOME_KEPT,
          _ ("The picture was not found, but the file holds it. It can be written beside the file: choose that "
             "under “How it is read”, or with --embedded extract."));

  return FALSE;
}
