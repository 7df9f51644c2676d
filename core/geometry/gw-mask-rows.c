/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include <stdlib.h>

#include "gw-geometry-private.h"
#include "gw-mask-private.h"

gw_status
_gw_mask_rows_init (GwMaskRows *rows, const GwMask *mask)
{
  uint64_t width = (uint64_t) mask->width;
  uint64_t end;
  size_t run = 1;

  *rows = (GwMaskRows) { mask, NULL };
  if (mask->n_runs < 2)
    return GW_STATUS_OK;
  rows->rows = _gw_array_new ((size_t) mask->height, sizeof *rows->rows);
  if (rows->rows == NULL)
    return GW_STATUS_NO_MEMORY;

  end = (uint64_t) mask->runs[0] + mask->runs[1];
  for (uint64_t row = 0; row < (uint64_t) mask->height; row++)
    {
      while (run < mask->n_runs && end <= row * width)
        {
          run += 2;
          if (run < mask->n_runs)
            end += (uint64_t) mask->runs[run - 1] + mask->runs[run];
        }
      rows->rows[row].run = (uint32_t) run;
      rows->rows[row].end = (uint32_t) end;
    }

  return GW_STATUS_OK;
}

void
_gw_mask_rows_clear (GwMaskRows *rows)
{
  free (rows->rows);
  *rows = (GwMaskRows) { NULL, NULL };
}

GwRowReader
_gw_row_reader_start (const GwMaskRows *rows, int64_t y)
{
  GwRowReader reader = { rows->mask, SIZE_MAX, 0, 0 };

  if (rows->rows == NULL || y < rows->mask->y || y - rows->mask->y >= rows->mask->height)
    return reader;

  y -= rows->mask->y;
  reader.run = rows->rows[y].run;
  reader.end = rows->rows[y].end;
  reader.row_begin = (uint64_t) y * (uint64_t) rows->mask->width;
  return reader;
}

bool
_gw_row_reader_next (GwRowReader *reader, int64_t *from, int64_t *to)
{
  const GwMask *mask = reader->mask;
  uint64_t row_end, begin;

  if (mask == NULL || reader->run >= mask->n_runs)
    return false;
  row_end = reader->row_begin + (uint64_t) mask->width;
  begin = reader->end - mask->runs[reader->run];
  if (begin >= row_end)
    return false;

  *from = mask->x + (begin > reader->row_begin ? (int64_t) (begin - reader->row_begin) : 0);
  *to = mask->x + (int64_t) ((reader->end < row_end ? reader->end : row_end) - reader->row_begin);
  reader->run += 2;
  if (reader->run < mask->n_runs)
    reader->end += (uint64_t) mask->runs[reader->run - 1] + mask->runs[reader->run];
  return true;
}
