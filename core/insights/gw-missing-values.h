/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-data-set.h"
#include "gw-moments.h"
#include "gw-run.h"
#include "gw-status.h"

G_BEGIN_DECLS

/* Which facts of images are missing, of those that are missing anywhere: numbers that
 * could be filled in, then split and label, which nothing can fill in. Does not change
 * after it was made.
 */
typedef struct
{
  gsize n;           /* images */
  GPtrArray *titles; /* char *: of all columns */
  GPtrArray *keys;   /* const char *: of all columns, as the command line has them; as long as the set */
  GPtrArray *names;  /* const char *: those of the numbers */
  GArray *counts;    /* gsize, of all columns: images that miss it */
  gsize n_complete;  /* images that miss nothing */
  gsize n_columns;
  double *table;    /* n * n_columns, row-major; NaN: missing, 0 for a split or a label that is there */
  double *numbers;  /* n * known->len, row-major: the columns that tell of each other, complete ones too */
  GPtrArray *known; /* const char *: names of the columns of numbers[] */
} GwMissingValues;

GwMissingValues *gw_missing_values_new (const GwDataSet *set);
GwMissingValues *gw_missing_values_ref (GwMissingValues *self);
void gw_missing_values_unref (GwMissingValues *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwMissingValues, gw_missing_values_unref)

/* What could fill them in (gw-impute.h). */
typedef enum
{
  GW_FILL_MEAN,
  GW_FILL_MEDIAN,
  GW_FILL_MOST_FREQUENT,
  GW_FILL_NEIGHBORS,
  GW_FILL_REGRESSION,
  GW_FILL_CHAINED,
  GW_FILL_HOT_DECK,
  GW_N_FILLS
} GwFill;

/* In the user's language. */
const char *gw_fill_get_title (GwFill fill);
/* As the command line has it: mean, median, most-frequent, neighbors, regression, chained,
 * hot-deck.
 */
const char *gw_fill_get_name (GwFill fill);
gboolean gw_fill_from_name (const char *name, GwFill *fill);

/* What a way of filling in makes of a column of numbers. */
typedef struct
{
  double *before; /* n */
  double *after;  /* n; NaN where nothing tells what it could be */
  gsize n;
  gsize n_filled;
  GwMoments moments_before;
  GwMoments moments_after;
} GwFilled;

/* column  a name of names
 * status  (out): GW_STATUS_OK, GW_STATUS_CANCELLED, GW_STATUS_INVALID …
 * Returns: (transfer full) (nullable)
 */
GwFilled *gw_missing_values_fill (const GwMissingValues *self, const char *column, GwFill fill, const GwRun *run,
                                  gw_status *status);
void gw_filled_free (GwFilled *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwFilled, gw_filled_free)

G_END_DECLS
