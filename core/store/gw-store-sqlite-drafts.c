/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "gw-time.h"

gboolean
_gw_store_sqlite_save_draft (GwStore *store, gint64 image_id, const char *person, const char *payload,
                             GCancellable *cancellable, GError **error)
{
  static const char sql[] = "INSERT INTO draft (image_id, person, saved, payload, sha256) VALUES (?, ?, ?, ?, ?)"
                            " ON CONFLICT (image_id, person) DO UPDATE SET saved = excluded.saved,"
                            " payload = excluded.payload, sha256 = excluded.sha256";
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_write (self, cancellable, error);
  guint8 sha256[32];
  gboolean ok;

  if (db == NULL)
    return FALSE;
  if (payload == NULL)
    {
      ok = _gw_sqlite_run (db, error, "DELETE FROM draft WHERE image_id = ? AND person = ?", "it", image_id, person);
    }
  else
    {
      _gw_edit_hash (0, image_id, person, payload, sha256);
      ok = _gw_sqlite_run (db, error, sql, "ititb", image_id, person, gw_time_now (), payload, sha256,
                           (int) sizeof sha256);
    }
  return _gw_store_sqlite_commit (self, ok, 0, NULL, 0, error);
}

static gboolean
read_draft (GwSqlite *db, gint64 image_id, const char *person, char **payload, gboolean *sound, GError **error)
{
  static const char sql[] = "SELECT payload, sha256 FROM draft WHERE image_id = ? AND person = ?";
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  guint8 sha256[32];
  int code;

  *sound = TRUE;
  if (statement == NULL)
    return FALSE;
  _gw_sqlite_bind (statement, "it", image_id, person);
  code = _gw_sqlite_step (db, statement, error);
  if (code == SQLITE_ROW)
    {
      *payload = _gw_sqlite_column_dup (statement, 0);
      _gw_edit_hash (0, image_id, person, *payload, sha256);
      *sound = *payload != NULL && sqlite3_column_bytes (statement, 1) == (int) sizeof sha256
               && memcmp (sqlite3_column_blob (statement, 1), sha256, sizeof sha256) == 0;
    }
  sqlite3_reset (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

char *
_gw_store_sqlite_load_draft (GwStore *store, gint64 image_id, const char *person, GCancellable *cancellable,
                             GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  g_autofree char *payload = NULL;
  gboolean sound = TRUE;
  gboolean ok;

  if (db == NULL)
    return NULL;
  ok = read_draft (db, image_id, person, &payload, &sound, error);
  if (ok && !sound)
    g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CORRUPT,
                 _ ("The draft of image %" PRId64 " in “%s” is damaged. What was not finished is lost."), image_id,
                 db->name);
  _gw_store_sqlite_end_read (self, db);
  return ok && sound ? g_steal_pointer (&payload) : NULL;
}
