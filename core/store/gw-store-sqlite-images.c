/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "gw-path.h"
#include "gw-time.h"

/* --- adding --- */

static gboolean
check_path (const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *normal = gw_path_normalise (path, -1, &reason);
  g_autofree char *shown = gw_path_display (path, -1);

  if (normal != NULL && g_str_equal (normal, path))
    return TRUE;
  g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
               _ ("The image path “%s” is not relative to its folder in plain form. %s"), shown,
               reason != NULL ? reason->message : "");
  return FALSE;
}

static void
bind_image (sqlite3_stmt *statement, GwImage *image, const char *key, const char *attributes, gint64 now,
            guint8 sha256[32])
{
  const guint8 *sha = _gw_sha256_from_hex (gw_image_get_sha256 (image), sha256);
  gint64 added = gw_image_get_added (image);

  _gw_sqlite_bind (statement, "ittnntnniiibtt", gw_image_get_root_id (image), gw_image_get_path (image), key,
                   (int) gw_image_get_status (image), (int) gw_image_get_marks (image), gw_image_get_split (image),
                   gw_image_get_width (image), gw_image_get_height (image), gw_image_get_bytes (image),
                   gw_image_get_mtime (image), added > 0 ? added : now, sha, sha != NULL ? 32 : 0,
                   gw_image_get_problem (image), attributes);
}

/* An image that an undone import had made is there again by its own right. */
static gboolean
revive (GwSqlite *db, GwImage *image, const char *key, gint64 batch, gint64 *id, GError **error)
{
  gboolean found = FALSE;

  if (!_gw_sqlite_get_int64 (db, id, &found, error,
                             "SELECT id FROM image WHERE sort_key = ? AND root_id = ? AND place = 2", "ti", key,
                             gw_image_get_root_id (image)))
    return FALSE;
  if (!found)
    {
      *id = 0;
      return TRUE;
    }
  return _gw_sqlite_run (
      db, error, "UPDATE image SET place = 0, batch = ?, status = ?, marks = ?, split = ? WHERE id = ?", "innti", batch,
      (int) gw_image_get_status (image), (int) gw_image_get_marks (image), gw_image_get_split (image), *id);
}

gboolean
_gw_image_insert (GwSqlite *db, GwImage *image, gint64 batch, gint64 now, gint64 *id, GError **error)
{
  static const char sql[] =
      "INSERT INTO image (root_id, path, sort_key, status, marks, split, width, height, bytes,"
      " mtime, added, sha256, problem, attributes, batch)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sort_key, root_id) DO NOTHING";
  g_autofree char *key = NULL;
  g_autofree char *attributes = NULL;
  sqlite3_stmt *statement;
  guint8 sha256[32];
  int code;

  *id = 0;
  if (!check_path (gw_image_get_path (image), error))
    return FALSE;
  statement = _gw_sqlite_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;
  key = gw_path_sort_key (gw_image_get_path (image));
  attributes = _gw_image_attributes_to_json (image);
  bind_image (statement, image, key, attributes, now, sha256);
  sqlite3_bind_int64 (statement, 15, batch);
  code = _gw_sqlite_step (db, statement, error);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  if (code != SQLITE_DONE)
    return FALSE;
  if (sqlite3_changes (db->db) > 0)
    *id = sqlite3_last_insert_rowid (db->db);
  else
    return revive (db, image, key, batch, id, error);
  return TRUE;
}

static gboolean
add_labels (GwSqlite *db, GwTally *tally, GwImage *image, gint64 id, gint64 now, GError **error)
{
  const GArray *labels = gw_image_get_labels (image);

  for (guint i = 0; i < labels->len; i++)
    _gw_tally_add_number (tally, GW_TALLY_LABEL_IMAGES, g_array_index (labels, GwLabel, i).class_id, 1);
  return labels->len == 0
         || _gw_labels_write (db, id, GW_LAYER_LABELS, GW_LABELS_PRESENT, labels, NULL, GW_SOURCE_IMPORTED, now, error);
}

