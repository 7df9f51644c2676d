/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-figures.h"

#include <math.h>

#include "gw-path.h"
#include "gw-swatch.h"

struct _GwClassFigures
{
  GObject parent_instance;

  guint index;
  char *name;
  guint32 color;
  double values[GW_CLASS_FIGURES_MAX_COLUMNS];
};

G_DEFINE_FINAL_TYPE (GwClassFigures, gw_class_figures, G_TYPE_OBJECT)

GwClassFigures *
gw_class_figures_new (guint index, const char *name, guint32 color)
{
  GwClassFigures *self = g_object_new (GW_TYPE_CLASS_FIGURES, NULL);

  self->index = index;
  self->name = g_strdup (name);
  self->color = color;
  return self;
}

static void
gw_class_figures_finalize (GObject *object)
{
  g_free (GW_CLASS_FIGURES (object)->name);

  G_OBJECT_CLASS (gw_class_figures_parent_class)->finalize (object);
}

static void
gw_class_figures_class_init (GwClassFiguresClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_class_figures_finalize;
}

static void
gw_class_figures_init (GwClassFigures *self)
{
}

guint
gw_class_figures_get_index (GwClassFigures *self)
{
  g_return_val_if_fail (GW_IS_CLASS_FIGURES (self), 0);

  return self->index;
}

void
gw_class_figures_set_value (GwClassFigures *self, guint column, double value)
{
  g_return_if_fail (GW_IS_CLASS_FIGURES (self));
  g_return_if_fail (column > 0 && column < GW_CLASS_FIGURES_MAX_COLUMNS);

  self->values[column] = value;
}

double
gw_class_figures_get_value (GwClassFigures *self, guint column)
{
  g_return_val_if_fail (GW_IS_CLASS_FIGURES (self), NAN);
  g_return_val_if_fail (column > 0 && column < GW_CLASS_FIGURES_MAX_COLUMNS, NAN);

  return self->values[column];
}

static int
compare_values (double a, double b)
{
  if (isnan (a) || isnan (b))
    return isnan (a) - isnan (b);
  return (a > b) - (a < b);
}

int
gw_class_figures_compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const guint column = GPOINTER_TO_UINT (user_data);
  const GwClassFigures *x = a, *y = b;

  if (column == 0)
    return g_utf8_collate (x->name, y->name);
  return compare_values (x->values[column], y->values[column]);
}

int
gw_class_figures_compare_sizes (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const guint column = GPOINTER_TO_UINT (user_data);
  const GwClassFigures *x = a, *y = b;

  return compare_values (fabs (x->values[column]), fabs (y->values[column]));
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
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
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GwClassFigures *row = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  g_autofree char *name = gw_path_display (row->name, -1);

  gw_swatch_set_color (GW_SWATCH (gtk_widget_get_first_child (box)), row->color);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), name);
  gtk_widget_set_tooltip_text (box, name);
}

GtkListItemFactory *
gw_class_figures_factory_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
  return factory;
}

GtkWidget *
gw_class_figures_add_number (GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "gw-num");
  gtk_list_item_set_child (item, label);
  return label;
}
