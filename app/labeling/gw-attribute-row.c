/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-attribute-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-path.h"

struct _GwAttributeRow
{
  GtkListBoxRow parent_instance;

  GwAttribute *attribute;
  char *value; /* (nullable) */
  gboolean mixed;
  gboolean showing; /* the control follows the value, not a person */

  GtkWidget *key_label;
  GtkWidget *toggle; /* switch or check button */
  GtkWidget *choices;
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (GwAttributeRow, gw_attribute_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_on (GwAttributeRow *self)
{
  return g_strcmp0 (self->value, "true") == 0;
}

static guint
n_choices (GwAttributeRow *self)
{
  return self->attribute->choices != NULL ? g_strv_length (self->attribute->choices) : 0;
}

/* 0 is “not set”. */
static guint
choice_position (GwAttributeRow *self)
{
  for (guint i = 0; i < n_choices (self); i++)
    {
      if (g_strcmp0 (self->attribute->choices[i], self->value) == 0)
        return i + 1;
    }

  return 0;
}

static void
describe (GwAttributeRow *self)
{
  g_autofree char *name = gw_path_display (self->attribute->name, -1);
  g_autofree char *shown = NULL;
  g_autofree char *text = NULL;

  if (self->mixed)
    shown = g_strdup (_ ("different values"));
  else if (self->attribute->kind == GW_ATTRIBUTE_CHECKBOX)
    shown = g_strdup (is_on (self) ? _ ("on") : _ ("off"));
  else
    shown = self->value != NULL ? gw_path_display (self->value, -1) : g_strdup (_ ("not set"));
  text = g_strdup_printf ("%s, %s", name, shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_value (GwAttributeRow *self)
{
  self->showing = TRUE;
  if (GTK_IS_SWITCH (self->toggle))
    gtk_switch_set_active (GTK_SWITCH (self->toggle), is_on (self));
  else if (GTK_IS_CHECK_BUTTON (self->toggle))
    {
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->toggle), is_on (self));
      gtk_check_button_set_inconsistent (GTK_CHECK_BUTTON (self->toggle), self->mixed);
    }
  else if (self->choices != NULL)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choices),
                                self->mixed ? GTK_INVALID_LIST_POSITION : choice_position (self));
  else
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), self->value != NULL ? self->value : "");
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), self->mixed ? _ ("Different values") : NULL);
    }
  self->showing = FALSE;
  describe (self);
}

static void
change (GwAttributeRow *self, const char *value)
{
  g_autofree char *copy = g_strdup (value);

  if (self->showing || (!self->mixed && g_strcmp0 (self->value, value) == 0))
    return;

  g_free (self->value);
  self->value = g_strdup (copy);
  self->mixed = FALSE;
  show_value (self);
  g_signal_emit (self, signals[CHANGED], 0, copy);
}

static void
on_toggled_cb (GtkWidget *toggle, GParamSpec *pspec, GwAttributeRow *self)
{
  gboolean on = GTK_IS_SWITCH (toggle) ? gtk_switch_get_active (GTK_SWITCH (toggle))
                                       : gtk_check_button_get_active (GTK_CHECK_BUTTON (toggle));

  change (self, on ? "true" : "false");
}

static void
on_selected_cb (GtkDropDown *choices, GParamSpec *pspec, GwAttributeRow *self)
{
  guint position = gtk_drop_down_get_selected (choices);

  if (position != GTK_INVALID_LIST_POSITION)
    change (self, position > 0 ? self->attribute->choices[position - 1] : NULL);
}

static void
take_entry (GwAttributeRow *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (self->mixed && *text == '\0')
    return;
  if (*text != '\0' && !gw_attribute_accepts (self->attribute, text))
    {
      gtk_widget_add_css_class (self->entry, "error");
      gtk_widget_set_tooltip_text (self->entry, _ ("Enter a number, such as 3.5"));
      return;
    }

  gtk_widget_remove_css_class (self->entry, "error");
  gtk_widget_set_tooltip_text (self->entry, NULL);
  change (self, *text != '\0' ? text : NULL);
}

static void
on_entry_activate_cb (GtkEntry *entry, GwAttributeRow *self)
{
  take_entry (self);
}

static void
on_entry_leave_cb (GtkEventControllerFocus *focus, GwAttributeRow *self)
{
  take_entry (self);
}

static void
step_number (GwAttributeRow *self, int direction)
{
  double number = self->value != NULL ? g_ascii_strtod (self->value, NULL) : 0.0;
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (number))
    change (self, g_ascii_dtostr (text, sizeof text, number + direction));
}

static void
step_choice (GwAttributeRow *self, int direction)
{
  int n = (int) n_choices (self);
  int position = self->mixed ? 0 : (int) choice_position (self);
  /* A required one has a value for good once it has one. */
  int first = self->attribute->required && position > 0 ? 1 : 0;

  if (n == 0)
    return;

  position += direction;
  if (position > n)
    position = first;
  else if (position < first)
    position = n;
  change (self, position > 0 ? self->attribute->choices[position - 1] : NULL);
}

