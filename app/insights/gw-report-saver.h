/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-project.h"

G_BEGIN_DECLS

/* Asks where, and writes a report of the project there, among the window's other work.
 * widget: whose window asks.
 */
void gw_report_saver_start (GtkWidget *widget, GwProject *project);
/* The same to a file that somebody has chosen. */
void gw_report_saver_write (GtkWidget *widget, GwProject *project, const char *path);

G_END_DECLS
