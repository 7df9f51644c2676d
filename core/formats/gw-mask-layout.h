/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* One picture with its mask, or one of both alone. */
typedef struct
{
  char *path;    /* relative to the folder of pictures; of a lone mask its own */
  char *picture; /* (nullable): absolute */
  char *mask;    /* (nullable): absolute */
  char *objects; /* (nullable): absolute: the mask of instances, in VOC */
  char *split;   /* (nullable) */
} GwMaskItem;

typedef struct
{
  GPtrArray *items;   /* of GwMaskItem */
  GPtrArray *folders; /* of char*: where a table of classes may lie, nearest first */
  char *images_dir;   /* (nullable) */
} GwMaskLayout;

/* Finds pictures and masks of a folder: images/ and masks/ (or other usual
 * names) matched by path without the ending and usual affixes, the same below
 * folders of splits, a folder of masks itself, pictures with masks beside them;
 * with voc, JPEGImages/, SegmentationClass/ and SegmentationObject/,
 * with the parts of ImageSets/Segmentation, of which problems are told.
 * Of options the folder of pictures and the affixes of masks are heeded.
 */
GwMaskLayout *gw_mask_layout_find (const char *source, const GwReadOptions *options, gboolean voc, GwProblems *problems,
                                   GCancellable *cancellable, GError **error);
void gw_mask_layout_free (GwMaskLayout *self);
/* Whether a folder looks like one: a folder of masks in it and one of pictures
 * (has_images), or a table of classes. (transfer full) (nullable): the folder of masks.
 */
char *gw_mask_layout_guess (const char *folder, gboolean voc, gboolean *has_images);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwMaskLayout, gw_mask_layout_free)

G_END_DECLS
