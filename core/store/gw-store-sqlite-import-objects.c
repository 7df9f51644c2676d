/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-import-private.h"

#include <inttypes.h>
#include <math.h>

#include <glib/gi18n-lib.h>

static gboolean
unknown_class (GError **error, gint64 class_id)
{
  g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
               _ ("A record speaks of class %" PRId64 ", which its head does not have."), class_id);
  return FALSE;
}

/* --- objects that are there --- */

/* Whether objects of the image are counted for the project. */
static gboolean
are_counted (const ImportRun *run, const ImportImage *image)
{
  return run->own_labels && image->place == GW_PLACE_PROJECT;
}

static void
count_class (ImportRun *run, const ImportObject *object, int sign)
{
  _gw_tally_add_number (run->tally, GW_TALLY_CLASS_OBJECTS, object->class_id, sign);
  if (object->is_first)
    _gw_tally_add_number (run->tally, GW_TALLY_CLASS_IMAGES, object->class_id, sign);
}

gboolean
_gw_import_replace_objects (ImportRun *run, ImportImage *image, GError **error)
{
  const GArray *objects = run->existing->objects;
  const gboolean counted = are_counted (run, image);

  for (guint i = 0; i < objects->len; i++)
    {
      const ImportObject *object = &g_array_index (objects, ImportObject, i);

      if (counted)
        count_class (run, object, -1);
      if (!_gw_sqlite_run (run->db, error, "UPDATE object SET replaced = ?, replaced_at = touched WHERE id = ?", "ii",
                           run->edit_id, object->id))
        return FALSE;
    }
  run->counts->replaced += objects->len;
  image->n_added -= objects->len;
  image->labels_changed |= objects->len > 0;
  _gw_import_forget_existing (run);
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

/* It is held only against what the image had before this record: an import that
 * comes again finds all its objects there.
 */
static gboolean
add_object (ImportRun *run, ImportImage *image, GwRecord *record, GwObject *object, guint n_before, GError **error)
{
  gint64 class_id = _gw_import_map_class (run, gw_object_get_class_id (object));
  const ImportObject *added;
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
  if (!_gw_import_is_there (run, n_before, class_id, object, &there, error))
    return FALSE;
  if (there)
    {
      run->counts->duplicates++;
      return TRUE;
    }
  guise = make_guise (run, record, object, class_id);
  if (!_gw_import_add_row (run, image, object, &guise, error))
    return FALSE;
  added = _gw_import_add_existing (run, guise.id, class_id, object);
  if (are_counted (run, image))
    count_class (run, added, 1);
  run->counts->objects_added[gw_object_get_shape (object)->kind]++;
  image->n_added++;
  image->labels_changed = TRUE;
  return TRUE;
}

gboolean
_gw_import_add_objects (ImportRun *run, ImportImage *image, GwRecord *record, GError **error)
{
  const guint n_before = run->existing->objects->len;

  for (guint i = 0; record->objects != NULL && i < record->objects->len; i++)
    if (!add_object (run, image, record, g_ptr_array_index (record->objects, i), n_before, error))
      return FALSE;
  return TRUE;
}

/* --- image labels and scores --- */

/* Labels of a record: those that say something new, and those that were there already. */
typedef struct
{
  gint64 n_new;
  gint64 n_there;
} LabelCounts;

static gboolean
overlay (ImportRun *run, GArray *after, const GArray *incoming, LabelCounts *counts, GError **error)
{
  g_auto (GwLabelIndex) index = { 0 };
  const gsize n_before = after->len;

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
          counts->n_new++;
        }
      else if (!isnan (label.confidence) && old->confidence != label.confidence)
        {
          old->confidence = label.confidence;
          counts->n_new++;
        }
      else if ((gsize) (old - (GwLabel *) after->data) < n_before)
        {
          counts->n_there++;
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
count_added (ImportRun *run, GwLabelsKind kind, const LabelCounts *counts, guint n_replaced)
{
  if (kind == GW_LABELS_SCORES)
    run->counts->scores_added += counts->n_new;
  else if (kind == GW_LABELS_PRESENT)
    run->counts->labels_added += counts->n_new;
  if (kind == GW_LABELS_ABSENT)
    return;
  run->counts->duplicates += counts->n_there;
  run->counts->replaced += n_replaced;
}

gboolean
_gw_import_add_labels (ImportRun *run, ImportImage *image, GwRecord *record, GwLabelsKind kind, GError **error)
{
  const GArray *incoming = get_incoming (record, kind);
  gboolean replace = image->replace || (run->replace_labels && kind == GW_LABELS_PRESENT);
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  LabelCounts counts = { 0 };

  /* Of an image that is there the labels are counted all the same. */
  if ((incoming == NULL || incoming->len == 0) && (image->is_new || (kind != GW_LABELS_PRESENT && !replace)))
    return TRUE;
  before = _gw_labels_read (run->db, image->id, run->layer_id, kind, error);
  if (before == NULL)
    return FALSE;
  if (!replace)
    g_array_append_vals (after, before->data, before->len);
  if (incoming != NULL && !overlay (run, after, incoming, &counts, error))
    return FALSE;
  if (kind == GW_LABELS_PRESENT)
    image->n_labels = after->len;
  if (_gw_labels_equal (before, after))
    {
      /* None of them gives way to itself. */
      count_added (run, kind, &(LabelCounts) { 0, replace ? before->len : counts.n_there }, 0);
      return TRUE;
    }
  count_added (run, kind, &counts, replace ? before->len : 0);
  return write_labels (run, image, record, kind, replace, before, after, error);
}
