/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-work.h"

#include <glib/gi18n.h>

#include "gw-cancel-run.h"

#include "gw-error.h"

GwRun
gw_cli_get_run (GwCli *cli)
{
  return gw_cancel_run_init (cli->cancellable);
}

gboolean
gw_cli_check_status (GwCli *cli, gw_status status, const char *about, GError **error)
{
  if (gw_status_has_values (status))
    return TRUE;

  if (!g_cancellable_set_error_if_cancelled (cli->cancellable, error))
    /* Translators: what cannot be had, and why. */
    g_set_error (error, GW_ERROR, status == GW_STATUS_TOO_LARGE ? GW_ERROR_LIMIT : GW_ERROR_INVALID, _ ("%s: %s."),
                 about, gw_status_text (status));

  return FALSE;
}
