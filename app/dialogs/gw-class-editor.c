/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-editor.h"

#include <glib/gi18n.h>

#include "gw-class-history.h"
#include "gw-class-inspector.h"
#include "gw-class-preview.h"
#include "gw-class-row.h"
#include "gw-class-saver.h"
#include "gw-class-source.h"
#include "gw-class-use.h"
#include "gw-error-dialog.h"
#include "gw-hotkey.h"
#include "gw-palette.h"

/* More than this many get a search. */
#define N_BEFORE_SEARCH 20

struct _GwClassEditor
{
  GtkWidget parent_instance;

  GwProject *project;
  GPtrArray *classes; /* of GwClass: copies, in their order */
  GwClassHistory *history;
  GwClassSaver *saver;
  GwClassUse *use;  /* of the class that is shown */
  gboolean filling; /* rows are being set: not a person's doing */
  int steps;        /* to undo (below 0) or redo when it is saved */
  GwClass *remove;  /* (nullable): when it is saved */

  GtkWidget *toasts;
  GtkWidget *search;
  GtkListBox *list;
  GwClassInspector *inspector;
  GwClassPreview *preview;
};

G_DEFINE_FINAL_TYPE (GwClassEditor, gw_class_editor, GTK_TYPE_WIDGET)

static void fill (GwClassEditor *self);

static GwClass *
selected_class (GwClassEditor *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? gw_class_row_get_class (GW_CLASS_ROW (row)) : NULL;
}

static void
inspect (GwClassEditor *self)
{
  GwClass *klass = selected_class (self);

  gw_class_inspector_show (self->inspector, self->classes, klass, gw_project_get_info (self->project)->task);
  gw_class_preview_show (self->preview, self->project, klass);
  gw_class_use_watch (self->use, klass != NULL ? gw_class_get_id (klass) : 0);
  gw_class_inspector_set_used (self->inspector, gw_class_use_get_used (self->use));
}

static void
on_use_changed_cb (GwClassEditor *self)
{
  gw_class_inspector_set_used (self->inspector, gw_class_use_get_used (self->use));
}

/* --- saving ---------------------------------------------------------------- */

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

static void take_step (GwClassEditor *self, gboolean redo);
static void remove_class (GwClassEditor *self, GwClass *klass);
static void tell_removed (GwClassEditor *self, GwClass *klass);

static void
update_actions (GwClassEditor *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "classes.undo", gw_class_history_can_undo (self->history));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "classes.redo", gw_class_history_can_redo (self->history));
}

/* What was changed is saved, and can be taken back. */
static void
note_change (GwClassEditor *self)
{
  gw_class_history_note (self->history, self->classes);
  update_actions (self);
  gw_class_saver_save (self->saver, self->classes);
}

static void
forget_history (GwClassEditor *self)
{
  g_clear_pointer (&self->history, gw_class_history_free);
  self->history = gw_class_history_new (self->classes);
  update_actions (self);
}

static void
on_saved_cb (GwClassEditor *self, GPtrArray *classes)
{
  GwClass *klass = selected_class (self);

  gw_class_history_set_ids (self->history, classes);
  /* A new class has its number only now. */
  gw_class_use_watch (self->use, klass != NULL ? gw_class_get_id (klass) : 0);
}

static void
on_removed_cb (GwClassEditor *self, GwClass *klass, gboolean archived)
{
  /* Asked for twice. */
  if (self->remove == klass)
    g_clear_object (&self->remove);

  if (archived)
    {
      gw_class_set_archived (klass, TRUE);
      inspect (self);
    }
  else
    {
      for (guint i = 0; i < self->classes->len; i++)
        {
          GwClass *other = g_ptr_array_index (self->classes, i);

          if (gw_class_get_parent_id (other) == gw_class_get_id (klass))
            gw_class_set_parent_id (other, 0);
        }
      g_ptr_array_remove (self->classes, klass);
      fill (self);
      tell_removed (self, klass);
    }
  gw_class_history_note (self->history, self->classes);
  update_actions (self);
  if (archived)
    gw_class_inspector_say (
        self->inspector, _ ("The class is in use, so it was archived: it is no longer offered, and nothing was lost."),
        FALSE);
}

static void
on_failed_cb (GwClassEditor *self, GError *error, gboolean saving)
{
  if (saving)
    {
      /* What is shown is what is saved. */
      load (self);
      forget_history (self);
      fill (self);
    }
  gw_class_inspector_say (self->inspector, error->message, TRUE);
}

/* New classes have no ids before they are saved, so some things wait. */
static void
on_settled_cb (GwClassEditor *self)
{
  g_autoptr (GwClass) remove = g_steal_pointer (&self->remove);

  if (remove != NULL && g_ptr_array_find (self->classes, remove, NULL))
    {
      remove_class (self, remove);
    }
  else if (self->steps != 0)
    {
      gboolean redo = self->steps > 0;

      self->steps += redo ? -1 : 1;
      take_step (self, redo);
    }
}

