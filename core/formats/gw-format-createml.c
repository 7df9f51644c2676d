/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-createml-entry.h"
#include "gw-createml-writer.h"
#include "gw-file-name.h"
#include "gw-formats.h"
#include "gw-image-info.h"
#include "gw-json-files.h"
#include "gw-json-sketch.h"
#include "gw-path.h"
#include "gw-read-place.h"

/* CreateML (spec formats 14): a JSON list with an entry for each image, beside the pictures;
 * one for each part of the images, in its folder. Boxes are their center and size in pixels,
 * but for files of programs that write the corner: it is told by which of both leaves the
 * pictures more often. The files are read twice: for their classes and this, and for the
 * records, one at a time.
 */
typedef struct
{
  GwJsonFiles *files;
  GwClassNames *classes;
  gboolean corner;
} State;

/* Files that detection looks into; pictures whose sizes are read, to tell what boxes are; how
 * many pixels a box may reach beyond the border before it counts.
 */
#define MOST_DETECTED 16
#define MOST_MEASURED 2000
#define SLACK 1.0

/* --- detection ------------------------------------------------------------------------ */

static gboolean
is_createml (const char *name, const char *start, gsize n_start)
{
  g_autoptr (GwJsonSketch) sketch = gw_json_sketch_new (start, n_start);

  if (sketch->first != '[' || gw_json_sketch_has (sketch, "[].image_id"))
    return FALSE;
  if (!gw_json_sketch_has (sketch, "[].image") && !gw_json_sketch_has (sketch, "[].imagefilename")
      && !gw_json_sketch_has (sketch, "[].imageURL"))
    return FALSE;
  return gw_json_sketch_has (sketch, "[].annotations") || gw_json_sketch_has (sketch, "[].annotation");
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  if (is_folder)
    {
      g_autoptr (GPtrArray) files = gw_label_files_find (source, ".json", is_createml, MOST_DETECTED);

      if (files->len == 0)
        return;
    }
  else if (!is_createml (source, start, n_start))
    return;
  out->confidence = 92;
  g_snprintf (out->reason, sizeof out->reason, "%s", _ ("It has a JSON list of images with annotations, as CreateML."));
}

/* --- the first time through ------------------------------------------------------------- */

typedef struct
{
  guint n_boxes;
  guint n_center; /* boxes that leave the picture when read as center and size */
  guint n_corner;
  guint n_measured; /* pictures */
} Trial;

/* 0 × 0 where nothing tells. */
static void
find_size (GwReader *reader, const char *path, Trial *trial, int *width, int *height)
{
  g_autofree char *clean = gw_path_tail (path, -1, NULL);
  g_autofree char *file = clean != NULL && reader->images_dir != NULL
                              ? g_build_filename (reader->images_dir, clean, NULL)
                              : NULL;
  GwImageInfo info;
  guint known;

  *width = *height = 0;
  if (clean != NULL && reader->options.known_images != NULL
      && gw_image_table_find (reader->options.known_images, clean, &known) > GW_MATCH_AMBIGUOUS)
    {
      *width = gw_image_table_get (reader->options.known_images, known)->width;
      *height = gw_image_table_get (reader->options.known_images, known)->height;
    }
  else if (file != NULL && trial->n_measured < MOST_MEASURED && gw_image_info_read_file (file, &info, NULL))
    {
      trial->n_measured++;
      *width = info.width;
      *height = info.height;
    }
}

static gboolean
leaves (double x, double y, double box_width, double box_height, int width, int height)
{
  return x < -SLACK || y < -SLACK || (width > 0 && x + box_width > width + SLACK)
         || (height > 0 && y + box_height > height + SLACK);
}

