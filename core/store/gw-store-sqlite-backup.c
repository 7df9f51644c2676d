/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "gw-error.h"
#include "gw-time.h"

#define MINUTE_MS (G_GINT64_CONSTANT (60) * 1000)
#define HOUR_MS (G_GINT64_CONSTANT (60) * 60 * 1000)
#define HOUR_US (HOUR_MS * 1000)
#define KEEP_HOURS 24
#define KEEP_DAYS 14
#define PAGES_A_STEP 1024
#define ENDING ".groundwork"
#define PART_ENDING ".part"
#define STAMP_LENGTH 15 /* of what stamp() gives */

/* --- names --- */

/* "20260302-091411.groundwork": by name is by age. */
static char *
stamp (gint64 ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (ms / 1000);

  return g_date_time_format (time, "%Y%m%d-%H%M%S");
}

static gboolean
is_backup (const char *name)
{
  for (int i = 0; i < STAMP_LENGTH; i++)
    if (i == 8 ? name[i] != '-' : !g_ascii_isdigit (name[i]))
      return FALSE;
  return g_str_has_suffix (name, ENDING);
}

static gint64
time_of (const char *name)
{
  g_autofree char *text = g_strdup_printf ("%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", name, name + 4, name + 6, name + 9,
                                           name + 11, name + 13);
  gint64 us = 0;

  gw_time_parse (text, &us);
  return us / 1000;
}

/* Of those made in one second, the place in their order: behind the stamp. */
static guint64
number_of (const char *name)
{
  return name[STAMP_LENGTH] == '-' ? g_ascii_strtoull (name + STAMP_LENGTH + 1, NULL, 10) : 1;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const char *one = *(const char *const *) a;
  const char *two = *(const char *const *) b;
  int order = strncmp (two, one, STAMP_LENGTH);

  if (order != 0)
    return order;
  return number_of (one) > number_of (two) ? -1 : number_of (one) < number_of (two);
}

static GPtrArray *
list_backups (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_backup (name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_newest_first);
  return names;
}

/* What a program that was killed had begun to copy. */
static void
clear_parts (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (g_str_has_suffix (name, ENDING PART_ENDING) && g_lstat (path, &info) == 0
          && gw_time_now () - (gint64) info.st_mtime * 1000 > 24 * HOUR_MS)
        g_unlink (path);
    }
}

/* The newest of each of the last 24 hours, and of each of the last 14 days,
 * that have one; and those of the last minute, which whoever made them may
 * still be reading.
 */
static void
thin (const char *folder)
{
  g_autoptr (GPtrArray) names = list_backups (folder);
  gint64 last_hour = -1, last_day = -1;
  int hours = 0, days = 0;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      gint64 hour = time_of (name) / HOUR_MS;
      gint64 day = hour / 24;
      gboolean keep = gw_time_now () - time_of (name) < MINUTE_MS;

      if (hour != last_hour && hours < KEEP_HOURS)
        {
          keep = TRUE;
          hours++;
        }
      if (day != last_day && days < KEEP_DAYS)
        {
          keep = TRUE;
          days++;
        }
      last_hour = hour;
      last_day = day;
      if (!keep)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);

          g_unlink (path);
        }
    }
}

/* --- files --- */

static gboolean
fail_file (const char *path, GError **error)
{
  int code = errno;
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, GW_STORE_ERROR,
               code == ENOSPC || code == EDQUOT || code == EFBIG ? GW_STORE_ERROR_FULL
               : code == EEXIST                                  ? GW_STORE_ERROR_CONFLICT
                                                                 : GW_STORE_ERROR_READ_ONLY,
               _ ("The back-up “%s” cannot be written: %s. %s"), shown, g_strerror (code),
               gw_error_advise_writing (code));
  return FALSE;
}

static char *
make_folder (const char *project, GError **error)
{
  g_autofree char *folder = g_strconcat (project, ".backups", NULL);

  if (g_mkdir (folder, 0700) != 0 && errno != EEXIST)
    {
      fail_file (folder, error);
      return NULL;
    }
  return g_steal_pointer (&folder);
}

