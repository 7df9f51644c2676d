/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-neighbours-private.h"

#include <math.h>
#include <string.h>

/* Queries that one part of the work goes through, and blocks of rows that stay in
 * the cache meanwhile.
 */
#define PART_QUERIES 64
#define TILE_BYTES ((size_t) 32768)

/* The largest norm is brought to about 2^40: its square is far from the largest
 * float, and what falls under the smallest is of no weight.
 */
#define NORM_EXPONENT 40

typedef struct
{
  const GwNearest *job;
  bool wide;
  double *means;  /* of the columns: products of what lies around 0 are more exact */
  double scale;   /* a power of two */
  double keep;    /* the share of a norm that its error cannot take away */
  double slack;   /* for what falls under the smallest float */
  float *queries; /* see GwNearestScan */
  float *blocks;
  float *shares;
  uint32_t *found;
  double *squares;
} Search;

typedef struct
{
  const Search *search;
  size_t first_query; /* of the four */
  size_t n_queries;
  double norms[GW_NEAREST_GROUP];
  size_t n_found[GW_NEAREST_GROUP];
} Group;

bool
_gw_values_are_near (const double *values, size_t n)
{
  bool near = true;

  for (size_t i = 0; i < n; i++)
    near &= fabs (values[i]) <= GW_NEIGHBOURS_MOST;

  return near;
}

static const double *
row_at (const Search *self, size_t i)
{
  const GwNearest *job = self->job;

  return job->values + (job->rows != NULL ? (size_t) job->rows[i] : i) * job->columns;
}

static size_t
query_row (const Search *self, size_t i)
{
  return self->job->queries != NULL ? self->job->queries[i] : i;
}

static const double *
query_at (const Search *self, size_t i)
{
  return self->job->points + query_row (self, i) * self->job->columns;
}

static double
norm_of (const Search *self, const double *row)
{
  return _gw_distance2 (row, self->means, self->job->columns);
}

/* --- what was found --------------------------------------------------------------- */

/* Puts a row into the sorted list of a query, behind those that are as near. */
static void
insert (Group *group, size_t query, uint32_t row, double square)
{
  const Search *search = group->search;
  size_t k = search->job->k;
  size_t at = (group->first_query + query) * k;
  uint32_t *rows = search->found + at;
  double *squares = search->squares + at;
  size_t place = group->n_found[query] < k ? group->n_found[query]++ : k - 1;

  for (; place > 0 && squares[place - 1] > square; place--)
    {
      squares[place] = squares[place - 1];
      rows[place] = rows[place - 1];
    }
  squares[place] = square;
  rows[place] = row;
}

/* The rest that a row near enough cannot exceed: rounded up. */
static float
limit_of (const Group *group, size_t query)
{
  const Search *search = group->search;
  size_t k = search->job->k;
  double square;

  if (query >= group->n_queries)
    return -INFINITY;
  if (group->n_found[query] < k)
    return INFINITY;

  square = search->squares[(group->first_query + query) * k + k - 1];

  return nextafterf (
      (float) (square * search->scale * search->scale - group->norms[query] * search->keep + search->slack), INFINITY);
}

static void
on_found (GwNearestScan *scan, size_t query, size_t first, const float *rests, size_t n)
{
  Group *group = scan->data;
  const Search *search = group->search;
  const GwNearest *job = search->job;
  size_t k = job->k;
  const double *point;
  uint32_t self_row;
  const double *worst;

  if (query >= group->n_queries) /* there to make up the four */
    return;

  point = query_at (search, group->first_query + query);
  self_row = (uint32_t) query_row (search, group->first_query + query);
  worst = search->squares + (group->first_query + query) * k + k - 1;
  for (size_t lane = 0; lane < n; lane++)
    {
      size_t i = first + lane;
      uint32_t row;
      double square;

      if (i >= job->n_rows || !(rests[lane] <= scan->limits[query]))
        continue;
      row = job->rows != NULL ? job->rows[i] : (uint32_t) i;
      if (row == self_row && !job->others)
        continue;
      square = _gw_distance2 (point, job->values + (size_t) row * job->columns, job->columns);
      if (group->n_found[query] == k && square >= *worst)
        continue;
      insert (group, query, row, square);
      scan->limits[query] = limit_of (group, query);
    }
}

/* --- the search ---------------------------------------------------------------------- */

static void
group_init (Group *group, const Search *search, size_t first)
{
  size_t columns = search->job->columns;
  float *queries = search->queries + first * columns;

  *group = (Group) { .search = search, .first_query = first };
  group->n_queries = search->job->n_queries - first;
  if (group->n_queries > GW_NEAREST_GROUP)
    group->n_queries = GW_NEAREST_GROUP;
  for (size_t q = 0; q < group->n_queries; q++)
    {
      const double *point = query_at (search, first + q);

      group->norms[q] = norm_of (search, point) * search->scale * search->scale;
      for (size_t j = 0; j < columns; j++)
        queries[j * GW_NEAREST_GROUP + q] = (float) ((point[j] - search->means[j]) * search->scale);
    }
}

