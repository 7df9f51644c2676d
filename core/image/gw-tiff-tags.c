/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tiff-tags-private.h"

#include <string.h>

#define TAG_WIDTH 256
#define TAG_HEIGHT 257
#define TAG_BITS_PER_SAMPLE 258
#define TAG_PHOTOMETRIC 262
#define TAG_ORIENTATION 274
#define TAG_SAMPLES_PER_PIXEL 277
#define TAG_EXTRA_SAMPLES 338

#define TYPE_SHORT 3
#define TYPE_LONG 4
#define TYPE_LONG8 16

/* More entries than any writer makes; the rest is not looked at. */
#define MAX_ENTRIES 512

/* The two layouts: classic TIFF has 32-bit offsets, BigTIFF 64-bit. */
typedef struct
{
  GwByteSource *source;
  guint64 start;
  gboolean little;
  gboolean big_tiff;
} Reader;

static guint64
get_number (const Reader *reader, const guint8 *p, gsize n)
{
  guint64 value = 0;

  for (gsize i = 0; i < n; i++)
    value = (value << 8) | p[reader->little ? n - 1 - i : i];

  return value;
}

static gboolean
read_number (const Reader *reader, guint64 offset, gsize n, guint64 *value)
{
  guint8 buffer[8];

  if (offset > G_MAXINT64 || !_gw_byte_source_read_all (reader->source, reader->start + offset, buffer, n))
    return FALSE;
  *value = get_number (reader, buffer, n);

  return TRUE;
}

/* The first value of an entry. Where the values do not fit into the entry,
 * it holds their offset.
 */
static gboolean
read_entry_value (const Reader *reader, const guint8 *entry, guint64 *value)
{
  gsize offset_size = reader->big_tiff ? 8 : 4;
  guint type = (guint) get_number (reader, entry + 2, 2);
  guint64 count = get_number (reader, entry + 4, offset_size);
  const guint8 *field = entry + 4 + offset_size;
  gsize size;

  switch (type)
    {
    case TYPE_SHORT:
      size = 2;
      break;
    case TYPE_LONG:
      size = 4;
      break;
    case TYPE_LONG8:
      size = 8;
      break;
    default:
      return FALSE;
    }

  if (count == 0)
    return FALSE;
  if (count > offset_size / size)
    return read_number (reader, get_number (reader, field, offset_size), size, value);
  *value = get_number (reader, field, size);

  return TRUE;
}

static void
take_entry (const Reader *reader, const guint8 *entry, GwTiffTags *tags)
{
  guint64 value;

  if (!read_entry_value (reader, entry, &value))
    return;

  switch (get_number (reader, entry, 2))
    {
    case TAG_WIDTH:
      tags->width = value;
      break;
    case TAG_HEIGHT:
      tags->height = value;
      break;
    case TAG_BITS_PER_SAMPLE:
      tags->bits_per_sample = (guint) value;
      break;
    case TAG_PHOTOMETRIC:
      tags->photometric = (guint) value;
      break;
    case TAG_ORIENTATION:
      tags->orientation = (guint) value;
      break;
    case TAG_SAMPLES_PER_PIXEL:
      tags->samples_per_pixel = (guint) value;
      break;
    case TAG_EXTRA_SAMPLES:
      tags->n_extra_samples = (guint) MIN (get_number (reader, entry + 4, reader->big_tiff ? 8 : 4), 255);
      break;
    default:
      break;
    }
}

static gboolean
read_directory (const Reader *reader, guint64 offset, GwTiffTags *tags)
{
  gsize count_size = reader->big_tiff ? 8 : 2;
  gsize entry_size = reader->big_tiff ? 20 : 12;
  guint64 n_entries;

  if (!read_number (reader, offset, count_size, &n_entries))
    return FALSE;

  offset += count_size;
  for (guint64 i = 0; i < MIN (n_entries, MAX_ENTRIES); i++)
    {
      guint8 entry[20];

      if (!_gw_byte_source_read_all (reader->source, reader->start + offset, entry, entry_size))
        return i > 0;
      take_entry (reader, entry, tags);
      offset += entry_size;
    }

  return TRUE;
}

gboolean
_gw_tiff_tags_read (GwByteSource *source, guint64 start, GwTiffTags *tags)
{
  Reader reader = { source, start, FALSE, FALSE };
  guint8 head[4];
  guint64 offset;

  memset (tags, 0, sizeof *tags);
  if (!_gw_byte_source_read_all (source, start, head, sizeof head))
    return FALSE;
  if (memcmp (head, "II", 2) != 0 && memcmp (head, "MM", 2) != 0)
    return FALSE;
  reader.little = head[0] == 'I';

  switch (get_number (&reader, head + 2, 2))
    {
    case 42:
      break;
    case 43:
      reader.big_tiff = TRUE;
      break;
    default:
      return FALSE;
    }

  if (!read_number (&reader, reader.big_tiff ? 8 : 4, reader.big_tiff ? 8 : 4, &offset))
    return FALSE;

  return read_directory (&reader, offset, tags);
}

int
_gw_exif_get_orientation (const guint8 *data, gsize size)
{
  GwByteSource source;
  GwTiffTags tags;

  if (size >= 6 && memcmp (data, "Exif\0\0", 6) == 0)
    {
      data += 6;
      size -= 6;
    }
  _gw_byte_source_init_memory (&source, data, size);
  if (!_gw_tiff_tags_read (&source, 0, &tags) || tags.orientation < 1 || tags.orientation > 8)
    return 1;

  return (int) tags.orientation;
}
