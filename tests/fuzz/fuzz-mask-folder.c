/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as the classes of a folder of masks (up to a line “%%”), in each of the files that may
 * say them, and what follows as the names of pictures and masks in it.
 */

#include "gw-fuzz.h"

#include "gw-format.h"
#include "gw-fuzz-folder.h"
#include "gw-test-data.h"

/* 4 × 2 pixels, of the values 0, 1 and 2 of a palette. */
static const guint8 mask[] = {
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52,
  0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00, 0x02, 0x08, 0x03, 0x00, 0x00, 0x00, 0x48, 0x76, 0x8d,
  0x51, 0x00, 0x00, 0x00, 0x09, 0x50, 0x4c, 0x54, 0x45, 0x00, 0x00, 0x00, 0x80, 0x00, 0x00, 0x00,
  0x80, 0x00, 0xa6, 0x50, 0x65, 0x53, 0x00, 0x00, 0x00, 0x12, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda,
  0x63, 0x60, 0x60, 0x64, 0x64, 0x62, 0x60, 0x60, 0x60, 0x62, 0x02, 0x00, 0x00, 0x2b, 0x00, 0x09,
  0xa3, 0xa1, 0xf9, 0xb5, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
};

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const tables[] = { "label_colors.txt", "labelmap.txt", "dataset_meta.json",
                                        "classes.csv",      "classes.txt",  "_classes.csv" };
  const char *text = size > 0 ? (const char *) data : "";
  const char *mark = g_strstr_len (text, (gssize) size, "%%\n");
  const gsize n_table = mark != NULL ? (gsize) (mark - text) : size;
  char *folder = gw_test_folder_new ();
  g_autofree char *set = g_build_filename (folder, "set", NULL);

  gw_fuzz_put (set, tables[size % G_N_ELEMENTS (tables)], text, n_table);
  gw_fuzz_put (set, size % 2 == 0 ? "masks/a.png" : "SegmentationClass/a.png", mask, sizeof mask);
  if (mark != NULL)
    gw_fuzz_put_names (set, mark + 3, size - n_table - 3, mask, sizeof mask);
  (void) gw_format_detect (set, NULL, NULL, NULL);
  gw_fuzz_convert (folder, set, "semantic-png", "semantic-png");
  gw_fuzz_convert (folder, set, "voc-masks", "gw-jsonl");
  gw_test_folder_free (folder);

  return 0;
}
