/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-error.h"
#include "gw-formats.h"
#include "gw-json-members.h"
#include "gw-path.h"
#include "gw-picture-stems.h"
#include "gw-reader-private.h"
#include "gw-voc-annotation.h"
#include "gw-voc-writer.h"
#include "gw-writer-private.h"
#include "gw-xml-files.h"

/* Boxes of Pascal VOC (spec formats 4): an XML file for each picture, in Annotations beside
 * JPEGImages, beside the pictures, or in a folder of its own. Masks are another format.
 */
typedef struct
{
  GPtrArray *files;         /* char *: relative to folder, by name */
  char *folder;             /* of the XML files */
  GwPictureStems *pictures; /* (nullable) */
  GHashTable *splits;       /* stem -> char * */
  GHashTable *classes;      /* name as in the files -> class id; 0: it cannot be one */
  GHashTable *declared;     /* GwClass that have a name of the files */
  gboolean devkit;          /* coordinates count from 1, and the last pixel belongs to the box */
  guint next;
} State;

/* Files that detection looks into. */
#define MOST_DETECTED 8

/* --- files ---------------------------------------------------------------------------- */

static GwVocAnnotation *
load (const char *file, const char **code, GError **error)
{
  gsize length;
  g_autofree char *text = _gw_reader_load_file (file, &length, error);

  *code = "encoding";
  return text != NULL ? gw_voc_annotation_parse (text, length, code, error) : NULL;
}

/* --- detection --------------------------------------------------------------------------- */

static gboolean
has_boxes (const GwVocAnnotation *annotation)
{
  for (guint i = 0; i < annotation->objects->len; i++)
    if (!isnan (((GwVocObject *) g_ptr_array_index (annotation->objects, i))->sides[GW_VOC_XMIN]))
      return TRUE;
  return FALSE;
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  g_autofree char *folder = is_folder ? gw_xml_files_find_folder (source) : g_path_get_dirname (source);
  g_autoptr (GPtrArray) files = is_folder ? gw_xml_files_list (folder, MOST_DETECTED)
                                          : g_ptr_array_new_with_free_func (g_free);
  guint n_known = 0, n_boxes = 0;

  if (!is_folder && g_str_has_suffix (source, ".xml"))
    g_ptr_array_add (files, g_path_get_basename (source));
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *file = g_build_filename (folder, g_ptr_array_index (files, i), NULL);
      const char *code;
      g_autoptr (GwVocAnnotation) annotation = load (file, &code, NULL);

      n_known += annotation != NULL ? 1 : 0;
      n_boxes += annotation != NULL && has_boxes (annotation) ? 1 : 0;
    }
  if (n_known == 0)
    return;
  out->confidence = n_boxes > 0 ? 90 : 40;
  g_snprintf (out->reason, sizeof out->reason, "%s", _ ("It has XML files with boxes of Pascal VOC."));
}

/* --- parts of the images --------------------------------------------------------------------- */

/* Lists of a class have a number in each line, and are none of a part. */
static void
read_split (State *state, const char *file, const char *split)
{
  gsize length;
  g_autofree char *text = _gw_reader_load_file (file, &length, NULL);
  g_auto (GStrv) lines = text != NULL && g_utf8_validate (text, (gssize) length, NULL) ? g_strsplit (text, "\n", -1)
                                                                                       : NULL;

  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    if (strpbrk (g_strstrip (lines[i]), " \t") != NULL)
      return;
  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      g_hash_table_insert (state->splits, g_strdup (lines[i]), g_strdup (split));
}

/* Lists of the usual parts, or those that somebody has named otherwise. */
static void
read_lists (GwReader *reader, const char *folder, const GPtrArray *names, gboolean usual)
{
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *file = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      g_autofree char *split = _gw_path_get_stem (g_ptr_array_index (names, i));

      if (_gw_reader_is_split_name (split) == usual)
        read_split (reader->state, file, split);
    }
}

