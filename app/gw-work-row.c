/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-work-row.h"

#include <inttypes.h>
#include <glib/gi18n.h>

char *
gw_work_describe (GwWork *work)
{
  double left = gw_work_get_time_left (work);
  guint64 total = gw_work_get_total (work);
  GString *text = g_string_new (NULL);

  /* The worker's own words say more than its steps, which may be bytes. */
  if (gw_work_get_text (work) != NULL)
    g_string_append (text, gw_work_get_text (work));
  else if (total > 0)
    /* Translators: done of total, as in “4,120 of 12,000” */
    g_string_append_printf (text, _ ("%'" PRIu64 " of %'" PRIu64), gw_work_get_done (work), total);

  if (left >= 1.0)
    {
      if (text->len > 0)
        g_string_append (text, " · ");
      if (left < 90.0)
        g_string_append_printf (text, _ ("about %d s left"), (int) left);
      else
        g_string_append_printf (text, _ ("about %d min left"), (int) (left / 60.0 + 0.5));
    }

  return g_string_free (text, FALSE);
}

static void
update (GwWork *work, GParamSpec *pspec, GtkWidget *row)
{
  GtkProgressBar *bar = g_object_get_data (G_OBJECT (row), "gw-bar");
  GtkLabel *label = g_object_get_data (G_OBJECT (row), "gw-label");
  g_autofree char *text = gw_work_describe (work);

  if (gw_work_get_fraction (work) >= 0.0)
    gtk_progress_bar_set_fraction (bar, gw_work_get_fraction (work));
  else
    gtk_progress_bar_pulse (bar);
  gtk_label_set_label (label, text);
}

GtkWidget *
gw_work_row_new (GwWork *work)
{
  GtkWidget *row = gtk_grid_new ();
  GtkWidget *title = gtk_label_new (gw_work_get_title (work));
  GtkWidget *bar = gtk_progress_bar_new ();
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *cancel = gtk_button_new_from_icon_name ("process-stop-symbolic");

  g_return_val_if_fail (GW_IS_WORK (work), NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "gw-secondary");
  gtk_widget_add_css_class (label, "gw-num");
  gtk_widget_add_css_class (cancel, "flat");
  gtk_widget_add_css_class (cancel, "circular");
  gtk_widget_set_tooltip_text (cancel, _ ("Cancel"));
  gtk_widget_set_valign (cancel, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, gw_work_get_title (work), -1);

  gtk_grid_set_column_spacing (GTK_GRID (row), 6);
  gtk_grid_set_row_spacing (GTK_GRID (row), 3);
  gtk_widget_set_margin_start (row, 16);
  gtk_widget_set_margin_end (row, 6);
  gtk_widget_set_margin_top (row, 9);
  gtk_widget_set_margin_bottom (row, 9);
  gtk_grid_attach (GTK_GRID (row), title, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (row), bar, 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (row), label, 0, 2, 1, 1);
  gtk_grid_attach (GTK_GRID (row), cancel, 1, 0, 1, 3);

  g_object_set_data (G_OBJECT (row), "gw-bar", bar);
  g_object_set_data (G_OBJECT (row), "gw-label", label);
  g_signal_connect_object (work, "notify", G_CALLBACK (update), row, 0);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (gw_work_cancel), work, G_CONNECT_SWAPPED);
  update (work, NULL, row);

  return row;
}
