/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-curves-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-cancel-run.h"
#include "gw-card.h"
#include "gw-columns-layout.h"
#include "gw-curves-bar.h"
#include "gw-curves-door.h"
#include "gw-curves-figures.h"
#include "gw-curves-picker.h"
#include "gw-curves-point.h"
#include "gw-curves-scores.h"
#include "gw-plot-calibration.h"
#include "gw-plot-number.h"
#include "gw-plot-rows.h"
#include "gw-segments.h"

/* Objects match from this overlap on, as on the Evaluation page. */
#define OVERLAP 0.5
#define CHART_HEIGHT 280
/* The whole page is seen in a window of 900 px. */
#define SMALL_HEIGHT 250
#define THRESHOLD_KEY "threshold:"

struct _GwCurvesPage
{
  GwInsightsPage parent_instance;

  GwCurvesBar *bar;
  GwSegments *kinds;
  GwCurvesPicker *picker;
  GtkStack *stack; /* of two cards each */
  GtkWidget *charts[GW_CURVES_N_PLOTS];
  GtkWidget *calibration;
  GwCurvesPoint *point;
  GwCurvesScores *scores;
  GwCurvesFigures *figures;
};

G_DEFINE_FINAL_TYPE (GwCurvesPage, gw_curves_page, GW_TYPE_INSIGHTS_PAGE)

/* --- the work --------------------------------------------------------------------- */

typedef struct
{
  char *chosen; /* (nullable) */
  GStrv others; /* (nullable) */
} Options;

static gpointer
gw_curves_page_get_options (GwInsightsPage *page)
{
  GwCurvesPage *self = GW_CURVES_PAGE (page);
  Options *options = g_new0 (Options, 1);

  options->chosen = g_strdup (gw_curves_bar_get_class (self->bar));
  options->others = gw_curves_picker_get_others (self->picker);
  return options;
}

static void
options_free (gpointer data)
{
  Options *options = data;

  g_free (options->chosen);
  g_strfreev (options->others);
  g_free (options);
}

/* Images that were scored come before objects; matches (out) live as long as the curves are made. */
static GwClassCurves *
make_curves (const GwInsightsModel *model, const Options *options, const GwRun *run, GwDetectionEvaluation **matches)
{
  const char *const *others = (const char *const *) options->others;
  const GwDetectionEvaluationOptions matching = { .iou = OVERLAP, .score = 0 };

  if (model->classes != NULL || model->objects == NULL)
    return model->classes != NULL ? gw_class_curves_new (model->classes, options->chosen, others) : NULL;
  *matches = gw_detection_evaluation_new (model->objects, &matching);
  if (!gw_status_has_values (gw_detection_evaluation_compute (*matches, GW_DETECTION_MATCHES, run)))
    return NULL;
  return gw_class_curves_new_detections (*matches, options->chosen, others);
}

