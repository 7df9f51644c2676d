/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-formats.h"
#include "gw-json-values.h"
#include "gw-path.h"
#include "gw-reader-private.h"
#include "gw-voc-annotation.h"
#include "gw-voc-listed.h"
#include "gw-voc-masks.h"
#include "gw-voc-names.h"
#include "gw-voc-writer.h"
#include "gw-writer-private.h"
#include "gw-xml-set.h"

/* Pascal VOC (spec formats 4): an XML file for each picture, in Annotations beside JPEGImages,
 * beside the pictures, or in a folder of its own; what ImageSets says of the images; and masks of
 * the same objects. Masks alone are another format.
 */
typedef struct
{
  GwXmlSet set;
  char *root;          /* in which lists and masks are */
  GwVocLists *lists;   /* (nullable): of ImageSets/Main */
  GwVocListed *listed; /* (nullable): images that lists name */
  GwVocMasks *masks;   /* (nullable) */
  gboolean devkit;     /* coordinates count from 1, and the last pixel belongs to the box */
} State;

static gpointer
parse (const char *text, gsize length, const char **code, GError **error)
{
  return gw_voc_annotation_parse (text, length, code, error);
}

static void
free_document (gpointer document)
{
  gw_voc_annotation_free (document);
}

static gsize
measure (gconstpointer document)
{
  return gw_voc_annotation_measure (document);
}

static const char *const tags[] = { "<annotation", "<bndbox", NULL };
static const GwXmlKind kind = { parse, free_document, measure, tags };

/* --- detection --------------------------------------------------------------------------- */

typedef struct
{
  guint n_known;
  guint n_boxes;
} Sample;

static gboolean
has_boxes (const GwVocAnnotation *annotation)
{
  for (guint i = 0; i < annotation->objects->len; i++)
    if (!isnan (((GwVocObject *) g_ptr_array_index (annotation->objects, i))->sides[GW_VOC_XMIN]))
      return TRUE;
  return FALSE;
}

static void
look_at (gpointer document, const char *file, gpointer data)
{
  Sample *sample = data;

  sample->n_known++;
  sample->n_boxes += has_boxes (document) ? 1 : 0;
}

/* A person may name the folder of the files of a set. (transfer full) */
static char *
find_root (const char *source)
{
  g_autofree char *absolute = g_canonicalize_filename (source, NULL);
  g_autofree char *name = g_path_get_basename (absolute);

  return strcmp (name, "Annotations") == 0 ? g_path_get_dirname (absolute) : g_strdup (source);
}

/* Images that have no objects need no XML files. */
static gboolean
has_lists (const char *source)
{
  g_autofree char *folder = g_build_filename (source, "ImageSets", "Main", NULL);

  return g_file_test (folder, G_FILE_TEST_IS_DIR);
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  Sample sample = { 0 };
  const guint n_broken = gw_xml_set_sample (&kind, source, is_folder, look_at, &sample);

  if (sample.n_known == 0 && n_broken > 0)
    {
      out->confidence = 60;
      g_snprintf (out->reason, sizeof out->reason, "%s", _ ("It has XML files of Pascal VOC that cannot be read."));
      return;
    }
  if (sample.n_known == 0 && is_folder && has_lists (source))
    {
      out->confidence = 60;
      g_snprintf (out->reason, sizeof out->reason, "%s", _ ("It has lists of images of Pascal VOC."));
    }
  if (sample.n_known == 0)
    return;
  out->confidence = sample.n_boxes > 0 ? 90 : 40;
  g_snprintf (out->reason, sizeof out->reason, "%s", _ ("It has XML files with boxes of Pascal VOC."));
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
           "pixel in. They were read as those of tools. Choose the other way under “How it is read”, or with --pixel-base devkit."));
}

/* --- opening -------------------------------------------------------------------------------------- */

typedef struct
{
  GwReader *reader;
  Judgement judgement;
} Scan;

