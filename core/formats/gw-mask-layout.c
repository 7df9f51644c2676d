/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-mask-layout.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-image-scan.h"
#include "gw-mask-table.h"
#include "gw-path.h"
#include "gw-reader-private.h"
#include "gw-voc-lists.h"
#include "gw-writer-private.h"

static const char *const mask_names[] = {
  "masks", "mask", "labels", "label", "annotations", "gt", "SegmentationClass", "SegmentationClassPNG"
};
static const char *const voc_names[] = { "SegmentationClass", "SegmentationClassPNG" };
static const char *const object_names[] = { "SegmentationObject", "SegmentationObjectPNG" };
static const char *const image_names[] = { "images", "image", "imgs", "img", "JPEGImages" };

/* Of names of masks, where their pictures have none. */
static const char *const suffixes[] = { "_mask", "-mask", "_masks", "_label",   "_labels",
                                        "_gt",   "_seg",  "_L",     "_labelIds" };
static const char *const prefixes[] = { "mask_", "label_", "gt_" };

static void
item_free (gpointer data)
{
  GwMaskItem *item = data;

  g_free (item->path);
  g_free (item->picture);
  g_free (item->mask);
  g_free (item->objects);
  g_free (item->split);
  g_free (item);
}

void
gw_mask_layout_free (GwMaskLayout *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->folders);
  g_free (self->images_dir);
  g_free (self);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The first of the names that is a folder in it. (transfer full) (nullable) */
static char *
find_folder (const char *folder, const char *const *names, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      char *path = g_build_filename (folder, names[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        return path;
      g_free (path);
    }

  return NULL;
}

/* --- pairs ------------------------------------------------------------------------- */

/* Pictures by their path without ending, and by name alone where that is unique. */
typedef struct
{
  GPtrArray *paths;
  GHashTable *stems; /* char* -> place + 1 */
  GHashTable *names; /* char* -> place + 1; 0: several */
  const GwReadOptions *options;
} Pictures;

static void
pictures_init (Pictures *self, GPtrArray *paths, const GwReadOptions *options)
{
  self->options = options;
  self->paths = paths;
  self->stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; paths != NULL && i < paths->len; i++)
    {
      char *stem = _gw_path_get_stem (g_ptr_array_index (paths, i));
      char *name = g_strdup (gw_path_basename (stem));
      gboolean again = g_hash_table_contains (self->names, name);

      g_hash_table_insert (self->names, name, GUINT_TO_POINTER (again ? 0 : i + 1));
      g_hash_table_insert (self->stems, stem, GUINT_TO_POINTER (i + 1));
    }
}

static void
pictures_clear (Pictures *self)
{
  g_clear_pointer (&self->stems, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pictures, pictures_clear)

static guint
look_up (const Pictures *self, const char *stem)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->stems, stem));

  return place > 0 ? place : GPOINTER_TO_UINT (g_hash_table_lookup (self->names, gw_path_basename (stem)));
}

static gboolean
has_prefix (const char *name, const char *prefix)
{
  return g_str_has_prefix (name, prefix) && strlen (name) > strlen (prefix);
}

static gboolean
has_suffix (const char *name, const char *suffix)
{
  return g_str_has_suffix (name, suffix) && strlen (name) > strlen (suffix);
}

/* The stem, whose name begins and ends so, without both. (transfer full) (nullable) */
static char *
strip (const char *stem, const char *prefix, const char *suffix)
{
  const char *name = gw_path_basename (stem);

  if ((*prefix != '\0' && !has_prefix (name, prefix)) || (*suffix != '\0' && !has_suffix (name, suffix))
      || strlen (name) <= strlen (prefix) + strlen (suffix))
    return NULL;
  return g_strdup_printf ("%.*s%.*s", (int) (name - stem), stem,
                          (int) (strlen (name) - strlen (prefix) - strlen (suffix)), name + strlen (prefix));
}

/* The stem without the affixes that a person said masks have, else without a usual one.
 * (transfer full) (nullable)
 */
