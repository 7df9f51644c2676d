/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-error.h"
#include "gw-formats.h"
#include "gw-json-files.h"
#include "gw-json-sketch.h"
#include "gw-json-values.h"
#include "gw-picture-stems.h"
#include "gw-read-place.h"
#include "gw-reader-private.h"
#include "gw-rle-json.h"
#include "gw-writer-private.h"

/* Masks of Segment Anything (spec formats 14): a JSON file for each picture, an object with
 * image and annotations, or the bare list that its script writes. They are what a model made,
 * and have no class: all become of one, which is told of.
 */
typedef struct
{
  GPtrArray *files; /* of GwLabelFile */
  guint next;
  gint64 class_id;
  GwPictureStems *pictures; /* (nullable) */
  char *picture;            /* (nullable): name of that of a single file */
} State;

/* The class of masks where nobody has named one. */
#define NO_CLASS "object"

#define MOST_DETECTED 16
#define LIST "annotations"

/* --- detection ------------------------------------------------------------------------- */

static gboolean
is_masks (const char *name, const char *start, gsize n_start)
{
  g_autoptr (GwJsonSketch) sketch = gw_json_sketch_new (start, n_start);

  if (sketch->first == '[')
    return gw_json_sketch_has (sketch, "[].predicted_iou") || gw_json_sketch_has (sketch, "[].stability_score");
  return sketch->first == '{' && !gw_json_sketch_has (sketch, "images")
         && (gw_json_sketch_has (sketch, LIST "[].predicted_iou")
             || gw_json_sketch_has (sketch, LIST "[].stability_score")
             || (gw_json_sketch_has (sketch, "image.image_id") && gw_json_sketch_has (sketch, LIST)));
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  if (is_folder)
    {
      g_autoptr (GPtrArray) files = gw_label_files_find (source, ".json", is_masks, MOST_DETECTED);

      if (files->len == 0)
        return;
    }
  else if (!is_masks (source, start, n_start))
    return;
  out->confidence = 95;
  g_snprintf (out->reason, sizeof out->reason, "%s", _ ("It has masks with predicted_iou, as Segment Anything."));
}

/* --- opening ----------------------------------------------------------------------------- */

static gboolean
is_bare_list (const char *file)
{
  g_autoptr (GInputStream) stream = _gw_reader_open_file (file, NULL, NULL);
  g_autoptr (GwJsonReader) json = stream != NULL ? gw_json_reader_new (stream, NULL) : NULL;

  return json != NULL && gw_json_reader_next (json, NULL) == GW_JSON_ARRAY_BEGIN;
}

/* The path of a file without its ending, from the source. */
static char *
make_stem (const GwLabelFile *file)
{
  g_autofree char *name = g_path_get_basename (file->file);
  g_autofree char *stem = _gw_path_get_stem (name);

  return gw_label_file_get_path (file, stem);
}

/* Bare lists do not name their pictures, which are called like them. */
static void
find_pictures (GwReader *reader, GCancellable *cancellable)
{
  static const char *const usual[] = { ".", "images", "../images" };
  State *state = reader->state;
  const gboolean is_folder = g_file_test (reader->source, G_FILE_TEST_IS_DIR);
  g_autofree char *folder = is_folder ? g_strdup (reader->source) : g_path_get_dirname (reader->source);
  g_autoptr (GPtrArray) stems = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < state->files->len; i++)
    g_ptr_array_add (stems, make_stem (g_ptr_array_index (state->files, i)));
  /* Beside a single file there may be anything. */
  if (!is_folder && reader->options.images_dir == NULL)
    {
      g_autofree char *found = gw_picture_find_beside (folder, usual, G_N_ELEMENTS (usual),
                                                       g_ptr_array_index (stems, 0));

      state->picture = found != NULL ? g_path_get_basename (found) : NULL;
      return;
    }
  state->pictures = gw_picture_stems_find (folder, usual, G_N_ELEMENTS (usual), reader->options.images_dir, stems,
                                           cancellable);
  if (state->pictures == NULL)
    return;
  g_free (reader->images_dir);
  reader->images_dir = g_strdup (gw_picture_stems_get_folder (state->pictures));
}

