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

/* The classes that only stand above others: they have no labels that are known of, alias or
 * key of their own. Such classes come with a hierarchy and do not count as classes; formats
 * that name parents in their children need not list them. A set of GwClass, which the head
 * owns. (transfer full)
 */
GHashTable *gw_record_head_list_groups (const GwRecordHead *head);
guint gw_record_head_count_classes (const GwRecordHead *head);

/* {"box":5,...,"class":3}, all kinds in a fixed order; image labels are "class". */
void gw_record_counts_write_json (const GwRecordCounts *self, GwJsonWriter *writer);

G_END_DECLS
