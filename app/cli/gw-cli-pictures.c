/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-pictures.h"

#include <glib/gi18n.h>

#include "gw-error.h"

gboolean
gw_cli_check_paths (char **paths, gboolean folders_only, GError **error)
{
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      if (folders_only && !g_file_test (paths[i], G_FILE_TEST_IS_DIR))
        {
          g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND, _ ("%s: there is no such folder. Check the path."),
                       paths[i]);
          return FALSE;
        }
      if (!g_file_test (paths[i], G_FILE_TEST_IS_DIR) && !g_file_test (paths[i], G_FILE_TEST_IS_REGULAR))
        {
          g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND, _ ("%s: there is no such file or folder. Check the path."),
                       paths[i]);
          return FALSE;
        }
    }

  return TRUE;
}

gboolean
gw_cli_check_folder (char *folder, GError **error)
{
  char *paths[] = { folder, NULL };

  return gw_cli_check_paths (paths, TRUE, error);
}

static void
report (GwCli *cli, GPtrArray *complaints, GwSeverity severity, GwOutcome outcome, const char *code)
{
  for (guint i = 0; i < complaints->len; i++)
    {
      const GwImageComplaint *complaint = g_ptr_array_index (complaints, i);

      gw_problems_report (cli->problems, &(GwProblem) { .severity = severity,
                                                        .outcome = outcome,
                                                        .code = code,
                                                        .file = complaint->path,
                                                        .text = complaint->reason,
                                                        .n_images = outcome == GW_OUTCOME_LEFT_OUT ? 1 : 0 });
    }
}

static void
report_empty (GwCli *cli, GPtrArray *folders)
{
  for (guint i = 0; i < folders->len; i++)
    gw_problems_add (cli->problems, GW_SEVERITY_WARNING, "folder-empty", g_ptr_array_index (folders, i), 0, NULL, "%s",
                     _ ("There are no pictures in this folder or below it. Check the path."));
}

GwAddImagesResult *
gw_cli_add_pictures (GwCli *cli, GwStore *store, char **paths, GError **error)
{
  GwAddImagesResult *result = gw_add_images (store, (const char *const *) paths, g_strv_length (paths),
                                             GW_ADD_AT_ONCE | GW_ADD_CHECKSUMS, cli->problems, cli->work,
                                             cli->cancellable, error);

  if (result == NULL)
    return NULL;

  report (cli, result->skipped, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "image-unreadable");
  report (cli, result->partial, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, "image-partial");
  report_empty (cli, result->empty);

  return result;
}
