/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-compare-table.h"

#include <glib/gi18n.h>

#include "gw-class-figures.h"
#include "gw-plot-number.h"
#include "gw-table-heads.h"

#define HEIGHT 280
/* A difference above is worth a color. */
#define LARGE 0.02

typedef enum
{
  COLUMN_CLASS,
  COLUMN_A,
  COLUMN_B,
  COLUMN_DIFFERENCE,
  COLUMN_COUNT,
  N_COLUMNS
} Column;

struct _GwCompareTable
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkColumnView *view;
  GtkColumnViewColumn *columns[N_COLUMNS];
  GListStore *rows;
};

G_DEFINE_FINAL_TYPE (GwCompareTable, gw_compare_table, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_setup_number_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gw_class_figures_add_number (item);
}

static void
on_bind_number_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const Column column = GPOINTER_TO_UINT (user_data);
  GwClassFigures *row = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  const double value = gw_class_figures_get_value (row, column);
  g_autofree char *number = column == COLUMN_COUNT ? gw_plot_number_count (value) : gw_plot_number_fixed (value, 3);
  g_autofree char *text = g_strconcat (column == COLUMN_DIFFERENCE && value > 0 ? "+" : "", number, NULL);
  const gboolean better = column == COLUMN_DIFFERENCE && value > LARGE;
  const gboolean worse = column == COLUMN_DIFFERENCE && value < -LARGE;

  gtk_label_set_label (GTK_LABEL (label), text);
  (better ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (label, "gw-success-text");
  (worse ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (label, "gw-error-text");
}

static void
on_activate_cb (GwCompareTable *self, guint position)
{
  g_autoptr (GwClassFigures) row = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (self->view)),
                                                          position);

  if (row != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, gw_class_figures_get_index (row));
}

void
gw_compare_table_show (GwCompareTable *self, const GwCompareFigures *figures)
{
  const GwModelContrast *contrast = figures->contrast;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (GW_IS_COMPARE_TABLE (self));

  for (guint i = 0; i < contrast->classes->len; i++)
    {
      const GwContrastClass *class = &contrast->per_class[i];
      GwClassFigures *row;

      /* What nobody has is nothing to compare. */
      if (class->n == 0)
        continue;
      row = gw_class_figures_new (i, g_ptr_array_index (contrast->classes, i),
                                  g_array_index (figures->colors, guint32, i));
      gw_class_figures_set_value (row, COLUMN_A, class->f1_a);
      gw_class_figures_set_value (row, COLUMN_B, class->f1_b);
      gw_class_figures_set_value (row, COLUMN_DIFFERENCE, class->f1_a - class->f1_b);
      gw_class_figures_set_value (row, COLUMN_COUNT, (double) class->n);
      g_ptr_array_add (rows, row);
    }
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), rows->pdata, rows->len);
  gtk_column_view_column_set_title (self->columns[COLUMN_COUNT], contrast->of_objects ? _ ("Objects") : _ ("Images"));
}

static void
add_column (GwCompareTable *self, Column column, const char *title)
{
  GCompareDataFunc compare = column == COLUMN_DIFFERENCE ? gw_class_figures_compare_sizes : gw_class_figures_compare;
  g_autoptr (GtkListItemFactory) factory = column == COLUMN_CLASS ? gw_class_figures_factory_new ()
                                                                  : gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare, GUINT_TO_POINTER (column), NULL));

  if (column != COLUMN_CLASS)
    {
      g_signal_connect (factory, "setup", G_CALLBACK (on_setup_number_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (on_bind_number_cb), GUINT_TO_POINTER (column));
    }
  self->columns[column] = gtk_column_view_column_new (title, g_steal_pointer (&factory));
  gtk_column_view_column_set_sorter (self->columns[column], sorter);
  gtk_column_view_column_set_expand (self->columns[column], column == COLUMN_CLASS);
  gtk_column_view_append_column (self->view, self->columns[column]);
  g_object_unref (self->columns[column]);
}

static void
gw_compare_table_dispose (GObject *object)
{
  GwCompareTable *self = GW_COMPARE_TABLE (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (gw_compare_table_parent_class)->dispose (object);
}

static void
gw_compare_table_class_init (GwCompareTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_compare_table_dispose;

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_compare_table_init (GwCompareTable *self)
{
  static const char *const titles[N_COLUMNS] = { N_ ("Class"), N_ ("A"), N_ ("B"), N_ ("Difference"), N_ ("Images") };
  GtkSortListModel *sorted;

  self->rows = g_list_store_new (GW_TYPE_CLASS_FIGURES);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "gw-table");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "gw-compare-table");
  for (guint i = 0; i < N_COLUMNS; i++)
    add_column (self, i, _ (titles[i]));
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->rows)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (sorted))));
  g_object_unref (gtk_column_view_get_model (self->view));
  gtk_column_view_set_single_click_activate (self->view, TRUE);
  gtk_column_view_sort_by_column (self->view, self->columns[COLUMN_DIFFERENCE], GTK_SORT_DESCENDING);
  gw_table_heads_align_end (self->view, COLUMN_CLASS + 1, N_COLUMNS - 1);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (on_activate_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Classes"), -1);

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scrolled), HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
gw_compare_table_new (void)
{
  return g_object_new (GW_TYPE_COMPARE_TABLE, NULL);
}
