/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-attribute-dialog.h"
#include "gw-class-row.h"
#include "gw-palette.h"
#include "gw-swatch.h"

#define COLORS_PER_ROW 12

struct _GwClassEditor
{
  GtkWidget parent_instance;

  GwProject *project;
  GPtrArray *classes;   /* of GwClass: copies, in their order */
  gint64 selected_id;
  GPtrArray *attribute_rows;
  gboolean filling;     /* rows are being set: not a person's doing */
  gboolean saving;
  gboolean save_again;

  GtkWidget *box;
  GtkListBox *list;
  GtkWidget *inspector;
  AdwPreferencesGroup *class_group;
  AdwEntryRow *name_row;
  AdwEntryRow *hotkey_row;
  AdwComboRow *parent_row;
  GtkGrid *colors;
  AdwPreferencesGroup *attributes_group;
  GtkButton *remove_button;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (GwClassEditor, gw_class_editor, GTK_TYPE_WIDGET)

static void fill (GwClassEditor *self);
static void save (GwClassEditor *self);

gboolean
gw_class_editor_accepts_hotkey (const char *hotkey, GwTask task)
{
  /* Letters with which the labeling view does something of its own. */
  static const char *const reserved = "abcdefghijklmnopqrstvwxyz";
  gunichar c;

  if (hotkey == NULL || g_utf8_strlen (hotkey, -1) != 1)
    return FALSE;

  c = g_unichar_tolower (g_utf8_get_char (hotkey));
  if (c >= '1' && c <= '9')
    return TRUE;
  if ((task == GW_TASK_SINGLE_CLASS || task == GW_TASK_MULTI_CLASS) && c < 128 && strchr ("qwert", (int) c) != NULL)
    return TRUE;

  return g_unichar_isalpha (c) && (c >= 128 || strchr (reserved, (int) c) == NULL);
}

static GwClass *
selected_class (GwClassEditor *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? gw_class_row_get_class (GW_CLASS_ROW (row)) : NULL;
}

static void
show_problem (GwClassEditor *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

/* --- saving ---------------------------------------------------------------- */

/* The store works on copies, since classes may be edited meanwhile; the ids
 * that it gives to new ones go back to the originals of the same place.
 */
typedef struct
{
  GPtrArray *originals;
  GPtrArray *copies;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_ptr_array_unref (saving->originals);
  g_ptr_array_unref (saving->copies);
  g_free (saving);
}

static gpointer
run_save (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gw_store_save_classes (store, data, cancellable, error);

  return NULL;
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  GwClass *class_a = *(GwClass *const *) a;
  GwClass *class_b = *(GwClass *const *) b;
  int difference = gw_class_get_position (class_a) - gw_class_get_position (class_b);

  if (difference != 0)
    return difference;

  return gw_class_get_id (class_a) < gw_class_get_id (class_b) ? -1 : 1;
}

static void
load (GwClassEditor *self)
{
  g_autoptr (GPtrArray) all = gw_project_copy_classes (self->project);

  g_ptr_array_sort (all, compare_positions);
  g_ptr_array_set_size (self->classes, 0);
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (self->classes, gw_class_copy (g_ptr_array_index (all, i)));
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree gpointer *context = user_data;
  g_autoptr (GwClassEditor) self = context[0];
  Saving *saving = context[1];
  g_autoptr (GError) error = NULL;

  gw_store_run_finish (GW_STORE (source), result, &error);
  self->saving = FALSE;

  if (error == NULL)
    {
      for (guint i = 0; i < saving->originals->len; i++)
        gw_class_set_id (g_ptr_array_index (saving->originals, i),
                         gw_class_get_id (g_ptr_array_index (saving->copies, i)));
    }
  saving_free (saving);

  if (self->project == NULL)
    return;

  if (error != NULL)
    {
      show_problem (self, error->message);
      self->save_again = FALSE;
      load (self);
    }
  fill (self);
  if (self->save_again)
    save (self);
}

static void
save (GwClassEditor *self)
{
  Saving *saving;
  gpointer *context;

  if (self->saving)
    {
      self->save_again = TRUE;
      return;
    }

  self->saving = TRUE;
  self->save_again = FALSE;
  saving = g_new0 (Saving, 1);
  saving->originals = g_ptr_array_new_with_free_func (g_object_unref);
  saving->copies = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->classes->len; i++)
    {
      GwClass *klass = g_ptr_array_index (self->classes, i);

      gw_class_set_position (klass, (int) i);
      g_ptr_array_add (saving->originals, g_object_ref (klass));
      g_ptr_array_add (saving->copies, gw_class_copy (klass));
    }

  context = g_new0 (gpointer, 2);
  context[0] = g_object_ref (self);
  context[1] = saving;
  gw_store_run_async (gw_project_get_store (self->project), GW_STORE_URGENT, run_save, saving->copies, NULL, NULL,
                      NULL, on_saved_cb, context);
}

/* --- the list ---------------------------------------------------------------- */

static void
move_class (GwClassEditor *self, int from, int to)
{
  GwClass *klass;

  if (from < 0 || to < 0 || (guint) from >= self->classes->len || (guint) to >= self->classes->len || from == to)
    return;

  klass = g_ptr_array_steal_index (self->classes, (guint) from);
  g_ptr_array_insert (self->classes, to, klass);
  self->selected_id = gw_class_get_id (klass);
  fill (self);
  save (self);
}

static void
on_row_moved_cb (GwClassRow *row, int from, int to, GwClassEditor *self)
{
  move_class (self, from, to);
}

static void
move_selected_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwClassEditor *self = GW_CLASS_EDITOR (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    move_class (self, gtk_list_box_row_get_index (row),
                gtk_list_box_row_get_index (row) + g_variant_get_int32 (parameter));
}

static void
fill (GwClassEditor *self)
{
  GtkListBoxRow *selected = NULL;
  GtkWidget *child;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);

