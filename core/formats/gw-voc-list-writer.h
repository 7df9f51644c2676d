/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* The lists of ImageSets/Main of Pascal VOC (spec formats 4): of the images of each part, and of
 * the classes in them, which are only written where images have labels, or were read so.
 */
typedef struct _GwVocListWriter GwVocListWriter;

/* with_classes: lists of classes, even where no image has a label. (transfer full) */
GwVocListWriter *gw_voc_list_writer_new (gboolean with_classes);
void gw_voc_list_writer_free (GwVocListWriter *self);

/* An image, called stem in its part's list: its classes are those of its labels and objects. A
 * class of which all objects are difficult, or whose label the bag says so of, counts neither
 * way. Other classes are not in it, as lists of Pascal VOC have it, unless the record says of some
 * that they are not: then nothing is said of the rest. Takes some 40 bytes of memory for an image,
 * and 4 for each class that is told.
 */
void gw_voc_list_writer_add (GwVocListWriter *self, const GwRecordHead *head, const GwRecord *record, const char *stem);

/* An image that nobody looked at: lists of classes do not name it. */
void gw_voc_list_writer_add_unlabeled (GwVocListWriter *self, const char *split, const char *stem);

/* The files, of writer, whose head is that of all records. Counts them. A list of a class that has the
 * name of another list is left out and told of.
 */
gboolean gw_voc_list_writer_write (GwVocListWriter *self, GwWriter *writer, GError **error);

/* Whether an object says by itself that its class is in an image of a list: not where it is a part of
 * another, or where it is not written, for who reads the list would take its class for a label of the
 * image.
 */
gboolean gw_voc_list_counts (GwObject *object);

G_END_DECLS
