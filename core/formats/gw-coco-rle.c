/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-object.h"
#include "gw-rle.h"

/* Why a text does not decode: what the decoder itself does not tell. */
static const char *
explain_text (const char *text, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if ((guchar) text[i] < 48 || (guchar) text[i] > 111)
      return "rle-char";

  return n > 0 && (((guchar) text[n - 1] - 48) & 32) != 0 ? "rle-short" : "rle-sum";
}

gboolean
gw_coco_read_rle (gint64 size[2], int width, int height, const gint64 *counts, const char *text, gsize n,
                  GwShape *shape, gboolean *swapped, const char **code)
{
  GwRle rle = GW_RLE_INIT;
  gw_status status;

  *swapped = FALSE;
  if (size[0] > G_MAXINT32 || size[1] > G_MAXINT32)
    {
      *code = "limit";
      return FALSE;
    }
  if (size[0] == width && size[1] == height && width != height && width > 0 && height > 0)
    {
      size[0] = height;
      size[1] = width;
      *swapped = TRUE;
    }

  if (text != NULL)
    status = gw_rle_decode ((int32_t) size[0], (int32_t) size[1], text, n, &rle);
  else
    status = gw_rle_init ((int32_t) size[0], (int32_t) size[1], counts, n, &rle);

  if (status == GW_STATUS_OK)
    {
      status = gw_rle_to_mask (&rle, &shape->as.mask);
      gw_rle_clear (&rle);
    }
  if (status != GW_STATUS_OK)
    {
      *code = status == GW_STATUS_INVALID ? (text != NULL ? explain_text (text, n) : "rle-sum") : "limit";
      return FALSE;
    }

  shape->kind = GW_SHAPE_MASK;
  return TRUE;
}
