/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-chart-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "gw-chart-table.h"
#include "gw-task-thread.h"

#define WIDTH 640
#define HEIGHT 520

/* Show as Table: the numbers in a window of their own, read in another thread. */

static char table_tag[] = "gw_chart_show_table";

static void
open_window (GwChart *self, GwPlot *plot, GwChartRows *rows)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = gtk_header_bar_new ();
  GtkWidget *title = adw_window_title_new (gw_plot_get_title (plot), gw_plot_get_subtitle (plot));
  GtkWidget *table = gw_chart_table_new (rows);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_header_bar_set_title_widget (GTK_HEADER_BAR (header), title);
  gtk_box_append (GTK_BOX (box), header);
  gtk_widget_set_vexpand (table, TRUE);
  gtk_box_append (GTK_BOX (box), table);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), gw_plot_get_title (plot) != NULL ? gw_plot_get_title (plot) : _ ("Table"));
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  if (GTK_IS_WINDOW (root))
    {
      gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
      gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
    }
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (GTK_WIDGET (gw_chart_table_get_view (GW_CHART_TABLE (table))));
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, gw_chart_rows_new (data), (GDestroyNotify) gw_chart_rows_free);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GwPlot *plot = g_task_get_task_data (G_TASK (result));
  GwChartRows *rows = g_task_propagate_pointer (G_TASK (result), NULL);

  _gw_chart_take_back (plot);
  if (rows != NULL)
    open_window (GW_CHART (source), plot, rows);
}

void
_gw_chart_show_table (GwChart *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->plot == NULL)
    return;
  task = g_task_new (self, self->exports, on_read_cb, NULL);
  g_task_set_source_tag (task, table_tag);
  g_task_set_task_data (task, gw_plot_ref (self->plot), (GDestroyNotify) gw_plot_unref);
  _gw_chart_lend (self, self->plot);
  gw_task_run_in_thread (task, read_in_thread);
}
