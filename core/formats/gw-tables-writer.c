/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tables-writer.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-csv-writer.h"
#include "gw-formats.h"
#include "gw-error.h"
#include "gw-json-members.h"
#include "gw-table-more.h"
#include "gw-time.h"
#include "gw-writer-private.h"

typedef enum
{
  LABELS,
  SCORES,
  DETECTIONS,
  N_TABLES
} Table;

static const char *const names[N_TABLES] = { "labels.csv", "scores.csv", "detections.csv" };

typedef struct
{
  GOutputStream *streams[N_TABLES]; /* (nullable): of those that have begun */
  GwCsvWriter *tables[N_TABLES];
  GPtrArray *classes;  /* of GwClass (unowned): a column of scores each */
  GHashTable *columns; /* id of a class (gint64*) -> 1 + its column */
  double *row;         /* room for a score of each column */
  gboolean one_file;   /* which holds one table */
  Table only;          /* that is written; N_TABLES: all, or not known yet */
  GPtrArray *held;     /* of GwRecord: images with nothing in them, until it is known which table is written */
  GStrv more;          /* columns of labels that an earlier reading kept */
  GStrv attributes;    /* of images that have a column */
  gboolean has_truth;  /* a column of scores says what the image is */
  gboolean has_model;  /* a column says whose scores and boxes they are */
} State;

/* Boxes of several people have a column that says whose they are. */
static gboolean
has_people (const GwRecordHead *head)
{
  return head->answers && !head->predictions;
}

/* --- heads ---------------------------------------------------------------------------- */

static void
write_head (const State *state, const GwRecordHead *head, Table which)
{
  static const char *const heads[N_TABLES][8] = { { "image", "label", "split", "annotator", "confidence", "labelled_at",
                                                    NULL },
                                                  { "image", NULL },
                                                  { "image", "label", "score", "x", "y", "width", "height", NULL } };
  GwCsvWriter *csv = state->tables[which];

  for (gsize i = 0; heads[which][i] != NULL; i++)
    gw_csv_writer_text (csv, heads[which][i]);
  if (which == DETECTIONS)
    gw_csv_writer_text (csv, "angle");
  if (which == DETECTIONS && has_people (head))
    gw_csv_writer_text (csv, "annotator");
  if (which == SCORES && state->has_truth)
    gw_csv_writer_text (csv, "truth");
  if (state->has_model && (which != LABELS || head->predictions))
    gw_csv_writer_text (csv, "model");
  for (gsize i = 0; which == LABELS && state->more[i] != NULL; i++)
    gw_csv_writer_text (csv, state->more[i]);
  for (gsize i = 0; state->attributes[i] != NULL; i++)
    gw_csv_writer_text (csv, state->attributes[i]);
  for (guint i = 0; which == SCORES && i < state->classes->len; i++)
    {
      g_autofree char *name = g_strconcat (
          "score:", _gw_class_get_name_for (g_ptr_array_index (state->classes, i), "csv"), NULL);

      gw_csv_writer_text (csv, name);
    }
  gw_csv_writer_end_row (csv);
}

/* A table that nothing is put into is not there. (transfer none) (nullable) */
static GwCsvWriter *
ensure_table (GwWriter *writer, Table which, GError **error)
{
  State *state = writer->state;

  if (state->tables[which] != NULL)
    return state->tables[which];
  if (state->one_file)
    state->streams[which] = g_object_ref (G_OUTPUT_STREAM (writer->file));
  else
    state->streams[which] = gw_folder_writer_open (writer->folder, names[which], error);
  if (state->streams[which] == NULL)
    return NULL;
  state->tables[which] = gw_csv_writer_new (state->streams[which], GW_CSV_WRITER_DATA, NULL);
  writer->n_files += state->one_file ? 0 : 1;
  write_head (state, writer->head, which);

  return state->tables[which];
}