typedef struct
{
  Group group;
  GwNearestScan scan;
} Hunt;

static void
search_part (void *data, size_t part)
{
  const Search *search = data;
  size_t columns = search->job->columns;
  size_t n_blocks = (search->job->n_rows + GW_NEAREST_BLOCK - 1) / GW_NEAREST_BLOCK;
  size_t tile = TILE_BYTES / (GW_NEAREST_BLOCK * columns * sizeof (float)) + 1;
  size_t n_hunts = 0;
  Hunt hunts[PART_QUERIES / GW_NEAREST_GROUP];

  for (size_t q = part * PART_QUERIES; q < (part + 1) * PART_QUERIES && q < search->job->n_queries;
       q += GW_NEAREST_GROUP)
    {
      Hunt *hunt = &hunts[n_hunts++];

      group_init (&hunt->group, search, q);
      hunt->scan = (GwNearestScan) {
        .wide = search->wide,
        .queries = search->queries + q * columns,
        .blocks = search->blocks,
        .shares = search->shares,
        .columns = columns,
        .found = on_found,
        .data = &hunt->group,
      };
      for (size_t i = 0; i < GW_NEAREST_GROUP; i++)
        hunt->scan.limits[i] = limit_of (&hunt->group, i);
    }

  for (size_t block = 0; block < n_blocks; block += tile)
    for (size_t i = 0; i < n_hunts; i++)
      {
        hunts[i].scan.first_row = block * GW_NEAREST_BLOCK;
        hunts[i].scan.n_rows = (n_blocks - block < tile ? n_blocks - block : tile) * GW_NEAREST_BLOCK;
        _gw_nearest_scan (&hunts[i].scan);
      }
}

/* The blocks of rows, as floats around the means of the columns. */
static void
fill_blocks (Search *self)
{
  const GwNearest *job = self->job;

  for (size_t i = 0; i < job->n_rows; i++)
    {
      const double *row = row_at (self, i);
      float *block = self->blocks + i / GW_NEAREST_BLOCK * GW_NEAREST_BLOCK * job->columns;

      for (size_t j = 0; j < job->columns; j++)
        block[j * GW_NEAREST_BLOCK + i % GW_NEAREST_BLOCK] = (float) ((row[j] - self->means[j]) * self->scale);
      self->shares[i] = (float) (norm_of (self, row) * self->scale * self->scale * self->keep);
    }
}

/* Means, scale and errors. An error of the product is at most (columns + 3) 2^-24
 * times the norms' product; with what the roundings around it add, twice that is
 * never reached.
 */
static void
find_scale (Search *self)
{
  const GwNearest *job = self->job;
  double most = 0;
  int exponent = 0;

  for (size_t i = 0; i < job->n_rows; i++)
    for (size_t j = 0; j < job->columns; j++)
      self->means[j] += row_at (self, i)[j] / (double) job->n_rows;
  for (size_t i = 0; i < job->n_rows; i++)
    most = fmax (most, norm_of (self, row_at (self, i)));
  for (size_t i = 0; i < job->n_queries; i++)
    most = fmax (most, norm_of (self, query_at (self, i)));

  if (most > 0)
    frexp (sqrt (most), &exponent);
  self->scale = ldexp (1, NORM_EXPONENT - exponent);
  self->keep = 1 - 2 * ((double) job->columns + 16) * ldexp (1, -24);
  self->slack = (double) job->columns * ldexp (1, -80);
}

static gw_status
search_init (Search *self, const GwNearest *job, uint32_t *found, double *squares)
{
  size_t n_padded = (job->n_rows + GW_NEAREST_BLOCK - 1) / GW_NEAREST_BLOCK * GW_NEAREST_BLOCK;
  size_t n_queries = (job->n_queries + GW_NEAREST_GROUP - 1) / GW_NEAREST_GROUP * GW_NEAREST_GROUP;

  *self = (Search) {
    .job = job, .wide = !job->plain && _gw_nearest_can_be_wide (), .found = found, .squares = squares
  };
  self->means = GW_NEW0 (double, job->columns);
  self->queries = GW_NEW0 (float, n_queries * job->columns);
  self->blocks = GW_NEW0 (float, n_padded * job->columns);
  self->shares = GW_NEW0 (float, n_padded);
  if (self->means == NULL || self->queries == NULL || self->blocks == NULL || self->shares == NULL)
    return GW_STATUS_NO_MEMORY;

  find_scale (self);
  fill_blocks (self);

  return GW_STATUS_OK;
}

static void
search_clear (Search *self)
{
  free (self->means);
  free (self->queries);
  free (self->blocks);
  free (self->shares);
}

gw_status
_gw_nearest (const GwNearest *self, uint32_t *found, double *squares, const GwRun *run, double from, double to)
{
  size_t n_parts = (self->n_queries + PART_QUERIES - 1) / PART_QUERIES;
  double *own = squares == NULL ? GW_NEW (double, self->n_queries * self->k) : NULL;
  Search search = { 0 };
  gw_status status = GW_STATUS_NO_MEMORY;

  if (squares != NULL || own != NULL)
    status = search_init (&search, self, found, squares != NULL ? squares : own);
  if (status == GW_STATUS_OK)
    status = _gw_run_parts (run, n_parts, search_part, &search, from, to);
  search_clear (&search);
  free (own);

  return status;
}

