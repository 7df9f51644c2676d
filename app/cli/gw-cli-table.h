/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-cli.h"
#include "gw-histogram.h"
#include "gw-status.h"
#include "gw-table.h"

G_BEGIN_DECLS

/* What commands that read tables share. */

/* The numbers of the column of this name; NULL with a sentence where there is
 * none, or it holds text.
 */
const double *gw_cli_table_get_numbers (GwTable *table, const char *name, GError **error);

/* Sets the error of a figure that refuses a table. Returns: GW_CLI_FAILED */
int gw_cli_table_fail (GwTable *table, gw_status status, GError **error);

/* The rule of the option --bins: a name or a number; NULL: auto. FALSE with an error of usage. */
gboolean gw_cli_parse_bins (const char *text, GwHistogramOptions *bins, GError **error);

/* Names of rows, such as “image”, are no quantity. */
gboolean gw_cli_table_is_key (const char *name);

G_END_DECLS
