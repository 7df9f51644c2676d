/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-raster.h"

#include <math.h>
#include <stdlib.h>

#include "gw-geometry-private.h"
#include "gw-rle-private.h"

/* The reference walks outlines on a grid SCALE times as fine as the pixels, in
 * unit steps, and looks at the steps that leave fine column SCALE * X + MIDDLE
 * for the next one or come back over this border: there the outline passes the
 * middle of pixel column X. Here those steps are found directly, so that a long
 * edge costs what it passes of the image.
 */
#define SCALE 5
#define MIDDLE 2
#define MAX_NOTES ((size_t) 1 << 26)

typedef struct
{
  int64_t x;
  int64_t y;
} FinePoint;

typedef struct
{
  int32_t height;
  int32_t width;
  uint32_t *notes; /* places in column-major order where the outline passes */
  size_t n_notes;
  size_t capacity;
} Notes;

static FinePoint
fine_point (GwPoint point)
{
  return (FinePoint) { (int64_t) (SCALE * point.x + 0.5), (int64_t) (SCALE * point.y + 0.5) };
}

/* Notes that the outline passes column x at the fine height y. */
static gw_status
note (Notes *notes, int64_t x, int64_t y)
{
  double row = ((double) y + 0.5) / SCALE - 0.5;
  void *array = notes->notes;
  gw_status status;

  if (notes->n_notes >= MAX_NOTES)
    return GW_STATUS_TOO_LARGE;
  status = _gw_array_grow (&array, &notes->capacity, notes->n_notes, sizeof (uint32_t));
  notes->notes = array;
  if (status != GW_STATUS_OK)
    return status;

  row = ceil (fmin (fmax (row, 0.0), notes->height));
  notes->notes[notes->n_notes++] = (uint32_t) (x * notes->height + (int64_t) row);
  return GW_STATUS_OK;
}

/* The first and last pixel column whose middle lies between two fine columns. */
static void
columns_between (const Notes *notes, int64_t low, int64_t high, int64_t *first, int64_t *last)
{
  *first = low <= MIDDLE ? 0 : (low - MIDDLE + SCALE - 1) / SCALE;
  *last = high < MIDDLE + 1 ? -1 : (high - MIDDLE - 1) / SCALE;
  if (*last > notes->width - 1)
    *last = notes->width - 1;
}

/* An edge at least as wide as tall, from left to right: a step for each fine column. */
static gw_status
walk_wide (Notes *notes, FinePoint from, FinePoint to)
{
  double slope = (double) (to.y - from.y) / (double) (to.x - from.x);
  gw_status status = GW_STATUS_OK;
  int64_t first, last;

  columns_between (notes, from.x, to.x, &first, &last);
  for (int64_t x = first; x <= last && status == GW_STATUS_OK; x++)
    {
      double t = (double) (SCALE * x + MIDDLE - from.x);
      int64_t here = (int64_t) ((double) from.y + slope * t + 0.5);
      int64_t there = (int64_t) ((double) from.y + slope * (t + 1.0) + 0.5);

      status = note (notes, x, here < there ? here : there);
    }
  return status;
}

/* The first step of a tall edge, in 1 ... n_steps, after which its fine column
 * is on the other side of border than at its start. The column never turns
 * back, so halving finds it.
 */
static int64_t
step_over (FinePoint from, double slope, int64_t n_steps, double border)
{
  int64_t low = 0, high = n_steps;

  while (high - low > 1)
    {
      int64_t middle = low + (high - low) / 2;
      double column = (double) from.x + slope * (double) middle + 0.5;

      if ((column >= border) == (slope > 0.0))
        high = middle;
      else
        low = middle;
    }
  return high;
}

