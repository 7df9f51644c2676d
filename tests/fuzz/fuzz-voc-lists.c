/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as lists of ImageSets of Pascal VOC, of a class and of a split. */

#include "gw-fuzz.h"

#include <glib/gstdio.h>

#include "gw-test-data.h"
#include "gw-voc-lists.h"

static void
write_list (const char *folder, const char *name, const uint8_t *data, size_t size)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert (g_file_set_contents (path, (const char *) data, (gssize) size, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *folder = gw_test_folder_new ();
  g_autoptr (GwProblems) problems = gw_problems_new ();
  g_autoptr (GwVocLists) lists = NULL;
  g_autoptr (GPtrArray) stems = NULL;

  write_list (folder, "val.txt", data, size / 2);
  write_list (folder, "cat_val.txt", size > 0 ? data + size / 2 : data, size - size / 2);
  write_list (folder, "cat_trainval.txt", data, size);
  lists = gw_voc_lists_read (folder, ".", problems, NULL, NULL, NULL);
  g_assert (gw_voc_lists_get_classes (lists)->len <= 2);
  stems = gw_voc_lists_get_stems (lists);
  for (guint i = 0; i < stems->len; i++)
    {
      const GArray *told = gw_voc_lists_get_told (lists, g_ptr_array_index (stems, i));

      g_assert (*(const char *) g_ptr_array_index (stems, i) != '\0');
      g_assert (told == NULL || (told->len > 0 && told->len <= 2));
      (void) gw_voc_lists_find_split (lists, g_ptr_array_index (stems, i));
    }
  gw_test_folder_free (folder);

  return 0;
}
