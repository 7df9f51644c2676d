/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_ENN_H
#define GW_ENN_H

#include "gw-remedy.h"
#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* When a row stays. */
  typedef enum
  {
    GW_ENN_ALL, /* all its neighbours are of its class */
    GW_ENN_MODE /* its class is the most frequent of its neighbours'; of equals the lower one */
  } GwEnnKind;

  /* Edited nearest neighbours: removes rows that their k nearest rows speak
   * against, of all classes but the smallest. Arguments, statuses and the result:
   * gw-remedy.h.
   *
   * k  1 to the rows with a label less one, else GW_STATUS_INVALID
   *
   * O(rows outside of the smallest class * n * columns).
   * Source: Wilson: Asymptotic properties of nearest neighbor rules using edited
   * data, IEEE Transactions on Systems, Man and Cybernetics 2 (1972) 408.
   */
  GW_PUBLIC gw_status gw_enn (const double *values, const int32_t *labels, size_t n, size_t columns, size_t n_classes,
                              size_t k, GwEnnKind kind, GwKeptRows *out, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