/* An edge taller than wide, downwards: a step for each fine row. */
static gw_status
walk_tall (Notes *notes, FinePoint from, FinePoint to)
{
  int64_t n_steps = to.y - from.y;
  double slope = (double) (to.x - from.x) / (double) n_steps;
  gw_status status = GW_STATUS_OK;
  int64_t first, last;

  columns_between (notes, from.x < to.x ? from.x : to.x, from.x < to.x ? to.x : from.x, &first, &last);
  for (int64_t x = first; x <= last && status == GW_STATUS_OK; x++)
    {
      int64_t step = step_over (from, slope, n_steps, (double) (SCALE * x + MIDDLE + 1));

      status = note (notes, x, from.y + step - 1);
    }
  return status;
}

static gw_status
walk_edge (Notes *notes, FinePoint a, FinePoint b)
{
  int64_t dx = a.x < b.x ? b.x - a.x : a.x - b.x;
  int64_t dy = a.y < b.y ? b.y - a.y : a.y - b.y;

  if (dx == 0)
    return GW_STATUS_OK;
  if (dx >= dy)
    return a.x < b.x ? walk_wide (notes, a, b) : walk_wide (notes, b, a);
  return a.y < b.y ? walk_tall (notes, a, b) : walk_tall (notes, b, a);
}

static int
compare_notes (const void *a, const void *b)
{
  uint32_t note_a = *(const uint32_t *) a;
  uint32_t note_b = *(const uint32_t *) b;

  return (note_a > note_b) - (note_a < note_b);
}

/* Between the first and the second note pixels are set, between the second and
 * the third clear, and so on; what the last note leaves open ends with the image.
 */
static gw_status
notes_to_rle (Notes *notes, GwRle *rle)
{
  GwRleBuilder builder;
  uint64_t pixels = (uint64_t) notes->height * (uint64_t) notes->width;

  if (notes->n_notes > 1)
    qsort (notes->notes, notes->n_notes, sizeof (uint32_t), compare_notes);
  _gw_rle_builder_init (&builder, notes->height, notes->width);
  for (size_t i = 0; i < notes->n_notes; i += 2)
    _gw_rle_builder_add (&builder, notes->notes[i], i + 1 < notes->n_notes ? notes->notes[i + 1] : pixels);
  return _gw_rle_builder_finish (&builder, rle);
}

static gw_status
ring_to_rle (const GwRing *ring, int32_t height, int32_t width, GwRle *rle)
{
  Notes notes = { height, width, NULL, 0, 0 };
  gw_status status = _gw_image_size_check (width, height);

  for (size_t i = 0; i < ring->n_points && status == GW_STATUS_OK; i++)
    if (!_gw_is_point (ring->points[i]))
      status = GW_STATUS_INVALID;
  for (size_t i = 0; i < ring->n_points && status == GW_STATUS_OK; i++)
    status = walk_edge (&notes, fine_point (ring->points[i]),
                        fine_point (ring->points[i + 1 < ring->n_points ? i + 1 : 0]));
  if (status == GW_STATUS_OK)
    status = notes_to_rle (&notes, rle);
  free (notes.notes);
  return status;
}

gw_status
gw_raster_coco (const GwRing *rings, size_t n_rings, int32_t height, int32_t width, GwRle *rle)
{
  GwRle *parts;
  GwRing nothing = { NULL, 0 };
  gw_status status = GW_STATUS_OK;
  size_t n_parts = 0;

  if (n_rings <= 1)
    return ring_to_rle (n_rings == 1 ? rings : &nothing, height, width, rle);

  parts = _gw_array_new (n_rings, sizeof (GwRle));
  if (parts == NULL)
    return GW_STATUS_NO_MEMORY;
  while (n_parts < n_rings && status == GW_STATUS_OK)
    {
      status = ring_to_rle (&rings[n_parts], height, width, &parts[n_parts]);
      n_parts += status == GW_STATUS_OK;
    }
  if (status == GW_STATUS_OK)
    status = gw_rle_union (parts, n_parts, rle);

  for (size_t i = 0; i < n_parts; i++)
    gw_rle_clear (&parts[i]);
  free (parts);
  return status;
}
