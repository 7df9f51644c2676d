/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-formats.h"
#include "gw-image-info.h"
#include "gw-path.h"
#include "gw-reader-private.h"
#include "gw-yolo-layout.h"
#include "gw-yolo-line.h"
#include "gw-yolo-writer.h"

/* YOLO detect and segment (spec formats 5): a text file for each picture, with
 * fractions of its size; so pictures must be there.
 */
typedef struct
{
  GwYoloLayout *layout;
  guint next;
  GArray *classes; /* of gint64: class id by number, 0: a gap */
  gboolean segment;
} State;

/* Label files that detection looks into. */
#define SAMPLE 50

static gboolean
looks_like_segments (GwYoloLayout *layout)
{
  guint looked = 0;

  for (guint i = 0; i < layout->items->len && looked < SAMPLE; i++)
    {
      const GwYoloItem *item = g_ptr_array_index (layout->items, i);
      gsize length;
      g_autofree char *text = item->labels != NULL ? _gw_reader_load_file (item->labels, &length, NULL) : NULL;
      g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;

      if (text == NULL)
        continue;
      looked++;
      for (gsize k = 0; lines[k] != NULL; k++)
        if (gw_yolo_line_count (lines[k], strlen (lines[k])) >= 7)
          return TRUE;
    }

  return FALSE;
}

static void
detect_either (const char *source, gboolean is_folder, gboolean segment, GwDetection *out)
{
  g_autoptr (GwYoloLayout) layout = NULL;

  if (is_folder ? !gw_yolo_layout_is_likely (source)
                : !g_str_has_suffix (source, ".yaml") && !g_str_has_suffix (source, ".yml"))
    return;
  layout = gw_yolo_layout_find (source, NULL, NULL, NULL, NULL);
  if (layout == NULL || !layout->has_labels || layout->is_pose || looks_like_segments (layout) != segment)
    return;
  out->confidence = layout->names->len > 0 ? 85 : 70;
  g_snprintf (out->reason, sizeof out->reason,
              segment ? _ ("It has YOLO label files with polygons.") : _ ("It has YOLO label files with boxes."));
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  detect_either (source, is_folder, FALSE, out);
}

static void
detect_segment (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  detect_either (source, is_folder, TRUE, out);
}

/* --- reading -------------------------------------------------------------------- */

static void
make_classes (GwReader *reader, State *state)
{
  g_autoptr (GHashTable) declared = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < state->layout->names->len; i++)
    {
      const char *name = g_ptr_array_index (state->layout->names, i);
      g_autofree char *id = g_strdup_printf ("%u", i);
      GwClass *class = name != NULL ? _gw_reader_ensure_class (reader, name, id, declared, reader->source, 0) : NULL;
      gint64 class_id = class != NULL ? gw_class_get_id (class) : 0;

      g_array_append_val (state->classes, class_id);
    }
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);

  reader->state = state;
  state->classes = g_array_new (FALSE, FALSE, sizeof (gint64));
  state->segment = reader->format == &gw_format_yolo_segment;
  state->layout = gw_yolo_layout_find (reader->source, reader->options.images_dir, reader->options.classes_file,
                                       cancellable, error);
  if (state->layout == NULL)
    return FALSE;
  if (state->layout->names->len == 0)
    gw_problems_add (reader->problems, GW_SEVERITY_WARNING, "class-unknown", reader->source, 0, NULL,
                     _ ("There is no list of class names. Name a file of them, one a line."));
  make_classes (reader, state);
  reader->head->task = GW_TASK_BOXES;
  reader->head->has_task = !state->segment;
  if (reader->images_dir == NULL)
    reader->images_dir = g_strdup (state->layout->images_dir);

  return TRUE;
}

static void
report (GwReader *reader, const GwYoloItem *item, guint64 line, GwSeverity severity, const char *code, const char *text,
        guint n_images, guint n_labels)
{
  gw_problems_report (reader->problems,
                      &(GwProblem) { .severity = severity,
                                     .code = code,
                                     .outcome = severity == GW_SEVERITY_ERROR ? GW_OUTCOME_LEFT_OUT : GW_OUTCOME_KEPT,
                                     .file = item->labels != NULL ? item->labels : item->picture,
                                     .line = line,
                                     .image = item->path,
                                     .text = (char *) text,
                                     .n_images = n_images,
                                     .n_labels = n_labels });
}

static gint64
find_class (State *state, gint64 index)
{
  return index >= 0 && index < state->classes->len ? g_array_index (state->classes, gint64, (guint) index) : 0;
}

