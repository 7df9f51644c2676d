/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-manifest-line.h"

G_BEGIN_DECLS

/* What lines of manifests are composed with. */
typedef struct
{
  const GwRecordHead *head;
  const GwWriteOptions *options;
  GPtrArray *chosen;   /* keys and shapes of each layer by its place; NULL: not chosen yet */
  GwManifestKeys keys; /* of the layer that it is turned to; they belong to chosen */
  guint layer;         /* 0: none, else the place of that layer in keys.layers + 1 */
  char *job;           /* "labeling-job/name" */
  gboolean has_boxes;  /* images without objects are written as looked at */
  gboolean has_masks;  /* shapes go into masks; boxes only where there are none of those */
  gint64 mask_shift;   /* from the number of a class to its place in masks: 0 there is the background */
  GHashTable *indices; /* class id -> gint64* */
  guint32 palette[256];
} GwManifestComposer;

void gw_manifest_composer_init (GwManifestComposer *self, const GwRecordHead *head, const GwWriteOptions *options);
/* One that composes nothing: it knows its names and shapes alone. */
void gw_manifest_composer_init_names (GwManifestComposer *self, const GwRecordHead *head,
                                      const GwWriteOptions *options);
void gw_manifest_composer_clear (GwManifestComposer *self);
/* Before a record is composed: where annotator (nullable) is a layer that was read of an attribute, that one is
 * written, and else the attributes beside the layers; where the options name an attribute, always that. What a
 * layer is written with is chosen once.
 */
void gw_manifest_composer_turn (GwManifestComposer *self, const char *annotator);
/* The same to what self->layer was. */
void gw_manifest_composer_turn_to_layer (GwManifestComposer *self, guint layer);

/* The attribute that the task is about, and the classes by their numbers. (transfer none)
 * (element-type GwClass) (transfer container)
 */
const char *gw_manifest_composer_get_attribute (const GwManifestComposer *self);
GPtrArray *gw_manifest_composer_list_classes (const GwManifestComposer *self);

/* Whether the record is of an image that was looked at and holds nothing, where lines are about classes alone. */
gboolean gw_manifest_composer_is_negative (const GwManifestComposer *self, const GwRecord *record);

/* The members of a new line for the record, but for its mask. (transfer full) */
GwJsonMembers *gw_manifest_compose (const GwManifestComposer *self, const GwRecord *record);

/* Of metadata: full precision or for other tools' sake; and what all kinds have. */
void _gw_manifest_write_confidence (GwJsonWriter *json, const GwManifestComposer *self, const char *key,
                                    double confidence);
void _gw_manifest_write_common (GwJsonWriter *json, const GwManifestComposer *self, const GwRecord *record,
                                const char *attribute, const char *type);

/* The line raw with the labels of line: as it is, to the byte, where they are
 * the same; else with the label attributes replaced. (transfer full)
 */
char *gw_manifest_merge (const GwManifestComposer *self, const char *raw, const GwJsonMembers *line);

/* Whether lines have the name for something else than attributes of images. */
gboolean gw_manifest_composer_takes_name (const GwManifestComposer *self, const char *name);

/* The box that stands for a shape; FALSE where none can. */
gboolean gw_manifest_get_box (GwObject *object, GwBox *box);

G_END_DECLS
