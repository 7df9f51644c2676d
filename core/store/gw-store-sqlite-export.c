/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "gw-bag.h"
#include "gw-number.h"

/* --- which images, in which order --- */

typedef struct
{
  gint64 id;
  gint64 root_id;
  char *path; /* in a string chunk */
} Target;

static int
compare_targets (const void *a, const void *b)
{
  const Target *x = a;
  const Target *y = b;
  int order = strcmp (x->path, y->path);

  return order != 0 ? order : (x->root_id > y->root_id) - (x->root_id < y->root_id);
}

static GArray *
list_targets (GwSqlite *db, const GwFilter *filter, GStringChunk *paths, GError **error)
{
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (Target));
  g_autoptr (GwWhere) where = _gw_where_new (filter, GW_N_FIELDS);
  g_autoptr (GwStatement) statement = _gw_where_prepare (
      where, db, "SELECT image.id, image.root_id, image.path FROM image WHERE ", "", error);
  int code;

  if (statement == NULL)
    return NULL;
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      const char *path = (const char *) sqlite3_column_text (statement, 2);
      Target target = { sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1),
                        g_string_chunk_insert (paths, path != NULL ? path : "") };

      g_array_append_val (targets, target);
    }
  if (code != SQLITE_DONE)
    return NULL;
  g_array_sort (targets, compare_targets);
  return g_steal_pointer (&targets);
}

/* --- one record --- */

/* The last edit of many images, an import or a bulk edit, that changed labels of the image. */
typedef struct
{
  gint64 image_id;
  gint64 edit_id;
} Worked;

typedef struct
{
  gint64 id;
  char *annotator;    /* (nullable): of a layer of answers */
  GHashTable *worked; /* image id, gint64* (in the value) -> Worked */
  gint64 worked_from; /* the first edit of those that it tells of */
} ExportLayer;

typedef struct
{
  GwSqlite *db;
  GArray *layers; /* of ExportLayer */
  GHashTable *roots;
  gboolean damaged; /* something was left out */
} ExportRun;

static void
export_layer_clear (gpointer data)
{
  ExportLayer *layer = data;

  g_free (layer->annotator);
  g_hash_table_unref (layer->worked);
}

static gboolean
is_by_person (const ExportLayer *layer)
{
  return layer->annotator != NULL || layer->id == GW_LAYER_LABELS;
}

static GwImage *
read_image (ExportRun *run, gint64 id, GError **error)
{
  static const char sql[] = "SELECT " GW_IMAGE_COLUMNS " FROM image WHERE id = ?";
  sqlite3_stmt *statement = _gw_sqlite_prepare (run->db, sql, error);
  g_autoptr (GwImage) image = NULL;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, id);
  if (_gw_sqlite_step (run->db, statement, error) == SQLITE_ROW)
    image = _gw_row_to_image (run->db, statement);
  sqlite3_reset (statement);
  if (image == NULL || !_gw_image_complete (run->db, image, run->roots, error))
    return NULL;
  return g_steal_pointer (&image);
}

/* (transfer full) (nullable) */
static GStrv
list_attributes (GwImage *image)
{
  const guint n = gw_image_get_n_attributes (image);
  GStrv attributes = n > 0 ? g_new0 (char *, 2 * (gsize) n + 1) : NULL;

  for (guint i = 0; i < n; i++)
    {
      const char *name, *value;

      gw_image_get_attribute_at (image, i, &name, &value);
      attributes[2 * i] = g_strdup (name);
      attributes[2 * i + 1] = g_strdup (value);
    }
  return attributes;
}

static void
describe (GwRecord *record, GwImage *image)
{
  GwImageStatus status = gw_image_get_status (image);

  record->image_id = gw_image_get_id (image);
  record->file = g_strdup (gw_image_get_file (image));
  record->width = gw_image_get_width (image);
  record->height = gw_image_get_height (image);
  record->sha256 = g_strdup (gw_image_get_sha256 (image));
  record->split = g_strdup (gw_image_get_split (image));
  record->tags = g_strdupv ((GStrv) gw_image_get_tags (image));
  record->attributes = list_attributes (image);
  record->labeled = status == GW_IMAGE_LABELED || status == GW_IMAGE_IN_REVIEW
                    || (gw_image_get_marks (image) & GW_IMAGE_NEGATIVE);
  record->skipped = (gw_image_get_marks (image) & GW_IMAGE_SKIPPED) != 0;
  record->image = g_object_ref (image);
}

