/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-evaluation-figures.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-cancel-run.h"
#include "gw-error.h"
#include "gw-label-doubt.h"

#define MOST_CONFUSIONS 6
/* Replicates of the bootstrap; fewer of so many rows that they would take minutes. */
#define REPLICATES 1000
#define MANY_ROWS 100000
#define REPLICATES_OF_MANY 200

GwEvaluationFigures *
gw_evaluation_figures_ref (GwEvaluationFigures *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gw_evaluation_figures_unref (GwEvaluationFigures *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->classes, gw_class_evaluation_free);
  g_clear_pointer (&self->pairs, gw_class_evaluation_free);
  g_clear_pointer (&self->pair_rows, gw_class_rows_free);
  g_clear_pointer (&self->objects, gw_detection_evaluation_free);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->colors, g_array_unref);
  g_clear_pointer (&self->all_colors, g_array_unref);
  g_clear_pointer (&self->kept, g_array_unref);
  g_clear_pointer (&self->confusions, g_array_unref);
  g_free (self->matrix);
  g_free (self->per_class);
  g_free (self->doubtful);
  gw_insights_snapshot_unref (self->snapshot);
  g_free (self);
}

/* --- making them ------------------------------------------------------------------- */

/* The colors that the project has for the classes of the evaluation. */
static void
find_colors (GwEvaluationFigures *self, const GwDataSet *set, GPtrArray *names)
{
  g_autoptr (GHashTable) colors = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < set->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (set->classes, i);

      g_hash_table_insert (colors, (gpointer) gw_class_get_name (class), GUINT_TO_POINTER (gw_class_get_color (class)));
    }
  for (guint i = 0; i < names->len; i++)
    {
      const guint32 color = GPOINTER_TO_UINT (g_hash_table_lookup (colors, g_ptr_array_index (names, i)));

      g_array_append_val (self->all_colors, color);
    }
}

static void
keep_class (GwEvaluationFigures *self, GPtrArray *names, guint which)
{
  g_ptr_array_add (self->names, g_strdup (g_ptr_array_index (names, which)));
  g_array_append_val (self->colors, g_array_index (self->all_colors, guint32, which));
  g_array_append_val (self->kept, which);
  self->n_classes++;
}

static int
compare_confusions (gconstpointer a, gconstpointer b)
{
  const GwEvaluationConfusion *x = a, *y = b;

  if (x->n != y->n)
    return x->n > y->n ? -1 : 1;
  if (x->choice.actual != y->choice.actual)
    return x->choice.actual < y->choice.actual ? -1 : 1;
  return (x->choice.predicted > y->choice.predicted) - (x->choice.predicted < y->choice.predicted);
}

static void
find_confusions (GwEvaluationFigures *self)
{
  for (gsize i = 0; i < self->n_classes; i++)
    for (gsize j = 0; j < self->n_classes; j++)
      {
        const GwEvaluationConfusion confusion = { { (gint32) i, (gint32) j },
                                                  (guint64) self->matrix[i * self->n_matrix + j] };

        if (i != j && confusion.n > 0)
          g_array_append_val (self->confusions, confusion);
      }
  g_array_sort (self->confusions, compare_confusions);
  if (self->confusions->len > MOST_CONFUSIONS)
    g_array_set_size (self->confusions, MOST_CONFUSIONS);
}

static void
take_classes (GwEvaluationFigures *self)
{
  const GwClassEvaluation *evaluation = self->classes;

  for (guint i = 0; i < evaluation->rows->classes->len; i++)
    keep_class (self, evaluation->rows->classes, i);
  self->n_rows = evaluation->n_known;
  self->rows = GW_PLOT_ROWS_IMAGES;
  self->n_matrix = self->n_classes;
  self->matrix = g_memdup2 (evaluation->matrix, MAX (self->n_matrix * self->n_matrix, 1) * sizeof (double));
  self->labels = evaluation->labels;
  self->per_class = g_new0 (GwEvaluationClass, MAX (self->n_classes, 1));
  for (gsize i = 0; i < self->n_classes; i++)
    {
      const GwClassMetrics *class = &evaluation->per_class[i];

      self->per_class[i] = (GwEvaluationClass) {
        .precision = class->undefined & GW_UNDEFINED_PRECISION ? NAN : class->precision,
        .recall = class->undefined & GW_UNDEFINED_RECALL ? NAN : class->recall,
        .f1 = class->undefined & GW_UNDEFINED_F ? NAN : class->f1,
        .f2 = class->undefined & GW_UNDEFINED_F ? NAN : class->f2,
        .n_truths = (guint64) class->support,
      };
    }
}

