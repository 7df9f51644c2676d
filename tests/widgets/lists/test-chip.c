/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>

#include "gw-chip.h"

static void
test_names_what_it_removes (void)
{
  GtkWidget *chip = g_object_ref_sink (gw_chip_new ("Class: Cyclist"));

  g_assert_cmpstr (gw_chip_get_text (GW_CHIP (chip)), ==, "Class: Cyclist");
  g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                     "Remove filter Class: Cyclist"));
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (chip)), ==, GTK_ACCESSIBLE_ROLE_BUTTON);
  g_assert_finalize_object (chip);
}

static int
width_of (const char *text, gboolean least)
{
  GtkWidget *chip = g_object_ref_sink (gw_chip_new (text));
  int minimum;
  int natural;

  gtk_widget_measure (chip, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_object_unref (chip);

  return least ? minimum : natural;
}

/* Many chips scroll; a row of dots would tell nothing. */
static void
test_stays_readable (void)
{
  const char *name = "Class: a name that is so long that no row has room for all of it";

  g_assert_cmpint (width_of ("Class: Car", TRUE), ==, width_of ("Class: Car", FALSE));
  g_assert_cmpint (width_of (name, TRUE), >, width_of ("Class: Car", TRUE));
  g_assert_cmpint (width_of (name, TRUE), <, width_of (name, FALSE));
  g_assert_cmpint (width_of (name, FALSE), <, 3 * width_of (name, TRUE));
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/chip/names-what-it-removes", test_names_what_it_removes);
  g_test_add_func ("/chip/stays-readable", test_stays_readable);

  return g_test_run ();
}
