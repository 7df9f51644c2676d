/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-csv-reader.h"

G_BEGIN_DECLS

/* A CSV file with a header and a row for each object of an image, one image after another: of VIA
 * and VoTT. Several stretches of rows of one image are several images.
 */
typedef struct _GwImageRows GwImageRows;

/* With the header read. NULL with an error that names the file. */
GwImageRows *gw_image_rows_open (const char *file, GCancellable *cancellable, GError **error);
void gw_image_rows_free (GwImageRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwImageRows, gw_image_rows_free)

/* Where columns are looked for, and the row at hand. (transfer none) */
GwCsvReader *gw_image_rows_get_csv (GwImageRows *self);
/* The cell of the row at hand; "" where there is none, or the column is negative. */
const char *gw_image_rows_get_cell (GwImageRows *self, int column);

/* Goes to the first row of the next image, which the column names. FALSE at the end, or with
 * error set.
 */
gboolean gw_image_rows_next_image (GwImageRows *self, int column, GError **error);
/* The image of the row at hand. */
const char *gw_image_rows_get_image (GwImageRows *self);
/* Goes to the next row of the same image. FALSE after its last one, or with error set. */
gboolean gw_image_rows_next_row (GwImageRows *self, GError **error);

G_END_DECLS
