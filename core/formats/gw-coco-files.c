/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-files.h"

#include <stdio.h>
#include <string.h>
#include <glib/gstdio.h>

#include "gw-file-name.h"
#include "gw-json-sketch.h"
#include "gw-reader-private.h"

#define PREFIX "instances_"
#define SUFFIX ".json"

/* JSON files of a folder, and bytes of each, that are looked at to see whether it is one. */
#define MOST_FILES 500
#define START_BYTES (64 * 1024)

static void
coco_file_free (gpointer data)
{
  GwCocoFile *self = data;

  g_free (self->file);
  g_free (self->split);
  g_free (self->images_dir);
  g_free (self);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const GwCocoFile *one = *(const GwCocoFile *const *) a;
  const GwCocoFile *two = *(const GwCocoFile *const *) b;

  return strcmp (one->file, two->file);
}

static void
take_file (GPtrArray *files, char *file, char *split, char *images_dir)
{
  GwCocoFile *added = g_new (GwCocoFile, 1);

  added->file = file;
  added->split = split;
  added->images_dir = images_dir;
  g_ptr_array_add (files, added);
}

/* annotations/instances_<split>.json */
static void
find_instances (const char *source, GPtrArray *files)
{
  g_autofree char *folder = g_build_filename (source, "annotations", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *split = NULL;
      g_autofree char *images = NULL;
      g_autofree char *path = g_build_filename ("annotations", name, NULL);

      if (!g_str_has_prefix (name, PREFIX) || !g_str_has_suffix (name, SUFFIX)
          || strlen (name) <= strlen (PREFIX) + strlen (SUFFIX) || !_gw_reader_has_file (source, path))
        continue;
      split = g_strndup (name + strlen (PREFIX), strlen (name) - strlen (PREFIX) - strlen (SUFFIX));
      images = g_build_filename (source, "images", split, NULL);
      if (!g_file_test (images, G_FILE_TEST_IS_DIR))
        {
          g_free (images);
          images = g_build_filename (source, split, NULL);
        }
      if (!g_file_test (images, G_FILE_TEST_IS_DIR))
        g_clear_pointer (&images, g_free);
      take_file (files, g_build_filename (folder, name, NULL),
                 strcmp (split, "default") != 0 ? gw_file_name_unescape (split) : NULL, g_steal_pointer (&images));
    }
}

/* _annotations.coco.json in the folder of each split, and at the top for images without one. */
static void
find_beside (const char *source, GPtrArray *files)
{
  g_autoptr (GDir) dir = g_dir_open (source, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (name, GW_COCO_BESIDE_NAME, NULL);
      g_autofree char *file = g_build_filename (source, path, NULL);

      if (_gw_reader_has_file (source, path))
        take_file (files, g_steal_pointer (&file), gw_file_name_unescape (name), g_build_filename (source, name, NULL));
    }
  if (_gw_reader_has_file (source, GW_COCO_BESIDE_NAME))
    take_file (files, g_build_filename (source, GW_COCO_BESIDE_NAME, NULL), NULL, g_strdup (source));
}

int
gw_coco_files_judge (const char *start, gsize n_start)
{
  g_autoptr (GwJsonSketch) sketch = gw_json_sketch_new (start, n_start);

  if (sketch->first != '{' || gw_json_sketch_has (sketch, "annotations[].segments_info"))
    return 0;
  if (gw_json_sketch_has (sketch, "images[].file_name") || gw_json_sketch_has (sketch, "annotations[].image_id")
      || gw_json_sketch_has (sketch, "annotations[].category_id"))
    return 95;
  if (gw_json_sketch_has (sketch, "images") && gw_json_sketch_has (sketch, "annotations")
      && gw_json_sketch_has (sketch, "categories"))
    return 90;
  if (gw_json_sketch_has (sketch, "categories[].supercategory") || gw_json_sketch_has (sketch, "licenses[].url"))
    return 60;
  return 0;
}

int
gw_coco_files_judge_file (const char *file)
{
  g_autofree char *start = g_malloc (START_BYTES);
  FILE *stream = g_fopen (file, "rbe");
  gsize n;

  if (stream == NULL)
    return 0;
  n = fread (start, 1, START_BYTES, stream);
  fclose (stream);

  return gw_coco_files_judge (start, n);
}

static gboolean
is_instances (const char *source, const char *name, const char *file)
{
  return _gw_reader_has_file (source, name) && gw_coco_files_judge_file (file) >= 90;
}

/* The one file of another name that is COCO; of several none, since nothing
 * says which is meant, and none of more than can be looked at. Pictures beside
 * it do not count.
 */
static void
find_alone (const char *source, GPtrArray *files)
{
  g_autoptr (GDir) dir = g_dir_open (source, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && files->len < 2 && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = NULL;
      gsize length = strlen (name);

      if (length <= strlen (SUFFIX) || g_ascii_strcasecmp (name + length - strlen (SUFFIX), SUFFIX) != 0)
        continue;
      if (++n > MOST_FILES)
        break;
      file = g_build_filename (source, name, NULL);
      if (is_instances (source, name, file))
        take_file (files, g_steal_pointer (&file), NULL, NULL);
    }
  if (files->len > 1 || n > MOST_FILES)
    g_ptr_array_set_size (files, 0);
}

GPtrArray *
gw_coco_files_find (const char *source)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (coco_file_free);

  if (!g_file_test (source, G_FILE_TEST_IS_DIR))
    {
      take_file (files, g_strdup (source), NULL, NULL);
      return files;
    }

  if (_gw_reader_has_file (source, "annotations.json"))
    take_file (files, g_build_filename (source, "annotations.json", NULL), NULL, NULL);
  if (files->len == 0 && !_gw_reader_has_file (source, GW_COCO_BESIDE_NAME))
    find_instances (source, files);
  if (files->len == 0)
    find_beside (source, files);
  if (files->len == 0)
    find_alone (source, files);
  g_ptr_array_sort (files, compare_files);

  return files;
}
