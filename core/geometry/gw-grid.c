/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-box.h"
#include "gw-geometry-private.h"

#define MAX_CELLS_A_SIDE 256

/* A box over more cells than this is kept in the list of large ones. */
#define MAX_CELLS_A_BOX 64

typedef struct
{
  uint32_t *ids;
  size_t n;
  size_t capacity;
} Cell;

typedef struct
{
  int32_t left, top, right, bottom; /* all within the box's reach */
} CellRange;

typedef struct
{
  GwBox box;
  bool present;
} Entry;

struct _GwGrid
{
  double cell_width;
  double cell_height;
  int32_t columns;
  int32_t rows;
  Cell *cells; /* row-major */
  Cell large;
  Entry *entries; /* by number */
  size_t n_entries;
  size_t n_present;
};

static int32_t
cells_a_side (double side, double other, size_t n_expected)
{
  double cells = sqrt ((double) n_expected * side / other);

  return cells < 1.0 ? 1 : cells > MAX_CELLS_A_SIDE ? MAX_CELLS_A_SIDE : (int32_t) cells;
}

gw_status
gw_grid_new (double width, double height, size_t n_expected, GwGrid **grid)
{
  GwGrid *self;

  *grid = NULL;
  if (!_gw_is_size (width) || !_gw_is_size (height) || width == 0.0 || height == 0.0)
    return GW_STATUS_INVALID;
  self = calloc (1, sizeof *self);
  if (self == NULL)
    return GW_STATUS_NO_MEMORY;

  self->columns = cells_a_side (width, height, n_expected);
  self->rows = cells_a_side (height, width, n_expected);
  self->cell_width = width / self->columns;
  self->cell_height = height / self->rows;
  self->cells = calloc ((size_t) self->columns * (size_t) self->rows, sizeof (Cell));
  if (self->cells == NULL || !(self->cell_width > 0.0) || !(self->cell_height > 0.0))
    {
      gw_status status = self->cells == NULL ? GW_STATUS_NO_MEMORY : GW_STATUS_INVALID;

      gw_grid_free (self);
      return status;
    }
  *grid = self;

  return GW_STATUS_OK;
}

void
gw_grid_free (GwGrid *grid)
{
  if (grid == NULL)
    return;
  for (size_t i = 0; grid->cells != NULL && i < (size_t) grid->columns * (size_t) grid->rows; i++)
    free (grid->cells[i].ids);
  free (grid->cells);
  free (grid->large.ids);
  free (grid->entries);
  free (grid);
}

void
gw_grid_clear (GwGrid *grid)
{
  for (size_t i = 0; i < (size_t) grid->columns * (size_t) grid->rows; i++)
    grid->cells[i].n = 0;
  for (size_t i = 0; i < grid->n_entries; i++)
    grid->entries[i].present = false;
  grid->large.n = 0;
  grid->n_present = 0;
}

/* Places outside of the area belong to the cells at its border. */
static int32_t
cell_at (double place, double cell_size, int32_t n_cells)
{
  double cell = floor (place / cell_size);

  return cell < 0.0 ? 0 : cell >= n_cells ? n_cells - 1 : (int32_t) cell;
}

static CellRange
range_of (const GwGrid *grid, const GwBox *box)
{
  return (CellRange) { cell_at (box->x, grid->cell_width, grid->columns),
                       cell_at (box->y, grid->cell_height, grid->rows),
                       cell_at (box->x + box->width, grid->cell_width, grid->columns),
                       cell_at (box->y + box->height, grid->cell_height, grid->rows) };
}

static bool
is_large (const CellRange *range)
{
  return (range->right - range->left + 1) * (range->bottom - range->top + 1) > MAX_CELLS_A_BOX;
}

static Cell *
cell_of (const GwGrid *grid, int32_t column, int32_t row)
{
  return &grid->cells[(size_t) row * (size_t) grid->columns + (size_t) column];
}

static gw_status
cell_add (Cell *cell, uint32_t id)
{
  void *ids = cell->ids;
  gw_status status = _gw_array_grow (&ids, &cell->capacity, cell->n, sizeof (uint32_t));

  cell->ids = ids;
  if (status == GW_STATUS_OK)
    cell->ids[cell->n++] = id;
  return status;
}

static void
cell_drop (Cell *cell, uint32_t id)
{
  for (size_t i = 0; i < cell->n; i++)
    if (cell->ids[i] == id)
      {
        cell->ids[i] = cell->ids[--cell->n];
        return;
      }
}

