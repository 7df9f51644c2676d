/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_RLE_PRIVATE_H
#define GW_RLE_PRIVATE_H

#include "gw-mask-private.h"
#include "gw-rle.h"

/* Reads an RLE as spans of set pixels in its linear order, never empty and
 * never touching. Start with { rle, 0, 0 }.
 */
typedef struct
{
  const GwRle *rle;
  size_t next;
  uint64_t position;
} GwRleReader;

bool _gw_rle_reader_next (GwRleReader *reader, GwSpan *span);

/* Gathers spans in ascending order and turns them into counts. */
typedef struct
{
  int32_t height;
  int32_t width;
  uint32_t *counts;
  size_t n_counts;
  size_t capacity;
  uint64_t position; /* the sum of the counts */
  gw_status status;  /* the first failure; later additions do nothing */
} GwRleBuilder;

void _gw_rle_builder_init (GwRleBuilder *builder, int32_t height, int32_t width);

/* Adds set pixels start ... end-1. start is never below an earlier end. */
void _gw_rle_builder_add (GwRleBuilder *builder, uint64_t start, uint64_t end);

/* Makes the RLE and frees the builder's memory, also on failure. */
gw_status _gw_rle_builder_finish (GwRleBuilder *builder, GwRle *rle);

#endif
