/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_RLE_H
#define GW_RLE_H

#include "gw-shape.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Run lengths as COCO writes them: down each column of the whole image, then
   * the next column. Counts alternate clear, set, clear ... beginning with clear
   * (the first may be 0), and sum to height * width. Runs of 0 further on are
   * allowed, for files hold them; functions that make an RLE write none.
   * An image without pixels has no counts or zeros only.
   *
   * A function that makes an RLE overwrites its last argument without freeing
   * what was there; it may not be one of the inputs. The result belongs to the
   * caller: gw_rle_clear(). Inputs are expected to keep the promises above: ask
   * gw_rle_validate(). Costs are in counts unless stated.
   */
  typedef struct
  {
    int32_t height;
    int32_t width;
    uint32_t *counts;
    size_t n_counts;
  } GwRle;

#define GW_RLE_INIT \
  { \
    0, 0, NULL, 0 \
  }

/* Most counts of one RLE (256 MiB of them). More gives GW_STATUS_TOO_LARGE. */
#define GW_RLE_MAX_COUNTS ((size_t) 1 << 26)

  /* Makes an RLE of counts from a file. GW_STATUS_INVALID for a negative size or
   * count and a wrong sum, GW_STATUS_TOO_LARGE above the limits of gw-mask.h.
   */
  GW_PUBLIC gw_status gw_rle_init (int32_t height, int32_t width, const int64_t *counts, size_t n_counts, GwRle *rle);

  /* Makes an RLE of bytes, one for each pixel in column-major order without
   * gaps; other than 0 is set. O(height * width).
   */
  GW_PUBLIC gw_status gw_rle_from_columns (int32_t height, int32_t width, const uint8_t *pixels, GwRle *rle);

  /* The other way: height * width bytes in column-major order, 1 where set and
   * else 0. O(height * width).
   */
  GW_PUBLIC void gw_rle_to_columns (const GwRle *rle, uint8_t *pixels);

  /* Copies an RLE; GW_STATUS_NO_MEMORY leaves copy alone. O(counts). */
  GW_PUBLIC gw_status gw_rle_copy (const GwRle *source, GwRle *copy);

  /* Frees the counts and makes the RLE one of an image of 0 x 0. NULL is allowed. */
  GW_PUBLIC void gw_rle_clear (GwRle *rle);

  /* GW_STATUS_OK when the promises are kept. */
  GW_PUBLIC gw_status gw_rle_validate (const GwRle *rle);

  /* Reads the compressed form: length characters, no closing NUL needed.
   *
   * GW_STATUS_INVALID for a character outside of codes 48 to 111, a number of
   * more than 7 characters, a negative count, an end inside a number, and a sum
   * other than height * width. JSON escapes must have been decoded before. What
   * was decoded encodes to the same bytes, unless its numbers were longer than
   * they need be.
   * Source: rleFrString() of the COCO API, https://github.com/cocodataset/cocoapi.
   */
  GW_PUBLIC gw_status gw_rle_decode (int32_t height, int32_t width, const char *string, size_t length, GwRle *rle);

  /* Writes the compressed form with a closing NUL into buffer. length, which may
   * be NULL, becomes its number of characters without the NUL. With buffer NULL
   * only the length is found. GW_STATUS_TOO_LARGE, with length set, when size is
   * not above it; the buffer then holds nothing of use. At most 7 characters a count.
   */
  GW_PUBLIC gw_status gw_rle_encode (const GwRle *rle, char *buffer, size_t size, size_t *length);

  /* The same in new memory, to be freed with free(). */
  GW_PUBLIC gw_status gw_rle_encode_dup (const GwRle *rle, char **string, size_t *length);

  /* The number of set pixels. */
  GW_PUBLIC uint64_t gw_rle_area (const GwRle *rle);

  /* The tight box; GW_STATUS_EMPTY without pixels, bounds is 0, 0, 0, 0 then. */
  GW_PUBLIC gw_status gw_rle_bounds (const GwRle *rle, GwBox *bounds);

  /* Whether the same pixels are set in images of the same size. */
  GW_PUBLIC bool gw_rle_equal (const GwRle *a, const GwRle *b);

  /* The pixels set in any, and in all, of n RLEs of one size; else
   * GW_STATUS_INVALID. n = 0 gives GW_STATUS_EMPTY. O(counts * log n).
   */
  GW_PUBLIC gw_status gw_rle_union (const GwRle *rles, size_t n_rles, GwRle *result);
  GW_PUBLIC gw_status gw_rle_intersect (const GwRle *rles, size_t n_rles, GwRle *result);

  /* The number of pixels set in both; 0 when the sizes differ. Takes no memory. */
  GW_PUBLIC uint64_t gw_rle_shared_area (const GwRle *a, const GwRle *b);

  /* Intersection over union without decoding; 0 when both are empty or the sizes
   * differ. Against a crowd truth: intersection over the detection's own area.
   */
  GW_PUBLIC double gw_rle_iou (const GwRle *a, const GwRle *b);
  GW_PUBLIC double gw_rle_iou_crowd (const GwRle *detection, const GwRle *crowd);

  /* The same of all pairs, for pairs whose bounds are apart at once.
   *
   * truth_crowd   n_truths flags, non-zero for a crowd; NULL for none
   * iou           n_detections * n_truths numbers, row-major, one row a detection
   *
   * GW_STATUS_INVALID when sizes differ.
   */
  GW_PUBLIC gw_status gw_rle_iou_matrix (const GwRle *detections, size_t n_detections, const GwRle *truths,
                                         size_t n_truths, const uint8_t *truth_crowd, double *iou);

  /* Between masks and RLEs, run by run: O(runs + columns + rows of the mask's
   * rectangle + counts), memory O(counts). No picture is made.
   */
  GW_PUBLIC gw_status gw_rle_from_mask (const GwMask *mask, GwRle *rle);
  GW_PUBLIC gw_status gw_rle_to_mask (const GwRle *rle, GwMask *mask);

#ifdef __cplusplus
}
#endif

#endif
