/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-chart-private.h"

#include <glib/gi18n-lib.h>

/* What can be done with the whole chart. */
static const struct
{
  const char *label;
  const char *action;
  guint section;
  const char *hidden_when; /* (nullable) */
} entries[] = {
  { N_ ("_Copy Picture"), "chart.copy-picture", 0, NULL },
  { N_ ("Copy _Table"), "chart.copy-table", 0, NULL },
  { N_ ("_Save As…"), "chart.save-as", 0, NULL },
  { N_ ("Show _as Table"), "chart.show-as-table", 1, NULL },
  { N_ ("_Reset Zoom"), "chart.reset-zoom", 2, "action-disabled" },
};
#define N_SECTIONS 3

/* And with the images of a mark, which is the page's to do. */
static const struct
{
  const char *label;
  const char *action;
} commands[] = {
  { N_ ("Show _Images"), "chart.show-images" },
  { N_ ("Ta_g Images…"), "chart.tag-images" },
  { N_ ("_Move to Split…"), "chart.move-to-split" },
};

static void
append_whole (GMenu *menu)
{
  for (guint section = 0; section < N_SECTIONS; section++)
    {
      g_autoptr (GMenu) part = g_menu_new ();

      for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
        {
          g_autoptr (GMenuItem) item = NULL;

          if (entries[i].section != section)
            continue;
          item = g_menu_item_new (_ (entries[i].label), entries[i].action);
          if (entries[i].hidden_when != NULL)
            g_menu_item_set_attribute (item, "hidden-when", "s", entries[i].hidden_when);
          g_menu_append_item (part, item);
        }
      g_menu_append_section (menu, NULL, G_MENU_MODEL (part));
    }
}

static GMenuModel *
make_menu (const char *key)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  if (key != NULL)
    {
      g_autoptr (GMenu) part = g_menu_new ();

      for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
        {
          g_autoptr (GMenuItem) item = g_menu_item_new (_ (commands[i].label), NULL);

          g_menu_item_set_action_and_target (item, commands[i].action, "s", key);
          g_menu_item_set_attribute (item, "hidden-when", "s", "action-missing");
          g_menu_append_item (part, item);
        }
      g_menu_append_section (menu, NULL, G_MENU_MODEL (part));
    }
  append_whole (menu);
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

void
_gw_chart_popup_menu (GwChart *self, GwPlotMark mark, double x, double y)
{
  g_autoptr (GMenuModel) menu = NULL;
  const GdkRectangle at = { (int) x, (int) y, 1, 1 };

  if (self->plot == NULL)
    return;
  menu = make_menu (_gw_chart_has_mark (mark) ? gw_plot_get_key (self->plot, mark) : NULL);
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &at);
  _gw_chart_unpoint (self);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* --- the button --------------------------------------------------------------------------- */

static void
on_activate_cb (GwChart *self, GVariant *parameter, GAction *action)
{
  g_autofree char *name = g_strconcat ("chart.", g_action_get_name (action), NULL);

  gtk_widget_activate_action (GTK_WIDGET (self), name, NULL);
}

/* The button is not in the chart: its actions are handed on. */
GtkWidget *
gw_chart_new_menu_button (GwChart *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenuModel) menu = NULL;

  g_return_val_if_fail (GW_IS_CHART (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (strchr (entries[i].action, '.') + 1, NULL);

      g_signal_connect_object (action, "activate", G_CALLBACK (on_activate_cb), self, G_CONNECT_SWAPPED);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  if (self->button_actions == NULL)
    self->button_actions = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->button_actions, g_object_ref (group));
  menu = make_menu (NULL);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_insert_action_group (button, "chart", G_ACTION_GROUP (group));
  gtk_widget_set_tooltip_text (button, _ ("Chart Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Chart Menu"), -1);
  gtk_widget_add_css_class (button, "flat");
  _gw_chart_update_actions (self);
  return button;
}

/* --- what is possible ------------------------------------------------------------------------ */

static void
set_enabled (GwChart *self, const char *name, gboolean enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), name, enabled);
  for (guint i = 0; self->button_actions != NULL && i < self->button_actions->len; i++)
    {
      GAction *action = g_action_map_lookup_action (g_ptr_array_index (self->button_actions, i),
                                                    strchr (name, '.') + 1);

      if (action != NULL)
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
    }
}

void
_gw_chart_update_actions (GwChart *self)
{
  const gboolean shows = self->plot != NULL && gw_plot_get_message (self->plot) == NULL;

  set_enabled (self, "chart.escape",
               self->has_range || self->selected_key != NULL || _gw_chart_has_mark (self->walked));
  set_enabled (self, "chart.zoom-in", shows && self->zoomable);
  set_enabled (self, "chart.zoom-out", shows && self->zoomed);
  set_enabled (self, "chart.reset-zoom", self->zoomed);
  set_enabled (self, "chart.copy-picture", self->plot != NULL);
  set_enabled (self, "chart.save-as", self->plot != NULL);
  set_enabled (self, "chart.copy-table", shows);
  set_enabled (self, "chart.show-as-table", shows);
}
