/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-smote.h"

#include <string.h>

#include "gw-remedy-private.h"

/* The rows that new ones of each class start from, and their neighbours in the
 * class; classes that do not grow have none.
 */
typedef struct
{
  uint32_t *bases; /* class after class */
  size_t *starts;  /* n_classes + 1 */
  uint32_t *neighbours;
  size_t k;
  size_t *added; /* n_classes: rows to add */
} Seeds;

static void
seeds_clear (Seeds *self)
{
  free (self->bases);
  free (self->starts);
  free (self->neighbours);
  free (self->added);
}

static bool
seeds_init (Seeds *self, const GwClassRows *rows, size_t k)
{
  size_t n_lists;

  *self = (Seeds) { .k = k };
  self->added = GW_NEW (size_t, rows->n_classes);
  self->starts = GW_NEW0 (size_t, rows->n_classes + 1);
  self->bases = GW_NEW (uint32_t, rows->n_rows);
  if (_gw_multiply (rows->n_rows, k, &n_lists))
    self->neighbours = GW_NEW (uint32_t, n_lists);

  return self->added != NULL && self->starts != NULL && self->bases != NULL && self->neighbours != NULL;
}

/* Neighbours that a row of the class can have. */
static size_t
class_k (const GwClassRows *rows, size_t label, size_t k)
{
  size_t others = _gw_class_rows_count (rows, label) - 1;

  return k < others ? k : others;
}

/* --- which rows to start from ------------------------------------------------------- */

/* How many of the m nearest rows of each row of the class are of others. */
static gw_status
count_strangers (const GwClassRows *rows, size_t label, size_t m, size_t *strangers, const GwRun *run, double from,
                 double to)
{
  size_t count = _gw_class_rows_count (rows, label);
  size_t n_lists;
  uint32_t *found;
  gw_status status;

  if (!_gw_multiply (count, m, &n_lists))
    return GW_STATUS_TOO_LARGE;
  found = GW_NEW (uint32_t, n_lists);
  if (found == NULL)
    return GW_STATUS_NO_MEMORY;

  status = _gw_class_rows_nearest (rows, _gw_class_rows_of (rows, label), count, rows->rows, rows->n_rows, m, found,
                                   NULL, run, from, to);
  for (size_t i = 0; status == GW_STATUS_OK && i < count; i++)
    {
      strangers[i] = 0;
      for (size_t j = 0; j < m; j++)
        strangers[i] += (size_t) rows->labels[found[i * m + j]] != label;
    }
  free (found);

  return status;
}

static bool
in_danger (size_t strangers, size_t m)
{
  return 2 * strangers >= m && strangers < m;
}

/* Appends the rows of the class that are in danger. */
static gw_status
add_danger (Seeds *self, const GwClassRows *rows, size_t label, size_t m, const GwRun *run, double from, double to)
{
  size_t count = _gw_class_rows_count (rows, label);
  size_t *strangers = GW_NEW (size_t, count);
  gw_status status = GW_STATUS_NO_MEMORY;

  if (strangers != NULL)
    status = count_strangers (rows, label, m, strangers, run, from, to);
  for (size_t i = 0; status == GW_STATUS_OK && i < count; i++)
    if (in_danger (strangers[i], m))
      self->bases[self->starts[label + 1]++] = _gw_class_rows_of (rows, label)[i];
  free (strangers);

  return status;
}

/* m = 0: all rows of a class that grows; else those in danger. */
static gw_status
find_bases (Seeds *self, const GwClassRows *rows, size_t m, const GwRun *run)
{
  gw_status status = GW_STATUS_OK;

  for (size_t label = 0; status == GW_STATUS_OK && label < rows->n_classes; label++)
    {
      double from = 0.5 * (double) label / (double) rows->n_classes;
      double to = 0.5 * (double) (label + 1) / (double) rows->n_classes;
      size_t count = _gw_class_rows_count (rows, label);

      self->starts[label + 1] = self->starts[label];
      if (self->added[label] == 0)
        continue;
      if (m > 0)
        status = add_danger (self, rows, label, m, run, from, to);
      else
        {
          memcpy (self->bases + self->starts[label], _gw_class_rows_of (rows, label), count * sizeof *self->bases);
          self->starts[label + 1] += count;
        }
      if (self->starts[label + 1] == self->starts[label])
        self->added[label] = 0;
      else if (count == 1)
        status = GW_STATUS_TOO_FEW_ROWS;
    }

  return status;
}

static gw_status
find_neighbours (Seeds *self, const GwClassRows *rows, const GwRun *run)
{
  gw_status status = GW_STATUS_OK;

  for (size_t label = 0; status == GW_STATUS_OK && label < rows->n_classes; label++)
    {
      size_t n_bases = self->starts[label + 1] - self->starts[label];

      if (n_bases > 0)
        status = _gw_class_rows_nearest (rows, self->bases + self->starts[label], n_bases,
                                         _gw_class_rows_of (rows, label), _gw_class_rows_count (rows, label),
                                         class_k (rows, label, self->k),
                                         self->neighbours + self->starts[label] * self->k, NULL, run,
                                         0.5 + 0.5 * (double) label / (double) rows->n_classes,
                                         0.5 + 0.5 * (double) (label + 1) / (double) rows->n_classes);
    }

  return status;
}