static gboolean
add_tags (GwSqlite *db, GwTally *tally, GwImage *image, gint64 id, GError **error)
{
  const char *const *tags = gw_image_get_tags (image);

  for (gsize i = 0; tags != NULL && tags[i] != NULL; i++)
    {
      gint64 tag = _gw_tag_ensure (db, tags[i], error);

      if (tag < 0
          || !_gw_sqlite_run (db, error, "INSERT OR IGNORE INTO image_tag (image_id, tag_id) VALUES (?, ?)", "ii", id,
                              tag))
        return FALSE;
      if (sqlite3_changes (db->db) > 0)
        _gw_tally_add_number (tally, GW_TALLY_TAG, tag, 1);
    }
  return TRUE;
}

static gboolean
add_image (GwSqlite *db, GwTally *tally, GwImage *image, gint64 now, gint64 *id, GError **error)
{
  if (!_gw_image_insert (db, image, 0, now, id, error))
    return FALSE;
  if (*id == 0)
    return TRUE;
  _gw_tally_add_image (tally, gw_image_get_root_id (image), gw_image_get_path (image), GW_PLACE_PROJECT,
                       gw_image_get_status (image), gw_image_get_marks (image), gw_image_get_split (image), 1);
  return add_labels (db, tally, image, *id, now, error) && add_tags (db, tally, image, *id, error);
}

/* The images of folders get the roots of these; places keeps what they had. */
static gboolean
enter_roots (GwStoreSqlite *self, GwSqlite *db, const char *const *folders, GPtrArray *images, GArray *places,
             GError **error)
{
  gsize n = g_strv_length ((char **) folders);
  g_autofree gint64 *ids = g_new0 (gint64, n + 1);

  for (guint i = 0; i < images->len; i++)
    {
      GwImage *image = g_ptr_array_index (images, i);
      gint64 place = gw_image_get_root_id (image);

      if (place < 1 || place > (gint64) n)
        {
          g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
                               _ ("An image is of no folder of the list."));
          return FALSE;
        }
      if (ids[place - 1] == 0)
        ids[place - 1] = _gw_store_sqlite_ensure_root (self, db, folders[place - 1], error);
      if (ids[place - 1] <= 0)
        return FALSE;
      g_array_append_val (places, place);
      gw_image_set_root_id (image, ids[place - 1]);
    }
  return TRUE;
}

static void
leave_roots (GPtrArray *images, const GArray *places)
{
  for (guint i = 0; i < places->len; i++)
    gw_image_set_root_id (g_ptr_array_index (images, i), g_array_index (places, gint64, i));
}

gboolean
_gw_store_sqlite_add_images (GwStore *store, const char *const *folders, GPtrArray *images, guint *n_added,
                             GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GwTally) tally = _gw_tally_new ();
  g_autoptr (GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), images->len);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (gint64));
  GwStoreChanges changes = 0;
  GwSqlite *db = _gw_store_sqlite_begin_write (self, cancellable, error);
  gint64 now = gw_time_now ();
  gboolean ok = TRUE;
  guint n = 0;

  if (db == NULL)
    return FALSE;
  if (folders != NULL)
    ok = enter_roots (self, db, folders, images, places, error);
  for (guint i = 0; ok && i < images->len; i++)
    {
      gint64 id = 0;

      ok = !g_cancellable_set_error_if_cancelled (cancellable, error)
           && add_image (db, tally, g_ptr_array_index (images, i), now, &id, error);
      g_array_append_val (ids, id);
      n += id != 0;
    }
  ok = ok && _gw_tally_write (tally, db, error);
  if (n > 0)
    changes = GW_STORE_CHANGED_IMAGES | GW_STORE_CHANGED_TAGS | (folders != NULL ? GW_STORE_CHANGED_PROJECT : 0);
  if (!_gw_store_sqlite_commit (self, ok, changes, NULL, 0, error))
    {
      leave_roots (images, places);
      return FALSE;
    }

  /* Only now: a failure leaves the images as they were. */
  for (guint i = 0; i < images->len; i++)
    if (g_array_index (ids, gint64, i) != 0)
      gw_image_set_id (g_ptr_array_index (images, i), g_array_index (ids, gint64, i));
  if (n_added != NULL)
    *n_added = n;
  return TRUE;
}