static int
compare_lists (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What is in several lists is of the usual part; “trainval” holds two of these, and what
 * is in none.
 */
static void
read_splits (GwReader *reader)
{
  g_autofree char *folder = g_build_filename (reader->source, "ImageSets", "Main", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".txt") && strcmp (name, "trainval.txt") != 0)
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_lists);
  read_lists (reader, folder, names, FALSE);
  read_lists (reader, folder, names, TRUE);
}

/* --- what coordinates count from ------------------------------------------------------------------ */

typedef struct
{
  gboolean impossible; /* as the development kit's */
  gboolean touches;    /* a box ends at the width */
  gboolean named;      /* folders are called as the challenge's */
} Judgement;

static void
judge (const GwVocAnnotation *annotation, Judgement *judgement)
{
  const char *folder = gw_voc_find_other (annotation->others, "folder");

  judgement->named = judgement->named || (folder != NULL && g_str_has_prefix (folder, "VOC"));
  for (guint i = 0; i < annotation->objects->len; i++)
    {
      const GwVocObject *object = g_ptr_array_index (annotation->objects, i);

      for (guint k = 0; k < GW_VOC_N_SIDES; k++)
        judgement->impossible = judgement->impossible || object->sides[k] <= 0
                                || object->sides[k] != floor (object->sides[k]);
      judgement->touches = judgement->touches
                           || (annotation->width > 0 && object->sides[GW_VOC_XMAX] >= annotation->width);
    }
}

static void
choose_base (GwReader *reader, const Judgement *judgement)
{
  State *state = reader->state;

  state->devkit = reader->options.pixel_base == GW_PIXEL_BASE_DEVKIT;
  if (reader->options.pixel_base == GW_PIXEL_BASE_DEFAULT && !judgement->impossible && judgement->touches
      && judgement->named)
    gw_problems_add (
        reader->problems, GW_SEVERITY_INFO, "origin-ambiguous", reader->source, 0, NULL, "%s",
        _ ("The coordinates may be those of the development kit, which count from 1 and take the last "
           "pixel in. They were read as those of tools. Choose the other way under “How It Is Read”, or with --pixel-base devkit."));
}

/* --- classes -------------------------------------------------------------------------------------- */

static void
note_class (GwReader *reader, const char *name, const char *file, guint64 line)
{
  State *state = reader->state;
  GwClass *class;

  if (g_hash_table_contains (state->classes, name))
    return;
  class = _gw_reader_ensure_class (reader, name, NULL, state->declared, file, line);
  g_hash_table_insert (state->classes, g_strdup (name),
                       GINT_TO_POINTER (class != NULL ? (gint) gw_class_get_id (class) : 0));
}

/* Names beside the annotations give classes their order, and those without boxes. */
static void
read_class_names (GwReader *reader)
{
  g_autofree char *beside = g_build_filename (reader->source, "class_names.txt", NULL);
  const char *file = reader->options.classes_file != NULL ? reader->options.classes_file : beside;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (reader->options.classes_file == NULL && !_gw_reader_has_file (reader->source, "class_names.txt"))
    return;
  _gw_reader_load_names (names, file, NULL);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (name[0] != '\0' && strcmp (name, "background") != 0 && strcmp (name, "__ignore__") != 0)
        note_class (reader, name, file, i + 1);
    }
}

/* All files once, for their classes and for what their coordinates are. What is broken is
 * told of when it is read again.
 */
static gboolean
scan_files (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  Judgement judgement = { 0 };

  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, 2 * (guint64) state->files->len);
  read_class_names (reader);
  for (guint i = 0; i < state->files->len; i++)
    {
      g_autofree char *file = g_build_filename (state->folder, g_ptr_array_index (state->files, i), NULL);
      const char *code;
      g_autoptr (GwVocAnnotation) annotation = load (file, &code, NULL);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint k = 0; annotation != NULL && k < annotation->objects->len; k++)
        {
          const GwVocObject *object = g_ptr_array_index (annotation->objects, k);

          if (object->name != NULL)
            note_class (reader, object->name, file, object->line);
        }
      if (annotation != NULL)
        judge (annotation, &judgement);
      _gw_reader_tell (reader, i + 1);
    }
  choose_base (reader, &judgement);
  return TRUE;
}

