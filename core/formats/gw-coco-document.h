/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-coco-ids.h"
#include "gw-coco-pool.h"
#include "gw-format.h"

G_BEGIN_DECLS

/* One COCO file in memory: its images and categories, and its annotations
 * packed, and listed by image when all are known, since they may come in any order.
 */

/* Parts of a packed annotation, in the order in which they follow its head. */
typedef enum
{
  GW_COCO_HAS_BOX = 1 << 0,        /* numbers: 4 */
  GW_COCO_HAS_RINGS = 1 << 1,      /* count; numbers of each */
  GW_COCO_HAS_COUNTS = 1 << 2,     /* height, width, count, the counts */
  GW_COCO_HAS_STRING = 1 << 3,     /* height, width, bytes */
  GW_COCO_HAS_KEYPOINTS = 1 << 4,  /* numbers */
  GW_COCO_HAS_SCORE = 1 << 5,      /* double */
  GW_COCO_HAS_EXTRA = 1 << 6,      /* bytes: a JSON object of other members */
  GW_COCO_IS_CROWD = 1 << 7,       /* nothing */
  GW_COCO_HAS_ID = 1 << 8,         /* int */
  GW_COCO_LOST_RINGS = 1 << 9,     /* nothing: had rings, none of use */
  GW_COCO_HAS_ATTRIBUTES = 1 << 10 /* bytes: a JSON object */
} GwCocoParts;

typedef struct
{
  const char *path;  /* as the file has it; NULL: annotations name it, images do not */
  const char *extra; /* (nullable): a JSON object of other members, "id" among them */
  gint32 width;      /* 0: not given */
  gint32 height;
  guint32 line;
  guint32 n_annotations;
  guint32 first;           /* of its annotations, in places of the document */
  gboolean has_attributes; /* extra has some */
} GwCocoImage;

typedef struct
{
  gint64 class_id; /* of the head, 0: annotations name it, categories do not */
} GwCocoCategory;

/* An annotation as it was met. */
typedef struct
{
  guint64 place; /* in the pool */
  guint32 image; /* place of image_ids */
} GwCocoMet;

typedef struct
{
  char *file;
  char *split; /* (nullable) */
  GwCocoIds *image_ids;
  GArray *images; /* of GwCocoImage, by place of image_ids */
  GArray *order;  /* of guint32: places of images as the file lists them */
  GwCocoIds *category_ids;
  GArray *categories; /* of GwCocoCategory, by place of category_ids */
  GArray *named;      /* of guint32: places of those that have a class */
  GwCocoPool *pool;
  GArray *met;     /* of GwCocoMet, while the file is read */
  guint64 *places; /* in the pool, by image, each image's in the order of the file */
  GStringChunk *strings;
  guint64 n_annotations;
} GwCocoDocument;

/* Reads a whole file: classes into the reader's head, problems into its
 * problems. split (nullable) is what its images are marked with. parents gets
 * the name of the supercategory (owned) of each GwClass that has one.
 */
GwCocoDocument *gw_coco_document_read (GwReader *reader, const char *file, const char *split, GHashTable *parents,
                                       GCancellable *cancellable, GError **error);
void gw_coco_document_free (GwCocoDocument *self);

/* The places in the pool of an image's annotations: image->n_annotations of
 * them, the document's.
 */
const guint64 *gw_coco_document_get_places (const GwCocoDocument *self, const GwCocoImage *image);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCocoDocument, gw_coco_document_free)

G_END_DECLS
