/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-detection-rows.h"

#include <math.h>

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const GwScoredObject *x = a, *y = b;

  return (x->image > y->image) - (x->image < y->image);
}

/* Where the rows of each image begin, n_images places, in a table that is sorted. */
static guint32 *
find_firsts (const GwObjectTable *table, gsize n_images)
{
  guint32 *firsts = g_new (guint32, MAX (n_images, 1));
  guint row = 0;

  for (gsize i = 0; i < n_images; i++)
    {
      while (row < table->rows->len && g_array_index (table->rows, GwScoredObject, row).image < (gint32) i)
        row++;
      firsts[i] = row;
    }

  return firsts;
}

static void
copy_truths (GwDetectionRows *self)
{
  const GArray *rows = self->truths->rows;

  self->truth_objects = g_new (GwTruthObject, MAX (rows->len, 1));
  self->lenient_objects = g_new (GwTruthObject, MAX (rows->len, 1));
  for (guint i = 0; i < rows->len; i++)
    {
      const GwScoredObject *row = &g_array_index (rows, GwScoredObject, i);

      self->truth_objects[i] = (GwTruthObject) {
        .label = row->label, .crowd = row->crowd, .area = row->area, .box = row->box, .mask = row->mask
      };
      self->lenient_objects[i] = self->truth_objects[i];
      self->lenient_objects[i].ignore = row->difficult;
    }
}

static void
copy_detections (GwDetectionRows *self)
{
  const GArray *rows = self->detections->rows;

  self->detected_objects = g_new (GwDetectedObject, MAX (rows->len, 1));
  for (guint i = 0; i < rows->len; i++)
    {
      const GwScoredObject *row = &g_array_index (rows, GwScoredObject, i);

      self->detected_objects[i] = (GwDetectedObject) {
        .label = row->label, .score = isnan (row->score) ? 1 : row->score, .box = row->box, .mask = row->mask
      };
    }
}

static void
fill_images (GwDetectionRows *self, const gint64 *ids)
{
  self->images = g_new (GwDetectionImage, MAX (self->n_images, 1));
  self->lenient = g_new (GwDetectionImage, MAX (self->n_images, 1));
  for (gsize i = 0; i < self->n_images; i++)
    {
      gboolean last = i + 1 == self->n_images;
      gsize end_truth = last ? self->truths->rows->len : self->first_truth[i + 1];
      gsize end_detection = last ? self->detections->rows->len : self->first_detection[i + 1];

      self->images[i] = (GwDetectionImage) { .id = ids[i],
                                             .truths = self->truth_objects + self->first_truth[i],
                                             .n_truths = end_truth - self->first_truth[i],
                                             .detections = self->detected_objects + self->first_detection[i],
                                             .n_detections = end_detection - self->first_detection[i] };
      self->lenient[i] = self->images[i];
      self->lenient[i].truths = self->lenient_objects + self->first_truth[i];
    }
}

GwDetectionRows *
gw_detection_rows_new (GPtrArray *classes, const gint64 *ids, gsize n_images, GwObjectTable *truths,
                       GwObjectTable *detections)
{
  GwDetectionRows *self = g_new0 (GwDetectionRows, 1);

  /* The sort is stable: rows of an image keep their order. */
  g_array_sort (truths->rows, compare_rows);
  g_array_sort (detections->rows, compare_rows);
  self->classes = classes;
  self->n_images = n_images;
  self->truths = truths;
  self->detections = detections;
  self->first_truth = find_firsts (truths, n_images);
  self->first_detection = find_firsts (detections, n_images);
  copy_truths (self);
  copy_detections (self);
  fill_images (self, ids);

  return self;
}

void
gw_detection_rows_free (GwDetectionRows *self)
{
  g_ptr_array_unref (self->classes);
  g_free (self->image_ids);
  g_free (self->images);
  g_free (self->lenient);
  g_free (self->first_truth);
  g_free (self->first_detection);
  g_free (self->truth_objects);
  g_free (self->lenient_objects);
  g_free (self->detected_objects);
  g_clear_pointer (&self->own_truths, gw_object_table_free);
  g_clear_pointer (&self->own_detections, gw_object_table_free);
  g_free (self);
}

/* --- of a project ------------------------------------------------------------------- */

static void
mark_used (const GwObjectTable *table, const guint8 *seen, guint8 *used)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      const GwScoredObject *row = &g_array_index (table->rows, GwScoredObject, i);

      if (row->label >= 0 && seen[row->image])
        used[row->label] = 1;
    }
}

