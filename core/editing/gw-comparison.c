/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-comparison.h"

#include <math.h>
#include <stdlib.h>

#include "gw-box.h"
#include "gw-grid.h"
#include "gw-mask.h"
#include "gw-raster.h"
#include "gw-task-thread.h"

/* Bounds of lines and points grow by so many pixels before they are compared: an
 * upright line has no area.
 */
#define BOUNDS_MARGIN 2.0

/* Numbers of files that were written and read again differ by less. */
#define SAME_POINT 0.01

typedef struct
{
  GwObject *object;
  GwMask mask;
  GwBox bounds;     /* of the pixels; of the grown shape where there are none */
  gboolean covers;  /* has pixels */
  gboolean located; /* has bounds */
  guint partner;    /* in the other set, from 1; 0: none */
} Entry;

typedef struct
{
  Entry *entries;
  guint n;
} Set;

typedef struct
{
  Set sets[2];
  int width;
  int height;
} Job;

struct _GwComparison
{
  gatomicrefcount ref_count;
  GArray *pairs; /* of GwComparedPair */
  guint n_different;
  GwMask masks[GW_COMPARED_N_KINDS];
};

typedef struct
{
  guint a;
  guint b;
  double iou;
  gboolean same_class;
} Candidate;

G_DEFINE_BOXED_TYPE (GwComparison, gw_comparison, gw_comparison_ref, gw_comparison_unref)

/* --- sets ------------------------------------------------------------------------------- */

static void
set_init (Set *self, GPtrArray *objects)
{
  self->n = objects->len;
  self->entries = g_new0 (Entry, MAX (self->n, 1));
  for (guint i = 0; i < self->n; i++)
    self->entries[i].object = g_object_ref (g_ptr_array_index (objects, i));
}

static void
set_clear (Set *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      g_clear_object (&self->entries[i].object);
      gw_mask_clear (&self->entries[i].mask);
    }
  g_clear_pointer (&self->entries, g_free);
}

static Job *
job_new (GPtrArray *a, GPtrArray *b, int width, int height)
{
  Job *job = g_new0 (Job, 1);

  set_init (&job->sets[0], a);
  set_init (&job->sets[1], b);
  job->width = MAX (width, 0);
  job->height = MAX (height, 0);
  return job;
}

static void
job_free (Job *self)
{
  set_clear (&self->sets[0]);
  set_clear (&self->sets[1]);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* What cannot be drawn has no pixels. */
static void
locate (Entry *entry, int width, int height)
{
  const GwShape *shape = gw_object_get_shape (entry->object);
  gw_status status = gw_raster_shape (shape, width, height, &entry->mask);

  if (status != GW_STATUS_OK)
    entry->mask = (GwMask) GW_MASK_INIT;
  entry->covers = gw_mask_bounds (&entry->mask, &entry->bounds) == GW_STATUS_OK;
  if (entry->covers)
    {
      entry->located = TRUE;
      return;
    }
  entry->located = gw_shape_bounds (shape, &entry->bounds) == GW_STATUS_OK;
  entry->bounds.x -= BOUNDS_MARGIN;
  entry->bounds.y -= BOUNDS_MARGIN;
  entry->bounds.width += 2.0 * BOUNDS_MARGIN;
  entry->bounds.height += 2.0 * BOUNDS_MARGIN;
}

/* --- matching ------------------------------------------------------------------------------ */

static double
compare_two (const Entry *a, const Entry *b)
{
  if (a->covers && b->covers)
    return gw_mask_iou (&a->mask, &b->mask);
  if (a->covers || b->covers || gw_object_get_shape (a->object)->kind != gw_object_get_shape (b->object)->kind)
    return 0.0;
  return gw_box_iou (&a->bounds, &b->bounds);
}

static int
compare_candidates (gconstpointer one, gconstpointer two)
{
  const Candidate *x = one, *y = two;

  if (x->iou != y->iou)
    return x->iou > y->iou ? -1 : 1;
  if (x->same_class != y->same_class)
    return x->same_class ? -1 : 1;
  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  return x->b < y->b ? -1 : x->b > y->b;
}

static GwGrid *
make_grid (const Job *job, const Set *set)
{
  GwGrid *grid = NULL;

  if (gw_grid_new (MAX (job->width, 1), MAX (job->height, 1), set->n, &grid) != GW_STATUS_OK)
    return NULL;
  for (guint i = 0; i < set->n; i++)
    if (set->entries[i].located)
      gw_grid_insert (grid, i, &set->entries[i].bounds);
  return grid;
}

static void
find_candidates (const Job *job, const GwGrid *grid, guint a, guint32 *ids, GArray *candidates,
                 GCancellable *cancellable)
{
  const Entry *entry = &job->sets[0].entries[a];
  gsize n = gw_grid_query_box (grid, &entry->bounds, ids, job->sets[1].n);

  for (gsize i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const Entry *other = &job->sets[1].entries[ids[i]];
      Candidate candidate = { .a = a, .b = ids[i], .iou = compare_two (entry, other) };

      candidate.same_class = gw_object_get_class_id (entry->object) == gw_object_get_class_id (other->object);
      if (candidate.iou >= GW_COMPARISON_MIN_IOU)
        g_array_append_val (candidates, candidate);
    }
}

static void
match (Job *job, GCancellable *cancellable)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autofree guint32 *ids = g_new (guint32, MAX (job->sets[1].n, 1));
  GwGrid *grid = make_grid (job, &job->sets[1]);

  for (guint i = 0; grid != NULL && i < job->sets[0].n && !g_cancellable_is_cancelled (cancellable); i++)
    if (job->sets[0].entries[i].located)
      find_candidates (job, grid, i, ids, candidates, cancellable);
  gw_grid_free (grid);

  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      Entry *a = &job->sets[0].entries[candidate->a];
      Entry *b = &job->sets[1].entries[candidate->b];

      if (a->partner != 0 || b->partner != 0)
        continue;
      a->partner = candidate->b + 1;
      b->partner = candidate->a + 1;
    }
}

