/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-edits-snap.h"

#include <glib/gi18n.h>

#include "gw-edge-snap.h"
#include "gw-edits-private.h"
#include "gw-error.h"
#include "gw-polygon.h"
#include "gw-task-thread.h"
#include "gw-time.h"

typedef struct
{
  GwPicture *picture;
  double scale;
  double edge_sensitivity;
  GPtrArray *before; /* of GwObject, which never change */
  GPtrArray *after;  /* of GwObject; NULL where nothing was found */
} Snap;

static void
unref_if_any (gpointer object)
{
  if (object != NULL)
    g_object_unref (object);
}

static void
snap_free (gpointer data)
{
  Snap *snap = data;

  gw_picture_unref (snap->picture);
  g_ptr_array_unref (snap->before);
  g_ptr_array_unref (snap->after);
  g_free (snap);
}

static void
scale_ring (GwRing *ring, double factor)
{
  for (gsize i = 0; i < ring->n_points; i++)
    {
      ring->points[i].x *= factor;
      ring->points[i].y *= factor;
    }
}

static bool
on_step (double done, void *data)
{
  return !g_cancellable_is_cancelled (data);
}

/* The ring where the edges are, in place. A ring that cannot be moved stays. */
static gw_status
snap_ring (const Snap *snap, GwRing *ring, GCancellable *cancellable)
{
  const GwRun run = { .step = on_step, .data = cancellable };
  GwRing moved = GW_RING_INIT;
  gw_status status;

  scale_ring (ring, snap->scale);
  status = gw_edge_snap (gw_picture_get_pixels (snap->picture), ring, MAX (GW_SNAP_REACH * snap->scale, 1.0),
                         snap->edge_sensitivity, &moved, &run);
  if (status == GW_STATUS_OK && gw_ring_is_valid (&moved))
    {
      gw_ring_clear (ring);
      *ring = moved;
    }
  else
    gw_ring_clear (&moved);
  scale_ring (ring, 1.0 / snap->scale);
  return status;
}

/* (transfer full) (nullable) */
static GwObject *
snap_object (const Snap *snap, GwObject *object, GCancellable *cancellable)
{
  GwShape shape = GW_SHAPE_INIT;
  g_autoptr (GwObject) copy = NULL;
  gboolean any = FALSE;

  if (gw_shape_copy (gw_object_get_shape (object), &shape) != GW_STATUS_OK)
    return NULL;
  for (gsize i = 0; i < shape.as.polygon.n_rings; i++)
    any |= snap_ring (snap, &shape.as.polygon.rings[i], cancellable) == GW_STATUS_OK;
  if (!any)
    {
      gw_shape_clear (&shape);
      return NULL;
    }
  copy = gw_object_copy (object);
  gw_object_take_shape (copy, &shape);
  gw_object_set_times (copy, gw_object_get_created (object), gw_time_now ());
  return g_steal_pointer (&copy);
}

static void
snap_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Snap *snap = task_data;

  for (guint i = 0; i < snap->before->len && !g_cancellable_is_cancelled (cancellable); i++)
    g_ptr_array_add (snap->after, snap_object (snap, g_ptr_array_index (snap->before, i), cancellable));
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

void
gw_document_snap_selected_async (GwDocument *self, GwPicture *picture, double edge_sensitivity,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GPtrArray) objects = NULL;
  Snap *snap;

  g_return_if_fail (GW_IS_DOCUMENT (self));
  g_return_if_fail (picture != NULL);

  /* Not of the document: the worker could be the last to let it go. */
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_name (task, "snap to edges");
  snap = g_new0 (Snap, 1);
  snap->picture = gw_picture_ref (picture);
  snap->scale = gw_picture_get_scale (picture);
  snap->edge_sensitivity = CLAMP (edge_sensitivity, 0.0, 1.0);
  snap->before = g_ptr_array_new_with_free_func (g_object_unref);
  snap->after = g_ptr_array_new_with_free_func (unref_if_any);
  g_task_set_task_data (task, snap, snap_free);
  objects = _gw_edits_get_movable (self);
  for (guint i = 0; i < objects->len; i++)
    if (gw_object_get_shape (g_ptr_array_index (objects, i))->kind == GW_SHAPE_POLYGON)
      g_ptr_array_add (snap->before, g_object_ref (g_ptr_array_index (objects, i)));
  if (snap->before->len == 0)
    g_task_return_new_error (task, GW_ERROR, GW_ERROR_NOT_FOUND, "%s",
                             _ ("Select a polygon that is not locked to move its outline onto edges."));
  else
    gw_task_run_in_thread (task, snap_in_thread);
}

gboolean
gw_document_snap_selected_finish (GwDocument *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) after = g_ptr_array_new_with_free_func (g_object_unref);
  const Snap *snap;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  snap = g_task_get_task_data (G_TASK (result));
  for (guint i = 0; i < snap->after->len; i++)
    {
      GwObject *object = g_ptr_array_index (snap->before, i), *moved = g_ptr_array_index (snap->after, i);

      if (moved == NULL || gw_document_find (self, gw_object_get_id (object)) != object
          || gw_object_equal (object, moved))
        continue;
      g_ptr_array_add (before, g_object_ref (object));
      g_ptr_array_add (after, g_object_ref (moved));
    }
  if (_gw_edits_apply (self, _ ("Snap %s to Edges"), before, after))
    return TRUE;
  g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID, _ ("There are no edges near this outline to move it to."));
  return FALSE;
}
