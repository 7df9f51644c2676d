/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "gw-limits.h"

/* How the values of a field are counted. known: all values to be listed, in
 * the order of the list, with the counts over the whole project, which are
 * kept. Under a filter the images that pass it are found first, as a set; then
 * all rows of a key, a value and an image are walked along an index, or those
 * of single images are looked up. Rows of one key and one image follow each
 * other; a NULL key says that every row counts.
 */
typedef struct
{
  const char *known;
  const char *all;
  const char *one; /* (nullable) */
} Facet;

#define MARK_COUNT(name, bit) \
  "SELECT '" name "' AS v, coalesce ((SELECT n FROM tally WHERE kind = 2 AND key = '" bit "'), 0)"
#define STATUS_NAME \
  "CASE status WHEN 0 THEN 'unlabeled' WHEN 1 THEN 'in-progress' WHEN 2 THEN 'labeled' ELSE 'in-review' END"
#define FOLDER_NAME "substr (path, 1, max (instr (path, '/') - 1, 0)) || '/'"

static const Facet status_facet = {
  "WITH s (nick, number) AS (VALUES ('unlabeled', 0), ('in-progress', 1), ('labeled', 2), ('in-review', 3))"
  " SELECT nick, coalesce (n, 0) FROM s LEFT JOIN tally ON kind = 1 AND key = CAST (number AS TEXT) ORDER BY number",
  "SELECT NULL, " STATUS_NAME ", id FROM image",
  "SELECT NULL, " STATUS_NAME ", id FROM image WHERE id = ?",
};

static const Facet split_facet = {
  "SELECT iif (key = '', 'none', key), n FROM tally WHERE kind = 3 AND n > 0 ORDER BY key = '', key",
  "SELECT NULL, split, id FROM image INDEXED BY image_by_split WHERE split IS NOT NULL",
  "SELECT NULL, split, id FROM image WHERE id = ? AND split IS NOT NULL",
};

static const Facet folder_facet = {
  "SELECT key || '/', n FROM tally WHERE kind = 4 AND n > 0 ORDER BY key",
  "SELECT NULL, " FOLDER_NAME ", id FROM image",
  "SELECT NULL, " FOLDER_NAME ", id FROM image WHERE id = ?",
};

static const Facet mark_facet = {
  MARK_COUNT ("flagged", "1") " UNION ALL " MARK_COUNT ("skipped", "2") " UNION ALL " MARK_COUNT (
      "unreadable", "4") " UNION ALL " MARK_COUNT ("negative", "8") " UNION ALL " MARK_COUNT ("trashed", "trashed"),
  "WITH m (v, bit) AS (VALUES ('flagged', 1), ('skipped', 2), ('unreadable', 4), ('negative', 8))"
  " SELECT NULL, v, id FROM m CROSS JOIN image INDEXED BY image_by_marks ON marks <> 0 AND marks & bit",
  NULL,
};

static const Facet tag_facet = {
  "SELECT name, coalesce (n, 0) FROM tag LEFT JOIN tally ON kind = 6 AND key = CAST (tag.id AS TEXT) ORDER BY name",
  "SELECT tag.id, tag.name, t.image_id FROM tag CROSS JOIN image_tag t INDEXED BY image_tag_by_tag ON t.tag_id = tag.id",
  "SELECT tag.id, tag.name, t.image_id FROM image_tag t JOIN tag ON tag.id = t.tag_id WHERE t.image_id = ?",
};

static const Facet class_facet = {
  "SELECT name, coalesce (n, 0) FROM class LEFT JOIN tally ON kind = 7 AND key = CAST (class.id AS TEXT)"
  " WHERE gone = 0 AND (archived = 0 OR n > 0) ORDER BY position, class.id",
  "SELECT class.id, class.name, o.image_id FROM class CROSS JOIN object o INDEXED BY object_by_class"
  " ON o.class_id = class.id AND o.layer_id = 1 AND " GW_OBJECT_SEEN,
  "SELECT o.class_id, class.name, o.image_id FROM object o INDEXED BY object_by_image JOIN class"
  " ON class.id = o.class_id WHERE o.image_id = ? AND o.layer_id = 1 AND " GW_OBJECT_SEEN " ORDER BY o.class_id",
};

static const Facet label_facet = {
  "SELECT name, coalesce (n, 0) FROM class LEFT JOIN tally ON kind = 9 AND key = CAST (class.id AS TEXT)"
  " WHERE gone = 0 AND (archived = 0 OR n > 0) ORDER BY position, class.id",
  "SELECT class.id, class.name, l.image_id FROM class CROSS JOIN image_label l INDEXED BY image_label_by_class"
  " ON l.class_id = class.id AND l.layer_id = 1 AND l.is_score = 0",
  "SELECT class.id, class.name, l.image_id FROM image_label l JOIN class ON class.id = l.class_id"
  " WHERE l.image_id = ? AND l.layer_id = 1 AND l.is_score = 0",
};

