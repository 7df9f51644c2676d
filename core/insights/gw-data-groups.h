/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-data-column.h"
#include "gw-data-set.h"

G_BEGIN_DECLS

/* The rows of each class: element i has those of class i of the set, growing, as
 * guint32 places in the columns of such rows. An image is once in each class that it
 * has by a label or by an object; an object without a class is nowhere. O(n log n).
 * Returns: (transfer full) (element-type GArray)
 */
GPtrArray *gw_data_groups_by_class (const GwDataSet *set, GwRows rows);

G_END_DECLS
