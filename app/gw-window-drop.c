/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-window-private.h"

#include <glib/gi18n.h>

/* Files and folders that are dragged from the file manager to any place of the window. */

/* Images that are dragged inside the program are in a project already. */
static gboolean
on_accept_cb (GtkDropTarget *target, GdkDrop *drop, GwWindow *self)
{
  return gdk_drop_get_drag (drop) == NULL
         && gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), GDK_TYPE_FILE_LIST) && self->project != NULL
         && !gw_project_is_read_only (self->project);
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, GwWindow *self)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("as"));
  guint n = 0;

  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    {
      g_autofree char *path = g_file_get_path (G_FILE (l->data));

      if (path == NULL)
        continue;
      g_variant_builder_add (&builder, "s", path);
      n++;
    }
  if (n == 0)
    {
      gw_window_toast (self, _ ("Only files and folders of this computer can be added"), FALSE);
      return FALSE;
    }
  gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.add-images", g_variant_builder_end (&builder));

  return TRUE;
}

void
_gw_window_init_drop (GwWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (drop, "accept", G_CALLBACK (on_accept_cb), self);
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}
