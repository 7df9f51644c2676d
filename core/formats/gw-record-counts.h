/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-writer.h"
#include "gw-record.h"

G_BEGIN_DECLS

/* What a set of records holds, by kind. */
typedef struct
{
  guint64 images;
  guint64 labels;                    /* image labels */
  guint64 scores;                    /* a model's scores of image labels */
  guint64 objects[GW_SHAPE_N_KINDS]; /* by GwShapeKind */
} GwRecordCounts;

/* is_again: the image has been counted, with what somebody else says of it. */
void gw_record_counts_add (GwRecordCounts *self, const GwRecord *record, gboolean is_again);
/* Everything but images. */
guint64 gw_record_counts_get_labels (const GwRecordCounts *self);
/* Labels, scores and objects of one record. */
guint64 gw_record_count_labels (const GwRecord *record);

/* Whether a class only stands above others: it has no labels, alias or key of
 * its own. Such classes come with a hierarchy and do not count as classes.
 */
gboolean gw_record_head_is_group (const GwRecordHead *head, GwClass *class);
guint gw_record_head_count_classes (const GwRecordHead *head);

/* {"box":5,...,"class":3}, all kinds in a fixed order; image labels are "class". */
void gw_record_counts_write_json (const GwRecordCounts *self, GwJsonWriter *writer);

G_END_DECLS
