/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Every bound that hostile or broken input can run into, by name, so that an
 * error text can quote it. All are inclusive maxima.
 */
typedef enum
{
  GW_LIMIT_IMAGE_PIXELS,      /* pixels of one image: 2^30 */
  GW_LIMIT_IMAGE_SIDE,        /* pixels of one side: 65,535 */
  GW_LIMIT_IMAGE_FILE_BYTES,  /* bytes of an image file read into memory: 1 GiB */
  GW_LIMIT_PNG_CHUNK_BYTES,   /* bytes of one ancillary PNG chunk: 8 MiB */
  GW_LIMIT_PNG_CHUNKS,        /* ancillary PNG chunks: 128 */
  GW_LIMIT_JSON_DEPTH,        /* nested arrays and objects: 256 */
  GW_LIMIT_JSON_LINE_BYTES,   /* bytes of one line of JSON Lines: 64 MiB */
  GW_LIMIT_JSON_VALUE_BYTES,  /* bytes of one string or raw value of JSON: 64 MiB */
  GW_LIMIT_JSON_NUMBER_BYTES, /* bytes of one number of JSON: 4,096 */
  GW_LIMIT_CSV_ROW_BYTES,     /* bytes of one CSV row: 16 MiB */
  GW_LIMIT_PATH_BYTES,        /* bytes of one image path: 4,096 */
  GW_LIMIT_NAME_BYTES,        /* bytes of a class, tag or attribute name: 1,024 */
  GW_LIMIT_ATTRIBUTE_BYTES,   /* bytes of the value of an attribute of an image: 64 KiB */
  GW_LIMIT_IMAGE_ATTRIBUTES,  /* attributes of one image: 256 */
  GW_LIMIT_RING_POINTS,       /* points of one ring: 1,000,000 */
  GW_LIMIT_STORE_VALUE_BYTES, /* bytes of one value in a project file: 64 MiB */
  GW_LIMIT_ARCHIVE_ENTRIES,   /* files and folders in an archive: 5,000,000 */
  GW_LIMIT_ARCHIVE_BYTES,     /* bytes that an archive unpacks to: 64 GiB */
  GW_LIMIT_ARCHIVE_RATIO,     /* bytes it unpacks to for each of its own: 200 */
  GW_N_LIMITS
} GwLimit;

/* The value of a limit. */
guint64 gw_limit_get (GwLimit limit);

/* The limit's stable name, such as "image-pixels", for messages and logs. */
const char *gw_limit_get_name (GwLimit limit);

G_END_DECLS