  for (guint i = 0; i < self->classes->len; i++)
    {
      GwClass *klass = g_ptr_array_index (self->classes, i);
      GtkWidget *row = gw_class_row_new (klass);

      g_signal_connect (row, "moved", G_CALLBACK (on_row_moved_cb), self);
      gtk_list_box_append (self->list, row);
      if (gw_class_get_id (klass) == self->selected_id || i == 0)
        selected = GTK_LIST_BOX_ROW (row);
    }
  self->filling = FALSE;

  gtk_widget_set_visible (self->inspector, selected != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), selected != NULL);
  if (selected != NULL)
    gtk_list_box_select_row (self->list, selected);
}

/* --- the inspector --------------------------------------------------------------- */

static gboolean
is_used_elsewhere (GwClassEditor *self, GwClass *klass, guint32 color)
{
  for (guint i = 0; i < self->classes->len; i++)
    {
      GwClass *other = g_ptr_array_index (self->classes, i);

      if (other != klass && gw_class_get_color (other) == color)
        return TRUE;
    }

  return FALSE;
}

static void
on_color_clicked_cb (GtkButton *button, GwClassEditor *self)
{
  GwClass *klass = selected_class (self);

  if (klass == NULL)
    return;

  gw_class_set_color (klass, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "gw-color")));
  fill (self);
  save (self);
}

static void
show_colors (GwClassEditor *self, GwClass *klass)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->colors))) != NULL)
    gtk_grid_remove (self->colors, child);

  for (guint i = 0; i < GW_PALETTE_SIZE; i++)
    {
      guint32 color = gw_palette_get (i);
      GtkWidget *button = gtk_button_new ();
      GtkWidget *swatch = gw_swatch_new (color);
      g_autofree char *name = g_strdup_printf (_ ("Color %u"), i + 1);

      gw_swatch_set_size (GW_SWATCH (swatch), 22);
      gw_swatch_set_faded (GW_SWATCH (swatch), is_used_elsewhere (self, klass, color));
      gtk_button_set_child (GTK_BUTTON (button), swatch);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "gw-color-button");
      if (gw_class_get_color (klass) == color)
        gtk_widget_add_css_class (button, "gw-chosen");
      gtk_widget_set_tooltip_text (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_object_set_data (G_OBJECT (button), "gw-color", GUINT_TO_POINTER (color));
      g_signal_connect (button, "clicked", G_CALLBACK (on_color_clicked_cb), self);
      gtk_grid_attach (self->colors, button, (int) i % COLORS_PER_ROW, (int) i / COLORS_PER_ROW, 1, 1);
    }
}

