/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-version.h"

#include <stddef.h>

void
gw_core_version (int *major, int *minor, int *micro)
{
  if (major != NULL)
    *major = GW_CORE_MAJOR;
  if (minor != NULL)
    *minor = GW_CORE_MINOR;
  if (micro != NULL)
    *micro = GW_CORE_MICRO;
}
