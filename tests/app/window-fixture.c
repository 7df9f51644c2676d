/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window-fixture.h"

#include "dialogs-fixtures.h"
#include "gw-test-data.h"
#include "labeling-fixtures.h"

void
window_set_up (WindowFixture *fixture, gconstpointer data)
{
  fixture->folder = gw_test_folder_new ();
  fixture->path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 2);
  fixture->project = dialogs_open_project (fixture->path);
  fixture->store = gw_project_get_store (fixture->project);
  fixture->window = GTK_WINDOW (gw_window_new (NULL, fixture->project));
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  g_object_add_weak_pointer (G_OBJECT (fixture->store), (gpointer *) &fixture->store);
  g_object_unref (fixture->project);
  gtk_window_present (fixture->window);
}

gboolean
window_is_closed (gpointer data)
{
  WindowFixture *fixture = data;

  return fixture->window == NULL && fixture->store == NULL;
}

void
window_tear_down (WindowFixture *fixture, gconstpointer data)
{
  labeling_wait (window_is_closed, fixture);
  g_free (fixture->path);
  gw_test_folder_free (fixture->folder);
}
