/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_MINIMUM_PRIVATE_H
#define GW_MINIMUM_PRIVATE_H

/* The place where a function of one variable that has one minimum is least, to
 * about 8 digits, and *least what it is there. The search starts with the two
 * places, and goes on beyond them as long as it falls. An infinite value is fine.
 *
 * Source: Brent, Algorithms for minimization without derivatives (1973) 79.
 */
double _gw_minimum (double (*func) (double x, void *data), void *data, double a, double b, double *least);

#endif