/* GW_STORE_ERROR_CONFLICT where there is a file already. */
static gboolean
make_empty (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (fd < 0)
    return fail_file (path, error);
  close (fd);
  return TRUE;
}

static gboolean
sync_path (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (!ok)
    fail_file (path, error);
  if (fd >= 0)
    close (fd);
  return ok;
}

/* --- copying --- */

static gboolean
copy_pages (GwSqlite *from, GwSqlite *to, GCancellable *cancellable, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to->db, "main", from->db, "main");
  gboolean cancelled = FALSE;
  int code;

  if (backup == NULL)
    return _gw_sqlite_fail (to, error);
  do
    {
      code = sqlite3_backup_step (backup, PAGES_A_STEP);
      cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  while (code == SQLITE_OK && !cancelled);
  sqlite3_backup_finish (backup);
  if (cancelled)
    return FALSE;
  return code == SQLITE_DONE || _gw_sqlite_fail (to, error);
}

/* The copy is one file: without a log beside it. */
static gboolean
copy_into (GwStoreSqlite *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwSqlite) from = _gw_store_sqlite_open_reader (self, error);
  g_autoptr (GwSqlite) to = from != NULL ? _gw_sqlite_open (path, GW_SQLITE_WRITE, error) : NULL;
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  gint64 ignored;

  if (to == NULL)
    return FALSE;
  to->cancellable = cancellable;
  /* A snapshot is held, or each commit meanwhile would begin the copy anew. */
  if (!_gw_sqlite_exec (to, "PRAGMA synchronous=OFF", error) || !_gw_sqlite_exec (from, "BEGIN", error)
      || !_gw_sqlite_get_int64 (from, &ignored, NULL, error, "SELECT count(*) FROM fact", "")
      || !copy_pages (from, to, cancellable, error) || !_gw_sqlite_exec (to, "PRAGMA journal_mode=DELETE", error)
      || !_gw_check_pages (to, TRUE, findings, error))
    return FALSE;
  if (findings->len > 0)
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CORRUPT,
                   _ ("The back-up of “%s” is not sound (%s). The project may be damaged: check it."), from->name,
                   (const char *) g_ptr_array_index (findings, 0));
      return FALSE;
    }
  return TRUE;
}

/* A file that nobody else has: "<stem>", "<stem>-2" and so on from `first`. */
static char *
make_numbered (const char *folder, const char *stem, guint64 first, const char *ending, GError **error)
{
  for (guint64 i = first;; i++)
    {
      g_autofree char *name = i == 1 ? g_strconcat (stem, ending, NULL)
                                     : g_strdup_printf ("%s-%" G_GUINT64_FORMAT "%s", stem, i, ending);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) failure = NULL;

      if (make_empty (path, &failure))
        return g_steal_pointer (&path);
      /* What was in the way may be gone by now: nobody asks whether it still is there. */
      if (!g_error_matches (failure, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
    }
}

/* The file to copy into, and what it is named when it is whole: behind all
 * that were made in this second, so that names by order are by age. Only who
 * has made the first ever makes the second, so several threads and programs
 * may back up in one moment.
 */
static char *
claim (const char *folder, char **target, GError **error)
{
  g_autofree char *time = stamp (gw_time_now ());
  g_autoptr (GPtrArray) names = list_backups (folder);
  guint64 number = 1;

  if (names->len > 0 && g_str_has_prefix (g_ptr_array_index (names, 0), time))
    number += number_of (g_ptr_array_index (names, 0));
  for (;; number++)
    {
      g_autofree char *part = make_numbered (folder, time, number, ENDING PART_ENDING, error);
      g_autofree char *whole = part != NULL ? g_strndup (part, strlen (part) - strlen (PART_ENDING)) : NULL;

      if (part == NULL)
        return NULL;
      if (!g_file_test (whole, G_FILE_TEST_EXISTS))
        {
          *target = g_steal_pointer (&whole);
          return g_steal_pointer (&part);
        }
      g_unlink (part);
    }
}

static gboolean
back_up (GwStoreSqlite *self, char **path, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = make_folder (self->path, error);
  g_autofree char *target = NULL;
  g_autofree char *part = folder != NULL ? claim (folder, &target, error) : NULL;

  if (part == NULL)
    return FALSE;
  if (!copy_into (self, part, cancellable, error) || !sync_path (part, error))
    {
      g_unlink (part);
      return FALSE;
    }
  if (g_rename (part, target) != 0)
    {
      fail_file (target, error);
      g_unlink (part);
      return FALSE;
    }
  sync_path (folder, NULL);
  thin (folder);
  clear_parts (folder);
  g_atomic_int_set (&self->n_commits, 0);
  if (path != NULL)
    *path = g_steal_pointer (&target);
  return TRUE;
}

/* Pages, and all that the hashes of the history say. */
static gboolean
is_sound (const char *path, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GwSqlite) db = NULL;
  int version;

  if (!_gw_store_sqlite_read_header (path, &version, NULL))
    return FALSE;
  db = _gw_sqlite_open (path, GW_SQLITE_READ | GW_SQLITE_IMMUTABLE, NULL);
  if (db == NULL)
    return FALSE;
  db->cancellable = cancellable;

  return _gw_check_pages (db, FALSE, findings, NULL) && _gw_check_history (db, 0, findings, NULL) && findings->len == 0;
}

