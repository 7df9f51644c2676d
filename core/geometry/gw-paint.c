/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-paint.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-geometry-private.h"
#include "gw-mask-private.h"

#define TILE GW_PAINT_TILE

/* So much the brush is moved right and down: what its edge passes exactly
 * through then counts for the pixel right of or below it.
 */
#define NUDGE 0x1p-20

struct _GwPaint
{
  int32_t width;
  int32_t height;
  int32_t tiles_across;
  uint8_t **tiles; /* row-major; NULL: as in start */
  size_t n_tiles;
  GwMask start;
  GwMaskRows start_rows;
  GwMaskRows guard_rows; /* mask is NULL without a guard */
};

/* The pixels that have changed: columns left ... right-1 and so on. */
typedef struct
{
  int64_t left;
  int64_t top;
  int64_t right;
  int64_t bottom;
} Dirty;

#define DIRTY_INIT \
  { \
    INT64_MAX, INT64_MAX, INT64_MIN, INT64_MIN \
  }

/* A brush on its way from a to b. */
typedef struct
{
  GwPoint a;
  GwPoint b;
  double radius;
  GwBrushShape shape;
} Sweep;

GwPaint *
gw_paint_new (int32_t image_width, int32_t image_height, const GwMask *start)
{
  GwPaint *self;
  int32_t tiles_down;

  if (_gw_image_size_check (image_width, image_height) != GW_STATUS_OK
      || (start != NULL && (start->image_width != image_width || start->image_height != image_height)))
    return NULL;
  self = calloc (1, sizeof *self);
  if (self == NULL)
    return NULL;

  self->width = image_width;
  self->height = image_height;
  self->tiles_across = (image_width + TILE - 1) / TILE;
  tiles_down = (image_height + TILE - 1) / TILE;
  self->n_tiles = (size_t) self->tiles_across * (size_t) tiles_down;
  self->tiles = calloc (self->n_tiles > 0 ? self->n_tiles : 1, sizeof *self->tiles);
  if (self->tiles == NULL
      || (start != NULL ? gw_mask_copy (start, &self->start)
                        : gw_mask_init_empty (image_width, image_height, &self->start))
             != GW_STATUS_OK
      || _gw_mask_rows_init (&self->start_rows, &self->start) != GW_STATUS_OK)
    {
      gw_paint_free (self);
      return NULL;
    }

  return self;
}

void
gw_paint_free (GwPaint *self)
{
  if (self == NULL)
    return;

  for (size_t i = 0; self->tiles != NULL && i < self->n_tiles; i++)
    free (self->tiles[i]);
  free (self->tiles);
  _gw_mask_rows_clear (&self->start_rows);
  _gw_mask_rows_clear (&self->guard_rows);
  gw_mask_clear (&self->start);
  free (self);
}

gw_status
gw_paint_set_guard (GwPaint *self, const GwMask *guard)
{
  GwMaskRows rows = { NULL, NULL };

  if (guard != NULL)
    {
      gw_status status = GW_STATUS_INVALID;

      if (guard->image_width == self->width && guard->image_height == self->height)
        status = _gw_mask_rows_init (&rows, guard);
      if (status != GW_STATUS_OK)
        return status;
    }

  _gw_mask_rows_clear (&self->guard_rows);
  self->guard_rows = rows;
  return GW_STATUS_OK;
}

/* Writes the columns x0 ... x1-1 of a row of the start mask. The reader stands
 * in that row at or before x0, and has read *from ... *to last.
 */
static void
read_start (GwRowReader *reader, int64_t *from, int64_t *to, int64_t x0, int64_t x1, uint8_t *bytes)
{
  memset (bytes, 0, (size_t) (x1 - x0));
  while (*from < x1)
    {
      int64_t first = *from > x0 ? *from : x0, end = *to < x1 ? *to : x1;

      if (first < end)
        memset (bytes + (first - x0), 1, (size_t) (end - first));
      if (*to > x1)
        return;
      if (!_gw_row_reader_next (reader, from, to))
        *from = *to = INT64_MAX;
    }
}

/* The first stretch of a row of the start mask; *from beyond any image: none. */
static GwRowReader
open_start (const GwPaint *self, int64_t y, int64_t *from, int64_t *to)
{
  GwRowReader reader = _gw_row_reader_start (&self->start_rows, y);

  if (!_gw_row_reader_next (&reader, from, to))
    *from = *to = INT64_MAX;
  return reader;
}

