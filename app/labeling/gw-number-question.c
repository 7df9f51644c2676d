/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-number-question.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  GtkWindow *window;
  GtkSpinButton *spin;
  GwNumberFunc func;
  gpointer data;
  GDestroyNotify destroy;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  if (asking->destroy != NULL)
    asking->destroy (asking->data);
  g_free (asking);
}

static void
on_answered_cb (Asking *asking)
{
  gtk_spin_button_update (asking->spin);
  asking->func ((guint) gtk_spin_button_get_value_as_int (asking->spin), asking->data);
  gtk_window_destroy (asking->window);
}

static gboolean
on_escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

static gboolean
on_enter_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  on_answered_cb (user_data);

  return TRUE;
}

/* Enter answers from within the entry too, which would keep it for itself. */
static void
add_keys (GtkWidget *window, Asking *asking)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutController *controller = GTK_SHORTCUT_CONTROLLER (keys);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (controller,
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (on_escape_cb, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (
      controller, gtk_shortcut_new (gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_Return, 0),
                                                                 gtk_keyval_trigger_new (GDK_KEY_KP_Enter, 0)),
                                    gtk_callback_action_new (on_enter_cb, asking, NULL)));
  gtk_widget_add_controller (window, keys);
}

static GtkWidget *
make_header (const GwNumberQuestion *question, Asking *asking)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *button = gtk_button_new_with_mnemonic (question->button_label);

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (question->title, NULL));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), button);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_window_set_default_widget (asking->window, button);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), asking->window);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_answered_cb), asking);

  return header;
}

static GtkWidget *
make_list (const GwNumberQuestion *question, Asking *asking)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (1, MAX (question->most, 1), 1);

  asking->spin = GTK_SPIN_BUTTON (spin);
  gtk_spin_button_set_value (asking->spin, question->value);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, question->row_title, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), question->row_title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "gw-question");

  return list;
}

void
gw_number_question_ask (GtkWidget *parent, const GwNumberQuestion *question, GwNumberFunc func, gpointer data,
                        GDestroyNotify destroy)
{
  GtkRoot *root;
  GtkWidget *window;
  GtkWidget *box;
  Asking *asking;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (question != NULL && func != NULL);

  root = gtk_widget_get_root (parent);
  window = adw_window_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  asking = g_new0 (Asking, 1);
  asking->window = GTK_WINDOW (window);
  asking->func = func;
  asking->data = data;
  asking->destroy = destroy;
  gtk_box_append (GTK_BOX (box), make_header (question, asking));
  gtk_box_append (GTK_BOX (box), make_list (question, asking));

  adw_window_set_content (ADW_WINDOW (window), box);
  add_keys (window, asking);
  gtk_window_set_title (asking->window, question->title);
  gtk_window_set_default_size (asking->window, 400, -1);
  gtk_window_set_modal (asking->window, TRUE);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (asking->window, GTK_WINDOW (root));
  g_object_set_data_full (G_OBJECT (window), "gw-number-question", asking, asking_free);
  gtk_window_present (asking->window);
  gtk_widget_grab_focus (GTK_WIDGET (asking->spin));
}