static void
try_boxes (GwReader *reader, const GwLabelFile *file, const GwCreatemlEntry *entry, Trial *trial)
{
  g_autofree char *path = gw_label_file_get_path (file, entry->image);
  int width, height;

  if (entry->labels->len == 0)
    return;
  find_size (reader, path, trial, &width, &height);
  for (guint i = 0; i < entry->labels->len; i++)
    {
      const GwCreatemlLabel *label = g_ptr_array_index (entry->labels, i);
      const double *box = label->box;

      if (label->whole || label->bad != NULL)
        continue;
      trial->n_boxes++;
      trial->n_corner += leaves (box[0], box[1], box[2], box[3], width, height) ? 1 : 0;
      trial->n_center += leaves (box[0] - box[2] / 2, box[1] - box[3] / 2, box[2], box[3], width, height) ? 1 : 0;
    }
}

static void
choose_origin (GwReader *reader, const Trial *trial)
{
  State *state = reader->state;
  g_autofree char *text = NULL;

  state->corner = reader->options.box_origin == GW_BOX_ORIGIN_CORNER;
  if (reader->options.box_origin != GW_BOX_ORIGIN_AUTO || trial->n_boxes == 0 || trial->n_center < trial->n_corner)
    return;
  state->corner = trial->n_corner < trial->n_center;
  if (state->corner)
    text = g_strdup_printf (
        ngettext ("Read as their center, as CreateML means them, %u box leaves its picture; read as their corner, %u. "
                  "They were read as their corner. Choose the other under “How it is read”, or with --box-origin "
                  "center.",
                  "Read as their center, as CreateML means them, %u boxes leave their pictures; read as their corner, "
                  "%u. They were read as their corner. Choose the other under “How it is read”, or with --box-origin "
                  "center.",
                  trial->n_center),
        trial->n_center, trial->n_corner);
  else
    text = g_strdup (_ ("The places of boxes may be their center or their corner; both fit. They were read as their "
                        "center, as CreateML means them. Choose the other under “How it is read”, or with --box-origin "
                        "corner."));
  gw_problems_report (reader->problems,
                      &(GwProblem) { .severity = state->corner ? GW_SEVERITY_WARNING : GW_SEVERITY_INFO,
                                     .outcome = state->corner ? GW_OUTCOME_CHANGED : GW_OUTCOME_KEPT,
                                     .code = "origin-ambiguous",
                                     .file = reader->source,
                                     .text = text });
}

typedef struct
{
  GwReader *reader;
  Trial trial;
} Scan;

static void
scan_entry (const GwLabelFile *file, const GwJsonEntry *value, const GwJsonMembers *others, gpointer data)
{
  Scan *scan = data;
  State *state = scan->reader->state;
  g_autoptr (GwCreatemlEntry) entry = value != NULL && value->key == NULL
                                          ? gw_createml_entry_parse (value->raw, value->length)
                                          : NULL;

  if (entry == NULL || entry->image == NULL)
    return;
  for (guint i = 0; i < entry->labels->len; i++)
    {
      const GwCreatemlLabel *label = g_ptr_array_index (entry->labels, i);

      if (label->label != NULL)
        gw_class_names_ensure (state->classes, label->label, NULL, file->file, value->line);
    }
  try_boxes (scan->reader, file, entry, &scan->trial);
}

static char *
get_image (const GwJsonEntry *value)
{
  g_autoptr (GwCreatemlEntry) entry = gw_createml_entry_parse (value->raw, value->length);

  return entry != NULL ? g_steal_pointer (&entry->image) : NULL;
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);
  Scan scan = { .reader = reader };

  reader->state = state;
  state->classes = gw_class_names_new (reader);
  state->files = gw_json_files_new (reader, ".json", is_createml, NULL, NULL, error);
  if (state->files == NULL)
    return FALSE;
  gw_json_files_find_pictures (state->files, get_image);
  if (!gw_json_files_scan (state->files, scan_entry, &scan, cancellable, error))
    return FALSE;
  choose_origin (reader, &scan.trial);
  reader->head->task = GW_TASK_BOXES;
  reader->head->has_task = scan.trial.n_boxes > 0;
  return TRUE;
}

/* --- records ------------------------------------------------------------------------------ */

