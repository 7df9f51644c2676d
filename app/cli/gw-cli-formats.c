/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-formats.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-cli-choices.h"
#include "gw-convert.h"
#include "gw-error.h"
#include "gw-path.h"

GwCliFormats gw_cli_formats;

const GwFormat *
gw_cli_find_format (const char *name, GError **error)
{
  g_autoptr (GError) failure = NULL;
  const GwFormat *format = gw_format_find (name, &failure);

  if (format == NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, failure->message);
  return format;
}

gboolean
gw_cli_formats_get_read (GwReadOptions *read, GwIntakeRules *rules, GError **error)
{
  return gw_cli_choices_take_read (read, error) && gw_cli_choices_take_rules (rules, error);
}

gboolean
gw_cli_formats_get_write (GwWriteOptions *write, GError **error)
{
  static const char *const links[] = { "hard", "symbolic", NULL };
  guint link;

  if (!gw_cli_choices_take_write (write, error)
      || !gw_cli_choices_find_word ("link-images", gw_cli_formats.link_images, links, &link, error))
    return FALSE;

  write->copy = link == 1                    ? GW_COPY_LINK
                : link == 2                  ? GW_COPY_SYMLINK
                : gw_cli_formats.copy_images ? GW_COPY_COPY
                                             : GW_COPY_NONE;
  write->overwrite = gw_cli_formats.overwrite;
  write->lossless = gw_cli_formats.lossless;
  return TRUE;
}

void
gw_cli_formats_explain (const GwFormat *format, const GwWriteOptions *options, GwProblems *problems, GError *error)
{
  const char *way = NULL;
  char *message;

  if (g_error_matches (error, GW_ERROR, GW_ERROR_EXISTS) && !options->overwrite)
    way = _ ("Or write over what is there with --overwrite.");
  else if (g_error_matches (error, GW_ERROR, GW_ERROR_REFUSED) && gw_cli_formats.strict
           && gw_problems_have_loss (problems))
    way = _ ("Or leave out --strict.");
  else if (g_error_matches (error, GW_ERROR, GW_ERROR_REFUSED)
           && (strcmp (format->name, "class-folders") == 0 || strcmp (format->name, "yolo-classify") == 0)
           && !options->duplicate)
    way = _ ("Or put such an image into each of its folders with --duplicate.");
  if (way == NULL)
    return;

  message = g_strdup_printf ("%s %s", error->message, way);
  g_free (error->message);
  error->message = message;
}

char *
gw_cli_formats_find_missing_folder (const char *target)
{
  g_autofree char *whole = g_canonicalize_filename (target, NULL);
  g_autofree char *folder = g_path_get_dirname (whole);

  return g_file_test (folder, G_FILE_TEST_EXISTS) ? NULL : g_steal_pointer (&folder);
}

void
gw_cli_formats_tell_folder (GwCli *cli, GwJsonWriter *json, const char *folder)
{
  g_autofree char *shown = folder != NULL ? gw_path_display (folder, -1) : NULL;

  if (shown == NULL)
    return;
  if (json != NULL)
    gw_json_writer_key_string (json, "folder_made", shown);
  else
    g_string_append_printf (cli->out, _ ("The folder %s was not there and has been made.\n"), shown);
}
