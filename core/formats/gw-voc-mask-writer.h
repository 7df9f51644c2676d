/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-voc-groups.h"

G_BEGIN_DECLS

/* SegmentationClass and SegmentationObject beside the XML files of Pascal VOC: what
 * gw_format_voc_masks writes, with numbers of objects that are their places in the XML file.
 */
typedef struct _GwVocMaskWriter GwVocMaskWriter;

/* writer must outlive it. NULL with GW_ERROR_REFUSED where masks cannot hold so many classes.
 * (transfer full)
 */
GwVocMaskWriter *gw_voc_mask_writer_new (const GwWriter *writer, GError **error);
void gw_voc_mask_writer_free (GwVocMaskWriter *self);

/* Writes both masks of an image whose size is known, where it has an object with pixels; written
 * tells that. elements: the objects of the XML file, in its order (element-type GwObject).
 * GW_ERROR_REFUSED where one with pixels has a higher place than masks can hold.
 */
gboolean gw_voc_mask_writer_write (GwVocMaskWriter *self, const GwRecord *record, const char *stem,
                                   const GPtrArray *elements, const GwVocGroups *groups, gboolean *written,
                                   GError **error);

/* The lists of classes and of images with masks; adds what was written to the files of writer. */
gboolean gw_voc_mask_writer_finish (GwVocMaskWriter *self, GwWriter *writer, GCancellable *cancellable, GError **error);

G_END_DECLS
