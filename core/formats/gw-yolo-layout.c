/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-yolo-layout.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-image-info.h"
#include "gw-image-scan.h"
#include "gw-images-dir.h"
#include "gw-number.h"
#include "gw-reader-private.h"
#include "gw-yaml.h"

/* Class numbers beyond this are not taken from a names map. */
#define MOST_CLASSES 100000

/* Folders deeper than this are not looked into for label files. */
#define DEEPEST 12

static const char *const split_keys[][2] = {
  { "train", "train" }, { "val", "val" }, { "valid", "val" }, { "test", "test" }
};

static void
item_free (gpointer data)
{
  GwYoloItem *item = data;

  g_free (item->path);
  g_free (item->picture);
  g_free (item->labels);
  g_free (item->split);
  g_free (item);
}

void
gw_yolo_layout_free (GwYoloLayout *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->items);
  g_free (self->images_dir);
  g_free (self);
}

static void
take_item (GwYoloLayout *self, char *path, char *picture, char *labels, const char *split)
{
  GwYoloItem *item = g_new (GwYoloItem, 1);

  item->path = path;
  item->picture = picture;
  item->labels = labels;
  item->split = g_strdup (split);
  self->has_labels = self->has_labels || labels != NULL;
  g_ptr_array_add (self->items, item);
}

/* --- names ------------------------------------------------------------------------- */

static void
set_name (const char *name, const char *value, gpointer data)
{
  GPtrArray *names = data;
  gint64 index;

  if (!gw_number_parse_int64 (name, -1, &index) || index < 0 || index >= MOST_CLASSES)
    return;
  while (names->len <= (guint) index)
    g_ptr_array_add (names, NULL);
  g_free (names->pdata[index]);
  names->pdata[index] = g_strdup (value);
}

static void
find_names_beside (GPtrArray *names, const char *folder)
{
  static const char *const files[] = { "classes.txt", "obj.names", "labels/classes.txt" };

  for (gsize i = 0; i < G_N_ELEMENTS (files) && names->len == 0; i++)
    {
      g_autofree char *file = g_build_filename (folder, files[i], NULL);

      if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
        _gw_reader_load_names (names, file, NULL);
    }
}

/* --- the yaml file -------------------------------------------------------------------- */

static GwYaml *
load_yaml (const char *file, GError **error)
{
  gsize length;
  guint64 line = 1;
  g_autofree char *text = _gw_reader_load_file (file, &length, error);
  GwYaml *yaml;

  if (text == NULL)
    return NULL;
  yaml = gw_yaml_parse (text, length, &line, error);
  if (yaml == NULL)
    g_prefix_error (error, "%s:%" G_GUINT64_FORMAT ": ", file, line);

  return yaml;
}

static gboolean
is_yaml_name (const char *name)
{
  return g_str_has_suffix (name, ".yaml") || g_str_has_suffix (name, ".yml");
}

/* The folder's yaml file that names classes; data.yaml first. (nullable) */
static char *
find_yaml (const char *folder)
{
  g_autofree char *usual = g_build_filename (folder, "data.yaml", NULL);
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (g_file_test (usual, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&usual);
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_yaml_name (name))
      g_ptr_array_add (found, g_build_filename (folder, name, NULL));
  for (guint i = 0; i < found->len; i++)
    {
      g_autoptr (GwYaml) yaml = load_yaml (g_ptr_array_index (found, i), NULL);

      if (yaml != NULL && gw_yaml_has (yaml, "names"))
        return g_strdup (g_ptr_array_index (found, i));
    }

  return NULL;
}

/* --- label files ----------------------------------------------------------------------- */

static char *
replace_ending (const char *path)
{
  const char *slash = strrchr (path, '/');
  const char *dot = strrchr (path, '.');
  gsize stem = dot != NULL && (slash == NULL || dot > slash) ? (gsize) (dot - path) : strlen (path);

  return g_strdup_printf ("%.*s.txt", (int) stem, path);
}

