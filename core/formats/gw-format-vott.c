/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "gw-formats.h"
#include "gw-json-files.h"
#include "gw-json-sketch.h"
#include "gw-json-values.h"
#include "gw-read-place.h"
#include "gw-reader-private.h"
#include "gw-vott-table.h"

/* VoTT, version 2 (spec formats 14): exported JSON, a project (.vott) whose images have a file
 * each with their regions, such files without a project, or an exported table. A region with
 * several tags becomes an object for each, in a group. The files are read twice: first for the
 * classes.
 */
typedef struct
{
  GwJsonFiles *json;  /* (nullable): files with many images */
  GPtrArray *alone;   /* of GwLabelFile: JSON files of one image */
  GPtrArray *tables;  /* of GwLabelFile: CSV files */
  guint next;         /* of alone or tables */
  GwVottTable *table; /* (nullable): the one that is read */
  GwClassNames *classes;
  GHashTable *tagged; /* set of GwLabelFile whose tags have been read */
} State;

#define MOST_DETECTED 16
#define START_BYTES (64 * 1024)
#define ASSET_ENDING "-asset.json"

/* --- detection ------------------------------------------------------------------------ */

static gboolean
has_key_ending (const GwJsonSketch *sketch, const char *start, const char *end)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, sketch->keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_prefix (key, start) && g_str_has_suffix (key, end))
      return TRUE;
  return FALSE;
}

/* Exported, or a project. */
static gboolean
is_list (const char *name, const char *start, gsize n_start)
{
  g_autoptr (GwJsonSketch) sketch = gw_json_sketch_new (start, n_start);

  return sketch->first == '{' && gw_json_sketch_has (sketch, "assets")
         && (has_key_ending (sketch, "assets.", ".asset") || has_key_ending (sketch, "assets.", ".state")
             || gw_json_sketch_has (sketch, "videoSettings"));
}

/* Of one image. */
static gboolean
is_asset (const char *name, const char *start, gsize n_start)
{
  g_autoptr (GwJsonSketch) sketch = gw_json_sketch_new (start, n_start);

  return sketch->first == '{' && gw_json_sketch_has (sketch, "asset") && gw_json_sketch_has (sketch, "asset.name")
         && gw_json_sketch_has (sketch, "regions");
}

static gboolean
is_vott (const char *source, const char *start, gsize n_start, gboolean is_folder)
{
  static const struct
  {
    const char *ending;
    GwLabelFileFunc is_one;
  } kinds[] = {
    { ".vott", is_list }, { ".json", is_list }, { ASSET_ENDING, is_asset }, { ".csv", gw_vott_table_is_one }
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) files = NULL;

      if (!is_folder && kinds[i].is_one (source, start, n_start))
        return TRUE;
      files = is_folder ? gw_label_files_find (source, kinds[i].ending, kinds[i].is_one, MOST_DETECTED) : NULL;
      if (files != NULL && files->len > 0)
        return TRUE;
    }
  return FALSE;
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  if (!is_vott (source, start, n_start, is_folder))
    return;
  out->confidence = 93;
  g_snprintf (out->reason, sizeof out->reason, "%s", _ ("It has assets with regions, as VoTT writes them."));
}

/* --- images --------------------------------------------------------------------------------- */

static GwVottImage *
load_asset (const char *file, GError **error)
{
  gsize length;
  g_autofree char *text = _gw_reader_load_file (file, &length, error);
  const char *start = text;
  GwJsonRepeats repeats;
  GwVottImage *image;

  if (text == NULL)
    return NULL;
  if (g_str_has_prefix (start, "\xEF\xBB\xBF"))
    start += 3;
  start += strspn (start, " \t\r\n");
  if (!gw_json_entry_check (start, (gsize) (text + length - start), &repeats, error))
    return NULL;
  image = gw_vott_image_parse (start, (gsize) (text + length - start));
  /* A value of another kind: an image without a name, which is told of. */
  if (image == NULL)
    image = gw_vott_image_new ();
  image->repeats = repeats;
  return image;
}