/* Whether the tile may hold pixels of the start mask. */
static bool
start_meets_tile (const GwPaint *self, int64_t tile_x, int64_t tile_y)
{
  const GwMask *start = &self->start;

  return start->n_runs > 0 && start->x < (tile_x + 1) * TILE && start->x + start->width > tile_x * TILE
         && start->y < (tile_y + 1) * TILE && start->y + start->height > tile_y * TILE;
}

static uint8_t *
make_tile (const GwPaint *self, int64_t tile_x, int64_t tile_y)
{
  uint8_t *tile = calloc (TILE, TILE);

  if (tile == NULL || !start_meets_tile (self, tile_x, tile_y))
    return tile;

  for (int64_t row = 0; row < TILE; row++)
    {
      int64_t from, to;
      GwRowReader reader = open_start (self, tile_y * TILE + row, &from, &to);

      read_start (&reader, &from, &to, tile_x * TILE, (tile_x + 1) * TILE, tile + row * TILE);
    }
  return tile;
}

/* Gives n bytes the value. x is the column of the first. */
static void
fill_bytes (uint8_t *bytes, int64_t n, uint8_t value, int64_t x, int64_t y, Dirty *dirty)
{
  const uint8_t *changed = memchr (bytes, !value, (size_t) n);
  int64_t first, last = n;

  if (changed == NULL)
    return;

  /* Only what lies beyond the box so far is looked for from the other end. */
  first = changed - bytes;
  while (x + last > dirty->right && bytes[last - 1] == value)
    last--;
  dirty->left = x + first < dirty->left ? x + first : dirty->left;
  dirty->right = x + last > dirty->right ? x + last : dirty->right;
  dirty->top = y < dirty->top ? y : dirty->top;
  dirty->bottom = y + 1 > dirty->bottom ? y + 1 : dirty->bottom;
  memset (bytes + first, value, (size_t) (n - first));
}

/* Columns x0 ... x1-1 of row y, all inside of the image and free of the guard. */
static gw_status
fill_free (GwPaint *self, int64_t y, int64_t x0, int64_t x1, bool set, Dirty *dirty)
{
  int64_t tile_y = y / TILE;

  while (x0 < x1)
    {
      int64_t tile_x = x0 / TILE;
      int64_t end = (tile_x + 1) * TILE < x1 ? (tile_x + 1) * TILE : x1;
      uint8_t **tile = &self->tiles[tile_y * self->tiles_across + tile_x];

      if (*tile == NULL && (set || start_meets_tile (self, tile_x, tile_y)))
        {
          *tile = make_tile (self, tile_x, tile_y);
          if (*tile == NULL)
            return GW_STATUS_NO_MEMORY;
        }
      if (*tile != NULL)
        fill_bytes (*tile + (y % TILE) * TILE + x0 % TILE, end - x0, set ? 1 : 0, x0, y, dirty);
      x0 = end;
    }
  return GW_STATUS_OK;
}

/* Columns x0 ... x1-1 of row y, all inside of the image. */
static gw_status
fill_row (GwPaint *self, int64_t y, int64_t x0, int64_t x1, bool set, Dirty *dirty)
{
  GwRowReader reader = _gw_row_reader_start (&self->guard_rows, y);
  gw_status status = GW_STATUS_OK;
  int64_t from, to;

  while (status == GW_STATUS_OK && x0 < x1 && _gw_row_reader_next (&reader, &from, &to) && from < x1)
    {
      status = fill_free (self, y, x0, from, set, dirty);
      x0 = to > x0 ? to : x0;
    }
  return status == GW_STATUS_OK ? fill_free (self, y, x0, x1, set, dirty) : status;
}

static void
widen (double x, double *left, double *right)
{
  *left = x < *left ? x : *left;
  *right = x > *right ? x : *right;
}

/* A disc on its way covers what lies within its radius of a-b. The ends of that
 * on a row are on one of the two discs, or on one of the two lines beside a-b.
 */
static void
sweep_disc_row (const Sweep *sweep, double y, double *left, double *right)
{
  GwPoint along = { sweep->b.x - sweep->a.x, sweep->b.y - sweep->a.y };
  double length = hypot (along.x, along.y);
  const GwPoint ends[] = { sweep->a, sweep->b };

  for (int i = 0; i < 2; i++)
    {
      double dy = y - ends[i].y, square = sweep->radius * sweep->radius - dy * dy;

      if (square < 0.0)
        continue;
      widen (ends[i].x - sqrt (square), left, right);
      widen (ends[i].x + sqrt (square), left, right);
    }
  if (along.y == 0.0 || length == 0.0)
    return;
  for (int side = -1; side <= 1; side += 2)
    {
      GwPoint beside = { side * -along.y / length * sweep->radius, side * along.x / length * sweep->radius };
      double t = (y - sweep->a.y - beside.y) / along.y;

      if (t >= 0.0 && t <= 1.0)
        widen (sweep->a.x + beside.x + t * along.x, left, right);
    }
}

