/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-mask-morphology.h"

#include <stdlib.h>

#include "gw-geometry-private.h"
#include "gw-mask-private.h"

/* A stretch of one row of the mask's rectangle: columns from ... to-1. */
typedef struct
{
  int32_t row;
  int32_t from;
  int32_t to;
} Piece;

/* The stretches of set or of clear pixels in reading order, and to which part each
 * belongs: parts are named by their first piece.
 */
typedef struct
{
  int32_t width; /* of the rectangle */
  int32_t height;
  Piece *pieces;
  size_t n_pieces;
  size_t capacity;
  uint32_t *parts; /* for each piece the first of its part */
  uint64_t *areas; /* for the first piece of each part its pixels; of others it means nothing */
  bool *open;      /* for the first piece of each part whether it reaches the rectangle's edge */
} Pieces;

static void
pieces_clear (Pieces *self)
{
  free (self->pieces);
  free (self->parts);
  free (self->areas);
  free (self->open);
}

static gw_status
pieces_add (Pieces *self, int64_t row, int64_t from, int64_t to)
{
  if (from >= to)
    return GW_STATUS_OK;
  if (self->n_pieces == self->capacity)
    {
      void *pieces = self->pieces;
      gw_status status = _gw_array_grow (&pieces, &self->capacity, self->n_pieces, sizeof (Piece));

      self->pieces = pieces;
      if (status != GW_STATUS_OK)
        return status;
    }
  self->pieces[self->n_pieces++] = (Piece) { (int32_t) row, (int32_t) from, (int32_t) to };
  return GW_STATUS_OK;
}

/* The set stretches, or the clear ones. */
static gw_status
pieces_gather (Pieces *self, const GwMask *mask, bool set)
{
  uint64_t position = 0, width = (uint64_t) mask->width;
  gw_status status = GW_STATUS_OK;

  for (size_t i = 0; i < mask->n_runs && status == GW_STATUS_OK; i++)
    {
      uint64_t end = position + mask->runs[i];

      if ((i % 2 == 1) != set)
        {
          position = end;
          continue;
        }
      while (position < end && status == GW_STATUS_OK)
        {
          uint64_t row = position / width, row_end = (row + 1) * width < end ? (row + 1) * width : end;

          status = pieces_add (self, (int64_t) row, (int64_t) (position - row * width),
                               (int64_t) (row_end - row * width));
          position = row_end;
        }
    }
  return status;
}

static uint32_t
find_part (uint32_t *parts, uint32_t piece)
{
  while (parts[piece] != piece)
    {
      parts[piece] = parts[parts[piece]];
      piece = parts[piece];
    }
  return piece;
}

static void
join_parts (uint32_t *parts, uint32_t a, uint32_t b)
{
  a = find_part (parts, a);
  b = find_part (parts, b);
  if (a < b)
    parts[b] = a;
  else
    parts[a] = b;
}

/* Joins the pieces that touch those of the row above. */
static void
pieces_join (Pieces *self, bool eight)
{
  int32_t corner = eight ? 1 : 0;
  size_t above = 0;

  for (size_t i = 0; i < self->n_pieces; i++)
    {
      const Piece *piece = &self->pieces[i];

      while (above < i
             && (self->pieces[above].row < piece->row - 1
                 || (self->pieces[above].row == piece->row - 1 && self->pieces[above].to + corner <= piece->from)))
        above++;
      for (size_t k = above; k < i && self->pieces[k].row < piece->row && self->pieces[k].from < piece->to + corner;
           k++)
        join_parts (self->parts, (uint32_t) k, (uint32_t) i);
    }
}

static void
pieces_measure (Pieces *self)
{
  for (size_t i = 0; i < self->n_pieces; i++)
    {
      const Piece *piece = &self->pieces[i];
      uint32_t part = find_part (self->parts, (uint32_t) i);

      self->parts[i] = part;
      self->areas[part] += (uint64_t) (piece->to - piece->from);
      if (piece->row == 0 || piece->from == 0 || piece->row == self->height - 1 || piece->to == self->width)
        self->open[part] = true;
    }
}