/* The label file of a picture: the last "images" of its folders replaced by
 * "labels"; else beside it. NULL where there is none.
 */
static char *
find_labels (const char *picture)
{
  g_autofree char *text = replace_ending (picture);
  const char *last = NULL;

  for (const char *p = strstr (text, "/images/"); p != NULL; p = strstr (p + 1, "/images/"))
    last = p;
  if (last != NULL)
    {
      g_autofree char *there = g_strdup_printf ("%.*s/labels/%s", (int) (last - text), text,
                                                last + strlen ("/images/"));

      if (g_file_test (there, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&there);
    }
  return g_file_test (text, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&text) : NULL;
}

static gboolean
is_label_name (const char *name)
{
  static const char *const others[] = { "classes.txt", "train.txt",   "val.txt",          "valid.txt", "test.txt",
                                        "README.txt",  "LICENSE.txt", "requirements.txt", NULL };

  return g_str_has_suffix (name, ".txt") && !g_strv_contains (others, name);
}

/* Label files below a folder, relative to it. */
static void
list_labels (const char *root, const char *relative, guint depth, GPtrArray *found)
{
  g_autofree char *folder = g_build_filename (root, relative, NULL);
  g_autoptr (GDir) dir = depth < DEEPEST ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = *relative != '\0' ? g_build_filename (relative, name, NULL) : g_strdup (name);
      g_autofree char *path = g_build_filename (root, inner, NULL);

      if (name[0] == '.')
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        list_labels (root, inner, depth + 1, found);
      else if (is_label_name (name))
        g_ptr_array_add (found, g_steal_pointer (&inner));
    }
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* "a/b" of "a/b.jpg". (transfer full) */
static char *
get_stem (const char *path)
{
  g_autofree char *text = replace_ending (path);

  return g_strndup (text, strlen (text) - strlen (".txt"));
}

/* A split that the first folder of a path names. */
static const char *
split_of_path (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (split_keys); i++)
    {
      gsize length = strlen (split_keys[i][0]);

      if (strncmp (path, split_keys[i][0], length) == 0 && path[length] == '/')
        return split_keys[i][1];
    }
  return NULL;
}

/* --- layouts ------------------------------------------------------------------------------ */

static char *
guess_images (const char *labels_root, GPtrArray *labels)
{
  static const char *const endings[] = { ".jpg", ".png", ".jpeg", ".JPG", ".webp", ".bmp", ".tif" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autoptr (GPtrArray) sample = g_ptr_array_new_with_free_func (g_free);
      char *found;

      for (guint k = 0; k < labels->len && k < 12; k++)
        {
          g_autofree char *stem = get_stem (g_ptr_array_index (labels, k));

          g_ptr_array_add (sample, g_strconcat (stem, endings[i], NULL));
        }
      found = gw_images_dir_guess (labels_root, (const char *const *) sample->pdata, sample->len);
      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Pictures of a folder and the label files that lie under the same names in
 * another one; labels without a picture too.
 */
static gboolean
pair_folders (GwYoloLayout *self, const char *labels_root, GPtrArray *labels, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) by_stem = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) pictures = NULL;

  for (guint i = 0; i < labels->len; i++)
    g_hash_table_insert (by_stem, get_stem (g_ptr_array_index (labels, i)), g_ptr_array_index (labels, i));

  if (self->images_dir != NULL)
    {
      pictures = gw_image_scan (self->images_dir, cancellable, NULL, NULL, error);
      if (pictures == NULL)
        return FALSE;
    }
  for (guint i = 0; pictures != NULL && i < pictures->len; i++)
    {
      const char *path = g_ptr_array_index (pictures, i);
      g_autofree char *stem = get_stem (path);
      const char *label = g_hash_table_lookup (by_stem, stem);

      take_item (self, g_strdup (path), g_build_filename (self->images_dir, path, NULL),
                 label != NULL ? g_build_filename (labels_root, label, NULL) : NULL, split_of_path (path));
      if (label != NULL)
        g_hash_table_remove (by_stem, stem);
    }
  for (guint i = 0; i < labels->len; i++)
    {
      const char *label = g_ptr_array_index (labels, i);
      g_autofree char *stem = get_stem (label);

      if (g_hash_table_contains (by_stem, stem))
        take_item (self, g_strdup (label), NULL, g_build_filename (labels_root, label, NULL), split_of_path (label));
    }

  return TRUE;
}

