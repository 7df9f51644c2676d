/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-edits-shapes.h"

#include <glib/gi18n.h>

#include "gw-edits-private.h"
#include "gw-mask-morphology.h"
#include "gw-mask.h"
#include "gw-polygon-combine.h"
#include "gw-polygon.h"
#include "gw-raster.h"
#include "gw-shape-convert-private.h"
#include "gw-time.h"

/* The parts of a shape, by a line or as they lie. NULL when there is one only. */
typedef GArray *(*SplitFunc) (const GwShape *shape, const GwRing *line);

static GArray *
new_shapes (void)
{
  GArray *shapes = g_array_new (FALSE, TRUE, sizeof (GwShape));

  g_array_set_clear_func (shapes, (GDestroyNotify) gw_shape_clear);
  return shapes;
}

/* Takes the polygons and the array of them. */
static GArray *
take_polygons (GwPolygon *parts, gsize n_parts)
{
  GArray *shapes = new_shapes ();

  for (gsize i = 0; i < n_parts; i++)
    {
      GwShape shape = { .kind = GW_SHAPE_POLYGON, .as.polygon = parts[i] };

      parts[i] = (GwPolygon) GW_POLYGON_INIT;
      g_array_append_val (shapes, shape);
    }
  gw_polygon_list_free (parts, n_parts);
  return shapes;
}

static GArray *
split_polygon (const GwShape *shape, const GwRing *line)
{
  GwPolygon outline;
  GwPolygon *parts = NULL;
  gsize n_parts = 0;
  gw_status status;

  if (!_gw_shape_get_outline (shape, &outline))
    return NULL;
  status = line != NULL ? gw_polygon_slice (&outline, line, &parts, &n_parts)
                        : gw_polygon_split_parts (&outline, &parts, &n_parts);
  gw_polygon_clear (&outline);
  return status == GW_STATUS_OK ? take_polygons (parts, n_parts) : NULL;
}

/* Each pixel goes to the first part that covers it. The parts' outlines share the
 * line, so that all are covered; should rounding leave one out, the last part
 * has it.
 */
static GArray *
slice_mask (const GwShape *shape, const GwRing *line)
{
  g_autoptr (GArray) outlines = split_polygon (shape, line);
  GArray *shapes;
  GwMask rest = GW_MASK_INIT;
  gw_status status;

  if (outlines == NULL)
    return NULL;
  shapes = new_shapes ();
  status = gw_mask_copy (&shape->as.mask, &rest);
  for (guint i = 0; i < outlines->len && status == GW_STATUS_OK; i++)
    {
      GwShape part = { .kind = GW_SHAPE_MASK, .as.mask = GW_MASK_INIT };
      GwMask covered = GW_MASK_INIT, left = GW_MASK_INIT;

      status = gw_raster_polygon (&g_array_index (outlines, GwShape, i).as.polygon, rest.image_width, rest.image_height,
                                  &covered);
      if (status == GW_STATUS_OK)
        status = i + 1 < outlines->len ? gw_mask_intersect (&rest, &covered, &part.as.mask)
                                       : gw_mask_copy (&rest, &part.as.mask);
      if (status == GW_STATUS_OK)
        status = gw_mask_subtract (&rest, &covered, &left);
      gw_mask_clear (&covered);
      gw_mask_clear (&rest);
      rest = left;
      if (status == GW_STATUS_OK && gw_mask_area (&part.as.mask) > 0)
        g_array_append_val (shapes, part);
      else
        gw_mask_clear (&part.as.mask);
    }
  gw_mask_clear (&rest);
  if (status != GW_STATUS_OK)
    g_clear_pointer (&shapes, g_array_unref);
  return shapes;
}

static GArray *
split_mask (const GwShape *shape, const GwRing *line)
{
  GwMask *parts = NULL;
  gsize n_parts = 0;
  GArray *shapes;

  if (gw_mask_split_parts (&shape->as.mask, false, &parts, &n_parts) != GW_STATUS_OK)
    return NULL;
  shapes = new_shapes ();
  for (gsize i = 0; i < n_parts; i++)
    {
      GwShape part = { .kind = GW_SHAPE_MASK, .as.mask = parts[i] };

      parts[i] = (GwMask) GW_MASK_INIT;
      g_array_append_val (shapes, part);
    }
  gw_masks_free (parts, n_parts);
  return shapes;
}

static guint
find_largest (GArray *shapes)
{
  guint largest = 0;

  for (guint i = 1; i < shapes->len; i++)
    if (gw_shape_area (&g_array_index (shapes, GwShape, i)) > gw_shape_area (&g_array_index (shapes, GwShape, largest)))
      largest = i;
  return largest;
}

/* The largest part stays the object, the others are new and next to it in the order
 * of painting: their ids are higher. Adds the ids of all to ids.
 */
static void
add_parts (GwDocument *self, GwEdit *edit, GwObject *object, GArray *shapes, GArray *ids)
{
  guint largest = find_largest (shapes);
  gint64 image_id = gw_document_get_image_id (self), now = gw_time_now ();

  for (guint i = 0; i < shapes->len; i++)
    {
      g_autoptr (GwObject) part = gw_object_copy (object);
      gint64 id = i == largest ? gw_object_get_id (object) : gw_object_make_id ();

      gw_object_set_id (part, id);
      gw_object_take_shape (part, &g_array_index (shapes, GwShape, i));
      gw_object_set_times (part, i == largest ? gw_object_get_created (object) : now, now);
      gw_edit_add_object (edit, image_id, i == largest ? object : NULL, part);
      g_array_append_val (ids, id);
    }
}

static gboolean
split_selected (GwDocument *self, const char *form, const GwRing *line, SplitFunc for_masks)
{
  g_autoptr (GPtrArray) objects = _gw_edits_get_movable (self);
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *name = NULL;
  g_autoptr (GwEdit) edit = NULL;

  for (guint i = 0; i < objects->len; i++)
    {
      const GwShape *shape = gw_object_get_shape (g_ptr_array_index (objects, i));
      g_autoptr (GArray) shapes = NULL;

      if (!_gw_shape_has_area (shape))
        continue;
      shapes = shape->kind == GW_SHAPE_MASK ? for_masks (shape, line) : split_polygon (shape, line);
      if (shapes == NULL || shapes->len < 2)
        continue;
      g_ptr_array_add (changed, g_ptr_array_index (objects, i));
      g_ptr_array_add (parts, g_steal_pointer (&shapes));
    }
  if (changed->len == 0)
    return FALSE;

  name = _gw_edits_name (self, form, changed);
  edit = gw_edit_new (gw_document_get_image_id (self), name);
  for (guint i = 0; i < changed->len; i++)
    add_parts (self, edit, g_ptr_array_index (changed, i), g_ptr_array_index (parts, i), ids);
  gw_document_apply (self, edit);
  gw_document_select_many (self, (const gint64 *) (gconstpointer) ids->data, ids->len, FALSE);
  return TRUE;
}

gboolean
gw_document_slice_selected (GwDocument *self, const GwRing *line)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (line != NULL, FALSE);

  return split_selected (self, _ ("Slice %s"), line, slice_mask);
}

gboolean
gw_document_split_selected (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  return split_selected (self, _ ("Split %s"), NULL, split_mask);
}
