/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-yolo-line.h"

G_BEGIN_DECLS

/* The writing half of YOLO's formats of label files: data.yaml, labels/<split>/ and, where
 * pictures are copied, images/<split>/.
 */
void gw_yolo_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                           GwProblems *problems);
void gw_yolo_segment_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                                   GwProblems *problems);
void gw_yolo_obb_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                               GwProblems *problems);
void gw_yolo_pose_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                                GwProblems *problems);
gboolean gw_yolo_writer_create (GwWriter *writer, GError **error);
gboolean gw_yolo_writer_write (GwWriter *writer, const GwRecord *record, GError **error);
gboolean gw_yolo_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error);
void gw_yolo_writer_destroy (GwWriter *writer);

/* Which of them a format is. */
GwYoloTask gw_yolo_get_task (const GwFormat *format);

G_END_DECLS
