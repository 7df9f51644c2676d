/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-cli-answer.h"
#include "gw-cli-pictures.h"
#include "gw-cli-work.h"
#include "gw-decode.h"
#include "gw-duplicates.h"
#include "gw-error.h"
#include "gw-hash.h"
#include "gw-image-measurer.h"
#include "gw-image-scan.h"
#include "gw-path.h"

#define SUFFIX ".groundwork"

#define MOST_DISTANCE 20

static int distance = GW_DUPLICATES_DISTANCE;

static const GOptionEntry entries[] = {
  { "distance", 0, 0, G_OPTION_ARG_INT, &distance,
    N_ ("How many of 64 bits may differ for nearly equal pictures, 0 to 20; 6 by default"), "D" },
  { 0 },
};

/* --- the pictures ---------------------------------------------------------------------- */

typedef struct
{
  GPtrArray *names; /* as they are told */
  GPtrArray *files; /* (nullable elements) */
} Pictures;

static void
pictures_clear (Pictures *pictures)
{
  g_clear_pointer (&pictures->names, g_ptr_array_unref);
  g_clear_pointer (&pictures->files, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pictures, pictures_clear)

/* Names are bytes; JSON has text alone. */
static void
take_picture (Pictures *pictures, const char *name, char *file)
{
  g_ptr_array_add (pictures->names, g_utf8_validate (name, -1, NULL) ? g_strdup (name) : gw_path_display (name, -1));
  g_ptr_array_add (pictures->files, file);
}

static gboolean
list_project (GwCli *cli, const char *path, Pictures *pictures, GError **error)
{
  g_autoptr (GwStore) store = gw_cli_open_project (cli, path, GW_STORE_OPEN_READ_ONLY, error);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) images = NULL;

  if (store == NULL)
    return FALSE;
  ids = gw_store_list_image_ids (store, NULL, GW_SORT_NAME, cli->cancellable, error);
  images = ids != NULL
               ? gw_store_get_images (store, (const gint64 *) (gpointer) ids->data, ids->len, cli->cancellable, error)
               : NULL;
  if (images == NULL)
    return FALSE;

  for (guint i = 0; i < images->len; i++)
    {
      GwImage *image = g_ptr_array_index (images, i);

      if (image == NULL)
        continue;
      take_picture (pictures, gw_image_get_path (image), g_strdup (gw_image_get_file (image)));
    }

  return TRUE;
}

static gboolean
list_folder (GwCli *cli, const char *path, Pictures *pictures, GError **error)
{
  char *paths[] = { (char *) path, NULL };
  g_autoptr (GPtrArray) found = NULL;

  if (!gw_cli_check_paths (paths, TRUE, error))
    return FALSE;
  found = gw_image_scan (path, cli->cancellable, NULL, NULL, error);
  if (found == NULL)
    return FALSE;

  for (guint i = 0; i < found->len; i++)
    take_picture (pictures, g_ptr_array_index (found, i), g_build_filename (path, g_ptr_array_index (found, i), NULL));

  return TRUE;
}

/* --- what is known of each ------------------------------------------------------------------ */

/* Of the pictures that could be read; places are indices of them. */
typedef struct
{
  GArray *places;
  GArray *hashes; /* GwHash of the bytes */
  GArray *codes;  /* guint64: how they look */
} Looks;

static void
looks_clear (Looks *looks)
{
  g_clear_pointer (&looks->places, g_array_unref);
  g_clear_pointer (&looks->hashes, g_array_unref);
  g_clear_pointer (&looks->codes, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Looks, looks_clear)

/* FALSE where the work is to stop; a picture that cannot be read is told of. */
static gboolean
look_at (GwCli *cli, const char *name, const char *file, guint place, Looks *looks, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) bytes = file != NULL ? gw_decode_read_file (file, cli->cancellable, &failure) : NULL;
  gsize size = 0;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  GwHash hash;
  guint64 code = 0;

  if (bytes != NULL && gw_image_measurer_find_phash (data, size, &code, cli->cancellable, &failure))
    {
      gw_hash_bytes (data, size, &hash);
      g_array_append_val (looks->places, place);
      g_array_append_val (looks->hashes, hash);
      g_array_append_val (looks->codes, code);
      return TRUE;
    }
  if (g_cancellable_set_error_if_cancelled (cli->cancellable, error))
    return FALSE;

  gw_problems_add (cli->problems, GW_SEVERITY_ERROR, file != NULL ? "image-unreadable" : "path-missing", NULL, 0, name,
                   "%s", failure != NULL ? failure->message : _ ("The picture was not found."));

  return TRUE;
}

/* --- groups ------------------------------------------------------------------------------------ */

static int
compare_hashes (gconstpointer a, gconstpointer b, gpointer data)
{
  const GwHash *hashes = data;
  guint i = *(const guint *) a, j = *(const guint *) b;
  int order = memcmp (&hashes[i], &hashes[j], sizeof *hashes);

  return order != 0 ? order : (i > j) - (i < j);
}

