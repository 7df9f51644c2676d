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
  GwManifestKeys keys;
  char *job;           /* "labeling-job/name" */
  gboolean has_boxes;  /* images without objects are written as looked at */
  GHashTable *indices; /* class id -> gint64* */
} GwManifestComposer;

void gw_manifest_composer_init (GwManifestComposer *self, const GwRecordHead *head, const GwWriteOptions *options);
void gw_manifest_composer_clear (GwManifestComposer *self);

/* The members of a new line for the record. (transfer full) */
GwJsonMembers *gw_manifest_compose (const GwManifestComposer *self, const GwRecord *record);

/* The line raw with the labels of line: as it is, to the byte, where they are
 * the same; else with the label attributes replaced. (transfer full)
 */
char *gw_manifest_merge (const GwManifestComposer *self, const char *raw, const GwJsonMembers *line);

/* The box that stands for a shape; FALSE where none can. */
gboolean gw_manifest_get_box (GwObject *object, GwBox *box);

G_END_DECLS
