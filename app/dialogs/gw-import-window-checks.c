/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-window-private.h"

#include <glib/gi18n.h>

#include "gw-check-choice.h"

/* What is done with labels that fail a check: a row for each, whatever the format. The
 * menus of the report say the same.
 */

#define CHOICE "gw-check-choice"

static void
on_check_changed_cb (GtkWidget *row, GParamSpec *pspec, GwImportWindow *self)
{
  const GwCheckChoice *choice = g_object_get_data (G_OBJECT (row), CHOICE);
  const GwCheckValue *value = &choice->values[adw_combo_row_get_selected (ADW_COMBO_ROW (row))];

  if (!self->filling)
    gtk_widget_activate_action (GTK_WIDGET (self), "import.choose", "(ss)", choice->code, value->word);
}

void
_gw_import_window_make_checks (GwImportWindow *self)
{
  gsize n;
  const GwCheckChoice *choices = gw_check_choices_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *row = adw_combo_row_new ();
      g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

      for (guint k = 0; choices[i].values[k].word != NULL; k++)
        gtk_string_list_append (titles, _ (choices[i].values[k].title));
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (choices[i].title));
      adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (titles));
      g_object_set_data (G_OBJECT (row), CHOICE, (gpointer) &choices[i]);
      g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_check_changed_cb), self, 0);
      adw_expander_row_add_row (self->checks_row, row);
      g_ptr_array_add (self->check_rows, row);
    }
}

void
_gw_import_window_show_checks (GwImportWindow *self)
{
  for (guint i = 0; i < self->check_rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->check_rows, i);

      adw_combo_row_set_selected (ADW_COMBO_ROW (row), gw_check_choice_get (g_object_get_data (G_OBJECT (row), CHOICE),
                                                                            gw_import_get_rules (self->import)));
    }
}
