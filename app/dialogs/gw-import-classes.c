/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-classes.h"

#include <glib/gi18n.h>

#include "gw-path.h"

struct _GwImportClasses
{
  GtkWidget parent_instance;

  GwImport *import; /* (nullable) */
  gboolean filling; /* rows are being set: not a person's doing */
  GtkWidget *group;
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (GwImportClasses, gw_import_classes, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_target_changed_cb (AdwComboRow *row, GParamSpec *pspec, GwImportClasses *self)
{
  GArray *targets = g_object_get_data (G_OBJECT (row), "gw-targets");
  guint selected = adw_combo_row_get_selected (row);

  if (self->filling || self->import == NULL || selected >= targets->len)
    return;

  gw_import_set_class_target (self->import, g_object_get_data (G_OBJECT (row), "gw-name"),
                              g_array_index (targets, gint64, selected));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The choices of a class, and which of them stands. */
static guint
list_targets (const GwImportMapping *klass, GListModel *classes, GtkStringList *names, GArray *targets)
{
  const gint64 create = GW_IMPORT_CREATE;
  const gint64 ignore = GW_IMPORT_IGNORE;
  guint selected = klass->target == GW_IMPORT_IGNORE ? 1 : 0;

  gtk_string_list_append (names, _ ("New Class"));
  g_array_append_val (targets, create);
  gtk_string_list_append (names, _ ("Leave Out"));
  g_array_append_val (targets, ignore);
  for (guint i = 0; i < g_list_model_get_n_items (classes); i++)
    {
      g_autoptr (GwClass) own = g_list_model_get_item (classes, i);
      gint64 id = gw_class_get_id (own);

      gtk_string_list_append (names, gw_class_get_name (own));
      g_array_append_val (targets, id);
      if (id == klass->target)
        selected = targets->len - 1;
    }

  return selected;
}

static GtkWidget *
make_row (GwImportClasses *self, const GwImportMapping *klass, GListModel *classes)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *shown = gw_path_display (klass->name, -1);
  guint selected = list_targets (klass, classes, names, targets);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown);
  if (klass->suggestion > 0 && klass->target != klass->suggestion)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("A class of the project differs only in case"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_object_set_data_full (G_OBJECT (row), "gw-targets", targets, (GDestroyNotify) g_array_unref);
  g_object_set_data_full (G_OBJECT (row), "gw-name", g_strdup (klass->name), g_free);
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_target_changed_cb), self);

  return row;
}

static void
gw_import_classes_dispose (GObject *object)
{
  GwImportClasses *self = GW_IMPORT_CLASSES (object);

  self->filling = TRUE;
  g_clear_object (&self->import);
  g_clear_pointer (&self->group, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (gw_import_classes_parent_class)->dispose (object);
}

static void
gw_import_classes_class_init (GwImportClassesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_import_classes_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

/* The same choices for the next import of this kind. */
static GtkWidget *
make_menu_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("_Use a Class Map…"), "import.use-map");
  g_menu_append (menu, _ ("_Save the Class Map…"), "import.save-map");
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Class Map"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Class Map"), -1);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

static void
gw_import_classes_init (GwImportClasses *self)
{
  self->rows = g_ptr_array_new ();
  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _ ("Classes"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self->group), make_menu_button ());
  gtk_widget_set_parent (self->group, GTK_WIDGET (self));
}

GtkWidget *
gw_import_classes_new (void)
{
  return g_object_new (GW_TYPE_IMPORT_CLASSES, NULL);
}

void
gw_import_classes_show (GwImportClasses *self, GwImport *import, GwProject *project)
{
  GPtrArray *mappings;

  g_return_if_fail (GW_IS_IMPORT_CLASSES (self));
  g_return_if_fail (GW_IS_IMPORT (import));

  mappings = gw_import_get_mappings (import);
  g_set_object (&self->import, import);
  self->filling = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->group), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; mappings != NULL && i < mappings->len; i++)
    {
      GtkWidget *row = make_row (self, g_ptr_array_index (mappings, i), gw_project_get_classes (project));

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
      g_ptr_array_add (self->rows, row);
    }
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}
