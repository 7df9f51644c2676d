/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-json-members.h"

G_BEGIN_DECLS

/* One COCO panoptic file in memory: its images, each with its annotation as it
 * stands in the file, since images and annotations come in any order.
 */
typedef struct
{
  char *file;
  char *split;      /* (nullable) */
  char *images_dir; /* (nullable): where the pictures of the split should be */
} GwPanopticFile;

typedef struct
{
  char *id;
  char *path; /* as the file has it */
  int width;  /* 0: not given */
  int height;
  guint64 line;
  char *extra;             /* (nullable): a JSON object of other members */
  gboolean has_attributes; /* extra has some */
} GwPanopticImage;

typedef struct
{
  char *mask;     /* (nullable): "file_name" */
  char *segments; /* (nullable): "segments_info", JSON */
  guint64 line;
  guint64 index;
  char *extra; /* (nullable): a JSON object of other members */
} GwPanopticAnnotation;

typedef struct
{
  gint64 class_id; /* of the head; 0: the category could not be taken */
  gboolean stuff;  /* no single objects */
} GwPanopticCategory;

typedef struct
{
  char *file;
  GPtrArray *images;       /* of GwPanopticImage, as the file lists them */
  GHashTable *annotations; /* image id -> GwPanopticAnnotation */
  GHashTable *categories;  /* id -> GwPanopticCategory */
} GwPanopticDocument;

/* The label files of a source: itself, or in a folder or its annotations/ those
 * called panoptic.json, panoptic_<split>.json. (element-type GwPanopticFile)
 */
GPtrArray *gw_panoptic_files_find (const char *source);

/* Reads a whole file: classes into the reader's head, problems into its
 * problems. parents gets the supercategory (owned) of each GwClass that has one.
 */
GwPanopticDocument *gw_panoptic_document_read (GwReader *reader, const char *file, GHashTable *parents,
                                               GCancellable *cancellable, GError **error);
void gw_panoptic_document_free (GwPanopticDocument *self);

/* An id, a number or a text, as a text; NULL where it is neither. (transfer full) (nullable) */
char *gw_panoptic_dup_id (const GwJsonMembers *members, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPanopticDocument, gw_panoptic_document_free)

G_END_DECLS