/* Of edits after edit_id, of which each is read once, however many images ask: no index leads from an image to
 * the edits of many.
 */
static gboolean
read_worked (ExportRun *run, ExportLayer *layer, gint64 edit_id, GError **error)
{
  static const char sql[] =
      "SELECT i.image_id, i.edit_id FROM edit e CROSS JOIN edit_image i ON i.edit_id = e.id"
      " WHERE e.image_id = 0 AND e.state = 0 AND e.id > ? AND e.id < ? AND e.layer_id = ?3 AND e.kind IN (1, 2)"
      " AND (i.status_before <> i.status_after OR i.marks_before <> i.marks_after"
      " OR EXISTS (SELECT 1 FROM edit_label l WHERE l.edit_id = e.id AND l.image_id = i.image_id)"
      " OR EXISTS (SELECT 1 FROM object o WHERE o.image_id = i.image_id AND o.layer_id = ?3"
      " AND (o.batch = e.id OR o.replaced = e.id)))";
  sqlite3_stmt *statement;
  int code;

  if (edit_id + 1 >= layer->worked_from)
    return TRUE;
  statement = _gw_sqlite_prepare (run->db, sql, error);
  if (statement == NULL)
    return FALSE;
  _gw_sqlite_bind (statement, "iii", edit_id, layer->worked_from, layer->id);
  while ((code = _gw_sqlite_step (run->db, statement, error)) == SQLITE_ROW)
    {
      const Worked row = { sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1) };
      Worked *known = g_hash_table_lookup (layer->worked, &row.image_id);

      if (known != NULL)
        known->edit_id = MAX (known->edit_id, row.edit_id);
      else
        {
          known = g_memdup2 (&row, sizeof row);
          g_hash_table_insert (layer->worked, &known->image_id, known);
        }
    }
  sqlite3_reset (statement);
  layer->worked_from = edit_id + 1;
  return code == SQLITE_DONE;
}

static gboolean
find_work_since (ExportRun *run, ExportLayer *layer, gint64 image_id, gint64 edit_id, gboolean *found, GError **error)
{
  static const char sql[] =
      "SELECT EXISTS (SELECT 1 FROM edit WHERE image_id = ? AND state = 0 AND id > ? AND layer_id = ?)";
  const Worked *worked;
  gint64 n = 0;

  if (!_gw_sqlite_get_int64 (run->db, &n, NULL, error, sql, "iii", image_id, edit_id, layer->id)
      || !read_worked (run, layer, edit_id, error))
    return FALSE;
  worked = g_hash_table_lookup (layer->worked, &image_id);
  *found = n != 0 || (worked != NULL && worked->edit_id > edit_id);
  return TRUE;
}

/* When an answer was given that left nothing else behind, unless somebody has worked on the image since. */
static gboolean
take_time (ExportRun *run, const char *answer, gint64 edit_id, ExportLayer *layer, GwRecord *record, GError **error)
{
  g_autofree char *time = gw_bag_get (answer, GW_STORE_BAG_MODIFIED);
  gint64 modified = 0;
  gboolean found = FALSE;

  if (time == NULL || record->modified > 0 || !(record->labeled || record->skipped)
      || !gw_number_parse_int64 (time, -1, &modified))
    return TRUE;
  if (!find_work_since (run, layer, record->image_id, edit_id, &found, error))
    return FALSE;
  if (!found)
    record->modified = modified;
  return TRUE;
}

static gboolean
take_answer (ExportRun *run, const char *answer, gint64 edit_id, ExportLayer *layer, GwRecord *record, GError **error)
{
  g_autofree char *answered = gw_bag_get (answer, GW_STORE_BAG_ANSWERED);
  g_autofree char *skipped = gw_bag_get (answer, GW_STORE_BAG_SKIPPED);

  if (layer->annotator != NULL)
    {
      record->labeled = record->labeled || g_strcmp0 (answered, "true") == 0;
      record->skipped = !record->labeled && g_strcmp0 (skipped, "true") == 0;
    }
  return take_time (run, answer, edit_id, layer, record, error);
}

