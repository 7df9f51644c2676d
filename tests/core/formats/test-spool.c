/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <string.h>

#include "gw-writer-private.h"

static GwWriter *
open_writer (Fixture *self, GwWork *work)
{
  g_autofree char *target = g_build_filename (self->folder, "out", NULL);
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  const GwWriteOptions options = { .work = work };
  GwWriter *writer = gw_format_create (gw_format_find ("cvat", NULL), target, head, &options, self->problems,
                                       &self->error);

  g_assert_no_error (self->error);
  return writer;
}

static GwSpool *
make_spool (Fixture *self, GwWriter *writer, const char *text)
{
  GwSpool *spool = _gw_spool_new (writer, &self->error);

  g_assert_no_error (self->error);
  g_assert_true (g_output_stream_write_all (_gw_spool_get_stream (spool), text, strlen (text), NULL, NULL, NULL));
  return spool;
}

static void
test_copies_parts (Fixture *self, gconstpointer data)
{
  GwWriter *writer = open_writer (self, NULL);
  GwSpool *spool = make_spool (self, writer, "one two three");
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  g_assert_true (_gw_spool_copy (spool, 4, 4, stream, NULL, NULL));
  g_assert_true (_gw_spool_copy (spool, 0, 0, stream, NULL, NULL));
  g_assert_true (_gw_spool_copy (spool, 8, G_MAXUINT64, stream, NULL, NULL));
  g_assert_cmpmem (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                   g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), "two three", 9);
  g_assert_false (_gw_spool_copy (spool, 8, 100, stream, NULL, &self->error));
  g_assert_nonnull (self->error);
  _gw_spool_free (spool);
  gw_writer_close (writer);
}

static void
test_tells_how_far_it_is (Fixture *self, gconstpointer data)
{
  g_autoptr (GwWork) work = gw_work_new ("test");
  g_autofree char *million = g_strnfill (1000 * 1000, 'x');
  GwWriter *writer = open_writer (self, work);
  GwSpool *spool = make_spool (self, writer, million);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autofree char *first = NULL;
  GwWorkStatus status;

  g_assert_true (_gw_spool_copy (spool, 0, 1000, stream, NULL, NULL));
  gw_work_get_status (work, &status, &first);
  g_assert_true (g_str_has_prefix (first, "Putting the file together: 1.0"));
  g_assert_nonnull (strstr (first, " of 1.0"));
  _gw_spool_free (spool);
  gw_writer_close (writer);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/spool/copies-parts", test_copies_parts);
  FIXTURE_TEST ("/spool/tells-how-far-it-is", test_tells_how_far_it_is);

  return g_test_run ();
}
