/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-quality-list.h"

#include <glib/gi18n.h>

#include "gw-path.h"
#include "gw-plot-number.h"

#define FIRST_ROWS 5
#define MORE_ROWS 20

struct _GwQualityList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkListBox *list;
  GtkWidget *more;
  GtkLabel *rest;
  GwQualityRowFunc make_row;
  gpointer data;
  guint n;
  guint n_all;
  guint n_shown; /* rows that are wanted */
};

G_DEFINE_FINAL_TYPE (GwQualityList, gw_quality_list, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- the keyboard's place --------------------------------------------------------- */

static GtkListBoxRow *
find_focus_row (GwQualityList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    return NULL;
  return GTK_IS_LIST_BOX_ROW (focus) ? GTK_LIST_BOX_ROW (focus)
                                     : GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW));
}

static void
focus_row (GwQualityList *self, int index, guint n)
{
  GtkListBoxRow *row = n > 0 ? gtk_list_box_get_row_at_index (self->list, MIN (index, (int) n - 1)) : NULL;

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* --- showing ------------------------------------------------------------------------ */

static void
fill (GwQualityList *self)
{
  const guint n = MIN (self->n, self->n_shown);
  GtkListBoxRow *focus = find_focus_row (self);
  const int index = focus != NULL ? gtk_list_box_row_get_index (focus) : -1;
  g_autofree char *left = gw_plot_number_count (self->n_all - n);
  g_autofree char *rest = g_strdup_printf (ngettext ("%s more", "%s more", self->n_all - n), left);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, self->make_row (i, self->data));
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_widget_set_visible (self->more, n < self->n);
  gtk_label_set_label (self->rest, rest);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), n < self->n_all);
  if (index >= 0)
    focus_row (self, index, n);
}

void
gw_quality_list_show (GwQualityList *self, guint n, guint n_all)
{
  g_return_if_fail (GW_IS_QUALITY_LIST (self));

  self->n = n;
  self->n_all = n_all;
  fill (self);
}

static void
on_more_cb (GwQualityList *self)
{
  const int index = (int) MIN (self->n, self->n_shown);

  self->n_shown += MORE_ROWS;
  fill (self);
  focus_row (self, index, MIN (self->n, self->n_shown));
}

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, GwQualityList *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0, (guint) gtk_list_box_row_get_index (row));
}

/* --- parts of rows ---------------------------------------------------------------------- */

GtkWidget *
gw_quality_button_new (const char *label, const char *description, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
  return button;
}

static GtkWidget *
make_line (const char *text, const char *style)
{
  g_autofree char *shown = gw_path_display (text, -1);
  GtkWidget *label = gtk_label_new (shown);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_tooltip_text (label, shown);
  gtk_widget_add_css_class (label, style);
  return label;
}

GtkWidget *
gw_quality_texts_new (const char *first, const char *second)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *below;

  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), make_line (first, "gw-strong"));
  below = make_line (second, "gw-secondary");
  gtk_label_set_ellipsize (GTK_LABEL (below), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (below), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (below), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (box), below);
  return box;
}

/* --- the widget ---------------------------------------------------------------------------- */

static void
gw_quality_list_dispose (GObject *object)
{
  g_clear_pointer (&GW_QUALITY_LIST (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_quality_list_parent_class)->dispose (object);
}

static void
gw_quality_list_class_init (GwQualityListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_quality_list_dispose;

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_quality_list_init (GwQualityList *self)
{
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->n_shown = FIRST_ROWS;
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "gw-evaluation-rows");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self, 0);
  self->more = gtk_button_new_with_label (_ ("Show More"));
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (on_more_cb), self, G_CONNECT_SWAPPED);
  self->rest = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->rest), "gw-secondary");
  gtk_box_append (GTK_BOX (below), self->more);
  gtk_box_append (GTK_BOX (below), GTK_WIDGET (self->rest));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self->box), below);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
gw_quality_list_new (const char *label, GwQualityRowFunc make_row, gpointer data)
{
  GwQualityList *self = g_object_new (GW_TYPE_QUALITY_LIST, NULL);

  self->make_row = make_row;
  self->data = data;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}
