/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-columns-layout.h"

#include <math.h>

#define SHARE_KEY "gw-columns-share"

struct _GwColumnsLayout
{
  GtkLayoutManager parent_instance;

  int column_width;
  int spacing;
};

G_DEFINE_FINAL_TYPE (GwColumnsLayout, gw_columns_layout, GTK_TYPE_LAYOUT_MANAGER)

static double
share_of (GtkWidget *child)
{
  const double *share = g_object_get_data (G_OBJECT (child), SHARE_KEY);

  return share != NULL ? *share : 1;
}

void
gw_columns_layout_set_share (GtkWidget *child, double share)
{
  g_object_set_data_full (G_OBJECT (child), SHARE_KEY, g_memdup2 (&share, sizeof share), g_free);
}

static GPtrArray *
list_children (GtkWidget *widget)
{
  GPtrArray *children = g_ptr_array_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      g_ptr_array_add (children, child);
  return children;
}

/* How many children stand in a row of this width: all, or so many that rows are of
 * one length.
 */
static guint
fit_columns (GwColumnsLayout *self, GPtrArray *children, int width)
{
  guint n = MAX (children->len, 1);

  for (guint columns = n; columns > 1; columns--)
    {
      double shares = 0;
      gboolean fits = TRUE;

      if (n % columns != 0)
        continue;
      for (guint i = 0; i < columns; i++)
        shares += share_of (g_ptr_array_index (children, i));
      for (guint i = 0; i < columns && fits; i++)
        {
          const double own = (width - (int) (columns - 1) * self->spacing) * share_of (g_ptr_array_index (children, i))
                             / shares;
          int least;

          gtk_widget_measure (g_ptr_array_index (children, i), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                              NULL);
          fits = own >= MAX (least, self->column_width);
        }
      if (fits)
        return columns;
    }
  return 1;
}

/* Where each child of a row is; the last takes what rounding left. */
static void
place_row (GwColumnsLayout *self, GPtrArray *children, guint begin, guint columns, int width, int *lefts, int *widths)
{
  const guint n = MIN (columns, children->len - begin);
  double shares = 0;
  int left = 0;

  for (guint i = 0; i < n; i++)
    shares += share_of (g_ptr_array_index (children, begin + i));
  for (guint i = 0; i < n; i++)
    {
      const double room = width - (int) (n - 1) * self->spacing;

      lefts[i] = left;
      widths[i] = i + 1 == n ? width - left
                             : (int) floor (room * share_of (g_ptr_array_index (children, begin + i)) / shares);
      left += widths[i] + self->spacing;
    }
}

static int
measure_height (GwColumnsLayout *self, GPtrArray *children, int width, gboolean natural)
{
  const guint columns = fit_columns (self, children, width);
  g_autofree int *lefts = g_new (int, columns);
  g_autofree int *widths = g_new (int, columns);
  int total = 0;

  for (guint begin = 0; begin < children->len; begin += columns)
    {
      int row = 0;

      place_row (self, children, begin, columns, width, lefts, widths);
      for (guint i = 0; begin + i < children->len && i < columns; i++)
        {
          int least, wanted;

          gtk_widget_measure (g_ptr_array_index (children, begin + i), GTK_ORIENTATION_VERTICAL, widths[i], &least,
                              &wanted, NULL, NULL);
          row = MAX (row, natural ? wanted : least);
        }
      total += row + (begin > 0 ? self->spacing : 0);
    }
  return total;
}

static void
gw_columns_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  GwColumnsLayout *self = GW_COLUMNS_LAYOUT (manager);
  g_autoptr (GPtrArray) children = list_children (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      for (guint i = 0; i < children->len; i++)
        {
          int least, wanted;

          gtk_widget_measure (g_ptr_array_index (children, i), orientation, -1, &least, &wanted, NULL, NULL);
          *minimum = MAX (*minimum, least);
          *natural += wanted + (i > 0 ? self->spacing : 0);
        }
      return;
    }

  if (for_size < 0)
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &for_size, NULL, NULL);
  *minimum = measure_height (self, children, for_size, FALSE);
  *natural = measure_height (self, children, for_size, TRUE);
}

static void
gw_columns_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  GwColumnsLayout *self = GW_COLUMNS_LAYOUT (manager);
  g_autoptr (GPtrArray) children = list_children (widget);
  const guint columns = fit_columns (self, children, width);
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  g_autofree int *lefts = g_new (int, columns);
  g_autofree int *widths = g_new (int, columns);
  const guint n_rows = (children->len + columns - 1) / MAX (columns, 1);
  int top = 0;

  for (guint begin = 0; begin < children->len; begin += columns)
    {
      int row = 0;

      place_row (self, children, begin, columns, width, lefts, widths);
      for (guint i = 0; begin + i < children->len && i < columns; i++)
        {
          int wanted;

          gtk_widget_measure (g_ptr_array_index (children, begin + i), GTK_ORIENTATION_VERTICAL, widths[i], NULL,
                              &wanted, NULL, NULL);
          row = MAX (row, wanted);
        }
      if (n_rows == 1)
        row = height;
      for (guint i = 0; begin + i < children->len && i < columns; i++)
        {
          const int left = mirrored ? width - lefts[i] - widths[i] : lefts[i];
          const GtkAllocation place = { left, top, widths[i], row };

          gtk_widget_size_allocate (g_ptr_array_index (children, begin + i), &place, -1);
        }
      top += row + self->spacing;
    }
}

static GtkSizeRequestMode
gw_columns_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gw_columns_layout_class_init (GwColumnsLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = gw_columns_layout_get_request_mode;
  manager_class->measure = gw_columns_layout_measure;
  manager_class->allocate = gw_columns_layout_allocate;
}

static void
gw_columns_layout_init (GwColumnsLayout *self)
{
}

GtkLayoutManager *
gw_columns_layout_new (int column_width, int spacing)
{
  GwColumnsLayout *self = g_object_new (GW_TYPE_COLUMNS_LAYOUT, NULL);

  self->column_width = column_width;
  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}

GtkWidget *
gw_columns_new (int column_width, int spacing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, gw_columns_layout_new (column_width, spacing));
  return box;
}
