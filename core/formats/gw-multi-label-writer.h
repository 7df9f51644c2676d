/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* What the tables are called in their folders. */
#define GW_MULTI_LABEL_FILE "_classes.csv"

/* The writing half of gw_format_multi_label_table: a folder for each split with a table
 * and, where asked for, its pictures.
 */
void gw_multi_label_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                                  GwProblems *problems);
gboolean gw_multi_label_writer_create (GwWriter *writer, GError **error);
gboolean gw_multi_label_writer_write (GwWriter *writer, const GwRecord *record, GError **error);
gboolean gw_multi_label_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error);
void gw_multi_label_writer_destroy (GwWriter *writer);

G_END_DECLS