/* --- reading -------------------------------------------------------------------------------------- */

static void
find_pictures (GwReader *reader, GCancellable *cancellable)
{
  static const char *const usual[] = { ".", "../JPEGImages", "../images", "JPEGImages", "images" };
  State *state = reader->state;
  g_autoptr (GPtrArray) stems = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < state->files->len; i++)
    g_ptr_array_add (stems, _gw_path_get_stem (g_ptr_array_index (state->files, i)));
  state->pictures = gw_picture_stems_find (state->folder, usual, G_N_ELEMENTS (usual), reader->options.images_dir,
                                           stems, cancellable);
  if (state->pictures != NULL && reader->images_dir == NULL)
    reader->images_dir = g_strdup (gw_picture_stems_get_folder (state->pictures));
}

static void
keep_base (GwReader *reader)
{
  const State *state = reader->state;
  g_autoptr (GwJsonMembers) bag = NULL;

  if (!state->devkit)
    return;
  bag = gw_json_members_new ();
  gw_json_members_set (bag, "pixel_base", "\"devkit\"", -1);
  reader->head->bag = gw_json_members_put_bag (bag, NULL, "voc");
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);
  gboolean is_folder;

  reader->state = state;
  state->splits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!gw_source_check (reader->source, &is_folder, error))
    return FALSE;
  if (is_folder)
    {
      state->folder = gw_xml_files_find_folder (reader->source);
      state->files = gw_xml_files_list (state->folder, 0);
      read_splits (reader);
    }
  else
    {
      state->folder = g_path_get_dirname (reader->source);
      state->files = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (state->files, g_path_get_basename (reader->source));
    }
  if (state->files->len == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: there is no XML file in it."), reader->source);
      return FALSE;
    }
  state->declared = g_hash_table_new (NULL, NULL);
  state->classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!scan_files (reader, cancellable, error))
    return FALSE;
  find_pictures (reader, cancellable);
  keep_base (reader);
  reader->head->task = GW_TASK_BOXES;
  reader->head->has_task = TRUE;

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* A text as JSON. */
static void
set_text (GwJsonMembers *members, const char *key, const char *text)
{
  g_autoptr (GString) raw = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (raw, GW_JSON_WRITER_COMPACT);

  gw_json_writer_string (json, text);
  if (gw_json_writer_finish (json, NULL))
    gw_json_members_set (members, key, raw->str, (gssize) raw->len);
}

static void
keep_others (GwJsonMembers *members, const GPtrArray *others)
{
  for (guint i = 0; i + 1 < others->len; i += 2)
    set_text (members, g_ptr_array_index (others, i), g_ptr_array_index (others, i + 1));
}

typedef struct
{
  GwReader *reader;
  GwRecord *record;
  const GwVocAnnotation *annotation;
  const char *file;
} Reading;

static void
report (const Reading *reading, const GwVocObject *object, GwSeverity severity, GwOutcome outcome, const char *code,
        const char *text)
{
  gw_problems_report (reading->reader->problems, &(GwProblem) { .severity = severity,
                                                                .code = code,
                                                                .outcome = outcome,
                                                                .file = (char *) reading->file,
                                                                .line = object->line,
                                                                .image = reading->record->path,
                                                                .label = object->name,
                                                                .text = (char *) text,
                                                                .n_labels = outcome == GW_OUTCOME_LEFT_OUT ? 1 : 0 });
}

