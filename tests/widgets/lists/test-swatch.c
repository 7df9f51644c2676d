/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>

#include "gw-swatch.h"

static void
count_cb (GObject *object, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static void
test_setters_notify_once (void)
{
  GtkWidget *swatch = g_object_ref_sink (gw_swatch_new (0x2070d7));
  guint n = 0;

  g_assert_cmphex (gw_swatch_get_color (GW_SWATCH (swatch)), ==, 0x2070d7);
  g_signal_connect (swatch, "notify", G_CALLBACK (count_cb), &n);

  gw_swatch_set_color (GW_SWATCH (swatch), 0xe76000);
  g_assert_cmpuint (n, ==, 1);
  gw_swatch_set_color (GW_SWATCH (swatch), 0xe76000);
  g_assert_cmpuint (n, ==, 1);
  gw_swatch_set_size (GW_SWATCH (swatch), 22);
  gw_swatch_set_faded (GW_SWATCH (swatch), TRUE);
  g_assert_cmpuint (n, ==, 3);
  g_assert_true (gw_swatch_get_faded (GW_SWATCH (swatch)));

  g_assert_finalize_object (swatch);
}

static void
test_measures_its_size (void)
{
  GtkWidget *swatch = g_object_ref_sink (gw_swatch_new (0));
  int minimum;
  int natural;

  gw_swatch_set_size (GW_SWATCH (swatch), 22);
  gtk_widget_measure (swatch, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 22);
  g_assert_cmpint (natural, ==, 22);
  g_assert_finalize_object (swatch);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/swatch/setters-notify-once", test_setters_notify_once);
  g_test_add_func ("/swatch/measures-its-size", test_measures_its_size);

  return g_test_run ();
}
