/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a table: of scores, of answers, and of boxes. What comes out keeps its promises. */

#include "gw-class-scores.h"
#include "gw-detection-table.h"
#include "gw-fuzz.h"
#include "gw-test-data.h"
#include "gw-worker-answers.h"

static void
check_scores (const char *path, const GwScoreRules *rules)
{
  g_autoptr (GwProblems) problems = gw_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GwClassScores) scores = gw_class_scores_read (path, rules, problems, NULL, NULL, &error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert ((scores == NULL) == (error != NULL));
  if (scores == NULL)
    return;

  g_assert_cmpuint (scores->images->len, ==, scores->n);
  g_assert_cmpuint (scores->rows->len, ==, scores->n);
  for (gsize i = 0; i < scores->n; i++)
    {
      g_assert_true (g_hash_table_add (seen, g_ptr_array_index (scores->images, i)));
      if (scores->truth != NULL)
        g_assert_true (scores->truth[i] >= -1 && scores->truth[i] < (gint32) scores->classes->len);
    }
  gw_class_scores_soften (scores);
  for (gsize i = 0; i < scores->n * scores->classes->len; i++)
    g_assert_true (scores->scores[i] >= 0 && scores->scores[i] <= 1);
  g_assert_true (!scores->binary || scores->positive < 2);
}

static void
check_answers (const char *path)
{
  g_autoptr (GwProblems) problems = gw_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GwWorkerAnswers) answers = gw_worker_answers_read (path, problems, NULL, NULL, &error);

  g_assert ((answers == NULL) == (error != NULL));
  for (gsize i = 0; answers != NULL && i < answers->n; i++)
    {
      g_assert_true (answers->object[i] >= 0 && answers->object[i] < (gint32) answers->objects->len);
      g_assert_true (answers->worker[i] >= 0 && answers->worker[i] < (gint32) answers->workers->len);
      g_assert_true (answers->label[i] >= 0 && answers->label[i] < (gint32) answers->labels->len);
    }
}

static void
check_boxes (const char *path)
{
  g_autoptr (GwProblems) problems = gw_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  g_autoptr (GPtrArray) records = gw_detection_table_read (path, head, NULL, NULL, problems, NULL, NULL, &error);

  g_assert ((records == NULL) == (error != NULL));
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (records, i);

      g_assert_nonnull (record->path);
      for (guint k = 0; k < record->objects->len; k++)
        g_assert_nonnull (
            gw_record_head_find_class (head, gw_object_get_class_id (g_ptr_array_index (record->objects, k))));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *folder = gw_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);

  g_assert (g_file_set_contents (path, (const char *) data, (gssize) size, NULL));
  check_scores (path, &(GwScoreRules) { .normalise = TRUE });
  check_scores (path, &(GwScoreRules) { .positive = "a" });
  check_scores (path, &(GwScoreRules) { .mode = GW_SCORE_MODE_LOGIT });
  check_scores (path, &(GwScoreRules) { .positive = "a", .mode = GW_SCORE_MODE_MULTILABEL });
  check_answers (path);
  check_boxes (path);
  gw_test_folder_free (folder);

  return 0;
}
