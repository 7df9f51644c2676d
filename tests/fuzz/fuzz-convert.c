/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as lines of ours, of images that come several times and by several people, written as
 * formats that hold people and as one that does not; with the memory for all that wait, and for one.
 */

#include "gw-fuzz.h"

#include <glib/gstdio.h>

#include "gw-convert.h"
#include "gw-record-join.h"
#include "gw-test-data.h"

static void
convert (const char *folder, const char *source, const char *to)
{
  g_autofree char *target = g_build_filename (folder, to, NULL);
  g_autoptr (GwProblems) problems = gw_problems_new ();
  const GwConvertSpec spec = {
    .source = source, .target = target, .from = gw_format_find ("gw-jsonl", NULL), .to = gw_format_find (to, NULL)
  };
  GwConvertResult result;
  g_autoptr (GError) error = NULL;

  if (!gw_convert (&spec, problems, &result, NULL, &error))
    {
      g_assert (error != NULL && !g_file_test (target, G_FILE_TEST_EXISTS));
      return;
    }
  g_assert (result.counts.given.images <= result.counts.images_read);
}

/* Each record of a reading, in place of which the function gives others, or NULL. */
static void
read_lines (const char *source, GwRecordJoin *join, gboolean note, GHashTable *paths)
{
  g_autoptr (GwProblems) problems = gw_problems_new ();
  GwReader *reader = gw_format_open (gw_format_find ("gw-jsonl", NULL), source, NULL, problems, NULL, NULL);
  g_autoptr (GwIntake) intake = NULL;
  GwRecord *record;

  if (reader == NULL)
    return;
  intake = gw_intake_new (reader, NULL);
  while ((record = gw_intake_next (intake, NULL, NULL)) != NULL)
    {
      g_autoptr (GwRecord) given = NULL;

      if (note)
        gw_record_join_note (join, record, gw_intake_is_again (intake));
      given = note ? record : gw_record_join_take (join, record, problems, NULL);
      /* An image is given once, and all of them are. */
      if (note)
        g_hash_table_insert (paths, g_strdup (given->path), NULL);
      else if (given != NULL)
        g_assert (g_hash_table_remove (paths, given->path));
    }
  while (!note && (record = gw_record_join_take_rest (join, problems, NULL)) != NULL)
    gw_record_free (record);
}

static void
join_with_little_memory (const char *source)
{
  g_autoptr (GwRecordJoin) join = gw_record_join_new (gw_format_find ("coco", NULL), 1);
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  read_lines (source, join, TRUE, paths);
  while (gw_record_join_begin (join))
    read_lines (source, join, FALSE, paths);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *folder = gw_test_folder_new ();
  g_autofree char *source = g_build_filename (folder, "lines.gw.jsonl", NULL);

  g_assert (g_file_set_contents (source, (const char *) data, (gssize) size, NULL));
  convert (folder, source, "coco");
  convert (folder, source, "label-studio");
  convert (folder, source, "csv");
  join_with_little_memory (source);
  gw_test_folder_free (folder);

  return 0;
}
