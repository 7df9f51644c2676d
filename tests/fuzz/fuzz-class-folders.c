/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as the names of WordNet (up to a line “%%”) of a folder of classes, and what follows as the
 * names of its pictures, written as one of the formats of lists and folders, another for each size.
 */

#include "gw-fuzz.h"

#include "gw-fuzz-folder.h"
#include "gw-test-data.h"

static const char picture[] = "P5\n2 1\n255\nab";

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const targets[] = { "class-folders", "yolo-classify", "class-list", "recordio" };
  static const char *const tables[] = { "synsets.txt", "words.txt", "synset_words.txt" };
  const char *text = size > 0 ? (const char *) data : "";
  const char *mark = g_strstr_len (text, (gssize) size, "%%\n");
  const gsize n_table = mark != NULL ? (gsize) (mark - text) : size;
  char *folder = gw_test_folder_new ();
  g_autofree char *set = g_build_filename (folder, "set", NULL);

  gw_fuzz_put (set, tables[size % G_N_ELEMENTS (tables)], text, n_table);
  gw_fuzz_put (set, "train/cat/a.pgm", picture, sizeof picture - 1);
  if (mark != NULL)
    gw_fuzz_put_names (set, mark + 3, size - n_table - 3, picture, sizeof picture - 1);
  gw_fuzz_convert (folder, set, size / 4 % 2 == 0 ? "class-folders" : "yolo-classify",
                   targets[size % G_N_ELEMENTS (targets)]);
  gw_test_folder_free (folder);

  return 0;
}
