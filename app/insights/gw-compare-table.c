/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-compare-table.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-path.h"
#include "gw-plot-number.h"
#include "gw-swatch.h"

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

/* --- rows ------------------------------------------------------------------------- */

#define GW_TYPE_COMPARE_ROW (gw_compare_row_get_type ())
G_DECLARE_FINAL_TYPE (GwCompareRow, gw_compare_row, GW, COMPARE_ROW, GObject)

struct _GwCompareRow
{
  GObject parent_instance;

  guint index;
  char *name;
  guint32 color;
  double values[N_COLUMNS];
};

G_DEFINE_FINAL_TYPE (GwCompareRow, gw_compare_row, G_TYPE_OBJECT)

static void
gw_compare_row_finalize (GObject *object)
{
  g_free (GW_COMPARE_ROW (object)->name);

  G_OBJECT_CLASS (gw_compare_row_parent_class)->finalize (object);
}

static void
gw_compare_row_class_init (GwCompareRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_compare_row_finalize;
}

static void
gw_compare_row_init (GwCompareRow *self)
{
}

/* --- the table --------------------------------------------------------------------- */

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

/* What is not known is last. */
static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Column column = GPOINTER_TO_UINT (user_data);
  const GwCompareRow *x = a, *y = b;
  double value_x = x->values[column], value_y = y->values[column];

  if (column == COLUMN_CLASS)
    return g_utf8_collate (x->name, y->name);
  if (column == COLUMN_DIFFERENCE)
    {
      value_x = fabs (value_x);
      value_y = fabs (value_y);
    }
  if (isnan (value_x) || isnan (value_y))
    return isnan (value_x) - isnan (value_y);
  return (value_x > value_y) - (value_x < value_y);
}

static void
on_setup_class_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (name), 6);
  gtk_box_append (GTK_BOX (box), gw_swatch_new (0));
  gtk_box_append (GTK_BOX (box), name);
  gtk_list_item_set_child (item, box);
}

static void
on_bind_class_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GwCompareRow *row = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  g_autofree char *name = gw_path_display (row->name, -1);

  gw_swatch_set_color (GW_SWATCH (gtk_widget_get_first_child (box)), row->color);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), name);
  gtk_widget_set_tooltip_text (box, name);
}

static void
on_setup_number_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "gw-num");
  gtk_list_item_set_child (item, label);
}

static void
on_bind_number_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const Column column = GPOINTER_TO_UINT (user_data);
  GwCompareRow *row = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  const double value = row->values[column];
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
  g_autoptr (GwCompareRow) row = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (self->view)),
                                                        position);

  if (row != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, row->index);
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
      GwCompareRow *row;

      /* What nobody has is nothing to compare. */
      if (class->n == 0)
        continue;
      row = g_object_new (GW_TYPE_COMPARE_ROW, NULL);
      row->index = i;
      row->name = g_strdup (g_ptr_array_index (contrast->classes, i));
      row->color = g_array_index (figures->colors, guint32, i);
      row->values[COLUMN_A] = class->f1_a;
      row->values[COLUMN_B] = class->f1_b;
      row->values[COLUMN_DIFFERENCE] = class->f1_a - class->f1_b;
      row->values[COLUMN_COUNT] = (double) class->n;
      g_ptr_array_add (rows, row);
    }
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), rows->pdata, rows->len);
  gtk_column_view_column_set_title (self->columns[COLUMN_COUNT], contrast->of_objects ? _ ("Objects") : _ ("Images"));
}

static void
add_column (GwCompareTable *self, Column column, const char *title)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_rows, GUINT_TO_POINTER (column), NULL));

  if (column == COLUMN_CLASS)
    {
      g_signal_connect (factory, "setup", G_CALLBACK (on_setup_class_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (on_bind_class_cb), NULL);
    }
  else
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

/* Heads of numbers stand over their numbers: the head is a row of buttons with a box
 * each, which are there once the view is.
 */
static void
on_realize_cb (GtkWidget *view)
{
  GtkWidget *head = gtk_widget_get_first_child (gtk_widget_get_first_child (view));

  while (head != NULL && (head = gtk_widget_get_next_sibling (head)) != NULL)
    if (gtk_widget_get_first_child (head) != NULL)
      gtk_widget_set_halign (gtk_widget_get_first_child (head), GTK_ALIGN_END);
}

static void
gw_compare_table_init (GwCompareTable *self)
{
  static const char *const titles[N_COLUMNS] = { N_ ("Class"), N_ ("A"), N_ ("B"), N_ ("Difference"), N_ ("Images") };
  GtkSortListModel *sorted;

  self->rows = g_list_store_new (GW_TYPE_COMPARE_ROW);
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
  g_signal_connect_after (self->view, "realize", G_CALLBACK (on_realize_cb), NULL);
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
