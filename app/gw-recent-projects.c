/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-recent-projects.h"

#include <json-glib/json-glib.h>

#include "gw-path-kind.h"
#include "gw-task-thread.h"
#include "gw-time.h"

/* More than that are not remembered; the list is for getting back to work. */
#define MAX_PROJECTS 1000

/* A list that grew beyond this was not written by this program. */
#define MAX_FILE_BYTES (8 * 1024 * 1024)

struct _GwRecentProject
{
  GObject parent_instance;

  char *path;
  char *name;
  GwTask task;
  gint64 n_images;
  gint64 n_labeled;
  gint64 opened;
  GStrv classes;
  gboolean missing; /* when somebody looked the last time */
};

G_DEFINE_FINAL_TYPE (GwRecentProject, gw_recent_project, G_TYPE_OBJECT)

static void
gw_recent_project_finalize (GObject *object)
{
  GwRecentProject *self = GW_RECENT_PROJECT (object);

  g_free (self->path);
  g_free (self->name);
  g_strfreev (self->classes);

  G_OBJECT_CLASS (gw_recent_project_parent_class)->finalize (object);
}

static void
gw_recent_project_class_init (GwRecentProjectClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_recent_project_finalize;
}

static void
gw_recent_project_init (GwRecentProject *self)
{
}

const char *
gw_recent_project_get_path (GwRecentProject *self)
{
  return self->path;
}

const char *
gw_recent_project_get_name (GwRecentProject *self)
{
  return self->name;
}

GwTask
gw_recent_project_get_task (GwRecentProject *self)
{
  return self->task;
}

gint64
gw_recent_project_get_n_images (GwRecentProject *self)
{
  return self->n_images;
}

gint64
gw_recent_project_get_n_labeled (GwRecentProject *self)
{
  return self->n_labeled;
}

gint64
gw_recent_project_get_opened (GwRecentProject *self)
{
  return self->opened;
}

const char *const *
gw_recent_project_get_classes (GwRecentProject *self)
{
  return (const char *const *) self->classes;
}

char *
gw_recent_project_get_cover_path (const char *path)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
  g_autofree char *name = g_strconcat (digest, ".png", NULL);

  return g_build_filename (g_get_user_cache_dir (), "groundwork", "covers", name, NULL);
}

static void
load_cover_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  /* None was made yet, or it is made again: the next start shows it. */
  g_task_return_pointer (task, gdk_texture_new_from_filename (task_data, NULL), g_object_unref);
}

void
gw_recent_project_load_cover_async (GwRecentProject *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GW_IS_RECENT_PROJECT (self));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, gw_recent_project_load_cover_async);
  g_task_set_task_data (task, gw_recent_project_get_cover_path (self->path), g_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, load_cover_thread);
}

GdkTexture *
gw_recent_project_load_cover_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
gw_recent_project_exists (GwRecentProject *self)
{
  g_return_val_if_fail (GW_IS_RECENT_PROJECT (self), FALSE);

  return !self->missing;
}

void
gw_recent_project_look_async (GwRecentProject *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (GW_IS_RECENT_PROJECT (self));

  gw_path_kind_look_async (self->path, cancellable, callback, user_data);
}

gboolean
gw_recent_project_look_finish (GwRecentProject *self, GAsyncResult *result, GError **error)
{
  GwPathKind kind;

  g_return_val_if_fail (GW_IS_RECENT_PROJECT (self), FALSE);

  if (!gw_path_kind_look_finish (result, &kind, error))
    return FALSE;
  self->missing = kind != GW_PATH_FILE;

  return !self->missing;
}

struct _GwRecentProjects
{
  GObject parent_instance;

  GPtrArray *items;
  char *file;
};

static GType
gw_recent_projects_get_item_type (GListModel *model)
{
  return GW_TYPE_RECENT_PROJECT;
}

static guint
gw_recent_projects_get_n_items (GListModel *model)
{
  return GW_RECENT_PROJECTS (model)->items->len;
}

