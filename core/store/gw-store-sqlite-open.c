/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "gw-error.h"
#include "gw-store-sqlite-private.h"
#include "gw-task-thread.h"
#include "gw-time.h"

/* --- opening --- */

/* Looks whether the connection can read at all: in a folder that cannot be
 * written the -shm file of WAL may be missing.
 */
static gboolean
probe (GwSqlite *db, GError **error)
{
  gint64 version;

  return _gw_sqlite_get_int64 (db, &version, NULL, error, "PRAGMA user_version", "")
         && _gw_sqlite_get_int64 (db, &version, NULL, error, "SELECT count(*) FROM fact", "");
}

static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf info;

  return g_stat (log, &info) == 0 && info.st_size > 0;
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  return g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, error);
}

/* A project whose last program was killed has commits in its log. Where
 * nothing can be written beside it, it is read from a copy.
 */
static GwSqlite *
open_copy (GwStoreSqlite *self, GError **error)
{
  g_autofree char *copy = NULL;
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  g_autofree char *copy_log = NULL;

  self->copy_folder = g_dir_make_tmp ("groundwork-XXXXXX", error);
  if (self->copy_folder == NULL)
    return NULL;
  copy = g_build_filename (self->copy_folder, "project.groundwork", NULL);
  copy_log = g_strconcat (copy, "-wal", NULL);
  if (!copy_file (self->path, copy, error) || !copy_file (log, copy_log, error))
    {
      g_prefix_error (error, "%s ", _ ("The project cannot be copied to be read."));
      return NULL;
    }
  return _gw_sqlite_open (copy, GW_SQLITE_READ, error);
}

static GwSqlite *
open_plain_reader (GwStoreSqlite *self, GError **error)
{
  g_autoptr (GwSqlite) db = NULL;

  if (self->copy_folder != NULL)
    {
      g_autofree char *copy = g_build_filename (self->copy_folder, "project.groundwork", NULL);

      return _gw_sqlite_open (copy, GW_SQLITE_READ, error);
    }
  db = _gw_sqlite_open (self->path, GW_SQLITE_READ, self->writer != NULL ? error : NULL);
  if (self->writer != NULL || (db != NULL && probe (db, NULL)))
    return g_steal_pointer (&db);

  g_clear_pointer (&db, _gw_sqlite_free);
  if (has_log (self->path))
    return open_copy (self, error);
  return _gw_sqlite_open (self->path, GW_SQLITE_IMMUTABLE | GW_SQLITE_READ, error);
}

GwSqlite *
_gw_store_sqlite_open_reader (GwStoreSqlite *self, GError **error)
{
  g_autoptr (GwSqlite) db = open_plain_reader (self, error);

  if (db == NULL || !_gw_store_sqlite_stand_in (db, error))
    return NULL;
  _gw_where_install (db);
  return g_steal_pointer (&db);
}

/* The reading connections have closed. They make the files of the log where
 * there are none and cannot remove them: the last connection that may write
 * can. It has nothing to write back where the log is empty, and where another
 * program has the project open it leaves the files to that one.
 */
void
_gw_store_sqlite_tidy_log (GwStoreSqlite *self)
{
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  g_autoptr (GwSqlite) db = NULL;
  GStatBuf info;

  if (!self->tidies_log || !_gw_store_sqlite_can_write (self->path) || g_stat (log, &info) != 0 || info.st_size > 0)
    return;
  db = _gw_sqlite_open (self->path, GW_SQLITE_WRITE, NULL);
  if (db == NULL)
    return;
  sqlite3_busy_handler (db->db, NULL, NULL);
  probe (db, NULL);
}

static gboolean
refuse_too_new (GwStoreSqlite *self, int version)
{
  g_autofree char *reason = NULL;

  if (version <= _gw_store_sqlite_schema_version ())
    return FALSE;
  reason = g_strdup (_ ("The project was saved by a newer Groundwork. Update Groundwork to change it."));
  _gw_store_sqlite_set_read_only (self, GW_STORE_ERROR_TOO_NEW, reason);
  return TRUE;
}

/* The version, and whether the tables are those of it; those of a version
 * that is not known are not looked at.
 */
static gboolean
check_version (GwSqlite *db, gint64 *version, GError **error)
{
  if (!_gw_sqlite_get_int64 (db, version, NULL, error, "PRAGMA user_version", ""))
    return FALSE;
  if (*version > _gw_store_sqlite_schema_version ())
    return TRUE;
  if (*version < 1)
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID, _ ("“%s” is not a Groundwork project."), db->name);
      return FALSE;
    }
  return _gw_store_sqlite_check_schema (db, (int) *version, error);
}

/* Both as of one moment: another program may be bringing the project up to
 * date in this very one.
 */
static gboolean
check_version_at_once (GwSqlite *db, gint64 *version, GError **error)
{
  gboolean good;

  if (!_gw_sqlite_exec (db, "BEGIN", error))
    return FALSE;
  good = check_version (db, version, error);

  return _gw_sqlite_exec (db, "ROLLBACK", good ? error : NULL) && good;
}

