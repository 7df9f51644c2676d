/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-csv-reader.h"

G_BEGIN_DECLS

/* The tables of Open Images (spec formats 9): which one a CSV file is, its columns
 * tell; in old releases without a header, their number does.
 */
typedef enum
{
  GW_OPEN_IMAGES_NONE = 0,
  GW_OPEN_IMAGES_BOXES,
  GW_OPEN_IMAGES_LABELS, /* of whole images */
  GW_OPEN_IMAGES_MASKS,
  GW_OPEN_IMAGES_LIST,  /* images with their subset and rotation */
  GW_OPEN_IMAGES_NAMES, /* what classes are called */
  GW_OPEN_IMAGES_OTHER  /* of images all the same, such as relations of objects */
} GwOpenImagesKind;

/* Those of masks call the sides of the box BoxXMin and so on. */
typedef enum
{
  GW_OPEN_IMAGES_IMAGE,
  GW_OPEN_IMAGES_SOURCE,
  GW_OPEN_IMAGES_LABEL,
  GW_OPEN_IMAGES_CONFIDENCE,
  GW_OPEN_IMAGES_XMIN,
  GW_OPEN_IMAGES_XMAX,
  GW_OPEN_IMAGES_YMIN,
  GW_OPEN_IMAGES_YMAX,
  GW_OPEN_IMAGES_OCCLUDED,
  GW_OPEN_IMAGES_TRUNCATED,
  GW_OPEN_IMAGES_GROUP_OF,
  GW_OPEN_IMAGES_DEPICTION,
  GW_OPEN_IMAGES_INSIDE,
  GW_OPEN_IMAGES_BOX_ID,
  GW_OPEN_IMAGES_MASK_PATH,
  GW_OPEN_IMAGES_IOU,
  GW_OPEN_IMAGES_CLICKS,
  GW_OPEN_IMAGES_DISPLAY_NAME,
  GW_OPEN_IMAGES_SUBSET,
  GW_OPEN_IMAGES_ORIGINAL_URL, /* from here on columns of the list that go into the bag as they are */
  GW_OPEN_IMAGES_LANDING_URL,
  GW_OPEN_IMAGES_LICENSE,
  GW_OPEN_IMAGES_PROFILE_URL,
  GW_OPEN_IMAGES_AUTHOR,
  GW_OPEN_IMAGES_TITLE,
  GW_OPEN_IMAGES_ORIGINAL_SIZE,
  GW_OPEN_IMAGES_MD5,
  GW_OPEN_IMAGES_THUMBNAIL,
  GW_OPEN_IMAGES_ROTATION, /* the last of these */
  GW_OPEN_IMAGES_WIDTH,    /* of lists that this program wrote */
  GW_OPEN_IMAGES_HEIGHT,
  GW_OPEN_IMAGES_LABELED,
  GW_OPEN_IMAGES_N_COLUMNS
} GwOpenImagesColumn;

#define GW_OPEN_IMAGES_FIRST_FLAG GW_OPEN_IMAGES_OCCLUDED
#define GW_OPEN_IMAGES_LAST_FLAG GW_OPEN_IMAGES_INSIDE
#define GW_OPEN_IMAGES_FIRST_KEPT GW_OPEN_IMAGES_ORIGINAL_URL
#define GW_OPEN_IMAGES_LAST_KEPT GW_OPEN_IMAGES_ROTATION

/* The name of a column in a header. */
const char *gw_open_images_column_get_name (GwOpenImagesColumn column);

typedef struct
{
  char *path;
  GwOpenImagesKind kind;
  gboolean has_header;
  char delimiter;
  int columns[GW_OPEN_IMAGES_N_COLUMNS]; /* -1: there is none */
  char *split;                           /* (nullable): as the name says, or a folder that it is in */
  guint64 size;                          /* bytes */
} GwOpenImagesFile;

void gw_open_images_file_free (GwOpenImagesFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwOpenImagesFile, gw_open_images_file_free)

/* What the first record makes a table to be; file_name may tell of one without a
 * header. Fills kind, has_header, delimiter and columns. FALSE where it is none.
 */
gboolean gw_open_images_file_recognise (GwOpenImagesFile *self, GwCsvReader *csv, const char *file_name);

/* relative: its path below top. NULL without an error where it is none of these. */
GwOpenImagesFile *gw_open_images_file_open (const char *top, const char *relative, GError **error);

/* The tables in a folder and those below, by kind and then by path; links that lead
 * out of it are passed over. sample: some of them, after a look at 2,000 names.
 * Returns: (transfer full) (element-type GwOpenImagesFile)
 */
GPtrArray *gw_open_images_files_list (const char *top, gboolean sample, GCancellable *cancellable);

/* A field of the record that csv is at; "" where there is none. */
const char *gw_open_images_file_get (const GwOpenImagesFile *self, GwCsvReader *csv, GwOpenImagesColumn column);
/* Whether the record has all that one of its kind must have. */
gboolean gw_open_images_file_is_whole (const GwOpenImagesFile *self, GwCsvReader *csv);

G_END_DECLS