/* N_TABLES: what there is. */
static Table
get_asked (const GwWriteOptions *options)
{
  return options->table == GW_WRITE_TABLE_DEFAULT ? N_TABLES : (Table) (options->table - GW_WRITE_TABLE_LABELS);
}

static void
add_column (State *state, GwClass *class)
{
  gint64 *id = g_new (gint64, 1);

  *id = gw_class_get_id (class);
  g_ptr_array_add (state->classes, class);
  g_hash_table_insert (state->columns, id, GUINT_TO_POINTER (state->classes->len));
}

gboolean
gw_tables_writer_create (GwWriter *writer, GError **error)
{
  g_autoptr (GHashTable) groups = gw_record_head_list_groups (writer->head);
  State *state = g_new0 (State, 1);

  writer->state = state;
  state->classes = g_ptr_array_new ();
  state->held = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_record_free);
  state->columns = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < writer->head->classes->len; i++)
    if (!g_hash_table_contains (groups, g_ptr_array_index (writer->head->classes, i)))
      add_column (state, g_ptr_array_index (writer->head->classes, i));
  state->row = g_new (double, MAX (state->classes->len, 1));
  state->more = gw_table_more_list (writer->head);
  state->attributes = gw_table_more_list_attributes (writer->head);
  state->has_truth = writer->head->truths;
  state->has_model = writer->head->model_name != NULL || writer->head->models;
  state->one_file = writer->folder == NULL;
  state->only = get_asked (&writer->options);
  if (!state->one_file || writer->options.copy == GW_COPY_NONE)
    return TRUE;

  g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
               _ ("%s: pictures are put beside tables in a folder, and this is one file. Name a folder, or leave out "
                  "the pictures."),
               writer->target);

  return FALSE;
}

/* --- rows ------------------------------------------------------------------------------- */

static const char *
get_class_name (const GwWriter *writer, gint64 id)
{
  GwClass *class = gw_record_head_find_class (writer->head, id);

  return class != NULL ? _gw_class_get_name_for (class, "csv") : NULL;
}

/* What an earlier reading kept of columns that mean nothing here. */
static void
write_more (const State *state, GwCsvWriter *csv, const GwRecord *record)
{
  g_autoptr (GwJsonMembers) bag = state->more[0] != NULL ? gw_json_members_open_bag (record->bag, "csv") : NULL;

  for (gsize i = 0; state->more[i] != NULL; i++)
    {
      g_autofree char *value = gw_json_members_dup_string (bag, state->more[i]);

      gw_csv_writer_text (csv, value);
    }
}

static void
write_attributes (const State *state, GwCsvWriter *csv, const GwRecord *record)
{
  for (gsize i = 0; state->attributes[i] != NULL; i++)
    gw_csv_writer_text (csv, gw_record_get_attribute (record, state->attributes[i]));
}

static void
write_label (const GwWriter *writer, GwCsvWriter *csv, const GwRecord *record, const GwLabel *label)
{
  const State *state = writer->state;
  g_autofree char *time = record->modified > 0 ? gw_time_format (record->modified) : NULL;

  gw_csv_writer_text (csv, record->path);
  gw_csv_writer_text (csv, label != NULL ? get_class_name (writer, label->class_id) : NULL);
  gw_csv_writer_text (csv, record->split);
  gw_csv_writer_text (csv, record->annotator);
  gw_csv_writer_double (csv, label != NULL ? label->confidence : NAN);
  gw_csv_writer_text (csv, time);
  if (state->has_model && writer->head->predictions)
    gw_csv_writer_text (csv, record->model != NULL ? record->model : writer->head->model_name);
  write_more (state, csv, record);
  write_attributes (state, csv, record);
  gw_csv_writer_end_row (csv);
}

/* Puts the score of each column into state->row: 0 where the record has none, which measuring
 * the losses tells. Of logits, of which 0 may be the highest, the cell stays empty, and is read so.
 */
