/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-writer-private.h"

G_BEGIN_DECLS

/* A file of COCO that is being written, of instances or panoptic. Its images and annotations are
 * gathered apart, because the arrays follow each other while both grow with each record.
 */
typedef struct
{
  GwSpool *images;
  GwSpool *annotations;
  GwJsonWriter *images_json; /* stands in the array */
  GwJsonWriter *annotations_json;
} GwCocoLists;

/* What is empty becomes lists to write to, kept in files that have no name. */
gboolean gw_coco_lists_open (GwCocoLists *self, GwWriter *writer, GError **error);
void gw_coco_lists_clear (GwCocoLists *self);

/* Ends both lists and writes the file, with what the head's bag keeps of format around them:
 * {"info":…,"licenses":…,"images":[…],"annotations":[…],"categories":[…]}. fill (nullable) goes into the gaps
 * of the annotations. Counts the file.
 */
gboolean gw_coco_lists_write (GwCocoLists *self, GwWriter *writer, const char *name, const char *format,
                              const char *categories, GwSpoolFillFunc fill, gpointer fill_data,
                              GCancellable *cancellable, GError **error);

G_END_DECLS
