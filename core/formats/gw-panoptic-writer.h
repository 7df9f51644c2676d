/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* The writing half of gw_format_coco_panoptic: annotations/panoptic_<split>.json
 * with a folder of PNG files of the same name.
 */
void gw_panoptic_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                               GwProblems *problems);
gboolean gw_panoptic_writer_create (GwWriter *writer, GError **error);
gboolean gw_panoptic_writer_write (GwWriter *writer, const GwRecord *record, GError **error);
gboolean gw_panoptic_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error);
void gw_panoptic_writer_destroy (GwWriter *writer);

G_END_DECLS
