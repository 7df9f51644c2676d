/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "dialogs-fixtures.h"
#include "gw-application.h"
#include "gw-window.h"
#include "labeling-fixtures.h"

G_BEGIN_DECLS

/* The program with its welcome window and no project known, and a folder of
 * the test's own.
 */
typedef struct
{
  char *folder;
  GwApplication *application;
  GtkWidget *window;
} WelcomeFixture;

void welcome_set_up (WelcomeFixture *fixture, gconstpointer data);
void welcome_tear_down (WelcomeFixture *fixture, gconstpointer data);

GwRecentProjects *welcome_get_recent (WelcomeFixture *fixture);
/* Notes a project of 40 images, 10 of them labeled, as opened before. */
void welcome_note (WelcomeFixture *fixture, const char *path, const char *name, const char *class_name);

/* (nullable): the window of a project that is open. data: the GwApplication */
GwWindow *welcome_find_project_window (gpointer data);
gboolean welcome_has_project_window (gpointer data);
/* (nullable): a toplevel of a type. */
GtkWidget *welcome_find_toplevel (GType type);

/* Runs the tests that add has added, with a list of recent projects and a cache
 * of their own.
 */
int welcome_main (int argc, char **argv, void (*add) (void));

G_END_DECLS
