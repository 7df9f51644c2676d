/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_VERSION_H
#define GW_VERSION_H

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* The version of these headers. While the first number is 0, the second changes
 * where a program has to be built anew or changed; the third never asks for it.
 */
#define GW_CORE_MAJOR 0
#define GW_CORE_MINOR 1
#define GW_CORE_MICRO 0

  /* The version of the library that the program runs with, each 0 or more; any of
   * them may be NULL. It may be newer than the headers that it was built with.
   */
  GW_PUBLIC void gw_core_version (int *major, int *minor, int *micro);

#ifdef __cplusplus
}
#endif

#endif