/* A folder of label files, with pictures beside them or elsewhere. */
static gboolean
find_in_labels (GwYoloLayout *self, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autofree char *inner = g_build_filename (folder, "labels", NULL);
  const char *root = g_file_test (inner, G_FILE_TEST_IS_DIR) ? inner : folder;
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  list_labels (root, "", 0, labels);
  g_ptr_array_sort (labels, compare_texts);
  if (self->images_dir == NULL)
    self->images_dir = guess_images (root, labels);
  if (labels->len == 0 && self->images_dir == NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND,
                   _ ("%s: there are no YOLO label files in this folder. Check the path."), folder);
      return FALSE;
    }

  return pair_folders (self, root, labels, cancellable, error);
}

/* A path of the yaml file as a folder or list that exists; NULL: none does. */
static char *
resolve (const char *base, const char *path)
{
  g_autofree char *given = g_canonicalize_filename (path, base);

  if (g_file_test (given, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&given);
  while (g_str_has_prefix (path, "../"))
    path += 3;
  g_free (given);
  given = g_canonicalize_filename (path, base);

  return g_file_test (given, G_FILE_TEST_EXISTS) ? g_steal_pointer (&given) : NULL;
}

static char *
relative_to (const char *folder, const char *path)
{
  gsize length = strlen (folder);

  if (strncmp (path, folder, length) == 0 && path[length] == '/')
    return g_strdup (path + length + 1);
  return g_path_get_basename (path);
}

/* Pictures of a list file, each a path relative to the list's folder or the base. */
static void
take_list (GwYoloLayout *self, const char *base, const char *list, const char *split)
{
  gsize length;
  g_autofree char *text = _gw_reader_load_file (list, &length, NULL);
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;

  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_autofree char *picture = NULL;

      if (*g_strstrip (lines[i]) == '\0')
        continue;
      picture = g_canonicalize_filename (lines[i], base);
      take_item (self, relative_to (self->images_dir != NULL ? self->images_dir : base, picture), g_strdup (picture),
                 find_labels (picture), split);
    }
}

static gboolean
take_folder (GwYoloLayout *self, const char *folder, const char *split, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) pictures = gw_image_scan (folder, cancellable, NULL, NULL, error);

  if (pictures == NULL)
    return FALSE;
  for (guint i = 0; i < pictures->len; i++)
    {
      g_autofree char *picture = g_build_filename (folder, g_ptr_array_index (pictures, i), NULL);

      take_item (self, relative_to (self->images_dir, picture), g_strdup (picture), find_labels (picture), split);
    }

  return TRUE;
}

/* The folder that all splits' pictures lie below. */
static char *
find_common (GPtrArray *folders)
{
  char *common = NULL;

  for (guint i = 0; i < folders->len; i++)
    {
      const char *folder = g_ptr_array_index (folders, i);

      if (common == NULL)
        common = g_strdup (folder);
      while (strcmp (common, "/") != 0
             && !(g_str_has_prefix (folder, common)
                  && (folder[strlen (common)] == '\0' || folder[strlen (common)] == '/')))
        {
          char *above = g_path_get_dirname (common);

          g_free (common);
          common = above;
        }
    }
  if (common != NULL && folders->len == 1)
    {
      g_autofree char *name = g_path_get_basename (common);

      /* ".../images/train": paths begin with the split, as for several. */
      if (split_of_path (name) == NULL && strcmp (name, "images") != 0)
        {
          g_autofree char *above = g_path_get_dirname (common);

          if (g_str_has_suffix (above, "/images"))
            {
              g_free (common);
              common = g_steal_pointer (&above);
            }
        }
    }

  return common;
}