static void
on_custom_response_cb (GtkDialog *dialog, int response, GwClassEditor *self)
{
  GwClass *klass = selected_class (self);
  GdkRGBA rgba;

  if (response == GTK_RESPONSE_OK && klass != NULL)
    {
      gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (dialog), &rgba);
      gw_class_set_color (klass, (guint32) (rgba.red * 255.0f + 0.5f) << 16
                                     | (guint32) (rgba.green * 255.0f + 0.5f) << 8
                                     | (guint32) (rgba.blue * 255.0f + 0.5f));
      fill (self);
      save (self);
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
custom_color_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwClassEditor *self = GW_CLASS_EDITOR (widget);
  GtkWidget *dialog = gtk_color_chooser_dialog_new (_ ("Choose a Color"), GTK_WINDOW (gtk_widget_get_root (widget)));

  gtk_color_chooser_set_use_alpha (GTK_COLOR_CHOOSER (dialog), FALSE);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_custom_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The rows of the parent list: none, then every other class. */
static void
show_parents (GwClassEditor *self, GwClass *klass)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;
  guint row = 0;

  gtk_string_list_append (names, _ ("None"));
  for (guint i = 0; i < self->classes->len; i++)
    {
      GwClass *other = g_ptr_array_index (self->classes, i);

      if (other == klass)
        continue;
      row++;
      gtk_string_list_append (names, gw_class_get_name (other));
      if (gw_class_get_id (other) != 0 && gw_class_get_id (other) == gw_class_get_parent_id (klass))
        selected = row;
    }

  adw_combo_row_set_model (self->parent_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->parent_row, selected);
}

static gboolean
descends_from (GwClassEditor *self, gint64 id, gint64 ancestor)
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
on_parent_changed_cb (GwClassEditor *self)
{
  GwClass *klass = selected_class (self);
  guint selected = adw_combo_row_get_selected (self->parent_row);
  gint64 parent_id = 0;
  guint row = 0;

  if (self->filling || klass == NULL)
    return;

  for (guint i = 0; i < self->classes->len; i++)
    {
      GwClass *other = g_ptr_array_index (self->classes, i);

      if (other != klass && ++row == selected)
        parent_id = gw_class_get_id (other);
    }

  if (parent_id == gw_class_get_parent_id (klass))
    return;
  if (descends_from (self, parent_id, gw_class_get_id (klass)))
    {
      show_problem (self, _ ("A class cannot be below one of its own children."));
      return;
    }

  gw_class_set_parent_id (klass, parent_id);
  save (self);
}

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
  if (attribute->required)
    g_string_append_printf (text, " · %s", _ ("required"));

  return g_string_free (text, FALSE);
}

typedef struct
{
  GwClassEditor *editor;
  char *old_name; /* (nullable): a new attribute */
} AttributeEdit;

static void
attribute_edit_free (gpointer data)
{
  AttributeEdit *edit = data;

  g_object_unref (edit->editor);
  g_free (edit->old_name);
  g_free (edit);
}

/* Replaces the attribute of the old name, or appends; attribute NULL removes. */
static void
change_attribute (GwClassEditor *self, const char *old_name, const GwAttribute *attribute)
{
  GwClass *klass = selected_class (self);
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  GPtrArray *attributes;
  gboolean found = FALSE;

  if (klass == NULL)
    return;

  attributes = gw_class_get_attributes (klass);
  for (guint i = 0; i < attributes->len; i++)
    {
      GwAttribute *old = g_ptr_array_index (attributes, i);

      if (g_strcmp0 (old->name, old_name) != 0)
        g_ptr_array_add (changed, old);
      else if (attribute != NULL)
        g_ptr_array_add (changed, (gpointer) attribute);
      found = found || g_strcmp0 (old->name, old_name) == 0;
    }
  if (!found && attribute != NULL)
    g_ptr_array_add (changed, (gpointer) attribute);

  gw_class_set_attributes (klass, changed);
  fill (self);
  save (self);
}

static void
on_attribute_edited_cb (const GwAttribute *attribute, gpointer user_data)
{
  AttributeEdit *edit = user_data;

  change_attribute (edit->editor, edit->old_name, attribute);
}

static void
edit_attribute (GwClassEditor *self, const GwAttribute *attribute)
{
  GwClass *klass = selected_class (self);
  AttributeEdit *edit;

  if (klass == NULL)
    return;

  edit = g_new0 (AttributeEdit, 1);
  edit->editor = g_object_ref (self);
  edit->old_name = attribute != NULL ? g_strdup (attribute->name) : NULL;
  gw_attribute_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), attribute,
                               gw_class_get_attributes (klass), on_attribute_edited_cb, edit, attribute_edit_free);
}

static void
add_attribute_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  edit_attribute (GW_CLASS_EDITOR (widget), NULL);
}

static void
on_attribute_activated_cb (AdwActionRow *row, GwClassEditor *self)
{
  GwClass *klass = selected_class (self);
  const GwAttribute *attribute
      = klass != NULL ? gw_class_find_attribute (klass, g_object_get_data (G_OBJECT (row), "gw-name")) : NULL;

  if (attribute != NULL)
    edit_attribute (self, attribute);
}

static void
on_attribute_removed_cb (GtkButton *button, GwClassEditor *self)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (button), "gw-name"));

  change_attribute (self, name, NULL);
}

