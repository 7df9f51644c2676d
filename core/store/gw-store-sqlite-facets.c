/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "gw-limits.h"

/* How the values of a field are counted. known: all values to be listed, in
 * the order of the list, with the counts over the whole project, which are
 * kept. counted: the same values under a filter.
 */
typedef struct
{
  const char *known;
  const char *counted_before;
  const char *counted_after;
} Facet;

#define MARK_COUNT(name, bit)                                                                                        \
  "SELECT '" name "' AS v, coalesce ((SELECT n FROM tally WHERE kind = 2 AND key = '" bit "'), 0)"

static const Facet *
find_facet (GwField field)
{
  static const Facet status = {
    "WITH s (nick, number) AS (VALUES ('unlabeled', 0), ('in-progress', 1), ('labeled', 2), ('in-review', 3))"
    " SELECT nick, coalesce (n, 0) FROM s LEFT JOIN tally ON kind = 1 AND key = CAST (number AS TEXT) ORDER BY number",
    "SELECT CASE status WHEN 0 THEN 'unlabeled' WHEN 1 THEN 'in-progress' WHEN 2 THEN 'labeled' ELSE 'in-review' END"
    " AS v, count(*) FROM image WHERE ",
    " GROUP BY v",
  };
  static const Facet split = {
    "SELECT iif (key = '', 'none', key), n FROM tally WHERE kind = 3 AND n > 0 ORDER BY key = '', key",
    "SELECT coalesce (split, 'none') AS v, count(*) FROM image WHERE ",
    " GROUP BY v",
  };
  static const Facet folder = {
    "SELECT key || '/', n FROM tally WHERE kind = 4 AND n > 0 ORDER BY key",
    "SELECT substr (path, 1, max (instr (path, '/') - 1, 0)) || '/' AS v, count(*) FROM image WHERE ",
    " GROUP BY v",
  };
  static const Facet mark = {
    MARK_COUNT ("flagged", "1") " UNION ALL " MARK_COUNT ("skipped", "2") " UNION ALL "
    MARK_COUNT ("unreadable", "4") " UNION ALL " MARK_COUNT ("negative", "8") " UNION ALL "
    MARK_COUNT ("trashed", "trashed"),
    "WITH m (v, bit) AS (VALUES ('flagged', 1), ('skipped', 2), ('unreadable', 4), ('negative', 8))"
    " SELECT v, count(*) FROM image JOIN m ON image.marks & bit WHERE image.marks <> 0 AND ",
    " GROUP BY v",
  };
  static const Facet tag = {
    "SELECT name, coalesce (n, 0) FROM tag LEFT JOIN tally ON kind = 6 AND key = CAST (tag.id AS TEXT) ORDER BY name",
    "SELECT tag.name, count(*) FROM image_tag JOIN tag ON tag.id = tag_id WHERE image_id IN"
    " (SELECT image.id FROM image WHERE ",
    ") GROUP BY tag_id",
  };
  static const Facet class = {
    "SELECT name, coalesce (n, 0) FROM class LEFT JOIN tally ON kind = 7 AND key = CAST (class.id AS TEXT)"
    " WHERE gone = 0 AND (archived = 0 OR n > 0) ORDER BY position, class.id",
    "SELECT name, count(*) FROM (SELECT DISTINCT o.class_id AS c, o.image_id FROM object o WHERE o.layer_id = 1 AND "
    GW_OBJECT_SEEN " AND o.image_id IN (SELECT image.id FROM image WHERE ",
    ")) JOIN class ON class.id = c GROUP BY c",
  };
  static const Facet label = {
    "SELECT name, coalesce (n, 0) FROM class LEFT JOIN tally ON kind = 9 AND key = CAST (class.id AS TEXT)"
    " WHERE gone = 0 AND (archived = 0 OR n > 0) ORDER BY position, class.id",
    "SELECT name, count(*) FROM image_label l JOIN class ON class.id = l.class_id WHERE l.layer_id = 1"
    " AND l.is_score = 0 AND l.image_id IN (SELECT image.id FROM image WHERE ",
    ") GROUP BY l.class_id",
  };
  static const Facet by = {
    "SELECT author, 0 FROM (SELECT DISTINCT author FROM object INDEXED BY object_by_author"
    " WHERE author IS NOT NULL AND gone = 0 UNION SELECT DISTINCT author FROM image_label INDEXED BY"
    " image_label_by_author WHERE author IS NOT NULL) ORDER BY author",
    "SELECT author, count(*) FROM (SELECT o.author AS author, o.image_id AS i FROM object o WHERE o.author IS NOT NULL"
    " AND o.layer_id = 1 AND " GW_OBJECT_SEEN " UNION SELECT author, image_id FROM image_label"
    " WHERE author IS NOT NULL AND layer_id = 1) WHERE i IN (SELECT image.id FROM image WHERE ",
    ") GROUP BY author",
  };

  switch (field)
    {
    case GW_FIELD_STATUS:
      return &status;
    case GW_FIELD_SPLIT:
      return &split;
    case GW_FIELD_FOLDER:
      return &folder;
    case GW_FIELD_MARK:
      return &mark;
    case GW_FIELD_TAG:
      return &tag;
    case GW_FIELD_CLASS:
      return &class;
    case GW_FIELD_LABEL:
      return &label;
    case GW_FIELD_BY:
      return &by;
    case GW_FIELD_TEXT:
    case GW_FIELD_CONFIDENCE:
    case GW_FIELD_OBJECTS:
    case GW_FIELD_WIDTH:
    case GW_FIELD_HEIGHT:
    case GW_FIELD_BYTES:
    case GW_FIELD_ADDED:
    case GW_FIELD_ID:
    case GW_FIELD_IMPORT:
    case GW_N_FIELDS:
    default:
      return NULL;
    }
}

