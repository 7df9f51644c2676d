/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gw-agreement-page.h"
#include "gw-import.h"
#include "insights-fixtures.h"

#define HEAD \
  "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"classification\",\"classes\":[{\"name\":\"cat\"},{\"name\":\"owl\"}]}\n"
#define IMAGE(name, annotator, label) \
  "{\"image\":\"" name "\",\"width\":40,\"height\":30" annotator ",\"labels\":[\"" label "\"]}\n"
#define KIM ",\"annotator\":\"Kim\""
#define LEE ",\"annotator\":\"Lee\""

static const char labels[] = HEAD IMAGE ("1.png", "", "cat") IMAGE ("2.png", "", "owl") IMAGE ("3.png", "", "cat")
    IMAGE ("4.png", "", "owl");
static const char kim[] = HEAD IMAGE ("1.png", KIM, "cat") IMAGE ("2.png", KIM, "owl") IMAGE ("3.png", KIM, "owl")
    IMAGE ("4.png", KIM, "owl");
static const char lee[] = HEAD IMAGE ("1.png", LEE, "cat") IMAGE ("2.png", LEE, "owl") IMAGE ("3.png", LEE, "cat");

static void
import_answers (InsightsFixture *fixture, const char *text)
{
  g_autofree char *source = project_write (&fixture->source, "answers.gw.jsonl", text);
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_ANSWERS, "", NULL);
  g_autoptr (GwImport) import = gw_import_new (fixture->source.store, source);
  g_autoptr (GError) error = NULL;

  gw_import_set_layer (import, layer);
  gw_import_run (import, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
open_page (InsightsFixture *fixture)
{
  project_import (&fixture->source, labels);
  import_answers (fixture, kim);
  import_answers (fixture, lee);
  insights_open (fixture, gw_agreement_page_new);
}

/* Kim and Lee agree on two of three: kappa is (2/3 - 4/9) / (1 - 4/9) = 0.4. */
static void
test_figures (InsightsFixture *fixture, gconstpointer data)
{
  GtkWidget *chart;
  g_auto (GwPlotReadout) readout = { 0 };
  GwPlot *plot;

  open_page (fixture);
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "66.7%"));
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "of 3 images with two answers or more"));
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "3.png"));
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "75.0%"));
  chart = insights_find (GTK_WIDGET (fixture->page), GW_TYPE_CHART, 0);
  plot = gw_chart_get_plot (GW_CHART (chart));
  gw_plot_describe (plot, gw_plot_find_key (plot, "agreement:0:1"), &readout);
  g_assert_nonnull (strstr (readout.value, "0.4"));
}

static void
test_doors (InsightsFixture *fixture, gconstpointer data)
{
  open_page (fixture);
  insights_activate (insights_find (GTK_WIDGET (fixture->page), GW_TYPE_CHART, 0), "agreement:0:1");
  insights_wait_asked (fixture, "Answered by Kim and Lee");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "agreement.show-disagreements", NULL));
  insights_wait_asked (fixture, "Answers Differ");
}

static void
test_states (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  import_answers (fixture, kim);
  insights_open (fixture, gw_agreement_page_new);
  insights_wait_label (fixture, "One Person Has Answered");
}

static void
test_nobody (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  insights_open (fixture, gw_agreement_page_new);
  insights_wait_label (fixture, "No Answers Yet");
}

#define ADD(path, func) g_test_add (path, InsightsFixture, NULL, insights_set_up, func, insights_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/agreement-page/figures", test_figures);
  ADD ("/agreement-page/doors", test_doors);
  ADD ("/agreement-page/states", test_states);
  ADD ("/agreement-page/nobody", test_nobody);

  return g_test_run ();
}