static char *
strip_affix (const char *stem, const GwReadOptions *options)
{
  const char *prefix = options->mask_prefix != NULL ? options->mask_prefix : "";
  const char *suffix = options->mask_suffix != NULL ? options->mask_suffix : "";
  char *stripped = NULL;

  if (*prefix != '\0' || *suffix != '\0')
    return strip (stem, prefix, suffix);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes) && stripped == NULL; i++)
    stripped = strip (stem, "", suffixes[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes) && stripped == NULL; i++)
    stripped = strip (stem, prefixes[i], "");

  return stripped;
}

/* The place of a mask's picture + 1; 0: it has none. */
static guint
find_picture (const Pictures *self, const char *mask)
{
  g_autofree char *stem = _gw_path_get_stem (mask);
  g_autofree char *stripped = strip_affix (stem, self->options);
  guint place = look_up (self, stem);

  return place == 0 && stripped != NULL ? look_up (self, stripped) : place;
}

static GwMaskItem *
add_item (GwMaskLayout *self, const char *before, const char *path, const char *split)
{
  GwMaskItem *item = g_new0 (GwMaskItem, 1);
  const char *slash = strchr (path, '/');
  g_autofree char *first = slash != NULL ? g_strndup (path, (gsize) (slash - path)) : NULL;

  item->path = before != NULL ? g_build_filename (before, path, NULL) : g_strdup (path);
  if (split != NULL)
    item->split = g_strdup (split);
  else if (first != NULL && _gw_reader_is_split_name (first))
    item->split = g_steal_pointer (&first);
  g_ptr_array_add (self->items, item);

  return item;
}

/* The mask of instances that belongs to one of classes. */
static char *
find_objects (const char *folder, const char *mask)
{
  return folder != NULL && _gw_reader_has_file (folder, mask) ? g_build_filename (folder, mask, NULL) : NULL;
}

/* Where the folder of pictures is one above that of masks, those are none of its pictures. */
static void
drop_masks (GPtrArray *pictures, const char *images, const char *masks)
{
  g_autofree char *above = g_canonicalize_filename (images, NULL);
  g_autofree char *below = masks != NULL ? g_canonicalize_filename (masks, NULL) : NULL;
  gsize length = strlen (above);
  g_autofree char *begin = NULL;
  guint n = 0;

  if (below == NULL || strncmp (below, above, length) != 0 || below[length] != '/')
    return;
  begin = g_strconcat (below + length + 1, "/", NULL);
  for (guint i = 0; i < pictures->len; i++)
    {
      char *path = g_steal_pointer (&pictures->pdata[i]);

      if (g_str_has_prefix (path, begin))
        g_free (path);
      else
        pictures->pdata[n++] = path;
    }
  g_ptr_array_set_size (pictures, (int) n);
}

/* Pictures first, in their order, then masks that have none. */
static gboolean
pair_folders (GwMaskLayout *self, const char *images, const char *masks, const char *objects, const char *before,
              const char *split, const GwReadOptions *options, GCancellable *cancellable, GError **error)
{
  g_auto (Pictures) pictures = { 0 };
  GPtrArray *found = images != NULL ? gw_image_scan (images, cancellable, NULL, NULL, error) : g_ptr_array_new ();
  g_autoptr (GPtrArray) list = NULL;
  guint begin = self->items->len;

  if (found == NULL)
    return FALSE;
  if (images != NULL)
    {
      drop_masks (found, images, masks);
      drop_masks (found, images, objects);
    }
  pictures_init (&pictures, found, options);
  list = gw_image_scan (masks, cancellable, NULL, NULL, error);
  if (list == NULL)
    return FALSE;

  for (guint i = 0; i < found->len; i++)
    add_item (self, before, g_ptr_array_index (found, i), split)->picture = g_build_filename (
        images, g_ptr_array_index (found, i), NULL);
  for (guint i = 0; i < list->len; i++)
    {
      const char *mask = g_ptr_array_index (list, i);
      guint place = find_picture (&pictures, mask);
      GwMaskItem *item = place > 0 ? g_ptr_array_index (self->items, begin + place - 1)
                                   : add_item (self, before, mask, split);

      if (item->mask != NULL)
        continue;
      item->mask = g_build_filename (masks, mask, NULL);
      item->objects = find_objects (objects, mask);
    }

  return TRUE;
}

/* --- folders -------------------------------------------------------------------------- */

