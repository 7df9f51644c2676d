/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cityscapes-layout.h"

#include <string.h>
#include <unistd.h>
#include <glib/gi18n.h>

#include "gw-cityscapes-labels.h"
#include "gw-error.h"
#include "gw-file-name.h"
#include "gw-image-scan.h"
#include "gw-path.h"
#include "gw-reader-private.h"
#include "gw-writer-private.h"

#define DEEPEST 8
#define SAMPLE_NAMES 2000
#define PICTURE_SUFFIX "_leftImg8bit"

static const char *const truth_names[] = { "gtFine", "gtCoarse" };
static const char *const image_names[] = { "leftImg8bit", "images", "JPEGImages" };

/* What files of one picture end with. */
enum
{
  POLYGONS,
  LABELS,
  INSTANCES,
  OTHERS /* from here on they are not read */
};

static const char *const endings[] = { "_polygons.json", "_labelIds.png",      "_instanceIds.png",
                                       "_color.png",     "_labelTrainIds.png", "_instanceTrainIds.png" };

static void
item_free (gpointer data)
{
  GwCityscapesItem *item = data;

  g_free (item->key);
  g_free (item->path);
  g_free (item->picture);
  g_free (item->polygons);
  g_free (item->labels);
  g_free (item->instances);
  g_free (item->split);
  g_free (item);
}

void
gw_cityscapes_layout_free (GwCityscapesLayout *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->items);
  g_free (self->root);
  g_free (self->images_dir);
  g_free (self->other);
  g_free (self);
}

/* --- names ------------------------------------------------------------------------------ */

/* Which ending a name has; -1: none. */
static int
find_ending (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]))
      return (int) i;
  return -1;
}

/* What of a path is behind the last folder of a name: archives are often unpacked into folders of their
 * own.
 */
static const char *
skip_folders (const char *path, const char *const *names, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const gsize length = strlen (names[i]);

      for (const char *at = path; (at = strstr (at, names[i])) != NULL; at += length)
        if ((at == path || at[-1] == '/') && at[length] == '/')
          path = at + length + 1;
    }
  return path;
}

/* The key of a file of labels: without its ending, “_gtFine” or the like too. (transfer full) */
static char *
make_truth_key (const char *path, int ending)
{
  const char *inner = skip_folders (path, truth_names, G_N_ELEMENTS (truth_names));
  g_autofree char *key = g_strndup (inner, strlen (inner) - strlen (endings[ending]));
  char *mark = g_strrstr (key, "_gt");

  if (mark != NULL && strchr (mark, '/') == NULL)
    *mark = '\0';
  return g_steal_pointer (&key);
}

static char *
make_picture_key (const char *path)
{
  char *key = _gw_path_get_stem (skip_folders (path, image_names, 1));

  if (g_str_has_suffix (key, PICTURE_SUFFIX))
    key[strlen (key) - strlen (PICTURE_SUFFIX)] = '\0';
  return key;
}

/* split/city/name, or city/name. (transfer full) (nullable) */
static char *
find_split (const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, "/", -1);
  const guint n = g_strv_length (parts);

  if (n < 2 || (n == 2 && !_gw_reader_is_split_name (parts[0])) || strcmp (parts[0], GW_CITYSCAPES_NO_FOLDER) == 0)
    return NULL;
  return gw_file_name_unescape (parts[0]);
}

/* Whether a name is city, sequence and frame, as those of Cityscapes are. */
static gboolean
is_frame_name (const char *name)
{
  const gsize n = strlen (name);

  if (n < strlen ("a_000000_000000") || name[n - 7] != '_' || name[n - 14] != '_')
    return FALSE;
  for (gsize i = n - 13; i < n; i++)
    if (i != n - 7 && !g_ascii_isdigit (name[i]))
      return FALSE;
  return TRUE;
}

/* The path of a picture that is not there: what stands for no folder falls away. */
static char *
make_path (const char *key)
{
  static const char nowhere[] = GW_CITYSCAPES_NO_FOLDER "/";

  while (g_str_has_prefix (key, nowhere))
    key += strlen (nowhere);
  return is_frame_name (gw_path_basename (key)) ? g_strconcat (key, PICTURE_SUFFIX ".png", NULL) : g_strdup (key);
}

/* --- files --------------------------------------------------------------------------------- */

typedef struct
{
  const char *top;
  GHashTable *items; /* key -> GwCityscapesItem; NULL: the first one is enough */
  guint names_left;
  guint n_found;
  GCancellable *cancellable;
} Search;

