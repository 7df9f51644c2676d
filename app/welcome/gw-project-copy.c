/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-project-copy.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "gw-error.h"
#include "gw-store-sqlite.h"
#include "gw-task-thread.h"

typedef struct
{
  char *path;
  char *target; /* the new name, or the new path */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->path);
  g_free (request->target);
  g_free (request);
}

static void
start (gpointer tag, GTaskThreadFunc func, const char *path, const char *target, GCancellable *cancellable,
       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->path = g_strdup (path);
  request->target = g_strdup (target);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, request, request_free);
  gw_task_run_in_thread (task, func);
}

static gboolean
set_name (GwStore *store, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwProjectInfo) info = gw_store_get_info (store, cancellable, error);

  if (info == NULL)
    return FALSE;

  g_free (info->name);
  info->name = g_strdup (name);

  return gw_store_set_info (store, info, cancellable, error);
}

static void
rename_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Request *request = task_data;
  GError *error = NULL;
  g_autoptr (GwStore) store = gw_store_sqlite_open (request->path, GW_STORE_OPEN_NO_BACKUP, cancellable, &error);

  if (store == NULL || !set_name (store, request->target, cancellable, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
gw_project_rename_async (const char *path, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  start (gw_project_rename_async, rename_thread, path, name, cancellable, callback, user_data);
}

gboolean
gw_project_rename_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The roots of the copy must lead to the same folders, wherever the copy
 * lies; relative ones would not.
 */
static gboolean
keep_roots (GwStore *from, GwStore *to, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) roots = gw_store_list_roots (from, cancellable, error);

  if (roots == NULL)
    return FALSE;

  for (guint i = 0; i < roots->len; i++)
    {
      GwRoot *root = g_ptr_array_index (roots, i);

      if (!gw_store_relocate_root (to, root->id, root->path, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

static void
duplicate_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Request *request = task_data;
  g_autofree char *target = g_str_has_suffix (request->target, ".groundwork")
                                ? g_strdup (request->target)
                                : g_strconcat (request->target, ".groundwork", NULL);
  g_autofree char *base = g_path_get_basename (target);
  g_autofree char *name = g_strndup (base, strlen (base) - strlen (".groundwork"));
  GError *error = NULL;
  g_autoptr (GwStore) from = NULL;
  g_autoptr (GwStore) to = NULL;

  from = gw_store_sqlite_open (request->path, GW_STORE_OPEN_READ_ONLY | GW_STORE_OPEN_NO_BACKUP, cancellable, &error);
  if (from == NULL || !gw_store_sqlite_copy_to (from, target, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  to = gw_store_sqlite_open (target, GW_STORE_OPEN_NO_BACKUP, cancellable, &error);
  if (to == NULL || !keep_roots (from, to, cancellable, &error) || !set_name (to, name, cancellable, &error))
    {
      g_clear_object (&to);
      g_unlink (target);
      g_task_return_error (task, error);
      return;
    }

  g_task_return_pointer (task, g_steal_pointer (&target), g_free);
}

void
gw_project_duplicate_async (const char *path, const char *new_path, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  start (gw_project_duplicate_async, duplicate_thread, path, new_path, cancellable, callback, user_data);
}

char *
gw_project_duplicate_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
