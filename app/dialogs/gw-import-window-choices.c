/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-window-private.h"

#include <glib/gi18n.h>

#include "gw-import-problem-row.h"

/* Rows of the merge list, in the order of the .ui file. */
static const GwMerge merges[] = { GW_MERGE_ADD, GW_MERGE_REPLACE, GW_MERGE_SKIP };

/* --- folders and files ---------------------------------------------------------------------- */

/* A worker reads the import while it runs. */
static gboolean
may_change (GwImportWindow *self)
{
  return self->import != NULL && self->work == NULL;
}

void
_gw_import_window_take_source (GwImportWindow *self, const char *source)
{
  g_free (self->source);
  self->source = g_strdup (source);
  g_clear_object (&self->import);
  self->import = gw_import_new (gw_project_get_store (self->project), source);
  gw_import_set_options (self->import, &(GwReadOptions) { .name_positive = TRUE });
  self->options_format = NULL;
  _gw_import_window_start (self, GW_IMPORT_JOB_CHECK);
}

static void
on_source_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GwImportWindow) self = user_data;

  if (response == GTK_RESPONSE_ACCEPT && self->work == NULL && self->project != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        _gw_import_window_take_source (self, path);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
on_images_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GwImportWindow) self = user_data;

  if (response == GTK_RESPONSE_ACCEPT && may_change (self))
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        {
          gw_import_set_images_dir (self->import, path);
          adw_action_row_set_subtitle (self->images_row, path);
          _gw_import_window_start (self, GW_IMPORT_JOB_CHECK);
        }
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
on_missing_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GwImportWindow) self = user_data;

  if (response == GTK_RESPONSE_ACCEPT && may_change (self))
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        {
          gw_import_add_images_dir (self->import, path);
          _gw_import_window_start_anew (self);
        }
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
choose (GwImportWindow *self, GtkFileChooserAction kind, const char *title, GCallback callback)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (self), kind, _ ("_Choose"),
                                                              _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", callback, g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
choose_file_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  choose (GW_IMPORT_WINDOW (widget), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Choose a File of Labels"),
          G_CALLBACK (on_source_chosen_cb));
}

static void
choose_folder_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  choose (GW_IMPORT_WINDOW (widget), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("Choose a Labeled Folder"),
          G_CALLBACK (on_source_chosen_cb));
}

static void
locate_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  choose (GW_IMPORT_WINDOW (widget), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("Choose the Folder of Images"),
          G_CALLBACK (on_images_chosen_cb));
}

static void
locate_missing_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  choose (GW_IMPORT_WINDOW (widget), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
          _ ("Choose the Folder of the Missing Images"), G_CALLBACK (on_missing_chosen_cb));
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, GwImportWindow *self)
{
  GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;

  if (path == NULL || self->work != NULL)
    return FALSE;

  _gw_import_window_take_source (self, path);

  return TRUE;
}

/* --- options ------------------------------------------------------------------------- */

static void
on_format_changed_cb (GwImportWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->format_row);

  if (self->filling || !may_change (self) || selected >= self->formats->len)
    return;

  gw_import_set_format (self->import, g_ptr_array_index (self->formats, selected));
  _gw_import_window_start (self, GW_IMPORT_JOB_CHECK);
}

/* The first row asks for a choice. */
static void
on_choose_format_cb (GwImportWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->choose_format);

  if (self->filling || !may_change (self) || selected == 0 || selected > self->formats->len)
    return;

  gw_import_set_format (self->import, g_ptr_array_index (self->formats, selected - 1));
  _gw_import_window_start (self, GW_IMPORT_JOB_CHECK);
}

static void
choose_rule_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwImportWindow *self = GW_IMPORT_WINDOW (widget);
  GwIntakeRules rules;
  const char *code;
  const char *choice;

  if (!may_change (self))
    return;

  rules = *gw_import_get_rules (self->import);
  g_variant_get (parameter, "(&s&s)", &code, &choice);
  if (!gw_import_problem_choose (&rules, code, choice))
    return;

  gw_import_set_rules (self->import, &rules);
  _gw_import_window_start_anew (self);
}

