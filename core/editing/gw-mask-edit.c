/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-mask-edit-private.h"

#include <glib/gi18n.h>

#include <math.h>

#include "gw-edits-private.h"
#include "gw-mask-morphology.h"
#include "gw-raster.h"
#include "gw-time.h"
#include "gw-tool-private.h"

/* --- what is worked on ------------------------------------------------------------------ */

static gboolean
is_mask (GwObject *object)
{
  return gw_object_get_shape (object)->kind == GW_SHAPE_MASK;
}

static gboolean
is_locked (GwObject *object)
{
  return (gw_object_get_flags (object) & GW_OBJECT_LOCKED) != 0;
}

/* Why it cannot be worked on; NULL when it can. */
static const char *
find_fault (GwObject *object)
{
  if (!is_mask (object))
    return _ ("The selected object is not a mask. Make it one with Ctrl+M, or clear the selection with Esc.");
  if (is_locked (object))
    return _ ("The selected mask is locked. Unlock it, or clear the selection with Esc.");
  if (gw_object_get_flags (object) & GW_OBJECT_HIDDEN)
    return _ ("The selected mask is hidden. Show it, or clear the selection with Esc.");
  return NULL;
}

static GwObject *
find_mask_of_class (GwDocument *document, gint64 class_id)
{
  for (guint i = gw_document_get_n_objects (document); i > 0; i--)
    {
      GwObject *object = gw_document_get_object (document, i - 1);

      if (is_mask (object) && gw_object_get_class_id (object) == class_id && find_fault (object) == NULL)
        return object;
    }
  return NULL;
}

static GwObject *
find_mask_below (GwDocument *document, GwPoint point)
{
  for (guint i = gw_document_get_n_objects (document); i > 0; i--)
    {
      GwObject *object = gw_document_get_object (document, i - 1);

      if (is_mask (object) && find_fault (object) == NULL && gw_shape_contains (gw_object_get_shape (object), point))
        return object;
    }
  return NULL;
}

static gboolean
is_done_with (GwDocument *document, GwObject *object, const GwMaskDrawn *drawn)
{
  gint64 class_id = gw_document_get_current_class (document);

  return drawn != NULL && gw_object_get_id (object) == drawn->id && class_id != drawn->class_id
         && class_id != gw_object_get_class_id (object);
}

/* The one that is selected, if it is to be gone on with. */
static GwObject *
find_selected (GwDocument *document, const GwMaskDrawn *drawn, const char **why)
{
  g_autoptr (GPtrArray) selected = gw_document_get_selected (document);
  GwObject *object = selected->len > 0 ? g_ptr_array_index (selected, 0) : NULL;

  *why = NULL;
  if (selected->len > 1)
    *why = _ ("Several objects are selected. Select one mask, or clear the selection with Esc.");
  if (selected->len != 1 || is_done_with (document, object, drawn))
    return NULL;
  *why = find_fault (object);
  return *why == NULL ? object : NULL;
}

static void
init_target (GwMaskTarget *target, GwTool *tool)
{
  GwToolOptions *options = gw_tool_get_options (tool);

  *target = (GwMaskTarget) GW_MASK_TARGET_INIT;
  target->semantic = gw_tool_options_get_flag (options, "semantic");
  target->mode = target->semantic ? GW_PAINT_CUT : gw_tool_options_get_paint_mode (options);
  target->class_id = _gw_edits_find_class_for_new (gw_tool_get_document (tool));
}

static void
set_target (GwMaskTarget *target, GwObject *object)
{
  target->id = object != NULL ? gw_object_get_id (object) : gw_object_make_id ();
  if (object == NULL)
    return;
  target->object = g_object_ref (object);
  target->class_id = gw_object_get_class_id (object);
}

gboolean
_gw_mask_target_find (GwTool *tool, const GwMaskDrawn *drawn, const GwPoint *erased, GwMaskTarget *target)
{
  GwDocument *document = gw_tool_get_document (tool);
  GwObject *object = NULL;
  const char *why = NULL;

  init_target (target, tool);
  if (!target->semantic)
    object = find_selected (document, drawn, &why);
  else if (erased == NULL)
    object = find_mask_of_class (document, target->class_id);
  if (object == NULL && why == NULL && erased != NULL)
    {
      object = find_mask_below (document, *erased);
      if (object == NULL)
        why = _ ("There is no mask here to erase from.");
    }
  if (why != NULL)
    {
      _gw_tool_refused (tool, why);
      return FALSE;
    }
  set_target (target, object);
  return TRUE;
}

