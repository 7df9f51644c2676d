/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-regression-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-card.h"
#include "gw-columns-layout.h"
#include "gw-distributions-door.h"
#include "gw-plot-histogram.h"
#include "gw-plot-number.h"
#include "gw-plot-points.h"
#include "gw-plot-qq.h"
#include "gw-regression-worst.h"
#include "gw-row-key.h"

#define STATE_ACTUAL "insights.regression.actual"
#define STATE_FORECAST "insights.regression.forecast"
#define CHART_HEIGHT 380
#define SMALL_HEIGHT 260
/* Below, figures say little. */
#define FEW_ROWS 30

typedef enum
{
  FIGURE_RMSE,
  FIGURE_MAE,
  FIGURE_MAPE,
  FIGURE_WAPE,
  FIGURE_BIAS,
  N_FIGURES
} Figure;

typedef enum
{
  CHART_SCATTER,
  CHART_HISTOGRAM,
  CHART_QQ,
  N_CHARTS
} Chart;

struct _GwRegressionPage
{
  GwInsightsPage parent_instance;

  GwColumnButton *actual;
  GwColumnButton *forecast;
  GtkWidget *cards[N_FIGURES];
  GtkWidget *scatter_card;
  GtkWidget *worst_card;
  GwChart *charts[N_CHARTS];
  GwRegressionWorst *worst;
  GwRegressionFigures *figures;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GwRegressionPage, gw_regression_page, GW_TYPE_INSIGHTS_PAGE)

/* --- the work --------------------------------------------------------------------- */

typedef struct
{
  char *actual;
  char *forecast;
} Options;

static gpointer
gw_regression_page_get_options (GwInsightsPage *page)
{
  GwRegressionPage *self = GW_REGRESSION_PAGE (page);
  Options *options = g_new0 (Options, 1);

  options->actual = g_strdup (gw_column_button_get_column (self->actual));
  options->forecast = g_strdup (gw_column_button_get_column (self->forecast));
  return options;
}

static void
options_free (gpointer data)
{
  Options *options = data;

  g_free (options->actual);
  g_free (options->forecast);
  g_free (options);
}

static gpointer
gw_regression_page_compute (GwInsightsSnapshot *snapshot, gpointer data, GwInsightsJob *job, GCancellable *cancellable,
                            GError **error)
{
  const Options *options = data;
  const GwDataSet *set = gw_insights_snapshot_get_set (snapshot, cancellable, error);

  if (set == NULL)
    return NULL;
  return gw_regression_figures_new (snapshot, set, options->actual, options->forecast, cancellable, error);
}

/* --- showing ------------------------------------------------------------------------- */

static void
show_status (GwRegressionPage *self)
{
  GwInsightsPage *page = GW_INSIGHTS_PAGE (self);

  if (self->figures->n_images == 0)
    gw_insights_page_set_status (page, "gw-chart-bar-symbolic", _ ("No Images"),
                                 _ ("There is nothing to compare: add images, or look at another split."),
                                 _ ("_Go to Images"), "win.show-page::images");
  else if (!self->figures->has_attribute)
    gw_insights_page_set_status (page, "gw-chart-bar-symbolic", _ ("No Two Columns to Compare"),
                                 _ ("Give images or objects two attributes whose values are numbers, what came and "
                                    "what was forecast, or import labels that have them."),
                                 _ ("_Import…"), "win.import");
  else
    gw_insights_page_set_status (page, NULL, NULL, NULL, NULL, NULL);
}

static void
show_subtitle (GwRegressionPage *self)
{
  const GwRegressionFigures *figures = self->figures;
  g_autofree char *split = gw_insights_data_describe_split (gw_insights_page_get_data (GW_INSIGHTS_PAGE (self)));
  g_autofree char *rows = figures->regression != NULL
                              ? gw_plot_rows_count (figures->rows, (double) figures->regression->rows->len)
                              : gw_plot_rows_count (GW_PLOT_ROWS_IMAGES, (double) figures->n_images);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", split, rows);

  gw_insights_page_set_subtitle (GW_INSIGHTS_PAGE (self), subtitle);
}