char *
gw_store_sqlite_find_backup (const char *path, GCancellable *cancellable)
{
  g_autofree char *resolved = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GPtrArray) names = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  resolved = _gw_store_sqlite_resolve (path, NULL);
  if (resolved == NULL)
    return NULL;
  folder = g_strconcat (resolved, ".backups", NULL);
  names = list_backups (folder);
  for (guint i = 0; i < names->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autofree char *file = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      if (is_sound (file, cancellable))
        return g_steal_pointer (&file);
    }
  return NULL;
}

gboolean
gw_store_sqlite_copy_to (GwStore *store, const char *target, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autofree char *resolved = NULL;

  g_return_val_if_fail (GW_IS_STORE_SQLITE (store), FALSE);
  g_return_val_if_fail (target != NULL, FALSE);

  resolved = _gw_store_sqlite_resolve (target, error);
  if (resolved == NULL || !make_empty (resolved, error))
    return FALSE;
  if (copy_into (self, resolved, cancellable, error) && sync_path (resolved, error))
    return TRUE;
  g_unlink (resolved);
  return FALSE;
}

/* "Streets Restored", and "Streets Restored 2" where that is taken. */
static char *
make_restored (const char *project, GError **error)
{
  g_autofree char *stem = g_str_has_suffix (project, ENDING) ? g_strndup (project, strlen (project) - strlen (ENDING))
                                                             : g_strdup (project);

  for (guint64 i = 1;; i++)
    {
      g_autofree char *path = i == 1 ? g_strdup_printf (_ ("%s Restored%s"), stem, ENDING)
                                     : g_strdup_printf (_ ("%s Restored %" PRIu64 "%s"), stem, i, ENDING);
      g_autoptr (GError) failure = NULL;

      if (make_empty (path, &failure))
        return g_steal_pointer (&path);
      if (!g_error_matches (failure, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
    }
}

/* A back-up is one file that nobody writes to any more. */
char *
gw_store_sqlite_restore (const char *path, const char *backup, GCancellable *cancellable, GError **error)
{
  g_autofree char *resolved = NULL;
  g_autofree char *restored = NULL;
  g_autoptr (GFile) from = NULL;
  g_autoptr (GFile) to = NULL;

  g_return_val_if_fail (path != NULL && backup != NULL, NULL);

  resolved = _gw_store_sqlite_resolve (path, error);
  restored = resolved != NULL ? make_restored (resolved, error) : NULL;
  if (restored == NULL)
    return NULL;
  from = g_file_new_for_path (backup);
  to = g_file_new_for_path (restored);
  if (g_file_copy (from, to, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, cancellable, NULL, NULL, error)
      && g_chmod (restored, 0600) == 0 && sync_path (restored, error))
    return g_steal_pointer (&restored);
  g_unlink (restored);
  return NULL;
}

gboolean
_gw_store_sqlite_back_up (GwStore *store, char **path, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);

  if (g_atomic_int_get (&self->closed))
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID, _ ("The project is closed."));
      return FALSE;
    }
  return back_up (self, path, cancellable, error);
}

