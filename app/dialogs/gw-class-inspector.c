/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-inspector.h"

#include <glib/gi18n.h>

#include "gw-attribute-dialog.h"
#include "gw-hotkey.h"
#include "gw-palette.h"
#include "gw-skeleton-group.h"
#include "gw-swatch.h"

#define COLORS_PER_ROW 12

struct _GwClassInspector
{
  GtkWidget parent_instance;

  GPtrArray *classes; /* (nullable) of GwClass: the editor's */
  GwClass *klass;     /* (nullable) */
  GwTask task;
  GPtrArray *attribute_rows;
  gboolean filling; /* rows are being set: not a person's doing */

  GtkWidget *box;
  AdwPreferencesGroup *class_group;
  AdwEntryRow *name_row;
  AdwEntryRow *hotkey_row;
  AdwComboRow *parent_row;
  GtkGrid *colors;
  AdwPreferencesGroup *attributes_group;
  GwSkeletonGroup *skeleton_group;
  GtkButton *remove_button;
  GtkLabel *message;
  GtkWidget *swap_button;
};

G_DEFINE_FINAL_TYPE (GwClassInspector, gw_class_inspector, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void show_attributes (GwClassInspector *self);

static void
changed (GwClassInspector *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
gw_class_inspector_say (GwClassInspector *self, const char *text, gboolean is_problem)
{
  g_return_if_fail (GW_IS_CLASS_INSPECTOR (self));

  gtk_label_set_label (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
  gtk_widget_set_visible (self->swap_button, FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->hotkey_row), "error");
  if (is_problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->message), "gw-error-text");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->message), "gw-error-text");
}

/* Titles of groups read markup. */
static void
show_title (GwClassInspector *self)
{
  g_autofree char *title = g_markup_escape_text (gw_class_get_name (self->klass), -1);

  adw_preferences_group_set_title (self->class_group, title);
}

/* --- colour ---------------------------------------------------------------- */

static gboolean
is_used_elsewhere (GwClassInspector *self, guint32 color)
{
  for (guint i = 0; i < self->classes->len; i++)
    {
      GwClass *other = g_ptr_array_index (self->classes, i);

      if (other != self->klass && gw_class_get_color (other) == color)
        return TRUE;
    }

  return FALSE;
}

/* The buttons stay, so that the focus does: only their marks change. */
static void
mark_colors (GwClassInspector *self)
{
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->colors)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      guint32 color = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "gw-color"));
      gboolean chosen = gw_class_get_color (self->klass) == color;

      gw_swatch_set_faded (GW_SWATCH (gtk_button_get_child (GTK_BUTTON (button))), is_used_elsewhere (self, color));
      if (chosen)
        gtk_widget_add_css_class (button, "gw-chosen");
      else
        gtk_widget_remove_css_class (button, "gw-chosen");
      gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_PRESSED,
                                   chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
    }
}

static void
set_color (GwClassInspector *self, guint32 color)
{
  if (self->klass == NULL || gw_class_get_color (self->klass) == color)
    return;

  gw_class_set_color (self->klass, color);
  mark_colors (self);
  changed (self);
}

static void
on_color_clicked_cb (GtkButton *button, GwClassInspector *self)
{
  set_color (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "gw-color")));
}

static void
make_colors (GwClassInspector *self)
{
  for (guint i = 0; i < GW_PALETTE_SIZE; i++)
    {
      guint32 color = gw_palette_get (i);
      GtkWidget *button = gtk_button_new ();
      GtkWidget *swatch = gw_swatch_new (color);
      g_autofree char *name = g_strdup_printf (_ ("Color %u"), i + 1);

      gw_swatch_set_size (GW_SWATCH (swatch), 22);
      gtk_button_set_child (GTK_BUTTON (button), swatch);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "gw-color-button");
      gtk_widget_set_tooltip_text (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_object_set_data (G_OBJECT (button), "gw-color", GUINT_TO_POINTER (color));
      g_signal_connect (button, "clicked", G_CALLBACK (on_color_clicked_cb), self);
      gtk_grid_attach (self->colors, button, (int) i % COLORS_PER_ROW, (int) i / COLORS_PER_ROW, 1, 1);
    }
}

