/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a page about a model waits for: ten million scores of one class, then a frame
 * of its threshold being moved (the counts, the rates, a line of 500 thresholds); and
 * a classifier of ten classes on 100,000 images, from the project to its figures.
 */

#include <math.h>

#include "bench.h"
#include "gw-class-evaluation.h"
#include "gw-import.h"
#include "gw-layer-info.h"
#include "gw-random.h"
#include "gw-score-view.h"
#include "gw-store-sqlite.h"
#include "gw-test-data.h"

#define N_SCORES 10000000
#define N_FRAMES 1000
#define N_IMAGES 100000
#define N_CLASSES 10

/* --- a threshold that moves -------------------------------------------------------------- */

static GwScoreView *
make_view (gsize n)
{
  gint32 *truth = g_new (gint32, n);
  double *score = g_new (double, n);
  gw_random random;
  gw_status status;

  gw_random_init (&random, 5);
  for (gsize i = 0; i < n; i++)
    {
      truth[i] = gw_random_real (&random) < 0.3;
      score[i] = 0.7 * gw_random_real (&random) + (truth[i] ? 0.3 : 0) * gw_random_real (&random);
    }

  return gw_score_view_new (truth, score, n, NULL, &status);
}

static void
run_threshold (void)
{
  g_autoptr (GwScoreView) view = make_view (gw_bench_amount (N_SCORES, 10000));
  double sum = 0, start = gw_bench_wall_ms ();

  for (guint i = 0; i < N_FRAMES; i++)
    {
      g_autoptr (GArray) line = NULL;
      GwOperatingPoint point;
      GwRates rates;

      gw_score_view_find_point (view, (double) i / N_FRAMES, &point);
      gw_rates_init (&rates, &point, 1);
      line = gw_score_view_sample_points (view, 500);
      sum += rates.accuracy + line->len;
    }
  g_assert (sum > 0);
  gw_bench_report ("a threshold moved over 10 M scores, a frame", (gw_bench_wall_ms () - start) / N_FRAMES, "ms",
                   gw_bench_amount (16, 0), NULL, 0);
}

/* --- from a project to figures ------------------------------------------------------------- */

static void
write_scores (const char *path, guint n_images)
{
  g_autoptr (GString) text = g_string_new ("image,truth");
  gw_random random;

  gw_random_init (&random, 7);
  for (guint k = 0; k < N_CLASSES; k++)
    g_string_append_printf (text, ",score:c%u", k);
  for (guint i = 0; i < n_images; i++)
    {
      guint truth = (guint) gw_random_below (&random, N_CLASSES), best = gw_random_below (&random, 10) < 8 ? truth : 0;

      g_string_append_printf (text, "\n%06u.png,c%u", i, truth);
      for (guint k = 0; k < N_CLASSES; k++)
        g_string_append (text, k == best ? ",0.82" : ",0.02");
    }
  g_string_append_c (text, '\n');
  if (!g_file_set_contents (path, text->str, (gssize) text->len, NULL))
    g_error ("cannot write %s", path);
}

static GwStore *
make_project (const char *folder, guint n_images)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("bench", GW_TASK_SINGLE_CLASS);
  g_autofree char *project = g_build_filename (folder, "p.groundwork", NULL);
  g_autofree char *scores = g_build_filename (folder, "scores.csv", NULL);
  GwStore *store = gw_store_sqlite_create (project, info, NULL, NULL);
  g_autoptr (GwImport) import = NULL;
  double start = gw_bench_wall_ms ();

  write_scores (scores, n_images);
  import = gw_import_new (store, scores);
  if (!gw_import_run (import, NULL, NULL, NULL))
    g_error ("the scores cannot be imported");
  gw_bench_report ("import of 1 M scores", gw_bench_wall_ms () - start, "ms", 0, NULL, 0);

  return store;
}

static void
run_project (void)
{
  char *folder = gw_test_folder_new ();
  g_autoptr (GwStore) store = make_project (folder, gw_bench_amount (N_IMAGES, 200));
  g_autoptr (GwDataSet) set = gw_data_set_load (store, NULL, NULL, NULL, NULL);
  g_autoptr (GPtrArray) models = gw_layer_info_list (store, GW_LAYER_KIND_PREDICTIONS, NULL, NULL);
  const GwClassEvaluationOptions options = GW_CLASS_EVALUATION_OPTIONS_INIT;
  g_autoptr (GwPredictionSet) predictions = NULL;
  g_autoptr (GwClassRows) rows = NULL;
  g_autoptr (GwClassEvaluation) evaluation = NULL;
  g_autoptr (GArray) cell = NULL;
  double start = gw_bench_wall_ms ();

  predictions = gw_prediction_set_load (store, set, NULL, gw_layer_info_find (models, NULL, NULL)->layer->id,
                                        GW_OVERLAP_BOX, NULL, NULL, NULL);
  rows = gw_class_rows_new_from_set (set, predictions, NULL, NULL);
  gw_bench_report ("1 M scores of 100,000 images from a project", gw_bench_wall_ms () - start, "ms", 0, NULL, 0);

  evaluation = gw_class_evaluation_new (rows, &options);
  start = gw_bench_wall_ms ();
  gw_class_evaluation_compute (evaluation, GW_CLASS_LABELS, NULL);
  gw_bench_report ("confusion and figures of 100,000 labels", gw_bench_wall_ms () - start, "ms",
                   gw_bench_amount (100, 0), NULL, 0);
  start = gw_bench_wall_ms ();
  for (guint part = GW_CLASS_AREAS; part < GW_CLASS_N_PARTS; part++)
    gw_class_evaluation_compute (evaluation, part, NULL);
  gw_bench_report ("all other figures of 1 M scores", gw_bench_wall_ms () - start, "ms", 0, NULL, 0);
  start = gw_bench_wall_ms ();
  cell = gw_class_evaluation_list_rows (evaluation, 1, 0, FALSE);
  gw_bench_report ("the images behind a cell of 100,000", gw_bench_wall_ms () - start, "ms", gw_bench_amount (100, 0),
                   NULL, 0);

  gw_store_close (store);
  gw_test_folder_free (folder);
}

int
main (void)
{
  run_threshold ();
  run_project ();

  return EXIT_SUCCESS;
}