/* A number for each picture, the same for equal files, in order of the first. */
static gint32 *
group_equal (const Looks *looks)
{
  guint n = looks->places->len;
  const GwHash *hashes = (const GwHash *) (gpointer) looks->hashes->data;
  g_autofree guint *order = g_new (guint, MAX (n, 1));
  gint32 *groups = g_new (gint32, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (gint) n, sizeof *order, compare_hashes, (gpointer) hashes);
  for (guint i = 0; i < n; i++)
    groups[order[i]] = i > 0 && gw_hash_equal (&hashes[order[i]], &hashes[order[i - 1]]) ? groups[order[i - 1]]
                                                                                         : (gint32) order[i];

  return groups;
}

/* As arrays of names. Takes groups of pictures that could be read. */
static GPtrArray *
name_groups (const Pictures *pictures, const Looks *looks, GPtrArray *groups)
{
  GPtrArray *named = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < groups->len; i++)
    {
      const GArray *group = g_ptr_array_index (groups, i);
      GPtrArray *names = g_ptr_array_new ();

      for (guint j = 0; j < group->len; j++)
        g_ptr_array_add (names, g_ptr_array_index (pictures->names, g_array_index (looks->places, guint,
                                                                                   g_array_index (group, guint, j))));
      g_ptr_array_add (named, names);
    }
  g_ptr_array_unref (groups);

  return named;
}

static void
tell_groups (GwCliAnswer *answer, const char *key, GPtrArray *groups)
{
  if (answer->json == NULL)
    {
      g_string_append_printf (answer->cli->out, "%s: %u\n", key, groups->len);
      for (guint i = 0; i < groups->len; i++)
        gw_cli_answer_texts (answer, "", g_ptr_array_index (groups, i));
      return;
    }

  gw_json_writer_key (answer->json, key);
  gw_json_writer_begin_array (answer->json);
  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *group = g_ptr_array_index (groups, i);

      gw_json_writer_begin_array (answer->json);
      for (guint j = 0; j < group->len; j++)
        gw_json_writer_string (answer->json, g_ptr_array_index (group, j));
      gw_json_writer_end_array (answer->json);
    }
  gw_json_writer_end_array (answer->json);
}

static gboolean
tell (GwCli *cli, const Pictures *pictures, const Looks *looks, GError **error)
{
  g_auto (GwCliAnswer) answer = { 0 };
  g_autofree gint32 *equal = group_equal (looks);
  g_autoptr (GPtrArray) exact_groups = name_groups (pictures, looks, gw_duplicates_collect (equal, looks->places->len));
  g_autoptr (GPtrArray) near_groups = NULL;
  GPtrArray *near;
  GwRun run = gw_cli_get_run (cli);
  gw_status status;

  near = gw_duplicates_find_near ((const guint64 *) (gpointer) looks->codes->data, looks->places->len, (guint) distance,
                                  &run, &status);
  if (!gw_cli_check_status (cli, status, _ ("Nearly equal pictures cannot be found"), error))
    return FALSE;

  near_groups = name_groups (pictures, looks, near);
  gw_cli_answer_begin (&answer, cli);
  gw_cli_answer_count (&answer, "images", looks->places->len);
  gw_cli_answer_count (&answer, "distance", (guint64) distance);
  tell_groups (&answer, "exact", exact_groups);
  tell_groups (&answer, "near", near_groups);

  return gw_cli_answer_end (&answer, error);
}

static int
run (GwCli *cli, GError **error)
{
  const char *source = cli->arguments[0];
  g_auto (Pictures) pictures = { g_ptr_array_new_with_free_func (g_free), g_ptr_array_new_with_free_func (g_free) };
  g_auto (Looks) looks = { g_array_new (FALSE, FALSE, sizeof (guint)), g_array_new (FALSE, FALSE, sizeof (GwHash)),
                           g_array_new (FALSE, FALSE, sizeof (guint64)) };

  if (distance < 0 || distance > MOST_DISTANCE)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--distance is a number from 0 to 20."));
      return GW_CLI_FAILED;
    }
  if (g_str_has_suffix (source, SUFFIX) ? !list_project (cli, source, &pictures, error)
                                        : !list_folder (cli, source, &pictures, error))
    return GW_CLI_FAILED;

  gw_work_set_total (cli->work, pictures.names->len);
  for (guint i = 0; i < pictures.names->len; i++)
    {
      if (!look_at (cli, g_ptr_array_index (pictures.names, i), g_ptr_array_index (pictures.files, i), i, &looks,
                    error))
        return GW_CLI_FAILED;
      gw_work_add_done (cli->work, 1);
    }
  if (looks.places->len == 0 && pictures.names->len > 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: no picture in it can be read. Check what the files are."),
                   source);
      return GW_CLI_FAILED;
    }

  return tell (cli, &pictures, &looks, error) ? gw_problems_exit_code (cli->problems) : GW_CLI_FAILED;
}

const GwCliCommand gw_cli_duplicates = {
  .name = "duplicates",
  .arguments = "SOURCE",
  .summary = N_ ("Finds pictures that are equal or nearly equal"),
  .details = N_ ("SOURCE is a project or a folder of pictures. Equal are files with the same bytes; nearly\n"
                 "equal are pictures that look alike, in groups that hang together."),
  .options = entries,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
