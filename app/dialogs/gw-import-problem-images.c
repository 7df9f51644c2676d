/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-problem-images.h"

/* Reads the ids of the images that problems name, each once. */
static gpointer
run_find (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) problems = gw_problems_list (data, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const GwProblem *problem = g_ptr_array_index (problems, i);
      gint64 id = 0;

      if (problem->image == NULL || !g_hash_table_add (seen, problem->image))
        continue;
      if (!gw_store_find_image (store, 0, problem->image, &id, cancellable, error))
        return NULL;
      if (id > 0)
        g_string_append_printf (text, "%s%" G_GINT64_FORMAT, text->len > 0 ? "," : "id:", id);
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *text = gw_store_run_finish (GW_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, text, g_free);
}

void
gw_import_problem_images_async (GwStore *store,
                                GwProblems *problems,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, gw_import_problem_images_async);
  gw_store_read_async (store, GW_STORE_NORMAL, run_find, gw_problems_ref (problems),
                       (GDestroyNotify) gw_problems_unref, g_free, cancellable, on_found_cb, g_object_ref (task));
}

char *
gw_import_problem_images_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
