/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_COCO_PRIVATE_H
#define GW_COCO_PRIVATE_H

#include <stdatomic.h>

#include "gw-coco-eval.h"

/* All sizes, small, medium, large. */
#define GW_COCO_N_SIZES 4
#define GW_COCO_MOST_DETECTIONS 100
#define GW_COCO_MOST_CLASSES ((size_t) 1 << 16)

/* One detection after the matching within its image. */
typedef struct
{
  double score;
  int32_t label;
  uint32_t rank;                     /* among those of its image and class, 0 the best */
  uint16_t taken[GW_COCO_N_SIZES];   /* bit t: it took a truth at threshold t */
  uint16_t ignored[GW_COCO_N_SIZES]; /* bit t: it does not count there */
} GwCocoEntry;

typedef struct
{
  GwImageHits hits;
  size_t first; /* of its entries, which go by class and falling score */
  size_t n_entries;
} GwCocoImage;

/* What several images came to; a thread has its own. Zeroed to begin with. */
typedef struct
{
  GwCocoEntry *entries;
  size_t n_entries;
  size_t entries_size;
  GwCocoImage *images;
  size_t n_images;
  size_t images_size;
  size_t n_objects;
  size_t n_excluded;
  struct _GwCocoScratch *scratch;
} GwCocoBatch;

/* Truths that must be found, for each class and size; shared by all batches. */
typedef atomic_uint_least64_t GwCocoTally;

/* Matches one image, which has been checked. GW_STATUS_NO_MEMORY adds nothing. */
gw_status _gw_coco_batch_add (GwCocoBatch *self, const GwDetectionImage *image, GwOverlap overlap, GwCocoTally *tally);

void _gw_coco_batch_clear (GwCocoBatch *self);

#endif
