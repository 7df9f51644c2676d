/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

#include "gw-project-info.h"

G_BEGIN_DECLS

#define GW_TYPE_RECENT_PROJECT (gw_recent_project_get_type ())
G_DECLARE_FINAL_TYPE (GwRecentProject, gw_recent_project, GW, RECENT_PROJECT, GObject)

/* A project that was opened before, as it was when it was last seen. */
const char *gw_recent_project_get_path (GwRecentProject *self);
const char *gw_recent_project_get_name (GwRecentProject *self);
GwTask gw_recent_project_get_task (GwRecentProject *self);
gint64 gw_recent_project_get_n_images (GwRecentProject *self);
gint64 gw_recent_project_get_n_labeled (GwRecentProject *self);
/* ms UTC */
gint64 gw_recent_project_get_opened (GwRecentProject *self);
/* Names of its classes, for the search. */
const char *const *gw_recent_project_get_classes (GwRecentProject *self);
/* Whether its file is there, as far as anybody has looked: TRUE before that. */
gboolean gw_recent_project_exists (GwRecentProject *self);
/* Looks whether its file is there, off the window's thread. FALSE: it is not;
 * with an error: nobody knows (cancelled).
 */
void gw_recent_project_look_async (GwRecentProject *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean gw_recent_project_look_finish (GwRecentProject *self, GAsyncResult *result, GError **error);

/* A picture of it with its labels (PNG in the user's cache), read off the
 * window's thread; NULL without an error: none yet. (transfer full)
 */
void gw_recent_project_load_cover_async (GwRecentProject *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data);
GdkTexture *gw_recent_project_load_cover_finish (GAsyncResult *result, GError **error);
/* Where the cover of a project file is kept. (transfer full) */
char *gw_recent_project_get_cover_path (const char *path);

#define GW_TYPE_RECENT_PROJECTS (gw_recent_projects_get_type ())
G_DECLARE_FINAL_TYPE (GwRecentProjects, gw_recent_projects, GW, RECENT_PROJECTS, GObject)

/* The projects opened before, newest first, kept in the user's data folder
 * (groundwork/recent.json): a GListModel of GwRecentProject. Writing is
 * done in the background; a damaged file is an empty list.
 */
GwRecentProjects *gw_recent_projects_new (void);
/* Puts a project at the top with its newest facts. */
void gw_recent_projects_note (GwRecentProjects *self, const char *path, const GwProjectInfo *info,
                              const char *const *classes);
void gw_recent_projects_remove (GwRecentProjects *self, const char *path);
void gw_recent_projects_clear (GwRecentProjects *self);
/* The project has this name now. */
void gw_recent_projects_rename (GwRecentProjects *self, const char *path, const char *name);
/* After a move. */
void gw_recent_projects_replace (GwRecentProjects *self, const char *path, const char *new_path);
GwRecentProject *gw_recent_projects_find (GwRecentProjects *self, const char *path);

G_END_DECLS