static void
show_attributes (GwClassEditor *self, GwClass *klass)
{
  GPtrArray *attributes = gw_class_get_attributes (klass);

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
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
      g_object_set_data_full (G_OBJECT (row), "gw-name", g_strdup (attribute->name), g_free);
      g_object_set_data_full (G_OBJECT (remove), "gw-name", g_strdup (attribute->name), g_free);
      g_signal_connect (row, "activated", G_CALLBACK (on_attribute_activated_cb), self);
      g_signal_connect (remove, "clicked", G_CALLBACK (on_attribute_removed_cb), self);
      adw_preferences_group_add (self->attributes_group, row);
      g_ptr_array_add (self->attribute_rows, row);
    }
}

static void
on_row_selected_cb (GwClassEditor *self)
{
  GwClass *klass = selected_class (self);

  if (self->filling || klass == NULL)
    return;

  self->filling = TRUE;
  self->selected_id = gw_class_get_id (klass);
  adw_preferences_group_set_title (self->class_group, gw_class_get_name (klass));
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), gw_class_get_name (klass));
  gtk_editable_set_text (GTK_EDITABLE (self->hotkey_row),
                         gw_class_get_hotkey (klass) != NULL ? gw_class_get_hotkey (klass) : "");
  show_parents (self, klass);
  show_colors (self, klass);
  show_attributes (self, klass);
  gtk_button_set_label (self->remove_button, gw_class_get_archived (klass) ? _ ("_Use Again") : _ ("_Remove Class"));
  show_problem (self, NULL);
  self->filling = FALSE;
}

static void
on_name_applied_cb (GwClassEditor *self)
{
  GwClass *klass = selected_class (self);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));

  if (klass == NULL)
    return;

  if (*name == '\0')
    {
      show_problem (self, _ ("Give the class a name."));
      return;
    }
  for (guint i = 0; i < self->classes->len; i++)
    {
      GwClass *other = g_ptr_array_index (self->classes, i);

      if (other != klass && g_strcmp0 (gw_class_get_name (other), name) == 0)
        {
          show_problem (self, _ ("Another class has this name."));
          return;
        }
    }

  gw_class_set_name (klass, name);
  fill (self);
  save (self);
}

static void
on_hotkey_applied_cb (GwClassEditor *self)
{
  GwClass *klass = selected_class (self);
  g_autofree char *key = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->hotkey_row))));
  g_autofree char *text = NULL;

  if (klass == NULL)
    return;

  if (*key != '\0' && !gw_class_editor_accepts_hotkey (key, gw_project_get_info (self->project)->task))
    {
      text = g_strdup_printf (_ ("%s cannot be a hotkey: it is used by the labeling view, or is not one key."), key);
      show_problem (self, text);
      return;
    }
  for (guint i = 0; i < self->classes->len && *key != '\0'; i++)
    {
      GwClass *other = g_ptr_array_index (self->classes, i);

      if (other != klass && g_strcmp0 (gw_class_get_hotkey (other), key) == 0)
        {
          /* The two swap keys: nobody has to go and free one first. */
          gw_class_set_hotkey (other, gw_class_get_hotkey (klass));
          text = g_strdup_printf (_ ("%s was used by %s, which has the former key now."), key,
                                  gw_class_get_name (other));
        }
    }

  gw_class_set_hotkey (klass, *key != '\0' ? key : NULL);
  fill (self);
  show_problem (self, text);
  save (self);
}

/* --- adding and removing ------------------------------------------------------------- */

static char *
free_name (GwClassEditor *self)
{
  for (guint n = self->classes->len + 1;; n++)
    {
      g_autofree char *name = g_strdup_printf (_ ("Class %u"), n);
      gboolean taken = FALSE;

      for (guint i = 0; i < self->classes->len; i++)
        taken = taken || g_strcmp0 (gw_class_get_name (g_ptr_array_index (self->classes, i)), name) == 0;
      if (!taken)
        return g_steal_pointer (&name);
    }
}

static void
add_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwClassEditor *self = GW_CLASS_EDITOR (widget);
  g_autofree char *name = free_name (self);
  g_autoptr (GArray) used = g_array_new (FALSE, FALSE, sizeof (guint32));
  GwClass *klass;

  for (guint i = 0; i < self->classes->len; i++)
    {
      guint32 color = gw_class_get_color (g_ptr_array_index (self->classes, i));

      g_array_append_val (used, color);
    }

  klass = gw_class_new (name, gw_palette_next ((const guint32 *) (gpointer) used->data, used->len));
  if (self->classes->len < 9)
    {
      char key[2] = { (char) ('1' + self->classes->len), '\0' };
      gboolean taken = FALSE;

      for (guint i = 0; i < self->classes->len; i++)
        taken = taken || g_strcmp0 (gw_class_get_hotkey (g_ptr_array_index (self->classes, i)), key) == 0;
      if (!taken)
        gw_class_set_hotkey (klass, key);
    }
  g_ptr_array_add (self->classes, klass);
  fill (self);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) self->classes->len - 1));
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  save (self);
}

