/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as an archive: what is unpacked lies in its folder, or nothing is there. */

#include "gw-archive.h"
#include "gw-fuzz.h"
#include "gw-test-data.h"

static guint
count_names (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *folder = gw_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "set.zip", NULL);
  g_autoptr (GwArchive) archive = NULL;
  g_autoptr (GwProblems) problems = gw_problems_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, (const char *) data, (gssize) size, NULL));
  gw_archive_is (path);
  archive = gw_archive_unpack_beside (path, problems, NULL, NULL, &error);
  g_assert_true ((archive == NULL) == (error != NULL));
  g_assert_cmpuint (gw_problems_count (problems), ==, archive != NULL ? 0 : 1);
  g_assert_cmpuint (count_names (folder), ==, archive != NULL ? 2 : 1);
  g_clear_pointer (&archive, gw_archive_free);
  g_assert_cmpuint (count_names (folder), ==, 1);

  gw_test_folder_free (folder);
  return 0;
}
