/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-image-table.h"
#include "gw-record.h"
#include "gw-store.h"

G_BEGIN_DECLS

/* What a project knows already, for matching a source against it. */
typedef struct
{
  GwImageTable *images;
  GHashTable *paths;  /* (nullable): number of a COCO file, as text -> path */
  GwRecordHead *head; /* (nullable): the project's classes, with their ids in COCO files */
} GwImportKnown;

/* Reads the paths of all images. Blocks: 0.3 s for a million. */
GwImportKnown *gw_import_known_new (GwStore *store, GCancellable *cancellable, GError **error);
void gw_import_known_free (GwImportKnown *self);

/* Also reads paths and head, for sources that name images and classes by the
 * numbers of a COCO file that was imported before. Goes through all labels.
 */
gboolean gw_import_known_read_numbers (GwImportKnown *self, GwStore *store, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwImportKnown, gw_import_known_free)

G_END_DECLS