/* A new file for the copy; several programs may make one in the same second. */
static char *
make_migration_copy (const char *folder, int version, GError **error)
{
  g_autofree char *time = stamp (gw_time_now ());
  g_autofree char *stem = g_strdup_printf ("version-%d-%s", version, time);

  return make_numbered (folder, stem, 1, ENDING, error);
}

gboolean
_gw_store_sqlite_copy_before_migration (const char *path, int version, GError **error)
{
  g_autofree char *folder = make_folder (path, error);
  g_autofree char *copy = folder != NULL ? make_migration_copy (folder, version, error) : NULL;
  g_autoptr (GwSqlite) db = NULL;

  if (copy == NULL)
    return FALSE;
  db = _gw_sqlite_open (path, GW_SQLITE_READ | GW_SQLITE_ATTACH, error);
  if (db == NULL || !_gw_sqlite_run (db, error, "VACUUM INTO ?", "t", copy) || !sync_path (copy, error))
    {
      g_unlink (copy);
      return FALSE;
    }
  return sync_path (folder, error);
}

/* --- in the background --- */

static void
check_in_background (GwStoreSqlite *self)
{
  g_autoptr (GwSqlite) db = _gw_store_sqlite_open_reader (self, NULL);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *reason = NULL;

  if (db == NULL)
    return;
  db->cancellable = self->care_cancellable;
  if (_gw_check_history (db, 100, findings, NULL))
    _gw_check_pages (db, TRUE, findings, NULL);
  if (findings->len == 0 && !db->corrupt)
    return;
  reason = g_strdup_printf (_ ("“%s” is damaged and is not written any more. Open the newest back-up in “%s.backups”."),
                            db->name, db->name);
  _gw_store_sqlite_set_read_only (self, GW_STORE_ERROR_CORRUPT, reason);
}

static gboolean
is_due (GwStoreSqlite *self)
{
  g_autofree char *folder = g_strconcat (self->path, ".backups", NULL);
  g_autoptr (GPtrArray) names = list_backups (folder);

  return names->len == 0 || gw_time_now () - time_of (g_ptr_array_index (names, 0)) > HOUR_MS;
}

typedef struct
{
  GwStoreSqlite *self; /* lives until the thread was joined */
  gboolean check;
} Care;

static gpointer
care_main (gpointer data)
{
  g_autofree Care *care = data;
  GwStoreSqlite *self = care->self;
  g_autoptr (GError) error = NULL;

  if (care->check)
    check_in_background (self);
  if (!g_atomic_int_get (&self->read_only) && is_due (self) && !back_up (self, NULL, self->care_cancellable, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("%s", error->message);
  if (!g_atomic_int_get (&self->read_only))
    _gw_bulk_clear_away (self, self->care_cancellable);
  g_atomic_int_set (&self->care_runs, FALSE);
  return NULL;
}

/* Called when opening, then from the reading thread only. */
void
_gw_store_sqlite_start_care (GwStoreSqlite *self, gboolean check)
{
  Care *care;

  if (g_atomic_int_get (&self->care_runs))
    return;
  if (self->care_thread != NULL)
    g_thread_join (self->care_thread);
  care = g_new0 (Care, 1);
  care->self = self;
  care->check = check;
  g_atomic_int_set (&self->care_runs, TRUE);
  self->next_backup = g_get_monotonic_time () + HOUR_US;
  self->care_thread = g_thread_new ("gw-store-care", care_main, care);
}

void
_gw_store_sqlite_stop_care (GwStoreSqlite *self)
{
  g_cancellable_cancel (self->care_cancellable);
  if (self->care_thread != NULL)
    g_thread_join (self->care_thread);
  self->care_thread = NULL;
}
