/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-class-balance-page.h"
#include "gw-segments.h"
#include "insights-fixtures.h"

#define HEAD \
  "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\"," \
  "\"classes\":[{\"name\":\"cat\"},{\"name\":\"big owl\"}]}\n"

static const char labels[] = HEAD
    "{\"image\":\"1.png\",\"width\":40,\"height\":30,\"split\":\"train\",\"objects\":["
    "{\"label\":\"cat\",\"bbox\":[1,1,9,9]},{\"label\":\"cat\",\"bbox\":[11,1,9,9]},{\"label\":\"cat\",\"bbox\":[21,1,9,9]}]}\n"
    "{\"image\":\"2.png\",\"width\":40,\"height\":30,\"split\":\"test\",\"objects\":["
    "{\"label\":\"cat\",\"bbox\":[1,1,9,9]},{\"label\":\"big owl\",\"bbox\":[11,1,9,9]}]}\n"
    "{\"image\":\"3.png\",\"width\":40,\"height\":30}\n";

static GtkWidget *
first_chart (InsightsFixture *fixture)
{
  return insights_find (GTK_WIDGET (fixture->page), GW_TYPE_CHART, 0);
}

static void
test_counts (InsightsFixture *fixture, gconstpointer data)
{
  GwPlot *plot;

  project_import (&fixture->source, labels);
  insights_open (fixture, gw_class_balance_page_new);
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "4.0 : 1"));
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "0.72"));
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "classes under 30 objects"));
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "image without labels"));
  /* 5 rows of two classes: 5 / (2 * 4) and 5 / (2 * 1); four rows are worth 4.0. */
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "0.625"));
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "2.500"));
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "4.0"));
  plot = gw_chart_get_plot (GW_CHART (first_chart (fixture)));
  g_assert_cmpuint (gw_plot_count_marks (plot), ==, 2);
  g_assert_cmpstr (gw_plot_get_key (plot, gw_plot_get_first_mark (plot)), ==, "class:cat");
}

static void
test_is_a_door (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  insights_open (fixture, gw_class_balance_page_new);
  insights_activate (first_chart (fixture), "class:big owl");
  insights_wait_asked (fixture, "win.show-filter class:\"big owl\"\n");

  g_string_truncate (fixture->asked, 0);
  gw_insights_data_set_split (gw_insights_page_get_data (fixture->page), "train");
  insights_wait_label (fixture, "∞ : 1");
  insights_activate (first_chart (fixture), "class:cat");
  insights_wait_asked (fixture, "win.show-filter class:cat split:train\n");
}

/* A class that images have as their label, and others as an object, opens both. */
static void
test_labels_and_objects (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  project_import (&fixture->source, HEAD "{\"image\":\"3.png\",\"width\":40,\"height\":30,\"labels\":[\"cat\"]}\n"
                                         "{\"image\":\"1.png\",\"width\":40,\"height\":30,\"labels\":[\"cat\"]}\n");
  insights_open (fixture, gw_class_balance_page_new);
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "images without labels"));
  insights_activate (first_chart (fixture), "class:cat");
  insights_wait_asked (fixture, "win.show-filter set:\"1 cat\"\n");
  g_string_truncate (fixture->asked, 0);
  insights_activate (first_chart (fixture), "class:big owl");
  insights_wait_asked (fixture, "win.show-filter class:\"big owl\"\n");
}

