/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-application-private.h"

#include <glib/gi18n.h>

#include "gw-mnemonic-names.h"
#include "gw-project-opener.h"
#include "gw-walk.h"
#include "gw-welcome-window.h"
#include "gw-window.h"

/* Longer than this looks as if the program had not started. */
#define SLOW_START_MS 1000

struct _GwApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  GwKeymap *keymap;
  GwRecentProjects *recent;
  char *walk_folder; /* (nullable): pictures of every place go there */
};

G_DEFINE_FINAL_TYPE (GwApplication, gw_application, ADW_TYPE_APPLICATION)

static GwWindow *
find_window (GwApplication *self, const char *path)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      if (GW_IS_WINDOW (l->data)
          && g_strcmp0 (gw_project_get_path (gw_window_get_project (GW_WINDOW (l->data))), path) == 0)
        return GW_WINDOW (l->data);
    }

  return NULL;
}

void
_gw_application_present_welcome (GwApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      if (GW_IS_WELCOME_WINDOW (l->data))
        {
          gtk_window_present (GTK_WINDOW (l->data));
          return;
        }
    }

  gtk_window_present (GTK_WINDOW (gw_welcome_window_new (self)));
}

static void
close_welcome (GwApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      if (GW_IS_WELCOME_WINDOW (l->data))
        {
          gtk_window_close (GTK_WINDOW (l->data));
          return;
        }
    }
}

/* Puts the project at the top of the recent ones, with the names of its
 * classes for the search.
 */
static void
note_recent (GwApplication *self, GwProject *project)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  GListModel *classes = gw_project_get_classes (project);

  for (guint i = 0; i < g_list_model_get_n_items (classes); i++)
    {
      g_autoptr (GwClass) klass = g_list_model_get_item (classes, i);

      g_strv_builder_add (builder, gw_class_get_name (klass));
    }
  names = g_strv_builder_end (builder);

  gw_recent_projects_note (self->recent, gw_project_get_path (project), gw_project_get_info (project),
                           (const char *const *) names);
}

/* A program that is ended from outside writes nothing more: a project that
 * has got its images after it was opened is noted again then.
 */
static void
on_info_changed_cb (GwProject *project, GParamSpec *pspec, GwApplication *self)
{
  GwRecentProject *known = gw_recent_projects_find (self->recent, gw_project_get_path (project));

  if (known != NULL && gw_recent_project_get_n_images (known) != gw_project_get_info (project)->n_images)
    note_recent (self, project);
}

typedef struct
{
  GwApplication *application; /* holds a use of it: no window may be open meanwhile */
  GWeakRef parent;
  char *path;
} Opening;

static void
opening_free (Opening *opening)
{
  g_application_release (G_APPLICATION (opening->application));
  g_object_unref (opening->application);
  g_weak_ref_clear (&opening->parent);
  g_free (opening->path);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
on_project_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwProject) project = gw_project_open_finish (result, &error);
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&opening->parent);
  GwApplication *self = opening->application;
  GwWindow *window;

  if (project == NULL)
    {
      if (parent == NULL)
        {
          _gw_application_present_welcome (self);
          parent = g_object_ref (gtk_application_get_active_window (GTK_APPLICATION (self)));
        }
      gw_project_opener_show_error (self, parent, opening->path, error);
      return;
    }

  /* Asked for twice while it was being opened. */
  window = find_window (self, opening->path);
  if (window == NULL)
    {
      window = gw_window_new (ADW_APPLICATION (self), project);
      note_recent (self, project);
      g_signal_connect_object (project, "notify::info", G_CALLBACK (on_info_changed_cb), self, 0);
    }
  gtk_window_present (GTK_WINDOW (window));
  close_welcome (self);
}

static void
open_project (GwApplication *self, const char *path, gboolean read_only, GtkWindow *parent)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *absolute = NULL;
  GwWindow *window;
  Opening *opening;

  file = g_file_new_for_path (path);
  absolute = g_file_get_path (file);
  window = find_window (self, absolute);
  if (window != NULL)
    {
      gtk_window_present (GTK_WINDOW (window));
      return;
    }

  opening = g_new0 (Opening, 1);
  opening->application = g_object_ref (self);
  opening->path = g_steal_pointer (&absolute);
  g_weak_ref_init (&opening->parent, parent);
  g_application_hold (G_APPLICATION (self));
  if (read_only)
    gw_project_open_read_only_async (opening->path, NULL, on_project_opened_cb, opening);
  else
    gw_project_open_async (opening->path, NULL, on_project_opened_cb, opening);
}

void
gw_application_open_project (GwApplication *self, const char *path, GtkWindow *parent)
{
  g_return_if_fail (GW_IS_APPLICATION (self));
  g_return_if_fail (path != NULL);

  open_project (self, path, FALSE, parent);
}

void
gw_application_open_read_only (GwApplication *self, const char *path, GtkWindow *parent)
{
  g_return_if_fail (GW_IS_APPLICATION (self));
  g_return_if_fail (path != NULL);

  open_project (self, path, TRUE, parent);
}

static void
gw_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path != NULL)
        gw_project_opener_open_path (GW_APPLICATION (application), path);
    }
}

