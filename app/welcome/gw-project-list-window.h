/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-recent-projects.h"

G_BEGIN_DECLS

#define GW_TYPE_PROJECT_LIST_WINDOW (gw_project_list_window_get_type ())
G_DECLARE_FINAL_TYPE (GwProjectListWindow, gw_project_list_window, GW, PROJECT_LIST_WINDOW, AdwWindow)

/* All recent projects as a list with a search, for those who have more than
 * the welcome page shows. Signal "chosen" (GwRecentProject *project), after
 * which it closes.
 */
GtkWidget *gw_project_list_window_new (GtkWindow *parent, GwRecentProjects *recent);

/* Whether a project's name or one of its classes has the text. */
gboolean gw_recent_project_matches (GwRecentProject *project, const char *text);

G_END_DECLS
