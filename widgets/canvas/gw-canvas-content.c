/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-canvas-private.h"

/* --- picture ----------------------------------------------------------------------- */

static void
take_pyramid (GwCanvas *self, GwPyramid *pyramid, gboolean same)
{
  if (pyramid != NULL)
    gw_pyramid_ref (pyramid);
  g_clear_pointer (&self->pyramid, gw_pyramid_unref);
  self->pyramid = pyramid;
  self->content = pyramid != NULL ? GW_CANVAS_SHOWING : GW_CANVAS_EMPTY;
  self->another_picture |= !same;
  if (pyramid != NULL && self->adjust.auto_levels)
    gw_canvas_adjust_find_levels (pyramid, &self->low, &self->high);
  _gw_canvas_hide_status (self);
  _gw_canvas_view_set_picture (self, pyramid, same);
  _gw_canvas_update_picture (self);
  _gw_canvas_update_children (self);
  _gw_canvas_queue_source (self);
  _gw_canvas_queue_access (self);
  g_object_notify (G_OBJECT (self), "pyramid");
}

GwPyramid *
gw_canvas_get_pyramid (GwCanvas *self)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), NULL);

  return self->pyramid;
}

void
gw_canvas_set_pyramid (GwCanvas *self, GwPyramid *pyramid)
{
  g_return_if_fail (GW_IS_CANVAS (self));

  if (self->pyramid == pyramid && (pyramid != NULL || self->content == GW_CANVAS_EMPTY))
    return;

  take_pyramid (self, pyramid, FALSE);
}

void
gw_canvas_refine_pyramid (GwCanvas *self, GwPyramid *pyramid)
{
  g_return_if_fail (GW_IS_CANVAS (self));
  g_return_if_fail (pyramid != NULL);

  if (self->pyramid != pyramid)
    take_pyramid (self, pyramid, self->pyramid != NULL);
}

static void
leave_picture (GwCanvas *self, GwCanvasContent content)
{
  gboolean had_picture = self->pyramid != NULL;

  g_clear_pointer (&self->pyramid, gw_pyramid_unref);
  self->content = content;
  self->another_picture = TRUE;
  self->hovered = 0;
  _gw_canvas_view_set_picture (self, NULL, FALSE);
  _gw_canvas_update_picture (self);
  _gw_canvas_update_children (self);
  _gw_canvas_queue_source (self);
  _gw_canvas_queue_access (self);
  if (had_picture)
    g_object_notify (G_OBJECT (self), "pyramid");
}

void
gw_canvas_set_loading (GwCanvas *self)
{
  g_return_if_fail (GW_IS_CANVAS (self));

  leave_picture (self, GW_CANVAS_LOADING);
  _gw_canvas_show_loading (self);
}

void
gw_canvas_set_error (GwCanvas *self, const char *title, const char *text, GtkWidget *actions)
{
  g_return_if_fail (GW_IS_CANVAS (self));
  g_return_if_fail (title != NULL);

  leave_picture (self, GW_CANVAS_FAILED);
  _gw_canvas_show_error (self, title, text, actions);
}

/* --- document and tool --------------------------------------------------------------- */

static void
on_objects_changed_cb (GwCanvas *self)
{
  _gw_canvas_drop_scene (self);
  _gw_canvas_update_actions (self);
  _gw_canvas_queue_access (self);
}

static void
on_selection_changed_cb (GwCanvas *self)
{
  self->armed = FALSE;
  _gw_canvas_drop_scene (self);
  _gw_canvas_update_actions (self);
  _gw_canvas_announce_selection (self);
}

/* Objects that are dragged leave the tiles, and come back to them. */
static gboolean
lifts_others (GwCanvas *self)
{
  GPtrArray *preview = gw_document_get_preview (self->document);

  if (self->scene == NULL)
    return FALSE;
  if (preview == NULL)
    return gw_document_get_n_selected (self->document) > GW_CANVAS_MAX_LIFTED;

  for (guint i = 0; i < preview->len; i++)
    {
      const GwSceneItem *item = gw_canvas_scene_find (self->scene, gw_object_get_id (g_ptr_array_index (preview, i)));

      if (item != NULL && !item->lifted)
        return TRUE;
    }
  return FALSE;
}

static void
on_preview_changed_cb (GwCanvas *self)
{
  if (lifts_others (self))
    _gw_canvas_drop_scene (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
_gw_canvas_disconnect_document (GwCanvas *self)
{
  if (self->document == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
}

GwDocument *
gw_canvas_get_document (GwCanvas *self)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), NULL);

  return self->document;
}

