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

gboolean
gw_cli_parse_bins (const char *text, GwHistogramOptions *bins, GError **error)
{
  static const struct
  {
    const char *name;
    GwBinRule rule;
  } rules[] = {
    { "auto", GW_BINS_AUTO },   { "sturges", GW_BINS_STURGES },
    { "scott", GW_BINS_SCOTT }, { "fd", GW_BINS_FREEDMAN_DIACONIS },
    { "doane", GW_BINS_DOANE }, { "rice", GW_BINS_RICE },
    { "sqrt", GW_BINS_SQRT },
  };
  const char *name = text != NULL ? text : "auto";
  guint64 n;

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      if (g_str_equal (rules[i].name, name))
        {
          bins->rule = rules[i].rule;
          return TRUE;
        }
    }
  if (g_ascii_string_to_unsigned (name, 10, 1, GW_HISTOGRAM_MAX_BINS, &n, NULL))
    {
      bins->rule = GW_BINS_GIVEN;
      bins->n_bins = (size_t) n;
      return TRUE;
    }

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("--bins is auto, sturges, scott, fd, doane, rice, sqrt or a number up to %d, not “%s”."),
               GW_HISTOGRAM_MAX_BINS, name);

  return FALSE;
}

gboolean
gw_cli_table_is_key (const char *name)
{
  static const char *const names[] = { "image", "file", "item", "id" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_ascii_strcasecmp (name, names[i]) == 0)
        return TRUE;
    }

  return FALSE;
}