/* --- the list ---------------------------------------------------------------- */

/* The row itself moves, and keeps the selection and the focus. */
static void
move_class (GwClassEditor *self, int from, int to)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, from);

  if (row == NULL || to < 0 || (guint) to >= self->classes->len || from == to)
    return;

  g_ptr_array_insert (self->classes, to, g_ptr_array_steal_index (self->classes, (guint) from));
  self->filling = TRUE;
  g_object_ref (row);
  gtk_list_box_remove (self->list, GTK_WIDGET (row));
  gtk_list_box_insert (self->list, GTK_WIDGET (row), to);
  g_object_unref (row);
  self->filling = FALSE;
  gtk_list_box_select_row (self->list, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  inspect (self);
  note_change (self);
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
append_row (GwClassEditor *self, GwClass *klass)
{
  GtkWidget *row = gw_class_row_new (klass);

  g_signal_connect (row, "moved", G_CALLBACK (on_row_moved_cb), self);
  gtk_list_box_append (self->list, row);
}

/* All rows anew; the row at the place of the selected one is selected. */
static void
fill (GwClassEditor *self)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int index = selected != NULL ? gtk_list_box_row_get_index (selected) : 0;
  GtkWidget *child;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < self->classes->len; i++)
    append_row (self, g_ptr_array_index (self->classes, i));
  if (self->classes->len > 0)
    gtk_list_box_select_row (self->list,
                             gtk_list_box_get_row_at_index (self->list, MIN (index, (int) self->classes->len - 1)));
  self->filling = FALSE;

  gtk_widget_set_visible (GTK_WIDGET (self->list), self->classes->len > 0);
  gtk_widget_set_visible (self->search, self->classes->len > N_BEFORE_SEARCH);
  inspect (self);
}

static void
on_row_selected_cb (GwClassEditor *self)
{
  if (!self->filling)
    inspect (self);
}

static void
on_inspector_changed_cb (GwClassEditor *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    gw_class_row_refresh (GW_CLASS_ROW (row));
  note_change (self);
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
  gw_hotkey_give_free (self->classes, klass, NULL);
  g_ptr_array_add (self->classes, klass);
  append_row (self, klass);
  gtk_widget_set_visible (GTK_WIDGET (self->list), TRUE);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) self->classes->len - 1));
  gw_class_inspector_edit_name (self->inspector);
  note_change (self);
}

static void
tell_removed (GwClassEditor *self, GwClass *klass)
{
  g_autofree char *text = g_strdup_printf (_ ("“%s” was removed"), gw_class_get_name (klass));
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "classes.undo");
  adw_toast_set_timeout (toast, 10);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}

/* A class that is archived is taken back into use. */
static void
remove_class (GwClassEditor *self, GwClass *klass)
{
  if (gw_class_saver_is_busy (self->saver))
    {
      g_set_object (&self->remove, klass);
      return;
    }
  if (!gw_class_get_archived (klass))
    {
      gw_class_saver_remove (self->saver, klass);
      return;
    }

  gw_class_set_archived (klass, FALSE);
  if (gw_hotkey_find (self->classes, klass, gw_class_get_hotkey (klass)) != NULL)
    gw_class_set_hotkey (klass, NULL);
  inspect (self);
  note_change (self);
}

static void
remove_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwClassEditor *self = GW_CLASS_EDITOR (widget);
  GwClass *klass = selected_class (self);

  if (klass != NULL)
    remove_class (self, klass);
}

/* --- undo ----------------------------------------------------------------------- */

static GwClass *
find_by_id (GPtrArray *classes, gint64 id)
{
  for (guint i = 0; id != 0 && i < classes->len; i++)
    {
      if (gw_class_get_id (g_ptr_array_index (classes, i)) == id)
        return g_ptr_array_index (classes, i);
    }

  return NULL;
}

/* Makes the project's classes those of a former state: what came since goes,
 * what went comes back (the store gives a class of a name its old id).
 */
static void
go_to (GwClassEditor *self, GPtrArray *state)
{
  for (guint i = 0; i < self->classes->len; i++)
    {
      gint64 id = gw_class_get_id (g_ptr_array_index (self->classes, i));

      if (id != 0 && find_by_id (state, id) == NULL)
        gw_class_saver_drop (self->saver, id);
    }
  for (guint i = 0; i < state->len; i++)
    {
      GwClass *klass = g_ptr_array_index (state, i);

      if (find_by_id (self->classes, gw_class_get_id (klass)) == NULL)
        gw_class_set_id (klass, 0);
    }

  g_ptr_array_set_size (self->classes, 0);
  for (guint i = 0; i < state->len; i++)
    g_ptr_array_add (self->classes, g_object_ref (g_ptr_array_index (state, i)));
  fill (self);
  update_actions (self);
  gw_class_saver_save (self->saver, self->classes);
}

