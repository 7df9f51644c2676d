/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-remedy-preview.h"

#include "gw-adasyn.h"
#include "gw-cluster-centroids.h"
#include "gw-enn.h"
#include "gw-nearmiss.h"
#include "gw-random-resample.h"
#include "gw-smote.h"
#include "gw-tomek.h"

/* As many neighbours as the methods' authors take. */
#define SMOTE_K 5
#define BORDERLINE_M 10
#define ENN_K 3
#define NEARMISS_K 3
#define MOST_ROUNDS 300

typedef struct
{
  const double *values;
  const gint32 *labels;
  gsize n;
  gsize columns;
  gsize n_classes;
  guint64 seed;
  const GwRun *run;
} Rows;

/* --- the remedies ------------------------------------------------------------------ */

typedef gw_status (*AddFunc) (const Rows *rows, GwNewRows *result);
typedef gw_status (*KeepFunc) (const Rows *rows, GwKeptRows *result);

static gw_status
random_over (const Rows *rows, GwNewRows *result)
{
  return gw_random_oversample (rows->labels, rows->n, rows->n_classes, rows->seed, result);
}

static gw_status
smote (const Rows *rows, GwNewRows *result)
{
  return gw_smote (rows->values, rows->labels, rows->n, rows->columns, rows->n_classes, SMOTE_K, rows->seed, result,
                   rows->run);
}

static gw_status
borderline (const Rows *rows, GwNewRows *result)
{
  return gw_borderline_smote (rows->values, rows->labels, rows->n, rows->columns, rows->n_classes, BORDERLINE_M,
                              SMOTE_K, rows->seed, result, rows->run);
}

static gw_status
adasyn (const Rows *rows, GwNewRows *result)
{
  return gw_adasyn (rows->values, rows->labels, rows->n, rows->columns, rows->n_classes, SMOTE_K, rows->seed, result,
                    rows->run);
}

static gw_status
random_under (const Rows *rows, GwKeptRows *result)
{
  return gw_random_undersample (rows->labels, rows->n, rows->n_classes, rows->seed, result);
}

static gw_status
tomek (const Rows *rows, GwKeptRows *result)
{
  return gw_tomek (rows->values, rows->labels, rows->n, rows->columns, rows->n_classes, FALSE, result, rows->run);
}

static gw_status
enn (const Rows *rows, GwKeptRows *result)
{
  return gw_enn (rows->values, rows->labels, rows->n, rows->columns, rows->n_classes, ENN_K, GW_ENN_ALL, result,
                 rows->run);
}

static gw_status
nearmiss (const Rows *rows, GwKeptRows *result)
{
  gw_status status = gw_nearmiss (rows->values, rows->labels, rows->n, rows->columns, rows->n_classes, GW_NEARMISS_1,
                                  NEARMISS_K, NEARMISS_K, result, rows->run);

  /* The rows are good: what can be out of range is how many neighbors are asked for. */
  return status == GW_STATUS_INVALID ? GW_STATUS_TOO_FEW_ROWS : status;
}

/* The counts with the centers are with the rows that are kept. */
static gw_status
centroids (const Rows *rows, GwKeptRows *result)
{
  GwNewRows centers = { 0 };
  gw_status status = gw_cluster_centroids (rows->values, rows->labels, rows->n, rows->columns, rows->n_classes,
                                           MOST_ROUNDS, rows->seed, result, &centers, rows->run);

  gw_new_rows_clear (&centers);

  return status;
}

static const struct
{
  AddFunc add;
  KeepFunc keep;
  gboolean features;
} methods[] = {
  { random_over, NULL, FALSE }, { NULL, random_under, FALSE }, { smote, NULL, TRUE },
  { borderline, NULL, TRUE },   { adasyn, NULL, TRUE },        { NULL, tomek, TRUE },
  { NULL, enn, TRUE },          { NULL, nearmiss, TRUE },      { NULL, centroids, TRUE },
};

/* In the order of the table above. */
static const char *const names[] = { "random-over", "random-under", "smote",    "borderline-smote",  "adasyn",
                                     "tomek",       "enn",          "nearmiss", "cluster-centroids", NULL };

const char *const *
gw_remedy_preview_get_methods (void)
{
  return names;
}

static guint
find (const char *method)
{
  guint i = 0;

  while (names[i] != NULL && !g_str_equal (names[i], method))
    i++;
  return i;
}

gboolean
gw_remedy_preview_wants_features (const char *method)
{
  const guint i = find (method);

  return names[i] != NULL && methods[i].features;
}

static void
take_counts (gw_status status, const guint64 *counts, gsize n_classes, guint64 *after)
{
  for (gsize i = 0; gw_status_has_values (status) && i < n_classes; i++)
    after[i] = counts[i];
}

gw_status
gw_remedy_preview_count (const char *method, const double *values, const gint32 *labels, gsize n, gsize columns,
                         gsize n_classes, guint64 seed, guint64 *after, const GwRun *run)
{
  const Rows rows = { values, labels, n, columns, n_classes, seed, run };
  const guint i = find (method);
  gw_status status;

  if (names[i] == NULL)
    return GW_STATUS_INVALID;

  if (methods[i].add != NULL)
    {
      GwNewRows result = { 0 };

      status = methods[i].add (&rows, &result);
      take_counts (status, result.after, n_classes, after);
      gw_new_rows_clear (&result);
    }
  else
    {
      GwKeptRows result = { 0 };

      status = methods[i].keep (&rows, &result);
      take_counts (status, result.after, n_classes, after);
      gw_kept_rows_clear (&result);
    }
  return status;
}
