/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-upright-private.h"

#include <string.h>
#include <zlib.h>

/* --- JPEG --------------------------------------------------------------------- */

#define MARKER_APP0 0xe0
#define MARKER_APP2 0xe2
#define MARKER_SOS 0xda
#define MARKER_EOI 0xd9

/* Of a part of a profile: its name, which part it is, and of how many. */
#define PROFILE_NAME "ICC_PROFILE"
#define PROFILE_HEAD 14

/* Where the header of a profile says of which colours it is. */
#define PROFILE_SPACE 16

gboolean
_gw_upright_is_profile (const guint8 *data, gsize n)
{
  return n > PROFILE_HEAD && memcmp (data, PROFILE_NAME, sizeof PROFILE_NAME) == 0;
}

/* A profile of grey or of inks is not of the colours that are written. */
static gboolean
is_of_colors (const guint8 *part, gsize n)
{
  const guint8 *profile = part + PROFILE_HEAD;

  return part[PROFILE_HEAD - 2] != 1
         || (n >= PROFILE_HEAD + PROFILE_SPACE + 4 && memcmp (profile + PROFILE_SPACE, "RGB ", 4) == 0);
}

/* The segments of the profile, markers and all; none where it is of other colours. */
static GByteArray *
list_segments (const guint8 *data, gsize n)
{
  GByteArray *found = g_byte_array_new ();
  gsize at = 2;

  while (at + 4 <= n && data[at] == 0xff && data[at + 1] != MARKER_SOS && data[at + 1] != MARKER_EOI)
    {
      const gsize length = (gsize) data[at + 2] << 8 | data[at + 3];

      /* Any number of these may stand before a marker. */
      if (data[at + 1] == 0xff)
        {
          at++;
          continue;
        }
      if (length < 2 || length > n - at - 2)
        break;
      if (data[at + 1] == MARKER_APP2 && _gw_upright_is_profile (data + at + 4, length - 2))
        {
          if (!is_of_colors (data + at + 4, length - 2))
            {
              g_byte_array_set_size (found, 0);
              break;
            }
          g_byte_array_append (found, data + at, (guint) length + 2);
        }
      at += length + 2;
    }

  return found;
}

/* Behind the head of JFIF, which comes first. */
static gsize
find_jpeg_place (const guint8 *data, gsize n)
{
  const gsize length = n >= 6 && data[2] == 0xff && data[3] == MARKER_APP0 ? (gsize) data[4] << 8 | data[5] : 0;

  return MIN (length > 0 ? length + 4 : 2, n);
}

/* --- PNG ------------------------------------------------------------------------ */

#define PNG_HEAD 33 /* the signature and IHDR */
#define PNG_TYPE 25 /* where IHDR has the kind of its pixels */
#define PNG_COLORS 2

/* The chunks that say what its colours mean, once each; of other pixels than those that are written no profile. */
static GByteArray *
list_chunks (const guint8 *data, gsize n)
{
  static const char names[][5] = { "iCCP", "sRGB", "gAMA", "cHRM" };
  GByteArray *found = g_byte_array_new ();
  guint seen = 0;

  for (gsize at = 8; n >= PNG_HEAD && at + 12 <= n && memcmp (data + at + 4, "IDAT", 4) != 0;)
    {
      const gsize length = (gsize) data[at] << 24 | (gsize) data[at + 1] << 16 | (gsize) data[at + 2] << 8
                           | data[at + 3];
      const guint8 *end = data + at + 8 + length;

      if (length > n - at - 12)
        break;
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        if (memcmp (data + at + 4, names[i], 4) == 0 && (seen & 1u << i) == 0
            && (i > 0 || (data[PNG_TYPE] & PNG_COLORS) != 0)
            && crc32 (0, data + at + 4, (uInt) (length + 4))
                   == ((guint32) end[0] << 24 | (guint32) end[1] << 16 | (guint32) end[2] << 8 | end[3]))
          {
            seen |= 1u << i;
            g_byte_array_append (found, data + at, (guint) length + 12);
          }
      at += length + 12;
    }

  return found;
}

/* --- both ------------------------------------------------------------------------- */

GBytes *
_gw_upright_keep_colors (GBytes *from, GBytes *to, GwImageFormat format)
{
  gsize n_from, n, place;
  const guint8 *source = g_bytes_get_data (from, &n_from);
  const guint8 *data = g_bytes_get_data (to, &n);
  const gboolean is_jpeg = format == GW_IMAGE_FORMAT_JPEG;
  g_autoptr (GByteArray) kept = is_jpeg ? list_segments (source, n_from) : list_chunks (source, n_from);
  GByteArray *all;

  if (kept->len == 0 || kept->len > G_MAXUINT / 2 || n > G_MAXUINT / 2)
    return g_bytes_ref (to);
  place = is_jpeg ? find_jpeg_place (data, n) : MIN (PNG_HEAD, n);
  all = g_byte_array_sized_new ((guint) n + kept->len);
  g_byte_array_append (all, data, (guint) place);
  g_byte_array_append (all, kept->data, kept->len);
  g_byte_array_append (all, data + place, (guint) (n - place));

  return g_byte_array_free_to_bytes (all);
}
