/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-path-kind.h"

#include <glib/gstdio.h>

static void
look_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GStatBuf info;
  GwPathKind kind = GW_PATH_NOTHING;

  if (g_stat (task_data, &info) == 0)
    kind = S_ISREG (info.st_mode) ? GW_PATH_FILE : S_ISDIR (info.st_mode) ? GW_PATH_FOLDER : GW_PATH_NOTHING;
  g_task_return_int (task, kind);
}

void
gw_path_kind_look_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (path != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, gw_path_kind_look_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, look_thread);
}

gboolean
gw_path_kind_look_finish (GAsyncResult *result, GwPathKind *kind, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gssize found;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (kind != NULL, FALSE);

  found = g_task_propagate_int (G_TASK (result), &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  *kind = (GwPathKind) found;

  return TRUE;
}
