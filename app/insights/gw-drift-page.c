/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-drift-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-card.h"
#include "gw-columns-layout.h"
#include "gw-distributions-door.h"
#include "gw-drift-figures.h"
#include "gw-drift-sets.h"
#include "gw-drift-strip.h"
#include "gw-drift-table.h"

#define OVERLAY_HEIGHT 300
#define BARS_HEIGHT 380

/* An empty state is none. */
#define STATE_ALL "all"

static const char *const states[2] = { "insights.drift.reference", "insights.drift.current" };

struct _GwDriftPage
{
  GwInsightsPage parent_instance;

  GwDriftSets *sets;
  GwDriftTable *table;
  GtkWidget *middle;
  GtkWidget *table_card;
  GtkWidget *overlay_card;
  GwChart *overlay;
  GwChart *bars;
  GwDriftStrip *strip;
  char *variable; /* (nullable) */
  GwDriftPageFigures *figures;
};

G_DEFINE_FINAL_TYPE (GwDriftPage, gw_drift_page, GW_TYPE_INSIGHTS_PAGE)

/* --- the work --------------------------------------------------------------------- */

typedef struct
{
  char *filters[2];
  char *variable;
  GwDriftPageFigures *kept; /* (nullable) */
} Options;

static gpointer
gw_drift_page_get_options (GwInsightsPage *page)
{
  GwDriftPage *self = GW_DRIFT_PAGE (page);
  Options *options = g_new0 (Options, 1);

  for (guint i = 0; i < 2; i++)
    options->filters[i] = g_strdup (gw_drift_sets_get_filter (self->sets, i));
  options->variable = g_strdup (self->variable);
  if (self->figures != NULL)
    options->kept = gw_drift_page_figures_copy (self->figures);
  return options;
}

static void
options_free (gpointer data)
{
  Options *options = data;

  g_free (options->filters[0]);
  g_free (options->filters[1]);
  g_free (options->variable);
  g_clear_pointer (&options->kept, gw_drift_page_figures_free);
  g_free (options);
}

static gpointer
gw_drift_page_compute (GwInsightsSnapshot *snapshot, gpointer data, GwInsightsJob *job, GCancellable *cancellable,
                       GError **error)
{
  const Options *options = data;
  const char *const filters[2] = { options->filters[0], options->filters[1] };
  g_autoptr (GwDriftPageFigures) figures = gw_drift_page_figures_new (snapshot, filters, options->variable,
                                                                      options->kept, cancellable, error);

  if (figures == NULL || figures->unlike != NULL)
    return g_steal_pointer (&figures);
  gw_insights_job_publish (job, gw_drift_page_figures_copy (figures));
  return gw_drift_page_figures_add_unlike (figures, cancellable, error) ? g_steal_pointer (&figures) : NULL;
}

/* --- showing ------------------------------------------------------------------------- */

static void
show_subtitle (GwDriftPage *self)
{
  g_autofree char *reference = gw_drift_page_figures_describe_side (self->figures, 0);
  g_autofree char *current = gw_drift_page_figures_describe_side (self->figures, 1);
  /* Translators: two sets of images, the second against the first */
  g_autofree char *subtitle = g_strdup_printf (_ ("%s against %s"), current, reference);

  gw_insights_page_set_subtitle (GW_INSIGHTS_PAGE (self), subtitle);
}

static void
show_overlay (GwDriftPage *self)
{
  const GwSetDriftRow *row = gw_drift_page_figures_find_row (self->figures, self->figures->variable);
  g_autofree char *key = row != NULL ? g_strconcat ("variable:", row->title, NULL) : NULL;

  gw_card_set_title (GW_CARD (self->overlay_card), row != NULL ? row->title : _ ("Distributions"));
  gw_chart_set_plot (self->overlay, self->figures->overlay);
  gw_chart_set_plot (self->bars, self->figures->bars);
  gw_chart_set_selected_key (self->bars, key);
}

/* What the verdict goes by, and what is still to come. */
static void
show_note (GwDriftPage *self)
{
  GwInsightsData *data = gw_insights_page_get_data (GW_INSIGHTS_PAGE (self));
  const char *scale = _ ("By PSI: below 0.1 stable, from 0.1 to 0.25 to be watched, above 0.25 drift.");
  g_autofree char *note = NULL;

  if (gw_insights_data_get_measuring (data) != NULL)
    note = g_strdup_printf ("%s %s", scale, _ ("Pictures are being measured: what they look like follows."));
  gw_card_set_note (GW_CARD (self->table_card), note != NULL ? note : scale);
}