static void
test_menu_of_a_mark (InsightsFixture *fixture, gconstpointer data)
{
  GtkWidget *dialog, *entry;

  project_import (&fixture->source, labels);
  insights_open (fixture, gw_class_balance_page_new);
  g_assert_true (gtk_widget_activate_action (first_chart (fixture), "chart.show-images", "s", "class:cat"));
  insights_wait_asked (fixture, "win.show-filter class:cat\n");

  g_assert_true (gtk_widget_activate_action (first_chart (fixture), "chart.tag-images", "s", "class:cat"));
  dialog = insights_get_dialog (fixture);
  entry = adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog));
  gtk_editable_set_text (GTK_EDITABLE (entry), "felines");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "tag");
  gtk_window_destroy (GTK_WINDOW (dialog));
  insights_wait_asked (fixture, "win.toast-undo 2 images tagged felines\n");

  g_assert_true (gtk_widget_activate_action (first_chart (fixture), "chart.move-to-split", "s", "class:big owl"));
  dialog = insights_get_dialog (fixture);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "move");
  gtk_window_destroy (GTK_WINDOW (dialog));
  insights_wait_asked (fixture, "win.toast-undo 1 image put into split Train\n");
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* A window that is closed while it asks takes its page with it. */
static void
test_closed_while_it_asks (InsightsFixture *fixture, gconstpointer data)
{
  GwInsightsPage *page = NULL;

  project_import (&fixture->source, labels);
  insights_open (fixture, gw_class_balance_page_new);
  g_set_weak_pointer (&page, fixture->page);
  g_assert_true (gtk_widget_activate_action (first_chart (fixture), "chart.tag-images", "s", "class:cat"));
  insights_get_dialog (fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture->window = NULL;
  gw_test_wait (is_gone, &page);
}

static void
test_follows (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  insights_open (fixture, gw_class_balance_page_new);
  insights_remove_images (fixture, 1);
  insights_wait_label (fixture, "1.0 : 1");
}

static void
test_remedies (InsightsFixture *fixture, gconstpointer data)
{
  GtkWidget *preview;

  project_import (&fixture->source, labels);
  insights_open (fixture, gw_class_balance_page_new);
  preview = insights_find (GTK_WIDGET (fixture->page), GW_TYPE_SEGMENTS, 2);
  gw_segments_set_selected (GW_SEGMENTS (preview), 1);
  insights_wait_label (fixture, "5 → 8");
  insights_wait_label (fixture, "4.0 : 1 → 1.0 : 1");
  gw_segments_set_selected (GW_SEGMENTS (preview), 4);
  insights_wait_label (fixture, "5 → 2");
  gw_segments_set_selected (GW_SEGMENTS (preview), 2);
  insights_wait_label (fixture, "A class has too few rows");
}

/* Names are no markup. */
static void
test_any_name (InsightsFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\","
                                           "\"classes\":[{\"name\":\"cat\"},{\"name\":\"R&D <1>\"}]}\n"
                                           "{\"image\":\"1.png\",\"width\":900,\"height\":900,\"objects\":[");

  /* Enough of the rare class, so that no more of it are to be labeled first. */
  for (guint i = 0; i < 440; i++)
    g_string_append_printf (text, "%s{\"label\":\"%s\",\"bbox\":[%u,1,9,9]}", i > 0 ? "," : "",
                            i < 40 ? "R&D <1>" : "cat", i);
  g_string_append (text, "]}\n");
  project_import (&fixture->source, text->str);
  insights_open (fixture, gw_class_balance_page_new);
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "Oversample R&D <1> when training"));

  gw_insights_page_set_status (fixture->page, "dialog-error-symbolic", "Title", "No file <R&D>", NULL, NULL);
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "No file <R&D>"));
}

static void
test_without_labels (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, HEAD "{\"image\":\"1.png\",\"width\":4,\"height\":3}\n");
  insights_open (fixture, gw_class_balance_page_new);
  insights_wait_label (fixture, "Label Some Images First");
}

#define ADD(path, func) g_test_add (path, InsightsFixture, NULL, insights_set_up, func, insights_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/class-balance-page/counts", test_counts);
  ADD ("/class-balance-page/is-a-door", test_is_a_door);
  ADD ("/class-balance-page/labels-and-objects", test_labels_and_objects);
  ADD ("/class-balance-page/menu-of-a-mark", test_menu_of_a_mark);
  ADD ("/class-balance-page/closed-while-it-asks", test_closed_while_it_asks);
  ADD ("/class-balance-page/follows", test_follows);
  ADD ("/class-balance-page/remedies", test_remedies);
  ADD ("/class-balance-page/any-name", test_any_name);
  ADD ("/class-balance-page/without-labels", test_without_labels);

  return g_test_run ();
}
