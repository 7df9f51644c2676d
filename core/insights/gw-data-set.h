/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-shape.h"
#include "gw-store.h"
#include "gw-work.h"

G_BEGIN_DECLS

/* A project as plain arrays, for figures and charts: its images, the objects and
 * the image labels that people gave. A copy of one moment; it does not follow what
 * changes later.
 *
 * How a page uses it, on a thread of the store (gw_store_read_async()):
 *
 *   set = gw_data_set_load (store, filter, work, cancellable, &error);
 *   column = gw_data_set_find_column (set, "image-brightness");
 *   values = gw_data_set_measure (set, column->name);
 *
 * values go to the analytics; a mark of the chart stands for some of its rows and
 * opens their images:
 *
 *   filter = gw_data_column_make_filter (column, filter, low, high, FALSE);
 *   if (filter == NULL)
 *     filter = gw_door_open (store, title, ids, n, cancellable, &error);
 *   text = gw_filter_to_text (filter), for the action win.show-filter
 *
 * ids are those of gw_data_set_get_row_images(). Numbers of pictures are there once
 * gw-image-measurer.h has looked at them; the page starts it when it is first
 * shown, and loads the set again when that has ended, and when the store's
 * "changed" says that rows have changed.
 */
typedef struct
{
  GPtrArray *classes; /* of GwClass, by position; archived ones too */

  gsize n_images;       /* not in the trash, by name */
  GArray *image_ids;    /* gint64 */
  GArray *image_widths; /* double, pixels; NaN where nobody has read the file */
  GArray *image_heights;
  GArray *image_bytes;      /* double; NaN likewise */
  GArray *image_brightness; /* double, as in GwMeasure; NaN where the picture is not measured */
  GArray *image_contrast;
  GArray *image_sharpness;
  GArray *image_saturation;
  GArray *objects_of_image; /* double: how many */
  GPtrArray *image_splits;  /* (nullable elements): constants of the set's own strings */

  gsize n_objects;
  GArray *object_ids;     /* gint64 */
  GArray *object_images;  /* gint32: which image */
  GArray *object_classes; /* gint32: which class; -1: none */
  GArray *object_times;   /* gint64: when it was drawn, else last changed, ms UTC; 0: unknown */
  GArray *boxes;          /* GwBox: their bounds, pixels */

  gsize n_labels;
  GArray *label_images; /* gint32 */
  GArray *label_classes;
  GArray *label_times; /* gint64: when it was given, ms UTC; 0: unknown */

  GStringChunk *strings;

  /* private */
  GwFilter *filter; /* (nullable) */
  GHashTable *image_attributes;
  GHashTable *object_attributes;
  GArray *columns;
} GwDataSet;

/* Blocks; on a thread of the store. filter (nullable): only these images.
 * Some 70 bytes an object and 100 an image; 100,000 images with an object each in
 * 0.4 s.
 * Returns: (transfer full) (nullable)
 */
GwDataSet *gw_data_set_load (GwStore *store, const GwFilter *filter, GwWork *work, GCancellable *cancellable,
                             GError **error);
void gw_data_set_free (GwDataSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwDataSet, gw_data_set_free)

/* Measures the pictures of the set that were not measured yet, as
 * gw_image_measurer_run() does, and takes what comes of it into the set: also where
 * the project cannot be written, and so every time anew. Blocks.
 */
gboolean gw_data_set_measure_pictures (GwDataSet *self, GwStore *store, GwWork *work, GCancellable *cancellable,
                                       GError **error);

/* All that is known of the pictures, hashes and features too, one an image in the
 * order of the set; image_id is 0 where a picture is not measured or cannot be read.
 * Reads the store anew; some 300 bytes an image.
 * Returns: (transfer full) (nullable): GArray of GwMeasure
 */
GArray *gw_data_set_load_measures (const GwDataSet *self, GwStore *store, GCancellable *cancellable, GError **error);

/* How many objects and image labels each class has: n_classes counts. */
void gw_data_set_count_classes (const GwDataSet *self, guint64 *counts);

/* How many objects and image labels came on each day, in UTC, from the first with
 * any to the last. first (out): its days since 1970-01-01. Those of unknown time
 * are left out.
 * Returns: (transfer full): GArray of guint64; empty: no time is known
 */
GArray *gw_data_set_count_days (const GwDataSet *self, gint64 *first);

G_END_DECLS

#include "gw-data-column.h"