/* A square on its way: between the first and the last moment at which it is on
 * the row.
 */
static void
sweep_square_row (const Sweep *sweep, double y, double *left, double *right)
{
  double down = sweep->b.y - sweep->a.y, across = sweep->b.x - sweep->a.x, first = 0.0, last = 1.0;

  if (down != 0.0)
    {
      double enters = (y - sweep->a.y - sweep->radius) / down, leaves = (y - sweep->a.y + sweep->radius) / down;

      first = fmax (0.0, fmin (enters, leaves));
      last = fmin (1.0, fmax (enters, leaves));
    }
  else if (fabs (y - sweep->a.y) > sweep->radius)
    return;
  if (first > last)
    return;
  widen (sweep->a.x + first * across - sweep->radius, left, right);
  widen (sweep->a.x + first * across + sweep->radius, left, right);
  widen (sweep->a.x + last * across - sweep->radius, left, right);
  widen (sweep->a.x + last * across + sweep->radius, left, right);
}

/* *covered: whether the centre of a pixel of the image was. */
static gw_status
sweep_fill (GwPaint *self, const Sweep *sweep, bool set, Dirty *dirty, bool *covered)
{
  double top = fmin (sweep->a.y, sweep->b.y) - sweep->radius, bottom = fmax (sweep->a.y, sweep->b.y) + sweep->radius;
  int32_t first = _gw_first_centre (top, self->height), end = _gw_first_centre (bottom, self->height);
  gw_status status = GW_STATUS_OK;

  *covered = false;
  for (int32_t row = first; row < end && status == GW_STATUS_OK; row++)
    {
      double left = INFINITY, right = -INFINITY;
      int32_t from, to;

      if (sweep->shape == GW_BRUSH_ROUND)
        sweep_disc_row (sweep, row + 0.5, &left, &right);
      else
        sweep_square_row (sweep, row + 0.5, &left, &right);
      if (left > right)
        continue;
      from = _gw_first_centre (left, self->width);
      to = _gw_first_centre (right, self->width);
      if (from >= to)
        continue;
      *covered = true;
      status = fill_row (self, row, from, to, set, dirty);
    }
  return status;
}

static void
tell_dirty (const Dirty *dirty, GwBox *box)
{
  if (box == NULL)
    return;
  *box = (GwBox) { 0.0, 0.0, 0.0, 0.0 };
  if (dirty->left < dirty->right)
    *box = (GwBox) { (double) dirty->left, (double) dirty->top, (double) (dirty->right - dirty->left),
                     (double) (dirty->bottom - dirty->top) };
}

gw_status
gw_paint_stroke (GwPaint *self, GwPoint a, GwPoint b, double size, GwBrushShape shape, bool set, GwBox *dirty)
{
  Sweep sweep = { { a.x + NUDGE, a.y + NUDGE }, { b.x + NUDGE, b.y + NUDGE }, size / 2.0, shape };
  Dirty changed = DIRTY_INIT;
  bool covered;
  gw_status status;

  if (!_gw_is_point (a) || !_gw_is_point (b) || !(size > 0.0 && size <= GW_PAINT_MAX_SIZE)
      || (shape != GW_BRUSH_ROUND && shape != GW_BRUSH_SQUARE))
    return GW_STATUS_INVALID;

  status = sweep_fill (self, &sweep, set, &changed, &covered);
  if (status == GW_STATUS_OK && !covered && b.x >= 0.0 && b.y >= 0.0 && b.x < self->width && b.y < self->height)
    status = fill_row (self, (int64_t) b.y, (int64_t) b.x, (int64_t) b.x + 1, set, &changed);
  tell_dirty (&changed, dirty);
  return status;
}

gw_status
gw_paint_add (GwPaint *self, const GwMask *region, bool set, GwBox *dirty)
{
  GwSpanReader reader = { region, 0, 0, 0 };
  GwSpan span;
  GwRowPiece piece;
  Dirty changed = DIRTY_INIT;
  gw_status status = GW_STATUS_OK;

  if (region->image_width != self->width || region->image_height != self->height)
    return GW_STATUS_INVALID;

  while (status == GW_STATUS_OK && _gw_span_reader_next (&reader, &span))
    while (status == GW_STATUS_OK && _gw_span_take_row (&span, (uint32_t) self->width, &piece))
      status = fill_row (self, piece.row, piece.from, piece.to, set, &changed);
  tell_dirty (&changed, dirty);
  return status;
}

