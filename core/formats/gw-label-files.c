/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-label-files.h"

#include <stdio.h>
#include <string.h>
#include <glib/gstdio.h>

#include "gw-export-note-private.h"
#include "gw-image-info.h"
#include "gw-path.h"
#include "gw-reader-private.h"

#define START_BYTES (64 * 1024)
/* Folders that are looked into. */
#define MOST_FOLDERS 10000
#define MOST_DETECTED_FOLDERS 100

typedef struct
{
  const char *source;
  const char *ending;
  GwLabelFileFunc is_one;
  guint most;
  guint n_looked;
  char *start; /* room for START_BYTES */
  GPtrArray *found;
} Search;

static void
label_file_free (gpointer data)
{
  GwLabelFile *self = data;

  g_free (self->file);
  g_free (self->folder);
  g_free (self);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const GwLabelFile *one = *(const GwLabelFile *const *) a;
  const GwLabelFile *two = *(const GwLabelFile *const *) b;
  const int folders = gw_path_compare (one->folder, two->folder);

  return folders != 0 ? folders : gw_path_compare (one->file, two->file);
}

static void
take_file (GPtrArray *files, const char *file, const char *folder)
{
  GwLabelFile *added = g_new (GwLabelFile, 1);

  added->file = g_strdup (file);
  added->folder = g_strdup (folder);
  g_ptr_array_add (files, added);
}

static gboolean
has_ending (const char *name, const char *ending)
{
  const gsize length = strlen (name);

  return length > strlen (ending) && g_ascii_strcasecmp (name + length - strlen (ending), ending) == 0;
}

gboolean
gw_label_name_is_file (const char *name)
{
  static const char *const endings[] = { ".json", ".xml", ".txt", ".csv", ".npy", ".npz", ".zip", ".md" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (has_ending (name, endings[i]))
      return TRUE;
  return gw_image_name_is_picture (name);
}

char *
gw_picture_find_beside (const char *folder, const char *const *folders, gsize n, const char *stem)
{
  static const char *const endings[] = { ".jpg", ".png",  ".jpeg", ".tif", ".tiff",
                                         ".bmp", ".webp", ".JPG",  ".PNG", ".TIF" };

  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (endings); k++)
      {
        g_autofree char *name = g_strconcat (stem, endings[k], NULL);
        g_autofree char *file = g_build_filename (folder, folders[i], name, NULL);

        if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
          return g_build_filename (folders[i], name, NULL);
      }
  return NULL;
}

/* path: from the source. */
static gboolean
looks_right (Search *search, const char *file, const char *path, const char *name)
{
  FILE *stream = _gw_reader_has_file (search->source, path) ? g_fopen (file, "rbe") : NULL;
  gsize n;

  if (stream == NULL)
    return FALSE;
  search->n_looked++;
  n = fread (search->start, 1, START_BYTES, stream);
  fclose (stream);
  search->start[n] = '\0';
  return search->is_one (name, search->start, n);
}

/* The label files of one folder; folders (nullable) takes the names of those in it. */
static void
look_into (Search *search, const char *folder, GPtrArray *folders)
{
  g_autofree char *whole = g_build_filename (search->source, folder, NULL);
  const guint most_folders = search->most > 0 ? MOST_DETECTED_FOLDERS : MOST_FOLDERS;
  g_autoptr (GDir) dir = g_dir_open (whole, 0, NULL);
  const char *name;

  while (dir != NULL && (search->most == 0 || search->n_looked < search->most)
         && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (whole, name, NULL);
      g_autofree char *path = folder[0] != '\0' ? g_build_filename (folder, name, NULL) : g_strdup (name);

      if (name[0] == '.' || _gw_export_note_is_name (name))
        continue;
      if (has_ending (name, search->ending))
        {
          if (looks_right (search, file, path, name))
            take_file (search->found, file, folder);
        }
      else if (folders != NULL && folders->len < most_folders && !gw_label_name_is_file (name)
               && g_file_test (file, G_FILE_TEST_IS_DIR) && !g_file_test (file, G_FILE_TEST_IS_SYMLINK))
        g_ptr_array_add (folders, g_strdup (name));
    }
}

