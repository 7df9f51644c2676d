/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_SHARES_PRIVATE_H
#define GW_SHARES_PRIVATE_H

#include "gw-shares.h"

/* Whether there are parts, not more than 2^31, and each share is finite and above 0;
 * shares may be NULL.
 */
gw_status _gw_shares_check (const double *shares, size_t n_parts);

/* The n_parts shares, scaled so that they sum to 1; of NULL equal ones. */
void _gw_shares_scale (const double *shares, size_t n_parts, double *scaled);

#endif
