/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* The writing half of gw_format_voc: Annotations, ImageSets/Main, class_names.txt, where masks
 * are written, what gw_format_voc_masks writes, and where pictures are copied, JPEGImages.
 */

/* Whether masks of objects are written beside the XML files: as the options say, else where they
 * were read from there.
 */
gboolean gw_voc_writes_masks (const GwRecordHead *head, const GwWriteOptions *options);

/* Whether nobody has looked at the image: it has no XML file. */
gboolean gw_voc_is_unlabeled (const GwRecord *record);

void gw_voc_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                          GwProblems *problems);
gboolean gw_voc_writer_create (GwWriter *writer, GError **error);
gboolean gw_voc_writer_write (GwWriter *writer, const GwRecord *record, GError **error);
gboolean gw_voc_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error);
void gw_voc_writer_destroy (GwWriter *writer);

G_END_DECLS