GPtrArray *
gw_label_files_find (const char *source, const char *ending, GwLabelFileFunc is_one, guint most)
{
  g_autofree char *start = NULL;
  g_autoptr (GPtrArray) folders = NULL;
  Search search = { .source = source, .ending = ending, .is_one = is_one, .most = most };

  search.found = g_ptr_array_new_with_free_func (label_file_free);
  if (!g_file_test (source, G_FILE_TEST_IS_DIR))
    {
      take_file (search.found, source, "");
      return search.found;
    }
  start = g_malloc (START_BYTES + 1);
  search.start = start;
  folders = g_ptr_array_new_with_free_func (g_free);
  look_into (&search, "", folders);
  gw_path_sort (folders);
  for (guint i = 0; i < folders->len; i++)
    look_into (&search, g_ptr_array_index (folders, i), NULL);
  g_ptr_array_sort (search.found, compare_files);
  return search.found;
}

typedef struct
{
  const char *top;
  GwLabelNameFunc is_one;
  guint deepest;
  guint most; /* 0: all */
  GwWork *work;
  GCancellable *cancellable;
  GPtrArray *files;
} Listing;

static void
list_below (const Listing *self, const char *relative, guint depth)
{
  g_autofree char *folder = g_build_filename (self->top, relative, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL && (self->most == 0 || self->files->len < self->most)
         && !g_cancellable_is_cancelled (self->cancellable))
    {
      g_autofree char *path = *relative != '\0' ? g_build_filename (relative, name, NULL) : g_strdup (name);
      g_autofree char *full = g_build_filename (self->top, path, NULL);
      const gboolean is_one = self->is_one (name);

      if (name[0] == '.' || _gw_export_note_is_name (name))
        continue;
      if (is_one && _gw_reader_has_file (self->top, path))
        g_ptr_array_add (self->files, g_steal_pointer (&path));
      else if (depth < self->deepest && (is_one || !gw_label_name_is_file (name))
               && g_file_test (full, G_FILE_TEST_IS_DIR) && !g_file_test (full, G_FILE_TEST_IS_SYMLINK))
        list_below (self, path, depth + 1);
      if (self->work != NULL)
        gw_work_set_done (self->work, self->files->len);
    }
}

static GPtrArray *
list_sorted (Listing *listing)
{
  listing->files = g_ptr_array_new_with_free_func (g_free);
  list_below (listing, "", 0);
  gw_path_sort (listing->files);

  return listing->files;
}

GPtrArray *
gw_label_files_list_below (const char *folder, GwLabelNameFunc is_one, guint deepest, GwWork *work,
                           GCancellable *cancellable, GError **error)
{
  Listing listing = { .top = folder, .is_one = is_one, .deepest = deepest, .work = work, .cancellable = cancellable };
  g_autoptr (GPtrArray) files = NULL;

  if (work != NULL)
    gw_work_set_total (work, 0);
  files = list_sorted (&listing);
  if (work != NULL)
    gw_work_set_done (work, 0);

  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&files);
}

GPtrArray *
gw_label_files_sample_below (const char *folder, GwLabelNameFunc is_one, guint deepest, guint most)
{
  Listing listing = { .top = folder, .is_one = is_one, .deepest = deepest, .most = most };

  g_return_val_if_fail (most > 0, NULL);

  return list_sorted (&listing);
}

char *
gw_label_file_get_path (const GwLabelFile *self, const char *image)
{
  return self->folder[0] != '\0' && !g_path_is_absolute (image) ? g_build_filename (self->folder, image, NULL)
                                                                : g_strdup (image);
}

const char *
gw_label_file_get_split (const GwLabelFile *self)
{
  return _gw_reader_is_split_name (self->folder) ? self->folder : NULL;
}
