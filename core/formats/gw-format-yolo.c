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
#include "gw-yolo-judge.h"
#include "gw-yolo-pose.h"
#include "gw-yolo-writer.h"

/* YOLO's boxes, polygons, turned boxes and poses (spec formats 5): a text file for each picture,
 * with fractions of its size; so the pictures, or their sizes, must be known.
 */
typedef struct
{
  GwYoloLayout *layout;
  GwYoloGrammar grammar;
  guint next;
  GArray *classes; /* of gint64: class id by number, 0: a gap */
  GwYoloRows rows;
} State;

/* How sure detection is of a task that the lines could be of as well. */
#define UNLIKELY 25
/* Where no line of the label files is of numbers. */
#define DOUBTFUL 50

GwYoloTask
gw_yolo_get_task (const GwFormat *format)
{
  return format == &gw_format_yolo_segment ? GW_YOLO_POLYGONS
         : format == &gw_format_yolo_obb   ? GW_YOLO_TURNED
         : format == &gw_format_yolo_pose  ? GW_YOLO_POSES
                                           : GW_YOLO_BOXES;
}

/* --- detection ------------------------------------------------------------------------ */

static const char *
describe_task (GwYoloTask task)
{
  switch (task)
    {
    case GW_YOLO_POLYGONS:
      return _ ("It has YOLO label files with polygons.");
    case GW_YOLO_TURNED:
      return _ ("It has YOLO label files with turned boxes.");
    case GW_YOLO_POSES:
      return _ ("It has YOLO label files with key points.");
    case GW_YOLO_BOXES:
    case GW_YOLO_N_TASKS:
    default:
      return _ ("It has YOLO label files with boxes.");
    }
}

static void
detect_task (const char *source, gboolean is_folder, GwYoloTask task, GwDetection *out)
{
  const GwYoloSearch search = { .source = source, .most = 200 };
  g_autoptr (GwYoloLayout) layout = NULL;
  GwYoloJudgement judgement;
  GwYoloGrammar poses;

  if (is_folder ? !gw_yolo_layout_is_likely (source) && !gw_yolo_judge_folder (source)
                : !gw_yolo_config_is_name (source))
    return;
  layout = gw_yolo_layout_find (&search, NULL, NULL);
  if (layout == NULL && task == GW_YOLO_BOXES && gw_yolo_config_is_broken (source))
    {
      out->confidence = 60;
      g_strlcpy (out->reason, _ ("It has a YOLO description of the data that cannot be read."), sizeof out->reason);
    }
  if (layout == NULL || layout->n_labels == 0)
    return;
  poses = gw_yolo_grammar_of (layout, GW_YOLO_POSES);
  gw_yolo_judge (layout, &poses, &judgement, NULL);
  if (gw_yolo_judgement_choose (&judgement, layout) == task)
    out->confidence = judgement.n_lines == 0 && judgement.n_others > 0 ? DOUBTFUL : layout->names->len > 0 ? 85 : 70;
  else if (judgement.n_formed[task] > 0)
    out->confidence = UNLIKELY;
  g_strlcpy (out->reason, describe_task (task), sizeof out->reason);
}

static void
detect_boxes (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  detect_task (source, is_folder, GW_YOLO_BOXES, out);
}

static void
detect_polygons (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  detect_task (source, is_folder, GW_YOLO_POLYGONS, out);
}

static void
detect_turned (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  detect_task (source, is_folder, GW_YOLO_TURNED, out);
}

static void
detect_poses (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  detect_task (source, is_folder, GW_YOLO_POSES, out);
}

/* --- classes ----------------------------------------------------------------------------- */

static char *
load_labels (const GwYoloItem *item, gsize *length, GError **error)
{
  if (!gw_yolo_is_beneath (item->labels_root, item->labels, NULL))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
                   _ ("The label file is a link that leads out of its folder, or no file. It was not read."));
      return NULL;
    }
  return _gw_reader_load_file (item->labels, length, error);
}

