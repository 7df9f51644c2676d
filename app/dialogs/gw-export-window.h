/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-project.h"

G_BEGIN_DECLS

#define GW_TYPE_EXPORT_WINDOW (gw_export_window_get_type ())
G_DECLARE_FINAL_TYPE (GwExportWindow, gw_export_window, GW, EXPORT_WINDOW, AdwWindow)

/* Exports labels: format, images and layer are chosen with live figures of
 * what will be written and what the format cannot hold; then the target.
 * filter (nullable): what the Images page shows now.
 */
GtkWidget *gw_export_window_new (GtkWindow *parent, GwProject *project, const GwFilter *filter);

G_END_DECLS
