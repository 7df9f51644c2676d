/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-edits-shapes.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-edits-private.h"

/* What is one point of an object, with its class's skeleton or without. */

GwSkeleton *
gw_document_get_skeleton (GwDocument *self, gint64 class_id)
{
  GwClass *klass;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  klass = gw_document_get_class (self, class_id);
  return klass != NULL ? gw_class_get_skeleton (klass) : NULL;
}

GwSkeleton *
gw_document_get_skeleton_for_new (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  return gw_document_get_skeleton (self, _gw_edits_find_class_for_new (self));
}

char *
gw_document_name_point (GwDocument *self, GwObject *object, gsize index)
{
  GwSkeleton *skeleton;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (GW_IS_OBJECT (object), NULL);

  skeleton = gw_document_get_skeleton (self, gw_object_get_class_id (object));
  if (skeleton != NULL && gw_object_get_shape (object)->kind == GW_SHAPE_POINTS
      && index < gw_skeleton_get_n_points (skeleton))
    return gw_skeleton_dup_title (skeleton, (guint) index);
  return g_strdup_printf (_ ("Point %u"), (guint) index + 1);
}

typedef struct
{
  gsize index;
  GwVisibility visibility;
} Change;

static guint
count_present (const GwKeypoints *points)
{
  guint n = 0;

  for (gsize i = 0; i < points->n_points; i++)
    n += points->points[i].visibility != GW_VISIBILITY_ABSENT;
  return n;
}

static gboolean
change_visibility_cb (GwDocument *self, GwObject *copy, gpointer data)
{
  const Change *change = data;
  GwShape shape = GW_SHAPE_INIT;
  GwKeypoint *point;

  if (gw_object_get_shape (copy)->kind != GW_SHAPE_POINTS
      || change->index >= gw_object_get_shape (copy)->as.points.n_points
      || gw_shape_copy (gw_object_get_shape (copy), &shape) != GW_STATUS_OK)
    return FALSE;
  point = &shape.as.points.points[change->index];
  if (point->visibility == change->visibility
      || (change->visibility == GW_VISIBILITY_ABSENT && count_present (&shape.as.points) == 1))
    {
      gw_shape_clear (&shape);
      return FALSE;
    }
  point->visibility = change->visibility;
  gw_object_take_shape (copy, &shape);
  return TRUE;
}

gboolean
gw_document_set_point_visibility (GwDocument *self, gint64 id, gsize index, GwVisibility visibility)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  Change change = { index, visibility };
  GwObject *object;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  object = gw_document_find (self, id);
  if (object == NULL)
    return FALSE;
  g_ptr_array_add (objects, object);
  return _gw_edits_change (self,
                           visibility == GW_VISIBILITY_VISIBLE  ? _ ("Show Point of %s")
                           : visibility == GW_VISIBILITY_HIDDEN ? _ ("Hide Point of %s")
                                                                : _ ("Remove Point of %s"),
                           objects, FALSE, change_visibility_cb, &change);
}

/* Where an absent point may be looked for: by the points that lines join it to,
 * else by all that are there.
 */
static GwPoint
guess_place (const GwKeypoints *points, const GwSkeleton *skeleton, gsize index)
{
  GwPoint near = { 0.0, 0.0 }, all = { 0.0, 0.0 };
  guint n_near = 0, n_all = 0;

  for (gsize i = 0; i < points->n_points; i++)
    {
      const GwKeypoint *point = &points->points[i];

      if (point->visibility == GW_VISIBILITY_ABSENT)
        continue;
      all = (GwPoint) { all.x + point->point.x, all.y + point->point.y };
      n_all++;
      if (skeleton == NULL || !gw_skeleton_has_edge (skeleton, (guint) i, (guint) index))
        continue;
      near = (GwPoint) { near.x + point->point.x, near.y + point->point.y };
      n_near++;
    }
  if (n_near > 0)
    return (GwPoint) { near.x / n_near, near.y / n_near };
  return n_all > 0 ? (GwPoint) { all.x / n_all, all.y / n_all } : all;
}

gboolean
gw_document_place_absent_point (GwDocument *self, gint64 id, gsize after, gsize *index)
{
  GwObject *object;
  const GwKeypoints *points;
  GwSkeleton *skeleton;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (index != NULL, FALSE);

  object = gw_document_find (self, id);
  if (object == NULL || gw_object_get_shape (object)->kind != GW_SHAPE_POINTS)
    return FALSE;
  points = &gw_object_get_shape (object)->as.points;
  skeleton = gw_document_get_skeleton (self, gw_object_get_class_id (object));
  for (gsize step = 1; step <= points->n_points; step++)
    {
      *index = (after + step) % points->n_points;
      if (points->points[*index].visibility == GW_VISIBILITY_ABSENT)
        return gw_document_move_vertex (self, id, 0, *index, guess_place (points, skeleton, *index));
    }
  /* The skeleton may have grown since the object was drawn. */
  *index = points->n_points;
  return skeleton != NULL && *index < gw_skeleton_get_n_points (skeleton)
         && gw_document_insert_vertex (self, id, 0, *index, guess_place (points, skeleton, *index));
}
