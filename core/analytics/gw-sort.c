/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-sort-private.h"

#include "gw-array-private.h"

#define GW_SORT_SHORT 48
#define GW_SORT_DIGITS 256

static void
insert (uint64_t *keys, uint32_t *rows, size_t n)
{
  for (size_t i = 1; i < n; i++)
    {
      uint64_t key = keys[i];
      uint32_t row = rows != NULL ? rows[i] : 0;
      size_t j = i;

      for (; j > 0 && keys[j - 1] > key; j--)
        {
          keys[j] = keys[j - 1];
          if (rows != NULL)
            rows[j] = rows[j - 1];
        }
      keys[j] = key;
      if (rows != NULL)
        rows[j] = row;
    }
}

/* How often each digit of each byte occurs. */
static void
count_digits (const uint64_t *keys, size_t n, size_t counts[8][GW_SORT_DIGITS])
{
  memset (counts, 0, 8 * sizeof counts[0]);
  for (size_t i = 0; i < n; i++)
    for (unsigned byte = 0; byte < 8; byte++)
      counts[byte][(keys[i] >> (8 * byte)) & 0xff]++;
}

static void
move_by_digit (const uint64_t *from, uint64_t *to, const uint32_t *from_rows, uint32_t *to_rows, size_t n,
               unsigned byte, size_t counts[GW_SORT_DIGITS])
{
  size_t place = 0;

  for (size_t digit = 0; digit < GW_SORT_DIGITS; digit++)
    {
      size_t count = counts[digit];

      counts[digit] = place;
      place += count;
    }
  for (size_t i = 0; i < n; i++)
    {
      size_t at = counts[(from[i] >> (8 * byte)) & 0xff]++;

      to[at] = from[i];
      if (from_rows != NULL)
        to_rows[at] = from_rows[i];
    }
}

static void
sort_long (uint64_t *keys, uint32_t *rows, size_t n, uint64_t *other, uint32_t *other_rows)
{
  size_t counts[8][GW_SORT_DIGITS];
  uint64_t *from = keys;
  uint32_t *from_rows = rows;

  count_digits (keys, n, counts);
  for (unsigned byte = 0; byte < 8; byte++)
    {
      uint64_t *to = from == keys ? other : keys;
      uint32_t *to_rows = from_rows == rows ? other_rows : rows;

      if (counts[byte][(keys[0] >> (8 * byte)) & 0xff] == n)
        continue;
      move_by_digit (from, to, from_rows, to_rows, n, byte, counts[byte]);
      from = to;
      from_rows = to_rows;
    }
  if (from == keys)
    return;
  memcpy (keys, from, n * sizeof *keys);
  if (rows != NULL)
    memcpy (rows, from_rows, n * sizeof *rows);
}

gw_status
_gw_sort_keys (uint64_t *keys, uint32_t *rows, size_t n)
{
  uint64_t *other;
  uint32_t *other_rows = NULL;

  if (n <= GW_SORT_SHORT)
    {
      insert (keys, rows, n);
      return GW_STATUS_OK;
    }

  other = GW_NEW (uint64_t, n);
  if (rows != NULL)
    other_rows = GW_NEW (uint32_t, n);
  if (other == NULL || (rows != NULL && other_rows == NULL))
    {
      free (other);
      free (other_rows);
      return GW_STATUS_NO_MEMORY;
    }

  sort_long (keys, rows, n, other, other_rows);
  free (other);
  free (other_rows);

  return GW_STATUS_OK;
}

gw_status
_gw_sort_rows (const double *values, size_t n, uint32_t *order)
{
  uint64_t *keys = GW_NEW (uint64_t, n);
  gw_status status;

  if (keys == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < n; i++)
    {
      keys[i] = _gw_sort_key (values[i]);
      order[i] = (uint32_t) i;
    }
  status = _gw_sort_keys (keys, order, n);
  free (keys);

  return status;
}

gw_status
_gw_sort_doubles (const double *values, size_t n, double *sorted)
{
  uint64_t *keys = GW_NEW (uint64_t, n);
  gw_status status;

  if (keys == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < n; i++)
    keys[i] = _gw_sort_key (values[i]);
  status = _gw_sort_keys (keys, NULL, n);
  for (size_t i = 0; status == GW_STATUS_OK && i < n; i++)
    sorted[i] = _gw_sort_value (keys[i]);
  free (keys);

  return status;
}
