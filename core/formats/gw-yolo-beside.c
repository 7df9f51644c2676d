/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-yolo-layout-private.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-image-scan.h"
#include "gw-image-table.h"
#include "gw-images-dir.h"
#include "gw-label-files.h"
#include "gw-path.h"
#include "gw-writer-private.h"

/* Folders deeper than this are not looked into for label files. */
#define DEEPEST 12

static gboolean
is_label_name (const char *name)
{
  static const char *const others[] = { "classes.txt", "train.txt",   "val.txt",          "valid.txt", "test.txt",
                                        "README.txt",  "LICENSE.txt", "requirements.txt", NULL };

  return g_str_has_suffix (name, ".txt") && !g_strv_contains (others, name);
}

/* Label files below a folder, relative to it. Links to folders are not followed. */
static void
list_labels (const char *root, const char *relative, guint depth, GCancellable *cancellable, GPtrArray *found)
{
  g_autofree char *folder = g_build_filename (root, relative, NULL);
  g_autoptr (GDir) dir = depth < DEEPEST ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL && !g_cancellable_is_cancelled (cancellable))
    {
      g_autofree char *inner = *relative != '\0' ? g_build_filename (relative, name, NULL) : g_strdup (name);
      g_autofree char *path = NULL;

      if (name[0] == '.')
        continue;
      if (is_label_name (name))
        {
          g_ptr_array_add (found, g_steal_pointer (&inner));
          continue;
        }
      if (gw_label_name_is_file (name))
        continue;
      path = g_build_filename (root, inner, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        list_labels (root, inner, depth + 1, cancellable, found);
    }
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
_gw_yolo_layout_list_labels (const char *folder, GCancellable *cancellable)
{
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_free);

  list_labels (folder, "", 0, cancellable, labels);
  g_ptr_array_sort (labels, compare_texts);
  return labels;
}

/* The folder beside or above in which the pictures of the first label files are. */
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
          g_autofree char *stem = _gw_path_get_stem (g_ptr_array_index (labels, k));

          g_ptr_array_add (sample, g_strconcat (stem, endings[i], NULL));
        }
      found = gw_images_dir_guess (labels_root, (const char *const *) sample->pdata, sample->len);
      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A folder of pictures that was found in the folder of the data is a part of it. */
static const char *
get_picture_root (const GwYoloLayout *self, const GwYoloSearch *search)
{
  const char *root = gw_yolo_places_get_root (self->places);

  return search->images_dir == NULL && gw_yolo_get_relative (root, self->images_dir) != NULL ? root : self->images_dir;
}

static void
take (GwYoloLayout *self, const char *path, const char *picture_root, const char *label)
{
  GwYoloItem item = { .path = g_strdup (path),
                      .split = _gw_yolo_split_of_path (path),
                      .is_lone = picture_root == NULL };

  if (picture_root != NULL)
    {
      item.picture = g_build_filename (self->images_dir, path, NULL);
      item.picture_root = picture_root;
    }
  if (label != NULL)
    {
      item.labels = g_build_filename (self->labels_dir, label, NULL);
      item.labels_root = gw_yolo_places_get_root (self->places);
      if (item.split == NULL)
        item.split = _gw_yolo_split_of_path (label);
    }
  _gw_yolo_layout_take (self, &item);
}

/* A picture that a label file elsewhere means. */
typedef struct
{
  const char *label; /* (nullable) */
  GwMatch match;     /* ambiguous: several do */
} Guess;

static void
report_guess (const GwYoloSearch *search, const char *labels_dir, const char *label, const char *picture)
{
  g_autofree char *file = g_build_filename (labels_dir, label, NULL);

  gw_problems_report (search->problems,
                      &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                     .code = "path-guessed",
                                     .outcome = GW_OUTCOME_CHANGED,
                                     .file = file,
                                     .image = (char *) picture,
                                     .text = (char *) _ ("The label file is in another folder than the picture. It was "
                                                         "taken because the picture's name is unique.") });
}

/* The pictures without label files, by their paths without endings. */
static GwImageTable *
make_table (GPtrArray *pictures, GPtrArray *paired)
{
  GwImageTable *table = gw_image_table_new ();

  for (guint i = 0; i < pictures->len; i++)
    {
      g_autofree char *stem = _gw_path_get_stem (g_ptr_array_index (pictures, i));

      if (g_ptr_array_index (paired, i) == NULL)
        gw_image_table_add (table, i, stem, 0, 0);
    }
  return table;
}

/* Label files that lie in other folders than their pictures: each that is alone in fitting one is
 * moved from by_stem to paired.
 */
static void
find_elsewhere (const GwYoloLayout *self, const GwYoloSearch *search, GPtrArray *pictures, GPtrArray *paired,
                GHashTable *by_stem)
{
  g_autoptr (GwImageTable) table = make_table (pictures, paired);
  g_autofree Guess *guesses = g_new0 (Guess, pictures->len);
  GHashTableIter iter;
  gpointer stem, label;
  guint index;

  g_hash_table_iter_init (&iter, by_stem);
  while (g_hash_table_iter_next (&iter, &stem, &label))
    {
      GwMatch match = gw_image_table_find (table, stem, &index);
      Guess *guess = match > GW_MATCH_AMBIGUOUS ? &guesses[gw_image_table_get (table, index)->id] : NULL;

      if (guess != NULL)
        *guess = (Guess) { label, guess->label != NULL ? GW_MATCH_AMBIGUOUS : match };
    }
  for (guint i = 0; i < pictures->len; i++)
    {
      const Guess *guess = &guesses[i];
      g_autofree char *found = NULL;

      if (guess->match <= GW_MATCH_AMBIGUOUS)
        continue;
      if (guess->match != GW_MATCH_TAIL && search->problems != NULL)
        report_guess (search, self->labels_dir, guess->label, g_ptr_array_index (pictures, i));
      g_ptr_array_index (paired, i) = (gpointer) guess->label;
      found = _gw_path_get_stem (guess->label);
      g_hash_table_remove (by_stem, found);
    }
}

