/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-distributions-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-cancel-run.h"
#include "gw-distributions-advice.h"
#include "gw-distributions-card.h"
#include "gw-distributions-door.h"
#include "gw-distributions-small.h"
#include "gw-plot-centers.h"
#include "gw-plot-number.h"

#define STATE_COLUMN "insights.distributions.column"

struct _GwDistributionsPage
{
  GwInsightsPage parent_instance;

  GwDistributionsCard *card;
  GwDistributionsSmallCharts *small;
  GwDistributionsAdvice *advice;
  GwDistributionsFigures *figures;
};

G_DEFINE_FINAL_TYPE (GwDistributionsPage, gw_distributions_page, GW_TYPE_INSIGHTS_PAGE)

/* --- the work --------------------------------------------------------------------- */

typedef struct
{
  char *column;
  GwDistributionsCounting counting;
  GwOutlierRule rule;
  GwDistributionsFigures *kept; /* (nullable) */
} Options;

static gpointer
gw_distributions_page_get_options (GwInsightsPage *page)
{
  GwDistributionsPage *self = GW_DISTRIBUTIONS_PAGE (page);
  Options *options = g_new0 (Options, 1);

  options->column = g_strdup (gw_distributions_card_get_column (self->card));
  options->rule = gw_distributions_card_get_outlier_rule (self->card);
  gw_distributions_card_get_counting (self->card, &options->counting);
  if (self->figures != NULL)
    options->kept = gw_distributions_figures_copy (self->figures);
  return options;
}

static void
options_free (gpointer data)
{
  Options *options = data;

  g_free (options->column);
  g_clear_pointer (&options->kept, gw_distributions_figures_free);
  g_free (options);
}

/* Bars first, then what takes longer. */
static gpointer
gw_distributions_page_compute (GwInsightsSnapshot *snapshot, gpointer data, GwInsightsJob *job,
                               GCancellable *cancellable, GError **error)
{
  const Options *options = data;
  const GwDataSet *set = gw_insights_snapshot_get_set (snapshot, cancellable, error);
  const GwRun run = gw_cancel_run_init (cancellable);
  g_autoptr (GwDistributionsFigures) figures = NULL;

  if (set == NULL)
    return NULL;
  figures = gw_distributions_figures_new (snapshot, set, options->column, &options->counting, options->rule,
                                          options->kept, &run);
  if (figures == NULL)
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  if (figures->extras == NULL)
    {
      gw_insights_job_publish (job, gw_distributions_figures_copy (figures));
      if (!gw_distributions_figures_add_extras (figures, options->rule, &run))
        {
          g_cancellable_set_error_if_cancelled (cancellable, error);
          return NULL;
        }
    }
  if (figures->small == NULL)
    {
      gw_insights_job_publish (job, gw_distributions_figures_copy (figures));
      if (!gw_distributions_figures_add_small (figures, snapshot, set, cancellable, error))
        return NULL;
    }
  return g_steal_pointer (&figures);
}

/* --- showing ------------------------------------------------------------------------- */

static void
show_subtitle (GwDistributionsPage *self)
{
  g_autofree char *split = gw_insights_data_describe_split (gw_insights_page_get_data (GW_INSIGHTS_PAGE (self)));
  g_autofree char *rows = gw_plot_rows_count (GW_PLOT_ROWS_IMAGES, (double) self->figures->n_images);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", split, rows);

  gw_insights_page_set_subtitle (GW_INSIGHTS_PAGE (self), subtitle);
}

static void
gw_distributions_page_show (GwInsightsPage *page, gpointer figures)
{
  GwDistributionsPage *self = GW_DISTRIBUTIONS_PAGE (page);
  GwInsightsData *data = gw_insights_page_get_data (page);
  GwDistributionsFigures *old = self->figures;
  GwWork *measuring = gw_insights_data_get_measuring (data);

  self->figures = figures;
  show_subtitle (self);
  if (self->figures->n_images == 0)
    gw_insights_page_set_status (page, "gw-chart-bar-symbolic", _ ("No Images"),
                                 _ ("There is nothing to measure: add images, or look at another split."),
                                 _ ("_Go to Images"), "win.show-page::images");
  else
    gw_insights_page_set_status (page, NULL, NULL, NULL, NULL, NULL);
  gw_distributions_card_show (self->card, self->figures);
  gw_insights_page_set_main_chart (page,
                                   gw_distributions_card_get_chart (self->card, self->figures->counts->has_changed
                                                                                    ? GW_DISTRIBUTIONS_CHART_CHANGED
                                                                                    : GW_DISTRIBUTIONS_CHART_RAW));
  gw_distributions_advice_show (self->advice, self->figures, measuring);
  if (self->figures->small != NULL)
    {
      gw_distributions_small_charts_set_measuring (self->small, measuring != NULL);
      gw_distributions_small_charts_show (self->small, self->figures->small);
    }
  gw_distributions_figures_free (old);
}

