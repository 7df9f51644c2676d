/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-data-set.h"

G_BEGIN_DECLS

/* Rows of features for remedies that look at neighbors: of objects where their boxes
 * are and how large, of image labels what their pictures look like, as far as it was
 * measured. Each feature is moved and scaled to mean 0 and variance 1, so that none
 * outweighs the others.
 */
typedef struct
{
  gsize n;
  gsize columns;
  double *values;           /* n * columns, row-major, all finite */
  gint32 *labels;           /* n: places of the set's classes */
  gsize n_left_out;         /* rows without a class, or without one of the features */
  gsize n_all;              /* more than n: every so many-th row was taken */
  const char *const *names; /* columns of them, for people: N_() */
} GwBalanceRows;

/* More rows than this are thinned: neighbors are searched in the square of them. */
#define GW_BALANCE_MOST_ROWS 20000

/* (transfer full) */
GwBalanceRows *gw_balance_rows_new (const GwDataSet *set);
void gw_balance_rows_free (GwBalanceRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwBalanceRows, gw_balance_rows_free)

G_END_DECLS
