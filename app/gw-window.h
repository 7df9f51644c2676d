/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-project.h"

G_BEGIN_DECLS

#define GW_TYPE_WINDOW (gw_window_get_type ())
G_DECLARE_FINAL_TYPE (GwWindow, gw_window, GW, WINDOW, AdwApplicationWindow)

/* The window of one open project: sidebar, the places of gw-places.c, and
 * over them the labeling view. Actions: see gw-page.h and win.back,
 * win.undo, win.redo, win.search, win.toggle-sidebar, win.go-to.
 */
GwWindow *gw_window_new (AdwApplication *application, GwProject *project);
GwProject *gw_window_get_project (GwWindow *self);

/* Goes to a place by its nick (“images”). */
void gw_window_show_place (GwWindow *self, const char *nick);
/* Shows a message for some seconds; with_undo adds Undo for the project's
 * last step.
 */
void gw_window_toast (GwWindow *self, const char *text, gboolean with_undo);
/* The same with a button that shows the folder that path is in. */
void gw_window_toast_folder (GwWindow *self, const char *text, const char *path);
/* Opens the labeling view on an image of the list. */
void gw_window_open_image (GwWindow *self, GListModel *images, gint64 image_id);

G_END_DECLS
