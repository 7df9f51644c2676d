/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "canvas-fixtures.h"
#include "gw-chart-table.h"
#include "gw-plot-file.h"
#include "plots-fixtures.h"
#include "plots-stage.h"

#define DEADLINE (20 * G_USEC_PER_SEC)

typedef struct
{
  gboolean done;
  gboolean good;
  GError *error;
} Outcome;

static void
wait_for (gboolean *done)
{
  gint64 end = g_get_monotonic_time () + DEADLINE;

  while (!*done && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (*done);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->good = gw_chart_save_to_finish (GW_CHART (source), result, &outcome->error);
  outcome->done = TRUE;
}

static void
test_saves (PlotsStage *stage, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *begins;
  } files[] = { { "a.png", "\211PNG" }, { "a.svg", "<?xml" }, { "a.PDF", "%PDF" }, { "a.csv", "name,from,to\n" } };
  g_autofree char *folder = g_dir_make_tmp ("chart-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i].name, NULL);
      g_autofree char *text = NULL, *card = NULL;
      Outcome outcome = { 0 };
      double x, y;

      plots_stage_get_middle (stage, gw_plot_get_first_mark (stage->plot), &x, &y);
      gw_chart_save_to_async (stage->chart, path, NULL, NULL, on_saved_cb, &outcome);
      /* Another thread has the plot: nobody asks it anything, and what was drawn is shown. */
      plots_stage_move_to (stage, x, y);
      g_assert_null (plots_stage_get_card (stage));
      gw_chart_set_selected_key (stage->chart, i % 2 == 0 ? "class:Dog" : NULL);
      wait_for (&outcome.done);
      g_assert_no_error (outcome.error);
      g_assert_true (outcome.good);
      canvas_fixture_wait_frame (GTK_WIDGET (stage->chart));
      card = plots_stage_get_card (stage);
      g_assert_nonnull (card);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_str_has_prefix (text, files[i].begins));
      plots_stage_move_to (stage, 1, 1);
      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
test_says_what_fails (PlotsStage *stage, gconstpointer data)
{
  static const char *const paths[] = { "/nowhere/at/all/a.png", "/tmp/a.gif" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      Outcome outcome = { 0 };

      gw_chart_save_to_async (stage->chart, paths[i], NULL, NULL, on_saved_cb, &outcome);
      wait_for (&outcome.done);
      g_assert_false (outcome.good);
      g_assert_nonnull (outcome.error);
      g_clear_error (&outcome.error);
      g_assert_false (_gw_chart_is_lent (stage->plot));
    }
}

/* The window may go while a file is written. */
static void
test_goes_meanwhile (void)
{
  g_autofree char *folder = g_dir_make_tmp ("chart-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.png", NULL);
  g_autoptr (GwPlot) plot = plots_fixture_balance ();
  GwChart *chart = GW_CHART (gw_chart_new ());
  GtkWidget *window;
  Outcome outcome = { 0 };

  gw_chart_set_plot (chart, plot);
  window = plots_fixture_show (chart, 300, 300);
  gw_chart_save_to_async (chart, path, NULL, NULL, on_saved_cb, &outcome);
  gw_chart_copy_picture (chart);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_for (&outcome.done);
  g_assert_true (outcome.good);
  while (_gw_chart_is_lent (plot))
    g_main_context_iteration (NULL, TRUE);
  g_unlink (path);
  g_rmdir (folder);
}

static void
on_announce_cb (GwChart *chart, const char *text, gboolean *done)
{
  *done = TRUE;
}

static void
on_text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_copies (PlotsStage *stage, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (stage->chart));
  g_autofree char *csv = gw_plot_to_csv (stage->plot);
  g_autofree char *text = NULL;
  gint64 end = g_get_monotonic_time () + DEADLINE;
  gboolean done = FALSE;

  g_signal_connect (stage->chart, "announce", G_CALLBACK (on_announce_cb), &done);
  plots_stage_activate (stage, "chart.copy-picture");
  wait_for (&done);
  g_assert_true (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_TEXTURE));
  g_assert_true (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "image/svg+xml"));

  done = FALSE;
  plots_stage_activate (stage, "chart.copy-table");
  wait_for (&done);
  gdk_clipboard_read_text_async (clipboard, NULL, on_text_cb, &text);
  while (text == NULL && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (text, ==, csv);
}

