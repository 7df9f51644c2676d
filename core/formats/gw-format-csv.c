/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "gw-class-scores.h"
#include "gw-csv-reader.h"
#include "gw-detection-table.h"
#include "gw-error.h"
#include "gw-formats.h"
#include "gw-label-table.h"
#include "gw-number.h"
#include "gw-path.h"
#include "gw-reader-private.h"
#include "gw-table-join.h"
#include "gw-table-more.h"
#include "gw-tables-writer.h"

/* Tables (spec formats 13.1 to 13.3): labels of images, scores of a classifier, and
 * boxes. Which one it is its header tells; the parsers are files of their own.
 */
typedef enum
{
  NONE,
  LABELS,
  SCORES,
  ONE_SCORE,   /* of a class that somebody has to name */
  BARE_SCORES, /* whose classes have bare names: less sure */
  BOXES
} Kind;

typedef struct
{
  GPtrArray *records; /* of GwRecord */
  guint next;
  guint64 way; /* on which they are given */
} State;

/* The way, in sizes of the tables: 3 for what is in them, 2 for columns that are not known, 1 for joining them; on
 * what is left of it the records are given.
 */
#define TIMES 8

/* --- which table it is --------------------------------------------------------------- */

static const char *const image_names[] = { "image", "file", "item", "id", NULL };
/* Answers of several people. */
static const char *const object_names[] = { "object", "task", NULL };
/* Columns that stand beside the labels of images, or beside scores. */
static const char *const other_names[] = { "image",   "file",       "item",  "id",          "object",     "task",
                                           "label",   "truth",      "model", "split",       "annotator",  "worker",
                                           "seconds", "confidence", "units", "labelled_at", "labeled_at", NULL };

