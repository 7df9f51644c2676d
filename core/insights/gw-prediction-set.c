/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-prediction-set.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "gw-bag.h"
#include "gw-error.h"
#include "gw-json-reader.h"
#include "gw-logits.h"
#include "gw-number.h"

/* Scores of all images that are held at once. */
#define MOST_CELLS ((gsize) 1 << 28)

/* Records between two words about how far it is. */
#define TELL_EVERY 64

/* A class that an image was given, or scored with. */
typedef struct
{
  gint32 image;
  gint32 place;
  double value;
} Entry;

typedef struct
{
  GwPredictionSet *set;
  GHashTable *images;  /* id → 1 + its index */
  GHashTable *classes; /* id → 1 + its index */
  GArray *labels;      /* of Entry, as they come */
  GArray *scores;
  GwWork *work; /* (nullable) */
  guint n_records;
  gint32 image; /* at hand; -1: not of the set */
} Loading;

void
gw_prediction_set_free (GwPredictionSet *self)
{
  g_clear_pointer (&self->layer, gw_layer_free);
  g_clear_pointer (&self->row_images, g_array_unref);
  g_clear_pointer (&self->score_classes, g_array_unref);
  g_clear_pointer (&self->row_labels, g_array_unref);
  g_clear_pointer (&self->row_confidence, g_array_unref);
  g_clear_pointer (&self->row_n_labels, g_array_unref);
  g_clear_pointer (&self->objects, gw_object_table_free);
  g_clear_pointer (&self->image_ids, g_array_unref);
  g_clear_pointer (&self->image_sizes, g_array_unref);
  g_clear_pointer (&self->image_numbers, g_array_unref);
  g_free (self->scores);
  g_free (self->seen);
  g_free (self);
}

/* --- reading ------------------------------------------------------------------------ */

static gint32
place_of (GHashTable *places, gint64 id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (places, &id)) - 1;
}

static GHashTable *
index_classes (const GwDataSet *set)
{
  GHashTable *places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < set->classes->len; i++)
    {
      gint64 id = gw_class_get_id (g_ptr_array_index (set->classes, i));

      g_hash_table_insert (places, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (i + 1));
    }

  return places;
}

/* The keys are the set's. */
static GHashTable *
index_images (const GwDataSet *set)
{
  GHashTable *places = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < set->image_ids->len; i++)
    g_hash_table_insert (places, &g_array_index (set->image_ids, gint64, i), GUINT_TO_POINTER (i + 1));

  return places;
}

static void
take_entries (const Loading *loading, gint32 image, const GArray *labels, GArray *entries)
{
  for (guint i = 0; labels != NULL && i < labels->len; i++)
    {
      const GwLabel *label = &g_array_index (labels, GwLabel, i);
      Entry entry = { image, place_of (loading->classes, label->class_id), label->confidence };

      if (entry.place >= 0)
        g_array_append_val (entries, entry);
    }
}

/* A picture of which nobody has read the size has that of a mask in it. */
static void
find_size (const GwRecord *record, int *width, int *height)
{
  *width = record->width;
  *height = record->height;
  for (guint i = 0; i < record->objects->len && *width <= 0; i++)
    {
      const GwShape *shape = gw_object_get_shape (g_ptr_array_index (record->objects, i));

      if (shape->kind == GW_SHAPE_MASK)
        {
          *width = shape->as.mask.image_width;
          *height = shape->as.mask.image_height;
        }
    }
}

/* The number of an image stands in its bag, as a number or a text. */
static gint64
find_number (const GwRecord *record)
{
  g_autofree char *coco = record->bag != NULL ? gw_bag_get (record->bag, "coco") : NULL;
  g_autoptr (GwJsonReader) reader = coco != NULL ? gw_json_reader_new_for_memory (coco, -1) : NULL;
  gint64 number = G_MAXINT64;

  if (reader == NULL || gw_json_reader_next (reader, NULL) != GW_JSON_OBJECT_BEGIN)
    return number;
  while (gw_json_reader_next (reader, NULL) == GW_JSON_KEY)
    {
      gboolean exact = FALSE;

      if (!gw_json_reader_string_is (reader, "id"))
        {
          if (!gw_json_reader_skip_value (reader, NULL))
            return number;
          continue;
        }
      switch (gw_json_reader_next (reader, NULL))
        {
        case GW_JSON_NUMBER:
          number = gw_json_reader_get_int64 (reader, &exact);
          return exact ? number : G_MAXINT64;
        case GW_JSON_STRING:
          return gw_number_parse_int64 (gw_json_reader_get_string (reader, NULL), -1, &number) ? number : G_MAXINT64;
        default:
          return number;
        }
    }

  return number;
}

