/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_BIN_RULE_PRIVATE_H
#define GW_BIN_RULE_PRIVATE_H

#include "gw-histogram.h"

/* How many bins a rule, any but GW_BINS_GIVEN, makes of a range low < high, by the
 * values inside of it: 1 or more; GW_HISTOGRAM_MAX_BINS + 1 for all that are more.
 * O(n), with weights O(n log n); memory for up to 2 n numbers.
 * GW_STATUS_OK or GW_STATUS_NO_MEMORY.
 */
gw_status _gw_bin_rule_count (GwBinRule rule, const double *values, const double *weights, size_t n, double low,
                              double high, size_t *n_bins);

#endif