/* The newest bag. Of an answer that left no labels the store has its own member in it, which may be another
 * one than that of the file; a model gives no such answer. The labels are there already.
 */
static gboolean
read_bag (ExportRun *run, gint64 id, ExportLayer *layer, GwRecord *record, GError **error)
{
  static const char sql[] = "SELECT bag, edit_id FROM image_bag WHERE image_id = ? AND layer_id = ?"
                            " AND edit_id NOT IN (SELECT edit_id FROM dead) ORDER BY edit_id DESC";
  sqlite3_stmt *statement = _gw_sqlite_prepare (run->db, sql, error);
  gboolean known = !is_by_person (layer), ok = TRUE;
  int code;

  if (statement == NULL)
    return FALSE;
  _gw_sqlite_bind (statement, "ii", id, layer->id);
  while (ok && (code = _gw_sqlite_step (run->db, statement, error)) == SQLITE_ROW && (record->bag == NULL || !known))
    {
      const char *bag = (const char *) sqlite3_column_text (statement, 0);
      g_autofree char *answer = gw_bag_get (bag, GW_STORE_BAG);

      if (record->bag == NULL)
        record->bag = answer != NULL ? gw_bag_set (bag, GW_STORE_BAG, NULL) : g_strdup (bag);
      if (answer != NULL && !known)
        ok = take_answer (run, answer, sqlite3_column_int64 (statement, 1), layer, record, error);
      known = known || answer != NULL;
    }
  sqlite3_reset (statement);
  return ok && (code == SQLITE_ROW || code == SQLITE_DONE);
}

static GwRecord *
read_record (ExportRun *run, const Target *target, ExportLayer *layer, GwImage *image, GError **error)
{
  g_autoptr (GwRecord) record = gw_record_new (target->path);
  g_autoptr (GPtrArray) objects = NULL;

  describe (record, image);
  record->annotator = g_strdup (layer->annotator);
  /* The mark is of the project's own labels. */
  record->skipped = record->skipped && layer->id == GW_LAYER_LABELS;
  objects = _gw_objects_read_sound (run->db, target->id, layer->id, &run->damaged, error);
  if (objects == NULL || !_gw_labels_fill (run->db, target->id, layer->id, record, error))
    return NULL;
  g_ptr_array_unref (record->objects);
  record->objects = g_steal_pointer (&objects);
  for (guint i = 0; i < record->objects->len; i++)
    record->modified = MAX (record->modified, gw_object_get_modified (g_ptr_array_index (record->objects, i)));
  /* What somebody found since it was said not to be there is there; without that label it is
   * not there again, as it had been said.
   */
  gw_record_drop_present (record);
  /* Whether the project's own labels are done says nothing of what one person answered. */
  if (record->annotator != NULL)
    record->labeled = record->objects->len > 0 || record->labels->len > 0 || record->absent != NULL;
  if (!read_bag (run, target->id, layer, record, error))
    return NULL;
  return g_steal_pointer (&record);
}

/* That there is nothing in an image is something, where a person said it. */
static gboolean
says_something (const GwRecord *record, const ExportLayer *layer)
{
  return record->objects->len > 0 || record->labels->len > 0 || record->scores != NULL || record->absent != NULL
         || record->bag != NULL || (is_by_person (layer) && (record->labeled || record->skipped));
}

static gboolean
give_silent (const Target *target, GwImage *image, GwRecordSink func, gpointer data, GError **error)
{
  g_autoptr (GwRecord) record = gw_record_new (target->path);

  describe (record, image);
  record->labeled = FALSE;
  record->skipped = FALSE;
  return func (record, data, error);
}

