/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-window.h"

G_BEGIN_DECLS

/* The window of a project of boxes with two images. */
typedef struct
{
  char *folder;
  char *path;
  GwProject *project; /* that the window alone holds */
  GwStore *store;     /* the same */
  GtkWindow *window;
} WindowFixture;

void window_set_up (WindowFixture *fixture, gconstpointer data);
/* Waits for the window, which somebody closed, and for the store. */
void window_tear_down (WindowFixture *fixture, gconstpointer data);
/* For labeling_wait(): a WindowFixture whose window and store are gone. */
gboolean window_is_closed (gpointer data);

G_END_DECLS