static gpointer
gw_curves_page_compute (GwInsightsSnapshot *snapshot, gpointer data, GwInsightsJob *job, GCancellable *cancellable,
                        GError **error)
{
  const GwRun run = gw_cancel_run_init (cancellable);
  const GwDataSet *set = gw_insights_snapshot_get_set (snapshot, cancellable, error);
  const GwInsightsModel *model = NULL;
  g_autoptr (GwDetectionEvaluation) matches = NULL;
  g_autoptr (GwClassCurves) curves = NULL;
  g_autoptr (GError) failure = NULL;

  if (set == NULL)
    return NULL;
  model = gw_insights_snapshot_load_model (snapshot, gw_insights_snapshot_get_model (snapshot), cancellable, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  curves = model != NULL ? make_curves (model, data, &run, &matches) : NULL;
  for (guint part = 0; curves != NULL && part < GW_CURVES_N_PARTS; part++)
    {
      if (gw_class_curves_compute (curves, part, &run) == GW_STATUS_CANCELLED)
        break;
      /* Areas and bands take a while: the curves are shown before. */
      if (part + 1 < GW_CURVES_N_PARTS)
        gw_insights_job_publish (job, gw_curves_figures_new (set, model, curves));
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return gw_curves_figures_new (set, model, curves);
}

/* --- the threshold ------------------------------------------------------------------- */

static const GwClassLine *
get_line (GwCurvesPage *self)
{
  return self->figures != NULL ? gw_curves_figures_find_line (self->figures, NULL) : NULL;
}

static void
set_marker (GwCurvesPage *self, GwCurvesPlot which, double x, double y, const char *x_name, const char *y_name)
{
  const GwClassLine *line = get_line (self);
  g_autofree char *across = gw_plot_number_fixed (x, 3);
  g_autofree char *up = gw_plot_number_fixed (y, 3);
  g_autofree char *text = g_strdup_printf ("%s %s\n%s %s", x_name, across, y_name, up);

  if (isfinite (x) && isfinite (y))
    gw_chart_set_marker (GW_CHART (self->charts[which]), x, y, gw_curves_figures_get_color (self->figures, line->which),
                         text);
  else
    gw_chart_clear_marker (GW_CHART (self->charts[which]));
}

/* Rates of 0 and 1 have no place on the axes of a DET plot. */
static void
show_markers (GwCurvesPage *self, const GwRates *rates, double threshold)
{
  const double miss = 1 - rates->tpr;
  const gboolean inner = rates->fpr > 0 && rates->fpr < 1 && miss > 0 && miss < 1;

  /* Translators: the false positive rate, beside its value */
  set_marker (self, GW_CURVES_ROC, rates->fpr, rates->tpr, _ ("FPR"), _ ("TPR"));
  set_marker (self, GW_CURVES_PR, rates->tpr, rates->precision, _ ("Recall"), _ ("Precision"));
  set_marker (self, GW_CURVES_DET, inner ? rates->fpr : NAN, miss, _ ("FPR"), _ ("FNR"));
  set_marker (self, GW_CURVES_METRICS, threshold, rates->f_beta, _ ("Threshold"), _ ("F1"));
  set_marker (self, GW_CURVES_GAIN, rates->depth, rates->tpr, _ ("Depth"), _ ("Gain"));
  set_marker (self, GW_CURVES_LIFT, rates->depth, rates->lift, _ ("Depth"), _ ("Lift"));
}

static void
show_point (GwCurvesPage *self)
{
  const GwClassLine *line = get_line (self);
  const double threshold = gw_curves_bar_get_threshold (self->bar);
  GwOperatingPoint point;
  GwRates rates;

  if (line == NULL)
    return;
  gw_score_view_find_point (line->view, threshold, &point);
  gw_rates_init (&rates, &point, 1);
  gw_curves_point_show (self->point, &point);
  show_markers (self, &rates, threshold);
}

static void
on_threshold_cb (GwCurvesPage *self)
{
  const GwClassLine *line = get_line (self);
  g_autofree char *text = NULL;
  GwOperatingPoint point;

  if (line == NULL)
    return;
  show_point (self);
  gw_score_view_find_point (line->view, gw_curves_bar_get_threshold (self->bar), &point);
  text = gw_curves_point_describe (&point);
  gw_insights_page_announce (GW_INSIGHTS_PAGE (self), text);
}

static void
on_marker_moved_cb (GwChart *chart, double x, double y, GwCurvesPage *self)
{
  const GwClassLine *line = get_line (self);
  const GwBandKind kind = GTK_WIDGET (chart) == self->charts[GW_CURVES_ROC] ? GW_BAND_ROC : GW_BAND_PR;
  GwOperatingPoint point;

  if (line == NULL)
    return;
  if (GTK_WIDGET (chart) == self->charts[GW_CURVES_METRICS])
    gw_curves_bar_set_threshold (self->bar, x);
  else if (gw_score_view_find_near (line->view, kind, CLAMP (x, 0, 1), CLAMP (y, 0, 1), &point))
    gw_curves_bar_set_threshold (self->bar, point.threshold);
}

/* --- showing ------------------------------------------------------------------------- */

static void
show_subtitle (GwCurvesPage *self)
{
  GwInsightsPage *page = GW_INSIGHTS_PAGE (self);
  const GwClassCurves *curves = self->figures->curves;
  g_autofree char *split = gw_insights_data_describe_split (gw_insights_page_get_data (page));
  g_autofree char *rows = NULL;
  g_autofree char *subtitle = NULL;

  if (curves == NULL)
    {
      gw_insights_page_set_subtitle (page, split);
      return;
    }
  rows = gw_plot_rows_count (curves->of_objects ? GW_PLOT_ROWS_BOXES : GW_PLOT_ROWS_IMAGES, (double) curves->n_known);
  /* Translators: model, split, how many rows: “Street Model 4.1 · Test split · 5,089 boxes · one class …” */
  subtitle = g_strdup_printf (_ ("%s · %s · %s · one class against the rest"), self->figures->model, split, rows);
  gw_insights_page_set_subtitle (page, subtitle);
}

/* Whether there is something to show; else says what is missing. */
static gboolean
show_state (GwCurvesPage *self)
{
  GwInsightsPage *page = GW_INSIGHTS_PAGE (self);
  const GwClassCurves *curves = self->figures->curves;

  if (self->figures->model == NULL || curves == NULL)
    gw_insights_page_set_status (page, "gw-chart-line-symbolic", _ ("No Predictions Yet"),
                                 _ ("Curves show how well a model's scores part a class from the rest."),
                                 _ ("Import _Predictions…"), "win.import");
  else if (!curves->has_scores)
    gw_insights_page_set_status (
        page, "gw-chart-line-symbolic", _ ("This Model Gave No Scores"),
        _ ("It says a class for each image, but not how sure it is. Curves need scores: import "
           "predictions that have them."),
        _ ("Import _Predictions…"), "win.import");
  else if (curves->n_known == 0)
    gw_insights_page_set_status (
        page, "gw-chart-line-symbolic", _ ("Label Some Images First"),
        _ ("Scores are compared with labels, and no image that the model scored has one. 30 of "
           "each class tell something."),
        _ ("_Go to Images"), "win.show-page::images");
  else
    {
      gw_insights_page_set_status (page, NULL, NULL, NULL, NULL, NULL);
      return TRUE;
    }
  return FALSE;
}

static void
gw_curves_page_show (GwInsightsPage *page, gpointer figures)
{
  GwCurvesPage *self = GW_CURVES_PAGE (page);
  GwCurvesFigures *old = self->figures;
  g_autofree char *bins = NULL;

  self->figures = figures;
  show_subtitle (self);
  if (show_state (self))
    {
      for (guint i = 0; i < GW_CURVES_N_PLOTS; i++)
        {
          gw_chart_clear_marker (GW_CHART (self->charts[i]));
          gw_chart_set_plot (GW_CHART (self->charts[i]), gw_curves_figures_get_plot (self->figures, i));
        }
      bins = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u bin", "%u bins", GW_CALIBRATION_BINS),
                              GW_CALIBRATION_BINS);
      gw_card_set_subtitle (GW_CARD (self->calibration), bins);
      gw_curves_picker_show (self->picker, self->figures);
      gw_curves_scores_show (self->scores, self->figures);
      gw_curves_bar_show (self->bar, self->figures);
      gtk_widget_set_sensitive (GTK_WIDGET (self->point), get_line (self) != NULL);
      show_point (self);
    }
  else
    gw_curves_bar_show (self->bar, NULL);
  gw_curves_figures_free (old);
}

/* --- doors ---------------------------------------------------------------------------- */

/* A point of any line: the one under the pointer, or the keyboard. */
static const GwClassLine *
find_line (GwCurvesPage *self, GwChart *chart)
{
  GwPlot *plot = gw_chart_get_plot (chart);
  const GwPlotMark mark = gw_chart_get_mark (chart);
  const char *name = NULL;

  if (GTK_WIDGET (chart) == self->charts[GW_CURVES_METRICS])
    return get_line (self);
  if (plot != NULL && mark.index != GW_PLOT_NO_MARK && mark.layer < gw_plot_get_n_layers (plot))
    name = gw_plot_get_layer (plot, mark.layer)->name;
  return gw_curves_figures_find_line (self->figures, name);
}

static GwInsightsDoor *
gw_curves_page_find_door (GwInsightsPage *page, GwChart *chart, const char *key)
{
  GwCurvesPage *self = GW_CURVES_PAGE (page);
  const GwClassLine *line = get_line (self);
  double low, high;

  if (line == NULL)
    return NULL;
  if (gw_plot_calibration_parse_key (key, &low, &high))
    return gw_curves_door_new_range (self->figures->curves, line, low, high);
  if (!g_str_has_prefix (key, THRESHOLD_KEY))
    return NULL;
  return gw_curves_door_new_sides (self->figures->curves, find_line (self, chart),
                                   g_ascii_strtod (key + strlen (THRESHOLD_KEY), NULL),
                                   1u << GW_SIDE_TRUE_POSITIVE | 1u << GW_SIDE_FALSE_POSITIVE);
}

static void
open_sides (GwCurvesPage *self, guint sides)
{
  const GwClassLine *line = get_line (self);

  if (line != NULL)
    gw_insights_page_open (
        GW_INSIGHTS_PAGE (self),
        gw_curves_door_new_sides (self->figures->curves, line, gw_curves_bar_get_threshold (self->bar), sides));
}

static void
on_side_cb (GwCurvesPage *self, guint side)
{
  open_sides (self, 1u << side);
}

static void
on_errors_cb (GwCurvesPage *self)
{
  open_sides (self, 1u << GW_SIDE_FALSE_NEGATIVE | 1u << GW_SIDE_FALSE_POSITIVE);
}

/* --- the page ---------------------------------------------------------------------------- */

static const char *const chart_titles[GW_CURVES_N_PLOTS] = {
  [GW_CURVES_ROC] = N_ ("ROC Curve"),
  [GW_CURVES_PR] = N_ ("Precision–Recall Curve"),
  [GW_CURVES_DET] = N_ ("Detection Error Trade-Off"),
  [GW_CURVES_METRICS] = N_ ("Metrics by Threshold"),
  [GW_CURVES_GAIN] = N_ ("Cumulative Gain"),
  [GW_CURVES_LIFT] = N_ ("Lift"),
  [GW_CURVES_CALIBRATION] = N_ ("Calibration"),
};

static void
on_kind_cb (GwCurvesPage *self)
{
  static const GwCurvesPlot first[] = { GW_CURVES_ROC, GW_CURVES_DET, GW_CURVES_GAIN };
  const guint selected = gw_segments_get_selected (self->kinds);
  g_autofree char *name = g_strdup_printf ("%u", selected);

  gtk_stack_set_visible_child_name (self->stack, name);
  gw_insights_page_set_main_chart (GW_INSIGHTS_PAGE (self), GW_CHART (self->charts[first[selected]]));
}

static GtkWidget *
make_chart_card (GwCurvesPage *self, GwCurvesPlot which, int height)
{
  const gboolean moves = which == GW_CURVES_ROC || which == GW_CURVES_PR || which == GW_CURVES_METRICS;
  GtkWidget *card, *child;

  self->charts[which] = child = gw_chart_new ();
  gtk_widget_set_size_request (self->charts[which], -1, height);
  gtk_widget_set_vexpand (self->charts[which], TRUE);
  gw_chart_set_marker_movable (GW_CHART (self->charts[which]), moves);
  gw_chart_set_zoomable (GW_CHART (self->charts[which]), which != GW_CURVES_CALIBRATION);
  if (which == GW_CURVES_CALIBRATION)
    child = g_object_new (ADW_TYPE_CLAMP, "orientation", GTK_ORIENTATION_VERTICAL, "maximum-size", SMALL_HEIGHT,
                          "tightening-threshold", SMALL_HEIGHT, "vexpand", TRUE, "child", child, NULL);
  card = gw_card_new (_ (chart_titles[which]), child);
  gw_card_add_end (GW_CARD (card), gw_chart_new_menu_button (GW_CHART (self->charts[which])));
  gw_insights_page_add_chart (GW_INSIGHTS_PAGE (self), GW_CHART (self->charts[which]), TRUE);
  g_signal_connect_object (self->charts[which], "marker-moved", G_CALLBACK (on_marker_moved_cb), self, 0);
  return card;
}

static GtkWidget *
make_charts (GwCurvesPage *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  for (guint i = 0; i < GW_CURVES_CALIBRATION / 2; i++)
    {
      GtkWidget *columns = gw_columns_new (300, 12);
      g_autofree char *name = g_strdup_printf ("%u", i);

      gtk_box_append (GTK_BOX (columns), make_chart_card (self, 2 * i, CHART_HEIGHT));
      gtk_box_append (GTK_BOX (columns), make_chart_card (self, 2 * i + 1, CHART_HEIGHT));
      gtk_stack_add_named (self->stack, columns, name);
    }
  return GTK_WIDGET (self->stack);
}

static GtkWidget *
make_switch (GwCurvesPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->kinds = GW_SEGMENTS (gw_segments_new (
      (const char *const[]) { _ ("ROC and PR"), _ ("DET and Metrics"), _ ("Gain and Lift"), NULL }, _ ("Charts")));
  self->picker = GW_CURVES_PICKER (gw_curves_picker_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->picker), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->picker), GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->kinds));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->picker));
  g_signal_connect_object (self->kinds, "notify::selected", G_CALLBACK (on_kind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->picker, "changed", G_CALLBACK (gw_insights_page_refresh), self, G_CONNECT_SWAPPED);
  return box;
}