static gpointer
gw_recent_projects_get_item (GListModel *model, guint position)
{
  GwRecentProjects *self = GW_RECENT_PROJECTS (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gw_recent_projects_get_item_type;
  iface->get_n_items = gw_recent_projects_get_n_items;
  iface->get_item = gw_recent_projects_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GwRecentProjects, gw_recent_projects, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
gw_recent_projects_finalize (GObject *object)
{
  GwRecentProjects *self = GW_RECENT_PROJECTS (object);

  g_ptr_array_unref (self->items);
  g_free (self->file);

  G_OBJECT_CLASS (gw_recent_projects_parent_class)->finalize (object);
}

static void
gw_recent_projects_class_init (GwRecentProjectsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_recent_projects_finalize;
}

static void
gw_recent_projects_init (GwRecentProjects *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->file = g_build_filename (g_get_user_data_dir (), "groundwork", "recent.json", NULL);
}

static const char *
member_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gint64
member_int (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

static GStrv
member_strings (JsonObject *object, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonNode *node = json_object_get_member (object, name);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *item = json_array_get_element (array, i);

          if (JSON_NODE_HOLDS_VALUE (item) && json_node_get_value_type (item) == G_TYPE_STRING)
            g_strv_builder_add (builder, json_node_get_string (item));
        }
    }

  return g_strv_builder_end (builder);
}

static GwRecentProject *
read_project (JsonNode *node)
{
  GwRecentProject *project;
  JsonObject *object;
  const char *path;
  const char *name;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  path = member_string (object, "path");
  name = member_string (object, "name");
  if (path == NULL || !g_path_is_absolute (path) || name == NULL)
    return NULL;

  project = g_object_new (GW_TYPE_RECENT_PROJECT, NULL);
  project->path = g_strdup (path);
  project->name = g_strdup (name);
  if (!gw_task_from_nick (member_string (object, "task") != NULL ? member_string (object, "task") : "", &project->task))
    project->task = GW_TASK_BOXES;
  project->n_images = MAX (0, member_int (object, "images"));
  project->n_labeled = CLAMP (member_int (object, "labeled"), 0, project->n_images);
  project->opened = member_int (object, "opened");
  project->classes = member_strings (object, "classes");

  return project;
}

static void
load (GwRecentProjects *self)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *text = NULL;
  gsize length;
  JsonNode *root;

  if (!g_file_get_contents (self->file, &text, &length, NULL) || length > MAX_FILE_BYTES
      || !json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return;

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return;

  for (guint i = 0; i < MIN (json_array_get_length (json_node_get_array (root)), MAX_PROJECTS); i++)
    {
      GwRecentProject *project = read_project (json_array_get_element (json_node_get_array (root), i));

      if (project != NULL)
        g_ptr_array_add (self->items, project);
    }
}

GwRecentProjects *
gw_recent_projects_new (void)
{
  GwRecentProjects *self = g_object_new (GW_TYPE_RECENT_PROJECTS, NULL);

  load (self);

  return self;
}

static void
write_project (JsonBuilder *builder, GwRecentProject *project)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "path");
  json_builder_add_string_value (builder, project->path);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, project->name);
  json_builder_set_member_name (builder, "task");
  json_builder_add_string_value (builder, gw_task_get_nick (project->task));
  json_builder_set_member_name (builder, "images");
  json_builder_add_int_value (builder, project->n_images);
  json_builder_set_member_name (builder, "labeled");
  json_builder_add_int_value (builder, project->n_labeled);
  json_builder_set_member_name (builder, "opened");
  json_builder_add_int_value (builder, project->opened);
  json_builder_set_member_name (builder, "classes");
  json_builder_begin_array (builder);
  for (guint i = 0; project->classes != NULL && project->classes[i] != NULL; i++)
    json_builder_add_string_value (builder, project->classes[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* What is to be written, and the place of it among all that was to be. */
typedef struct
{
  char *file;
  char *text;
  gsize length;
  guint number;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_free (writing->file);
  g_free (writing->text);
  g_free (writing);
}

/* Threads may come in any order: what is older than what stands there is dropped. */
static void
save_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  static GMutex mutex;
  static guint last;
  Writing *writing = task_data;
  g_autoptr (GFile) file = g_file_new_for_path (writing->file);
  g_autofree char *folder = g_path_get_dirname (writing->file);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr (GError) error = NULL;

  if (writing->number > last)
    {
      last = writing->number;
      g_mkdir_with_parents (folder, 0700);
      if (!g_file_replace_contents (file, writing->text, writing->length, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                    cancellable, &error))
        g_debug ("The list of projects was not saved: %s", error->message);
    }
  g_task_return_boolean (task, error == NULL);
}

static void
save (GwRecentProjects *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GTask) task = NULL;
  static guint n_writings;
  Writing *writing;

  json_builder_begin_array (builder);
  for (guint i = 0; i < self->items->len; i++)
    write_project (builder, g_ptr_array_index (self->items, i));
  json_builder_end_array (builder);

  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);

  writing = g_new0 (Writing, 1);
  writing->file = g_strdup (self->file);
  writing->text = json_generator_to_data (generator, &writing->length);
  writing->number = ++n_writings;
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, save);
  g_task_set_task_data (task, writing, writing_free);
  gw_task_run_in_thread (task, save_thread);
}