/* FALSE, told of, where a side is missing or no number. */
static gboolean
find_box (const Reading *reading, const GwVocObject *object, GwBox *box)
{
  const State *state = reading->reader->state;
  const double *sides = object->sides;
  const double base = state->devkit ? 1 : 0;
  double left, top, right, bottom;

  for (guint i = 0; i < GW_VOC_N_SIDES; i++)
    if (!isfinite (sides[i]))
      {
        report (reading, object, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "coord-not-finite",
                _ ("A side of the box is missing or no number. The object was left out."));
        return FALSE;
      }
  left = fmin (sides[GW_VOC_XMIN], sides[GW_VOC_XMAX]);
  right = fmax (sides[GW_VOC_XMIN], sides[GW_VOC_XMAX]);
  top = fmin (sides[GW_VOC_YMIN], sides[GW_VOC_YMAX]);
  bottom = fmax (sides[GW_VOC_YMIN], sides[GW_VOC_YMAX]);
  if (sides[GW_VOC_XMIN] > sides[GW_VOC_XMAX] || sides[GW_VOC_YMIN] > sides[GW_VOC_YMAX])
    report (reading, object, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "box-swapped",
            _ ("A box ends before it begins. Its corners were put in order."));
  *box = (GwBox) { left - base, top - base, right - left + base, bottom - top + base };
  return TRUE;
}

/* What is known only here, for the way back. (transfer full) (nullable) */
static char *
make_object_bag (const GwVocObject *object)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_new ();

  keep_others (members, object->others);
  if (object->whole >= 0)
    gw_json_members_set (members, "part", "true", -1);
  if (object->actions->len > 0)
    {
      g_autoptr (GString) raw = g_string_new (NULL);
      g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (raw, GW_JSON_WRITER_COMPACT);

      gw_json_writer_begin_array (json);
      for (guint i = 0; i + 1 < object->actions->len; i += 2)
        gw_json_writer_string (json, g_ptr_array_index (object->actions, i));
      gw_json_writer_end_array (json);
      if (gw_json_writer_finish (json, NULL))
        gw_json_members_set (members, "actions", raw->str, (gssize) raw->len);
    }
  return gw_json_members_get_n (members) > 0 ? gw_json_members_put_bag (members, NULL, "voc") : NULL;
}

/* Parts stand behind what they belong to. */
static gboolean
has_parts (const GwVocAnnotation *annotation, guint index)
{
  return index + 1 < annotation->objects->len
         && ((GwVocObject *) g_ptr_array_index (annotation->objects, index + 1))->whole == (int) index;
}

static void
take_object (const Reading *reading, guint index)
{
  const GwVocObject *voc = g_ptr_array_index (reading->annotation->objects, index);
  const State *state = reading->reader->state;
  GwRecord *record = reading->record;
  GwObject *object;
  g_autofree char *bag = NULL;
  gint class_id;
  GwBox box;

  reading->reader->counts.labels++;
  if (!find_box (reading, voc, &box))
    return;
  class_id = voc->name != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (state->classes, voc->name)) : 0;
  if (class_id == 0)
    {
      report (reading, voc, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "class-unknown",
              _ ("The object has no class, or one whose name cannot be one. It was left out."));
      return;
    }
  object = gw_object_new (0, class_id);
  gw_object_set_box (object, box.x, box.y, box.width, box.height);
  gw_object_set_flags (object, voc->flags);
  if (voc->pose != NULL && voc->pose[0] != '\0' && strcmp (voc->pose, GW_VOC_NO_POSE) != 0)
    gw_object_set_attribute (object, "pose", voc->pose);
  for (guint i = 0; i + 1 < voc->actions->len; i += 2)
    gw_object_set_attribute (object, g_ptr_array_index (voc->actions, i), g_ptr_array_index (voc->actions, i + 1));
  if (voc->whole >= 0 || has_parts (reading->annotation, index))
    gw_object_set_group (object, (voc->whole >= 0 ? voc->whole : (int) index) + 1);
  bag = make_object_bag (voc);
  gw_object_set_bag (object, bag);
  gw_object_set_z (object, (int) record->objects->len);
  g_ptr_array_add (record->objects, object);
  _gw_record_add_place (record, voc->line);
}

static gboolean
has_picture (const State *state, const char *path)
{
  g_autofree char *file = state->pictures != NULL
                              ? g_build_filename (gw_picture_stems_get_folder (state->pictures), path, NULL)
                              : NULL;

  return file != NULL && g_file_test (file, G_FILE_TEST_IS_REGULAR);
}

