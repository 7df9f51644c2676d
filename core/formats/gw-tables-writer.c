/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tables-writer.h"

#include <math.h>
#include <glib/gi18n.h>

#include "gw-csv-writer.h"
#include "gw-error.h"
#include "gw-time.h"
#include "gw-writer-private.h"

typedef enum
{
  LABELS,
  SCORES,
  DETECTIONS,
  N_TABLES
} Table;

const char *const gw_tables_names[] = { "labels.csv", "scores.csv", "detections.csv", NULL };

typedef struct
{
  GOutputStream *streams[N_TABLES]; /* (nullable): of those that have begun */
  GwCsvWriter *tables[N_TABLES];
  GPtrArray *classes; /* of GwClass (unowned): a column of scores each */
  gboolean has_truth; /* a column of scores says what the image is */
  gboolean has_model; /* a column says whose scores and boxes they are */
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
  if (which != LABELS && state->has_model)
    gw_csv_writer_text (csv, "model");
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
  state->streams[which] = gw_folder_writer_open (writer->folder, gw_tables_names[which], error);
  if (state->streams[which] == NULL)
    return NULL;
  state->tables[which] = gw_csv_writer_new (state->streams[which], GW_CSV_WRITER_DATA, NULL);
  writer->n_files++;
  write_head (state, writer->head, which);

  return state->tables[which];
}

gboolean
gw_tables_writer_create (GwWriter *writer, GError **error)
{
  State *state;

  if (g_str_has_suffix (writer->target, ".csv"))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s: tables are written into a folder, as labels.csv, scores.csv and detections.csv. Name a "
                      "folder."),
                   writer->target);
      return FALSE;
    }
  state = g_new0 (State, 1);
  writer->state = state;
  state->classes = g_ptr_array_new ();
  for (guint i = 0; i < writer->head->classes->len; i++)
    if (!_gw_class_is_group (writer->head, g_ptr_array_index (writer->head->classes, i)))
      g_ptr_array_add (state->classes, g_ptr_array_index (writer->head->classes, i));
  state->has_truth = writer->head->truths;
  state->has_model = writer->head->model_name != NULL;

  return TRUE;
}

/* --- rows ------------------------------------------------------------------------------- */

static const char *
get_class_name (const GwWriter *writer, gint64 id)
{
  GwClass *class = gw_record_head_find_class (writer->head, id);

  return class != NULL ? _gw_class_get_name_for (class, "csv") : NULL;
}

static void
write_label (const GwWriter *writer, GwCsvWriter *csv, const GwRecord *record, const GwLabel *label)
{
  g_autofree char *time = record->modified > 0 ? gw_time_format (record->modified) : NULL;

  gw_csv_writer_text (csv, record->path);
  gw_csv_writer_text (csv, label != NULL ? get_class_name (writer, label->class_id) : NULL);
  gw_csv_writer_text (csv, record->split);
  gw_csv_writer_text (csv, record->annotator);
  gw_csv_writer_double (csv, label != NULL ? label->confidence : NAN);
  gw_csv_writer_text (csv, time);
  gw_csv_writer_end_row (csv);
}

static double
find_score (const GwRecord *record, gint64 class_id)
{
  for (guint i = 0; i < record->scores->len; i++)
    if (g_array_index (record->scores, GwLabel, i).class_id == class_id)
      return g_array_index (record->scores, GwLabel, i).confidence;
  return 0;
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
  for (guint i = 0; i < state->classes->len; i++)
    gw_csv_writer_double (csv, find_score (record, gw_class_get_id (g_ptr_array_index (state->classes, i))));
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
  gw_csv_writer_end_row (csv);
}

/* In which tables an image is that has neither labels nor objects: what the project is of
 * says it.
 */
static Table
choose_empty (const GwWriter *writer)
{
  gboolean of_classes = writer->head->has_task
                        && (writer->head->task == GW_TASK_SINGLE_CLASS || writer->head->task == GW_TASK_MULTI_CLASS);

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

gboolean
gw_tables_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  gboolean has_scores = record->scores != NULL && record->scores->len > 0;
  gboolean is_empty = record->labels->len == 0 && record->objects->len == 0 && !has_scores;
  Table empty = choose_empty (writer);

  if (record->path == NULL)
    return TRUE;
  if (has_scores && !write_table (writer, record, SCORES, error))
    return FALSE;
  if ((record->labels->len > 0 || (is_empty && record->labeled && empty == LABELS))
      && !write_table (writer, record, LABELS, error))
    return FALSE;
  if ((record->objects->len > 0 || (is_empty && record->labeled && empty == DETECTIONS))
      && !write_table (writer, record, DETECTIONS, error))
    return FALSE;

  return writer->options.copy == GW_COPY_NONE || writer->is_again
         || _gw_writer_copy_picture (writer, record, record->path, error);
}

gboolean
gw_tables_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  State *state = writer->state;
  gboolean any = FALSE;

  for (guint i = 0; i < N_TABLES; i++)
    any = any || state->tables[i] != NULL;
  /* Nothing to write is a table too. */
  if (!any && ensure_table (writer, choose_empty (writer), error) == NULL)
    return FALSE;
  for (guint i = 0; i < N_TABLES; i++)
    if (state->tables[i] != NULL
        && (!gw_csv_writer_finish (state->tables[i], error)
            || !g_output_stream_close (state->streams[i], cancellable, error)))
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

void
gw_tables_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                        GwProblems *problems)
{
  gboolean has_author = FALSE;

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      measure_object (head, record, object, problems);
      has_author = has_author
                   || (gw_object_get_author (object) != NULL
                       && !(has_people (head) && g_strcmp0 (gw_object_get_author (object), record->annotator) == 0));
    }
  /* Labels of images have their annotator and split beside them. */
  if (record->objects->len > 0 && !has_people (head))
    has_author = has_author || record->annotator != NULL;
  if (record->split != NULL && record->labels->len == 0)
    _gw_report_loss (problems, "loss-split", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("Tables of boxes and scores have no splits. They are left out."));
  _gw_measure_common_loss (head, record, has_author, problems);
}
