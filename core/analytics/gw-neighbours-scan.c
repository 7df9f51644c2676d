/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-neighbours-private.h"

#define GW_LANES_BYTES 16
#define GW_LANES_SUFFIX plain
#include "gw-neighbours-scan-private.h"

#if GW_LANES_HAVE_WIDE

#define GW_LANES_BYTES 32
#define GW_LANES_SUFFIX wide
#include "gw-neighbours-scan-private.h"

GW_LANES_WIDE static void
run_wide (GwNearestScan *self)
{
  scan_wide (self);
}

#endif

void
_gw_nearest_scan (GwNearestScan *self)
{
#if GW_LANES_HAVE_WIDE
  if (self->wide)
    {
      run_wide (self);
      return;
    }
#endif
  scan_plain (self);
}

bool
_gw_nearest_can_be_wide (void)
{
#if GW_LANES_HAVE_WIDE
  return _gw_lanes_are_wide ();
#else
  return false;
#endif
}
