/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_FOLDS_H
#define GW_FOLDS_H

#include <stddef.h>
#include <stdint.h>

#include "gw-random.h"
#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Rows cut into k folds, each of which is the test set of one model that is trained
   * on the others. All functions take
   *
   * n       rows; 0 gives GW_STATUS_EMPTY
   * k       folds, 2 or more, not more than there are rows or groups, else
   *         GW_STATUS_INVALID
   * random  chance, in order of the rows; NULL: none, and then the folds are those of
   *         scikit-learn 1.2 without shuffling
   * fold    n numbers, 0 to k - 1; -1 for rows whose label or group is missing
   * report  what to warn of; may be NULL
   *
   * and return GW_STATUS_TOO_LARGE beyond 2^31 rows and GW_STATUS_NO_MEMORY. Labels and
   * groups are any numbers from 0, they need not follow each other; -1 is missing,
   * less is GW_STATUS_INVALID. O(n log n) unless said.
   */
  typedef struct
  {
    size_t n_excluded;      /* rows without a label or a group */
    size_t n_small_classes; /* classes with fewer rows than folds: some folds lack them */
  } GwFoldsReport;

  /* Of equal sizes: the first n mod k are one row longer. In order of the rows. O(n). */
  GW_PUBLIC gw_status gw_folds_kfold (size_t n, size_t k, gw_random *random, int32_t *fold);

  /* Each row a fold of its own: k is n. */
  GW_PUBLIC gw_status gw_folds_leave_one_out (size_t n, int32_t *fold);

  /* Of equal sizes, with equal shares of the classes. INVALID where every class has
   * fewer rows than folds. Chance changes which rows, never how many.
   */
  GW_PUBLIC gw_status gw_folds_stratified (const int32_t *label, size_t n, size_t k, gw_random *random, int32_t *fold,
                                           GwFoldsReport *report);

  /* No group in two folds: the largest group goes to the fold with the fewest rows.
   * Chance takes turns among groups of one size.
   */
  GW_PUBLIC gw_status gw_folds_group (const int32_t *group, size_t n, size_t k, gw_random *random, int32_t *fold,
                                      GwFoldsReport *report);

  /* No group in two folds, and shares of the classes as equal as that allows: the
   * groups whose classes are least even go first, each to the fold where the shares
   * then deviate least. INVALID as for both of the above.
   * O(n log n + groups * k^2 * classes), memory O(n + groups * classes).
   */
  GW_PUBLIC gw_status gw_folds_stratified_group (const int32_t *label, const int32_t *group, size_t n, size_t k,
                                                 gw_random *random, int32_t *fold, GwFoldsReport *report,
                                                 const GwRun *run);

  /* The same cut n_repeats times, each by chance of its own, which must be given.
   *
   * label      n labels to stratify by; NULL: plain folds
   * n_repeats  1 or more, else INVALID
   * fold       n_repeats * n numbers, row-major, a row for each repeat
   */
  GW_PUBLIC gw_status gw_folds_repeated (const int32_t *label, size_t n, size_t k, size_t n_repeats, gw_random *random,
                                         int32_t *fold, GwFoldsReport *report);

#ifdef __cplusplus
}
#endif

#endif