static gboolean
is_plain_name (const char *id)
{
  for (const char *p = id; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return FALSE;
  return id[0] != '\0' && strlen (id) <= 200;
}

/* The regions of an image of a project, which are in the file called by its id. */
static GwVottImage *
follow (const GwLabelFile *file, const char *id, GwVottImage *listed)
{
  g_autofree char *folder = g_path_get_dirname (file->file);
  g_autofree char *name = g_strconcat (id, ASSET_ENDING, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GwVottImage *image = is_plain_name (id) && _gw_reader_has_file (folder, name) ? load_asset (path, NULL) : NULL;

  if (image == NULL || image->name == NULL)
    {
      gw_vott_image_free (image);
      return listed;
    }
  image->line = listed->line;
  if (image->repeats.n == 0)
    image->repeats = listed->repeats;
  image->repeats.line = listed->line;
  gw_vott_image_free (listed);
  return image;
}

/* NULL where the entry is none. */
static GwVottImage *
read_entry (const GwLabelFile *file, const GwJsonEntry *entry)
{
  GwVottImage *image = gw_vott_image_parse (entry->raw, entry->length);

  if (image == NULL)
    return NULL;
  image->line = entry->line;
  image->repeats = entry->repeats;
  return image->is_asset || entry->key == NULL ? image : follow (file, entry->key, image);
}

/* --- the first time through ------------------------------------------------------------------- */

static void
note_image (State *state, const char *file, const GwVottImage *image)
{
  for (guint i = 0; image != NULL && i < image->regions->len; i++)
    {
      const GwVottRegion *region = g_ptr_array_index (image->regions, i);

      for (guint k = 0; k < region->tags->len; k++)
        gw_class_names_ensure (state->classes, g_ptr_array_index (region->tags, k), NULL, file,
                               region->line > 0 ? region->line : image->line);
    }
}

/* The classes of a project have colors. */
static void
read_tags (GwReader *reader, const GwLabelFile *file, const char *raw, gsize length)
{
  State *state = reader->state;
  g_autoptr (GwJsonEntries) tags = gw_json_entries_new_for_memory (raw, length);
  GwJsonEntry entry;

  while (gw_json_entries_next (tags, &entry, NULL))
    {
      g_autoptr (GwJsonMembers) tag = gw_json_entry_parse (entry.raw, entry.length);
      g_autofree char *name = tag != NULL ? gw_json_members_dup_string (tag, "name") : NULL;
      g_autofree char *color = tag != NULL ? gw_json_members_dup_string (tag, "color") : NULL;
      GwClass *class = NULL;
      guint value;

      if (name == NULL)
        continue;
      class = gw_record_head_find_class (reader->head,
                                         gw_class_names_ensure (state->classes, name, NULL, file->file, 0));
      if (class != NULL && color != NULL && strlen (color) == 7 && sscanf (color, "#%6x", &value) == 1)
        gw_class_set_color (class, value);
    }
}

static void
scan_entry (const GwLabelFile *file, const GwJsonEntry *entry, const GwJsonMembers *others, gpointer data)
{
  GwReader *reader = data;
  State *state = reader->state;
  g_autoptr (GwVottImage) image = entry != NULL ? read_entry (file, entry) : NULL;
  gsize length;
  const char *raw = gw_json_members_get (others, "tags", &length);

  if (raw != NULL && g_hash_table_add (state->tagged, (gpointer) file))
    read_tags (reader, file, raw, length);
  note_image (state, file->file, image);
}

static gboolean
scan_table (State *state, const GwLabelFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwVottTable) table = gw_vott_table_open (file->file, cancellable, error);
  GError *failure = NULL;

  while (table != NULL)
    {
      g_autoptr (GwVottImage) image = gw_vott_table_next (table, &failure);

      if (image == NULL)
        break;
      note_image (state, file->file, image);
    }
  if (table == NULL || failure == NULL)
    return table != NULL;
  g_propagate_error (error, failure);
  return FALSE;
}

/* Broken ones of several are told of and left out. */
static gboolean
scan_tables (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  for (guint i = 0; i < state->tables->len;)
    {
      const GwLabelFile *file = g_ptr_array_index (state->tables, i);
      g_autoptr (GError) failure = NULL;

      if (scan_table (state, file, cancellable, &failure))
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

/* Broken files are told of when they are read again. */
static gboolean
scan_alone (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  if (reader->options.work != NULL && state->alone->len > 0)
    gw_work_set_total (reader->options.work, 2 * (guint64) state->alone->len);
  for (guint i = 0; i < state->alone->len; i++)
    {
      const GwLabelFile *file = g_ptr_array_index (state->alone, i);
      g_autoptr (GwVottImage) image = load_asset (file->file, NULL);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      note_image (state, file->file, image);
      _gw_reader_tell (reader, i + 1);
    }
  return TRUE;
}

/* --- opening ------------------------------------------------------------------------------------ */

typedef enum
{
  LISTS,
  PROJECTS,
  ALONE,
  TABLES
} Kind;

/* What a file is, by its beginning. */
static Kind
judge_file (const char *source)
{
  g_autoptr (GInputStream) stream = _gw_reader_open_file (source, NULL, NULL);
  g_autofree char *start = g_malloc (START_BYTES);
  gsize n = 0;

  if (stream == NULL || !g_input_stream_read_all (stream, start, START_BYTES, &n, NULL, NULL))
    return LISTS;
  return is_asset (source, start, n) ? ALONE : gw_vott_table_is_one (source, start, n) ? TABLES : LISTS;
}

static Kind
judge_folder (const char *source)
{
  g_autoptr (GPtrArray) projects = gw_label_files_find (source, ".vott", is_list, 0);
  g_autoptr (GPtrArray) lists = projects->len == 0 ? gw_label_files_find (source, ".json", is_list, 0) : NULL;
  g_autoptr (GPtrArray) alone = lists != NULL && lists->len == 0
                                    ? gw_label_files_find (source, ASSET_ENDING, is_asset, MOST_DETECTED)
                                    : NULL;

  if (projects->len > 0)
    return PROJECTS;
  if (lists->len > 0)
    return LISTS;
  return alone->len > 0 ? ALONE : TABLES;
}

/* Of all forms in a folder one, since they are the same labels. */
static gboolean
find_files (GwReader *reader, GError **error)
{
  static const char *const others[] = { "tags", NULL };
  State *state = reader->state;
  gboolean is_folder = FALSE;
  Kind kind;

  if (!gw_source_check (reader->source, &is_folder, error))
    return FALSE;
  kind = is_folder ? judge_folder (reader->source) : judge_file (reader->source);
  if (is_folder || kind == TABLES)
    {
      g_autoptr (GPtrArray) tables = gw_label_files_find (reader->source, ".csv", gw_vott_table_is_one, 0);

      if (kind == TABLES && tables->len > 0)
        {
          g_ptr_array_unref (state->tables);
          state->tables = g_steal_pointer (&tables);
          return TRUE;
        }
      gw_json_files_report_tables (reader, tables);
    }
  if (kind == ALONE)
    {
      g_ptr_array_unref (state->alone);
      state->alone = gw_label_files_find (reader->source, ASSET_ENDING, is_asset, 0);
      return TRUE;
    }
  state->json = gw_json_files_new (reader, kind == PROJECTS ? ".vott" : ".json", is_list, "assets", others, error);
  return state->json != NULL;
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);

  reader->state = state;
  state->classes = gw_class_names_new (reader);
  state->alone = g_ptr_array_new ();
  state->tables = g_ptr_array_new ();
  state->tagged = g_hash_table_new (NULL, NULL);
  if (!find_files (reader, error))
    return FALSE;
  if (state->json != NULL && !gw_json_files_scan (state->json, scan_entry, reader, cancellable, error))
    return FALSE;
  return scan_alone (reader, cancellable, error) && scan_tables (reader, cancellable, error);
}

/* --- records -------------------------------------------------------------------------------------- */

/* An object for each tag; they share the group. */
static void
take_region (const GwReadPlace *place, const GwVottRegion *region)
{
  const State *state = place->reader->state;
  const guint n = MAX (region->tags->len, 1);

  place->reader->counts.labels += n;
  for (guint i = 0; i < n; i++)
    {
      const char *tag = i < region->tags->len ? g_ptr_array_index (region->tags, i) : NULL;
      const gint64 class_id = tag != NULL ? gw_class_names_find (state->classes, tag) : 0;
      GwShape shape = GW_SHAPE_INIT;
      GwObject *object;

      if (class_id == 0)
        gw_read_place_reject (place, "class-unknown", tag,
                              _ ("The region has no tag that can be a class. It was left out."));
      else if (region->code != NULL)
        gw_read_place_reject_shape (place, region->code, tag);
      else if (gw_shape_copy (&region->shape, &shape) != GW_STATUS_OK)
        gw_read_place_reject_shape (place, "limit", tag);
      else
        {
          if (region->swapped)
            gw_read_place_report (place, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "box-swapped", tag,
                                  _ ("A box ends before it begins. Its corners were put in order."));
          object = gw_read_place_add (place, class_id, &shape);
          if (region->tags->len > 1)
            gw_object_set_group (object, (gint64) region->index + 1);
        }
    }
}

/* NULL, told of, where no image is named. */
static GwRecord *
make_record (GwReader *reader, const GwLabelFile *file, const GwVottImage *image, guint64 line, const char *pointer)
{
  GwReadPlace place = { reader, file->file, NULL, line, pointer };

  reader->counts.images++;
  if (image == NULL || image->name == NULL || image->name[0] == '\0')
    {
      gw_read_place_reject_image (&place, "value-type", _ ("An entry names no image. It was left out."));
      return NULL;
    }
  place.record = gw_record_new (NULL);
  place.record->path = gw_label_file_get_path (file, image->name);
  place.record->line = line;
  place.record->width = image->width;
  place.record->height = image->height;
  place.record->labeled = image->regions->len > 0 || reader->options.empty_means == GW_EMPTY_NEGATIVE
                          || (reader->options.empty_means == GW_EMPTY_AUTO && image->visited && image->is_asset);
  gw_read_place_check_keys (&place, &image->repeats);
  if (!image->is_asset && image->visited)
    gw_read_place_report (&place, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, "labels-unread", NULL,
                          _ ("The file with the regions of the image is not beside the project, or is broken. The "
                             "image comes without labels."));
  for (guint i = 0; i < image->regions->len; i++)
    {
      const GwVottRegion *region = g_ptr_array_index (image->regions, i);
      g_autofree char *inner = pointer != NULL
                                   ? g_strdup_printf ("%s/regions/%" G_GUINT64_FORMAT, pointer, region->index)
                                   : NULL;

      take_region (&(GwReadPlace) { reader, file->file, place.record, region->line > 0 ? region->line : line, inner },
                   region);
    }
  return place.record;
}

static GwRecord *
next_of_lists (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  const GwLabelFile *file;
  GwJsonEntry entry;

  while (gw_json_files_next (state->json, &file, &entry, cancellable, error))
    {
      g_autoptr (GwVottImage) image = read_entry (file, &entry);
      g_autofree char *pointer = gw_json_entry_get_pointer (&entry, "assets");
      GwRecord *record = make_record (reader, file, image, entry.line, pointer);

      if (record != NULL)
        return record;
    }
  return NULL;
}

static GwRecord *
next_alone (GwReader *reader)
{
  State *state = reader->state;

  while (state->next < state->alone->len)
    {
      const GwLabelFile *file = g_ptr_array_index (state->alone, state->next++);
      g_autoptr (GError) failure = NULL;
      g_autoptr (GwVottImage) image = load_asset (file->file, &failure);
      GwRecord *record;

      _gw_reader_tell (reader, (guint64) state->alone->len + state->next);
      if (image == NULL)
        {
          GwReadPlace place = { reader, file->file, NULL, 0, NULL };

          reader->counts.images++;
          gw_read_place_reject_image (&place, "json-syntax", failure->message);
          continue;
        }
      record = make_record (reader, file, image, 0, "");
      if (record != NULL)
        return record;
    }
  return NULL;
}

static GwRecord *
next_of_tables (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  while (state->next < state->tables->len)
    {
      const GwLabelFile *file = g_ptr_array_index (state->tables, state->next);
      g_autoptr (GwVottImage) image = NULL;
      GError *failure = NULL;
      GwRecord *record;

      if (state->table == NULL)
        state->table = gw_vott_table_open (file->file, cancellable, error);
      if (state->table == NULL)
        return NULL;
      image = gw_vott_table_next (state->table, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return NULL;
        }
      if (image == NULL)
        {
          g_clear_pointer (&state->table, gw_vott_table_free);
          state->next++;
          continue;
        }
      record = make_record (reader, file, image, image->line, NULL);
      if (record != NULL)
        return record;
    }
  return NULL;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  if (state->json != NULL)
    return next_of_lists (reader, cancellable, error);
  return state->alone->len > 0 ? next_alone (reader) : next_of_tables (reader, cancellable, error);
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  gw_json_files_free (state->json);
  g_ptr_array_unref (state->alone);
  g_ptr_array_unref (state->tables);
  gw_vott_table_free (state->table);
  gw_class_names_free (state->classes);
  g_hash_table_unref (state->tagged);
  g_free (state);
}

const GwFormat gw_format_vott = {
  .name = "vott",
  .title = N_ ("VoTT"),
  .flags = GW_FORMAT_READS,
  .choices = GW_READ_CHOICE_EMPTY,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
};
