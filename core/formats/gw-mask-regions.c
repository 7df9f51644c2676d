/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-mask-regions.h"

#include <stdlib.h>
#include <string.h>

#include "gw-mask.h"
#include "gw-raster.h"

/* A region while its rows are gone through: first its rectangle, then its runs. */
typedef struct
{
  int left, top, right, bottom; /* right and bottom are not in it */
  guint32 *runs;
  gsize n_runs;
  gsize capacity;
  guint64 end; /* of the last run, in pixels of the rectangle */
} Region;

static void
note_stretch (Region *region, int y, int from, int to)
{
  if (region->right == 0)
    *region = (Region) { .left = from, .top = y };
  region->left = MIN (region->left, from);
  region->right = MAX (region->right, to);
  region->bottom = y + 1;
}

static gboolean
add_run (Region *region, guint64 length)
{
  if (region->n_runs == region->capacity)
    {
      gsize capacity = MAX (16, 2 * region->capacity);
      guint32 *grown = capacity <= GW_MASK_MAX_RUNS ? realloc (region->runs, capacity * sizeof *grown) : NULL;

      if (grown == NULL)
        return FALSE;
      region->runs = grown;
      region->capacity = capacity;
    }
  region->runs[region->n_runs++] = (guint32) length;

  return TRUE;
}

static gboolean
add_stretch (Region *region, int y, int from, int to)
{
  guint64 width = (guint64) (region->right - region->left);
  guint64 start = (guint64) (y - region->top) * width + (guint64) (from - region->left);
  guint64 length = (guint64) (to - from);
  guint64 gap = start - region->end;

  region->end = start + length;
  if (gap == 0 && region->n_runs > 0)
    {
      region->runs[region->n_runs - 1] += (guint32) length;
      return TRUE;
    }

  return add_run (region, gap) && add_run (region, length);
}

/* Calls one of the two above with each stretch of a region. */
static gboolean
go_through (int width, int height, GwRegionRowFunc func, gpointer data, guint32 *row, Region *regions, gboolean runs)
{
  for (int y = 0; y < height; y++)
    {
      func (y, row, data);
      for (int from = 0, to; from < width; from = to)
        {
          guint32 number = row[from];

          for (to = from + 1; to < width && row[to] == number;)
            to++;
          if (number == GW_REGION_NONE)
            continue;
          if (!runs)
            note_stretch (&regions[number], y, from, to);
          else if (!add_stretch (&regions[number], y, from, to))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
finish_region (Region *region, GwMask *mask)
{
  guint64 rest;

  if (region->n_runs == 0)
    return TRUE;
  mask->x = region->left;
  mask->y = region->top;
  mask->width = region->right - region->left;
  mask->height = region->bottom - region->top;
  rest = (guint64) mask->width * (guint64) mask->height - region->end;
  if (rest > 0 && !add_run (region, rest))
    {
      mask->x = mask->y = mask->width = mask->height = 0;
      return FALSE;
    }
  mask->n_runs = region->n_runs;
  mask->runs = g_steal_pointer (&region->runs);

  return TRUE;
}

gw_status
gw_mask_regions_find (int width, int height, guint n_regions, GwRegionRowFunc func, gpointer data, GwMask *masks)
{
  g_autofree Region *regions = g_new0 (Region, MAX (n_regions, 1));
  g_autofree guint32 *row = g_new (guint32, MAX (width, 1));
  gw_status status = GW_STATUS_OK;
  gboolean done;

  memset (masks, 0, n_regions * sizeof *masks);
  for (guint i = 0; i < n_regions && status == GW_STATUS_OK; i++)
    status = gw_mask_init_empty (width, height, &masks[i]);
  if (status != GW_STATUS_OK)
    return status;

  done = go_through (width, height, func, data, row, regions, FALSE)
         && go_through (width, height, func, data, row, regions, TRUE);
  for (guint i = 0; i < n_regions; i++)
    {
      done = done && finish_region (&regions[i], &masks[i]);
      free (regions[i].runs);
    }

  return done ? GW_STATUS_OK : GW_STATUS_TOO_LARGE;
}

/* --- painting --------------------------------------------------------------------------- */

/* What a shape is painted into: bytes, or numbers of 32 bit. */
typedef struct
{
  guint8 *bytes; /* NULL: numbers */
  guint32 *numbers;
  guint32 value;
  guint8 blank;
  guint64 *hidden; /* (nullable) */
} Canvas;

static void
paint_stretch (const Canvas *canvas, gsize at, gsize n)
{
  guint64 covered = 0;

  if (canvas->bytes == NULL)
    {
      for (gsize i = at; i < at + n; i++)
        canvas->numbers[i] = canvas->value;
      return;
    }
  for (gsize i = at; canvas->hidden != NULL && i < at + n; i++)
    covered += (guint64) (canvas->bytes[i] != canvas->blank) & (guint64) (canvas->bytes[i] != canvas->value);
  if (canvas->hidden != NULL)
    *canvas->hidden += covered;
  memset (canvas->bytes + at, (int) canvas->value, n);
}

static void
paint_mask (const GwMask *mask, const Canvas *canvas)
{
  gsize width = (gsize) mask->width;
  guint64 at = 0;

  for (gsize i = 0; i < mask->n_runs; i++)
    {
      guint64 end = at + mask->runs[i];

      for (; i % 2 == 1 && at < end;)
        {
          gsize x = at % width, y = at / width;
          gsize n = (gsize) MIN (end - at, width - x);
          gsize row = (y + (gsize) mask->y) * (gsize) mask->image_width;

          paint_stretch (canvas, row + (gsize) mask->x + x, n);
          at += n;
        }
      at = end;
    }
}

static gboolean
paint_shape (const GwShape *shape, int width, int height, const Canvas *canvas)
{
  GwMask mask = GW_MASK_INIT;

  if (shape->kind == GW_SHAPE_MASK)
    {
      if (shape->as.mask.image_width != width || shape->as.mask.image_height != height)
        return FALSE;
      paint_mask (&shape->as.mask, canvas);
      return TRUE;
    }
  if (gw_raster_shape (shape, width, height, &mask) != GW_STATUS_OK)
    return FALSE;
  paint_mask (&mask, canvas);
  gw_mask_clear (&mask);

  return TRUE;
}

gboolean
gw_mask_regions_paint (const GwShape *shape, int width, int height, guint8 value, guint8 blank, guint8 *rows,
                       guint64 *hidden)
{
  return paint_shape (shape, width, height, &(Canvas) { rows, NULL, value, blank, hidden });
}

gboolean
gw_mask_regions_paint_number (const GwShape *shape, int width, int height, guint32 value, guint32 *rows)
{
  return paint_shape (shape, width, height, &(Canvas) { .numbers = rows, .value = value });
}
