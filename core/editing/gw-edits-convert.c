/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-edits-private.h"

#include <glib/gi18n.h>

#include "gw-mask.h"
#include "gw-raster.h"

static gboolean
is_mask (GwObject *object)
{
  return gw_object_get_shape (object)->kind == GW_SHAPE_MASK;
}

/* What covers no pixel stays as it is. */
static gboolean
become_mask (GwDocument *self, GwObject *copy, gpointer data)
{
  GwShape shape = { .kind = GW_SHAPE_MASK, .as.mask = GW_MASK_INIT };
  int width, height;

  if (is_mask (copy))
    return FALSE;

  gw_document_get_size (self, &width, &height);
  if (gw_raster_shape (gw_object_get_shape (copy), width, height, &shape.as.mask) != GW_STATUS_OK)
    return FALSE;
  if (gw_mask_area (&shape.as.mask) == 0)
    {
      gw_mask_clear (&shape.as.mask);
      return FALSE;
    }
  gw_object_take_shape (copy, &shape);

  return TRUE;
}

static gboolean
become_box (GwDocument *self, GwObject *copy, gpointer data)
{
  GwBox box = gw_object_get_bounds (copy);

  gw_object_set_box (copy, box.x, box.y, box.width, box.height);

  return TRUE;
}

gboolean
gw_document_convert_selected (GwDocument *self)
{
  g_autoptr (GPtrArray) objects = NULL;
  gboolean masks = TRUE;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  objects = _gw_edits_get_movable (self);
  for (guint i = 0; i < objects->len; i++)
    masks = masks && is_mask (g_ptr_array_index (objects, i));

  return _gw_edits_change (self, masks ? _ ("Make Box of %s") : _ ("Make Mask of %s"), objects, FALSE,
                           masks ? become_box : become_mask, NULL);
}