static void
show_figure (GwRegressionPage *self, Figure figure, double value, gboolean share, const char *caption)
{
  g_autofree char *text = share ? gw_plot_number_percent_exact (value) : gw_plot_number_quantity (value);

  gw_figure_card_set (self->cards[figure], text, caption, NULL);
}

static void
show_figures (GwRegressionPage *self)
{
  const GwForecast *figures = &self->figures->regression->figures;
  const gboolean any = self->figures->regression->has_figures;
  g_autofree char *skipped = NULL;

  if (any && figures->n_mape_skipped > 0)
    {
      g_autofree char *number = gw_plot_number_count ((double) figures->n_mape_skipped);

      skipped = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "MAPE; %s actual 0 left out",
                                              "MAPE; %s actual 0s left out", (gulong) figures->n_mape_skipped),
                                 number);
    }
  show_figure (self, FIGURE_RMSE, any ? figures->rmse : NAN, FALSE, _ ("RMSE, root of the mean squared error"));
  show_figure (self, FIGURE_MAE, any ? figures->mae : NAN, FALSE, _ ("MAE, mean size of the error"));
  show_figure (self, FIGURE_MAPE, any ? figures->mape : NAN, TRUE,
               skipped != NULL ? skipped : _ ("MAPE, mean share of the error"));
  show_figure (self, FIGURE_WAPE, any ? figures->wape : NAN, TRUE, _ ("WAPE, all errors as a share of all that came"));
  show_figure (self, FIGURE_BIAS, any ? figures->bias : NAN, FALSE,
               any && figures->bias > 0   ? _ ("bias, mean error: too much is forecast")
               : any && figures->bias < 0 ? _ ("bias, mean error: too little is forecast")
                                          : _ ("bias, mean error"));
}

/* What to know of the rows. */
static void
show_note (GwRegressionPage *self)
{
  const GwRegressionFigures *figures = self->figures;
  const guint n = figures->regression->rows->len;
  g_autofree char *rows = gw_plot_rows_count (figures->rows, n);
  g_autofree char *note = NULL;

  if (g_str_equal (figures->actual.name, figures->forecast.name))
    note = g_strdup (_ ("Both are the same column: choose another one as forecast."));
  else if (n > 0 && n < FEW_ROWS)
    note = g_strdup_printf (_ ("Only %s: read with care."), rows);
  gw_card_set_note (GW_CARD (self->scatter_card), note);
}

static void
show_columns (GwRegressionPage *self)
{
  const GwRegressionFigures *figures = self->figures;

  self->filling = TRUE;
  gw_column_button_show (self->actual, figures->choices, GW_COLUMN_IMAGES | GW_COLUMN_OBJECTS, figures->actual.name);
  gw_column_button_show (self->forecast, figures->choices, 1 << figures->actual.rows, figures->forecast.name);
  self->filling = FALSE;
}

static void
gw_regression_page_show (GwInsightsPage *page, gpointer data)
{
  GwRegressionPage *self = GW_REGRESSION_PAGE (page);
  GwRegressionFigures *old = self->figures;

  self->figures = data;
  show_subtitle (self);
  show_status (self);
  if (self->figures->has_attribute)
    {
      show_columns (self);
      show_figures (self);
      show_note (self);
      gw_chart_set_plot (self->charts[CHART_SCATTER], self->figures->scatter);
      gw_chart_set_plot (self->charts[CHART_HISTOGRAM], self->figures->histogram);
      gw_chart_set_plot (self->charts[CHART_QQ], self->figures->qq);
      gw_regression_worst_show (self->worst, self->figures);
      gtk_widget_set_visible (self->worst_card, self->figures->regression->rows->len > 0);
    }
  g_clear_pointer (&old, gw_regression_figures_free);
}

/* --- doors ---------------------------------------------------------------------------- */

static GwInsightsDoor *
make_row_door (GwRegressionPage *self, guint row)
{
  const GwRegressionFigures *figures = self->figures;
  g_autofree char *title = NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  const guint32 number = row;

  if (row >= figures->images->len)
    return NULL;
  title = gw_regression_figures_describe (figures, row);
  g_array_append_val (rows, number);
  return gw_distributions_door_new_rows (title, figures->images, rows);
}