void
_gw_mask_target_clear (GwMaskTarget *target)
{
  g_clear_object (&target->object);
}

const GwMask *
_gw_mask_target_get_mask (const GwMaskTarget *target)
{
  return target->object != NULL ? &gw_object_get_shape (target->object)->as.mask : NULL;
}

/* --- what must not be painted on -------------------------------------------------------- */

/* Whether it has pixels of its own. */
static gboolean
has_ground (GwObject *object)
{
  return is_mask (object) || gw_object_get_shape (object)->kind == GW_SHAPE_POLYGON;
}

static gboolean
is_guarded (GwObject *object, const GwMaskTarget *target)
{
  if (gw_object_get_id (object) == target->id)
    return FALSE;
  if (target->mode == GW_PAINT_CUT)
    return is_mask (object) && is_locked (object);
  return has_ground (object);
}

static gboolean
are_equal (GPtrArray *a, GPtrArray *b)
{
  return a != NULL && a->len == b->len && (a->len == 0 || memcmp (a->pdata, b->pdata, a->len * sizeof (gpointer)) == 0);
}

/* Joins masks two by two, so that each run is copied a few times only. What
 * cannot be had, for its size or for want of memory, guards nothing.
 */
static void
unite (GArray *masks)
{
  while (masks->len > 1)
    {
      guint n = 0;

      for (guint i = 0; i + 1 < masks->len; i += 2)
        {
          GwMask *a = &g_array_index (masks, GwMask, i), *b = &g_array_index (masks, GwMask, i + 1);
          GwMask both = GW_MASK_INIT;

          if (gw_mask_union (a, b, &both) != GW_STATUS_OK)
            gw_mask_copy (a, &both);
          gw_mask_clear (a);
          gw_mask_clear (b);
          g_array_index (masks, GwMask, n++) = both;
        }
      if (masks->len % 2 == 1)
        g_array_index (masks, GwMask, n++) = g_array_index (masks, GwMask, masks->len - 1);
      g_array_set_size (masks, n);
    }
}

/* All of the objects as one mask, in place of the one that is there. */
static void
rasterize (GPtrArray *objects, int width, int height, GwMask *result)
{
  g_autoptr (GArray) masks = g_array_new (FALSE, FALSE, sizeof (GwMask));

  gw_mask_clear (result);
  for (guint i = 0; i < objects->len; i++)
    {
      GwMask mask = GW_MASK_INIT;

      if (gw_raster_shape (gw_object_get_shape (g_ptr_array_index (objects, i)), width, height, &mask) == GW_STATUS_OK)
        g_array_append_val (masks, mask);
    }
  unite (masks);
  if (masks->len == 1)
    *result = g_array_index (masks, GwMask, 0);
}

const GwMask *
_gw_mask_guard_find (GwMaskGuard *self, GwDocument *document, const GwMaskTarget *target)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  int width, height;

  for (guint i = 0; target->mode != GW_PAINT_OVER && i < gw_document_get_n_objects (document); i++)
    {
      GwObject *object = gw_document_get_object (document, i);

      if (is_guarded (object, target))
        g_ptr_array_add (objects, g_object_ref (object));
    }
  gw_document_get_size (document, &width, &height);
  if (!are_equal (self->objects, objects) || self->mask.image_width != width || self->mask.image_height != height)
    {
      g_clear_pointer (&self->objects, g_ptr_array_unref);
      self->objects = g_steal_pointer (&objects);
      rasterize (self->objects, width, height, &self->mask);
    }
  return self->mask.n_runs > 0 ? &self->mask : NULL;
}

void
_gw_mask_guard_clear (GwMaskGuard *self)
{
  g_clear_pointer (&self->objects, g_ptr_array_unref);
  gw_mask_clear (&self->mask);
}

/* --- the edit --------------------------------------------------------------------------- */

/* The object with this mask; NULL when that has no pixel. Takes the mask. */
static GwObject *
change_mask (GwObject *object, GwMask *mask)
{
  GwShape shape = { .kind = GW_SHAPE_MASK, .as.mask = *mask };
  GwObject *copy;

  *mask = (GwMask) GW_MASK_INIT;
  if (shape.as.mask.n_runs == 0)
    {
      gw_shape_clear (&shape);
      return NULL;
    }
  copy = gw_object_copy (object);
  gw_object_take_shape (copy, &shape);
  gw_object_set_times (copy, gw_object_get_created (object), gw_time_now ());
  return copy;
}

