/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-distributions-small.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-card.h"
#include "gw-chart.h"
#include "gw-columns-layout.h"

#define CHART_HEIGHT 200
#define MAP_HEIGHT 250

struct _GwDistributionsSmallCharts
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *cards[GW_N_SMALL_COLUMNS];
  GwChart *charts[GW_N_SMALL_COLUMNS];
  GtkWidget *map_card;
  GwChart *map;
  gboolean measuring;
};

G_DEFINE_FINAL_TYPE (GwDistributionsSmallCharts, gw_distributions_small_charts, GTK_TYPE_WIDGET)

/* --- showing ---------------------------------------------------------------------------------- */

static void
show_column (GwDistributionsSmallCharts *self, guint i, const GwDistributionsSmallColumn *small)
{
  const GwPlotHistogramOptions options = gw_distributions_get_small_options (small);
  g_autoptr (GwPlot) plot = NULL;

  gtk_widget_set_visible (self->cards[i], small->values != NULL);
  if (small->values == NULL)
    return;
  if (self->measuring && small->column != NULL && small->column->from_pictures && isnan (small->counts.low))
    {
      plot = gw_plot_new ("histogram");
      gw_plot_set_title (plot, small->title, NULL);
      gw_plot_set_message (plot, _ ("Measuring Pictures"), _ ("This is done once for each picture."));
    }
  else
    plot = gw_plot_histogram_new_counted (&small->counts, &options);
  gw_card_set_title (GW_CARD (self->cards[i]), small->title);
  gw_chart_set_plot (self->charts[i], plot);
}

void
gw_distributions_small_charts_show (GwDistributionsSmallCharts *self, const GwDistributionsSmall *small)
{
  g_return_if_fail (GW_IS_DISTRIBUTIONS_SMALL_CHARTS (self));

  for (guint i = 0; i < GW_N_SMALL_COLUMNS; i++)
    show_column (self, i, &small->columns[i]);
  gw_chart_set_plot (self->map, small->centers);
  gtk_widget_set_visible (self->map_card, small->center_x->len > 0);
  gtk_widget_set_visible (self->cards[GW_SMALL_OBJECTS], small->center_x->len > 0);
}

void
gw_distributions_small_charts_set_measuring (GwDistributionsSmallCharts *self, gboolean measuring)
{
  g_return_if_fail (GW_IS_DISTRIBUTIONS_SMALL_CHARTS (self));

  self->measuring = measuring;
}

/* --- the widget ------------------------------------------------------------------------------- */

GwChart *
gw_distributions_small_charts_get_chart (GwDistributionsSmallCharts *self, guint i)
{
  g_return_val_if_fail (GW_IS_DISTRIBUTIONS_SMALL_CHARTS (self), NULL);

  return i < GW_N_SMALL_COLUMNS ? self->charts[i] : i == GW_N_SMALL_COLUMNS ? self->map : NULL;
}

static GtkWidget *
make_card (GwDistributionsSmallCharts *self, const char *title, GwChart **chart)
{
  GtkWidget *card;

  *chart = GW_CHART (gw_chart_new ());
  gtk_widget_set_size_request (GTK_WIDGET (*chart), -1, CHART_HEIGHT);
  gtk_widget_set_vexpand (GTK_WIDGET (*chart), TRUE);
  card = gw_card_new (title, GTK_WIDGET (*chart));
  gw_card_add_end (GW_CARD (card), gw_chart_new_menu_button (*chart));
  return card;
}

static void
gw_distributions_small_charts_dispose (GObject *object)
{
  g_clear_pointer (&GW_DISTRIBUTIONS_SMALL_CHARTS (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_distributions_small_charts_parent_class)->dispose (object);
}

static void
gw_distributions_small_charts_class_init (GwDistributionsSmallChartsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_distributions_small_charts_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_distributions_small_charts_init (GwDistributionsSmallCharts *self)
{
  const char *const titles[GW_N_SMALL_COLUMNS] = { _ ("Image Brightness"), _ ("Top Confidence"),
                                                   _ ("Image Aspect Ratio"), _ ("Objects per Image") };
  GtkWidget *first = gw_columns_new (220, 12);
  GtkWidget *second = gw_columns_new (220, 12);

  for (guint i = 0; i < GW_N_SMALL_COLUMNS; i++)
    {
      self->cards[i] = make_card (self, titles[i], &self->charts[i]);
      gtk_box_append (GTK_BOX (i == GW_SMALL_OBJECTS ? second : first), self->cards[i]);
    }
  self->map_card = make_card (self, _ ("Box Centers"), &self->map);
  gtk_widget_set_size_request (GTK_WIDGET (self->map), -1, MAP_HEIGHT);
  gtk_box_append (GTK_BOX (second), self->map_card);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (self->box), first);
  gtk_box_append (GTK_BOX (self->box), second);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
gw_distributions_small_charts_new (void)
{
  return g_object_new (GW_TYPE_DISTRIBUTIONS_SMALL_CHARTS, NULL);
}
