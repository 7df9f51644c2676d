/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* The writing half of gw_format_csv: labels.csv, scores.csv and detections.csv,
 * as far as there is anything for them (spec formats 13.1 to 13.3), or one of them
 * where GwWriteOptions.table says so. Coordinates are pixels, every digit is written, a
 * class that an image has no score of has 0. What is written of predictions has a column
 * that names the model, in labels too: so they are known from what people say.
 *
 * One file, which GwWriter.file is, holds one table: that which is asked, else the first
 * that a record has something for. What others would hold is told of as lost.
 */
/* GwFormat.settle: which table one file will hold. */
gboolean gw_tables_settle (const GwRecordHead *head, const GwRecord *record, const char *target,
                           GwWriteOptions *options);
void gw_tables_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                             GwProblems *problems);
gboolean gw_tables_writer_create (GwWriter *writer, GError **error);
gboolean gw_tables_writer_write (GwWriter *writer, const GwRecord *record, GError **error);
gboolean gw_tables_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error);
void gw_tables_writer_destroy (GwWriter *writer);

G_END_DECLS