/* --- doors ---------------------------------------------------------------------------- */

static char *
make_title (const char *name, const char *range)
{
  /* Translators: a column and a range: “Box Area under 200 pixels” */
  return g_strdup_printf (_ ("%s %s"), name, range);
}

static GwInsightsDoor *
make_range_door (GwDistributionsPage *self, double low, double high)
{
  const GwDistributionsColumn *column = self->figures->column;
  g_autofree char *range = gw_distributions_card_describe_range (column, low, high);
  g_autofree char *title = make_title (column->column.title, range);

  return gw_distributions_door_new_values (title, &column->column, column->values, column->images, low, high,
                                           column->stats.moments.max);
}

static GwInsightsDoor *
make_small_door (GwDistributionsPage *self, guint i, double low, double high)
{
  const GwDistributionsSmallColumn *column = &self->figures->small->columns[i];
  g_autofree char *range = gw_plot_format_range (low, high, high - low);
  g_autofree char *title = make_title (column->title, range);

  return gw_distributions_door_new_values (title, column->column, column->values, column->images, low, high,
                                           column->counts.high);
}

/* The outermost parts are with their ends. */
static GwInsightsDoor *
make_part_door (GwDistributionsPage *self, const double x[2], const double y[2])
{
  const double across[2] = { x[0], x[1] == 1 ? nextafter (1, 2) : x[1] };
  const double down[2] = { y[0], y[1] == 1 ? nextafter (1, 2) : y[1] };
  const GwDistributionsSmall *small = self->figures->small;
  g_autofree char *from_left = gw_plot_format_range (100 * x[0], 100 * x[1], 100 * (x[1] - x[0]));
  g_autofree char *from_top = gw_plot_format_range (100 * y[0], 100 * y[1], 100 * (y[1] - y[0]));
  /* Translators: parts of the width and of the height of an image in percent */
  g_autofree char *title = g_strdup_printf (_ ("Box centers %s%% from left, %s%% from top"), from_left, from_top);

  return gw_distributions_door_new_part (title, small->center_x, small->center_y, small->center_images, across, down);
}

static GwInsightsDoor *
gw_distributions_page_find_door (GwInsightsPage *page, GwChart *chart, const char *key)
{
  GwDistributionsPage *self = GW_DISTRIBUTIONS_PAGE (page);
  double low, high, x[2], y[2];

  if (self->figures == NULL)
    return NULL;
  if (self->figures->small != NULL && gw_plot_centers_parse_key (key, x, y))
    return make_part_door (self, x, y);
  if (!gw_plot_histogram_parse_key (key, &low, &high))
    return NULL;
  for (guint i = 0; i < GW_N_SMALL_COLUMNS && self->figures->small != NULL; i++)
    if (chart == gw_distributions_small_charts_get_chart (self->small, i))
      return make_small_door (self, i, low, high);
  return make_range_door (self, low, high);
}

static void
on_open_range_cb (GwDistributionsCard *card, double low, double high, GwDistributionsPage *self)
{
  if (self->figures != NULL)
    gw_insights_page_open (GW_INSIGHTS_PAGE (self), make_range_door (self, low, high));
}

static void
on_open_outliers_cb (GwDistributionsCard *card, GwDistributionsPage *self)
{
  const GwDistributionsFigures *figures = self->figures;
  g_autofree char *title = NULL;

  if (figures == NULL || figures->extras == NULL)
    return;
  /* Translators: a column: “Outliers of Box Area” */
  title = g_strdup_printf (_ ("Outliers of %s"), figures->column->column.title);
  gw_insights_page_open (GW_INSIGHTS_PAGE (self),
                         gw_distributions_door_new_rows (title, figures->column->images, figures->extras->outliers));
}

/* --- the page ---------------------------------------------------------------------------- */

static void
on_column_cb (GwDistributionsPage *self)
{
  gw_project_set_view_state (gw_insights_page_get_project (GW_INSIGHTS_PAGE (self)), STATE_COLUMN,
                             gw_distributions_card_get_column (self->card));
}

