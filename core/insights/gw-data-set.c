/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-data-set.h"

#include <math.h>
#include <string.h>

#include "gw-data-set-private.h"
#include "gw-image-measurer.h"

/* Rows between two reports of progress. */
#define STEP 256

void
gw_data_set_free (GwDataSet *self)
{
  g_clear_pointer (&self->classes, g_ptr_array_unref);
  g_clear_pointer (&self->image_ids, g_array_unref);
  g_clear_pointer (&self->image_widths, g_array_unref);
  g_clear_pointer (&self->image_heights, g_array_unref);
  g_clear_pointer (&self->image_bytes, g_array_unref);
  g_clear_pointer (&self->image_brightness, g_array_unref);
  g_clear_pointer (&self->image_contrast, g_array_unref);
  g_clear_pointer (&self->image_sharpness, g_array_unref);
  g_clear_pointer (&self->image_saturation, g_array_unref);
  g_clear_pointer (&self->objects_of_image, g_array_unref);
  g_clear_pointer (&self->image_splits, g_ptr_array_unref);
  g_clear_pointer (&self->object_ids, g_array_unref);
  g_clear_pointer (&self->object_images, g_array_unref);
  g_clear_pointer (&self->object_classes, g_array_unref);
  g_clear_pointer (&self->object_times, g_array_unref);
  g_clear_pointer (&self->boxes, g_array_unref);
  g_clear_pointer (&self->label_images, g_array_unref);
  g_clear_pointer (&self->label_classes, g_array_unref);
  g_clear_pointer (&self->label_times, g_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_clear_pointer (&self->filter, gw_filter_free);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->image_attributes, g_hash_table_unref);
  g_clear_pointer (&self->object_attributes, g_hash_table_unref);
  g_free (self);
}

static GwDataSet *
data_set_new (const GwFilter *filter)
{
  GwDataSet *self = g_new0 (GwDataSet, 1);

  self->image_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->image_widths = g_array_new (FALSE, FALSE, sizeof (double));
  self->image_heights = g_array_new (FALSE, FALSE, sizeof (double));
  self->image_bytes = g_array_new (FALSE, FALSE, sizeof (double));
  self->image_brightness = g_array_new (FALSE, FALSE, sizeof (double));
  self->image_contrast = g_array_new (FALSE, FALSE, sizeof (double));
  self->image_sharpness = g_array_new (FALSE, FALSE, sizeof (double));
  self->image_saturation = g_array_new (FALSE, FALSE, sizeof (double));
  self->objects_of_image = g_array_new (FALSE, FALSE, sizeof (double));
  self->image_splits = g_ptr_array_new ();
  self->object_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->object_images = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->object_classes = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->object_times = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->boxes = g_array_new (FALSE, FALSE, sizeof (GwBox));
  self->label_images = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->label_classes = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->label_times = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->strings = g_string_chunk_new (256);
  self->filter = filter != NULL ? gw_filter_copy (filter) : NULL;
  self->image_attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                  (GDestroyNotify) _gw_data_attribute_free);
  self->object_attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                   (GDestroyNotify) _gw_data_attribute_free);

  return self;
}

/* --- loading ------------------------------------------------------------------------ */

typedef struct
{
  GwDataSet *set;
  GHashTable *places; /* class id → 1 + its place */
  GwWork *work;
} Loading;

static gint32
place_of (const Loading *loading, gint64 class_id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (loading->places, &class_id)) - 1;
}

static void
append_double (GArray *array, double value)
{
  g_array_append_val (array, value);
}

