/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-project.h"

G_BEGIN_DECLS

#define GW_TYPE_IMPORT_WINDOW (gw_import_window_get_type ())
G_DECLARE_FINAL_TYPE (GwImportWindow, gw_import_window, GW, IMPORT_WINDOW, AdwWindow)

/* Imports labels: choose a source, see what would happen, run, and read what
 * came of it. source (nullable) skips the first page.
 */
GtkWidget *gw_import_window_new (GtkWindow *parent, GwProject *project, const char *source);

G_END_DECLS
