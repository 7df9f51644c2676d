/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-attribute-dialog.h"

#include <glib/gi18n.h>

/* What the dialog holds while it is open; freed with it. */
typedef struct
{
  AdwWindow *window;
  AdwEntryRow *name_row;
  AdwComboRow *kind_row;
  AdwEntryRow *choices_row;
  AdwEntryRow *default_row;  /* of a number or text */
  AdwComboRow *default_list; /* of a checkbox or choice: none, then the values */
  GtkSwitch *required;
  GtkLabel *problem;
  char *default_value; /* (nullable): chosen from the list, also while it is not among the choices */
  gboolean filling;    /* the list is being set: not a person's doing */

  char *old_name; /* (nullable) */
  GStrv taken;
  GwAttributeDialogFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_free (self->default_value);
  g_free (self->old_name);
  g_strfreev (self->taken);
  g_free (self);
}

static char *
row_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static GStrv
split_choices (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_strstrip (parts[i]);
      if (*parts[i] != '\0')
        g_strv_builder_add (builder, parts[i]);
    }

  return g_strv_builder_end (builder);
}

static GwAttributeKind
chosen_kind (Dialog *self)
{
  return (GwAttributeKind) adw_combo_row_get_selected (self->kind_row);
}

/* The values that the list of defaults has after “None”; NULL: there is none. */
static GStrv
list_values (Dialog *self)
{
  g_autofree char *choices = row_text (self->choices_row);

  switch (chosen_kind (self))
    {
    case GW_ATTRIBUTE_CHECKBOX:
      return g_strdupv ((char *[]) { (char *) "false", (char *) "true", NULL });
    case GW_ATTRIBUTE_CHOICE:
      return split_choices (choices);
    case GW_ATTRIBUTE_NUMBER:
    case GW_ATTRIBUTE_TEXT:
    default:
      return NULL;
    }
}

/* (transfer full) (nullable) */
static char *
chosen_default (Dialog *self)
{
  g_auto (GStrv) values = list_values (self);
  g_autofree char *typed = row_text (self->default_row);

  if (values == NULL)
    return *typed != '\0' ? g_steal_pointer (&typed) : NULL;

  return self->default_value != NULL && g_strv_contains ((const char *const *) values, self->default_value)
             ? g_strdup (self->default_value)
             : NULL;
}

static void
show_default (Dialog *self)
{
  g_auto (GStrv) values = list_values (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *[]) { _ ("None"), NULL });
  guint selected = 0;

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      gboolean is_checkbox = chosen_kind (self) == GW_ATTRIBUTE_CHECKBOX;

      gtk_string_list_append (names, is_checkbox ? i == 0 ? _ ("Off") : _ ("On") : values[i]);
      if (g_strcmp0 (values[i], self->default_value) == 0)
        selected = i + 1;
    }
  self->filling = TRUE;
  adw_combo_row_set_model (self->default_list, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->default_list, selected);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->default_list), values != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->default_row), values == NULL);
}

static void
on_default_chosen_cb (AdwComboRow *row, GParamSpec *pspec, Dialog *self)
{
  g_auto (GStrv) values = list_values (self);
  guint selected = adw_combo_row_get_selected (row);

  if (self->filling || values == NULL)
    return;

  g_free (self->default_value);
  self->default_value = selected > 0 && selected <= g_strv_length (values) ? g_strdup (values[selected - 1]) : NULL;
}

static gboolean
refuse (Dialog *self, AdwEntryRow *row, const char *text)
{
  gtk_label_set_label (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (row));

  return FALSE;
}

static gboolean
check (Dialog *self, const GwAttribute *attribute)
{
  if (*attribute->name == '\0')
    return refuse (self, self->name_row, _ ("Give the attribute a name."));

  if (g_strcmp0 (attribute->name, self->old_name) != 0
      && g_strv_contains ((const char *const *) self->taken, attribute->name))
    return refuse (self, self->name_row, _ ("The class has an attribute of this name already."));

  if (attribute->kind == GW_ATTRIBUTE_CHOICE && (attribute->choices == NULL || attribute->choices[0] == NULL))
    return refuse (self, self->choices_row, _ ("Name at least one choice, separated by commas."));

  if (attribute->default_value != NULL && !gw_attribute_accepts (attribute, attribute->default_value))
    return refuse (self, self->default_row, _ ("The default is not a value that this attribute may have."));

  return TRUE;
}

