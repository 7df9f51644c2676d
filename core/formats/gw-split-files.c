/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-split-files.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-error.h"
#include "gw-file-name.h"

/* Files that are open at once. */
#define MOST_SPLITS 100
#define BLOCK_BYTES (64 * 1024)

typedef struct
{
  char *split; /* (nullable) */
  char *name;
  GOutputStream *stream;
} File;

struct _GwSplitFiles
{
  GwWriter *writer;
  char *plain;
  char *suffix;
  GStrv reserved;
  GPtrArray *files; /* of File */
};

static void
file_free (gpointer data)
{
  File *file = data;

  g_clear_object (&file->stream);
  g_free (file->split);
  g_free (file->name);
  g_free (file);
}

GwSplitFiles *
gw_split_files_new (GwWriter *writer, const char *plain, const char *suffix, const char *const *reserved)
{
  GwSplitFiles *self = g_new0 (GwSplitFiles, 1);

  self->writer = writer;
  self->plain = g_strdup (plain);
  self->suffix = g_strdup (suffix);
  self->reserved = g_strdupv ((char **) reserved);
  self->files = g_ptr_array_new_with_free_func (file_free);

  return self;
}

void
gw_split_files_free (GwSplitFiles *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->files);
  g_strfreev (self->reserved);
  g_free (self->plain);
  g_free (self->suffix);
  g_free (self);
}

/* A part whose file would have a name that is taken has its first letter escaped, which
 * readers take back.
 */
static char *
make_name (const GwSplitFiles *self, const char *split)
{
  g_autofree char *stem = gw_file_name_make_split (split);
  g_autofree char *name = g_strconcat (stem, self->suffix, NULL);
  gboolean taken = strcmp (name, self->plain) == 0
                   || (self->reserved != NULL && g_strv_contains ((const char *const *) self->reserved, name));

  if (!taken || stem[0] == '\0')
    return g_steal_pointer (&name);
  return g_strdup_printf ("%%%02X%s%s", (guchar) stem[0], stem + 1, self->suffix);
}

static GOutputStream *
open_file (GwSplitFiles *self, const char *split, GError **error)
{
  File *file;
  g_autofree char *name = split != NULL ? make_name (self, split) : g_strdup (self->plain);
  g_autoptr (GOutputStream) stream = NULL;

  if (self->files->len == MOST_SPLITS)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_LIMIT,
                   _ ("The images are in more than %d splits, and each needs a file of its own. Join some of them."),
                   MOST_SPLITS);
      return NULL;
    }
  stream = gw_folder_writer_open (self->writer->folder, name, error);
  if (stream == NULL)
    return NULL;

  file = g_new0 (File, 1);
  file->split = g_strdup (split);
  file->name = g_steal_pointer (&name);
  file->stream = g_buffered_output_stream_new_sized (stream, BLOCK_BYTES);
  g_ptr_array_add (self->files, file);
  self->writer->n_files++;

  return file->stream;
}

GOutputStream *
gw_split_files_get (GwSplitFiles *self, const char *split, gboolean *is_new, GError **error)
{
  if (is_new != NULL)
    *is_new = FALSE;
  for (guint i = 0; i < self->files->len; i++)
    {
      const File *file = g_ptr_array_index (self->files, i);

      if (g_strcmp0 (file->split, split) == 0)
        return file->stream;
    }

  if (is_new != NULL)
    *is_new = TRUE;
  return open_file (self, split, error);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const File *const *) a)->name, (*(const File *const *) b)->name);
}

void
gw_split_files_foreach (const GwSplitFiles *self, void (*func) (const char *split, const char *name, gpointer data),
                        gpointer data)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  g_ptr_array_extend (sorted, self->files, NULL, NULL);
  g_ptr_array_sort (sorted, compare_files);
  for (guint i = 0; i < sorted->len; i++)
    {
      const File *file = g_ptr_array_index (sorted, i);

      func (file->split, file->name, data);
    }
}

gboolean
gw_split_files_close (GwSplitFiles *self, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < self->files->len; i++)
    if (!g_output_stream_close (((File *) g_ptr_array_index (self->files, i))->stream, cancellable, error))
      return FALSE;

  return TRUE;
}