void
gw_attribute_row_step (GwAttributeRow *self, int direction)
{
  g_return_if_fail (GW_IS_ATTRIBUTE_ROW (self));

  switch (self->attribute->kind)
    {
    case GW_ATTRIBUTE_CHECKBOX:
      change (self, is_on (self) && !self->mixed ? "false" : "true");
      break;
    case GW_ATTRIBUTE_CHOICE:
      step_choice (self, direction);
      break;
    case GW_ATTRIBUTE_NUMBER:
      step_number (self, direction);
      break;
    case GW_ATTRIBUTE_TEXT:
    default:
      gtk_widget_grab_focus (self->entry);
      break;
    }
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                   GwAttributeRow *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;

  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      gw_attribute_row_step (self, self->attribute->kind == GW_ATTRIBUTE_NUMBER ? 1 : -1);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      gw_attribute_row_step (self, self->attribute->kind == GW_ATTRIBUTE_NUMBER ? -1 : 1);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
gw_attribute_row_activate (GtkListBoxRow *row)
{
  GwAttributeRow *self = GW_ATTRIBUTE_ROW (row);

  if (self->attribute->kind == GW_ATTRIBUTE_CHECKBOX)
    gw_attribute_row_step (self, 1);
  else if (self->choices != NULL)
    gtk_widget_grab_focus (self->choices);
  else
    gtk_widget_grab_focus (self->entry);
}

static GtkWidget *
make_choices (GwAttributeRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *choices;

  gtk_string_list_append (names, "—");
  for (guint i = 0; i < n_choices (self); i++)
    {
      g_autofree char *shown = gw_path_display (self->attribute->choices[i], -1);

      gtk_string_list_append (names, shown);
    }
  choices = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (names)), NULL);
  gtk_widget_set_valign (choices, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (choices, "flat");
  g_signal_connect (choices, "notify::selected", G_CALLBACK (on_selected_cb), self);

  return choices;
}

static GtkWidget *
make_entry (GwAttributeRow *self)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 14);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), self->attribute->kind == GW_ATTRIBUTE_NUMBER
                                                      ? GTK_INPUT_PURPOSE_NUMBER
                                                      : GTK_INPUT_PURPOSE_FREE_FORM);
  g_signal_connect (entry, "activate", G_CALLBACK (on_entry_activate_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_entry_leave_cb), self);
  gtk_widget_add_controller (entry, focus);

  return entry;
}

static void
name_control (GtkWidget *control, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
build (GwAttributeRow *self, gboolean check)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *name = gw_path_display (self->attribute->name, -1);
  GtkWidget *title = gtk_label_new (name);

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  self->key_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->key_label, "gw-key");
  gtk_widget_set_valign (self->key_label, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->key_label, FALSE);

  if (self->attribute->kind == GW_ATTRIBUTE_CHECKBOX)
    {
      self->toggle = check ? gtk_check_button_new () : gtk_switch_new ();
      gtk_widget_set_valign (self->toggle, GTK_ALIGN_CENTER);
      g_signal_connect (self->toggle, "notify::active", G_CALLBACK (on_toggled_cb), self);
      name_control (self->toggle, name);
    }
  else if (self->attribute->kind == GW_ATTRIBUTE_CHOICE)
    {
      self->choices = make_choices (self);
      name_control (self->choices, name);
    }
  else
    {
      self->entry = make_entry (self);
      name_control (self->entry, name);
    }

  if (self->toggle != NULL && check)
    gtk_box_append (GTK_BOX (box), self->toggle);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->key_label);
  if (self->toggle != NULL && !check)
    gtk_box_append (GTK_BOX (box), self->toggle);
  else if (self->choices != NULL)
    gtk_box_append (GTK_BOX (box), self->choices);
  else if (self->entry != NULL)
    gtk_box_append (GTK_BOX (box), self->entry);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

const char *
gw_attribute_row_get_name (GwAttributeRow *self)
{
  g_return_val_if_fail (GW_IS_ATTRIBUTE_ROW (self), NULL);

  return self->attribute->name;
}

GwAttributeKind
gw_attribute_row_get_kind (GwAttributeRow *self)
{
  g_return_val_if_fail (GW_IS_ATTRIBUTE_ROW (self), GW_ATTRIBUTE_TEXT);

  return self->attribute->kind;
}

void
gw_attribute_row_set_key (GwAttributeRow *self, const char *key)
{
  g_return_if_fail (GW_IS_ATTRIBUTE_ROW (self));

  gtk_label_set_label (GTK_LABEL (self->key_label), key != NULL ? key : "");
  gtk_widget_set_visible (self->key_label, key != NULL);
}

void
gw_attribute_row_set_value (GwAttributeRow *self, const char *value, gboolean mixed)
{
  g_return_if_fail (GW_IS_ATTRIBUTE_ROW (self));

  if (self->mixed == !!mixed && g_strcmp0 (self->value, value) == 0)
    return;

  g_free (self->value);
  self->value = g_strdup (value);
  self->mixed = !!mixed;
  show_value (self);
}

const char *
gw_attribute_row_get_value (GwAttributeRow *self)
{
  g_return_val_if_fail (GW_IS_ATTRIBUTE_ROW (self), NULL);

  return self->value;
}

static void
gw_attribute_row_finalize (GObject *object)
{
  GwAttributeRow *self = GW_ATTRIBUTE_ROW (object);

  g_clear_pointer (&self->attribute, gw_attribute_free);
  g_free (self->value);

  G_OBJECT_CLASS (gw_attribute_row_parent_class)->finalize (object);
}

static void
gw_attribute_row_class_init (GwAttributeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_attribute_row_finalize;
  GTK_LIST_BOX_ROW_CLASS (klass)->activate = gw_attribute_row_activate;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gw_attribute_row_init (GwAttributeRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  /* Before the list, whose arrows go from row to row. */
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_css_class (GTK_WIDGET (self), "gw-attribute-row");
}

GtkWidget *
gw_attribute_row_new (const GwAttribute *attribute, gboolean check)
{
  GwAttributeRow *self;

  g_return_val_if_fail (attribute != NULL, NULL);

  self = g_object_new (GW_TYPE_ATTRIBUTE_ROW, NULL);
  self->attribute = gw_attribute_copy (attribute);
  build (self, check);
  show_value (self);

  return GTK_WIDGET (self);
}
