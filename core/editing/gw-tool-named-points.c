/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-named-points-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-edits-shapes.h"

/* So much of a name has room in an overlay, with what stands beside it. */
#define NAME_CHARACTERS 20

static char *
shorten (const char *name)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (name, -1) <= NAME_CHARACTERS)
    return g_strdup (name);
  start = g_utf8_substring (name, 0, NAME_CHARACTERS - 1);
  return g_strconcat (start, "…", NULL);
}

void
_gw_named_points_write_step (GwToolOverlay *overlay, const GwSkeleton *skeleton, guint next)
{
  g_autofree char *title = gw_skeleton_dup_title (skeleton, next);
  g_autofree char *shown = shorten (title);

  /* Translators: the point of a skeleton that is next: “Left Eye · 3 of 17”. */
  g_snprintf (overlay->step, sizeof overlay->step, _ ("%s · %u of %u"), shown, next + 1,
              gw_skeleton_get_n_points (skeleton));
}

static void
write_point (GwToolOverlay *overlay, const char *name, GwVisibility visibility)
{
  g_autofree char *shown = shorten (name);

  if (visibility == GW_VISIBILITY_HIDDEN)
    /* Translators: a point with its name: “Left Eye, hidden”. */
    g_snprintf (overlay->point, sizeof overlay->point, _ ("%s, hidden"), shown);
  else if (visibility == GW_VISIBILITY_ABSENT)
    /* Translators: a point with its name: “Left Eye, absent”. */
    g_snprintf (overlay->point, sizeof overlay->point, _ ("%s, absent"), shown);
  else
    g_strlcpy (overlay->point, shown, sizeof overlay->point);
}

void
_gw_named_points_write_last (GwToolOverlay *overlay, const GwSkeleton *skeleton, guint last, GwVisibility visibility)
{
  g_autofree char *title = gw_skeleton_dup_title (skeleton, last);

  write_point (overlay, title, visibility);
}

void
_gw_named_points_write (GwToolOverlay *overlay, GwDocument *document, GwObject *object, gsize index)
{
  const GwShape *shape = gw_object_get_shape (object);
  g_autofree char *name = NULL;

  if (shape->kind != GW_SHAPE_POINTS || index >= shape->as.points.n_points)
    return;
  name = gw_document_name_point (document, object, index);
  write_point (overlay, name, shape->as.points.points[index].visibility);
}

gboolean
_gw_named_points_find (GwDocument *document, GwObject *object, GwPoint at, gsize *index)
{
  const GwShape *shape = gw_object_get_shape (object);
  double best = INFINITY;

  if (shape->kind != GW_SHAPE_POINTS || gw_document_get_skeleton (document, gw_object_get_class_id (object)) == NULL)
    return FALSE;
  for (gsize i = 0; i < shape->as.points.n_points; i++)
    {
      const GwKeypoint *point = &shape->as.points.points[i];
      double distance = hypot (point->point.x - at.x, point->point.y - at.y);

      if (point->visibility == GW_VISIBILITY_ABSENT || distance >= best)
        continue;
      best = distance;
      *index = i;
    }
  return isfinite (best);
}

gboolean
_gw_named_points_take_out (GwDocument *document, GwObject *object, gsize ring, gsize index)
{
  gint64 id = gw_object_get_id (object);

  if (gw_object_get_shape (object)->kind == GW_SHAPE_POINTS
      && gw_document_get_skeleton (document, gw_object_get_class_id (object)) != NULL)
    return gw_document_set_point_visibility (document, id, index, GW_VISIBILITY_ABSENT);
  return gw_document_remove_vertex (document, id, ring, index);
}

gboolean
_gw_named_points_toggle (GwDocument *document, GwObject *object, gsize index)
{
  const GwShape *shape = gw_object_get_shape (object);

  return shape->kind == GW_SHAPE_POINTS && index < shape->as.points.n_points
         && gw_document_set_point_visibility (document, gw_object_get_id (object), index,
                                              shape->as.points.points[index].visibility == GW_VISIBILITY_VISIBLE
                                                  ? GW_VISIBILITY_HIDDEN
                                                  : GW_VISIBILITY_VISIBLE);
}