static GwInsightsDoor *
make_error_door (GwRegressionPage *self, double low, double high)
{
  const GwRegressionFigures *figures = self->figures;
  g_autofree char *range = high > low + 1e-9 * fabs (low) ? gw_plot_format_range (low, high, high - low)
                                                          : gw_plot_number_quantity (low);
  /* Translators: a number or a range: “Forecast error 2–4” */
  g_autofree char *title = g_strdup_printf (_ ("Forecast error %s"), range);

  return gw_distributions_door_new_values (title, NULL, figures->regression->errors, figures->images, low, high,
                                           figures->largest_error);
}

static GwInsightsDoor *
make_area_door (GwRegressionPage *self, const double x[2], const double y[2])
{
  const GwRegressionFigures *figures = self->figures;
  g_autofree char *actual = gw_plot_format_range (x[0], x[1], x[1] - x[0]);
  g_autofree char *forecast = gw_plot_format_range (y[0], y[1], y[1] - y[0]);
  g_autofree char *title = g_strdup_printf (_ ("Actual %s, forecast %s"), actual, forecast);

  return gw_distributions_door_new_area (title, figures->regression->actual, figures->regression->forecast,
                                         figures->images, x, y);
}

static GwInsightsDoor *
gw_regression_page_find_door (GwInsightsPage *page, GwChart *chart, const char *key)
{
  GwRegressionPage *self = GW_REGRESSION_PAGE (page);
  double low, high, x[2], y[2];
  gsize row;

  if (self->figures == NULL || !self->figures->has_attribute)
    return NULL;
  if (gw_row_key_parse (key, NULL, &row))
    return make_row_door (self, (guint) row);
  if (gw_plot_points_parse_area (key, x, y))
    return make_area_door (self, x, y);
  if (gw_plot_histogram_parse_key (key, &low, &high))
    return make_error_door (self, low, high);
  if (gw_plot_qq_parse_key (key, &low))
    return make_error_door (self, low, nextafter (low, INFINITY));
  return NULL;
}

static void
on_worst_chosen_cb (GwRegressionWorst *worst, guint row, GwRegressionPage *self)
{
  gw_insights_page_open (GW_INSIGHTS_PAGE (self), make_row_door (self, row));
}

static void
on_show_worst_cb (GwRegressionPage *self)
{
  const GwRegressionFigures *figures = self->figures;

  if (figures != NULL && figures->has_attribute)
    gw_insights_page_open (
        GW_INSIGHTS_PAGE (self),
        gw_distributions_door_new_rows (_ ("Largest forecast errors"), figures->images, figures->regression->worst));
}

/* --- the page ---------------------------------------------------------------------------- */

static void
on_column_cb (GwRegressionPage *self)
{
  GwProject *project = gw_insights_page_get_project (GW_INSIGHTS_PAGE (self));

  if (self->filling)
    return;
  gw_project_set_view_state (project, STATE_ACTUAL, gw_column_button_get_column (self->actual));
  gw_project_set_view_state (project, STATE_FORECAST, gw_column_button_get_column (self->forecast));
  gw_insights_page_refresh (GW_INSIGHTS_PAGE (self));
}

static void
restore (GwRegressionPage *self, GwColumnButton *button, const char *state)
{
  const char *column = gw_project_get_view_state (gw_insights_page_get_project (GW_INSIGHTS_PAGE (self)), state);

  if (column != NULL && *column != '\0')
    gw_column_button_set_column (button, column);
}

