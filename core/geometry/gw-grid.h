/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_GRID_H
#define GW_GRID_H

#include "gw-shape.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* A uniform grid over an area that finds boxes by place: which objects may lie
   * under the pointer, and which may be seen in a tile.
   *
   * Boxes are known by numbers that the caller chooses, small ones best: memory
   * grows with the largest. Boxes may have no area and may lie anywhere, also
   * outside of the area; there finding is slower, never wrong. Queries change
   * nothing, so any number of threads may ask at once while nobody inserts or
   * removes.
   */
  typedef struct _GwGrid GwGrid;

/* Largest number of a box. */
#define GW_GRID_MAX_ID ((uint32_t) 1 << 28)

  /* An empty grid over 0 ... width by 0 ... height pixels.
   *
   * n_expected  about how many boxes will be in it; sets the number of cells, at
   *             most 256 * 256
   *
   * grid        for gw_grid_free(); NULL unless the status is OK
   *
   * GW_STATUS_INVALID when a size is not finite, not above 0, beyond
   * 1e15 or too small to be cut into cells;
   * GW_STATUS_NO_MEMORY. O(cells), time and memory.
   */
  GW_PUBLIC gw_status gw_grid_new (double width, double height, size_t n_expected, GwGrid **grid);

  /* NULL is allowed. */
  GW_PUBLIC void gw_grid_free (GwGrid *grid);

  /* Removes all boxes. */
  GW_PUBLIC void gw_grid_clear (GwGrid *grid);

  /* Puts the box of a number in, in place of its earlier one. GW_STATUS_INVALID
   * for a box that is not valid, GW_STATUS_TOO_LARGE for a number above
   * GW_GRID_MAX_ID. On any failure the number has no box. O(cells covered), at
   * most 64: larger boxes are kept apart and looked at in each query.
   */
  GW_PUBLIC gw_status gw_grid_insert (GwGrid *grid, uint32_t id, const GwBox *box);

  /* Takes the box of a number out; false when it had none. */
  GW_PUBLIC bool gw_grid_remove (GwGrid *grid, uint32_t id);

  /* The number of boxes in the grid. */
  GW_PUBLIC size_t gw_grid_count (const GwGrid *grid);

  /* The box of a number; false when it has none. */
  GW_PUBLIC bool gw_grid_get (const GwGrid *grid, uint32_t id, GwBox *box);

  /* The boxes that meet a rectangle, edges included.
   *
   * ids    filled with the first max of them, in no order, each once; may be
   *        NULL when max is 0
   *
   * Returns how many there are, which may be more than max. 0 for a rectangle
   * that is not valid. Takes no memory.
   */
  GW_PUBLIC size_t gw_grid_query_box (const GwGrid *grid, const GwBox *rectangle, uint32_t *ids, size_t max);

  /* The boxes within reach pixels of the point (0: that hold it, edges
   * included); else as above. reach is a distance in x and in y.
   */
  GW_PUBLIC size_t gw_grid_query_point (const GwGrid *grid, GwPoint point, double reach, uint32_t *ids, size_t max);

#ifdef __cplusplus
}
#endif

#endif
