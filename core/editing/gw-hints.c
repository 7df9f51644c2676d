/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-hints.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "gw-box.h"
#include "gw-edits-private.h"
#include "gw-grid.h"
#include "gw-mask-morphology.h"
#include "gw-mask.h"
#include "gw-polygon-combine.h"
#include "gw-polygon.h"
#include "gw-raster.h"
#include "gw-task-thread.h"

/* Of what surrounds a gap so much is covered: a notch beside two objects that touch
 * is open.
 */
#define ENCLOSED 0.75

#define WIDEST_GAP 64.0

/* An object as it was when the search began. */
typedef struct
{
  GwObject *object;
  char *name;
  GwMask mask;
} Entry;

typedef struct
{
  GArray *entries;
  int width;
  int height;
  GwHintLimits limits;
} Search;

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_clear_object (&entry->object);
  g_clear_pointer (&entry->name, g_free);
  gw_mask_clear (&entry->mask);
}

static void
search_free (Search *self)
{
  g_array_unref (self->entries);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

void
gw_hint_free (GwHint *self)
{
  if (self == NULL)
    return;
  gw_mask_clear (&self->region);
  g_free (self->text);
  g_free (self);
}

char *
gw_hint_make_key (const GwHint *self)
{
  static const char *const kinds[] = { "overlap", "gap", "small" };

  g_return_val_if_fail (self != NULL, NULL);

  return g_strdup_printf ("%s:%" PRId64 ":%" PRId64 ":%.0f,%.0f,%.0f,%.0f", kinds[self->kind], self->object_ids[0],
                          self->object_ids[1], floor (self->box.x), floor (self->box.y),
                          ceil (self->box.x + self->box.width), ceil (self->box.y + self->box.height));
}

/* Takes the text. other (nullable) */
static GwHint *
add_hint (GPtrArray *hints, GwHintKind kind, const Entry *one, const Entry *other, guint64 area, GwBox box, char *text)
{
  GwHint *hint = g_new0 (GwHint, 1);

  *hint = (GwHint) { .kind = kind, .area = area, .box = box, .text = text };
  hint->object_ids[hint->n_objects++] = gw_object_get_id (one->object);
  if (other != NULL)
    hint->object_ids[hint->n_objects++] = gw_object_get_id (other->object);
  g_ptr_array_add (hints, hint);
  return hint;
}

static Search *
search_new (GwDocument *document, const GwHintLimits *limits)
{
  Search *self = g_new0 (Search, 1);

  self->limits = *limits;
  self->limits.widest_gap = MIN (self->limits.widest_gap, WIDEST_GAP);
  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  gw_document_get_size (document, &self->width, &self->height);
  for (guint i = 0; i < gw_document_get_n_objects (document); i++)
    {
      GwObject *object = gw_document_get_object (document, i);
      GwShapeKind kind = gw_object_get_shape (object)->kind;
      Entry entry = { NULL, NULL, GW_MASK_INIT };

      if (kind != GW_SHAPE_POLYGON && kind != GW_SHAPE_MASK)
        continue;
      entry.object = g_object_ref (object);
      entry.name = _gw_edits_name_object (document, object);
      g_array_append_val (self->entries, entry);
    }
  return self;
}

static Entry *
get_entry (Search *self, guint i)
{
  return &g_array_index (self->entries, Entry, i);
}

/* The pixels of all, and where they are. What cannot be drawn has no pixels. */
static GwGrid *
draw (Search *self, GCancellable *cancellable)
{
  GwGrid *grid = NULL;

  if (self->width <= 0 || self->height <= 0
      || gw_grid_new (self->width, self->height, self->entries->len, &grid) != GW_STATUS_OK)
    return NULL;
  for (guint i = 0; i < self->entries->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      Entry *entry = get_entry (self, i);
      GwBox bounds;

      if (gw_raster_shape (gw_object_get_shape (entry->object), self->width, self->height, &entry->mask) == GW_STATUS_OK
          && gw_mask_bounds (&entry->mask, &bounds) == GW_STATUS_OK)
        gw_grid_insert (grid, i, &bounds);
    }
  return grid;
}

static int
compare_ids (gconstpointer one, gconstpointer two)
{
  guint32 a = *(const guint32 *) one, b = *(const guint32 *) two;

  return a < b ? -1 : a > b;
}

/* The entries whose bounds meet the box; ids has room for all. Ascending, so that
 * what is found never depends on the grid.
 */
static gsize
find_near (Search *self, const GwGrid *grid, const GwBox *box, guint32 *ids)
{
  gsize n = gw_grid_query_box (grid, box, ids, self->entries->len);

  qsort (ids, n, sizeof (guint32), compare_ids);
  return n;
}

/* --- overlaps ----------------------------------------------------------------------- */

static void
add_overlap (Search *self, GPtrArray *hints, const Entry *one, const Entry *other)
{
  guint64 area = gw_mask_shared_area (&one->mask, &other->mask);
  GwMask both = GW_MASK_INIT;
  GwBox box;

  if (area < self->limits.smallest_overlap || gw_mask_intersect (&one->mask, &other->mask, &both) != GW_STATUS_OK)
    return;
  if (gw_mask_bounds (&both, &box) == GW_STATUS_OK)
    add_hint (hints, GW_HINT_OVERLAP, one, other, area, box,
              g_strdup_printf (
                  ngettext ("%s and %s overlap by %'" PRIu64 " px.", "%s and %s overlap by %'" PRIu64 " px.", area),
                  one->name, other->name, area))
        ->whole = area == gw_mask_area (&one->mask);
  gw_mask_clear (&both);
}

static void
find_overlaps (Search *self, const GwGrid *grid, GPtrArray *hints, GCancellable *cancellable)
{
  g_autofree guint32 *ids = g_new (guint32, self->entries->len);
  guint most = hints->len + GW_HINT_MAX_OVERLAPS;

  for (guint i = 0; i < self->entries->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      GwBox bounds;
      gsize n;

      if (!gw_grid_get (grid, i, &bounds))
        continue;
      n = find_near (self, grid, &bounds, ids);
      for (gsize k = 0; k < n && hints->len < most && !g_cancellable_is_cancelled (cancellable); k++)
        if (ids[k] > i)
          add_overlap (self, hints, get_entry (self, i), get_entry (self, ids[k]));
    }
}

/* --- small parts ----------------------------------------------------------------------- */

/* Of one object: those that are small, taken together. */
typedef struct
{
  guint n;
  guint64 area;
  GwBox box;
} SmallParts;

static void
add_part (SmallParts *parts, double area, const GwBox *box, guint64 limit)
{
  if (area >= (double) limit)
    return;
  parts->box = parts->n == 0 ? *box : gw_box_union (&parts->box, box);
  parts->area += (guint64) (area + 0.5);
  parts->n++;
}

/* The number of parts in all. */
static gsize
measure_mask (const GwMask *mask, SmallParts *small, guint64 limit)
{
  GwMask *parts = NULL;
  gsize n = 0;
  GwBox box;

  if (gw_mask_split_parts (mask, true, &parts, &n) != GW_STATUS_OK)
    return 0;
  for (gsize i = 0; i < n; i++)
    if (gw_mask_bounds (&parts[i], &box) == GW_STATUS_OK)
      add_part (small, (double) gw_mask_area (&parts[i]), &box, limit);
  gw_masks_free (parts, n);
  return n;
}

static gsize
measure_polygon (const GwPolygon *polygon, SmallParts *small, guint64 limit)
{
  GwPolygon *parts = NULL;
  gsize n = 0;
  GwBox box;

  if (gw_polygon_split_parts (polygon, &parts, &n) != GW_STATUS_OK)
    return 0;
  for (gsize i = 0; i < n; i++)
    if (gw_polygon_bounds (&parts[i], &box) == GW_STATUS_OK)
      add_part (small, gw_polygon_area (&parts[i]), &box, limit);
  gw_polygon_list_free (parts, n);
  return n;
}

static void
find_small_parts (Search *self, GPtrArray *hints, GCancellable *cancellable)
{
  for (guint i = 0; i < self->entries->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      Entry *entry = get_entry (self, i);
      const GwShape *shape = gw_object_get_shape (entry->object);
      SmallParts small = { 0 };
      gsize n = shape->kind == GW_SHAPE_MASK ? measure_mask (&shape->as.mask, &small, self->limits.small_part)
                                             : measure_polygon (&shape->as.polygon, &small, self->limits.small_part);
      char *text;

      if (small.n == 0)
        continue;
      if (n == 1)
        text = g_strdup_printf (ngettext ("%s has only %'" PRIu64 " px.", "%s has only %'" PRIu64 " px.", small.area),
                                entry->name, small.area);
      else
        text = g_strdup_printf (ngettext ("%s has a part of only %'" PRIu64 " px.",
                                          "%s has small parts, of %'" PRIu64 " px together.", small.n),
                                entry->name, small.area);
      add_hint (hints, GW_HINT_SMALL_PART, entry, NULL, small.area, small.box, text)->whole = small.n == n;
    }
}

/* --- gaps --------------------------------------------------------------------------------- */

/* All that is covered. Of two neighbours each time, so that runs are passed over
 * log n times.
 */
static gboolean
unite_all (Search *self, GwMask *all, GCancellable *cancellable)
{
  g_autofree GwMask *masks = g_new0 (GwMask, self->entries->len + 1);
  guint n = self->entries->len;
  gw_status status = gw_mask_init_empty (self->width, self->height, &masks[n]);

  for (guint i = 0; i < n && status == GW_STATUS_OK; i++)
    if (get_entry (self, i)->mask.image_width == self->width)
      status = gw_mask_copy (&get_entry (self, i)->mask, &masks[i]);
    else
      status = gw_mask_copy (&masks[n], &masks[i]);
  for (guint step = 1; step < n && status == GW_STATUS_OK; step *= 2)
    for (guint i = 0; i + step < n && status == GW_STATUS_OK; i += 2 * step)
      {
        GwMask both = GW_MASK_INIT;

        status = g_cancellable_is_cancelled (cancellable) ? GW_STATUS_CANCELLED
                                                          : gw_mask_union (&masks[i], &masks[i + step], &both);
        if (status != GW_STATUS_OK)
          break;
        gw_mask_clear (&masks[i]);
        gw_mask_clear (&masks[i + step]);
        masks[i] = both;
      }
  *all = masks[0];
  masks[0] = (GwMask) GW_MASK_INIT;
  for (guint i = 0; i <= n; i++)
    gw_mask_clear (&masks[i]);
  return status == GW_STATUS_OK;
}

/* What growing and shrinking by half of its width closes. */
static gboolean
find_strips (Search *self, const GwMask *all, GwMask **strips, gsize *n_strips)
{
  double radius = self->limits.widest_gap / 2.0 + 0.5;
  GwMask grown = GW_MASK_INIT, closed = GW_MASK_INIT, between = GW_MASK_INIT, large = GW_MASK_INIT;
  gw_status status = gw_mask_grow (all, radius, &grown);

  if (status == GW_STATUS_OK)
    status = gw_mask_shrink (&grown, radius, &closed);
  if (status == GW_STATUS_OK)
    status = gw_mask_subtract (&closed, all, &between);
  if (status == GW_STATUS_OK)
    status = gw_mask_remove_specks (&between, self->limits.smallest_gap, &large);
  if (status == GW_STATUS_OK)
    status = gw_mask_split_parts (&large, true, strips, n_strips);
  gw_mask_clear (&grown);
  gw_mask_clear (&closed);
  gw_mask_clear (&between);
  gw_mask_clear (&large);
  return status == GW_STATUS_OK;
}

/* An object beside a strip, and what of the strip is near it. */
typedef struct
{
  const Entry *entry;
  GwMask near;
} Side;

static void
side_clear (gpointer data)
{
  gw_mask_clear (&((Side *) data)->near);
}

/* The objects that touch the ring around a strip, and how much of the ring none
 * covers. (element-type Side)
 */
static GArray *
find_sides (Search *self, const GwGrid *grid, const GwMask *strip, const GwMask *ring, guint32 *ids, guint64 *open)
{
  GArray *sides = g_array_new (FALSE, TRUE, sizeof (Side));
  GwMask rest = GW_MASK_INIT;
  GwBox box;
  gsize n = 0;

  g_array_set_clear_func (sides, side_clear);
  if (gw_mask_copy (ring, &rest) == GW_STATUS_OK && gw_mask_bounds (ring, &box) == GW_STATUS_OK)
    n = find_near (self, grid, &box, ids);
  for (gsize i = 0; i < n; i++)
    {
      Side side = { get_entry (self, ids[i]), GW_MASK_INIT };
      GwMask touch = GW_MASK_INIT, around = GW_MASK_INIT, left = GW_MASK_INIT;

      if (gw_mask_intersect (ring, &side.entry->mask, &touch) == GW_STATUS_OK && gw_mask_area (&touch) > 0
          && gw_mask_subtract (&rest, &touch, &left) == GW_STATUS_OK)
        {
          gw_mask_clear (&rest);
          rest = left;
          if (gw_mask_grow (&touch, self->limits.widest_gap, &around) == GW_STATUS_OK
              && gw_mask_intersect (strip, &around, &side.near) == GW_STATUS_OK)
            g_array_append_val (sides, side);
        }
      gw_mask_clear (&touch);
      gw_mask_clear (&around);
    }
  *open = gw_mask_area (&rest);
  gw_mask_clear (&rest);
  return sides;
}

static gboolean
is_at_edge (Search *self, const GwBox *box)
{
  return box->x <= 0.0 || box->y <= 0.0 || box->x + box->width >= self->width || box->y + box->height >= self->height;
}

/* Between two objects, or with other NULL of one object and the edge, or in it. */
static char *
describe_gap (const Entry *one, const Entry *other, gboolean at_edge, guint64 area)
{
  if (other != NULL)
    return g_strdup_printf (ngettext ("A gap of %'" PRIu64 " px is between %s and %s.",
                                      "A gap of %'" PRIu64 " px is between %s and %s.", area),
                            area, one->name, other->name);
  if (at_edge)
    return g_strdup_printf (ngettext ("A gap of %'" PRIu64 " px is between %s and the edge of the image.",
                                      "A gap of %'" PRIu64 " px is between %s and the edge of the image.", area),
                            area, one->name);
  return g_strdup_printf (ngettext ("A gap of %'" PRIu64 " px is in %s.", "A gap of %'" PRIu64 " px is in %s.", area),
                          area, one->name);
}

/* The strips between many objects hang together: each pair of them has what is near
 * to both. rest is what no pair has yet.
 */
static void
add_pair (Search *self, const Side *one, const Side *other, GwMask *rest, GPtrArray *hints)
{
  GwMask both = GW_MASK_INIT, part = GW_MASK_INIT, left = GW_MASK_INIT;
  GwBox box;

  if (gw_mask_shared_area (&one->near, &other->near) >= MAX (self->limits.smallest_gap, 1)
      && gw_mask_intersect (&one->near, &other->near, &both) == GW_STATUS_OK
      && gw_mask_intersect (&both, rest, &part) == GW_STATUS_OK && gw_mask_area (&part) >= self->limits.smallest_gap
      && gw_mask_bounds (&part, &box) == GW_STATUS_OK && gw_mask_subtract (rest, &part, &left) == GW_STATUS_OK)
    {
      guint64 area = gw_mask_area (&part);

      add_hint (hints, GW_HINT_GAP, one->entry, other->entry, area, box,
                describe_gap (one->entry, other->entry, FALSE, area))
          ->region = part;
      part = (GwMask) GW_MASK_INIT;
      gw_mask_clear (rest);
      *rest = left;
    }
  gw_mask_clear (&both);
  gw_mask_clear (&part);
}

/* An inlet of one object is its form, not a gap; a hole is one. */
static gboolean
is_gap (guint n_sides, gboolean at_edge, guint64 open, guint64 around)
{
  double most = n_sides > 1 || at_edge ? 1.0 - ENCLOSED : 0.0;

  return n_sides > 0 && (double) open <= most * (double) around;
}

static void
add_gap (Search *self, const GwGrid *grid, const GwMask *strip, guint32 *ids, GPtrArray *hints)
{
  GwMask grown = GW_MASK_INIT, ring = GW_MASK_INIT, rest = GW_MASK_INIT;
  GwBox box;

  if (gw_mask_grow (strip, 1.0, &grown) == GW_STATUS_OK && gw_mask_subtract (&grown, strip, &ring) == GW_STATUS_OK
      && gw_mask_copy (strip, &rest) == GW_STATUS_OK && gw_mask_bounds (strip, &box) == GW_STATUS_OK)
    {
      guint64 open = 0;
      g_autoptr (GArray) sides = find_sides (self, grid, strip, &ring, ids, &open);
      gboolean at_edge = is_at_edge (self, &box);

      if (!is_gap (sides->len, at_edge, open, gw_mask_area (&ring)))
        g_array_set_size (sides, 0);
      if (sides->len == 1)
        {
          const Entry *entry = g_array_index (sides, Side, 0).entry;
          guint64 area = gw_mask_area (strip);

          add_hint (hints, GW_HINT_GAP, entry, NULL, area, box, describe_gap (entry, NULL, at_edge, area))
              ->region = rest;
          rest = (GwMask) GW_MASK_INIT;
        }
      for (guint i = 0; i < sides->len; i++)
        for (guint k = i + 1; k < sides->len; k++)
          add_pair (self, &g_array_index (sides, Side, i), &g_array_index (sides, Side, k), &rest, hints);
    }
  gw_mask_clear (&grown);
  gw_mask_clear (&ring);
  gw_mask_clear (&rest);
}

static void
find_gaps (Search *self, const GwGrid *grid, GPtrArray *hints, GCancellable *cancellable)
{
  g_autofree guint32 *ids = g_new (guint32, self->entries->len);
  GwMask all = GW_MASK_INIT;
  GwMask *strips = NULL;
  gsize n = 0;
  guint n_before = hints->len;

  if (unite_all (self, &all, cancellable) && find_strips (self, &all, &strips, &n))
    for (gsize i = 0; i < n && hints->len < n_before + GW_HINT_MAX_GAPS; i++)
      {
        if (g_cancellable_is_cancelled (cancellable))
          break;
        add_gap (self, grid, &strips[i], ids, hints);
      }
  gw_masks_free (strips, n);
  gw_mask_clear (&all);
}

/* --- all ------------------------------------------------------------------------------------ */

static int
compare_hints (gconstpointer one, gconstpointer two)
{
  const GwHint *a = *(GwHint *const *) one, *b = *(GwHint *const *) two;

  if (a->kind != b->kind)
    return a->kind < b->kind ? -1 : 1;
  if (a->area != b->area)
    return (a->area > b->area) == (a->kind != GW_HINT_SMALL_PART) ? -1 : 1;
  for (guint i = 0; i < 2; i++)
    if (a->object_ids[i] != b->object_ids[i])
      return a->object_ids[i] < b->object_ids[i] ? -1 : 1;
  return a->box.y != b->box.y ? (a->box.y < b->box.y ? -1 : 1) : a->box.x < b->box.x ? -1 : a->box.x > b->box.x;
}

static GPtrArray *
search_run (Search *self, GCancellable *cancellable)
{
  GPtrArray *hints = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_hint_free);
  GwGrid *grid = self->entries->len > 0 ? draw (self, cancellable) : NULL;

  if (self->limits.small_part > 0)
    find_small_parts (self, hints, cancellable);
  if (self->limits.smallest_overlap > 0 && grid != NULL)
    find_overlaps (self, grid, hints, cancellable);
  if (self->limits.widest_gap > 0.0 && grid != NULL)
    find_gaps (self, grid, hints, cancellable);
  gw_grid_free (grid);
  if (g_cancellable_is_cancelled (cancellable))
    g_clear_pointer (&hints, g_ptr_array_unref);
  else
    g_ptr_array_sort (hints, compare_hints);
  return hints;
}

GPtrArray *
gw_document_find_hints (GwDocument *self, const GwHintLimits *limits, GCancellable *cancellable)
{
  g_autoptr (Search) search = NULL;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (limits != NULL, NULL);

  search = search_new (self, limits);
  return search_run (search, cancellable);
}

static void
search_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *hints = search_run (data, cancellable);

  if (hints == NULL)
    g_task_return_error_if_cancelled (task);
  else
    g_task_return_pointer (task, hints, (GDestroyNotify) g_ptr_array_unref);
}

void
gw_document_find_hints_async (GwDocument *self, const GwHintLimits *limits, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GW_IS_DOCUMENT (self));
  g_return_if_fail (limits != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gw_document_find_hints_async);
  g_task_set_task_data (task, search_new (self, limits), (GDestroyNotify) search_free);
  gw_task_run_in_thread (task, search_thread);
}

GPtrArray *
gw_document_find_hints_finish (GwDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
