/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-datumaro-annotation.h"
#include "gw-datumaro-classes.h"
#include "gw-formats.h"
#include "gw-image-attributes.h"
#include "gw-json-files.h"
#include "gw-json-sketch.h"
#include "gw-json-values.h"
#include "gw-path.h"
#include "gw-read-place.h"
#include "gw-reader-private.h"
#include "gw-writer-private.h"

/* Datumaro (spec formats 14): annotations/<subset>.json with pictures in images, mostly in a
 * folder of the subset. The files are read twice: first for the classes, which may stand
 * behind the items; then one item at a time.
 */
typedef struct
{
  GwJsonFiles *files;
  GwClassNames *names;
  GHashTable *classes; /* GwLabelFile -> GArray of class ids by index */
  char *root;          /* that paths start from */
} State;

#define MOST_DETECTED 16
/* What items are of that belong to no part. */
#define NO_SUBSET "default"

/* --- detection ----------------------------------------------------------------------- */

static gboolean
is_datumaro (const char *name, const char *start, gsize n_start)
{
  g_autoptr (GwJsonSketch) sketch = gw_json_sketch_new (start, n_start);

  if (sketch->first != '{')
    return FALSE;
  return gw_json_sketch_has (sketch, "items[].annotations")
         || (gw_json_sketch_has (sketch, "categories.label") && !gw_json_sketch_has (sketch, "images"))
         || gw_json_sketch_has (sketch, "dm_format_version");
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  if (is_folder)
    {
      g_autoptr (GPtrArray) files = gw_label_files_find (source, ".json", is_datumaro, MOST_DETECTED);

      if (files->len == 0)
        return;
    }
  else if (!is_datumaro (source, start, n_start))
    return;
  out->confidence = 94;
  g_snprintf (out->reason, sizeof out->reason, "%s", _ ("It has JSON with items and their annotations, as Datumaro."));
}

/* --- opening -------------------------------------------------------------------------- */

/* What an item says of its image. (transfer full) (nullable) */
static GwJsonMembers *
open_attributes (const GwJsonMembers *item)
{
  gsize length;
  const char *raw = item != NULL ? gw_json_members_get (item, "attr", &length) : NULL;

  return raw != NULL && length > 2 && gw_json_is_proper (raw, length)
             ? gw_json_members_parse (raw, (gssize) length, NULL, NULL)
             : NULL;
}

static void
note_attributes (GwReader *reader, const GwJsonEntry *entry)
{
  g_autoptr (GwJsonMembers) item = gw_json_entry_parse (entry->raw, entry->length);
  g_autoptr (GwJsonMembers) attributes = open_attributes (item);

  if (attributes != NULL)
    gw_image_attributes_note_members (reader, attributes, NULL);
}

static void
scan_entry (const GwLabelFile *file, const GwJsonEntry *entry, const GwJsonMembers *others, gpointer data)
{
  GwReader *reader = data;
  State *state = reader->state;
  gsize length = 0;
  const char *raw;

  if (entry != NULL)
    {
      note_attributes (reader, entry);
      return;
    }
  raw = gw_json_members_get (others, "categories", &length);
  g_hash_table_insert (state->classes, (gpointer) file,
                       gw_datumaro_classes_read (reader, state->names, raw, length, file->file));
}

/* The folder that has annotations and images. */
static char *
find_root (const char *source)
{
  g_autofree char *absolute = g_canonicalize_filename (source, NULL);
  g_autofree char *folder = g_file_test (absolute, G_FILE_TEST_IS_DIR) ? g_strdup (absolute)
                                                                       : g_path_get_dirname (absolute);

  return g_str_equal (gw_path_basename (folder), "annotations") ? g_path_get_dirname (folder)
                                                                : g_steal_pointer (&folder);
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  static const char *const others[] = { "categories", NULL };
  State *state = g_new0 (State, 1);

  reader->state = state;
  state->names = gw_class_names_new (reader);
  state->classes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  state->root = reader->images_dir != NULL ? g_strdup (reader->images_dir) : find_root (reader->source);
  state->files = gw_json_files_new (reader, ".json", is_datumaro, "items", others, error);
  return state->files != NULL && gw_json_files_scan (state->files, scan_entry, reader, cancellable, error);
}

/* --- images ------------------------------------------------------------------------------ */

/* The subset is called like the file. (transfer full) */
static char *
get_subset (const GwLabelFile *file)
{
  g_autofree char *name = g_path_get_basename (file->file);

  return _gw_path_get_stem (name);
}

static gboolean
is_there (const State *state, const char *path)
{
  g_autofree char *file = g_build_filename (state->root, path, NULL);

  return g_file_test (file, G_FILE_TEST_IS_REGULAR);
}

/* Where the picture is: in the folder of the subset, as older versions had it in that of all
 * pictures, or as the path stands.
 */