/* --- pairs --------------------------------------------------------------------------------- */

static void
add_alone (GArray *pairs, const Entry *entry, GwComparedKind kind)
{
  guint64 area = gw_mask_area (&entry->mask);
  GwComparedPair pair = { .kind = kind, .covers = entry->covers, .box = gw_object_get_bounds (entry->object) };

  if (kind == GW_COMPARED_ONLY_A)
    {
      pair.a = g_object_ref (entry->object);
      pair.n_only_a = area;
    }
  else
    {
      pair.b = g_object_ref (entry->object);
      pair.n_only_b = area;
    }
  g_array_append_val (pairs, pair);
}

static void
add_two (GArray *pairs, const Entry *a, const Entry *b)
{
  gboolean same_class = gw_object_get_class_id (a->object) == gw_object_get_class_id (b->object);
  GwBox bounds_a = gw_object_get_bounds (a->object), bounds_b = gw_object_get_bounds (b->object);
  GwComparedPair pair = {
    .kind = same_class ? GW_COMPARED_BOTH : GW_COMPARED_OTHER,
    .a = g_object_ref (a->object),
    .b = g_object_ref (b->object),
    .covers = a->covers,
    .iou = compare_two (a, b),
    .n_both = gw_mask_shared_area (&a->mask, &b->mask),
    .box = gw_box_union (&bounds_a, &bounds_b),
  };

  pair.n_only_a = gw_mask_area (&a->mask) - pair.n_both;
  pair.n_only_b = gw_mask_area (&b->mask) - pair.n_both;
  if (pair.covers)
    pair.equal = same_class && pair.n_only_a == 0 && pair.n_only_b == 0;
  else
    pair.equal = same_class
                 && gw_shape_equal (gw_object_get_shape (a->object), gw_object_get_shape (b->object), SAME_POINT);
  g_array_append_val (pairs, pair);
}

static gint64
get_first_id (const GwComparedPair *pair)
{
  return gw_object_get_id (pair->a != NULL ? pair->a : pair->b);
}

static guint
get_rank (const GwComparedPair *pair)
{
  if (pair->kind == GW_COMPARED_ONLY_A || pair->kind == GW_COMPARED_ONLY_B)
    return 0;
  if (pair->kind == GW_COMPARED_OTHER)
    return 1;
  return pair->equal ? 3 : 2;
}

static int
compare_pairs (gconstpointer one, gconstpointer two)
{
  const GwComparedPair *x = one, *y = two;
  guint rank_x = get_rank (x), rank_y = get_rank (y);
  guint64 area_x = x->n_only_a + x->n_only_b, area_y = y->n_only_a + y->n_only_b;

  if (rank_x != rank_y)
    return rank_x < rank_y ? -1 : 1;
  if (x->iou != y->iou)
    return x->iou < y->iou ? -1 : 1;
  if (area_x != area_y)
    return area_x > area_y ? -1 : 1;
  return get_first_id (x) < get_first_id (y) ? -1 : get_first_id (x) > get_first_id (y);
}

