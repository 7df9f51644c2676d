/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-vott-table.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-csv-reader.h"
#include "gw-error.h"
#include "gw-number.h"
#include "gw-reader-private.h"

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
  char *file;
  GInputStream *stream;
  GwCsvReader *csv;
  guint columns[N_COLUMNS];
  gboolean ahead; /* the row at hand is of the next image */
};

static gboolean
find_columns (GwCsvReader *csv, guint *columns)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      const int column = gw_csv_reader_find_column (csv, names[i]);

      if (column < 0)
        return FALSE;
      columns[i] = (guint) column;
    }
  return TRUE;
}

gboolean
gw_vott_table_is_one (const char *name, const char *start, gsize n_start)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GwCsvReader) csv = NULL;
  guint columns[N_COLUMNS];

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

  self->file = g_strdup (file);
  self->stream = _gw_reader_open_file (file, NULL, error);
  if (self->stream == NULL)
    return NULL;
  self->csv = gw_csv_reader_new (self->stream, cancellable);
  if (!gw_csv_reader_read_header (self->csv, error))
    {
      gw_csv_reader_place_error (self->csv, file, error);
      return NULL;
    }
  if (find_columns (self->csv, self->columns))
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
  g_clear_pointer (&self->csv, gw_csv_reader_free);
  g_clear_object (&self->stream);
  g_free (self->file);
  g_free (self);
}

static const char *
get_cell (const GwVottTable *self, guint column)
{
  const char *cell = gw_csv_reader_get_field (self->csv, self->columns[column], NULL);

  return cell != NULL ? cell : "";
}

static void
add_row (const GwVottTable *self, GwVottImage *image)
{
  GwVottRegion *region = gw_vott_image_add (image);
  double sides[4];

  region->line = gw_csv_reader_get_line (self->csv);
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

  if (!self->ahead && !gw_csv_reader_next_placed (self->csv, self->file, error))
    return NULL;
  self->ahead = FALSE;
  image = gw_vott_image_new ();
  image->name = g_strdup (get_cell (self, IMAGE));
  image->line = gw_csv_reader_get_line (self->csv);
  image->is_asset = image->visited = TRUE;
  add_row (self, image);
  while (!self->ahead && gw_csv_reader_next_placed (self->csv, self->file, &failure))
    if (strcmp (get_cell (self, IMAGE), image->name) == 0)
      add_row (self, image);
    else
      self->ahead = TRUE;
  if (failure == NULL)
    return g_steal_pointer (&image);
  g_propagate_error (error, failure);
  return NULL;
}
