/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_BOX_ORDER_PRIVATE_H
#define GW_BOX_ORDER_PRIVATE_H

#include "gw-box.h"

/* Orders that do not depend on that of the caller, for qsort(). NaN comes among NaN alone, and is equal to it. */

static inline int
_gw_compare_numbers (double a, double b)
{
  return (a > b) - (a < b);
}

/* Row by row, as one reads; of those that begin at one place the smaller one first. */
static inline int
_gw_compare_boxes (const GwBox *a, const GwBox *b)
{
  int order = _gw_compare_numbers (a->y, b->y);

  if (order == 0)
    order = _gw_compare_numbers (a->x, b->x);
  if (order == 0)
    order = _gw_compare_numbers (a->height, b->height);

  return order != 0 ? order : _gw_compare_numbers (a->width, b->width);
}

#endif