/* As the file names it, in the folder that the XML file is in below the others; else the
 * picture that is called like the XML file. stem: with that folder.
 */
static char *
choose_path (const State *state, const GwVocAnnotation *annotation, const char *stem)
{
  const char *by_stem = state->pictures != NULL ? gw_picture_stems_get (state->pictures, stem) : NULL;
  g_autofree char *folder = g_path_get_dirname (stem);
  g_autofree char *told = annotation->filename != NULL && annotation->filename[0] != '\0'
                              ? gw_path_tail (annotation->filename, -1, NULL)
                              : NULL;
  g_autofree char *named = NULL;

  if (told != NULL && strcmp (folder, ".") != 0)
    named = g_build_filename (folder, gw_path_basename (told), NULL);
  else
    named = g_strdup (told);
  if (named != NULL && (has_picture (state, named) || by_stem == NULL))
    return g_steal_pointer (&named);
  return g_strdup (by_stem != NULL ? by_stem : stem);
}

/* Lists name images with their folder, or without where there are none. */
static const char *
find_split (const State *state, const char *stem)
{
  const char *split = g_hash_table_lookup (state->splits, stem);

  return split != NULL ? split : g_hash_table_lookup (state->splits, gw_path_basename (stem));
}

static GwRecord *
make_record (GwReader *reader, const GwVocAnnotation *annotation, const char *file, const char *stem)
{
  const State *state = reader->state;
  g_autofree char *path = choose_path (state, annotation, stem);
  GwRecord *record = gw_record_new (path);
  g_autoptr (GwJsonMembers) members = gw_json_members_new ();

  record->source = g_strdup (file);
  record->width = annotation->width;
  record->height = annotation->height;
  record->split = g_strdup (find_split (state, stem));
  record->labeled = TRUE;
  if (annotation->is_cut)
    gw_problems_add (reader->problems, GW_SEVERITY_WARNING, "limit", file, 0, path,
                     _ ("The file has more than 1000 elements of one thing that are not known. Others than these are "
                        "not written again."));
  keep_others (members, annotation->others);
  if (annotation->verified)
    gw_json_members_set (members, "verified", "true", -1);
  if (gw_json_members_get_n (members) > 0)
    record->bag = gw_json_members_put_bag (members, NULL, "voc");
  for (guint i = 0; i < annotation->objects->len; i++)
    take_object (&(Reading) { reader, record, annotation, file }, i);
  return record;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  while (state->next < state->files->len)
    {
      const char *name = g_ptr_array_index (state->files, state->next++);
      g_autofree char *file = g_build_filename (state->folder, name, NULL);
      g_autofree char *stem = _gw_path_get_stem (name);
      g_autoptr (GwVocAnnotation) annotation = NULL;
      g_autoptr (GError) failure = NULL;
      const char *code;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      _gw_reader_tell (reader, (guint64) state->files->len + state->next);
      reader->counts.images++;
      annotation = load (file, &code, &failure);
      if (annotation != NULL)
        return make_record (reader, annotation, file, stem);
      gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                                           .code = code,
                                                           .outcome = GW_OUTCOME_LEFT_OUT,
                                                           .file = file,
                                                           .image = stem,
                                                           .text = failure->message,
                                                           .n_images = 1 });
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
  g_hash_table_unref (state->splits);
  g_clear_pointer (&state->classes, g_hash_table_unref);
  g_clear_pointer (&state->declared, g_hash_table_unref);
  gw_picture_stems_free (state->pictures);
  g_free (state->folder);
  g_free (state);
}

const GwFormat gw_format_voc = {
  .name = "voc",
  .title = N_ ("Pascal VOC Boxes"),
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_NAMES_BY_STEM,
  .choices = GW_READ_CHOICE_PIXEL_BASE,
  .write_choices = GW_WRITE_CHOICE_PIXEL_BASE,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .measure_loss = gw_voc_measure_loss,
  .create = gw_voc_writer_create,
  .write = gw_voc_writer_write,
  .finish = gw_voc_writer_finish,
  .destroy = gw_voc_writer_destroy,
};
