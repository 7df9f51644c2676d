/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-enn.h"

#include "gw-remedy-private.h"

/* The most frequent class of k rows; of equals the lower. */
static int32_t
mode_of (const GwClassRows *rows, const uint32_t *found, size_t k)
{
  int32_t best = -1;
  size_t best_count = 0;

  for (size_t i = 0; i < k; i++)
    {
      int32_t label = rows->labels[found[i]];
      size_t count = 0;

      for (size_t j = 0; j < k; j++)
        count += rows->labels[found[j]] == label;
      if (count > best_count || (count == best_count && label < best))
        {
          best = label;
          best_count = count;
        }
    }

  return best;
}

static bool
stays (const GwClassRows *rows, uint32_t row, const uint32_t *found, size_t k, GwEnnKind kind)
{
  if (kind == GW_ENN_MODE)
    return mode_of (rows, found, k) == rows->labels[row];

  for (size_t j = 0; j < k; j++)
    if (rows->labels[found[j]] != rows->labels[row])
      return false;

  return true;
}

/* Clears the flags of the rows that go. */
static gw_status
judge (const GwClassRows *rows, size_t k, GwEnnKind kind, bool *keep, const GwRun *run)
{
  uint32_t *asked = GW_NEW (uint32_t, rows->n_rows);
  uint32_t *found = NULL;
  size_t n_asked = 0, n_lists;
  gw_status status = GW_STATUS_NO_MEMORY;

  for (size_t i = 0; asked != NULL && i < rows->n_rows; i++)
    if ((size_t) rows->labels[rows->rows[i]] != rows->smallest)
      asked[n_asked++] = rows->rows[i];
  if (asked != NULL && _gw_multiply (n_asked, k, &n_lists))
    found = GW_NEW (uint32_t, n_lists);
  if (found != NULL)
    status = _gw_class_rows_nearest (rows, asked, n_asked, rows->rows, rows->n_rows, k, found, NULL, run, 0, 1);
  for (size_t i = 0; status == GW_STATUS_OK && i < n_asked; i++)
    keep[asked[i]] = stays (rows, asked[i], found + i * k, k, kind);
  free (asked);
  free (found);

  return status;
}

gw_status
gw_enn (const double *values, const int32_t *labels, size_t n, size_t columns, size_t n_classes, size_t k,
        GwEnnKind kind, GwKeptRows *out, const GwRun *run)
{
  GwClassRows rows;
  gw_status status = _gw_class_rows_init (&rows, values, labels, n, columns, n_classes);
  gw_status made;
  bool *keep;

  if (!gw_status_has_values (status))
    return status;

  keep = GW_NEW (bool, n);
  made = keep != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;
  for (size_t i = 0; keep != NULL && i < n; i++)
    keep[i] = true;
  if (k == 0 || (status == GW_STATUS_OK && k >= rows.n_rows))
    made = GW_STATUS_INVALID;
  else if (made == GW_STATUS_OK && status == GW_STATUS_OK)
    made = judge (&rows, k, kind, keep, run);
  if (made == GW_STATUS_OK)
    made = _gw_kept_rows_init (out, &rows, keep);
  free (keep);
  _gw_class_rows_clear (&rows);

  return made == GW_STATUS_OK ? status : made;
}
