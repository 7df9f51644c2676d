/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-import-private.h"

#include <math.h>

/* Labels and scores of images. A source may name an image in each of its lines, with one label in
 * each: the tables and the log get what a record changes, not all that the image has by then.
 */

/* --- what a record says --- */

/* Labels of a record: those that say something new, and those that were there already. */
typedef struct
{
  gint64 n_new;
  gint64 n_there;
} LabelCounts;

/* What a record does to a list of labels. */
typedef struct
{
  guint n_before;  /* the list had */
  GArray *touched; /* of GwLabel: those that were added or have another confidence, each once and as it was */
  GwLabelIndex index;
  LabelCounts counts;
} Overlay;

static void
overlay_init (Overlay *self, const GArray *list)
{
  *self = (Overlay) { .n_before = list->len, .touched = g_array_new (FALSE, FALSE, sizeof (GwLabel)) };
}

static void
overlay_clear (Overlay *self)
{
  g_array_unref (self->touched);
  gw_label_index_clear (&self->index);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Overlay, overlay_clear)

static void
touch (Overlay *self, const GwLabel *label)
{
  if (gw_label_index_find (&self->index, self->touched, label->class_id) == NULL)
    g_array_append_val (self->touched, *label);
}

static void
overlay_label (Overlay *self, ImportLabels *labels, const GwLabel *label)
{
  GwLabel *old = gw_label_index_find (&labels->index, labels->list, label->class_id);

  if (old == NULL)
    {
      touch (self, label);
      g_array_append_val (labels->list, *label);
      self->counts.n_new++;
    }
  else if (!isnan (label->confidence) && old->confidence != label->confidence)
    {
      touch (self, old);
      old->confidence = label->confidence;
      self->counts.n_new++;
    }
  else if ((gsize) (old - (GwLabel *) labels->list->data) < self->n_before)
    {
      self->counts.n_there++;
    }
}

static gboolean
overlay (ImportRun *run, Overlay *self, ImportLabels *labels, const GArray *incoming, GError **error)
{
  for (guint i = 0; incoming != NULL && i < incoming->len; i++)
    {
      GwLabel label = g_array_index (incoming, GwLabel, i);
      gint64 class_id = _gw_import_map_class (run, label.class_id);

      if (class_id == 0)
        return _gw_import_unknown_class (label.class_id, error);
      if (class_id < 0)
        continue;
      label.class_id = class_id;
      overlay_label (self, labels, &label);
    }
  return TRUE;
}

/* One that is given a confidence and then its own again is as it was. */
static gboolean
has_changed (const Overlay *self, ImportLabels *labels)
{
  if (labels->list->len > self->n_before)
    return TRUE;
  for (guint i = 0; i < self->touched->len; i++)
    {
      const GwLabel *before = &g_array_index (self->touched, GwLabel, i);
      const GwLabel *label = gw_label_index_find (&labels->index, labels->list, before->class_id);

      if (label->confidence != before->confidence)
        return TRUE;
    }
  return FALSE;
}

/* --- counts --- */

