/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-source.h"

#include "gw-format.h"
#include "gw-formats.h"
#include "gw-hotkey.h"
#include "gw-palette.h"
#include "gw-store-sqlite.h"
#include "gw-task-thread.h"

/* Imported colors are kept when they differ from all others by this. */
#define LEAST_DISTANCE 0.05

static GPtrArray *
read_project (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwStore) store = gw_store_sqlite_open (path, GW_STORE_OPEN_READ_ONLY | GW_STORE_OPEN_NO_BACKUP,
                                                    cancellable, error);
  GPtrArray *classes;

  if (store == NULL)
    return NULL;

  classes = gw_store_list_classes (store, FALSE, cancellable, error);
  gw_store_close (store);

  return classes;
}

static GPtrArray *
read_labels (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwProblems) problems = gw_problems_new ();
  GwDetection detection = { 0 };
  GwReadOptions options = { 0 };
  const GwFormat *format = gw_format_detect (path, &detection, cancellable, error);
  GwReader *reader;
  GPtrArray *classes;

  if (format == NULL)
    return NULL;
  reader = gw_format_open (format, path, &options, problems, cancellable, error);
  if (reader == NULL)
    return NULL;

  classes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < gw_reader_get_head (reader)->classes->len; i++)
    g_ptr_array_add (classes, gw_class_copy (g_ptr_array_index (gw_reader_get_head (reader)->classes, i)));
  gw_reader_close (reader);

  return classes;
}

static void
read_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const char *path = task_data;
  GError *error = NULL;
  GPtrArray *classes = g_str_has_suffix (path, ".groundwork") ? read_project (path, cancellable, &error)
                                                              : read_labels (path, cancellable, &error);

  if (classes != NULL)
    g_task_return_pointer (task, classes, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
gw_class_source_read_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, gw_class_source_read_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  gw_task_run_in_thread (task, read_thread);
}

GPtrArray *
gw_class_source_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static GwClass *
find_name (GPtrArray *classes, const char *name)
{
  for (guint i = 0; i < classes->len; i++)
    {
      if (g_strcmp0 (gw_class_get_name (g_ptr_array_index (classes, i)), name) == 0)
        return g_ptr_array_index (classes, i);
    }

  return NULL;
}

static GwClass *
find_id (GPtrArray *classes, gint64 id)
{
  for (guint i = 0; id != 0 && i < classes->len; i++)
    {
      if (gw_class_get_id (g_ptr_array_index (classes, i)) == id)
        return g_ptr_array_index (classes, i);
    }

  return NULL;
}

/* Those from the place first on are new. Parents that have no id yet get one
 * below those of all others.
 */
static void
set_parents (GPtrArray *classes, guint first, GPtrArray *source)
{
  gint64 lowest = 0;

  for (guint i = 0; i < classes->len; i++)
    lowest = MIN (lowest, gw_class_get_id (g_ptr_array_index (classes, i)));

  for (guint i = first; i < classes->len; i++)
    {
      GwClass *klass = g_ptr_array_index (classes, i);
      GwClass *there = find_name (source, gw_class_get_name (klass));
      GwClass *parent_there = find_id (source, gw_class_get_parent_id (there));
      GwClass *parent = parent_there != NULL ? find_name (classes, gw_class_get_name (parent_there)) : NULL;

      if (parent == NULL || parent == klass)
        continue;
      if (gw_class_get_id (parent) == 0)
        gw_class_set_id (parent, --lowest);
      gw_class_set_parent_id (klass, gw_class_get_id (parent));
    }
}

static guint32
choose_color (GPtrArray *classes, guint32 wanted)
{
  g_autoptr (GArray) used = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean differs = TRUE;

  for (guint i = 0; i < classes->len; i++)
    {
      guint32 color = gw_class_get_color (g_ptr_array_index (classes, i));

      g_array_append_val (used, color);
      differs = differs && gw_palette_distance (color, wanted) >= LEAST_DISTANCE;
    }

  return differs ? wanted : gw_palette_next ((const guint32 *) (gpointer) used->data, used->len);
}

guint
gw_class_source_merge (GPtrArray *classes, GPtrArray *source)
{
  guint first = classes->len;

  for (guint i = 0; i < source->len; i++)
    {
      GwClass *other = g_ptr_array_index (source, i);
      g_autoptr (GwClass) klass = NULL;

      if (find_name (classes, gw_class_get_name (other)) != NULL)
        continue;
      klass = gw_class_new (gw_class_get_name (other), choose_color (classes, gw_class_get_color (other)));
      gw_class_set_attributes (klass, gw_class_get_attributes (other));
      gw_class_set_skeleton (klass, gw_class_get_skeleton (other));
      gw_hotkey_give_free (classes, klass, gw_class_get_hotkey (other));
      g_ptr_array_add (classes, g_steal_pointer (&klass));
    }
  set_parents (classes, first, source);

  return classes->len - first;
}
