/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-coco-parse-private.h"

G_BEGIN_DECLS

/* One annotation while it is read: gw-coco-parse-annotation.c goes through its
 * members, gw-coco-parse-segmentation.c reads what has many numbers.
 */

/* What is wrong with a list of numbers. */
typedef enum
{
  GW_COCO_NUMBERS_GOOD,
  GW_COCO_NUMBERS_NOT_FINITE,
  GW_COCO_NUMBERS_TOO_FAR,
  GW_COCO_NUMBERS_NO_COUNTS, /* those of a mask are negative, broken or beyond all pixels */
  GW_COCO_NUMBERS_OTHER      /* something that is no number is among them */
} GwCocoNumbersState;

typedef struct _GwCocoAnnotation
{
  guint parts; /* GwCocoParts */
  gboolean has_image;
  gboolean has_category;
  guint32 image;    /* place */
  guint32 category; /* place */
  gint64 id;
  double bbox[4];
  double score;
  GwCocoNumbersState bbox_state;
  GwCocoNumbersState segmentation_state;
  guint n_rings;
  GArray *numbers;          /* of double */
  GByteArray *segmentation; /* packed */
  GByteArray *keypoints;    /* packed */
  GByteArray *attributes;   /* JSON text */
  GByteArray *string;       /* a compressed run-length text */
  GByteArray *packed;       /* the whole */
} GwCocoAnnotation;

/* Reads to the end of an array that has begun, into self->annotation->numbers.
 * stopped_at (nullable) is set, and reading stops, at the first element that
 * is an array or object, for arrays of arrays.
 */
gboolean _gw_coco_parse_numbers (GwCocoParser *self, GwCocoNumbersState *state, GwJsonToken *stopped_at,
                                 GError **error);

/* Reads the value of “segmentation” after its key: rings or a run-length mask. */
gboolean _gw_coco_parse_segmentation (GwCocoParser *self, GError **error);

G_END_DECLS