/* Opens the writing connection and brings the schema up to date. A project
 * of a newer program keeps none.
 */
static gboolean
open_writer (GwStoreSqlite *self, GError **error)
{
  g_autoptr (GwSqlite) db = _gw_sqlite_open (self->path, GW_SQLITE_WRITE, error);
  gint64 version = 0;

  if (db == NULL || !check_version_at_once (db, &version, error))
    return FALSE;
  if (refuse_too_new (self, (int) version))
    return TRUE;
  if (!_gw_sqlite_exec (db, "PRAGMA journal_mode=WAL", error))
    return FALSE;
  if (version < _gw_store_sqlite_schema_version ()
      && (!_gw_store_sqlite_copy_before_migration (self->path, (int) version, error)
          || !_gw_store_sqlite_migrate (db, (int) version, error)))
    return FALSE;
  if (!_gw_sqlite_exec (db,
                        "CREATE TEMP TABLE work (id INTEGER PRIMARY KEY);"
                        " CREATE TEMP TABLE skipped (id INTEGER PRIMARY KEY);"
                        " CREATE TEMP TABLE logits (layer_id INTEGER PRIMARY KEY)",
                        error)
      || !_gw_sqlite_get_int64 (db, &self->data_version, NULL, error, "PRAGMA data_version", ""))
    return FALSE;
  _gw_work_install (db);
  self->writer = g_steal_pointer (&db);
  _gw_store_sqlite_follow_log (self);
  return TRUE;
}

static gboolean
open_read_only (GwStoreSqlite *self, GError **error)
{
  gint64 version = 0;

  for (int i = 0; i < GW_STORE_SQLITE_N_READERS; i++)
    {
      self->readers[i] = _gw_store_sqlite_open_reader (self, error);
      if (self->readers[i] == NULL)
        return FALSE;
    }
  if (!_gw_sqlite_get_int64 (self->readers[0], &version, NULL, error, "PRAGMA user_version", ""))
    return FALSE;
  if (self->writer != NULL || version > _gw_store_sqlite_schema_version ())
    return TRUE;
  if (version < _gw_store_sqlite_schema_version () && !_gw_store_sqlite_can_stand_in ((int) version))
    {
      g_set_error (
          error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
          _ ("“%s” was saved by an older Groundwork and has to be brought up to date, but it cannot be written. "
             "Copy it to a folder that you can write."),
          self->readers[0]->name);
      return FALSE;
    }
  return _gw_store_sqlite_check_schema (self->readers[0], (int) version, error);
}

/* A newer program may have changed the tables so far that nothing is read. */
static gboolean
check_readable (GwStoreSqlite *self, GError **error)
{
  g_autoptr (GwProjectInfo) info = NULL;
  g_autoptr (GPtrArray) classes = NULL;

  info = gw_store_get_info (GW_STORE (self), NULL, error);
  if (info == NULL)
    return FALSE;
  classes = gw_store_list_classes (GW_STORE (self), TRUE, NULL, error);
  return classes != NULL;
}

static void
decide_read_only (GwStoreSqlite *self, GwStoreOpenFlags flags)
{
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *refusal = _gw_store_sqlite_refuse_folder (self->folder, name);

  self->tidies_log = (flags & GW_STORE_OPEN_READ_ONLY) && refusal == NULL;
  if (flags & GW_STORE_OPEN_READ_ONLY)
    _gw_store_sqlite_set_read_only (self, GW_STORE_ERROR_READ_ONLY, _ ("The project was opened for reading only."));
  else if (refusal != NULL)
    _gw_store_sqlite_set_read_only (self, GW_STORE_ERROR_READ_ONLY, refusal);
  else if (!_gw_store_sqlite_can_write (self->path))
    _gw_store_sqlite_set_read_only (self, GW_STORE_ERROR_READ_ONLY,
                                    _ ("The project file or its folder cannot be written with your permissions."));
}

static gboolean
start (GwStoreSqlite *self, GwStoreOpenFlags flags, GMainContext *context, GError **error)
{
  if (!g_atomic_int_get (&self->read_only) && !open_writer (self, error))
    return FALSE;
  if (!open_read_only (self, error))
    return FALSE;
  self->notice = gw_store_notice_new (GW_STORE (self), context);
  self->queue = gw_store_queue_new (self->writer != NULL ? _gw_store_sqlite_on_tick_cb : NULL, self);
  if (!check_readable (self, error))
    {
      if (self->read_only_code == GW_STORE_ERROR_TOO_NEW && error != NULL && *error != NULL)
        (*error)->code = GW_STORE_ERROR_TOO_NEW;
      return FALSE;
    }
  if (self->writer != NULL && !(flags & GW_STORE_OPEN_NO_BACKUP))
    _gw_store_sqlite_start_care (self, TRUE);
  return TRUE;
}

