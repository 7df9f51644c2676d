/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-random-resample.h"

#include <string.h>

#include "gw-remedy-private.h"

static void
draw_copies (GwNewRows *out, const GwClassRows *rows, uint64_t seed)
{
  gw_random random;

  gw_random_init (&random, seed);
  for (size_t i = 0; i < out->n; i++)
    {
      size_t label = (size_t) out->labels[i];
      uint64_t drawn = gw_random_below (&random, _gw_class_rows_count (rows, label));

      out->base[i] = out->neighbour[i] = _gw_class_rows_of (rows, label)[drawn];
    }
}

gw_status
gw_random_oversample (const int32_t *labels, size_t n, size_t n_classes, uint64_t seed, GwNewRows *out)
{
  GwClassRows rows;
  gw_status status = _gw_class_rows_init (&rows, NULL, labels, n, 0, n_classes);
  gw_status made = GW_STATUS_NO_MEMORY;
  size_t *lack;

  if (!gw_status_has_values (status))
    return status;

  lack = GW_NEW (size_t, n_classes);
  if (lack != NULL)
    {
      _gw_class_rows_lack (&rows, lack);
      made = _gw_new_rows_init (out, &rows, lack, false);
    }
  if (made == GW_STATUS_OK)
    draw_copies (out, &rows, seed);
  free (lack);
  _gw_class_rows_clear (&rows);

  return made == GW_STATUS_OK ? status : made;
}

/* Sets the flags of the rows that stay; shuffles the rows of the classes. */
static void
draw_kept (GwClassRows *rows, uint64_t seed, bool *keep)
{
  size_t n_kept = rows->n_present > 0 ? _gw_class_rows_count (rows, rows->smallest) : 0;
  gw_random random;

  gw_random_init (&random, seed);
  for (size_t label = 0; label < rows->n_classes; label++)
    {
      uint32_t *own = rows->sorted + rows->starts[label];
      size_t count = _gw_class_rows_count (rows, label);

      if (count > n_kept)
        gw_random_shuffle (&random, own, count, sizeof *own);
      for (size_t i = 0; i < count && i < n_kept; i++)
        keep[own[i]] = true;
    }
}

gw_status
gw_random_undersample (const int32_t *labels, size_t n, size_t n_classes, uint64_t seed, GwKeptRows *out)
{
  GwClassRows rows;
  gw_status status = _gw_class_rows_init (&rows, NULL, labels, n, 0, n_classes);
  gw_status made = GW_STATUS_NO_MEMORY;
  bool *keep;

  if (!gw_status_has_values (status))
    return status;

  keep = GW_NEW0 (bool, n);
  if (keep != NULL)
    {
      draw_kept (&rows, seed, keep);
      made = _gw_kept_rows_init (out, &rows, keep);
    }
  free (keep);
  _gw_class_rows_clear (&rows);

  return made == GW_STATUS_OK ? status : made;
}