static char *
find_masks (const char *root, gboolean voc)
{
  return voc ? find_folder (root, voc_names, G_N_ELEMENTS (voc_names))
             : find_folder (root, mask_names, G_N_ELEMENTS (mask_names));
}

static gboolean
is_name_of_masks (const char *name, gboolean voc)
{
  const char *const *names = voc ? voc_names : mask_names;
  gsize n = voc ? G_N_ELEMENTS (voc_names) : G_N_ELEMENTS (mask_names);

  for (gsize i = 0; i < n; i++)
    if (strcmp (names[i], name) == 0)
      return TRUE;
  return FALSE;
}

static void
add_table_folders (GwMaskLayout *self, const char *root, const char *masks)
{
  g_ptr_array_add (self->folders, g_strdup (masks));
  g_ptr_array_add (self->folders, g_strdup (root));
  g_ptr_array_add (self->folders, g_path_get_dirname (root));
}

/* before: what paths begin with; NULL: they start in the folder of pictures. */
static gboolean
take_root (GwMaskLayout *self, const char *root, const char *masks, const char *given, const char *before,
           const char *split, const GwReadOptions *options, GCancellable *cancellable, GError **error)
{
  g_autofree char *images = given != NULL ? g_strdup (given)
                                          : find_folder (root, image_names, G_N_ELEMENTS (image_names));
  g_autofree char *objects = find_folder (root, object_names, G_N_ELEMENTS (object_names));
  g_autofree char *begin = NULL;

  add_table_folders (self, root, masks);
  if (before != NULL && images != NULL)
    {
      g_autofree char *name = g_path_get_basename (images);

      begin = g_build_filename (before, name, NULL);
    }
  else if (self->images_dir == NULL)
    self->images_dir = g_strdup (images);

  return pair_folders (self, images, masks, objects, before != NULL && begin == NULL ? before : begin, split, options,
                       cancellable, error);
}

