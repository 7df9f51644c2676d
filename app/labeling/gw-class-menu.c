/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-menu.h"

#include <glib/gi18n.h>

#define CLASS_KEY "gw-class-id"

static void
on_change_state_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  GtkWidget *menu = user_data;
  const gint64 *class_id = g_object_get_data (G_OBJECT (menu), CLASS_KEY);

  if (class_id != NULL)
    gtk_widget_activate_action (menu, "labeling.toggle-absent", "x", *class_id);
}

GtkWidget *
gw_class_menu_new (GtkWidget *parent)
{
  g_autoptr (GMenu) model = g_menu_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) absent = g_simple_action_new_stateful ("absent", NULL, g_variant_new_boolean (FALSE));
  GtkWidget *menu;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  g_menu_append (model, _ ("Verified _Absent"), "class.absent");
  menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (model));
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_popover_set_position (GTK_POPOVER (menu), GTK_POS_BOTTOM);
  gtk_widget_set_halign (menu, GTK_ALIGN_START);
  g_signal_connect (absent, "change-state", G_CALLBACK (on_change_state_cb), menu);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (absent));
  gtk_widget_insert_action_group (menu, "class", G_ACTION_GROUP (group));
  g_object_set_data_full (G_OBJECT (menu), "gw-absent", g_steal_pointer (&absent), g_object_unref);
  gtk_widget_set_parent (menu, parent);
  return menu;
}

void
gw_class_menu_open (GtkWidget *menu, GwDocument *document, gint64 class_id, GtkWidget *row, double x, double y)
{
  GSimpleAction *absent;
  double menu_x, menu_y;

  g_return_if_fail (GTK_IS_POPOVER_MENU (menu));
  g_return_if_fail (GW_IS_DOCUMENT (document));

  if (!gtk_widget_translate_coordinates (row, gtk_widget_get_parent (menu), x, y, &menu_x, &menu_y))
    return;
  absent = g_object_get_data (G_OBJECT (menu), "gw-absent");
  g_object_set_data_full (G_OBJECT (menu), CLASS_KEY, g_memdup2 (&class_id, sizeof class_id), g_free);
  g_simple_action_set_state (absent, g_variant_new_boolean (gw_document_is_absent (document, class_id)));
  g_simple_action_set_enabled (absent,
                               !gw_document_get_read_only (document) && !gw_document_has_class (document, class_id));
  gtk_popover_set_pointing_to (GTK_POPOVER (menu), &(GdkRectangle) { (int) menu_x, (int) menu_y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (menu));
}
