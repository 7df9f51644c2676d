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
    default:
      return "unknown status";
    }
}
