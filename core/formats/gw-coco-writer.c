/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-writer.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-coco-categories.h"
#include "gw-coco-files.h"
#include "gw-coco-image-keys.h"
#include "gw-coco-lists.h"
#include "gw-file-name.h"
#include "gw-number.h"

/* One output file; whether there is more than one, and so what they are called, is known at the end. */
typedef struct
{
  char *split; /* NULL: images without one */
  GwCocoLists lists;
  gint64 n_images;
  gint64 n_annotations;
  GwCocoNumbers *image_ids;      /* NULL: numbered from 1, like objects */
  GwCocoNumbers *annotation_ids; /* NULL with image_ids */
} Part;

typedef struct
{
  GPtrArray *parts;  /* of Part, in the order of their first image */
  GHashTable *names; /* of pictures copied: paths in the target */
  GwCocoCategories *categories;
  gint64 largest_image; /* number of one that is known */
  GwJsonMembers *bag;   /* of what is being written */
  GwJsonReader *reader;
} State;

static void
part_free (gpointer data)
{
  Part *part = data;

  gw_coco_lists_clear (&part->lists);
  gw_coco_numbers_free (part->image_ids);
  gw_coco_numbers_free (part->annotation_ids);
  g_free (part->split);
  g_free (part);
}

/* --- categories ------------------------------------------------------------- */

static void
write_category (GwWriter *writer, const GwJsonMembers *extras, GwClass *class, const char *id, GwJsonWriter *json)
{
  GwClass *parent = gw_record_head_find_class (writer->head, gw_class_get_parent_id (class));
  gsize length;
  const char *raw = gw_json_members_get (extras, gw_class_get_name (class), &length);
  g_autoptr (GwJsonMembers) extra = raw != NULL ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;

  gw_json_writer_begin_object (json);
  gw_json_writer_key (json, "id");
  gw_json_writer_raw (json, id, -1);
  gw_json_writer_key_string (json, "name", _gw_class_get_name_for (class, "coco"));
  if (parent != NULL)
    gw_json_writer_key_string (json, "supercategory", _gw_class_get_name_for (parent, "coco"));
  if (parent != NULL && extra != NULL)
    gw_json_members_remove (extra, "supercategory");
  if (gw_class_get_skeleton (class) != NULL)
    gw_skeleton_write_json (gw_class_get_skeleton (class), json);
  if (gw_class_get_skeleton (class) != NULL && extra != NULL)
    {
      /* Kept by an import that made nothing of them, before the class had one. */
      gw_json_members_remove (extra, "keypoints");
      gw_json_members_remove (extra, "skeleton");
    }
  if (extra != NULL)
    gw_json_members_write (extra, json);
  gw_json_writer_end_object (json);
}

/* In the order of the classes. */
static void
write_categories (GwWriter *writer, const GwJsonMembers *bag, GwJsonWriter *json)
{
  State *state = writer->state;
  g_autofree char *raw = gw_json_members_dup (bag, "categories");
  g_autoptr (GwJsonMembers) extras = raw != NULL ? gw_json_members_parse (raw, -1, NULL, NULL) : NULL;

  if (extras == NULL)
    extras = gw_json_members_new ();

  gw_json_writer_begin_array (json);
  for (guint i = 0; i < writer->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (writer->head->classes, i);
      gint64 class_id = gw_class_get_id (class);
      const char *id = gw_coco_categories_find (state->categories, class_id);

      if (id != NULL)
        write_category (writer, extras, class, id, json);
    }
  gw_json_writer_end_array (json);
}

/* --- records ------------------------------------------------------------------ */

static Part *
ensure_part (GwWriter *writer, const char *split, GError **error)
{
  State *state = writer->state;
  Part *part;

  for (guint i = 0; i < state->parts->len; i++)
    {
      part = g_ptr_array_index (state->parts, i);
      if (g_strcmp0 (part->split, split) == 0)
        return part;
    }

  part = g_new0 (Part, 1);
  g_ptr_array_add (state->parts, part);
  part->split = g_strdup (split);
  if (writer->options.numbers == GW_NUMBERS_KEEP)
    {
      part->image_ids = gw_coco_numbers_new ();
      part->annotation_ids = gw_coco_numbers_new ();
      gw_coco_numbers_reserve (part->image_ids, state->largest_image);
    }
  if (!gw_coco_lists_open (&part->lists, writer, error))
    return NULL;

  return part;
}