static void
take_image (const GwImageRow *row, gpointer data)
{
  const Loading *loading = data;
  GwDataSet *self = loading->set;

  g_array_append_val (self->image_ids, row->id);
  append_double (self->image_widths, row->width > 0 ? row->width : NAN);
  append_double (self->image_heights, row->height > 0 ? row->height : NAN);
  append_double (self->image_bytes, row->bytes > 0 ? (double) row->bytes : NAN);
  append_double (self->image_brightness, row->brightness);
  append_double (self->image_contrast, row->contrast);
  append_double (self->image_sharpness, row->sharpness);
  append_double (self->image_saturation, row->saturation);
  append_double (self->objects_of_image, 0);
  g_ptr_array_add (self->image_splits,
                   row->split != NULL ? g_string_chunk_insert_const (self->strings, row->split) : NULL);
  self->n_images++;
  if (loading->work != NULL && self->n_images % STEP == 0)
    gw_work_set_done (loading->work, self->n_images);
}

static void
take_label (const GwLabelRow *row, gpointer data)
{
  const Loading *loading = data;
  GwDataSet *self = loading->set;
  gint32 image = (gint32) self->n_images - 1;
  gint32 place = place_of (loading, row->class_id);

  if (place < 0 || row->is_score)
    return;
  g_array_append_val (self->label_images, image);
  g_array_append_val (self->label_classes, place);
  g_array_append_val (self->label_times, row->modified);
  self->n_labels++;
}

static void
take_object (const GwObjectRow *row, gpointer data)
{
  const Loading *loading = data;
  GwDataSet *self = loading->set;
  gint32 image = (gint32) self->n_images - 1;
  gint32 place = place_of (loading, row->class_id);
  gint64 time = row->created > 0 ? row->created : row->modified;

  g_array_append_val (self->object_ids, row->id);
  g_array_append_val (self->object_images, image);
  g_array_append_val (self->object_classes, place);
  g_array_append_val (self->object_times, time);
  g_array_append_val (self->boxes, row->bounds);
  g_array_index (self->objects_of_image, double, image) += 1;
  self->n_objects++;
}

static void
take_attribute (GHashTable *attributes, guint32 row, const char *name, const char *value)
{
  GwDataAttribute *attribute = g_hash_table_lookup (attributes, name);

  if (attribute == NULL)
    {
      attribute = g_new0 (GwDataAttribute, 1);
      attribute->name = g_strdup (name);
      g_hash_table_insert (attributes, attribute->name, attribute);
    }
  _gw_data_attribute_add (attribute, row, value);
}

static void
take_image_attribute (const char *name, const char *value, gpointer data)
{
  GwDataSet *self = ((const Loading *) data)->set;

  take_attribute (self->image_attributes, (guint32) self->n_images - 1, name, value);
}

static void
take_object_attribute (const char *name, const char *value, gpointer data)
{
  GwDataSet *self = ((const Loading *) data)->set;

  take_attribute (self->object_attributes, (guint32) self->n_objects - 1, name, value);
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

static gboolean
note_total (GwStore *store, const GwFilter *filter, GwWork *work, GCancellable *cancellable, GError **error)
{
  gint64 n = work != NULL ? gw_store_count_images (store, filter, cancellable, error) : 0;

  if (n > 0)
    gw_work_set_total (work, (guint64) n);

  return n >= 0;
}

GwDataSet *
gw_data_set_load (GwStore *store, const GwFilter *filter, GwWork *work, GCancellable *cancellable, GError **error)
{
  static const GwRowFuncs funcs = { take_image, take_image_attribute, take_label, take_object, take_object_attribute };
  g_autoptr (GwDataSet) self = NULL;
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Loading loading = { .places = places, .work = work };

  g_return_val_if_fail (GW_IS_STORE (store), NULL);

  self = data_set_new (filter);
  loading.set = self;
  self->classes = gw_store_list_classes (store, TRUE, cancellable, error);
  if (self->classes == NULL || !note_total (store, filter, work, cancellable, error))
    return NULL;
  note_places (&loading);
  if (!gw_store_foreach_row (store, filter, GW_LAYER_LABELS, &funcs, &loading, cancellable, error))
    return NULL;
  if (work != NULL)
    gw_work_set_done (work, self->n_images);
  _gw_data_set_make_columns (self);

  return g_steal_pointer (&self);
}

/* --- pictures ----------------------------------------------------------------------- */

/* Image id → 1 + its place. */
static GHashTable *
note_images (const GwDataSet *self)
{
  GHashTable *places = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < self->image_ids->len; i++)
    g_hash_table_insert (places, &g_array_index (self->image_ids, gint64, i), GUINT_TO_POINTER (i + 1));

  return places;
}

