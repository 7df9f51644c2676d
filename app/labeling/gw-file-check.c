/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-file-check.h"

#include "gw-hash.h"
#include "gw-task-thread.h"

void
gw_file_check_free (GwFileCheck *check)
{
  if (check == NULL)
    return;

  g_free (check->sha256);
  g_free (check);
}

static gboolean
read_hash (GwFileCheck *check, const char *path, GCancellable *cancellable, GError **error)
{
  GwHash hash;
  char hex[GW_HASH_HEX_LENGTH];

  if (!gw_hash_file (path, &hash, cancellable, error))
    return FALSE;
  gw_hash_to_hex (&hash, hex);
  check->sha256 = g_strdup (hex);

  return TRUE;
}

static gboolean
compare (GwFileCheck *check, GwImage *image, GCancellable *cancellable, GError **error)
{
  const char *sha256 = gw_image_get_sha256 (image);

  if (gw_image_get_bytes (image) == 0
      || (gw_image_get_bytes (image) == check->bytes && gw_image_get_mtime (image) == check->mtime))
    return TRUE;

  /* A copy has another time and is the same picture. */
  if (gw_image_get_bytes (image) == check->bytes && sha256 == NULL)
    return TRUE;
  if (sha256 == NULL)
    {
      check->changed = TRUE;
      return TRUE;
    }

  if (!read_hash (check, gw_image_get_file (image), cancellable, error))
    return FALSE;
  check->changed = g_ascii_strcasecmp (check->sha256, sha256) != 0;

  return TRUE;
}

static void
check_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GwImage *image = task_data;
  g_autoptr (GFile) file = g_file_new_for_path (gw_image_get_file (image));
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GwFileCheck) check = g_new0 (GwFileCheck, 1);
  GError *error = NULL;

  info = g_file_query_info (
      file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC,
      G_FILE_QUERY_INFO_NONE, cancellable, &error);
  if (info == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  check->bytes = g_file_info_get_size (info);
  check->mtime = (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED) * 1000
                 + g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC) / 1000;
  if (compare (check, image, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&check), (GDestroyNotify) gw_file_check_free);
  else
    g_task_return_error (task, error);
}

static char file_check_tag[] = "gw_file_check_async";

void
gw_file_check_async (GwImage *image, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GW_IS_IMAGE (image));
  g_return_if_fail (gw_image_get_file (image) != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, file_check_tag);
  g_task_set_task_data (task, g_object_ref (image), g_object_unref);
  gw_task_run_in_thread (task, check_thread);
}

GwFileCheck *
gw_file_check_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
