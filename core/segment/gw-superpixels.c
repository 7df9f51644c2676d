/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-superpixels.h"

#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-run-private.h"
#include "gw-slic-private.h"

/* Parts of less than this share of a square of the wished side become part of a
 * neighbour.
 */
#define SMALLEST_SHARE 0.25

/* Shares of the whole work. */
#define CONVERTED 0.1
#define CLUSTERED 0.9

/* The rectangle around a cell, and the side that was wished for it. */
typedef struct
{
  int32_t left;
  int32_t top;
  int32_t right;
  int32_t bottom;
  float side;
} Cell;

struct _GwSuperpixels
{
  GwPixels pixels;
  double compactness;
  int32_t *labels;
  Cell *cells;
  size_t n_cells;
};

/* Clusters of a field, joined to cells. */
static gw_status
make_cells (const GwLabField *field, double side, double compactness, int32_t *labels, size_t *n_cells,
            const GwRun *run)
{
  gw_status status = _gw_slic (field, side, compactness, labels, run, CONVERTED, CLUSTERED);

  if (status == GW_STATUS_OK && !_gw_run_step (run, CLUSTERED))
    status = GW_STATUS_CANCELLED;
  if (status == GW_STATUS_OK)
    status = _gw_slic_join (field, (uint64_t) (side * side * SMALLEST_SHARE), labels, n_cells);
  return status;
}

static gw_status
measure_cells (GwSuperpixels *self, double side)
{
  const int32_t *label = self->labels;

  self->cells = GW_NEW (Cell, self->n_cells);
  if (self->cells == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < self->n_cells; i++)
    self->cells[i] = (Cell) { INT32_MAX, INT32_MAX, 0, 0, (float) side };
  for (int32_t y = 0; y < self->pixels.height; y++)
    for (int32_t x = 0; x < self->pixels.width; x++)
      {
        Cell *cell = &self->cells[*label++];

        cell->left = x < cell->left ? x : cell->left;
        cell->right = x >= cell->right ? x + 1 : cell->right;
        cell->top = y < cell->top ? y : cell->top;
        cell->bottom = y + 1;
      }
  return GW_STATUS_OK;
}

static gw_status
fill_superpixels (GwSuperpixels *self, double cell, const GwRun *run)
{
  GwLabField field;
  gw_status status;

  self->labels = GW_NEW (int32_t, (size_t) self->pixels.width * (size_t) self->pixels.height);
  if (self->labels == NULL)
    return GW_STATUS_NO_MEMORY;
  status = _gw_lab_field_init (&field, &self->pixels, run, 0.0, CONVERTED);
  if (status != GW_STATUS_OK)
    return status;

  status = make_cells (&field, cell, self->compactness, self->labels, &self->n_cells, run);
  _gw_lab_field_clear (&field);
  return status == GW_STATUS_OK ? measure_cells (self, cell) : status;
}

static gw_status
check (const GwPixels *pixels, double cell, double compactness)
{
  gw_status status = gw_pixels_validate (pixels);

  if (status != GW_STATUS_OK)
    return status;
  if (!(cell >= GW_SUPERPIXELS_MIN_CELL && cell <= GW_SUPERPIXELS_MAX_CELL)
      || !(compactness >= GW_SUPERPIXELS_MIN_COMPACTNESS && compactness <= GW_SUPERPIXELS_MAX_COMPACTNESS))
    return GW_STATUS_INVALID;
  if ((uint64_t) pixels->width * (uint64_t) pixels->height > GW_SUPERPIXELS_MAX_PIXELS)
    return GW_STATUS_TOO_LARGE;
  return GW_STATUS_OK;
}

GwSuperpixels *
gw_superpixels_new (const GwPixels *pixels, double cell, double compactness, gw_status *status, const GwRun *run)
{
  GwSuperpixels *self = NULL;
  gw_status result = check (pixels, cell, compactness);

  if (result == GW_STATUS_OK)
    {
      self = GW_NEW0 (GwSuperpixels, 1);
      result = self != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;
    }
  if (result == GW_STATUS_OK)
    {
      self->pixels = *pixels;
      self->compactness = compactness;
      result = fill_superpixels (self, cell, run);
    }
  if (status != NULL)
    *status = result;
  if (result == GW_STATUS_OK)
    return self;

  gw_superpixels_free (self);
  return NULL;
}

void
gw_superpixels_free (GwSuperpixels *self)
{
  if (self == NULL)
    return;

  free (self->labels);
  free (self->cells);
  free (self);
}

void
gw_superpixels_get_size (const GwSuperpixels *self, int32_t *width, int32_t *height)
{
  *width = self->pixels.width;
  *height = self->pixels.height;
}

size_t
gw_superpixels_get_n (const GwSuperpixels *self)
{
  return self->n_cells;
}

const int32_t *
gw_superpixels_get_labels (const GwSuperpixels *self)
{
  return self->labels;
}