static void
pair_clear (gpointer data)
{
  GwComparedPair *pair = data;

  g_clear_object (&pair->a);
  g_clear_object (&pair->b);
}

static void
list_pairs (GwComparison *self, const Job *job)
{
  const Set *a = &job->sets[0], *b = &job->sets[1];

  for (guint i = 0; i < a->n; i++)
    if (a->entries[i].partner != 0)
      add_two (self->pairs, &a->entries[i], &b->entries[a->entries[i].partner - 1]);
    else
      add_alone (self->pairs, &a->entries[i], GW_COMPARED_ONLY_A);
  for (guint i = 0; i < b->n; i++)
    if (b->entries[i].partner == 0)
      add_alone (self->pairs, &b->entries[i], GW_COMPARED_ONLY_B);

  g_array_sort (self->pairs, compare_pairs);
  while (self->n_different < self->pairs->len && !g_array_index (self->pairs, GwComparedPair, self->n_different).equal)
    self->n_different++;
}

/* --- pixels ---------------------------------------------------------------------------------- */

static void
clear_mask (gpointer data)
{
  gw_mask_clear (data);
}

static GArray *
new_masks (void)
{
  GArray *masks = g_array_new (FALSE, TRUE, sizeof (GwMask));

  g_array_set_clear_func (masks, clear_mask);
  return masks;
}

/* In halves, so that no long mask is gone through for each of them; the masks are
 * used up.
 */
static gw_status
unite (GArray *masks, const Job *job, GCancellable *cancellable, GwMask *all)
{
  GwMask *list = (GwMask *) (void *) masks->data;
  gw_status status = GW_STATUS_OK;

  if (masks->len == 0)
    return gw_mask_init_empty (job->width, job->height, all);
  for (guint step = 1; step < masks->len && status == GW_STATUS_OK; step *= 2)
    for (guint i = 0; i + step < masks->len && status == GW_STATUS_OK; i += 2 * step)
      {
        GwMask both = GW_MASK_INIT;

        status = g_cancellable_is_cancelled (cancellable) ? GW_STATUS_CANCELLED
                                                          : gw_mask_union (&list[i], &list[i + step], &both);
        if (status != GW_STATUS_OK)
          break;
        gw_mask_clear (&list[i]);
        gw_mask_clear (&list[i + step]);
        list[i] = both;
      }
  if (status == GW_STATUS_OK)
    {
      *all = list[0];
      list[0] = (GwMask) GW_MASK_INIT;
    }
  return status;
}

static gw_status
subtract (GwMask *mask, const GwMask *other)
{
  GwMask rest = GW_MASK_INIT;
  gw_status status = gw_mask_subtract (mask, other, &rest);

  if (status != GW_STATUS_OK)
    return status;
  gw_mask_clear (mask);
  *mask = rest;
  return GW_STATUS_OK;
}

/* What each set covers, and where both agree. */
static gw_status
unite_sets (Job *job, GwMask *covered, GwMask *agreed, GCancellable *cancellable)
{
  g_autoptr (GArray) same = new_masks ();
  gw_status status = GW_STATUS_OK;

  for (guint i = 0; i < job->sets[0].n && status == GW_STATUS_OK; i++)
    {
      const Entry *a = &job->sets[0].entries[i];
      const Entry *b = a->partner != 0 ? &job->sets[1].entries[a->partner - 1] : NULL;
      GwMask both = GW_MASK_INIT;

      if (b == NULL || !a->covers || gw_object_get_class_id (a->object) != gw_object_get_class_id (b->object))
        continue;
      status = gw_mask_intersect (&a->mask, &b->mask, &both);
      if (status == GW_STATUS_OK)
        g_array_append_val (same, both);
    }
  if (status == GW_STATUS_OK)
    status = unite (same, job, cancellable, agreed);

  for (guint k = 0; k < 2 && status == GW_STATUS_OK; k++)
    {
      g_autoptr (GArray) masks = new_masks ();

      for (guint i = 0; i < job->sets[k].n; i++)
        {
          Entry *entry = &job->sets[k].entries[i];

          if (!entry->covers)
            continue;
          g_array_append_val (masks, entry->mask);
          entry->mask = (GwMask) GW_MASK_INIT;
        }
      status = unite (masks, job, cancellable, &covered[k]);
    }
  return status;
}

