/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-view-popover.h"

#include <glib/gi18n.h>

static const struct
{
  const char *property;
  const char *title;
  double lower;
  double upper;
  double step;
  double neutral;
} adjustments[] = {
  { "brightness", N_ ("Brightness"), -1.0, 1.0, 0.05, 0.0 },
  { "contrast", N_ ("Contrast"), -1.0, 1.0, 0.05, 0.0 },
  { "gamma", N_ ("Gamma"), 0.2, 5.0, 0.1, 1.0 },
};

static void
add_scale (GtkGrid *grid, int row, gsize i, GwCanvas *canvas)
{
  GtkAdjustment *adjustment = gtk_adjustment_new (adjustments[i].neutral, adjustments[i].lower, adjustments[i].upper,
                                                  adjustments[i].step, 4.0 * adjustments[i].step, 0.0);
  GtkWidget *title = gtk_label_new (_ (adjustments[i].title));
  GtkWidget *scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, adjustment);

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_scale_set_draw_value (GTK_SCALE (scale), FALSE);
  gtk_scale_add_mark (GTK_SCALE (scale), adjustments[i].neutral, GTK_POS_BOTTOM, NULL);
  gtk_widget_set_size_request (scale, 190, -1);
  gtk_widget_set_hexpand (scale, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (adjustments[i].title), -1);
  g_object_bind_property (canvas, adjustments[i].property, adjustment, "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_grid_attach (grid, title, 0, row, 1, 1);
  gtk_grid_attach (grid, scale, 1, row, 1, 1);
}

static void
on_reset_cb (GtkButton *button, GwCanvas *canvas)
{
  gw_canvas_reset_adjustments (canvas);
}

GtkWidget *
gw_view_popover_new (GwCanvas *canvas, GwKeymap *keymap)
{
  GtkWidget *popover;
  GtkWidget *grid;
  GtkWidget *automatic;
  GtkWidget *reset;

  g_return_val_if_fail (GW_IS_CANVAS (canvas), NULL);

  popover = gtk_popover_new ();
  grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_add_css_class (grid, "gw-popover-box");
  for (gsize i = 0; i < G_N_ELEMENTS (adjustments); i++)
    add_scale (GTK_GRID (grid), (int) i, i, canvas);

  automatic = gtk_check_button_new_with_label (_ ("Automatic levels"));
  g_object_bind_property (canvas, "auto-levels", automatic, "active", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_grid_attach (GTK_GRID (grid), automatic, 0, 3, 2, 1);

  reset = gtk_button_new_with_label (_ ("Reset"));
  gw_keymap_set_tooltip (keymap, reset, _ ("Reset"), "reset-view");
  g_object_bind_property (canvas, "adjusted", reset, "sensitive", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (reset, "clicked", G_CALLBACK (on_reset_cb), canvas, 0);
  gtk_grid_attach (GTK_GRID (grid), reset, 0, 4, 2, 1);
  gtk_popover_set_child (GTK_POPOVER (popover), grid);

  return popover;
}