static char *
find_path (const State *state, const GwLabelFile *file, const char *given)
{
  g_autofree char *subset = get_subset (file);
  g_autofree char *clean = gw_path_tail (given, -1, NULL);

  if (clean != NULL)
    {
      g_autofree char *usual = g_build_filename ("images", subset, clean, NULL);
      g_autofree char *old = g_build_filename ("images", clean, NULL);
      g_autofree char *inner = g_build_filename (subset, clean, NULL);

      if (is_there (state, usual))
        return g_steal_pointer (&usual);
      if (is_there (state, old))
        return g_steal_pointer (&old);
      if (is_there (state, inner))
        return g_steal_pointer (&inner);
    }
  return g_strdup (given);
}

static void
read_size (const GwJsonMembers *image, GwRecord *record)
{
  double size[2];

  if (gw_json_members_get_numbers (image, "size", size, 2) && size[0] >= 1 && size[1] >= 1 && size[0] <= G_MAXINT
      && size[1] <= G_MAXINT)
    {
      record->height = (int) size[0];
      record->width = (int) size[1];
    }
}

/* The path that an item has for its picture; NULL where it is of none. */
static char *
read_image (const GwJsonMembers *item, GwRecord *record)
{
  static const char *const keys[] = { "image", "media" };
  char *path = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (keys) && path == NULL; i++)
    {
      gsize length;
      const char *raw = gw_json_members_get (item, keys[i], &length);
      g_autoptr (GwJsonMembers) image = raw != NULL ? gw_json_entry_parse (raw, length) : NULL;

      if (image == NULL)
        continue;
      read_size (image, record);
      path = gw_json_members_dup_string (image, "path");
      if (path != NULL && path[0] == '\0')
        g_clear_pointer (&path, g_free);
    }
  if (path != NULL || gw_json_members_get (item, "point_cloud", NULL) != NULL
      || gw_json_members_get (item, "video", NULL) != NULL || gw_json_members_get (item, "video_frame", NULL) != NULL)
    return path;
  return gw_json_members_dup_string (item, "id");
}

/* --- annotations ---------------------------------------------------------------------------- */

typedef struct
{
  GwReadPlace place;
  const GArray *classes; /* (nullable): ids by index */
  GString *kept;         /* raw JSON of what has no place, with commas between */
  gboolean has_order;    /* an object has a z_order */
} Reading;

static const char *
get_class_name (const Reading *reading, gint64 class_id)
{
  GwClass *class = gw_record_head_find_class (reading->place.reader->head, class_id);

  return class != NULL ? gw_class_get_name (class) : NULL;
}

/* 0, told of, where there is none. */
static gint64
find_class (const Reading *reading, const GwDatumaroAnnotation *annotation)
{
  gint64 id = 0;

  if (annotation->label < 0)
    gw_read_place_reject (&reading->place, "class-unknown", NULL, _ ("The annotation has no label. It was left out."));
  else if (reading->classes == NULL || annotation->label >= reading->classes->len)
    gw_read_place_reject (&reading->place, "class-index-range", NULL,
                          _ ("The label of the annotation is beyond the list of labels. It was left out."));
  else if ((id = g_array_index (reading->classes, gint64, annotation->label)) == 0)
    gw_read_place_reject (&reading->place, "class-unknown", NULL,
                          _ ("The name of the label cannot be that of a class. The annotation was left out."));
  return id;
}

static void
add_object (Reading *reading, GwDatumaroAnnotation *annotation, gint64 class_id)
{
  GwObject *object = gw_read_place_add (&reading->place, class_id, &annotation->shape);

  gw_read_place_check_swapped (&reading->place, annotation->swapped, get_class_name (reading, class_id));
  gw_object_set_flags (object, annotation->flags);
  gw_object_set_group (object, annotation->group);
  gw_object_set_z (object, annotation->z);
  reading->has_order = reading->has_order || annotation->z != 0;
  if (!isnan (annotation->score))
    gw_object_set_score (object, annotation->score);
  gw_read_place_set_attributes (&reading->place, object, annotation->attributes);
}

static void
keep_other (Reading *reading, const GwJsonEntry *entry, const char *type)
{
  g_autofree char *shown = gw_path_display (type, -1);
  g_autofree char *text = g_strdup_printf (_ ("Annotations of the type “%s” have no place here. It is kept with the "
                                              "image and not shown."),
                                           shown);

  gw_read_place_report (&reading->place, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, "label-foreign", NULL, text);
  if (!gw_json_is_proper (entry->raw, entry->length))
    return;
  if (reading->kept->len > 0)
    g_string_append_c (reading->kept, ',');
  g_string_append_len (reading->kept, entry->raw, (gssize) entry->length);
}

static void
take_annotation (Reading *reading, const GwJsonEntry *entry)
{
  GwRecord *record = reading->place.record;
  g_auto (GwDatumaroAnnotation) annotation = { 0 };
  gint64 class_id;

  gw_datumaro_annotation_parse (&annotation, entry->raw, entry->length, record->width, record->height);
  if (annotation.kind == GW_DATUMARO_OTHER)
    {
      keep_other (reading, entry, annotation.type);
      return;
    }
  reading->place.reader->counts.labels++;
  if (annotation.type == NULL)
    {
      gw_read_place_reject_shape (&reading->place, annotation.code, NULL);
      return;
    }
  class_id = find_class (reading, &annotation);
  if (class_id == 0)
    return;
  if (annotation.kind == GW_DATUMARO_LABEL)
    g_array_append_vals (record->labels, &(GwLabel) { class_id, annotation.score }, 1);
  else if (annotation.code != NULL)
    gw_read_place_reject_shape (&reading->place, annotation.code, get_class_name (reading, class_id));
  else
    add_object (reading, &annotation, class_id);
}