/* One entry of a split in the yaml file. */
typedef struct
{
  char *place;
  const char *split;
} Place;

static void
place_clear (gpointer data)
{
  g_free (((Place *) data)->place);
}

static gboolean
find_by_yaml (GwYoloLayout *self, const GwYaml *yaml, const char *base, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GPtrArray) folders = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_array_set_clear_func (places, place_clear);
  for (gsize i = 0; i < G_N_ELEMENTS (split_keys); i++)
    {
      g_autoptr (GPtrArray) list = gw_yaml_list (yaml, split_keys[i][0]);

      for (guint k = 0; list != NULL && k < list->len; k++)
        {
          Place place = { resolve (base, g_ptr_array_index (list, k)), split_keys[i][1] };

          if (place.place != NULL)
            g_array_append_val (places, place);
        }
    }
  for (guint i = 0; i < places->len; i++)
    if (g_file_test (g_array_index (places, Place, i).place, G_FILE_TEST_IS_DIR))
      g_ptr_array_add (folders, g_array_index (places, Place, i).place);
  if (self->images_dir == NULL)
    self->images_dir = folders->len > 0 ? find_common (folders) : NULL;

  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      const char *split = place->split;

      if (!g_hash_table_add (seen, place->place))
        continue;
      /* One folder for several splits is none. */
      for (guint k = 0; k < places->len; k++)
        if (k != i && strcmp (g_array_index (places, Place, k).place, place->place) == 0)
          split = NULL;
      if (g_file_test (place->place, G_FILE_TEST_IS_REGULAR))
        take_list (self, base, place->place, split);
      else if (!take_folder (self, place->place, split, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/* The folder that paths in a yaml file are relative to. */
static char *
get_base (const GwYaml *yaml, const char *file)
{
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  const char *path = gw_yaml_get (yaml, "path");
  g_autofree char *base = path != NULL ? g_canonicalize_filename (path, absolute) : NULL;

  if (base != NULL && g_file_test (base, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&base);
  return g_steal_pointer (&absolute);
}

GwYoloLayout *
gw_yolo_layout_find (const char *source, const char *images_dir, const char *classes_file, GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GwYoloLayout) self = g_new0 (GwYoloLayout, 1);
  gboolean is_folder = g_file_test (source, G_FILE_TEST_IS_DIR);
  g_autofree char *file = is_folder ? find_yaml (source) : g_strdup (source);
  g_autofree char *folder = is_folder ? g_canonicalize_filename (source, NULL) : g_path_get_dirname (source);
  g_autoptr (GwYaml) yaml = NULL;
  g_autofree char *base = NULL;

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->items = g_ptr_array_new_with_free_func (item_free);
  self->images_dir = images_dir != NULL ? g_canonicalize_filename (images_dir, NULL) : NULL;

  if (file != NULL)
    {
      yaml = load_yaml (file, error);
      if (yaml == NULL)
        return NULL;
      gw_yaml_foreach (yaml, "names", set_name, self->names);
      self->is_pose = gw_yaml_has (yaml, "kpt_shape");
      base = get_base (yaml, file);
    }
  if (classes_file != NULL)
    {
      g_ptr_array_set_size (self->names, 0);
      if (!_gw_reader_load_names (self->names, classes_file, error))
        return NULL;
    }
  if (self->names->len == 0)
    find_names_beside (self->names, folder);

  if (yaml != NULL && !find_by_yaml (self, yaml, base, cancellable, error))
    return NULL;
  if (self->items->len == 0 && !find_in_labels (self, folder, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

gboolean
gw_yolo_layout_is_likely (const char *folder)
{
  static const char *const files[] = { "obj.names", "obj.data", "classes.txt" };
  g_autofree char *yaml = find_yaml (folder);

  if (yaml != NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *file = g_build_filename (folder, files[i], NULL);

      if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
        return TRUE;
    }
  return FALSE;
}
