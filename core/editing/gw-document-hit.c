/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-document-private.h"

#include "gw-box.h"

/* How well a point hits an object. */
typedef struct
{
  GwObject *object;
  GwBox bounds;
  gboolean inside;
  gboolean locked;
  guint order; /* in paint order */
} Hit;

/* Whether a is taken before b: what is not locked, then what lies within the
 * other, then what holds the point, then what is painted later.
 */
static gboolean
hit_beats (const Hit *a, const Hit *b)
{
  if (a->locked != b->locked)
    return b->locked;
  if (gw_box_area (&a->bounds) != gw_box_area (&b->bounds))
    {
      if (gw_box_contains_box (&b->bounds, &a->bounds))
        return TRUE;
      if (gw_box_contains_box (&a->bounds, &b->bounds))
        return FALSE;
    }
  if (a->inside != b->inside)
    return a->inside;
  return a->order > b->order;
}

static GArray *
find_hits (GwDocument *self, GwPoint point, double slack)
{
  const GwBox spot = { point.x, point.y, 0.0, 0.0 };
  g_autoptr (GPtrArray) near = _gw_object_index_query (self->index, &spot, slack);
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (Hit));

  for (guint i = 0; i < near->len; i++)
    {
      GwObject *object = g_ptr_array_index (near, i);
      const GwShape *shape = gw_object_get_shape (object);
      Hit hit = { .object = object, .order = i };

      if (gw_object_get_flags (object) & GW_OBJECT_HIDDEN)
        continue;
      hit.inside = gw_shape_contains (shape, point);
      if (!hit.inside && gw_shape_distance (shape, point) > slack)
        continue;
      hit.locked = (gw_object_get_flags (object) & GW_OBJECT_LOCKED) != 0;
      hit.bounds = gw_object_get_bounds (object);
      g_array_append_val (hits, hit);
    }
  return hits;
}

GwObject *
gw_document_hit (GwDocument *self, GwPoint point, double slack)
{
  g_autoptr (GArray) hits = NULL;
  const Hit *best = NULL;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  hits = find_hits (self, point, slack);
  for (guint i = 0; i < hits->len; i++)
    {
      const Hit *hit = &g_array_index (hits, Hit, i);

      if (best == NULL || hit_beats (hit, best))
        best = hit;
    }
  return best != NULL ? best->object : NULL;
}

GPtrArray *
gw_document_hit_all (GwDocument *self, GwPoint point, double slack)
{
  g_autoptr (GArray) hits = NULL;
  GPtrArray *objects;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  /* Beating is no order that sorting could use: it does not go on from one
   * pair to the next. So the best is taken out again and again.
   */
  hits = find_hits (self, point, slack);
  objects = g_ptr_array_sized_new (hits->len);
  while (hits->len > 0)
    {
      guint best = 0;

      for (guint i = 1; i < hits->len; i++)
        if (hit_beats (&g_array_index (hits, Hit, i), &g_array_index (hits, Hit, best)))
          best = i;
      g_ptr_array_add (objects, g_array_index (hits, Hit, best).object);
      g_array_remove_index (hits, best);
    }
  return objects;
}

GPtrArray *
gw_document_query (GwDocument *self, const GwBox *box)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (box != NULL, NULL);

  return _gw_object_index_query (self->index, box, 0.0);
}