static void
fill_row (const State *state, const GwRecordHead *head, const GwRecord *record)
{
  for (guint i = 0; i < state->classes->len; i++)
    state->row[i] = head->scale == GW_SCORE_SCALE_LOGITS ? NAN : 0;
  for (guint i = 0; i < record->scores->len; i++)
    {
      const GwLabel *score = &g_array_index (record->scores, GwLabel, i);
      gpointer column = g_hash_table_lookup (state->columns, &score->class_id);

      if (column != NULL)
        state->row[GPOINTER_TO_UINT (column) - 1] = score->confidence;
    }
}

static void
write_scores (const State *state, GwCsvWriter *csv, const GwWriter *writer, const GwRecord *record)
{
  const gboolean has_truth = record->truth != NULL && record->truth->len > 0;

  gw_csv_writer_text (csv, record->path);
  if (state->has_truth)
    gw_csv_writer_text (csv,
                        has_truth ? get_class_name (writer, g_array_index (record->truth, GwLabel, 0).class_id) : NULL);
  if (state->has_model)
    gw_csv_writer_text (csv, record->model != NULL ? record->model : writer->head->model_name);
  write_attributes (state, csv, record);
  fill_row (state, writer->head, record);
  for (guint i = 0; i < state->classes->len; i++)
    gw_csv_writer_double (csv, state->row[i]);
  gw_csv_writer_end_row (csv);
}

/* What a table of boxes has of a shape: points and lines have no box. */
static gboolean
get_box (GwObject *object, GwBox *box, double *angle)
{
  const GwShape *shape = gw_object_get_shape (object);

  *angle = NAN;
  if (shape->kind == GW_SHAPE_POLYLINE || shape->kind == GW_SHAPE_POINTS || shape->kind == GW_SHAPE_NONE)
    return FALSE;
  *box = gw_object_get_bounds (object);
  if (shape->kind == GW_SHAPE_ROTATED_BOX)
    {
      const GwRotatedBox *rotated = &shape->as.rotated;

      *box = (GwBox) { rotated->cx - rotated->width / 2, rotated->cy - rotated->height / 2, rotated->width,
                       rotated->height };
      *angle = rotated->angle;
    }

  return TRUE;
}

/* object NULL: the image was looked at, and nothing was found. */
static void
write_object (const GwWriter *writer, GwCsvWriter *csv, const GwRecord *record, GwObject *object)
{
  const State *state = writer->state;
  GwBox box = { NAN, NAN, NAN, NAN };
  double angle = NAN;

  if (object != NULL && !get_box (object, &box, &angle))
    return;
  gw_csv_writer_text (csv, record->path);
  gw_csv_writer_text (csv, object != NULL ? get_class_name (writer, gw_object_get_class_id (object)) : NULL);
  gw_csv_writer_double (csv, object != NULL ? gw_object_get_score (object) : NAN);
  gw_csv_writer_double (csv, box.x);
  gw_csv_writer_double (csv, box.y);
  gw_csv_writer_double (csv, box.width);
  gw_csv_writer_double (csv, box.height);
  gw_csv_writer_double (csv, angle);
  if (has_people (writer->head))
    gw_csv_writer_text (csv, record->annotator);
  if (state->has_model)
    gw_csv_writer_text (csv, record->model != NULL ? record->model : writer->head->model_name);
  write_attributes (state, csv, record);
  gw_csv_writer_end_row (csv);
}

/* In which tables an image is that has neither labels nor objects: what the project is of
 * says it.
 */
static Table
choose_empty (const GwRecordHead *head)
{
  gboolean of_classes = head->has_task && (head->task == GW_TASK_SINGLE_CLASS || head->task == GW_TASK_MULTI_CLASS);

  return of_classes ? LABELS : DETECTIONS;
}

