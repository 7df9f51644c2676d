/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-project.h"

G_BEGIN_DECLS

#define DIALOGS_TYPE_HOST (dialogs_host_get_type ())
G_DECLARE_FINAL_TYPE (DialogsHost, dialogs_host, DIALOGS, HOST, GtkWindow)

/* A window as dialogs expect it behind them: it notes the toasts and filters
 * that they ask for.
 */
DialogsHost *dialogs_host_new (void);
const char *dialogs_host_get_toast (DialogsHost *self); /* the last; NULL: none */
const char *dialogs_host_get_filter (DialogsHost *self);
gint64 dialogs_host_get_image_id (DialogsHost *self); /* that it was asked to open; 0: none */
/* What a toast offers the folder of. */
const char *dialogs_host_get_folder (DialogsHost *self);

/* Opens a project file and waits for it. (transfer full) */
GwProject *dialogs_open_project (const char *path);
/* Closes a window, then the project, and lets what is pending happen. */
void dialogs_close (GtkWidget *window, GwProject *project);

/* The first widget below root, root too, of a type that says the text: its
 * label, title or name for assistive technology; text NULL: any.
 */
GtkWidget *dialogs_find (GtkWidget *root, GType type, const char *text);
guint dialogs_count (GtkWidget *root, GType type);
/* Whether a label that is seen below root has this in it. */
gboolean dialogs_says (GtkWidget *root, const char *text);

/* Activates an action as a key, menu or button would. parameter is a GVariant
 * in text form, NULL: none. Fails where there is no such action.
 */
void dialogs_act (GtkWidget *widget, const char *action, const char *parameter);
/* Enters a path in the file chooser that is open, or that comes; it waits for
 * its answer.
 */
GtkDialog *dialogs_fill_chooser (const char *path);
/* Answers the file chooser that is open, or that comes, with a path. */
void dialogs_choose_file (const char *path);
/* The message dialog that is open, or that comes. */
AdwMessageDialog *dialogs_wait_message (void);

/* The window that is open with this title; NULL: there is none. */
GtkWidget *dialogs_find_window (const char *title);
/* Types into the entry row of this title. */
void dialogs_fill_row (GtkWidget *dialog, const char *row, const char *text);

/* Writes a file below folder, whose folders are made. */
void dialogs_write (const char *folder, const char *relative, const char *text);
/* A PNG of the size. */
void dialogs_draw (const char *folder, const char *relative, int width, int height);

G_END_DECLS
