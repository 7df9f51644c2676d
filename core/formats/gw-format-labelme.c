/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-export-note-private.h"
#include "gw-formats.h"
#include "gw-image-info.h"
#include "gw-image-scan.h"
#include "gw-json-sketch.h"
#include "gw-label-files.h"
#include "gw-labelme-document.h"
#include "gw-labelme-groups.h"
#include "gw-labelme-writer.h"
#include "gw-path.h"
#include "gw-reader-private.h"
#include "gw-writer-private.h"

/* labelme (spec formats 6): a JSON file for each picture, mostly beside it. The
 * files are read twice: first for their classes.
 */
/* Folders in each other. */
#define DEEPEST 16
#define MOST_SAMPLES 5
#define SAMPLE_BYTES (64 * 1024)

typedef struct
{
  char *base;        /* absolute folder that paths start from */
  GPtrArray *files;  /* of char*: JSON files, relative to base */
  GPtrArray *alone;  /* of char*: pictures that no file is of; looked for when all files are read */
  GHashTable *taken; /* set of char*: paths of pictures that files are of */
  guint next;
  GHashTable *classes; /* name as written -> class id, as pointer */
} State;

/* --- detecting ---------------------------------------------------------------------- */

static gboolean
is_labelme (const char *start, gsize n)
{
  g_autoptr (GwJsonSketch) sketch = gw_json_sketch_new (start, n);

  return sketch->first == '{' && gw_json_sketch_has (sketch, "shapes")
         && (gw_json_sketch_has (sketch, "imagePath") || gw_json_sketch_has (sketch, "shapes[].points")
             || gw_json_sketch_has (sketch, "version"));
}

/* The first files of a folder, of which one is enough. */
static gboolean
holds_labelme (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && n < MOST_SAMPLES && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autofree char *start = NULL;
      g_autoptr (GInputStream) stream = NULL;
      gsize length = 0;

      if (!g_str_has_suffix (name, ".json") || _gw_export_note_is_name (name) || !_gw_reader_has_file (folder, name))
        continue;
      n++;
      stream = _gw_reader_open_file (file, NULL, NULL);
      start = g_malloc (SAMPLE_BYTES);
      if (stream != NULL && g_input_stream_read_all (stream, start, SAMPLE_BYTES, &length, NULL, NULL)
          && is_labelme (start, length))
        return TRUE;
    }

  return FALSE;
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  if (is_folder ? !holds_labelme (source) : !is_labelme (start, n_start))
    return;
  out->confidence = 90;
  g_snprintf (out->reason, sizeof out->reason,
              is_folder ? _ ("It has JSON files with “shapes”.") : _ ("It is a JSON object with “shapes”."));
}

/* --- classes ------------------------------------------------------------------------------ */

typedef struct
{
  GwReader *reader;
  GHashTable *declared;
  const char *file;
} Classes;

static void
note_class (Classes *self, const char *name)
{
  State *state = self->reader->state;
  GwClass *class;

  if (g_hash_table_contains (state->classes, name))
    return;
  class = _gw_reader_ensure_class (self->reader, name, NULL, self->declared, self->file, 0);
  g_hash_table_insert (state->classes, g_strdup (name),
                       GINT_TO_POINTER (class != NULL ? (gint) gw_class_get_id (class) : 0));
}

static void
note_shape (GwLabelmeShape *shape, gpointer data)
{
  if (shape != NULL && shape->label != NULL && *shape->label != '\0')
    note_class (data, shape->label);
}

static gboolean
is_true (const char *raw, gsize length)
{
  return length == 4 && memcmp (raw, "true", 4) == 0;
}

static void
note_flags (Classes *self, const GwJsonMembers *flags)
{
  for (guint i = 0; flags != NULL && i < gw_json_members_get_n (flags); i++)
    {
      const char *raw;
      gsize length;
      const char *key = gw_json_members_get_at (flags, i, &raw, &length);

      if (*key != '\0' && is_true (raw, length))
        note_class (self, key);
    }
}

/* The list of names that labelme is started with; what it calls nothing is no class. */
static gboolean
read_names (GwReader *reader, Classes *classes, GError **error)
{
  State *state = reader->state;
  g_autofree char *beside = g_build_filename (state->base, "labels.txt", NULL);
  const char *file = reader->options.classes_file != NULL ? reader->options.classes_file : beside;
  gsize length;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (reader->options.classes_file == NULL && !_gw_reader_has_file (state->base, "labels.txt"))
    return TRUE;
  text = _gw_reader_load_file (file, &length, error);
  if (text == NULL)
    return FALSE;
  lines = g_strsplit (g_str_has_prefix (text, "\xEF\xBB\xBF") ? text + 3 : text, "\n", -1);
  classes->file = file;
  for (gsize i = 0; lines[i] != NULL; i++)
    if (*g_strchomp (lines[i]) != '\0' && strcmp (lines[i], "__ignore__") != 0
        && strcmp (lines[i], "_background_") != 0)
      note_class (classes, lines[i]);

  return TRUE;
}