static void
gw_drift_page_show (GwInsightsPage *page, gpointer figures)
{
  GwDriftPage *self = GW_DRIFT_PAGE (page);
  GwDriftPageFigures *old = self->figures;
  const gboolean empty = ((GwDriftPageFigures *) figures)->choices->len <= 3
                         && ((GwDriftPageFigures *) figures)->sides->sets[0]->n_images == 0
                         && *((GwDriftPageFigures *) figures)->filters[0] == '\0';

  self->figures = figures;
  show_subtitle (self);
  if (empty)
    gw_insights_page_set_status (page, "gw-chart-bar-symbolic", _ ("No Images"),
                                 _ ("There is nothing to compare: add images, or look at another split."),
                                 _ ("_Go to Images"), "win.show-page::images");
  else
    gw_insights_page_set_status (page, NULL, NULL, NULL, NULL, NULL);
  gw_drift_sets_show (self->sets, self->figures);
  gw_drift_table_show (self->table, self->figures);
  show_overlay (self);
  show_note (self);
  gw_drift_strip_show (self->strip, self->figures->unlike);
  gw_drift_page_figures_free (old);
}

/* --- doors ---------------------------------------------------------------------------- */

/* What a person drags or clicks is of the current side, but where the key says. */
static GwInsightsDoor *
make_class_door (GwDriftPage *self, const GwSetDriftRow *row, guint side, const char *name)
{
  GwFilter *filter = gw_filter_parse (self->figures->filters[side], NULL);

  if (filter == NULL)
    return NULL;
  gw_filter_add_value (filter, g_str_equal (row->name, "label") ? GW_FIELD_LABEL : GW_FIELD_CLASS, FALSE, name);
  return gw_insights_door_new_filter (filter);
}

static GwInsightsDoor *
make_range_door (GwDriftPage *self, const GwSetDriftRow *row, double low, double high)
{
  const GwDriftPageFigures *figures = self->figures;
  g_autoptr (GwFilter) side = gw_filter_parse (figures->filters[1], NULL);
  g_autoptr (GArray) images = gw_data_set_get_row_images (figures->sides->sets[1], row->column);
  g_autofree char *range = gw_plot_format_range (low, high, high - low);
  g_autofree char *current = gw_drift_page_figures_describe_side (figures, 1);
  /* Translators: a column, a range of it and a set of images: “Box Area 200–300, Test Split” */
  g_autofree char *title = g_strdup_printf (_ ("%s %s, %s"), row->title, range, current);
  GwFilter *filter = NULL;

  if (side != NULL)
    filter = gw_data_column_make_filter (row->column, side, low, high, FALSE);
  return filter != NULL ? gw_insights_door_new_filter (filter)
                        : gw_distributions_door_new_values (title, NULL, row->current, images, low, high, high);
}

static GwInsightsDoor *
gw_drift_page_find_door (GwInsightsPage *page, GwChart *chart, const char *key)
{
  GwDriftPage *self = GW_DRIFT_PAGE (page);
  const GwSetDriftRow *row = self->figures != NULL && chart == self->overlay
                                 ? gw_drift_page_figures_find_row (self->figures, self->figures->variable)
                                 : NULL;
  double low, high;

  if (row == NULL || key == NULL)
    return NULL;
  if (row->categories && g_str_has_prefix (key, "side:") && strlen (key) > strlen ("side:0:"))
    return make_class_door (self, row, key[strlen ("side:")] == '1', key + strlen ("side:0:"));
  return !row->categories && gw_plot_histogram_parse_key (key, &low, &high) ? make_range_door (self, row, low, high)
                                                                            : NULL;
}

static void
on_open_unlike_cb (GwDriftPage *self)
{
  g_autofree char *reference = NULL;
  g_autofree char *title = NULL;

  if (self->figures == NULL || self->figures->unlike == NULL)
    return;
  reference = gw_drift_page_figures_describe_side (self->figures, 0);
  /* Translators: a set of images: “Most unlike Training Split” */
  title = g_strdup_printf (_ ("Most unlike %s"), reference);
  gw_insights_page_open_images (GW_INSIGHTS_PAGE (self), title,
                                (const gint64 *) (gpointer) self->figures->unlike->ids->data,
                                self->figures->unlike->ids->len);
}

/* --- the page ---------------------------------------------------------------------------- */

static void
choose_variable (GwDriftPage *self, const char *name)
{
  if (g_strcmp0 (self->variable, name) == 0)
    return;
  g_free (self->variable);
  self->variable = g_strdup (name);
  gw_insights_page_refresh (GW_INSIGHTS_PAGE (self));
}

static void
on_chosen_cb (GwDriftTable *table, const char *name, GwDriftPage *self)
{
  choose_variable (self, name);
}

static void
on_bar_cb (GwChart *chart, const char *key, GwDriftPage *self)
{
  const char *title = g_str_has_prefix (key, "variable:") ? key + strlen ("variable:") : NULL;

  for (guint i = 0; title != NULL && self->figures != NULL && i < self->figures->sides->rows->len; i++)
    {
      const GwSetDriftRow *row = g_ptr_array_index (self->figures->sides->rows, i);

      if (g_str_equal (row->title, title))
        {
          choose_variable (self, row->name);
          return;
        }
    }
}

static void
on_sets_cb (GwDriftPage *self)
{
  for (guint i = 0; i < 2; i++)
    {
      const char *filter = gw_drift_sets_get_filter (self->sets, i);

      gw_project_set_view_state (gw_insights_page_get_project (GW_INSIGHTS_PAGE (self)), states[i],
                                 filter != NULL && *filter == '\0' ? STATE_ALL : filter);
    }
  gw_insights_page_refresh (GW_INSIGHTS_PAGE (self));
}

