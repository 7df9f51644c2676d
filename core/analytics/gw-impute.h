/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_IMPUTE_H
#define GW_IMPUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gw-run.h"
#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Values for what is missing in a table. All functions take
   *
   * table    n * columns numbers, row-major; NaN is missing
   * n        rows, up to 2^31
   * filled   n * columns numbers: the table with what was filled in; may be the table
   *          itself, but for gw_impute_knn() and gw_impute_regression()
   * n_left   values that are still missing, because nothing tells what they could be;
   *          may be NULL
   *
   * and return
   *   GW_STATUS_OK
   *   GW_STATUS_EMPTY      no rows or no columns
   *   GW_STATUS_INVALID    an argument out of range; an infinite value, if the function
   *                        does not say that these are values like others
   *   GW_STATUS_TOO_LARGE  a size overflows
   *   GW_STATUS_NO_MEMORY, GW_STATUS_CANCELLED
   * Only with the first two are the outputs written. A column without any value stays
   * as it is.
   */

  typedef enum
  {
    GW_IMPUTE_MEAN,
    GW_IMPUTE_MEDIAN,       /* of an even number of values the mean of the two in the middle */
    GW_IMPUTE_MOST_FREQUENT /* of values as frequent the smallest */
  } GwImputeKind;

  /* With one figure for each column, of the values that it has. O(n * columns), on
   * several threads.
   * Source: the values of scikit-learn 1.2 SimpleImputer.
   */
  GW_PUBLIC gw_status gw_impute_simple (const double *table, size_t n, size_t columns, GwImputeKind kind,
                                        double *filled, size_t *n_left, const GwRun *run);

  /* With the last value before, or the next one after, in the same column; infinite
   * ones too. At most `limit` missing values in a row are filled; 0: all. O(n * columns).
   * Source: the values of pandas 1.5 DataFrame.ffill() and bfill().
   */
  GW_PUBLIC gw_status gw_impute_forward (const double *table, size_t n, size_t columns, size_t limit, double *filled,
                                         size_t *n_left);
  GW_PUBLIC gw_status gw_impute_backward (const double *table, size_t n, size_t columns, size_t limit, double *filled,
                                          size_t *n_left);

  /* On a straight line between the values before and after in the same column, by the
   * number of the row. After the last value that is repeated; before the first one
   * nothing is filled. O(n * columns).
   * Source: the values of pandas 1.5 DataFrame.interpolate(method="linear").
   */
  GW_PUBLIC gw_status gw_impute_linear (const double *table, size_t n, size_t columns, double *filled, size_t *n_left);

  /* With the mean of the k nearest rows that have the value. The distance of two rows
   * is Euclidean over the columns that both have, its square taken times all columns /
   * these columns; of rows equally far the lower is nearer; rows without a common
   * column are farther than all others. A row that has a common column with none of
   * those that have the value gets the mean of the column.
   *
   * k            1 or more; where fewer rows have the value, all of these
   * by_distance  weigh the rows by 1 / distance; rows at distance 0 then speak alone
   *
   * O(rows with missing values * n * columns), on several threads.
   * Source: Troyanskaya et al.: Missing value estimation methods for DNA
   * microarrays, Bioinformatics 17 (2001) 520; the values of scikit-learn 1.2 KNNImputer.
   */
  GW_PUBLIC gw_status gw_impute_knn (const double *table, size_t n, size_t columns, size_t k, bool by_distance,
                                     double *filled, size_t *n_left, const GwRun *run);

  /* With what a linear regression of the column says: by least squares on the complete
   * rows (of the columns that have any value), on the columns that correlate best with
   * it there. Where a row misses one of these, its mean over the complete rows stands
   * for it. With fewer than two complete rows, or where no other column correlates,
   * the mean of the column is taken.
   *
   * n_predictors  how many columns at most, 1 or more; of columns that correlate as
   *               well the lower ones
   *
   * O(n * columns^2 + columns * n_predictors^3).
   * Source: Buck: A method of estimation of missing values in multivariate data,
   * Journal of the Royal Statistical Society B 22 (1960) 302.
   */
  GW_PUBLIC gw_status gw_impute_regression (const double *table, size_t n, size_t columns, size_t n_predictors,
                                            double *filled, size_t *n_left, const GwRun *run);

  /* With what a linear regression of the column on all the others, as filled so far,
   * says: from the means on, column after column by the number of missing values,
   * round after round until a round changes each row, summed over its columns, by
   * less than tolerance times the largest magnitude in the table. Directions in which the
   * others, scaled to the same deviation, hardly vary (a share of 1e-12 of the
   * largest) are not used: what hangs together does not do harm.
   *
   * most_rounds  1 or more; 10 is usual
   * tolerance    0 or more; 1e-3 is usual
   * n_rounds     rounds that were made; may be NULL
   *
   * A round takes O(n * columns^2 + columns^3) for each column with missing values.
   * Source: van Buuren, Groothuis-Oudshoorn: mice, Journal of Statistical Software 45
   * (2011) 3, without its random part; the values of scikit-learn 1.2 IterativeImputer
   * with LinearRegression.
   */
  GW_PUBLIC gw_status gw_impute_chained (const double *table, size_t n, size_t columns, size_t most_rounds,
                                         double tolerance, double *filled, size_t *n_left, size_t *n_rounds,
                                         const GwRun *run);

  /* With the value of a row drawn at random of those that have one: column after
   * column, row after row, one draw below() these rows for each missing value.
   * Infinite values are values like others.
   *
   * groups    n groups, 0 to n_groups - 1, -1 for none, else GW_STATUS_INVALID: only
   *           rows of the same group are drawn, where one has a value, else of all;
   *           NULL: of all
   * seed      the same seed gives the same values
   *
   * O((n + n_groups) * columns).
   * Source: Andridge, Little: A review of hot deck imputation for survey non-response,
   * International Statistical Review 78 (2010) 40.
   */
  GW_PUBLIC gw_status gw_impute_hot_deck (const double *table, size_t n, size_t columns, const int32_t *groups,
                                          size_t n_groups, uint64_t seed, double *filled, size_t *n_left);

#ifdef __cplusplus
}
#endif

#endif