static void
on_custom_response_cb (GtkDialog *dialog, int response, GwClassInspector *self)
{
  GdkRGBA rgba;

  if (response == GTK_RESPONSE_OK)
    {
      gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (dialog), &rgba);
      set_color (self, (guint32) (rgba.red * 255.0f + 0.5f) << 16 | (guint32) (rgba.green * 255.0f + 0.5f) << 8
                           | (guint32) (rgba.blue * 255.0f + 0.5f));
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
custom_color_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwClassInspector *self = GW_CLASS_INSPECTOR (widget);
  GtkWidget *dialog = gtk_color_chooser_dialog_new (_ ("Choose a Color"), GTK_WINDOW (gtk_widget_get_root (widget)));
  guint32 color = self->klass != NULL ? gw_class_get_color (self->klass) : 0;
  GdkRGBA rgba = { (float) (color >> 16 & 0xff) / 255.0f, (float) (color >> 8 & 0xff) / 255.0f,
                   (float) (color & 0xff) / 255.0f, 1.0f };

  gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (dialog), &rgba);
  gtk_color_chooser_set_use_alpha (GTK_COLOR_CHOOSER (dialog), FALSE);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_custom_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- parent ---------------------------------------------------------------- */

static void
select_parent (GwClassInspector *self)
{
  guint selected = 0;
  guint row = 0;

  for (guint i = 0; i < self->classes->len; i++)
    {
      GwClass *other = g_ptr_array_index (self->classes, i);

      if (other == self->klass)
        continue;
      row++;
      if (gw_class_get_id (other) != 0 && gw_class_get_id (other) == gw_class_get_parent_id (self->klass))
        selected = row;
    }

  adw_combo_row_set_selected (self->parent_row, selected);
}

/* The rows of the parent list: none, then every other class. */
static void
show_parents (GwClassInspector *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("None"));
  for (guint i = 0; i < self->classes->len; i++)
    {
      GwClass *other = g_ptr_array_index (self->classes, i);

      if (other != self->klass)
        gtk_string_list_append (names, gw_class_get_name (other));
    }

  adw_combo_row_set_model (self->parent_row, G_LIST_MODEL (names));
  select_parent (self);
}

static gboolean
descends_from (GwClassInspector *self, gint64 id, gint64 ancestor)
{
  for (guint steps = 0; id != 0 && steps <= self->classes->len; steps++)
    {
      gint64 parent = 0;

      if (id == ancestor)
        return TRUE;
      for (guint i = 0; i < self->classes->len; i++)
        {
          if (gw_class_get_id (g_ptr_array_index (self->classes, i)) == id)
            parent = gw_class_get_parent_id (g_ptr_array_index (self->classes, i));
        }
      id = parent;
    }

  return FALSE;
}

static void
on_parent_changed_cb (GwClassInspector *self)
{
  guint selected = adw_combo_row_get_selected (self->parent_row);
  gint64 parent_id = 0;
  guint row = 0;

  if (self->filling || self->klass == NULL)
    return;

  for (guint i = 0; i < self->classes->len; i++)
    {
      GwClass *other = g_ptr_array_index (self->classes, i);

      if (other != self->klass && ++row == selected)
        parent_id = gw_class_get_id (other);
    }

  if (parent_id == gw_class_get_parent_id (self->klass))
    return;
  if (descends_from (self, parent_id, gw_class_get_id (self->klass)))
    {
      gw_class_inspector_say (self, _ ("A class cannot be below one of its own children."), TRUE);
      /* The list itself must stay: it is just telling of its selection. */
      self->filling = TRUE;
      select_parent (self);
      self->filling = FALSE;
      return;
    }

  gw_class_set_parent_id (self->klass, parent_id);
  gw_class_inspector_say (self, NULL, FALSE);
  changed (self);
}

/* --- attributes -------------------------------------------------------------- */

static char *
describe_attribute (const GwAttribute *attribute)
{
  static const char *const kinds[] = { N_ ("Checkbox"), N_ ("Choice"), N_ ("Number"), N_ ("Text") };
  GString *text = g_string_new (_ (kinds[attribute->kind]));

  if (attribute->choices != NULL)
    {
      g_autofree char *choices = g_strjoinv (", ", attribute->choices);

      g_string_append_printf (text, ": %s", choices);
    }
  if (attribute->kind == GW_ATTRIBUTE_CHECKBOX)
    g_string_append_printf (
        text, " · %s", g_strcmp0 (attribute->default_value, "true") == 0 ? _ ("on by default") : _ ("off by default"));
  else if (attribute->default_value != NULL)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, _ ("%s by default"), attribute->default_value);
    }
  if (attribute->required)
    g_string_append_printf (text, " · %s", _ ("required"));

  return g_string_free (text, FALSE);
}

