/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a table of what classes become in an import. */

#include "gw-fuzz.h"

#include "gw-class-map.h"
#include "gw-store-sqlite.h"
#include "gw-test-data.h"

static const char source[] = "{\"image\":\"a.png\",\"labels\":[\"cat\",\"dog\"]}\n";

/* One project for all of them, in which nothing is changed. */
static GwStore *
get_store (void)
{
  static GwStore *store;
  static char *folder;

  if (store == NULL)
    {
      g_autoptr (GwProjectInfo) info = gw_project_info_new ("fuzz", GW_TASK_MULTI_CLASS);
      g_autofree char *path = NULL;

      folder = gw_test_folder_new ();
      path = g_build_filename (folder, "p.groundwork", NULL);
      store = gw_store_sqlite_create (path, info, NULL, NULL);
      g_assert (store != NULL);
    }

  return store;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *folder = gw_test_folder_new ();
  g_autofree char *map = g_build_filename (folder, "classes.map.csv", NULL);
  g_autofree char *saved = g_build_filename (folder, "saved.map.csv", NULL);
  g_autofree char *labels = g_build_filename (folder, "labels.gw.jsonl", NULL);
  g_autoptr (GwImport) import = NULL;
  g_autoptr (GwImport) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert (g_file_set_contents (map, (const char *) data, (gssize) size, NULL));
  g_assert (g_file_set_contents (labels, source, -1, NULL));
  import = gw_import_new (get_store (), labels);
  if (!gw_class_map_load (map, import, NULL, &error))
    g_assert (error != NULL);
  else if (gw_import_check (import, NULL, NULL, NULL))
    {
      /* What came of it is a table that can be used again. */
      g_assert (gw_class_map_save (saved, import, NULL));
      again = gw_import_new (get_store (), labels);
      g_assert (gw_class_map_load (saved, again, NULL, NULL));
    }
  gw_test_folder_free (folder);

  return 0;
}