/* The parts of the set pixels of a mask, or of the clear ones in its rectangle. The
 * memory is freed by pieces_clear(), also on failure.
 */
static gw_status
pieces_init (Pieces *self, const GwMask *mask, bool set, bool eight)
{
  gw_status status;

  *self = (Pieces) { .width = mask->width, .height = mask->height };
  status = pieces_gather (self, mask, set);
  if (status != GW_STATUS_OK)
    return status;
  self->parts = _gw_array_new (self->n_pieces, sizeof *self->parts);
  self->areas = calloc (self->n_pieces > 0 ? self->n_pieces : 1, sizeof *self->areas);
  self->open = calloc (self->n_pieces > 0 ? self->n_pieces : 1, sizeof *self->open);
  if (self->parts == NULL || self->areas == NULL || self->open == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < self->n_pieces; i++)
    self->parts[i] = (uint32_t) i;
  pieces_join (self, eight);
  pieces_measure (self);
  return GW_STATUS_OK;
}

static void
add_piece (GwMaskBuilder *builder, const GwMask *mask, const Piece *piece)
{
  _gw_mask_builder_add_row (builder, (int64_t) mask->y + piece->row, (int64_t) mask->x + piece->from,
                            (int64_t) mask->x + piece->to);
}

gw_status
gw_mask_fill_holes (const GwMask *mask, uint64_t largest, GwMask *result)
{
  Pieces clear;
  GwMaskBuilder builder;
  GwMask holes = GW_MASK_INIT;
  gw_status status = pieces_init (&clear, mask, false, false);

  _gw_mask_builder_init (&builder, mask->image_width, mask->image_height);
  for (size_t i = 0; status == GW_STATUS_OK && i < clear.n_pieces; i++)
    if (!clear.open[clear.parts[i]] && clear.areas[clear.parts[i]] <= largest)
      add_piece (&builder, mask, &clear.pieces[i]);
  pieces_clear (&clear);
  if (status != GW_STATUS_OK)
    builder.status = status;

  status = _gw_mask_builder_finish (&builder, &holes);
  if (status == GW_STATUS_OK)
    status = gw_mask_union (mask, &holes, result);
  gw_mask_clear (&holes);
  return status;
}

gw_status
gw_mask_remove_specks (const GwMask *mask, uint64_t smallest, GwMask *result)
{
  Pieces set;
  GwMaskBuilder builder;
  gw_status status = pieces_init (&set, mask, true, true);

  _gw_mask_builder_init (&builder, mask->image_width, mask->image_height);
  for (size_t i = 0; status == GW_STATUS_OK && i < set.n_pieces; i++)
    if (set.areas[set.parts[i]] >= smallest)
      add_piece (&builder, mask, &set.pieces[i]);
  pieces_clear (&set);
  if (status != GW_STATUS_OK)
    builder.status = status;

  return _gw_mask_builder_finish (&builder, result);
}

gw_status
gw_mask_fill_region (const GwMask *mask, int32_t x, int32_t y, GwMask *result)
{
  Pieces clear;
  GwMaskBuilder builder;
  size_t hit = 0;
  gw_status status;

  if (x < 0 || y < 0 || x >= mask->image_width || y >= mask->image_height)
    return GW_STATUS_INVALID;
  if (x < mask->x || y < mask->y || x - mask->x >= mask->width || y - mask->y >= mask->height)
    return GW_STATUS_UNDEFINED;

  status = pieces_init (&clear, mask, false, false);
  while (status == GW_STATUS_OK && hit < clear.n_pieces
         && (clear.pieces[hit].row != y - mask->y || clear.pieces[hit].to <= x - mask->x))
    hit++;
  if (status == GW_STATUS_OK
      && (hit == clear.n_pieces || clear.pieces[hit].from > x - mask->x || clear.open[clear.parts[hit]]))
    status = GW_STATUS_UNDEFINED;

  _gw_mask_builder_init (&builder, mask->image_width, mask->image_height);
  for (size_t i = 0; status == GW_STATUS_OK && i < clear.n_pieces; i++)
    if (clear.parts[i] == clear.parts[hit])
      add_piece (&builder, mask, &clear.pieces[i]);
  pieces_clear (&clear);
  if (status != GW_STATUS_OK)
    builder.status = status;
  return _gw_mask_builder_finish (&builder, result);
}