typedef struct
{
  GwDataSet *set;
  GHashTable *places;
} Measuring;

static void
take_measure (const GwMeasure *measure, gpointer data)
{
  const Measuring *measuring = data;
  GwDataSet *self = measuring->set;
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (measuring->places, &measure->image_id));

  if (place == 0)
    return;
  g_array_index (self->image_brightness, double, place - 1) = measure->readable ? measure->brightness : NAN;
  g_array_index (self->image_contrast, double, place - 1) = measure->readable ? measure->contrast : NAN;
  g_array_index (self->image_sharpness, double, place - 1) = measure->readable ? measure->sharpness : NAN;
  g_array_index (self->image_saturation, double, place - 1) = measure->readable ? measure->saturation : NAN;
}

gboolean
gw_data_set_measure_pictures (GwDataSet *self, GwStore *store, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) places = NULL;
  Measuring measuring = { .set = self };

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (GW_IS_STORE (store), FALSE);

  measuring.places = places = note_images (self);

  return gw_image_measurer_run (store, self->filter, take_measure, &measuring, work, cancellable, error);
}

typedef struct
{
  GArray *measures;
  GHashTable *places;
} Gathering;

static void
gather_measure (const GwMeasure *measure, gpointer data)
{
  const Gathering *gathering = data;
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (gathering->places, &measure->image_id));

  if (place > 0 && measure->readable)
    g_array_index (gathering->measures, GwMeasure, place - 1) = *measure;
}

GArray *
gw_data_set_load_measures (const GwDataSet *self, GwStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) places = NULL;
  g_autoptr (GArray) measures = NULL;
  Gathering gathering;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (GW_IS_STORE (store), NULL);

  places = note_images (self);
  measures = g_array_sized_new (FALSE, TRUE, sizeof (GwMeasure), (guint) self->n_images);
  g_array_set_size (measures, (guint) self->n_images);
  gathering = (Gathering) { measures, places };
  if (!gw_store_foreach_measure (store, self->filter, gather_measure, &gathering, cancellable, error))
    return NULL;

  return g_steal_pointer (&measures);
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

#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

/* Up to the year 9999; what lies beyond comes of a file that is wrong. */
#define N_DAYS 2932897

static gboolean
day_of (const GArray *times, guint i, gint64 *day)
{
  gint64 time = g_array_index (times, gint64, i);

  *day = time / DAY;
  return time > 0 && *day < N_DAYS;
}

static void
widen (const GArray *times, gint64 *first, gint64 *last)
{
  for (guint i = 0; i < times->len; i++)
    {
      gint64 day;

      if (!day_of (times, i, &day))
        continue;
      *first = MIN (*first, day);
      *last = MAX (*last, day);
    }
}

static void
count_days (const GArray *times, gint64 first, GArray *days)
{
  for (guint i = 0; i < times->len; i++)
    {
      gint64 day;

      if (day_of (times, i, &day))
        g_array_index (days, guint64, day - first)++;
    }
}

GArray *
gw_data_set_count_days (const GwDataSet *self, gint64 *first)
{
  g_autoptr (GArray) days = g_array_new (FALSE, TRUE, sizeof (guint64));
  gint64 last = -1;

  g_return_val_if_fail (self != NULL && first != NULL, NULL);

  *first = N_DAYS;
  widen (self->object_times, first, &last);
  widen (self->label_times, first, &last);
  if (last < 0)
    {
      *first = 0;
      return g_steal_pointer (&days);
    }
  g_array_set_size (days, (guint) (last - *first + 1));
  count_days (self->object_times, *first, days);
  count_days (self->label_times, *first, days);

  return g_steal_pointer (&days);
}
