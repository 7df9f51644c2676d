/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-detection.h"
#include "gw-object.h"

G_BEGIN_DECLS

/* An object as it is scored. */
typedef struct
{
  gint64 id;    /* the project's; of a file any */
  gint32 image; /* which image, of those that the table is about */
  gint32 label; /* which class; -1: none of them, which leaves it out */
  double score; /* NaN: none */
  double area;  /* as its file says, else that of the shape */
  GwBox box;    /* as its file says, else the bounds */
  guint8 crowd;
  guint8 difficult;
  const GwRle *mask; /* (nullable): the table's */
} GwScoredObject;

/* Objects of many images as rows: truths or detections, of a project's layer or of
 * a file. Rows of one image keep the order in which they were added.
 */
typedef struct
{
  GArray *rows; /* of GwScoredObject */
  GPtrArray *masks;
  GwOverlap overlap;      /* GW_OVERLAP_MASK: every row has a mask */
  gboolean rounds;        /* bounds of outlines are rounded to a millionth of a pixel, as files write them: else
                           * those of 49.2 - 13.2 are not those of 36 */
  guint64 n_added;        /* objects that were to be added */
  guint64 n_unscored;     /* of them without a score */
  guint64 n_without_mask; /* of them left out for want of one */
} GwObjectTable;

GwObjectTable *gw_object_table_new (GwOverlap overlap);
void gw_object_table_free (GwObjectTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwObjectTable, gw_object_table_free)

/* Why an object cannot be compared by its mask. */
typedef enum
{
  GW_OBJECT_ADDED,
  GW_OBJECT_NO_SIZE,   /* that of the image is not known */
  GW_OBJECT_MASK_SIZE, /* its mask is of another size */
  GW_OBJECT_NO_PIXELS  /* it covers none */
} GwObjectAdded;

/* width, height  the image's in pixels; 0: not known */
GwObjectAdded gw_object_table_add (GwObjectTable *self, gint32 image, int width, int height, GwObject *object,
                                   gint32 label);

/* The pixels of a shape as scores count them: polygons by the rule of the COCO
 * tools. FALSE where it covers none, or is a mask of another size.
 */
gboolean gw_object_rasterise (const GwShape *shape, int width, int height, GwRle *rle);

G_END_DECLS
