/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The keys of the points of a scatter plot: “row:N”; for GwPlotPointFuncs. data is not
 * asked.
 */
char *gw_row_key_make (gsize row, gpointer data);
gboolean gw_row_key_parse (const char *key, gpointer data, gsize *row);

G_END_DECLS
