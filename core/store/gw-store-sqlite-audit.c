/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-people-private.h"

#include <inttypes.h>
#include <string.h>

#include "gw-hash.h"
#include "gw-json-writer.h"
#include "gw-time.h"

#define HASH_BYTES 32

G_STATIC_ASSERT (HASH_BYTES == GW_HASH_BYTES);

typedef struct
{
  const char *data;
  gsize length;
} Text;

/* What the hash of a row is of: the table in 0005-people.sql says it. */
static void
hash_row (const guint8 *previous, gint64 time, const Text *actor, const Text *action, const Text *detail, guint8 *hash)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *number = g_strdup_printf ("%" PRId64 "|", time);
  gsize length = HASH_BYTES;

  g_checksum_update (checksum, previous, HASH_BYTES);
  g_checksum_update (checksum, (const guchar *) number, (gssize) strlen (number));
  g_checksum_update (checksum, (const guchar *) actor->data, (gssize) actor->length);
  g_checksum_update (checksum, (const guchar *) "|", 1);
  g_checksum_update (checksum, (const guchar *) action->data, (gssize) action->length);
  g_checksum_update (checksum, (const guchar *) "|", 1);
  g_checksum_update (checksum, (const guchar *) detail->data, (gssize) detail->length);
  g_checksum_get_digest (checksum, hash, &length);
}

/* --- writing --- */

static char *
make_detail (va_list args)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  const char *name;

  gw_json_writer_begin_object (writer);
  while ((name = va_arg (args, const char *)) != NULL)
    {
      const char *value = va_arg (args, const char *);

      /* Names come from the file, which may be of anybody. */
      g_autofree char *valid = value != NULL ? g_utf8_make_valid (value, -1) : NULL;

      if (valid != NULL)
        gw_json_writer_key_string (writer, name, valid);
    }
  gw_json_writer_end_object (writer);
  gw_json_writer_finish (writer, NULL);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A hash that is none, of a file that somebody has changed, breaks the chain here whatever stands in its place. */
static gboolean
read_last (GwSqlite *db, guint8 *hash, GError **error)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, "SELECT hash FROM audit ORDER BY sequence DESC LIMIT 1", error);
  int code;

  memset (hash, 0, HASH_BYTES);
  if (statement == NULL)
    return FALSE;
  code = _gw_sqlite_step (db, statement, error);
  if (code == SQLITE_ROW && sqlite3_column_bytes (statement, 0) == HASH_BYTES)
    memcpy (hash, sqlite3_column_blob (statement, 0), HASH_BYTES);
  sqlite3_reset (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

static gboolean
add (GwSqlite *db, const char *actor, const char *action, const char *detail, GError **error)
{
  const gint64 now = gw_time_now ();
  guint8 previous[HASH_BYTES];
  guint8 hash[HASH_BYTES];

  if (!read_last (db, previous, error))
    return FALSE;
  hash_row (previous, now, &(Text) { actor, strlen (actor) }, &(Text) { action, strlen (action) },
            &(Text) { detail, strlen (detail) }, hash);
  return _gw_sqlite_run (db, error,
                         "INSERT INTO audit (time, actor, action, detail, previous, hash) VALUES (?, ?, ?, ?, ?, ?)",
                         "itttbb", now, actor, action, detail, previous, HASH_BYTES, hash, HASH_BYTES);
}

gboolean
_gw_audit_add (GwSqlite *db, const char *actor, const char *action, GError **error, ...)
{
  g_autofree char *detail = NULL;
  va_list args;

  va_start (args, error);
  detail = make_detail (args);
  va_end (args);
  return add (db, actor, action, detail, error);
}

gboolean
_gw_audit_note (GwStore *store, GwSqlite *db, const char *action, GError **error, ...)
{
  g_autoptr (GwActor) actor = gw_store_ref_actor (store);
  g_autofree char *detail = NULL;
  gint64 any = 0;
  va_list args;

  va_start (args, error);
  detail = make_detail (args);
  va_end (args);
  return _gw_sqlite_get_int64 (db, &any, NULL, error, "SELECT EXISTS (SELECT 1 FROM account)", "")
         && (any == 0 || add (db, gw_actor_get_name (actor), action, detail, error));
}

/* --- walking the chain --- */

static Text
column_text (sqlite3_stmt *row, int column)
{
  const char *data = (const char *) sqlite3_column_text (row, column);

  return (Text) { data, data != NULL ? (gsize) sqlite3_column_bytes (row, column) : 0 };
}

gboolean
_gw_audit_is_altered (sqlite3_stmt *row, int column)
{
  Text actor = column_text (row, column + 1);
  Text action = column_text (row, column + 2);
  Text detail = column_text (row, column + 3);
  guint8 hash[HASH_BYTES];

  if (sqlite3_column_bytes (row, column + 4) != HASH_BYTES || sqlite3_column_bytes (row, column + 5) != HASH_BYTES)
    return TRUE;
  hash_row (sqlite3_column_blob (row, column + 4), sqlite3_column_int64 (row, column), &actor, &action, &detail, hash);
  return memcmp (hash, sqlite3_column_blob (row, column + 5), HASH_BYTES) != 0;
}

static void
walk_row (sqlite3_stmt *row, gint64 sequence, gint64 last, GwAuditChain *chain)
{
  const gboolean follows = last + 1 == sequence && sqlite3_column_bytes (row, 5) == HASH_BYTES
                           && memcmp (sqlite3_column_blob (row, 5), chain->newest, HASH_BYTES) == 0;

  if (_gw_audit_is_altered (row, 1))
    {
      chain->n_altered++;
      if (chain->altered == 0)
        chain->altered = sequence;
    }
  if (!follows && chain->unlinked == 0)
    chain->unlinked = sequence;
  if (sqlite3_column_bytes (row, 6) == HASH_BYTES)
    memcpy (chain->newest, sqlite3_column_blob (row, 6), HASH_BYTES);
  chain->any = TRUE;
}

gboolean
_gw_audit_walk (GwSqlite *db, GwAuditChain *chain, GError **error)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (
      db, "SELECT sequence, time, actor, action, detail, previous, hash FROM audit ORDER BY sequence", error);
  gint64 last = 0, ever = 0;
  int code;

  memset (chain, 0, sizeof *chain);
  if (statement == NULL)
    return FALSE;
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      const gint64 sequence = sqlite3_column_int64 (statement, 0);

      walk_row (statement, sequence, last, chain);
      last = sequence;
    }
  sqlite3_reset (statement);
  if (code != SQLITE_DONE
      || !_gw_sqlite_get_int64 (db, &ever, NULL, error, "SELECT seq FROM sqlite_sequence WHERE name = 'audit'", ""))
    return FALSE;
  if (ever > last)
    chain->cut = last + 1;
  return TRUE;
}