static void
take_step (GwClassEditor *self, gboolean redo)
{
  g_autoptr (GPtrArray) state = NULL;

  if (gw_class_saver_is_busy (self->saver))
    {
      self->steps += redo ? 1 : -1;
      return;
    }

  state = redo ? gw_class_history_redo (self->history) : gw_class_history_undo (self->history);
  if (state != NULL)
    go_to (self, state);
  else
    self->steps = 0;
}

static void
undo_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  take_step (GW_CLASS_EDITOR (widget), FALSE);
}

static void
redo_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  take_step (GW_CLASS_EDITOR (widget), TRUE);
}

/* --- taking classes over ----------------------------------------------------------- */

static void
on_source_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwClassEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) source = gw_class_source_read_finish (result, &error);
  g_autofree char *text = NULL;
  guint n;

  if (self->project == NULL)
    return;
  if (source == NULL)
    {
      gw_error_dialog_present (GTK_WIDGET (self), _ ("Classes Cannot Be Imported"), error);
      return;
    }

  n = gw_class_source_merge (self->classes, source);
  if (n > 0)
    {
      fill (self);
      note_change (self);
    }
  text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u of %u class was new", "%u of %u classes were new", source->len), n,
      source->len);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), adw_toast_new (text));
}

static void
on_source_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GwClassEditor) self = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        gw_class_source_read_async (path, NULL, on_source_read_cb, g_object_ref (self));
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
import_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Import Classes"), GTK_WINDOW (gtk_widget_get_root (widget)), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"),
      _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_source_chosen_cb), g_object_ref (widget));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* --- search -------------------------------------------------------------------------- */

static gboolean
matches_search (GtkListBoxRow *row, gpointer user_data)
{
  GwClassEditor *self = user_data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  return *text == '\0'
         || g_str_match_string (text, gw_class_get_name (gw_class_row_get_class (GW_CLASS_ROW (row))), TRUE);
}

static void
on_search_changed_cb (GwClassEditor *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

/* --- the widget ------------------------------------------------------------------------- */

static void
gw_class_editor_dispose (GObject *object)
{
  GwClassEditor *self = GW_CLASS_EDITOR (object);

  /* What waits for the store need not wait for the window. */
  if (self->saver != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->saver, self);
      gw_class_saver_close (self->saver, self->remove);
    }

  /* The rows that go unselect each other. */
  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), GW_TYPE_CLASS_EDITOR);
  g_clear_object (&self->project);
  g_clear_pointer (&self->classes, g_ptr_array_unref);
  g_clear_pointer (&self->history, gw_class_history_free);
  g_clear_object (&self->saver);
  g_clear_object (&self->use);
  g_clear_object (&self->remove);

  G_OBJECT_CLASS (gw_class_editor_parent_class)->dispose (object);
}

static void
gw_class_editor_class_init (GwClassEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_class_editor_dispose;
  g_type_ensure (GW_TYPE_CLASS_INSPECTOR);
  g_type_ensure (GW_TYPE_CLASS_PREVIEW);

  gtk_widget_class_install_action (widget_class, "classes.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "classes.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "classes.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "classes.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "classes.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "classes.move", "i", move_selected_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "classes.move", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "classes.move", "i", 1);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/groundwork/Groundwork/ui/gw-class-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, GwClassEditor, toasts);
  gtk_widget_class_bind_template_child (widget_class, GwClassEditor, inspector);
  gtk_widget_class_bind_template_child (widget_class, GwClassEditor, list);
  gtk_widget_class_bind_template_child (widget_class, GwClassEditor, preview);
  gtk_widget_class_bind_template_child (widget_class, GwClassEditor, search);
  gtk_widget_class_bind_template_callback (widget_class, on_inspector_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
}

static void
gw_class_editor_init (GwClassEditor *self)
{
  self->classes = g_ptr_array_new_with_free_func (g_object_unref);
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, matches_search, self, NULL);
  self->filling = FALSE;
}

GtkWidget *
gw_class_editor_new (GwProject *project)
{
  GwClassEditor *self;

  g_return_val_if_fail (GW_IS_PROJECT (project), NULL);

  self = g_object_new (GW_TYPE_CLASS_EDITOR, NULL);
  self->project = g_object_ref (project);
  self->saver = gw_class_saver_new (project);
  self->use = gw_class_use_new (project);
  g_signal_connect_object (self->use, "notify::used", G_CALLBACK (on_use_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saver, "saved", G_CALLBACK (on_saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saver, "removed", G_CALLBACK (on_removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saver, "failed", G_CALLBACK (on_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saver, "settled", G_CALLBACK (on_settled_cb), self, G_CONNECT_SWAPPED);
  load (self);
  forget_history (self);
  fill (self);

  return GTK_WIDGET (self);
}
