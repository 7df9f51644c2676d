/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_FOLDS_PRIVATE_H
#define GW_FOLDS_PRIVATE_H

#include "gw-folds.h"

/* n ids, -1 for missing ones, as numbers 0 to *n_distinct - 1 in order of the ids:
 * number has room for n, -1 where the id is missing. counts, where asked for, are
 * malloced: how often each occurs. GW_STATUS_INVALID for an id below -1.
 */
gw_status _gw_folds_number (const int32_t *ids, size_t n, int32_t *number, size_t *n_distinct, size_t **counts);

/* GW_STATUS_OK, or what is wrong with the sizes; clears the report, which may be
 * NULL, where there are no rows.
 */
gw_status _gw_folds_check (size_t n, size_t k, GwFoldsReport *report);

/* What all have where every row is left out: GW_STATUS_EMPTY. */
gw_status _gw_folds_none (size_t n, int32_t *fold, GwFoldsReport *report);

#endif