static gboolean
find (GwRecentProjects *self, const char *path, guint *position)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      GwRecentProject *project = g_ptr_array_index (self->items, i);

      if (g_strcmp0 (project->path, path) == 0)
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

static void
take_out (GwRecentProjects *self, const char *path)
{
  guint position;

  if (find (self, path, &position))
    {
      g_ptr_array_remove_index (self->items, position);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
    }
}

void
gw_recent_projects_note (GwRecentProjects *self, const char *path, const GwProjectInfo *info,
                         const char *const *classes)
{
  GwRecentProject *project;

  g_return_if_fail (GW_IS_RECENT_PROJECTS (self));
  g_return_if_fail (path != NULL && info != NULL);

  take_out (self, path);

  project = g_object_new (GW_TYPE_RECENT_PROJECT, NULL);
  project->path = g_strdup (path);
  project->name = g_strdup (info->name);
  project->task = info->task;
  project->n_images = info->n_images;
  project->n_labeled = info->n_labeled;
  project->opened = gw_time_now ();
  project->classes = g_strdupv ((char **) classes);

  g_ptr_array_insert (self->items, 0, project);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
  if (self->items->len > MAX_PROJECTS)
    {
      g_ptr_array_set_size (self->items, MAX_PROJECTS);
      g_list_model_items_changed (G_LIST_MODEL (self), MAX_PROJECTS, 1, 0);
    }
  save (self);
}

void
gw_recent_projects_remove (GwRecentProjects *self, const char *path)
{
  g_return_if_fail (GW_IS_RECENT_PROJECTS (self));

  take_out (self, path);
  save (self);
}

void
gw_recent_projects_clear (GwRecentProjects *self)
{
  guint n;

  g_return_if_fail (GW_IS_RECENT_PROJECTS (self));

  n = self->items->len;
  if (n == 0)
    return;

  g_ptr_array_set_size (self->items, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
  save (self);
}

void
gw_recent_projects_rename (GwRecentProjects *self, const char *path, const char *name)
{
  GwRecentProject *project;
  guint position;

  g_return_if_fail (GW_IS_RECENT_PROJECTS (self));
  g_return_if_fail (name != NULL);

  if (!find (self, path, &position))
    return;

  project = g_ptr_array_index (self->items, position);
  g_free (project->name);
  project->name = g_strdup (name);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
  save (self);
}

void
gw_recent_projects_replace (GwRecentProjects *self, const char *path, const char *new_path)
{
  GwRecentProject *project;
  guint position;

  g_return_if_fail (GW_IS_RECENT_PROJECTS (self));
  g_return_if_fail (new_path != NULL);

  if (!find (self, path, &position))
    return;

  project = g_ptr_array_index (self->items, position);
  g_free (project->path);
  project->path = g_strdup (new_path);
  project->missing = FALSE;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
  save (self);
}

GwRecentProject *
gw_recent_projects_find (GwRecentProjects *self, const char *path)
{
  guint position;

  g_return_val_if_fail (GW_IS_RECENT_PROJECTS (self), NULL);

  return find (self, path, &position) ? g_ptr_array_index (self->items, position) : NULL;
}