/* --- for others ------------------------------------------------------------------------ */

/* What of sizes can be wrong. */
static gw_status
check_sizes (size_t n, size_t columns, size_t m, size_t k)
{
  size_t product;

  if (n > GW_MOST_ROWS || m > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  if (!_gw_multiply (n + GW_NEAREST_BLOCK, columns, &product) || product > SIZE_MAX / sizeof (double)
      || !_gw_multiply (m + GW_NEAREST_GROUP, columns, &product) || product > SIZE_MAX / sizeof (double)
      || !_gw_multiply (m, k, &product) || product > SIZE_MAX / sizeof (double))
    return GW_STATUS_TOO_LARGE;

  return columns > 0 ? GW_STATUS_OK : GW_STATUS_INVALID;
}

/* Searches, and writes nothing when that stops halfway. */
static gw_status
find_all (const GwNearest *job, uint32_t *rows, double *distances, const GwRun *run)
{
  size_t n = job->n_queries * job->k;
  uint32_t *found = GW_NEW (uint32_t, n);
  double *squares = GW_NEW (double, n);
  gw_status status = GW_STATUS_NO_MEMORY;

  if (found != NULL && squares != NULL)
    status = _gw_nearest (job, found, squares, run, 0, 1);
  if (status == GW_STATUS_OK)
    memcpy (rows, found, n * sizeof *rows);
  for (size_t i = 0; status == GW_STATUS_OK && distances != NULL && i < n; i++)
    distances[i] = sqrt (squares[i]);
  free (found);
  free (squares);

  return status;
}

gw_status
gw_neighbours (const double *values, size_t n, size_t columns, size_t k, uint32_t *rows, double *distances,
               const GwRun *run)
{
  GwNearest job = { .values = values, .columns = columns, .n_rows = n, .points = values, .n_queries = n, .k = k };
  gw_status status = check_sizes (n, columns, n, k);

  if (status == GW_STATUS_TOO_LARGE)
    return status;
  if (n == 0)
    return GW_STATUS_EMPTY;
  if (status != GW_STATUS_OK || k == 0 || k > n - 1 || !_gw_values_are_near (values, n * columns))
    return GW_STATUS_INVALID;

  return find_all (&job, rows, distances, run);
}

gw_status
gw_neighbours_of (const double *values, size_t n, size_t columns, const double *points, size_t m, size_t k,
                  uint32_t *rows, double *distances, const GwRun *run)
{
  GwNearest job = {
    .values = values, .columns = columns, .n_rows = n, .points = points, .n_queries = m, .k = k, .others = true
  };
  gw_status status = check_sizes (n, columns, m, k);

  if (status == GW_STATUS_TOO_LARGE)
    return status;
  if (n == 0 || m == 0)
    return GW_STATUS_EMPTY;
  if (status != GW_STATUS_OK || k == 0 || k > n || !_gw_values_are_near (values, n * columns)
      || !_gw_values_are_near (points, m * columns))
    return GW_STATUS_INVALID;

  return find_all (&job, rows, distances, run);
}

/* The rows of a class; false where a label is out of range. */
static bool
find_class (const int32_t *labels, size_t n, int32_t label, uint32_t *rows, size_t *n_rows)
{
  *n_rows = 0;
  for (size_t i = 0; i < n; i++)
    {
      if (labels[i] < -1)
        return false;
      if (labels[i] == label)
        rows[(*n_rows)++] = (uint32_t) i;
    }

  return true;
}

gw_status
gw_neighbours_in_class (const double *values, const int32_t *labels, size_t n, size_t columns, int32_t label, size_t k,
                        uint32_t *rows, size_t *n_rows, uint32_t *neighbours, const GwRun *run)
{
  GwNearest job = { .values = values, .columns = columns, .points = values, .k = k };
  gw_status status = check_sizes (n, columns, n, neighbours != NULL ? k : 1);
  uint32_t *own;
  size_t n_own;

  if (status != GW_STATUS_OK)
    return status;
  own = GW_NEW (uint32_t, n);
  if (own == NULL)
    return GW_STATUS_NO_MEMORY;

  if (label < 0 || !find_class (labels, n, label, own, &n_own)
      || (neighbours != NULL && (!_gw_values_are_near (values, n * columns) || k == 0 || (n_own > 0 && k > n_own - 1))))
    status = GW_STATUS_INVALID;
  else if (n_own > 0 && neighbours != NULL)
    {
      job.rows = job.queries = own;
      job.n_rows = job.n_queries = n_own;
      status = find_all (&job, neighbours, NULL, run);
    }
  if (status == GW_STATUS_OK)
    {
      memcpy (rows, own, n_own * sizeof *rows);
      *n_rows = n_own;
    }
  free (own);

  return status == GW_STATUS_OK && n_own == 0 ? GW_STATUS_EMPTY : status;
}
