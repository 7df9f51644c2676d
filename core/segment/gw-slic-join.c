/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-slic-private.h"

/* A stretch of a row with one label: columns from ... to-1. */
typedef struct
{
  int32_t row;
  int32_t from;
  int32_t to;
  int32_t label;
} Stretch;

/* A part, or several that were joined. */
typedef struct
{
  int64_t l;
  int64_t a;
  int64_t b;
  uint64_t n;
  uint32_t nearest; /* the neighbour most like it; itself: none */
  double distance;
} Part;

typedef struct
{
  uint32_t a;
  uint32_t b;
} Pair;

typedef struct
{
  const GwLabField *field;
  Stretch *stretches; /* in reading order */
  size_t n_stretches;
  uint32_t *parents; /* of stretches: the first of a part is its own */
  Part *parts;       /* for the first stretch of each part; of others it means nothing */
  Pair *pairs;       /* parts side by side, one of them small, by their first stretches */
  size_t n_pairs;
  size_t capacity;
  uint64_t smallest;
} Join;

static size_t
count_stretches (const GwLabField *field, const int32_t *labels)
{
  size_t n = 0;

  for (int32_t y = 0; y < field->height; y++, labels += field->width)
    {
      n += labels[0] != GW_LABEL_OUTSIDE;
      for (int32_t x = 1; x < field->width; x++)
        n += labels[x] != labels[x - 1] && labels[x] != GW_LABEL_OUTSIDE;
    }
  return n;
}

static gw_status
find_stretches (Join *self, const int32_t *labels)
{
  const GwLabField *field = self->field;
  size_t n = count_stretches (field, labels);

  self->stretches = GW_NEW (Stretch, n);
  self->parents = GW_NEW (uint32_t, n);
  self->parts = GW_NEW0 (Part, n);
  if (self->stretches == NULL || self->parents == NULL || self->parts == NULL)
    return GW_STATUS_NO_MEMORY;

  for (int32_t y = 0; y < field->height; y++, labels += field->width)
    for (int32_t x = 0; x < field->width;)
      {
        int32_t from = x;

        while (x < field->width && labels[x] == labels[from])
          x++;
        if (labels[from] == GW_LABEL_OUTSIDE)
          continue;
        self->parents[self->n_stretches] = (uint32_t) self->n_stretches;
        self->stretches[self->n_stretches++] = (Stretch) { y, from, x, labels[from] };
      }
  return GW_STATUS_OK;
}

