/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

#include "gw-cli.h"
#include "gw-hash.h"

/* Rows that are asked for at once. */
#define BATCH 1000

static gboolean check_images;
static gboolean salvage;

static const GOptionEntry entries[] = {
  { "images", 0, 0, G_OPTION_ARG_NONE, &check_images, N_ ("Read every picture and compare its hash"), NULL },
  { "salvage", 0, 0, G_OPTION_ARG_NONE, &salvage,
    N_ ("Save what can be read of a damaged project to a new one beside it"), NULL },
  { 0 },
};

static void
add_finding (GPtrArray *findings, GwImage *image, const char *sentence)
{
  g_ptr_array_add (findings, g_strdup_printf ("%s: %s", gw_image_get_path (image), sentence));
}

/* FALSE only when it was interrupted. */
static gboolean
check_image (GwCli *cli, GwImage *image, GPtrArray *findings, GError **error)
{
  const char *file = gw_image_get_file (image);
  g_autoptr (GError) failure = NULL;
  char hex[GW_HASH_HEX_LENGTH];
  struct stat facts;
  GwHash hash;

  gw_work_add_done (cli->work, 1);
  if (file == NULL || stat (file, &facts) != 0)
    {
      add_finding (findings, image, _ ("The picture was not found."));
      return TRUE;
    }
  if (!gw_hash_file (file, &hash, cli->cancellable, &failure))
    {
      if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      add_finding (findings, image, failure->message);
      return TRUE;
    }

  gw_hash_to_hex (&hash, hex);
  if (gw_image_get_sha256 (image) != NULL && g_ascii_strcasecmp (hex, gw_image_get_sha256 (image)) != 0)
    add_finding (findings, image, _ ("The picture is another one than when its hash was taken."));
  else if (gw_image_get_sha256 (image) == NULL && gw_image_get_bytes (image) > 0
           && gw_image_get_bytes (image) != facts.st_size)
    add_finding (findings, image, _ ("The picture's file has another size than when it was added."));

  return TRUE;
}

static gboolean
check_all_images (GwCli *cli, GwStore *store, GPtrArray *findings, GError **error)
{
  g_autoptr (GArray) ids = gw_store_list_image_ids (store, NULL, GW_SORT_NAME, cli->cancellable, error);

  if (ids == NULL)
    return FALSE;

  gw_work_set_total (cli->work, ids->len);
  for (guint begin = 0; begin < ids->len; begin += BATCH)
    {
      g_autoptr (GPtrArray) images = gw_store_get_images (store, &g_array_index (ids, gint64, begin),
                                                          MIN (BATCH, ids->len - begin), cli->cancellable, error);

      if (images == NULL)
        return FALSE;
      for (guint i = 0; i < images->len; i++)
        if (g_ptr_array_index (images, i) != NULL && !check_image (cli, g_ptr_array_index (images, i), findings, error))
          return FALSE;
    }

  return TRUE;
}

/* For a project that is not sound. */
typedef struct
{
  char *backup; /* (nullable): the newest that is sound */
  char *copy;   /* (nullable): of what could be read */
  GwSalvage saved;
} Rescue;

static void
rescue_clear (Rescue *rescue)
{
  g_free (rescue->backup);
  g_free (rescue->copy);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rescue, rescue_clear)

static void
print_rescue (GwCli *cli, const Rescue *rescue)
{
  if (rescue->backup != NULL)
    g_string_append_printf (
        cli->out, _ ("The newest back-up that is sound is %s. Copy it beside the project and open the copy.\n"),
        rescue->backup);
  else
    g_string_append_printf (cli->out, "%s\n", _ ("There is no sound back-up beside the project."));
  if (rescue->copy != NULL)
    g_string_append_printf (
        cli->out,
        _ ("What can be read is in %s: %" PRId64 " images with %" PRId64 " objects; %" PRId64 " rows are lost.\n"),
        rescue->copy, rescue->saved.n_images, rescue->saved.n_objects, rescue->saved.n_lost);
}

static void
write_rescue (GwJsonWriter *json, const Rescue *rescue)
{
  gw_json_writer_key (json, "backup");
  if (rescue->backup != NULL)
    gw_json_writer_string (json, rescue->backup);
  else
    gw_json_writer_null (json);
  if (rescue->copy == NULL)
    return;
  gw_json_writer_key (json, "salvaged");
  gw_json_writer_begin_object (json);
  gw_json_writer_key_string (json, "project", rescue->copy);
  gw_json_writer_key_int64 (json, "images", rescue->saved.n_images);
  gw_json_writer_key_int64 (json, "objects", rescue->saved.n_objects);
  gw_json_writer_key_int64 (json, "lost", rescue->saved.n_lost);
  gw_json_writer_end_object (json);
}

static gboolean
print (GwCli *cli, gboolean sound, GPtrArray *findings, const Rescue *rescue, GError **error)
{
  GwJsonWriter *json = gw_cli_begin_json (cli);

  if (json == NULL)
    {
      g_string_append_printf (cli->out, "%s\n", sound ? _ ("The project is sound.") : _ ("The project is damaged."));
      for (guint i = 0; i < findings->len; i++)
        g_string_append_printf (cli->out, "%s\n", (const char *) g_ptr_array_index (findings, i));
      if (!sound)
        print_rescue (cli, rescue);
      return TRUE;
    }

  gw_json_writer_key_boolean (json, "sound", sound);
  gw_json_writer_key (json, "findings");
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < findings->len; i++)
    gw_json_writer_string (json, g_ptr_array_index (findings, i));
  gw_json_writer_end_array (json);
  if (!sound)
    write_rescue (json, rescue);

  return gw_cli_end_json (cli, json, error);
}

/* A project that is too damaged to be opened is a finding too. */
static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_CORRUPT);
}

static gboolean
check (GwCli *cli, gboolean *sound, GPtrArray *all, GError **error)
{
  g_autoptr (GwStore) store = gw_cli_open_project (cli, cli->arguments[0], GW_STORE_OPEN_READ_ONLY, error);
  g_autoptr (GPtrArray) findings = NULL;

  if (store == NULL || !gw_store_check (store, sound, &findings, cli->cancellable, error))
    return FALSE;

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    g_ptr_array_add (all, g_strdup (g_ptr_array_index (findings, i)));

  return !check_images || check_all_images (cli, store, all, error);
}

static int
run (GwCli *cli, GError **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  g_auto (Rescue) rescue = { 0 };
  gboolean sound = FALSE;

  if (!check (cli, &sound, findings, &failure))
    {
      if (!is_damage (failure))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return GW_CLI_FAILED;
        }
      sound = FALSE;
      g_ptr_array_add (findings, g_strdup (failure->message));
    }

  if (!sound)
    rescue.backup = gw_store_sqlite_find_backup (cli->arguments[0], cli->cancellable);
  if (!sound && salvage)
    {
      rescue.copy = gw_store_sqlite_salvage (cli->arguments[0], &rescue.saved, cli->cancellable, error);
      if (rescue.copy == NULL)
        return GW_CLI_FAILED;
    }
  if (!print (cli, sound, findings, &rescue, error) || !sound)
    return GW_CLI_FAILED;

  return findings->len > 0 ? GW_CLI_WARNINGS : GW_CLI_CLEAN;
}

const GwCliCommand gw_cli_check = {
  .name = "check",
  .arguments = "PROJECT",
  .summary = N_ ("Checks a project for damage"),
  .details = N_ ("The exit code is 0 when it is sound, 1 when it is sound with findings, 3 when it is not sound."),
  .options = entries,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
