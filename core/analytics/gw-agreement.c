/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-agreement.h"

#include <math.h>
#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-sum-private.h"

/* The ratings that are there, item by item. */
typedef struct
{
  uint32_t *begin; /* n_items + 1 places in labels */
  int32_t *labels;
  uint64_t *of_class; /* room for n_classes counts, zero */
  size_t n_kept;
} Ratings;

static void
clear_ratings (Ratings *ratings)
{
  free (ratings->begin);
  free (ratings->labels);
  free (ratings->of_class);
}

static gw_status
check (const int32_t *item, const int32_t *label, size_t n, size_t n_items, size_t n_classes)
{
  if (n >= GW_MOST_ROWS || n_items >= GW_MOST_ROWS || n_classes >= GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;

  for (size_t i = 0; i < n; i++)
    if (item[i] < 0 || (size_t) item[i] >= n_items || label[i] < -1 || label[i] >= (int64_t) n_classes)
      return GW_STATUS_INVALID;
  return GW_STATUS_OK;
}

static gw_status
sort_ratings (Ratings *ratings, const int32_t *item, const int32_t *label, size_t n, size_t n_items, size_t n_classes)
{
  gw_status status = check (item, label, n, n_items, n_classes);

  *ratings = (Ratings) { 0 };
  if (status != GW_STATUS_OK)
    return status;
  ratings->begin = GW_NEW0 (uint32_t, n_items + 2);
  ratings->labels = GW_NEW (int32_t, n);
  ratings->of_class = GW_NEW0 (uint64_t, n_classes);
  if (ratings->begin == NULL || ratings->labels == NULL || ratings->of_class == NULL)
    {
      clear_ratings (ratings);
      return GW_STATUS_NO_MEMORY;
    }

  /* Counted two places up, so that begin[item + 1] is where the next rating of the
   * item goes, and in the end where the next item begins.
   */
  for (size_t i = 0; i < n; i++)
    if (label[i] >= 0)
      ratings->begin[(size_t) item[i] + 2]++;
  for (size_t i = 2; i < n_items + 2; i++)
    ratings->begin[i] += ratings->begin[i - 1];
  for (size_t i = 0; i < n; i++)
    if (label[i] >= 0)
      ratings->labels[ratings->begin[(size_t) item[i] + 1]++] = label[i];
  ratings->n_kept = ratings->begin[n_items];
  return GW_STATUS_OK;
}

/* The ordered pairs of equal labels among m ratings of an item. */
static uint64_t
count_equal (Ratings *ratings, const int32_t *labels, size_t m)
{
  uint64_t n_equal = 0;

  for (size_t i = 0; i < m; i++)
    n_equal += 2 * ratings->of_class[labels[i]]++;
  for (size_t i = 0; i < m; i++)
    ratings->of_class[labels[i]] = 0;

  return n_equal;
}

/* Counts of the classes over the items with `least` ratings or more; their sum. */
static uint64_t
count_classes (Ratings *ratings, size_t n_items, size_t least)
{
  uint64_t total = 0;

  for (size_t item = 0; item < n_items; item++)
    {
      if (ratings->begin[item + 1] - ratings->begin[item] < least)
        continue;
      for (uint32_t i = ratings->begin[item]; i < ratings->begin[item + 1]; i++)
        ratings->of_class[ratings->labels[i]]++;
      total += ratings->begin[item + 1] - ratings->begin[item];
    }

  return total;
}

/* The ordered pairs of different classes, one of each of two lists with `total` in
 * each: by what is of the others, so that few among many lose no digits.
 */
static double
count_different (const uint64_t *a, const uint64_t *b, size_t n, uint64_t total)
{
  GwSum sum = { 0 };

  for (size_t i = 0; i < n; i++)
    _gw_sum_add (&sum, (double) a[i] * (double) (total - b[i]));

  return _gw_sum_get (&sum);
}

static size_t
count_used (const uint64_t *counts, size_t n)
{
  size_t n_used = 0;

  for (size_t i = 0; i < n; i++)
    n_used += counts[i] > 0;
  return n_used;
}

static gw_status
finish (Ratings *ratings, double value, double *out, size_t n, size_t *n_excluded)
{
  *out = value;
  if (n_excluded != NULL)
    *n_excluded = n - ratings->n_kept;
  clear_ratings (ratings);
  return isnan (value) ? GW_STATUS_UNDEFINED : GW_STATUS_OK;
}

gw_status
gw_agreement_percent (const int32_t *item, const int32_t *label, size_t n, size_t n_items, size_t n_classes,
                      double *percent, size_t *n_excluded)
{
  Ratings ratings;
  gw_status status = sort_ratings (&ratings, item, label, n, n_items, n_classes);
  double n_equal = 0, n_pairs = 0;

  if (status != GW_STATUS_OK)
    return status;

  for (size_t i = 0; i < n_items; i++)
    {
      size_t m = ratings.begin[i + 1] - ratings.begin[i];

      n_equal += (double) count_equal (&ratings, ratings.labels + ratings.begin[i], m);
      n_pairs += m > 0 ? (double) m * (double) (m - 1) : 0;
    }

  return finish (&ratings, n_pairs > 0 ? n_equal / n_pairs : NAN, percent, n, n_excluded);
}

/* --- Fleiss ---------------------------------------------------------------------------- */

static double
fleiss (Ratings *ratings, size_t n_items, size_t n_classes, size_t m)
{
  double n_equal = 0, total, observed, expected;
  uint64_t n_ratings;

  for (size_t i = 0; i < n_items; i++)
    n_equal += (double) count_equal (ratings, ratings->labels + i * m, m);
  n_ratings = count_classes (ratings, n_items, 1);
  total = (double) n_ratings;
  if (m < 2 || count_used (ratings->of_class, n_classes) < 2)
    return NAN;

  observed = (total * (double) (m - 1) - n_equal) / (total * (double) (m - 1));
  expected = count_different (ratings->of_class, ratings->of_class, n_classes, n_ratings) / (total * total);

  return 1 - observed / expected;
}

gw_status
gw_agreement_fleiss (const int32_t *item, const int32_t *label, size_t n, size_t n_items, size_t n_classes,
                     double *kappa, size_t *n_excluded)
{
  Ratings ratings;
  gw_status status = sort_ratings (&ratings, item, label, n, n_items, n_classes);
  size_t m;

  if (status != GW_STATUS_OK)
    return status;

  m = n_items > 0 ? ratings.n_kept / n_items : 0;
  for (size_t i = 0; i < n_items; i++)
    if (ratings.begin[i + 1] - ratings.begin[i] != m)
      {
        clear_ratings (&ratings);
        return GW_STATUS_INVALID;
      }

  return finish (&ratings, fleiss (&ratings, n_items, n_classes, m), kappa, n, n_excluded);
}

/* --- Krippendorff ------------------------------------------------------------------------- */

/* Where each class lies on a line, so that the distance of two is the square of
 * their difference: for the ordinal scale in the middle of its ratings.
 */
static double *
place_classes (const Ratings *ratings, size_t n_classes, GwAgreementScale scale)
{
  double *place = GW_NEW (double, n_classes);
  double below = 0;

  for (size_t i = 0; place != NULL && i < n_classes; i++)
    {
      place[i] = scale == GW_AGREEMENT_ORDINAL ? below + (double) ratings->of_class[i] / 2 : (double) i;
      below += (double) ratings->of_class[i];
    }

  return place;
}

/* The sum of the distances of all ordered pairs of m ratings is 2 m times the sum
 * of the squares around their mean.
 */
static double
spread (const double *place, const int32_t *labels, size_t m)
{
  GwSum sum = { 0 }, squares = { 0 };
  double mean;

  for (size_t i = 0; i < m; i++)
    _gw_sum_add (&sum, place[labels[i]]);
  mean = _gw_sum_get (&sum) / (double) m;
  for (size_t i = 0; i < m; i++)
    _gw_sum_add (&squares, (place[labels[i]] - mean) * (place[labels[i]] - mean));

  return 2 * (double) m * _gw_sum_get (&squares);
}

/* The same over all ratings, by the counts of the classes. */
static double
spread_of_all (const double *place, const uint64_t *counts, size_t n_classes, double total)
{
  GwSum sum = { 0 }, squares = { 0 };
  double mean;

  for (size_t i = 0; i < n_classes; i++)
    _gw_sum_add (&sum, (double) counts[i] * place[i]);
  mean = _gw_sum_get (&sum) / total;
  for (size_t i = 0; i < n_classes; i++)
    _gw_sum_add (&squares, (double) counts[i] * (place[i] - mean) * (place[i] - mean));

  return 2 * total * _gw_sum_get (&squares);
}

/* NULL as place: the nominal scale. */
static double
alpha_of (Ratings *ratings, uint64_t *counts, size_t n_items, size_t n_classes, double total, const double *place)
{
  GwSum observed = { 0 };
  double expected;

  if (place != NULL)
    expected = spread_of_all (place, counts, n_classes, total);
  else
    expected = count_different (counts, counts, n_classes, (uint64_t) total);

  for (size_t i = 0; i < n_items; i++)
    {
      const int32_t *labels = ratings->labels + ratings->begin[i];
      size_t m = ratings->begin[i + 1] - ratings->begin[i];
      double distance;

      if (m < 2)
        continue;
      if (place != NULL)
        distance = spread (place, labels, m);
      else
        distance = (double) m * (double) (m - 1) - (double) count_equal (ratings, labels, m);
      _gw_sum_add (&observed, distance / (double) (m - 1));
    }

  return 1 - _gw_sum_get (&observed) * (total - 1) / expected;
}

gw_status
gw_agreement_alpha (const int32_t *item, const int32_t *label, size_t n, size_t n_items, size_t n_classes,
                    GwAgreementScale scale, double *alpha, size_t *n_excluded)
{
  Ratings ratings;
  gw_status status;
  uint64_t *counts, *scratch;
  double *place = NULL;
  double total, value = NAN;

  if ((unsigned) scale >= GW_AGREEMENT_N_SCALES)
    return GW_STATUS_INVALID;
  status = sort_ratings (&ratings, item, label, n, n_items, n_classes);
  if (status != GW_STATUS_OK)
    return status;

  total = (double) count_classes (&ratings, n_items, 2);
  scratch = GW_NEW0 (uint64_t, n_classes);
  if (scale != GW_AGREEMENT_NOMINAL)
    place = place_classes (&ratings, n_classes, scale);
  if (scratch == NULL || (place == NULL && scale != GW_AGREEMENT_NOMINAL))
    {
      free (scratch);
      free (place);
      clear_ratings (&ratings);
      return GW_STATUS_NO_MEMORY;
    }

  counts = ratings.of_class;
  ratings.of_class = scratch;
  if (count_used (counts, n_classes) > 1)
    value = alpha_of (&ratings, counts, n_items, n_classes, total, place);
  free (counts);
  free (place);
  return finish (&ratings, value, alpha, n, n_excluded);
}

/* --- Cohen ------------------------------------------------------------------------------------ */

static double
cohen (const int32_t *first, const int32_t *second, size_t n, size_t n_classes, uint64_t *counts, size_t *n_kept)
{
  uint64_t *of_first = counts, *of_second = counts + n_classes;
  size_t n_equal = 0;
  double total, expected;

  *n_kept = 0;
  for (size_t i = 0; i < n; i++)
    {
      if (first[i] < 0 || second[i] < 0)
        continue;
      of_first[first[i]]++;
      of_second[second[i]]++;
      n_equal += first[i] == second[i];
      ++*n_kept;
    }

  total = (double) *n_kept;
  for (size_t i = 0; i < n_classes; i++)
    if (of_first[i] == *n_kept && of_second[i] == *n_kept)
      return NAN; /* of nothing too */
  expected = count_different (of_first, of_second, n_classes, *n_kept) / total;

  return *n_kept > 0 ? 1 - (double) (*n_kept - n_equal) / expected : NAN;
}

gw_status
gw_agreement_cohen (const int32_t *first, const int32_t *second, size_t n, size_t n_classes, double *kappa,
                    size_t *n_excluded)
{
  uint64_t *counts;
  size_t n_kept;

  if (n >= GW_MOST_ROWS || n_classes >= GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < n; i++)
    if (first[i] < -1 || first[i] >= (int64_t) n_classes || second[i] < -1 || second[i] >= (int64_t) n_classes)
      return GW_STATUS_INVALID;
  counts = GW_NEW0 (uint64_t, 2 * n_classes);
  if (counts == NULL)
    return GW_STATUS_NO_MEMORY;

  *kappa = cohen (first, second, n, n_classes, counts, &n_kept);
  free (counts);
  if (n_excluded != NULL)
    *n_excluded = n - n_kept;
  return isnan (*kappa) ? GW_STATUS_UNDEFINED : GW_STATUS_OK;
}