static GwCityscapesItem *
ensure_item (GHashTable *items, const char *key)
{
  GwCityscapesItem *item = g_hash_table_lookup (items, key);

  if (item != NULL)
    return item;
  item = g_new0 (GwCityscapesItem, 1);
  item->key = g_strdup (key);
  g_hash_table_insert (items, item->key, item);

  return item;
}

static char **
choose_file (GwCityscapesItem *item, int ending)
{
  return ending == LABELS ? &item->labels : ending == INSTANCES ? &item->instances : &item->polygons;
}

/* Of two files of one picture: fine ones go before coarse ones, and else the first by name. */
static gboolean
is_better (const char *file, const char *other)
{
  const gboolean coarse = strstr (file, "_gtCoarse_") != NULL, other_coarse = strstr (other, "_gtCoarse_") != NULL;

  return coarse != other_coarse ? other_coarse : strcmp (file, other) < 0;
}

static void
take_file (Search *self, const char *path, int ending)
{
  g_autofree char *key = NULL;
  g_autofree char *full = NULL;
  char **file;
  int fd = ending < OTHERS ? gw_path_open_beneath (self->top, path, NULL) : -1;

  if (fd < 0)
    return;
  close (fd);
  self->n_found++;
  if (self->items == NULL)
    return;
  key = make_truth_key (path, ending);
  file = choose_file (ensure_item (self->items, key), ending);
  full = g_build_filename (self->top, path, NULL);
  if (*file != NULL && !is_better (full, *file))
    return;
  g_free (*file);
  *file = g_steal_pointer (&full);
}

static void
list_files (Search *self, const char *relative, guint depth)
{
  g_autofree char *folder = g_build_filename (self->top, relative, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && self->names_left > 0 && (self->items != NULL || self->n_found == 0)
         && (name = g_dir_read_name (dir)) != NULL && !g_cancellable_is_cancelled (self->cancellable))
    {
      g_autofree char *path = *relative != '\0' ? g_build_filename (relative, name, NULL) : g_strdup (name);
      g_autofree char *full = g_build_filename (self->top, path, NULL);
      const int ending = find_ending (name);

      self->names_left--;
      if (name[0] == '.')
        continue;
      if (ending >= 0)
        take_file (self, path, ending);
      else if (depth < DEEPEST && strchr (name, '.') == NULL && g_file_test (full, G_FILE_TEST_IS_DIR)
               && !g_file_test (full, G_FILE_TEST_IS_SYMLINK))
        list_files (self, path, depth + 1);
    }
}

/* The folder of labels in a folder: itself, where it has none of the usual names. (transfer full) */
static char *
find_truth (const char *folder)
{
  for (guint i = 0; i < G_N_ELEMENTS (truth_names); i++)
    {
      g_autofree char *path = g_build_filename (folder, truth_names[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&path);
    }
  return g_strdup (folder);
}

/* Fine labels go before coarse ones. (transfer full) (nullable): those that are there beside */
static char *
find_other (const char *folder, const char *truth)
{
  for (guint i = 0; i < G_N_ELEMENTS (truth_names); i++)
    {
      g_autofree char *path = g_build_filename (folder, truth_names[i], NULL);

      if (strcmp (path, truth) != 0 && g_file_test (path, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&path);
    }
  return NULL;
}

gboolean
gw_cityscapes_layout_is_picture (const char *file)
{
  const int ending = find_ending (file);

  return ending == LABELS || ending == INSTANCES;
}

gboolean
gw_cityscapes_layout_is_likely (const char *folder)
{
  g_autofree char *truth = find_truth (folder);
  Search search = { .top = truth, .names_left = SAMPLE_NAMES };

  list_files (&search, "", 0);

  return search.n_found > 0;
}

/* --- pictures ------------------------------------------------------------------------------- */

static char *
find_images (const GwCityscapesLayout *self, const char *truth, const char *given)
{
  if (given != NULL)
    return g_canonicalize_filename (given, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (image_names); i++)
    {
      g_autofree char *path = g_build_filename (self->root, image_names[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&path);
    }
  return g_strdup (truth);
}

/* Items by the last part of their key; NULL: several have it. (transfer full) */
static GHashTable *
list_names (GHashTable *items)
{
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key, item;

  g_hash_table_iter_init (&iter, items);
  while (g_hash_table_iter_next (&iter, &key, &item))
    {
      const char *name = gw_path_basename (key);

      g_hash_table_insert (names, (gpointer) name, g_hash_table_contains (names, name) ? NULL : item);
    }
  return names;
}

/* alone: pictures without labels are items too. */
static gboolean
take_pictures (GwCityscapesLayout *self, GHashTable *items, gboolean alone, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) found = gw_image_scan (self->images_dir, cancellable, NULL, NULL, error);
  g_autoptr (GHashTable) names = list_names (items);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const char *path = g_ptr_array_index (found, i);
      g_autofree char *key = make_picture_key (path);
      GwCityscapesItem *item = g_hash_table_lookup (items, key);

      if (find_ending (path) >= 0)
        continue;
      if (item == NULL)
        item = g_hash_table_lookup (names, gw_path_basename (key));
      if (item == NULL && alone)
        item = ensure_item (items, key);
      if (item == NULL || item->picture != NULL)
        continue;
      item->path = g_strdup (path);
      item->picture = g_build_filename (self->images_dir, path, NULL);
    }
  return TRUE;
}

/* --- the layout -------------------------------------------------------------------------------- */

static int
compare_items (gconstpointer a, gconstpointer b)
{
  return gw_path_compare ((*(const GwCityscapesItem *const *) a)->key, (*(const GwCityscapesItem *const *) b)->key);
}

static void
settle_items (GwCityscapesLayout *self, GHashTable *items)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GwCityscapesItem *item = value;

      item->split = find_split (item->key);
      if (item->path == NULL)
        item->path = make_path (item->key);
      g_ptr_array_add (self->items, item);
    }
  g_ptr_array_sort (self->items, compare_items);
}

