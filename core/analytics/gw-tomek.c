/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-tomek.h"

#include "gw-remedy-private.h"

/* For each row with a label its nearest one; nearest has n places. */
static gw_status
find_nearest (const GwClassRows *rows, uint32_t *nearest, const GwRun *run)
{
  uint32_t *found = GW_NEW (uint32_t, rows->n_rows);
  gw_status status = GW_STATUS_NO_MEMORY;

  if (found != NULL)
    status = _gw_class_rows_nearest (rows, rows->rows, rows->n_rows, rows->rows, rows->n_rows, 1, found, NULL, run, 0,
                                     1);
  for (size_t i = 0; status == GW_STATUS_OK && i < rows->n_rows; i++)
    nearest[rows->rows[i]] = found[i];
  free (found);

  return status;
}

static bool
is_linked (const GwClassRows *rows, const uint32_t *nearest, uint32_t row)
{
  return nearest[nearest[row]] == row && rows->labels[nearest[row]] != rows->labels[row];
}

gw_status
gw_tomek_links (const double *values, const int32_t *labels, size_t n, size_t columns, size_t n_classes,
                uint32_t *first, uint32_t *second, size_t *n_pairs, const GwRun *run)
{
  GwClassRows rows;
  gw_status status = _gw_class_rows_init (&rows, values, labels, n, columns, n_classes);
  gw_status made = GW_STATUS_OK;
  uint32_t *nearest = NULL;

  if (!gw_status_has_values (status))
    return status;

  if (status == GW_STATUS_OK)
    {
      nearest = GW_NEW (uint32_t, n);
      made = nearest != NULL ? find_nearest (&rows, nearest, run) : GW_STATUS_NO_MEMORY;
    }
  if (made == GW_STATUS_OK)
    *n_pairs = 0;
  for (size_t i = 0; made == GW_STATUS_OK && status == GW_STATUS_OK && i < rows.n_rows; i++)
    {
      uint32_t row = rows.rows[i];

      if (row < nearest[row] && is_linked (&rows, nearest, row))
        {
          first[*n_pairs] = row;
          second[(*n_pairs)++] = nearest[row];
        }
    }
  free (nearest);
  _gw_class_rows_clear (&rows);

  return made == GW_STATUS_OK ? status : made;
}

gw_status
gw_tomek (const double *values, const int32_t *labels, size_t n, size_t columns, size_t n_classes, bool all,
          GwKeptRows *out, const GwRun *run)
{
  GwClassRows rows;
  gw_status status = _gw_class_rows_init (&rows, values, labels, n, columns, n_classes);
  gw_status made = GW_STATUS_NO_MEMORY;
  uint32_t *nearest;
  bool *keep;

  if (!gw_status_has_values (status))
    return status;

  nearest = GW_NEW (uint32_t, n);
  keep = GW_NEW (bool, n);
  if (nearest != NULL && keep != NULL)
    made = status == GW_STATUS_OK ? find_nearest (&rows, nearest, run) : GW_STATUS_OK;
  for (size_t i = 0; made == GW_STATUS_OK && i < rows.n_rows; i++)
    {
      uint32_t row = rows.rows[i];

      keep[row] = status != GW_STATUS_OK || !is_linked (&rows, nearest, row)
                  || (!all && (size_t) labels[row] == rows.smallest);
    }
  if (made == GW_STATUS_OK)
    made = _gw_kept_rows_init (out, &rows, keep);
  free (nearest);
  free (keep);
  _gw_class_rows_clear (&rows);

  return made == GW_STATUS_OK ? status : made;
}
