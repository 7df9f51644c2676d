/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-evaluation-table.h"

#include <glib/gi18n.h>

#include "gw-class-figures.h"
#include "gw-plot-number.h"
#include "gw-table-heads.h"

/* A class below it is one to look at. */
#define LOW 0.75
/* Classes that are seen at once, in px of usual text; more are scrolled. */
#define MOST_SEEN_HEIGHT 240
#define USUAL_DPI (96 * 1024)

typedef enum
{
  COLUMN_CLASS,
  COLUMN_PRECISION,
  COLUMN_RECALL,
  COLUMN_F1,
  COLUMN_F2,
  COLUMN_COUNT,
  N_COLUMNS
} Column;

/* --- rows ------------------------------------------------------------------------- */

static GwClassFigures *
make_row (const GwEvaluationFigures *figures, guint i)
{
  const GwEvaluationClass *class = &figures->per_class[i];
  GwClassFigures *row = gw_class_figures_new (i, g_ptr_array_index (figures->names, i),
                                              g_array_index (figures->colors, guint32, i));

  gw_class_figures_set_value (row, COLUMN_PRECISION, class->precision);
  gw_class_figures_set_value (row, COLUMN_RECALL, class->recall);
  gw_class_figures_set_value (row, COLUMN_F1, class->f1);
  gw_class_figures_set_value (row, COLUMN_F2, class->f2);
  gw_class_figures_set_value (row, COLUMN_COUNT, (double) class->n_truths);
  return row;
}

/* --- the table --------------------------------------------------------------------- */

struct _GwEvaluationTable
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkColumnView *view;
  GtkColumnViewColumn *columns[N_COLUMNS];
  GListStore *rows;
  GtkSingleSelection *selection;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GwEvaluationTable, gw_evaluation_table, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Titles are short, for there is little room; tooltips of the cells say them in full. */
static const struct
{
  const char *title;
  const char *tooltip;
} columns[N_COLUMNS] = {
  { N_ ("Class"), NULL },
  { N_ ("Prec."), N_ ("Precision: of what was predicted, how much is right") },
  { N_ ("Recall"), N_ ("Recall: of what is labeled, how much was found") },
  { N_ ("F1"), N_ ("F1: precision and recall, both alike") },
  { N_ ("F2"), N_ ("F2: recall counts twice as much as precision") },
  { N_ ("Images"), NULL },
};

static void
on_setup_number_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const Column column = GPOINTER_TO_UINT (user_data);
  GtkWidget *label = gw_class_figures_add_number (item);

  if (columns[column].tooltip != NULL)
    gtk_widget_set_tooltip_text (label, _ (columns[column].tooltip));
}

static void
on_bind_number_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const Column column = GPOINTER_TO_UINT (user_data);
  GwClassFigures *row = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  const double value = gw_class_figures_get_value (row, column);
  g_autofree char *text = column == COLUMN_COUNT ? gw_plot_number_count (value) : gw_plot_number_fixed (value, 3);
  const gboolean low = column != COLUMN_COUNT && value < LOW;

  gtk_label_set_label (GTK_LABEL (label), text);
  (low ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (label, "gw-error-text");
  (low ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (label, "gw-strong");
}

static void
on_selected_cb (GwEvaluationTable *self)
{
  const gint32 class = gw_evaluation_table_get_selected (self);

  if (!self->filling && class >= 0)
    g_signal_emit (self, signals[CHOSEN], 0, (guint) class);
}

gint32
gw_evaluation_table_get_selected (GwEvaluationTable *self)
{
  GwClassFigures *row;

  g_return_val_if_fail (GW_IS_EVALUATION_TABLE (self), -1);

  row = gtk_single_selection_get_selected_item (self->selection);
  return row != NULL ? (gint32) gw_class_figures_get_index (row) : -1;
}

void
gw_evaluation_table_select (GwEvaluationTable *self, gint32 class)
{
  GListModel *model = gtk_single_selection_get_model (self->selection);
  guint position = GTK_INVALID_LIST_POSITION;

  g_return_if_fail (GW_IS_EVALUATION_TABLE (self));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GwClassFigures) row = g_list_model_get_item (model, i);

      if ((gint32) gw_class_figures_get_index (row) == class)
        position = i;
    }
  self->filling = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->filling = FALSE;
}

void
gw_evaluation_table_show (GwEvaluationTable *self, const GwEvaluationFigures *figures)
{
  const gint32 selected = gw_evaluation_table_get_selected (self);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (GW_IS_EVALUATION_TABLE (self));

  for (guint i = 0; i < figures->n_classes; i++)
    g_ptr_array_add (rows, make_row (figures, i));
  gtk_column_view_column_set_title (self->columns[COLUMN_COUNT], gw_plot_rows_get_title (figures->rows));
  self->filling = TRUE;
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), rows->pdata, rows->len);
  self->filling = FALSE;
  gw_evaluation_table_select (self, selected);
}

/* --- the widget ---------------------------------------------------------------------- */

static void
gw_evaluation_table_dispose (GObject *object)
{
  GwEvaluationTable *self = GW_EVALUATION_TABLE (object);

  self->filling = TRUE;
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (gw_evaluation_table_parent_class)->dispose (object);
}

static void
gw_evaluation_table_class_init (GwEvaluationTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_evaluation_table_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
add_column (GwEvaluationTable *self, Column column)
{
  GtkListItemFactory *factory = column == COLUMN_CLASS ? gw_class_figures_factory_new ()
                                                       : gtk_signal_list_item_factory_new ();
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (gw_class_figures_compare, GUINT_TO_POINTER (column), NULL));

  if (column != COLUMN_CLASS)
    {
      g_signal_connect (factory, "setup", G_CALLBACK (on_setup_number_cb), GUINT_TO_POINTER (column));
      g_signal_connect (factory, "bind", G_CALLBACK (on_bind_number_cb), GUINT_TO_POINTER (column));
    }
  self->columns[column] = gtk_column_view_column_new (_ (columns[column].title), factory);
  gtk_column_view_column_set_expand (self->columns[column], column == COLUMN_CLASS);
  gtk_column_view_column_set_sorter (self->columns[column], sorter);
  gtk_column_view_append_column (self->view, self->columns[column]);
  g_object_unref (self->columns[column]);
  g_object_unref (sorter);
}

static void
gw_evaluation_table_init (GwEvaluationTable *self)
{
  GtkSortListModel *sorted;
  int dpi = 0;

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "gw-table");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "gw-evaluation-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Per Class"), -1);
  for (guint i = 0; i < N_COLUMNS; i++)
    add_column (self, i);
  gw_table_heads_align_end (self->view, COLUMN_CLASS + 1, N_COLUMNS - 1);

  self->rows = g_list_store_new (GW_TYPE_CLASS_FIGURES);
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->rows)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (on_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled),
                                              dpi > USUAL_DPI ? MOST_SEEN_HEIGHT * (dpi / 1024) / (USUAL_DPI / 1024)
                                                              : MOST_SEEN_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
gw_evaluation_table_new (void)
{
  return g_object_new (GW_TYPE_EVALUATION_TABLE, NULL);
}