/* Other masks lose these pixels. */
static void
cut_others (GwDocument *document, GwEdit *edit, gint64 id, const GwMask *painted)
{
  for (guint i = 0; i < gw_document_get_n_objects (document); i++)
    {
      GwObject *object = gw_document_get_object (document, i);
      g_autoptr (GwObject) rest = NULL;
      const GwMask *mask;
      GwMask cut = GW_MASK_INIT;

      if (gw_object_get_id (object) == id || !is_mask (object) || is_locked (object))
        continue;
      mask = &gw_object_get_shape (object)->as.mask;
      if (gw_mask_shared_area (mask, painted) == 0 || gw_mask_subtract (mask, painted, &cut) != GW_STATUS_OK)
        continue;
      rest = change_mask (object, &cut);
      gw_edit_add_object (edit, gw_document_get_image_id (document), object, rest);
    }
}

static const char *
name_edit (GwObject *before, GwObject *after, gboolean paints)
{
  if (before == NULL)
    return _ ("Draw %s");
  if (after == NULL)
    return _ ("Delete %s");
  return paints ? _ ("Paint %s") : _ ("Erase %s");
}

/* The target as it is with this mask: itself when that is the same. NULL for what
 * is not made, or goes. Takes the mask. (transfer full)
 */
static GwObject *
make_after (GwDocument *document, const GwMaskTarget *target, GwMask *mask)
{
  GwShape shape = { .kind = GW_SHAPE_MASK, .as.mask = *mask };

  if (target->object != NULL && gw_mask_equal (_gw_mask_target_get_mask (target), mask))
    {
      gw_mask_clear (mask);
      return g_object_ref (target->object);
    }
  if (target->object != NULL)
    return change_mask (target->object, mask);
  *mask = (GwMask) GW_MASK_INIT;
  if (shape.as.mask.n_runs > 0)
    return _gw_edits_make_object (document, &shape, target->id);
  gw_shape_clear (&shape);
  return NULL;
}

/* What a new object would be, for whoever gives it a class. */
static void
ask_for_class (GwTool *tool, gint64 id, GwMask *mask)
{
  g_autoptr (GwObject) object = gw_object_new (id, 0);
  g_autoptr (GwObject) drawn = change_mask (object, mask);

  if (drawn != NULL)
    _gw_tool_class_missing (tool, drawn);
}

static GwEdit *
make_edit (GwDocument *document, const GwMaskTarget *target, GwObject *after, const GwMask *painted)
{
  g_autoptr (GPtrArray) about = g_ptr_array_new ();
  g_autofree char *name = NULL;
  GwEdit *edit;

  g_ptr_array_add (about, after != NULL ? after : target->object);
  name = _gw_edits_name (document, name_edit (target->object, after, painted != NULL), about);
  edit = gw_edit_new (gw_document_get_image_id (document), name);
  if (after != target->object)
    gw_edit_add_object (edit, gw_document_get_image_id (document), target->object, after);
  if (target->mode == GW_PAINT_CUT && painted != NULL)
    cut_others (document, edit, target->id, painted);
  return edit;
}

gboolean
_gw_mask_edit_apply (GwTool *tool, const GwMaskTarget *target, GwMask *after, const GwMask *painted)
{
  GwDocument *document = gw_tool_get_document (tool);
  g_autoptr (GwObject) object = NULL;
  g_autoptr (GwEdit) edit = NULL;

  if (gw_document_find (document, target->id) != target->object)
    {
      gw_mask_clear (after);
      _gw_tool_refused (tool, _ ("Nothing was changed: the mask has become another meanwhile."));
      return FALSE;
    }
  if (target->object == NULL && target->class_id == 0)
    {
      ask_for_class (tool, target->id, after);
      return FALSE;
    }
  object = make_after (document, target, after);
  if (object == NULL && target->object == NULL)
    return FALSE;

  edit = make_edit (document, target, object, painted);
  if (gw_edit_get_n_changes (edit) == 0)
    return FALSE;
  gw_document_apply (document, edit);
  if (target->object == NULL && gw_document_find (document, target->id) == object)
    {
      if (!target->semantic)
        gw_document_select (document, target->id, FALSE);
      _gw_tool_drawn (tool, object);
    }
  return TRUE;
}

/* --- what a tool found ------------------------------------------------------------------ */