static void
on_save_clicked_cb (GtkButton *button, Dialog *self)
{
  g_autofree char *name = row_text (self->name_row);
  g_autofree char *choices = row_text (self->choices_row);
  g_autoptr (GwAttribute) attribute = gw_attribute_new (name, chosen_kind (self));

  if (attribute->kind == GW_ATTRIBUTE_CHOICE)
    attribute->choices = split_choices (choices);
  attribute->default_value = chosen_default (self);
  attribute->required = gtk_switch_get_active (self->required);

  if (!check (self, attribute))
    return;

  self->func (attribute, self->user_data);
  gtk_window_close (GTK_WINDOW (self->window));
}

static void
on_kind_changed_cb (AdwComboRow *row, GParamSpec *pspec, Dialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->choices_row), chosen_kind (self) == GW_ATTRIBUTE_CHOICE);
  show_default (self);
}

static void
on_choices_changed_cb (GtkEditable *row, Dialog *self)
{
  show_default (self);
}

static GtkWidget *
make_group (Dialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *required_row = adw_action_row_new ();
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (
      (const char *[]) { _ ("Checkbox"), _ ("Choice"), _ ("Number"), _ ("Text"), NULL });

  self->name_row = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row), _ ("Name"));
  self->kind_row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kind_row), _ ("Kind"));
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kinds));
  self->choices_row = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->choices_row), _ ("Choices, separated by commas"));
  self->default_row = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->default_row), _ ("Default (may be empty)"));
  self->default_list = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->default_list), _ ("Default"));
  self->required = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->required), GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (required_row), _ ("Required"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (required_row), _ ("An object without a value cannot be submitted"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (required_row), GTK_WIDGET (self->required));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (required_row), GTK_WIDGET (self->required));

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->name_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->kind_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->choices_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->default_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->default_list));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), required_row);

  return group;
}

static void
show_attribute (Dialog *self, const GwAttribute *attribute)
{
  self->old_name = g_strdup (attribute->name);
  self->default_value = g_strdup (attribute->default_value);
  if (attribute->default_value != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->default_row), attribute->default_value);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), attribute->name);
  adw_combo_row_set_selected (self->kind_row, attribute->kind);
  if (attribute->choices != NULL)
    {
      g_autofree char *choices = g_strjoinv (", ", attribute->choices);

      gtk_editable_set_text (GTK_EDITABLE (self->choices_row), choices);
    }
  gtk_switch_set_active (self->required, attribute->required);
}

static void
take_names (Dialog *self, GPtrArray *taken)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; taken != NULL && i < taken->len; i++)
    g_strv_builder_add (builder, ((const GwAttribute *) g_ptr_array_index (taken, i))->name);
  self->taken = g_strv_builder_end (builder);
}

void
gw_attribute_dialog_present (GtkWindow *parent, const GwAttribute *attribute, GPtrArray *taken,
                             GwAttributeDialogFunc func, gpointer user_data, GDestroyNotify destroy)
{
  Dialog *self = g_new0 (Dialog, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *save = gtk_button_new_with_mnemonic (attribute != NULL ? _ ("_Save") : _ ("_Add"));
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group;
  GtkWidget *notes = adw_preferences_group_new ();

  self->func = func;
  self->user_data = user_data;
  self->destroy = destroy;
  take_names (self, taken);

  self->window = ADW_WINDOW (adw_window_new ());
  gtk_window_set_title (GTK_WINDOW (self->window), attribute != NULL ? _ ("Edit Attribute") : _ ("Add Attribute"));
  gtk_window_set_transient_for (GTK_WINDOW (self->window), parent);
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 440, 440);

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_widget_add_css_class (save, "suggested-action");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), save);

  group = make_group (self);
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0.0f);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "gw-error-text");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (notes), GTK_WIDGET (self->problem));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (notes));
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (self->window, box);
  gtk_window_set_default_widget (GTK_WINDOW (self->window), save);

  if (attribute != NULL)
    show_attribute (self, attribute);
  on_kind_changed_cb (self->kind_row, NULL, self);
  g_signal_connect (self->kind_row, "notify::selected", G_CALLBACK (on_kind_changed_cb), self);
  g_signal_connect (self->default_list, "notify::selected", G_CALLBACK (on_default_chosen_cb), self);
  g_signal_connect (self->choices_row, "changed", G_CALLBACK (on_choices_changed_cb), self);
  g_signal_connect (save, "clicked", G_CALLBACK (on_save_clicked_cb), self);
  g_object_set_data_full (G_OBJECT (self->window), "gw-attribute-dialog", self, dialog_free);
  gtk_window_present (GTK_WINDOW (self->window));
}
