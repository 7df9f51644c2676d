/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-table.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "gw-error.h"

const double *
gw_cli_table_get_numbers (GwTable *table, const char *name, GError **error)
{
  int column = gw_table_find (table, (const char *const[]) { name, NULL });

  if (column < 0)
    g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                 _ ("%s:1: there is no column “%s”. Name a column so in the first line."), gw_table_get_path (table),
                 name);
  else if (!gw_table_is_number (table, (guint) column))
    g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                 _ ("%s:%" PRIu64 ": the column “%s” holds text. Numbers are due there, with a point."),
                 gw_table_get_path (table), gw_table_get_text_line (table, (guint) column), name);
  else
    return gw_table_get_numbers (table, (guint) column);

  return NULL;
}

int
gw_cli_table_fail (GwTable *table, gw_status status, GError **error)
{
  GwErrorCode code = status == GW_STATUS_TOO_LARGE ? GW_ERROR_LIMIT : GW_ERROR_INVALID;

  if (status == GW_STATUS_CANCELLED)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, gw_status_text (status));
  else
    g_set_error (error, GW_ERROR, code, _ ("%s: the figures cannot be had: %s."), gw_table_get_path (table),
                 gw_status_text (status));

  return GW_CLI_FAILED;
}