static gboolean
write_table (GwWriter *writer, const GwRecord *record, Table which, GError **error)
{
  GwCsvWriter *csv = ensure_table (writer, which, error);

  if (csv == NULL)
    return FALSE;
  if (which == SCORES)
    write_scores (writer->state, csv, writer, record);
  else if (which == LABELS && record->labels->len == 0)
    write_label (writer, csv, record, NULL);
  else if (which == LABELS)
    for (guint i = 0; i < record->labels->len; i++)
      write_label (writer, csv, record, &g_array_index (record->labels, GwLabel, i));
  else if (record->objects->len == 0)
    write_object (writer, csv, record, NULL);
  else
    for (guint i = 0; i < record->objects->len; i++)
      write_object (writer, csv, record, g_ptr_array_index (record->objects, i));

  return !gw_csv_writer_has_failed (csv) || gw_csv_writer_finish (csv, error);
}

/* What a record has for a table. */
static guint
count_rows (const GwRecord *record, Table which)
{
  return which == LABELS   ? record->labels->len
         : which == SCORES ? (record->scores != NULL ? record->scores->len : 0)
                           : record->objects->len;
}

static gboolean
is_empty (const GwRecord *record)
{
  return count_rows (record, LABELS) + count_rows (record, SCORES) + count_rows (record, DETECTIONS) == 0;
}

/* What stays behind where one table is written. */
static void
measure_other_tables (const GwRecordHead *head, const GwRecord *record, Table only, GwProblems *problems)
{
  if (only != LABELS && record->labels->len > 0)
    _gw_report_loss (problems, "loss-labels", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->labels->len, _ ("The table has no labels of images. They are left out."));
  if (only != SCORES && count_rows (record, SCORES) > 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     count_rows (record, SCORES), _ ("The table has no scores of classes. They are left out."));
  if (only != DETECTIONS && record->objects->len > 0)
    _gw_report_loss (problems, "loss-objects", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->objects->len, _ ("The table has no objects. They are left out."));
  if (only == SCORES && is_empty (record) && record->labeled)
    _gw_report_loss (problems, "loss-image", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("A table of scores lists images that have some. The image is left out."));
}

static gboolean
write_tables (GwWriter *writer, const GwRecord *record, GError **error)
{
  const State *state = writer->state;
  /* The table for images with nothing in them: there is no row without scores. */
  Table empty = state->only != N_TABLES ? state->only : choose_empty (writer->head);

  for (Table which = LABELS; which < N_TABLES; which++)
    {
      gboolean has_rows = count_rows (record, which) > 0
                          || (which == empty && which != SCORES && is_empty (record) && record->labeled);

      if (has_rows && (state->only == N_TABLES || state->only == which) && !write_table (writer, record, which, error))
        return FALSE;
    }

  return TRUE;
}

/* The first that the record has something for. Of several that are the boxes, unless the
 * project is of classes.
 */
static Table
choose_table (const GwRecordHead *head, const GwRecord *record)
{
  static const Table orders[2][N_TABLES] = { { DETECTIONS, SCORES, LABELS }, { SCORES, LABELS, DETECTIONS } };
  const Table *order = orders[choose_empty (head) == LABELS];
  guint i = 0;

  while (count_rows (record, order[i]) == 0)
    i++;

  return order[i];
}

gboolean
gw_tables_settle (const GwRecordHead *head, const GwRecord *record, const char *target, GwWriteOptions *options)
{
  const gboolean has_rows = record != NULL && record->path != NULL && !is_empty (record);
  Table which;

  if (get_asked (options) != N_TABLES || gw_format_target_is_folder (&gw_format_csv, target))
    return TRUE;
  if (record != NULL && !has_rows)
    return FALSE;

  which = has_rows ? choose_table (head, record) : choose_empty (head);
  options->table = (GwWriteTable) ((guint) GW_WRITE_TABLE_LABELS + (guint) which);
  return TRUE;
}

