/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-regression-worst.h"

#include <glib/gi18n.h>

#include "gw-plot-number.h"

struct _GwRegressionWorst
{
  GtkWidget parent_instance;

  GtkListBox *list;
  GArray *rows; /* guint32: of the regression */
};

G_DEFINE_FINAL_TYPE (GwRegressionWorst, gw_regression_worst, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_row (GwRegressionWorst *self, const GwRegressionFigures *figures, guint32 row, const char *name)
{
  const double error = g_array_index (figures->regression->errors, double, row);
  g_autofree char *number = gw_plot_number_quantity (error);
  g_autofree char *off = error > 0 ? g_strdup_printf ("+%s", number) : g_strdup (number);
  g_autofree char *text = gw_regression_figures_describe (figures, row);
  g_autofree char *told = g_strdup_printf ("%s: %s", name, text);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *item = gtk_list_box_row_new ();
  GtkWidget *label = make_label (name, NULL);
  GtkWidget *figure = gtk_label_new (off);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (figure, "gw-num");
  gtk_widget_add_css_class (figure, "gw-strong");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), figure);
  gtk_widget_set_tooltip_text (item, told);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (item), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  gtk_list_box_append (self->list, item);
  g_array_append_val (self->rows, row);
}

void
gw_regression_worst_show (GwRegressionWorst *self, const GwRegressionFigures *figures)
{
  const GArray *worst = figures->regression->worst;
  GtkListBoxRow *row;

  g_return_if_fail (GW_IS_REGRESSION_WORST (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_array_set_size (self->rows, 0);
  /* What is forecast as it came is none of the worst. */
  for (guint i = 0; i < worst->len; i++)
    if (g_array_index (figures->regression->errors, double, g_array_index (worst, guint32, i)) != 0)
      add_row (self, figures, g_array_index (worst, guint32, i), g_ptr_array_index (figures->worst_names, i));
}

static void
on_activated_cb (GtkListBox *list, GtkListBoxRow *row, GwRegressionWorst *self)
{
  const guint i = (guint) gtk_list_box_row_get_index (row);

  if (i < self->rows->len)
    g_signal_emit (self, signals[CHOSEN], 0, g_array_index (self->rows, guint32, i));
}

static void
gw_regression_worst_dispose (GObject *object)
{
  GwRegressionWorst *self = GW_REGRESSION_WORST (object);

  if (self->list != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  g_clear_pointer (&self->rows, g_array_unref);

  G_OBJECT_CLASS (gw_regression_worst_parent_class)->dispose (object);
}

static void
gw_regression_worst_class_init (GwRegressionWorstClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_regression_worst_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_regression_worst_init (GwRegressionWorst *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (self->list, make_label (_ ("Each forecast is what came."), "gw-secondary"));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "gw-evaluation-rows");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Largest Errors"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_activated_cb), self, 0);
}

GtkWidget *
gw_regression_worst_new (void)
{
  return g_object_new (GW_TYPE_REGRESSION_WORST, NULL);
}