static void
read_line (GwReader *reader, const GwYoloItem *item, const char *text, guint64 number, GwRecord *record)
{
  State *state = reader->state;
  GwYoloLine line;
  const char *code, *sentence;
  GwObject *object;
  gint64 class_id;

  if (!gw_yolo_line_parse (text, strlen (text), state->segment, record->width, record->height, &line, &code, &sentence))
    {
      if (code == NULL)
        return;
      reader->counts.labels++;
      report (reader, item, number, GW_SEVERITY_ERROR, code, sentence, 0, 1);
      return;
    }

  reader->counts.labels++;
  class_id = find_class (state, line.index);
  if (class_id == 0)
    {
      g_autofree char *detail = g_strdup_printf (_ ("There is no name for class %" PRId64 ". The line was left out."),
                                                 line.index);

      report (reader, item, number, GW_SEVERITY_ERROR, "class-index-range", detail, 0, 1);
      gw_shape_clear (&line.shape);
      return;
    }
  object = gw_object_new (0, class_id);
  gw_object_take_shape (object, &line.shape);
  if (!isnan (line.score))
    gw_object_set_score (object, line.score);
  gw_object_set_z (object, (int) record->objects->len);
  g_ptr_array_add (record->objects, object);
  _gw_record_add_place (record, number);
}

static gboolean
read_labels (GwReader *reader, const GwYoloItem *item, GwRecord *record)
{
  gsize length;
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = _gw_reader_load_file (item->labels, &length, &failure);
  g_auto (GStrv) lines = NULL;
  const char *begin;

  if (text == NULL)
    {
      report (reader, item, 0, GW_SEVERITY_ERROR, "encoding", failure->message, 1, 0);
      return FALSE;
    }
  begin = g_str_has_prefix (text, "\xEF\xBB\xBF") ? text + 3 : text;
  lines = g_strsplit (begin, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    read_line (reader, item, lines[i], i + 1, record);

  return TRUE;
}

/* The picture's size; 0 × 0, reported, where it cannot be had. */
static void
read_size (GwReader *reader, const GwYoloItem *item, GwRecord *record)
{
  g_autoptr (GError) failure = NULL;
  GwImageInfo info;

  if (item->picture == NULL)
    return;
  if (gw_image_info_read_file (item->picture, &info, &failure))
    {
      record->width = info.width;
      record->height = info.height;
    }
  else
    report (reader, item, 0, GW_SEVERITY_WARNING, "image-unreadable", failure->message, 0, 0);
}

static guint
count_lines (const char *file)
{
  gsize length;
  g_autofree char *text = _gw_reader_load_file (file, &length, NULL);
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;
  guint n = 0;

  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    if (gw_yolo_line_count (lines[i], strlen (lines[i])) > 0)
      n++;
  return n;
}

static gboolean
is_negative (GwReader *reader, gboolean has_file)
{
  State *state = reader->state;

  if (reader->options.empty_means == GW_EMPTY_UNLABELED)
    return FALSE;
  return reader->options.empty_means == GW_EMPTY_NEGATIVE || has_file || state->layout->has_labels;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  while (state->next < state->layout->items->len)
    {
      const GwYoloItem *item = g_ptr_array_index (state->layout->items, state->next++);
      g_autoptr (GwRecord) record = gw_record_new (item->path);

      reader->counts.images++;
      record->file = g_strdup (item->picture);
      record->split = g_strdup (item->split);
      read_size (reader, item, record);
      if (record->width == 0 && item->labels != NULL && count_lines (item->labels) > 0)
        {
          guint n = count_lines (item->labels);

          reader->counts.labels += n;
          report (reader, item, 0, GW_SEVERITY_ERROR, "size-missing",
                  _ ("The picture was not found or not read. Its labels are fractions of its size, so they were left "
                     "out."),
                  1, n);
          continue;
        }
      if (item->labels != NULL && !read_labels (reader, item, record))
        continue;
      record->labeled = record->objects->len > 0 || is_negative (reader, item->labels != NULL);
      return g_steal_pointer (&record);
    }

  return NULL;
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  g_clear_pointer (&state->layout, gw_yolo_layout_free);
  g_array_unref (state->classes);
  g_free (state);
}

const GwFormat gw_format_yolo = {
  .name = "yolo",
  .title = N_ ("YOLO Boxes"),
  .file_name = "data.yaml",
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_STARTS_FROM_IMAGES,
  .choices = GW_READ_CHOICE_EMPTY,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .measure_loss = gw_yolo_measure_loss,
  .create = gw_yolo_writer_create,
  .write = gw_yolo_writer_write,
  .finish = gw_yolo_writer_finish,
  .destroy = gw_yolo_writer_destroy,
};

const GwFormat gw_format_yolo_segment = {
  .name = "yolo-segment",
  .title = N_ ("YOLO Polygons"),
  .file_name = "data.yaml",
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_STARTS_FROM_IMAGES,
  .choices = GW_READ_CHOICE_EMPTY,
  .detect = detect_segment,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .measure_loss = gw_yolo_segment_measure_loss,
  .create = gw_yolo_writer_create,
  .write = gw_yolo_writer_write,
  .finish = gw_yolo_writer_finish,
  .destroy = gw_yolo_writer_destroy,
};
