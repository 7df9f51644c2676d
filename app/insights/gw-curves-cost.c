/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-curves-cost.h"

#include <glib/gi18n.h>

#include "gw-plot-number.h"
#include "gw-task-thread.h"

#define MOST 1000000

typedef struct
{
  GwClassCurves *curves;
  GwThresholdChoice choice;
  double threshold;
  double cost;
} Search;

struct _GwCurvesCost
{
  GtkPopover parent_instance;

  GtkSpinButton *miss;
  GtkSpinButton *alarm;
  GtkLabel *result;
  GwClassCurves *curves; /* (nullable) */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (GwCurvesCost, gw_curves_cost, GTK_TYPE_POPOVER)

enum
{
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
search_free (Search *search)
{
  gw_class_curves_unref (search->curves);
  g_free (search);
}

/* All points are looked at: on a thread, of millions it takes a while. */
static void
run_search (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Search *search = task_data;
  GwOperatingPoint point;

  if (gw_class_curves_choose (search->curves, &search->choice, &point, &search->cost) != GW_STATUS_OK)
    {
      g_task_return_boolean (task, FALSE);
      return;
    }
  search->threshold = point.threshold;
  g_task_return_boolean (task, TRUE);
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GwCurvesCost *self = GW_CURVES_COST (source);
  const Search *search = g_task_get_task_data (G_TASK (result));
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), NULL) || search->curves != self->curves)
    return;
  number = gw_plot_number_quantity (search->cost);
  text = g_strdup_printf (_ ("All errors together cost %s."), number);
  gtk_label_set_label (self->result, text);
  gtk_widget_show (GTK_WIDGET (self->result));
  g_signal_emit (self, signals[FOUND], 0, search->threshold);
}

static void
search (GwCurvesCost *self)
{
  Search *search = NULL;
  g_autoptr (GTask) task = NULL;

  if (self->curves == NULL || self->cancellable == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  search = g_new0 (Search, 1);
  search->curves = gw_class_curves_ref (self->curves);
  search->choice = (GwThresholdChoice) { .rule = GW_THRESHOLD_COST,
                                         .beta = 1,
                                         .cost_fp = gtk_spin_button_get_value (self->alarm),
                                         .cost_fn = gtk_spin_button_get_value (self->miss) };
  task = g_task_new (self, self->cancellable, on_found_cb, NULL);
  g_task_set_source_tag (task, run_search);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  gw_task_run_in_thread (task, run_search);
}

void
gw_curves_cost_set_curves (GwCurvesCost *self, GwClassCurves *curves)
{
  g_return_if_fail (GW_IS_CURVES_COST (self));

  if (self->curves == curves)
    return;
  g_clear_pointer (&self->curves, gw_class_curves_unref);
  self->curves = curves != NULL ? gw_class_curves_ref (curves) : NULL;
  gtk_widget_hide (GTK_WIDGET (self->result));
}

static GtkSpinButton *
add_cost (GtkGrid *grid, int row, const char *title, double value)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (title);
  GtkWidget *spin = gtk_spin_button_new_with_range (0, MOST, 1);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), 2);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), spin);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, spin, 1, row, 1, 1);
  return GTK_SPIN_BUTTON (spin);
}

static void
gw_curves_cost_dispose (GObject *object)
{
  GwCurvesCost *self = GW_CURVES_COST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->curves, gw_class_curves_unref);

  G_OBJECT_CLASS (gw_curves_cost_parent_class)->dispose (object);
}

static void
gw_curves_cost_class_init (GwCurvesCostClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_curves_cost_dispose;

  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_DOUBLE);
}

static void
gw_curves_cost_init (GwCurvesCost *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *use = gtk_button_new_with_mnemonic (_ ("_Use This Threshold"));

  self->cancellable = g_cancellable_new ();
  gtk_grid_set_row_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_widget_add_css_class (grid, "gw-popover-form");
  self->miss = add_cost (GTK_GRID (grid), 0, _ ("A _miss costs"), 5);
  self->alarm = add_cost (GTK_GRID (grid), 1, _ ("A _false alarm costs"), 1);
  gtk_widget_add_css_class (use, "suggested-action");
  gtk_grid_attach (GTK_GRID (grid), use, 0, 2, 2, 1);
  self->result = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_xalign (self->result, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->result), "gw-secondary");
  gtk_widget_hide (GTK_WIDGET (self->result));
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->result), 0, 3, 2, 1);
  gtk_popover_set_child (GTK_POPOVER (self), grid);
  g_signal_connect_object (use, "clicked", G_CALLBACK (search), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->miss, "value-changed", G_CALLBACK (search), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->alarm, "value-changed", G_CALLBACK (search), self, G_CONNECT_SWAPPED);
}

GtkWidget *
gw_curves_cost_new (void)
{
  return g_object_new (GW_TYPE_CURVES_COST, NULL);
}