static void
count_labels (ImportRun *run, const ImportImage *image, GwLabelsKind kind, const GArray *labels, guint from, int sign)
{
  if (kind != GW_LABELS_PRESENT || !run->own_labels || image->place != GW_PLACE_PROJECT)
    return;
  for (guint i = from; i < labels->len; i++)
    _gw_tally_add_number (run->tally, GW_TALLY_LABEL_IMAGES, g_array_index (labels, GwLabel, i).class_id, sign);
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

/* --- what the image has --- */

void
_gw_import_labels_clear (ImportLabels *self)
{
  g_clear_pointer (&self->list, g_array_unref);
  gw_label_index_clear (&self->index);
  self->edit_id = 0;
}

/* (transfer none): those that the image has */
static ImportLabels *
ensure_labels (ImportRun *run, const ImportImage *image, GwLabelsKind kind, GError **error)
{
  ImportLabels *self = &run->existing->labels[kind];

  if (self->list != NULL)
    return self;
  self->list = _gw_labels_read (run->db, image->id, run->layer_id, kind, error);
  if (self->list == NULL)
    return NULL;
  run->n_kept += run->existing->is_kept ? self->list->len : 0;
  return self;
}

static GwSource
get_source (const ImportRun *run)
{
  return run->predictions ? GW_SOURCE_PREDICTION : GW_SOURCE_IMPORTED;
}

/* All of them, the first time in an import: its log gets what was there before, and what is now. */
static gboolean
write_all (ImportRun *run, const ImportImage *image, const GwRecord *record, GwLabelsKind kind, gboolean replace,
           ImportLabels *labels, GError **error)
{
  gboolean ok;

  if (!_gw_bulk_keep_labels (run->db, run->edit_id, image->id, run->layer_id, kind, 0, error))
    return FALSE;
  if (replace)
    ok = _gw_labels_write (run->db, image->id, run->layer_id, kind, labels->list, record->annotator, get_source (run),
                           record->modified, error);
  else
    ok = _gw_labels_update (run->db, image->id, run->layer_id, kind, labels->list, record->annotator, get_source (run),
                            record->modified, error);
  labels->edit_id = run->edit_id;
  return ok && _gw_bulk_keep_labels (run->db, run->edit_id, image->id, run->layer_id, kind, 1, error);
}

/* Of labels that the log has: those that the record touched. */
static gboolean
write_touched (ImportRun *run, const ImportImage *image, const GwRecord *record, GwLabelsKind kind,
               const Overlay *changes, ImportLabels *labels, GError **error)
{
  for (guint i = 0; i < changes->touched->len; i++)
    {
      const gint64 class_id = g_array_index (changes->touched, GwLabel, i).class_id;
      const GwLabel *label = gw_label_index_find (&labels->index, labels->list, class_id);

      if (!_gw_labels_update_one (run->db, image->id, run->layer_id, kind, label,
                                  label - (const GwLabel *) labels->list->data, record->annotator, get_source (run),
                                  record->modified, error)
          || !_gw_bulk_keep_label (run->db, run->edit_id, image->id, run->layer_id, kind, class_id, error))
        return FALSE;
    }
  return TRUE;
}

/* --- a record --- */

static gboolean
add_labels (ImportRun *run, ImportImage *image, const GwRecord *record, GwLabelsKind kind, const GArray *incoming,
            ImportLabels *labels, GError **error)
{
  g_auto (Overlay) changes = { 0 };

  overlay_init (&changes, labels->list);
  if (!overlay (run, &changes, labels, incoming, error))
    return FALSE;
  if (!has_changed (&changes, labels))
    {
      count_added (run, kind, &(LabelCounts) { 0, changes.counts.n_there }, 0);
      return TRUE;
    }
  count_added (run, kind, &changes.counts, 0);
  count_labels (run, image, kind, labels->list, changes.n_before, 1);
  run->n_kept += run->existing->is_kept ? labels->list->len - changes.n_before : 0;
  image->labels_changed = TRUE;
  return labels->edit_id == run->edit_id ? write_touched (run, image, record, kind, &changes, labels, error)
                                         : write_all (run, image, record, kind, FALSE, labels, error);
}

static gboolean
replace_labels (ImportRun *run, ImportImage *image, const GwRecord *record, GwLabelsKind kind, const GArray *incoming,
                ImportLabels *labels, GError **error)
{
  g_auto (ImportLabels) after = { .list = g_array_new (FALSE, FALSE, sizeof (GwLabel)) };
  g_auto (Overlay) changes = { 0 };
  ImportLabels before;

  overlay_init (&changes, after.list);
  if (!overlay (run, &changes, &after, incoming, error))
    return FALSE;
  if (_gw_labels_equal (labels->list, after.list))
    {
      /* None of them gives way to itself. */
      count_added (run, kind, &(LabelCounts) { 0, labels->list->len }, 0);
      return TRUE;
    }
  count_added (run, kind, &changes.counts, labels->list->len);
  count_labels (run, image, kind, labels->list, 0, -1);
  count_labels (run, image, kind, after.list, 0, 1);
  run->n_kept += run->existing->is_kept ? after.list->len : 0;
  image->labels_changed = TRUE;
  before = *labels;
  *labels = after;
  after = before;
  return write_all (run, image, record, kind, TRUE, labels, error);
}

static const GArray *
get_incoming (const GwRecord *record, GwLabelsKind kind)
{
  return kind == GW_LABELS_SCORES ? record->scores : kind == GW_LABELS_ABSENT ? record->absent : record->labels;
}

gboolean
_gw_import_add_labels (ImportRun *run, ImportImage *image, GwRecord *record, GwLabelsKind kind, GError **error)
{
  const GArray *incoming = get_incoming (record, kind);
  const gboolean replace = image->replace || (run->replace_labels && kind == GW_LABELS_PRESENT);
  ImportLabels *labels;
  gboolean ok;

  /* Of an image that is there the labels are counted all the same. */
  if ((incoming == NULL || incoming->len == 0) && (image->is_new || (kind != GW_LABELS_PRESENT && !replace)))
    return TRUE;
  labels = ensure_labels (run, image, kind, error);
  if (labels == NULL)
    return FALSE;
  ok = replace ? replace_labels (run, image, record, kind, incoming, labels, error)
               : add_labels (run, image, record, kind, incoming, labels, error);
  if (kind == GW_LABELS_PRESENT)
    image->n_labels = labels->list->len;
  return ok;
}
