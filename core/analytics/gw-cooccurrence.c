/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-cooccurrence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-sort-private.h"

static gw_status
check_rows (const int32_t *image, const int32_t *label, size_t n, size_t n_images, size_t n_classes)
{
  if (n_images > INT32_MAX || n_classes > INT32_MAX || n > GW_MOST_ROWS
      || (n_classes > 0 && n_classes > SIZE_MAX / sizeof (uint64_t) / n_classes))
    return GW_STATUS_TOO_LARGE;

  for (size_t i = 0; i < n; i++)
    if (image[i] < 0 || (size_t) image[i] >= n_images || label[i] < -1 || label[i] >= (int32_t) n_classes)
      return GW_STATUS_INVALID;
  return GW_STATUS_OK;
}

/* Image and class of each object as one number, sorted, each once. */
static gw_status
unique_keys (const int32_t *image, const int32_t *label, size_t n, uint64_t *keys, size_t *n_unique)
{
  size_t n_keys = 0;
  gw_status status;

  *n_unique = 0;
  for (size_t i = 0; i < n; i++)
    if (label[i] >= 0)
      keys[n_keys++] = (uint64_t) image[i] << 32 | (uint64_t) label[i];
  status = _gw_sort_keys (keys, NULL, n_keys);
  for (size_t i = 0; status == GW_STATUS_OK && i < n_keys; i++)
    if (*n_unique == 0 || keys[*n_unique - 1] != keys[i])
      keys[(*n_unique)++] = keys[i];

  return status;
}

static void
count_pairs (const uint64_t *keys, size_t n_keys, size_t n_classes, uint64_t *with_both)
{
  size_t first = 0;

  memset (with_both, 0, n_classes * n_classes * sizeof (uint64_t));
  while (first < n_keys)
    {
      size_t end = first;

      while (end < n_keys && keys[end] >> 32 == keys[first] >> 32)
        end++;
      for (size_t i = first; i < end; i++)
        for (size_t k = first; k < end; k++)
          with_both[(keys[i] & UINT32_MAX) * n_classes + (keys[k] & UINT32_MAX)]++;
      first = end;
    }
}

static void
compute_jaccard (const uint64_t *with_both, size_t n_classes, double *jaccard)
{
  for (size_t a = 0; a < n_classes; a++)
    for (size_t b = 0; b < n_classes; b++)
      {
        uint64_t both = with_both[a * n_classes + b];
        uint64_t either = with_both[a * n_classes + a] + with_both[b * n_classes + b] - both;

        jaccard[a * n_classes + b] = either > 0 ? (double) both / (double) either : NAN;
      }
}

gw_status
gw_cooccurrence (const int32_t *image, const int32_t *label, size_t n, size_t n_images, size_t n_classes,
                 uint64_t *with_both, double *jaccard, uint64_t *objects_of_class, uint64_t *objects_of_image,
                 size_t *n_excluded)
{
  gw_status status = check_rows (image, label, n, n_images, n_classes);
  uint64_t *keys;
  size_t n_kept = 0, n_keys;

  if (status != GW_STATUS_OK)
    return status;
  keys = malloc ((n + 1) * sizeof (uint64_t));
  if (keys == NULL)
    return GW_STATUS_NO_MEMORY;

  status = unique_keys (image, label, n, keys, &n_keys);
  if (status == GW_STATUS_OK)
    count_pairs (keys, n_keys, n_classes, with_both);
  free (keys);
  if (status != GW_STATUS_OK)
    return status;
  if (jaccard != NULL)
    compute_jaccard (with_both, n_classes, jaccard);

  if (objects_of_class != NULL)
    memset (objects_of_class, 0, n_classes * sizeof (uint64_t));
  if (objects_of_image != NULL)
    memset (objects_of_image, 0, n_images * sizeof (uint64_t));
  for (size_t i = 0; i < n; i++)
    {
      if (label[i] < 0)
        continue;
      n_kept++;
      if (objects_of_class != NULL)
        objects_of_class[label[i]]++;
      if (objects_of_image != NULL)
        objects_of_image[image[i]]++;
    }
  if (n_excluded != NULL)
    *n_excluded = n - n_kept;
  return GW_STATUS_OK;
}
