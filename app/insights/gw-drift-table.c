/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-drift-table.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-plot-number.h"
#include "gw-table-heads.h"

#define MOST_SEEN_HEIGHT 380

typedef enum
{
  COLUMN_VARIABLE,
  COLUMN_PSI,
  COLUMN_KS,
  COLUMN_JS,
  COLUMN_CHI2,
  COLUMN_VERDICT,
  N_COLUMNS
} Column;

static const struct
{
  const char *title;
  const char *tooltip;
} columns[N_COLUMNS] = {
  { N_ ("Variable"), NULL },
  { N_ ("PSI"), N_ ("Population stability index, in ten bins of the baseline") },
  { N_ ("KS"), N_ ("Kolmogorov–Smirnov: the largest distance of the two cumulative shares") },
  { N_ ("JS"), N_ ("Jensen–Shannon distance, 0 to 1") },
  { N_ ("χ²"), N_ ("Chi-square, of classes") },
  { N_ ("Verdict"), NULL },
};

/* --- rows ------------------------------------------------------------------------- */

#define GW_TYPE_DRIFT_ITEM (gw_drift_item_get_type ())
G_DECLARE_FINAL_TYPE (GwDriftItem, gw_drift_item, GW, DRIFT_ITEM, GObject)

struct _GwDriftItem
{
  GObject parent_instance;

  char *name;
  char *title;
  double values[N_COLUMNS];
  double p_values[N_COLUMNS];
};

G_DEFINE_FINAL_TYPE (GwDriftItem, gw_drift_item, G_TYPE_OBJECT)

static void
gw_drift_item_finalize (GObject *object)
{
  g_free (GW_DRIFT_ITEM (object)->name);
  g_free (GW_DRIFT_ITEM (object)->title);

  G_OBJECT_CLASS (gw_drift_item_parent_class)->finalize (object);
}

static void
gw_drift_item_class_init (GwDriftItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_drift_item_finalize;
}

static void
gw_drift_item_init (GwDriftItem *self)
{
}

static GwDriftItem *
make_item (const GwSetDriftRow *row)
{
  GwDriftItem *item = g_object_new (GW_TYPE_DRIFT_ITEM, NULL);

  item->name = g_strdup (row->name);
  item->title = g_strdup (row->title);
  for (guint i = 0; i < N_COLUMNS; i++)
    item->p_values[i] = NAN;
  item->values[COLUMN_PSI] = row->figures.drift.psi;
  item->values[COLUMN_VERDICT] = row->figures.drift.psi;
  item->values[COLUMN_KS] = row->figures.ks;
  item->p_values[COLUMN_KS] = row->figures.ks_p_value;
  item->values[COLUMN_JS] = row->figures.drift.js_distance;
  item->values[COLUMN_CHI2] = row->figures.chi2;
  item->p_values[COLUMN_CHI2] = row->figures.chi2_p_value;
  return item;
}

/* --- the table --------------------------------------------------------------------- */

struct _GwDriftTable
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkColumnView *view;
  GListStore *items;
  GtkSingleSelection *selection;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GwDriftTable, gw_drift_table, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is not known is last, whichever way it is sorted. */
static int
compare_items (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Column column = GPOINTER_TO_UINT (user_data);
  const GwDriftItem *x = a, *y = b;

  if (column == COLUMN_VARIABLE)
    return g_utf8_collate (x->title, y->title);
  if (isnan (x->values[column]) || isnan (y->values[column]))
    return (isnan (x->values[column]) != 0) - (isnan (y->values[column]) != 0);
  return (x->values[column] > y->values[column]) - (x->values[column] < y->values[column]);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const Column column = GPOINTER_TO_UINT (user_data);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column == COLUMN_VARIABLE || column == COLUMN_VERDICT ? 0 : 1);
  if (column == COLUMN_VARIABLE)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), 8);
    }
  else
    gtk_widget_add_css_class (label, "gw-num");
  gtk_list_item_set_child (item, label);
}