/* train/images, train/masks and so on. found tells whether there were any. */
static gboolean
take_splits (GwMaskLayout *self, const char *source, gboolean voc, const GwReadOptions *options, gboolean *found,
             GCancellable *cancellable, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (source, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  *found = FALSE;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (_gw_reader_is_split_name (name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *root = g_build_filename (source, g_ptr_array_index (names, i), NULL);
      g_autofree char *masks = find_masks (root, voc);

      if (masks == NULL)
        continue;
      *found = TRUE;
      g_free (self->images_dir);
      self->images_dir = g_strdup (source);
      if (!take_root (self, root, masks, NULL, g_ptr_array_index (names, i), g_ptr_array_index (names, i), options,
                      cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/* Pictures with masks beside them: a.jpg and a.png, a.png and a_mask.png, or
 * img.png and label.png.
 */
static gboolean
take_beside (GwMaskLayout *self, const char *source, const GwReadOptions *options, GCancellable *cancellable,
             GError **error)
{
  g_auto (Pictures) pictures = { 0 };
  g_autoptr (GPtrArray) all = gw_image_scan (source, cancellable, NULL, NULL, error);
  g_autoptr (GHashTable) stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *others = g_ptr_array_new ();
  g_autoptr (GPtrArray) masks = g_ptr_array_new ();

  if (all == NULL)
    {
      g_ptr_array_unref (others);
      return FALSE;
    }
  for (guint i = 0; i < all->len; i++)
    if (!g_str_has_suffix (g_ptr_array_index (all, i), ".png"))
      g_hash_table_add (stems, _gw_path_get_stem (g_ptr_array_index (all, i)));
  for (guint i = 0; i < all->len; i++)
    {
      const char *path = g_ptr_array_index (all, i);
      g_autofree char *stem = _gw_path_get_stem (path);
      g_autofree char *stripped = strip_affix (stem, options);
      gboolean beside = g_str_has_suffix (path, ".png") && g_hash_table_contains (stems, stem);

      if (strcmp (path, "label_viz.png") == 0)
        continue;
      if (beside || stripped != NULL || strcmp (path, "label.png") == 0)
        g_ptr_array_add (masks, (gpointer) path);
      else
        g_ptr_array_add (others, (gpointer) path);
    }
  pictures_init (&pictures, others, options);
  self->images_dir = g_strdup (source);
  add_table_folders (self, source, source);
  for (guint i = 0; i < others->len; i++)
    add_item (self, NULL, g_ptr_array_index (others, i), NULL)->picture = g_build_filename (
        source, g_ptr_array_index (others, i), NULL);
  for (guint i = 0; i < masks->len; i++)
    {
      const char *mask = g_ptr_array_index (masks, i);
      guint place = strcmp (mask, "label.png") == 0 ? look_up (&pictures, "img") : find_picture (&pictures, mask);
      GwMaskItem *item = place > 0 ? g_ptr_array_index (self->items, place - 1) : add_item (self, NULL, mask, NULL);

      if (item->mask == NULL)
        item->mask = g_build_filename (source, mask, NULL);
    }

  return TRUE;
}

/* The parts that ImageSets/Segmentation has. */
static gboolean
read_image_sets (GwMaskLayout *self, const char *source, GwProblems *problems, GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GwVocLists) lists = gw_voc_lists_read (source, "ImageSets/Segmentation", problems, NULL, cancellable,
                                                    error);

  for (guint i = 0; lists != NULL && i < self->items->len; i++)
    {
      GwMaskItem *item = g_ptr_array_index (self->items, i);
      g_autofree char *stem = _gw_path_get_stem (item->path);

      if (item->split == NULL)
        item->split = g_strdup (gw_voc_lists_find_split (lists, stem));
    }

  return lists != NULL;
}

static gboolean
fill (GwMaskLayout *self, const char *source, const GwReadOptions *options, gboolean voc, GCancellable *cancellable,
      GError **error)
{
  const char *images_dir = options->images_dir;
  g_autofree char *masks = find_masks (source, voc);
  g_autofree char *above = g_path_get_dirname (source);
  g_autofree char *name = g_path_get_basename (source);
  g_autofree char *beside = find_folder (above, image_names, G_N_ELEMENTS (image_names));
  gboolean found;

  if (masks != NULL)
    return take_root (self, source, masks, images_dir, NULL, NULL, options, cancellable, error);
  if (!take_splits (self, source, voc, options, &found, cancellable, error))
    return FALSE;
  if (found)
    return TRUE;
  if (is_name_of_masks (name, voc)
      || (!voc && (images_dir != NULL || (beside != NULL && strcmp (beside, source) != 0))))
    return take_root (self, above, source, images_dir, NULL, NULL, options, cancellable, error);
  if (voc)
    return TRUE;

  return take_beside (self, source, options, cancellable, error);
}

GwMaskLayout *
gw_mask_layout_find (const char *source, const GwReadOptions *options, gboolean voc, GwProblems *problems,
                     GCancellable *cancellable, GError **error)
{
  g_autoptr (GwMaskLayout) self = g_new0 (GwMaskLayout, 1);
  g_autofree char *absolute = g_canonicalize_filename (source, NULL);

  self->items = g_ptr_array_new_with_free_func (item_free);
  self->folders = g_ptr_array_new_with_free_func (g_free);
  if (!g_file_test (absolute, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s: masks are read from a folder. Name the folder that holds "
                      "the images and the masks."),
                   source);
      return NULL;
    }
  if (!fill (self, absolute, options, voc, cancellable, error)
      || (voc && !read_image_sets (self, absolute, problems, cancellable, error)))
    return NULL;
  for (guint i = 0; i < self->items->len; i++)
    if (((GwMaskItem *) g_ptr_array_index (self->items, i))->mask != NULL)
      return g_steal_pointer (&self);

  g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
               voc ? _ ("%s: there are no masks in it. A folder “SegmentationClass” was expected.")
                   : _ ("%s: there are no masks in it. Folders “images” and “masks” were expected."),
               source);
  return NULL;
}

char *
gw_mask_layout_guess (const char *folder, gboolean voc, gboolean *has_images)
{
  g_autofree char *masks = find_masks (folder, voc);
  g_autofree char *images = find_folder (folder, image_names, G_N_ELEMENTS (image_names));
  g_autoptr (GwMaskTable) table = masks != NULL && images == NULL ? gw_mask_table_find (folder, NULL) : NULL;

  *has_images = images != NULL;
  return images != NULL || table != NULL ? g_steal_pointer (&masks) : NULL;
}
