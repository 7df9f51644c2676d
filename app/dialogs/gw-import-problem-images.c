/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-problem-images.h"

/* Images of one go: others read between two of them. */
#define IMAGES_A_GO 200

typedef struct
{
  GwProblems *problems;
  GPtrArray *paths; /* (nullable): of the images that they name, each once; not made yet */
  guint n_done;
  GString *text;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_clear_pointer (&search->paths, g_ptr_array_unref);
  gw_problems_unref (search->problems);
  g_string_free (search->text, TRUE);
  g_free (search);
}

static void
list_paths (Search *search)
{
  g_autoptr (GPtrArray) problems = gw_problems_list (search->problems, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  search->paths = g_ptr_array_new ();
  for (guint i = 0; i < problems->len; i++)
    {
      const GwProblem *problem = g_ptr_array_index (problems, i);

      if (problem->image != NULL && g_hash_table_add (seen, problem->image))
        g_ptr_array_add (search->paths, problem->image);
    }
}

static gpointer
run_find (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Search *search = data;
  guint end;

  if (search->paths == NULL)
    list_paths (search);
  end = MIN (search->n_done + IMAGES_A_GO, search->paths->len);
  for (; search->n_done < end; search->n_done++)
    {
      gint64 id = 0;

      if (!gw_store_find_image (store, 0, g_ptr_array_index (search->paths, search->n_done), &id, cancellable, error))
        return NULL;
      if (id > 0)
        g_string_append_printf (search->text, "%s%" G_GINT64_FORMAT, search->text->len > 0 ? "," : "id:", id);
    }

  return NULL;
}

static void find_more (GTask *task);

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;

  gw_store_run_finish (GW_STORE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (search->n_done < search->paths->len)
    find_more (task);
  else
    g_task_return_pointer (task, search->text->len > 0 ? g_strdup (search->text->str) : NULL, g_free);
}

static void
find_more (GTask *task)
{
  gw_store_read_async (g_task_get_source_object (task), GW_STORE_LATER, run_find, g_task_get_task_data (task), NULL,
                       NULL, g_task_get_cancellable (task), on_found_cb, g_object_ref (task));
}

void
gw_import_problem_images_async (GwStore *store, GwProblems *problems, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->problems = gw_problems_ref (problems);
  search->text = g_string_new (NULL);
  g_task_set_source_tag (task, gw_import_problem_images_async);
  g_task_set_task_data (task, search, search_free);
  find_more (task);
}

char *
gw_import_problem_images_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
