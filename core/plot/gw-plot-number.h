/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers as charts and their read-outs spell them: grouped, with the minus sign
 * U+2212, and "—" for what has no value. Each returns a new string.
 */

/* The signs of the user's locale instead of "." and ",": once, when a program with
 * a window starts. The command line does not, so that its files do not depend on
 * where they are made.
 */
void gw_plot_number_use_locale (void);

/* "12,480" */
char *gw_plot_number_count (double value);
/* A fixed number of decimals: "0.831" */
char *gw_plot_number_fixed (double value, int decimals);
/* A measured quantity, about three significant digits: "8,106", "0.0176", "1.2×10⁻⁷" */
char *gw_plot_number_quantity (double value);
/* From a share of 1: one decimal under 10 %, none above, "< 0.1%" for what would show
 * as 0: "4.1%", "33%"
 */
char *gw_plot_number_percent (double share);
/* One more decimal: "33.4%" */
char *gw_plot_number_percent_exact (double share);
/* A p-value: "0.21", "< 0.001" */
char *gw_plot_number_p (double p);

/* The labels of an axis whose ticks are a step apart, the shortest form that tells
 * them apart: "10k" where all are whole thousands and some are 10,000 or more.
 * Returns: (transfer full) (array zero-terminated=1): n strings
 */
GStrv gw_plot_number_ticks (const double *values, gsize n, double step);

G_END_DECLS
