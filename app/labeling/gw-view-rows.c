/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-view-rows.h"

#include <glib/gi18n.h>

static GtkWidget *
add_row (GtkWidget *list, const char *title, GtkWidget *control)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (row, "gw-attribute-row");
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), control);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (gtk_widget_get_parent (row)), FALSE);
  gtk_widget_set_focusable (gtk_widget_get_parent (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return row;
}

static void
add_scale (GtkWidget *list, const char *title, GwCanvas *canvas, const char *property)
{
  GtkAdjustment *adjustment = gtk_adjustment_new (0.0, -1.0, 1.0, 0.05, 0.2, 0.0);
  GtkWidget *scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, adjustment);

  gtk_scale_set_draw_value (GTK_SCALE (scale), FALSE);
  gtk_widget_set_size_request (scale, 140, -1);
  g_object_bind_property (canvas, property, adjustment, "value", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  add_row (list, title, scale);
}

static GtkWidget *
add_switch (GtkWidget *list, const char *title, GwCanvas *canvas, const char *property)
{
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  g_object_bind_property (canvas, property, toggle, "active", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  return add_row (list, title, toggle);
}

static void
show_key (GwKeymap *keymap, GtkLabel *label)
{
  g_autofree char *key = gw_keymap_dup_label (keymap, "outline-only");

  gtk_label_set_label (label, key != NULL ? key : "");
  gtk_widget_set_visible (GTK_WIDGET (label), key != NULL);
}

GtkWidget *
gw_view_rows_new (GwCanvas *canvas, GwKeymap *keymap)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *key = gtk_label_new (NULL);
  GtkWidget *row;

  g_return_val_if_fail (GW_IS_CANVAS (canvas), NULL);
  g_return_val_if_fail (GW_IS_KEYMAP (keymap), NULL);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("View"), -1);
  add_scale (list, _ ("Brightness"), canvas, "brightness");
  add_scale (list, _ ("Contrast"), canvas, "contrast");
  row = add_switch (list, _ ("Outline only"), canvas, "outline-only");
  add_switch (list, _ ("Color by object"), canvas, "color-by-object");

  gtk_widget_add_css_class (key, "gw-key");
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_box_insert_child_after (GTK_BOX (row), key, gtk_widget_get_first_child (row));
  g_signal_connect_object (keymap, "changed", G_CALLBACK (show_key), key, 0);
  show_key (keymap, GTK_LABEL (key));
  return list;
}
