/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <inttypes.h>
#include <glib/gi18n.h>
#include <math.h>

#include "gw-cli-metrics.h"
#include "gw-cli-model.h"
#include "gw-cli-records.h"
#include "gw-cli-work.h"
#include "gw-detection-evaluation.h"
#include "gw-error.h"
#include "gw-number.h"

#define LEVEL 0.95

/* Two files as the evaluation takes them. */
typedef struct
{
  GwCli *cli;
  GwObjectTable *truths;
  GwObjectTable *detections;
  GArray *sizes; /* of gint: width and height of each image; 0: not known */
  GArray *ids;   /* of gint64: what images are ordered by */
} Joining;

static void
joining_clear (Joining *self)
{
  g_clear_pointer (&self->truths, gw_object_table_free);
  g_clear_pointer (&self->detections, gw_object_table_free);
  g_clear_pointer (&self->sizes, g_array_unref);
  g_clear_pointer (&self->ids, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Joining, joining_clear)

static guint
add_image (Joining *self)
{
  const gint unknown[2] = { 0, 0 };
  const gint64 none = 0;

  g_array_append_vals (self->sizes, unknown, 2);
  g_array_append_val (self->ids, none);

  return self->ids->len - 1;
}

static void
learn_size (Joining *self, guint image, const GwRecord *record)
{
  gint *size = &g_array_index (self->sizes, gint, 2 * image);

  for (guint i = 0; i < record->objects->len && size[0] == 0; i++)
    {
      const GwShape *shape = gw_object_get_shape (g_ptr_array_index (record->objects, i));

      if (shape->kind == GW_SHAPE_MASK)
        {
          size[0] = shape->as.mask.image_width;
          size[1] = shape->as.mask.image_height;
        }
    }
  if (size[0] == 0 && record->width > 0 && record->height > 0)
    {
      size[0] = record->width;
      size[1] = record->height;
    }
}

static void
report_left_out (Joining *self, const GwRecord *record, const char *code, const char *text)
{
  gw_problems_add (self->cli->problems, GW_SEVERITY_ERROR, code, NULL, record->line, record->path, "%s", text);
}

/* What covers no pixels that could be compared is reported. */
static void
add_object (Joining *self, GwObjectTable *table, guint image, const GwRecord *record, GwObject *object, int label)
{
  const gint *size = &g_array_index (self->sizes, gint, 2 * image);

  switch (gw_object_table_add (table, (gint32) image, size[0], size[1], object, label))
    {
    case GW_OBJECT_NO_SIZE:
      report_left_out (self, record, "size-missing",
                       _ ("The size of the image is not known. The object was left out."));
      break;
    case GW_OBJECT_MASK_SIZE:
      report_left_out (self, record, "mask-size", _ ("The mask is not of the size of its image. It was left out."));
      break;
    case GW_OBJECT_NO_PIXELS:
      report_left_out (self, record, "segment-empty", _ ("The object covers no pixels. It was left out."));
      break;
    case GW_OBJECT_ADDED:
    default:
      break;
    }
}

static int
get_label (GHashTable *classes, GwObject *object)
{
  gint64 id = gw_object_get_class_id (object);

  return GPOINTER_TO_INT (g_hash_table_lookup (classes, &id)) - 1;
}

static void
add_objects (Joining *self, GwObjectTable *table, guint image, const GwRecord *record, GHashTable *classes)
{
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      add_object (self, table, image, record, object, get_label (classes, object));
    }
}

/* The images of the truth by the numbers of their file, where it has such: among
 * equal scores they go first to last.
 */
static void
number_images (Joining *self, const GwCliRecords *truth)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  gint64 next = G_MAXINT32;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, truth->paths);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      gint64 number;

      if (gw_number_parse_int64 (key, -1, &number) && ABS (number) < G_MAXINT32)
        g_hash_table_insert (numbers, value, g_memdup2 (&number, sizeof number));
    }
  for (guint i = 0; i < self->ids->len; i++)
    {
      const GwRecord *record = i < truth->records->len ? g_ptr_array_index (truth->records, i) : NULL;
      const gint64 *number = record != NULL ? g_hash_table_lookup (numbers, record->path) : NULL;

      g_array_index (self->ids, gint64, i) = number != NULL ? *number : next++;
    }
}

