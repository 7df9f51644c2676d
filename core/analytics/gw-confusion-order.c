/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-confusion-order.h"

#include <math.h>

#include "gw-array-private.h"
#include "gw-sum-private.h"

#define NONE UINT32_MAX

typedef struct
{
  uint32_t at[2];
} Pair;

/* Groups of classes; each has the number of one of its classes. A group's classes lie
 * in a row, of which each knows its neighbours: so two rows are joined at any of their
 * ends without turning one.
 */
typedef struct
{
  size_t n;
  double *near;   /* n * n: of groups, symmetric */
  uint32_t *size; /* classes of a group; 0: it is part of another */
  Pair *ends;
  Pair *beside;    /* of classes */
  uint32_t *chain; /* of groups, each the nearest of the one before */
  size_t n_chain;
} Groups;

static void
groups_clear (Groups *self)
{
  free (self->near);
  free (self->size);
  free (self->ends);
  free (self->beside);
  free (self->chain);
}

static bool
groups_init (Groups *self, size_t n)
{
  *self = (Groups) { .n = n };
  self->near = GW_NEW (double, n *n);
  self->size = GW_NEW (uint32_t, n);
  self->ends = GW_NEW (Pair, n);
  self->beside = GW_NEW (Pair, n);
  self->chain = GW_NEW (uint32_t, n);
  if (self->near == NULL || self->size == NULL || self->ends == NULL || self->beside == NULL || self->chain == NULL)
    return false;

  for (size_t i = 0; i < n; i++)
    {
      self->size[i] = 1;
      self->ends[i].at[0] = self->ends[i].at[1] = (uint32_t) i;
      self->beside[i].at[0] = self->beside[i].at[1] = NONE;
    }
  return true;
}

/* How much two classes are taken for each other. */
static double
confusion_of (const double *matrix, const double *sums, size_t n, size_t a, size_t b)
{
  const double there = sums[a] > 0 ? matrix[a * n + b] / sums[a] : 0;
  const double back = sums[b] > 0 ? matrix[b * n + a] / sums[b] : 0;

  return (there + back) / 2;
}

static uint32_t
first_group (const Groups *self)
{
  uint32_t first = 0;

  while (self->size[first] == 0)
    first++;
  return first;
}

/* The nearest one; of equal ones `preferred`, then the first. */
static uint32_t
nearest_group (const Groups *self, uint32_t of, uint32_t preferred)
{
  const double *near = self->near + of * self->n;
  uint32_t found = preferred;

  for (uint32_t i = 0; i < self->n; i++)
    if (i != of && self->size[i] > 0 && (found == NONE || near[i] > near[found]))
      found = i;
  return found;
}

static void
set_beside (Groups *self, uint32_t one, uint32_t other)
{
  self->beside[one].at[self->beside[one].at[0] == NONE ? 0 : 1] = other;
}

/* The rows of both become one: where their nearest ends meet. */
static void
join_rows (Groups *self, uint32_t a, uint32_t b, const double *matrix, const double *sums)
{
  uint32_t end_a = 1, end_b = 0;
  double nearest = -1;

  for (uint32_t i = 0; i < 4; i++)
    {
      const uint32_t of_a = 1 - i / 2, of_b = i % 2;
      const double near = confusion_of (matrix, sums, self->n, self->ends[a].at[of_a], self->ends[b].at[of_b]);

      if (near > nearest)
        {
          nearest = near;
          end_a = of_a;
          end_b = of_b;
        }
    }
  set_beside (self, self->ends[a].at[end_a], self->ends[b].at[end_b]);
  set_beside (self, self->ends[b].at[end_b], self->ends[a].at[end_a]);
  self->ends[a].at[0] = self->ends[a].at[1 - end_a];
  self->ends[a].at[1] = self->ends[b].at[1 - end_b];
}

static void
join (Groups *self, uint32_t a, uint32_t b, const double *matrix, const double *sums)
{
  const double of_a = self->size[a], of_b = self->size[b];

  join_rows (self, a, b, matrix, sums);
  for (size_t i = 0; i < self->n; i++)
    {
      const double near = (of_a * self->near[a * self->n + i] + of_b * self->near[b * self->n + i]) / (of_a + of_b);

      self->near[a * self->n + i] = self->near[i * self->n + a] = near;
    }
  self->size[a] += self->size[b];
  self->size[b] = 0;
}