/* Makes names for numbers of classes that labels have and the list has not. */
static gboolean
name_missing (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  GPtrArray *names = state->layout->names;

  for (guint i = 0; i < state->layout->items->len; i++)
    {
      const GwYoloItem *item = g_ptr_array_index (state->layout->items, i);
      gsize length;
      g_autofree char *text = item->labels != NULL ? load_labels (item, &length, NULL) : NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (text == NULL)
        continue;
      gw_yolo_rows_parse (&state->rows, text, length);
      for (guint k = 0; k < state->rows.rows->len; k++)
        {
          const GwYoloRow *row = &g_array_index (state->rows.rows, GwYoloRow, k);
          double index = row->n > 0 ? g_array_index (state->rows.numbers, double, row->first) : -1;

          if (!(index >= 0 && index < GW_YOLO_MOST_CLASSES) || index != floor (index))
            continue;
          while (names->len <= (guint) index)
            g_ptr_array_add (names, NULL);
          if (names->pdata[(guint) index] == NULL)
            {
              names->pdata[(guint) index] = g_strdup_printf ("class_%u", (guint) index);
              gw_problems_add (reader->problems, GW_SEVERITY_WARNING, "class-unknown", item->labels, row->line,
                               item->path, _ ("There is no name for class %u. The class “%s” was made."), (guint) index,
                               (const char *) names->pdata[(guint) index]);
            }
        }
    }
  return TRUE;
}

static void
make_classes (GwReader *reader)
{
  State *state = reader->state;
  g_autoptr (GHashTable) declared = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < state->layout->names->len; i++)
    {
      const char *name = g_ptr_array_index (state->layout->names, i);
      g_autofree char *id = g_strdup_printf ("%u", i);
      GwClass *class = name != NULL ? _gw_reader_ensure_class (reader, name, id, declared, reader->source, 0) : NULL;
      gint64 class_id = class != NULL ? gw_class_get_id (class) : 0;

      if (class != NULL && state->grammar.task == GW_YOLO_POSES)
        {
          g_autoptr (GwSkeleton) skeleton = gw_yolo_pose_make_skeleton (state->layout->config, i,
                                                                        gw_class_get_name (class));

          gw_class_set_skeleton (class, skeleton);
        }
      g_array_append_val (state->classes, class_id);
    }
}

/* --- opening --------------------------------------------------------------------------------- */

/* What the lines could be as well, and whether they are a model's. */
static void
judge (GwReader *reader, GCancellable *cancellable)
{
  State *state = reader->state;
  const GwYoloTask task = state->grammar.task;
  GwYoloJudgement judgement;

  gw_yolo_judge (state->layout, &state->grammar, &judgement, cancellable);
  /* People do not write how sure they are of an object. */
  reader->head->predictions = judgement.n_formed[task] > 0 && judgement.n_scored[task] == judgement.n_formed[task];
  if (state->layout->config != NULL && state->layout->config->has_points && task != GW_YOLO_POSES)
    gw_problems_add (reader->problems, GW_SEVERITY_INFO, "task-ambiguous", reader->source, 0, NULL, "%s",
                     _ ("The data set tells of key points (kpt_shape), which this form of YOLO does not have. If its "
                        "lines have them, read it as poses."));
  else if (task == GW_YOLO_TURNED && gw_yolo_judgement_is_ambiguous (&judgement))
    gw_problems_add (reader->problems, GW_SEVERITY_INFO, "task-ambiguous", reader->source, 0, NULL, "%s",
                     _ ("The lines have four corners, and nothing says of what. They were read as turned boxes. If "
                        "they are polygons, read them as those."));
  else if (task == GW_YOLO_POLYGONS && gw_yolo_judgement_is_ambiguous (&judgement))
    gw_problems_add (reader->problems, GW_SEVERITY_INFO, "task-ambiguous", reader->source, 0, NULL, "%s",
                     _ ("The lines have four corners, and nothing says of what. They were read as polygons. If they "
                        "are turned boxes, read them as those."));
}

/* The form of the lines; of poses the data set must tell it. */
static gboolean
find_grammar (GwReader *reader, GError **error)
{
  State *state = reader->state;

  state->grammar = gw_yolo_grammar_of (state->layout, gw_yolo_get_task (reader->format));
  if (state->grammar.task != GW_YOLO_POSES)
    return TRUE;
  if (state->grammar.n_points > 0)
    {
      gw_yolo_pose_keep_head (reader->head, state->layout->config);
      return TRUE;
    }
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
               _ ("%s: nothing says how many key points an object has. Add a line such as “kpt_shape: [17, 3]” to "
                  "data.yaml."),
               reader->source);
  return FALSE;
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  const GwYoloSearch search = { .source = reader->source,
                                .images_dir = reader->options.images_dir,
                                .classes_file = reader->options.classes_file,
                                .problems = reader->problems };
  State *state = g_new0 (State, 1);

  reader->state = state;
  state->classes = g_array_new (FALSE, FALSE, sizeof (gint64));
  gw_yolo_rows_init (&state->rows);
  state->layout = gw_yolo_layout_find (&search, cancellable, error);
  if (state->layout == NULL || !find_grammar (reader, error))
    return FALSE;
  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, state->layout->items->len);
  if (reader->options.unnamed == GW_UNNAMED_MAKE && !name_missing (reader, cancellable, error))
    return FALSE;
  if (state->layout->names->len == 0)
    gw_problems_add (reader->problems, GW_SEVERITY_WARNING, "class-unknown", reader->source, 0, NULL,
                     _ ("There is no list of class names. Name a file of them, one a line."));
  make_classes (reader);
  judge (reader, cancellable);
  reader->head->task = GW_TASK_BOXES;
  reader->head->has_task = state->grammar.task == GW_YOLO_BOXES || state->grammar.task == GW_YOLO_TURNED;
  if (reader->images_dir == NULL)
    reader->images_dir = g_strdup (state->layout->images_dir);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* --- reports ------------------------------------------------------------------------------------ */