/* NULL where there is none; valid until the next one is loaded. */
static GwJsonMembers *
load_bag (State *state, const char *bag)
{
  if (bag == NULL)
    return NULL;
  gw_json_members_load_bag (state->bag, state->reader, bag, "coco");
  return state->bag;
}

const char *
gw_coco_choose_image_id (GwWriter *writer, GwCocoNumbers *numbers, const GwRecord *record, gboolean tell)
{
  GHashTable *ids = writer->options.image_ids;
  g_autofree char *id = ids != NULL ? g_strdup (g_hash_table_lookup (ids, record->path)) : NULL;
  gboolean taken;
  const char *chosen;

  if (id == NULL && record->bag != NULL)
    {
      g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, "coco");

      id = gw_json_members_dup (bag, "id");
    }
  chosen = gw_coco_numbers_choose (numbers, id, id != NULL ? strlen (id) : 0, &taken);
  if (taken && tell)
    gw_problems_report (writer->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                         .outcome = GW_OUTCOME_CHANGED,
                                                         .code = "id-duplicate",
                                                         .image = record->path,
                                                         .detail = id,
                                                         .text = _ ("Another image has the number that the image had "
                                                                    "in its COCO file. It was given another one.") });
  return chosen;
}

/* id: as JSON. */
static void
write_image (GwWriter *writer, Part *part, const GwRecord *record, const char *id, const char *name)
{
  GwJsonWriter *json = part->lists.images_json;
  GwJsonMembers *bag = load_bag (writer->state, record->bag);
  g_autoptr (GwJsonMembers) none = bag == NULL && record->attributes != NULL ? gw_json_members_new () : NULL;

  if (none != NULL)
    bag = none;
  gw_json_writer_begin_object (json);
  gw_json_writer_key (json, "id");
  gw_json_writer_raw (json, id, -1);
  gw_json_writer_key_string (json, "file_name", name);
  if (record->width > 0 && record->height > 0)
    {
      gw_json_writer_key_int64 (json, "width", record->width);
      gw_json_writer_key_int64 (json, "height", record->height);
    }
  if (bag != NULL)
    {
      gw_json_members_remove (bag, "id");
      gw_coco_image_keys_put (record, bag);
      gw_json_members_write (bag, json);
    }
  gw_json_writer_end_object (json);
}

/* The number that the object had; a gap where it needs a new one, since those that come later may have any. */
static void
write_annotation_id (GwWriter *writer, Part *part, const GwRecord *record, const GwJsonMembers *bag)
{
  GwJsonWriter *json = part->lists.annotations_json;
  const char *raw = NULL;
  const char *id;
  gsize length = 0;
  gboolean taken;

  part->n_annotations++;
  if (part->annotation_ids == NULL)
    {
      gw_json_writer_key_int64 (json, "id", part->n_annotations);
      return;
    }
  if (bag != NULL)
    raw = gw_json_members_get (bag, "id", &length);
  id = gw_coco_numbers_keep (part->annotation_ids, raw, length, &taken);
  if (taken)
    {
      g_autofree char *number = g_strndup (raw, length);

      gw_problems_report (writer->problems,
                          &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                         .outcome = GW_OUTCOME_CHANGED,
                                         .code = "id-duplicate",
                                         .image = record->path,
                                         .detail = number,
                                         .text = _ ("Another object has the number that an object had in its COCO "
                                                    "file. It was given another one.") });
    }
  gw_json_writer_key (json, "id");
  gw_json_writer_raw (json, id != NULL ? id : GW_SPOOL_GAP, -1);
}

static void
write_annotations (GwWriter *writer, Part *part, const GwRecord *record, const char *image_id)
{
  State *state = writer->state;
  GwJsonWriter *json = part->lists.annotations_json;

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      const char *category;
      GwJsonMembers *bag;

      if (!gw_coco_can_hold (gw_object_get_shape (object)))
        continue;
      category = gw_coco_categories_ensure (state->categories, gw_object_get_class_id (object));
      if (category == NULL)
        continue;

      bag = load_bag (state, gw_object_get_bag (object));
      gw_json_writer_begin_object (json);
      write_annotation_id (writer, part, record, bag);
      gw_json_writer_key (json, "image_id");
      gw_json_writer_raw (json, image_id, -1);
      gw_json_writer_key (json, "category_id");
      gw_json_writer_raw (json, category, -1);
      gw_coco_write_object (json, object, bag, record, &writer->options);
      gw_json_writer_end_object (json);
    }
}

/* Whether the label file of each split lies beside its images. */
static gboolean
is_beside (const GwWriter *writer)
{
  return writer->options.layout == GW_LAYOUT_BESIDE;
}

