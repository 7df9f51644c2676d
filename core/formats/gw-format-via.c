/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-formats.h"
#include "gw-image-attributes.h"
#include "gw-json-files.h"
#include "gw-json-sketch.h"
#include "gw-json-values.h"
#include "gw-read-place.h"
#include "gw-reader-private.h"
#include "gw-via-choice.h"
#include "gw-via-table.h"

/* VGG Image Annotator, VIA (spec formats 14), versions 1 and 2: exported annotations as JSON or
 * CSV, and whole projects. The class of a region is one of its attributes, which one nothing
 * says (gw-via-choice.h). The files are read twice: first for the classes, then for the
 * records, one image at a time.
 */
typedef struct
{
  GwJsonFiles *json; /* (nullable) */
  GPtrArray *tables; /* of GwLabelFile: CSV files */
  guint next_table;
  GwViaTable *table; /* (nullable): the one that is read */
  GwClassNames *classes;
  char *attribute; /* (nullable): that is the class */
} State;

/* The member of a project that lists its images; what projects begin with. */
#define PROJECT_LIST "_via_img_metadata"
#define PROJECT_PREFIX "_via_"

/* The class of regions where nothing tells it. */
#define NO_CLASS "object"

#define MOST_DETECTED 16
#define START_BYTES (64 * 1024)

/* --- detection ------------------------------------------------------------------------- */

static gboolean
is_json (const char *name, const char *start, gsize n_start)
{
  g_autoptr (GwJsonSketch) sketch = gw_json_sketch_new (start, n_start);
  gboolean regions = FALSE, names = FALSE;
  GHashTableIter iter;
  gpointer key;

  if (sketch->first != '{')
    return FALSE;
  if (gw_json_sketch_has (sketch, PROJECT_LIST) || gw_json_sketch_has (sketch, "_via_settings"))
    return TRUE;
  g_hash_table_iter_init (&iter, sketch->keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      regions = regions || g_str_has_suffix (key, ".regions");
      names = names || g_str_has_suffix (key, ".filename");
    }
  return regions && names;
}

static gboolean
is_via (const char *source, const char *start, gsize n_start, gboolean is_folder)
{
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GPtrArray) tables = NULL;

  if (!is_folder)
    return is_json (source, start, n_start) || gw_via_table_is_one (source, start, n_start);
  files = gw_label_files_find (source, ".json", is_json, MOST_DETECTED);
  tables = gw_label_files_find (source, ".csv", gw_via_table_is_one, MOST_DETECTED);
  return files->len > 0 || tables->len > 0;
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  if (!is_via (source, start, n_start, is_folder))
    return;
  out->confidence = 93;
  g_snprintf (out->reason, sizeof out->reason, "%s", _ ("It has images with regions, as VIA writes them."));
}

/* --- JSON ------------------------------------------------------------------------------ */

/* A project has its images in a member; else they are all that there is. */
static const char *
get_list (const char *file)
{
  g_autoptr (GInputStream) stream = _gw_reader_open_file (file, NULL, NULL);
  g_autoptr (GwJsonReader) json = stream != NULL ? gw_json_reader_new (stream, NULL) : NULL;
  gboolean project = json != NULL && gw_json_reader_next (json, NULL) == GW_JSON_OBJECT_BEGIN
                     && gw_json_reader_next (json, NULL) == GW_JSON_KEY
                     && g_str_has_prefix (gw_json_reader_get_string (json, NULL), PROJECT_PREFIX);

  return project ? PROJECT_LIST : NULL;
}

static char *
dup_member (const GwJsonMembers *members, const char *key)
{
  char *raw = members != NULL ? gw_json_members_dup (members, key) : NULL;

  return raw != NULL ? raw : g_strdup ("");
}

/* A list in version 2, an object by numbers in version 1. */
static void
read_regions (GwViaImage *image, const char *raw, gsize length, guint64 line)
{
  g_autoptr (GwJsonEntries) regions = gw_json_entries_new_for_memory (raw, length);
  GwJsonEntry entry;

  while (gw_json_entries_next (regions, &entry, NULL))
    {
      g_autoptr (GwJsonMembers) members = gw_json_entry_parse (entry.raw, entry.length);
      g_autofree char *inner = gw_json_entry_get_pointer (&entry, "regions");

      gw_via_image_add (image, dup_member (members, "shape_attributes"), dup_member (members, "region_attributes"),
                        g_strconcat (image->pointer, inner, NULL), line);
    }
}

