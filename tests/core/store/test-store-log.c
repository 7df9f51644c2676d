/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The log of the SQLite back end: what an import waits for to be on the disk, and what becomes of a commit that
 * is cancelled.
 */

/* sync_file_range() */
#define _GNU_SOURCE

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gw-store-sqlite.h"
#include "record-source.h"

#define MB (1000 * 1000)

/* Of the log, with its head; and so many, after which a commit shortens it. */
#define PAGE_BYTES (4096 + 24)
#define TOO_LONG_LOG 8000

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

/* --- what SQLite asks of the system ------------------------------------------------ */

typedef enum
{
  CALL_ANY,
  CALL_READ,
  CALL_LOG_WRITE,
  CALL_PROJECT_WRITE
} Call;

/* In one of its calls it is cancelled. */
static struct
{
  GCancellable *cancellable; /* (nullable): nothing is counted */
  Call at;
  guint left;    /* calls of that kind */
  ino_t project; /* the project's file; others that are written to are its log */
  guint n_project_writes;
} calls;

typedef ssize_t (*ReadCall) (int, void *, size_t, off_t);
typedef ssize_t (*WriteCall) (int, const void *, size_t, off_t);

static ReadCall system_pread;
static WriteCall system_pwrite;

static void
count_call (Call call)
{
  if (calls.cancellable == NULL)
    return;
  calls.n_project_writes += call == CALL_PROJECT_WRITE ? 1 : 0;
  if ((calls.at == CALL_ANY || calls.at == call) && calls.left > 0 && --calls.left == 0)
    g_cancellable_cancel (calls.cancellable);
}

static ssize_t
counted_pread (int fd, void *buffer, size_t length, off_t offset)
{
  count_call (CALL_READ);
  return system_pread (fd, buffer, length, offset);
}

static ssize_t
counted_pwrite (int fd, const void *buffer, size_t length, off_t offset)
{
  struct stat info;

  count_call (fstat (fd, &info) == 0 && info.st_ino == calls.project ? CALL_PROJECT_WRITE : CALL_LOG_WRITE);
  return system_pwrite (fd, buffer, length, offset);
}

static sqlite3_syscall_ptr
replace_call (const char *name, sqlite3_syscall_ptr function)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);
  sqlite3_syscall_ptr before = vfs->xGetSystemCall (vfs, name);

  if (before != NULL)
    g_assert_cmpint (vfs->xSetSystemCall (vfs, name, function), ==, SQLITE_OK);
  return before;
}

