/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-curves-point.h"

#include <glib/gi18n.h>

#include "gw-card.h"
#include "gw-columns-layout.h"
#include "gw-curves-figures.h"
#include "gw-plot-number.h"

typedef enum
{
  FIGURE_PRECISION,
  FIGURE_RECALL,
  FIGURE_F1,
  FIGURE_F2,
  FIGURE_F_HALF,
  FIGURE_MCC,
  N_FIGURES
} Figure;

struct _GwCurvesPoint
{
  GtkWidget parent_instance;

  GtkWidget *card;
  GtkWidget *sides[GW_SIDE_N_SIDES]; /* buttons */
  GtkLabel *counts[GW_SIDE_N_SIDES];
  GtkWidget *rows[N_FIGURES];
};

G_DEFINE_FINAL_TYPE (GwCurvesPoint, gw_curves_point, GTK_TYPE_WIDGET)

enum
{
  SIDE_ACTIVATED,
  ERRORS_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *title;
  const char *style;
} sides[GW_SIDE_N_SIDES] = {
  [GW_SIDE_TRUE_POSITIVE] = { N_ ("hit"), "gw-side-hit" },
  [GW_SIDE_FALSE_NEGATIVE] = { N_ ("missed"), "gw-side-missed" },
  [GW_SIDE_FALSE_POSITIVE] = { N_ ("false alarm"), "gw-side-alarm" },
  [GW_SIDE_TRUE_NEGATIVE] = { N_ ("correctly left out"), "gw-side-left-out" },
};

static void
get_counts (const GwOperatingPoint *point, double counts[GW_SIDE_N_SIDES])
{
  counts[GW_SIDE_TRUE_POSITIVE] = point->tp;
  counts[GW_SIDE_FALSE_NEGATIVE] = point->fn;
  counts[GW_SIDE_FALSE_POSITIVE] = point->fp;
  counts[GW_SIDE_TRUE_NEGATIVE] = point->tn;
}

static void
set_figure (GwCurvesPoint *self, Figure figure, double value)
{
  g_autofree char *text = gw_plot_number_fixed (value, 3);

  gw_figure_row_set (self->rows[figure], text);
}

static void
show_counts (GwCurvesPoint *self, const GwOperatingPoint *point)
{
  double counts[GW_SIDE_N_SIDES];

  get_counts (point, counts);
  for (guint i = 0; i < GW_SIDE_N_SIDES; i++)
    {
      g_autofree char *count = gw_plot_number_count (counts[i]);
      g_autofree char *whole = g_strdup_printf ("%s %s", count, _ (sides[i].title));

      gtk_label_set_label (self->counts[i], count);
      gtk_widget_set_sensitive (self->sides[i], counts[i] > 0);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->sides[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
    }
}

void
gw_curves_point_show (GwCurvesPoint *self, const GwOperatingPoint *point)
{
  g_autofree char *threshold = gw_curves_format_threshold (point->threshold);
  g_autofree char *title = g_strdup_printf (_ ("At Threshold %s"), threshold);
  GwRates rates, f2, f_half;

  g_return_if_fail (GW_IS_CURVES_POINT (self));

  gw_card_set_title (GW_CARD (self->card), title);
  show_counts (self, point);
  gw_rates_init (&rates, point, 1);
  gw_rates_init (&f2, point, 2);
  gw_rates_init (&f_half, point, 0.5);
  set_figure (self, FIGURE_PRECISION, rates.precision);
  set_figure (self, FIGURE_RECALL, rates.tpr);
  set_figure (self, FIGURE_F1, rates.f_beta);
  set_figure (self, FIGURE_F2, f2.f_beta);
  set_figure (self, FIGURE_F_HALF, f_half.f_beta);
  set_figure (self, FIGURE_MCC, rates.mcc);
}

char *
gw_curves_point_describe (const GwOperatingPoint *point)
{
  g_autofree char *threshold = gw_curves_format_threshold (point->threshold);
  g_autofree char *hits = gw_plot_number_count (point->tp);
  g_autofree char *missed = gw_plot_number_count (point->fn);
  g_autofree char *alarms = gw_plot_number_count (point->fp);

  return g_strdup_printf (_ ("Threshold %s: %s hit, %s missed, %s false alarms."), threshold, hits, missed, alarms);
}

/* --- the card --------------------------------------------------------------------------- */

static void
on_side_cb (GwCurvesPoint *self, GtkWidget *button)
{
  for (guint i = 0; i < GW_SIDE_N_SIDES; i++)
    if (self->sides[i] == button)
      g_signal_emit (self, signals[SIDE_ACTIVATED], 0, i);
}

static void
on_errors_cb (GwCurvesPoint *self)
{
  g_signal_emit (self, signals[ERRORS_ACTIVATED], 0);
}

static GtkWidget *
make_side (GwCurvesPoint *self, guint side)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *caption = gtk_label_new (_ (sides[side].title));

  self->counts[side] = GTK_LABEL (gtk_label_new ("0"));
  gtk_widget_add_css_class (GTK_WIDGET (self->counts[side]), "gw-side-count");
  gtk_widget_add_css_class (GTK_WIDGET (self->counts[side]), "gw-num");
  gtk_label_set_ellipsize (GTK_LABEL (caption), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (caption, "gw-side-caption");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->counts[side]));
  gtk_box_append (GTK_BOX (box), caption);
  self->sides[side] = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->sides[side]), box);
  gtk_widget_add_css_class (self->sides[side], "gw-side");
  gtk_widget_add_css_class (self->sides[side], sides[side].style);
  gtk_widget_set_hexpand (self->sides[side], TRUE);
  gtk_widget_set_tooltip_text (self->sides[side], _ ("Show these images"));
  g_signal_connect_object (self->sides[side], "clicked", G_CALLBACK (on_side_cb), self, G_CONNECT_SWAPPED);
  return self->sides[side];
}