/* Follows the nearest ones until two are each other's, and joins them. */
static void
join_nearest (Groups *self, const double *matrix, const double *sums)
{
  if (self->n_chain == 0)
    self->chain[self->n_chain++] = first_group (self);
  for (;;)
    {
      const uint32_t last = self->chain[self->n_chain - 1];
      const uint32_t before = self->n_chain > 1 ? self->chain[self->n_chain - 2] : NONE;
      const uint32_t next = nearest_group (self, last, before);

      if (next != before)
        {
          self->chain[self->n_chain++] = next;
          continue;
        }
      self->n_chain -= 2;
      join (self, last < before ? last : before, last < before ? before : last, matrix, sums);
      return;
    }
}

static gw_status
order_by_confusion (const double *matrix, const double *sums, size_t n, uint32_t *order)
{
  Groups groups;
  uint32_t before = NONE, at;

  if (!groups_init (&groups, n))
    {
      groups_clear (&groups);
      return GW_STATUS_NO_MEMORY;
    }
  for (size_t a = 0; a < n; a++)
    for (size_t b = 0; b < n; b++)
      groups.near[a * n + b] = a == b ? 0 : confusion_of (matrix, sums, n, a, b);
  for (size_t i = 1; i < n; i++)
    join_nearest (&groups, matrix, sums);

  at = groups.ends[0].at[0] < groups.ends[0].at[1] ? groups.ends[0].at[0] : groups.ends[0].at[1];
  for (size_t i = 0; i < n; i++)
    {
      const uint32_t next = groups.beside[at].at[0] != before ? groups.beside[at].at[0] : groups.beside[at].at[1];

      order[i] = at;
      before = at;
      at = next;
    }
  groups_clear (&groups);
  return GW_STATUS_OK;
}

typedef struct
{
  double support;
  uint32_t class;
} Support;

static int
compare_supports (const void *a, const void *b)
{
  const Support *one = a, *other = b;

  if (one->support != other->support)
    return one->support > other->support ? -1 : 1;
  return (one->class > other->class) - (one->class < other->class);
}

static gw_status
order_by_support (const double *sums, size_t n, uint32_t *order)
{
  Support *supports = GW_NEW (Support, n);

  if (supports == NULL)
    return GW_STATUS_NO_MEMORY;
  for (size_t i = 0; i < n; i++)
    supports[i] = (Support) { sums[i], (uint32_t) i };
  qsort (supports, n, sizeof *supports, compare_supports);
  for (size_t i = 0; i < n; i++)
    order[i] = supports[i].class;
  free (supports);
  return GW_STATUS_OK;
}

gw_status
gw_confusion_order (const double *matrix, size_t n_classes, GwConfusionOrder by, uint32_t *order)
{
  gw_status status = GW_STATUS_OK;
  double *sums;
  size_t n_cells;

  if (n_classes > INT32_MAX || !_gw_multiply (n_classes, n_classes, &n_cells))
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < n_cells; i++)
    if (!(matrix[i] >= 0) || isinf (matrix[i]))
      return GW_STATUS_INVALID;

  sums = GW_NEW (double, n_classes);
  if (sums == NULL)
    return GW_STATUS_NO_MEMORY;
  for (size_t i = 0; i < n_classes; i++)
    sums[i] = _gw_sum (matrix + i * n_classes, n_classes);
  switch (by)
    {
    case GW_CONFUSION_ORDER_GIVEN:
      for (size_t i = 0; i < n_classes; i++)
        order[i] = (uint32_t) i;
      break;
    case GW_CONFUSION_ORDER_SUPPORT:
      status = order_by_support (sums, n_classes, order);
      break;
    case GW_CONFUSION_ORDER_CONFUSED:
      if (n_classes > 0)
        status = order_by_confusion (matrix, sums, n_classes, order);
      break;
    default:
      status = GW_STATUS_INVALID;
    }
  free (sums);
  return status;
}
