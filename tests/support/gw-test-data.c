/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-test-data.h"

#include <glib/gstdio.h>

static char *
existing (char *path)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return path;

  g_free (path);
  return NULL;
}

char *
gw_test_source_path (const char *relative)
{
  const char *source = g_getenv ("GW_TEST_SOURCE_DIR");

  return source != NULL ? existing (g_build_filename (source, relative, NULL)) : NULL;
}

static char *
find (const char *variable, const char *beside, const char *relative)
{
  const char *folder = g_getenv (variable);
  g_autofree char *fallback = NULL;

  if (folder != NULL && *folder != '\0')
    return existing (g_build_filename (folder, relative, NULL));

  fallback = gw_test_source_path (beside);
  return fallback != NULL ? existing (g_build_filename (fallback, relative, NULL)) : NULL;
}

char *
gw_test_data_path (const char *relative)
{
  return find ("GW_TEST_DATA_DIR", "../shared/data", relative);
}

char *
gw_test_golden_path (const char *relative)
{
  return find ("GW_TEST_GOLDEN_DIR", "../shared/golden", relative);
}

char *
gw_test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("gw-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_tree (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
    }

  g_remove (path);
}

void
gw_test_folder_free (char *folder)
{
  remove_tree (folder);
  g_free (folder);
}