static GwStore *
open_in_context (const char *path, GwStoreOpenFlags flags, GMainContext *context, GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GwStoreSqlite) self = g_object_new (GW_TYPE_STORE_SQLITE, NULL);
  int version;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  self->path = _gw_store_sqlite_resolve (path, error);
  if (self->path == NULL || !_gw_store_sqlite_read_header (self->path, &version, error))
    return NULL;
  self->folder = g_path_get_dirname (self->path);
  decide_read_only (self, flags);
  refuse_too_new (self, version);
  if (!start (self, flags, context, error))
    return NULL;
  return GW_STORE (g_steal_pointer (&self));
}

GwStore *
gw_store_sqlite_open (const char *path, GwStoreOpenFlags flags, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  g_return_val_if_fail (path != NULL, NULL);

  return open_in_context (path, flags, context, cancellable, error);
}

static char open_tag[] = "gw_store_sqlite_open_async";

typedef struct
{
  char *path;
  GwStoreOpenFlags flags;
  GMainContext *context;
} OpenData;

static void
open_data_free (gpointer data)
{
  OpenData *open = data;

  g_free (open->path);
  g_main_context_unref (open->context);
  g_free (open);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  OpenData *open = task_data;
  GError *error = NULL;
  GwStore *store = open_in_context (open->path, open->flags, open->context, cancellable, &error);

  if (store != NULL)
    g_task_return_pointer (task, store, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
gw_store_sqlite_open_async (const char *path, GwStoreOpenFlags flags, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  OpenData *open = g_new0 (OpenData, 1);

  open->path = g_strdup (path);
  open->flags = flags;
  open->context = g_main_context_ref_thread_default ();
  g_task_set_source_tag (task, open_tag);
  g_task_set_task_data (task, open, open_data_free);
  gw_task_run_in_thread (task, open_in_thread);
}

GwStore *
gw_store_sqlite_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- creating --- */

static gboolean
write_facts (GwSqlite *db, const GwProjectInfo *info, GError **error)
{
  static const char sql[] = "INSERT INTO fact (name, value) VALUES (?, ?)";
  g_autofree char *uuid = info->uuid != NULL ? g_strdup (info->uuid) : g_uuid_string_random ();
  g_autofree char *created = g_strdup_printf ("%" G_GINT64_FORMAT, info->created > 0 ? info->created : gw_time_now ());
  g_autofree char *seed = g_strdup_printf ("%u", g_str_hash (uuid));

  return _gw_sqlite_run (db, error, sql, "tt", "name", info->name)
         && _gw_sqlite_run (db, error, sql, "tt", "task", gw_task_get_nick (info->task))
         && _gw_sqlite_run (db, error, sql, "tt", "uuid", uuid)
         && _gw_sqlite_run (db, error, sql, "tt", "created", created)
         && _gw_sqlite_run (db, error, sql, "tt", "seed", seed);
}

static gboolean
fill_new_file (const char *path, const GwProjectInfo *info, GError **error)
{
  g_autoptr (GwSqlite) db = _gw_sqlite_open (path, GW_SQLITE_WRITE, error);
  g_autofree char *id = g_strdup_printf ("PRAGMA application_id=%d", GW_STORE_SQLITE_APPLICATION_ID);

  return db != NULL && _gw_sqlite_exec (db, "PRAGMA auto_vacuum=NONE", error)
         && _gw_sqlite_exec (db, "PRAGMA journal_mode=WAL", error) && _gw_sqlite_exec (db, id, error)
         && _gw_store_sqlite_migrate (db, 0, error) && write_facts (db, info, error);
}

static gboolean
make_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *refusal = _gw_store_sqlite_refuse_folder (folder, name);
  int fd;

  if (refusal != NULL)
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_READ_ONLY, refusal);
      return FALSE;
    }
  fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      int code = errno;

      if (code == EEXIST)
        g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT,
                     _ ("There is a file “%s” already. Choose another name."), shown);
      else
        g_set_error (error, GW_STORE_ERROR, code == ENOSPC ? GW_STORE_ERROR_FULL : GW_STORE_ERROR_READ_ONLY,
                     _ ("The project “%s” cannot be made: %s. %s"), shown, g_strerror (code),
                     gw_error_advise_writing (code));
      return FALSE;
    }
  close (fd);
  return TRUE;
}

static void
remove_files (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      g_unlink (file);
    }
}

GwStore *
gw_store_sqlite_create (const char *path, const GwProjectInfo *info, GCancellable *cancellable, GError **error)
{
  g_autofree char *resolved = NULL;
  GwStore *store = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (info != NULL && info->name != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  resolved = _gw_store_sqlite_resolve (path, error);
  if (resolved == NULL || !make_file (resolved, error))
    return NULL;
  if (fill_new_file (resolved, info, error))
    store = gw_store_sqlite_open (resolved, GW_STORE_OPEN_NO_BACKUP, cancellable, error);
  if (store == NULL)
    remove_files (resolved);
  return store;
}
