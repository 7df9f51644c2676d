/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-json-members.h"

G_BEGIN_DECLS

/* The writing half of gw_format_gw_jsonl, and what both halves know of the
 * header.
 */
gboolean gw_jsonl_writer_create (GwWriter *writer, GError **error);
gboolean gw_jsonl_writer_write (GwWriter *writer, const GwRecord *record, GError **error);
gboolean gw_jsonl_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error);

void gw_jsonl_writer_destroy (GwWriter *writer);

/* "classification", "multilabel", "detection", "segmentation". */
gboolean gw_jsonl_task_from_name (const char *name, GwTask *task);
/* Colour, key and attributes of a class from its entry in the header. */
void gw_jsonl_read_class (GwClass *class, const GwJsonMembers *members);
/* Members of the header that are not understood go into the head's bag. */
void gw_jsonl_keep_header_rest (GwRecordHead *head, const GwJsonMembers *members);

G_END_DECLS