/* From now on it is known which table the one file holds. */
static gboolean
settle_table (GwWriter *writer, Table which, GError **error)
{
  State *state = writer->state;
  g_autoptr (GPtrArray) held = g_steal_pointer (&state->held);

  state->only = which;
  for (guint i = 0; i < held->len; i++)
    {
      measure_other_tables (writer->head, g_ptr_array_index (held, i), which, writer->problems);
      if (!write_tables (writer, g_ptr_array_index (held, i), error))
        return FALSE;
    }

  return TRUE;
}

gboolean
gw_tables_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  State *state = writer->state;
  const gboolean told = get_asked (&writer->options) != N_TABLES;

  if (record->path == NULL)
    return TRUE;
  if (state->one_file && state->only == N_TABLES && is_empty (record))
    {
      g_ptr_array_add (state->held, gw_record_copy (record));
      return TRUE;
    }
  if (state->one_file && state->only == N_TABLES && !settle_table (writer, choose_table (writer->head, record), error))
    return FALSE;
  if (state->one_file && !told)
    measure_other_tables (writer->head, record, state->only, writer->problems);
  if (!write_tables (writer, record, error))
    return FALSE;

  return writer->options.copy == GW_COPY_NONE || writer->is_again
         || _gw_writer_copy_picture (writer, record, record->path, error);
}

gboolean
gw_tables_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  State *state = writer->state;
  gboolean any = FALSE;

  if (state->one_file && state->only == N_TABLES && !settle_table (writer, choose_empty (writer->head), error))
    return FALSE;
  for (guint i = 0; i < N_TABLES; i++)
    any = any || state->tables[i] != NULL;
  /* Nothing to write is a table too. */
  if (!any && ensure_table (writer, state->only != N_TABLES ? state->only : choose_empty (writer->head), error) == NULL)
    return FALSE;
  for (guint i = 0; i < N_TABLES; i++)
    if (state->tables[i] != NULL
        && (!gw_csv_writer_finish (state->tables[i], error)
            || (!state->one_file && !g_output_stream_close (state->streams[i], cancellable, error))))
      return FALSE;

  return TRUE;
}

void
gw_tables_writer_destroy (GwWriter *writer)
{
  State *state = writer->state;

  if (state == NULL)
    return;
  for (guint i = 0; i < N_TABLES; i++)
    {
      g_clear_pointer (&state->tables[i], gw_csv_writer_free);
      g_clear_object (&state->streams[i]);
    }
  g_clear_pointer (&state->held, g_ptr_array_unref);
  g_hash_table_unref (state->columns);
  g_free (state->row);
  g_strfreev (state->more);
  g_strfreev (state->attributes);
  g_ptr_array_unref (state->classes);
  g_free (state);
}

/* --- losses --------------------------------------------------------------------------------- */

static void
measure_object (const GwRecordHead *head, const GwRecord *record, GwObject *object, GwProblems *problems)
{
  const GwShape *shape = gw_object_get_shape (object);
  GwBox box;
  double angle;

  if (!get_box (object, &box, &angle))
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 1,
                     _ ("A table of boxes has no points and lines. The object is left out."));
  else if (shape->kind != GW_SHAPE_BOX && shape->kind != GW_SHAPE_ROTATED_BOX)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("A table of boxes has no outlines and masks. The object becomes its box."));
  if (gw_object_get_n_attributes (object) > 0)
    _gw_report_loss (problems, "loss-attributes", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("A table of boxes has no attributes. They are left out."));
  if ((gw_object_get_flags (object)
       & (GW_OBJECT_OCCLUDED | GW_OBJECT_TRUNCATED | GW_OBJECT_DIFFICULT | GW_OBJECT_CROWD))
      != 0)
    _gw_report_loss (problems, "loss-flags", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("A table of boxes has no marks such as occluded. They are left out."));
  if (gw_object_get_group (object) != 0)
    _gw_report_loss (problems, "loss-group", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("A table of boxes has no groups. The group is left out."));
}