/* The first name of the file of classes, if there is one. */
static gboolean
choose_class (GwReader *reader, GError **error)
{
  State *state = reader->state;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GwClass *class;

  if (reader->options.classes_file != NULL && !_gw_reader_load_names (names, reader->options.classes_file, error))
    return FALSE;
  class = _gw_reader_ensure_class (reader, names->len > 0 ? g_ptr_array_index (names, 0) : NO_CLASS, NULL, NULL,
                                   reader->options.classes_file, names->len > 0 ? 1 : 0);
  state->class_id = class != NULL ? gw_class_get_id (class) : 0;
  if (names->len == 0)
    gw_problems_report (reader->problems,
                        &(GwProblem) { .severity = GW_SEVERITY_INFO,
                                       .outcome = GW_OUTCOME_CHANGED,
                                       .code = "class-unknown",
                                       .file = reader->source,
                                       .text = _ ("Masks of Segment Anything have no class. They were read as of the "
                                                  "class “object”.") });
  return TRUE;
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);

  reader->state = state;
  state->files = gw_label_files_find (reader->source, ".json", is_masks, 0);
  if (state->files->len == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: there is no JSON file of Segment Anything in it."),
                   reader->source);
      return FALSE;
    }
  if (!choose_class (reader, error))
    return FALSE;
  if (is_bare_list (((const GwLabelFile *) g_ptr_array_index (state->files, 0))->file))
    find_pictures (reader, cancellable);
  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, state->files->len);
  reader->head->task = GW_TASK_MASKS;
  reader->head->has_task = TRUE;
  reader->head->predictions = TRUE;
  return TRUE;
}

/* --- one mask ------------------------------------------------------------------------------ */

/* What is known of a mask beside its pixels; where it is and how large is told by these. */
static void
keep_rest (GwObject *object, const GwJsonMembers *members)
{
  static const char *const told[] = { "segmentation", "bbox", "area", "stability_score", NULL };
  g_autoptr (GwJsonMembers) rest = gw_json_members_new ();
  g_autofree char *bag = NULL;

  for (guint i = 0; i < gw_json_members_get_n (members); i++)
    {
      gsize length;
      const char *raw;
      const char *key = gw_json_members_get_at (members, i, &raw, &length);

      if (!g_strv_contains (told, key) && gw_json_is_proper (raw, length))
        gw_json_members_set (rest, key, raw, (gssize) length);
    }
  bag = gw_json_members_get_n (rest) > 0 ? gw_json_members_put_bag (rest, NULL, "segment-anything") : NULL;
  gw_object_set_bag (object, bag);
}

/* The model's guess of its own overlap may be a little above 1. */
static void
set_scores (GwObject *object, const GwJsonMembers *members)
{
  double score;
  gsize length;
  const char *raw = gw_json_members_get (members, "stability_score", &length);

  if (gw_json_members_get_number (members, "predicted_iou", &score))
    gw_object_set_score (object, CLAMP (score, 0, 1));
  if (raw != NULL && gw_json_is_proper (raw, length))
    gw_object_set_attribute_json (object, "stability_score", raw, length);
}

static void
take_mask (const GwReadPlace *place, const GwJsonEntry *entry)
{
  const State *state = place->reader->state;
  GwRecord *record = place->record;
  g_autoptr (GwJsonMembers) members = gw_json_entry_parse (entry->raw, entry->length);
  const char *raw, *code = "value-type";
  GwShape shape = GW_SHAPE_INIT;
  gboolean swapped = FALSE;
  GwObject *object;
  double box[4];
  gsize length;

  place->reader->counts.labels++;
  gw_read_place_check_keys (place, &entry->repeats);
  raw = members != NULL ? gw_json_members_get (members, "segmentation", &length) : NULL;
  if (raw != NULL)
    code = gw_rle_json_make_mask (raw, length, record->width, record->height, &shape, &swapped);
  else if (members != NULL && gw_json_members_get_numbers (members, "bbox", box, 4))
    {
      gw_shape_init_box (&shape, box[0], box[1], box[2], box[3]);
      code = NULL;
    }
  if (code == NULL && state->class_id == 0)
    code = "class-unknown";
  if (code != NULL)
    {
      gw_shape_clear (&shape);
      gw_read_place_reject_shape (place, code, NULL);
      return;
    }
  gw_read_place_check_swapped (place, swapped, NULL);
  if (record->width == 0 && shape.kind == GW_SHAPE_MASK)
    {
      record->width = shape.as.mask.image_width;
      record->height = shape.as.mask.image_height;
    }
  object = gw_read_place_add (place, state->class_id, &shape);
  gw_object_set_source (object, GW_SOURCE_PREDICTION);
  set_scores (object, members);
  keep_rest (object, members);
}

/* --- one file -------------------------------------------------------------------------------- */

static int
get_side (const GwJsonMembers *image, const char *key)
{
  double side;

  return gw_json_members_get_number (image, key, &side) && side >= 1 && side <= G_MAXINT ? (int) side : 0;
}

