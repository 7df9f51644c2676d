/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_SCORE_CURVE_PRIVATE_H
#define GW_SCORE_CURVE_PRIVATE_H

#include "gw-score-curve.h"

/* Both areas of n rows, NaN where there is none; average_precision may be NULL.
 * On the threads of run, which is not asked. GW_STATUS_OK, or what
 * gw_score_table_new() refused.
 */
gw_status _gw_score_areas (const int32_t *truth, const double *score, size_t n, double *roc_auc,
                           double *average_precision, const GwRun *run);

#endif