/* NULL where the entry is none of an image. */
static GwViaImage *
read_image (const GwJsonEntry *entry)
{
  g_autoptr (GwJsonMembers) members = gw_json_entry_parse (entry->raw, entry->length);
  GwViaImage *image;
  const char *raw;
  gsize length;

  if (members == NULL)
    return NULL;
  image = gw_via_image_new ();
  image->name = gw_json_members_dup_string (members, "filename");
  image->line = entry->line;
  image->pointer = gw_json_entry_get_pointer (entry, NULL);
  image->attributes = gw_json_members_dup (members, "file_attributes");
  image->repeats = entry->repeats;
  raw = gw_json_members_get (members, "regions", &length);
  if (raw != NULL)
    read_regions (image, raw, length, entry->line);
  return image;
}

/* --- the first time through --------------------------------------------------------------- */

typedef struct
{
  GwReader *reader;
  GwViaChoice *choice;
} Scan;

/* What the file says of the image. (transfer full) (nullable) */
static GwJsonMembers *
open_attributes (const GwViaImage *image)
{
  return image->attributes != NULL ? gw_json_members_parse (image->attributes, -1, NULL, NULL) : NULL;
}

static void
note_image (const Scan *scan, const GwViaImage *image)
{
  g_autoptr (GwJsonMembers) attributes = image != NULL ? open_attributes (image) : NULL;

  for (guint i = 0; image != NULL && i < image->regions->len; i++)
    gw_via_choice_note (scan->choice, g_ptr_array_index (image->regions, i));
  if (attributes != NULL)
    gw_image_attributes_note_members (scan->reader, attributes, NULL);
}

static void
scan_entry (const GwLabelFile *file, const GwJsonEntry *entry, const GwJsonMembers *others, gpointer data)
{
  g_autoptr (GwViaImage) image = entry != NULL && entry->key != NULL ? read_image (entry) : NULL;

  note_image (data, image);
}

static gboolean
scan_table (const Scan *scan, const GwLabelFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwViaTable) table = gw_via_table_open (file->file, cancellable, error);
  GError *failure = NULL;

  while (table != NULL)
    {
      g_autoptr (GwViaImage) image = gw_via_table_next (table, &failure);

      if (image == NULL)
        break;
      note_image (scan, image);
    }
  if (table == NULL || failure == NULL)
    return table != NULL;
  g_propagate_error (error, failure);
  return FALSE;
}

