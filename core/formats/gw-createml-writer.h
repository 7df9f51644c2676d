/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* The writing half of gw_format_createml: annotations.json, one for each part of the images in
 * a folder of its name, beside the pictures where these are copied. Boxes are written by their
 * center, whatever they were read by.
 */
void gw_createml_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                               GwProblems *problems);
gboolean gw_createml_writer_create (GwWriter *writer, GError **error);
gboolean gw_createml_writer_write (GwWriter *writer, const GwRecord *record, GError **error);
gboolean gw_createml_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error);
void gw_createml_writer_destroy (GwWriter *writer);

G_END_DECLS
