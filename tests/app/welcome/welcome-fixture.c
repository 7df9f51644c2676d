/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "welcome-fixture.h"

#include "gw-recent-projects.h"
#include "gw-test-data.h"
#include "gw-welcome-window.h"

/* A process has one for as long as it lives. */
static GwApplication *application;

void
welcome_set_up (WelcomeFixture *fixture, gconstpointer data)
{
  fixture->folder = gw_test_folder_new ();
  fixture->application = application;
  gw_recent_projects_clear (gw_application_get_recent (fixture->application));
  fixture->window = gw_welcome_window_new (fixture->application);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

void
welcome_tear_down (WelcomeFixture *fixture, gconstpointer data)
{
  GList *windows;

  while ((windows = gtk_application_get_windows (GTK_APPLICATION (fixture->application))) != NULL)
    gtk_window_destroy (GTK_WINDOW (windows->data));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  gw_test_folder_free (fixture->folder);
}

GwRecentProjects *
welcome_get_recent (WelcomeFixture *fixture)
{
  return gw_application_get_recent (fixture->application);
}

void
welcome_note (WelcomeFixture *fixture, const char *path, const char *name, const char *class_name)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new (name, GW_TASK_BOXES);
  const char *classes[] = { class_name, NULL };

  info->n_images = 40;
  info->n_labeled = 10;
  gw_recent_projects_note (welcome_get_recent (fixture), path, info, classes);
}

GwWindow *
welcome_find_project_window (gpointer data)
{
  for (GList *l = gtk_application_get_windows (data); l != NULL; l = l->next)
    {
      if (GW_IS_WINDOW (l->data))
        return l->data;
    }

  return NULL;
}

gboolean
welcome_has_project_window (gpointer data)
{
  return welcome_find_project_window (data) != NULL;
}

GtkWidget *
welcome_find_toplevel (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }

  return NULL;
}

int
welcome_main (int argc, char **argv, void (*add) (void))
{
  char *data = gw_test_folder_new ();
  GError *error = NULL;
  int result;

  /* The list of recent projects, and what is in the cache, are the test's own. */
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_CACHE_HOME", data, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  application = gw_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  add ();
  result = g_test_run ();
  g_object_unref (application);
  gw_test_folder_free (data);

  return result;
}