static int
gw_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  GwApplication *self = GW_APPLICATION (application);

  g_variant_dict_lookup (options, "walk", "^ay", &self->walk_folder);
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("%s %s\n", _ ("Groundwork"), GW_VERSION);
      return 0;
    }

  return -1;
}

/* At the start, with the last project to be opened. */
typedef struct
{
  GwApplication *application; /* holds a use of it: no window is open */
  GwRecentProject *project;
  guint slow_id;
} Start;

static void
start_free (Start *start)
{
  if (start->slow_id != 0)
    g_application_release (G_APPLICATION (start->application));
  g_clear_handle_id (&start->slow_id, g_source_remove);
  g_object_unref (start->application);
  g_object_unref (start->project);
  g_free (start);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Start, start_free)

/* A disk that does not answer is no reason to show nothing. What is opened is
 * a person's choice from then on, and the program ends with its last window.
 */
static gboolean
on_slow_start_cb (gpointer user_data)
{
  Start *start = user_data;

  start->slow_id = 0;
  _gw_application_present_welcome (start->application);
  g_application_release (G_APPLICATION (start->application));

  return G_SOURCE_REMOVE;
}

static void
on_last_looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Start) start = user_data;

  if (start->slow_id == 0)
    return;

  if (gw_recent_project_look_finish (start->project, result, NULL))
    gw_application_open_project (start->application, gw_recent_project_get_path (start->project), NULL);
  else
    _gw_application_present_welcome (start->application);
}

static void
open_last (GwApplication *self, GwRecentProject *project)
{
  Start *start = g_new0 (Start, 1);

  start->application = g_object_ref (self);
  start->project = g_object_ref (project);
  start->slow_id = g_timeout_add (SLOW_START_MS, on_slow_start_cb, start);
  g_application_hold (G_APPLICATION (self));
  gw_recent_project_look_async (project, NULL, on_last_looked_cb, start);
}

static void
gw_application_activate (GApplication *application)
{
  GwApplication *self = GW_APPLICATION (application);
  g_autoptr (GwRecentProject) last = NULL;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (self->walk_folder != NULL)
    {
      gw_walk_start (self, self->walk_folder);
      g_clear_pointer (&self->walk_folder, g_free);
      return;
    }

  if (window != NULL)
    {
      gtk_window_present (window);
      return;
    }

  if (!g_settings_get_boolean (self->settings, "started-before"))
    {
      g_settings_set_boolean (self->settings, "started-before", TRUE);
      _gw_application_present_welcome (self);
      g_action_group_activate_action (G_ACTION_GROUP (self), "sample", NULL);
      return;
    }

  last = g_list_model_get_item (G_LIST_MODEL (self->recent), 0);
  if (last != NULL && g_settings_get_enum (self->settings, "start-page") == 1)
    open_last (self, last);
  else
    _gw_application_present_welcome (self);
}

static void
on_style_changed_cb (GSettings *settings, const char *key, gpointer user_data)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[g_settings_get_enum (settings, "style")]);
}

static void
gw_application_startup (GApplication *application)
{
  GwApplication *self = GW_APPLICATION (application);

  G_APPLICATION_CLASS (gw_application_parent_class)->startup (application);

  gw_mnemonic_names_follow ();
  self->settings = g_settings_new (GW_APP_ID);
  self->keymap = gw_keymap_new (self->settings);
  _gw_application_add_actions (self);
  self->recent = gw_recent_projects_new ();
  g_signal_connect (self->settings, "changed::style", G_CALLBACK (on_style_changed_cb), NULL);
  on_style_changed_cb (self->settings, "style", NULL);
}

static void
gw_application_dispose (GObject *object)
{
  GwApplication *self = GW_APPLICATION (object);

  g_clear_object (&self->keymap);
  g_clear_object (&self->settings);
  g_clear_object (&self->recent);
  g_clear_pointer (&self->walk_folder, g_free);

  G_OBJECT_CLASS (gw_application_parent_class)->dispose (object);
}

static void
gw_application_class_init (GwApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_application_dispose;
  application_class->startup = gw_application_startup;
  application_class->activate = gw_application_activate;
  application_class->open = gw_application_open;
  application_class->handle_local_options = gw_application_handle_local_options;
}

static void
gw_application_init (GwApplication *self)
{
  static const GOptionEntry options[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and end"), NULL },
    { "walk", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, NULL, NULL, NULL },
    { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

GwApplication *
gw_application_new (void)
{
  return g_object_new (GW_TYPE_APPLICATION, "application-id", GW_APP_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/org/groundwork/Groundwork", NULL);
}

GSettings *
gw_application_get_settings (GwApplication *self)
{
  g_return_val_if_fail (GW_IS_APPLICATION (self), NULL);

  return self->settings;
}

GwKeymap *
gw_application_get_keymap (GwApplication *self)
{
  g_return_val_if_fail (GW_IS_APPLICATION (self), NULL);

  return self->keymap;
}

GwRecentProjects *
gw_application_get_recent (GwApplication *self)
{
  g_return_val_if_fail (GW_IS_APPLICATION (self), NULL);

  return self->recent;
}
