/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-yolo-layout-private.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-image-scan.h"
#include "gw-path.h"
#include "gw-reader-private.h"
#include "gw-writer-private.h"

/* Items between two looks at the cancellable. */
#define ITEMS_PER_CHECK 1024

typedef struct
{
  GwYoloLayout *layout;
  const GwYoloSearch *search;
  GCancellable *cancellable;
  const char *split; /* (nullable): of the part that is being taken */
} Taking;

/* A folder of pictures, by the path that the description has and by where it is. */
typedef struct
{
  const char *given;
  const GwYoloPlace *place;
} Folder;

/* A part that was found. */
typedef struct
{
  GwYoloPlace place;
  const GwYoloPart *part;
} Found;

static void
found_clear (gpointer data)
{
  g_free (((Found *) data)->place.path);
}

/* Where pictures were found elsewhere than the description says, their label files may be where
 * it says all the same. (transfer full) (nullable)
 */
static char *
find_given_labels (const GwYoloLayout *layout, const Folder *folder, const char *picture)
{
  g_autofree char *label_folder = folder->place->by_end ? _gw_yolo_layout_make_label_folder (layout, folder->given)
                                                        : NULL;
  const char *name = gw_yolo_get_relative (folder->place->path, picture);
  g_autofree char *stem = label_folder != NULL && name != NULL ? _gw_path_get_stem (name) : NULL;
  g_autofree char *path = stem != NULL ? g_strdup_printf ("%s/%s%s.txt", gw_yolo_places_get_root (layout->places),
                                                          label_folder, stem)
                                       : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

/* Takes over picture, which may not be there. */
static void
take_picture (const Taking *taking, const Folder *folder, char *picture, gboolean is_there)
{
  GwYoloLayout *layout = taking->layout;
  const char *root = folder->place->root;
  const char *relative = layout->images_dir != NULL ? gw_yolo_get_relative (layout->images_dir, picture) : NULL;
  GwYoloItem item = { .picture_root = root, .split = taking->split };

  if (relative == NULL)
    relative = gw_yolo_get_relative (root, picture);
  item.path = g_strdup (relative);
  item.labels = gw_yolo_places_find_labels (layout->places, root, picture, &item.labels_root);
  if (item.labels == NULL)
    {
      item.labels = find_given_labels (layout, folder, picture);
      item.labels_root = gw_yolo_places_get_root (layout->places);
    }
  if (is_there)
    item.picture = picture;
  else
    g_free (picture);
  _gw_yolo_layout_take (layout, &item);
}

static gboolean
take_folder (const Taking *taking, const Folder *folder, GError **error)
{
  const GwYoloPlace *place = folder->place;
  g_autoptr (GPtrArray) pictures = gw_image_scan (place->path, taking->cancellable, NULL, NULL, error);

  if (pictures == NULL)
    return FALSE;
  for (guint i = 0; i < pictures->len && !_gw_yolo_layout_is_enough (taking->layout, taking->search); i++)
    {
      take_picture (taking, folder, g_build_filename (place->path, g_ptr_array_index (pictures, i), NULL), TRUE);
      if (i % ITEMS_PER_CHECK == 0 && g_cancellable_set_error_if_cancelled (taking->cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/* --- lists of pictures ------------------------------------------------------------------ */

/* The folders that a list names, so that each is looked for once. */
typedef struct
{
  const Taking *taking;
  const GwYoloPlace *list;
  GHashTable *folders; /* as the list has it -> GwYoloPlace; its path is NULL where it is not there */
} List;

static void
place_free (gpointer data)
{
  g_free (((GwYoloPlace *) data)->path);
  g_free (data);
}

/* Whether the folder is the one that is meant: the picture is in it. */
static gboolean
try_folder (const List *list, const char *base, const char *folder, const char *name, GwYoloPlace *place)
{
  if (gw_yolo_places_find (list->taking->layout->places, base, folder, place) && place->is_folder && !place->by_end)
    {
      g_autofree char *picture = g_build_filename (place->path, name, NULL);

      if (g_file_test (picture, G_FILE_TEST_IS_REGULAR))
        return TRUE;
    }
  g_clear_pointer (&place->path, g_free);
  return FALSE;
}

/* Paths start from the data set's base, or from the list itself; else their ends count. */
static GwYoloPlace *
find_folder (List *list, const char *folder, const char *name)
{
  const GwYoloLayout *layout = list->taking->layout;
  GwYoloPlace *place = g_hash_table_lookup (list->folders, folder);
  const char *inside = gw_yolo_get_relative (list->list->root, list->list->path);
  g_autofree char *beside = g_path_get_dirname (inside != NULL ? inside : ".");
  const GwYoloPart part = { NULL, (char *) folder };

  if (place != NULL)
    return place;

  place = g_new0 (GwYoloPlace, 1);
  g_hash_table_insert (list->folders, g_strdup (folder), place);
  if (try_folder (list, layout->config->base, folder, name, place) || try_folder (list, beside, folder, name, place))
    return place;
  gw_yolo_places_find (layout->places, layout->config->base, folder, place);
  if (place->path != NULL && !place->is_folder)
    g_clear_pointer (&place->path, g_free);
  if (place->escapes)
    _gw_yolo_layout_report_part (layout, list->taking->search, &part, place);

  return place;
}

static void
take_listed (List *list, char *line)
{
  GwYoloLayout *layout = list->taking->layout;
  g_autofree char *folder = NULL;
  const char *name;
  const GwYoloPlace *place;

  g_strdelimit (g_strstrip (line), "\\", '/');
  name = gw_path_basename (line);
  if (*name == '\0')
    return;
  folder = g_path_get_dirname (line);
  place = find_folder (list, folder, name);
  if (place->path != NULL)
    {
      char *picture = g_build_filename (place->path, name, NULL);

      take_picture (list->taking, &(Folder) { folder, place }, picture, g_file_test (picture, G_FILE_TEST_IS_REGULAR));
    }
  else
    {
      GwYoloItem item = { .path = gw_path_tail (line, -1, NULL), .split = list->taking->split };

      if (item.path == NULL)
        item.path = g_strdup (name);
      _gw_yolo_layout_take (layout, &item);
    }
}

/* Pictures of a text file, one a line. */
static gboolean
take_list (const Taking *taking, const GwYoloPlace *place, GError **error)
{
  gsize length;
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = _gw_reader_load_file (place->path, &length, &failure);
  g_autoptr (GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, place_free);
  List list = { taking, place, folders };
  const char *end;
  guint n = 0;

  if (text == NULL)
    {
      if (taking->search->problems != NULL)
        gw_problems_add (taking->search->problems, GW_SEVERITY_ERROR, "limit", place->path, 0, NULL, "%s",
                         failure->message);
      return TRUE;
    }
  end = text + length;
  for (const char *line = g_str_has_prefix (text, "\xEF\xBB\xBF") ? text + 3 : text;
       line < end && !_gw_yolo_layout_is_enough (taking->layout, taking->search);)
    {
      const char *next = memchr (line, '\n', (gsize) (end - line));
      g_autofree char *copy = g_strndup (line, (gsize) ((next != NULL ? next : end) - line));

      take_listed (&list, copy);
      line = next != NULL ? next + 1 : end;
      if (n++ % ITEMS_PER_CHECK == 0 && g_cancellable_set_error_if_cancelled (taking->cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/* --- parts whose label files are there, and their pictures elsewhere ---------------------- */

static gboolean
has_labels (const GwYoloLayout *self, const GwYoloPart *part, GCancellable *cancellable)
{
  g_autofree char *label_folder = _gw_yolo_layout_make_label_folder (self, part->path);
  g_autofree char *folder = label_folder != NULL
                                ? g_build_filename (gw_yolo_places_get_root (self->places), label_folder, NULL)
                                : NULL;
  g_autoptr (GPtrArray) labels = folder != NULL ? _gw_yolo_layout_list_labels (folder, cancellable) : NULL;

  return labels != NULL && labels->len > 0;
}

/* Whether only lists were found, and label files of a folder were not. */
static gboolean
misses_labels (const GwYoloLayout *self, const GArray *found, GCancellable *cancellable)
{
  for (guint i = 0; i < found->len; i++)
    if (g_array_index (found, Found, i).place.is_folder)
      return FALSE;
  for (guint i = 0; i < self->config->parts->len; i++)
    {
      const GwYoloPart *part = &g_array_index (self->config->parts, GwYoloPart, i);
      GwYoloPlace place;
      gboolean is_there = _gw_yolo_layout_find_part (self, part, &place);

      g_free (place.path);
      if (!is_there && has_labels (self, part, cancellable))
        return TRUE;
    }
  return FALSE;
}

/* Whether label files led to what an item of a list is, by its own path, by that in the folder of
 * pictures, or by its label file.
 */
static gboolean
is_seen (const GwYoloLayout *self, const GwYoloItem *item, GHashTable *seen)
{
  g_autofree char *relative = gw_yolo_make_label_path (item->path);
  g_autofree char *labels = relative != NULL ? g_build_filename (gw_yolo_places_get_root (self->places), relative, NULL)
                                             : NULL;
  const char *inner = g_strrstr (item->path, "images/");

  return g_hash_table_contains (seen, item->path)
         || (item->labels != NULL && g_hash_table_contains (seen, item->labels))
         || (labels != NULL
             && (g_hash_table_contains (seen, labels) || g_hash_table_contains (seen, inner + strlen ("images/"))));
}

/* Lists name again what was found by the label files: the first n items are those of lists. */
static void
drop_listed (GwYoloLayout *self, guint n)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_kept = 0;

  for (guint i = n; i < self->items->len; i++)
    {
      const GwYoloItem *item = g_ptr_array_index (self->items, i);

      g_hash_table_add (seen, item->path);
      if (item->labels != NULL)
        g_hash_table_add (seen, item->labels);
    }
  for (guint i = 0; i < n; i++)
    {
      GwYoloItem *item = g_ptr_array_index (self->items, i);

      if (!is_seen (self, item, seen))
        {
          self->items->pdata[i] = self->items->pdata[n_kept];
          self->items->pdata[n_kept++] = item;
        }
      else if (item->labels != NULL)
        self->n_labels--;
    }
  g_ptr_array_remove_range (self->items, n_kept, n - n_kept);
}

static gboolean
add_by_labels (GwYoloLayout *self, const GwYoloSearch *search, GCancellable *cancellable, GError **error)
{
  const guint n = self->items->len;

  if (search->images_dir == NULL)
    g_clear_pointer (&self->images_dir, g_free);
  if (!_gw_yolo_layout_find_labels (self, search, gw_yolo_places_get_root (self->places), cancellable, error))
    return FALSE;
  drop_listed (self, n);
  return TRUE;
}

/* --- all parts ------------------------------------------------------------------------------ */

/* Shortens common until folder lies in it. (transfer full) */
static char *
shorten (char *common, const char *folder)
{
  while (gw_yolo_get_relative (common, folder) == NULL)
    {
      char *above = g_path_get_dirname (common);

      g_free (common);
      common = above;
    }
  return common;
}

/* The folder that the pictures of all parts lie below: “images” for one part in it too, so that
 * paths begin with the split as for several. (transfer full)
 */
static char *
find_common (const GwYoloPlaces *places, const GArray *found)
{
  const char *root = gw_yolo_places_get_root (places);
  char *common = NULL;
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const GwYoloPlace *place = &g_array_index (found, Found, i).place;

      if (!place->is_folder)
        continue;
      n++;
      common = common == NULL ? g_strdup (place->path) : shorten (common, place->path);
    }
  if (common != NULL && n == 1 && strcmp (gw_path_basename (common), "images") != 0)
    {
      g_autofree char *above = g_path_get_dirname (common);

      if (strcmp (gw_path_basename (above), "images") == 0 && gw_yolo_get_relative (root, above) != NULL)
        {
          g_free (common);
          common = g_steal_pointer (&above);
        }
    }

  return common != NULL ? common : g_strdup (root);
}

gboolean
_gw_yolo_layout_find_part (const GwYoloLayout *self, const GwYoloPart *part, GwYoloPlace *place)
{
  g_autoptr (GPtrArray) pictures = NULL;

  if (!gw_yolo_places_find (self->places, self->config->base, part->path, place))
    return FALSE;
  if (!place->by_end || !place->is_folder)
    return TRUE;
  pictures = gw_image_scan (place->path, NULL, NULL, NULL, NULL);
  if (pictures != NULL && pictures->len > 0)
    return TRUE;
  g_clear_pointer (&place->path, g_free);
  return FALSE;
}

static GArray *
find_parts (GwYoloLayout *self, const GwYoloSearch *search)
{
  const GwYoloConfig *config = self->config;
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Found));

  g_array_set_clear_func (found, found_clear);
  for (guint i = 0; i < config->parts->len; i++)
    {
      Found one = { .part = &g_array_index (config->parts, GwYoloPart, i) };

      if (!_gw_yolo_layout_find_part (self, one.part, &one.place))
        continue;
      g_array_append_val (found, one);
      /* Darknet's paths start from the folder in which it is run. */
      if (one.place.escapes || (one.place.by_end && !config->darknet))
        _gw_yolo_layout_report_part (self, search, one.part, &one.place);
    }

  return found;
}

/* The split of a place: none where it is that of several. Places that came before are not
 * taken again.
 */
static gboolean
find_split (const GArray *found, guint index, const char **split)
{
  const Found *one = &g_array_index (found, Found, index);

  *split = one->part->split;
  for (guint i = 0; i < found->len; i++)
    {
      const Found *other = &g_array_index (found, Found, i);

      if (i == index || strcmp (other->place.path, one->place.path) != 0)
        continue;
      if (i < index)
        return FALSE;
      if (other->part->split != one->part->split)
        *split = NULL;
    }
  return TRUE;
}

/* Label files that belong to the folder of a part and to no picture in it. */
static void
take_lone_labels (const Taking *taking, const Found *found, GHashTable *seen)
{
  GwYoloLayout *layout = taking->layout;
  const char *root = gw_yolo_places_get_root (layout->places);
  g_autofree char *picture = g_build_filename (found->place.path, "x", NULL);
  const char *relative = gw_yolo_get_relative (root, picture);
  const char *above = gw_yolo_get_relative (layout->images_dir, found->place.path);
  g_autofree char *mapped = relative != NULL ? gw_yolo_make_label_path (relative) : NULL;
  g_autofree char *inner = mapped != NULL ? g_path_get_dirname (mapped) : NULL;
  g_autofree char *folder = inner != NULL ? g_build_filename (root, inner, NULL) : NULL;
  g_autoptr (GPtrArray) labels = folder != NULL ? _gw_yolo_layout_list_labels (folder, taking->cancellable) : NULL;

  for (guint i = 0; labels != NULL && i < labels->len; i++)
    {
      const char *name = g_ptr_array_index (labels, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GwYoloItem item = { .labels_root = root, .split = taking->split, .is_lone = TRUE };

      if (g_hash_table_contains (seen, path))
        continue;
      item.path = g_build_filename (above != NULL ? above : "", name, NULL);
      item.labels = g_steal_pointer (&path);
      g_hash_table_add (seen, item.labels);
      _gw_yolo_layout_take (layout, &item);
    }
}

static void
take_all_lone_labels (Taking *taking, const GArray *found)
{
  const GwYoloLayout *layout = taking->layout;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < layout->items->len; i++)
    {
      const GwYoloItem *item = g_ptr_array_index (layout->items, i);

      if (item->labels != NULL)
        g_hash_table_add (seen, item->labels);
    }
  for (guint i = 0; i < found->len; i++)
    if (g_array_index (found, Found, i).place.is_folder && find_split (found, i, &taking->split))
      take_lone_labels (taking, &g_array_index (found, Found, i), seen);
}

/* Parts that are not there, where others are. */
static void
report_missing (const GwYoloLayout *self, const GwYoloSearch *search)
{
  for (guint i = 0; i < self->config->parts->len; i++)
    {
      const GwYoloPart *part = &g_array_index (self->config->parts, GwYoloPart, i);
      GwYoloPlace place;

      if (!_gw_yolo_layout_find_part (self, part, &place))
        _gw_yolo_layout_report_part (self, search, part, &place);
      g_free (place.path);
    }
}

gboolean
_gw_yolo_layout_find_described (GwYoloLayout *self, const GwYoloSearch *search, GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (GArray) found = find_parts (self, search);
  Taking taking = { self, search, cancellable, NULL };

  if (self->config->n_more_parts > 0 && search->problems != NULL)
    gw_problems_add (search->problems, GW_SEVERITY_ERROR, "limit", self->config->file, 0, NULL, "%s",
                     _ ("The data set names more folders and lists than this program reads. The last ones were left "
                        "out."));
  if (self->images_dir == NULL && found->len > 0)
    self->images_dir = find_common (self->places, found);
  for (guint i = 0; i < found->len; i++)
    {
      const Found *one = &g_array_index (found, Found, i);
      const Folder folder = { one->part->path, &one->place };

      if (find_split (found, i, &taking.split)
          && !(one->place.is_folder ? take_folder (&taking, &folder, error) : take_list (&taking, &one->place, error)))
        return FALSE;
    }
  if (self->items->len > 0 && misses_labels (self, found, cancellable))
    return add_by_labels (self, search, cancellable, error);
  if (self->items->len > 0 && search->most == 0)
    take_all_lone_labels (&taking, found);
  if (self->items->len > 0)
    report_missing (self, search);
  else if (search->images_dir == NULL)
    g_clear_pointer (&self->images_dir, g_free);

  return TRUE;
}
