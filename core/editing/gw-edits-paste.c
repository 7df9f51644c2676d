/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-edits-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-box.h"
#include "gw-error.h"
#include "gw-mask.h"
#include "gw-shape-json.h"
#include "gw-time.h"

#define DUPLICATE_OFFSET 10.0

/* --- putting copies into a document ---------------------------------------------- */

/* A mask belongs to the size of its image: its pixels as they lie in one of
 * the document's size.
 */
static gboolean
fit_mask (GwObject *copy, int width, int height)
{
  const GwMask *mask = &gw_object_get_shape (copy)->as.mask;
  GwShape shape = { .kind = GW_SHAPE_MASK };
  g_autofree guint8 *rows = NULL;

  if (mask->image_width == width && mask->image_height == height)
    return TRUE;
  if (mask->width == 0 || mask->height == 0)
    return FALSE;
  rows = g_malloc ((gsize) mask->width * mask->height);
  if (gw_mask_to_bitmap (mask, mask->x, mask->y, mask->width, mask->height, 1, rows, (gsize) mask->width)
          != GW_STATUS_OK
      || gw_mask_from_bitmap (width, height, mask->x, mask->y, mask->width, mask->height, rows, (gsize) mask->width,
                              &shape.as.mask)
             != GW_STATUS_OK)
    return FALSE;
  gw_object_take_shape (copy, &shape);
  return TRUE;
}

static gboolean
move (GwObject *copy, double dx, double dy)
{
  GwShape shape = GW_SHAPE_INIT;

  if (dx == 0.0 && dy == 0.0)
    return TRUE;
  if (gw_shape_copy (gw_object_get_shape (copy), &shape) != GW_STATUS_OK)
    return FALSE;
  if (gw_shape_translate (&shape, dx, dy) != GW_STATUS_OK)
    {
      gw_shape_clear (&shape);
      return FALSE;
    }
  gw_object_take_shape (copy, &shape);
  return TRUE;
}

/* Brings a copy inside the image: a box is cut at its edges, other shapes
 * stay as they are. FALSE when nothing of it is inside.
 */
static gboolean
fit (GwDocument *self, GwObject *copy, double dx, double dy)
{
  GwBox bounds, clipped;
  int width, height;

  gw_document_get_size (self, &width, &height);
  if (width == 0 || height == 0)
    return move (copy, dx, dy);
  if (gw_object_get_shape (copy)->kind == GW_SHAPE_MASK && !fit_mask (copy, width, height))
    return FALSE;
  if (!move (copy, dx, dy))
    return FALSE;
  bounds = gw_object_get_bounds (copy);
  if (bounds.x > width || bounds.y > height || bounds.x + bounds.width < 0.0 || bounds.y + bounds.height < 0.0)
    return FALSE;
  if (gw_object_get_shape (copy)->kind == GW_SHAPE_MASK)
    return gw_mask_area (&gw_object_get_shape (copy)->as.mask) > 0;
  if (gw_object_get_shape (copy)->kind != GW_SHAPE_BOX)
    return TRUE;
  if (!gw_box_clip (&bounds, width, height, &clipped))
    return FALSE;
  if (!gw_box_contains_box (&clipped, &bounds))
    gw_object_set_box (copy, clipped.x, clipped.y, clipped.width, clipped.height);
  return TRUE;
}

/* Objects that were a group become a group of their own. */
static gint64
map_group (GHashTable *groups, gint64 group)
{
  gint64 *mapped;

  if (group == 0)
    return 0;
  mapped = g_hash_table_lookup (groups, &group);
  if (mapped == NULL)
    {
      mapped = g_new (gint64, 1);
      *mapped = gw_object_make_id ();
      g_hash_table_insert (groups, g_memdup2 (&group, sizeof group), mapped);
    }
  return *mapped;
}

static void
make_own (GwDocument *self, GwObject *copy, gint64 now, GHashTable *groups)
{
  gw_object_set_id (copy, gw_object_make_id ());
  gw_object_set_group (copy, map_group (groups, gw_object_get_group (copy)));
  gw_object_set_flags (copy, gw_object_get_flags (copy) & ~(GW_OBJECT_LOCKED | GW_OBJECT_HIDDEN));
  gw_object_set_source (copy, GW_SOURCE_MANUAL);
  gw_object_set_score (copy, NAN);
  gw_object_set_author (copy, gw_document_get_author (self));
  gw_object_set_times (copy, now, now);
  gw_object_set_bag (copy, NULL);
}

/* Copies to be added, above all others and in their order. */
static GPtrArray *
make_copies (GwDocument *self, GPtrArray *objects, double offset)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_object_unref);
  GwBox extent = _gw_edits_get_extent (objects);
  double dx = offset, dy = offset;
  gint64 now = gw_time_now ();
  int z = _gw_edits_get_top_z (self);

  _gw_edits_clamp_move (self, &extent, &dx, &dy);
  for (guint i = 0; i < objects->len; i++)
    {
      g_autoptr (GwObject) copy = gw_object_copy (g_ptr_array_index (objects, i));

      if (!fit (self, copy, dx, dy))
        continue;
      make_own (self, copy, now, groups);
      gw_object_set_z (copy, z);
      z = MIN (z, G_MAXINT - 1) + 1;
      g_ptr_array_add (copies, g_steal_pointer (&copy));
    }
  return copies;
}

