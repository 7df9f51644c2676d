/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-class.h"
#include "gw-image-loader.h"
#include "gw-project-info.h"
#include "gw-store.h"
#include "gw-thumbnailer.h"
#include "gw-work.h"

G_BEGIN_DECLS

#define GW_TYPE_PROJECT (gw_project_get_type ())
G_DECLARE_FINAL_TYPE (GwProject, gw_project, GW, PROJECT, GObject)

/* An open project as the pages of one window share it: the store, the
 * decoders, the classes and the facts that many of them show. It follows
 * the store and lives on the window's thread; nothing here blocks.
 *
 * Property "info" (GwProjectInfo, read-only): notified when facts or counts
 * changed. Signal "problem" (const char *title, GError *error): work that
 * failed in the background and that nobody else shows.
 */

/* Settings of a new project that name what is still to be done with it: the
 * folder whose images are to be added (until they all are, so that closing
 * the window in the middle loses none), and the labels to import.
 */
#define GW_SETTING_PENDING_FOLDER "pending-folder"
#define GW_SETTING_PENDING_IMPORT "pending-import"

/* Opens the project file. */
void gw_project_open_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
/* The same for reading only. Both end with gw_project_open_finish(). */
void gw_project_open_read_only_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
GwProject *gw_project_open_finish (GAsyncResult *result, GError **error);

GwStore *gw_project_get_store (GwProject *self);
/* The project file. */
const char *gw_project_get_path (GwProject *self);
GwImageLoader *gw_project_get_loader (GwProject *self);
GwThumbnailer *gw_project_get_thumbnailer (GwProject *self);
const GwProjectInfo *gw_project_get_info (GwProject *self);
gboolean gw_project_is_read_only (GwProject *self);

/* The classes that are not archived, by position: a GListModel of GwClass. */
GListModel *gw_project_get_classes (GwProject *self);
/* Also finds archived ones. (transfer none) (nullable) */
GwClass *gw_project_find_class (GwProject *self, gint64 id);
GwClass *gw_project_find_class_by_name (GwProject *self, const char *name);
/* The class with this hotkey, or by position for "1" to "9". */
GwClass *gw_project_find_class_by_key (GwProject *self, const char *key);
/* A copy of all classes, archived too, for documents. (element-type GwClass) (transfer full) */
GPtrArray *gw_project_copy_classes (GwProject *self);

/* What is running: a GListModel of GwWork; ended work leaves it. */
GListModel *gw_project_get_works (GwProject *self);
void gw_project_add_work (GwProject *self, GwWork *work);

/* The person who works here, as edits and answers name them. */
const char *gw_project_get_person (GwProject *self);

/* What was still to be done when the project was opened; NULL: nothing. */
const char *gw_project_get_pending_folder (GwProject *self);
const char *gw_project_get_pending_import (GwProject *self);

/* Undo or redo of the project's own history (bulk edits, imports). The
 * result tells the name of the step, NULL: there was none.
 */
void gw_project_undo_async (GwProject *self, gboolean redo, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
char *gw_project_undo_finish (GwProject *self, GAsyncResult *result, GError **error);

/* Small values of the project's view state ("images.size"), kept by the
 * store and read when the project opens; NULL: never set.
 */
const char *gw_project_get_view_state (GwProject *self, const char *name);
void gw_project_set_view_state (GwProject *self, const char *name, const char *value);

/* Emits "problem". */
void gw_project_report (GwProject *self, const char *title, const GError *error);

/* Saves what waits and closes the store; returns when all is on the disk. */
void gw_project_close (GwProject *self);
/* The same without waiting: callback comes when all is on the disk. It has
 * nothing to finish, and its source may be gone.
 */
void gw_project_close_async (GwProject *self, GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
