/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-detection.h"

G_BEGIN_DECLS

/* A COCO file of truth and one of results, as the evaluation takes them. */
typedef struct
{
  GArray *categories; /* of gint64, the ids, rising; a label is an index into it */
  GArray *images;     /* of GwDetectionImage, by rising id */
  GPtrArray *arrays;  /* what the images point into */
  GPtrArray *masks;   /* of GwRle */
} CocoFiles;

/* With masks: of every object, else none. NULL where a file cannot be read.
 * Returns: (transfer full) (nullable)
 */
CocoFiles *coco_files_read (const char *truth, const char *results, gboolean masks, GError **error);
void coco_files_free (CocoFiles *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CocoFiles, coco_files_free)

G_END_DECLS
