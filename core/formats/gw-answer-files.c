/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-answer-files.h"

#include <string.h>

#include "gw-error.h"
#include "gw-export-note-private.h"
#include "gw-json-members.h"
#include "gw-json-sketch.h"
#include "gw-line-reader.h"
#include "gw-manifest-line.h"
#include "gw-number.h"
#include "gw-path.h"
#include "gw-reader-private.h"

#define START_BYTES (64 * 1024)
/* A loop lies in folders for year, month, day, hour, minute, second and its name. */
#define MOST_DEPTH 10

static void
file_free (gpointer data)
{
  GwAnswersFile *file = data;

  g_free (file->file);
  g_free (file->image);
  g_free (file->loop);
  g_free (file->flow);
  g_free (file);
}

/* --- kinds ---------------------------------------------------------------------------- */

GwAnswersKind
gw_answers_find_kind (const char *start, gsize n)
{
  g_autoptr (GwJsonSketch) sketch = gw_json_sketch_new (start, n);

  if (sketch->first == '[')
    return gw_json_sketch_has (sketch, "[].datasetObjectId") ? GW_ANSWERS_BATCH : GW_ANSWERS_NONE;
  if (gw_json_sketch_has (sketch, "humanAnswers"))
    return GW_ANSWERS_REVIEW;
  if (gw_json_sketch_has (sketch, "answers[].answerContent") || gw_json_sketch_has (sketch, "answers[].workerId"))
    return GW_ANSWERS_OF_WORKERS;
  if (gw_json_sketch_has (sketch, "payload") && gw_json_sketch_has (sketch, "labelAttributeName"))
    return GW_ANSWERS_REQUEST;

  return GW_ANSWERS_NONE;
}

static GwAnswersKind
look_into (const char *file)
{
  g_autofree char *start = NULL;
  g_autoptr (GInputStream) stream = NULL;
  gsize n = 0;

  if (!g_file_test (file, G_FILE_TEST_IS_REGULAR))
    return GW_ANSWERS_NONE;
  stream = _gw_reader_open_file (file, NULL, NULL);
  start = g_malloc (START_BYTES);
  if (stream == NULL || !g_input_stream_read_all (stream, start, START_BYTES, &n, NULL, NULL))
    return GW_ANSWERS_NONE;

  return gw_answers_find_kind (start, n);
}

gboolean
gw_answers_is_request (const char *file)
{
  return look_into (file) == GW_ANSWERS_REQUEST;
}

/* --- files ------------------------------------------------------------------------------ */

typedef struct
{
  gboolean reviews;
  guint most;
  guint n_looked;
  GPtrArray *found;
} Search;

/* The number of the object whose folder a file is in; -1: it is none. */
static gint64
get_object (const char *file)
{
  g_autofree char *folder = g_path_get_dirname (file);
  gint64 object;

  return gw_number_parse_int64 (gw_path_basename (folder), -1, &object) && object >= 0 ? object : -1;
}

static void
take_file (Search *search, const char *file)
{
  GwAnswersKind kind = look_into (file);
  GwAnswersFile *found;

  search->n_looked++;
  if (kind == GW_ANSWERS_NONE || (kind == GW_ANSWERS_REVIEW) != search->reviews || kind == GW_ANSWERS_REQUEST)
    return;
  found = g_new0 (GwAnswersFile, 1);
  found->file = g_strdup (file);
  found->kind = kind;
  found->object = get_object (file);
  g_ptr_array_add (search->found, found);
}

static void
walk (Search *search, const char *folder, guint depth)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (search->most == 0 || search->n_looked < search->most)
         && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (name[0] == '.' || _gw_export_note_is_name (name) || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_str_has_suffix (name, ".json"))
        take_file (search, path);
      else if (depth < MOST_DEPTH && g_file_test (path, G_FILE_TEST_IS_DIR))
        walk (search, path, depth + 1);
    }
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  return gw_path_compare ((*(const GwAnswersFile *const *) a)->file, (*(const GwAnswersFile *const *) b)->file);
}

GPtrArray *
gw_answers_list_files (const char *source, gboolean reviews, guint most)
{
  Search search = { reviews, most, 0, g_ptr_array_new_with_free_func (file_free) };
  g_autofree char *folder = reviews ? g_strdup (source) : gw_answers_find_folder (source);

  if (g_file_test (source, G_FILE_TEST_IS_DIR))
    walk (&search, folder, 0);
  else
    take_file (&search, source);
  g_ptr_array_sort (search.found, compare_files);

  return search.found;
}

char *
gw_answers_find_folder (const char *source)
{
  static const char *const inner[] = { "annotations/worker-response", "worker-response" };

  for (gsize i = 0; i < G_N_ELEMENTS (inner); i++)
    {
      g_autofree char *folder = g_build_filename (source, inner[i], NULL);

      if (g_file_test (folder, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&folder);
    }
  return g_strdup (source);
}

/* --- the manifest ----------------------------------------------------------------------- */

/* The only manifest of a folder. */
static char *
find_in (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *found = NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      if (!g_str_has_suffix (name, ".manifest") || !_gw_reader_has_file (folder, name))
        continue;
      if (found != NULL)
        return NULL;
      found = g_steal_pointer (&file);
    }

  return g_steal_pointer (&found);
}

/* The folder of the job that a folder of it is in; NULL: it is in none. (transfer full) */
static char *
find_job (const char *folder)
{
  g_autofree char *above = g_strdup (folder);

  /* job/annotations/worker-response/iteration-1/0 is as deep as it gets. */
  for (guint i = 0; i < 4; i++)
    {
      char *next = g_path_get_dirname (above);
      gboolean found = strcmp (gw_path_basename (above), "annotations") == 0;

      g_free (above);
      above = next;
      if (found)
        return g_steal_pointer (&above);
    }
  return NULL;
}

char *
gw_answers_find_manifest (const char *source)
{
  g_autofree char *whole = g_canonicalize_filename (source, NULL);
  g_autofree char *folder = g_file_test (whole, G_FILE_TEST_IS_DIR) ? g_strdup (whole) : g_path_get_dirname (whole);
  g_autofree char *job = find_job (folder);
  const char *const folders[] = { folder, job };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    if (folders[i] != NULL && _gw_reader_has_file (folders[i], "manifests/output/output.manifest"))
      return g_build_filename (folders[i], "manifests", "output", "output.manifest", NULL);

  return find_in (folder);
}

static char *
get_image (const char *text, gsize length)
{
  g_autoptr (GwJsonMembers) line = gw_json_members_parse (text, (gssize) length, NULL, NULL);
  g_autofree char *address = line != NULL ? gw_json_members_dup_string (line, "source-ref") : NULL;

  return address != NULL && address[0] != '\0' ? gw_manifest_get_path (address) : NULL;
}

GPtrArray *
gw_answers_load_manifest (const char *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = _gw_reader_open_file (file, NULL, error);
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GwLineReader) lines = NULL;
  g_autoptr (GError) failure = NULL;
  const char *text;
  gsize length;

  if (stream == NULL)
    return NULL;
  lines = gw_line_reader_new (stream, 0, cancellable);
  for (;;)
    {
      text = gw_line_reader_next (lines, &length, &failure);
      /* Lines that are too long count all the same. */
      if (text == NULL && !g_error_matches (failure, GW_ERROR, GW_ERROR_LIMIT))
        break;
      g_ptr_array_add (images, text != NULL ? get_image (text, length) : NULL);
      g_clear_error (&failure);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  return g_steal_pointer (&images);
}
