/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-coco-numbers.h"
#include "gw-format.h"
#include "gw-json-members.h"

G_BEGIN_DECLS

/* The writing half of gw_format_coco. */
void gw_coco_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                           GwProblems *problems);
gboolean gw_coco_writer_create (GwWriter *writer, GError **error);
gboolean gw_coco_writer_write (GwWriter *writer, const GwRecord *record, GError **error);
gboolean gw_coco_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error);
void gw_coco_writer_destroy (GwWriter *writer);

/* The id of an image as JSON: that of the COCO file that it came from, unless
 * another of the file has it, which is told where tell says so. Valid until
 * the next one is chosen.
 */
const char *gw_coco_choose_image_id (GwWriter *writer, GwCocoNumbers *numbers, const GwRecord *record, gboolean tell);

/* Writes "bbox", "area", "segmentation", "iscrowd" and what else the object
 * has into the JSON object that is open. `bag` (nullable) is what COCO kept in
 * the object's bag. FALSE where COCO cannot hold the shape at all; nothing is
 * written then.
 */
gboolean gw_coco_write_object (GwJsonWriter *json, GwObject *object, const GwJsonMembers *bag, const GwRecord *record,
                               const GwWriteOptions *options);
gboolean gw_coco_can_hold (const GwShape *shape);
/* Writes the pixels that a shape covers as a run-length mask. FALSE, and nothing
 * written, where they cannot be had.
 */
gboolean gw_coco_write_mask (GwJsonWriter *json, const GwShape *shape, const GwRecord *record, GwMasks form);
/* Writes "keypoints" and "num_keypoints" into the JSON object that is open. */
void gw_coco_write_keypoints (GwJsonWriter *json, const GwKeypoints *points);

G_END_DECLS