/* Images of the detections that the truth does not have hold false ones only. */
static GwDetectionRows *
join (Joining *self, const GwCliRecords *truth, const GwCliRecords *detections)
{
  g_autoptr (GHashTable) truth_classes = NULL;
  g_autoptr (GHashTable) classes = NULL;
  g_autoptr (GArray) matches = gw_cli_records_match (truth, detections);
  GPtrArray *names = gw_cli_records_list_classes (truth, detections);

  truth_classes = gw_cli_records_index_classes (truth, names);
  classes = gw_cli_records_index_classes (detections, names);
  for (guint i = 0; i < truth->records->len; i++)
    learn_size (self, add_image (self), g_ptr_array_index (truth->records, i));
  for (guint i = 0; i < detections->records->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (detections->records, i);
      gint match = g_array_index (matches, gint, i);
      guint image = match >= 0 ? (guint) match : add_image (self);

      learn_size (self, image, record);
      add_objects (self, self->detections, image, record, classes);
    }
  for (guint i = 0; i < truth->records->len; i++)
    add_objects (self, self->truths, i, g_ptr_array_index (truth->records, i), truth_classes);
  number_images (self, truth);

  return gw_detection_rows_new (names, (const gint64 *) (gpointer) self->ids->data, self->ids->len, self->truths,
                                self->detections);
}

/* Labels are compared as sure ones without a word; a model gives scores to all or
 * none.
 */
static void
tell_unscored (GwCli *cli, const GwObjectTable *detections, const char *path)
{
  if (detections->n_unscored > 0 && detections->n_unscored < detections->n_added)
    gw_problems_add (cli->problems, GW_SEVERITY_WARNING, "score-missing", path, 0, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%" PRIu64 " detection has no score. It counts as one of score 1.",
                                  "%" PRIu64 " detections have no score. They count as ones of score 1.",
                                  detections->n_unscored),
                     detections->n_unscored);
}

/* --- the answer --------------------------------------------------------------------- */

static void
tell_figure (GwCliAnswer *answer, const char *key, double figure)
{
  gw_cli_answer_number (answer, key, gw_detection_evaluation_read_figure (figure));
}

static void
tell_summary (GwCliAnswer *answer, const GwCocoSummary *summary)
{
  tell_figure (answer, "AP", summary->ap);
  tell_figure (answer, "AP50", summary->ap50);
  tell_figure (answer, "AP75", summary->ap75);
  tell_figure (answer, "AP_small", summary->ap_small);
  tell_figure (answer, "AP_medium", summary->ap_medium);
  tell_figure (answer, "AP_large", summary->ap_large);
  tell_figure (answer, "AR_1", summary->ar1);
  tell_figure (answer, "AR_10", summary->ar10);
  tell_figure (answer, "AR_100", summary->ar100);
  tell_figure (answer, "AR_small", summary->ar_small);
  tell_figure (answer, "AR_medium", summary->ar_medium);
  tell_figure (answer, "AR_large", summary->ar_large);
}

/* What became of each object at --iou. pairs (nullable): with intervals. */
static void
tell_matches (GwCliAnswer *answer, const GwDetectionEvaluation *self, const GwClassEvaluation *pairs)
{
  gw_cli_answer_begin_object (answer, "matches");
  gw_cli_answer_number (answer, "iou", self->options.iou);
  gw_cli_answer_count (answer, "pairs", self->n_pairs);
  gw_cli_answer_count (answer, "hits", self->total.n_hits);
  gw_cli_answer_count (answer, "false", self->total.n_false);
  gw_cli_answer_count (answer, "missed", self->total.n_missed);
  gw_cli_answer_number (answer, "precision", self->total.precision);
  gw_cli_answer_number (answer, "recall", self->total.recall);
  gw_cli_answer_number (answer, "f1", self->total.f1);
  gw_cli_answer_number (answer, "accuracy", self->pairs.accuracy);
  gw_cli_answer_number (answer, "f1_macro", self->pairs.macro.f1);
  gw_cli_answer_number (answer, "mcc", self->pairs.mcc);
  gw_cli_answer_number (answer, "g_mean", self->pairs.g_mean);
  if (pairs != NULL)
    gw_cli_metrics_tell_intervals (answer, pairs);
  gw_cli_answer_end_object (answer);
}

