/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "gw-cli.h"

typedef struct
{
  GwProjectInfo *info;
  GPtrArray *classes;    /* of GwClass: what things are labeled as */
  GPtrArray *groups;     /* of GwClass: mere parents of others */
  GPtrArray *models;     /* of const char*: names of the layers of predictions */
  GPtrArray *annotators; /* the same, of answers */
  gint64 n_accounts;
} Facts;

/* Whether nothing is labeled so, and other classes lie below it. */
static gboolean
is_group (GPtrArray *classes, GwClass *class)
{
  if (gw_class_get_n_images (class) > 0 || gw_class_get_n_objects (class) > 0)
    return FALSE;
  for (guint i = 0; i < classes->len; i++)
    if (gw_class_get_parent_id (g_ptr_array_index (classes, i)) == gw_class_get_id (class))
      return TRUE;
  return FALSE;
}

static void
part_groups (GPtrArray *all, Facts *facts)
{
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (is_group (all, g_ptr_array_index (all, i)) ? facts->groups : facts->classes,
                     g_ptr_array_index (all, i));
}

static void
write_json (GwJsonWriter *json, const Facts *facts)
{
  gw_json_writer_key_string (json, "name", facts->info->name);
  gw_json_writer_key_string (json, "task", gw_task_get_nick (facts->info->task));
  gw_json_writer_key_int64 (json, "images", facts->info->n_images);
  gw_json_writer_key_int64 (json, "labeled_images", facts->info->n_labeled);
  gw_json_writer_key_int64 (json, "objects", facts->info->n_objects);
  gw_json_writer_key (json, "classes");
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < facts->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (facts->classes, i);

      gw_json_writer_begin_object (json);
      gw_json_writer_key_string (json, "name", gw_class_get_name (class));
      gw_json_writer_key_int64 (json, "images", gw_class_get_n_images (class));
      gw_json_writer_key_int64 (json, "objects", gw_class_get_n_objects (class));
      gw_json_writer_end_object (json);
    }
  gw_json_writer_end_array (json);
  gw_json_writer_key (json, "groups");
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < facts->groups->len; i++)
    gw_json_writer_string (json, gw_class_get_name (g_ptr_array_index (facts->groups, i)));
  gw_json_writer_end_array (json);
  /* Labeling jobs are not in projects of this schema. */
  gw_json_writer_key_int64 (json, "jobs", 0);
  gw_json_writer_key_int64 (json, "accounts", facts->n_accounts);
  gw_json_writer_key_int64 (json, "models", facts->models->len);
  gw_json_writer_key (json, "model_names");
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < facts->models->len; i++)
    gw_json_writer_string (json, g_ptr_array_index (facts->models, i));
  gw_json_writer_end_array (json);
  gw_json_writer_key (json, "annotator_names");
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < facts->annotators->len; i++)
    gw_json_writer_string (json, g_ptr_array_index (facts->annotators, i));
  gw_json_writer_end_array (json);
  gw_json_writer_key_int64 (json, "schema_version", facts->info->schema_version);
}

static void
print_text (GwCli *cli, const Facts *facts)
{
  g_string_append_printf (cli->out, "%s (%s)\n", facts->info->name, gw_task_get_nick (facts->info->task));
  gw_cli_print_figure (cli, _ ("Images"), (guint64) facts->info->n_images);
  gw_cli_print_figure (cli, _ ("Labeled images"), (guint64) facts->info->n_labeled);
  gw_cli_print_figure (cli, _ ("Objects"), (guint64) facts->info->n_objects);
  gw_cli_print_figure (cli, _ ("Models"), facts->models->len);
  gw_cli_print_figure (cli, _ ("Annotators"), facts->annotators->len);
  if (facts->n_accounts > 0)
    gw_cli_print_figure (cli, _ ("Accounts"), (guint64) facts->n_accounts);
  gw_cli_print_figure (cli, _ ("Schema version"), (guint64) facts->info->schema_version);
  gw_cli_print_figure (cli, _ ("Classes"), facts->classes->len);
  for (guint i = 0; i < facts->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (facts->classes, i);
      gint64 n_images = gw_class_get_n_images (class);
      gint64 n_objects = gw_class_get_n_objects (class);

      g_string_append_printf (cli->out, "  %-24s ", gw_class_get_name (class));
      /* Translators: as wide as the other form, so that the columns stand under each other. */
      g_string_append_printf (cli->out, ngettext ("%8" PRId64 " image ", "%8" PRId64 " images", (gulong) n_images),
                              n_images);
      g_string_append_printf (
          cli->out, ngettext (" %9" PRId64 " object\n", " %9" PRId64 " objects\n", (gulong) n_objects), n_objects);
    }
}

static gboolean
print (GwCli *cli, const Facts *facts, GError **error)
{
  GwJsonWriter *json = gw_cli_begin_json (cli);

  if (json == NULL)
    {
      print_text (cli, facts);
      return TRUE;
    }

  write_json (json, facts);
  return gw_cli_end_json (cli, json, error);
}

static int
run (GwCli *cli, GError **error)
{
  g_autoptr (GwStore) store = gw_cli_open_project (cli, cli->arguments[0], GW_STORE_OPEN_READ_ONLY, error);
  g_autoptr (GwProjectInfo) info = NULL;
  g_autoptr (GPtrArray) classes = NULL;
  g_autoptr (GPtrArray) layers = NULL;
  g_autoptr (GPtrArray) models = g_ptr_array_new ();
  g_autoptr (GPtrArray) annotators = g_ptr_array_new ();
  g_autoptr (GPtrArray) used = g_ptr_array_new ();
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();
  gint64 n_accounts;
  Facts facts;

  if (store == NULL)
    return GW_CLI_FAILED;
  info = gw_store_get_info (store, cli->cancellable, error);
  classes = info != NULL ? gw_store_list_classes (store, FALSE, cli->cancellable, error) : NULL;
  layers = classes != NULL ? gw_store_list_layers (store, cli->cancellable, error) : NULL;
  n_accounts = layers != NULL ? gw_store_count_accounts (store, cli->cancellable, error) : -1;
  if (n_accounts < 0)
    return GW_CLI_FAILED;

  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);

      if (layer->kind == GW_LAYER_KIND_PREDICTIONS)
        g_ptr_array_add (models, layer->name);
      else if (layer->kind == GW_LAYER_KIND_ANSWERS)
        g_ptr_array_add (annotators, layer->name);
    }

  facts = (Facts) { info, used, groups, models, annotators, n_accounts };
  part_groups (classes, &facts);
  return print (cli, &facts, error) ? GW_CLI_CLEAN : GW_CLI_FAILED;
}

const GwCliCommand gw_cli_info = {
  .name = "info",
  .arguments = "PROJECT",
  .summary = N_ ("Tells what is in a project"),
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