static gboolean
is_whole_project (const GwFilter *filter, GwField field)
{
  for (guint i = 0; filter != NULL && i < gw_filter_get_n_terms (filter); i++)
    if (gw_filter_get_term (filter, i)->field != field)
      return FALSE;
  return TRUE;
}

static gboolean
read_known (GwSqlite *db, const Facet *facet, GPtrArray *values, GError **error)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, facet->known, error);
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      GwFacetValue *value = g_new0 (GwFacetValue, 1);

      value->value = _gw_sqlite_column_dup (statement, 0);
      value->count = sqlite3_column_int64 (statement, 1);
      g_ptr_array_add (values, value);
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static gboolean
count_under (GwSqlite *db, const Facet *facet, const GwFilter *filter, GwField field, GPtrArray *values,
             GError **error)
{
  g_autoptr (GwWhere) where = _gw_where_new (filter, field);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GwStatement) statement
    = _gw_where_prepare (where, db, facet->counted_before, facet->counted_after, error);
  int code;

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    {
      GwFacetValue *value = g_ptr_array_index (values, i);

      /* What the trash holds is counted without a filter. */
      if (!g_str_equal (value->value, "trashed") || field != GW_FIELD_MARK)
        value->count = 0;
      g_hash_table_insert (known, value->value, value);
    }
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      GwFacetValue *value = g_hash_table_lookup (known, sqlite3_column_text (statement, 0));

      if (value != NULL)
        value->count = sqlite3_column_int64 (statement, 1);
    }
  return code == SQLITE_DONE;
}

GPtrArray *
_gw_store_sqlite_count_facet (GwStore *store, const GwFilter *filter, GwField field, GCancellable *cancellable,
                              GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_facet_value_free);
  const Facet *facet = find_facet (field);
  GwSqlite *db;
  gboolean ok;

  if (facet == NULL)
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID, _("There are no counts for the field “%s”."),
                   (guint) field < GW_N_FIELDS ? gw_field_get_key (field) : "?");
      return NULL;
    }
  db = _gw_store_sqlite_begin_read (self, cancellable, error);
  if (db == NULL)
    return NULL;
  ok = read_known (db, facet, values, error);
  if (ok && (field == GW_FIELD_BY || !is_whole_project (filter, field)))
    ok = count_under (db, facet, filter, field, values, error);
  _gw_store_sqlite_end_read (self, db);
  return ok ? g_steal_pointer (&values) : NULL;
}

/* --- tags --- */

gint64
_gw_tag_ensure (GwSqlite *db, const char *name, GError **error)
{
  gint64 id = -1;

  if (name[0] == '\0' || strlen (name) > gw_limit_get (GW_LIMIT_NAME_BYTES))
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
                   _("The name of a tag must have 1 to %" PRIu64 " bytes."),
                   gw_limit_get (GW_LIMIT_NAME_BYTES));
      return -1;
    }
  if (!_gw_sqlite_run (db, error, "INSERT INTO tag (name) VALUES (?) ON CONFLICT DO NOTHING", "t", name)
      || !_gw_sqlite_get_int64 (db, &id, NULL, error, "SELECT id FROM tag WHERE name = ?", "t", name))
    return -1;
  return id;
}

GStrv
_gw_store_sqlite_list_tags (GwStore *store, GCancellable *cancellable, GError **error)
{
  static const char sql[] = "SELECT name FROM tag WHERE EXISTS (SELECT 1 FROM image_tag WHERE tag_id = tag.id)"
                            " ORDER BY name";
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  sqlite3_stmt *statement;
  int code = SQLITE_ERROR;

  if (db == NULL)
    return NULL;
  statement = _gw_sqlite_prepare (db, sql, error);
  while (statement != NULL && (code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    g_strv_builder_add (names, (const char *) sqlite3_column_text (statement, 0));
  if (statement != NULL)
    sqlite3_reset (statement);
  _gw_store_sqlite_end_read (self, db);
  return code == SQLITE_DONE ? g_strv_builder_end (names) : NULL;
}