typedef struct
{
  GwClassInspector *inspector;
  GwClass *klass;
  char *old_name; /* (nullable): a new attribute */
} AttributeEdit;

static void
attribute_edit_free (gpointer data)
{
  AttributeEdit *edit = data;

  g_object_unref (edit->inspector);
  g_object_unref (edit->klass);
  g_free (edit->old_name);
  g_free (edit);
}

/* Replaces the attribute of the old name, or appends; attribute NULL removes. */
static void
change_attribute (GwClassInspector *self, GwClass *klass, const char *old_name, const GwAttribute *attribute)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  GPtrArray *attributes = gw_class_get_attributes (klass);
  gboolean found = FALSE;

  for (guint i = 0; i < attributes->len; i++)
    {
      GwAttribute *old = g_ptr_array_index (attributes, i);

      if (g_strcmp0 (old->name, old_name) != 0)
        g_ptr_array_add (wanted, old);
      else if (attribute != NULL)
        g_ptr_array_add (wanted, (gpointer) attribute);
      found = found || g_strcmp0 (old->name, old_name) == 0;
    }
  if (!found && attribute != NULL)
    g_ptr_array_add (wanted, (gpointer) attribute);

  gw_class_set_attributes (klass, wanted);
  if (klass == self->klass)
    show_attributes (self);
  changed (self);
}

static void
on_attribute_edited_cb (const GwAttribute *attribute, gpointer user_data)
{
  AttributeEdit *edit = user_data;

  change_attribute (edit->inspector, edit->klass, edit->old_name, attribute);
}

static void
edit_attribute (GwClassInspector *self, const GwAttribute *attribute)
{
  AttributeEdit *edit;

  if (self->klass == NULL)
    return;

  edit = g_new0 (AttributeEdit, 1);
  edit->inspector = g_object_ref (self);
  edit->klass = g_object_ref (self->klass);
  edit->old_name = attribute != NULL ? g_strdup (attribute->name) : NULL;
  gw_attribute_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), attribute,
                               gw_class_get_attributes (self->klass), on_attribute_edited_cb, edit,
                               attribute_edit_free);
}

static void
add_attribute_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  edit_attribute (GW_CLASS_INSPECTOR (widget), NULL);
}

static void
on_attribute_activated_cb (AdwActionRow *row, GwClassInspector *self)
{
  const GwAttribute *attribute = gw_class_find_attribute (self->klass, g_object_get_data (G_OBJECT (row), "gw-name"));

  if (attribute != NULL)
    edit_attribute (self, attribute);
}

static void
on_attribute_removed_cb (GtkButton *button, GwClassInspector *self)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (button), "gw-name"));

  change_attribute (self, self->klass, name, NULL);
}

static void
show_attributes (GwClassInspector *self)
{
  GPtrArray *attributes = gw_class_get_attributes (self->klass);

  for (guint i = 0; i < self->attribute_rows->len; i++)
    adw_preferences_group_remove (self->attributes_group, g_ptr_array_index (self->attribute_rows, i));
  g_ptr_array_set_size (self->attribute_rows, 0);

  for (guint i = 0; i < attributes->len; i++)
    {
      const GwAttribute *attribute = g_ptr_array_index (attributes, i);
      g_autofree char *facts = describe_attribute (attribute);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), attribute->name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), facts);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_widget_add_css_class (remove, "flat");
      gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (remove, _ ("Remove Attribute"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Remove Attribute"),
                                      -1);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
      g_object_set_data_full (G_OBJECT (row), "gw-name", g_strdup (attribute->name), g_free);
      g_object_set_data_full (G_OBJECT (remove), "gw-name", g_strdup (attribute->name), g_free);
      g_signal_connect (row, "activated", G_CALLBACK (on_attribute_activated_cb), self);
      g_signal_connect (remove, "clicked", G_CALLBACK (on_attribute_removed_cb), self);
      adw_preferences_group_add (self->attributes_group, row);
      g_ptr_array_add (self->attribute_rows, row);
    }
}