static gboolean
is_parent (const GwDataSet *set, gint64 id)
{
  for (guint i = 0; i < set->classes->len; i++)
    {
      if (gw_class_get_parent_id (g_ptr_array_index (set->classes, i)) == id)
        return TRUE;
    }

  return FALSE;
}

/* Those that have objects, and those that could have some: which of them each class
 * of the set is, -1 for one that is not among them.
 */
static gint32 *
choose_classes (const GwDataSet *set, const guint8 *used, GPtrArray *names)
{
  gint32 *places = g_new (gint32, MAX (set->classes->len, 1));

  for (guint i = 0; i < set->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (set->classes, i);

      places[i] = -1;
      if (!used[i] && (gw_class_get_archived (class) || is_parent (set, gw_class_get_id (class))))
        continue;
      places[i] = (gint32) names->len;
      g_ptr_array_add (names, g_strdup (gw_class_get_name (class)));
    }

  return places;
}

/* Rows of images that are left out go; the others are told by the new places. */
static void
renumber (GwObjectTable *table, const gint32 *images, const gint32 *classes)
{
  guint n = 0;

  for (guint i = 0; i < table->rows->len; i++)
    {
      GwScoredObject row = g_array_index (table->rows, GwScoredObject, i);

      if (images[row.image] < 0)
        continue;
      row.image = images[row.image];
      row.label = row.label >= 0 ? classes[row.label] : -1;
      g_array_index (table->rows, GwScoredObject, n++) = row;
    }
  g_array_set_size (table->rows, n);
}

static gsize
count_unlabeled (const GwPredictionSet *truth, const GwPredictionSet *predictions)
{
  gsize n = 0;

  for (gsize i = 0; i < truth->n_images; i++)
    n += predictions->seen[i] && !truth->seen[i];

  return n;
}

/* An image among those of the evaluation, and what it goes by. */
typedef struct
{
  gint64 number; /* of its COCO file */
  gint64 id;
  guint place;
} Ordered;

static int
compare_ordered (gconstpointer a, gconstpointer b)
{
  const Ordered *x = a, *y = b;

  if (x->number != y->number)
    return x->number < y->number ? -1 : 1;

  return (x->id > y->id) - (x->id < y->id);
}

/* Images go by the numbers of the file that they came with, as other tools have them:
 * each gets its place in that order.
 */
static gint64 *
order_images (const GwPredictionSet *truth, const gint32 *images, gsize n_images)
{
  g_autoptr (GArray) ordered = g_array_new (FALSE, FALSE, sizeof (Ordered));
  gint64 *order = g_new (gint64, MAX (n_images, 1));

  for (gsize i = 0; i < truth->n_images; i++)
    {
      Ordered entry = { g_array_index (truth->image_numbers, gint64, i), g_array_index (truth->image_ids, gint64, i),
                        (guint) images[i] };

      if (images[i] >= 0)
        g_array_append_val (ordered, entry);
    }
  g_array_sort (ordered, compare_ordered);
  for (guint i = 0; i < ordered->len; i++)
    order[g_array_index (ordered, Ordered, i).place] = i;

  return order;
}

GwDetectionRows *
gw_detection_rows_new_from_set (const GwDataSet *set, GwPredictionSet *truth, GwPredictionSet *predictions)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree guint8 *used = g_malloc0 (MAX (set->classes->len, 1));
  g_autofree gint32 *images = g_new (gint32, MAX (truth->n_images, 1));
  g_autofree gint64 *ids = g_new (gint64, MAX (truth->n_images, 1));
  g_autofree gint64 *order = NULL;
  g_autofree gint32 *classes = NULL;
  GwDetectionRows *self;
  gsize n_images = 0;

  mark_used (truth->objects, truth->seen, used);
  mark_used (predictions->objects, truth->seen, used);
  classes = choose_classes (set, used, names);
  for (gsize i = 0; i < truth->n_images; i++)
    {
      images[i] = -1;
      if (!truth->seen[i])
        continue;
      ids[n_images] = g_array_index (truth->image_ids, gint64, i);
      images[i] = (gint32) n_images++;
    }
  renumber (truth->objects, images, classes);
  renumber (predictions->objects, images, classes);

  order = order_images (truth, images, n_images);
  self = gw_detection_rows_new (g_steal_pointer (&names), order, n_images, truth->objects, predictions->objects);
  self->image_ids = g_steal_pointer (&ids);
  self->n_unlabeled_images = count_unlabeled (truth, predictions);
  self->own_truths = g_steal_pointer (&truth->objects);
  self->own_detections = g_steal_pointer (&predictions->objects);

  return self;
}
