/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* What a pose is where nobody has told it. */
#define GW_VOC_NO_POSE "Unspecified"

/* The writing half of gw_format_voc: Annotations, ImageSets/Main, class_names.txt and, where
 * pictures are copied, JPEGImages.
 */
void gw_voc_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                          GwProblems *problems);
gboolean gw_voc_writer_create (GwWriter *writer, GError **error);
gboolean gw_voc_writer_write (GwWriter *writer, const GwRecord *record, GError **error);
gboolean gw_voc_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error);
void gw_voc_writer_destroy (GwWriter *writer);

G_END_DECLS
