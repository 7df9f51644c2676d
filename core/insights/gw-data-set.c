/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-data-set.h"

#include <math.h>
#include <string.h>

#include "gw-box-stats.h"

#define BATCH 512

void
gw_data_set_free (GwDataSet *self)
{
  g_clear_pointer (&self->classes, g_ptr_array_unref);
  g_clear_pointer (&self->image_ids, g_array_unref);
  g_clear_pointer (&self->image_widths, g_array_unref);
  g_clear_pointer (&self->image_heights, g_array_unref);
  g_clear_pointer (&self->objects_of_image, g_array_unref);
  g_clear_pointer (&self->image_splits, g_ptr_array_unref);
  g_clear_pointer (&self->object_images, g_array_unref);
  g_clear_pointer (&self->object_classes, g_array_unref);
  g_clear_pointer (&self->boxes, g_array_unref);
  g_clear_pointer (&self->label_images, g_array_unref);
  g_clear_pointer (&self->label_classes, g_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_free (self);
}

/* --- loading ------------------------------------------------------------------------ */

typedef struct
{
  GwDataSet *set;
  GwStore *store;
  GHashTable *places; /* class id → 1 + its place */
} Loading;

static gint32
place_of (const Loading *loading, gint64 class_id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (loading->places, &class_id)) - 1;
}

static gboolean
take_objects (const Loading *loading, gint64 image_id, gint32 image, GCancellable *cancellable, GError **error)
{
  GwDataSet *self = loading->set;
  g_autoptr (GPtrArray) objects = gw_store_load_objects (loading->store, image_id, GW_LAYER_LABELS, cancellable, error);
  double n;

  if (objects == NULL)
    return FALSE;

  n = objects->len;
  g_array_append_val (self->objects_of_image, n);
  for (guint i = 0; i < objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (objects, i);
      gint32 place = place_of (loading, gw_object_get_class_id (object));
      GwBox box = gw_object_get_bounds (object);

      g_array_append_val (self->object_images, image);
      g_array_append_val (self->object_classes, place);
      g_array_append_val (self->boxes, box);
    }
  self->n_objects += objects->len;

  return TRUE;
}

static void
take_labels (const Loading *loading, GwImage *image, gint32 place)
{
  GwDataSet *self = loading->set;
  GArray *labels = gw_image_get_labels (image);

  for (guint i = 0; i < labels->len; i++)
    {
      gint32 class_place = place_of (loading, g_array_index (labels, GwLabel, i).class_id);

      if (class_place < 0)
        continue;
      g_array_append_val (self->label_images, place);
      g_array_append_val (self->label_classes, class_place);
      self->n_labels++;
    }
}

static gboolean
take_image (const Loading *loading, GwImage *image, GCancellable *cancellable, GError **error)
{
  GwDataSet *self = loading->set;
  gint64 id = gw_image_get_id (image);
  double width = gw_image_get_width (image) > 0 ? gw_image_get_width (image) : NAN;
  double height = gw_image_get_height (image) > 0 ? gw_image_get_height (image) : NAN;
  const char *split = gw_image_get_split (image);
  gint32 place = (gint32) self->n_images;

  g_array_append_val (self->image_ids, id);
  g_array_append_val (self->image_widths, width);
  g_array_append_val (self->image_heights, height);
  g_ptr_array_add (self->image_splits, split != NULL ? g_string_chunk_insert_const (self->strings, split) : NULL);
  self->n_images++;
  take_labels (loading, image, place);

  return take_objects (loading, id, place, cancellable, error);
}

static gboolean
take_images (const Loading *loading, GArray *ids, GwWork *work, GCancellable *cancellable, GError **error)
{
  if (work != NULL)
    gw_work_set_total (work, ids->len);
  for (guint begin = 0; begin < ids->len; begin += BATCH)
    {
      g_autoptr (GPtrArray) images = gw_store_get_images (loading->store, &g_array_index (ids, gint64, begin),
                                                          MIN (BATCH, ids->len - begin), cancellable, error);

      if (images == NULL)
        return FALSE;
      for (guint i = 0; i < images->len; i++)
        {
          if (g_ptr_array_index (images, i) != NULL
              && !take_image (loading, g_ptr_array_index (images, i), cancellable, error))
            return FALSE;
        }
      if (work != NULL)
        gw_work_add_done (work, images->len);
    }

  return TRUE;
}

static void
note_places (Loading *loading)
{
  for (guint i = 0; i < loading->set->classes->len; i++)
    {
      gint64 id = gw_class_get_id (g_ptr_array_index (loading->set->classes, i));

      g_hash_table_insert (loading->places, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (i + 1));
    }
}