/* --- name and hotkey ----------------------------------------------------------- */

static gboolean
name_is_taken (GwClassInspector *self, const char *name)
{
  for (guint i = 0; i < self->classes->len; i++)
    {
      GwClass *other = g_ptr_array_index (self->classes, i);

      if (other != self->klass && g_strcmp0 (gw_class_get_name (other), name) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
on_name_applied_cb (GwClassInspector *self)
{
  g_autofree char *name = NULL;

  /* The focus also leaves a row that is taken down. */
  if (self->klass == NULL)
    return;

  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  if (g_strcmp0 (gw_class_get_name (self->klass), name) == 0)
    return;

  if (*name == '\0')
    {
      gw_class_inspector_say (self, _ ("Give the class a name."), TRUE);
      return;
    }
  if (name_is_taken (self, name))
    {
      gw_class_inspector_say (self, _ ("Another class has this name."), TRUE);
      return;
    }

  gw_class_inspector_say (self, NULL, FALSE);
  gw_class_set_name (self->klass, name);
  show_title (self);
  changed (self);
}

static void
say_exchange (GwClassInspector *self, GwClass *former)
{
  g_autofree char *text = NULL;

  if (former == NULL)
    {
      gw_class_inspector_say (self, NULL, FALSE);
      return;
    }

  if (gw_class_get_hotkey (former) != NULL)
    text = g_strdup_printf (_ ("%s was the key of %s, which has %s now."), gw_class_get_hotkey (self->klass),
                            gw_class_get_name (former), gw_class_get_hotkey (former));
  else
    text = g_strdup_printf (_ ("%s was the key of %s, which has none now."), gw_class_get_hotkey (self->klass),
                            gw_class_get_name (former));
  gw_class_inspector_say (self, text, FALSE);
}

static char *
typed_key (GwClassInspector *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->hotkey_row))));
}

static void
refuse_key (GwClassInspector *self, const char *key, GwClass *owner)
{
  g_autofree char *text = NULL;

  if (owner != NULL)
    text = g_strdup_printf (_ ("%s is used by %s."), key, gw_class_get_name (owner));
  else
    text = g_strdup_printf (_ ("%s cannot be a hotkey: the labeling view uses it, or it is not one key."), key);
  gw_class_inspector_say (self, text, TRUE);
  gtk_widget_set_visible (self->swap_button, owner != NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->hotkey_row), "error");
}

static void
on_hotkey_applied_cb (GwClassInspector *self)
{
  g_autofree char *key = NULL;
  GwClass *owner;

  /* The focus also leaves a row that is taken down. */
  if (self->klass == NULL)
    return;

  key = typed_key (self);
  if (g_strcmp0 (gw_class_get_hotkey (self->klass), *key != '\0' ? key : NULL) == 0)
    return;

  owner = gw_hotkey_find (self->classes, self->klass, key);
  if ((*key != '\0' && !gw_hotkey_is_allowed (key, self->task)) || owner != NULL)
    {
      refuse_key (self, key, owner);
      return;
    }

  gw_hotkey_give (self->classes, self->klass, key);
  gw_class_inspector_say (self, NULL, FALSE);
  changed (self);
}

/* The class that has the key gets this one's. */
static void
swap_hotkey_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwClassInspector *self = GW_CLASS_INSPECTOR (widget);
  g_autofree char *key = self->klass != NULL ? typed_key (self) : NULL;

  if (key == NULL || !gw_hotkey_is_allowed (key, self->task)
      || gw_hotkey_find (self->classes, self->klass, key) == NULL)
    return;

  say_exchange (self, gw_hotkey_give (self->classes, self->klass, key));
  changed (self);
}

/* What was typed is not lost when the person goes on to something else. */
static void
apply_on_leave (GwClassInspector *self, AdwEntryRow *row, GCallback callback)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "leave", callback, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (row), focus);
}

/* --- the widget ------------------------------------------------------------------ */