static gboolean
find_classes (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  g_autoptr (GHashTable) declared = g_hash_table_new (NULL, NULL);
  Classes classes = { reader, declared, NULL };

  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, 2 * (guint64) state->files->len);
  if (!read_names (reader, &classes, error))
    return FALSE;
  for (guint i = 0; i < state->files->len; i++)
    {
      g_autofree char *file = g_build_filename (state->base, g_ptr_array_index (state->files, i), NULL);
      g_auto (GwLabelmeDocument) document = { 0 };
      guint64 line;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      classes.file = file;
      /* What is broken is told of when it is read again. */
      gw_labelme_document_read (&document, file, note_shape, &classes, &line, cancellable, NULL);
      if (reader->options.flags_mean != GW_FLAGS_TAGS)
        note_flags (&classes, document.flags);
      _gw_reader_tell (reader, i + 1);
    }

  return TRUE;
}

/* --- opening ---------------------------------------------------------------------------------- */

static gboolean
is_json (const char *name)
{
  return g_str_has_suffix (name, ".json");
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);
  g_autofree char *absolute = g_canonicalize_filename (reader->source, NULL);
  gboolean is_folder = g_file_test (absolute, G_FILE_TEST_IS_DIR);

  reader->state = state;
  state->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->base = is_folder ? g_strdup (absolute) : g_path_get_dirname (absolute);
  if (is_folder)
    state->files = gw_label_files_list_below (state->base, is_json, DEEPEST, reader->options.work, cancellable, error);
  else
    {
      state->files = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (state->files, g_path_get_basename (absolute));
      state->alone = g_ptr_array_new_with_free_func (g_free);
    }
  if (state->files == NULL)
    return FALSE;
  if (state->files->len == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s: there are no JSON files in it. labelme writes one for "
                      "each picture."),
                   reader->source);
      return FALSE;
    }

  return find_classes (reader, cancellable, error);
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  g_clear_pointer (&state->alone, g_ptr_array_unref);
  g_clear_pointer (&state->files, g_ptr_array_unref);
  g_hash_table_unref (state->taken);
  g_hash_table_unref (state->classes);
  g_free (state->base);
  g_free (state);
}

/* --- records ------------------------------------------------------------------------------------ */

/* A picture beside the file that has its name. (transfer full) (nullable) */
static char *
find_by_stem (const State *state, const char *json)
{
  static const char *const endings[] = { ".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp", ".JPG", ".PNG" };
  g_autofree char *stem = _gw_path_get_stem (json);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (stem, endings[i], NULL);
      g_autofree char *full = g_build_filename (state->base, path, NULL);

      if (g_file_test (full, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }

  return NULL;
}

/* A name of the end of path beside the file: where a picture that stands in it goes. (transfer full) */
static char *
make_beside (const char *json, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (json);
  g_autofree char *joined = g_build_filename (folder, gw_path_basename (path), NULL);

  return gw_path_normalise (joined, -1, NULL);
}

static gboolean
is_picture (const State *state, const char *path)
{
  g_autofree char *full = g_build_filename (state->base, path, NULL);

  return gw_image_name_is_picture (full) && g_file_test (full, G_FILE_TEST_IS_REGULAR);
}

/* The path of the picture, from the folder. imagePath starts from the file. */
static char *
find_path (const State *state, const char *json, const char *image_path)
{
  g_autofree char *folder = g_path_get_dirname (json);
  g_autofree char *given = image_path != NULL ? g_strdelimit (g_strdup (image_path), "\\", '/') : NULL;
  g_autofree char *joined = given != NULL && *given != '\0' && !g_path_is_absolute (given)
                                    && g_utf8_validate (given, -1, NULL)
                                ? g_build_filename (folder, given, NULL)
                                : NULL;
  /* What leads out of the folder is looked for in it. */
  g_autofree char *resolved = joined != NULL ? g_canonicalize_filename (joined, "/") : NULL;
  g_autofree char *path = resolved != NULL ? gw_path_normalise (resolved + 1, -1, NULL) : NULL;
  g_autofree char *beside = path != NULL ? make_beside (json, path) : NULL;
  char *by_stem;

  if (path != NULL && is_picture (state, path))
    return g_steal_pointer (&path);
  by_stem = find_by_stem (state, json);
  if (by_stem != NULL)
    return by_stem;
  if (beside != NULL && is_picture (state, beside))
    return g_steal_pointer (&beside);
  if (path != NULL)
    return g_steal_pointer (&path);

  return given != NULL && *given != '\0' ? g_steal_pointer (&given) : _gw_path_get_stem (json);
}

/* Shapes wait until the size of the image is known, which masks need. */
static void
keep_shape (GwLabelmeShape *shape, gpointer data)
{
  GwLabelmeShape kept;

  if (shape == NULL)
    {
      g_array_set_size (data, 0);
      return;
    }
  kept = *shape;
  g_array_append_val ((GArray *) data, kept);
  *shape = (GwLabelmeShape) { 0 };
}

static void
clear_shape (gpointer data)
{
  gw_labelme_shape_clear (data);
}

static void
report (GwReader *reader, const char *file, const GwRecord *record, guint place, const char *code, const char *label,
        const char *text)
{
  g_autofree char *pointer = g_strdup_printf ("/shapes/%u", place);

  gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                                       .outcome = GW_OUTCOME_LEFT_OUT,
                                                       .code = code,
                                                       .file = (char *) file,
                                                       .pointer = pointer,
                                                       .image = record->path,
                                                       .label = (char *) label,
                                                       .text = (char *) text,
                                                       .n_labels = 1 });
}

