/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-missing-map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"

static int
compare_patterns (const void *a, const void *b)
{
  uint64_t pattern_a = *(const uint64_t *) a;
  uint64_t pattern_b = *(const uint64_t *) b;

  return (pattern_a > pattern_b) - (pattern_a < pattern_b);
}

static uint64_t
row_pattern (const double *row, size_t columns)
{
  uint64_t pattern = 0;

  for (size_t j = 0; j < columns; j++)
    if (isnan (row[j]))
      pattern |= (uint64_t) 1 << j;
  return pattern;
}

static uint64_t
count_row (uint64_t pattern, size_t columns, uint64_t *both)
{
  uint64_t n = 0;

  for (size_t a = 0; a < columns; a++)
    {
      if (!(pattern >> a & 1))
        continue;
      n++;
      for (size_t b = 0; b < columns; b++)
        both[a * columns + b] += pattern >> b & 1;
    }
  return n;
}

/* Sorts the rows' patterns and leaves each once, with its count. */
static size_t
gather_patterns (uint64_t *bits, uint64_t *counts, size_t rows)
{
  size_t n = 0;

  if (rows > 0)
    qsort (bits, rows, sizeof (uint64_t), compare_patterns);
  for (size_t i = 0; i < rows; i++)
    {
      if (n == 0 || bits[n - 1] != bits[i])
        {
          bits[n] = bits[i];
          counts[n++] = 0;
        }
      counts[n - 1]++;
    }
  return n;
}

gw_status
gw_missing_map (const double *table, size_t rows, size_t columns, uint64_t *of_column, uint64_t *of_row, uint64_t *both,
                uint64_t *pattern_bits, uint64_t *pattern_counts, size_t *n_patterns, uint64_t *complete_rows)
{
  if (rows > GW_MOST_ROWS || columns > GW_MISSING_MAP_MAX_COLUMNS)
    return GW_STATUS_TOO_LARGE;

  memset (both, 0, columns * columns * sizeof (uint64_t));
  *complete_rows = 0;
  for (size_t i = 0; i < rows; i++)
    {
      pattern_bits[i] = row_pattern (table + i * columns, columns);
      of_row[i] = count_row (pattern_bits[i], columns, both);
      *complete_rows += of_row[i] == 0;
    }
  for (size_t j = 0; j < columns; j++)
    of_column[j] = both[j * columns + j];
  *n_patterns = gather_patterns (pattern_bits, pattern_counts, rows);
  return GW_STATUS_OK;
}
