/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-project.h"

G_BEGIN_DECLS

#define GW_TYPE_PROJECT_SETTINGS (gw_project_settings_get_type ())
G_DECLARE_FINAL_TYPE (GwProjectSettings, gw_project_settings, GW, PROJECT_SETTINGS, AdwWindow)

/* Name, task, classes, image folders and back-ups of a project. */
GtkWidget *gw_project_settings_new (GtkWindow *parent, GwProject *project);

G_END_DECLS