typedef struct
{
  uint64_t area;
  uint32_t part;
} Size;

static int
compare_sizes (const void *a, const void *b)
{
  const Size *size_a = a, *size_b = b;

  if (size_a->area != size_b->area)
    return size_a->area > size_b->area ? -1 : 1;
  return (size_a->part > size_b->part) - (size_a->part < size_b->part);
}

/* Lists the parts by size; areas become their places in the list. */
static gw_status
rank_parts (Pieces *pieces, size_t *n_parts)
{
  Size *sizes;
  size_t n = 0;

  for (size_t i = 0; i < pieces->n_pieces; i++)
    n += pieces->parts[i] == i;
  *n_parts = n;
  if (n > GW_MASK_MAX_PARTS)
    return GW_STATUS_TOO_LARGE;
  sizes = _gw_array_new (n, sizeof *sizes);
  if (sizes == NULL)
    return GW_STATUS_NO_MEMORY;

  n = 0;
  for (size_t i = 0; i < pieces->n_pieces; i++)
    if (pieces->parts[i] == i)
      sizes[n++] = (Size) { pieces->areas[i], (uint32_t) i };
  qsort (sizes, n, sizeof *sizes, compare_sizes);
  for (size_t i = 0; i < n; i++)
    pieces->areas[sizes[i].part] = i;
  free (sizes);
  return GW_STATUS_OK;
}

/* masks: n_parts, zeroed, in the order of rank_parts(). */
static gw_status
make_parts (const GwMask *mask, const Pieces *pieces, size_t n_parts, GwMask *masks)
{
  GwMaskBuilder *builders = _gw_array_new (n_parts, sizeof *builders);
  gw_status status = GW_STATUS_OK;

  if (builders == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < n_parts; i++)
    _gw_mask_builder_init (&builders[i], mask->image_width, mask->image_height);
  for (size_t i = 0; i < pieces->n_pieces; i++)
    add_piece (&builders[pieces->areas[pieces->parts[i]]], mask, &pieces->pieces[i]);
  for (size_t i = 0; i < n_parts; i++)
    {
      gw_status failed = _gw_mask_builder_finish (&builders[i], &masks[i]);

      status = status == GW_STATUS_OK ? failed : status;
    }
  free (builders);
  return status;
}

gw_status
gw_mask_split_parts (const GwMask *mask, bool eight, GwMask **parts, size_t *n_parts)
{
  Pieces pieces;
  GwMask *masks = NULL;
  size_t n = 0;
  gw_status status = pieces_init (&pieces, mask, true, eight);

  if (status == GW_STATUS_OK)
    status = rank_parts (&pieces, &n);
  if (status == GW_STATUS_OK && n > 0)
    {
      masks = calloc (n, sizeof *masks);
      status = masks != NULL ? make_parts (mask, &pieces, n, masks) : GW_STATUS_NO_MEMORY;
    }
  pieces_clear (&pieces);
  if (status != GW_STATUS_OK)
    {
      gw_masks_free (masks, masks != NULL ? n : 0);
      return status;
    }

  *parts = masks;
  *n_parts = n;
  return GW_STATUS_OK;
}

void
gw_masks_free (GwMask *masks, size_t n)
{
  for (size_t i = 0; i < n && masks != NULL; i++)
    gw_mask_clear (&masks[i]);
  free (masks);
}
