/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_CONFIDENT_JOINT_PRIVATE_H
#define GW_CONFIDENT_JOINT_PRIVATE_H

#include <stdbool.h>

#include "gw-confident-learning.h"

/* GW_STATUS_OK, or what is wrong with the arguments; *n_kept rows have all. */
gw_status _gw_confident_check (const int32_t *label, const double *prob, size_t n, size_t n_classes, size_t *n_kept);

/* Whether the row has a label and all probabilities. */
bool _gw_confident_is_kept (int32_t label, const double *row, size_t n_classes);

/* The most probable class, the lower one on ties. */
size_t _gw_confident_predict (const double *row, size_t n_classes);

/* The class that the row is confidently of; n_classes for none. */
size_t _gw_confident_class (const double *row, size_t n_classes, const double *threshold);

/* n_classes means; NaN without rows. */
gw_status _gw_confident_thresholds (const int32_t *label, const double *prob, size_t n, size_t n_classes,
                                    double *threshold);

/* n numbers into whole ones with the same sum, as that is when rounded: adds to
 * those first that lost most by rounding, or takes from those that gained most. keys
 * and rows have room for n.
 */
gw_status _gw_confident_round (double *values, size_t n, uint64_t *keys, uint32_t *rows);

#endif