static gboolean
on_record_cb (GwRecord *record, gpointer data, GError **error)
{
  Loading *loading = data;
  GwPredictionSet *self = loading->set;
  gint32 image = place_of (loading->images, record->image_id);
  int width, height;

  if (loading->work != NULL && ++loading->n_records % TELL_EVERY == 0)
    gw_work_add_done (loading->work, TELL_EVERY);
  if (image < 0)
    return TRUE;

  find_size (record, &width, &height);
  g_array_index (self->image_sizes, gint32, 2 * image) = width;
  g_array_index (self->image_sizes, gint32, 2 * image + 1) = height;
  g_array_index (self->image_numbers, gint64, image) = find_number (record);
  take_entries (loading, image, record->labels, loading->labels);
  take_entries (loading, image, record->scores, loading->scores);
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      gw_object_table_add (self->objects, image, width, height, object,
                           place_of (loading->classes, gw_object_get_class_id (object)));
    }
  self->seen[image] = (record->labeled && self->layer->kind == GW_LAYER_KIND_LABELS) || record->objects->len > 0
                      || record->labels->len > 0 || (record->scores != NULL && record->scores->len > 0);

  return TRUE;
}

/* --- reading what has no objects ------------------------------------------------------ */

static void
on_image_row_cb (const GwImageRow *row, gpointer data)
{
  Loading *loading = data;
  GwPredictionSet *self = loading->set;
  gint32 image = place_of (loading->images, row->id);

  if (loading->work != NULL && ++loading->n_records % TELL_EVERY == 0)
    gw_work_add_done (loading->work, TELL_EVERY);
  loading->image = image;
  if (image < 0)
    return;
  g_array_index (self->image_sizes, gint32, 2 * image) = row->width;
  g_array_index (self->image_sizes, gint32, 2 * image + 1) = row->height;
  self->seen[image] = self->layer->kind == GW_LAYER_KIND_LABELS
                      && (row->status == GW_IMAGE_LABELED || row->status == GW_IMAGE_IN_REVIEW
                          || (row->marks & GW_IMAGE_NEGATIVE) != 0);
}

static void
on_label_row_cb (const GwLabelRow *row, gpointer data)
{
  Loading *loading = data;
  Entry entry = { loading->image, place_of (loading->classes, row->class_id), row->confidence };

  if (entry.image < 0 || entry.place < 0)
    return;
  loading->set->seen[entry.image] = 1;
  if (row->is_score)
    g_array_append_val (loading->scores, entry);
  else
    g_array_append_val (loading->labels, entry);
}

/* Records are complete, with shapes and what files said; rows are many times as fast. */
static gboolean
read_layer (Loading *loading, GwStore *store, const GwFilter *filter, GCancellable *cancellable, GError **error)
{
  static const GwRowFuncs funcs = { .image = on_image_row_cb, .label = on_label_row_cb };
  gint64 layer_id = loading->set->layer->id, n_objects = 0;

  if (!gw_store_count_layer (store, layer_id, NULL, &n_objects, cancellable, error))
    return FALSE;

  return n_objects == 0 ? gw_store_foreach_row (store, filter, layer_id, &funcs, loading, cancellable, error)
                        : gw_store_export (store, filter, layer_id, on_record_cb, loading, cancellable, error);
}

/* --- rows ------------------------------------------------------------------------------ */

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;

  return (x->image > y->image) - (x->image < y->image);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const GwScoredObject *x = a, *y = b;

  return (x->image > y->image) - (x->image < y->image);
}

/* A row for each image of which something is said, and which row each image has. */
static gint32 *
make_rows (GwPredictionSet *self, const Loading *loading)
{
  g_autofree guint8 *named = g_malloc0 (MAX (self->n_images, 1));
  gint32 *row_of = g_new (gint32, MAX (self->n_images, 1));
  const gint32 none = -1, zero = 0;
  const double unknown = NAN;

  for (guint i = 0; i < loading->labels->len; i++)
    named[g_array_index (loading->labels, Entry, i).image] = 1;
  for (guint i = 0; i < loading->scores->len; i++)
    named[g_array_index (loading->scores, Entry, i).image] = 1;
  for (gsize i = 0; i < self->n_images; i++)
    {
      const gint32 image = (gint32) i;

      row_of[i] = -1;
      if (!named[i])
        continue;
      row_of[i] = (gint32) self->n_rows++;
      g_array_append_val (self->row_images, image);
      g_array_append_val (self->row_labels, none);
      g_array_append_val (self->row_confidence, unknown);
      g_array_append_val (self->row_n_labels, zero);
    }

  return row_of;
}

/* Of several labels the surest one is the row's, of equal ones the first. */
static void
fill_labels (GwPredictionSet *self, const GArray *labels, const gint32 *row_of)
{
  for (guint i = 0; i < labels->len; i++)
    {
      const Entry *entry = &g_array_index (labels, Entry, i);
      guint row = (guint) row_of[entry->image];
      double *confidence = &g_array_index (self->row_confidence, double, row);
      gint32 *label = &g_array_index (self->row_labels, gint32, row);

      g_array_index (self->row_n_labels, gint32, row)++;
      if (*label >= 0 && !(entry->value > *confidence))
        continue;
      *label = entry->place;
      *confidence = entry->value;
    }
}

