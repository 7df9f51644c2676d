/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  GW_PATH_NOTHING,
  GW_PATH_FILE,
  GW_PATH_FOLDER
} GwPathKind;

/* What is at a path, asked on a thread of its own: a folder of the network
 * that does not answer holds up no window. The callback of one that was
 * cancelled comes at once, however long the disk takes.
 */
void gw_path_kind_look_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
/* FALSE: cancelled. */
gboolean gw_path_kind_look_finish (GAsyncResult *result, GwPathKind *kind, GError **error);

G_END_DECLS
