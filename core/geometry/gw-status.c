/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-status.h"

const char *
gw_status_text (gw_status status)
{
  switch (status)
    {
    case GW_STATUS_OK:
      return "done";
    case GW_STATUS_INVALID:
      return "an argument is outside its range";
    case GW_STATUS_EMPTY:
      return "there is nothing to work on";
    case GW_STATUS_UNDEFINED:
      return "the quantity has no value for these data";
    case GW_STATUS_TOO_LARGE:
      return "a size exceeds its limit";
    case GW_STATUS_NO_MEMORY:
      return "there is not enough memory";
    case GW_STATUS_CANCELLED:
      return "the work was cancelled";
    case GW_STATUS_SINGLE_CLASS:
      return "all rows are of one class";
    case GW_STATUS_NO_POSITIVE:
      return "no row is positive";
    case GW_STATUS_DEGENERATE:
      return "the values do not vary";
    case GW_STATUS_CAPPED:
      return "there are more than the limit allows";
    case GW_STATUS_NO_MAJORITY_NEIGHBOURS:
      return "no row of the class lies near one of another class";
    case GW_STATUS_TOO_FEW_ROWS:
      return "a class has too few rows";
    default:
      return "unknown status";
    }
}

bool
gw_status_has_values (gw_status status)
{
  switch (status)
    {
    case GW_STATUS_OK:
    case GW_STATUS_EMPTY:
    case GW_STATUS_UNDEFINED:
    case GW_STATUS_SINGLE_CLASS:
    case GW_STATUS_NO_POSITIVE:
    case GW_STATUS_DEGENERATE:
    case GW_STATUS_CAPPED:
      return true;
    case GW_STATUS_INVALID:
    case GW_STATUS_TOO_LARGE:
    case GW_STATUS_NO_MEMORY:
    case GW_STATUS_CANCELLED:
    case GW_STATUS_NO_MAJORITY_NEIGHBOURS:
    case GW_STATUS_TOO_FEW_ROWS:
    default:
      return false;
    }
}
