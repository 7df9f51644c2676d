/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-application.h"

G_BEGIN_DECLS

#define GW_TYPE_NEW_PROJECT_WINDOW (gw_new_project_window_get_type ())
G_DECLARE_FINAL_TYPE (GwNewProjectWindow, gw_new_project_window, GW, NEW_PROJECT_WINDOW, AdwWindow)

/* Asks for name, task, classes, images and place of a new project, makes it
 * and opens it. folder (nullable): the images. source (nullable): labels that
 * the window of the new project is to import.
 */
GtkWidget *gw_new_project_window_new (GwApplication *application, GtkWindow *parent, const char *folder,
                                      const char *source);

G_END_DECLS
