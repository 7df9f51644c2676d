/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-remedy-private.h"

#include <string.h>

/* --- rows by class ------------------------------------------------------------------ */

void
_gw_class_rows_clear (GwClassRows *self)
{
  free (self->rows);
  free (self->sorted);
  free (self->starts);
  *self = (GwClassRows) { 0 };
}

static gw_status
check (const double *values, const int32_t *labels, size_t n, size_t columns, size_t n_classes)
{
  size_t size;

  if (n > GW_MOST_ROWS || n_classes > SIZE_MAX / sizeof (uint64_t) - 1)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < n; i++)
    if (labels[i] < -1 || (labels[i] >= 0 && (size_t) labels[i] >= n_classes))
      return GW_STATUS_INVALID;
  if (values == NULL || n == 0)
    return GW_STATUS_OK;
  if (!_gw_multiply (n + GW_NEAREST_BLOCK, columns, &size) || size > SIZE_MAX / sizeof (double))
    return GW_STATUS_TOO_LARGE;

  return columns > 0 && _gw_values_are_near (values, n * columns) ? GW_STATUS_OK : GW_STATUS_INVALID;
}

/* starts is zeroed; it and the rows are filled, places after which is a class. */
static void
sort_by_class (GwClassRows *self)
{
  for (size_t i = 0; i < self->n; i++)
    if (self->labels[i] >= 0)
      {
        self->rows[self->n_rows++] = (uint32_t) i;
        self->starts[self->labels[i] + 1]++;
      }
  for (size_t label = 0; label < self->n_classes; label++)
    self->starts[label + 1] += self->starts[label];
  for (size_t i = 0; i < self->n_rows; i++)
    self->sorted[self->starts[self->labels[self->rows[i]]]++] = self->rows[i];
  /* Each start has moved to the next one's place. */
  memmove (self->starts + 1, self->starts, self->n_classes * sizeof *self->starts);
  self->starts[0] = 0;
}

static void
find_extremes (GwClassRows *self)
{
  for (size_t label = 0; label < self->n_classes; label++)
    {
      size_t count = _gw_class_rows_count (self, label);

      if (count == 0)
        continue;
      if (self->n_present == 0 || count < _gw_class_rows_count (self, self->smallest))
        self->smallest = label;
      if (self->n_present == 0 || count > _gw_class_rows_count (self, self->largest))
        self->largest = label;
      self->n_present++;
    }
}

gw_status
_gw_class_rows_init (GwClassRows *self, const double *values, const int32_t *labels, size_t n, size_t columns,
                     size_t n_classes)
{
  gw_status status = check (values, labels, n, columns, n_classes);

  if (status != GW_STATUS_OK)
    return status;

  *self = (GwClassRows) { .values = values, .columns = columns, .labels = labels, .n = n, .n_classes = n_classes };
  self->rows = GW_NEW (uint32_t, n);
  self->sorted = GW_NEW (uint32_t, n);
  self->starts = GW_NEW0 (size_t, n_classes + 1);
  if (self->rows == NULL || self->sorted == NULL || self->starts == NULL)
    {
      _gw_class_rows_clear (self);
      return GW_STATUS_NO_MEMORY;
    }

  sort_by_class (self);
  find_extremes (self);

  return self->n_present == 0 ? GW_STATUS_EMPTY : self->n_present == 1 ? GW_STATUS_SINGLE_CLASS : GW_STATUS_OK;
}

gw_status
_gw_class_rows_nearest (const GwClassRows *self, const uint32_t *queries, size_t n_queries, const uint32_t *among,
                        size_t n_among, size_t k, uint32_t *found, double *squares, const GwRun *run, double from,
                        double to)
{
  GwNearest job = {
    .values = self->values,
    .columns = self->columns,
    .rows = among,
    .n_rows = n_among,
    .points = self->values,
    .queries = queries,
    .n_queries = n_queries,
    .k = k,
  };

  return _gw_nearest (&job, found, squares, run, from, to);
}

void
_gw_class_rows_lack (const GwClassRows *self, size_t *lack)
{
  for (size_t label = 0; label < self->n_classes; label++)
    {
      size_t count = _gw_class_rows_count (self, label);

      lack[label] = count > 0 ? _gw_class_rows_count (self, self->largest) - count : 0;
    }
}