static gboolean
give_image (ExportRun *run, const Target *target, GwRecordSink func, gpointer data, GError **error)
{
  g_autoptr (GwImage) image = read_image (run, target->id, error);
  gboolean any = FALSE;

  if (image == NULL)
    return FALSE;
  for (guint i = 0; i < run->layers->len; i++)
    {
      ExportLayer *layer = &g_array_index (run->layers, ExportLayer, i);
      g_autoptr (GwRecord) record = read_record (run, target, layer, image, error);

      if (record == NULL)
        return FALSE;
      if (run->layers->len > 1 && !says_something (record, layer))
        continue;
      any = TRUE;
      if (!func (record, data, error))
        return FALSE;
    }
  return any || give_silent (target, image, func, data, error);
}

/* --- the verb --- */

static gboolean
export_all (GwStoreSqlite *self, ExportRun *run, const GwFilter *filter, GwRecordSink func, gpointer data,
            GCancellable *cancellable, GError **error)
{
  g_autoptr (GStringChunk) paths = g_string_chunk_new (64 * 1024);
  g_autoptr (GArray) targets = list_targets (run->db, filter, paths, error);

  if (targets == NULL)
    return FALSE;
  run->roots = _gw_roots_read (self, run->db, error);
  if (run->roots == NULL)
    return FALSE;
  for (guint i = 0; i < targets->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !give_image (run, &g_array_index (targets, Target, i), func, data, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_layers (ExportRun *run, const gint64 *ids, gsize n, GError **error)
{
  for (gsize i = 0; i < n; i++)
    {
      ExportLayer layer = { ids[i], NULL, NULL, G_MAXINT64 };

      if (!_gw_sqlite_get_text (run->db, &layer.annotator, error, "SELECT name FROM layer WHERE id = ? AND kind = 2",
                                "i", ids[i]))
        return FALSE;
      layer.worked = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
      g_array_append_val (run->layers, layer);
    }
  return TRUE;
}

GwSqlite *
_gw_store_sqlite_begin_snapshot (GwStoreSqlite *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwSqlite) db = NULL;

  if (g_atomic_int_get (&self->closed))
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID, _ ("The project is closed."));
      return NULL;
    }
  db = _gw_store_sqlite_open_reader (self, error);
  if (db == NULL || !_gw_sqlite_exec (db, "BEGIN", error))
    return NULL;
  db->cancellable = cancellable;
  return g_steal_pointer (&db);
}

gboolean
_gw_store_sqlite_export (GwStore *store, const GwFilter *filter, const gint64 *layer_ids, gsize n_layers,
                         GwRecordSink func, gpointer data, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GwSqlite) db = _gw_store_sqlite_begin_snapshot (self, cancellable, error);
  g_autoptr (GArray) layers = g_array_new (FALSE, FALSE, sizeof (ExportLayer));
  ExportRun run = { .db = db, .layers = layers };
  gboolean ok;

  if (db == NULL)
    return FALSE;
  g_array_set_clear_func (layers, export_layer_clear);
  ok = add_layers (&run, layer_ids, n_layers, error) && export_all (self, &run, filter, func, data, cancellable, error);
  g_clear_pointer (&run.roots, g_hash_table_unref);
  if (run.damaged)
    {
      g_autofree char *reason = g_strdup_printf (
          _ ("Objects in “%s” are damaged and were left out. Check the project, and open the newest back-up."),
          db->name);

      _gw_store_sqlite_set_read_only (self, GW_STORE_ERROR_CORRUPT, reason);
    }
  return ok;
}

/* --- the head --- */

/* Of each format the newest bag. */
static gboolean
read_file_bags (GwSqlite *db, gint64 layer_id, char **bag, GError **error)
{
  static const char sql[] = "SELECT format, bag FROM file_bag WHERE layer_id = ?"
                            " AND format <> '" GW_STORE_BAG
                            "' AND edit_id NOT IN (SELECT edit_id FROM dead) ORDER BY edit_id";
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, layer_id);
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      const char *format = (const char *) sqlite3_column_text (statement, 0);
      g_autofree char *member = gw_bag_get ((const char *) sqlite3_column_text (statement, 1), format);
      char *next = member != NULL ? gw_bag_set (*bag, format, member) : NULL;

      if (next != NULL)
        {
          g_free (*bag);
          *bag = next;
        }
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static gboolean
is_used_in (GwSqlite *db, gint64 class_id, gint64 layer_id, gboolean *used, GError **error)
{
  gint64 n = 0;

  if (!_gw_sqlite_get_int64 (
          db, &n, NULL, error,
          "SELECT EXISTS (SELECT 1 FROM object o WHERE o.class_id = ?1 AND o.layer_id = ?2 AND " GW_OBJECT_SEEN
          ") OR EXISTS (SELECT 1 FROM image_label WHERE class_id = ?1 AND layer_id = ?2)",
          "ii", class_id, layer_id))
    return FALSE;
  *used = n != 0;
  return TRUE;
}

