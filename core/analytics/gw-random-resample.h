/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_RANDOM_RESAMPLE_H
#define GW_RANDOM_RESAMPLE_H

#include "gw-remedy.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Copies of rows drawn at random, with repetition, until each class has as many
   * rows as the largest. Arguments, statuses and the result: gw-remedy.h; values is
   * NULL in it. Each copy is one draw below() the rows of its class. O(n + copies).
   * Source: counts as imbalanced-learn 0.10.
   */
  GW_PUBLIC gw_status gw_random_oversample (const int32_t *labels, size_t n, size_t n_classes, uint64_t seed,
                                            GwNewRows *out);

  /* Rows drawn at random, without repetition, so that each class keeps as many as
   * the smallest one has; the rows of a class are shuffled and the first stay.
   * Arguments, statuses and the result: gw-remedy.h. O(n). Source: as above.
   */
  GW_PUBLIC gw_status gw_random_undersample (const int32_t *labels, size_t n, size_t n_classes, uint64_t seed,
                                             GwKeptRows *out);

#ifdef __cplusplus
}
#endif

#endif