/* With intervals, where the whole is wanted. */
static GwClassEvaluation *
make_evaluation (const GwEvaluationFigures *self, const GwClassRows *rows)
{
  GwClassEvaluationOptions options = GW_CLASS_EVALUATION_OPTIONS_INIT;

  options.bootstrap = !self->options.whole ? 0 : rows->n > MANY_ROWS ? REPLICATES_OF_MANY : REPLICATES;
  return gw_class_evaluation_new (rows, &options);
}

static gw_status
evaluate_classes (GwEvaluationFigures *self, const GwRun *run)
{
  const GwClassRows *rows = self->model->classes;
  gw_status status;

  self->classes = make_evaluation (self, rows);
  if (self->classes->n_known == 0)
    return GW_STATUS_OK;
  status = gw_class_evaluation_compute (self->classes, GW_CLASS_LABELS, run);
  if (!gw_status_has_values (status))
    return status;
  take_classes (self);
  self->doubtful = gw_label_doubt_of_rows (rows, run);
  return self->options.whole ? gw_class_evaluation_compute (self->classes, GW_CLASS_INTERVALS, run) : status;
}

/* Classes that are neither labeled nor found, as those of whole images, are left out. */
static void
keep_classes (GwEvaluationFigures *self)
{
  const GwDetectionEvaluation *evaluation = self->objects;
  const guint n = evaluation->rows->classes->len;

  for (guint i = 0; i < n; i++)
    if (evaluation->per_class[i].n_hits + evaluation->per_class[i].n_false + evaluation->per_class[i].n_missed > 0)
      keep_class (self, evaluation->rows->classes, i);
  g_array_append_val (self->kept, n);
  g_ptr_array_add (self->names, g_strdup (_ ("Nothing")));
}

static void
take_object_class (GwEvaluationFigures *self, guint i)
{
  const GwDetectionClass *class = &self->objects->per_class[g_array_index (self->kept, guint, i)];

  self->per_class[i] = (GwEvaluationClass) { .precision = class->precision,
                                             .recall = class->recall,
                                             .f1 = class->f1,
                                             .f2 = gw_f_beta ((double) class->n_hits, (double) class->n_false,
                                                              (double) class->n_missed, 2, NAN),
                                             .n_truths = class->n_hits + class->n_missed };
}

static void
take_objects (GwEvaluationFigures *self)
{
  const GwDetectionEvaluation *evaluation = self->objects;
  const gsize n_all = evaluation->rows->classes->len;
  gsize n;

  keep_classes (self);
  n = self->n_matrix = self->n_classes + 1;
  self->rows = GW_PLOT_ROWS_BOXES;
  self->matrix = g_new0 (double, n *n);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      self->matrix[i * n + j] = (double) evaluation->matrix[g_array_index (self->kept, guint, i) * (n_all + 1)
                                                            + g_array_index (self->kept, guint, j)];
  for (gsize i = 0; i + 1 < n; i++)
    {
      self->n_missed += (guint64) self->matrix[i * n + n - 1];
      self->n_extra += (guint64) self->matrix[(n - 1) * n + i];
    }
  self->n_rows = evaluation->n_pairs + self->n_missed + self->n_extra;
  self->labels = evaluation->pairs;
  self->per_class = g_new0 (GwEvaluationClass, n);
  for (guint i = 0; i < self->n_classes; i++)
    take_object_class (self, i);
  self->doubtful = gw_label_doubt_of_outcomes (evaluation);
}

static gw_status
draw_pairs (GwEvaluationFigures *self, const GwRun *run)
{
  if (self->objects->n_pairs == 0)
    return GW_STATUS_OK;
  self->pair_rows = gw_detection_evaluation_make_pair_rows (self->objects);
  self->pairs = make_evaluation (self, self->pair_rows);
  gw_class_evaluation_compute (self->pairs, GW_CLASS_LABELS, run);
  return gw_class_evaluation_compute (self->pairs, GW_CLASS_INTERVALS, run);
}