/* The masks of the objects are used up. */
static gw_status
part_pixels (GwComparison *self, Job *job, GCancellable *cancellable)
{
  GwMask covered[2] = { GW_MASK_INIT, GW_MASK_INIT };
  GwMask *masks = self->masks;
  gw_status status = unite_sets (job, covered, &masks[GW_COMPARED_BOTH], cancellable);

  if (status == GW_STATUS_OK)
    status = gw_mask_subtract (&covered[0], &covered[1], &masks[GW_COMPARED_ONLY_A]);
  if (status == GW_STATUS_OK)
    status = gw_mask_subtract (&covered[1], &covered[0], &masks[GW_COMPARED_ONLY_B]);
  if (status == GW_STATUS_OK)
    status = gw_mask_intersect (&covered[0], &covered[1], &masks[GW_COMPARED_OTHER]);
  if (status == GW_STATUS_OK)
    status = subtract (&masks[GW_COMPARED_OTHER], &masks[GW_COMPARED_BOTH]);
  gw_mask_clear (&covered[0]);
  gw_mask_clear (&covered[1]);
  return status;
}

/* --- all --------------------------------------------------------------------------------------- */

static GwComparison *
run (Job *job, GCancellable *cancellable)
{
  g_autoptr (GwComparison) self = g_new0 (GwComparison, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->pairs = g_array_new (FALSE, TRUE, sizeof (GwComparedPair));
  g_array_set_clear_func (self->pairs, pair_clear);
  for (guint k = 0; k < 2; k++)
    for (guint i = 0; i < job->sets[k].n && !g_cancellable_is_cancelled (cancellable); i++)
      locate (&job->sets[k].entries[i], job->width, job->height);
  match (job, cancellable);
  list_pairs (self, job);
  /* Without memory for the picture the list is there all the same. */
  if (part_pixels (self, job, cancellable) != GW_STATUS_OK)
    for (guint i = 0; i < GW_COMPARED_N_KINDS; i++)
      gw_mask_clear (&self->masks[i]);

  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&self);
}

GwComparison *
gw_comparison_new (GPtrArray *a, GPtrArray *b, int width, int height, GCancellable *cancellable)
{
  g_autoptr (Job) job = NULL;

  g_return_val_if_fail (a != NULL && b != NULL, NULL);

  job = job_new (a, b, width, height);
  return run (job, cancellable);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GwComparison *self = run (data, cancellable);

  if (self == NULL)
    g_task_return_error_if_cancelled (task);
  else
    g_task_return_pointer (task, self, (GDestroyNotify) gw_comparison_unref);
}

void
gw_comparison_new_async (GPtrArray *a, GPtrArray *b, int width, int height, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (a != NULL && b != NULL);

  task = g_task_new (NULL, cancellable, callback, data);
  g_task_set_source_tag (task, gw_comparison_new_async);
  g_task_set_task_data (task, job_new (a, b, width, height), (GDestroyNotify) job_free);
  gw_task_run_in_thread (task, run_in_thread);
}

GwComparison *
gw_comparison_new_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GwComparison *
gw_comparison_ref (GwComparison *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gw_comparison_unref (GwComparison *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->pairs, g_array_unref);
  for (guint i = 0; i < GW_COMPARED_N_KINDS; i++)
    gw_mask_clear (&self->masks[i]);
  g_free (self);
}

guint
gw_comparison_get_n_pairs (const GwComparison *self)
{
  return self->pairs->len;
}

const GwComparedPair *
gw_comparison_get_pair (const GwComparison *self, guint i)
{
  g_return_val_if_fail (i < self->pairs->len, NULL);

  return &g_array_index (self->pairs, GwComparedPair, i);
}

guint
gw_comparison_get_n_different (const GwComparison *self)
{
  return self->n_different;
}

const GwMask *
gw_comparison_get_mask (const GwComparison *self, GwComparedKind kind)
{
  g_return_val_if_fail ((guint) kind < GW_COMPARED_N_KINDS, NULL);

  return &self->masks[kind];
}

guint64
gw_comparison_get_n_pixels (const GwComparison *self, GwComparedKind kind)
{
  g_return_val_if_fail ((guint) kind < GW_COMPARED_N_KINDS, 0);

  return gw_mask_area (&self->masks[kind]);
}