static void
scan_file (gpointer document, const char *file, gpointer data)
{
  const GwVocAnnotation *annotation = document;
  Scan *scan = data;
  State *state = scan->reader->state;

  for (guint i = 0; i < annotation->objects->len; i++)
    {
      const GwVocObject *object = g_ptr_array_index (annotation->objects, i);

      if (object->name != NULL)
        gw_xml_set_note_class (&state->set, scan->reader, object->name, file, object->line);
    }
  judge (annotation, &scan->judgement);
}

/* What lists say of images, those without a file as well. */
static gboolean
read_lists (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  state->lists = gw_voc_lists_read (state->root, "ImageSets/Main", reader->problems, reader->options.work, cancellable,
                                    error);
  if (state->lists == NULL)
    return FALSE;
  state->listed = gw_voc_listed_new (state->lists);
  gw_voc_listed_set_files (state->listed, state->set.files);

  return TRUE;
}

/* After those of files. */
static void
note_listed_classes (GwReader *reader)
{
  State *state = reader->state;
  const GPtrArray *classes = state->lists != NULL ? gw_voc_lists_get_classes (state->lists) : NULL;

  for (guint i = 0; classes != NULL && i < classes->len; i++)
    gw_xml_set_note_class (&state->set, reader, g_ptr_array_index (classes, i), reader->source, 0);
}

/* For an export to the same format. */
static void
keep_head (GwReader *reader)
{
  const State *state = reader->state;
  g_autoptr (GwJsonMembers) bag = gw_json_members_new ();
  g_autoptr (GwJsonMembers) parts = gw_voc_names_read_parts (state->root);
  g_autofree char *others = g_steal_pointer (&reader->head->bag);

  if (state->devkit)
    gw_json_members_set (bag, "pixel_base", "\"devkit\"", -1);
  if (state->masks != NULL)
    gw_json_members_set (bag, "masks", "true", -1);
  if (state->lists != NULL && gw_voc_lists_get_classes (state->lists)->len > 0)
    gw_json_members_set (bag, "class_lists", "true", -1);
  if (gw_json_members_get_n (parts) > 0)
    {
      g_autofree char *text = gw_json_members_to_text (parts);

      gw_json_members_set (bag, "labelmap", text, -1);
    }
  reader->head->bag = gw_json_members_get_n (bag) > 0 ? gw_json_members_put_bag (bag, others, "voc")
                                                      : g_steal_pointer (&others);
}