/* The label file of each picture: under the same name in the other folder, else elsewhere in it.
 * They leave by_stem. (transfer full)
 */
static GPtrArray *
pair_pictures (const GwYoloLayout *self, const GwYoloSearch *search, GPtrArray *pictures, GHashTable *by_stem)
{
  GPtrArray *paired = g_ptr_array_sized_new (pictures->len);

  for (guint i = 0; i < pictures->len; i++)
    {
      g_autofree char *stem = _gw_path_get_stem (g_ptr_array_index (pictures, i));

      g_ptr_array_add (paired, g_hash_table_lookup (by_stem, stem));
      g_hash_table_remove (by_stem, stem);
    }
  if (pictures->len > 0 && g_hash_table_size (by_stem) > 0)
    find_elsewhere (self, search, pictures, paired, by_stem);

  return paired;
}

/* Pictures of a folder and the label files that belong to them in another one; labels without a
 * picture too.
 */
static gboolean
pair_folders (GwYoloLayout *self, const GwYoloSearch *search, GPtrArray *labels, GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GHashTable) by_stem = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *root = self->images_dir != NULL ? get_picture_root (self, search) : NULL;
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (GPtrArray) paired = NULL;

  for (guint i = 0; i < labels->len; i++)
    g_hash_table_insert (by_stem, _gw_path_get_stem (g_ptr_array_index (labels, i)), g_ptr_array_index (labels, i));

  if (self->images_dir != NULL)
    {
      pictures = gw_image_scan (self->images_dir, cancellable, NULL, NULL, error);
      if (pictures == NULL)
        return FALSE;
      paired = pair_pictures (self, search, pictures, by_stem);
    }
  for (guint i = 0; pictures != NULL && i < pictures->len && !_gw_yolo_layout_is_enough (self, search); i++)
    take (self, g_ptr_array_index (pictures, i), root, g_ptr_array_index (paired, i));
  for (guint i = 0; i < labels->len && !_gw_yolo_layout_is_enough (self, search); i++)
    {
      const char *label = g_ptr_array_index (labels, i);
      g_autofree char *stem = _gw_path_get_stem (label);

      if (g_hash_table_contains (by_stem, stem))
        take (self, label, NULL, label);
    }

  return TRUE;
}

/* --- parts of the description ----------------------------------------------------------- */

/* Whether the item's label file is in that folder, or the item lies in a folder that the part's
 * path ends with: of “images/train2017” that is “train2017”.
 */
static gboolean
is_of_part (const GwYoloItem *item, const char *label_folder, const char *tail)
{
  const char *labels = item->labels != NULL ? gw_yolo_get_relative (item->labels_root, item->labels) : NULL;

  if (labels != NULL && label_folder != NULL && g_str_has_prefix (labels, label_folder))
    return TRUE;
  for (const char *end = tail; end != NULL; end = strchr (end, '/'))
    {
      end += *end == '/' ? 1 : 0;
      if (g_str_has_prefix (item->path, end) && item->path[strlen (end)] == '/')
        return TRUE;
    }
  return FALSE;
}

/* The split of a part: none where the same path is that of several. */
static const char *
get_split (const GwYoloConfig *config, const GwYoloPart *part)
{
  for (guint i = 0; i < config->parts->len; i++)
    {
      const GwYoloPart *other = &g_array_index (config->parts, GwYoloPart, i);

      if (strcmp (other->path, part->path) == 0 && other->split != part->split)
        return NULL;
    }
  return part->split;
}

/* Pictures lie elsewhere than the description says, and label files show which part they are
 * of. A part that has none is told of.
 */
static void
assign_parts (GwYoloLayout *self, const GwYoloSearch *search)
{
  for (guint i = 0; self->config != NULL && i < self->config->parts->len; i++)
    {
      const GwYoloPart *part = &g_array_index (self->config->parts, GwYoloPart, i);
      g_autofree char *tail = gw_path_tail (part->path, -1, NULL);
      g_autofree char *label_folder = _gw_yolo_layout_make_label_folder (self, part->path);
      GwYoloPlace place;
      gboolean found = _gw_yolo_layout_find_part (self, part, &place);

      for (guint k = 0; k < self->items->len; k++)
        {
          GwYoloItem *item = g_ptr_array_index (self->items, k);

          if (!is_of_part (item, label_folder, tail))
            continue;
          item->split = get_split (self->config, part);
          found = TRUE;
        }
      if (!found)
        _gw_yolo_layout_report_part (self, search, part, &place);
      g_free (place.path);
    }
}

gboolean
_gw_yolo_layout_find_labels (GwYoloLayout *self, const GwYoloSearch *search, const char *folder,
                             GCancellable *cancellable, GError **error)
{
  g_autofree char *inner = g_build_filename (folder, "labels", NULL);
  g_autoptr (GPtrArray) labels = NULL;

  self->labels_dir = g_strdup (g_file_test (inner, G_FILE_TEST_IS_DIR) ? inner : folder);
  labels = _gw_yolo_layout_list_labels (self->labels_dir, cancellable);
  if (self->images_dir == NULL)
    self->images_dir = guess_images (self->labels_dir, labels);
  if (labels->len == 0 && self->images_dir == NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND,
                   _ ("%s: there are no YOLO label files in this folder. Check the path."), folder);
      return FALSE;
    }
  if (!pair_folders (self, search, labels, cancellable, error))
    return FALSE;
  assign_parts (self, search);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