static GtkWidget *
make_bottom (GwCurvesPage *self)
{
  GtkWidget *columns = gw_columns_new (260, 12);

  self->point = GW_CURVES_POINT (gw_curves_point_new ());
  self->calibration = make_chart_card (self, GW_CURVES_CALIBRATION, 180);
  self->scores = GW_CURVES_SCORES (gw_curves_scores_new ());
  gw_columns_layout_set_share (GTK_WIDGET (self->point), 1.05);
  gw_columns_layout_set_share (GTK_WIDGET (self->scores), 1.2);
  gtk_box_append (GTK_BOX (columns), GTK_WIDGET (self->point));
  gtk_box_append (GTK_BOX (columns), self->calibration);
  gtk_box_append (GTK_BOX (columns), GTK_WIDGET (self->scores));
  g_signal_connect_object (self->point, "side-activated", G_CALLBACK (on_side_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->point, "errors-activated", G_CALLBACK (on_errors_cb), self, G_CONNECT_SWAPPED);
  return columns;
}

static void
gw_curves_page_dispose (GObject *object)
{
  G_OBJECT_CLASS (gw_curves_page_parent_class)->dispose (object);

  g_clear_pointer (&GW_CURVES_PAGE (object)->figures, gw_curves_figures_free);
}

static void
gw_curves_page_class_init (GwCurvesPageClass *klass)
{
  GwInsightsPageClass *page_class = GW_INSIGHTS_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_curves_page_dispose;
  page_class->title = N_ ("Curves");
  page_class->get_options = gw_curves_page_get_options;
  page_class->free_options = options_free;
  page_class->compute = gw_curves_page_compute;
  page_class->free_figures = (GDestroyNotify) gw_curves_figures_free;
  page_class->show = gw_curves_page_show;
  page_class->find_door = gw_curves_page_find_door;
}

static void
gw_curves_page_init (GwCurvesPage *self)
{
  GtkBox *body = gw_insights_page_get_body (GW_INSIGHTS_PAGE (self));

  self->bar = GW_CURVES_BAR (gw_curves_bar_new ());
  g_signal_connect_object (self->bar, "class-changed", G_CALLBACK (gw_insights_page_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "threshold-changed", G_CALLBACK (on_threshold_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (body, GTK_WIDGET (self->bar));
  gtk_box_append (body, make_switch (self));
  gtk_box_append (body, make_charts (self));
  gtk_box_append (body, make_bottom (self));
}

GtkWidget *
gw_curves_page_new (GwProject *project)
{
  return g_object_new (GW_TYPE_CURVES_PAGE, "project", project, NULL);
}
