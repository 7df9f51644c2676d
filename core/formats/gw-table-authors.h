/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-problem.h"
#include "gw-table.h"

G_BEGIN_DECLS

/* Whose each row of a table of labels or boxes is, by its own cells: where “annotator” or “worker”
 * is filled that person's, where “model” is that model's, and else nobody's. An empty column is
 * none.
 */
typedef struct
{
  GwTable *table; /* as long as this lives */
  int annotator;  /* -1: there is no such column */
  int model;      /* the same */
  gsize n_people; /* rows of people */
  gsize n_models; /* rows of models */
  gsize n_nobody; /* rows of nobody, and without a score */
  gsize n_both;   /* rows of people that name a model, too */
  gsize nobody;   /* the first of those rows */
  gsize both;     /* the same */
  gboolean has_scores;
} GwTableAuthors;

/* Finds the columns and looks at each row once. scores (nullable): of each row, NaN where it has
 * none; what has a score and names nobody may well be a model's.
 */
void gw_table_authors_init (GwTableAuthors *self, GwTable *table, const double *scores);

/* Of the row, as long as the table lives; never both: where both are named it is the person's. */
const char *gw_table_authors_get_annotator (const GwTableAuthors *self, gsize row);
const char *gw_table_authors_get_model (const GwTableAuthors *self, gsize row);

/* Tells where it is in doubt whose rows are ("task-ambiguous"): some name a person and a model or
 * nobody beside models (warning), or all that tells of a model is the column, which may mean
 * something else (info). Once for a table each.
 */
void gw_table_authors_tell (const GwTableAuthors *self, GwProblems *problems);

G_END_DECLS
