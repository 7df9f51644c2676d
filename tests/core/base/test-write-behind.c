/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-write-behind-private.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gw-error.h"
#include "gw-test-data.h"

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = gw_test_folder_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gw_test_folder_free (fixture->folder);
}

static char *
make_path (Fixture *fixture, guint i)
{
  g_autofree char *name = g_strdup_printf ("%05u", i);

  return g_build_filename (fixture->folder, name, NULL);
}

/* Files of sizes between nothing and more than what may wait. */
static gsize
get_size (guint i)
{
  return i % 100 == 99 ? 5 * 1024 * 1024 + i : i % 7 * 31;
}

static void
test_all_are_written (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwWriteBehind) behind = _gw_write_behind_new (0);
  g_autofree char *bytes = g_malloc (6 * 1024 * 1024);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 500; i++)
    {
      memset (bytes, (int) ('a' + i % 26), get_size (i));
      g_assert_true (_gw_write_behind_add (behind, make_path (fixture, i), bytes, get_size (i), &error));
    }
  /* The copy is the writer's. */
  memset (bytes, '!', 6 * 1024 * 1024);
  g_assert_true (_gw_write_behind_flush (behind, NULL, &error));
  g_assert_no_error (error);

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *path = make_path (fixture, i);
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_assert_cmpuint (length, ==, get_size (i));
      for (gsize k = 0; k < length; k++)
        g_assert_cmpint (text[k], ==, 'a' + i % 26);
    }
}

static void
test_flush_waits_each_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwWriteBehind) behind = _gw_write_behind_new (0);

  g_assert_true (_gw_write_behind_flush (behind, NULL, NULL));
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *path = make_path (fixture, i);

      g_assert_true (_gw_write_behind_add (behind, g_strdup (path), "1", 1, NULL));
      g_assert_true (_gw_write_behind_flush (behind, NULL, NULL));
      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
    }
}

/* The error of one is told, whatever comes after it is not written. */
static void
test_error_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwWriteBehind) behind = _gw_write_behind_new (0);
  g_autofree char *later = make_path (fixture, 2);
  g_autoptr (GError) error = NULL;

  g_assert_true (_gw_write_behind_add (behind, make_path (fixture, 1), "1", 1, &error));
  g_assert_true (_gw_write_behind_add (behind, g_build_filename (fixture->folder, "no", "x", NULL), "1", 1, &error));
  g_assert_false (_gw_write_behind_flush (behind, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "no/x"));
  g_clear_error (&error);

  for (guint i = 2; i < 300; i++)
    if (!_gw_write_behind_add (behind, make_path (fixture, i), "1", 1, &error))
      break;
  g_assert_error (error, GW_ERROR, GW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (_gw_write_behind_flush (behind, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (later, G_FILE_TEST_EXISTS));
}

static void
test_freed_with_files_waiting (Fixture *fixture, gconstpointer data)
{
  GwWriteBehind *behind = _gw_write_behind_new (0);

  for (guint i = 0; i < 1000; i++)
    g_assert_true (_gw_write_behind_add (behind, make_path (fixture, i), "1", 1, NULL));
  _gw_write_behind_free (behind);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/write-behind/all-are-written", test_all_are_written);
  ADD ("/write-behind/flush-waits-each-time", test_flush_waits_each_time);
  ADD ("/write-behind/error-stays", test_error_stays);
  ADD ("/write-behind/freed-with-files-waiting", test_freed_with_files_waiting);

  return g_test_run ();
}