/* The set of all images where there is no filter: no counts of it are kept. */
static const Facet by_facet = {
  "SELECT author, 0 FROM (SELECT DISTINCT author FROM object INDEXED BY object_by_author"
  " WHERE author IS NOT NULL AND gone = 0 UNION SELECT DISTINCT author FROM image_label INDEXED BY"
  " image_label_by_author WHERE author IS NOT NULL) ORDER BY author",
  "SELECT NULL, author, i FROM (SELECT o.author AS author, o.image_id AS i FROM object o WHERE o.author IS NOT NULL"
  " AND o.layer_id = 1 AND " GW_OBJECT_SEEN " UNION SELECT author, image_id FROM image_label"
  " WHERE author IS NOT NULL AND layer_id = 1)",
  NULL,
};

/* Tenths: "0" is 0 to 0.1, "9" has 1.0 in it. No counts of them are kept. */
#define TENTH "CAST (min (CAST (confidence * 10 AS INTEGER), 9) AS TEXT)"

static const Facet confidence_facet = {
  "WITH RECURSIVE tenth (n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM tenth WHERE n < 9)"
  " SELECT CAST (n AS TEXT), 0 FROM tenth",
  "SELECT NULL, " TENTH ", id FROM image INDEXED BY image_by_confidence WHERE confidence IS NOT NULL",
  "SELECT NULL, " TENTH ", id FROM image WHERE id = ? AND confidence IS NOT NULL",
};

