/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "gw-drift-page.h"
#include "gw-drift-sets.h"
#include "gw-drift-table.h"
#include "gw-plot-number.h"
#include "insights-fixtures.h"

#define HEAD \
  "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\"," \
  "\"classes\":[{\"name\":\"cat\"},{\"name\":\"big owl\"}]}\n"

/* Twenty images a side: small cats in one, large owls in the other; sizes are alike. */
static char *
make_labels (void)
{
  GString *text = g_string_new (HEAD);

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (text,
                            "{\"image\":\"%02u.png\",\"width\":%u,\"height\":100,\"split\":\"%s\",\"objects\":["
                            "{\"label\":\"%s\",\"bbox\":[1,1,%u,10]}]}\n",
                            i, 100 + 10 * (i % 5), i < 20 ? "train" : "test", i < 20 ? "cat" : "big owl",
                            i < 20 ? 10 + i : 60 + i);
  return g_string_free (text, FALSE);
}

static void
open_page (InsightsFixture *fixture)
{
  g_autofree char *labels = make_labels ();

  project_import (&fixture->source, labels);
  insights_open (fixture, gw_drift_page_new);
}

static GtkWidget *
find_chart (InsightsFixture *fixture, guint i)
{
  return insights_find (GTK_WIDGET (fixture->page), GW_TYPE_CHART, i);
}

static GwDriftSets *
find_sets (InsightsFixture *fixture)
{
  return GW_DRIFT_SETS (insights_find (GTK_WIDGET (fixture->page), GW_TYPE_DRIFT_SETS, 0));
}

static void
choose (InsightsFixture *fixture, const char *variable)
{
  g_signal_emit_by_name (insights_find (GTK_WIDGET (fixture->page), GW_TYPE_DRIFT_TABLE, 0), "chosen", variable);
  insights_wait_idle (fixture);
}

static void
test_verdict (InsightsFixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  open_page (fixture);
  page = GTK_WIDGET (fixture->page);
  g_assert_true (insights_says (page, "20 images"));
  g_assert_true (insights_says (page, "Object Class"));
  g_assert_true (insights_says (page, " variables have drifted"));
  g_assert_true (insights_says (page, "stable"));

  gw_drift_sets_set_filter (find_sets (fixture), 1, "split:train");
  insights_wait_label (fixture, "Both sides are the same images");
}

/* What the table shows, against the command line. */
static void
test_equals_command_line (InsightsFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *psi, *ks, *js;
  g_autoptr (GList) names = NULL;

  open_page (fixture);
  answer = insights_run_cli (fixture, (const char *const[]) { "drift", NULL },
                             (const char *const[]) { "--reference", "split:train", "--current", "split:test", NULL });
  psi = json_object_get_object_member (answer, "psi");
  ks = json_object_get_object_member (answer, "ks");
  js = json_object_get_object_member (answer, "js_distance");
  names = json_object_get_members (psi);
  g_assert_cmpuint (g_list_length (names), >, 5);
  for (const GList *link = names; link != NULL; link = link->next)
    {
      JsonObject *const figures[] = { psi, ks, js };

      for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
        {
          const gboolean none = json_object_get_null_member (figures[i], link->data);
          g_autofree char *text = gw_plot_number_fixed (
              none ? NAN : json_object_get_double_member (figures[i], link->data), 3);

          g_assert_true (insights_says (GTK_WIDGET (fixture->page), text));
        }
    }
}

static void
test_doors (InsightsFixture *fixture, gconstpointer data)
{
  open_page (fixture);
  choose (fixture, "class");
  insights_activate (find_chart (fixture, 0), "side:1:big owl");
  insights_wait_asked (fixture, "win.show-filter split:test class:\"big owl\"\n");

  g_string_truncate (fixture->asked, 0);
  insights_activate (find_chart (fixture, 0), "side:0:cat");
  insights_wait_asked (fixture, "win.show-filter split:train class:cat\n");

  g_string_truncate (fixture->asked, 0);
  choose (fixture, "image-width");
  insights_activate (find_chart (fixture, 0), "bin:100:120");
  insights_wait_asked (fixture, "win.show-filter split:test width>=100 width<120\n");

  g_string_truncate (fixture->asked, 0);
  choose (fixture, "box-width");
  insights_activate (find_chart (fixture, 0), "bin:80:90");
  insights_wait_asked (fixture, "Box Width 80–90, Test Split");
}

static void
test_bar_chooses (InsightsFixture *fixture, gconstpointer data)
{
  open_page (fixture);
  insights_activate (find_chart (fixture, 1), "variable:Box Width");
  insights_wait_idle (fixture);
  g_assert_cmpstr (gw_plot_get_title (gw_chart_get_plot (GW_CHART (find_chart (fixture, 0)))), ==, "Box Width");
}

static void
test_unlike (InsightsFixture *fixture, gconstpointer data)
{
  open_page (fixture);
  g_signal_emit_by_name (insights_find (GTK_WIDGET (fixture->page), g_type_from_name ("GwDriftStrip"), 0), "opened");
  insights_wait_asked (fixture, "Most unlike Training Split");
}

static void
test_follows (InsightsFixture *fixture, gconstpointer data)
{
  open_page (fixture);
  insights_remove_images (fixture, 5);
  insights_wait_label (fixture, "15 images");
}

static void
test_empty_side (InsightsFixture *fixture, gconstpointer data)
{
  open_page (fixture);
  gw_drift_sets_set_filter (find_sets (fixture), 1, "added<1999-01-01");
  insights_wait_label (fixture, "A side has no images");
  insights_wait_label (fixture, "0 images");
}

static void
test_without_images (InsightsFixture *fixture, gconstpointer data)
{
  insights_open (fixture, gw_drift_page_new);
  insights_wait_label (fixture, "No Images");
}

#define ADD(path, func) g_test_add (path, InsightsFixture, NULL, insights_set_up, func, insights_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/drift-page/verdict", test_verdict);
  ADD ("/drift-page/equals-command-line", test_equals_command_line);
  ADD ("/drift-page/doors", test_doors);
  ADD ("/drift-page/bar-chooses", test_bar_chooses);
  ADD ("/drift-page/unlike", test_unlike);
  ADD ("/drift-page/follows", test_follows);
  ADD ("/drift-page/empty-side", test_empty_side);
  ADD ("/drift-page/without-images", test_without_images);

  return g_test_run ();
}
