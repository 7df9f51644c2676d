/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-via-table.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-error.h"
#include "gw-image-rows.h"
#include "gw-json-entries.h"

enum
{
  NAME,
  ATTRIBUTES,
  REGION_SHAPE,
  REGION_ATTRIBUTES,
  N_COLUMNS
};

/* The first version has a mark before the first name. */
static const char *const names[N_COLUMNS][2] = {
  { "filename", "#filename" },
  { "file_attributes", NULL },
  { "region_shape_attributes", NULL },
  { "region_attributes", NULL },
};

struct _GwViaTable
{
  GwImageRows *rows;
  int columns[N_COLUMNS]; /* -1: there is none */
};

static void
find_columns (GwCsvReader *csv, int *columns)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      columns[i] = -1;
      for (guint k = 0; k < 2 && columns[i] < 0 && names[i][k] != NULL; k++)
        columns[i] = gw_csv_reader_find_column (csv, names[i][k]);
    }
}

gboolean
gw_via_table_is_one (const char *name, const char *start, gsize n_start)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GwCsvReader) csv = NULL;
  int columns[N_COLUMNS];

  if (n_start == 0 || memchr ("{[<", start[0], 3) != NULL)
    return FALSE;
  stream = g_memory_input_stream_new_from_data (start, (gssize) n_start, NULL);
  csv = gw_csv_reader_new (stream, NULL);
  if (!gw_csv_reader_read_header (csv, NULL))
    return FALSE;
  find_columns (csv, columns);
  return columns[NAME] >= 0 && columns[REGION_SHAPE] >= 0;
}

GwViaTable *
gw_via_table_open (const char *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwViaTable) self = g_new0 (GwViaTable, 1);

  self->rows = gw_image_rows_open (file, cancellable, error);
  if (self->rows == NULL)
    return NULL;
  find_columns (gw_image_rows_get_csv (self->rows), self->columns);
  if (self->columns[NAME] >= 0 && self->columns[REGION_SHAPE] >= 0)
    return g_steal_pointer (&self);
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
               _ ("%s:1: a table of VIA has the columns filename and region_shape_attributes."), file);
  return NULL;
}

void
gw_via_table_free (GwViaTable *self)
{
  if (self == NULL)
    return;
  gw_image_rows_free (self->rows);
  g_free (self);
}

static const char *
get_cell (const GwViaTable *self, guint column)
{
  return gw_image_rows_get_cell (self->rows, self->columns[column]);
}

static guint64
get_line (const GwViaTable *self)
{
  return gw_csv_reader_get_line (gw_image_rows_get_csv (self->rows));
}

/* Whether a cell is JSON; keys that it has twice are those of the image. */
static gboolean
check_cell (const GwViaTable *self, const char *cell, GwViaImage *image)
{
  GwJsonRepeats repeats;
  const gboolean sound = gw_json_entry_check (cell, strlen (cell), &repeats, NULL);

  if (sound && repeats.n > 0)
    {
      repeats.line = get_line (self);
      repeats.n += image->repeats.n;
      image->repeats = repeats;
    }
  return sound;
}

/* Of an image without regions the cell is an empty object. */
static void
add_row (const GwViaTable *self, GwViaImage *image)
{
  g_autofree char *shape = g_strstrip (g_strdup (get_cell (self, REGION_SHAPE)));
  g_autofree char *attributes = g_strstrip (g_strdup (get_cell (self, REGION_ATTRIBUTES)));
  gboolean broken = FALSE;

  if (shape[0] == '\0' || strcmp (shape, "{}") == 0)
    return;
  /* Nothing of what is broken: half of it might look like the whole. */
  if (!check_cell (self, attributes, image))
    {
      broken = attributes[0] != '\0';
      attributes[0] = '\0';
    }
  broken = !check_cell (self, shape, image) || broken;
  gw_via_image_add (image, g_steal_pointer (&shape), g_steal_pointer (&attributes), NULL, get_line (self));
  ((GwViaRegion *) g_ptr_array_index (image->regions, image->regions->len - 1))->is_broken = broken;
}

GwViaImage *
gw_via_table_next (GwViaTable *self, GError **error)
{
  g_autoptr (GwViaImage) image = NULL;
  GError *failure = NULL;

  if (!gw_image_rows_next_image (self->rows, self->columns[NAME], error))
    return NULL;
  image = gw_via_image_new ();
  image->name = g_strdup (gw_image_rows_get_image (self->rows));
  image->line = get_line (self);
  image->attributes = g_strdup (get_cell (self, ATTRIBUTES));
  do
    add_row (self, image);
  while (gw_image_rows_next_row (self->rows, &failure));
  if (failure == NULL)
    return g_steal_pointer (&image);
  g_propagate_error (error, failure);
  return NULL;
}

guint64
gw_via_table_get_offset (GwViaTable *self)
{
  return gw_csv_reader_get_offset (gw_image_rows_get_csv (self->rows));
}
