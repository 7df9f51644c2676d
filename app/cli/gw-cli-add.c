/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gw-cli-pictures.h"
#include "gw-cli.h"
#include "gw-error.h"

static gboolean
print (GwCli *cli, const GwAddImagesResult *result, gint64 n_images, GError **error)
{
  GwJsonWriter *json = gw_cli_begin_json (cli);

  if (json == NULL)
    {
      gw_cli_print_figure (cli, _ ("Images added"), result->n_added);
      gw_cli_print_figure (cli, _ ("Images in the project"), (guint64) n_images);
      gw_cli_print_figure (cli, _ ("Files skipped"), result->skipped->len + result->refused->len);
      for (guint i = 0; i < result->unpacked->len; i++)
        g_string_append_printf (cli->out, _ ("Unpacked into: %s\n"), (char *) g_ptr_array_index (result->unpacked, i));
      gw_cli_print_problems (cli);
      return TRUE;
    }

  gw_json_writer_key_int64 (json, "images_added", result->n_added);
  gw_json_writer_key_int64 (json, "images", n_images);
  gw_json_writer_key_int64 (json, "skipped", result->skipped->len + result->refused->len);
  gw_json_writer_key_int64 (json, "known", result->n_known);
  gw_json_writer_key (json, "unpacked");
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < result->unpacked->len; i++)
    gw_json_writer_string (json, g_ptr_array_index (result->unpacked, i));
  gw_json_writer_end_array (json);
  gw_cli_write_problems (cli, json);

  return gw_cli_end_json (cli, json, error);
}

static int
run (GwCli *cli, GError **error)
{
  g_autoptr (GwStore) store = NULL;
  g_autoptr (GwAddImagesResult) result = NULL;
  gint64 n_images;

  if (!gw_cli_check_paths (cli->arguments + 1, FALSE, error))
    return GW_CLI_FAILED;
  store = gw_cli_open_project (cli, cli->arguments[0], GW_STORE_OPEN_DEFAULT, error);
  if (store == NULL)
    return GW_CLI_FAILED;

  result = gw_cli_add_pictures (cli, store, cli->arguments + 1, error);
  if (result == NULL)
    return GW_CLI_FAILED;
  if (result->n_found == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("There are no pictures to add, so nothing was done. Name folders or files of pictures."));
      return GW_CLI_FAILED;
    }
  n_images = gw_store_count_images (store, NULL, cli->cancellable, error);
  if (n_images < 0 || !print (cli, result, n_images, error))
    return GW_CLI_FAILED;

  return gw_problems_exit_code (cli->problems);
}

const GwCliCommand gw_cli_add = {
  .name = "add",
  .arguments = "PROJECT PATH...",
  .summary = N_ ("Adds pictures to a project"),
  .details = N_ ("A folder is read with all below it. Pictures stay where they are. A zip or tar archive is "
                 "unpacked into a folder beside it."),
  .min_arguments = 2,
  .run = run,
};
