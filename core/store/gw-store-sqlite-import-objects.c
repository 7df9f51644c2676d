/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-import-private.h"

#include <inttypes.h>
#include <math.h>

#include <glib/gi18n-lib.h>

/* Two objects of a class whose shapes differ by less are the same one. */
#define SAME_PX 0.01

static gboolean
unknown_class (GError **error, gint64 class_id)
{
  g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
               _ ("A record speaks of class %" PRId64 ", which its head does not have."), class_id);
  return FALSE;
}

/* --- objects that are there --- */

gboolean
_gw_import_read_existing (ImportRun *run, ImportImage *image, GError **error)
{
  static const char sql[] = "SELECT o.id, o.class_id, o.kind, o.x, o.y, o.width, o.height FROM object o"
                            " WHERE o.image_id = ? AND o.layer_id = ? AND " GW_OBJECT_SEEN;
  sqlite3_stmt *statement;
  int code;

  g_array_set_size (run->existing, 0);
  if (image->is_new)
    return TRUE;
  if (!_gw_import_write_rows (run, error))
    return FALSE;
  statement = _gw_sqlite_prepare (run->db, sql, error);
  if (statement == NULL)
    return FALSE;
  _gw_sqlite_bind (statement, "ii", image->id, run->layer_id);
  while ((code = _gw_sqlite_step (run->db, statement, error)) == SQLITE_ROW)
    {
      ImportExisting existing = { sqlite3_column_int64 (statement, 0),
                                  sqlite3_column_int64 (statement, 1),
                                  sqlite3_column_int (statement, 2),
                                  { sqlite3_column_double (statement, 3), sqlite3_column_double (statement, 4),
                                    sqlite3_column_double (statement, 5), sqlite3_column_double (statement, 6) } };

      g_array_append_val (run->existing, existing);
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static gboolean
has_class (const GArray *existing, guint n, gint64 class_id)
{
  for (guint i = 0; i < n; i++)
    if (g_array_index (existing, ImportExisting, i).class_id == class_id)
      return TRUE;
  return FALSE;
}

/* Whether the first n objects of the array are counted for the project. */
static void
count_classes (ImportRun *run, const ImportImage *image, int sign)
{
  if (!run->own_labels || image->place != GW_PLACE_PROJECT)
    return;
  for (guint i = 0; i < run->existing->len; i++)
    {
      gint64 class_id = g_array_index (run->existing, ImportExisting, i).class_id;

      _gw_tally_add_number (run->tally, GW_TALLY_CLASS_OBJECTS, class_id, sign);
      if (!has_class (run->existing, i, class_id))
        _gw_tally_add_number (run->tally, GW_TALLY_CLASS_IMAGES, class_id, sign);
    }
}

gboolean
_gw_import_replace_objects (ImportRun *run, ImportImage *image, GError **error)
{
  count_classes (run, image, -1);
  for (guint i = 0; i < run->existing->len; i++)
    if (!_gw_sqlite_run (run->db, error, "UPDATE object SET replaced = ?, replaced_at = touched WHERE id = ?", "ii",
                         run->edit_id, g_array_index (run->existing, ImportExisting, i).id))
      return FALSE;
  run->counts->replaced += run->existing->len;
  image->n_added -= run->existing->len;
  image->labels_changed |= run->existing->len > 0;
  g_array_set_size (run->existing, 0);
  return TRUE;
}

static gboolean
is_near (double a, double b)
{
  return fabs (a - b) <= SAME_PX;
}

static gboolean
compare_shape (ImportRun *run, gint64 id, const GwShape *shape, gboolean *same, GError **error)
{
  static const char sql[] = "SELECT " GW_OBJECT_COLUMNS " FROM object o WHERE o.id = ?";
  sqlite3_stmt *statement = _gw_sqlite_prepare (run->db, sql, error);
  g_autoptr (GwObject) object = NULL;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (_gw_sqlite_step (run->db, statement, error) == SQLITE_ROW)
    object = _gw_row_to_object (run->db, statement, error);
  sqlite3_reset (statement);
  if (object == NULL)
    return FALSE;
  *same = gw_shape_equal (gw_object_get_shape (object), shape, SAME_PX);
  return TRUE;
}

/* Only against what the image had before this record: an import that comes
 * again finds all its objects there.
 */
static gboolean
is_there (ImportRun *run, guint n_before, gint64 class_id, GwObject *object, gboolean *there, GError **error)
{
  const GwShape *shape = gw_object_get_shape (object);
  GwBox bounds = gw_object_get_bounds (object);

  *there = FALSE;
  for (guint i = 0; i < n_before && !*there; i++)
    {
      const ImportExisting *other = &g_array_index (run->existing, ImportExisting, i);

      if (other->class_id != class_id || other->kind != (int) shape->kind || !is_near (other->bounds.x, bounds.x)
          || !is_near (other->bounds.y, bounds.y) || !is_near (other->bounds.width, bounds.width)
          || !is_near (other->bounds.height, bounds.height))
        continue;
      if (shape->kind == GW_SHAPE_BOX)
        *there = TRUE;
      else if (!compare_shape (run, other->id, shape, there, error))
        return FALSE;
    }
  return TRUE;
}

/* --- objects that come --- */

static GwObjectGuise
make_guise (ImportRun *run, const GwRecord *record, GwObject *object, gint64 class_id)
{
  const char *author = gw_object_get_author (object);
  GwSource source = gw_object_get_source (object);

  if (run->predictions)
    source = GW_SOURCE_PREDICTION;
  else if (source == GW_SOURCE_MANUAL)
    source = GW_SOURCE_IMPORTED;
  return (GwObjectGuise) { gw_object_make_id (), class_id, source, author != NULL ? author : record->annotator,
                           record->modified };
}

static gboolean
add_object (ImportRun *run, ImportImage *image, GwRecord *record, GwObject *object, guint n_before, GError **error)
{
  gint64 class_id = _gw_import_map_class (run, gw_object_get_class_id (object));
  ImportExisting added = { 0, class_id, 0, { 0, 0, 0, 0 } };
  GwObjectGuise guise;
  gboolean there = FALSE;

  if (class_id == 0)
    return unknown_class (error, gw_object_get_class_id (object));
  if (class_id < 0)
    return TRUE;
  if (gw_shape_validate (gw_object_get_shape (object)) != GW_STATUS_OK)
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
                   _ ("A record for “%s” has a shape whose numbers contradict each other."), record->path);
      return FALSE;
    }
  if (!is_there (run, n_before, class_id, object, &there, error))
    return FALSE;
  if (there)
    {
      run->counts->duplicates++;
      return TRUE;
    }
  guise = make_guise (run, record, object, class_id);
  if (!_gw_import_add_row (run, image, object, &guise, error))
    return FALSE;
  g_array_append_val (run->existing, added);
  run->counts->objects_added[gw_object_get_shape (object)->kind]++;
  image->n_added++;
  image->labels_changed = TRUE;
  return TRUE;
}