/* FALSE where it was cancelled. */
static gboolean
open_masks (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  g_autoptr (GError) failure = NULL;

  if (reader->options.segmentation == GW_SEGMENTATION_WITHOUT || !gw_voc_masks_are_there (state->root))
    return TRUE;
  state->masks = gw_voc_masks_open (reader, state->root, &state->set, cancellable, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  static const char *const usual[] = { ".", "../JPEGImages", "../images", "JPEGImages", "images", "." };
  gsize first;
  State *state = g_new0 (State, 1);
  Scan scan = { .reader = reader };

  reader->state = state;
  state->root = find_root (reader->source);
  reader->has_masks = gw_voc_masks_are_there (state->root);
  if (!gw_xml_set_open (&state->set, &kind, reader->source, has_lists (reader->source), reader->options.work,
                        cancellable, error)
      || (g_file_test (reader->source, G_FILE_TEST_IS_DIR) && !read_lists (reader, cancellable, error)))
    return FALSE;
  gw_voc_names_read (&state->set, reader, state->root);
  if (!gw_xml_set_scan (&state->set, reader, scan_file, &scan, cancellable, error))
    return FALSE;
  choose_base (reader, &scan.judgement);
  note_listed_classes (reader);
  if (!open_masks (reader, cancellable, error))
    return FALSE;
  /* Pictures lie beside files, where there are any of these. */
  first = state->set.files->len > 0 ? 0 : 1;
  gw_xml_set_find_pictures (&state->set, reader, usual + first, G_N_ELEMENTS (usual) - 1,
                            state->listed != NULL ? gw_voc_listed_get_stems (state->listed) : NULL, cancellable);
  keep_head (reader);
  reader->head->task = state->masks != NULL ? GW_TASK_MASKS : GW_TASK_BOXES;
  reader->head->has_task = TRUE;

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* --- objects -------------------------------------------------------------------------------------- */

static void
keep_others (GwJsonMembers *members, const GPtrArray *others)
{
  for (guint i = 0; others != NULL && i + 1 < others->len; i += 2)
    gw_json_members_set_string (members, g_ptr_array_index (others, i), g_ptr_array_index (others, i + 1));
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
  if (object->actions != NULL)
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

/* NULL, told of, where it cannot be used. (transfer none) */
static GwObject *
take_object (const Reading *reading, guint index)
{
  const GwVocObject *voc = g_ptr_array_index (reading->annotation->objects, index);
  const State *state = reading->reader->state;
  GwRecord *record = reading->record;
  GwObject *object;
  g_autofree char *bag = NULL;
  gint64 class_id;
  GwBox box;

  reading->reader->counts.labels++;
  if (!find_box (reading, voc, &box))
    return NULL;
  class_id = gw_xml_set_find_class (&state->set, voc->name);
  if (class_id == 0)
    {
      report (reading, voc, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "class-unknown",
              _ ("The object has no class, or one whose name cannot be one. It was left out."));
      return NULL;
    }
  object = gw_object_new (0, class_id);
  gw_object_set_box (object, box.x, box.y, box.width, box.height);
  gw_object_set_flags (object, voc->flags);
  if (voc->pose != NULL)
    gw_object_set_attribute (object, "pose", voc->pose);
  for (guint i = 0; voc->actions != NULL && i + 1 < voc->actions->len; i += 2)
    gw_object_set_attribute (object, g_ptr_array_index (voc->actions, i), g_ptr_array_index (voc->actions, i + 1));
  if (voc->whole >= 0 || has_parts (reading->annotation, index))
    gw_object_set_group (object, (voc->whole >= 0 ? voc->whole : (int) index) + 1);
  bag = make_object_bag (voc);
  gw_object_set_bag (object, bag);
  gw_object_set_z (object, (int) record->objects->len);
  g_ptr_array_add (record->objects, object);
  _gw_record_add_place (record, voc->line);

  return object;
}

static gboolean
has_picture (const State *state, const char *path)
{
  g_autofree char *file = state->set.pictures != NULL
                              ? g_build_filename (gw_picture_stems_get_folder (state->set.pictures), path, NULL)
                              : NULL;

  return file != NULL && g_file_test (file, G_FILE_TEST_IS_REGULAR);
}

/* As the file names it, in the folder that the XML file is in below the others; else the
 * picture that is called like the XML file. stem: with that folder.
 */
static char *
choose_path (const State *state, const GwVocAnnotation *annotation, const char *stem)
{
  const char *by_stem = state->set.pictures != NULL ? gw_picture_stems_get (state->set.pictures, stem) : NULL;
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

static void
report_losses (const Reading *reading)
{
  const GwVocAnnotation *annotation = reading->annotation;

  if (annotation->is_cut)
    gw_problems_add (reading->reader->problems, GW_SEVERITY_WARNING, "limit", reading->file, 0, reading->record->path,
                     _ ("The file has more than 1000 elements of one thing that are not known. Others than these are "
                        "not written again."));
  if (annotation->has_more)
    gw_problems_add (reading->reader->problems, GW_SEVERITY_INFO, "label-foreign", reading->file, 0,
                     reading->record->path,
                     _ ("Elements of the file have XML attributes that Pascal VOC does not know. They are not written "
                        "again."));
}

/* (transfer full): a set of class ids, as pointers */
static GHashTable *
list_classes (const GwRecord *record)
{
  GHashTable *classes = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < record->objects->len; i++)
    g_hash_table_add (classes,
                      GINT_TO_POINTER ((gint) gw_object_get_class_id (g_ptr_array_index (record->objects, i))));
  return classes;
}

/* Classes that lists tell of the image, and that are not in it. told: those that are */
static void
add_absent (const State *state, GwRecord *record, const GArray *lists, GHashTable *told)
{
  for (guint i = 0; i < lists->len; i++)
    {
      const GwVocTold *list = &g_array_index (lists, GwVocTold, i);
      const char *name = g_ptr_array_index (gw_voc_lists_get_classes (state->lists), list->class_index);
      const GwLabel label = { gw_xml_set_find_class (&state->set, name), NAN };

      if (list->state != GW_VOC_ABSENT || label.class_id == 0
          || !g_hash_table_add (told, GINT_TO_POINTER ((gint) label.class_id)))
        continue;
      if (record->absent == NULL)
        record->absent = g_array_new (FALSE, FALSE, sizeof (GwLabel));
      g_array_append_val (record->absent, label);
    }
}

/* Classes that lists tell of the image and objects do not are labels of it, or are not in it. members
 * gets those that count neither way.
 */
static void
add_labels (GwReader *reader, GwRecord *record, const char *stem, GwJsonMembers *members)
{
  const State *state = reader->state;
  const GArray *lists = state->lists != NULL ? gw_voc_lists_get_told (state->lists, stem) : NULL;
  g_autoptr (GHashTable) told = NULL;
  g_autoptr (GString) difficult = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = NULL;
  guint n_difficult = 0;

  if (lists == NULL)
    return;
  told = list_classes (record);
  json = gw_json_writer_new_for_string (difficult, GW_JSON_WRITER_COMPACT);
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < lists->len; i++)
    {
      const GwVocTold *list = &g_array_index (lists, GwVocTold, i);
      const char *name = g_ptr_array_index (gw_voc_lists_get_classes (state->lists), list->class_index);
      const GwLabel label = { gw_xml_set_find_class (&state->set, name), NAN };

      if (list->state == GW_VOC_ABSENT || label.class_id == 0
          || !g_hash_table_add (told, GINT_TO_POINTER ((gint) label.class_id)))
        continue;
      reader->counts.labels++;
      g_array_append_val (record->labels, label);
      if (list->state == GW_VOC_DIFFICULT)
        {
          gw_json_writer_string (json, name);
          n_difficult++;
        }
    }
  add_absent (state, record, lists, told);
  gw_json_writer_end_array (json);
  if (n_difficult > 0 && gw_json_writer_finish (json, NULL))
    gw_json_members_set (members, "difficult_labels", difficult->str, (gssize) difficult->len);
}

static void
take_image (GwReader *reader, GwRecord *record, const GwVocAnnotation *annotation)
{
  static const char *const verified[] = { GW_VOC_VERIFIED, NULL };

  record->width = annotation->width;
  record->height = annotation->height;
  record->labeled = TRUE;
  if (annotation->verified)
    record->tags = g_strdupv ((GStrv) verified);
}

/* NULL with error set. */
static GwRecord *
make_record (GwReader *reader, const GwVocAnnotation *annotation, const char *file, const char *stem,
             GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  g_autofree char *path = choose_path (state, annotation, stem);
  g_autoptr (GwRecord) record = gw_record_new (path);
  g_autoptr (GwJsonMembers) members = gw_json_members_new ();
  g_autoptr (GPtrArray) wholes = g_ptr_array_new ();
  const Reading reading = { reader, record, annotation, file };

  record->source = g_strdup (file);
  if (state->lists != NULL)
    record->split = g_strdup (gw_voc_lists_find_split (state->lists, stem));
  if (state->listed != NULL)
    gw_voc_listed_note_read (state->listed, stem);
  take_image (reader, record, annotation);
  report_losses (&reading);
  keep_others (members, annotation->others);
  for (guint i = 0; i < annotation->objects->len; i++)
    {
      GwObject *object = take_object (&reading, i);

      if (((const GwVocObject *) g_ptr_array_index (annotation->objects, i))->whole < 0)
        g_ptr_array_add (wholes, object);
    }
  if (state->masks != NULL && !gw_voc_masks_join (state->masks, record, stem, wholes, cancellable, error))
    return NULL;
  add_labels (reader, record, stem, members);
  if (gw_json_members_get_n (members) > 0)
    record->bag = gw_json_members_put_bag (members, NULL, "voc");

  return g_steal_pointer (&record);
}

/* --- images without a file ---------------------------------------------------------------------- */

/* An image that only lists name: where its picture is there, or lists of classes tell of it. file
 * (nullable): before that.
 */
static GwRecord *
next_listed (GwReader *reader, const char *file)
{
  State *state = reader->state;
  const char *stem;

  while (state->listed != NULL && (stem = gw_voc_listed_next (state->listed, file)) != NULL)
    {
      const char *picture = state->set.pictures != NULL ? gw_picture_stems_get (state->set.pictures, stem) : NULL;
      g_autoptr (GwJsonMembers) members = NULL;
      GwRecord *record;

      if (picture == NULL && gw_voc_lists_get_told (state->lists, stem) == NULL)
        continue;
      record = gw_record_new (picture != NULL ? picture : stem);
      members = gw_json_members_new ();
      record->split = g_strdup (gw_voc_lists_find_split (state->lists, stem));
      record->labeled = gw_voc_lists_get_told (state->lists, stem) != NULL;
      reader->counts.images++;
      add_labels (reader, record, stem, members);
      if (gw_json_members_get_n (members) > 0)
        record->bag = gw_json_members_put_bag (members, NULL, "voc");
      return record;
    }
  return NULL;
}

/* One whose place is before the next file. Of which images there are masks is known only when all
 * files have been read.
 */
static GwRecord *
next_between (GwReader *reader)
{
  const State *state = reader->state;

  return state->masks == NULL && state->set.next < state->set.files->len
             ? next_listed (reader, g_ptr_array_index (state->set.files, state->set.next))
             : NULL;
}

/* An image of which there are masks, but no XML file. */
static GwRecord *
next_masks (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  GwRecord *record = gw_voc_masks_next (state->masks, cancellable, error);

  if (record != NULL && state->listed != NULL)
    {
      g_autofree char *stem = _gw_path_get_stem (record->path);

      if (record->split == NULL)
        record->split = g_strdup (gw_voc_lists_find_split (state->lists, stem));
      gw_voc_listed_note_read (state->listed, stem);
    }
  return record;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  g_autofree char *file = NULL;
  g_autofree char *stem = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GwVocAnnotation) annotation = NULL;
  GwRecord *record = next_between (reader);

  if (record != NULL)
    return record;
  annotation = gw_xml_set_next (&state->set, reader, &file, &stem, cancellable, &failure);
  if (annotation != NULL)
    return make_record (reader, annotation, file, stem, cancellable, error);
  if (failure == NULL && state->masks != NULL)
    record = next_masks (reader, cancellable, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return record != NULL ? record : next_listed (reader, NULL);
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  gw_xml_set_clear (&state->set);
  g_free (state->root);
  if (state->listed != NULL && !gw_voc_listed_is_done (state->listed))
    gw_voc_lists_let_go (g_steal_pointer (&state->lists));
  gw_voc_listed_free (state->listed);
  gw_voc_lists_free (state->lists);
  gw_voc_masks_free (state->masks);
  g_free (state);
}

const GwFormat gw_format_voc = {
  .name = "voc",
  .title = N_ ("Pascal VOC"),
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_NAMES_BY_STEM,
  .choices = GW_READ_CHOICE_PIXEL_BASE | GW_READ_CHOICE_SEGMENTATION | GW_READ_CHOICE_REGIONS | GW_READ_CHOICE_CLASSES,
  .write_choices = GW_WRITE_CHOICE_PIXEL_BASE | GW_WRITE_CHOICE_SEGMENTATION,
  .class_parts = GW_CLASS_PART_UNUSED,
  .empty_images = GW_EMPTY_IMAGES_KEPT,
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