void
gw_canvas_set_document (GwCanvas *self, GwDocument *document)
{
  g_return_if_fail (GW_IS_CANVAS (self));

  if (self->document == document)
    return;

  _gw_canvas_disconnect_document (self);
  if (document != NULL)
    {
      self->document = g_object_ref (document);
      g_signal_connect_swapped (document, "objects-changed", G_CALLBACK (on_objects_changed_cb), self);
      g_signal_connect_swapped (document, "items-changed", G_CALLBACK (on_objects_changed_cb), self);
      g_signal_connect_swapped (document, "selection-changed", G_CALLBACK (on_selection_changed_cb), self);
      g_signal_connect_swapped (document, "preview-changed", G_CALLBACK (on_preview_changed_cb), self);
      g_signal_connect_swapped (document, "notify::current-class-id", G_CALLBACK (_gw_canvas_queue_access), self);
    }
  if (self->tool != NULL)
    gw_tool_set_document (self->tool, document);
  self->hovered = 0;
  self->scene_options.isolated = 0;
  self->has_mark = FALSE;
  g_hash_table_remove_all (self->settling);
  on_objects_changed_cb (self);
  g_object_notify (G_OBJECT (self), "document");
}

void
gw_canvas_set_predictions (GwCanvas *self, GPtrArray *predictions)
{
  g_return_if_fail (GW_IS_CANVAS (self));

  if (self->predictions == predictions)
    return;

  g_clear_pointer (&self->predictions, g_ptr_array_unref);
  self->predictions = predictions != NULL ? g_ptr_array_ref (predictions) : NULL;
  _gw_canvas_drop_scene (self);
}

void
gw_canvas_set_comparison (GwCanvas *self, GwComparison *comparison)
{
  g_return_if_fail (GW_IS_CANVAS (self));

  if (self->comparison == comparison)
    return;

  g_clear_pointer (&self->comparison, gw_comparison_unref);
  g_clear_pointer (&self->scene_options.compared, g_ptr_array_unref);
  if (comparison != NULL)
    {
      self->comparison = gw_comparison_ref (comparison);
      self->scene_options.compared = gw_canvas_scene_list_compared (comparison);
    }
  _gw_canvas_drop_scene (self);
}

GwComparison *
gw_canvas_get_comparison (GwCanvas *self)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), NULL);

  return self->comparison;
}

void
gw_canvas_set_comparison_frame (GwCanvas *self, const GwBox *box)
{
  g_return_if_fail (GW_IS_CANVAS (self));

  if (box == NULL && self->scene_options.frame == NULL)
    return;

  g_clear_object (&self->scene_options.frame);
  if (box != NULL)
    {
      self->scene_options.frame = gw_object_new (gw_object_make_id (), 0);
      gw_object_set_box (self->scene_options.frame, box->x, box->y, box->width, box->height);
    }
  _gw_canvas_drop_scene (self);
}

GwTool *
gw_canvas_get_tool (GwCanvas *self)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), NULL);

  return self->tool;
}

gboolean
gw_canvas_take_back (GwCanvas *self)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), FALSE);

  if (self->tool == NULL || !gw_tool_is_drawing (self->tool))
    return FALSE;
  if (gw_tool_remove_point (self->tool))
    return TRUE;

  self->pressed = FALSE;
  return gw_tool_cancel (self->tool);
}

void
gw_canvas_set_tool (GwCanvas *self, GwTool *tool)
{
  g_return_if_fail (GW_IS_CANVAS (self));

  if (self->tool == tool)
    {
      _gw_canvas_tool_changed (self);
      return;
    }

  _gw_canvas_disconnect_tool (self);
  self->pressed = FALSE;
  if (tool != NULL)
    {
      self->tool = g_object_ref (tool);
      _gw_canvas_connect_tool (self);
    }
  _gw_canvas_tool_changed (self);
  _gw_canvas_queue_access (self);
  g_object_notify (G_OBJECT (self), "tool");
}

const char *
gw_canvas_get_file_name (GwCanvas *self)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), NULL);

  return self->file_name;
}

void
gw_canvas_set_file_name (GwCanvas *self, const char *file_name)
{
  g_return_if_fail (GW_IS_CANVAS (self));

  if (g_strcmp0 (self->file_name, file_name) == 0)
    return;

  g_free (self->file_name);
  self->file_name = g_strdup (file_name);
  _gw_canvas_queue_access (self);
  g_object_notify (G_OBJECT (self), "file-name");
}
