/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-mask.h"

#include "gw-mask-private.h"

enum
{
  IN_NONE = 0,
  IN_A = 1,
  IN_B = 2,
  IN_BOTH = IN_A | IN_B
};

#define NO_EDGE UINT64_MAX

/* Walks over two masks at once, from one change to the next. */
typedef struct
{
  GwSpanReader readers[2];
  GwSpan spans[2];
  uint64_t edges[2]; /* where each mask changes next, NO_EDGE after its end */
  uint64_t position;
  int inside; /* IN_A and IN_B, as from position on */
} Walk;

/* A stretch of pixels over which nothing changes. */
typedef struct
{
  uint32_t start;
  uint32_t end;
  int inside;
} Stretch;

static void
walk_read (Walk *walk, int which)
{
  bool more = _gw_span_reader_next (&walk->readers[which], &walk->spans[which]);

  walk->edges[which] = more ? walk->spans[which].start : NO_EDGE;
}

static Walk
walk_start (const GwMask *a, const GwMask *b)
{
  Walk walk = { { { a, 0, 0, 0 }, { b, 0, 0, 0 } }, { { 0, 0 }, { 0, 0 } }, { 0, 0 }, 0, IN_NONE };

  walk_read (&walk, 0);
  walk_read (&walk, 1);
  return walk;
}

static bool
walk_next (Walk *walk, Stretch *stretch)
{
  uint64_t edge = walk->edges[0] < walk->edges[1] ? walk->edges[0] : walk->edges[1];

  if (edge == NO_EDGE)
    return false;

  *stretch = (Stretch) { (uint32_t) walk->position, (uint32_t) edge, walk->inside };
  walk->position = edge;
  for (int i = 0; i < 2; i++)
    {
      int bit = i == 0 ? IN_A : IN_B;

      if (walk->edges[i] != edge)
        continue;
      walk->inside ^= bit;
      if (walk->inside & bit)
        walk->edges[i] = walk->spans[i].end;
      else
        walk_read (walk, i);
    }
  return true;
}

static bool
same_image (const GwMask *a, const GwMask *b)
{
  return a->image_width == b->image_width && a->image_height == b->image_height;
}

/* Keeps the stretches whose state has its bit set in wanted. */
static gw_status
combine (const GwMask *a, const GwMask *b, unsigned wanted, GwMask *result)
{
  GwMaskBuilder builder;
  Stretch stretch;
  Walk walk;

  if (!same_image (a, b))
    return GW_STATUS_INVALID;

  _gw_mask_builder_init (&builder, a->image_width, a->image_height);
  walk = walk_start (a, b);
  while (walk_next (&walk, &stretch))
    if (wanted & (1u << stretch.inside))
      _gw_mask_builder_add (&builder, stretch.start, stretch.end);
  return _gw_mask_builder_finish (&builder, result);
}

gw_status
gw_mask_union (const GwMask *a, const GwMask *b, GwMask *result)
{
  return combine (a, b, 1u << IN_A | 1u << IN_B | 1u << IN_BOTH, result);
}

gw_status
gw_mask_intersect (const GwMask *a, const GwMask *b, GwMask *result)
{
  return combine (a, b, 1u << IN_BOTH, result);
}

gw_status
gw_mask_subtract (const GwMask *a, const GwMask *b, GwMask *result)
{
  return combine (a, b, 1u << IN_A, result);
}

static bool
rectangles_overlap (const GwMask *a, const GwMask *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

uint64_t
gw_mask_shared_area (const GwMask *a, const GwMask *b)
{
  Stretch stretch;
  Walk walk;
  uint64_t shared = 0;

  if (!same_image (a, b) || !rectangles_overlap (a, b))
    return 0;

  walk = walk_start (a, b);
  while (walk_next (&walk, &stretch))
    if (stretch.inside == IN_BOTH)
      shared += stretch.end - stretch.start;
  return shared;
}

double
gw_mask_iou (const GwMask *a, const GwMask *b)
{
  uint64_t shared, whole;

  if (!same_image (a, b))
    return 0.0;

  shared = gw_mask_shared_area (a, b);
  whole = gw_mask_area (a) + gw_mask_area (b) - shared;
  return whole > 0 ? (double) shared / (double) whole : 0.0;
}