static int
compare_order (gconstpointer a, gconstpointer b)
{
  const int one = gw_object_get_z (*(GwObject *const *) a), two = gw_object_get_z (*(GwObject *const *) b);

  return one < two ? -1 : one > two;
}

/* From the one below to the one on top; equal ones as they stand in the file. */
static void
settle_order (const Reading *reading)
{
  GPtrArray *objects = reading->place.record->objects;

  if (reading->has_order)
    g_ptr_array_sort (objects, compare_order);
  for (guint i = 0; i < objects->len; i++)
    gw_object_set_z (g_ptr_array_index (objects, i), (int) i);
}

static void
keep_rest (const Reading *reading, const GwJsonMembers *item)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_new ();
  gsize length;
  const char *raw = gw_json_members_get (item, "attr", &length);
  g_autoptr (GwJsonMembers) values = open_attributes (item);

  if (raw != NULL && length > 2 && gw_json_is_proper (raw, length))
    gw_json_members_set (bag, "attr", raw, (gssize) length);
  if (values != NULL)
    gw_image_attributes_take_members (reading->place.reader, reading->place.record, values, NULL, reading->place.file,
                                      reading->place.line);
  if (reading->kept->len > 0)
    {
      g_autofree char *list = g_strdup_printf ("[%s]", reading->kept->str);

      gw_json_members_set (bag, "annotations", list, -1);
    }
  if (gw_json_members_get_n (bag) > 0)
    reading->place.record->bag = gw_json_members_put_bag (bag, NULL, "datumaro");
}

static void
read_annotations (Reading *reading, const GwJsonMembers *item, const char *pointer)
{
  gsize length;
  const char *raw = gw_json_members_get (item, "annotations", &length);
  g_autoptr (GwJsonEntries) entries = raw != NULL ? gw_json_entries_new_for_memory (raw, length) : NULL;
  GwJsonEntry entry;

  while (entries != NULL && gw_json_entries_next (entries, &entry, NULL))
    {
      g_autofree char *inner = gw_json_entry_get_pointer (&entry, "annotations");
      g_autofree char *whole = g_strconcat (pointer, inner, NULL);

      reading->place.pointer = whole;
      take_annotation (reading, &entry);
    }
  reading->place.pointer = pointer;
}

/* --- records --------------------------------------------------------------------------------- */

/* NULL, told of, where the item is of no image. */
static GwRecord *
make_record (GwReader *reader, const GwLabelFile *file, const GwJsonEntry *entry)
{
  State *state = reader->state;
  g_autoptr (GwJsonMembers) item = gw_json_entry_parse (entry->raw, entry->length);
  g_autoptr (GwRecord) record = gw_record_new (NULL);
  g_autofree char *path = item != NULL ? read_image (item, record) : NULL;
  g_autofree char *pointer = gw_json_entry_get_pointer (entry, "items");
  g_autofree char *subset = get_subset (file);
  g_autoptr (GString) kept = g_string_new (NULL);
  Reading reading = {
    { reader, file->file, record, entry->line, pointer }, g_hash_table_lookup (state->classes, file), kept, FALSE
  };

  if (path == NULL || path[0] == '\0')
    {
      gw_read_place_reject_image (&reading.place, item != NULL ? "label-foreign" : "value-type",
                                  _ ("The item is not of an image, or names none. It was left out."));
      return NULL;
    }
  record->path = find_path (state, file, path);
  record->line = entry->line;
  record->split = strcmp (subset, NO_SUBSET) != 0 ? g_strdup (subset) : NULL;
  gw_read_place_check_keys (&reading.place, &entry->repeats);
  read_annotations (&reading, item, pointer);
  settle_order (&reading);
  keep_rest (&reading, item);
  record->labeled = record->objects->len + record->labels->len > 0 || reader->options.empty_means == GW_EMPTY_NEGATIVE;
  return g_steal_pointer (&record);
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  const GwLabelFile *file;
  GwJsonEntry entry;

  while (gw_json_files_next (state->files, &file, &entry, cancellable, error))
    {
      GwRecord *record = make_record (reader, file, &entry);

      reader->counts.images++;
      if (record != NULL)
        return record;
    }
  return NULL;
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  gw_json_files_free (state->files);
  gw_class_names_free (state->names);
  g_hash_table_unref (state->classes);
  g_free (state->root);
  g_free (state);
}

const GwFormat gw_format_datumaro = {
  .name = "datumaro",
  .title = N_ ("Datumaro"),
  .flags = GW_FORMAT_READS | GW_FORMAT_NAMES_BY_STEM,
  .choices = GW_READ_CHOICE_EMPTY,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
};
