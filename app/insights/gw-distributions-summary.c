/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-distributions-summary.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-columns-layout.h"
#include "gw-plot-number.h"

enum
{
  FIGURE_MEAN,
  FIGURE_MEDIAN,
  FIGURE_DEVIATION,
  FIGURE_MIDDLE,
  FIGURE_MISSING,
  N_FIGURES
};

static const char *const titles[N_FIGURES] = {
  [FIGURE_MEAN] = N_ ("Mean"),    [FIGURE_MEDIAN] = N_ ("Median"),   [FIGURE_DEVIATION] = N_ ("Std. Dev."),
  [FIGURE_MIDDLE] = N_ ("5–95%"), [FIGURE_MISSING] = N_ ("Missing"),
};

static const char *const rules[] = {
  [GW_OUTLIERS_IQR] = N_ ("Box Plot"),
  [GW_OUTLIERS_Z] = N_ ("z-Score"),
  [GW_OUTLIERS_FOREST] = N_ ("Cut Forest"),
};

struct _GwDistributionsSummary
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *figures[N_FIGURES];
  GtkButton *outliers;
  GtkDropDown *rule;
};

G_DEFINE_FINAL_TYPE (GwDistributionsSummary, gw_distributions_summary, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_RULE,
  N_PROPS
};

enum
{
  OPEN_OUTLIERS,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

GwOutlierRule
gw_distributions_summary_get_rule (GwDistributionsSummary *self)
{
  g_return_val_if_fail (GW_IS_DISTRIBUTIONS_SUMMARY (self), GW_OUTLIERS_IQR);

  return (GwOutlierRule) MIN (gtk_drop_down_get_selected (self->rule), G_N_ELEMENTS (rules) - 1);
}

/* --- showing ------------------------------------------------------------------------ */

static void
set_figure (GwDistributionsSummary *self, guint i, char *text)
{
  gtk_label_set_label (self->figures[i], text);
  g_free (text);
}

static char *
describe_middle (const GwColumnStats *stats)
{
  g_autofree char *low = gw_plot_number_quantity (stats->p5);
  g_autofree char *high = gw_plot_number_quantity (stats->p95);

  return isnan (stats->p5) ? g_strdup ("—") : g_strdup_printf ("%s–%s", low, high);
}

static void
show_outliers (GwDistributionsSummary *self, const GwDistributionsFigures *figures)
{
  const GwDistributionsExtras *extras = figures->extras;
  const guint n = extras != NULL ? extras->outliers->len : 0;
  g_autofree char *text = extras != NULL ? gw_plot_number_count (n) : g_strdup ("…");
  g_autofree char *rows = gw_plot_rows_count (gw_distributions_column_get_rows (figures->column), n);
  /* Translators: how many outliers, with their noun */
  g_autofree char *label = g_strdup_printf (_ ("Outliers: %s. Show Their Images"), rows);

  gtk_button_set_label (self->outliers, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->outliers), n > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->outliers), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
gw_distributions_summary_show (GwDistributionsSummary *self, const GwDistributionsFigures *figures)
{
  const GwColumnStats *stats = &figures->column->stats;

  g_return_if_fail (GW_IS_DISTRIBUTIONS_SUMMARY (self));

  set_figure (self, FIGURE_MEAN, gw_plot_number_quantity (stats->moments.mean));
  set_figure (self, FIGURE_MEDIAN, gw_plot_number_quantity (stats->box.median));
  set_figure (self, FIGURE_DEVIATION, gw_plot_number_quantity (sqrt (stats->moments.variance)));
  set_figure (self, FIGURE_MIDDLE, describe_middle (stats));
  set_figure (self, FIGURE_MISSING, gw_plot_number_count ((double) (stats->n_missing + stats->n_infinite)));
  show_outliers (self, figures);
}

/* --- the widget ----------------------------------------------------------------------- */

static void
on_rule_cb (GwDistributionsSummary *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RULE]);
}

static void
on_outliers_cb (GwDistributionsSummary *self)
{
  g_signal_emit (self, signals[OPEN_OUTLIERS], 0);
}

static GtkWidget *
make_caption (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "gw-secondary");
  gtk_widget_add_css_class (label, "gw-caption");
  return label;
}

static GtkWidget *
make_figure (GwDistributionsSummary *self, guint i)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *caption = make_caption (_ (titles[i]));

  self->figures[i] = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->figures[i], 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->figures[i]), "gw-num");
  gtk_widget_add_css_class (GTK_WIDGET (self->figures[i]), "gw-strong");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->figures[i]), GTK_ACCESSIBLE_RELATION_LABELLED_BY, caption, NULL,
                                  -1);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->figures[i]));
  return box;
}

static GtkWidget *
make_outliers (GwDistributionsSummary *self)
{
  const char *names[G_N_ELEMENTS (rules) + 1] = { NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    names[i] = _ (rules[i]);
  self->outliers = GTK_BUTTON (gtk_button_new_with_label ("…"));
  gtk_widget_add_css_class (GTK_WIDGET (self->outliers), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->outliers), "gw-figure-link");
  gtk_widget_set_halign (GTK_WIDGET (self->outliers), GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->outliers), _ ("Show Their Images"));
  self->rule = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (names));
  gtk_widget_add_css_class (GTK_WIDGET (self->rule), "gw-small-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rule), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Outliers By"), -1);
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->rule),
      _ ("Outliers lie beyond the fences of a box plot, three standard deviations from the mean, or apart in a random cut forest"));
  gtk_box_append (GTK_BOX (box), make_caption (_ ("Outliers")));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->outliers));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rule));
  g_signal_connect_object (self->outliers, "clicked", G_CALLBACK (on_outliers_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rule, "notify::selected", G_CALLBACK (on_rule_cb), self, G_CONNECT_SWAPPED);
  return box;
}

static void
gw_distributions_summary_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_RULE:
      g_value_set_uint (value, gw_distributions_summary_get_rule (GW_DISTRIBUTIONS_SUMMARY (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_distributions_summary_dispose (GObject *object)
{
  g_clear_pointer (&GW_DISTRIBUTIONS_SUMMARY (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_distributions_summary_parent_class)->dispose (object);
}

static void
gw_distributions_summary_class_init (GwDistributionsSummaryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gw_distributions_summary_get_property;
  object_class->dispose = gw_distributions_summary_dispose;

  properties[PROP_RULE] = g_param_spec_uint ("rule", NULL, NULL, 0, G_N_ELEMENTS (rules) - 1, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[OPEN_OUTLIERS] = g_signal_new ("open-outliers", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_distributions_summary_init (GwDistributionsSummary *self)
{
  self->box = gw_columns_new (110, 9);
  for (guint i = 0; i < N_FIGURES; i++)
    {
      if (i == FIGURE_MISSING)
        gtk_box_append (GTK_BOX (self->box), make_outliers (self));
      gtk_box_append (GTK_BOX (self->box), make_figure (self, i));
    }
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
gw_distributions_summary_new (void)
{
  return g_object_new (GW_TYPE_DISTRIBUTIONS_SUMMARY, NULL);
}
