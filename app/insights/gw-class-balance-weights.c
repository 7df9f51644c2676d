/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-balance-weights.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-card.h"
#include "gw-plot-number.h"

#define MOST_HEIGHT 320

struct _GwClassBalanceWeights
{
  GtkWidget parent_instance;

  GtkWidget *card;
  GtkGrid *grid;
};

G_DEFINE_FINAL_TYPE (GwClassBalanceWeights, gw_class_balance_weights, GTK_TYPE_WIDGET)

static void
attach (GwClassBalanceWeights *self, int column, int row, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), column == 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (label, column == 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

static void
attach_number (GwClassBalanceWeights *self, int column, int row, double value, int decimals)
{
  g_autofree char *text = gw_plot_number_fixed (value, decimals);

  attach (self, column, row, text, "gw-num");
}

void
gw_class_balance_weights_show (GwClassBalanceWeights *self, const GwClassBalanceFigures *figures)
{
  const GwBalance *balance = figures->balance;
  g_autofree double *by_effective = g_new0 (double, MAX (balance->n_classes, 1));
  GtkWidget *child;

  g_return_if_fail (GW_IS_CLASS_BALANCE_WEIGHTS (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  attach (self, 0, 0, _ ("Class"), "gw-secondary");
  attach (self, 1, 0, _ ("Count"), "gw-secondary");
  attach (self, 2, 0, _ ("Balanced Weight"), "gw-secondary");
  attach (self, 3, 0, _ ("Effective Number"), "gw-secondary");
  attach (self, 4, 0, _ ("Weight by It"), "gw-secondary");
  gw_class_weights_effective (balance->counts, balance->n_classes, GW_CLASS_BALANCE_BETA, by_effective);
  for (gsize i = 0; i < balance->n_classes; i++)
    {
      const int row = (int) i + 1;

      attach (self, 0, row, g_ptr_array_index (figures->names, i), NULL);
      attach_number (self, 1, row, (double) balance->counts[i], 0);
      attach_number (self, 2, row, balance->weights[i], 3);
      attach_number (self, 3, row, balance->effective[i], 1);
      attach_number (self, 4, row, by_effective[i], 3);
    }
}

static void
gw_class_balance_weights_dispose (GObject *object)
{
  g_clear_pointer (&GW_CLASS_BALANCE_WEIGHTS (object)->card, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_class_balance_weights_parent_class)->dispose (object);
}

static void
gw_class_balance_weights_class_init (GwClassBalanceWeightsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_class_balance_weights_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_class_balance_weights_init (GwClassBalanceWeights *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_grid_set_column_spacing (self->grid, 24);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->grid));
  self->card = gw_card_new (_ ("Class Weights"), scrolled);
  gw_card_set_note (GW_CARD (self->card),
                    _ ("Balanced: all classes count alike. Effective number: rows that are not repeats of others, "
                       "(1 − βⁿ) ∕ (1 − β) with β = 0.999 (Cui et al., 2019)."));
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
}

GtkWidget *
gw_class_balance_weights_new (void)
{
  return g_object_new (GW_TYPE_CLASS_BALANCE_WEIGHTS, NULL);
}
