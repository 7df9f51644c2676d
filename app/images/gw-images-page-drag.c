/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-images-page-private.h"

#include "gw-image-content.h"

/* The selected images leave together; one that is not selected, alone. */
static GdkContentProvider *
on_prepare_cb (GtkDragSource *source, double x, double y, GtkListItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  GwImagesPage *self = GW_IMAGES_PAGE (gtk_widget_get_ancestor (cell, GW_TYPE_IMAGES_PAGE));
  guint position = gtk_list_item_get_position (item);
  g_autoptr (GArray) ids = NULL;

  if (self == NULL || position == GTK_INVALID_LIST_POSITION)
    return NULL;

  if (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    {
      ids = _gw_images_page_get_selected (self);
    }
  else
    {
      gint64 id = gw_image_list_get_id (self->list, position);

      ids = g_array_new (FALSE, FALSE, sizeof id);
      g_array_append_val (ids, id);
    }

  /* Else the list's rubber band begins with the same motion, and stays: the
   * drag takes the events that would end it.
   */
  gtk_gesture_set_state (GTK_GESTURE (source), GTK_EVENT_SEQUENCE_CLAIMED);

  return gw_image_content_new (gw_project_get_store (self->project), ids);
}

static void
on_drag_begin_cb (GtkDragSource *source, GdkDrag *drag, GtkListItem *item)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (gtk_list_item_get_child (item));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

void
_gw_images_page_make_drag (GwImagesPage *self, GtkListItem *item, GtkWidget *cell)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (on_prepare_cb), item);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin_cb), item);
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (source));
}
