/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-via-table.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-csv-reader.h"
#include "gw-error.h"
#include "gw-json-entries.h"
#include "gw-reader-private.h"

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
  char *file;
  GInputStream *stream;
  GwCsvReader *csv;
  int columns[N_COLUMNS]; /* -1: there is none */
  gboolean ahead;         /* the row at hand is of the next image */
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
  find_columns (self->csv, self->columns);
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
  g_clear_pointer (&self->csv, gw_csv_reader_free);
  g_clear_object (&self->stream);
  g_free (self->file);
  g_free (self);
}

static const char *
get_cell (const GwViaTable *self, guint column)
{
  const char *cell = self->columns[column] >= 0
                         ? gw_csv_reader_get_field (self->csv, (guint) self->columns[column], NULL)
                         : NULL;

  return cell != NULL ? cell : "";
}

/* Of an image without regions the cell is an empty object. */
/* Whether a cell is JSON; keys that it has twice are those of the image. */
static gboolean
check_cell (const GwViaTable *self, const char *cell, GwViaImage *image)
{
  GwJsonRepeats repeats;
  const gboolean sound = gw_json_entry_check (cell, strlen (cell), &repeats, NULL);

  if (sound && repeats.n > 0)
    {
      repeats.line = gw_csv_reader_get_line (self->csv);
      repeats.n += image->repeats.n;
      image->repeats = repeats;
    }
  return sound;
}

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
  gw_via_image_add (image, g_steal_pointer (&shape), g_steal_pointer (&attributes), NULL,
                    gw_csv_reader_get_line (self->csv));
  ((GwViaRegion *) g_ptr_array_index (image->regions, image->regions->len - 1))->is_broken = broken;
}

GwViaImage *
gw_via_table_next (GwViaTable *self, GError **error)
{
  g_autoptr (GwViaImage) image = NULL;
  GError *failure = NULL;

  if (!self->ahead && !gw_csv_reader_next_placed (self->csv, self->file, error))
    return NULL;
  self->ahead = FALSE;
  image = gw_via_image_new ();
  image->name = g_strdup (get_cell (self, NAME));
  image->line = gw_csv_reader_get_line (self->csv);
  image->attributes = g_strdup (get_cell (self, ATTRIBUTES));
  add_row (self, image);
  while (!self->ahead && gw_csv_reader_next_placed (self->csv, self->file, &failure))
    if (strcmp (get_cell (self, NAME), image->name) == 0)
      add_row (self, image);
    else
      self->ahead = TRUE;
  if (failure == NULL)
    return g_steal_pointer (&image);
  g_propagate_error (error, failure);
  return NULL;
}

guint64
gw_via_table_get_offset (GwViaTable *self)
{
  return gw_csv_reader_get_offset (self->csv);
}
