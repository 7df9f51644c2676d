/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-members.h"
#include "gw-record.h"

G_BEGIN_DECLS

/* The label attributes of an augmented manifest: which of them are read, and as what. */

typedef enum
{
  GW_MANIFEST_OTHER = 0, /* not read: kept as it is */
  GW_MANIFEST_CLASS,     /* groundtruth/image-classification */
  GW_MANIFEST_CLASSES,   /* groundtruth/image-classification-multilabel */
  GW_MANIFEST_VERDICT,   /* groundtruth/label-verification: a class, and what people said */
  GW_MANIFEST_BOXES,     /* groundtruth/object-detection */
  GW_MANIFEST_MASKS      /* groundtruth/semantic-segmentation, with its map of colours */
} GwManifestKind;

/* An attribute that is a layer of its own, beside those that become labels. */
typedef struct
{
  char *attribute;
  char *type; /* as the metadata has it */
  GwManifestKind kind;
} GwManifestLayer;

/* In the bag of a head: an object of label attributes that were kept as they are, each with its type. */
#define GW_MANIFEST_OTHERS "others"

/* The attributes that become labels: at most one of classes, of boxes and of masks. All others
 * of known kinds are layers.
 * chosen (nullable) is the one that a person named; nothing else is read then. Verdicts
 * on labels are no labels, and are read only so, or as layers. A name may be "normal=auto-metadata": the
 * label, and the key of its metadata where that is called otherwise.
 */
typedef struct
{
  char *chosen;
  char *pair;           /* (nullable): the key of chosen's metadata, as a person named it */
  char *classes;        /* (nullable): attribute */
  GwManifestKind kind;  /* of classes */
  char *boxes;          /* (nullable): attribute */
  char *masks;          /* (nullable): attribute, which ends in -ref */
  GPtrArray *layers;    /* of GwManifestLayer, in the order in which they were met */
  gboolean has_layers;  /* they are read; else their attributes are in others too */
  GHashTable *others;   /* attribute -> its type: kept as they are */
  GHashTable *unpaired; /* set of keys of metadata whose lines have no such label */
  GPtrArray *failed;    /* of GwManifestLayer: attributes of which a line says why it has none, each once */
} GwManifestKeys;

void gw_manifest_keys_init (GwManifestKeys *self, const char *chosen);
void gw_manifest_keys_clear (GwManifestKeys *self);
/* Puts metadata that a person named for a label where it would be looked for; before the
 * line is read in any way.
 */
void gw_manifest_keys_pair (const GwManifestKeys *self, GwJsonMembers *line);
/* Notes the attributes of a line: the first of each kind is taken. */
void gw_manifest_keys_add (GwManifestKeys *self, const GwJsonMembers *line);
/* After the last line: where no line has a label, those are taken that all lines say to have failed. */
void gw_manifest_keys_take_failed (GwManifestKeys *self);
/* The attribute whose metadata the key is, where the line says in it why it has no label: NULL for other keys,
 * and where chosen is another. reason (transfer full) and kind (nullable) are set with it. (transfer full) (nullable)
 */
char *gw_manifest_keys_find_failed (const GwManifestKeys *self, const GwJsonMembers *line, const char *key,
                                    char **reason, GwManifestKind *kind);
/* Whether lines name masks, whether they are read or not. */
gboolean gw_manifest_keys_have_masks (const GwManifestKeys *self);
/* Takes attributes that are layers out of those that are kept as they are. */
void gw_manifest_keys_take_layers (GwManifestKeys *self);
/* Keys of the layer alone, which must live as long; not to be cleared. */
GwManifestKeys gw_manifest_layer_get_keys (const GwManifestLayer *self);
/* Between the keys and the bag and task of a head. */
void gw_manifest_keys_to_head (const GwManifestKeys *self, GwRecordHead *head);
void gw_manifest_keys_from_head (GwManifestKeys *self, const GwRecordHead *head);
/* Leaves only the attribute of the layer of that name; FALSE, and nothing changed, where there is none.
 * name may be NULL.
 */
gboolean gw_manifest_keys_turn (GwManifestKeys *self, const char *name);

/* Whether a key means nothing of itself: it is no picture and no metadata. */
gboolean gw_manifest_is_free_key (const char *key);
/* Whether a key of the line is none of the format's: no picture, no metadata, and no label that has some. */
gboolean gw_manifest_is_own_key (const GwJsonMembers *line, const char *key);
/* The key of an attribute's metadata in a line; of one that ends in -ref it may lack that, as an
 * old sample of the reference has it. (transfer full) (nullable)
 */
char *gw_manifest_find_metadata (const GwJsonMembers *line, const char *attribute);

G_END_DECLS