static uint32_t
find (uint32_t *parents, uint32_t at)
{
  while (parents[at] != at)
    {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
  return at;
}

static void
join (uint32_t *parents, uint32_t a, uint32_t b)
{
  a = find (parents, a);
  b = find (parents, b);
  if (a < b)
    parents[b] = a;
  else
    parents[a] = b;
}

static bool
is_small (const Join *self, uint32_t part)
{
  return self->parts[part].n < self->smallest;
}

static gw_status
add_pair (Join *self, uint32_t a, uint32_t b)
{
  a = find (self->parents, a);
  b = find (self->parents, b);
  if (a == b || (!is_small (self, a) && !is_small (self, b)))
    return GW_STATUS_OK;
  if (self->n_pairs > 0 && self->pairs[self->n_pairs - 1].a == a && self->pairs[self->n_pairs - 1].b == b)
    return GW_STATUS_OK;
  if (self->n_pairs == self->capacity)
    {
      size_t capacity = self->capacity > 0 ? 2 * self->capacity : 1024;
      Pair *pairs = capacity < SIZE_MAX / sizeof *pairs ? realloc (self->pairs, capacity * sizeof *pairs) : NULL;

      if (pairs == NULL)
        return GW_STATUS_NO_MEMORY;
      self->pairs = pairs;
      self->capacity = capacity;
    }
  self->pairs[self->n_pairs++] = (Pair) { a, b };
  return GW_STATUS_OK;
}

/* Goes over all stretches that lie side by side: joins those of one label, or adds
 * the others as pairs.
 */
static gw_status
visit_neighbours (Join *self, bool pairs)
{
  size_t above = 0;
  gw_status status = GW_STATUS_OK;

  for (size_t i = 0; i < self->n_stretches && status == GW_STATUS_OK; i++)
    {
      const Stretch *own = &self->stretches[i];

      if (pairs && i > 0 && own[-1].row == own->row && own[-1].to == own->from)
        status = add_pair (self, (uint32_t) i - 1, (uint32_t) i);
      while (above < i
             && (self->stretches[above].row < own->row - 1
                 || (self->stretches[above].row == own->row - 1 && self->stretches[above].to <= own->from)))
        above++;
      for (size_t k = above; k < i && status == GW_STATUS_OK; k++)
        {
          const Stretch *other = &self->stretches[k];

          if (other->row >= own->row || other->from >= own->to)
            break;
          if (pairs)
            status = add_pair (self, (uint32_t) k, (uint32_t) i);
          else if (other->label == own->label)
            join (self->parents, (uint32_t) k, (uint32_t) i);
        }
    }
  return status;
}

static void
measure (Join *self)
{
  const GwLabField *field = self->field;

  for (size_t i = 0; i < self->n_stretches; i++)
    {
      const Stretch *stretch = &self->stretches[i];
      Part *part = &self->parts[find (self->parents, (uint32_t) i)];
      size_t at = (size_t) stretch->row * (size_t) field->width + (size_t) stretch->from;

      for (int32_t x = stretch->from; x < stretch->to; x++, at++)
        {
          part->l += field->l[at];
          part->a += field->a[at];
          part->b += field->b[at];
        }
      part->n += (uint64_t) (stretch->to - stretch->from);
    }
}

/* Squared, of the mean colours. */
static double
distance (const Part *a, const Part *b)
{
  double dl = (double) a->l / (double) a->n - (double) b->l / (double) b->n;
  double da = (double) a->a / (double) a->n - (double) b->a / (double) b->n;
  double db = (double) a->b / (double) a->n - (double) b->b / (double) b->n;

  return dl * dl + da * da + db * db;
}

static void
look_at (Join *self, uint32_t own, uint32_t other)
{
  Part *part = &self->parts[own];
  double far = distance (part, &self->parts[other]);

  if (part->nearest == own || far < part->distance || (far == part->distance && other < part->nearest))
    {
      part->nearest = other;
      part->distance = far;
    }
}

/* Joins each small part to the neighbour most like it. Returns whether any was. */
static bool
join_small (Join *self)
{
  size_t n_left = 0;
  bool any = false;

  for (size_t i = 0; i < self->n_pairs; i++)
    {
      Pair pair = { find (self->parents, self->pairs[i].a), find (self->parents, self->pairs[i].b) };

      if (pair.a == pair.b || (!is_small (self, pair.a) && !is_small (self, pair.b)))
        continue;
      self->pairs[n_left++] = pair;
      self->parts[pair.a].nearest = pair.a;
      self->parts[pair.b].nearest = pair.b;
    }
  self->n_pairs = n_left;
  for (size_t i = 0; i < self->n_pairs; i++)
    {
      look_at (self, self->pairs[i].a, self->pairs[i].b);
      look_at (self, self->pairs[i].b, self->pairs[i].a);
    }
  for (size_t i = 0; i < 2 * self->n_pairs; i++)
    {
      uint32_t own = i % 2 == 0 ? self->pairs[i / 2].a : self->pairs[i / 2].b;
      uint32_t other = find (self->parents, self->parts[own].nearest);
      Part *first, *second;

      /* Each once, and only while it is still by itself and small. */
      if (find (self->parents, own) != own || other == own || !is_small (self, own))
        continue;
      first = &self->parts[own < other ? own : other];
      second = &self->parts[own < other ? other : own];
      first->l += second->l;
      first->a += second->a;
      first->b += second->b;
      first->n += second->n;
      join (self->parents, own, other);
      any = true;
    }
  return any;
}

/* Numbers the parts in the order of their first stretches and writes that as labels. */
static size_t
write_labels (Join *self, int32_t *labels)
{
  size_t n_cells = 0;

  for (size_t i = 0; i < self->n_stretches; i++)
    {
      Stretch *stretch = &self->stretches[i];
      uint32_t part = find (self->parents, (uint32_t) i);
      int32_t *row = labels + (size_t) stretch->row * (size_t) self->field->width;

      stretch->label = part == i ? (int32_t) n_cells++ : self->stretches[part].label;
      for (int32_t x = stretch->from; x < stretch->to; x++)
        row[x] = stretch->label;
    }
  return n_cells;
}

gw_status
_gw_slic_join (const GwLabField *field, uint64_t smallest, int32_t *labels, size_t *n_cells)
{
  Join self = { .field = field, .smallest = smallest };
  gw_status status = find_stretches (&self, labels);

  if (status == GW_STATUS_OK)
    {
      visit_neighbours (&self, false);
      measure (&self);
      status = visit_neighbours (&self, true);
    }
  if (status == GW_STATUS_OK)
    {
      while (join_small (&self))
        ;
      *n_cells = write_labels (&self, labels);
    }

  free (self.stretches);
  free (self.parents);
  free (self.parts);
  free (self.pairs);
  return status;
}
