/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-mask-paint.h"

G_BEGIN_DECLS

/* The writing half of gw_format_semantic_png and gw_format_voc_masks: one
 * indexed PNG for each labeled image, of classes and, for VOC, of objects.
 */
void gw_semantic_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                               GwProblems *problems);
void gw_voc_masks_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                                GwProblems *problems);
/* What objects lose as masks; joined: where those of one class are not parted. */
void gw_semantic_measure_objects (const GwRecordHead *head, const GwRecord *record, gboolean joined,
                                  GwProblems *problems);
/* Pixels of a record's objects that others lie on; joined: of another class. */
void gw_semantic_measure_hidden (const GwRecordHead *head, const GwRecord *record, gboolean joined,
                                 GwProblems *problems);
gboolean gw_semantic_writer_create (GwWriter *writer, GError **error);
gboolean gw_semantic_writer_write (GwWriter *writer, const GwRecord *record, GError **error);
/* The masks of an image whose size is known, called stem, and no picture. */
gboolean gw_semantic_writer_write_masks (GwWriter *writer, const GwRecord *record, const char *stem, GError **error);
gboolean gw_semantic_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error);
void gw_semantic_writer_destroy (GwWriter *writer);

/* Tells of objects of which no pixel is left: func gives those that are one region the same value,
 * from 1 on.
 */
void gw_semantic_measure_unseen (const GwRecordHead *head, const GwRecord *record, GwMaskPaintFunc func, gpointer data,
                                 GwProblems *problems);

G_END_DECLS
