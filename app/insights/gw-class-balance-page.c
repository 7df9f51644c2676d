/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-balance-page.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-card.h"
#include "gw-cancel-run.h"
#include "gw-chart.h"
#include "gw-class-balance-advice.h"
#include "gw-class-balance-figures.h"
#include "gw-class-balance-preview.h"
#include "gw-class-balance-weights.h"
#include "gw-columns-layout.h"
#include "gw-id-set.h"
#include "gw-plot-class-balance.h"
#include "gw-plot-number.h"
#include "gw-segments.h"

#define N_FIGURES 4
/* Ratios above are bad, and above the second very bad. */
#define RATIO_WARNING 10.0
#define RATIO_ERROR 100.0

struct _GwClassBalancePage
{
  GwInsightsPage parent_instance;

  GtkWidget *figure_cards[N_FIGURES];
  GtkWidget *card;
  GtkWidget *chart;
  GwSegments *mode;
  GwClassBalanceAdvice *advice;
  GwClassBalancePreview *preview;
  GwClassBalanceWeights *weights;
  GwClassBalanceFigures *figures;
};

G_DEFINE_FINAL_TYPE (GwClassBalancePage, gw_class_balance_page, GW_TYPE_INSIGHTS_PAGE)

/* --- the work --------------------------------------------------------------------- */

typedef struct
{
  char *method;
  guint64 target;
} Options;

static gpointer
gw_class_balance_page_get_options (GwInsightsPage *page)
{
  GwClassBalancePage *self = GW_CLASS_BALANCE_PAGE (page);
  Options *options = g_new0 (Options, 1);

  options->method = g_strdup (gw_class_balance_preview_get_method (self->preview));
  options->target = gw_class_balance_preview_get_target (self->preview);
  return options;
}

static void
options_free (gpointer data)
{
  Options *options = data;

  g_free (options->method);
  g_free (options);
}

static gpointer
gw_class_balance_page_compute (GwInsightsSnapshot *snapshot, gpointer data, GwInsightsJob *job,
                               GCancellable *cancellable, GError **error)
{
  const Options *options = data;
  const GwDataSet *set = gw_insights_snapshot_get_set (snapshot, cancellable, error);
  const GwRun run = gw_cancel_run_init (cancellable);
  g_autoptr (GwClassBalanceFigures) figures = set != NULL ? gw_class_balance_figures_new (set, error) : NULL;

  if (figures == NULL)
    return NULL;
  if (options->method == NULL)
    return g_steal_pointer (&figures);

  /* Neighbors take a while: the counts are shown before. */
  gw_insights_job_publish (job, gw_class_balance_figures_new (set, NULL));
  if (!gw_class_balance_figures_try (figures, set, options->method, options->target, &run))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  return g_steal_pointer (&figures);
}

/* --- showing ------------------------------------------------------------------------- */

static char *
describe_ratio (const GwClassBalance *balance)
{
  g_autofree char *number = balance->imbalance_ratio >= 10 ? gw_plot_number_count (balance->imbalance_ratio)
                                                           : gw_plot_number_fixed (balance->imbalance_ratio, 1);

  return isfinite (balance->imbalance_ratio) ? g_strdup_printf ("%s : 1", number) : g_strdup ("∞ : 1");
}

static void
show_ratio (GwClassBalancePage *self)
{
  const GwBalance *balance = self->figures->balance;
  const double ratio = balance->balance.imbalance_ratio;
  g_autofree char *figure = describe_ratio (&balance->balance);
  g_autofree char *caption = NULL;

  if (!isfinite (ratio))
    caption = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "imbalance ratio, %u empty class",
                                            "imbalance ratio, %u empty classes", balance->balance.n_empty_classes),
                               (guint) balance->balance.n_empty_classes);
  else
    caption = g_strdup_printf (_ ("imbalance ratio, %s to %s"),
                               (char *) g_ptr_array_index (self->figures->names, balance->largest),
                               (char *) g_ptr_array_index (self->figures->names, balance->smallest));
  gw_figure_card_set (self->figure_cards[0], figure, caption,
                      ratio > RATIO_ERROR     ? "gw-error-text"
                      : ratio > RATIO_WARNING ? "gw-warning-text"
                                              : NULL);
}

static void
show_figure_cards (GwClassBalancePage *self)
{
  const GwClassBalanceFigures *figures = self->figures;
  const GwBalance *balance = figures->balance;
  const guint64 limit = gw_balance_get_small_limit (balance);
  g_autofree char *even = gw_plot_number_fixed (balance->balance.evenness, 2);
  g_autofree char *small_count = NULL;
  g_autofree char *small = NULL;
  g_autofree char *without = gw_plot_number_count ((double) figures->n_without);
  g_autofree char *rows = gw_plot_rows_count (figures->rows, (double) limit);
  gsize n_small = 0;

  for (gsize i = 0; i < balance->n_classes; i++)
    n_small += balance->counts[i] < limit;
  small_count = gw_plot_number_count ((double) n_small);
  /* Translators: %s is a count with its noun, such as “500 boxes” */
  small = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "class under %s", "classes under %s", n_small), rows);
  show_ratio (self);
  gw_figure_card_set (self->figure_cards[1], even, _ ("evenness (1 is balanced)"), NULL);
  gw_figure_card_set (self->figure_cards[2], small_count, small, n_small > 0 ? "gw-warning-text" : NULL);
  gw_figure_card_set (
      self->figure_cards[3], without,
      g_dngettext (GETTEXT_PACKAGE, "image without labels", "images without labels", figures->n_without), NULL);
}

