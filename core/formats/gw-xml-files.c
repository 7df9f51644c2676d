/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-xml-files.h"

#include <string.h>

#include "gw-label-files.h"
#include "gw-path.h"
#include "gw-reader-private.h"

#define MOST_DEPTH 8
#define SET_NAME "Annotations"

char *
gw_xml_files_find_folder (const char *source)
{
  g_autofree char *inner = g_build_filename (source, SET_NAME, NULL);

  return g_file_test (inner, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&inner) : g_strdup (source);
}

static gboolean
is_xml (const char *name)
{
  return g_str_has_suffix (name, ".xml") || g_str_has_suffix (name, ".XML");
}

static void
list_files (const char *top, const char *relative, guint depth, guint most, GPtrArray *files)
{
  g_autofree char *folder = g_build_filename (top, relative, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL && files->len < most)
    {
      g_autofree char *path = relative[0] != '\0' ? g_build_filename (relative, name, NULL) : g_strdup (name);
      g_autofree char *full = g_build_filename (top, path, NULL);

      if (name[0] == '.')
        continue;
      if (is_xml (name))
        {
          if (_gw_reader_has_file (top, path))
            g_ptr_array_add (files, g_steal_pointer (&path));
        }
      else if (depth < MOST_DEPTH && !gw_label_name_is_file (name) && strcmp (name, SET_NAME) != 0
               && g_file_test (full, G_FILE_TEST_IS_DIR) && !g_file_test (full, G_FILE_TEST_IS_SYMLINK))
        list_files (top, path, depth + 1, most, files);
    }
}

GPtrArray *
gw_xml_files_list (const char *folder, GwWork *work, GCancellable *cancellable, GError **error)
{
  return gw_label_files_list_below (folder, is_xml, MOST_DEPTH, work, cancellable, error);
}

GPtrArray *
gw_xml_files_sample (const char *folder, guint most)
{
  GPtrArray *files;

  g_return_val_if_fail (most > 0, NULL);

  files = g_ptr_array_new_with_free_func (g_free);
  list_files (folder, "", 0, most, files);
  gw_path_sort (files);

  return files;
}