static char *
make_tooltip (const GwDriftItem *item, Column column)
{
  const char *words = columns[column].tooltip != NULL ? _ (columns[column].tooltip) : NULL;
  g_autofree char *p = gw_plot_number_p (item->p_values[column]);

  if (column == COLUMN_VARIABLE)
    return g_strdup (item->title);
  return words != NULL && !isnan (item->p_values[column]) ? g_strdup_printf ("%s (p = %s)", words, p)
                                                          : g_strdup (words);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  static const char *const styles[] = {
    [GW_DRIFT_STABLE] = NULL, [GW_DRIFT_WATCH] = "gw-warning-text", [GW_DRIFT_DRIFT] = "gw-error-text"
  };
  const Column column = GPOINTER_TO_UINT (user_data);
  const GwDriftItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_list_item_get_child (list_item);
  const double value = item->values[column];
  g_autofree char *number = column == COLUMN_CHI2 ? gw_plot_number_quantity (value) : gw_plot_number_fixed (value, 3);
  g_autofree char *tooltip = make_tooltip (item, column);

  gtk_label_set_label (GTK_LABEL (label), column == COLUMN_VARIABLE  ? item->title
                                          : column == COLUMN_VERDICT ? gw_drift_spell_reading (value)
                                                                     : number);
  gtk_widget_set_tooltip_text (label, tooltip);
  gtk_widget_remove_css_class (label, "gw-warning-text");
  gtk_widget_remove_css_class (label, "gw-error-text");
  if (column == COLUMN_VERDICT && !isnan (value) && styles[gw_drift_read (value)] != NULL)
    gtk_widget_add_css_class (label, styles[gw_drift_read (value)]);
}

static void
on_selected_cb (GwDriftTable *self)
{
  GwDriftItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (!self->filling && item != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, item->name);
}

static gboolean
is_same (GwDriftTable *self, const GPtrArray *rows)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  if (n != rows->len)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GwDriftItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      const GwSetDriftRow *row = g_ptr_array_index (rows, i);

      if (!g_str_equal (item->name, row->name) || item->values[COLUMN_JS] != row->figures.drift.js_distance
          || item->values[COLUMN_PSI] != row->figures.drift.psi)
        return FALSE;
    }
  return TRUE;
}

static void
select_variable (GwDriftTable *self, const char *name)
{
  GListModel *model = gtk_single_selection_get_model (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GwDriftItem) item = g_list_model_get_item (model, i);

      if (g_strcmp0 (item->name, name) == 0)
        gtk_single_selection_set_selected (self->selection, i);
    }
}

void
gw_drift_table_show (GwDriftTable *self, const GwDriftPageFigures *figures)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (GW_IS_DRIFT_TABLE (self));

  self->filling = TRUE;
  if (!is_same (self, figures->sides->rows))
    {
      for (guint i = 0; i < figures->sides->rows->len; i++)
        g_ptr_array_add (items, make_item (g_ptr_array_index (figures->sides->rows, i)));
      g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata,
                           items->len);
    }
  select_variable (self, figures->variable);
  self->filling = FALSE;
}

/* --- the widget ---------------------------------------------------------------------- */

static void
gw_drift_table_dispose (GObject *object)
{
  GwDriftTable *self = GW_DRIFT_TABLE (object);

  self->filling = TRUE;
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (gw_drift_table_parent_class)->dispose (object);
}

static void
gw_drift_table_class_init (GwDriftTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_drift_table_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
add_column (GwDriftTable *self, Column i)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare_items, GUINT_TO_POINTER (i), NULL));
  GtkColumnViewColumn *column;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), GUINT_TO_POINTER (i));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), GUINT_TO_POINTER (i));
  column = gtk_column_view_column_new (_ (columns[i].title), factory);
  gtk_column_view_column_set_expand (column, i == COLUMN_VARIABLE);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_append_column (self->view, column);
  g_object_unref (column);
  g_object_unref (sorter);
}

static void
gw_drift_table_init (GwDriftTable *self)
{
  GtkSortListModel *sorted;

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "gw-table");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "gw-evaluation-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Variables by Distance"), -1);
  for (guint i = 0; i < N_COLUMNS; i++)
    add_column (self, i);
  gw_table_heads_align_end (self->view, COLUMN_PSI, COLUMN_CHI2 - COLUMN_PSI + 1);

  self->items = g_list_store_new (GW_TYPE_DRIFT_ITEM);
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->items)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (on_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled), MOST_SEEN_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
gw_drift_table_new (void)
{
  return g_object_new (GW_TYPE_DRIFT_TABLE, NULL);
}
