/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-detection-private.h"

#include <math.h>
#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-box.h"
#include "gw-sort-private.h"

static bool
is_label (int32_t label, size_t n_classes)
{
  return label >= -1 && (label < 0 || (size_t) label < n_classes);
}

/* Keeps the size of the first mask in *size, and compares the others with it. */
static bool
is_mask_of_size (const GwRle *mask, const GwRle **size)
{
  if (mask == NULL)
    return false;
  if (*size == NULL)
    *size = mask;

  return mask->height == (*size)->height && mask->width == (*size)->width;
}

gw_status
_gw_detection_check (const GwDetectionImage *image, size_t n_classes, GwOverlap overlap)
{
  const GwRle *size = NULL;

  if (image->n_truths > GW_MOST_OBJECTS || image->n_detections > GW_MOST_OBJECTS)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < image->n_truths; i++)
    if (!is_label (image->truths[i].label, n_classes)
        || (overlap == GW_OVERLAP_MASK && !is_mask_of_size (image->truths[i].mask, &size)))
      return GW_STATUS_INVALID;
  for (size_t i = 0; i < image->n_detections; i++)
    if (!is_label (image->detections[i].label, n_classes)
        || (overlap == GW_OVERLAP_MASK && !is_mask_of_size (image->detections[i].mask, &size)))
      return GW_STATUS_INVALID;

  return GW_STATUS_OK;
}

static bool
is_finite_box (const GwBox *box)
{
  return isfinite (box->x) && isfinite (box->y) && isfinite (box->width) && isfinite (box->height);
}

bool
_gw_truth_is_kept (const GwTruthObject *truth, GwOverlap overlap)
{
  return truth->label >= 0 && (overlap == GW_OVERLAP_MASK || is_finite_box (&truth->box));
}

bool
_gw_detection_is_kept (const GwDetectedObject *detection, GwOverlap overlap)
{
  return detection->label >= 0 && !isnan (detection->score)
         && (overlap == GW_OVERLAP_MASK || is_finite_box (&detection->box));
}

static double
area_of (const GwBox *box, const GwRle *mask, GwOverlap overlap)
{
  return overlap == GW_OVERLAP_MASK ? (double) gw_rle_area (mask) : gw_box_area (box);
}

double
_gw_truth_area (const GwTruthObject *truth, GwOverlap overlap)
{
  return isnan (truth->area) ? area_of (&truth->box, truth->mask, overlap) : truth->area;
}

double
_gw_detection_area (const GwDetectedObject *detection, GwOverlap overlap)
{
  return area_of (&detection->box, detection->mask, overlap);
}

double
_gw_detection_overlap (const GwDetectedObject *detection, const GwTruthObject *truth, GwOverlap overlap)
{
  if (overlap == GW_OVERLAP_MASK)
    return truth->crowd ? gw_rle_iou_crowd (detection->mask, truth->mask) : gw_rle_iou (detection->mask, truth->mask);

  return truth->crowd ? gw_box_iou_crowd (&detection->box, &truth->box) : gw_box_iou (&detection->box, &truth->box);
}

gw_status
_gw_detection_sort_ids (const int64_t *ids, size_t n, uint32_t *order)
{
  uint64_t *keys = n <= GW_MOST_ROWS ? GW_NEW (uint64_t, n) : NULL;
  gw_status status;

  if (keys == NULL)
    return n <= GW_MOST_ROWS ? GW_STATUS_NO_MEMORY : GW_STATUS_TOO_LARGE;

  for (size_t i = 0; i < n; i++)
    {
      keys[i] = (uint64_t) ids[i] ^ (uint64_t) 1 << 63;
      order[i] = (uint32_t) i;
    }
  status = _gw_sort_keys (keys, order, n);
  for (size_t i = 1; i < n && status == GW_STATUS_OK; i++)
    if (keys[i] == keys[i - 1])
      status = GW_STATUS_INVALID;
  free (keys);

  return status;
}

void
_gw_precision_raise (double *precision, size_t n)
{
  for (size_t i = n; i-- > 1;)
    if (precision[i] > precision[i - 1])
      precision[i - 1] = precision[i];
}

void
_gw_precision_read (const double *precision, size_t n, uint64_t n_truths, const double *recalls, size_t n_points,
                    double *points)
{
  size_t hit = 0;

  for (size_t point = 0; point < n_points; point++)
    {
      while (hit < n && (double) (hit + 1) / (double) n_truths < recalls[point])
        hit++;
      points[point] = hit < n ? precision[hit] : 0;
    }
}

void
_gw_precision_recalls (double recalls[101])
{
  for (int point = 0; point < 100; point++)
    recalls[point] = point * 0.01;
  recalls[100] = 1;
}
