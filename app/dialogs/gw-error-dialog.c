/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-error-dialog.h"

#include <glib/gi18n.h>

/* What a report of a fault needs: where the error is from beside what it says. */
static char *
make_details (const char *title, const GError *error)
{
  return g_strdup_printf ("%s\n%s\n%s %d\nGroundwork %s, GTK %u.%u.%u, libadwaita %u.%u.%u\n", title, error->message,
                          g_quark_to_string (error->domain), error->code, GW_VERSION, gtk_get_major_version (),
                          gtk_get_minor_version (), gtk_get_micro_version (), adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version ());
}

static void
on_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  if (g_strcmp0 (response, "copy") == 0)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (dialog)),
                            g_object_get_data (G_OBJECT (dialog), "gw-details"));
}

GtkWidget *
gw_error_dialog_present (GtkWidget *widget, const char *title, const GError *error)
{
  GtkRoot *root = widget != NULL ? gtk_widget_get_root (widget) : NULL;
  GtkWidget *dialog;

  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;

  dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, title, error->message);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "copy", _ ("Copy _Details"), "close", _ ("_Close"),
                                    NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_object_set_data_full (G_OBJECT (dialog), "gw-details", make_details (title, error), g_free);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));

  return dialog;
}
