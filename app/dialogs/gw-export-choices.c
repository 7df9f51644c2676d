/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-export-choices.h"

#include <glib/gi18n.h>

struct _GwExportChoices
{
  GObject parent_instance;

  AdwExpanderRow *holder; /* (unowned): of the window that holds this */
  GtkWidget **rows;       /* (unowned): of the window that holds this, one for each choice */
  GtkWidget **inputs;     /* (unowned): switches and numbers in them; NULL: the row itself takes it */
};

G_DEFINE_FINAL_TYPE (GwExportChoices, gw_export_choices, G_TYPE_OBJECT)

static guint changed_signal;

static void
on_changed_cb (GwExportChoices *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static GtkWidget *
make_list_row (GwExportChoices *self, const GwWriteChoice *choice)
{
  GtkWidget *row = adw_combo_row_new ();
  g_auto (GStrv) titles = gw_choice_titles_list (choice->titles);
  g_autoptr (GtkStringList) list = gtk_string_list_new ((const char *const *) titles);

  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  /* At the end of the row longer ones are cut. */
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (row), choice->subtitle == NULL);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static GtkWidget *
make_text_row (GwExportChoices *self)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);

  return row;
}

/* A row that input, a switch or a number, stands at the end of. */
static GtkWidget *
make_input_row (GwExportChoices *self, GtkWidget *input, const char *signal)
{
  GtkWidget *row = adw_action_row_new ();

  gtk_widget_set_valign (input, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), input);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), input);
  g_signal_connect_object (input, signal, G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static GtkWidget *
make_number (const GwWriteChoice *choice)
{
  const GwNumberRange *range = choice->range;
  GtkWidget *number = gtk_spin_button_new_with_range (range->lowest, range->highest, range->step);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (number), 2);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (number), range->usual);
  /* The row's title is beside it, not of it. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (number), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (choice->title), -1);

  return number;
}

static GtkWidget *
make_row (GwExportChoices *self, const GwWriteChoice *choice, GtkWidget **input)
{
  switch (gw_write_choice_get_kind (choice))
    {
    case GW_WRITE_CHOICE_KIND_WORD:
      return make_list_row (self, choice);
    case GW_WRITE_CHOICE_KIND_TEXT:
      return make_text_row (self);
    case GW_WRITE_CHOICE_KIND_NUMBER:
      *input = make_number (choice);
      return make_input_row (self, *input, "value-changed");
    case GW_WRITE_CHOICE_KIND_YES:
    default:
      *input = gtk_switch_new ();
      return make_input_row (self, *input, "notify::active");
    }
}

static void
gw_export_choices_finalize (GObject *object)
{
  GwExportChoices *self = GW_EXPORT_CHOICES (object);

  g_free (self->rows);
  g_free (self->inputs);

  G_OBJECT_CLASS (gw_export_choices_parent_class)->finalize (object);
}

static void
gw_export_choices_class_init (GwExportChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_export_choices_finalize;

  changed_signal = g_signal_new ("changed", GW_TYPE_EXPORT_CHOICES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 0);
}

static void
gw_export_choices_init (GwExportChoices *self)
{
}

GwExportChoices *
gw_export_choices_new (AdwExpanderRow *holder)
{
  GwExportChoices *self = g_object_new (GW_TYPE_EXPORT_CHOICES, NULL);
  gsize n;
  const GwWriteChoice *choices = gw_write_choices_list (&n);

  self->holder = holder;
  self->rows = g_new0 (GtkWidget *, n);
  self->inputs = g_new0 (GtkWidget *, n);
  for (gsize i = 0; i < n; i++)
    {
      self->rows[i] = make_row (self, &choices[i], &self->inputs[i]);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]), _ (choices[i].title));
      if (choices[i].subtitle != NULL && ADW_IS_ACTION_ROW (self->rows[i]))
        adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[i]), _ (choices[i].subtitle));
      gtk_widget_set_visible (self->rows[i], FALSE);
      adw_expander_row_add_row (holder, self->rows[i]);
    }

  return self;
}

void
gw_export_choices_show (GwExportChoices *self, const GwFormat *format)
{
  gsize n;
  const GwWriteChoice *choices = gw_write_choices_list (&n);
  gboolean any = FALSE;

  g_return_if_fail (GW_IS_EXPORT_CHOICES (self));

  for (gsize i = 0; i < n; i++)
    {
      gboolean heeded = format != NULL && (gw_write_choices_of (format) & choices[i].bit) != 0;

      gtk_widget_set_visible (self->rows[i], heeded);
      any |= heeded;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->holder), any);
}

static void
read_row (GwExportChoices *self, gsize i, const GwWriteChoice *choice, GwWriteOptions *options)
{
  GtkWidget *row = self->rows[i], *input = self->inputs[i];
  const char *text;

  switch (gw_write_choice_get_kind (choice))
    {
    case GW_WRITE_CHOICE_KIND_WORD:
      gw_write_choice_set (choice, options, adw_combo_row_get_selected (ADW_COMBO_ROW (row)));
      break;
    case GW_WRITE_CHOICE_KIND_TEXT:
      text = gtk_editable_get_text (GTK_EDITABLE (row));
      gw_write_choice_set_text (choice, options, *text != '\0' ? text : NULL);
      break;
    case GW_WRITE_CHOICE_KIND_NUMBER:
      gw_write_choice_set_number (choice, options, gtk_spin_button_get_value (GTK_SPIN_BUTTON (input)));
      break;
    case GW_WRITE_CHOICE_KIND_YES:
    default:
      gw_write_choice_set (choice, options, gtk_switch_get_active (GTK_SWITCH (input)) ? 1 : 0);
      break;
    }
}

void
gw_export_choices_read (GwExportChoices *self, GwWriteOptions *options)
{
  gsize n;
  const GwWriteChoice *choices = gw_write_choices_list (&n);

  g_return_if_fail (GW_IS_EXPORT_CHOICES (self));

  for (gsize i = 0; i < n; i++)
    if (gtk_widget_get_visible (self->rows[i]))
      read_row (self, i, &choices[i], options);
}