/* Broken ones of several are told of and left out. */
static gboolean
scan_tables (const Scan *scan, GCancellable *cancellable, GError **error)
{
  GwReader *reader = scan->reader;
  State *state = reader->state;

  for (guint i = 0; i < state->tables->len;)
    {
      const GwLabelFile *file = g_ptr_array_index (state->tables, i);
      g_autoptr (GError) failure = NULL;

      if (scan_table (scan, file, cancellable, &failure))
        {
          i++;
          continue;
        }
      if (state->tables->len == 1 || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      gw_problems_add (reader->problems, GW_SEVERITY_ERROR, "row-fields", file->file, 0, NULL, "%s", failure->message);
      g_ptr_array_remove_index (state->tables, i);
    }
  return TRUE;
}

static gboolean
choose_classes (GwReader *reader, GwViaChoice *choice, GError **error)
{
  State *state = reader->state;
  GError *failure = NULL;
  const char *attribute = gw_via_choice_pick (choice, reader, &failure);
  const GPtrArray *values;

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  state->attribute = g_strdup (attribute);
  if (attribute == NULL)
    return TRUE;
  values = gw_via_choice_list_values (choice, attribute);
  for (guint i = 0; i < values->len; i++)
    gw_class_names_ensure (state->classes, g_ptr_array_index (values, i), NULL, reader->source, 0);
  return TRUE;
}

/* --- opening ------------------------------------------------------------------------------- */

static gboolean
is_table (const char *source)
{
  g_autoptr (GInputStream) stream = _gw_reader_open_file (source, NULL, NULL);
  g_autofree char *start = g_malloc (START_BYTES);
  gsize n = 0;

  return stream != NULL && g_input_stream_read_all (stream, start, START_BYTES, &n, NULL, NULL)
         && gw_via_table_is_one (source, start, n);
}

static gboolean
find_files (GwReader *reader, GError **error)
{
  State *state = reader->state;
  gboolean is_folder = FALSE, has_json;

  if (!gw_source_check (reader->source, &is_folder, error))
    return FALSE;
  if (is_folder)
    {
      g_autoptr (GPtrArray) json = gw_label_files_find (reader->source, ".json", is_json, MOST_DETECTED);

      state->tables = gw_label_files_find (reader->source, ".csv", gw_via_table_is_one, 0);
      has_json = json->len > 0;
      /* Both forms would be the same labels twice. */
      if (has_json)
        {
          gw_json_files_report_tables (reader, state->tables);
          g_ptr_array_set_size (state->tables, 0);
        }
    }
  else
    {
      has_json = !is_table (reader->source);
      state->tables = gw_label_files_find (reader->source, ".csv", gw_via_table_is_one, 0);
      if (has_json)
        g_ptr_array_set_size (state->tables, 0);
    }
  if (!has_json && state->tables->len > 0)
    return TRUE;
  state->json = gw_json_files_new (reader, ".json", is_json, NULL, NULL, error);
  if (state->json != NULL)
    gw_json_files_set_list_func (state->json, get_list);
  return state->json != NULL;
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);
  g_autoptr (GwViaChoice) choice = gw_via_choice_new ();
  Scan scan = { reader, choice };

  reader->state = state;
  state->classes = gw_class_names_new (reader);
  if (!find_files (reader, error))
    return FALSE;
  if (state->json != NULL && !gw_json_files_scan (state->json, scan_entry, &scan, cancellable, error))
    return FALSE;
  return scan_tables (&scan, cancellable, error) && choose_classes (reader, choice, error);
}

/* --- records --------------------------------------------------------------------------------- */

/* The class of a region, and its other attributes. (transfer full) (nullable) */
static char *
read_attributes (const GwReadPlace *place, const GwViaRegion *region, GwJsonMembers *attributes)
{
  const State *state = place->reader->state;
  g_autoptr (GwJsonEntries) entries = gw_json_entries_new_for_memory (region->attributes, strlen (region->attributes));
  char *class = state->attribute == NULL ? g_strdup (NO_CLASS) : NULL;
  GwJsonEntry entry;

  while (gw_json_entries_next (entries, &entry, NULL))
    {
      const gboolean is_class = g_strcmp0 (entry.key, state->attribute) == 0;
      gboolean several = FALSE;
      char *value = entry.key != NULL && entry.key[0] != '\0'
                        ? gw_via_value_to_text (entry.raw, entry.length, is_class ? &several : NULL)
                        : NULL;

      if (several)
        gw_read_place_report (place, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "value-type", value,
                              _ ("The region has several classes. The first one was taken."));
      if (value == NULL)
        continue;
      if (is_class)
        {
          g_free (class);
          class = value;
          continue;
        }
      /* What is checked of several boxes is a text; anything else is what it was. */
      if (entry.raw[0] == '{')
        gw_json_members_set_string (attributes, entry.key, value);
      else if (gw_json_is_proper (entry.raw, entry.length))
        gw_json_members_set (attributes, entry.key, entry.raw, (gssize) entry.length);
      g_free (value);
    }
  return class;
}

static void
take_region (const GwReadPlace *place, const GwViaRegion *region)
{
  const State *state = place->reader->state;
  g_autoptr (GwJsonMembers) attributes = gw_json_members_new ();
  g_autofree char *name = read_attributes (place, region, attributes);
  const gint64 class_id = name == NULL ? 0
                          : state->attribute == NULL
                              ? gw_class_names_ensure (state->classes, name, NULL, place->file, 0)
                              : gw_class_names_find (state->classes, name);
  GwShape shape;
  const char *code;

  place->reader->counts.labels++;
  if (region->is_broken)
    {
      gw_read_place_reject (place, "json-syntax", name,
                            _ ("A cell of the region holds no JSON. The region was left out."));
      return;
    }
  if (class_id == 0)
    {
      gw_read_place_reject (place, "class-unknown", name,
                            _ ("The region has no value of the attribute that is the class, or one that cannot be a "
                               "class. It was left out."));
      return;
    }
  code = gw_via_region_make_shape (region, &shape);
  if (code != NULL)
    {
      gw_read_place_reject_shape (place, code, name);
      return;
    }
  gw_read_place_set_attributes (place, gw_read_place_add (place, class_id, &shape), attributes);
}

