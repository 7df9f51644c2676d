/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as the description of a YOLO data set (up to a line “%%”), and what follows as its
 * label file and list of pictures, read as each of YOLO's formats and written again.
 */

#include "gw-fuzz.h"

#include <string.h>
#include <glib/gstdio.h>

#include "gw-intake.h"
#include "gw-test-data.h"

static const char picture[] = "P5\n20 10\n255\n";

static void
put (const char *folder, const char *name, const char *text, gsize length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *above = g_path_get_dirname (path);

  g_mkdir_with_parents (above, 0700);
  g_assert (g_file_set_contents (path, text, (gssize) length, NULL));
}

static void
put_set (const char *folder, const char *text, gsize size, gboolean darknet)
{
  const char *mark = g_strstr_len (text, (gssize) size, "%%\n");
  const char *labels = mark != NULL ? mark + 3 : text + size;
  const gsize n = (gsize) (text + size - labels);

  put (folder, darknet ? "set/obj.data" : "set/data.yaml", text, mark != NULL ? (gsize) (mark - text) : size);
  put (folder, "set/images/a.pgm", picture, strlen (picture));
  put (folder, "set/images/train/b.pgm", picture, strlen (picture));
  put (folder, "set/labels/a.txt", labels, n);
  put (folder, "set/labels/train/b.txt", labels, n);
  put (folder, "set/train.txt", labels, n);
  put (folder, "set/classes.txt", "a\nb\n", 4);
}

static void
copy (GwIntake *intake, GwWriter *writer)
{
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GwRecord) record = gw_intake_next (intake, NULL, &error);

      if (record == NULL)
        break;
      for (guint i = 0; i < record->objects->len; i++)
        g_assert (gw_shape_validate (gw_object_get_shape (g_ptr_array_index (record->objects, i))) == GW_STATUS_OK);
      if (writer != NULL)
        g_assert (gw_writer_write (writer, record, &error));
    }
  if (writer != NULL)
    g_assert (gw_writer_finish (writer, NULL, NULL));
}

static void
read_as (const char *folder, const GwFormat *format, const GwReadOptions *options)
{
  g_autofree char *source = g_build_filename (folder, "set", NULL);
  g_autofree char *name = g_strconcat ("out-", format->name, NULL);
  g_autofree char *target = g_build_filename (folder, name, NULL);
  g_autoptr (GwProblems) problems = gw_problems_new ();
  GwReader *reader = gw_format_open (format, source, options, problems, NULL, NULL);
  g_autoptr (GwIntake) intake = NULL;
  g_autoptr (GwWriter) writer = NULL;
  GwIntakeCounts counts;

  if (reader == NULL)
    return;
  intake = gw_intake_new (reader, NULL);
  writer = gw_format_create (format, target, gw_reader_get_head (reader), NULL, problems, NULL);
  copy (intake, writer);
  gw_intake_get_counts (intake, &counts);
  g_assert (counts.labels_given <= counts.labels_read && counts.images_given <= counts.images_read);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const names[] = { "yolo", "yolo-segment", "yolo-obb", "yolo-pose" };
  char *folder = gw_test_folder_new ();
  const GwReadOptions options = { .coordinates = (GwCoordinates) (size % 3), .unnamed = (GwUnnamed) (size / 3 % 3) };

  put_set (folder, size > 0 ? (const char *) data : "", size, size % 3 == 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    read_as (folder, gw_format_find (names[i], NULL), &options);
  gw_test_folder_free (folder);

  return 0;
}