/* A model gives probabilities or logits of all images: where nobody has said which, one that can
 * be no probability is enough. What is not given (NaN) counts for nothing in either.
 */
static void
soften (GwPredictionSet *self, gsize n_cells)
{
  const gboolean logits = gw_scores_are_logits (self->layer->scale, self->scores, n_cells);
  const gsize n = self->score_classes->len;

  for (gsize i = 0; i < n_cells; i++)
    if (isnan (self->scores[i]))
      self->scores[i] = logits ? -INFINITY : 0;
  for (gsize row = 0; logits && row < self->n_rows; row++)
    gw_logits_soften (self->scores + row * n, n);
}

static gboolean
fill_scores (GwPredictionSet *self, const GArray *scores, const gint32 *row_of, guint n_classes, GError **error)
{
  g_autofree gint32 *column_of = g_new (gint32, MAX (n_classes, 1));
  gsize n_cells;

  for (guint i = 0; i < n_classes; i++)
    column_of[i] = -1;
  for (guint i = 0; i < scores->len; i++)
    column_of[g_array_index (scores, Entry, i).place] = 0;
  for (guint i = 0; i < n_classes; i++)
    {
      const gint32 place = (gint32) i;

      if (column_of[i] < 0)
        continue;
      column_of[i] = (gint32) self->score_classes->len;
      g_array_append_val (self->score_classes, place);
    }
  if (self->score_classes->len == 0)
    return TRUE;
  if (!g_size_checked_mul (&n_cells, self->n_rows, self->score_classes->len) || n_cells > MOST_CELLS)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_LIMIT,
                   _ ("There are too many images and classes to look at at once. Filter the images."));
      return FALSE;
    }

  self->scores = g_new (double, n_cells);
  for (gsize i = 0; i < n_cells; i++)
    self->scores[i] = NAN;
  for (guint i = 0; i < scores->len; i++)
    {
      const Entry *entry = &g_array_index (scores, Entry, i);

      self->scores[(gsize) row_of[entry->image] * self->score_classes->len + (gsize) column_of[entry->place]] =
          entry->value;
    }
  soften (self, n_cells);

  return TRUE;
}

static gboolean
settle (const Loading *loading, guint n_classes, GError **error)
{
  GwPredictionSet *self = loading->set;
  g_autofree gint32 *row_of = NULL;

  g_array_sort (self->objects->rows, compare_rows);
  g_array_sort (loading->labels, compare_entries);
  row_of = make_rows (self, loading);
  fill_labels (self, loading->labels, row_of);

  return fill_scores (self, loading->scores, row_of, n_classes, error);
}

static GwPredictionSet *
prediction_set_new (const GwDataSet *set, GwOverlap overlap)
{
  GwPredictionSet *self = g_new0 (GwPredictionSet, 1);
  const gint64 none = G_MAXINT64;

  self->n_images = set->image_ids->len;
  self->row_images = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->score_classes = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->row_labels = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->row_confidence = g_array_new (FALSE, FALSE, sizeof (double));
  self->row_n_labels = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->objects = gw_object_table_new (overlap);
  self->objects->rounds = TRUE;
  self->seen = g_malloc0 (MAX (self->n_images, 1));
  self->image_ids = g_array_ref (set->image_ids);
  self->image_sizes = g_array_new (FALSE, TRUE, sizeof (gint32));
  g_array_set_size (self->image_sizes, (guint) (2 * self->n_images));
  self->image_numbers = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) self->n_images);
  for (gsize i = 0; i < self->n_images; i++)
    g_array_append_val (self->image_numbers, none);

  return self;
}

static GwLayer *
find_layer (GwStore *store, gint64 layer_id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) layers = gw_store_list_layers (store, cancellable, error);

  for (guint i = 0; layers != NULL && i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);

      if (layer->id == layer_id)
        return gw_layer_copy (layer);
    }
  if (layers != NULL)
    g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND, _ ("The predictions are no longer in the project."));

  return NULL;
}

GwPredictionSet *
gw_prediction_set_load (GwStore *store, const GwDataSet *set, const GwFilter *filter, gint64 layer_id,
                        GwOverlap overlap, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwPredictionSet) self = prediction_set_new (set, overlap);
  g_autoptr (GHashTable) images = index_images (set);
  g_autoptr (GHashTable) classes = index_classes (set);
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GArray) scores = g_array_new (FALSE, FALSE, sizeof (Entry));
  Loading loading = { self, images, classes, labels, scores, work, 0, -1 };

  g_return_val_if_fail (GW_IS_STORE (store), NULL);

  self->layer = find_layer (store, layer_id, cancellable, error);
  if (self->layer == NULL)
    return NULL;
  if (work != NULL)
    gw_work_set_total (work, self->n_images);
  if (!read_layer (&loading, store, filter, cancellable, error) || !settle (&loading, set->classes->len, error))
    return NULL;

  return g_steal_pointer (&self);
}
