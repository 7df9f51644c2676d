/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as a table of the classes of masks. */

#include "gw-fuzz.h"

#include <unistd.h>
#include <glib/gstdio.h>

#include "gw-mask-table.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *file = NULL;
  g_autoptr (GwMaskTable) table = NULL;
  int fd = g_file_open_tmp ("gw-fuzz-XXXXXX", &file, NULL);

  g_assert (fd >= 0);
  close (fd);
  g_assert (g_file_set_contents (file, (const char *) data, (gssize) size, NULL));
  table = gw_mask_table_load (file, NULL);
  for (guint i = 0; table != NULL && i < table->entries->len; i++)
    {
      const GwMaskEntry *entry = g_ptr_array_index (table->entries, i);

      g_assert (entry->name != NULL && entry->index >= -1 && entry->colour <= 0xffffff);
      g_assert (*entry->name == '\0' || entry->index < 0 || gw_mask_table_find_index (table, entry->index) != NULL);
    }
  g_unlink (file);

  return 0;
}