/* --- the new rows -------------------------------------------------------------------- */

static void
draw_rows (const Seeds *self, const GwClassRows *rows, uint64_t seed, GwNewRows *out)
{
  gw_random random;

  gw_random_init (&random, seed);
  for (size_t i = 0; i < out->n; i++)
    {
      size_t label = (size_t) out->labels[i];
      size_t start = self->starts[label];
      size_t k = class_k (rows, label, self->k);
      size_t base = gw_random_below (&random, self->starts[label + 1] - start);
      size_t neighbour = gw_random_below (&random, k);

      _gw_new_rows_set (out, rows, i, self->bases[start + base],
                        self->neighbours[start * self->k + base * k + neighbour], gw_random_real (&random));
    }
}

static gw_status
smote (const double *values, const int32_t *labels, size_t n, size_t columns, size_t n_classes, size_t m, size_t k,
       uint64_t seed, GwNewRows *out, const GwRun *run)
{
  GwClassRows rows;
  Seeds seeds;
  gw_status status = _gw_class_rows_init (&rows, values, labels, n, columns, n_classes);
  gw_status made = GW_STATUS_NO_MEMORY;

  if (!gw_status_has_values (status))
    return status;

  if (k >= rows.n_rows)
    k = rows.n_rows > 1 ? rows.n_rows - 1 : 1;
  if (m >= rows.n_rows && rows.n_rows > 0)
    m = rows.n_rows - 1;
  if (seeds_init (&seeds, &rows, k))
    {
      _gw_class_rows_lack (&rows, seeds.added);
      made = find_bases (&seeds, &rows, m, run);
    }
  if (made == GW_STATUS_OK)
    made = find_neighbours (&seeds, &rows, run);
  if (made == GW_STATUS_OK)
    made = _gw_new_rows_init (out, &rows, seeds.added, true);
  if (made == GW_STATUS_OK)
    draw_rows (&seeds, &rows, seed, out);
  seeds_clear (&seeds);
  _gw_class_rows_clear (&rows);

  return made == GW_STATUS_OK ? status : made;
}

gw_status
gw_smote (const double *values, const int32_t *labels, size_t n, size_t columns, size_t n_classes, size_t k,
          uint64_t seed, GwNewRows *out, const GwRun *run)
{
  if (k == 0)
    return GW_STATUS_INVALID;

  return smote (values, labels, n, columns, n_classes, 0, k, seed, out, run);
}

gw_status
gw_borderline_smote (const double *values, const int32_t *labels, size_t n, size_t columns, size_t n_classes, size_t m,
                     size_t k, uint64_t seed, GwNewRows *out, const GwRun *run)
{
  if (k == 0 || m == 0)
    return GW_STATUS_INVALID;

  return smote (values, labels, n, columns, n_classes, m, k, seed, out, run);
}

/* Parts the rows of the class; with none of it, or no rows at all, nothing is asked. */
static gw_status
part_rows (const GwClassRows *rows, size_t label, size_t m, uint32_t *danger, size_t *n_danger, uint32_t *noise,
           size_t *n_noise, const GwRun *run)
{
  size_t count = _gw_class_rows_count (rows, label);
  size_t *strangers = GW_NEW (size_t, count);
  gw_status status = strangers != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;

  if (status == GW_STATUS_OK && count > 0)
    status = m < rows->n_rows ? count_strangers (rows, label, m, strangers, run, 0, 1) : GW_STATUS_INVALID;
  if (status == GW_STATUS_OK)
    *n_danger = *n_noise = 0;
  for (size_t i = 0; status == GW_STATUS_OK && i < count; i++)
    {
      if (strangers[i] == m)
        noise[(*n_noise)++] = _gw_class_rows_of (rows, label)[i];
      else if (in_danger (strangers[i], m))
        danger[(*n_danger)++] = _gw_class_rows_of (rows, label)[i];
    }
  free (strangers);

  return status;
}

gw_status
gw_borderline_rows (const double *values, const int32_t *labels, size_t n, size_t columns, size_t n_classes,
                    int32_t label, size_t m, uint32_t *danger, size_t *n_danger, uint32_t *noise, size_t *n_noise,
                    const GwRun *run)
{
  GwClassRows rows;
  gw_status status = _gw_class_rows_init (&rows, values, labels, n, columns, n_classes);
  gw_status made = GW_STATUS_INVALID;

  if (!gw_status_has_values (status))
    return status;

  if (m > 0 && label >= 0 && (size_t) label < n_classes)
    made = part_rows (&rows, (size_t) label, m, danger, n_danger, noise, n_noise, run);
  _gw_class_rows_clear (&rows);

  return made == GW_STATUS_OK ? status : made;
}