typedef struct
{
  GwReader *reader;
  const GwYoloItem *item;
  GwRecord *record;
} Reading;

static void
report (const Reading *reading, guint64 line, const char *code, const char *text, guint n_images, guint n_labels)
{
  const GwYoloItem *item = reading->item;

  gw_problems_report (reading->reader->problems,
                      &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                     .code = code,
                                     .outcome = GW_OUTCOME_LEFT_OUT,
                                     .file = item->labels != NULL ? item->labels : item->picture,
                                     .line = line,
                                     .image = item->path,
                                     .text = (char *) text,
                                     .n_images = n_images,
                                     .n_labels = n_labels });
}

static void
report_used (const Reading *reading, guint64 line, GwOutcome outcome, const char *code, const char *text)
{
  const GwYoloItem *item = reading->item;

  gw_problems_report (reading->reader->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                                .code = code,
                                                                .outcome = outcome,
                                                                .file = line > 0 ? item->labels : item->picture,
                                                                .line = line,
                                                                .image = item->path,
                                                                .text = (char *) text });
}

/* --- lines ---------------------------------------------------------------------------------------- */

static gint64
find_class (const State *state, gint64 index)
{
  return index >= 0 && index < state->classes->len ? g_array_index (state->classes, gint64, (guint) index) : 0;
}

/* What is not quite as it should be in a line that is used. */
static void
check_line (const Reading *reading, guint64 number, GwYoloLine *line)
{
  if (line->is_skewed)
    report_used (reading, number, GW_OUTCOME_CHANGED, "box-skewed",
                 _ ("The four corners are not those of a rectangle. A polygon was made of them."));
  if (line->is_vague)
    report_used (reading, number, GW_OUTCOME_CHANGED, "value-type",
                 _ ("The visibility of a key point is none of 0, 1 and 2. From a half on the point was taken as "
                    "visible."));
  if (!isnan (line->score) && !(line->score >= 0 && line->score <= 1))
    {
      report_used (reading, number, GW_OUTCOME_CHANGED, "score-range",
                   _ ("A confidence is not between 0 and 1. It was taken as not given."));
      line->score = NAN;
    }
}

static void
take_row (const Reading *reading, const GwYoloRow *row)
{
  State *state = reading->reader->state;
  GwRecord *record = reading->record;
  double *numbers = &g_array_index (state->rows.numbers, double, row->first);
  GwYoloLine line;
  const char *code, *sentence;
  GwObject *object;
  gint64 class_id;

  if (!gw_yolo_line_make (&state->grammar, numbers, row->n, record->width, record->height, &line, &code, &sentence))
    {
      report (reading, row->line, code, sentence, 0, 1);
      return;
    }
  class_id = find_class (state, line.index);
  if (class_id == 0)
    {
      g_autofree char *detail = g_strdup_printf (_ ("There is no name for class %" PRId64 ". The line was left out."),
                                                 line.index);

      report (reading, row->line, "class-index-range", detail, 0, 1);
      gw_shape_clear (&line.shape);
      return;
    }

  check_line (reading, row->line, &line);
  object = gw_object_new (0, class_id);
  gw_object_take_shape (object, &line.shape);
  if (gw_object_get_shape (object)->kind == GW_SHAPE_POINTS)
    gw_yolo_pose_keep_box (object, &line);
  if (!isnan (line.score))
    gw_object_set_score (object, line.score);
  gw_object_set_z (object, (int) record->objects->len);
  g_ptr_array_add (record->objects, object);
  _gw_record_add_place (record, row->line);
}

