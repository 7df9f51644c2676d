/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-window-private.h"

#include <glib/gi18n.h>

#include "gw-read-choice.h"

/* What a person may say of the source that the file does not say itself: a row for
 * each choice that the format heeds, below “How it is read”.
 */

/* The one that has a row of its own, which comes when it is needed. */
#define ELSEWHERE GW_READ_CHOICE_POSITIVE

#define CHOICE "gw-choice"

static GtkWidget *
make_list_row (const GwReadChoice *choice, const GwReadOptions *options)
{
  GtkWidget *row = adw_combo_row_new ();
  g_auto (GStrv) titles = gw_choice_titles_list (choice->titles);
  g_autoptr (GtkStringList) list = gtk_string_list_new ((const char *const *) titles);

  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), gw_read_choice_get (choice, options));
  /* At the end of the row longer ones are cut. */
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (row), TRUE);

  return row;
}

static GtkWidget *
make_text_row (const GwReadChoice *choice, const GwReadOptions *options)
{
  GtkWidget *row = adw_entry_row_new ();
  const char *text = gw_read_choice_get_text (choice, options);

  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);

  return row;
}

static void
add_row (GwImportWindow *self, const GwReadChoice *choice, const GwReadOptions *options)
{
  gboolean is_list = choice->values != NULL;
  GtkWidget *row = is_list ? make_list_row (choice, options) : make_text_row (choice, options);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (choice->title));
  g_object_set_data (G_OBJECT (row), CHOICE, (gpointer) choice);
  g_signal_connect_swapped (row, is_list ? "notify::selected" : "apply", G_CALLBACK (_gw_import_window_take_options),
                            self);
  adw_expander_row_add_row (self->options_row, row);
  g_ptr_array_add (self->option_rows, row);
}

/* Whether something is not clear that one of the rows is about. */
static gboolean
is_asked (GwImportWindow *self)
{
  static const char *const codes[] = { "origin-ambiguous", "coord-looks-pixel", "class-index-range", "image-embedded",
                                       "mask-antialias",   "score-range",       "score-sum",         "task-ambiguous" };
  const GwImportReport *report = gw_import_get_report (self->import);

  for (gsize i = 0; report != NULL && i < G_N_ELEMENTS (codes); i++)
    if (gw_problems_count_code (report->problems, codes[i]) > 0)
      return TRUE;
  /* Turned pictures of other formats are a matter of the checks. */
  return report != NULL && (gw_import_get_format (self->import)->choices & GW_READ_CHOICE_ROTATION) != 0
         && gw_problems_count_code (report->problems, "orientation-suspect") > 0;
}

void
_gw_import_window_show_options (GwImportWindow *self)
{
  const GwFormat *format = gw_import_get_format (self->import);
  gsize n;
  const GwReadChoice *choices = gw_read_choices_list (&n);

  if (format != self->options_format)
    {
      for (guint i = 0; i < self->option_rows->len; i++)
        adw_expander_row_remove (self->options_row, g_ptr_array_index (self->option_rows, i));
      g_ptr_array_set_size (self->option_rows, 0);
      for (gsize i = 0; i < n && format != NULL; i++)
        if ((format->choices & choices[i].bit & ~ELSEWHERE) != 0)
          add_row (self, &choices[i], gw_import_get_options (self->import));
      adw_expander_row_set_expanded (self->options_row, is_asked (self));
      self->options_format = format;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->options_row), self->option_rows->len > 0);
}

void
_gw_import_window_read_options (GwImportWindow *self, GwReadOptions *options)
{
  for (guint i = 0; i < self->option_rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->option_rows, i);
      const GwReadChoice *choice = g_object_get_data (G_OBJECT (row), CHOICE);
      const char *text;

      if (choice->values != NULL)
        {
          gw_read_choice_set (choice, options, adw_combo_row_get_selected (ADW_COMBO_ROW (row)));
          continue;
        }
      text = gtk_editable_get_text (GTK_EDITABLE (row));
      gw_read_choice_set_text (choice, options, *text != '\0' ? text : NULL);
    }
}