/* --- reading --- */

/* Root id -> absolute folder; few, so they are read anew each time. */
GHashTable *
_gw_roots_read (GwStoreSqlite *self, GwSqlite *db, GError **error)
{
  g_autoptr (GHashTable) roots = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, "SELECT id, path, relative FROM root", error);
  int code;

  if (statement == NULL)
    return NULL;
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_hash_table_insert (roots, g_memdup2 (&id, sizeof id),
                           _gw_store_sqlite_root_path (self, (const char *) sqlite3_column_text (statement, 1),
                                                       sqlite3_column_int (statement, 2)));
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE ? g_steal_pointer (&roots) : NULL;
}

gboolean
_gw_tags_read (GwSqlite *db, gint64 image_id, GPtrArray *names, GError **error)
{
  static const char sql[] = "SELECT tag.name FROM image_tag JOIN tag ON tag.id = tag_id WHERE image_id = ? ORDER BY 1";
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, image_id);
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    g_ptr_array_add (names, _gw_sqlite_column_dup (statement, 0));
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

gboolean
_gw_image_complete (GwSqlite *db, GwImage *image, GHashTable *roots, GError **error)
{
  gint64 id = gw_image_get_id (image);
  gint64 root_id = gw_image_get_root_id (image);
  const char *root = g_hash_table_lookup (roots, &root_id);
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) labels = _gw_labels_read (db, id, GW_LAYER_LABELS, GW_LABELS_PRESENT, error);

  if (labels == NULL || !_gw_tags_read (db, id, tags, error))
    return FALSE;
  gw_image_set_labels (image, (const GwLabel *) labels->data, labels->len);
  if (tags->len > 0)
    {
      g_ptr_array_add (tags, NULL);
      gw_image_set_tags (image, (const char *const *) tags->pdata);
    }
  if (root != NULL)
    {
      g_autofree char *file = g_build_filename (root, gw_image_get_path (image), NULL);

      gw_image_set_file (image, file);
    }
  return TRUE;
}

static gboolean
read_image (GwSqlite *db, gint64 id, GHashTable *roots, GwImage **image, GError **error)
{
  static const char sql[] = "SELECT " GW_IMAGE_COLUMNS " FROM image WHERE id = ? AND place <> 2";
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  code = _gw_sqlite_step (db, statement, error);
  if (code == SQLITE_ROW)
    *image = _gw_row_to_image (db, statement);
  sqlite3_reset (statement);
  if (code != SQLITE_ROW)
    return code == SQLITE_DONE;
  return _gw_image_complete (db, *image, roots, error);
}

static void
unref_image (gpointer image)
{
  if (image != NULL)
    g_object_unref (image);
}

GPtrArray *
_gw_store_sqlite_get_images (GwStore *store, const gint64 *ids, gsize n_ids, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (unref_image);
  g_autoptr (GHashTable) roots = NULL;
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  gboolean ok;

  if (db == NULL)
    return NULL;
  roots = _gw_roots_read (self, db, error);
  ok = roots != NULL;
  for (gsize i = 0; ok && i < n_ids; i++)
    {
      GwImage *image = NULL;

      ok = read_image (db, ids[i], roots, &image, error);
      g_ptr_array_add (images, image);
    }
  _gw_store_sqlite_end_read (self, db);
  return ok ? g_steal_pointer (&images) : NULL;
}

gboolean
_gw_store_sqlite_find_image (GwStore *store, gint64 root_id, const char *path, gint64 *id, GCancellable *cancellable,
                             GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autofree char *key = gw_path_sort_key (path);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  gboolean ok;

  *id = 0;
  if (db == NULL)
    return FALSE;
  ok = _gw_sqlite_get_int64 (db, id, NULL, error,
                             "SELECT id FROM image WHERE sort_key = ?1 AND (root_id = ?2 OR ?2 = 0) AND place <> 2"
                             " ORDER BY place, id LIMIT 1",
                             "ti", key, root_id);
  _gw_store_sqlite_end_read (self, db);
  return ok;
}