static void
add_shape (GwReader *reader, const char *file, GwRecord *record, GwLabelmeShape *shape, guint place)
{
  State *state = reader->state;
  gint64 class_id = shape->label != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (state->classes, shape->label)) : 0;
  const char *code, *sentence;
  GwObject *object;

  reader->counts.labels++;
  if (class_id == 0)
    {
      report (reader, file, record, place, "class-unknown", NULL,
              _ ("A shape has no label that can be a class. It was left out."));
      return;
    }
  object = gw_labelme_shape_make_object (shape, class_id, record->width, record->height, &code, &sentence);
  if (object == NULL)
    {
      report (reader, file, record, place, code, shape->label, sentence);
      return;
    }
  gw_object_set_z (object, (int) record->objects->len);
  g_ptr_array_add (record->objects, object);
}

static void
add_tags (const GwLabelmeDocument *document, GwRecord *record)
{
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();
  guint n = document->flags != NULL ? gw_json_members_get_n (document->flags) : 0;

  for (guint i = 0; i < n; i++)
    {
      const char *raw;
      gsize length;
      const char *key = gw_json_members_get_at (document->flags, i, &raw, &length);

      if (*key != '\0' && is_true (raw, length))
        g_strv_builder_add (tags, key);
    }
  record->tags = g_strv_builder_end (tags);
}

/* Flags of the image that are set are its labels; all of them stay in the bag. */
static void
add_flags (GwReader *reader, const GwLabelmeDocument *document, GwRecord *record)
{
  State *state = reader->state;

  for (guint i = 0; document->flags != NULL && i < gw_json_members_get_n (document->flags); i++)
    {
      const char *raw;
      gsize length;
      const char *key = gw_json_members_get_at (document->flags, i, &raw, &length);
      GwLabel label = { GPOINTER_TO_INT (g_hash_table_lookup (state->classes, key)), NAN };

      if (label.class_id == 0 || !is_true (raw, length))
        continue;
      reader->counts.labels++;
      g_array_append_val (record->labels, label);
    }
}

/* As the file says, else as its picture is, which may be the one in the file: masks need it. */
static void
take_size (GwReader *reader, const GwLabelmeDocument *document, GwRecord *record, GCancellable *cancellable)
{
  const State *state = reader->state;
  g_autofree char *path = gw_path_normalise (record->path, -1, NULL);
  g_autofree char *file = path != NULL ? g_build_filename (state->base, path, NULL) : NULL;
  g_autoptr (GBytes) picture = NULL;
  GwImageInfo info;
  gboolean found;

  if (document->width >= 1 && document->height >= 1 && document->width <= G_MAXINT && document->height <= G_MAXINT)
    {
      record->width = (int) document->width;
      record->height = (int) document->height;
      return;
    }
  found = file != NULL && gw_image_info_read_file (file, &info, NULL);
  if (!found && document->has_picture)
    {
      picture = gw_labelme_document_load_picture (record->source, cancellable);
      found = picture != NULL
              && gw_image_info_read_bytes (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture), &info, NULL);
    }
  if (found)
    {
      record->width = info.width;
      record->height = info.height;
    }
}

static GBytes *
load_picture (GwReader *reader, const GwRecord *record, GCancellable *cancellable)
{
  return gw_labelme_document_load_picture (record->source, cancellable);
}

/* A picture that is written beside the file later is its own, too. */
static void
note_taken (State *state, const char *json, const GwRecord *record)
{
  g_hash_table_add (state->taken, g_strdup (record->path));
  if (record->has_picture)
    {
      char *beside = make_beside (json, record->path);

      if (beside != NULL)
        g_hash_table_add (state->taken, beside);
    }
}

