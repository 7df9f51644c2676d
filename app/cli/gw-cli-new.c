/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gw-cli-pictures.h"
#include "gw-cli.h"
#include "gw-error.h"
#include "gw-record.h"

#define SUFFIX ".groundwork"

static struct
{
  char **images;
  char *name;
  char *classes;
  char *task;
} options;

static const GOptionEntry entries[] = {
  { "images", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.images, N_ ("A folder of pictures; may be given again"),
    "DIR" },
  { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, N_ ("The project's name"), "NAME" },
  { "classes", 0, 0, G_OPTION_ARG_STRING, &options.classes, N_ ("Classes, with commas between them"), "A,B,C" },
  { "task", 0, 0, G_OPTION_ARG_STRING, &options.task, N_ ("single-class, multi-class, boxes (default) or masks"),
    "TASK" },
  { 0 },
};

static GwProjectInfo *
make_info (const char *path, GError **error)
{
  g_autofree char *base = g_path_get_basename (path);
  GwTask task = GW_TASK_BOXES;

  if (options.task != NULL && !gw_task_from_nick (options.task, &task))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("There is no task “%s”. Known are single-class, multi-class, boxes and masks."), options.task);
      return NULL;
    }
  if (g_str_has_suffix (base, SUFFIX))
    base[strlen (base) - strlen (SUFFIX)] = '\0';

  return gw_project_info_new (options.name != NULL ? options.name : base, task);
}

static gboolean
save_classes (GwCli *cli, GwStore *store, GError **error)
{
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  g_auto (GStrv) names = g_strsplit (options.classes != NULL ? options.classes : "", ",", -1);

  /* The head gives each new class the next colour. */
  for (guint i = 0; names[i] != NULL; i++)
    if (*g_strstrip (names[i]) != '\0')
      gw_class_set_position (gw_record_head_ensure_class (head, names[i]), (int) i);
  for (guint i = 0; i < head->classes->len; i++)
    gw_class_set_id (g_ptr_array_index (head->classes, i), 0);

  return head->classes->len == 0 || gw_store_save_classes (store, head->classes, cli->cancellable, error);
}

static gboolean
print (GwCli *cli, gint64 n_images, guint n_skipped, GError **error)
{
  GwJsonWriter *json = gw_cli_begin_json (cli);

  if (json == NULL)
    {
      gw_cli_print_figure (cli, _ ("Images"), (guint64) n_images);
      gw_cli_print_figure (cli, _ ("Files skipped"), n_skipped);
      gw_cli_print_problems (cli);
      return TRUE;
    }

  gw_json_writer_key_int64 (json, "images", n_images);
  gw_json_writer_key_int64 (json, "skipped", n_skipped);
  gw_cli_write_problems (cli, json);

  return gw_cli_end_json (cli, json, error);
}

static gboolean
fill (GwCli *cli, GwStore *store, GError **error)
{
  g_autoptr (GwAddImagesResult) added = NULL;
  gint64 n_images;

  if (!save_classes (cli, store, error))
    return FALSE;
  if (options.images != NULL)
    {
      added = gw_cli_add_pictures (cli, store, options.images, error);
      if (added == NULL)
        return FALSE;
    }

  n_images = gw_store_count_images (store, NULL, cli->cancellable, error);
  return n_images >= 0 && print (cli, n_images, added != NULL ? added->skipped->len + added->refused->len : 0, error);
}

/* Nothing is left behind by a failure. */
static void
remove_project (const char *path)
{
  const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
}

static int
run (GwCli *cli, GError **error)
{
  const char *path = cli->arguments[0];
  g_autoptr (GwProjectInfo) info = make_info (path, error);
  g_autoptr (GwStore) store = NULL;
  gboolean ok;

  if (info == NULL || gw_cli_refuse_server (path, error) || !gw_cli_check_paths (options.images, TRUE, error))
    return GW_CLI_FAILED;
  if (!g_str_has_suffix (path, SUFFIX))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: the name of a project ends in %s. Name it %s%s."), path,
                   SUFFIX, path, SUFFIX);
      return GW_CLI_FAILED;
    }
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_EXISTS, _ ("%s: the file is there already. Choose another name."), path);
      return GW_CLI_FAILED;
    }

  store = gw_store_sqlite_create (path, info, cli->cancellable, error);
  if (store == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return GW_CLI_FAILED;
    }
  ok = fill (cli, store, error);
  gw_store_close (store);
  if (!ok)
    {
      remove_project (path);
      return GW_CLI_FAILED;
    }

  return gw_problems_exit_code (cli->problems);
}

const GwCliCommand gw_cli_new = {
  .name = "new",
  .arguments = "PROJECT",
  .summary = N_ ("Makes a project"),
  .details = N_ ("PROJECT is the file to make, such as birds.groundwork. Pictures stay where they are."),
  .options = entries,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