gboolean
_gw_import_add_objects (ImportRun *run, ImportImage *image, GwRecord *record, GError **error)
{
  guint n_before = run->existing->len;

  if (record->objects == NULL || record->objects->len == 0)
    return TRUE;
  count_classes (run, image, -1);
  for (guint i = 0; i < record->objects->len; i++)
    if (!add_object (run, image, record, g_ptr_array_index (record->objects, i), n_before, error))
      return FALSE;
  count_classes (run, image, 1);
  return TRUE;
}

/* --- image labels and scores --- */

static gboolean
overlay (ImportRun *run, GArray *after, const GArray *incoming, gint64 *n_new, GError **error)
{
  g_auto (GwLabelIndex) index = { 0 };

  for (guint i = 0; i < incoming->len; i++)
    {
      GwLabel label = g_array_index (incoming, GwLabel, i);
      gint64 class_id = _gw_import_map_class (run, label.class_id);
      GwLabel *old;

      if (class_id == 0)
        return unknown_class (error, label.class_id);
      if (class_id < 0)
        continue;
      label.class_id = class_id;
      old = gw_label_index_find (&index, after, class_id);
      if (old == NULL)
        {
          g_array_append_val (after, label);
          (*n_new)++;
        }
      else if (!isnan (label.confidence))
        {
          old->confidence = label.confidence;
        }
    }
  return TRUE;
}