static gpointer
run_remove (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean archived = FALSE;

  if (!gw_store_remove_class (store, *(gint64 *) data, &archived, cancellable, error))
    return NULL;

  return GINT_TO_POINTER (archived ? 2 : 1);
}

static void
on_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree gpointer *context = user_data;
  g_autoptr (GwClassEditor) self = context[0];
  g_autoptr (GwClass) klass = context[1];
  g_autoptr (GError) error = NULL;
  int outcome = GPOINTER_TO_INT (gw_store_run_finish (GW_STORE (source), result, &error));

  if (error != NULL)
    {
      show_problem (self, error->message);
      return;
    }

  if (outcome == 2)
    gw_class_set_archived (klass, TRUE);
  else
    g_ptr_array_remove (self->classes, klass);
  fill (self);
  if (outcome == 2)
    show_problem (self, _ ("The class is in use, so it was archived: it is no longer offered, and nothing was lost."));
}

static void
remove_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwClassEditor *self = GW_CLASS_EDITOR (widget);
  GwClass *klass = selected_class (self);
  gint64 id;
  gpointer *context;

  if (klass == NULL || self->saving)
    return;

  if (gw_class_get_archived (klass))
    {
      gw_class_set_archived (klass, FALSE);
      fill (self);
      save (self);
      return;
    }

  id = gw_class_get_id (klass);
  context = g_new0 (gpointer, 2);
  context[0] = g_object_ref (self);
  context[1] = g_object_ref (klass);
  gw_store_run_async (gw_project_get_store (self->project), GW_STORE_URGENT, run_remove,
                      g_memdup2 (&id, sizeof id), g_free, NULL, NULL, on_removed_cb, context);
}

/* --- the widget ------------------------------------------------------------------------- */

static void
gw_class_editor_dispose (GObject *object)
{
  GwClassEditor *self = GW_CLASS_EDITOR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GW_TYPE_CLASS_EDITOR);
  g_clear_object (&self->project);
  g_clear_pointer (&self->classes, g_ptr_array_unref);
  g_clear_pointer (&self->attribute_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (gw_class_editor_parent_class)->dispose (object);
}

static void
gw_class_editor_class_init (GwClassEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_class_editor_dispose;

  gtk_widget_class_install_action (widget_class, "classes.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "classes.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "classes.move", "i", move_selected_action);
  gtk_widget_class_install_action (widget_class, "classes.custom-color", NULL, custom_color_action);
  gtk_widget_class_install_action (widget_class, "classes.add-attribute", NULL, add_attribute_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "classes.move", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "classes.move", "i", 1);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/groundwork/Groundwork/ui/gw-class-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, GwClassEditor, attributes_group);
  gtk_widget_class_bind_template_child (widget_class, GwClassEditor, box);
  gtk_widget_class_bind_template_child (widget_class, GwClassEditor, class_group);
  gtk_widget_class_bind_template_child (widget_class, GwClassEditor, colors);
  gtk_widget_class_bind_template_child (widget_class, GwClassEditor, hotkey_row);
  gtk_widget_class_bind_template_child (widget_class, GwClassEditor, inspector);
  gtk_widget_class_bind_template_child (widget_class, GwClassEditor, list);
  gtk_widget_class_bind_template_child (widget_class, GwClassEditor, name_row);
  gtk_widget_class_bind_template_child (widget_class, GwClassEditor, parent_row);
  gtk_widget_class_bind_template_child (widget_class, GwClassEditor, problem);
  gtk_widget_class_bind_template_child (widget_class, GwClassEditor, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, on_hotkey_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_name_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_parent_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
}

static void
gw_class_editor_init (GwClassEditor *self)
{
  self->classes = g_ptr_array_new_with_free_func (g_object_unref);
  self->attribute_rows = g_ptr_array_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
}

GtkWidget *
gw_class_editor_new (GwProject *project)
{
  GwClassEditor *self;

  g_return_val_if_fail (GW_IS_PROJECT (project), NULL);

  self = g_object_new (GW_TYPE_CLASS_EDITOR, NULL);
  self->project = g_object_ref (project);
  load (self);
  fill (self);

  return GTK_WIDGET (self);
}