/* --- the verbs --- */

static GwAuditEntry *
row_to_entry (sqlite3_stmt *row)
{
  GwAuditEntry *entry = g_new0 (GwAuditEntry, 1);
  GwHash hash = { { 0 } };

  entry->sequence = sqlite3_column_int64 (row, 0);
  entry->time = sqlite3_column_int64 (row, 1);
  entry->actor = _gw_sqlite_column_dup (row, 2);
  entry->action = _gw_sqlite_column_dup (row, 3);
  entry->detail = _gw_sqlite_column_dup (row, 4);
  if (sqlite3_column_bytes (row, 5) == HASH_BYTES)
    memcpy (hash.bytes, sqlite3_column_blob (row, 5), HASH_BYTES);
  gw_hash_to_hex (&hash, entry->hash);
  return entry;
}

static GPtrArray *
read_entries (GwSqlite *db, const GwAuditFilter *filter, guint limit, GError **error)
{
  static const char sql[] = "SELECT sequence, time, actor, action, detail, hash FROM audit WHERE sequence < ?1"
                            " AND time >= ?2 AND time < ?3 AND (?4 IS NULL OR actor = ?4)"
                            " AND (?5 IS NULL OR action = ?5) ORDER BY sequence DESC LIMIT ?6";
  static const GwAuditFilter all = { 0 };
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_audit_entry_free);
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  const GwAuditFilter *asked = filter != NULL ? filter : &all;
  int code;

  if (statement == NULL)
    return NULL;
  _gw_sqlite_bind (statement, "iiitti", asked->before > 0 ? asked->before : G_MAXINT64,
                   asked->since != 0 ? asked->since : G_MININT64, asked->until != 0 ? asked->until : G_MAXINT64,
                   asked->actor, asked->action, (gint64) limit);
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    g_ptr_array_add (entries, row_to_entry (statement));
  sqlite3_reset (statement);
  return code == SQLITE_DONE ? g_steal_pointer (&entries) : NULL;
}

GPtrArray *
_gw_store_sqlite_list_audit (GwStore *store, const GwAuditFilter *filter, guint limit, GCancellable *cancellable,
                             GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  g_auto (GwActing) acting = GW_ACTING_INIT;
  GPtrArray *entries = NULL;

  if (db == NULL)
    return NULL;
  if (_gw_acting_read (&acting, store, db, error) && _gw_acting_may (&acting, GW_PERMISSION_SEE_AUDIT, error))
    entries = read_entries (db, filter, limit, error);
  _gw_store_sqlite_end_read (self, db);
  return entries;
}

gboolean
_gw_store_sqlite_note_export (GwStore *store, const char *format, const char *target, GCancellable *cancellable,
                              GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_write (self, cancellable, error);

  return db != NULL
         && _gw_store_sqlite_commit (
             self, _gw_audit_note (store, db, GW_AUDIT_EXPORT, error, "format", format, "target", target, NULL), 0,
             NULL, 0, error);
}

static gint64
find_first (const GwAuditChain *chain)
{
  const gint64 all[] = { chain->altered, chain->unlinked, chain->cut };
  gint64 first = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] != 0 && (first == 0 || all[i] < first))
      first = all[i];
  return first;
}

gboolean
_gw_store_sqlite_check_audit (GwStore *store, gint64 *broken, char **newest, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  g_auto (GwActing) acting = GW_ACTING_INIT;
  GwAuditChain chain;
  GwHash hash;
  gboolean ok;

  if (db == NULL)
    return FALSE;
  ok = _gw_acting_read (&acting, store, db, error) && _gw_acting_may (&acting, GW_PERMISSION_SEE_AUDIT, error)
       && _gw_audit_walk (db, &chain, error);
  _gw_store_sqlite_end_read (self, db);
  if (!ok)
    return FALSE;

  *broken = find_first (&chain);
  if (newest != NULL)
    {
      *newest = chain.any ? g_malloc (GW_HASH_HEX_LENGTH) : NULL;
      memcpy (hash.bytes, chain.newest, sizeof hash.bytes);
      if (*newest != NULL)
        gw_hash_to_hex (&hash, *newest);
    }
  return TRUE;
}