static const Facet *
find_facet (GwField field)
{
  switch (field)
    {
    case GW_FIELD_STATUS:
      return &status_facet;
    case GW_FIELD_SPLIT:
      return &split_facet;
    case GW_FIELD_FOLDER:
      return &folder_facet;
    case GW_FIELD_MARK:
      return &mark_facet;
    case GW_FIELD_TAG:
      return &tag_facet;
    case GW_FIELD_CLASS:
      return &class_facet;
    case GW_FIELD_LABEL:
      return &label_facet;
    case GW_FIELD_BY:
      return &by_facet;
    case GW_FIELD_CONFIDENCE:
      return &confidence_facet;
    case GW_FIELD_TEXT:
    case GW_FIELD_ABSENT:
    case GW_FIELD_OBJECTS:
    case GW_FIELD_WIDTH:
    case GW_FIELD_HEIGHT:
    case GW_FIELD_ASPECT:
    case GW_FIELD_BYTES:
    case GW_FIELD_BRIGHTNESS:
    case GW_FIELD_CONTRAST:
    case GW_FIELD_SHARPNESS:
    case GW_FIELD_SATURATION:
    case GW_FIELD_ADDED:
    case GW_FIELD_ID:
    case GW_FIELD_IMPORT:
    case GW_FIELD_SET:
    case GW_FIELD_ATTRIBUTE:
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

/* --- under a filter --- */

typedef struct
{
  GwSqlite *db;
  const GwSubset *subset;
  GHashTable *known;   /* name -> GwFacetValue */
  GwFacetValue *value; /* of the rows of this key */
  gint64 key;
  gint64 image_id; /* counted last for it */
} Tallying;

static void
count_row (Tallying *self, sqlite3_stmt *statement)
{
  gboolean keyed = sqlite3_column_type (statement, 0) != SQLITE_NULL;
  gint64 key = sqlite3_column_int64 (statement, 0);
  gint64 image_id = sqlite3_column_int64 (statement, 2);

  if (!gw_id_set_contains (_gw_subset_get_ids (self->subset), image_id))
    return;
  if (!keyed || key != self->key)
    {
      self->value = g_hash_table_lookup (self->known, sqlite3_column_text (statement, 1));
      self->key = key;
    }
  else if (image_id == self->image_id)
    {
      return;
    }
  self->image_id = image_id;
  if (self->value != NULL)
    self->value->count++;
}

static gboolean
count_rows (Tallying *self, sqlite3_stmt *statement, GError **error)
{
  int code;

  while ((code = _gw_sqlite_step (self->db, statement, error)) == SQLITE_ROW)
    count_row (self, statement);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static gboolean
count_all (Tallying *self, const Facet *facet, GError **error)
{
  GArray *few = facet->one != NULL ? _gw_subset_get_few (self->subset) : NULL;
  sqlite3_stmt *statement = _gw_sqlite_prepare (self->db, few != NULL ? facet->one : facet->all, error);

  if (statement == NULL)
    return FALSE;
  if (few == NULL)
    return count_rows (self, statement, error);
  for (guint i = 0; i < few->len; i++)
    {
      sqlite3_bind_int64 (statement, 1, g_array_index (few, gint64, i));
      self->image_id = 0;
      self->key = G_MININT64;
      if (!count_rows (self, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Images without a split are in no index. */
static void
count_rest (const Tallying *self)
{
  GwFacetValue *none = g_hash_table_lookup (self->known, "none");
  gint64 rest = (gint64) gw_id_set_get_size (_gw_subset_get_ids (self->subset));
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value != none)
      rest -= ((GwFacetValue *) value)->count;
  if (none != NULL)
    none->count = rest;
}

static gboolean
count_under (GwSqlite *db, const Facet *facet, const GwFilter *filter, GwField field, GPtrArray *values, GError **error)
{
  g_autoptr (GwFilter) others = filter != NULL ? gw_filter_copy (filter) : gw_filter_new ();
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  Tallying tallying = { .db = db, .known = known, .key = G_MININT64 };

  for (guint i = 0; i < values->len; i++)
    {
      GwFacetValue *value = g_ptr_array_index (values, i);

      /* What the trash holds is counted without a filter. */
      if (!g_str_equal (value->value, "trashed") || field != GW_FIELD_MARK)
        value->count = 0;
      g_hash_table_insert (known, value->value, value);
    }
  if (values->len == 0)
    return TRUE;
  gw_filter_remove_field (others, field);
  tallying.subset = _gw_subset_find (db, others, error);
  if (tallying.subset == NULL || !count_all (&tallying, facet, error))
    return FALSE;
  if (field == GW_FIELD_SPLIT)
    count_rest (&tallying);
  return TRUE;
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

  if (facet == NULL && field != GW_FIELD_ATTRIBUTE)
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID, _ ("There are no counts for the field “%s”."),
                   (guint) field < GW_N_FIELDS ? gw_field_get_key (field) : "?");
      return NULL;
    }
  db = _gw_store_sqlite_begin_read (self, cancellable, error);
  if (db == NULL)
    return NULL;
  ok = facet != NULL ? read_known (db, facet, values, error) : _gw_attributes_count (db, filter, values, error);
  if (ok && facet != NULL
      && (field == GW_FIELD_BY || field == GW_FIELD_CONFIDENCE || !is_whole_project (filter, field)))
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
                   _ ("The name of a tag must have 1 to %" PRIu64 " bytes."), gw_limit_get (GW_LIMIT_NAME_BYTES));
      return -1;
    }
  if (!_gw_sqlite_run (db, error, "INSERT INTO tag (name) VALUES (?) ON CONFLICT DO NOTHING", "t", name)
      || !_gw_sqlite_get_int64 (db, &id, NULL, error, "SELECT id FROM tag WHERE name = ?", "t", name))
    return -1;
  return id;
}

static GStrv
list_names (GwStore *store, const char *sql, GCancellable *cancellable, GError **error)
{
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

GStrv
_gw_store_sqlite_list_tags (GwStore *store, GCancellable *cancellable, GError **error)
{
  static const char sql[] = "SELECT name FROM tag WHERE EXISTS (SELECT 1 FROM image_tag WHERE tag_id = tag.id)"
                            " ORDER BY name";

  return list_names (store, sql, cancellable, error);
}

/* DISTINCT would walk over every entry of the indices; this goes from one
 * name to the next.
 */
GStrv
_gw_store_sqlite_list_people (GwStore *store, GCancellable *cancellable, GError **error)
{
  static const char sql[] =
      "WITH RECURSIVE o (name) AS (SELECT min (author) FROM object INDEXED BY object_by_author"
      " WHERE author IS NOT NULL AND gone = 0 UNION ALL SELECT (SELECT min (author) FROM object INDEXED BY"
      " object_by_author WHERE author > o.name AND gone = 0) FROM o WHERE o.name IS NOT NULL),"
      " l (name) AS (SELECT min (author) FROM image_label INDEXED BY image_label_by_author"
      " WHERE author IS NOT NULL UNION ALL SELECT (SELECT min (author) FROM image_label INDEXED BY"
      " image_label_by_author WHERE author > l.name) FROM l WHERE l.name IS NOT NULL)"
      " SELECT name FROM o WHERE name IS NOT NULL UNION SELECT name FROM l WHERE name IS NOT NULL ORDER BY name";

  return list_names (store, sql, cancellable, error);
}
