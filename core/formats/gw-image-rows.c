/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-rows.h"

#include <string.h>

#include "gw-reader-private.h"

struct _GwImageRows
{
  char *file;
  GInputStream *stream;
  GwCsvReader *csv;
  int column;     /* of the names of images */
  char *image;    /* (nullable): NULL before the first */
  gboolean ahead; /* the row at hand is of the next image */
};

GwImageRows *
gw_image_rows_open (const char *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwImageRows) self = g_new0 (GwImageRows, 1);

  self->file = g_strdup (file);
  self->stream = _gw_reader_open_file (file, NULL, error);
  if (self->stream == NULL)
    return NULL;
  self->csv = gw_csv_reader_new (self->stream, cancellable);
  if (gw_csv_reader_read_header (self->csv, error))
    return g_steal_pointer (&self);

  gw_csv_reader_place_error (self->csv, file, error);
  return NULL;
}

void
gw_image_rows_free (GwImageRows *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->csv, gw_csv_reader_free);
  g_clear_object (&self->stream);
  g_free (self->image);
  g_free (self->file);
  g_free (self);
}

GwCsvReader *
gw_image_rows_get_csv (GwImageRows *self)
{
  return self->csv;
}

const char *
gw_image_rows_get_cell (GwImageRows *self, int column)
{
  const char *cell = column >= 0 ? gw_csv_reader_get_field (self->csv, (guint) column, NULL) : NULL;

  return cell != NULL ? cell : "";
}

gboolean
gw_image_rows_next_image (GwImageRows *self, int column, GError **error)
{
  if (!self->ahead && !gw_csv_reader_next_placed (self->csv, self->file, error))
    return FALSE;
  self->ahead = FALSE;
  self->column = column;
  g_free (self->image);
  self->image = g_strdup (gw_image_rows_get_cell (self, column));

  return TRUE;
}

const char *
gw_image_rows_get_image (GwImageRows *self)
{
  return self->image;
}

gboolean
gw_image_rows_next_row (GwImageRows *self, GError **error)
{
  if (self->ahead || !gw_csv_reader_next_placed (self->csv, self->file, error))
    return FALSE;
  self->ahead = strcmp (gw_image_rows_get_cell (self, self->column), self->image) != 0;

  return !self->ahead;
}
