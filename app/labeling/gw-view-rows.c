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
  if (gtk_widget_get_first_child (list) != NULL)
    gtk_box_append (GTK_BOX (list), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (list), row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return row;
}

static GtkWidget *
add_scale (GtkWidget *list, const char *title, GtkAdjustment *adjustment)
{
  GtkWidget *scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, adjustment);

  gtk_scale_set_draw_value (GTK_SCALE (scale), FALSE);
  gtk_widget_set_size_request (scale, 140, -1);
  add_row (list, title, scale);
  return scale;
}

static GtkWidget *
add_adjustment (GtkWidget *list, const char *title, GwCanvas *canvas, const char *property)
{
  GtkAdjustment *adjustment = gtk_adjustment_new (0.0, -1.0, 1.0, 0.05, 0.2, 0.0);

  g_object_bind_property (canvas, property, adjustment, "value", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  return add_scale (list, title, adjustment);
}

static GtkWidget *
add_switch (GtkWidget *list, const char *title, GwCanvas *canvas, const char *property)
{
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  g_object_bind_property (canvas, property, toggle, "active", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  return add_row (list, title, toggle);
}

/* --- keys ------------------------------------------------------------------------------ */

typedef struct
{
  GtkWidget *opacity;
  GtkWidget *brightness;
  GtkWidget *contrast;
  GtkWidget *outline_key;
  GtkWidget *color_key;
} Rows;

static void
show_key (GwKeymap *keymap, GtkWidget *label, const char *command_id)
{
  g_autofree char *key = gw_keymap_dup_label (keymap, command_id);

  gtk_label_set_label (GTK_LABEL (label), key != NULL ? key : "");
  gtk_widget_set_visible (label, key != NULL);
}

void
gw_view_rows_set_opacity_keys (GtkWidget *scale, GwKeymap *keymap)
{
  g_autofree char *down = gw_keymap_dup_label (keymap, "opacity-down");
  g_autofree char *up = gw_keymap_dup_label (keymap, "opacity-up");
  g_autofree char *text = NULL;

  /* Translators: %s are the keys for less and more of it. */
  if (down != NULL && up != NULL)
    text = g_strdup_printf (_ ("Opacity of labels (%s and %s)"), down, up);
  gtk_widget_set_tooltip_text (scale, text != NULL ? text : _ ("Opacity of labels"));
}

static void
show_keys (GwKeymap *keymap, GtkWidget *list)
{
  const Rows *rows = g_object_get_data (G_OBJECT (list), "gw-rows");

  gw_view_rows_set_opacity_keys (rows->opacity, keymap);
  gw_keymap_set_tooltip (keymap, rows->brightness, _ ("Brightness"), "brightness");
  gw_keymap_set_tooltip (keymap, rows->contrast, _ ("Contrast"), "contrast");
  show_key (keymap, rows->outline_key, "outline-only");
  show_key (keymap, rows->color_key, "color-by-object");
}

static GtkWidget *
add_key (GtkWidget *row)
{
  GtkWidget *key = gtk_label_new (NULL);

  gtk_widget_add_css_class (key, "gw-key");
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_box_insert_child_after (GTK_BOX (row), key, gtk_widget_get_first_child (row));
  return key;
}

GtkWidget *
gw_view_rows_new (GwCanvas *canvas, GtkAdjustment *opacity, GwKeymap *keymap)
{
  /* No list box: Tab would not get past its rows to what is in them. */
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Rows *rows;

  g_return_val_if_fail (GW_IS_CANVAS (canvas), NULL);
  g_return_val_if_fail (GTK_IS_ADJUSTMENT (opacity), NULL);
  g_return_val_if_fail (GW_IS_KEYMAP (keymap), NULL);

  rows = g_new0 (Rows, 1);
  gtk_widget_add_css_class (list, "card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("View"), -1);
  rows->opacity = add_scale (list, _ ("Mask opacity"), opacity);
  rows->brightness = add_adjustment (list, _ ("Brightness"), canvas, "brightness");
  rows->contrast = add_adjustment (list, _ ("Contrast"), canvas, "contrast");
  rows->outline_key = add_key (add_switch (list, _ ("Outline only"), canvas, "outline-only"));
  rows->color_key = add_key (add_switch (list, _ ("Color by object"), canvas, "color-by-object"));
  g_object_set_data_full (G_OBJECT (list), "gw-rows", rows, g_free);
  g_signal_connect_object (keymap, "changed", G_CALLBACK (show_keys), list, 0);
  show_keys (keymap, list);
  return list;
}
