/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any characters as compressed run lengths of COCO, for an image whose height
 * and width are the first two bytes: refused, or run lengths that keep their
 * promises, and the same pixels as a mask and back.
 */

#include "gw-fuzz.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "gw-mask.h"
#include "gw-rle.h"

static void
check_written (const GwRle *rle)
{
  GwRle again = GW_RLE_INIT;
  char *text;
  size_t length;

  g_assert (gw_rle_encode_dup (rle, &text, &length) == GW_STATUS_OK);
  g_assert (gw_rle_decode (rle->height, rle->width, text, length, &again) == GW_STATUS_OK);
  g_assert (gw_rle_equal (rle, &again));
  gw_rle_clear (&again);
  free (text);
}

static void
check_mask (const GwRle *rle)
{
  GwMask mask = GW_MASK_INIT;
  GwRle again = GW_RLE_INIT;

  g_assert (gw_rle_to_mask (rle, &mask) == GW_STATUS_OK);
  g_assert (gw_mask_area (&mask) == gw_rle_area (rle));
  g_assert (gw_rle_from_mask (&mask, &again) == GW_STATUS_OK);
  g_assert (gw_rle_equal (rle, &again));
  gw_rle_clear (&again);
  gw_mask_clear (&mask);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  GwRle rle = GW_RLE_INIT;
  gw_status status;

  if (size < 2)
    return 0;

  status = gw_rle_decode (data[0], data[1], (const char *) data + 2, size - 2, &rle);
  if (status == GW_STATUS_OK)
    {
      g_assert (gw_rle_validate (&rle) == GW_STATUS_OK);
      check_written (&rle);
      check_mask (&rle);
      gw_rle_clear (&rle);
    }
  return 0;
}