static gboolean
has_any (GwCsvReader *csv, const char *const *names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      if (gw_csv_reader_find_column (csv, names[i]) >= 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_all (GwCsvReader *csv, const char *const *names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      if (gw_csv_reader_find_column (csv, names[i]) < 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_other_name (const char *name)
{
  for (gsize i = 0; other_names[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (name, other_names[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_marked_scores (GwCsvReader *csv)
{
  for (guint i = 0; i < gw_csv_reader_get_n_columns (csv); i++)
    {
      if (g_ascii_strncasecmp (gw_csv_reader_get_column (csv, i), "score:", 6) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether what is in no other column are numbers, in the first row; none at all is
 * no. One that is none (NaN) is still written as one: else what is right would be read
 * in place of what a model said.
 */
static gboolean
has_bare_scores (GwCsvReader *csv)
{
  gboolean moved = gw_csv_reader_next (csv, NULL);
  guint n = 0;

  for (guint i = 0; moved && i < gw_csv_reader_get_n_columns (csv); i++)
    {
      const char *field = gw_csv_reader_get_field (csv, i, NULL);
      double number;

      if (is_other_name (gw_csv_reader_get_column (csv, i)))
        continue;
      if (field == NULL || (!gw_number_parse (field, -1, &number) && g_ascii_strcasecmp (field, "nan") != 0))
        return FALSE;
      n++;
    }

  return n > 0;
}

/* The header has been read. */
static Kind
find_kind (GwCsvReader *csv)
{
  static const char *const box_names[] = { "label", "x", "y", "width", "height", NULL };
  static const char *const score_names[] = { "score", NULL };
  static const char *const label_names[] = { "label", NULL };
  /* Of tables of labels alone. */
  static const char *const people_names[] = { "worker",  "annotator",   "split",      "confidence",
                                              "seconds", "labelled_at", "labeled_at", NULL };
  gboolean has_image = has_any (csv, image_names), has_label = has_any (csv, label_names);

  if (has_image && has_all (csv, box_names))
    return BOXES;
  if (has_image && has_any (csv, score_names))
    return has_label ? SCORES : ONE_SCORE;
  if (has_image && has_marked_scores (csv))
    return SCORES;
  if (has_label && has_any (csv, people_names) && (has_image || has_any (csv, object_names)))
    return LABELS;
  if (has_image && has_bare_scores (csv))
    return BARE_SCORES;

  return has_image && has_label ? LABELS : NONE;
}

/* The size of a table in bytes, of which the way is made; 0: it is not known. */
static guint64
measure (const char *table)
{
  GStatBuf info;

  return g_stat (table, &info) == 0 ? (guint64) MAX (info.st_size, 0) : 0;
}

/* The tables of a folder that are called as ours are: their paths. (transfer full) */
static GPtrArray *
list_tables (const char *folder)
{
  static const char *const names[] = { "labels.csv", "scores.csv", "scores_long.csv", "detections.csv" };
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (_gw_reader_has_file (folder, names[i]))
      g_ptr_array_add (found, g_build_filename (folder, names[i], NULL));

  return found;
}

/* Less than what has a layout of its own, which may come with a table. */
static void
detect_folder (const char *folder, GwDetection *out)
{
  g_autoptr (GPtrArray) tables = list_tables (folder);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < tables->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", gw_path_basename (g_ptr_array_index (tables, i)));
  if (tables->len == 0)
    return;
  out->confidence = 70;
  g_snprintf (out->reason, sizeof out->reason, _ ("It holds %s."), names->str);
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  static const char *const reasons[] = {
    NULL,
    N_ ("It is a table with the columns image and label."),
    N_ ("It is a table of scores for each class."),
    N_ ("It is a table of scores for one class."),
    N_ ("It is a table of images and a number for each class."),
    N_ ("It is a table of boxes with x, y, width and height."),
  };
  static const int confidences[] = { 0, 80, 90, 85, 60, 92 };
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GwCsvReader) csv = NULL;
  Kind kind;

  if (is_folder)
    {
      detect_folder (source, out);
      return;
    }
  /* What begins as JSON and XML do is no head of a table, and may be long. */
  if (n_start == 0 || memchr ("{[<", start[0], 3) != NULL)
    return;
  stream = g_memory_input_stream_new_from_data (start, (gssize) n_start, NULL);
  csv = gw_csv_reader_new (stream, NULL);
  gw_csv_reader_set_tolerant (csv);
  if (!gw_csv_reader_read_header (csv, NULL))
    return;

  kind = find_kind (csv);
  out->confidence = confidences[kind];
  if (reasons[kind] != NULL)
    g_snprintf (out->reason, sizeof out->reason, "%s", _ (reasons[kind]));
}

/* --- scores ------------------------------------------------------------------------------ */

static GwClass *
ensure_class (GwReader *reader, const GwClassScores *scores, guint which)
{
  return _gw_reader_ensure_class (reader, g_ptr_array_index (scores->classes, which), NULL, NULL, reader->source, 0);
}

/* What one column of scores does not tell: how the rest is called. */
static gboolean
is_told (const GwClassScores *scores, guint which)
{
  return !scores->one_column || which == scores->positive;
}

static gboolean
takes_truth (const GwReader *reader, const GwClassScores *scores)
{
  return scores->truth != NULL && reader->options.truth != GW_TRUTH_IGNORE;
}

static GwRecord *
make_record (GwReader *reader, const GwClassScores *scores, GwClass *const *classes, gsize row)
{
  GwRecord *record = gw_record_new (g_ptr_array_index (scores->images, row));
  gint32 truth = takes_truth (reader, scores) ? scores->truth[row] : -1;

  record->model = g_strdup (scores->model);
  record->line = GPOINTER_TO_SIZE (g_ptr_array_index (scores->rows, row));
  record->scores = g_array_sized_new (FALSE, FALSE, sizeof (GwLabel), scores->classes->len);
  for (guint i = 0; i < scores->classes->len; i++)
    {
      GwLabel label = { 0, scores->scores[row * scores->classes->len + i] };

      if (classes[i] == NULL || !is_told (scores, i) || !isfinite (label.confidence))
        continue;
      label.class_id = gw_class_get_id (classes[i]);
      g_array_append_val (record->scores, label);
    }
  if (truth >= 0 && classes[truth] != NULL)
    {
      GwLabel label = { gw_class_get_id (classes[truth]), NAN };

      record->truth = g_array_new (FALSE, FALSE, sizeof (GwLabel));
      g_array_append_val (record->truth, label);
    }
  reader->counts.labels += record->scores->len;

  return record;
}

/* A class that is only made up for the rest of one column becomes none. */
static gboolean
take_scores (GwReader *reader, const GwClassScores *scores, GPtrArray *records, GCancellable *cancellable,
             GError **error)
{
  g_autofree GwClass **classes = g_new0 (GwClass *, MAX (scores->classes->len, 1));
  g_autofree guint8 *is_true = g_malloc0 (MAX (scores->classes->len, 1));

  for (gsize row = 0; takes_truth (reader, scores) && row < scores->n; row++)
    {
      if (scores->truth[row] >= 0)
        is_true[scores->truth[row]] = 1;
    }
  for (guint i = 0; i < scores->classes->len; i++)
    {
      if (is_told (scores, i) || is_true[i])
        classes[i] = ensure_class (reader, scores, i);
    }
  for (gsize row = 0; row < scores->n; row++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_ptr_array_add (records, make_record (reader, scores, classes, row));
    }

  return TRUE;
}

/* The class that one column of scores is about; told where nobody has named it. */
static const char *
choose_positive (GwReader *reader, Kind kind)
{
  const char *name = reader->options.positive;

  if (name != NULL || kind != ONE_SCORE || !reader->options.name_positive)
    return name;

  /* Translators: the name of a class, where nobody has given one */
  name = _ ("positive");
  gw_problems_add (
      reader->problems, GW_SEVERITY_WARNING, "task-ambiguous", reader->source, 1, NULL,
      _ ("The table does not say which class its scores are for. They are taken for “%s”. Name the class."), name);

  return name;
}

static GPtrArray *
read_scores (GwReader *reader, Kind kind, GCancellable *cancellable, GError **error)
{
  const GwScoreRules rules = { choose_positive (reader, kind), reader->options.score_mode,
                               reader->options.normalise == GW_SUMS_MEND };
  g_autoptr (GPtrArray) models = gw_class_scores_read_models (reader->source, &rules, reader->problems,
                                                              reader->options.work, cancellable, error);
  g_autoptr (GPtrArray) records = NULL;

  if (models == NULL)
    return NULL;
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_record_free);
  for (guint i = 0; i < models->len; i++)
    {
      const GwClassScores *scores = g_ptr_array_index (models, i);

      if (!take_scores (reader, scores, records, cancellable, error))
        {
          _gw_reader_let_go (g_steal_pointer (&records));
          return NULL;
        }
      reader->head->truths = reader->head->truths || takes_truth (reader, scores);
      reader->head->scale = scores->mode == GW_SCORE_MODE_LOGIT ? GW_SCORE_SCALE_LOGITS : GW_SCORE_SCALE_PROBABILITIES;
    }
  reader->head->predictions = TRUE;

  return g_steal_pointer (&records);
}

/* --- boxes --------------------------------------------------------------------------------- */

static GPtrArray *
read_boxes (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GPtrArray *records = gw_detection_table_read (reader->source, reader->head, reader->options.known_images,
                                                reader->images_dir, reader->problems, reader->options.work, cancellable,
                                                error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      GwRecord *record = g_ptr_array_index (records, i);

      reader->counts.labels += record->objects->len;
      for (guint k = 0; k < record->objects->len; k++)
        gw_object_set_z (g_ptr_array_index (record->objects, k), (int) k);
    }

  return records;
}

/* --- the table ------------------------------------------------------------------------------- */

/* Columns of scores and boxes that are not known; those of labels are read with their rows. */
static gboolean
read_columns (GwReader *reader, Kind kind, GPtrArray *records, GCancellable *cancellable, GError **error)
{
  static const char *const of_scores[] = { "image", "file", "item", "id", "truth", "model", "label", "score", NULL };
  static const char *const of_boxes[] = { "image", "file",   "item",  "id",    "label", "score",     "x",      "y",
                                          "width", "height", "angle", "model", "units", "annotator", "worker", NULL };

  return kind == LABELS || kind == BARE_SCORES
         || gw_table_more_read (reader, records, image_names, kind == BOXES ? of_boxes : of_scores, cancellable, error);
}

static gboolean
read_kind (GwReader *reader, Kind *kind, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = _gw_reader_open_file (reader->source, NULL, error);
  g_autoptr (GwCsvReader) csv = stream != NULL ? gw_csv_reader_new (stream, cancellable) : NULL;

  if (csv == NULL)
    return FALSE;
  gw_csv_reader_set_tolerant (csv);
  if (!gw_csv_reader_read_header (csv, error))
    {
      gw_csv_reader_place_error (csv, reader->source, error);
      return FALSE;
    }

  *kind = find_kind (csv);
  if (*kind != NONE)
    return TRUE;
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
               _ ("%s:1: the columns are of no table that is known. Labels have image and label; scores image and "
                  "score:CLASS, or image, label and score; boxes image, label, x, y, width and height."),
               reader->source);

  return FALSE;
}

/* Of one model the head tells, and records need not. */
static void
settle_model (GwReader *reader, GPtrArray *records)
{
  const char *first = NULL;
  gboolean one = TRUE;

  for (guint i = 0; i < records->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (records, i);
      gboolean has_any_labels = record->objects->len + record->labels->len > 0 || record->scores != NULL;

      /* A truth alone is no model's. */
      if (record->model == NULL && record->truth != NULL && !has_any_labels)
        continue;
      if (first == NULL)
        first = record->model;
      reader->head->models = reader->head->models || record->model != NULL;
      one = one && record->model != NULL && strcmp (record->model, first) == 0;
    }
  if (first == NULL || !one)
    return;

  reader->head->models = FALSE;
  reader->head->model_name = g_strdup (first);
  for (guint i = 0; i < records->len; i++)
    g_clear_pointer (&((GwRecord *) g_ptr_array_index (records, i))->model, g_free);
}

/* Whether several people have labeled the same images. */
static void
settle_people (GwReader *reader, const GPtrArray *records)
{
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < records->len && !reader->head->predictions; i++)
    {
      const GwRecord *record = g_ptr_array_index (records, i);

      if (record->annotator != NULL)
        _gw_reader_note_person (reader, people, record->path, record->annotator);
    }
}

/* kinds: a bit for each. Scores may be of labels and of boxes. */
static void
settle_task (GwReader *reader, guint kinds, const GPtrArray *records)
{
  gboolean several = FALSE;

  if ((kinds & (1u << LABELS | 1u << BOXES)) == 0)
    return;
  for (guint i = 0; i < records->len; i++)
    several = several || ((const GwRecord *) g_ptr_array_index (records, i))->labels->len > 1;
  reader->head->has_task = TRUE;
  reader->head->task = (kinds & 1u << BOXES) != 0 ? GW_TASK_BOXES
                       : several                  ? GW_TASK_MULTI_CLASS
                                                  : GW_TASK_SINGLE_CLASS;
}

/* Who cancels does not wait until all that are left are gone. */
static void
let_go (GPtrArray *records, gboolean any_left)
{
  if (any_left)
    _gw_reader_let_go (records);
  else
    g_ptr_array_unref (records);
}

/* Where a table has labels of models and of people, those of people are what is true. */
static GPtrArray *
part_people (GwReader *reader, GPtrArray *records, GCancellable *cancellable, GError **error)
{
  gboolean has_people = FALSE;
  GwTablePart part = { records, TRUE, TRUE };
  GPtrArray *joined;

  for (guint i = 0; records != NULL && i < records->len; i++)
    has_people = has_people || ((const GwRecord *) g_ptr_array_index (records, i))->annotator != NULL;
  if (!has_people || !reader->head->predictions)
    return records;
  joined = gw_table_join (reader, &part, 1, measure (reader->source), cancellable, error);
  let_go (part.records, joined == NULL);

  return joined;
}

/* The table that is the source. (transfer full) (nullable) */
static GPtrArray *
read_table (GwReader *reader, Kind *kind, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;

  if (!read_kind (reader, kind, cancellable, error))
    return NULL;
  if (*kind == LABELS)
    return part_people (reader, gw_label_table_read (reader, cancellable, error), cancellable, error);

  records = *kind == BOXES ? read_boxes (reader, cancellable, error) : read_scores (reader, *kind, cancellable, error);
  if (records == NULL || read_columns (reader, *kind, records, cancellable, error))
    return g_steal_pointer (&records);

  _gw_reader_let_go (g_steal_pointer (&records));
  return NULL;
}

static void
take_source (GwReader *reader, const char *source)
{
  char *copy = g_strdup (source);

  g_free (reader->source);
  reader->source = copy;
}

/* Beside other tables one without a box, a score or a model says of no model that it was run. */
static gboolean
tells_of_model (const GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (records, i);

      if (record->model != NULL || record->objects->len > 0 || (record->scores != NULL && record->scores->len > 0))
        return TRUE;
    }
  return FALSE;
}

static void
set_total (GwReader *reader, guint64 size)
{
  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, TIMES * size);
}

static guint64
measure_all (const GPtrArray *tables)
{
  guint64 size = 0;

  for (guint i = 0; i < tables->len; i++)
    size += measure (g_ptr_array_index (tables, i));

  return size;
}

/* Each in turn is the source; their records say which they are of. */
static GPtrArray *
read_several (GwReader *reader, const GPtrArray *tables, guint *kinds, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_strdup (reader->source);
  g_autofree GwTablePart *parts = g_new0 (GwTablePart, tables->len);
  const guint64 size = measure_all (tables);
  GPtrArray *records = NULL;
  guint n = 0;

  set_total (reader, size);
  for (; n < tables->len; n++)
    {
      Kind kind = NONE;

      take_source (reader, g_ptr_array_index (tables, n));
      parts[n].records = read_table (reader, &kind, cancellable, error);
      if (parts[n].records == NULL)
        break;
      parts[n].of_labels = kind == LABELS;
      parts[n].predictions = reader->head->predictions && tells_of_model (parts[n].records);
      for (guint i = 0; i < parts[n].records->len; i++)
        ((GwRecord *) g_ptr_array_index (parts[n].records, i))->source = g_strdup (reader->source);
      *kinds |= 1u << kind;
    }
  take_source (reader, folder);
  if (n == tables->len)
    records = gw_table_join (reader, parts, n, size, cancellable, error);
  for (guint i = 0; i < n; i++)
    let_go (parts[i].records, records == NULL);

  return records;
}

static GPtrArray *
read_folder (GwReader *reader, guint *kinds, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) tables = list_tables (reader->source);
  GPtrArray *records;
  Kind kind = NONE;

  if (tables->len > 1)
    return read_several (reader, tables, kinds, cancellable, error);
  if (tables->len == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s: there is no table in it that is called labels.csv, scores.csv or detections.csv. Choose the "
                      "file."),
                   reader->source);
      return NULL;
    }

  take_source (reader, g_ptr_array_index (tables, 0));
  set_total (reader, measure (reader->source));
  records = read_table (reader, &kind, cancellable, error);
  *kinds = 1u << kind;

  return records;
}

/* The records are given on what is left of the way. */
static void
begin_giving (GwReader *reader)
{
  State *state = reader->state;
  GwWorkStatus status;

  if (reader->options.work == NULL)
    return;
  gw_work_get_status (reader->options.work, &status, NULL);
  reader->before = MIN (status.done, status.total);
  state->way = status.total - reader->before;
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);
  guint kinds = 0;
  Kind kind = NONE;

  reader->state = state;
  if (g_file_test (reader->source, G_FILE_TEST_IS_DIR))
    {
      state->records = read_folder (reader, &kinds, cancellable, error);
    }
  else
    {
      set_total (reader, measure (reader->source));
      state->records = read_table (reader, &kind, cancellable, error);
      kinds = 1u << kind;
    }
  if (state->records == NULL)
    return FALSE;
  settle_model (reader, state->records);
  settle_people (reader, state->records);
  settle_task (reader, kinds, state->records);
  reader->counts.images = state->records->len;
  begin_giving (reader);

  return TRUE;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  GwRecord *record;

  if (state->next == state->records->len)
    return NULL;
  record = g_steal_pointer (&g_ptr_array_index (state->records, state->next++));
  _gw_reader_tell (reader, (guint64) ((double) state->way * (double) state->next / (double) state->records->len));

  return record;
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  if (state->records != NULL)
    let_go (state->records, state->next < state->records->len);
  g_free (state);
}

const GwFormat gw_format_csv = {
  .name = "csv",
  .title = N_ ("Table (CSV)"),
  .file_name = "labels.csv",
  .one_file = ".csv",
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_NAMES_BY_STEM
           | GW_FORMAT_HOLDS_PEOPLE | GW_FORMAT_HOLDS_TRUTH | GW_FORMAT_HOLDS_ATTRIBUTES,
  .write_choices = GW_WRITE_CHOICE_TABLE,
  .choices = GW_READ_CHOICE_POSITIVE | GW_READ_CHOICE_SCORE_MODE | GW_READ_CHOICE_NORMALISE | GW_READ_CHOICE_TRUTH
             | GW_READ_CHOICE_COLUMNS,
  .class_parts = GW_CLASS_PART_SCORED,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .measure_loss = gw_tables_measure_loss,
  .list_attributes = gw_table_more_list_attributes,
  .settle = gw_tables_settle,
  .create = gw_tables_writer_create,
  .write = gw_tables_writer_write,
  .finish = gw_tables_writer_finish,
  .destroy = gw_tables_writer_destroy,
};