static void
tell_classes (GwCliAnswer *answer, const GwDetectionEvaluation *self)
{
  const GwCocoResult *coco = &self->coco;
  const GwVocResult *voc = &self->voc;

  gw_cli_answer_begin_table (answer, "per_class");
  for (gsize i = 0; i < coco->n_classes; i++)
    {
      gw_cli_answer_begin_row (answer);
      gw_cli_answer_text (answer, "name", g_ptr_array_index (self->rows->classes, i));
      gw_cli_answer_count (answer, "truths", coco->classes[i].n_truths);
      gw_cli_answer_count (answer, "detections", coco->classes[i].n_detections);
      tell_figure (answer, "AP", coco->classes[i].ap);
      tell_figure (answer, "AP50", coco->classes[i].ap50);
      tell_figure (answer, "AP75", coco->classes[i].ap75);
      tell_figure (answer, "AR_100", coco->classes[i].ar100);
      gw_cli_answer_number (answer, "precision", self->per_class[i].precision);
      gw_cli_answer_number (answer, "recall", self->per_class[i].recall);
      gw_cli_answer_number (answer, "f1", self->per_class[i].f1);
      gw_cli_answer_end_row (answer);
    }
  gw_cli_answer_end_table (answer);

  gw_cli_answer_begin_table (answer, "VOC_AP");
  for (gsize i = 0; i < voc->n_classes; i++)
    {
      gw_cli_answer_begin_row (answer);
      gw_cli_answer_text (answer, "name", g_ptr_array_index (self->rows->classes, i));
      gw_cli_answer_number (answer, "ap_all_point", voc->classes[i].ap_all_point);
      gw_cli_answer_number (answer, "ap_11_point", voc->classes[i].ap_11_point);
      gw_cli_answer_end_row (answer);
    }
  gw_cli_answer_end_table (answer);
}

static gboolean
evaluate (GwCli *cli, GwDetectionEvaluation *self, GError **error)
{
  GwRun run = gw_cli_get_run (cli);

  for (guint part = 0; part < GW_DETECTION_N_PARTS; part++)
    {
      gw_status status = gw_detection_evaluation_compute (self, part, &run);

      if (!gw_cli_check_status (cli, status, _ ("The detections cannot be evaluated"), error))
        return FALSE;
    }

  return TRUE;
}

/* Intervals of what the matches say of classes; nothing without --bootstrap. */
static gboolean
draw_pairs (GwCli *cli, GwClassEvaluation *pairs, GError **error)
{
  GwRun run = gw_cli_get_run (cli);
  gw_status status = gw_class_evaluation_compute (pairs, GW_CLASS_LABELS, &run);

  if (gw_status_has_values (status))
    status = gw_class_evaluation_compute (pairs, GW_CLASS_INTERVALS, &run);

  return gw_cli_check_status (cli, status, _ ("The intervals cannot be had"), error);
}

static gboolean
tell (GwCli *cli, const GwDetectionEvaluation *self, const GwClassEvaluation *pairs, GError **error)
{
  const GwDetectionRows *rows = self->rows;
  g_auto (GwCliAnswer) answer = { 0 };

  gw_cli_answer_begin (&answer, cli);
  gw_cli_answer_count (&answer, "images", rows->n_images);
  gw_cli_answer_count (&answer, "detections", rows->detections->n_added);
  gw_cli_answer_count (&answer, "n_excluded",
                       self->coco.n_excluded + rows->truths->n_without_mask + rows->detections->n_without_mask);
  tell_summary (&answer, &self->coco.summary);
  tell_matches (&answer, self, pairs);
  tell_classes (&answer, self);

  return gw_cli_answer_end (&answer, error);
}

