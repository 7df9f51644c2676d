/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-object-list-private.h"

#include "gw-edits.h"

static gpointer
drag_copy (gpointer data)
{
  const GwObjectDrag *drag = data;
  GwObjectDrag *copy = g_new (GwObjectDrag, 1);

  *copy = (GwObjectDrag) { g_object_ref (drag->document), drag->id };

  return copy;
}

static void
drag_free (gpointer data)
{
  GwObjectDrag *drag = data;

  g_object_unref (drag->document);
  g_free (drag);
}

G_DEFINE_BOXED_TYPE (GwObjectDrag, gw_object_drag, drag_copy, drag_free)

static GwObjectList *
list_of (GtkListItem *item)
{
  return GW_OBJECT_LIST (gtk_widget_get_ancestor (gtk_list_item_get_child (item), GW_TYPE_OBJECT_LIST));
}

/* The same number is another object in another project, or of another image. */
static gboolean
takes (GwObjectList *self, const GwObjectDrag *drag)
{
  return drag != NULL && self->document != NULL && drag->document == self->document
         && gtk_widget_get_sensitive (self->list);
}

static GdkContentProvider *
on_drag_prepare_cb (GtkDragSource *source, double x, double y, GtkListItem *item)
{
  GwObjectList *self = list_of (item);
  GwObject *object = gtk_list_item_get_item (item);
  GwObjectDrag drag;

  if (object == NULL || self->document == NULL)
    return NULL;

  drag = (GwObjectDrag) { self->document, gw_object_get_id (object) };

  return gdk_content_provider_new_typed (GW_TYPE_OBJECT_DRAG, &drag);
}

static void
on_drag_begin_cb (GtkDragSource *source, GdkDrag *drag, GtkListItem *item)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (gtk_list_item_get_child (item));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

/* A line where the row would go. */
static void
show_drop (GtkWidget *row, gboolean over, gboolean above)
{
  gtk_widget_remove_css_class (row, "gw-drop-above");
  gtk_widget_remove_css_class (row, "gw-drop-below");
  if (over)
    gtk_widget_add_css_class (row, above ? "gw-drop-above" : "gw-drop-below");
}

static GdkDragAction
on_drop_motion_cb (GtkDropTarget *target, double x, double y, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  const GValue *value = gtk_drop_target_get_value (target);

  if (value != NULL && !takes (list_of (item), g_value_get_boxed (value)))
    return 0;

  show_drop (row, TRUE, y < gtk_widget_get_height (row) / 2.0);

  return GDK_ACTION_MOVE;
}

static void
on_drop_leave_cb (GtkDropTarget *target, GtkListItem *item)
{
  show_drop (gtk_list_item_get_child (item), FALSE, FALSE);
}

/* With the row that is dragged go the others of the selection. Another order
 * of the list would not show what was done.
 */
static void
move (GwObjectList *self, gint64 id, gint64 target_id, gboolean above)
{
  g_autoptr (GPtrArray) selected = gw_document_get_selected (self->document);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; gw_document_is_selected (self->document, id) && i < selected->len; i++)
    {
      gint64 other = gw_object_get_id (g_ptr_array_index (selected, i));

      g_array_append_val (ids, other);
    }
  if (ids->len == 0)
    g_array_append_val (ids, id);

  gw_document_place_objects (self->document, (const gint64 *) (gpointer) ids->data, ids->len, target_id, above);
  g_object_set (self, "order", "front", NULL);
}

gboolean
_gw_object_list_drop (GwObjectList *self, const GwObjectDrag *drag, gint64 target_id, gboolean above)
{
  if (!takes (self, drag))
    return FALSE;

  move (self, drag->id, target_id, above);

  return TRUE;
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GwObject *object = gtk_list_item_get_item (item);

  show_drop (row, FALSE, FALSE);
  if (object == NULL)
    return FALSE;

  return _gw_object_list_drop (list_of (item), g_value_get_boxed (value), gw_object_get_id (object),
                               y < gtk_widget_get_height (row) / 2.0);
}

void
_gw_object_list_add_dragging (GtkWidget *row, GtkListItem *item)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (GW_TYPE_OBJECT_DRAG, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_drag_prepare_cb), item);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin_cb), item);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));

  /* Whose object it is must be known before it is let go. */
  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "motion", G_CALLBACK (on_drop_motion_cb), item);
  g_signal_connect (target, "leave", G_CALLBACK (on_drop_leave_cb), item);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), item);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}