static void
gw_class_inspector_dispose (GObject *object)
{
  GwClassInspector *self = GW_CLASS_INSPECTOR (object);

  g_clear_object (&self->klass);
  gtk_widget_dispose_template (GTK_WIDGET (self), GW_TYPE_CLASS_INSPECTOR);
  g_clear_pointer (&self->classes, g_ptr_array_unref);
  g_clear_pointer (&self->attribute_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (gw_class_inspector_parent_class)->dispose (object);
}

static void
gw_class_inspector_class_init (GwClassInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_class_inspector_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "class.custom-color", NULL, custom_color_action);
  gtk_widget_class_install_action (widget_class, "class.add-attribute", NULL, add_attribute_action);
  gtk_widget_class_install_action (widget_class, "class.swap-hotkey", NULL, swap_hotkey_action);

  g_type_ensure (GW_TYPE_SKELETON_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/groundwork/Groundwork/ui/gw-class-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, GwClassInspector, attributes_group);
  gtk_widget_class_bind_template_child (widget_class, GwClassInspector, box);
  gtk_widget_class_bind_template_child (widget_class, GwClassInspector, class_group);
  gtk_widget_class_bind_template_child (widget_class, GwClassInspector, colors);
  gtk_widget_class_bind_template_child (widget_class, GwClassInspector, hotkey_row);
  gtk_widget_class_bind_template_child (widget_class, GwClassInspector, message);
  gtk_widget_class_bind_template_child (widget_class, GwClassInspector, name_row);
  gtk_widget_class_bind_template_child (widget_class, GwClassInspector, parent_row);
  gtk_widget_class_bind_template_child (widget_class, GwClassInspector, remove_button);
  gtk_widget_class_bind_template_child (widget_class, GwClassInspector, skeleton_group);
  gtk_widget_class_bind_template_child (widget_class, GwClassInspector, swap_button);
  gtk_widget_class_bind_template_callback (widget_class, on_hotkey_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_name_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_parent_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed);
}

static void
gw_class_inspector_init (GwClassInspector *self)
{
  self->attribute_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  make_colors (self);
  apply_on_leave (self, self->name_row, G_CALLBACK (on_name_applied_cb));
  apply_on_leave (self, self->hotkey_row, G_CALLBACK (on_hotkey_applied_cb));
}

void
gw_class_inspector_show (GwClassInspector *self, GPtrArray *classes, GwClass *klass, GwTask task)
{
  g_return_if_fail (GW_IS_CLASS_INSPECTOR (self));
  g_return_if_fail (classes != NULL);

  if (self->classes != classes)
    {
      g_clear_pointer (&self->classes, g_ptr_array_unref);
      self->classes = g_ptr_array_ref (classes);
    }
  self->task = task;
  g_set_object (&self->klass, klass);
  gtk_widget_set_visible (GTK_WIDGET (self), klass != NULL);
  gw_class_inspector_say (self, NULL, FALSE);
  if (klass == NULL)
    return;

  self->filling = TRUE;
  show_title (self);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), gw_class_get_name (klass));
  gtk_editable_set_text (GTK_EDITABLE (self->hotkey_row),
                         gw_class_get_hotkey (klass) != NULL ? gw_class_get_hotkey (klass) : "");
  show_parents (self);
  mark_colors (self);
  show_attributes (self);
  gw_skeleton_group_show (self->skeleton_group, klass);
  /* Labels of whole images have no points. */
  gtk_widget_set_visible (GTK_WIDGET (self->skeleton_group), task == GW_TASK_BOXES || task == GW_TASK_MASKS);
  gw_class_inspector_set_used (self, FALSE);
  self->filling = FALSE;
}

void
gw_class_inspector_set_used (GwClassInspector *self, gboolean used)
{
  const char *label = _ ("_Remove Class");
  const char *tooltip = _ ("Nothing is labeled with this class, so nothing is lost.");

  g_return_if_fail (GW_IS_CLASS_INSPECTOR (self));

  if (self->klass != NULL && gw_class_get_archived (self->klass))
    {
      label = _ ("_Use Again");
      tooltip = _ ("Offer the class again when labeling.");
    }
  else if (used)
    {
      label = _ ("_Archive Class");
      tooltip = _ ("The class is in use, so it is kept, but no longer offered. Nothing is lost.");
    }
  gtk_button_set_label (self->remove_button, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->remove_button), tooltip);
}

void
gw_class_inspector_edit_name (GwClassInspector *self)
{
  g_return_if_fail (GW_IS_CLASS_INSPECTOR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  gtk_editable_select_region (GTK_EDITABLE (self->name_row), 0, -1);
}
