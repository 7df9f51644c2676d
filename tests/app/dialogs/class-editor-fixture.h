/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "dialogs-fixtures.h"

G_BEGIN_DECLS

/* The editor of a project with the classes Car, which has an attribute, Person and Sign. */
typedef struct
{
  char *folder;
  GwProject *project;
  GtkWidget *window;
  GtkWidget *editor;
} ClassEditorFixture;

void class_editor_set_up (ClassEditorFixture *fixture, gconstpointer data);
void class_editor_tear_down (ClassEditorFixture *fixture, gconstpointer data);

GwStore *class_editor_get_store (ClassEditorFixture *fixture);
void class_editor_select (ClassEditorFixture *fixture, int index);
/* Of the class that is selected. */
GtkWidget *class_editor_get_inspector (ClassEditorFixture *fixture);
/* Of the class as it is on the disk; 0: there is none of the name. */
gint64 class_editor_find_id (ClassEditorFixture *fixture, const char *name);

G_END_DECLS
