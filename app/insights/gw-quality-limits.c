/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-quality-limits.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-card.h"
#include "gw-columns-layout.h"
#include "gw-measure.h"
#include "gw-plot-number.h"
#include "gw-plot-rows.h"
#include "gw-quality-list.h"

#define CHART_HEIGHT 200
#define MOST 100000
#define MARKER_COLOR 0xe01b24

typedef struct
{
  const char *title;
  const char *name;
  const char *key; /* of its door */
  const char *told;
  double limit; /* from the start */
} Kind;

static const Kind kinds[GW_QUALITY_N_LIMITS] = {
  { N_ ("Blurred Pictures"), N_ ("Sharpness"), "below:sharpness", N_ ("Show blurred pictures in Images"),
    GW_MEASURE_BLURRED },
  { N_ ("Dark Pictures"), N_ ("Brightness"), "below:brightness", N_ ("Show dark pictures in Images"), GW_MEASURE_DARK },
};

typedef struct
{
  GtkWidget *card;
  GwChart *chart;
  GtkSpinButton *spin;
  GtkLabel *count;
  GtkWidget *show;
} Part;

struct _GwQualityLimits
{
  GtkWidget parent_instance;

  GtkWidget *box;
  Part parts[GW_QUALITY_N_LIMITS];
  const GwQualityPictures *pictures; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (GwQualityLimits, gw_quality_limits, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- showing -------------------------------------------------------------------------- */

static void
show_count (GwQualityLimits *self, GwQualityLimit which)
{
  const double limit = gw_quality_limits_get (self, which);
  const gsize n = gw_quality_pictures_count_below (self->pictures, which, limit);
  g_autofree char *count = gw_plot_rows_count (GW_PLOT_ROWS_IMAGES, (double) n);

  gtk_label_set_label (self->parts[which].count, count);
  gtk_widget_set_sensitive (self->parts[which].show, n > 0);
}

/* The bars below the limit stand out, and the limit is where they end. */
static void
show_chart (GwQualityLimits *self, GwQualityLimit which)
{
  const double limit = gw_quality_limits_get (self, which);
  const GwQualityPictures *pictures = self->pictures;
  g_autofree char *text = gw_plot_number_quantity (limit);
  const GwPlotHistogramOptions options = { .title = _ (kinds[which].title),
                                           .name = _ (kinds[which].name),
                                           .rows = GW_PLOT_ROWS_IMAGES,
                                           .has_range = TRUE,
                                           .high = pictures->range[which],
                                           .has_selection = TRUE,
                                           .selected_high = limit };
  g_autoptr (GwPlot) plot = gw_plot_histogram_new_counted (&pictures->counts[which], &options);

  gw_chart_set_plot (self->parts[which].chart, plot);
  if (gw_plot_get_message (plot) == NULL && limit <= pictures->range[which])
    gw_chart_set_marker (self->parts[which].chart, limit, 0, MARKER_COLOR, text);
  else
    gw_chart_clear_marker (self->parts[which].chart);
}

void
gw_quality_limits_show (GwQualityLimits *self, const GwQualityFigures *figures)
{
  g_return_if_fail (GW_IS_QUALITY_LIMITS (self));

  self->pictures = figures->pictures;
  for (guint i = 0; i < GW_QUALITY_N_LIMITS; i++)
    {
      show_count (self, i);
      show_chart (self, i);
    }
}

/* --- the limits --------------------------------------------------------------------------- */

double
gw_quality_limits_get (GwQualityLimits *self, GwQualityLimit which)
{
  g_return_val_if_fail (GW_IS_QUALITY_LIMITS (self), 0);

  return gtk_spin_button_get_value (self->parts[which].spin);
}

void
gw_quality_limits_set (GwQualityLimits *self, GwQualityLimit which, double limit)
{
  g_return_if_fail (GW_IS_QUALITY_LIMITS (self));

  gtk_spin_button_set_value (self->parts[which].spin, limit);
}

GwChart *
gw_quality_limits_get_chart (GwQualityLimits *self, GwQualityLimit which)
{
  g_return_val_if_fail (GW_IS_QUALITY_LIMITS (self), NULL);

  return self->parts[which].chart;
}

static GwQualityLimit
find_which (GwQualityLimits *self, gpointer widget)
{
  for (guint i = 0; i < GW_QUALITY_N_LIMITS; i++)
    if ((gpointer) self->parts[i].chart == widget || (gpointer) self->parts[i].spin == widget)
      return i;
  return GW_QUALITY_SHARPNESS;
}

static void
on_limit_cb (GtkSpinButton *spin, GwQualityLimits *self)
{
  const GwQualityLimit which = find_which (self, spin);

  if (self->pictures != NULL)
    {
      show_count (self, which);
      show_chart (self, which);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_marker_moved_cb (GwChart *chart, double x, double y, GwQualityLimits *self)
{
  gw_quality_limits_set (self, find_which (self, chart), round (x));
}

/* --- the widget --------------------------------------------------------------------------- */

static GtkWidget *
make_line (GwQualityLimits *self, GwQualityLimit which)
{
  Part *part = &self->parts[which];
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  /* Translators: before a limit: “Below 40” */
  GtkWidget *label = gtk_label_new_with_mnemonic (which == GW_QUALITY_SHARPNESS ? _ ("Be_low") : _ ("Bel_ow"));

  part->spin = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, which == GW_QUALITY_BRIGHTNESS ? 256 : MOST, 1));
  gtk_spin_button_set_value (part->spin, kinds[which].limit);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (part->spin));
  g_signal_connect_object (part->spin, "value-changed", G_CALLBACK (on_limit_cb), self, 0);
  part->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (part->count, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (part->count), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (part->count), "gw-strong");
  part->show = gw_quality_button_new (_ ("Show in Images"), _ (kinds[which].told), "quality.show",
                                      g_variant_new_string (kinds[which].key));
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (part->spin));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (part->count));
  gtk_box_append (GTK_BOX (line), part->show);
  return line;
}

static void
make_part (GwQualityLimits *self, GwQualityLimit which)
{
  Part *part = &self->parts[which];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  part->chart = GW_CHART (gw_chart_new ());
  gtk_widget_set_size_request (GTK_WIDGET (part->chart), -1, CHART_HEIGHT);
  gw_chart_set_marker_movable (part->chart, TRUE);
  g_signal_connect_object (part->chart, "marker-moved", G_CALLBACK (on_marker_moved_cb), self, 0);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (part->chart));
  gtk_box_append (GTK_BOX (box), make_line (self, which));
  part->card = gw_card_new (_ (kinds[which].title), box);
  gw_card_add_end (GW_CARD (part->card), gw_chart_new_menu_button (part->chart));
  gtk_box_append (GTK_BOX (self->box), part->card);
}

static void
gw_quality_limits_dispose (GObject *object)
{
  g_clear_pointer (&GW_QUALITY_LIMITS (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_quality_limits_parent_class)->dispose (object);
}

static void
gw_quality_limits_class_init (GwQualityLimitsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_quality_limits_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_quality_limits_init (GwQualityLimits *self)
{
  self->box = gw_columns_new (330, 12);
  for (guint i = 0; i < GW_QUALITY_N_LIMITS; i++)
    make_part (self, i);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
gw_quality_limits_new (void)
{
  return g_object_new (GW_TYPE_QUALITY_LIMITS, NULL);
}
