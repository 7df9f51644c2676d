/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as the classes of a folder of masks (up to a line “%%”), in each of the files that may
 * say them, and what follows as the names of pictures and masks in it.
 */

#include "gw-fuzz.h"

#include <string.h>
#include <glib/gstdio.h>

#include "gw-convert.h"
#include "gw-path.h"
#include "gw-test-data.h"

#define MOST_FILES 8
#define MOST_NAME 120

/* 4 × 2 pixels, of the values 0, 1 and 2 of a palette. */
static const guint8 mask[] = {
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52,
  0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00, 0x02, 0x08, 0x03, 0x00, 0x00, 0x00, 0x48, 0x76, 0x8d,
  0x51, 0x00, 0x00, 0x00, 0x09, 0x50, 0x4c, 0x54, 0x45, 0x00, 0x00, 0x00, 0x80, 0x00, 0x00, 0x00,
  0x80, 0x00, 0xa6, 0x50, 0x65, 0x53, 0x00, 0x00, 0x00, 0x12, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda,
  0x63, 0x60, 0x60, 0x64, 0x64, 0x62, 0x60, 0x60, 0x60, 0x62, 0x02, 0x00, 0x00, 0x2b, 0x00, 0x09,
  0xa3, 0xa1, 0xf9, 0xb5, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
};

/* A file in the folder, or in those that its name says; names that lead out of it or that are
 * taken are passed over.
 */
static void
put (const char *folder, const char *name, gconstpointer data, gsize size)
{
  g_autofree char *inner = gw_path_normalise (name, -1, NULL);
  g_autofree char *path = inner != NULL ? g_build_filename (folder, inner, NULL) : NULL;
  g_autofree char *above = path != NULL ? g_path_get_dirname (path) : NULL;

  if (path == NULL || strlen (name) > MOST_NAME || g_mkdir_with_parents (above, 0700) != 0
      || g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  g_file_set_contents (path, data, (gssize) size, NULL);
}

static void
put_names (const char *folder, const char *text, gsize size)
{
  g_autofree char *copy = g_strndup (text, size);
  g_auto (GStrv) names = g_strsplit (copy, "\n", MOST_FILES + 1);

  for (guint i = 0; i < MOST_FILES && names[i] != NULL; i++)
    if (names[i][0] != '\0')
      put (folder, names[i], mask, sizeof mask);
}

static void
convert (const char *folder, const char *set, const char *from, const char *to)
{
  g_autofree char *name = g_strdup_printf ("%s-%s", from, to);
  g_autofree char *target = g_build_filename (folder, name, NULL);
  g_autoptr (GwProblems) problems = gw_problems_new ();
  const GwConvertSpec spec = {
    .source = set, .target = target, .from = gw_format_find (from, NULL), .to = gw_format_find (to, NULL)
  };
  GwConvertResult result;
  g_autoptr (GError) error = NULL;

  if (!gw_convert (&spec, problems, &result, NULL, &error))
    {
      g_assert (error != NULL && !g_file_test (target, G_FILE_TEST_EXISTS));
      return;
    }
  g_assert (result.counts.labels_given <= result.counts.labels_read);
}

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

  put (set, tables[size % G_N_ELEMENTS (tables)], text, n_table);
  put (set, size % 2 == 0 ? "masks/a.png" : "SegmentationClass/a.png", mask, sizeof mask);
  if (mark != NULL)
    put_names (set, mark + 3, size - n_table - 3);
  (void) gw_format_detect (set, NULL, NULL);
  convert (folder, set, "semantic-png", "semantic-png");
  convert (folder, set, "voc-masks", "gw-jsonl");
  gw_test_folder_free (folder);

  return 0;
}
