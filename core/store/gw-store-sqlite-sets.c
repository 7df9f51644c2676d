/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <glib/gi18n-lib.h>

#include "gw-json-writer.h"
#include "gw-time.h"

static int
compare_ids (const void *a, const void *b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* Growing, each once: equal sets have equal texts. */
static char *
ids_to_json (const gint64 *ids, gsize n)
{
  g_autofree gint64 *sorted = g_memdup2 (ids, n * sizeof *ids);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  if (n > 0)
    qsort (sorted, n, sizeof *sorted, compare_ids);
  gw_json_writer_begin_array (writer);
  for (gsize i = 0; i < n; i++)
    {
      if (i == 0 || sorted[i] != sorted[i - 1])
        gw_json_writer_int64 (writer, sorted[i]);
    }
  gw_json_writer_end_array (writer);
  gw_json_writer_finish (writer, NULL);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Each is later than all before it, whatever the clock says. */
#define LATER "max(?, (SELECT ifnull(max(created), 0) + 1 FROM image_set))"

/* One that is kept again is as good as new. */
static gboolean
keep (GwSqlite *db, const char *title, const char *json, gint64 *id, GError **error)
{
  gboolean found = FALSE;

  if (!_gw_sqlite_get_int64 (db, id, &found, error, "SELECT id FROM image_set WHERE title = ? AND ids = ?", "tt", title,
                             json))
    return FALSE;
  if (found)
    return _gw_sqlite_run (db, error, "UPDATE image_set SET created = " LATER " WHERE id = ?", "ii", gw_time_now (),
                           *id);
  if (!_gw_sqlite_run (db, error, "INSERT INTO image_set (title, created, ids) VALUES (?, " LATER ", ?)", "tit", title,
                       gw_time_now (), json))
    return FALSE;
  *id = sqlite3_last_insert_rowid (db->db);
  return TRUE;
}

static gboolean
drop_old (GwSqlite *db, GError **error)
{
  return _gw_sqlite_run (db, error,
                         "DELETE FROM image_set WHERE id NOT IN"
                         " (SELECT id FROM image_set ORDER BY created DESC LIMIT ?)",
                         "i", GW_STORE_MAX_SETS);
}

gint64
_gw_store_sqlite_keep_set (GwStore *store, const char *title, const gint64 *ids, gsize n, GCancellable *cancellable,
                           GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autofree char *json = ids_to_json (ids, n);
  GwSqlite *db = _gw_store_sqlite_begin_write (self, cancellable, error);
  gint64 id = -1;
  gboolean ok;

  if (db == NULL)
    return -1;
  ok = keep (db, title, json, &id, error) && drop_old (db, error);
  return _gw_store_sqlite_commit (self, ok, 0, NULL, 0, error) ? id : -1;
}

/* --- what a filter names --- */

static gboolean
check_set (GwSqlite *db, const char *value, GError **error)
{
  const char *title = NULL;
  gint64 id, ignored = 0;
  gboolean found = FALSE;

  if (gw_filter_parse_set_value (value, &id, &title)
      && !_gw_sqlite_get_int64 (db, &ignored, &found, error, "SELECT id FROM image_set WHERE id = ?", "i", id))
    return FALSE;
  if (!found)
    g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
                 _ ("The set “%s” is no longer kept in this project. Open it again from its chart."),
                 title != NULL && title[0] != '\0' ? title : value);
  return found;
}

static gboolean
check_sets (GwSqlite *db, const GwFilter *filter, GError **error)
{
  for (guint i = 0; i < gw_filter_get_n_terms (filter); i++)
    {
      const GwTerm *term = gw_filter_get_term (filter, i);

      for (gsize k = 0; term->field == GW_FIELD_SET && term->values[k] != NULL; k++)
        {
          if (!check_set (db, term->values[k], error))
            return FALSE;
        }
    }
  return TRUE;
}

gboolean
_gw_store_sqlite_check_filter (GwStore *store, const GwFilter *filter, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  gboolean ok;

  if (db == NULL)
    return FALSE;
  ok = check_sets (db, filter, error);
  _gw_store_sqlite_end_read (self, db);
  return ok;
}