static GtkWidget *
make_chart_card (GwDriftPage *self, const char *title, GwChart **chart, int height, gboolean opens)
{
  GtkWidget *card;

  *chart = GW_CHART (gw_chart_new ());
  gtk_widget_set_size_request (GTK_WIDGET (*chart), -1, height);
  gtk_widget_set_vexpand (GTK_WIDGET (*chart), TRUE);
  card = gw_card_new (title, GTK_WIDGET (*chart));
  gw_card_add_end (GW_CARD (card), gw_chart_new_menu_button (*chart));
  gw_insights_page_add_chart (GW_INSIGHTS_PAGE (self), *chart, opens);
  return card;
}

static void
gw_drift_page_map (GtkWidget *widget)
{
  GwInsightsData *data = gw_insights_page_get_data (GW_INSIGHTS_PAGE (widget));
  const gboolean measuring = gw_insights_data_get_measuring (data) != NULL;

  GTK_WIDGET_CLASS (gw_drift_page_parent_class)->map (widget);

  if (!measuring && gw_insights_data_get_measuring (data) != NULL)
    g_signal_connect_object (gw_insights_data_get_measuring (data), "ended", G_CALLBACK (show_note), widget,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  show_note (GW_DRIFT_PAGE (widget));
}

static void
gw_drift_page_constructed (GObject *object)
{
  GwDriftPage *self = GW_DRIFT_PAGE (object);
  GwProject *project;

  G_OBJECT_CLASS (gw_drift_page_parent_class)->constructed (object);

  project = gw_insights_page_get_project (GW_INSIGHTS_PAGE (self));
  for (guint i = 0; i < 2; i++)
    {
      const char *filter = gw_project_get_view_state (project, states[i]);

      if (filter != NULL && *filter != '\0')
        gw_drift_sets_set_filter (self->sets, i, g_str_equal (filter, STATE_ALL) ? "" : filter);
    }
  g_signal_connect_object (self->sets, "changed", G_CALLBACK (on_sets_cb), self, G_CONNECT_SWAPPED);
  self->strip = GW_DRIFT_STRIP (gw_drift_strip_new (project));
  g_signal_connect_object (self->strip, "opened", G_CALLBACK (on_open_unlike_cb), self, G_CONNECT_SWAPPED);
  gtk_box_insert_child_after (gw_insights_page_get_body (GW_INSIGHTS_PAGE (self)), GTK_WIDGET (self->strip),
                              self->middle);
}

static void
gw_drift_page_dispose (GObject *object)
{
  GwDriftPage *self = GW_DRIFT_PAGE (object);

  G_OBJECT_CLASS (gw_drift_page_parent_class)->dispose (object);

  g_clear_pointer (&self->figures, gw_drift_page_figures_free);
  g_clear_pointer (&self->variable, g_free);
}

static void
gw_drift_page_class_init (GwDriftPageClass *klass)
{
  GwInsightsPageClass *page_class = GW_INSIGHTS_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = gw_drift_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = gw_drift_page_dispose;
  GTK_WIDGET_CLASS (klass)->map = gw_drift_page_map;
  page_class->title = N_ ("Drift");
  page_class->get_options = gw_drift_page_get_options;
  page_class->free_options = options_free;
  page_class->measures_pictures = TRUE;
  page_class->compute = gw_drift_page_compute;
  page_class->free_figures = (GDestroyNotify) gw_drift_page_figures_free;
  page_class->show = gw_drift_page_show;
  page_class->find_door = gw_drift_page_find_door;
}

static void
gw_drift_page_init (GwDriftPage *self)
{
  GtkBox *body = gw_insights_page_get_body (GW_INSIGHTS_PAGE (self));
  GtkWidget *bars_card;

  self->middle = gw_columns_new (330, 12);
  self->sets = GW_DRIFT_SETS (gw_drift_sets_new ());
  self->table = GW_DRIFT_TABLE (gw_drift_table_new ());
  self->table_card = gw_card_new (_ ("Variables by Distance"), GTK_WIDGET (self->table));
  self->overlay_card = make_chart_card (self, _ ("Distributions"), &self->overlay, OVERLAY_HEIGHT, TRUE);
  bars_card = make_chart_card (self, _ ("Stability Index"), &self->bars, BARS_HEIGHT, FALSE);
  g_signal_connect_object (self->table, "chosen", G_CALLBACK (on_chosen_cb), self, 0);
  g_signal_connect_object (self->bars, "mark-activated", G_CALLBACK (on_bar_cb), self, 0);
  gtk_box_append (GTK_BOX (self->middle), self->table_card);
  gtk_box_append (GTK_BOX (self->middle), self->overlay_card);

  gtk_box_append (body, GTK_WIDGET (self->sets));
  gtk_box_append (body, self->middle);
  gtk_box_append (body, bars_card);
}

GtkWidget *
gw_drift_page_new (GwProject *project)
{
  return g_object_new (GW_TYPE_DRIFT_PAGE, "project", project, NULL);
}