static gw_status
make_room (GwGrid *grid, uint32_t id)
{
  size_t wanted = (size_t) id + 1;
  Entry *entries;

  if (id > GW_GRID_MAX_ID)
    return GW_STATUS_TOO_LARGE;
  if (wanted <= grid->n_entries)
    return GW_STATUS_OK;

  wanted = wanted < 16 ? 16 : wanted > 2 * grid->n_entries ? wanted : 2 * grid->n_entries;
  entries = realloc (grid->entries, wanted * sizeof (Entry));
  if (entries == NULL)
    return GW_STATUS_NO_MEMORY;
  memset (entries + grid->n_entries, 0, (wanted - grid->n_entries) * sizeof (Entry));
  grid->entries = entries;
  grid->n_entries = wanted;
  return GW_STATUS_OK;
}

static gw_status
add_to_cells (GwGrid *grid, uint32_t id, const CellRange *range)
{
  gw_status status = GW_STATUS_OK;

  if (is_large (range))
    return cell_add (&grid->large, id);
  for (int32_t row = range->top; row <= range->bottom && status == GW_STATUS_OK; row++)
    for (int32_t column = range->left; column <= range->right && status == GW_STATUS_OK; column++)
      status = cell_add (cell_of (grid, column, row), id);
  return status;
}

gw_status
gw_grid_insert (GwGrid *grid, uint32_t id, const GwBox *box)
{
  CellRange range;
  gw_status status;

  gw_grid_remove (grid, id);
  if (!gw_box_is_valid (box))
    return GW_STATUS_INVALID;
  status = make_room (grid, id);
  if (status != GW_STATUS_OK)
    return status;

  range = range_of (grid, box);
  grid->entries[id] = (Entry) { *box, true };
  grid->n_present++;
  status = add_to_cells (grid, id, &range);
  if (status != GW_STATUS_OK)
    gw_grid_remove (grid, id);
  return status;
}

bool
gw_grid_remove (GwGrid *grid, uint32_t id)
{
  CellRange range;

  if (id >= grid->n_entries || !grid->entries[id].present)
    return false;

  range = range_of (grid, &grid->entries[id].box);
  if (is_large (&range))
    cell_drop (&grid->large, id);
  else
    for (int32_t row = range.top; row <= range.bottom; row++)
      for (int32_t column = range.left; column <= range.right; column++)
        cell_drop (cell_of (grid, column, row), id);
  grid->entries[id].present = false;
  grid->n_present--;
  return true;
}

size_t
gw_grid_count (const GwGrid *grid)
{
  return grid->n_present;
}

bool
gw_grid_get (const GwGrid *grid, uint32_t id, GwBox *box)
{
  if (id >= grid->n_entries || !grid->entries[id].present)
    return false;
  *box = grid->entries[id].box;
  return true;
}

/* An answer that fills up and goes on counting. */
typedef struct
{
  uint32_t *ids;
  size_t max;
  size_t n;
} Answer;

static void
answer_add (Answer *answer, uint32_t id)
{
  if (answer->n < answer->max)
    answer->ids[answer->n] = id;
  answer->n++;
}

static bool
boxes_meet (const GwBox *a, const GwBox *b)
{
  return a->x <= b->x + b->width && b->x <= a->x + a->width && a->y <= b->y + b->height && b->y <= a->y + a->height;
}

/* A box in several cells of the query is told in the first cell that both
 * share: so each comes once and nothing need be remembered.
 */
static void
query_cell (const GwGrid *grid, const GwBox *rectangle, const CellRange *asked, int32_t column, int32_t row,
            Answer *answer)
{
  const Cell *cell = cell_of (grid, column, row);

  for (size_t i = 0; i < cell->n; i++)
    {
      const GwBox *box = &grid->entries[cell->ids[i]].box;
      int32_t left, top;

      if (!boxes_meet (box, rectangle))
        continue;
      left = cell_at (box->x, grid->cell_width, grid->columns);
      top = cell_at (box->y, grid->cell_height, grid->rows);
      if ((left > asked->left ? left : asked->left) == column && (top > asked->top ? top : asked->top) == row)
        answer_add (answer, cell->ids[i]);
    }
}

size_t
gw_grid_query_box (const GwGrid *grid, const GwBox *rectangle, uint32_t *ids, size_t max)
{
  Answer answer = { ids, max, 0 };
  CellRange asked;

  if (!gw_box_is_valid (rectangle))
    return 0;

  asked = range_of (grid, rectangle);
  for (int32_t row = asked.top; row <= asked.bottom; row++)
    for (int32_t column = asked.left; column <= asked.right; column++)
      query_cell (grid, rectangle, &asked, column, row, &answer);
  for (size_t i = 0; i < grid->large.n; i++)
    if (boxes_meet (&grid->entries[grid->large.ids[i]].box, rectangle))
      answer_add (&answer, grid->large.ids[i]);
  return answer.n;
}

size_t
gw_grid_query_point (const GwGrid *grid, GwPoint point, double reach, uint32_t *ids, size_t max)
{
  GwBox around = { point.x - reach, point.y - reach, 2.0 * reach, 2.0 * reach };

  return gw_grid_query_box (grid, &around, ids, max);
}
