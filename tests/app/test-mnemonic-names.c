/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <gtk/gtk.h>

#include "gw-mnemonic-names.h"

#define assert_name(widget, name) \
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name)

static void
test_names (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *open = gtk_button_new_with_mnemonic ("_Open…");
  GtkWidget *check = gtk_check_button_new_with_mnemonic ("Copy _images");
  GtkWidget *menu = gtk_menu_button_new ();
  GtkWidget *dunder = gtk_button_new_with_mnemonic ("_Run __init____");
  GtkWidget *plain = gtk_button_new_with_label ("snake_case");

  gtk_menu_button_set_label (GTK_MENU_BUTTON (menu), "Set Label");
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_box_append (GTK_BOX (box), open);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), menu);
  gtk_box_append (GTK_BOX (box), dunder);
  gtk_box_append (GTK_BOX (box), plain);
  gtk_window_present (GTK_WINDOW (window));

  assert_name (open, "Open…");
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  assert_name (check, "Copy images");
  assert_name (menu, "Set Label");
  assert_name (dunder, "Run _init__");
  assert_name (plain, "snake_case");

  gtk_button_set_label (GTK_BUTTON (open), "_Close");
  assert_name (open, "Close");
  gtk_menu_button_set_label (GTK_MENU_BUTTON (menu), "Car");
  assert_name (menu, "Car");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  gw_mnemonic_names_follow ();
  gw_mnemonic_names_follow ();

  g_test_add_func ("/mnemonic-names/names", test_names);

  return g_test_run ();
}
