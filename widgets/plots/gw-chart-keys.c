/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-chart-private.h"

#include <string.h>

#define ZOOM_STEP 1.5

/* --- walking ---------------------------------------------------------------------------- */

static const struct
{
  const char *name;
  GwPlotMove move;
  guint key, keypad_key;
} moves[] = {
  { "chart.left", GW_PLOT_MOVE_LEFT, GDK_KEY_Left, GDK_KEY_KP_Left },
  { "chart.right", GW_PLOT_MOVE_RIGHT, GDK_KEY_Right, GDK_KEY_KP_Right },
  { "chart.up", GW_PLOT_MOVE_UP, GDK_KEY_Up, GDK_KEY_KP_Up },
  { "chart.down", GW_PLOT_MOVE_DOWN, GDK_KEY_Down, GDK_KEY_KP_Down },
  { "chart.first", GW_PLOT_MOVE_FIRST, GDK_KEY_Home, GDK_KEY_KP_Home },
  { "chart.last", GW_PLOT_MOVE_LAST, GDK_KEY_End, GDK_KEY_KP_End },
};

static gboolean
can_walk (GwChart *self)
{
  return self->plot != NULL && gw_plot_get_message (self->plot) == NULL && !_gw_chart_is_lent (self->plot);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwChart *self = GW_CHART (widget);
  GwPlotMark next;
  guint i = 0;

  while (strcmp (moves[i].name, name) != 0)
    i++;
  self->range_anchor = -1;
  if (!can_walk (self))
    return;
  /* The first key finds the first mark; that of the end is one for the last. */
  next = gw_plot_move (self->plot, self->walked, moves[i].move);
  if (!_gw_chart_has_mark (self->walked) && moves[i].move == GW_PLOT_MOVE_LAST)
    next = gw_plot_move (self->plot, next, GW_PLOT_MOVE_LAST);
  _gw_chart_walk_to (self, next);
}

static void
extend_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwChart *self = GW_CHART (widget);

  if (can_walk (self) && self->range_selectable)
    _gw_chart_extend_range (self, strcmp (name, "chart.extend-left") == 0 ? GW_PLOT_MOVE_LEFT : GW_PLOT_MOVE_RIGHT);
}

static void
activate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwChart *self = GW_CHART (widget);

  if (can_walk (self) && _gw_chart_has_mark (self->walked))
    _gw_chart_activate_mark (self, self->walked);
}

/* Step by step: the range, what is selected, where the keyboard is; then the key is
 * somebody else's.
 */
static void
escape_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwChart *self = GW_CHART (widget);

  if (self->has_range)
    _gw_chart_cancel_range (self);
  else if (self->selected_key != NULL)
    gw_chart_set_selected_key (self, NULL);
  else
    _gw_chart_walk_to (self, GW_PLOT_MARK_NONE);
}

/* --- the whole ------------------------------------------------------------------------------ */

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gw_chart_zoom (GW_CHART (widget), strcmp (name, "chart.zoom-in") == 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
}

static void
reset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gw_chart_reset_zoom (GW_CHART (widget));
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwChart *self = GW_CHART (widget);
  graphene_rect_t box;

  if (!gw_chart_get_mark_box (self, self->walked, &box))
    box = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget));
  _gw_chart_popup_menu (self, self->walked, box.origin.x + box.size.width / 2, box.origin.y + box.size.height / 2);
}

static void
copy_picture_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gw_chart_copy_picture (GW_CHART (widget));
}

static void
copy_table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gw_chart_copy_table (GW_CHART (widget));
}

static void
show_as_table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _gw_chart_show_table (GW_CHART (widget));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gw_chart_save (GW_CHART (widget));
}

static void
bind (GtkWidgetClass *widget_class, guint key, GdkModifierType modifiers, const char *action)
{
  gtk_widget_class_add_binding_action (widget_class, key, modifiers, action, NULL);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  static const guint activate_keys[] = { GDK_KEY_Return, GDK_KEY_ISO_Enter, GDK_KEY_KP_Enter, GDK_KEY_space };
  static const guint in_keys[] = { GDK_KEY_plus, GDK_KEY_equal, GDK_KEY_KP_Add };
  static const guint out_keys[] = { GDK_KEY_minus, GDK_KEY_KP_Subtract };

  for (guint i = 0; i < G_N_ELEMENTS (activate_keys); i++)
    bind (widget_class, activate_keys[i], 0, "chart.activate");
  for (guint i = 0; i < G_N_ELEMENTS (in_keys); i++)
    {
      bind (widget_class, in_keys[i], 0, "chart.zoom-in");
      bind (widget_class, in_keys[i], GDK_CONTROL_MASK, "chart.zoom-in");
    }
  for (guint i = 0; i < G_N_ELEMENTS (out_keys); i++)
    {
      bind (widget_class, out_keys[i], 0, "chart.zoom-out");
      bind (widget_class, out_keys[i], GDK_CONTROL_MASK, "chart.zoom-out");
    }
  bind (widget_class, GDK_KEY_0, 0, "chart.reset-zoom");
  bind (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "chart.reset-zoom");
  bind (widget_class, GDK_KEY_KP_0, 0, "chart.reset-zoom");
  bind (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "chart.copy-picture");
  bind (widget_class, GDK_KEY_Menu, 0, "chart.menu");
  bind (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "chart.menu");
  bind (widget_class, GDK_KEY_Left, GDK_SHIFT_MASK, "chart.extend-left");
  bind (widget_class, GDK_KEY_Right, GDK_SHIFT_MASK, "chart.extend-right");
  bind (widget_class, GDK_KEY_Escape, 0, "chart.escape");
}

void
_gw_chart_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "chart.extend-left", extend_action },
    { "chart.extend-right", extend_action },
    { "chart.activate", activate_action },
    { "chart.escape", escape_action },
    { "chart.zoom-in", zoom_action },
    { "chart.zoom-out", zoom_action },
    { "chart.reset-zoom", reset_action },
    { "chart.menu", menu_action },
    { "chart.copy-picture", copy_picture_action },
    { "chart.copy-table", copy_table_action },
    { "chart.save-as", save_action },
    { "chart.show-as-table", show_as_table_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      gtk_widget_class_install_action (widget_class, moves[i].name, NULL, move_action);
      bind (widget_class, moves[i].key, 0, moves[i].name);
      bind (widget_class, moves[i].keypad_key, 0, moves[i].name);
    }
  add_bindings (widget_class);
}