/* Writes down why a file was not read. */
static void
report_file (GwReader *reader, const char *file, guint64 line, const GError *failure)
{
  const char *code = g_error_matches (failure, GW_ERROR, GW_ERROR_TRUNCATED) ? "truncated-file"
                     : g_error_matches (failure, GW_ERROR, GW_ERROR_LIMIT)   ? "json-depth"
                                                                             : "json-syntax";

  gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                                       .outcome = GW_OUTCOME_LEFT_OUT,
                                                       .code = code,
                                                       .file = (char *) file,
                                                       .line = line,
                                                       .text = failure->message,
                                                       .n_images = 1 });
}

/* NULL where the file cannot be used, which has been reported, or with error set. */
static GwRecord *
read_record (GwReader *reader, const char *json, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  g_autofree char *file = g_build_filename (state->base, json, NULL);
  g_autoptr (GArray) shapes = g_array_new (FALSE, FALSE, sizeof (GwLabelmeShape));
  g_auto (GwLabelmeDocument) document = { 0 };
  g_autoptr (GError) failure = NULL;
  g_autoptr (GwRecord) record = NULL;
  guint64 line;

  g_array_set_clear_func (shapes, clear_shape);
  if (!gw_labelme_document_read (&document, file, keep_shape, shapes, &line, cancellable, &failure))
    {
      if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      report_file (reader, file, line, failure);
      return NULL;
    }
  if (!document.has_shapes)
    {
      gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                           .outcome = GW_OUTCOME_LEFT_OUT,
                                                           .code = "labels-unread",
                                                           .file = file,
                                                           .text = _ ("The file has no “shapes”, so it is not of "
                                                                      "labelme. It was not read."),
                                                           .n_images = 1 });
      return NULL;
    }

  record = gw_record_new (NULL);
  record->path = find_path (state, json, document.image_path);
  record->source = g_strdup (file);
  record->labeled = TRUE;
  _gw_reader_tell_repeats (reader, &document.repeats, &(GwProblem) { .file = file, .image = record->path });
  take_size (reader, &document, record, cancellable);
  record->has_picture = document.has_picture;
  note_taken (state, json, record);
  if (reader->options.flags_mean == GW_FLAGS_TAGS)
    add_tags (&document, record);
  else
    add_flags (reader, &document, record);
  for (guint i = 0; i < shapes->len; i++)
    add_shape (reader, file, record, &g_array_index (shapes, GwLabelmeShape, i), i);
  if (reader->options.groups == GW_GROUPS_MERGE)
    reader->counts.labels -= gw_labelme_merge_groups (record->objects);
  record->bag = gw_json_members_put_bag (document.rest, NULL, "labelme");

  return g_steal_pointer (&record);
}

/* Pictures without a file, in their order. */
static gboolean
find_alone (State *state, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;

  if (state->alone != NULL)
    return TRUE;
  found = gw_image_scan (state->base, cancellable, NULL, NULL, error);
  if (found == NULL)
    return FALSE;
  state->alone = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < found->len; i++)
    if (!g_hash_table_contains (state->taken, g_ptr_array_index (found, i)))
      g_ptr_array_add (state->alone, g_strdup (g_ptr_array_index (found, i)));

  return TRUE;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  guint place;

  while (state->next < state->files->len)
    {
      g_autoptr (GError) failure = NULL;
      GwRecord *record = read_record (reader, g_ptr_array_index (state->files, state->next), cancellable, &failure);

      state->next++;
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      reader->counts.images++;
      _gw_reader_tell (reader, state->files->len + state->next);
      if (record != NULL)
        return record;
    }
  if (!find_alone (state, cancellable, error))
    return NULL;
  place = state->next - state->files->len;
  if (place == state->alone->len)
    return NULL;
  state->next++;
  reader->counts.images++;

  return gw_record_new (g_ptr_array_index (state->alone, place));
}

const GwFormat gw_format_labelme = {
  .name = "labelme",
  .title = N_ ("labelme"),
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER,
  .choices = GW_READ_CHOICE_FLAGS | GW_READ_CHOICE_GROUPS | GW_READ_CHOICE_EMBEDDED | GW_READ_CHOICE_CLASSES,
  .write_choices = GW_WRITE_CHOICE_EMBED,
  .class_parts = GW_CLASS_PART_UNUSED,
  .empty_images = GW_EMPTY_IMAGES_BY_PICTURE,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .load_picture = load_picture,
  .measure_loss = gw_labelme_measure_loss,
  .create = gw_labelme_writer_create,
  .write = gw_labelme_writer_write,
  .finish = gw_labelme_writer_finish,
  .destroy = gw_labelme_writer_destroy,
};