/* Where the folder of labels begins in a path: after “gtFine/”. (transfer full): the folder */
static char *
find_truth_above (const char *file)
{
  for (guint i = 0; i < G_N_ELEMENTS (truth_names); i++)
    {
      g_autofree char *part = g_strdup_printf ("/%s/", truth_names[i]);
      const char *mark = g_strrstr (file, part);

      if (mark != NULL)
        return g_strndup (file, (gsize) (mark - file) + strlen (part) - 1);
    }
  return g_path_get_dirname (file);
}

/* The folder that has that of labels in it, or the same. (transfer full) */
static char *
find_root (const char *truth)
{
  g_autofree char *name = g_path_get_basename (truth);

  for (guint i = 0; i < G_N_ELEMENTS (truth_names); i++)
    if (strcmp (name, truth_names[i]) == 0)
      return g_path_get_dirname (truth);
  return g_strdup (truth);
}

static gboolean
fill (GwCityscapesLayout *self, const char *source, const char *given, GHashTable *items, GCancellable *cancellable,
      GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (source, NULL);
  const gboolean is_folder = g_file_test (absolute, G_FILE_TEST_IS_DIR);
  g_autofree char *truth = is_folder ? find_truth (absolute) : find_truth_above (absolute);

  self->root = find_root (truth);
  if (is_folder && g_str_has_prefix (truth, absolute) && strcmp (truth, absolute) != 0)
    self->other = find_other (absolute, truth);
  if (is_folder)
    list_files (&(Search) { .top = truth, .items = items, .names_left = G_MAXUINT, .cancellable = cancellable }, "", 0);
  else
    {
      const char *relative = absolute + strlen (truth) + 1;
      const int ending = find_ending (relative);
      g_autofree char *key = ending >= 0 ? make_truth_key (relative, ending) : _gw_path_get_stem (relative);

      *choose_file (ensure_item (items, key), ending) = g_strdup (absolute);
    }
  if (g_hash_table_size (items) == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s: there are no labels of Cityscapes in it. Files called like *_gtFine_polygons.json or "
                      "*_gtFine_labelIds.png were expected, mostly in a folder “gtFine”."),
                   source);
      return FALSE;
    }
  self->images_dir = find_images (self, truth, given);

  return take_pictures (self, items, is_folder, cancellable, error);
}

GwCityscapesLayout *
gw_cityscapes_layout_find (const char *source, const char *images_dir, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwCityscapesLayout) self = g_new0 (GwCityscapesLayout, 1);
  g_autoptr (GHashTable) items = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean done;

  self->items = g_ptr_array_new_with_free_func (item_free);
  done = fill (self, source, images_dir, items, cancellable, error);
  settle_items (self, items);

  return done ? g_steal_pointer (&self) : NULL;
}
