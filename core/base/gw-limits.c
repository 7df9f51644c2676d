/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-limits.h"

static const struct
{
  const char *name;
  guint64 value;
} limits[GW_N_LIMITS] = {
  [GW_LIMIT_IMAGE_PIXELS] = { "image-pixels", G_GUINT64_CONSTANT (1) << 30 },
  [GW_LIMIT_IMAGE_SIDE] = { "image-side", 65535 },
  [GW_LIMIT_IMAGE_FILE_BYTES] = { "image-file-bytes", G_GUINT64_CONSTANT (1) << 30 },
  [GW_LIMIT_PNG_CHUNK_BYTES] = { "png-chunk-bytes", 8 * 1024 * 1024 },
  [GW_LIMIT_PNG_CHUNKS] = { "png-chunks", 128 },
  [GW_LIMIT_JSON_DEPTH] = { "json-depth", 256 },
  [GW_LIMIT_JSON_LINE_BYTES] = { "json-line-bytes", 64 * 1024 * 1024 },
  [GW_LIMIT_JSON_VALUE_BYTES] = { "json-value-bytes", 64 * 1024 * 1024 },
  [GW_LIMIT_JSON_NUMBER_BYTES] = { "json-number-bytes", 4096 },
  [GW_LIMIT_CSV_ROW_BYTES] = { "csv-row-bytes", 16 * 1024 * 1024 },
  [GW_LIMIT_PATH_BYTES] = { "path-bytes", 4096 },
  [GW_LIMIT_NAME_BYTES] = { "name-bytes", 1024 },
  [GW_LIMIT_ATTRIBUTE_BYTES] = { "attribute-bytes", 64 * 1024 },
  [GW_LIMIT_IMAGE_ATTRIBUTES] = { "image-attributes", 256 },
  [GW_LIMIT_RING_POINTS] = { "ring-points", 1000000 },
  [GW_LIMIT_STORE_VALUE_BYTES] = { "store-value-bytes", 64 * 1024 * 1024 },
  [GW_LIMIT_ARCHIVE_ENTRIES] = { "archive-entries", 5000000 },
  [GW_LIMIT_ARCHIVE_BYTES] = { "archive-bytes", G_GUINT64_CONSTANT (64) << 30 },
  [GW_LIMIT_ARCHIVE_RATIO] = { "archive-ratio", 200 },
};

guint64
gw_limit_get (GwLimit limit)
{
  g_return_val_if_fail (limit < GW_N_LIMITS, 0);

  return limits[limit].value;
}

const char *
gw_limit_get_name (GwLimit limit)
{
  g_return_val_if_fail (limit < GW_N_LIMITS, NULL);

  return limits[limit].name;
}
