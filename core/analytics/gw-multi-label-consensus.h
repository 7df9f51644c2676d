/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_MULTI_LABEL_CONSENSUS_H
#define GW_MULTI_LABEL_CONSENSUS_H

#include "gw-ground-truth.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Which of several classes are on each item, from the answers of people who each
   * choose any number of classes, none among them.
   */

  /* The answers: a list in any order. What answer i chose is chosen[begin[i]] to
   * chosen[begin[i + 1] - 1]: nothing at all is an answer too. A class that one answer
   * holds several times counts once; all answers count, also several of one worker for
   * one item.
   */
  typedef struct
  {
    const int32_t *item;   /* n indices, 0 to n_items - 1 */
    const int32_t *worker; /* n indices, 0 to n_workers - 1 */
    const size_t *begin;   /* n + 1 places in chosen: the first is 0, none is below the one before */
    const int32_t *chosen; /* begin[n] classes, 0 to n_classes - 1 */
    size_t n;
    size_t n_items;
    size_t n_workers;
    size_t n_classes;
  } GwMultiLabelAnswers;

  /* A class that somebody chose for an item. */
  typedef struct
  {
    int32_t label;
    bool present;      /* more probable than not; on a tie, whether more answers hold it than not */
    double confidence; /* the probability that it is on the item, 0 to 1; NaN of one answer */
  } GwMultiLabelClass;

  typedef struct
  {
    bool by_vote;         /* there were too few answers, by the rule of gw-ground-truth.h */
    size_t n_classes;     /* classes that anybody chose, each of them a problem of its own */
    size_t n_unconverged; /* of these, those whose rounds ended before the likelihood stood still */
  } GwMultiLabelConsensus;

  /* answers   what people chose
   * first     n_items + 1 places in classes: those of item i are first[i] to
   *           first[i + 1] - 1
   * classes   room for begin[n]; first[n_items] are written, of each item by descending
   *           confidence, then by class
   * accuracy  n_workers estimates: how much of what a worker says of a class, chosen or
   *           not, is right, averaged over the classes that anybody chose; NaN without
   *           answers and where nobody chose a class. May be NULL
   * out       how it went
   *
   * Each class is a problem of two classes of its own, chosen or not, of
   * gw_ground_truth_labels(): all its rules hold, that for few answers, too. Every class
   * that an answer holds is written, also where it is hardly there: whoever wants the
   * classes of an item takes those that are present.
   *
   * GW_STATUS_EMPTY without answers: no item has classes. GW_STATUS_INVALID for an
   * index, a class or a place out of range, GW_STATUS_TOO_LARGE when a size overflows
   * or exceeds 2^31. For each class that is chosen O(n log n) and O(n) for each round; memory of
   * gw_ground_truth_labels() for two classes, and O(begin[n] + n + n_items + n_classes).
   * Source: the rule is the labeling service's, binary relevance: Tsoumakas, Katakis,
   * International Journal of Data Warehousing and Mining 3(3) (2007) 1, section 3.1.
   */
  GW_PUBLIC gw_status gw_multi_label_consensus (const GwMultiLabelAnswers *answers, size_t *first,
                                                GwMultiLabelClass *classes, double *accuracy,
                                                GwMultiLabelConsensus *out, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
