/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as the run lengths of a brushed mask, after two of its sides; what can be read is
 * written and read again.
 */

#include "gw-fuzz.h"

#include <glib.h>

#include "gw-brush-rle.h"

static void
append_byte (guint8 byte, gpointer data)
{
  g_byte_array_append (data, &byte, 1);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GByteArray) bytes = NULL;
  GwMask mask, again;
  const char *code;

  if (size < 3)
    return 0;
  if (!gw_brush_rle_decode (data + 2, size - 2, data[0], data[1], &mask, &code))
    {
      g_assert (code != NULL);
      gw_mask_clear (&mask);
      return 0;
    }
  g_assert (gw_mask_validate (&mask) == GW_STATUS_OK);
  bytes = g_byte_array_new ();
  g_assert (gw_brush_rle_encode (&mask, data[size - 1] * 0x010203u, append_byte, bytes));
  g_assert (gw_brush_rle_decode (bytes->data, bytes->len, mask.image_width, mask.image_height, &again, &code));
  g_assert (gw_mask_equal (&mask, &again));
  gw_mask_clear (&mask);
  gw_mask_clear (&again);

  return 0;
}
