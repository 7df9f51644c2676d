/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_VOC_AP_H
#define GW_VOC_AP_H

#include "gw-detection.h"
#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Average precision of one class by the Pascal VOC rules; NaN without truths. */
  typedef struct
  {
    double ap_all_point; /* area under the precision made monotone, over recall */
    double ap_11_point;  /* its mean at recalls 0, 0.1 ... 1 */
    double ap_101_point; /* its mean at recalls 0, 0.01 ... 1 */
    uint64_t n_truths;   /* that must be found */
    size_t first;        /* of its detections in scores and hits, by falling score */
    size_t n_detections;
  } GwVocClass;

  typedef struct
  {
    GwVocClass mean;     /* of the classes that have truths; NaN without any; its counts are sums */
    GwVocClass *classes; /* n_classes */
    size_t n_classes;
    double *scores; /* mean.n_detections, class after class */
    uint8_t *hits;  /* as many: 1 for a hit, 0 for a false one */
    size_t n_excluded;
  } GwVocResult;

  /* Average precision by the rules of the Pascal VOC challenge.
   *
   * images     n_images images: gw-detection.h
   * n_classes  classes, up to 2^20
   * iou        overlap that a hit must reach, 0 to 1, else GW_STATUS_INVALID
   * result     overwritten, not freed; the caller's: gw_voc_result_clear()
   *
   * Within a class the detections of all images, by falling score, each look only
   * at the truth of their image that they overlap most, the first of equals. When
   * that is overlapped enough it is a hit; when it was hit before it is false, and
   * no other truth is tried, which is where the COCO rules differ. A detection whose
   * truth need not be found ("difficult": ignore or crowd) is left out. Coordinates
   * are continuous: figures of tools that add 1 to each side are reached by adding
   * it to width and height of the boxes.
   *
   * GW_STATUS_EMPTY without any object, GW_STATUS_NO_POSITIVE without a truth that
   * must be found: the result is there then too. Other failures write nothing.
   * O(pairs of a class in an image + n log n); memory 40 bytes a detection.
   * Source: Everingham et al., The Pascal visual object classes challenge,
   * International Journal of Computer Vision 88 (2010) 303, 3.4 and 4.2.
   */
  GW_PUBLIC gw_status gw_voc_ap (const GwDetectionImage *images, size_t n_images, size_t n_classes, GwOverlap overlap,
                                 double iou, GwVocResult *result, const GwRun *run);

  /* Frees what it holds and zeroes it; a zeroed one is fine, and NULL. */
  GW_PUBLIC void gw_voc_result_clear (GwVocResult *result);

#ifdef __cplusplus
}
#endif

#endif
