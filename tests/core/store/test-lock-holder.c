/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib.h>
#include <sqlite3.h>

#include "gw-lock-holder-private.h"
#include "gw-test-data.h"

/* Another process: writes to the file, says so, and waits to be ended. */
static void
hold (const char *path, int done)
{
  sqlite3 *db;

  if (sqlite3_open (path, &db) == SQLITE_OK
      && sqlite3_exec (db, "PRAGMA journal_mode = WAL; CREATE TABLE t (x); BEGIN IMMEDIATE", NULL, NULL, NULL)
             == SQLITE_OK)
    if (write (done, "x", 1) == 1)
      pause ();
  _exit (1);
}

static void
test_names_the_writer (void)
{
  char *folder = gw_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "p.groundwork", NULL);
  g_autofree char *number = NULL;
  g_autofree char *found = NULL;
  g_autofree char *after = NULL;
  int ends[2];
  char byte;
  pid_t child;

  g_assert_null (_gw_lock_holder_find (path));
  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    hold (path, ends[1]);
  close (ends[1]);
  g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);

  number = g_strdup_printf ("(process %d)", (int) child);
  found = _gw_lock_holder_find (path);
  if (found == NULL && !g_file_test ("/proc/locks", G_FILE_TEST_EXISTS))
    g_test_skip ("the system does not tell who holds locks");
  else
    g_assert_true (found != NULL && g_str_has_suffix (found, number) && g_str_has_prefix (found, "test-"));

  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
  after = _gw_lock_holder_find (path);
  g_assert_null (after);
  close (ends[0]);
  gw_test_folder_free (folder);
}

/* What this process holds itself is no news. */
static void
test_is_silent_about_itself (void)
{
  char *folder = gw_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "p.groundwork", NULL);
  g_autofree char *found = NULL;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (db, "PRAGMA journal_mode = WAL; CREATE TABLE t (x); BEGIN IMMEDIATE", NULL, NULL, NULL), ==,
      SQLITE_OK);
  found = _gw_lock_holder_find (path);
  g_assert_null (found);
  sqlite3_close (db);
  gw_test_folder_free (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lock-holder/names-the-writer", test_names_the_writer);
  g_test_add_func ("/lock-holder/is-silent-about-itself", test_is_silent_about_itself);
  return g_test_run ();
}