static gw_status
evaluate_objects (GwEvaluationFigures *self, const GwRun *run)
{
  const GwDetectionEvaluationOptions options = { .iou = self->options.iou, .score = self->options.score };
  gw_status status;

  self->objects = gw_detection_evaluation_new (self->model->objects, &options);
  if (self->model->objects->truths->rows->len == 0)
    return GW_STATUS_OK;
  status = gw_detection_evaluation_compute (self->objects, GW_DETECTION_MATCHES, run);
  if (!gw_status_has_values (status))
    return status;
  take_objects (self);
  if (!self->options.whole)
    return status;
  status = gw_detection_evaluation_compute (self->objects, GW_DETECTION_COCO, run);
  return gw_status_has_values (status) ? draw_pairs (self, run) : status;
}

gboolean
gw_evaluation_figures_can_choose (const GwInsightsModel *model)
{
  return model->objects != NULL && model->objects->truths->rows->len > 0 && model->classes != NULL
         && gw_class_rows_count_known (model->classes) > 0;
}

static gboolean
is_about_objects (const GwInsightsModel *model, GwEvaluationAbout about)
{
  if (model->objects == NULL || model->classes == NULL)
    return model->objects != NULL;
  if (gw_evaluation_figures_can_choose (model))
    return about != GW_EVALUATION_ABOUT_IMAGES;
  return model->objects->truths->rows->len > 0 || gw_class_rows_count_known (model->classes) == 0;
}

GwEvaluationFigures *
gw_evaluation_figures_new (GwInsightsSnapshot *snapshot, const GwEvaluationOptions *options, GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GError) failure = NULL;
  const GwInsightsModel *model = gw_insights_snapshot_load_model (snapshot, gw_insights_snapshot_get_model (snapshot),
                                                                  cancellable, &failure);
  const GwDataSet *set = failure == NULL ? gw_insights_snapshot_get_set (snapshot, cancellable, &failure) : NULL;
  const GwRun run = gw_cancel_run_init (cancellable);
  g_autoptr (GwEvaluationFigures) self = NULL;
  gboolean about_objects;
  gw_status status;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  self = g_new0 (GwEvaluationFigures, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->snapshot = gw_insights_snapshot_ref (snapshot);
  self->options = *options;
  self->model = model;
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->colors = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->all_colors = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->kept = g_array_new (FALSE, FALSE, sizeof (guint));
  self->confusions = g_array_new (FALSE, FALSE, sizeof (GwEvaluationConfusion));
  if (model == NULL)
    return g_steal_pointer (&self);

  about_objects = is_about_objects (model, options->about);
  find_colors (self, set, about_objects ? model->objects->classes : model->classes->classes);
  status = about_objects ? evaluate_objects (self, &run) : evaluate_classes (self, &run);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (!gw_status_has_values (status))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The model cannot be evaluated: %s."),
                   gw_status_text (status));
      return NULL;
    }
  if (self->matrix != NULL)
    find_confusions (self);
  return g_steal_pointer (&self);
}

/* --- what they say ------------------------------------------------------------------- */

const GwClassInterval *
gw_evaluation_figures_find_interval (const GwEvaluationFigures *self, const char *figure)
{
  const GwClassEvaluation *evaluation = self->classes != NULL ? self->classes : self->pairs;

  for (guint i = 0; evaluation != NULL && i < evaluation->intervals->len; i++)
    {
      const GwClassInterval *interval = &g_array_index (evaluation->intervals, GwClassInterval, i);

      if (g_str_equal (interval->figure, figure))
        return interval;
    }
  return NULL;
}

gboolean
gw_evaluation_figures_has_rows (const GwEvaluationFigures *self)
{
  return self->matrix != NULL;
}

guint64
gw_evaluation_figures_count (const GwEvaluationFigures *self, GwEvaluationChoice choice)
{
  const gint32 n = (gint32) self->n_matrix;
  double count = 0;

  for (gint32 i = 0; i < n; i++)
    for (gint32 j = 0; j < n; j++)
      {
        const gboolean is_in = (choice.actual == GW_EVALUATION_OTHERS ? i != j : i == choice.actual)
                               && (choice.predicted == GW_EVALUATION_OTHERS ? i != j : j == choice.predicted);

        count += is_in ? self->matrix[i * n + j] : 0;
      }
  return (guint64) count;
}

static const char *
name_of (const GwEvaluationFigures *self, gint32 class)
{
  return g_ptr_array_index (self->names, (guint) class);
}

