/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* The writing half of gw_format_coco_results: one array of what a model found,
 * each with its confidence (spec formats 2). Images and classes have the
 * numbers that they had in a COCO file; others are numbered as an export to
 * COCO without splits numbers them.
 */
void gw_coco_results_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                                   GwProblems *problems);
gboolean gw_coco_results_writer_create (GwWriter *writer, GError **error);
gboolean gw_coco_results_writer_write (GwWriter *writer, const GwRecord *record, GError **error);
gboolean gw_coco_results_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error);
void gw_coco_results_writer_destroy (GwWriter *writer);

G_END_DECLS