int32_t
gw_superpixels_at (const GwSuperpixels *self, int32_t x, int32_t y)
{
  if (x < 0 || y < 0 || x >= self->pixels.width || y >= self->pixels.height)
    return -1;

  return self->labels[(size_t) y * (size_t) self->pixels.width + (size_t) x];
}

/* A byte for each pixel of the cell's rectangle: 1 in the cell. */
static uint8_t *
cell_bytes (const GwSuperpixels *self, int32_t label)
{
  const Cell *cell = &self->cells[label];
  size_t width = (size_t) (cell->right - cell->left), height = (size_t) (cell->bottom - cell->top);
  uint8_t *bytes = GW_NEW (uint8_t, width * height);

  for (size_t y = 0; bytes != NULL && y < height; y++)
    {
      const int32_t *labels = self->labels + ((size_t) cell->top + y) * (size_t) self->pixels.width
                              + (size_t) cell->left;

      for (size_t x = 0; x < width; x++)
        bytes[y * width + x] = labels[x] == label;
    }
  return bytes;
}

gw_status
gw_superpixels_cell_mask (const GwSuperpixels *self, int32_t label, GwMask *mask)
{
  const Cell *cell;
  uint8_t *bytes;
  gw_status status;

  if (label < 0 || (size_t) label >= self->n_cells)
    return GW_STATUS_INVALID;
  bytes = cell_bytes (self, label);
  if (bytes == NULL)
    return GW_STATUS_NO_MEMORY;

  cell = &self->cells[label];
  status = gw_mask_from_bitmap (self->pixels.width, self->pixels.height, cell->left, cell->top,
                                cell->right - cell->left, cell->bottom - cell->top, bytes,
                                (size_t) (cell->right - cell->left), mask);
  free (bytes);
  return status;
}

/* Gives the pixels of a cell the labels of its parts, of which there are two or more. */
static gw_status
replace_cell (GwSuperpixels *self, int32_t label, const int32_t *parts, size_t n_parts, float side)
{
  const Cell whole = self->cells[label];
  size_t n_cells = self->n_cells + n_parts - 1;
  Cell *cells = n_cells < PTRDIFF_MAX / sizeof *cells ? realloc (self->cells, n_cells * sizeof *cells) : NULL;

  if (cells == NULL)
    return GW_STATUS_NO_MEMORY;
  self->cells = cells;

  for (size_t i = 0; i < n_parts; i++)
    cells[i == 0 ? (size_t) label : self->n_cells + i - 1] = (Cell) { INT32_MAX, INT32_MAX, 0, 0, side };
  for (int32_t y = whole.top; y < whole.bottom; y++)
    for (int32_t x = whole.left; x < whole.right; x++, parts++)
      {
        int32_t own = *parts == 0 ? label : (int32_t) self->n_cells + *parts - 1;
        Cell *cell;

        if (*parts < 0)
          continue;
        cell = &cells[own];
        self->labels[(size_t) y * (size_t) self->pixels.width + (size_t) x] = own;
        cell->left = x < cell->left ? x : cell->left;
        cell->right = x >= cell->right ? x + 1 : cell->right;
        cell->top = y < cell->top ? y : cell->top;
        cell->bottom = y + 1;
      }
  self->n_cells = n_cells;
  return GW_STATUS_OK;
}

/* The field of a cell's rectangle, of which the cell's pixels count. */
static gw_status
refine_cell (GwSuperpixels *self, int32_t label, const GwLabField *field, const GwRun *run)
{
  double side = self->cells[label].side / 2.0;
  size_t n_parts = 0;
  int32_t *parts = GW_NEW (int32_t, (size_t) field->width * (size_t) field->height);
  gw_status status = GW_STATUS_NO_MEMORY;

  if (parts != NULL)
    status = make_cells (field, side, self->compactness, parts, &n_parts, run);
  if (status == GW_STATUS_OK)
    status = n_parts > 1 ? replace_cell (self, label, parts, n_parts, (float) side) : GW_STATUS_UNDEFINED;
  free (parts);
  return status;
}

gw_status
gw_superpixels_refine (GwSuperpixels *self, int32_t label, const GwRun *run)
{
  GwLabField field;
  GwPixels part;
  uint8_t *inside;
  const Cell *cell;
  gw_status status;

  if (label < 0 || (size_t) label >= self->n_cells)
    return GW_STATUS_INVALID;
  cell = &self->cells[label];
  if (cell->side < GW_SUPERPIXELS_MIN_CELL)
    return GW_STATUS_UNDEFINED;
  inside = cell_bytes (self, label);
  if (inside == NULL)
    return GW_STATUS_NO_MEMORY;

  part = self->pixels;
  part.pixels += (size_t) cell->top * part.stride + (size_t) cell->left;
  part.width = cell->right - cell->left;
  part.height = cell->bottom - cell->top;
  status = _gw_lab_field_init (&field, &part, run, 0.0, CONVERTED);
  if (status == GW_STATUS_OK)
    {
      field.inside = inside;
      status = refine_cell (self, label, &field, run);
      _gw_lab_field_clear (&field);
    }
  free (inside);
  return status;
}
