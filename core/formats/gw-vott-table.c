/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-vott-table.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-error.h"
#include "gw-image-rows.h"
#include "gw-number.h"

enum
{
  XMIN,
  YMIN,
  XMAX,
  YMAX,
  IMAGE,
  LABEL,
  N_COLUMNS
};

static const char *const names[N_COLUMNS] = { "xmin", "ymin", "xmax", "ymax", "image", "label" };

struct _GwVottTable
{
  GwImageRows *rows;
  int columns[N_COLUMNS];
};

static gboolean
find_columns (GwCsvReader *csv, int *columns)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      columns[i] = gw_csv_reader_find_column (csv, names[i]);
      if (columns[i] < 0)
        return FALSE;
    }
  return TRUE;
}

gboolean
gw_vott_table_is_one (const char *name, const char *start, gsize n_start)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GwCsvReader) csv = NULL;
  int columns[N_COLUMNS];

  if (n_start == 0 || memchr ("{[<", start[0], 3) != NULL)
    return FALSE;
  stream = g_memory_input_stream_new_from_data (start, (gssize) n_start, NULL);
  csv = gw_csv_reader_new (stream, NULL);
  return gw_csv_reader_read_header (csv, NULL) && find_columns (csv, columns);
}

GwVottTable *
gw_vott_table_open (const char *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwVottTable) self = g_new0 (GwVottTable, 1);

  self->rows = gw_image_rows_open (file, cancellable, error);
  if (self->rows == NULL)
    return NULL;
  if (find_columns (gw_image_rows_get_csv (self->rows), self->columns))
    return g_steal_pointer (&self);
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
               _ ("%s:1: a table of VoTT has the columns image, xmin, ymin, xmax, ymax and label."), file);
  return NULL;
}

void
gw_vott_table_free (GwVottTable *self)
{
  if (self == NULL)
    return;
  gw_image_rows_free (self->rows);
  g_free (self);
}

static const char *
get_cell (const GwVottTable *self, guint column)
{
  return gw_image_rows_get_cell (self->rows, self->columns[column]);
}

static guint64
get_line (const GwVottTable *self)
{
  return gw_csv_reader_get_line (gw_image_rows_get_csv (self->rows));
}

static void
add_row (const GwVottTable *self, GwVottImage *image)
{
  GwVottRegion *region = gw_vott_image_add (image);
  double sides[4];

  region->line = get_line (self);
  g_ptr_array_add (region->tags, g_strdup (get_cell (self, LABEL)));
  for (guint i = XMIN; i <= YMAX; i++)
    if (!gw_number_parse (get_cell (self, i), -1, &sides[i]))
      {
        region->code = "coord-not-finite";
        return;
      }
  region->swapped = sides[XMIN] > sides[XMAX] || sides[YMIN] > sides[YMAX];
  gw_shape_init_box (&region->shape, fmin (sides[XMIN], sides[XMAX]), fmin (sides[YMIN], sides[YMAX]),
                     fabs (sides[XMAX] - sides[XMIN]), fabs (sides[YMAX] - sides[YMIN]));
}

GwVottImage *
gw_vott_table_next (GwVottTable *self, GError **error)
{
  g_autoptr (GwVottImage) image = NULL;
  GError *failure = NULL;

  if (!gw_image_rows_next_image (self->rows, self->columns[IMAGE], error))
    return NULL;
  image = gw_vott_image_new ();
  image->name = g_strdup (gw_image_rows_get_image (self->rows));
  image->line = get_line (self);
  image->is_asset = image->visited = TRUE;
  do
    add_row (self, image);
  while (gw_image_rows_next_row (self->rows, &failure));
  if (failure == NULL)
    return g_steal_pointer (&image);
  g_propagate_error (error, failure);
  return NULL;
}
