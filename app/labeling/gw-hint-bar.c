/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-hint-bar.h"

#include <glib/gi18n.h>

struct _GwHintBar
{
  GtkWidget parent_instance;

  GwHintList *hints;
  GwKeymap *keymap;
  GtkWidget *button;
  GtkWidget *icon;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (GwHintBar, gw_hint_bar, GTK_TYPE_WIDGET)

char *
gw_hint_bar_describe (GwHintList *hints)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (hints));

  if (n == 0)
    return g_strdup (gw_hint_list_is_searching (hints) ? _ ("Looking for hints…") : _ ("No hints"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hint", "%u hints", n), n);
}

/* (nullable): nothing is shown. */
static char *
describe_current (GwHintBar *self)
{
  GwHintItem *current = gw_hint_list_get_current (self->hints);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->hints));

  for (guint i = 0; current != NULL && i < n; i++)
    {
      g_autoptr (GwHintItem) item = g_list_model_get_item (G_LIST_MODEL (self->hints), i);

      if (item == current)
        /* Translators: the number of a hint, of how many, and the hint: “2 of 3: Car 2 has only 4 px.” */
        return g_strdup_printf (_ ("%u of %u: %s"), i + 1, n, gw_hint_item_get_hint (item)->text);
    }
  return NULL;
}

static void
update (GwHintBar *self)
{
  g_autofree char *current = describe_current (self);
  g_autofree char *count = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->hints));

  gtk_widget_set_visible (GTK_WIDGET (self), gw_hint_list_has_outlines (self->hints));
  /* Each edit begins a search, which seldom finds anything: until then it stays so. */
  if (n == 0 && gw_hint_list_is_searching (self->hints)
      && g_str_equal (gtk_label_get_label (GTK_LABEL (self->label)), _ ("No hints")))
    return;

  count = gw_hint_bar_describe (self->hints);
  gtk_label_set_label (GTK_LABEL (self->label), current != NULL ? current : count);
  gtk_widget_set_visible (self->icon, n > 0);
  if (n > 0)
    gtk_widget_remove_css_class (self->label, "gw-secondary");
  else
    gtk_widget_add_css_class (self->label, "gw-secondary");
  gw_keymap_set_tooltip (self->keymap, self->button, current != NULL ? current : _ ("Overlaps, gaps and small parts"),
                         "show-hints");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  current != NULL ? current : count, -1);
}

static void
gw_hint_bar_dispose (GObject *object)
{
  GwHintBar *self = GW_HINT_BAR (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->hints);
  g_clear_object (&self->keymap);

  G_OBJECT_CLASS (gw_hint_bar_parent_class)->dispose (object);
}

static void
gw_hint_bar_class_init (GwHintBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_hint_bar_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hintbar");
}

static void
gw_hint_bar_init (GwHintBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->icon = gtk_image_new_from_icon_name ("dialog-information-symbolic");
  self->label = gtk_label_new (NULL);
  /* The count has one line; what a hint says may need two. */
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_lines (GTK_LABEL (self->label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.0f);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_widget_add_css_class (self->label, "gw-num");
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));

  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_widget_set_focus_on_click (self->button, FALSE);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "labeling.show-hints");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
gw_hint_bar_new (GwHintList *hints, GwKeymap *keymap)
{
  GwHintBar *self;

  g_return_val_if_fail (GW_IS_HINT_LIST (hints), NULL);
  g_return_val_if_fail (GW_IS_KEYMAP (keymap), NULL);

  self = g_object_new (GW_TYPE_HINT_BAR, NULL);
  self->hints = g_object_ref (hints);
  self->keymap = g_object_ref (keymap);
  g_signal_connect_object (hints, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hints, "current-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keymap, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
