/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_ANSWERS_PRIVATE_H
#define GW_ANSWERS_PRIVATE_H

#include "gw-dawid-skene.h"

/* The answers that are there, by item and by worker and label. A pair is a worker
 * and a label that occur together; pairs are in order of worker, then label.
 */
typedef struct
{
  size_t n;             /* answers that are there */
  uint32_t *item_begin; /* n_items + 1 places in item_pair */
  uint32_t *item_pair;  /* n pairs, item by item */
  size_t n_pairs;
  uint32_t *pair_begin; /* n_pairs + 1 places in pair_item */
  uint32_t *pair_item;  /* n items, pair by pair */
  int32_t *pair_label;  /* n_pairs labels */
  int32_t *pair_worker; /* n_pairs workers */
} GwAnswerTable;

/* GW_STATUS_OK, or what is wrong with them. */
gw_status _gw_answers_check (const GwAnswers *answers);

/* Goes with _gw_answer_table_clear(), whatever the status. */
gw_status _gw_answer_table_init (GwAnswerTable *self, const GwAnswers *answers);
void _gw_answer_table_clear (GwAnswerTable *self);

#endif