/* --- rows kept ---------------------------------------------------------------------- */

void
gw_kept_rows_clear (GwKeptRows *self)
{
  free (self->kept);
  free (self->removed);
  free (self->before);
  free (self->after);
  *self = (GwKeptRows) { 0 };
}

gw_status
_gw_kept_rows_init (GwKeptRows *self, const GwClassRows *rows, const bool *keep)
{
  GwKeptRows out = { .n_classes = rows->n_classes, .n_excluded = rows->n - rows->n_rows };
  size_t n_kept = 0;

  for (size_t i = 0; i < rows->n_rows; i++)
    n_kept += keep[rows->rows[i]];
  out.kept = GW_NEW (uint32_t, n_kept);
  out.removed = GW_NEW (uint32_t, rows->n_rows - n_kept);
  out.before = GW_NEW0 (uint64_t, rows->n_classes);
  out.after = GW_NEW0 (uint64_t, rows->n_classes);
  if (out.kept == NULL || out.removed == NULL || out.before == NULL || out.after == NULL)
    {
      gw_kept_rows_clear (&out);
      return GW_STATUS_NO_MEMORY;
    }

  for (size_t i = 0; i < rows->n_rows; i++)
    {
      uint32_t row = rows->rows[i];

      out.before[rows->labels[row]]++;
      if (keep[row])
        {
          out.kept[out.n_kept++] = row;
          out.after[rows->labels[row]]++;
        }
      else
        out.removed[out.n_removed++] = row;
    }
  *self = out;

  return GW_STATUS_OK;
}

/* --- rows added --------------------------------------------------------------------- */

void
gw_new_rows_clear (GwNewRows *self)
{
  free (self->labels);
  free (self->base);
  free (self->neighbour);
  free (self->u);
  free (self->values);
  free (self->before);
  free (self->after);
  *self = (GwNewRows) { 0 };
}

gw_status
_gw_new_rows_init (GwNewRows *self, const GwClassRows *rows, const size_t *added, bool with_values)
{
  GwNewRows out = { .n_classes = rows->n_classes, .columns = rows->columns, .n_excluded = rows->n - rows->n_rows };
  size_t n = 0, i = 0, n_values;

  for (size_t label = 0; label < rows->n_classes; label++)
    if (__builtin_add_overflow (n, added[label], &n))
      return GW_STATUS_TOO_LARGE;
  if (!_gw_multiply (n, rows->columns, &n_values) || n_values > SIZE_MAX / sizeof (double))
    return GW_STATUS_TOO_LARGE;

  out.labels = GW_NEW (int32_t, n);
  out.base = GW_NEW0 (uint32_t, n);
  out.neighbour = GW_NEW0 (uint32_t, n);
  out.u = GW_NEW0 (double, n);
  out.before = GW_NEW (uint64_t, rows->n_classes);
  out.after = GW_NEW (uint64_t, rows->n_classes);
  if (with_values)
    out.values = GW_NEW (double, n_values);
  if (out.labels == NULL || out.base == NULL || out.neighbour == NULL || out.u == NULL || out.before == NULL
      || out.after == NULL || (with_values && out.values == NULL))
    {
      gw_new_rows_clear (&out);
      return GW_STATUS_NO_MEMORY;
    }

  for (size_t label = 0; label < rows->n_classes; label++)
    {
      out.before[label] = _gw_class_rows_count (rows, label);
      out.after[label] = out.before[label] + added[label];
      for (size_t j = 0; j < added[label]; j++)
        out.labels[i++] = (int32_t) label;
    }
  out.n = n;
  *self = out;

  return GW_STATUS_OK;
}

void
_gw_new_rows_set (GwNewRows *self, const GwClassRows *rows, size_t i, uint32_t base, uint32_t neighbour, double u)
{
  const double *from = rows->values + (size_t) base * rows->columns;
  const double *to = rows->values + (size_t) neighbour * rows->columns;
  double *values = self->values + i * rows->columns;

  self->base[i] = base;
  self->neighbour[i] = neighbour;
  self->u[i] = u;
  for (size_t j = 0; j < rows->columns; j++)
    values[j] = from[j] + u * (to[j] - from[j]);
}
