/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-semantic.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-sum-private.h"

#define MOST_CLASSES ((size_t) 1 << 15)

/* Counts the pixels into cells of n_classes^2; false for a label out of range. */
static bool
count (const int32_t *truth, const int32_t *predicted, size_t n, size_t n_classes, int32_t ignore, uint64_t *cells,
       size_t *n_excluded)
{
  for (size_t i = 0; i < n; i++)
    {
      /* As unsigned numbers, those below 0 are out of range too. */
      bool truth_is_class = (uint32_t) truth[i] < n_classes && truth[i] != ignore;
      bool predicted_is_class = (uint32_t) predicted[i] < n_classes;

      if (truth_is_class && predicted_is_class)
        cells[(size_t) truth[i] * n_classes + (size_t) predicted[i]]++;
      else if ((truth_is_class || truth[i] == ignore || truth[i] == -1)
               && (predicted_is_class || predicted[i] == ignore || predicted[i] == -1))
        ++*n_excluded;
      else
        return false;
    }

  return true;
}

gw_status
gw_semantic_add (const int32_t *truth, const int32_t *predicted, size_t n, size_t n_classes, int32_t ignore,
                 uint64_t *confusion, size_t *n_excluded)
{
  uint64_t *cells;
  size_t excluded = 0;
  bool done;

  if (n > GW_MOST_ROWS || n_classes > MOST_CLASSES)
    return GW_STATUS_TOO_LARGE;
  cells = GW_NEW0 (uint64_t, n_classes * n_classes);
  if (cells == NULL)
    return GW_STATUS_NO_MEMORY;

  done = count (truth, predicted, n, n_classes, ignore, cells, &excluded);
  for (size_t i = 0; i < n_classes * n_classes && done; i++)
    confusion[i] += cells[i];
  if (done && n_excluded != NULL)
    *n_excluded += excluded;
  free (cells);

  return done ? GW_STATUS_OK : GW_STATUS_INVALID;
}

/* The share of a in b, and the mean over the classes where there is b. */
static double
share (uint64_t a, uint64_t b, GwSum *sum, size_t *n)
{
  double value = (double) a / (double) b; /* NaN where b is 0, for a is then 0 too */

  if (b > 0)
    {
      _gw_sum_add (sum, value);
      ++*n;
    }

  return value;
}

/* NaN for none. */
static double
mean_of (const GwSum *sum, size_t n)
{
  return _gw_sum_get (sum) / (double) n;
}

gw_status
gw_semantic_metrics (const uint64_t *confusion, size_t n_classes, double *class_accuracy, double *iou, double *dice,
                     GwSemantic *figures)
{
  GwSum accuracies = { 0, 0 }, ious = { 0, 0 }, dices = { 0, 0 }, weighted = { 0, 0 };
  size_t n_accuracies = 0, n_ious = 0, n_dices = 0;
  uint64_t n = 0, n_right = 0;

  if (n_classes > MOST_CLASSES)
    return GW_STATUS_TOO_LARGE;

  for (size_t k = 0; k < n_classes; k++)
    {
      uint64_t right = confusion[k * n_classes + k], row = 0, column = 0;
      double accuracy_k, iou_k, dice_k;

      for (size_t i = 0; i < n_classes; i++)
        {
          row += confusion[k * n_classes + i];
          column += confusion[i * n_classes + k];
        }
      n += row;
      n_right += right;
      accuracy_k = share (right, row, &accuracies, &n_accuracies);
      iou_k = share (right, row + column - right, &ious, &n_ious);
      dice_k = share (2 * right, row + column, &dices, &n_dices);
      if (row > 0)
        _gw_sum_add (&weighted, iou_k * (double) row);
      if (class_accuracy != NULL)
        class_accuracy[k] = accuracy_k;
      if (iou != NULL)
        iou[k] = iou_k;
      if (dice != NULL)
        dice[k] = dice_k;
    }
  *figures = (GwSemantic) { .pixel_accuracy = (double) n_right / (double) n,
                            .mean_class_accuracy = mean_of (&accuracies, n_accuracies),
                            .mean_iou = mean_of (&ious, n_ious),
                            .mean_dice = mean_of (&dices, n_dices),
                            .fw_iou = _gw_sum_get (&weighted) / (double) n,
                            .n = n };

  return n > 0 ? GW_STATUS_OK : GW_STATUS_EMPTY;
}
