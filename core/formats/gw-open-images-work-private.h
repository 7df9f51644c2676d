/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-members.h"
#include "gw-open-images-reader-private.h"

G_BEGIN_DECLS

/* What making the record of an image of Open Images takes. */

/* A box that was read, for masks that belong to it. */
typedef struct
{
  GwObject *object;
  char *label;
  char *id; /* (nullable) */
  double sides[4];
  gboolean has_mask;
} GwOpenImagesBox;

typedef struct
{
  GwReader *reader;
  GwOpenImagesState *state;
  const char *id; /* of the image */
  GwRecord *record;
  GCancellable *cancellable;
  GArray *boxes;           /* of GwOpenImagesBox */
  GwJsonMembers *bag;      /* of the record */
  GwJsonMembers *sources;  /* id of a class -> source, where it is not the usual one */
  GwJsonMembers *absent;   /* the same of what is not there */
  GwJsonMembers *machines; /* the same of scores */
  GHashTable *seen[2];     /* sets of ids of classes: labels, scores */
  double rotation;         /* degrees; 0 where nothing is said */
  guint n_rows;
  guint n_without_size; /* objects */
  gboolean is_labeled;  /* the list says so */
} GwOpenImagesWork;

/* Where a row stands. */
typedef struct
{
  const GwOpenImagesFile *file;
  GwCsvReader *csv;
  guint64 line;
} GwOpenImagesRow;

/* Takes a row of one kind into the record: boxes, masks. The size of the image is known, or 0. */
void gw_open_images_take_box (GwOpenImagesWork *work, const GwOpenImagesRow *row);
void gw_open_images_take_mask (GwOpenImagesWork *work, const GwOpenImagesRow *row);

/* A field of the row; "" where there is none. */
const char *gw_open_images_row_get (const GwOpenImagesRow *row, GwOpenImagesColumn column);
void gw_open_images_report_row (GwOpenImagesWork *work, const GwOpenImagesRow *row, GwSeverity severity,
                                GwOutcome outcome, const char *code, guint n_labels, const char *detail,
                                const char *text);
/* One label, that the counts have, is left out. */
void gw_open_images_leave_out (GwOpenImagesWork *work, const GwOpenImagesRow *row, const char *code, const char *detail,
                               const char *text);
/* The class of the row; 0, told of, where it has none. */
gint gw_open_images_find_class (GwOpenImagesWork *work, const GwOpenImagesRow *row);
/* NaN where what is there is none, which is told of. */
double gw_open_images_take_confidence (GwOpenImagesWork *work, const GwOpenImagesRow *row);

G_END_DECLS