static void
count_labels (ImportRun *run, const ImportImage *image, const GArray *labels, int sign)
{
  for (guint i = 0; i < labels->len; i++)
    if (run->own_labels && image->place == GW_PLACE_PROJECT)
      _gw_tally_add_number (run->tally, GW_TALLY_LABEL_IMAGES, g_array_index (labels, GwLabel, i).class_id, sign);
}

static gboolean
write_labels (ImportRun *run, ImportImage *image, const GwRecord *record, GwLabelsKind kind, gboolean replace,
              const GArray *before, const GArray *after, GError **error)
{
  const GwSource source = run->predictions ? GW_SOURCE_PREDICTION : GW_SOURCE_IMPORTED;
  gboolean ok;

  if (kind == GW_LABELS_PRESENT)
    {
      count_labels (run, image, before, -1);
      count_labels (run, image, after, 1);
    }
  image->labels_changed = TRUE;
  if (!_gw_bulk_keep_labels (run->db, run->edit_id, image->id, run->layer_id, kind, 0, error))
    return FALSE;
  if (replace)
    ok = _gw_labels_write (run->db, image->id, run->layer_id, kind, after, record->annotator, source, record->modified,
                           error);
  else
    ok = _gw_labels_update (run->db, image->id, run->layer_id, kind, after, record->annotator, source, record->modified,
                            error);
  return ok && _gw_bulk_keep_labels (run->db, run->edit_id, image->id, run->layer_id, kind, 1, error);
}

static const GArray *
get_incoming (const GwRecord *record, GwLabelsKind kind)
{
  return kind == GW_LABELS_SCORES ? record->scores : kind == GW_LABELS_ABSENT ? record->absent : record->labels;
}

/* What is not there is no label that was added. */
static void
count_added (ImportRun *run, GwLabelsKind kind, gint64 n_new, guint n_replaced)
{
  if (kind == GW_LABELS_SCORES)
    run->counts->scores_added += n_new;
  else if (kind == GW_LABELS_PRESENT)
    run->counts->labels_added += n_new;
  if (kind != GW_LABELS_ABSENT)
    run->counts->replaced += n_replaced;
}

gboolean
_gw_import_add_labels (ImportRun *run, ImportImage *image, GwRecord *record, GwLabelsKind kind, GError **error)
{
  const GArray *incoming = get_incoming (record, kind);
  gboolean replace = image->replace || (run->replace_labels && kind == GW_LABELS_PRESENT);
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  gint64 n_new = 0;

  /* Of an image that is there the labels are counted all the same. */
  if ((incoming == NULL || incoming->len == 0) && (image->is_new || (kind != GW_LABELS_PRESENT && !replace)))
    return TRUE;
  before = _gw_labels_read (run->db, image->id, run->layer_id, kind, error);
  if (before == NULL)
    return FALSE;
  if (!replace)
    g_array_append_vals (after, before->data, before->len);
  if (incoming != NULL && !overlay (run, after, incoming, &n_new, error))
    return FALSE;
  if (kind == GW_LABELS_PRESENT)
    image->n_labels = after->len;
  if (_gw_labels_equal (before, after))
    return TRUE;
  count_added (run, kind, n_new, replace ? before->len : 0);
  return write_labels (run, image, record, kind, replace, before, after, error);
}
