/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-cluster-centroids.h"

#include <string.h>

#include "gw-kmeans-private.h"
#include "gw-remedy-private.h"

/* The row of the class nearest to each of its centers. */
static gw_status
name_rows (const GwClassRows *rows, size_t label, const GwKmeans *kmeans, GwNewRows *centers, size_t at,
           const GwRun *run, double done)
{
  GwNearest job = {
    .values = rows->values,
    .columns = rows->columns,
    .rows = _gw_class_rows_of (rows, label),
    .n_rows = _gw_class_rows_count (rows, label),
    .points = kmeans->centers,
    .others = true,
    .n_queries = kmeans->k,
    .k = 1,
  };
  gw_status status = _gw_nearest (&job, centers->base + at, NULL, run, done, done);

  if (status == GW_STATUS_OK)
    memcpy (centers->neighbour + at, centers->base + at, kmeans->k * sizeof *centers->base);

  return status;
}

/* The centers of a class, from place at on. */
static gw_status
make_centers (const GwClassRows *rows, size_t label, size_t k, size_t most_rounds, uint64_t seed, GwNewRows *centers,
              size_t at, const GwRun *run, double from, double to)
{
  size_t columns = rows->columns, n = _gw_class_rows_count (rows, label);
  double *own = GW_NEW (double, n *columns);
  GwKmeans kmeans = { 0 };
  gw_status status = GW_STATUS_NO_MEMORY;
  gw_random random;
  double inertia;
  size_t n_rounds;

  for (size_t i = 0; own != NULL && i < n; i++)
    memcpy (own + i * columns, rows->values + (size_t) _gw_class_rows_of (rows, label)[i] * columns,
            columns * sizeof *own);
  if (own != NULL)
    status = _gw_kmeans_init (&kmeans, own, n, columns, k);
  gw_random_init (&random, seed + label);
  if (status == GW_STATUS_OK)
    status = _gw_kmeans_start (&kmeans, &random, run, from, (from + to) / 2);
  if (status == GW_STATUS_OK)
    status = _gw_kmeans_settle (&kmeans, most_rounds, &inertia, &n_rounds, run, (from + to) / 2, to);
  if (status == GW_STATUS_OK)
    {
      memcpy (centers->values + at * columns, kmeans.centers, k * columns * sizeof *own);
      status = name_rows (rows, label, &kmeans, centers, at, run, to);
    }
  _gw_kmeans_clear (&kmeans);
  free (own);

  return status;
}

/* The classes that are replaced: their new counts; else 0. keep says which rows stay. */
static void
plan (const GwClassRows *rows, size_t *added, bool *keep)
{
  for (size_t label = 0; label < rows->n_classes; label++)
    {
      size_t least = rows->n_present > 0 ? _gw_class_rows_count (rows, rows->smallest) : 0;

      added[label] = _gw_class_rows_count (rows, label) > least ? least : 0;
      for (size_t i = rows->starts[label]; i < rows->starts[label + 1]; i++)
        keep[rows->sorted[i]] = added[label] == 0;
    }
}

static gw_status
make_all (const GwClassRows *rows, const size_t *added, size_t most_rounds, uint64_t seed, GwNewRows *centers,
          const GwRun *run)
{
  gw_status status = GW_STATUS_OK;
  size_t at = 0;

  for (size_t label = 0; status == GW_STATUS_OK && label < rows->n_classes; label++)
    if (added[label] > 0)
      {
        status = make_centers (rows, label, added[label], most_rounds, seed, centers, at, run,
                               (double) label / (double) rows->n_classes,
                               (double) (label + 1) / (double) rows->n_classes);
        at += added[label];
      }

  return status;
}

/* Both results; nothing is left of them where this fails. */
static gw_status
replace (const GwClassRows *rows, const size_t *added, const bool *keep, size_t most_rounds, uint64_t seed,
         GwKeptRows *kept, GwNewRows *centers, const GwRun *run)
{
  gw_status status = _gw_kept_rows_init (kept, rows, keep);

  if (status == GW_STATUS_OK)
    status = _gw_new_rows_init (centers, rows, added, true);
  if (status == GW_STATUS_OK)
    {
      for (size_t label = 0; label < rows->n_classes; label++)
        kept->after[label] = centers->after[label] = kept->after[label] + added[label];
      status = make_all (rows, added, most_rounds, seed, centers, run);
    }
  if (status != GW_STATUS_OK)
    {
      gw_kept_rows_clear (kept);
      gw_new_rows_clear (centers);
    }

  return status;
}

gw_status
gw_cluster_centroids (const double *values, const int32_t *labels, size_t n, size_t columns, size_t n_classes,
                      size_t most_rounds, uint64_t seed, GwKeptRows *kept, GwNewRows *centers, const GwRun *run)
{
  GwClassRows rows;
  GwKeptRows own_kept = { 0 };
  GwNewRows own_centers = { 0 };
  gw_status status, made = GW_STATUS_NO_MEMORY;
  size_t *added;
  bool *keep;

  if (most_rounds == 0)
    return GW_STATUS_INVALID;
  status = _gw_class_rows_init (&rows, values, labels, n, columns, n_classes);
  if (!gw_status_has_values (status))
    return status;

  added = GW_NEW (size_t, n_classes);
  keep = GW_NEW0 (bool, n);
  if (added != NULL && keep != NULL)
    {
      plan (&rows, added, keep);
      made = replace (&rows, added, keep, most_rounds, seed, &own_kept, &own_centers, run);
    }
  if (made == GW_STATUS_OK)
    {
      *kept = own_kept;
      *centers = own_centers;
    }
  free (added);
  free (keep);
  _gw_class_rows_clear (&rows);

  return made == GW_STATUS_OK ? status : made;
}
