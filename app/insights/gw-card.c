/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-card.h"

struct _GwCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *head;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkBox *end;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (GwCard, gw_card, GTK_TYPE_WIDGET)

static GtkLabel *
make_label (const char *style)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (label), style);
  return label;
}

void
gw_card_set_title (GwCard *self, const char *title)
{
  g_return_if_fail (GW_IS_CARD (self));

  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

void
gw_card_set_subtitle (GwCard *self, const char *subtitle)
{
  g_return_if_fail (GW_IS_CARD (self));

  gtk_label_set_label (self->subtitle, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), subtitle != NULL);
}

void
gw_card_add_end (GwCard *self, GtkWidget *widget)
{
  g_return_if_fail (GW_IS_CARD (self));

  gtk_box_append (self->end, widget);
}

void
gw_card_set_head (GwCard *self, GtkWidget *head)
{
  g_return_if_fail (GW_IS_CARD (self));

  gtk_widget_set_visible (self->head, FALSE);
  gtk_box_prepend (GTK_BOX (self->box), head);
}

void
gw_card_set_note (GwCard *self, const char *note)
{
  g_return_if_fail (GW_IS_CARD (self));

  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
}

static void
gw_card_dispose (GObject *object)
{
  g_clear_pointer (&GW_CARD (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_card_parent_class)->dispose (object);
}

static void
gw_card_class_init (GwCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "gw-card");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gw_card_init (GwCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->title = make_label ("heading");
  self->subtitle = make_label ("gw-secondary");
  gtk_widget_set_hexpand (GTK_WIDGET (self->subtitle), TRUE);
  self->end = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_widget_set_halign (GTK_WIDGET (self->end), GTK_ALIGN_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->end), TRUE);
  self->note = make_label ("gw-secondary");
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_ellipsize (self->note, PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), FALSE);

  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->subtitle));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->end));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->head = head;
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->note));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
}

GtkWidget *
gw_card_new (const char *title, GtkWidget *child)
{
  GwCard *self = g_object_new (GW_TYPE_CARD, NULL);

  gw_card_set_title (self, title);
  if (child != NULL)
    gtk_box_insert_child_after (GTK_BOX (self->box), child, gtk_widget_get_first_child (self->box));
  return GTK_WIDGET (self);
}

/* --- figures -------------------------------------------------------------------- */

GtkWidget *
gw_figure_card_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkLabel *figure = make_label ("title-2");
  GtkLabel *caption = make_label ("gw-secondary");

  gtk_label_set_wrap (caption, TRUE);
  gtk_label_set_lines (caption, 2);
  gtk_widget_add_css_class (GTK_WIDGET (figure), "gw-num");
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "gw-figure");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (figure));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (caption));
  return box;
}

void
gw_figure_card_set (GtkWidget *card, const char *figure, const char *caption, const char *style)
{
  static const char *const styles[] = { "gw-error-text", "gw-warning-text", "gw-success-text" };
  GtkWidget *label = gtk_widget_get_first_child (card);
  g_autofree char *whole = g_strdup_printf ("%s %s", figure, caption);

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (label, styles[i]);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_label_set_label (GTK_LABEL (label), figure);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (label)), caption);
  gtk_widget_set_tooltip_text (gtk_widget_get_next_sibling (label), caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
}

GtkWidget *
gw_figure_row_new (const char *name)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (name);
  GtkLabel *figure = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (figure, 1);
  gtk_widget_add_css_class (GTK_WIDGET (figure), "gw-num");
  gtk_widget_add_css_class (GTK_WIDGET (figure), "gw-strong");
  gtk_box_append (GTK_BOX (row), title);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (figure));
  return row;
}

void
gw_figure_row_set (GtkWidget *row, const char *figure)
{
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (row)), figure);
}
