/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-csv-reader.h"

G_BEGIN_DECLS

/* Where the rows of each image are in tables of millions of rows, which mostly have
 * those of one image one after another, but need not. Each such run takes 24 bytes,
 * however many rows it has, and each image some 60; rows are read again when their
 * image's turn comes. Tables in any other order work the same, with a run a row.
 */
typedef struct _GwOpenImagesIndex GwOpenImagesIndex;

typedef struct
{
  guint64 offset;
  guint32 length; /* bytes */
  guint32 line;   /* of the first row; the highest number for lines beyond it */
  guint32 file;
  guint32 next; /* place of the image's next run, + 1; 0: none */
} GwOpenImagesRun;

GwOpenImagesIndex *gw_open_images_index_new (void);
void gw_open_images_index_free (GwOpenImagesIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwOpenImagesIndex, gw_open_images_index_free)

/* Adds a row; rows of a file come in its order. FALSE where there are more runs than
 * places, or a row is longer than a table may have.
 */
gboolean gw_open_images_index_add (GwOpenImagesIndex *self, const char *id, guint file, guint64 offset, guint64 end,
                                   guint64 line);
gboolean gw_open_images_index_has (GwOpenImagesIndex *self, const char *id);

/* Images in the order in which they were met first. */
guint gw_open_images_index_get_n (GwOpenImagesIndex *self);
const char *gw_open_images_index_get_id (GwOpenImagesIndex *self, guint image);
/* The runs of an image in the order of adding: NULL begins; NULL is the end. */
const GwOpenImagesRun *gw_open_images_index_next (GwOpenImagesIndex *self, guint image, const GwOpenImagesRun *last);

G_END_DECLS
