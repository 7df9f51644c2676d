/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-raster.h"

#include <stdlib.h>

#include "gw-geometry-private.h"
#include "gw-mask-private.h"

/* Up to here crossings are sorted by insertion: rows of drawn outlines have a
 * handful of them.
 */
#define FEW_CROSSINGS 48

/* An edge that passes rows first ... end-1. */
typedef struct
{
  GwPoint a;
  GwPoint b;
  int32_t first;
  int32_t end;
} Edge;

typedef struct
{
  int32_t image_width;
  int32_t image_height;
  Edge *edges; /* ascending by first row */
  size_t n_edges;
  uint32_t *active; /* edges that pass the row */
  size_t n_active;
  int32_t *columns; /* where they cross it: the first column whose centre is not left of the crossing */
} Scan;

static int
compare_edges (const void *a, const void *b)
{
  const Edge *edge_a = a;
  const Edge *edge_b = b;

  return (edge_a->first > edge_b->first) - (edge_a->first < edge_b->first);
}

static int
compare_columns (const void *a, const void *b)
{
  int32_t column_a = *(const int32_t *) a;
  int32_t column_b = *(const int32_t *) b;

  return (column_a > column_b) - (column_a < column_b);
}

void
_gw_sort_columns (int32_t *columns, size_t n)
{
  if (n > FEW_CROSSINGS)
    {
      qsort (columns, n, sizeof (int32_t), compare_columns);
      return;
    }
  for (size_t i = 1; i < n; i++)
    {
      int32_t column = columns[i];
      size_t k = i;

      for (; k > 0 && columns[k - 1] > column; k--)
        columns[k] = columns[k - 1];
      columns[k] = column;
    }
}

static gw_status
scan_add_ring (Scan *scan, const GwRing *ring, uint64_t *crossings)
{
  for (size_t i = 0; i < ring->n_points; i++)
    {
      GwPoint a = ring->points[i];
      GwPoint b = ring->points[i + 1 < ring->n_points ? i + 1 : 0];
      Edge edge = { a, b, 0, 0 };

      if (!_gw_is_point (a))
        return GW_STATUS_INVALID;
      edge.first = _gw_first_centre (a.y < b.y ? a.y : b.y, scan->image_height);
      edge.end = _gw_first_centre (a.y < b.y ? b.y : a.y, scan->image_height);
      if (edge.first >= edge.end)
        continue;
      scan->edges[scan->n_edges++] = edge;
      *crossings += (uint64_t) (edge.end - edge.first);
    }
  return *crossings > GW_RASTER_MAX_CROSSINGS ? GW_STATUS_TOO_LARGE : GW_STATUS_OK;
}

static gw_status
scan_init (Scan *scan, const GwPolygon *polygon, int32_t image_width, int32_t image_height)
{
  size_t n_points = 0;
  uint64_t crossings = 0;
  gw_status status = _gw_image_size_check (image_width, image_height);

  *scan = (Scan) { image_width, image_height, NULL, 0, NULL, 0, NULL };
  if (status != GW_STATUS_OK)
    return status;
  for (size_t i = 0; i < polygon->n_rings; i++)
    {
      if (polygon->rings[i].n_points > UINT32_MAX - n_points)
        return GW_STATUS_TOO_LARGE;
      n_points += polygon->rings[i].n_points;
    }

  scan->edges = _gw_array_new (n_points, sizeof (Edge));
  scan->active = _gw_array_new (n_points, sizeof (uint32_t));
  scan->columns = _gw_array_new (n_points, sizeof (int32_t));
  if (scan->edges == NULL || scan->active == NULL || scan->columns == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < polygon->n_rings && status == GW_STATUS_OK; i++)
    status = scan_add_ring (scan, &polygon->rings[i], &crossings);
  if (status == GW_STATUS_OK)
    qsort (scan->edges, scan->n_edges, sizeof (Edge), compare_edges);
  return status;
}

static void
scan_clear (Scan *scan)
{
  free (scan->edges);
  free (scan->active);
  free (scan->columns);
}

static void
scan_row (Scan *scan, int32_t row, GwMaskBuilder *builder)
{
  size_t n_kept = 0;

  for (size_t i = 0; i < scan->n_active; i++)
    {
      const Edge *edge = &scan->edges[scan->active[i]];

      if (edge->end <= row)
        continue;
      scan->columns[n_kept] = _gw_first_centre (_gw_edge_x_at (edge->a, edge->b, row + 0.5), scan->image_width);
      scan->active[n_kept++] = scan->active[i];
    }
  scan->n_active = n_kept;

  _gw_sort_columns (scan->columns, n_kept);
  for (size_t i = 0; i + 1 < n_kept; i += 2)
    _gw_mask_builder_add_row (builder, row, scan->columns[i], scan->columns[i + 1]);
}

gw_status
gw_raster_polygon (const GwPolygon *polygon, int32_t image_width, int32_t image_height, GwMask *mask)
{
  Scan scan;
  GwMaskBuilder builder;
  gw_status status = scan_init (&scan, polygon, image_width, image_height);
  size_t next = 0;
  int32_t row = 0;

  _gw_mask_builder_init (&builder, image_width, image_height);
  while (status == GW_STATUS_OK && builder.status == GW_STATUS_OK && (next < scan.n_edges || scan.n_active > 0))
    {
      if (scan.n_active == 0 && row < scan.edges[next].first)
        row = scan.edges[next].first;
      while (next < scan.n_edges && scan.edges[next].first == row)
        scan.active[scan.n_active++] = (uint32_t) next++;
      scan_row (&scan, row, &builder);
      row++;
    }

  scan_clear (&scan);
  if (status != GW_STATUS_OK)
    builder.status = status;
  return _gw_mask_builder_finish (&builder, mask);
}
