/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-writer-private.h"

G_BEGIN_DECLS

/* The writer of Cityscapes (spec formats 10): gtFine with a file of outlines and four pictures for each
 * image, leftImg8bit with the pictures themselves, and dataset_meta.json with the classes.
 * Masks are written as outlines that give back their pixels, and with a number by which
 * they are read as masks.
 */
void gw_cityscapes_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                                 GwProblems *problems);
gboolean gw_cityscapes_writer_create (GwWriter *writer, GError **error);
gboolean gw_cityscapes_writer_write (GwWriter *writer, const GwRecord *record, GError **error);
gboolean gw_cityscapes_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error);
void gw_cityscapes_writer_destroy (GwWriter *writer);

/* The outlines that an object is written as (element-type GwRing) (transfer full); none for lines and
 * points. holes: whether holes are filled instead of joined to the outline.
 */
GPtrArray *gw_cityscapes_make_outlines (GwObject *object, GwHoles holes);

G_END_DECLS
