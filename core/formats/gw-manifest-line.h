/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-members.h"
#include "gw-record.h"
#include "gw-problem.h"

G_BEGIN_DECLS

/* One line of an augmented manifest, taken apart and put together again. */

typedef enum
{
  GW_MANIFEST_OTHER = 0, /* not read: kept as it is */
  GW_MANIFEST_CLASS,     /* groundtruth/image-classification */
  GW_MANIFEST_CLASSES,   /* groundtruth/image-classification-multilabel */
  GW_MANIFEST_VERDICT,   /* groundtruth/label-verification: a class, and what people said */
  GW_MANIFEST_BOXES,     /* groundtruth/object-detection */
  GW_MANIFEST_MASKS      /* groundtruth/semantic-segmentation, with its map of colours */
} GwManifestKind;

/* The attributes that become labels: at most one of classes, of boxes and of masks.
 * chosen (nullable) is the one that a person named; nothing else is read then. Verdicts
 * on labels are no labels, and are read only so. A name may be "normal=auto-metadata": the
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
  GHashTable *others;   /* attribute -> its type: kept as they are */
  GHashTable *unpaired; /* set of keys of metadata whose lines have no such label */
} GwManifestKeys;

void gw_manifest_keys_init (GwManifestKeys *self, const char *chosen);
void gw_manifest_keys_clear (GwManifestKeys *self);
/* Puts metadata that a person named for a label where it would be looked for; before the
 * line is read in any way.
 */
void gw_manifest_keys_pair (const GwManifestKeys *self, GwJsonMembers *line);
/* Notes the attributes of a line: the first of each kind is taken. */
void gw_manifest_keys_add (GwManifestKeys *self, const GwJsonMembers *line);
/* Between the keys and the bag and task of a head. */
void gw_manifest_keys_to_head (const GwManifestKeys *self, GwRecordHead *head);
void gw_manifest_keys_from_head (GwManifestKeys *self, const GwRecordHead *head);

/* Calls func with each class that the line names, and its number or -1. */
typedef void (*GwManifestClassFunc) (const char *name, gint64 index, gpointer data);
void gw_manifest_foreach_class (const GwJsonMembers *line, const GwManifestKeys *keys, GwManifestClassFunc func,
                                gpointer data);

/* Where a line's labels go. */
typedef struct
{
  gint64 (*find_class) (const char *name, gpointer data); /* 0: not one */
  void (*report) (GwSeverity severity, GwOutcome outcome, const char *code, guint n_labels, const char *text,
                  gpointer data); /* may be NULL */
  gpointer data;
  guint64 n_labels; /* met, rejected ones included */
} GwManifestSink;

/* Fills labels, objects, size and time of the record; of masks the time only (see
 * gw-manifest-masks.h).
 */
void gw_manifest_read_line (const GwJsonMembers *line, const GwManifestKeys *keys, GwManifestSink *sink,
                            GwRecord *record);

/* The key of an attribute's metadata in a line; of one that ends in -ref it may lack that, as an
 * old sample of the reference has it. (transfer full) (nullable)
 */
char *gw_manifest_find_metadata (const GwJsonMembers *line, const char *attribute);

/* What of a source-ref names the picture: without "s3://bucket/" or "file://",
 * and without the zero-width characters that copying leaves. (transfer full)
 */
char *gw_manifest_get_path (const char *source_ref);

G_END_DECLS
