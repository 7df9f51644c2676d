/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_LABEL_METRICS_PRIVATE_H
#define GW_LABEL_METRICS_PRIVATE_H

#include "gw-label-metrics.h"

/* part / whole; zero_division, and the flag set, where whole is 0. */
double _gw_rate (double part, double whole, double zero_division, unsigned *undefined, unsigned flag);

/* The rates of these counts. */
GwClassMetrics _gw_class_metrics (double tp, double fp, double tn, double fn, double zero_division);

/* Means of the rates of n classes, plain or by support. NaN does not count. */
GwClassMetrics _gw_class_metrics_mean (const GwClassMetrics *classes, size_t n, bool by_support);

#endif