static void
use_scale_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gw_distributions_card_set_transform (GW_DISTRIBUTIONS_PAGE (widget)->card,
                                       (GwPlotTransformKind) g_variant_get_uint32 (parameter));
}

static void
on_measuring_cb (GwDistributionsPage *self)
{
  GwWork *measuring = gw_insights_data_get_measuring (gw_insights_page_get_data (GW_INSIGHTS_PAGE (self)));

  if (self->figures != NULL)
    gw_distributions_advice_show (self->advice, self->figures, measuring);
}

static void
gw_distributions_page_map (GtkWidget *widget)
{
  GwInsightsData *data = gw_insights_page_get_data (GW_INSIGHTS_PAGE (widget));
  GwWork *measuring = gw_insights_data_get_measuring (data);

  GTK_WIDGET_CLASS (gw_distributions_page_parent_class)->map (widget);

  if (measuring != NULL || gw_insights_data_get_measuring (data) == NULL)
    return;
  measuring = gw_insights_data_get_measuring (data);
  g_signal_connect_object (measuring, "notify::done", G_CALLBACK (on_measuring_cb), widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (measuring, "ended", G_CALLBACK (on_measuring_cb), widget,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
gw_distributions_page_constructed (GObject *object)
{
  GwDistributionsPage *self = GW_DISTRIBUTIONS_PAGE (object);
  const char *column;

  G_OBJECT_CLASS (gw_distributions_page_parent_class)->constructed (object);

  column = gw_project_get_view_state (gw_insights_page_get_project (GW_INSIGHTS_PAGE (self)), STATE_COLUMN);
  if (column != NULL && *column != '\0')
    gw_distributions_card_set_column (self->card, column);
  g_signal_connect_object (self->card, "notify::column", G_CALLBACK (on_column_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->card, "changed", G_CALLBACK (gw_insights_page_refresh), self, G_CONNECT_SWAPPED);
}

static void
gw_distributions_page_dispose (GObject *object)
{
  G_OBJECT_CLASS (gw_distributions_page_parent_class)->dispose (object);

  g_clear_pointer (&GW_DISTRIBUTIONS_PAGE (object)->figures, gw_distributions_figures_free);
}

static void
gw_distributions_page_class_init (GwDistributionsPageClass *klass)
{
  GwInsightsPageClass *page_class = GW_INSIGHTS_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = gw_distributions_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = gw_distributions_page_dispose;
  GTK_WIDGET_CLASS (klass)->map = gw_distributions_page_map;
  page_class->title = N_ ("Distributions");
  page_class->get_options = gw_distributions_page_get_options;
  page_class->free_options = options_free;
  page_class->measures_pictures = TRUE;
  page_class->compute = gw_distributions_page_compute;
  page_class->free_figures = (GDestroyNotify) gw_distributions_figures_free;
  page_class->show = gw_distributions_page_show;
  page_class->find_door = gw_distributions_page_find_door;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "distributions.use-scale", "u", use_scale_action);
}

static void
gw_distributions_page_init (GwDistributionsPage *self)
{
  GtkBox *body = gw_insights_page_get_body (GW_INSIGHTS_PAGE (self));

  self->card = GW_DISTRIBUTIONS_CARD (gw_distributions_card_new ());
  self->small = GW_DISTRIBUTIONS_SMALL_CHARTS (gw_distributions_small_charts_new ());
  self->advice = GW_DISTRIBUTIONS_ADVICE (gw_distributions_advice_new ());
  g_signal_connect_object (self->card, "open-range", G_CALLBACK (on_open_range_cb), self, 0);
  g_signal_connect_object (self->card, "open-outliers", G_CALLBACK (on_open_outliers_cb), self, 0);

  for (guint i = 0; i < GW_DISTRIBUTIONS_N_CHARTS; i++)
    gw_insights_page_add_chart (GW_INSIGHTS_PAGE (self), gw_distributions_card_get_chart (self->card, i), TRUE);
  for (guint i = 0; gw_distributions_small_charts_get_chart (self->small, i) != NULL; i++)
    gw_insights_page_add_chart (GW_INSIGHTS_PAGE (self), gw_distributions_small_charts_get_chart (self->small, i),
                                TRUE);

  gtk_box_append (body, GTK_WIDGET (self->card));
  gtk_box_append (body, GTK_WIDGET (self->small));
  gtk_box_append (body, GTK_WIDGET (self->advice));
}

GtkWidget *
gw_distributions_page_new (GwProject *project)
{
  return g_object_new (GW_TYPE_DISTRIBUTIONS_PAGE, "project", project, NULL);
}
