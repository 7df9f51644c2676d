/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-shape.h"
#include "gw-store.h"
#include "gw-work.h"

G_BEGIN_DECLS

/* A project as plain arrays, for figures and charts: its images, the objects and
 * the image labels that people gave. A copy of one moment; it does not follow what
 * changes later.
 */
typedef struct
{
  GPtrArray *classes; /* of GwClass, by position; archived ones too */

  gsize n_images;       /* not in the trash, by name */
  GArray *image_ids;    /* gint64 */
  GArray *image_widths; /* double, pixels; NaN where nobody has read the file */
  GArray *image_heights;
  GArray *objects_of_image; /* double: how many */
  GPtrArray *image_splits;  /* (nullable elements): constants of the set's own strings */

  gsize n_objects;
  GArray *object_images;  /* gint32: which image */
  GArray *object_classes; /* gint32: which class; -1: none */
  GArray *boxes;          /* GwBox: their bounds, pixels */

  gsize n_labels;
  GArray *label_images; /* gint32 */
  GArray *label_classes;

  GStringChunk *strings;
} GwDataSet;

/* Blocks; on a thread of the store. filter (nullable): only these images.
 * Some 60 bytes an object; a million objects in a few seconds.
 * Returns: (transfer full) (nullable)
 */
GwDataSet *gw_data_set_load (GwStore *store, const GwFilter *filter, GwWork *work, GCancellable *cancellable,
                             GError **error);
void gw_data_set_free (GwDataSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwDataSet, gw_data_set_free)

/* How many objects and image labels each class has: n_classes counts. */
void gw_data_set_count_classes (const GwDataSet *self, guint64 *counts);

/* --- columns of numbers ---------------------------------------------------------- */

/* The names of what is measured, NULL-terminated: "image-width", "box-area" … */
const char *const *gw_data_set_get_columns (void);
/* The values of one, a row an image or an object: GArray of double, NaN where it
 * has none; NULL for a name that is none. (transfer full) (nullable)
 */
GArray *gw_data_set_measure (const GwDataSet *self, const char *column);

G_END_DECLS
