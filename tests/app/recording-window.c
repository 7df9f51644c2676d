/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "recording-window.h"

#define RECORDING_TYPE_WINDOW (recording_window_get_type ())
G_DECLARE_FINAL_TYPE (RecordingWindow, recording_window, RECORDING, WINDOW, GtkWindow)

struct _RecordingWindow
{
  GtkWindow parent_instance;

  GString *asked;
};

G_DEFINE_FINAL_TYPE (RecordingWindow, recording_window, GTK_TYPE_WINDOW)

static void
write_down (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autofree char *value = parameter != NULL && g_variant_is_of_type (parameter, G_VARIANT_TYPE_STRING)
                               ? g_variant_dup_string (parameter, NULL)
                           : parameter != NULL ? g_variant_print (parameter, FALSE)
                                               : g_strdup ("");

  g_string_append_printf (RECORDING_WINDOW (widget)->asked, "%s %s\n", action_name, value);
}

static void
recording_window_class_init (RecordingWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.toast", "s", write_down);
  gtk_widget_class_install_action (widget_class, "win.toast-undo", "s", write_down);
  gtk_widget_class_install_action (widget_class, "win.open-image", "x", write_down);
  gtk_widget_class_install_action (widget_class, "win.add-images", "as", write_down);
  gtk_widget_class_install_action (widget_class, "win.show-filter", "s", write_down);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", write_down);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, write_down);
}

static void
recording_window_init (RecordingWindow *self)
{
}

GtkWidget *
recording_window_new (GtkWidget *page, GString *asked)
{
  RecordingWindow *self = g_object_new (RECORDING_TYPE_WINDOW, "default-width", 1100, "default-height", 700, NULL);

  self->asked = asked;
  gtk_window_set_child (GTK_WINDOW (self), page);
  return GTK_WIDGET (self);
}
