/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The log of the SQLite back end: what an import waits for to be on the disk. */

/* sync_file_range() */
#define _GNU_SOURCE

#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gw-store-sqlite.h"
#include "record-source.h"

#define MB (1000 * 1000)

/* --- what the disk is told to write ------------------------------------------------ */

static struct
{
  GMutex lock;
  gint64 from, to;
} disk;

/* In place of that of the C library. */
int
sync_file_range (int fd, off64_t offset, off64_t length, unsigned int flags)
{
  g_mutex_lock (&disk.lock);
  disk.from = MIN (disk.from, offset);
  disk.to = MAX (disk.to, offset + length);
  g_mutex_unlock (&disk.lock);
  return 0;
}

static void
forget_disk (void)
{
  disk.from = G_MAXINT64;
  disk.to = 0;
}

/* --- a project --------------------------------------------------------------------- */

static char *
get_path (const char *folder, const char *ending)
{
  return g_strdup_printf ("%s/p.groundwork%s", folder, ending);
}

static GwStore *
create (const char *folder, const GwProjectInfo *info, GError **error)
{
  g_autofree char *path = get_path (folder, "");

  return gw_store_sqlite_create (path, info, NULL, error);
}

static GwStore *
open_again (const char *folder, GError **error)
{
  g_autofree char *path = get_path (folder, "");

  return gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, error);
}

static gint64
get_log_size (Fixture *self)
{
  g_autofree char *path = get_path (self->folder, "-wal");
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  return info.st_size;
}

/* Commits that follow each other. */
static void
write_text (Fixture *self, gsize size, char letter)
{
  g_autofree char *text = g_strnfill (size, letter);
  g_autoptr (GError) error = NULL;

  gw_store_set_setting (self->store, "text", text, NULL, &error);
  g_assert_no_error (error);
}

/* All of the log is in the project, so that it is begun from its start. */
static void
empty_log (Fixture *self)
{
  g_autofree char *path = get_path (self->folder, "");
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  /* Before it has read, it does not know of the log. */
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA user_version", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_wal_checkpoint_v2 (db, NULL, SQLITE_CHECKPOINT_RESTART, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* Images with 10 kB each. */
static void
import (Fixture *self, const char *folder, guint n, int fail_at)
{
  g_autofree char *filling = g_strnfill (10000, 'x');
  g_autoptr (GwWork) work = gw_work_new ("import");
  g_autoptr (GError) error = NULL;
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;

  record_source_init (&source);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%05u.jpg", folder, i);

      record_source_add (&source, path)->bag = g_strdup_printf ("{\"coco\":{\"x\":\"%s\"}}", filling);
    }
  source.fail_at = fail_at;
  spec = record_source_make_spec (self, &source);
  spec.work = work;
  forget_disk ();
  gw_store_import (self->store, &spec, record_source_next, &source, &counts, NULL, &error);
  if (fail_at < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  record_source_clear (&source);
}

/* --- what an import waits for ------------------------------------------------------ */

/* However long the log is: the disk has what is older. */
static void
test_a_short_import_does_not_wait (Fixture *self)
{
  for (char letter = 'a'; letter < 'k'; letter++)
    write_text (self, MB, letter);
  g_assert_cmpint (get_log_size (self), >, 10 * MB);
  import (self, "short", 10, -1);
  g_assert_cmpint (disk.to, ==, 0);
}

static void
test_a_long_import_waits_for_its_own_part (Fixture *self)
{
  gint64 before;

  for (char letter = 'a'; letter < 'k'; letter++)
    write_text (self, MB, letter);
  before = get_log_size (self);
  import (self, "long", 1000, -1);
  g_assert_cmpint (disk.from, ==, before);
  g_assert_cmpint (disk.to - disk.from, >, 10 * MB);
  /* The commit adds a page. */
  g_assert_cmpint (disk.to, <, get_log_size (self));
  g_assert_cmpint (disk.to, >, get_log_size (self) - 10000);

  before = get_log_size (self);
  import (self, "again", 1000, -1);
  g_assert_cmpint (disk.from, ==, before);
}

/* The file stays as long as it was: what is behind the import's part is left from before. */
static void
test_the_log_is_begun_from_its_start (Fixture *self)
{
  gint64 before;

  for (char letter = 'a'; letter < 'z'; letter++)
    write_text (self, MB, letter);
  empty_log (self);
  before = get_log_size (self);
  import (self, "long", 1000, -1);
  g_assert_cmpint (get_log_size (self), ==, before);
  g_assert_cmpint (disk.from, ==, 0);
  g_assert_cmpint (disk.to, >, 10 * MB);
  g_assert_cmpint (disk.to, <, 15 * MB);
}

/* What it left in the log is nobody's. */
static void
test_an_import_has_failed_before (Fixture *self)
{
  gint64 before, failed;

  write_text (self, 1000, 'a');
  before = get_log_size (self);
  import (self, "fails", 6500, 6500);
  failed = get_log_size (self);
  g_assert_cmpint (failed, >, before + 10 * MB);
  import (self, "short", 10, -1);
  g_assert_cmpint (disk.to, ==, 0);

  import (self, "long", 1000, -1);
  g_assert_cmpint (disk.from, >=, before);
  g_assert_cmpint (disk.from, <, before + MB);
  g_assert_cmpint (disk.to - disk.from, >, 10 * MB);
  g_assert_cmpint (disk.to - disk.from, <, 15 * MB);
  g_assert_cmpint (get_log_size (self), ==, failed);
}

static const StoreBackend sqlite = { "log", create, open_again };

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test (&sqlite, "/import/short", test_a_short_import_does_not_wait);
  fixture_add_test (&sqlite, "/import/long", test_a_long_import_waits_for_its_own_part);
  fixture_add_test (&sqlite, "/import/log-from-its-start", test_the_log_is_begun_from_its_start);
  fixture_add_test (&sqlite, "/import/after-one-that-failed", test_an_import_has_failed_before);
  return g_test_run ();
}