char *
gw_evaluation_figures_describe (const GwEvaluationFigures *self, GwEvaluationChoice choice)
{
  const gint32 nothing = self->objects != NULL ? (gint32) self->n_classes : G_MAXINT32;

  if (choice.predicted == nothing)
    return choice.actual == GW_EVALUATION_OTHERS
               ? g_strdup (_ ("Missed: labeled, not predicted"))
               /* Translators: a class whose objects a detector did not find */
               : g_strdup_printf (_ ("Actual %s, missed"), name_of (self, choice.actual));
  if (choice.actual == nothing)
    return choice.predicted == GW_EVALUATION_OTHERS
               ? g_strdup (_ ("Extra: predicted, not labeled"))
               : g_strdup_printf (_ ("Predicted %s, not labeled"), name_of (self, choice.predicted));
  if (choice.predicted == GW_EVALUATION_OTHERS)
    return g_strdup_printf (_ ("Actual %s, predicted otherwise"), name_of (self, choice.actual));
  if (choice.actual == GW_EVALUATION_OTHERS)
    return g_strdup_printf (_ ("Predicted %s, actually otherwise"), name_of (self, choice.predicted));
  /* Translators: images of a class that a model took for another: “Actual cat, predicted dog” */
  return g_strdup_printf (_ ("Actual %s, predicted %s"), name_of (self, choice.actual),
                          name_of (self, choice.predicted));
}

/* --- what is behind a choice --------------------------------------------------------- */

#define WRONG_KINDS (1u << GW_OUTCOME_CONFUSED | 1u << GW_OUTCOME_FALSE_ALARM | 1u << GW_OUTCOME_MISSED)

/* What the evaluation calls a class of the matrix, which lacks those without a part. */
static gint32
find_kept (const GwEvaluationFigures *self, gint32 which)
{
  return which >= 0 && (guint) which < self->kept->len ? (gint32) g_array_index (self->kept, guint, which) : which;
}

GArray *
gw_evaluation_figures_list (const GwEvaluationFigures *self, GwEvaluationChoice choice)
{
  const gboolean wrong = choice.actual == GW_EVALUATION_OTHERS || choice.predicted == GW_EVALUATION_OTHERS;

  if (!gw_evaluation_figures_has_rows (self))
    return g_array_new (FALSE, FALSE, sizeof (guint));
  return self->objects != NULL
             ? gw_detection_evaluation_list (self->objects, find_kept (self, choice.actual),
                                             find_kept (self, choice.predicted), wrong ? WRONG_KINDS : 0)
             : gw_class_evaluation_list_rows (self->classes, choice.actual, choice.predicted, wrong);
}

GArray *
gw_evaluation_figures_list_images (const GwEvaluationFigures *self, const GArray *list)
{
  return self->objects != NULL ? gw_detection_evaluation_list_images (self->objects, list)
                               : gw_class_rows_list_images (self->classes->rows, list);
}

static void
get_object (const GwEvaluationFigures *self, guint index, GwEvaluationItem *item)
{
  const GwDetectionOutcome *outcome = &g_array_index (self->objects->outcomes, GwDetectionOutcome, index);
  const GwScoredObject *truth = gw_detection_outcome_get_truth (self->objects, outcome);
  const GwScoredObject *detection = gw_detection_outcome_get_detection (self->objects, outcome);

  item->image_id = self->objects->rows->image_ids[outcome->image];
  if (truth != NULL)
    {
      item->has_truth = TRUE;
      item->truth = truth->box;
      item->truth_color = g_array_index (self->all_colors, guint32, truth->label);
    }
  if (detection != NULL)
    {
      item->has_detection = TRUE;
      item->detection = detection->box;
      item->detection_color = g_array_index (self->all_colors, guint32, detection->label);
      item->sureness = detection->score;
    }
}

void
gw_evaluation_figures_get_item (const GwEvaluationFigures *self, guint index, GwEvaluationItem *item)
{
  *item = (GwEvaluationItem) { .sureness = NAN, .doubtful = self->doubtful != NULL && self->doubtful[index] };
  if (self->objects != NULL)
    {
      get_object (self, index, item);
      return;
    }
  item->image_id = self->classes->rows->image_ids[index];
  item->sureness = gw_class_rows_get_sureness (self->classes->rows, index, self->classes->predicted[index]);
}
