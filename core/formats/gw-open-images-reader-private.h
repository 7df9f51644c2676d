/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-open-images-file.h"
#include "gw-open-images-index.h"
#include "gw-open-images-masks.h"
#include "gw-picture-stems.h"

G_BEGIN_DECLS

/* What the parts of the reader of Open Images share. */
typedef struct
{
  char *top;          /* the folder that everything is below */
  gboolean is_folder; /* it is the source; else one table of it */
  GPtrArray *files;   /* of GwOpenImagesFile: by kind */
  GwOpenImagesIndex *index;
  GHashTable *classes;      /* id in the tables -> class id, as pointer; 0: it cannot be one */
  GPtrArray *ids;           /* of char *: those that occur, in order */
  GwPictureStems *pictures; /* (nullable) */
  GwOpenImagesMasks *masks;
  GInputStream **streams; /* of each file; NULL: not open */
  guint64 done;           /* bytes read, of twice those of the files */

  /* What rows say that are looked through for the index. */
  GPtrArray *listed; /* of char *: the first images of lists that no label is of */
  guint64 n_rows;
  guint64 n_machine; /* that a model has made */

  guint next;             /* image of the index */
  guint list;             /* file that images without rows are looked for in, from here on */
  GwCsvReader *list_csv;  /* (nullable) */
  GHashTable *list_taken; /* set of ids */
} GwOpenImagesState;

/* The number in a column of confidences: 1 where there is none; NaN where it is none. */
double gw_open_images_get_confidence (const GwOpenImagesFile *file, GwCsvReader *csv);
/* Whether a row is of a model: it says so, or is neither sure nor sure of the contrary. */
gboolean gw_open_images_is_machine (const GwOpenImagesFile *file, GwCsvReader *csv);

/* Makes the classes of the head: all that are described where they are few, else those that occur
 * and what they are kinds of.
 */
gboolean gw_open_images_read_classes (GwReader *reader, GError **error);

/* The record of an image of the index; NULL where it is left out, or with error set. */
GwRecord *gw_open_images_read_record (GwReader *reader, guint image, GCancellable *cancellable, GError **error);
/* The record of an image of a list that no label is of; NULL where the picture is not there and
 * the list does not tell its size.
 */
GwRecord *gw_open_images_make_listed (GwReader *reader, const GwOpenImagesFile *file, GwCsvReader *csv);

G_END_DECLS
