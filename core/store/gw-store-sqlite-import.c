/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-import-private.h"
#include "gw-store-sqlite-people-private.h"

#include <inttypes.h>
#include <glib/gi18n-lib.h>

#include "gw-bag.h"
#include "gw-path.h"
#include "gw-time.h"

static void
image_clear (ImportImage *image)
{
  g_free (image->path);
  g_free (image->split);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ImportImage, image_clear)

/* --- finding or making the image of a record --- */

static gboolean
read_image (ImportRun *run, gint64 id, ImportImage *image, GError **error)
{
  static const char sql[] = "SELECT root_id, path, place, status, marks, split, width, height, sha256 IS NOT NULL,"
                            " n_objects FROM image WHERE id = ? AND place <> 2";
  sqlite3_stmt *statement = _gw_sqlite_prepare (run->db, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  code = _gw_sqlite_step (run->db, statement, error);
  if (code == SQLITE_ROW)
    {
      image->id = id;
      image->root_id = sqlite3_column_int64 (statement, 0);
      image->path = _gw_sqlite_column_dup (statement, 1);
      image->place = sqlite3_column_int (statement, 2);
      image->status = sqlite3_column_int (statement, 3);
      image->marks = sqlite3_column_int (statement, 4);
      image->split = _gw_sqlite_column_dup (statement, 5);
      image->width = sqlite3_column_int (statement, 6);
      image->height = sqlite3_column_int (statement, 7);
      image->has_sha256 = sqlite3_column_int (statement, 8);
      image->n_objects = (guint) sqlite3_column_int (statement, 9);
    }
  sqlite3_reset (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

static gboolean
make_image (ImportRun *run, gint64 root_id, const GwRecord *record, ImportImage *image, GError **error)
{
  g_autoptr (GwImage) row = gw_image_new (0, record->path);
  gint64 id = 0;

  gw_image_set_root_id (row, root_id);
  gw_image_set_size (row, record->width, record->height);
  gw_image_set_sha256 (row, record->sha256);
  if (!_gw_image_insert (run->db, row, run->edit_id, run->now, &id, error))
    return FALSE;
  if (id != 0)
    {
      image->is_new = TRUE;
      image->changed = TRUE;
      image->id = id;
      image->root_id = root_id;
      image->path = g_strdup (record->path);
      image->width = record->width;
      image->height = record->height;
      image->has_sha256 = record->sha256 != NULL;
      return TRUE;
    }
  else
    {
      g_autofree char *key = gw_path_sort_key (record->path);

      return _gw_sqlite_get_int64 (run->db, &id, NULL, error, "SELECT id FROM image WHERE sort_key = ? AND root_id = ?",
                                   "ti", key, root_id)
             && read_image (run, id, image, error);
    }
}

/* Asked for every record: the folder itself is looked at once only. */
static gint64
find_root (ImportRun *run, const char *folder, GError **error)
{
  const gint64 *known = g_hash_table_lookup (run->roots, folder);
  gint64 id;

  if (known != NULL)
    return *known;
  id = _gw_store_sqlite_ensure_root (run->store, run->db, folder, error);
  if (id >= 0)
    g_hash_table_insert (run->roots, g_strdup (folder), g_memdup2 (&id, sizeof id));
  return id;
}

static gboolean
find_image (ImportRun *run, const GwRecord *record, ImportImage *image, GError **error)
{
  if (record->image_id != 0)
    return read_image (run, record->image_id, image, error);
  if (record->root != NULL)
    {
      gint64 root_id = find_root (run, record->root, error);

      return root_id >= 0 && make_image (run, root_id, record, image, error);
    }
  if (run->root_id == 0 && run->spec->root_folder != NULL)
    {
      run->root_id = _gw_store_sqlite_ensure_root (run->store, run->db, run->spec->root_folder, error);
      if (run->root_id < 0)
        return FALSE;
    }
  if (run->root_id != 0)
    return make_image (run, run->root_id, record, image, error);
  return TRUE;
}

/* --- what belongs to the image --- */

static gint64
find_tag (ImportRun *run, const char *name, GError **error)
{
  const gint64 *known = g_hash_table_lookup (run->tags, name);
  gint64 id;

  if (known != NULL)
    return *known;
  id = _gw_tag_ensure (run->db, name, error);
  if (id >= 0)
    g_hash_table_insert (run->tags, g_strdup (name), g_memdup2 (&id, sizeof id));
  return id;
}

static gboolean
add_tags (ImportRun *run, ImportImage *image, const GwRecord *record, GError **error)
{
  for (gsize i = 0; record->tags != NULL && record->tags[i] != NULL; i++)
    {
      gint64 tag = find_tag (run, record->tags[i], error);

      if (tag < 0
          || !_gw_sqlite_run (run->db, error, "INSERT OR IGNORE INTO image_tag (image_id, tag_id) VALUES (?, ?)", "ii",
                              image->id, tag))
        return FALSE;
      if (sqlite3_changes (run->db->db) == 0)
        continue;
      image->changed = TRUE;
      if (image->place == GW_PLACE_PROJECT)
        _gw_tally_add_number (run->tally, GW_TALLY_TAG, tag, 1);
      if (!_gw_sqlite_run (run->db, error,
                           "INSERT OR IGNORE INTO edit_tag (edit_id, image_id, tag_id, is_on) VALUES (?, ?, ?, 1)",
                           "iii", run->edit_id, image->id, tag))
        return FALSE;
    }
  return TRUE;
}

static void
decide_status (ImportRun *run, const ImportImage *image, const GwRecord *record, int *status, int *marks)
{
  gboolean has_work = image->n_objects > 0 || image->n_labels > 0;

  *status = image->status;
  *marks = image->marks;
  /* What one person has set aside is to be labeled by another, until somebody has. */
  if (record->skipped && !run->predictions && !has_work && image->status == GW_IMAGE_UNLABELED)
    *marks |= GW_IMAGE_SKIPPED;
  if (!run->own_labels)
    return;
  if (has_work)
    {
      *marks &= ~(GW_IMAGE_NEGATIVE | (image->labels_changed ? GW_IMAGE_SKIPPED : 0));
      if (run->mark_labeled && image->labels_changed)
        *status = MAX (*status, GW_IMAGE_LABELED);
      else if (image->labels_changed)
        *status = MAX (*status, GW_IMAGE_IN_PROGRESS);
    }
  else if (record->labeled && run->mark_labeled)
    {
      /* Where some classes were looked for, others may be there. */
      if (record->absent == NULL)
        *marks |= GW_IMAGE_NEGATIVE;
      *status = MAX (*status, GW_IMAGE_LABELED);
    }
}

static gboolean
write_image (ImportRun *run, ImportImage *image, const GwRecord *record, const char *split, int status, int marks,
             GError **error)
{
  static const char sql[] = "UPDATE image SET status = ?, marks = ?, split = ?, n_objects = n_objects + ?, width = ?,"
                            " height = ?, sha256 = coalesce (sha256, ?) WHERE id = ?";
  gboolean sized = image->width > 0 && image->height > 0;
  guint8 sha256[32];
  const guint8 *sha = image->has_sha256 ? NULL : _gw_sha256_from_hex (record->sha256, sha256);

  return _gw_sqlite_run (run->db, error, sql, "nntinnbi", status, marks, split, run->own_labels ? image->n_added : 0,
                         sized ? image->width : record->width, sized ? image->height : record->height, sha,
                         sha != NULL ? 32 : 0, image->id);
}

/* What is to be remembered of an answer that leaves nothing else behind; NULL: nothing. Whether the project's
 * own labels are there the image's status tells, and a model answers with what it found. (transfer full)
 */
static char *
compose_answer (const ImportRun *run, const ImportImage *image, const GwRecord *record)
{
  const gboolean is_answer = record->labeled || record->skipped;
  g_autofree char *answer = NULL;
  g_autofree char *time = NULL;

  if (run->predictions || run->existing->objects->len > 0 || image->n_labels > 0)
    return NULL;
  if (run->layer_id != GW_LAYER_LABELS && is_answer)
    answer = gw_bag_set (NULL, record->skipped ? GW_STORE_BAG_SKIPPED : GW_STORE_BAG_ANSWERED, "true");
  else if (run->layer_id != GW_LAYER_LABELS && image->replace)
    answer = gw_bag_set (NULL, GW_STORE_BAG_ANSWERED, "false");
  if (!is_answer || record->modified <= 0)
    return g_steal_pointer (&answer);
  time = g_strdup_printf ("%" G_GINT64_FORMAT, record->modified);
  return gw_bag_set (answer, GW_STORE_BAG_MODIFIED, time);
}

/* What a file says under the store's own name is not taken for the store's. (transfer full) (nullable) */
static char *
compose_bag (const ImportRun *run, const ImportImage *image, const GwRecord *record)
{
  g_autofree char *answer = compose_answer (run, image, record);
  g_autofree char *stray = answer == NULL && record->bag != NULL ? gw_bag_get (record->bag, GW_STORE_BAG) : NULL;

  return answer != NULL || stray != NULL ? gw_bag_set (record->bag, GW_STORE_BAG, answer) : g_strdup (record->bag);
}

static gboolean
write_bag (ImportRun *run, const ImportImage *image, const GwRecord *record, GError **error)
{
  g_autofree char *bag = compose_bag (run, image, record);

  if (bag == NULL)
    return TRUE;
  return _gw_sqlite_run (run->db, error,
                         "INSERT INTO image_bag (image_id, layer_id, edit_id, bag) VALUES (?, ?, ?, ?)"
                         " ON CONFLICT DO UPDATE SET bag = excluded.bag",
                         "iiit", image->id, run->layer_id, run->edit_id, bag);
}

static gboolean
write_bookkeeping (ImportRun *run, const ImportImage *image, const GwRecord *record, const char *split, int status,
                   int marks, GError **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO edit_image (edit_id, image_id, is_new, place_before, place_after,"
                            " status_before, status_after, marks_before, marks_after, split_before, split_after)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
  /* A file that names an image twice: the first row keeps what was before. */
  static const char again[] = "UPDATE edit_image SET status_after = ?3, marks_after = ?4, split_after = ?5"
                              " WHERE edit_id = ?1 AND image_id = ?2";

  if (!_gw_sqlite_run (run->db, error, sql, "iinnnnnnntt", run->edit_id, image->id, image->is_new,
                       image->is_new ? GW_PLACE_GONE : image->place, image->place, image->status, status, image->marks,
                       marks, image->split, split))
    return FALSE;
  if (sqlite3_changes (run->db->db) == 0
      && !_gw_sqlite_run (run->db, error, again, "iinnt", run->edit_id, image->id, status, marks, split))
    return FALSE;
  return write_bag (run, image, record, error);
}

static gboolean
finish_image (ImportRun *run, ImportImage *image, const GwRecord *record, GError **error)
{
  gboolean replace = run->merge == GW_MERGE_REPLACE && !image->named;
  gboolean take_split = record->split != NULL && (image->split == NULL || replace);
  const char *split = take_split ? record->split : image->split;
  g_autofree char *answer = NULL;
  int status, marks;

  image->n_objects += run->own_labels ? (guint) image->n_added : 0;
  decide_status (run, image, record, &status, &marks);
  image->changed |= image->labels_changed || status != image->status || marks != image->marks
                    || g_strcmp0 (split, image->split) != 0;
  answer = compose_answer (run, image, record);
  if (!image->changed && record->bag == NULL && answer == NULL && (record->width == 0 || image->width > 0))
    return TRUE;
  if (!image->is_new)
    _gw_tally_add_image (run->tally, image->root_id, image->path, image->place, image->status, image->marks,
                         image->split, -1);
  _gw_tally_add_image (run->tally, image->root_id, image->path, image->place, status, marks, split, 1);
  return write_image (run, image, record, split, status, marks, error)
         && write_bookkeeping (run, image, record, split, status, marks, error);
}

/* --- one record --- */

static gboolean
keep_line (ImportRun *run, const GwRecord *record, gint64 image_id, GError **error)
{
  if (!run->spec->keep_lines || record->raw == NULL)
    return TRUE;
  return _gw_sqlite_run (
      run->db, error,
      "INSERT INTO source_line (edit_id, ordinal, line, image_id, format, raw) VALUES (?, ?, ?, ?, ?, ?)", "iiiitt",
      run->edit_id, run->n_lines++, (gint64) record->line, image_id, run->spec->format != NULL ? run->spec->format : "",
      record->raw);
}

static gboolean
import_into (ImportRun *run, ImportImage *image, GwRecord *record, GError **error)
{
  if (!_gw_import_read_existing (run, image, error) || !_gw_import_choose_merge (run, image, record, error))
    return FALSE;
  if (image->skipped)
    return TRUE;
  return (!image->replace || _gw_import_replace_objects (run, image, error))
         && _gw_import_add_objects (run, image, record, error)
         && _gw_import_add_labels (run, image, record, GW_LABELS_PRESENT, error)
         && _gw_import_add_labels (run, image, record, GW_LABELS_SCORES, error)
         && _gw_import_add_labels (run, image, record, GW_LABELS_ABSENT, error) && add_tags (run, image, record, error)
         && _gw_import_add_attributes (run, image, record, error) && finish_image (run, image, record, error);
}

static gboolean
add_file_bag (ImportRun *run, const char *format, const char *bag, GError **error)
{
  return _gw_sqlite_run (run->db, error, "INSERT INTO file_bag (edit_id, layer_id, format, bag) VALUES (?, ?, ?, ?)",
                         "iitt", run->edit_id, run->layer_id, format, bag);
}

static gboolean
record_edit (ImportRun *run, const char *whose, GError **error)
{
  const char *name = run->spec->name != NULL ? run->spec->name : _ ("Import");
  /* Translators: a step that can be undone, and whose labels it brought: “Import a.jsonl: Kim” */
  g_autofree char *full = whose != NULL ? g_strdup_printf (_ ("%s: %s"), name, whose) : NULL;

  run->edit_id = _gw_edit_record (run->db, 0, GW_EDIT_IMPORT, full != NULL ? full : name, NULL, run->now, run->layer_id,
                                  NULL, error);
  if (run->edit_id < 0)
    return FALSE;
  if (run->first_edit_id == 0)
    run->first_edit_id = run->edit_id;
  run->last_edit_id = run->edit_id;
  if (run->predictions && run->spec->head->scale != GW_SCORE_SCALE_UNKNOWN
      && !add_file_bag (
          run, GW_STORE_BAG,
          run->spec->head->scale == GW_SCORE_SCALE_LOGITS ? GW_STORE_BAG_LOGITS : GW_STORE_BAG_PROBABILITIES, error))
    return FALSE;
  return run->spec->head->bag == NULL
         || add_file_bag (run, run->spec->format != NULL ? run->spec->format : "", run->spec->head->bag, error);
}

/* An annotator, or a model, has a layer and, in an import, a step of history. Classes
 * that come belong to the first step, which of all is taken back last.
 */
static gboolean
turn_to (ImportRun *run, GwLayerKind kind, const char *version, const char *name, gboolean told, GError **error)
{
  g_autoptr (GwLayer) layer = NULL;
  const ImportStep *known = g_hash_table_lookup (run->steps, name);
  ImportStep step;

  if (known != NULL)
    {
      run->edit_id = known->edit_id;
      run->layer_id = known->layer_id;
      return TRUE;
    }

  layer = gw_layer_new (kind, name, version);
  run->layer_id = _gw_layer_ensure (run->db, layer, error);
  if (run->layer_id < 0 || !record_edit (run, told ? name : NULL, error)
      || (run->by_name && g_hash_table_size (run->steps) == 0 && !_gw_import_map_classes (run, error)))
    return FALSE;
  step = (ImportStep) { run->layer_id, run->edit_id };
  g_hash_table_insert (run->steps, g_strdup (name), g_memdup2 (&step, sizeof step));
  return TRUE;
}

static gboolean
turn_to_given (ImportRun *run, GError **error)
{
  const GwLayer *given = run->spec->layer;

  return turn_to (run, given->kind, given->version, given->name, !run->predictions, error);
}

/* Between the one layer that all go to and those of records apart. */
static gboolean
turn_apart (ImportRun *run, const GwRecord *record, GError **error)
{
  run->own_labels = !record->apart && run->own.layer_id == GW_LAYER_LABELS;
  run->mark_labeled = !record->apart && run->spec->mark_labeled;
  if (record->apart)
    return turn_to (run, GW_LAYER_KIND_ANSWERS, NULL, record->annotator, TRUE, error);

  run->layer_id = run->own.layer_id;
  run->edit_id = run->own.edit_id;
  return TRUE;
}

/* Whether nobody has looked at the image. */
static gboolean
says_nothing (const GwRecord *record)
{
  return !record->labeled && record->objects->len == 0 && record->labels->len == 0
         && (record->scores == NULL || record->scores->len == 0);
}

/* A line without an image, and an image that nobody speaks of, belong to whoever was before. */
static gboolean
choose_layer (ImportRun *run, const GwRecord *record, GError **error)
{
  const char *name = run->predictions ? record->model : record->annotator;
  const GwLayer *given = run->spec->layer;

  if (!run->by_name)
    return turn_apart (run, record, error);
  if (run->edit_id != 0 && (record->path == NULL || (name == NULL && says_nothing (record))))
    return TRUE;
  return name != NULL ? turn_to (run, given->kind, given->version, name, TRUE, error) : turn_to_given (run, error);
}

/* Whether the image keeps the labels that it has: where they were there before, or where
 * they are to give way, are what another model's record said.
 */
static gboolean
has_truth (ImportRun *run, gint64 image_id, gboolean *has, GError **error)
{
  const gboolean overwrite = run->spec->overwrite_truths;
  const char *sql =
      overwrite ? "SELECT EXISTS (SELECT 1 FROM edit_image WHERE image_id = ? AND edit_id = ?)"
                : "SELECT EXISTS (SELECT 1 FROM image_label WHERE image_id = ? AND layer_id = ? AND is_score = 0)";
  gint64 n = 0;

  if (!_gw_sqlite_get_int64 (run->db, &n, NULL, error, sql, "ii", image_id,
                             overwrite ? run->truth.edit_id : (gint64) GW_LAYER_LABELS))
    return FALSE;
  *has = n != 0;
  return TRUE;
}

static gboolean
turn_to_truth (ImportRun *run, GError **error)
{
  run->layer_id = GW_LAYER_LABELS;
  run->edit_id = run->truth.edit_id;
  /* Translators: what came with predictions, of which it says what is right: “Import scores.csv: true classes” */
  if (run->edit_id == 0 && !record_edit (run, _ ("true classes"), error))
    return FALSE;
  run->truth = (ImportStep) { run->layer_id, run->edit_id };
  return TRUE;
}

/* Labels of the project's own, of an image that has none, or in place of those that it has.
 * How predictions are merged is nothing to them.
 */
static gboolean
import_truth (ImportRun *run, gint64 image_id, GwRecord *record, GError **error)
{
  g_auto (ImportImage) image = { 0 };
  g_autoptr (GwRecord) truth = gw_record_new (record->path);
  GwImportCounts counts = *run->counts;
  gboolean has = FALSE, ok;

  if (!has_truth (run, image_id, &has, error))
    return FALSE;
  if (has)
    return TRUE;

  g_array_append_vals (truth->labels, record->truth->data, record->truth->len);
  run->own_labels = run->mark_labeled = TRUE;
  run->predictions = FALSE;
  run->merge = GW_MERGE_ADD;
  run->replace_labels = run->spec->overwrite_truths;
  ok = turn_to_truth (run, error) && read_image (run, image_id, &image, error)
       && import_into (run, &image, truth, error);
  run->own_labels = run->mark_labeled = run->replace_labels = FALSE;
  run->predictions = TRUE;
  run->merge = run->spec->merge;
  counts.truths_added += run->counts->labels_added - counts.labels_added;
  counts.replaced = run->counts->replaced;
  *run->counts = counts;
  return ok;
}

static void
count_image (ImportRun *run, const ImportImage *image, const GwRecord *record)
{
  GwImportCounts *counts = run->counts;
  gpointer key = GSIZE_TO_POINTER ((gsize) image->id);
  const ImportUse use = image->id == 0 || image->skipped ? IMPORT_USE_SKIPPED : IMPORT_USE_USED;
  const ImportUse before = image->id != 0 ? GPOINTER_TO_INT (g_hash_table_lookup (run->images, key)) : IMPORT_USE_NONE;

  counts->images_new += image->is_new ? 1 : 0;
  if (record->apart || use <= before)
    return;
  counts->images_read += before == IMPORT_USE_NONE ? 1 : 0;
  counts->images_skipped += (use == IMPORT_USE_SKIPPED ? 1 : 0) - (before == IMPORT_USE_SKIPPED ? 1 : 0);
  counts->images_matched += use == IMPORT_USE_USED && !image->is_new ? 1 : 0;
  if (image->id != 0)
    g_hash_table_insert (run->images, key, GINT_TO_POINTER (use));
}

static gboolean
import_record (ImportRun *run, GwRecord *record, GError **error)
{
  g_auto (ImportImage) image = { 0 };

  if (!choose_layer (run, record, error))
    return FALSE;

  /* A line that is no image. */
  if (record->path == NULL)
    return keep_line (run, record, 0, error);

  if (!find_image (run, record, &image, error) || !keep_line (run, record, image.id, error)
      || (image.id != 0 && !import_into (run, &image, record, error)))
    return FALSE;
  count_image (run, &image, record);
  if (image.id == 0)
    return TRUE;
  return _gw_import_keep_pages (run, image.id, error)
         && (!run->predictions || record->truth == NULL || record->truth->len == 0
             || import_truth (run, image.id, record, error));
}

/* --- the whole import --- */

static gboolean
import_records (ImportRun *run, GwRecordFunc next, gpointer data, GCancellable *cancellable, GError **error)
{
  while (TRUE)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (GwRecord) record = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      record = next (data, cancellable, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (record == NULL)
        return TRUE;
      if (!import_record (run, record, error))
        return FALSE;
    }
}

/* Of what all models say of the images by now: predictions that gave way may
 * have been the least certain ones.
 */
static gboolean
find_confidence (ImportRun *run, GError **error)
{
  if (!run->predictions)
    return TRUE;
  return _gw_layers_settle_scale (run->db, run->first_edit_id, run->last_edit_id, error)
         && _gw_sqlite_run (run->db, error, "DELETE FROM temp.work", "")
         && _gw_sqlite_run (run->db, error,
                            "INSERT OR IGNORE INTO temp.work (id) SELECT image_id FROM edit_image"
                            " WHERE edit_id BETWEEN ? AND ?",
                            "ii", run->first_edit_id, run->last_edit_id)
         && _gw_work_find_confidence (run->db, error);
}

static gboolean
check_root (GwSqlite *db, gint64 root_id, GError **error)
{
  gint64 n = 0;

  if (!_gw_sqlite_get_int64 (db, &n, NULL, error, "SELECT count(*) FROM root WHERE id = ?", "i", root_id))
    return FALSE;
  if (n == 0)
    g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID, _ ("The project has no root with number %" PRId64 "."),
                 root_id);
  return n != 0;
}

static gboolean
run_import (ImportRun *run, GwRecordFunc next, gpointer data, GCancellable *cancellable, GError **error)
{
  const GwImportSpec *spec = run->spec;

  if (spec->root_id != 0 && !check_root (run->db, spec->root_id, error))
    return FALSE;
  run->predictions = spec->layer != NULL && spec->layer->kind == GW_LAYER_KIND_PREDICTIONS;
  run->by_name = run->predictions || (spec->layer != NULL && spec->layer->kind == GW_LAYER_KIND_ANSWERS);
  run->mark_labeled = spec->mark_labeled;
  if (!run->by_name)
    {
      run->layer_id = _gw_layer_ensure (run->db, spec->layer, error);
      if (run->layer_id < 0 || !record_edit (run, NULL, error) || !_gw_import_map_classes (run, error))
        return FALSE;
      run->own_labels = run->layer_id == GW_LAYER_LABELS;
      run->own = (ImportStep) { run->layer_id, run->edit_id };
    }
  if (!import_records (run, next, data, cancellable, error))
    return FALSE;
  if (spec->work != NULL)
    gw_work_set_text (spec->work, _ ("Bringing the project up to date"));
  run->counts->images_kept = _gw_import_count_kept (run);
  return _gw_import_write_rows (run, error) && (run->edit_id != 0 || turn_to_given (run, error))
         && find_confidence (run, error) && _gw_tally_write (run->tally, run->db, error)
         && _gw_audit_note (GW_STORE (run->store), run->db, GW_AUDIT_IMPORT, error, "name", spec->name, "format",
                            spec->format, NULL);
}

gboolean
_gw_store_sqlite_import (GwStore *store, const GwImportSpec *spec, GwRecordFunc next, gpointer data,
                         GwImportCounts *counts, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_import (self, cancellable, error);
  ImportRun run = { .store = self,
                    .db = db,
                    .spec = spec,
                    .merge = spec->merge,
                    .root_id = spec->root_id,
                    .next_position = -1,
                    .counts = counts,
                    .now = gw_time_now () };
  gboolean ok;

  if (db == NULL)
    return FALSE;
  run.tally = _gw_tally_new ();
  run.classes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  run.tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  run.roots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  run.steps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  run.images = g_hash_table_new (NULL, NULL);
  run.fates = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  _gw_import_existing_init (&run);
  _gw_import_rows_init (&run);
  _gw_import_begin_log (&run);

  ok = run_import (&run, next, data, cancellable, error)
       && (spec->dry_run || _gw_import_write_log (&run, cancellable, error));
  if (ok && spec->dry_run)
    _gw_store_sqlite_commit (self, FALSE, 0, NULL, 0, NULL);
  else
    ok = _gw_store_sqlite_commit (self, ok,
                                  GW_STORE_CHANGED_IMAGES | GW_STORE_CHANGED_ROWS | GW_STORE_CHANGED_CLASSES
                                      | GW_STORE_CHANGED_TAGS | GW_STORE_CHANGED_HISTORY,
                                  NULL, 0, error);
  if (ok && !spec->dry_run)
    {
      counts->edit_id = run.last_edit_id;
      counts->first_edit_id = run.first_edit_id;
    }

  _gw_import_rows_clear (&run);
  _gw_import_existing_clear (&run);
  g_hash_table_unref (run.roots);
  g_hash_table_unref (run.steps);
  g_hash_table_unref (run.images);
  g_hash_table_unref (run.fates);
  g_hash_table_unref (run.tags);
  g_hash_table_unref (run.classes);
  _gw_tally_free (run.tally);
  return ok;
}
