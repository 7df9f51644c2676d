/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-disk-private.h"

#include <string.h>
#include <glib/gstdio.h>

#include "gw-error.h"
#include "gw-test-data.h"

/* A folder that is there once the one above it has been made, as if another program were faster. */
static void
test_made_meanwhile (void)
{
  char *root = gw_test_folder_new ();
  g_autofree char *above = g_build_filename (root, "a", NULL);
  g_autofree char *folder = g_strconcat (above, "/.", NULL);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (_gw_disk_make_folders (folder, made, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (made->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (made, 0), ==, above);
  _gw_disk_remove_folders (made);
  g_assert_false (g_file_test (above, G_FILE_TEST_EXISTS));
  gw_test_folder_free (root);
}

static void
test_in_the_way (void)
{
  char *root = gw_test_folder_new ();
  g_autofree char *file = g_build_filename (root, "file", NULL);
  g_autofree char *inner = g_build_filename (file, "a", NULL);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  g_assert_false (_gw_disk_make_folders (inner, made, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_REFUSED);
  g_assert_cmpuint (made->len, ==, 0);
  gw_test_folder_free (root);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/disk/folders-made-meanwhile", test_made_meanwhile);
  g_test_add_func ("/disk/files-in-the-way", test_in_the_way);

  return g_test_run ();
}
