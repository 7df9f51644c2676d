/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cvat-files.h"

#include <string.h>

#include "gw-cvat-scan.h"
#include "gw-path.h"
#include "gw-reader-private.h"

#define USUAL_NAME "annotations.xml"
/* What is read of a file in a folder, and of how many files. */
#define SAMPLE_BYTES (64 * 1024)
#define MOST_FILES 4096

/* --- what a file is ------------------------------------------------------------------ */

typedef struct
{
  guint depth;
  gboolean has_meta;
  gboolean has_images; /* or tracks */
} Judgement;

static gboolean
on_start (const char *name, const char *const *names, const char *const *values, guint64 line, gpointer data,
          GError **error)
{
  Judgement *judgement = data;

  if (judgement->depth++ == 0)
    return gw_cvat_check_root (name, error);
  if (judgement->depth != 2)
    return TRUE;
  judgement->has_meta = judgement->has_meta || strcmp (name, "meta") == 0;
  judgement->has_images = judgement->has_images
                          || (strcmp (name, "image") == 0 && gw_xml_get_attribute (names, values, "name") != NULL)
                          || (strcmp (name, "track") == 0 && gw_xml_get_attribute (names, values, "label") != NULL);
  return TRUE;
}

static gboolean
on_end (const char *name, const char *text, gpointer data, GError **error)
{
  Judgement *judgement = data;

  judgement->depth--;
  return TRUE;
}

int
gw_cvat_judge (const char *start, gsize n_start)
{
  static const GwXmlFuncs funcs = { on_start, on_end };
  static const char *const tags[] = { "<annotations", "<image ", "name=", NULL };
  Judgement judgement = { 0 };
  const char *code;

  /* The beginning of a file is not well-formed, and need not be. */
  if (!gw_xml_parse (start, n_start, &funcs, &judgement, &code, NULL) && judgement.depth == 0
      && gw_xml_mentions (start, n_start, tags))
    return 60;
  if (judgement.has_meta && judgement.has_images)
    return 95;
  return judgement.has_images ? 90 : judgement.has_meta ? 60 : 0;
}

/* --- which files ------------------------------------------------------------------------ */

static gboolean
is_cvat (const char *folder, const char *name)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *start = NULL;
  gsize n = 0;

  if (!_gw_reader_has_file (folder, name))
    return FALSE;
  stream = _gw_reader_open_file (file, NULL, NULL);
  start = g_malloc (SAMPLE_BYTES);
  return stream != NULL && g_input_stream_read_all (stream, start, SAMPLE_BYTES, &n, NULL, NULL)
         && gw_cvat_judge (start, n) > 0;
}

/* The XML files of a folder that are of CVAT, by name. */
static void
list_folder (const char *folder, GPtrArray *files)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && names->len < MOST_FILES && (name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.' && g_str_has_suffix (name, ".xml"))
      g_ptr_array_add (names, g_strdup (name));
  gw_path_sort (names);
  for (guint i = 0; i < names->len; i++)
    {
      const char *file = g_ptr_array_index (names, i);

      /* A folder of thousands of files of another kind is not looked through. */
      if (is_cvat (folder, file))
        g_ptr_array_add (files, g_build_filename (folder, file, NULL));
      else if (files->len == 0 && i >= 4)
        return;
    }
}

GPtrArray *
gw_cvat_find_files (const char *source)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);

  if (!g_file_test (source, G_FILE_TEST_IS_DIR))
    g_ptr_array_add (files, g_strdup (source));
  else if (is_cvat (source, USUAL_NAME))
    g_ptr_array_add (files, g_build_filename (source, USUAL_NAME, NULL));
  else
    list_folder (source, files);

  return files;
}