static GtkWidget *
make_table (GwCurvesPoint *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_attach (GTK_GRID (grid), make_side (self, GW_SIDE_TRUE_POSITIVE), 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), make_side (self, GW_SIDE_FALSE_NEGATIVE), 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), make_side (self, GW_SIDE_FALSE_POSITIVE), 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), make_side (self, GW_SIDE_TRUE_NEGATIVE), 1, 1, 1, 1);
  return grid;
}

static GtkWidget *
make_figures (GwCurvesPoint *self)
{
  static const char *const titles[N_FIGURES] = {
    [FIGURE_PRECISION] = N_ ("Precision"),
    [FIGURE_RECALL] = N_ ("Recall"),
    [FIGURE_F1] = N_ ("F1"),
    [FIGURE_F2] = N_ ("F2"),
    [FIGURE_F_HALF] = N_ ("F0.5"),
    [FIGURE_MCC] = N_ ("MCC"),
  };
  GtkWidget *columns = gw_columns_new (120, 18);
  GtkWidget *sides_of[2];

  for (guint i = 0; i < G_N_ELEMENTS (sides_of); i++)
    {
      sides_of[i] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
      gtk_box_append (GTK_BOX (columns), sides_of[i]);
    }
  for (guint i = 0; i < N_FIGURES; i++)
    {
      self->rows[i] = gw_figure_row_new (_ (titles[i]));
      gtk_box_append (GTK_BOX (sides_of[i % 2]), self->rows[i]);
    }
  return columns;
}

static void
gw_curves_point_dispose (GObject *object)
{
  g_clear_pointer (&GW_CURVES_POINT (object)->card, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_curves_point_parent_class)->dispose (object);
}

static void
gw_curves_point_class_init (GwCurvesPointClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_curves_point_dispose;

  signals[SIDE_ACTIVATED] = g_signal_new ("side-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[ERRORS_ACTIVATED] = g_signal_new ("errors-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_curves_point_init (GwCurvesPoint *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *errors = gtk_button_new_with_label (_ ("Show Errors"));

  gtk_widget_add_css_class (errors, "flat");
  gtk_widget_add_css_class (errors, "gw-link");
  gtk_widget_set_tooltip_text (errors, _ ("Show the images that are missed or false alarms"));
  g_signal_connect_object (errors, "clicked", G_CALLBACK (on_errors_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), make_table (self));
  gtk_box_append (GTK_BOX (box), make_figures (self));
  self->card = gw_card_new (_ ("At Threshold"), box);
  gw_card_add_end (GW_CARD (self->card), errors);
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
}

GtkWidget *
gw_curves_point_new (void)
{
  return g_object_new (GW_TYPE_CURVES_POINT, NULL);
}
