/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "class-editor-fixture.h"

#include "gw-class-editor.h"
#include "gw-class-inspector.h"
#include "gw-test-data.h"
#include "labeling-fixtures.h"

void
class_editor_set_up (ClassEditorFixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->folder = gw_test_folder_new ();
  path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 2);
  fixture->project = dialogs_open_project (path);
  fixture->window = GTK_WIDGET (dialogs_host_new ());
  fixture->editor = gw_class_editor_new (fixture->project);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->editor);
}

void
class_editor_tear_down (ClassEditorFixture *fixture, gconstpointer data)
{
  dialogs_close (fixture->window, fixture->project);
  gw_test_folder_free (fixture->folder);
}

GwStore *
class_editor_get_store (ClassEditorFixture *fixture)
{
  return gw_project_get_store (fixture->project);
}

void
class_editor_select (ClassEditorFixture *fixture, int index)
{
  GtkWidget *list = dialogs_find (fixture->editor, GTK_TYPE_LIST_BOX, NULL);

  gtk_list_box_select_row (GTK_LIST_BOX (list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), index));
}

GtkWidget *
class_editor_get_inspector (ClassEditorFixture *fixture)
{
  return dialogs_find (fixture->editor, GW_TYPE_CLASS_INSPECTOR, NULL);
}

gint64
class_editor_find_id (ClassEditorFixture *fixture, const char *name)
{
  g_autoptr (GPtrArray) classes = gw_store_list_classes (class_editor_get_store (fixture), TRUE, NULL, NULL);

  for (guint i = 0; i < classes->len; i++)
    {
      if (g_strcmp0 (gw_class_get_name (g_ptr_array_index (classes, i)), name) == 0)
        return gw_class_get_id (g_ptr_array_index (classes, i));
    }

  return 0;
}