gboolean
_gw_store_sqlite_foreach_path (GwStore *store, GwStorePathFunc func, gpointer data, GCancellable *cancellable,
                               GError **error)
{
  static const char sql[] = "SELECT id, root_id, path, width, height FROM image WHERE place = 0 ORDER BY sort_key";
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GwSqlite) db = _gw_store_sqlite_open_reader (self, error);
  sqlite3_stmt *statement;
  int code;

  if (db == NULL)
    return FALSE;
  db->cancellable = cancellable;
  statement = _gw_sqlite_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    func (sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1),
          (const char *) sqlite3_column_text (statement, 2), sqlite3_column_int (statement, 3),
          sqlite3_column_int (statement, 4), data);
  return code == SQLITE_DONE;
}

/* --- what the files told --- */

static gboolean
read_old_marks (GwSqlite *db, gint64 id, int *place, int *marks, gboolean *found, GError **error)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, "SELECT place, marks FROM image WHERE id = ?", error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  code = _gw_sqlite_step (db, statement, error);
  *found = code == SQLITE_ROW;
  if (*found)
    {
      *place = sqlite3_column_int (statement, 0);
      *marks = sqlite3_column_int (statement, 1);
    }
  sqlite3_reset (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

static gboolean
write_facts (GwSqlite *db, GwTally *tally, GwImage *image, GError **error)
{
  static const char sql[] = "UPDATE image SET width = iif (?1 > 0, ?1, width), height = iif (?2 > 0, ?2, height),"
                            " bytes = ?3, mtime = ?4, sha256 = coalesce (?5, sha256),"
                            " marks = (marks & ~4) | ?6, problem = CASE WHEN ?6 THEN ?7"
                            " WHEN marks & 4 THEN NULL ELSE problem END WHERE id = ?8";
  gint64 id = gw_image_get_id (image);
  int unreadable = gw_image_get_marks (image) & GW_IMAGE_UNREADABLE;
  int place = 0, marks = 0;
  guint8 sha256[32];
  const guint8 *sha = _gw_sha256_from_hex (gw_image_get_sha256 (image), sha256);
  gboolean found;

  if (!read_old_marks (db, id, &place, &marks, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  if (place == GW_PLACE_PROJECT && (marks & GW_IMAGE_UNREADABLE) != unreadable)
    _gw_tally_add_number (tally, GW_TALLY_MARK, GW_IMAGE_UNREADABLE, unreadable ? 1 : -1);
  return _gw_sqlite_run (db, error, sql, "nniibnti", gw_image_get_width (image), gw_image_get_height (image),
                         gw_image_get_bytes (image), gw_image_get_mtime (image), sha, sha != NULL ? 32 : 0, unreadable,
                         gw_image_get_problem (image), id);
}

gboolean
_gw_store_sqlite_set_file_facts (GwStore *store, GPtrArray *images, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GwTally) tally = _gw_tally_new ();
  g_autoptr (GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), images->len);
  GwSqlite *db = _gw_store_sqlite_begin_write (self, cancellable, error);
  gboolean ok = TRUE;

  if (db == NULL)
    return FALSE;
  for (guint i = 0; ok && i < images->len; i++)
    {
      gint64 id = gw_image_get_id (g_ptr_array_index (images, i));

      ok = !g_cancellable_set_error_if_cancelled (cancellable, error)
           && write_facts (db, tally, g_ptr_array_index (images, i), error);
      g_array_append_val (ids, id);
    }
  ok = ok && _gw_tally_write (tally, db, error);
  return _gw_store_sqlite_commit (self, ok, GW_STORE_CHANGED_ROWS, (const gint64 *) ids->data, ids->len, error);
}
