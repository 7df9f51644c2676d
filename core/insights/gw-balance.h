/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-class-balance.h"
#include "gw-data-set.h"

G_BEGIN_DECLS

/* What the balance of classes says: the figures of `balance` on the command line and
 * of the Class Balance page.
 */
typedef struct
{
  gsize n_classes;
  guint64 *counts;   /* objects and image labels of each class */
  double *effective; /* effective numbers, beta GW_CLASS_BALANCE_BETA */
  double *weights;   /* balanced */
  GwClassBalance balance;
  gsize largest;      /* the class with most, the first of several */
  gsize smallest;     /* the one with least that has any */
  const char *metric; /* of the advice: keys as gw-advisor.h has them */
  const char *reason;
  const char *remedy; /* what is least and still helps: "none", "label_more", "class_weights", "oversampling" */
  unsigned warnings;  /* GwWarnings */
} GwBalance;

/* Errors: more than 2^63 rows. (transfer full) (nullable) */
GwBalance *gw_balance_new (const guint64 *counts, gsize n_classes, GError **error);
void gw_balance_free (GwBalance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwBalance, gw_balance_free)

/* Images that have a class: n_classes counts; and those that have none at all. */
void gw_balance_count_images (const GwDataSet *set, guint64 *images, gsize *n_without);

/* Below so many a class is small: a fifth of an even share, at least 30. */
guint64 gw_balance_get_small_limit (const GwBalance *self);

G_END_DECLS
