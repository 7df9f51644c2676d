/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-record.h"
#include "gw-sample.h"

G_BEGIN_DECLS

/* The sample's truth and opinions as records, ready for a store. Classes are
 * found by name among those of the head.
 */

/* How far the project's own labels of a picture have come. */
typedef enum
{
  GW_SAMPLE_LABELED,
  GW_SAMPLE_HALF_DONE,
  GW_SAMPLE_UNLABELED
} GwSampleProgress;

/* index is the picture's place in the list of all. */
GwSampleProgress gw_sample_get_progress (guint index);

/* The record of the truth, or of the first half of its objects; without any
 * labels for GW_SAMPLE_UNLABELED.
 * Returns: (transfer full)
 */
GwRecord *gw_sample_record_truth (const GwRecordHead *head, const GwSamplePicture *picture, guint index);

/* Returns: (transfer full) */
GwRecord *gw_sample_record_prediction (const GwRecordHead *head, const GwSamplePicture *picture);
GwRecord *gw_sample_record_answer (const GwRecordHead *head, const GwSamplePicture *picture, guint annotator);

G_END_DECLS
