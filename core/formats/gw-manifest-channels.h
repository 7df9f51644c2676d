/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-manifest-compose.h"

G_BEGIN_DECLS

/* Manifests for training: one for each split, a channel, in whose lines are the address of
 * the image, the label and its metadata, in this order, and nothing else; and channels.json,
 * the input of a training job that reads them as a pipe, in the order of AttributeNames. Channels
 * are called as training jobs expect them: that of the split "val" is "validation". Where images
 * are of several attributes, as layers are, or have classes beside boxes, a split has a channel
 * for each: "train" and "train.fruit-box-check". An attribute that is asked for by its name is
 * written alone.
 */
typedef struct _GwManifestChannels GwManifestChannels;

/* Both must live as long. (transfer full) */
GwManifestChannels *gw_manifest_channels_new (GwWriter *writer, const GwManifestComposer *composer);
void gw_manifest_channels_free (GwManifestChannels *self);

/* Writes what of a composed line belongs there; an image without the label is left out. */
gboolean gw_manifest_channels_write (GwManifestChannels *self, const GwRecord *record, const GwJsonMembers *line,
                                     GError **error);
gboolean gw_manifest_channels_finish (GwManifestChannels *self, GCancellable *cancellable, GError **error);

/* What that leaves out. */
void gw_manifest_channels_measure (const GwManifestComposer *shapes, const GwRecord *record, GwProblems *problems);

G_END_DECLS