/* What the file says of its image; FALSE where it does not (yet). */
static gboolean
read_image (const GwJsonMembers *others, const GwLabelFile *file, GwRecord *record)
{
  gsize length;
  const char *raw = gw_json_members_get (others, "image", &length);
  g_autoptr (GwJsonMembers) image = raw != NULL ? gw_json_entry_parse (raw, length) : NULL;
  g_autofree char *name = image != NULL ? gw_json_members_dup_string (image, "file_name") : NULL;

  if (image == NULL)
    return FALSE;
  record->width = get_side (image, "width");
  record->height = get_side (image, "height");
  if (name != NULL && name[0] != '\0')
    {
      g_free (record->path);
      record->path = gw_label_file_get_path (file, name);
    }
  return TRUE;
}

static GwJsonEntries *
open_file (const GwLabelFile *file, gboolean bare, GCancellable *cancellable, GError **error)
{
  static const char *const others[] = { "image", NULL };

  return gw_json_entries_open (file->file, bare ? NULL : LIST, others, NULL, cancellable, error);
}

/* Once through the file, which must be sound before anything of it is taken: the image may
 * stand behind the masks.
 */
static gboolean
look_through (const GwLabelFile *file, gboolean bare, GwRecord *record, guint *n_lists, GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GwJsonEntries) entries = open_file (file, bare, cancellable, error);
  GError *failure = NULL;
  GwJsonEntry entry;

  while (entries != NULL && gw_json_entries_next (entries, &entry, &failure))
    ;
  if (entries == NULL)
    return FALSE;
  if (failure == NULL && !gw_json_entries_have_list (entries))
    failure = g_error_new (GW_ERROR, GW_ERROR_INVALID, _ ("The file has no “%s”."), LIST);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  *n_lists = gw_json_entries_get_n_lists (entries);
  read_image (gw_json_entries_get_others (entries), file, record);
  return TRUE;
}

/* NULL with error where the file as a whole cannot be read. */
static GwRecord *
read_file (GwReader *reader, const GwLabelFile *file, GCancellable *cancellable, GError **error)
{
  const State *state = reader->state;
  const gboolean bare = is_bare_list (file->file);
  g_autofree char *stem = make_stem (file);
  g_autoptr (GwRecord) record = gw_record_new (NULL);
  g_autoptr (GwJsonEntries) entries = NULL;
  GError *failure = NULL;
  GwJsonRepeats repeats;
  GwJsonEntry entry;
  guint n_lists = 0;

  record->source = g_strdup (file->file);
  record->split = g_strdup (gw_label_file_get_split (file));
  record->labeled = TRUE;
  if (!look_through (file, bare, record, &n_lists, cancellable, error))
    return NULL;
  if (record->path == NULL)
    {
      const char *found = state->pictures != NULL ? gw_picture_stems_get (state->pictures, stem) : state->picture;

      record->path = g_strdup (found != NULL ? found : stem);
    }
  entries = open_file (file, bare, cancellable, error);
  if (entries != NULL && n_lists > 1)
    gw_json_entries_pass_lists (entries, n_lists - 1);
  while (entries != NULL && gw_json_entries_next (entries, &entry, &failure))
    {
      g_autofree char *pointer = gw_json_entry_get_pointer (&entry, bare ? NULL : LIST);

      take_mask (&(GwReadPlace) { reader, file->file, record, entry.line, pointer }, &entry);
    }
  if (entries == NULL)
    return NULL;
  gw_json_entries_take_repeats (entries, &repeats);
  gw_read_place_check_keys (&(GwReadPlace) { .reader = reader, .file = file->file, .record = record }, &repeats);
  if (failure == NULL)
    return g_steal_pointer (&record);
  g_propagate_error (error, failure);
  return NULL;
}

/* --- records ------------------------------------------------------------------------------------ */

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  while (state->next < state->files->len)
    {
      const GwLabelFile *file = g_ptr_array_index (state->files, state->next++);
      g_autoptr (GError) failure = NULL;
      GwRecord *record;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      reader->counts.images++;
      record = read_file (reader, file, cancellable, &failure);
      _gw_reader_tell (reader, state->next);
      if (record != NULL)
        return record;
      if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      gw_read_place_reject_image (&(GwReadPlace) { .reader = reader, .file = file->file },
                                  g_error_matches (failure, GW_ERROR, GW_ERROR_TRUNCATED) ? "truncated-file"
                                  : g_error_matches (failure, GW_ERROR, GW_ERROR_LIMIT)   ? "json-depth"
                                                                                          : "json-syntax",
                                  failure->message);
    }
  return NULL;
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  g_clear_pointer (&state->files, g_ptr_array_unref);
  gw_picture_stems_free (state->pictures);
  g_free (state->picture);
  g_free (state);
}

const GwFormat gw_format_segment_anything = {
  .name = "segment-anything",
  .title = N_ ("Segment Anything"),
  .flags = GW_FORMAT_READS | GW_FORMAT_NAMES_BY_STEM,
  .choices = GW_READ_CHOICE_CLASSES,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
};
