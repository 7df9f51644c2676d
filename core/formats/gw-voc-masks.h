/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-xml-set.h"

G_BEGIN_DECLS

/* SegmentationClass and SegmentationObject beside the XML files of Pascal VOC, read as one with
 * them (spec formats 4).
 */
typedef struct _GwVocMasks GwVocMasks;

/* Whether a folder has such masks. */
gboolean gw_voc_masks_are_there (const char *root);

/* Looks through the masks of a folder for their classes, which join those of the set;
 * numbers without a name are classes of the challenge where all classes of the XML files are.
 * NULL where the masks cannot be read, which is told of, or with error set where it was cancelled.
 * (transfer full)
 */
GwVocMasks *gw_voc_masks_open (GwReader *reader, const char *root, GwXmlSet *set, GCancellable *cancellable,
                               GError **error);
void gw_voc_masks_free (GwVocMasks *self);

/* Gives the objects of a record their masks, and adds the regions that belong to none. objects:
 * those of the XML file in its order, parts not counted; NULL in places of which the object was
 * left out (element-type GwObject). record must have no others. FALSE where it was cancelled.
 */
gboolean gw_voc_masks_join (GwVocMasks *self, GwRecord *record, const char *stem, const GPtrArray *objects,
                            GCancellable *cancellable, GError **error);

/* A record of masks whose image has no XML file; NULL at the end, or with error set. (transfer full) */
GwRecord *gw_voc_masks_next (GwVocMasks *self, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwVocMasks, gw_voc_masks_free)

G_END_DECLS