static void
measure_objects (const GwRecordHead *head, const GwRecord *record, gboolean *has_author, GwProblems *problems)
{
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      const char *author = gw_object_get_author (object);

      measure_object (head, record, object, problems);
      *has_author = *has_author
                    || (author != NULL && !(has_people (head) && g_strcmp0 (author, record->annotator) == 0));
    }
}

/* Whether nothing of the record has a row: points and lines are in no table. */
static gboolean
has_no_row (const GwRecord *record)
{
  if (is_empty (record))
    return !record->labeled;
  if (count_rows (record, LABELS) + count_rows (record, SCORES) > 0)
    return FALSE;
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwBox box;
      double angle;

      if (get_box (g_ptr_array_index (record->objects, i), &box, &angle))
        return FALSE;
    }
  return TRUE;
}

/* A table has a column for each class. Scores usually are in the order of the classes, and
 * none is missing.
 */
static gboolean
misses_scores (const GwRecordHead *head, const GwRecord *record)
{
  const guint n = count_rows (record, SCORES);
  g_autoptr (GHashTable) groups = NULL;
  guint next = 0;

  for (guint i = 0; n > 0 && n < head->classes->len && i < head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (head->classes, i);
      guint k = 0;

      while (k < n && g_array_index (record->scores, GwLabel, (next + k) % n).class_id != gw_class_get_id (class))
        k++;
      next = (next + k + 1) % n;
      if (k == n && groups == NULL)
        groups = gw_record_head_list_groups (head);
      if (k == n && !g_hash_table_contains (groups, class))
        return TRUE;
    }
  return FALSE;
}

/* Whether a row of labels, which has the split and the annotator beside it, is of the image. */
static gboolean
has_label_row (const GwRecordHead *head, const GwRecord *record, Table only)
{
  if (only != N_TABLES && only != LABELS)
    return FALSE;
  return record->labels->len > 0 || (is_empty (record) && (only == LABELS || choose_empty (head) == LABELS));
}

/* Whether all rows of the image say who labeled it. */
static gboolean
names_annotator (const GwRecordHead *head, const GwRecord *record, Table only)
{
  const gboolean in_labels = has_label_row (head, record, only);

  if (has_people (head) && (only == N_TABLES || only == DETECTIONS))
    return in_labels || record->objects->len > 0 || is_empty (record);
  return in_labels && record->objects->len == 0;
}

/* A table has one true class of an image, beside scores. */
static gboolean
loses_truth (const GwRecord *record, gboolean has_scores)
{
  return record->truth != NULL && record->truth->len > (has_scores && count_rows (record, SCORES) > 0 ? 1 : 0);
}

void
gw_tables_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                        GwProblems *problems)
{
  const Table only = get_asked (options);
  gboolean has_author = record->annotator != NULL && !names_annotator (head, record, only);

  if (only != N_TABLES)
    measure_other_tables (head, record, only, problems);
  if (only == N_TABLES || only == DETECTIONS)
    measure_objects (head, record, &has_author, problems);
  if (record->split != NULL && !has_label_row (head, record, only))
    _gw_report_loss (problems, "loss-split", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("Tables of boxes and scores have no splits. They are left out."));
  if (loses_truth (record, only == N_TABLES || only == SCORES))
    _gw_report_loss (problems, "loss-truth", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("A table of scores has one true class beside them. Others are left out."));
  if (has_no_row (record))
    _gw_report_loss (problems, "loss-image", is_empty (record) ? GW_SEVERITY_INFO : GW_SEVERITY_WARNING,
                     GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("Tables list images that were labeled, and have something for a table. The image is left "
                        "out."));
  if ((only == N_TABLES || only == SCORES) && head->scale != GW_SCORE_SCALE_LOGITS && misses_scores (head, record))
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_INFO, GW_OUTCOME_CHANGED, head, record, NULL, 0,
                     _ ("A table has a score for each class, and the image has none for some. 0 is written."));
  _gw_measure_common_loss (head, record, has_author, problems);
}
