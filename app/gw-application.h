/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-keymap.h"
#include "gw-project.h"
#include "gw-recent-projects.h"

G_BEGIN_DECLS

#define GW_TYPE_APPLICATION (gw_application_get_type ())
G_DECLARE_FINAL_TYPE (GwApplication, gw_application, GW, APPLICATION, AdwApplication)

/* The program: windows of open projects, the welcome window, settings.
 *
 * Actions: app.new-project (s: folder of images, or ""), app.open-project,
 * app.open-file (s: project file), app.sample, app.import-new (s: source of
 * labels, or ""), app.new-window, app.preferences, app.shortcuts, app.help,
 * app.about, app.quit.
 */
GwApplication *gw_application_new (void);

GSettings *gw_application_get_settings (GwApplication *self);
GwKeymap *gw_application_get_keymap (GwApplication *self);
GwRecentProjects *gw_application_get_recent (GwApplication *self);

/* Opens a project file in its own window, or raises the window that has it;
 * parent (nullable) shows why it cannot be opened.
 */
void gw_application_open_project (GwApplication *self, const char *path, GtkWindow *parent);
/* The same for reading only, while others may be changing it. */
void gw_application_open_read_only (GwApplication *self, const char *path, GtkWindow *parent);

G_END_DECLS