static void
show_chart (GwClassBalancePage *self)
{
  const GwClassBalanceFigures *figures = self->figures;
  const gsize n = figures->balance->n_classes;
  g_autofree GwPlotBalanceClass *classes = g_new0 (GwPlotBalanceClass, MAX (n, 1));
  g_autofree char *split = gw_insights_data_describe_split (gw_insights_page_get_data (GW_INSIGHTS_PAGE (self)));
  g_autofree char *title = g_strdup_printf (_ ("%s per Class"), gw_plot_rows_get_title (figures->rows));
  const GwPlotBalanceOptions options = { .title = title,
                                         .subtitle = split,
                                         .rows = figures->rows,
                                         .mode = (GwPlotBalanceMode) gw_segments_get_selected (self->mode) };
  g_autoptr (GwPlot) plot = NULL;

  for (gsize i = 0; i < n; i++)
    classes[i] = (GwPlotBalanceClass) { .name = g_ptr_array_index (figures->names, i),
                                        .color = g_array_index (figures->colors, guint32, i),
                                        .count = (double) figures->balance->counts[i],
                                        .images = (double) figures->images[i] };
  plot = gw_plot_class_balance_new (classes, n, &options);
  gw_card_set_title (GW_CARD (self->card), title);
  gw_chart_set_plot (GW_CHART (self->chart), plot);
}

static void
show_subtitle (GwClassBalancePage *self)
{
  g_autofree char *split = gw_insights_data_describe_split (gw_insights_page_get_data (GW_INSIGHTS_PAGE (self)));
  g_autofree char *rows = gw_plot_rows_count (self->figures->rows, (double) self->figures->balance->balance.n_rows);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", split, rows);

  gw_insights_page_set_subtitle (GW_INSIGHTS_PAGE (self), subtitle);
}

static void
gw_class_balance_page_show (GwInsightsPage *page, gpointer figures)
{
  GwClassBalancePage *self = GW_CLASS_BALANCE_PAGE (page);
  GwClassBalanceFigures *old = self->figures;

  self->figures = figures;
  show_subtitle (self);
  if (self->figures->balance->balance.n_rows == 0)
    {
      gw_insights_page_set_status (page, "gw-chart-bar-symbolic", _ ("Label Some Images First"),
                                   _ ("There is nothing to count here yet: no object and no label is in these images."),
                                   _ ("_Go to Images"), "win.show-page::images");
      gw_class_balance_figures_free (old);
      return;
    }

  gw_insights_page_set_status (page, NULL, NULL, NULL, NULL, NULL);
  show_figure_cards (self);
  show_chart (self);
  gw_class_balance_advice_show (self->advice, self->figures);
  gw_class_balance_preview_show (self->preview, self->figures);
  gw_class_balance_weights_show (self->weights, self->figures);
  gw_class_balance_figures_free (old);
}

/* --- doors ---------------------------------------------------------------------------- */

/* Images with an object of the class, or with its label: no filter says that. */
typedef struct
{
  char *name;
  char *split; /* (nullable) */
} Either;

static void
either_free (gpointer data)
{
  Either *either = data;

  g_free (either->name);
  g_free (either->split);
  g_free (either);
}

static GArray *
list_either (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  static const GwField fields[] = { GW_FIELD_CLASS, GW_FIELD_LABEL };
  const Either *either = data;
  g_autoptr (GwIdSet) seen = gw_id_set_new ();
  g_autoptr (GArray) both = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (GwFilter) filter = gw_filter_new ();
      g_autoptr (GArray) ids = NULL;

      gw_filter_add_value (filter, fields[i], FALSE, either->name);
      if (either->split != NULL)
        gw_filter_add_value (filter, GW_FIELD_SPLIT, FALSE, either->split);
      ids = gw_store_list_image_ids (store, filter, GW_SORT_NAME, cancellable, error);
      if (ids == NULL)
        return NULL;
      for (guint j = 0; j < ids->len; j++)
        {
          const gint64 id = g_array_index (ids, gint64, j);

          if (gw_id_set_contains (seen, id))
            continue;
          gw_id_set_add (seen, id);
          g_array_append_val (both, id);
        }
    }
  return g_steal_pointer (&both);
}

