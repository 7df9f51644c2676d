/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-data-set.h"

G_BEGIN_DECLS

typedef enum
{
  GW_SIZE_ALIKE, /* as many upright ones as wide ones, or nearly */
  GW_SIZE_UPRIGHT,
  GW_SIZE_WIDE
} GwSizeKind;

/* Images whose size tells of a mistake. Rows of the set, in its order. */
typedef struct
{
  GArray *beyond;  /* guint: an object lies beyond the image by more than a pixel: it was drawn on another size, or
                    * before the picture was turned */
  GwSizeKind most; /* how GW_SIZE_MOST of the images lie */
  GArray *turned;  /* guint: those that lie the other way */
  GArray *unlike; /* guint: with a side GW_SIZE_FACTOR times as long, or as short, as that of the image in the middle */
  gsize n_unknown; /* images of which nobody knows the size */
} GwSizeCheck;

#define GW_SIZE_MOST 0.9
#define GW_SIZE_FACTOR 4.0

/* Returns: (transfer full) */
GwSizeCheck *gw_size_check_new (const GwDataSet *set);
void gw_size_check_free (GwSizeCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwSizeCheck, gw_size_check_free)

G_END_DECLS
