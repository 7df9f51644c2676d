/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-box-stats.h"

#include <math.h>
#include <string.h>

#include "gw-box.h"

#define SMALL_BELOW (32.0 * 32.0)
#define MEDIUM_BELOW (96.0 * 96.0)

gw_status
gw_box_stats (const GwBox *box, double image_width, double image_height, GwBoxStats *stats)
{
  if (!isfinite (box->x) || !isfinite (box->y) || !isfinite (box->width) || !isfinite (box->height)
      || !(image_width > 0.0) || !(image_height > 0.0) || !isfinite (image_width) || !isfinite (image_height))
    return GW_STATUS_INVALID;

  stats->area = gw_box_area (box);
  stats->relative_area = stats->area / (image_width * image_height);
  stats->aspect = box->height != 0.0 ? box->width / box->height : NAN;
  stats->centre_x = (box->x + box->width / 2.0) / image_width;
  stats->centre_y = (box->y + box->height / 2.0) / image_height;
  stats->size = stats->area < SMALL_BELOW ? GW_BOX_SMALL : stats->area < MEDIUM_BELOW ? GW_BOX_MEDIUM : GW_BOX_LARGE;
  stats->flat = !(box->width > 0.0) || !(box->height > 0.0);
  return GW_STATUS_OK;
}

static size_t
cell_at (double centre, size_t n_cells)
{
  double cell = floor (centre * (double) n_cells);

  if (!(cell > 0.0))
    return 0;
  return cell < (double) n_cells ? (size_t) cell : n_cells - 1;
}

gw_status
gw_box_centre_grid (const GwBox *boxes, const double *image_width, const double *image_height, size_t n, size_t rows,
                    size_t columns, uint64_t *counts, size_t *n_excluded)
{
  size_t n_left_out = 0;

  if (rows == 0 || columns == 0)
    return GW_STATUS_INVALID;
  if (rows > SIZE_MAX / sizeof (uint64_t) / columns)
    return GW_STATUS_TOO_LARGE;

  memset (counts, 0, rows * columns * sizeof (uint64_t));
  for (size_t i = 0; i < n; i++)
    {
      GwBoxStats stats;

      if (gw_box_stats (&boxes[i], image_width[i], image_height[i], &stats) == GW_STATUS_OK)
        counts[cell_at (stats.centre_y, rows) * columns + cell_at (stats.centre_x, columns)]++;
      else
        n_left_out++;
    }
  if (n_excluded != NULL)
    *n_excluded = n_left_out;
  return GW_STATUS_OK;
}