static GwInsightsDoor *
gw_class_balance_page_find_door (GwInsightsPage *page, GwChart *chart, const char *key)
{
  const GwClassBalanceFigures *figures = GW_CLASS_BALANCE_PAGE (page)->figures;
  const char *name = g_str_has_prefix (key, "class:") ? key + strlen ("class:") : NULL;
  guint place;

  if (name == NULL || figures == NULL || !g_ptr_array_find_with_equal_func (figures->names, name, g_str_equal, &place))
    return NULL;

  if (figures->labels[place] > 0 && figures->labels[place] < figures->balance->counts[place])
    {
      Either *either = g_new0 (Either, 1);

      either->name = g_strdup (name);
      either->split = g_strdup (gw_insights_data_get_split (gw_insights_page_get_data (page)));
      return gw_insights_door_new_list (name, list_either, either, either_free);
    }
  {
    GwFilter *filter = gw_filter_new ();

    gw_filter_add_value (filter, figures->labels[place] > 0 ? GW_FIELD_LABEL : GW_FIELD_CLASS, FALSE, name);
    return gw_insights_door_new_filter (filter);
  }
}

static void
try_remedy_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gw_class_balance_preview_set_method (GW_CLASS_BALANCE_PAGE (widget)->preview, g_variant_get_string (parameter, NULL));
}

/* --- the page ---------------------------------------------------------------------------- */

static void
on_mode_cb (GwClassBalancePage *self)
{
  if (self->figures != NULL)
    show_chart (self);
}

static GtkWidget *
make_chart_card (GwClassBalancePage *self)
{
  self->mode = GW_SEGMENTS (
      gw_segments_new ((const char *const[]) { _ ("Count"), _ ("Share"), _ ("Log"), NULL }, _ ("Scale")));
  self->chart = gw_chart_new ();
  gtk_widget_set_vexpand (self->chart, TRUE);
  self->card = gw_card_new (_ ("Classes"), self->chart);
  gw_card_add_end (GW_CARD (self->card), GTK_WIDGET (self->mode));
  gw_card_add_end (GW_CARD (self->card), gw_chart_new_menu_button (GW_CHART (self->chart)));
  g_signal_connect_object (self->mode, "notify::selected", G_CALLBACK (on_mode_cb), self, G_CONNECT_SWAPPED);
  gw_insights_page_add_chart (GW_INSIGHTS_PAGE (self), GW_CHART (self->chart), TRUE);
  return self->card;
}

static void
gw_class_balance_page_dispose (GObject *object)
{
  G_OBJECT_CLASS (gw_class_balance_page_parent_class)->dispose (object);

  g_clear_pointer (&GW_CLASS_BALANCE_PAGE (object)->figures, gw_class_balance_figures_free);
}

static void
gw_class_balance_page_class_init (GwClassBalancePageClass *klass)
{
  GwInsightsPageClass *page_class = GW_INSIGHTS_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_class_balance_page_dispose;
  page_class->title = N_ ("Class Balance");
  page_class->get_options = gw_class_balance_page_get_options;
  page_class->free_options = options_free;
  page_class->compute = gw_class_balance_page_compute;
  page_class->free_figures = (GDestroyNotify) gw_class_balance_figures_free;
  page_class->show = gw_class_balance_page_show;
  page_class->find_door = gw_class_balance_page_find_door;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "balance.try-remedy", "s", try_remedy_action);
}

static void
gw_class_balance_page_init (GwClassBalancePage *self)
{
  GtkBox *body = gw_insights_page_get_body (GW_INSIGHTS_PAGE (self));
  GtkWidget *figures = gw_columns_new (190, 12);
  GtkWidget *middle = gw_columns_new (330, 12);
  GtkWidget *card;

  for (guint i = 0; i < N_FIGURES; i++)
    {
      self->figure_cards[i] = gw_figure_card_new ();
      gtk_box_append (GTK_BOX (figures), self->figure_cards[i]);
    }
  card = make_chart_card (self);
  gw_columns_layout_set_share (card, 1.68);
  gtk_box_append (GTK_BOX (middle), card);
  self->advice = GW_CLASS_BALANCE_ADVICE (gw_class_balance_advice_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->advice), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (middle), GTK_WIDGET (self->advice));
  self->preview = GW_CLASS_BALANCE_PREVIEW (gw_class_balance_preview_new ());
  g_signal_connect_object (self->preview, "changed", G_CALLBACK (gw_insights_page_refresh), self, G_CONNECT_SWAPPED);

  gtk_box_append (body, figures);
  gtk_box_append (body, middle);
  gtk_box_append (body, GTK_WIDGET (self->preview));
  self->weights = GW_CLASS_BALANCE_WEIGHTS (gw_class_balance_weights_new ());
  gtk_box_append (body, GTK_WIDGET (self->weights));
}

GtkWidget *
gw_class_balance_page_new (GwProject *project)
{
  return g_object_new (GW_TYPE_CLASS_BALANCE_PAGE, "project", project, NULL);
}
