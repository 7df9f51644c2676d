/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-application.h"

G_BEGIN_DECLS

/* Lets the person choose a project file and opens it. */
void gw_project_opener_choose (GwApplication *application);

/* Opens what a person means by a path: a project file, a folder with one
 * project in it, a folder of images, or a file of labels.
 */
void gw_project_opener_open_path (GwApplication *application, const char *path);

/* Says why a project cannot be opened, and offers what can be done: its newest
 * sound back-up for one that is damaged, reading for one that others write to.
 */
void gw_project_opener_show_error (GwApplication *application, GtkWindow *parent, const char *path,
                                   const GError *error);

G_END_DECLS