/* The name in the file and, where pictures are copied, where the copy goes. */
static gboolean
place_picture (GwWriter *writer, Part *part, const GwRecord *record, const char **name, GError **error)
{
  State *state = writer->state;
  g_autofree char *folder = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *path = NULL;
  const char *claimed;

  *name = record->path;
  if (writer->options.copy == GW_COPY_NONE)
    return TRUE;

  /* An earlier import from such a folder put the split before the path. */
  folder = part->split != NULL ? gw_file_name_make_split (part->split) : NULL;
  if (folder != NULL && g_str_has_prefix (*name, folder) && (*name)[strlen (folder)] == '/')
    *name += strlen (folder) + 1;
  prefix = g_strconcat (is_beside (writer) ? "" : "images/", folder != NULL ? folder : "", folder != NULL ? "/" : "",
                        NULL);
  path = g_strconcat (prefix, *name, NULL);
  claimed = _gw_writer_claim_name (writer, state->names, path);
  *name = claimed + strlen (prefix);

  return _gw_writer_copy_picture (writer, record, claimed, error);
}

gboolean
gw_coco_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  Part *part;
  const char *name;
  char number[24];
  const char *id = number;

  if (record->path == NULL)
    return TRUE;
  part = ensure_part (writer, record->split, error);
  if (part == NULL || !place_picture (writer, part, record, &name, error))
    return FALSE;

  part->n_images++;
  if (part->image_ids != NULL)
    id = gw_coco_choose_image_id (writer, part->image_ids, record, TRUE);
  else
    g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, part->n_images);
  write_image (writer, part, record, id, name);
  write_annotations (writer, part, record, id);

  return !gw_json_writer_has_failed (part->lists.annotations_json)
         || gw_json_writer_finish (part->lists.annotations_json, error);
}

/* --- the files ------------------------------------------------------------------ */

gboolean
gw_coco_writer_create (GwWriter *writer, GError **error)
{
  State *state = g_new0 (State, 1);

  writer->state = state;
  state->parts = g_ptr_array_new_with_free_func (part_free);
  state->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->bag = gw_json_members_new ();
  state->reader = gw_json_reader_new_for_memory ("", 0);
  state->categories = gw_coco_categories_new (writer->head, "coco");
  state->largest_image = gw_coco_numbers_find_largest (writer->options.image_ids);

  return TRUE;
}

static const char *
choose_new_number (gpointer data)
{
  return gw_coco_numbers_choose (data, NULL, 0, NULL);
}

static gboolean
write_part (GwWriter *writer, Part *part, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (writer->head->bag, "coco");
  g_autoptr (GString) categories = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (categories, GW_JSON_WRITER_COMPACT);

  write_categories (writer, bag, json);

  return gw_json_writer_finish (json, error)
         && gw_coco_lists_write (&part->lists, writer, name, "coco", categories->str,
                                 part->annotation_ids != NULL ? choose_new_number : NULL, part->annotation_ids,
                                 cancellable, error);
}

/* Where the label file of a part goes. (transfer full) */
static char *
make_name (const GwWriter *writer, const Part *part)
{
  const State *state = writer->state;
  g_autofree char *split = part->split != NULL ? gw_file_name_make_split (part->split) : NULL;

  if (is_beside (writer))
    return split != NULL ? g_build_filename (split, GW_COCO_BESIDE_NAME, NULL) : g_strdup (GW_COCO_BESIDE_NAME);
  if (state->parts->len == 1 && split == NULL)
    return g_strdup ("annotations.json");
  return g_strdup_printf ("annotations/instances_%s.json", split != NULL ? split : "default");
}

gboolean
gw_coco_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  State *state = writer->state;

  /* Nothing to write is a file too. */
  if (state->parts->len == 0 && ensure_part (writer, NULL, error) == NULL)
    return FALSE;

  for (guint i = 0; i < state->parts->len; i++)
    {
      Part *part = g_ptr_array_index (state->parts, i);
      g_autofree char *name = make_name (writer, part);

      if (!write_part (writer, part, name, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

void
gw_coco_writer_destroy (GwWriter *writer)
{
  State *state = writer->state;

  if (state == NULL)
    return;
  g_ptr_array_unref (state->parts);
  g_hash_table_unref (state->names);
  gw_coco_categories_free (state->categories);
  gw_json_members_free (state->bag);
  gw_json_reader_free (state->reader);
  g_free (state);
}