/* It has them with offsets of 64 bits under one name or the other. */
static void
count_calls (void)
{
  static const char *const reads[] = { "pread64", "pread" }, *const writes[] = { "pwrite64", "pwrite" };

  for (gsize i = 0; i < G_N_ELEMENTS (reads) && system_pread == NULL; i++)
    system_pread = (ReadCall) replace_call (reads[i], (sqlite3_syscall_ptr) counted_pread);
  for (gsize i = 0; i < G_N_ELEMENTS (writes) && system_pwrite == NULL; i++)
    system_pwrite = (WriteCall) replace_call (writes[i], (sqlite3_syscall_ptr) counted_pwrite);
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

/* A commit. */
static void
write_text (Fixture *self, guint number, gsize size)
{
  g_autofree char *name = g_strdup_printf ("text-%u", number);
  g_autofree char *text = g_strnfill (size, 'x');
  g_autoptr (GError) error = NULL;

  gw_store_set_setting (self->store, name, text, NULL, &error);
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
  for (guint i = 0; i < 10; i++)
    write_text (self, i, MB);
  g_assert_cmpint (get_log_size (self), >, 10 * MB);
  import (self, "short", 10, -1);
  g_assert_cmpint (disk.to, ==, 0);
}

static void
test_a_long_import_waits_for_its_own_part (Fixture *self)
{
  gint64 before;

  for (guint i = 0; i < 10; i++)
    write_text (self, i, MB);
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

  for (guint i = 0; i < 25; i++)
    write_text (self, i, MB);
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

  write_text (self, 0, 1000);
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

/* --- a commit that is cancelled ---------------------------------------------------- */

static void
begin_cancel (Fixture *self, Call at, guint n)
{
  g_autofree char *path = get_path (self->folder, "");
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  calls.project = info.st_ino;
  calls.n_project_writes = 0;
  calls.at = at;
  calls.left = n;
  calls.cancellable = g_cancellable_new ();
}

/* Whether it was. */
static gboolean
end_cancel (void)
{
  gboolean cancelled = g_cancellable_is_cancelled (calls.cancellable);

  g_clear_object (&calls.cancellable);
  return cancelled;
}

/* All of it, or nothing, which is told; the last moments are of the commit, which is not cancelled. */
static void
test_an_edit_is_cancelled_at_any_moment (Fixture *self)
{
  g_autoptr (GArray) images = fixture_add_images (self, 100);
  gint64 cat = fixture_add_class (self, "Cat");
  g_autofree char *before = fixture_dump (self);
  guint n_undone = 0, n_done = 0;
  gboolean cancelled = TRUE;

  for (guint n = 1; cancelled; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;
      gint64 id;

      /* So that there is something to read. */
      fixture_reopen (self);
      begin_cancel (self, CALL_ANY, n);
      id = gw_store_bulk_label (self->store, (const gint64 *) images->data, images->len, &cat, 1, GW_BULK_ADD, NULL,
                                calls.cancellable, &error);
      cancelled = end_cancel ();
      after = fixture_dump (self);
      if (id < 0)
        {
          g_assert_true (cancelled);
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_assert_cmpstr (after, ==, before);
          n_undone++;
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (fixture_count (self, "label:Cat"), ==, images->len);
      fixture_walk (self, TRUE);
      g_free (after);
      after = fixture_dump (self);
      g_assert_cmpstr (after, ==, before);
      n_done++;
    }
  g_assert_cmpuint (n_undone, >, 0);
  g_assert_cmpuint (n_done, >, 1);
  fixture_assert_sound (self);
}

/* A few pages more, and a commit moves all of the log into the project. */
static void
fill_log (Fixture *self)
{
  for (guint i = 0;; i++)
    {
      const gint64 n_missing = TOO_LONG_LOG - 20 - get_log_size (self) / PAGE_BYTES;

      if (n_missing <= 0)
        break;
      write_text (self, i, MIN (MB, 4000 * (gsize) n_missing - 3000));
    }
  g_assert_cmpint (get_log_size (self) / PAGE_BYTES, <, TOO_LONG_LOG);
}

/* Removes images while the log is too long, and is cancelled. The images are gone: the log was written. */
static void
remove_and_cancel (Fixture *self, Call at, guint n)
{
  g_autoptr (GArray) images = fixture_add_images (self, 1000);
  g_autoptr (GError) error = NULL;
  gint64 id;

  fill_log (self);
  begin_cancel (self, at, n);
  id = gw_store_bulk_trash (self->store, (const gint64 *) images->data, images->len, TRUE, calls.cancellable, &error);
  g_assert_true (end_cancel ());
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  g_assert_cmpint (get_log_size (self) / PAGE_BYTES, >=, TOO_LONG_LOG);
  g_assert_cmpint (fixture_count (self, NULL), ==, 0);
}

/* What was not moved yet is moved later. */
static void
assert_log_is_shortened (Fixture *self)
{
  gint64 size;

  begin_cancel (self, CALL_ANY, 0);
  for (guint i = 0; i < 6; i++)
    write_text (self, 100 + i, MB);
  g_assert_false (end_cancel ());
  g_assert_cmpuint (calls.n_project_writes, >, TOO_LONG_LOG / 2);
  size = get_log_size (self);
  write_text (self, 200, MB);
  g_assert_cmpint (get_log_size (self), ==, size);

  fixture_reopen (self);
  g_assert_cmpint (fixture_count (self, NULL), ==, 0);
  fixture_walk (self, TRUE);
  g_assert_cmpint (fixture_count (self, NULL), ==, 1000);
  fixture_assert_sound (self);
}

/* Nobody who cancelled waits for thousands of pages. */
static void
test_shortening_is_cancelled (Fixture *self)
{
  remove_and_cancel (self, CALL_PROJECT_WRITE, 10);
  g_assert_cmpuint (calls.n_project_writes, >=, 10);
  g_assert_cmpuint (calls.n_project_writes, <, 20);
  assert_log_is_shortened (self);
}

static void
test_commit_is_cancelled_before_it_shortens (Fixture *self)
{
  remove_and_cancel (self, CALL_LOG_WRITE, 1);
  g_assert_cmpuint (calls.n_project_writes, <, 10);
  assert_log_is_shortened (self);
}

static const StoreBackend sqlite = { "log", create, open_again };

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  count_calls ();
  fixture_add_test (&sqlite, "/import/short", test_a_short_import_does_not_wait);
  fixture_add_test (&sqlite, "/import/long", test_a_long_import_waits_for_its_own_part);
  fixture_add_test (&sqlite, "/import/log-from-its-start", test_the_log_is_begun_from_its_start);
  fixture_add_test (&sqlite, "/import/after-one-that-failed", test_an_import_has_failed_before);
  fixture_add_test (&sqlite, "/commit/cancelled-at-any-moment", test_an_edit_is_cancelled_at_any_moment);
  fixture_add_test (&sqlite, "/commit/shortening-is-cancelled", test_shortening_is_cancelled);
  fixture_add_test (&sqlite, "/commit/cancelled-before-it-shortens", test_commit_is_cancelled_before_it_shortens);
  return g_test_run ();
}
