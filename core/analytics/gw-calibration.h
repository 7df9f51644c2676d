/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_CALIBRATION_H
#define GW_CALIBRATION_H

#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* So many bins of equal width unless another number is asked for. */
#define GW_CALIBRATION_BINS 15

  typedef enum
  {
    GW_CALIBRATION_UNIFORM, /* bins of equal width over [0, 1] */
    GW_CALIBRATION_QUANTILE /* bins that end at quantiles (type 7) of the probabilities */
  } GwCalibrationBins;

  /* A bin of a reliability diagram: the probabilities in (low, high], in the first
   * one low too.
   */
  typedef struct
  {
    double low;
    double high;
    uint64_t count;        /* rows */
    double mean_predicted; /* mean probability, 0 to 1; NaN without rows */
    double share_positive; /* share of the positives, 0 to 1; NaN without rows */
  } GwCalibrationBin;

  typedef struct
  {
    double ece;        /* mean over the rows of their bin's gap between the two, 0 to 1 */
    double mce;        /* the largest gap of a bin with rows, 0 to 1 */
    size_t n_excluded; /* rows left out because a probability is NaN or the label is missing */
  } GwCalibration;

  /* Whether probabilities come true.
   *
   * truth        n labels: 1 is positive, 0 is not; -1 is missing
   * prob         n probabilities, each in [0, 1]; NaN is missing
   * kind         where the bins lie
   * n_bins       1 or more
   * bins         n_bins bins, by rising probability
   * calibration  the errors; may be NULL
   *
   * GW_STATUS_EMPTY without rows: bins (by quantiles: with NaN for ends) of 0 rows,
   * errors NaN. GW_STATUS_INVALID for what is outside of its range,
   * GW_STATUS_TOO_LARGE above 2^31 rows. O(n log n_bins),
   * by quantiles with memory for 3 n doubles.
   * Source: Guo and others, On calibration of modern neural networks, ICML 2017.
   */
  GW_PUBLIC gw_status gw_calibration (const int32_t *truth, const double *prob, size_t n, GwCalibrationBins kind,
                                      size_t n_bins, GwCalibrationBin *bins, GwCalibration *calibration);

  /* The same of several classes: of the highest probability of each row (of equal
   * ones that of the lower class) against whether it is of the right class.
   *
   * truth  n labels, 0 to n_classes - 1; -1 is missing
   * prob   n * n_classes probabilities, row-major; rows with a NaN are left out
   *
   * O(n * n_classes), memory for n numbers besides.
   */
  GW_PUBLIC gw_status gw_calibration_multiclass (const int32_t *truth, const double *prob, size_t n, size_t n_classes,
                                                 GwCalibrationBins kind, size_t n_bins, GwCalibrationBin *bins,
                                                 GwCalibration *calibration);

#ifdef __cplusplus
}
#endif

#endif