static void
gw_regression_page_constructed (GObject *object)
{
  GwRegressionPage *self = GW_REGRESSION_PAGE (object);

  G_OBJECT_CLASS (gw_regression_page_parent_class)->constructed (object);

  restore (self, self->actual, STATE_ACTUAL);
  restore (self, self->forecast, STATE_FORECAST);
  g_signal_connect_object (self->actual, "notify::column", G_CALLBACK (on_column_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->forecast, "notify::column", G_CALLBACK (on_column_cb), self, G_CONNECT_SWAPPED);
}

static void
gw_regression_page_dispose (GObject *object)
{
  G_OBJECT_CLASS (gw_regression_page_parent_class)->dispose (object);

  g_clear_pointer (&GW_REGRESSION_PAGE (object)->figures, gw_regression_figures_free);
}

static void
gw_regression_page_class_init (GwRegressionPageClass *klass)
{
  GwInsightsPageClass *page_class = GW_INSIGHTS_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = gw_regression_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = gw_regression_page_dispose;
  page_class->title = N_ ("Regression");
  page_class->get_options = gw_regression_page_get_options;
  page_class->free_options = options_free;
  page_class->compute = gw_regression_page_compute;
  page_class->free_figures = (GDestroyNotify) gw_regression_figures_free;
  page_class->show = gw_regression_page_show;
  page_class->find_door = gw_regression_page_find_door;
}

static GtkWidget *
make_chart_card (GwRegressionPage *self, Chart i, const char *title, int height)
{
  GtkWidget *card;

  self->charts[i] = GW_CHART (gw_chart_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->charts[i]), -1, height);
  gtk_widget_set_vexpand (GTK_WIDGET (self->charts[i]), TRUE);
  gw_insights_page_add_chart (GW_INSIGHTS_PAGE (self), self->charts[i], TRUE);
  card = gw_card_new (title, GTK_WIDGET (self->charts[i]));
  gw_card_add_end (GW_CARD (card), gw_chart_new_menu_button (self->charts[i]));
  return card;
}

static GtkWidget *
make_head (GwRegressionPage *self)
{
  GtkWidget *head = gw_columns_new (0, 18);

  self->actual = GW_COLUMN_BUTTON (gw_column_button_new (_ ("Actual")));
  self->forecast = GW_COLUMN_BUTTON (gw_column_button_new (_ ("Forecast")));
  gw_columns_layout_set_share (GTK_WIDGET (self->forecast), 4);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->actual));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->forecast));
  return head;
}

static GtkWidget *
make_worst (GwRegressionPage *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Show Images"));

  self->worst = GW_REGRESSION_WORST (gw_regression_worst_new ());
  self->worst_card = gw_card_new (_ ("Largest Errors"), GTK_WIDGET (self->worst));
  gw_card_add_end (GW_CARD (self->worst_card), button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_show_worst_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->worst, "chosen", G_CALLBACK (on_worst_chosen_cb), self, 0);
  return self->worst_card;
}

static void
gw_regression_page_init (GwRegressionPage *self)
{
  GtkBox *body = gw_insights_page_get_body (GW_INSIGHTS_PAGE (self));
  GtkWidget *figures = gw_columns_new (180, 12);
  GtkWidget *first = gw_columns_new (300, 12);
  GtkWidget *second = gw_columns_new (300, 12);

  gtk_box_append (body, make_head (self));
  for (guint i = 0; i < N_FIGURES; i++)
    {
      self->cards[i] = gw_figure_card_new ();
      gtk_box_append (GTK_BOX (figures), self->cards[i]);
    }
  self->scatter_card = make_chart_card (self, CHART_SCATTER, _ ("Forecast Against Actual"), CHART_HEIGHT);
  gw_columns_layout_set_share (self->scatter_card, 2);
  gw_chart_set_zoomable (self->charts[CHART_SCATTER], TRUE);
  gtk_box_append (GTK_BOX (first), self->scatter_card);
  gtk_box_append (GTK_BOX (first), make_worst (self));
  gtk_box_append (GTK_BOX (second), make_chart_card (self, CHART_HISTOGRAM, _ ("Errors"), SMALL_HEIGHT));
  gtk_box_append (GTK_BOX (second),
                  make_chart_card (self, CHART_QQ, _ ("Errors Against a Normal Distribution"), SMALL_HEIGHT));
  gtk_box_append (body, figures);
  gtk_box_append (body, first);
  gtk_box_append (body, second);
}

GtkWidget *
gw_regression_page_new (GwProject *project)
{
  return g_object_new (GW_TYPE_REGRESSION_PAGE, "project", project, NULL);
}