static const char *
explain (const char *code)
{
  return g_str_equal (code, "coord-not-finite")
             ? _ ("A coordinate of the box is missing or no number. The box was left out.")
             : _ ("The annotation or its coordinates are no object. It was left out.");
}

static void
take_label (GwReadPlace *place, const GwCreatemlLabel *label)
{
  const State *state = place->reader->state;
  const double *box = label->box;
  const gint64 class_id = label->label != NULL ? gw_class_names_find (state->classes, label->label) : 0;
  GwShape shape;

  place->reader->counts.labels++;
  if (label->bad != NULL)
    gw_read_place_reject (place, label->bad, label->label, explain (label->bad));
  else if (class_id == 0)
    gw_read_place_reject (place, "class-unknown", NULL,
                          _ ("The annotation has no label that can be a class. It was left out."));
  else if (label->whole)
    g_array_append_vals (place->record->labels, &(GwLabel) { class_id, NAN }, 1);
  else
    {
      const double part = state->corner ? 0 : 0.5;

      gw_shape_init_box (&shape, box[0] - box[2] * part, box[1] - box[3] * part, box[2], box[3]);
      gw_object_set_bag (gw_read_place_add (place, class_id, &shape), label->bag);
    }
}

/* The folder that a file is in is a part of the images, unless it is called as that of all. */
static char *
get_split (const GwLabelFile *file)
{
  static const char *const usual[] = { "", "annotations", "data", "images", "img", "imgs", "labels", NULL };

  return g_strv_contains (usual, file->folder) ? NULL : gw_file_name_unescape (file->folder);
}

/* NULL, told of, where the entry is none of an image. */
static GwRecord *
make_record (GwReader *reader, const GwLabelFile *file, const GwJsonEntry *value)
{
  g_autoptr (GwCreatemlEntry) entry = value->key == NULL ? gw_createml_entry_parse (value->raw, value->length) : NULL;
  g_autofree char *pointer = gw_json_entry_get_pointer (value, NULL);
  GwReadPlace place = { reader, file->file, NULL, value->line, pointer };

  if (entry == NULL || entry->image == NULL || entry->image[0] == '\0')
    {
      gw_read_place_reject_image (&place, "value-type", _ ("An entry names no image. It was left out."));
      return NULL;
    }
  place.record = gw_record_new (NULL);
  place.record->path = gw_label_file_get_path (file, entry->image);
  place.record->line = value->line;
  place.record->split = get_split (file);
  place.record->labeled = entry->labels->len > 0 || reader->options.empty_means != GW_EMPTY_UNLABELED;
  place.record->bag = g_strdup (entry->bag);
  gw_read_place_check_keys (&place, &value->repeats);
  if (!entry->has_list)
    gw_read_place_report (&place, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, "value-type", NULL,
                          _ ("The entry of an image has no annotations."));
  for (guint i = 0; i < entry->labels->len; i++)
    {
      const GwCreatemlLabel *label = g_ptr_array_index (entry->labels, i);
      g_autofree char *inner = g_strdup_printf ("%s/annotations/%" G_GUINT64_FORMAT, pointer, label->index);
      GwReadPlace one = { reader, file->file, place.record, value->line, inner };

      take_label (&one, label);
    }
  return place.record;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  const GwLabelFile *file;
  GwJsonEntry value;

  while (gw_json_files_next (state->files, &file, &value, cancellable, error))
    {
      GwRecord *record = make_record (reader, file, &value);

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
  gw_class_names_free (state->classes);
  g_free (state);
}

const GwFormat gw_format_createml = {
  .name = "createml",
  .title = N_ ("CreateML"),
  .file_name = "annotations.json",
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER,
  .choices = GW_READ_CHOICE_BOX_ORIGIN | GW_READ_CHOICE_EMPTY,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .measure_loss = gw_createml_measure_loss,
  .create = gw_createml_writer_create,
  .write = gw_createml_writer_write,
  .finish = gw_createml_writer_finish,
  .destroy = gw_createml_writer_destroy,
};