/* Which object it goes to. */
static gboolean
find_taker (GwTool *tool, GwToolModifiers modifiers, GwMaskTarget *target)
{
  if ((modifiers & (GW_TOOL_SHIFT | GW_TOOL_ALT)) == 0)
    {
      init_target (target, tool);
      set_target (target, target->semantic ? find_mask_of_class (gw_tool_get_document (tool), target->class_id) : NULL);
      return TRUE;
    }
  if (!_gw_mask_target_find (tool, NULL, NULL, target))
    return FALSE;
  if ((modifiers & GW_TOOL_ALT) == 0 || target->object != NULL)
    return TRUE;
  _gw_tool_refused (tool, _ ("There is no mask to take this from. Select one first."));
  return FALSE;
}

/* The mask that the target has afterwards, and what of the found one was painted. */
static gw_status
combine (GwDocument *document, const GwMaskTarget *target, const GwMask *found, gboolean subtract, GwMask *painted,
         GwMask *after)
{
  const GwMask *before = _gw_mask_target_get_mask (target);
  GwMaskGuard guard = GW_MASK_GUARD_INIT;
  const GwMask *kept = subtract ? NULL : _gw_mask_guard_find (&guard, document, target);
  gw_status status = kept != NULL ? gw_mask_subtract (found, kept, painted) : gw_mask_copy (found, painted);

  _gw_mask_guard_clear (&guard);
  if (status != GW_STATUS_OK)
    return status;
  if (before == NULL)
    return gw_mask_copy (painted, after);
  return subtract ? gw_mask_subtract (before, painted, after) : gw_mask_union (before, painted, after);
}

/* FALSE, after "refused", when it cannot be put there; *done: whether anything has changed. */
static gboolean
put (GwTool *tool, const GwMaskTarget *target, const GwMask *found, gboolean subtract, gboolean *done)
{
  GwMask after = GW_MASK_INIT, painted = GW_MASK_INIT;
  gboolean taken = FALSE;

  *done = FALSE;
  if (combine (gw_tool_get_document (tool), target, found, subtract, &painted, &after) != GW_STATUS_OK)
    _gw_tool_refused (tool, _ ("This does not fit to the mask, or there is not enough memory."));
  else if (painted.n_runs == 0)
    _gw_tool_refused (tool, _ ("Nothing was drawn: other objects, which are protected, have all of it."));
  else
    {
      *done = _gw_mask_edit_apply (tool, target, &after, subtract ? NULL : &painted);
      taken = TRUE;
    }
  gw_mask_clear (&after);
  gw_mask_clear (&painted);
  return taken;
}

gboolean
_gw_mask_edit_take (GwTool *tool, const GwMask *found, GwToolModifiers modifiers)
{
  GwMaskTarget target;
  gboolean taken, done;

  if (!find_taker (tool, modifiers, &target))
    return FALSE;
  taken = put (tool, &target, found, (modifiers & GW_TOOL_ALT) != 0, &done);
  _gw_mask_target_clear (&target);
  return taken;
}

/* --- what is enclosed ------------------------------------------------------------------- */

/* By the masks and polygons that are seen, by several together too. FALSE: nothing is. */
static gboolean
find_enclosed (GwDocument *document, GwPoint point, GwMask *region)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  GwMask seen = GW_MASK_INIT;
  gboolean found;
  int width, height;

  for (guint i = 0; i < gw_document_get_n_objects (document); i++)
    {
      GwObject *object = gw_document_get_object (document, i);

      if (has_ground (object) && (gw_object_get_flags (object) & GW_OBJECT_HIDDEN) == 0)
        g_ptr_array_add (objects, object);
    }
  gw_document_get_size (document, &width, &height);
  rasterize (objects, width, height, &seen);
  found = gw_mask_fill_region (&seen, (int32_t) floor (point.x), (int32_t) floor (point.y), region) == GW_STATUS_OK;
  gw_mask_clear (&seen);
  return found;
}

void
_gw_mask_edit_fill (GwTool *tool, GwMaskDrawn *drawn, GwPoint point)
{
  GwMask region = GW_MASK_INIT;
  GwMaskTarget target;
  gboolean done;

  if (!_gw_mask_target_find (tool, drawn, NULL, &target))
    return;
  if (!find_enclosed (gw_tool_get_document (tool), point, &region))
    _gw_tool_refused (tool, _ ("Nothing was filled: masks and outlines do not enclose this place."));
  else if (put (tool, &target, &region, FALSE, &done) && done && target.object == NULL)
    *drawn = (GwMaskDrawn) { target.id, target.class_id };
  gw_mask_clear (&region);
  _gw_mask_target_clear (&target);
}
