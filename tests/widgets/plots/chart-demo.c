/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>

#include "plots-fixtures.h"

/* Charts to try by hand: bars, a histogram whose ranges can be selected, curves with a
 * marker to drag, a matrix, and a million points.
 */

static void
on_range_cb (GwChart *chart, double low, double high, gpointer data)
{
  g_autofree char *context = g_strdup_printf ("from %.0f to %.0f px", low, high);

  gw_chart_set_range_text (chart, "506 boxes", context, TRUE);
}

static void
on_marker_cb (GwChart *chart, double x, double y, gpointer data)
{
  g_autofree char *text = g_strdup_printf ("FPR %.3f\nTPR %.3f", x, y);

  gw_chart_set_marker (chart, x, y, 0x289f68, text);
}

static void
on_text_cb (GwChart *chart, const char *text, const char *what)
{
  g_print ("%s: %s\n", what, text);
}

static GtkWidget *
add_card (GtkWidget *box, GwPlot *plot)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (gw_plot_get_title (plot));
  GtkWidget *chart = gw_chart_new ();

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), gw_chart_new_menu_button (GW_CHART (chart)));
  gtk_widget_set_margin_start (head, 16);
  gtk_widget_set_margin_end (head, 8);
  gtk_widget_set_margin_top (head, 8);
  gtk_widget_set_margin_start (chart, 16);
  gtk_widget_set_margin_end (chart, 16);
  gtk_widget_set_margin_bottom (chart, 14);
  gtk_widget_set_hexpand (chart, TRUE);
  gtk_box_append (GTK_BOX (card), head);
  gtk_box_append (GTK_BOX (card), chart);
  gtk_box_append (GTK_BOX (box), card);
  gw_chart_set_plot (GW_CHART (chart), plot);
  gw_chart_set_zoomable (GW_CHART (chart), TRUE);
  g_signal_connect (chart, "range-selected", G_CALLBACK (on_range_cb), NULL);
  g_signal_connect (chart, "marker-moved", G_CALLBACK (on_marker_cb), NULL);
  g_signal_connect (chart, "mark-activated", G_CALLBACK (on_text_cb), (gpointer) "activated");
  g_signal_connect (chart, "announce", G_CALLBACK (on_text_cb), (gpointer) "announce");
  g_signal_connect (chart, "failed", G_CALLBACK (on_text_cb), (gpointer) "failed");
  gw_plot_unref (plot);
  return chart;
}

static void
on_activate_cb (GtkApplication *application)
{
  GtkWidget *window = gtk_application_window_new (application);
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *pane = gtk_scrolled_window_new ();
  GtkWidget *chart;

  gtk_widget_set_margin_start (rows, 18);
  gtk_widget_set_margin_end (rows, 18);
  gtk_widget_set_margin_top (rows, 18);
  gtk_widget_set_margin_bottom (rows, 18);
  add_card (rows, plots_fixture_balance ());
  gtk_box_append (GTK_BOX (rows), row);
  chart = add_card (row, plots_fixture_histogram (40));
  gw_chart_set_range_selectable (GW_CHART (chart), TRUE);
  chart = add_card (row, plots_fixture_curves ());
  gw_chart_set_marker_movable (GW_CHART (chart), TRUE);
  gw_chart_set_marker (GW_CHART (chart), 0.05, 0.65, 0x289f68, "FPR 0.050\nTPR 0.650");
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (rows), row);
  gtk_widget_set_size_request (add_card (row, plots_fixture_confusion (6)), -1, 420);
  add_card (row, plots_fixture_points (1000000));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (pane), rows);
  gtk_window_set_child (GTK_WINDOW (window), pane);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 1320);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  /* The id's path is where the style sheets are. */
  g_autoptr (AdwApplication) application = adw_application_new ("org.groundwork.Groundwork", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (on_activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