GwDataSet *
gw_data_set_load (GwStore *store, const GwFilter *filter, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwDataSet) self = g_new0 (GwDataSet, 1);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) ids = NULL;
  Loading loading = { .set = self, .store = store, .places = places };

  g_return_val_if_fail (GW_IS_STORE (store), NULL);

  self->classes = gw_store_list_classes (store, TRUE, cancellable, error);
  if (self->classes == NULL)
    return NULL;
  self->image_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->image_widths = g_array_new (FALSE, FALSE, sizeof (double));
  self->image_heights = g_array_new (FALSE, FALSE, sizeof (double));
  self->objects_of_image = g_array_new (FALSE, FALSE, sizeof (double));
  self->image_splits = g_ptr_array_new ();
  self->object_images = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->object_classes = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->boxes = g_array_new (FALSE, FALSE, sizeof (GwBox));
  self->label_images = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->label_classes = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->strings = g_string_chunk_new (256);
  note_places (&loading);

  ids = gw_store_list_image_ids (store, filter, GW_SORT_NAME, cancellable, error);
  if (ids == NULL || !take_images (&loading, ids, work, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* --- figures ---------------------------------------------------------------------------- */

static void
count (const GArray *places, guint64 *counts)
{
  for (guint i = 0; i < places->len; i++)
    {
      gint32 place = g_array_index (places, gint32, i);

      if (place >= 0)
        counts[place]++;
    }
}

void
gw_data_set_count_classes (const GwDataSet *self, guint64 *counts)
{
  memset (counts, 0, self->classes->len * sizeof *counts);
  count (self->object_classes, counts);
  count (self->label_classes, counts);
}

/* What is measured; those of images come first. */
typedef enum
{
  IMAGE_WIDTH,
  IMAGE_HEIGHT,
  IMAGE_AREA,
  IMAGE_ASPECT,
  IMAGE_OBJECTS,
  BOX_WIDTH,
  BOX_HEIGHT,
  BOX_AREA,
  BOX_RELATIVE_AREA,
  BOX_ASPECT,
  BOX_CENTER_X,
  BOX_CENTER_Y
} Measure;

/* In the order of the values above. */
static const char *const columns[] = {
  "image-width", "image-height",      "image-area", "image-aspect", "objects-per-image", "box-width", "box-height",
  "box-area",    "box-relative-area", "box-aspect", "box-center-x", "box-center-y",      NULL,
};

const char *const *
gw_data_set_get_columns (void)
{
  return columns;
}

static double
measure_image (const GwDataSet *self, guint i, Measure measure)
{
  double width = g_array_index (self->image_widths, double, i);
  double height = g_array_index (self->image_heights, double, i);

  switch (measure)
    {
    case IMAGE_WIDTH:
      return width;
    case IMAGE_HEIGHT:
      return height;
    case IMAGE_AREA:
      return width * height;
    case IMAGE_ASPECT:
      return width / height;
    default:
      return g_array_index (self->objects_of_image, double, i);
    }
}

/* Boxes of images whose size nobody knows have widths all the same. */
static GwBoxStats
look_at_box (const GwDataSet *self, guint i)
{
  const GwBox *box = &g_array_index (self->boxes, GwBox, i);
  guint image = (guint) g_array_index (self->object_images, gint32, i);
  GwBoxStats stats;

  if (gw_box_stats (box, g_array_index (self->image_widths, double, image),
                    g_array_index (self->image_heights, double, image), &stats)
      == GW_STATUS_OK)
    return stats;

  if (gw_box_stats (box, 1, 1, &stats) != GW_STATUS_OK)
    stats = (GwBoxStats) { .area = NAN, .aspect = NAN };
  stats.relative_area = stats.centre_x = stats.centre_y = NAN;

  return stats;
}

static double
measure_box (const GwDataSet *self, guint i, Measure measure)
{
  const GwBox *box = &g_array_index (self->boxes, GwBox, i);
  GwBoxStats stats = look_at_box (self, i);

  switch (measure)
    {
    case BOX_WIDTH:
      return box->width;
    case BOX_HEIGHT:
      return box->height;
    case BOX_AREA:
      return stats.area;
    case BOX_RELATIVE_AREA:
      return stats.relative_area;
    case BOX_ASPECT:
      return stats.aspect;
    case BOX_CENTER_X:
      return stats.centre_x;
    default:
      return stats.centre_y;
    }
}

GArray *
gw_data_set_measure (const GwDataSet *self, const char *column)
{
  GArray *values;
  guint measure = 0, n;

  while (columns[measure] != NULL && !g_str_equal (columns[measure], column))
    measure++;
  if (columns[measure] == NULL)
    return NULL;

  n = (guint) (measure < BOX_WIDTH ? self->n_images : self->n_objects);
  values = g_array_sized_new (FALSE, FALSE, sizeof (double), n);
  for (guint i = 0; i < n; i++)
    {
      double value = measure < BOX_WIDTH ? measure_image (self, i, measure) : measure_box (self, i, measure);

      g_array_append_val (values, value);
    }

  return values;
}
