/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* Reading and writing of pictures in folders of their classes (spec formats 11), for
 * gw_format_class_folders and for gw_format_yolo_classify (5.5), which differs in this: classes
 * are known by their number in the order of the folders, and what is written always lies in a
 * split, “train” unless another is known, since nothing else is trained on.
 */

/* How many classes the folders of a source may be; 0: they do not look like it. splits
 * (nullable) tells whether they lie in folders of splits.
 */
guint gw_class_folders_count (const char *source, gboolean *splits);

gboolean gw_class_folders_open (GwReader *reader, GCancellable *cancellable, GError **error);
GwRecord *gw_class_folders_next (GwReader *reader, GCancellable *cancellable, GError **error);
void gw_class_folders_close (GwReader *reader);

void gw_class_folders_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                                    GwProblems *problems);
gboolean gw_class_folders_create (GwWriter *writer, GError **error);
gboolean gw_class_folders_write (GwWriter *writer, const GwRecord *record, GError **error);
gboolean gw_class_folders_finish (GwWriter *writer, GCancellable *cancellable, GError **error);
void gw_class_folders_destroy (GwWriter *writer);

/* For those who write: (nullable) split -> set of folders of classes that are in it. */
GHashTable *gw_class_folders_get_parts (GwWriter *writer);

G_END_DECLS