bool
gw_paint_contains (const GwPaint *self, int32_t x, int32_t y)
{
  const uint8_t *tile;

  if (x < 0 || y < 0 || x >= self->width || y >= self->height)
    return false;

  tile = self->tiles[(int64_t) (y / TILE) * self->tiles_across + x / TILE];
  return tile != NULL ? tile[y % TILE * TILE + x % TILE] != 0 : gw_mask_contains (&self->start, x, y);
}

void
gw_paint_read (const GwPaint *self, int32_t x, int32_t y, int32_t width, int32_t height, uint8_t *rows, size_t stride)
{
  int64_t left = x > 0 ? x : 0;
  int64_t right = (int64_t) x + width < self->width ? (int64_t) x + width : self->width;

  for (int64_t row = 0; row < height && width > 0; row++)
    {
      uint8_t *bytes = rows + (size_t) row * stride;
      int64_t at_y = row + y, from, to;
      GwRowReader reader;

      if (at_y < 0 || at_y >= self->height || left >= right)
        {
          memset (bytes, 0, (size_t) width);
          continue;
        }
      memset (bytes, 0, (size_t) (left - x));
      memset (bytes + (right - x), 0, (size_t) ((int64_t) x + width - right));
      reader = open_start (self, at_y, &from, &to);
      for (int64_t at_x = left; at_x < right;)
        {
          int64_t end = (at_x / TILE + 1) * TILE < right ? (at_x / TILE + 1) * TILE : right;
          const uint8_t *tile = self->tiles[at_y / TILE * self->tiles_across + at_x / TILE];

          if (tile != NULL)
            memcpy (bytes + (at_x - x), tile + at_y % TILE * TILE + at_x % TILE, (size_t) (end - at_x));
          else
            read_start (&reader, &from, &to, at_x, end, bytes + (at_x - x));
          at_x = end;
        }
    }
}

/* The part of the start mask between two columns of a row; the reader as in
 * read_start().
 */
static void
add_start (GwMaskBuilder *builder, GwRowReader *reader, int64_t *from, int64_t *to, int64_t y, int64_t x0, int64_t x1)
{
  while (*from < x1)
    {
      _gw_mask_builder_add_row (builder, y, *from > x0 ? *from : x0, *to < x1 ? *to : x1);
      if (*to > x1)
        return;
      if (!_gw_row_reader_next (reader, from, to))
        *from = *to = INT64_MAX;
    }
}

static void
add_tile (GwMaskBuilder *builder, const uint8_t *bytes, int64_t y, int64_t x0, int64_t x1)
{
  for (int64_t from = _gw_next_set (bytes, 0, x1 - x0); from < x1 - x0;)
    {
      int64_t to = _gw_next_clear (bytes, from, x1 - x0);

      _gw_mask_builder_add_row (builder, y, x0 + from, x0 + to);
      from = _gw_next_set (bytes, to, x1 - x0);
    }
}

static bool
has_tiles (uint8_t *const *tiles, int64_t n)
{
  for (int64_t i = 0; i < n; i++)
    if (tiles[i] != NULL)
      return true;
  return false;
}

gw_status
gw_paint_to_mask (const GwPaint *self, GwMask *mask)
{
  GwMaskBuilder builder;

  _gw_mask_builder_init (&builder, self->width, self->height);
  for (int64_t y = 0; y < self->height && builder.status == GW_STATUS_OK; y++)
    {
      uint8_t *const *tiles = self->tiles + y / TILE * self->tiles_across;
      int64_t across = self->tiles_across, from, to;
      GwRowReader reader = open_start (self, y, &from, &to);

      /* Most rows of a large picture are as they were. */
      if (!has_tiles (tiles, across))
        across = 0;
      for (int64_t i = 0; i < across; i++)
        {
          int64_t end = (i + 1) * TILE < self->width ? (i + 1) * TILE : self->width;

          if (tiles[i] != NULL)
            add_tile (&builder, tiles[i] + y % TILE * TILE, y, i * TILE, end);
          else
            add_start (&builder, &reader, &from, &to, y, i * TILE, end);
        }
      if (across == 0)
        add_start (&builder, &reader, &from, &to, y, 0, self->width);
    }
  return _gw_mask_builder_finish (&builder, mask);
}
