/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-manifest-compose.h"
#include "gw-mask-picture.h"
#include "gw-mask-table.h"

G_BEGIN_DECLS

/* Semantic segmentation in manifests (spec ground-truth 7.6): a line names an
 * indexed PNG, and its metadata the classes by place and colour.
 */

/* In a composed line: the mask is as it was read, so an old line's members stay. */
#define GW_MANIFEST_SAME_MASK "groundwork-same-mask"
/* The same: all that the mask held is gone, so the old line loses it. */
#define GW_MANIFEST_NO_MASK "groundwork-no-mask"

/* "#rrggbb" as 0xRRGGBB; FALSE for anything else, NULL too. */
gboolean gw_manifest_masks_read_hex (const char *text, guint32 *colour);
/* White is the background also where a table does not say so. */
void gw_manifest_masks_add_white (GwMaskTable *table);
/* Appends the objects of a mask by the colours of the table, and else by its places; tells
 * what is odd about it. FALSE, told of, where it cannot be one.
 */
gboolean gw_manifest_masks_add (const GwMaskPicture *picture, const GwMaskTable *table, GwManifestSink *sink,
                                GwRecord *record);

/* Notes the colour of each class that the line names: name -> colour + 1. */
void gw_manifest_masks_note_colours (const GwJsonMembers *line, const GwManifestKeys *keys, GHashTable *colours);

/* Appends the objects of the mask that the line names, which is looked for below
 * folder, and above it in the tree of a labeling job, by the end of its path.
 */
void gw_manifest_masks_read (const GwJsonMembers *line, const GwManifestKeys *keys, const char *folder,
                             GwManifestSink *sink, GwRecord *record, GCancellable *cancellable);

/* Whether an object is written into the mask rather than as a box. */
gboolean gw_manifest_masks_take (const GwManifestComposer *self, GwObject *object);
/* What those lose that are. */
void gw_manifest_masks_measure (const GwManifestComposer *self, const GwRecord *record, GwProblems *problems);
/* Whether the record gets a mask at all. A composer that only knows its shapes gives each class a place in it. */
gboolean gw_manifest_masks_has (const GwManifestComposer *self, const GwRecord *record);
/* Whether the record had a mask with something in it, of which nothing is left, and an old line
 * that names it.
 */
gboolean gw_manifest_masks_removed (const GwManifestComposer *self, const GwRecord *record);
/* Sets the mask and its metadata in the line; FALSE, with nothing set, where the
 * size of the image is not known.
 */
void gw_manifest_masks_compose (const GwManifestComposer *self, const GwRecord *record, const char *name,
                                GwJsonMembers *line);
/* The name of the mask in the line: the one it was read from, else of the picture. (transfer full) */
char *gw_manifest_masks_name (const GwManifestComposer *self, const GwRecord *record);
/* Reports objects of classes that have no place in masks: known when all have a number, so while writing. */
void gw_manifest_masks_tell_unplaced (const GwManifestComposer *self, const GwRecord *record, GwProblems *problems);
/* The place in the mask of a class; negative: none is left. */
int gw_manifest_masks_index (const GwManifestComposer *self, gint64 class_id);
/* Writes the mask below the writer's folder, where name is found again. */
gboolean gw_manifest_masks_write (GwWriter *writer, const GwManifestComposer *self, const GwRecord *record,
                                  const char *name, GHashTable *names, GError **error);

G_END_DECLS
