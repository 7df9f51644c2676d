/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Changes to a project that is not open, on a worker thread. */

void gw_project_rename_async (const char *path, const char *name, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean gw_project_rename_finish (GAsyncResult *result, GError **error);

/* Copies the project file (not the images, which both then share) to
 * new_path; a file there is refused. Result: the new project's path.
 */
void gw_project_duplicate_async (const char *path, const char *new_path, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
char *gw_project_duplicate_finish (GAsyncResult *result, GError **error);

G_END_DECLS