static gboolean
read_options (GwOverlap *overlap, GError **error)
{
  const char *type = gw_cli_metrics_options.iou_type;
  double iou = gw_cli_metrics_options.iou;

  *overlap = g_strcmp0 (type, "segm") == 0 ? GW_OVERLAP_MASK : GW_OVERLAP_BOX;
  if (type != NULL && !g_str_equal (type, "segm") && !g_str_equal (type, "bbox"))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--iou-type is bbox or segm, not “%s”."), type);
  else if (!(iou > 0 && iou <= 1))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--iou is above 0 and at most 1."));
  else
    return TRUE;

  return FALSE;
}

static GwDetectionRows *
read_project (GwCli *cli, GwOverlap overlap, GError **error)
{
  g_autoptr (GwCliModels) models = gw_cli_models_open (cli, cli->arguments[1], gw_cli_metrics_options.where, error);

  return models != NULL ? gw_cli_models_load_detections (models, cli, gw_cli_metrics_options.model, overlap, error)
                        : NULL;
}

static GwDetectionRows *
read_files (Joining *joining, GwCli *cli, GwOverlap overlap, GError **error)
{
  g_autoptr (GwCliRecords) truth = gw_cli_records_read (cli, cli->arguments[1], NULL, NULL, error);
  g_autoptr (GwCliRecords) detections = NULL;
  GwDetectionRows *rows;

  detections = truth != NULL ? gw_cli_records_read (cli, cli->arguments[2], truth, NULL, error) : NULL;
  if (detections == NULL)
    return NULL;

  joining->cli = cli;
  joining->truths = gw_object_table_new (overlap);
  joining->detections = gw_object_table_new (overlap);
  joining->sizes = g_array_new (FALSE, TRUE, sizeof (gint));
  joining->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  rows = join (joining, truth, detections);
  tell_unscored (cli, joining->detections, cli->arguments[2]);

  return rows;
}

int
gw_cli_metrics_detection (GwCli *cli, GError **error)
{
  g_auto (Joining) joining = { 0 };
  g_autoptr (GwDetectionRows) rows = NULL;
  g_autoptr (GwDetectionEvaluation) evaluation = NULL;
  g_autoptr (GwClassRows) pair_rows = NULL;
  g_autoptr (GwClassEvaluation) pairs = NULL;
  GwOverlap overlap;

  if (!gw_cli_metrics_check_bootstrap (error) || !read_options (&overlap, error))
    return GW_CLI_FAILED;
  rows = gw_cli_is_project (cli->arguments[1]) ? read_project (cli, overlap, error)
                                               : read_files (&joining, cli, overlap, error);
  if (rows == NULL)
    return GW_CLI_FAILED;

  evaluation = gw_detection_evaluation_new (
      rows, &(GwDetectionEvaluationOptions) { .iou = gw_cli_metrics_options.iou, .score = -INFINITY });

  if (!evaluate (cli, evaluation, error))
    return GW_CLI_FAILED;
  if (gw_cli_metrics_options.bootstrap > 0 && evaluation->n_pairs > 0)
    {
      pair_rows = gw_detection_evaluation_make_pair_rows (evaluation);
      pairs = gw_class_evaluation_new (
          pair_rows, &(GwClassEvaluationOptions) { .threshold = NAN,
                                                   .beta = 1,
                                                   .bootstrap = (gsize) gw_cli_metrics_options.bootstrap,
                                                   .seed = (guint64) gw_cli_metrics_options.seed,
                                                   .level = LEVEL });
      if (!draw_pairs (cli, pairs, error))
        return GW_CLI_FAILED;
    }

  return tell (cli, evaluation, pairs, error) ? gw_problems_exit_code (cli->problems) : GW_CLI_FAILED;
}
