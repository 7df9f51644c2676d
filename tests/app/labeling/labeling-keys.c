/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "labeling-keys.h"

#include <string.h>

static gboolean
offer_shortcuts (GtkEventController *controller, GtkShortcutTrigger *trigger, GtkWidget *widget)
{
  GListModel *shortcuts = G_LIST_MODEL (controller);

  for (guint i = 0; i < g_list_model_get_n_items (shortcuts); i++)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, i);

      if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), trigger)
          && gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                           gtk_shortcut_get_arguments (shortcut)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
offer (GtkWidget *widget, GtkPropagationPhase phase, const char *key, const char *signal)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (key);
  guint keyval;
  GdkModifierType modifiers;

  g_assert_true (gtk_accelerator_parse (key, &keyval, &modifiers));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    g_ptr_array_add (list, g_list_model_get_item (controllers, i));

  for (guint i = 0; i < list->len; i++)
    {
      GtkEventController *controller = g_ptr_array_index (list, i);
      gboolean used = FALSE;

      if (gtk_event_controller_get_propagation_phase (controller) != phase)
        continue;
      if (GTK_IS_SHORTCUT_CONTROLLER (controller))
        used = strcmp (signal, "key-pressed") == 0 && offer_shortcuts (controller, trigger, widget);
      else if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, signal, keyval, 0, modifiers, &used);
      if (used)
        return TRUE;
    }

  return FALSE;
}

gboolean
labeling_send_key (LabelingPageFixture *fixture, const char *key, const char *signal)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  GtkWidget *canvas = fixture->page->canvas;
  gboolean on_canvas = gtk_widget_is_focus (canvas);

  return offer (page, GTK_PHASE_CAPTURE, key, signal) || (on_canvas && offer (canvas, GTK_PHASE_CAPTURE, key, signal))
         || (on_canvas && offer (canvas, GTK_PHASE_BUBBLE, key, signal)) || offer (page, GTK_PHASE_BUBBLE, key, signal);
}

gboolean
labeling_press_key (LabelingPageFixture *fixture, const char *key)
{
  gboolean used = labeling_send_key (fixture, key, "key-pressed");

  labeling_send_key (fixture, key, "key-released");

  return used;
}

gboolean
labeling_offer_key (GtkWidget *widget, const char *key)
{
  return offer (widget, GTK_PHASE_CAPTURE, key, "key-pressed") || offer (widget, GTK_PHASE_BUBBLE, key, "key-pressed");
}