/* Whether the file is to be read: one of pixels, which are no fractions, is only on demand. */
static gboolean
check_pixels (const Reading *reading)
{
  State *state = reading->reader->state;
  guint n = 0;

  if (reading->reader->options.coordinates == GW_COORDINATES_FRACTIONS
      || !gw_yolo_rows_are_pixels (&state->rows, &state->grammar))
    return TRUE;
  if (reading->reader->options.coordinates == GW_COORDINATES_PIXELS)
    {
      gw_yolo_rows_divide (&state->rows, &state->grammar, reading->record->width, reading->record->height);
      report_used (reading, g_array_index (state->rows.rows, GwYoloRow, 0).line, GW_OUTCOME_CHANGED,
                   "coord-looks-pixel",
                   _ ("The coordinates look like pixels, not fractions of the image. They were divided by its size."));
      return TRUE;
    }
  for (guint i = 0; i < state->rows.rows->len; i++)
    n += g_array_index (state->rows.rows, GwYoloRow, i).n > 0 ? 1 : 0;
  report (reading, 0, "coord-looks-pixel",
          _ ("The coordinates look like pixels, not fractions of the image. The lines were left out. Read them with "
             "--coordinates pixels if they are."),
          0, n);
  return FALSE;
}

/* FALSE where the file as a whole cannot be read, which has been reported. */
static gboolean
parse_labels (const Reading *reading)
{
  State *state = reading->reader->state;
  gsize length;
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = load_labels (reading->item, &length, &failure);

  if (text == NULL)
    {
      report (reading, 0, g_error_matches (failure, GW_ERROR, GW_ERROR_REFUSED) ? "path-escape" : "encoding",
              failure->message, 1, 0);
      return FALSE;
    }
  gw_yolo_rows_parse (&state->rows, text, length);
  reading->reader->counts.labels += state->rows.rows->len;
  return TRUE;
}

static void
take_rows (const Reading *reading)
{
  State *state = reading->reader->state;
  gboolean good = check_pixels (reading);

  for (guint i = 0; i < state->rows.rows->len; i++)
    {
      const GwYoloRow *row = &g_array_index (state->rows.rows, GwYoloRow, i);

      if (row->n == 0)
        report (reading, row->line, row->code, row->sentence, 0, 1);
      else if (good)
        take_row (reading, row);
    }
}

/* --- pictures ----------------------------------------------------------------------------------------- */

/* The picture, unless it lies outside, and its size; of one that is not there the size that the
 * project knows. 0 × 0 where nothing tells.
 */
static void
find_picture (const Reading *reading)
{
  const GwYoloItem *item = reading->item;
  GwRecord *record = reading->record;
  GwImageTable *known = reading->reader->options.known_images;
  g_autoptr (GError) failure = NULL;
  gboolean refused = FALSE;
  GwImageInfo info;
  guint index;

  if (item->picture != NULL && gw_yolo_is_beneath (item->picture_root, item->picture, &refused))
    {
      record->file = g_strdup (item->picture);
      if (gw_image_info_read_file (item->picture, &info, &failure))
        {
          record->width = info.width;
          record->height = info.height;
          return;
        }
      report_used (reading, 0, GW_OUTCOME_KEPT, "image-unreadable", failure->message);
    }
  else if (refused)
    report_used (reading, 0, GW_OUTCOME_KEPT, "path-escape",
                 _ ("The picture is a link that leads out of its folder, and was not looked at. Add the folder that it "
                    "leads to first."));

  if (known != NULL
      && (gw_image_table_find (known, item->path, &index) > GW_MATCH_AMBIGUOUS
          || gw_image_table_find_stem (known, item->path, &index) == GW_MATCH_STEM))
    {
      const GwImageEntry *entry = gw_image_table_get (known, index);

      record->width = entry->width;
      record->height = entry->height;
      if (item->picture == NULL)
        {
          g_free (record->path);
          record->path = g_strdup (entry->path);
        }
    }
}

static gboolean
is_negative (GwReader *reader, gboolean has_file)
{
  const State *state = reader->state;

  if (reader->options.empty_means == GW_EMPTY_UNLABELED)
    return FALSE;
  return reader->options.empty_means == GW_EMPTY_NEGATIVE || has_file || state->layout->n_labels > 0;
}

/* An empty label file without a picture says nothing of anything. */
static void
report_lone (const Reading *reading)
{
  gw_problems_report (reading->reader->problems,
                      &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                     .code = "path-missing",
                                     .outcome = GW_OUTCOME_LEFT_OUT,
                                     .file = reading->item->labels,
                                     .image = reading->item->path,
                                     .n_images = 1,
                                     .text = _ ("The label file is empty and has no picture. It was left out.") });
}

