/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-chart-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gw-plot-number.h"

struct _GwChartTable
{
  GtkWidget parent_instance;

  GwChartRows *rows;
  GtkWidget *box;
  GtkWidget *view;
};

G_DEFINE_FINAL_TYPE (GwChartTable, gw_chart_table, GTK_TYPE_WIDGET)

static void
gw_chart_table_dispose (GObject *object)
{
  GwChartTable *self = GW_CHART_TABLE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  self->view = NULL;

  G_OBJECT_CLASS (gw_chart_table_parent_class)->dispose (object);
}

static void
gw_chart_table_finalize (GObject *object)
{
  g_clear_pointer (&GW_CHART_TABLE (object)->rows, gw_chart_rows_free);

  G_OBJECT_CLASS (gw_chart_table_parent_class)->finalize (object);
}

static void
gw_chart_table_class_init (GwChartTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_chart_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_chart_table_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_chart_table_init (GwChartTable *self)
{
}

/* --- columns ------------------------------------------------------------------------------ */

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer numeric)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), numeric != NULL ? 1.0f : 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "gw-num");
  gtk_list_item_set_child (item, label);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gw_chart_row_get_text (gtk_list_item_get_item (item), GPOINTER_TO_UINT (column)));
}

static int
compare_numbers (gconstpointer a, gconstpointer b, gpointer column)
{
  const double x = gw_chart_row_get_number ((GwChartRow *) a, GPOINTER_TO_UINT (column));
  const double y = gw_chart_row_get_number ((GwChartRow *) b, GPOINTER_TO_UINT (column));

  /* What has no value is first. */
  if (isnan (x) || isnan (y))
    return (int) isnan (y) - (int) isnan (x);
  return (x > y) - (x < y);
}

static int
compare_texts (gconstpointer a, gconstpointer b, gpointer column)
{
  return g_utf8_collate (gw_chart_row_get_text ((GwChartRow *) a, GPOINTER_TO_UINT (column)),
                         gw_chart_row_get_text ((GwChartRow *) b, GPOINTER_TO_UINT (column)));
}

static void
add_column (GwChartTable *self, guint i)
{
  const GwChartColumn *column = &g_array_index (self->rows->columns, GwChartColumn, i);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) head = gtk_column_view_column_new (column->title, factory);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (
      gtk_custom_sorter_new (column->numeric ? compare_numbers : compare_texts, GUINT_TO_POINTER (i), NULL));

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), GINT_TO_POINTER (column->numeric && i > 0));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), GUINT_TO_POINTER (i));
  gtk_column_view_column_set_sorter (head, sorter);
  gtk_column_view_column_set_resizable (head, TRUE);
  gtk_column_view_column_set_expand (head, TRUE);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), head);
}

static GListModel *
make_model (GwChartTable *self)
{
  GListStore *store = g_list_store_new (GW_TYPE_CHART_ROW);

  g_list_store_splice (store, 0, 0, self->rows->rows->pdata, self->rows->rows->len);
  return G_LIST_MODEL (store);
}

static GtkWidget *
make_note (const GwChartRows *rows)
{
  g_autofree char *shown = gw_plot_number_count (rows->rows->len);
  g_autofree char *all = gw_plot_number_count ((double) rows->n_all);
  /* Translators: two numbers of rows: “The first 100,000 of 1,000,000 rows. …” */
  g_autofree char *text = g_strdup_printf (_ ("The first %s of %s rows. A CSV file has all of them."), shown, all);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "gw-secondary");
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  return label;
}

GtkWidget *
gw_chart_table_new (GwChartRows *rows)
{
  GwChartTable *self = g_object_new (GW_TYPE_CHART_TABLE, NULL);
  GtkWidget *pane = gtk_scrolled_window_new ();
  GtkSorter *sorter;
  GtkSelectionModel *selection;

  self->rows = rows;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->view = gtk_column_view_new (NULL);
  gtk_column_view_set_show_column_separators (GTK_COLUMN_VIEW (self->view), TRUE);
  for (guint i = 0; i < rows->columns->len; i++)
    add_column (self, i);
  sorter = g_object_ref (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view)));
  selection = GTK_SELECTION_MODEL (
      gtk_single_selection_new (G_LIST_MODEL (gtk_sort_list_model_new (make_model (self), sorter))));
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), selection);
  g_object_unref (selection);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (pane), self->view);
  gtk_widget_set_vexpand (pane, TRUE);
  gtk_box_append (GTK_BOX (self->box), pane);
  if (rows->n_all > rows->rows->len)
    gtk_box_append (GTK_BOX (self->box), make_note (rows));
  return GTK_WIDGET (self);
}

GtkColumnView *
gw_chart_table_get_view (GwChartTable *self)
{
  g_return_val_if_fail (GW_IS_CHART_TABLE (self), NULL);

  return GTK_COLUMN_VIEW (self->view);
}