static void
take_attributes (const GwReadPlace *place, const GwViaImage *image)
{
  GwRecord *record = place->record;
  g_autoptr (GwJsonMembers) kept = open_attributes (image);
  g_autoptr (GwJsonMembers) bag = NULL;

  if (kept == NULL || gw_json_members_get_n (kept) == 0)
    return;
  gw_image_attributes_take_members (place->reader, record, kept, NULL, place->file, place->line);
  bag = gw_json_members_new ();
  gw_json_members_set (bag, "file_attributes", image->attributes, -1);
  record->bag = gw_json_members_put_bag (bag, NULL, "via");
}

/* NULL, told of, where no image is named. */
static GwRecord *
make_record (GwReader *reader, const GwLabelFile *file, const GwViaImage *image, guint64 line)
{
  GwReadPlace place = { reader, file->file, NULL, line, image != NULL ? image->pointer : NULL };

  if (image == NULL || image->name == NULL || image->name[0] == '\0')
    {
      gw_read_place_reject_image (&place, "value-type", _ ("An entry names no image. It was left out."));
      return NULL;
    }
  place.record = gw_record_new (NULL);
  place.record->path = gw_label_file_get_path (file, image->name);
  place.record->split = g_strdup (gw_label_file_get_split (file));
  place.record->line = line;
  place.record->labeled = image->regions->len > 0 || reader->options.empty_means == GW_EMPTY_NEGATIVE;
  take_attributes (&place, image);
  gw_read_place_check_keys (&place, &image->repeats);
  for (guint i = 0; i < image->regions->len; i++)
    {
      const GwViaRegion *region = g_ptr_array_index (image->regions, i);

      take_region (&(GwReadPlace) { reader, file->file, place.record, region->line, region->pointer }, region);
    }
  return place.record;
}

static GwRecord *
next_of_json (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  const GwLabelFile *file;
  GwJsonEntry entry;

  while (state->json != NULL && gw_json_files_next (state->json, &file, &entry, cancellable, error))
    {
      g_autoptr (GwViaImage) image = entry.key != NULL ? read_image (&entry) : NULL;
      GwRecord *record = make_record (reader, file, image, entry.line);

      reader->counts.images++;
      if (record != NULL)
        return record;
    }
  return NULL;
}

static GwRecord *
next_of_tables (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  while (state->next_table < state->tables->len)
    {
      const GwLabelFile *file = g_ptr_array_index (state->tables, state->next_table);
      g_autoptr (GwViaImage) image = NULL;
      GError *failure = NULL;
      GwRecord *record;

      if (state->table == NULL)
        state->table = gw_via_table_open (file->file, cancellable, error);
      if (state->table == NULL)
        return NULL;
      image = gw_via_table_next (state->table, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return NULL;
        }
      if (image == NULL)
        {
          g_clear_pointer (&state->table, gw_via_table_free);
          state->next_table++;
          continue;
        }
      reader->counts.images++;
      record = make_record (reader, file, image, image->line);
      if (record != NULL)
        return record;
    }
  return NULL;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  GwRecord *record = next_of_json (reader, cancellable, &failure);

  if (record != NULL)
    return record;
  if (failure == NULL)
    return next_of_tables (reader, cancellable, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  gw_json_files_free (state->json);
  g_clear_pointer (&state->tables, g_ptr_array_unref);
  gw_via_table_free (state->table);
  gw_class_names_free (state->classes);
  g_free (state->attribute);
  g_free (state);
}

const GwFormat gw_format_via = {
  .name = "via",
  .title = N_ ("VIA"),
  .flags = GW_FORMAT_READS,
  .choices = GW_READ_CHOICE_CLASS_ATTRIBUTE | GW_READ_CHOICE_EMPTY,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
};
