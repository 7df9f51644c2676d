/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-edits-adopt.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-edits-private.h"
#include "gw-mask.h"
#include "gw-raster.h"
#include "gw-time.h"

/* A copy without what belongs to the set that it comes from. */
static GwObject *
make_copy (GwDocument *self, GwObject *object, GwObject *replaced)
{
  GwObject *copy = gw_object_copy (object);
  gint64 now = gw_time_now ();

  gw_object_set_id (copy, replaced != NULL ? gw_object_get_id (replaced) : gw_object_make_id ());
  gw_object_set_z (copy, replaced != NULL ? gw_object_get_z (replaced) : _gw_edits_get_top_z (self));
  gw_object_set_group (copy, replaced != NULL ? gw_object_get_group (replaced) : 0);
  gw_object_set_bag (copy, replaced != NULL ? gw_object_get_bag (replaced) : NULL);
  gw_object_set_flags (copy, gw_object_get_flags (object) & ~(GW_OBJECT_LOCKED | GW_OBJECT_HIDDEN));
  gw_object_set_source (copy, GW_SOURCE_MANUAL);
  gw_object_set_score (copy, NAN);
  gw_object_set_author (copy, gw_document_get_author (self));
  gw_object_set_times (copy, replaced != NULL ? gw_object_get_created (replaced) : now, now);
  _gw_edits_add_defaults (self, copy);
  return copy;
}

/* A mask belongs to the size of its image. */
static gboolean
fits (GwDocument *self, GwObject *object)
{
  const GwShape *shape = gw_object_get_shape (object);
  int width, height;

  gw_document_get_size (self, &width, &height);
  return shape->kind != GW_SHAPE_MASK || (shape->as.mask.image_width == width && shape->as.mask.image_height == height);
}

gboolean
gw_document_adopt (GwDocument *self, GwObject *object, GwObject *replaced)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  if ((object == NULL && replaced == NULL) || (object != NULL && !fits (self, object))
      || (replaced != NULL && (gw_object_get_flags (replaced) & GW_OBJECT_LOCKED) != 0))
    return FALSE;

  if (replaced != NULL)
    {
      before = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (before, g_object_ref (replaced));
    }
  if (object == NULL)
    return _gw_edits_apply (self, _ ("Delete %s"), before, NULL);

  after = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (after, make_copy (self, object, replaced));
  return _gw_edits_apply (self, _ ("Take %s"), before, after);
}

GwObject *
gw_document_find_same (GwDocument *self, GwObject *object)
{
  GwBox bounds = gw_object_get_bounds (object);
  g_autoptr (GPtrArray) near = NULL;
  GwObject *best = NULL;
  double best_iou = GW_ADOPT_MIN_IOU;
  GwMask mask = GW_MASK_INIT;
  int width, height;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  gw_document_get_size (self, &width, &height);
  if (gw_raster_shape (gw_object_get_shape (object), width, height, &mask) != GW_STATUS_OK)
    return NULL;
  near = gw_document_query (self, &bounds);
  for (guint i = 0; i < near->len; i++)
    {
      GwObject *other = g_ptr_array_index (near, i);
      GwMask other_mask = GW_MASK_INIT;

      if (gw_raster_shape (gw_object_get_shape (other), width, height, &other_mask) == GW_STATUS_OK)
        {
          double iou = gw_mask_iou (&mask, &other_mask);

          if (iou >= best_iou)
            {
              best = other;
              best_iou = iou;
            }
        }
      gw_mask_clear (&other_mask);
    }
  gw_mask_clear (&mask);
  return best;
}