/* Classes that differ only in case become those of the project. */
static void
merge_similar_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwImportWindow *self = GW_IMPORT_WINDOW (widget);
  GPtrArray *mappings;

  if (!may_change (self))
    return;

  mappings = gw_import_get_mappings (self->import);
  for (guint i = 0; i < mappings->len; i++)
    {
      const GwImportMapping *mapping = g_ptr_array_index (mappings, i);

      if (mapping->target == GW_IMPORT_CREATE && mapping->suggestion > 0)
        gw_import_set_class_target (self->import, mapping->name, mapping->suggestion);
    }
  _gw_import_window_start_anew (self);
}

static const char *
get_entry (AdwEntryRow *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  return *text != '\0' ? text : NULL;
}

/* What is chosen in “Import as”, in the order of its rows. Predictions without a name
 * are of the models that the source names.
 */
static GwLayer *
make_layer (GwImportWindow *self)
{
  const char *name = get_entry (self->model_row);

  switch (adw_combo_row_get_selected (self->as_row))
    {
    case 1:
      return gw_layer_new (GW_LAYER_KIND_PREDICTIONS, name, get_entry (self->version_row));
    case 2:
      return gw_layer_new (GW_LAYER_KIND_ANSWERS, name != NULL ? name : _ ("Annotator"), NULL);
    default:
      return NULL;
    }
}

/* Of a table with one column of scores, until it is told and after. */
static gboolean
asks_for_class (GwImportWindow *self)
{
  const GwImportReport *report = gw_import_get_report (self->import);

  return get_entry (self->positive_row) != NULL
         || (report != NULL && gw_problems_count_code (report->problems, "task-ambiguous") > 0);
}

/* The rows that belong to what is chosen. */
static void
show_rows (GwImportWindow *self)
{
  guint as = adw_combo_row_get_selected (self->as_row);

  gtk_widget_set_visible (GTK_WIDGET (self->model_row), as != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->version_row), as == 1);
  gtk_widget_set_visible (GTK_WIDGET (self->positive_row), asks_for_class (self));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->model_row),
                                 as == 2 ? _ ("Annotator where the file names none") : _ ("Model name"));
}

void
_gw_import_window_take_options (GwImportWindow *self)
{
  g_autoptr (GwLayer) layer = NULL;
  GwReadOptions options = { .name_positive = TRUE };

  if (self->filling || !may_change (self))
    return;

  layer = make_layer (self);
  options.positive = get_entry (self->positive_row);
  _gw_import_window_read_options (self, &options);
  show_rows (self);
  gw_import_set_layer (self->import, layer);
  gw_import_set_options (self->import, &options);
  gw_import_set_merge (self->import,
                       merges[MIN (adw_combo_row_get_selected (self->merge_row), G_N_ELEMENTS (merges) - 1)]);
  _gw_import_window_start (self, GW_IMPORT_JOB_CHECK);
}

static void
on_options_changed_cb (GwImportWindow *self)
{
  _gw_import_window_take_options (self);
}

/* --- for the window ------------------------------------------------------------------------ */

void
_gw_import_window_class_init_choices (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "import.choose-file", NULL, choose_file_action);
  gtk_widget_class_install_action (widget_class, "import.choose-folder", NULL, choose_folder_action);
  gtk_widget_class_install_action (widget_class, "import.choose", "(ss)", choose_rule_action);
  gtk_widget_class_install_action (widget_class, "import.locate", NULL, locate_action);
  gtk_widget_class_install_action (widget_class, "import.locate-missing", NULL, locate_missing_action);
  gtk_widget_class_install_action (widget_class, "import.merge-similar", NULL, merge_similar_action);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_format_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_format_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_options_changed_cb);
}

void
_gw_import_window_show_layer (GwImportWindow *self)
{
  adw_combo_row_set_selected (self->as_row, (guint) gw_import_get_layer_kind (self->import));
  show_rows (self);
}

static void
list_formats (GwImportWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) asked = gtk_string_list_new ((const char *[]) { _ ("Choose Format…"), NULL });
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n;
  const GwFormat *const *formats = gw_formats_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      if ((formats[i]->flags & GW_FORMAT_READS) == 0)
        continue;
      g_ptr_array_add (self->formats, (gpointer) formats[i]);
      gtk_string_list_append (names, _ (formats[i]->title));
      gtk_string_list_append (asked, _ (formats[i]->title));
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _ (formats[i]->title));
    }
  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (names));
  gtk_drop_down_set_model (self->choose_format, G_LIST_MODEL (asked));
  gtk_label_set_label (self->known_formats, text->str);
}

void
_gw_import_window_init_choices (GwImportWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  list_formats (self);
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}
