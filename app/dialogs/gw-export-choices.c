/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-export-choices.h"

#include <glib/gi18n.h>

struct _GwExportChoices
{
  GObject parent_instance;

  GtkWidget **rows;     /* (unowned): of the window that holds this, one for each choice */
  GtkWidget **switches; /* (unowned): of those of yes or no; NULL: a list */
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
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; choice->titles[i] != NULL; i++)
    gtk_string_list_append (titles, _ (choice->titles[i]));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (titles));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static GtkWidget *
make_switch_row (GwExportChoices *self, GtkWidget **toggle)
{
  GtkWidget *row = adw_action_row_new ();

  *toggle = gtk_switch_new ();
  gtk_widget_set_valign (*toggle, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), *toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), *toggle);
  g_signal_connect_object (*toggle, "notify::active", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static void
gw_export_choices_finalize (GObject *object)
{
  GwExportChoices *self = GW_EXPORT_CHOICES (object);

  g_free (self->rows);
  g_free (self->switches);

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
gw_export_choices_new (AdwPreferencesGroup *group)
{
  GwExportChoices *self = g_object_new (GW_TYPE_EXPORT_CHOICES, NULL);
  gsize n;
  const GwWriteChoice *choices = gw_write_choices_list (&n);

  self->rows = g_new0 (GtkWidget *, n);
  self->switches = g_new0 (GtkWidget *, n);
  for (gsize i = 0; i < n; i++)
    {
      self->rows[i] = choices[i].values != NULL ? make_list_row (self, &choices[i])
                                                : make_switch_row (self, &self->switches[i]);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]), _ (choices[i].title));
      if (choices[i].subtitle != NULL)
        adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[i]), _ (choices[i].subtitle));
      gtk_widget_set_visible (self->rows[i], FALSE);
      adw_preferences_group_add (group, self->rows[i]);
    }

  return self;
}

void
gw_export_choices_show (GwExportChoices *self, const GwFormat *format)
{
  gsize n;
  const GwWriteChoice *choices = gw_write_choices_list (&n);

  g_return_if_fail (GW_IS_EXPORT_CHOICES (self));

  for (gsize i = 0; i < n; i++)
    gtk_widget_set_visible (self->rows[i], format != NULL && (gw_write_choices_of (format) & choices[i].bit) != 0);
}

void
gw_export_choices_read (GwExportChoices *self, GwWriteOptions *options)
{
  gsize n;
  const GwWriteChoice *choices = gw_write_choices_list (&n);

  g_return_if_fail (GW_IS_EXPORT_CHOICES (self));

  for (gsize i = 0; i < n; i++)
    if (!gtk_widget_get_visible (self->rows[i]))
      continue;
    else if (self->switches[i] != NULL)
      gw_write_choice_set (&choices[i], options, gtk_switch_get_active (GTK_SWITCH (self->switches[i])) ? 1 : 0);
    else
      gw_write_choice_set (&choices[i], options, adw_combo_row_get_selected (ADW_COMBO_ROW (self->rows[i])));
}