static gboolean
fill_classes (GwSqlite *db, gint64 layer_id, GwRecordHead *head, GError **error)
{
  g_autoptr (GPtrArray) classes = _gw_classes_read (db, TRUE, error);

  for (guint i = 0; classes != NULL && i < classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (classes, i);
      gboolean used = TRUE;

      if (gw_class_get_archived (class) && !is_used_in (db, gw_class_get_id (class), layer_id, &used, error))
        return FALSE;
      if (used)
        g_ptr_array_add (head->classes, g_object_ref (class));
    }
  return classes != NULL;
}

static gboolean
fill_layer (GwSqlite *db, gint64 layer_id, GwRecordHead *head, GError **error)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (
      db, "SELECT kind, name, version, " GW_LAYER_BAG ("layer.id") " FROM layer WHERE id = ?", error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, layer_id);
  code = _gw_sqlite_step (db, statement, error);
  if (code == SQLITE_ROW)
    {
      head->predictions = sqlite3_column_int (statement, 0) == GW_LAYER_KIND_PREDICTIONS;
      if (head->predictions)
        {
          head->model_name = _gw_sqlite_column_dup (statement, 1);
          head->model_version = _gw_sqlite_column_dup (statement, 2);
          head->scale = _gw_layer_scale_from_bag ((const char *) sqlite3_column_text (statement, 3));
        }
    }
  sqlite3_reset (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

GwRecordHead *
_gw_store_sqlite_get_head (GwStore *store, gint64 layer_id, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  g_autofree char *task = NULL;
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  gboolean ok;

  if (db == NULL)
    return NULL;
  ok = _gw_sqlite_get_text (db, &task, error, "SELECT value FROM fact WHERE name = 'task'", "")
       && fill_classes (db, layer_id, head, error) && fill_layer (db, layer_id, head, error)
       && read_file_bags (db, layer_id, &head->bag, error);
  _gw_store_sqlite_end_read (self, db);
  if (!ok)
    return NULL;
  head->has_task = task != NULL && gw_task_from_nick (task, &head->task);
  return g_steal_pointer (&head);
}

/* --- lines --- */

/* A line gives way to one of a later import for the same image, and a line
 * of no image to an equal one.
 */
gboolean
_gw_store_sqlite_foreach_line (GwStore *store, const char *format, GwLineSink func, gpointer data,
                               GCancellable *cancellable, GError **error)
{
  static const char sql[] =
      "SELECT l.line, l.image_id, l.raw FROM source_line l WHERE l.format = ?"
      " AND l.edit_id NOT IN (SELECT edit_id FROM dead)"
      " AND NOT EXISTS (SELECT 1 FROM source_line n WHERE n.image_id = l.image_id AND n.edit_id > l.edit_id"
      " AND n.format = l.format AND n.edit_id NOT IN (SELECT edit_id FROM dead) AND (l.image_id <> 0 OR n.raw = l.raw))"
      " ORDER BY l.edit_id, l.ordinal";
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GwSqlite) db = _gw_store_sqlite_begin_snapshot (self, cancellable, error);
  sqlite3_stmt *statement = db != NULL ? _gw_sqlite_prepare (db, sql, error) : NULL;
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, format, -1, SQLITE_STATIC);
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    if (!func ((guint64) sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1),
               (const char *) sqlite3_column_text (statement, 2), data, error))
      return FALSE;
  return code == SQLITE_DONE;
}
