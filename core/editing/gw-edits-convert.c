/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-edits-shapes.h"

#include <glib/gi18n.h>

#include "gw-edits-private.h"
#include "gw-shape-convert-private.h"

/* What cannot become of the kind stays as it is. */
static gboolean
convert_cb (GwDocument *self, GwObject *copy, gpointer data)
{
  GwShapeKind kind = *(const GwShapeKind *) data;
  GwShape shape;
  int width, height;

  gw_document_get_size (self, &width, &height);
  if (!_gw_shape_convert (gw_object_get_shape (copy), kind, width, height, &shape))
    return FALSE;
  gw_object_take_shape (copy, &shape);

  return TRUE;
}

static const char *
name_kind (GwShapeKind kind)
{
  switch ((guint) kind)
    {
    case GW_SHAPE_BOX:
      return _ ("Make Box of %s");
    case GW_SHAPE_ROTATED_BOX:
      return _ ("Make Rotated Box of %s");
    case GW_SHAPE_POLYGON:
      return _ ("Make Polygon of %s");
    case GW_SHAPE_MASK:
      return _ ("Make Mask of %s");
    case GW_SHAPE_ELLIPSE:
      return _ ("Make Ellipse of %s");
    default:
      return NULL;
    }
}

gboolean
gw_document_convert_selected_to (GwDocument *self, GwShapeKind kind)
{
  g_autoptr (GPtrArray) objects = NULL;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  if (name_kind (kind) == NULL)
    return FALSE;
  objects = _gw_edits_get_movable (self);
  return _gw_edits_change (self, name_kind (kind), objects, FALSE, convert_cb, &kind);
}

GwShapeKind
gw_document_get_other_kind (GwDocument *self)
{
  g_autoptr (GPtrArray) objects = NULL;
  gboolean masks = TRUE;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), GW_SHAPE_MASK);

  objects = _gw_edits_get_movable (self);
  for (guint i = 0; i < objects->len; i++)
    masks = masks && gw_object_get_shape (g_ptr_array_index (objects, i))->kind == GW_SHAPE_MASK;

  return masks ? GW_SHAPE_BOX : GW_SHAPE_MASK;
}

gboolean
gw_document_convert_selected (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  return gw_document_convert_selected_to (self, gw_document_get_other_kind (self));
}
