/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <math.h>
#include <string.h>

#include "gw-image.h"
#include "gw-logits.h"

/* Differences by kind and key. Class ids come by the million in an import,
 * so numbers have tables of their own.
 */
struct _GwTally
{
  GHashTable *texts[GW_TALLY_LABEL_IMAGES + 1];   /* char* -> gint64* */
  GHashTable *numbers[GW_TALLY_LABEL_IMAGES + 1]; /* gint64* (in the value) -> NumberCount */
};

typedef struct
{
  gint64 key;
  gint64 n;
} NumberCount;

GwTally *
_gw_tally_new (void)
{
  GwTally *self = g_new0 (GwTally, 1);

  for (int kind = 0; kind <= GW_TALLY_LABEL_IMAGES; kind++)
    {
      self->texts[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      self->numbers[kind] = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
    }
  return self;
}

void
_gw_tally_free (GwTally *self)
{
  if (self == NULL)
    return;
  for (int kind = 0; kind <= GW_TALLY_LABEL_IMAGES; kind++)
    {
      g_hash_table_unref (self->texts[kind]);
      g_hash_table_unref (self->numbers[kind]);
    }
  g_free (self);
}

void
_gw_tally_add (GwTally *self, GwTallyKind kind, const char *key, gint64 difference)
{
  gint64 *n = g_hash_table_lookup (self->texts[kind], key);

  if (n == NULL)
    {
      n = g_new0 (gint64, 1);
      g_hash_table_insert (self->texts[kind], g_strdup (key), n);
    }
  *n += difference;
}

void
_gw_tally_add_number (GwTally *self, GwTallyKind kind, gint64 key, gint64 difference)
{
  NumberCount *count = g_hash_table_lookup (self->numbers[kind], &key);

  if (count == NULL)
    {
      count = g_new0 (NumberCount, 1);
      count->key = key;
      g_hash_table_insert (self->numbers[kind], &count->key, count);
    }
  count->n += difference;
}

static void
add_folder (GwTally *self, const char *path, int sign)
{
  const char *slash = strchr (path, '/');
  g_autofree char *folder = slash != NULL ? g_strndup (path, (gsize) (slash - path)) : g_strdup ("");

  _gw_tally_add (self, GW_TALLY_FOLDER, folder, sign);
}

void
_gw_tally_add_image (GwTally *self, gint64 root_id, const char *path, int place, int status, int marks,
                     const char *split, int sign)
{
  static const int bits[] = { GW_IMAGE_FLAGGED, GW_IMAGE_SKIPPED, GW_IMAGE_UNREADABLE, GW_IMAGE_NEGATIVE };

  if (place == GW_PLACE_TRASH)
    _gw_tally_add (self, GW_TALLY_MARK, "trashed", sign);
  if (place != GW_PLACE_PROJECT)
    return;
  _gw_tally_add_number (self, GW_TALLY_STATUS, status, sign);
  for (gsize i = 0; i < G_N_ELEMENTS (bits); i++)
    if (marks & bits[i])
      _gw_tally_add_number (self, GW_TALLY_MARK, bits[i], sign);
  _gw_tally_add (self, GW_TALLY_SPLIT, split != NULL ? split : "", sign);
  add_folder (self, path, sign);
  _gw_tally_add_number (self, GW_TALLY_ROOT, root_id, sign);
}

static gboolean
write_one (GwSqlite *db, int kind, const char *key, gint64 difference, GError **error)
{
  if (difference == 0)
    return TRUE;
  return _gw_sqlite_run (db, error,
                         "INSERT INTO tally (kind, key, n) VALUES (?, ?, ?)"
                         " ON CONFLICT (kind, key) DO UPDATE SET n = n + excluded.n",
                         "nti", kind, key, difference);
}

static gboolean
write_kind (GwTally *self, int kind, GwSqlite *db, GError **error)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->texts[kind]);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!write_one (db, kind, key, *(gint64 *) value, error))
      return FALSE;
  g_hash_table_iter_init (&iter, self->numbers[kind]);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const NumberCount *count = value;
      char text[24];

      g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, count->key);
      if (!write_one (db, kind, text, count->n, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
_gw_tally_write (GwTally *self, GwSqlite *db, GError **error)
{
  for (int kind = 1; kind <= GW_TALLY_LABEL_IMAGES; kind++)
    if (!write_kind (self, kind, db, error))
      return FALSE;
  return TRUE;
}

gint64
_gw_tally_read (GwSqlite *db, GwTallyKind kind, const char *key, GError **error)
{
  gint64 n = 0;

  if (!_gw_sqlite_get_int64 (db, &n, NULL, error, "SELECT n FROM tally WHERE kind = ? AND key = ?", "nt", (int) kind,
                             key))
    return -1;
  return n;
}

/* --- many images at once --- */

#define UPSERT(select) \
  "INSERT INTO tally (kind, key, n) " select " ON CONFLICT (kind, key) DO UPDATE SET n = n + excluded.n"
#define WORKED "image.id IN (SELECT id FROM temp.work)"

typedef struct
{
  gint64 image_id;
  gint64 n_objects;
} ObjectCount;

static gboolean
count_images (GwSqlite *db, int sign, GwTally *tally, GError **error)
{
  static const char sql[] = "SELECT image.root_id, image.path, image.place, image.status, image.marks, image.split"
                            " FROM temp.work CROSS JOIN image ON image.id = work.id";
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      const char *path = (const char *) sqlite3_column_text (statement, 1);

      _gw_tally_add_image (tally, sqlite3_column_int64 (statement, 0), path != NULL ? path : "",
                           sqlite3_column_int (statement, 2), sqlite3_column_int (statement, 3),
                           sqlite3_column_int (statement, 4), (const char *) sqlite3_column_text (statement, 5), sign);
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

/* One walk along the index by image, which has all that is asked, counts
 * objects and images of each class and the objects of each image: 860,000
 * objects in some 0.3 s.
 */
static gboolean
count_objects (GwSqlite *db, int sign, GwTally *tally, GArray *changed, GError **error)
{
  static const char sql[] =
      "SELECT work.id, image.place, image.n_objects, o.class_id, count (o.id) FROM temp.work"
      " CROSS JOIN image ON image.id = work.id"
      " LEFT JOIN object o INDEXED BY object_by_image ON o.image_id = work.id AND o.layer_id = 1 AND " GW_OBJECT_SEEN
      " GROUP BY work.id, o.class_id";
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  ObjectCount count = { 0, 0 };
  gint64 kept = 0;
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      gint64 class_id = sqlite3_column_int64 (statement, 3);
      gint64 n = sqlite3_column_int64 (statement, 4);

      if (sqlite3_column_int64 (statement, 0) != count.image_id)
        {
          if (count.n_objects != kept)
            g_array_append_val (changed, count);
          count.image_id = sqlite3_column_int64 (statement, 0);
          count.n_objects = 0;
          kept = sqlite3_column_int64 (statement, 2);
        }
      count.n_objects += n;
      if (n > 0 && sqlite3_column_int (statement, 1) == GW_PLACE_PROJECT)
        {
          _gw_tally_add_number (tally, GW_TALLY_CLASS_IMAGES, class_id, sign);
          _gw_tally_add_number (tally, GW_TALLY_CLASS_OBJECTS, class_id, sign * n);
        }
    }
  sqlite3_reset (statement);
  if (count.n_objects != kept)
    g_array_append_val (changed, count);
  return code == SQLITE_DONE;
}

/* Image labels and tags, which few images of a large change have. */
static gboolean
sweep_labels (GwSqlite *db, int sign, GError **error)
{
  static const char tags[] = UPSERT (
      "SELECT 6, CAST (tag_id AS TEXT), ?1 * count(*) FROM image_tag JOIN image ON image.id = image_id WHERE " WORKED
      " AND place = 0 GROUP BY tag_id");
  static const char labels[] = UPSERT (
      "SELECT 9, CAST (class_id AS TEXT), ?1 * count(*)"
      " FROM temp.work CROSS JOIN image ON image.id = work.id CROSS JOIN image_label l ON l.image_id = image.id"
      " WHERE place = 0 AND l.layer_id = 1 AND l.is_score = 0 GROUP BY class_id");

  return _gw_sqlite_run (db, error, tags, "n", sign) && _gw_sqlite_run (db, error, labels, "n", sign);
}

gboolean
_gw_tally_sweep (GwSqlite *db, int sign, GError **error)
{
  g_autoptr (GwTally) tally = _gw_tally_new ();
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (ObjectCount));

  if (!count_images (db, sign, tally, error) || !count_objects (db, sign, tally, changed, error)
      || !sweep_labels (db, sign, error))
    return FALSE;
  for (guint i = 0; sign > 0 && i < changed->len; i++)
    {
      const ObjectCount *count = &g_array_index (changed, ObjectCount, i);

      if (!_gw_sqlite_run (db, error, "UPDATE image SET n_objects = ? WHERE id = ?", "ii", count->n_objects,
                           count->image_id))
        return FALSE;
    }
  return _gw_tally_write (tally, db, error);
}

gboolean
_gw_work_fill (GwSqlite *db, const gint64 *ids, gsize n_ids, GError **error)
{
  sqlite3_stmt *statement;

  if (!_gw_sqlite_run (db, error, "DELETE FROM temp.work", ""))
    return FALSE;
  statement = _gw_sqlite_prepare (db, "INSERT OR IGNORE INTO temp.work (id) VALUES (?)", error);
  if (statement == NULL)
    return FALSE;
  for (gsize i = 0; i < n_ids; i++)
    {
      sqlite3_bind_int64 (statement, 1, ids[i]);
      if (_gw_sqlite_step (db, statement, error) != SQLITE_DONE)
        return FALSE;
      sqlite3_reset (statement);
    }
  return TRUE;
}

/* The highest score of an image, as a probability where its layer has logits (gw-logits.h), which
 * the second value says: summed up as they come.
 */
typedef struct
{
  double most;
  double sum; /* of exp (score - most) */
  int n;
  gboolean logits;
} Sureness;

static void
on_sureness_step_cb (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  Sureness *self = sqlite3_aggregate_context (context, sizeof (Sureness));
  double score = sqlite3_value_double (values[0]);

  if (self == NULL || sqlite3_value_type (values[0]) == SQLITE_NULL)
    return;
  self->logits = sqlite3_value_int (values[1]) != 0;
  if (self->n++ == 0 || score > self->most)
    {
      self->sum = self->n > 1 ? self->sum * exp (self->most - score) : 0;
      self->most = score;
    }
  self->sum += exp (score - self->most);
}

static void
on_sureness_final_cb (sqlite3_context *context)
{
  const Sureness *self = sqlite3_aggregate_context (context, 0);

  if (self == NULL || self->n == 0)
    sqlite3_result_null (context);
  else if (!self->logits)
    sqlite3_result_double (context, self->most);
  else
    sqlite3_result_double (context, 1 / (self->sum + (self->n == 1 ? exp (-self->most) : 0)));
}

void
_gw_work_install (GwSqlite *db)
{
  sqlite3_create_function (db->db, "gw_sureness", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, NULL,
                           on_sureness_step_cb, on_sureness_final_cb);
}

/* Layers whose scores are logits. Of those of an older program nothing is known: what is at hand tells it. */
static gboolean
find_logits (GwSqlite *db, GError **error)
{
  return _gw_sqlite_run (db, error, "DELETE FROM temp.logits", "")
         && _gw_sqlite_run (
             db, error,
             "INSERT INTO temp.logits (layer_id) SELECT id FROM layer WHERE kind = 1"
             " AND coalesce (" GW_LAYER_BAG (
                 "layer.id") " = '" GW_STORE_BAG_LOGITS "',"
                             " EXISTS (SELECT 1 FROM temp.work CROSS JOIN image_label l ON l.image_id = work.id"
                             " AND l.layer_id = layer.id AND l.is_score = 1"
                             " AND (l.confidence < -?1 OR l.confidence > 1 + ?1)))",
             "d", GW_SCORE_SLACK);
}

gboolean
_gw_work_find_confidence (GwSqlite *db, GError **error)
{
  return find_logits (db, error)
         && _gw_sqlite_run (
             db, error,
             "UPDATE image SET confidence = (SELECT min (c) FROM ("
             "SELECT min (o.score) AS c FROM object o JOIN layer ON layer.id = o.layer_id AND layer.kind = 1"
             " WHERE o.image_id = image.id AND " GW_OBJECT_SEEN
             " UNION ALL SELECT gw_sureness (l.confidence, l.is_score AND l.layer_id IN (SELECT layer_id FROM temp.logits)) FROM image_label l"
             " JOIN layer ON layer.id = l.layer_id AND layer.kind = 1"
             " WHERE l.image_id = image.id AND l.is_score < 2 GROUP BY l.layer_id, l.is_score)) WHERE " WORKED,
             "");
}
