/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as the note that an earlier export left in a folder, which is written over: nothing
 * goes that is outside the folder, or that the note cannot mean.
 */

#include "gw-fuzz.h"

#include <string.h>
#include <glib/gstdio.h>

#include "gw-format.h"
#include "gw-test-data.h"

static const char text[] = "text\n";

static char *
put (const char *folder, const char *name, const char *data, gsize size)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autofree char *above = g_path_get_dirname (path);

  g_assert (g_mkdir_with_parents (above, 0700) == 0);
  g_assert (g_file_set_contents (path, data, (gssize) size, NULL));

  return path;
}

static void
export_over (const char *folder)
{
  const GwWriteOptions options = { .overwrite = TRUE };
  g_autoptr (GwProblems) problems = gw_problems_new ();
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  g_autoptr (GwRecord) record = gw_record_new ("a.png");
  const GwLabel label = { gw_class_get_id (gw_record_head_ensure_class (head, "cat")), 0.5 };
  g_autoptr (GwWriter) writer = gw_format_create (gw_format_find ("csv", NULL), folder, head, &options, problems, NULL);

  g_array_append_val (record->labels, label);
  g_assert (writer != NULL && gw_writer_write (writer, record, NULL) && gw_writer_finish (writer, NULL, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *folder = gw_test_folder_new ();
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  g_autofree char *outside = put (folder, "outside.txt", text, strlen (text));
  g_autofree char *longer = put (out, "longer.txt", "more text\n", 10);
  g_autofree char *named = put (out, "sub/named.txt", text, strlen (text));
  g_autofree char *note = put (out, "groundwork-export.json", size > 0 ? (const char *) data : "", size);
  g_autofree char *younger = put (out, "younger.txt", text, strlen (text));
  g_autofree char *table = g_build_filename (out, "labels.csv", NULL);

  export_over (out);
  g_assert (g_file_test (outside, G_FILE_TEST_EXISTS));
  g_assert (g_file_test (table, G_FILE_TEST_EXISTS) && g_file_test (note, G_FILE_TEST_EXISTS));
  gw_test_folder_free (folder);

  return 0;
}