static gboolean
add_copies (GwDocument *self, GPtrArray *objects, double offset, const char *form)
{
  g_autoptr (GPtrArray) copies = make_copies (self, objects, offset);
  g_autofree gint64 *ids = g_new (gint64, copies->len);

  for (guint i = 0; i < copies->len; i++)
    ids[i] = gw_object_get_id (g_ptr_array_index (copies, i));
  if (!_gw_edits_apply (self, form, NULL, copies))
    return FALSE;
  gw_document_select_many (self, ids, copies->len, FALSE);
  return TRUE;
}

gboolean
gw_document_paste (GwDocument *self, GPtrArray *objects, double offset, const char *name)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (objects != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return add_copies (self, objects, offset, name);
}

gboolean
gw_document_duplicate_selected (GwDocument *self)
{
  g_autoptr (GPtrArray) selected = NULL;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  selected = gw_document_get_selected (self);
  return add_copies (self, selected, DUPLICATE_OFFSET, _ ("Duplicate %s"));
}

/* --- the clipboard ------------------------------------------------------------------ */

char *
gw_document_copy_text (GwDocument *self)
{
  g_autoptr (GPtrArray) selected = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (GwJsonWriter) writer = NULL;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  selected = gw_document_get_selected (self);
  text = g_string_new (NULL);
  writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  gw_json_writer_begin_object (writer);
  gw_json_writer_key_int64 (writer, "groundwork", 1);
  gw_json_writer_key (writer, "objects");
  gw_json_writer_begin_array (writer);
  for (guint i = 0; i < selected->len; i++)
    {
      GwObject *object = g_ptr_array_index (selected, i);
      GwClass *klass = gw_document_get_class (self, gw_object_get_class_id (object));

      gw_object_write_json (object, klass != NULL ? gw_class_get_name (klass) : NULL, GW_OBJECT_JSON_PLAIN, writer);
    }
  gw_json_writer_end_array (writer);
  gw_json_writer_end_object (writer);
  if (!gw_json_writer_finish (writer, NULL))
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
resolve_class (GwDocument *self, GwObject *object, const char *label, GError **error)
{
  GPtrArray *classes = gw_document_get_classes (self);

  for (guint i = 0; label != NULL && i < classes->len; i++)
    if (g_strcmp0 (gw_class_get_name (g_ptr_array_index (classes, i)), label) == 0)
      {
        gw_object_set_class_id (object, gw_class_get_id (g_ptr_array_index (classes, i)));
        return TRUE;
      }
  if (label != NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND,
                   _ ("There is no class “%s” in this project. Add it in Project Settings, then paste again."), label);
      return FALSE;
    }
  if (classes->len == 0 || gw_document_get_class (self, gw_object_get_class_id (object)) != NULL)
    return TRUE;
  g_set_error_literal (error, GW_ERROR, GW_ERROR_NOT_FOUND, _ ("The class of a copied object is not in this project."));
  return FALSE;
}

/* The array of objects, whose '[' comes next. */
static gboolean
read_objects (GwDocument *self, GwJsonReader *reader, GPtrArray *objects, GError **error)
{
  GwJsonToken token = gw_json_reader_next (reader, error);

  if (token != GW_JSON_ARRAY_BEGIN)
    return token != GW_JSON_ERROR;
  while ((token = gw_json_reader_next (reader, error)) == GW_JSON_OBJECT_BEGIN)
    {
      g_autofree char *label = NULL;
      g_autoptr (GwObject) object = gw_object_read_json (reader, &label, error);

      if (object == NULL || !resolve_class (self, object, label, error))
        return FALSE;
      if (gw_object_get_shape (object)->kind != GW_SHAPE_NONE)
        g_ptr_array_add (objects, g_steal_pointer (&object));
    }
  return token == GW_JSON_ARRAY_END;
}

static gboolean
read_text (GwDocument *self, GwJsonReader *reader, GPtrArray *objects, GError **error)
{
  GwJsonToken token;

  if (gw_json_reader_next (reader, error) != GW_JSON_OBJECT_BEGIN)
    return FALSE;
  while ((token = gw_json_reader_next (reader, error)) == GW_JSON_KEY)
    {
      if (gw_json_reader_string_is (reader, "objects"))
        {
          if (!read_objects (self, reader, objects, error))
            return FALSE;
        }
      else if (!gw_json_reader_skip_value (reader, error))
        return FALSE;
    }
  return token == GW_JSON_OBJECT_END && gw_json_reader_next (reader, error) == GW_JSON_END;
}

GPtrArray *
gw_document_parse_text (GwDocument *self, const char *text, GError **error)
{
  g_autoptr (GwJsonReader) reader = NULL;
  g_autoptr (GPtrArray) objects = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  reader = gw_json_reader_new_for_memory (text, -1);
  objects = g_ptr_array_new_with_free_func (g_object_unref);
  if (read_text (self, reader, objects, &local_error) && objects->len > 0)
    return g_steal_pointer (&objects);
  if (g_error_matches (local_error, GW_ERROR, GW_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID,
                         _ ("There are no objects on the clipboard. Copy some in a labeling view first."));
  return NULL;
}