/* FALSE where the image is left out, which has been reported. */
static gboolean
fill_record (const Reading *reading)
{
  State *state = reading->reader->state;
  GwRecord *record = reading->record;
  guint n = 0;

  find_picture (reading);
  if (reading->item->labels != NULL)
    {
      if (!parse_labels (reading))
        return FALSE;
      n = state->rows.rows->len;
      if (n == 0 && record->width == 0 && reading->item->is_lone)
        {
          report_lone (reading);
          return FALSE;
        }
      if (n > 0 && record->width == 0)
        {
          report (reading, 0, "size-missing",
                  _ ("The picture was not found or not read. Its labels are fractions of its size, so they were left "
                     "out."),
                  1, n);
          return FALSE;
        }
      take_rows (reading);
    }
  /* Where all lines are bad, nobody has said that there is nothing in the picture. */
  record->labeled = record->objects->len > 0
                    || (n == 0 && is_negative (reading->reader, reading->item->labels != NULL));
  return TRUE;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  while (state->next < state->layout->items->len)
    {
      const GwYoloItem *item = g_ptr_array_index (state->layout->items, state->next++);
      g_autoptr (GwRecord) record = gw_record_new (item->path);
      const Reading reading = { reader, item, record };

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      reader->counts.images++;
      _gw_reader_tell (reader, state->next);
      record->source = g_strdup (item->labels);
      record->split = g_strdup (item->split);
      if (fill_record (&reading))
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
  gw_yolo_rows_clear (&state->rows);
  g_array_unref (state->classes);
  g_free (state);
}

const GwFormat gw_format_yolo = {
  .name = "yolo",
  .title = N_ ("YOLO Boxes"),
  .file_name = "data.yaml",
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_STARTS_FROM_IMAGES
           | GW_FORMAT_NAMES_ARE_FILES,
  .choices = GW_READ_CHOICE_EMPTY | GW_READ_CHOICE_COORDINATES | GW_READ_CHOICE_UNNAMED | GW_READ_CHOICE_CLASSES,
  .class_parts = GW_CLASS_PART_UNUSED,
  .empty_images = GW_EMPTY_IMAGES_BECOME_NEGATIVE,
  .detect = detect_boxes,
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
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_STARTS_FROM_IMAGES
           | GW_FORMAT_NAMES_ARE_FILES,
  .choices = GW_READ_CHOICE_EMPTY | GW_READ_CHOICE_COORDINATES | GW_READ_CHOICE_UNNAMED | GW_READ_CHOICE_CLASSES,
  .write_choices = GW_WRITE_CHOICE_HOLES | GW_WRITE_CHOICE_PARTS | GW_WRITE_CHOICE_TOLERANCE,
  .class_parts = GW_CLASS_PART_UNUSED,
  .empty_images = GW_EMPTY_IMAGES_BECOME_NEGATIVE,
  .detect = detect_polygons,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .measure_loss = gw_yolo_segment_measure_loss,
  .create = gw_yolo_writer_create,
  .write = gw_yolo_writer_write,
  .finish = gw_yolo_writer_finish,
  .destroy = gw_yolo_writer_destroy,
};

const GwFormat gw_format_yolo_obb = {
  .name = "yolo-obb",
  .title = N_ ("YOLO Turned Boxes"),
  .file_name = "data.yaml",
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_STARTS_FROM_IMAGES
           | GW_FORMAT_NAMES_ARE_FILES,
  .choices = GW_READ_CHOICE_EMPTY | GW_READ_CHOICE_COORDINATES | GW_READ_CHOICE_UNNAMED | GW_READ_CHOICE_CLASSES,
  .class_parts = GW_CLASS_PART_UNUSED,
  .empty_images = GW_EMPTY_IMAGES_BECOME_NEGATIVE,
  .detect = detect_turned,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .measure_loss = gw_yolo_obb_measure_loss,
  .create = gw_yolo_writer_create,
  .write = gw_yolo_writer_write,
  .finish = gw_yolo_writer_finish,
  .destroy = gw_yolo_writer_destroy,
};

const GwFormat gw_format_yolo_pose = {
  .name = "yolo-pose",
  .title = N_ ("YOLO Poses"),
  .file_name = "data.yaml",
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_STARTS_FROM_IMAGES
           | GW_FORMAT_NAMES_ARE_FILES,
  .choices = GW_READ_CHOICE_EMPTY | GW_READ_CHOICE_COORDINATES | GW_READ_CHOICE_UNNAMED | GW_READ_CHOICE_CLASSES,
  .class_parts = GW_CLASS_PART_POINTS | GW_CLASS_PART_UNUSED,
  .empty_images = GW_EMPTY_IMAGES_BECOME_NEGATIVE,
  .detect = detect_poses,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .measure_loss = gw_yolo_pose_measure_loss,
  .create = gw_yolo_writer_create,
  .write = gw_yolo_writer_write,
  .finish = gw_yolo_writer_finish,
  .destroy = gw_yolo_writer_destroy,
};