static GtkWidget *
find_table_window (PlotsStage *stage)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (stage->window))
        return GTK_WIDGET (window);
    }
  return NULL;
}

static void
test_shows_table (PlotsStage *stage, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + DEADLINE;
  GtkWidget *window;

  plots_stage_activate (stage, "chart.show-as-table");
  while (find_table_window (stage) == NULL && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  window = find_table_window (stage);
  g_assert_nonnull (window);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Boxes per Class");
  g_assert_true (
      GTK_IS_COLUMN_VIEW (gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (window)), GTK_TYPE_COLUMN_VIEW)));
  gtk_window_close (GTK_WINDOW (window));
  canvas_fixture_iterate ();
  g_assert_null (find_table_window (stage));
}

/* --- the menu -------------------------------------------------------------------------- */

static void
on_command_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  char **key = data;

  g_free (*key);
  *key = g_variant_dup_string (parameter, NULL);
}

static void
test_menu (PlotsStage *stage, gconstpointer data)
{
  const GActionEntry entries[] = { { "show-images", on_command_cb, "s", NULL, NULL, { 0 } } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenuModel) section = NULL;
  g_autoptr (GVariant) action = NULL, target = NULL;
  g_autofree char *key = NULL;

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), &key);
  gtk_widget_insert_action_group (stage->window, "chart", G_ACTION_GROUP (group));
  plots_stage_activate (stage, "chart.down");
  plots_stage_activate (stage, "chart.menu");
  g_assert_true (gtk_widget_get_visible (stage->chart->menu));
  section = g_menu_model_get_item_link (gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (stage->chart->menu)), 0,
                                        G_MENU_LINK_SECTION);
  action = g_menu_model_get_item_attribute_value (section, 0, G_MENU_ATTRIBUTE_ACTION, NULL);
  target = g_menu_model_get_item_attribute_value (section, 0, G_MENU_ATTRIBUTE_TARGET, NULL);
  g_assert_cmpstr (g_variant_get_string (target, NULL), ==, "class:Car");
  /* What the page answers, the menu reaches. */
  g_assert_true (gtk_widget_activate_action_variant (stage->chart->menu, g_variant_get_string (action, NULL), target));
  g_assert_cmpstr (key, ==, "class:Car");
  gtk_popover_popdown (GTK_POPOVER (stage->chart->menu));
}

static void
test_menu_button (PlotsStage *stage, gconstpointer data)
{
  GtkWidget *button = g_object_ref_sink (gw_chart_new_menu_button (stage->chart));
  GActionGroup *group = g_ptr_array_index (stage->chart->button_actions, 0);

  g_assert_false (g_action_group_get_action_enabled (group, "reset-zoom"));
  plots_stage_activate (stage, "chart.zoom-in");
  g_assert_true (g_action_group_get_action_enabled (group, "reset-zoom"));
  g_assert_true (gtk_widget_activate_action (button, "chart.reset-zoom", NULL));
  g_assert_false (gw_chart_get_zoomed (stage->chart));
  gw_chart_set_plot (stage->chart, NULL);
  g_assert_false (g_action_group_get_action_enabled (group, "copy-picture"));
  g_object_unref (button);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/chart-files/saves", PlotsStage, "balance", plots_stage_set_up, test_saves, plots_stage_tear_down);
  g_test_add ("/chart-files/says-what-fails", PlotsStage, "balance", plots_stage_set_up, test_says_what_fails,
              plots_stage_tear_down);
  g_test_add_func ("/chart-files/goes-meanwhile", test_goes_meanwhile);
  g_test_add ("/chart-files/copies", PlotsStage, "balance", plots_stage_set_up, test_copies, plots_stage_tear_down);
  g_test_add ("/chart-files/shows-table", PlotsStage, "balance", plots_stage_set_up, test_shows_table,
              plots_stage_tear_down);
  g_test_add ("/chart-files/menu", PlotsStage, "balance", plots_stage_set_up, test_menu, plots_stage_tear_down);
  g_test_add ("/chart-files/menu-button", PlotsStage, "balance", plots_stage_set_up, test_menu_button,
              plots_stage_tear_down);
  return g_test_run ();
}
