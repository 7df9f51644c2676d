/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <string.h>

#include "gw-error.h"
#include "gw-class-scores.h"

static GwClassScores *
read_by (Fixture *self, const char *text, const GwScoreRules *rules)
{
  g_autofree char *path = fixture_write (self, "scores.csv", text);

  g_clear_error (&self->error);
  g_clear_pointer (&self->problems, gw_problems_unref);
  self->problems = gw_problems_new ();

  return gw_class_scores_read (path, rules, self->problems, NULL, NULL, &self->error);
}

static GwClassScores *
read_text (Fixture *self, const char *text, const char *positive)
{
  const GwScoreRules rules = { .positive = positive };

  return read_by (self, text, &rules);
}

static const char *
name_of (GPtrArray *names, guint i)
{
  return g_ptr_array_index (names, i);
}

static void
test_wide (Fixture *self, gconstpointer data)
{
  g_autoptr (GwClassScores) scores = read_text (
      self, "image,truth,score:dog,score:cat,score:owl\na,cat,0.2,0.7,0.1\nb,,0.5,0.25,0.25\nc,fox,1,0,0\n", NULL);

  g_assert_no_error (self->error);
  g_assert_cmpuint (scores->n, ==, 3);
  g_assert_cmpuint (scores->classes->len, ==, 3);
  g_assert_cmpstr (name_of (scores->classes, 0), ==, "dog");
  g_assert_cmpfloat (scores->scores[1], ==, 0.7);
  g_assert_cmpint (scores->truth[0], ==, 1);
  g_assert_cmpint (scores->truth[1], ==, -1);
  g_assert_cmpint (scores->truth[2], ==, -1);
  g_assert_false (scores->binary);
  g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 1);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 1);
}

/* As other tools have them: item, label, and the classes by their bare names. */
static void
test_bare_names (Fixture *self, gconstpointer data)
{
  g_autoptr (GwClassScores) scores = read_text (self, "item,label,0,1\n7,1,0.1,0.9\n8,0,0.6,0.4\n", "0");

  g_assert_no_error (self->error);
  g_assert_cmpuint (scores->n, ==, 2);
  g_assert_cmpstr (name_of (scores->images, 0), ==, "7");
  g_assert_cmpint (scores->truth[0], ==, 1);
  g_assert_true (scores->binary);
  g_assert_cmpuint (scores->positive, ==, 0);
  g_assert_cmpuint (fixture_count (self, "column-read-as"), ==, 3);
  g_assert_cmpint (gw_problems_exit_code (self->problems), ==, 0);
}

static void
test_binary (Fixture *self, gconstpointer data)
{
  g_autoptr (GwClassScores) scores = read_text (self, "image,score,truth\na,0.75,sick\nb,0.25,well\n", "sick");
  g_autoptr (GwClassScores) nameless = NULL;

  g_assert_no_error (self->error);
  g_assert_true (scores->binary);
  g_assert_true (scores->one_column);
  g_assert_cmpuint (scores->positive, ==, 1);
  g_assert_cmpstr (name_of (scores->classes, 0), ==, "well");
  g_assert_cmpstr (name_of (scores->classes, 1), ==, "sick");
  g_assert_cmpfloat (scores->scores[0], ==, 0.25);
  g_assert_cmpfloat (scores->scores[1], ==, 0.75);
  g_assert_cmpint (scores->truth[0], ==, 1);
  g_assert_cmpint (scores->truth[1], ==, 0);

  nameless = read_text (self, "image,score\na,0.75\n", NULL);
  g_assert_null (nameless);
  g_assert_nonnull (strstr (self->error->message, "--positive"));
}

static void
test_long (Fixture *self, gconstpointer data)
{
  g_autoptr (GwClassScores) scores = read_text (
      self, "image,label,score\nb,dog,0.75\na,cat,1\nb,cat,0.25\nb,cat,0.5\na,,1\n", NULL);

  g_assert_no_error (self->error);
  g_assert_cmpuint (scores->n, ==, 2);
  g_assert_cmpstr (name_of (scores->images, 0), ==, "b");
  g_assert_cmpstr (name_of (scores->classes, 0), ==, "cat");
  g_assert_cmpfloat (scores->scores[0], ==, 0.25);
  g_assert_cmpfloat (scores->scores[1], ==, 0.75);
  g_assert_cmpfloat (scores->scores[3], ==, 0);
  g_assert_null (scores->truth);
  g_assert_cmpuint (fixture_count (self, "score-missing"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "row-duplicate"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "row-fields"), ==, 1);
}

/* Truths beside the scores; one that nothing scores is a class all the same. */
static void
test_long_with_truth (Fixture *self, gconstpointer data)
{
  g_autoptr (GwClassScores) scores = read_text (self,
                                                "image,truth,label,score\nb,dog,dog,0.75\na,ape,cat,1\nb,,cat,0.25\n"
                                                "a,cat,dog,0\nc,,cat,1\n",
                                                NULL);

  g_assert_no_error (self->error);
  g_assert_cmpuint (scores->n, ==, 3);
  g_assert_cmpuint (scores->classes->len, ==, 3);
  g_assert_cmpstr (name_of (scores->classes, 2), ==, "ape");
  g_assert_cmpfloat (scores->scores[1], ==, 0.75);
  g_assert_cmpfloat (scores->scores[3], ==, 1);
  g_assert_cmpint (scores->truth[0], ==, 1);
  g_assert_cmpint (scores->truth[1], ==, 2);
  g_assert_cmpint (scores->truth[2], ==, -1);
  g_assert_cmpuint (fixture_count (self, "truth-differs"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "score-missing"), ==, 1);
}

static void
test_wrong_rows_are_left_out (Fixture *self, gconstpointer data)
{
  g_autoptr (GwClassScores) scores = read_text (
      self, "image,score:a,score:b\nx,0.5,0.5\nx,0.5,0.5\ny,1.5,-0.5\nz,,1\nw,inf,0\nv,0.5,0.1\n,1,0\n", NULL);
  g_autoptr (GPtrArray) problems = NULL;
  const GwProblem *worst;

  g_assert_no_error (self->error);
  g_assert_cmpuint (scores->n, ==, 2);
  g_assert_cmpstr (name_of (scores->images, 1), ==, "v");
  g_assert_cmpuint (GPOINTER_TO_SIZE (g_ptr_array_index (scores->rows, 1)), ==, 7);
  g_assert_cmpuint (fixture_count (self, "row-duplicate"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "score-range"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "score-not-finite"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "score-sum"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "row-fields"), ==, 1);

  g_clear_pointer (&scores, gw_class_scores_free);
  scores = read_text (self, "image,label,score\nx,a,0.5\nx,b,0.25\ny,a,1\ny,b,1\nz,a,1\nz,b,0\n", NULL);
  g_assert_cmpuint (fixture_count (self, "score-sum"), ==, 1);
  problems = gw_problems_list (self->problems, "score-sum");
  worst = g_ptr_array_index (problems, 0);
  g_assert_cmpstr (worst->image, ==, "y");
  g_assert_cmpuint (worst->line, ==, 4);
  g_assert_nonnull (strstr (worst->text, "2 images"));
}

static void
test_refuses (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = {
    "truth,score:a\ncat,1\n",                   /* no image */
    "image,truth\na,b\n",                       /* no scores */
    "image,score,truth\nx,1,a\ny,0,b\nz,0,c\n", /* three classes, one score */
    "image,a,b,color\nx,0,1,red\n",             /* text among the classes */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_null (read_text (self, texts[i], "a"));
      g_assert_error (self->error, GW_ERROR, GW_ERROR_INVALID);
      g_assert_nonnull (strstr (self->error->message, "scores.csv:1: "));
    }
  g_assert_null (read_text (self, "image,score:a,score:b\nx,0,1\n", "c"));
  /* Text for scores is told of row by row. */
  g_assert_null (read_text (self, "image,score:a,score:b\nx,one,two\n", "a"));
  g_assert_cmpuint (gw_problems_count_code (self->problems, "score-not-finite"), ==, 1);
}

/* Any finite number; softmax by hand: e, 1 and 1 / e of a sum of 4.08616126963... */
/* A logit that is not given is none, of which 0 might be the highest. */
static void
test_missing_logits (Fixture *self, gconstpointer data)
{
  const GwScoreRules rules = { .mode = GW_SCORE_MODE_LOGIT };
  const char *const tables[] = { "image,score:a,score:b,score:c\nx,-1,,-2\ny,,,\n",
                                 "image,label,score\nx,a,-1\nx,c,-2\nz,b,-3\n" };
  const guint n_missing[] = { 1, 3 };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GwClassScores) scores = read_by (self, tables[i], &rules);
      g_autoptr (GPtrArray) problems = NULL;
      g_autofree char *start = g_strdup_printf ("%u ", n_missing[i]);

      g_assert_no_error (self->error);
      g_assert_cmpuint (scores->n, ==, i + 1);
      g_assert_cmpuint (fixture_count (self, "score-not-finite"), ==, i == 0 ? 1 : 0);
      problems = gw_problems_list (self->problems, "score-missing");
      g_assert_cmpuint (problems->len, ==, 1);
      g_assert_true (g_str_has_prefix (((const GwProblem *) g_ptr_array_index (problems, 0))->text, start));
      gw_class_scores_soften (scores);
      g_assert_cmpfloat_with_epsilon (scores->scores[0], 0.73105857863, 1e-11);
      g_assert_cmpfloat (scores->scores[1], ==, 0);
      g_assert_cmpfloat_with_epsilon (scores->scores[2], 0.26894142137, 1e-11);
    }
}

static void
test_logits (Fixture *self, gconstpointer data)
{
  const GwScoreRules rules = { .mode = GW_SCORE_MODE_LOGIT, .normalise = TRUE };
  const GwScoreRules sick = { .positive = "sick", .mode = GW_SCORE_MODE_LOGIT };
  g_autoptr (GwClassScores) scores = read_by (self, "image,score:a,score:b,score:c\nx,1,0,-1\ny,1e300,0,0\nz,inf,0,0\n",
                                              &rules);
  g_autoptr (GwClassScores) one = NULL;

  g_assert_no_error (self->error);
  g_assert_cmpuint (scores->n, ==, 2);
  g_assert_cmpint (scores->mode, ==, GW_SCORE_MODE_LOGIT);
  g_assert_cmpfloat (scores->scores[2], ==, -1);
  g_assert_cmpuint (fixture_count (self, "score-not-finite"), ==, 1);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 1);
  gw_class_scores_soften (scores);
  g_assert_cmpfloat_with_epsilon (scores->scores[0], 0.66524095577482, 1e-12);
  g_assert_cmpfloat_with_epsilon (scores->scores[1], 0.24472847105479, 1e-12);
  g_assert_cmpfloat_with_epsilon (scores->scores[2], 0.09003057317038, 1e-12);
  g_assert_cmpfloat (scores->scores[3], ==, 1);
  g_assert_cmpfloat (scores->scores[4], ==, 0);

  one = read_by (self, "image,score,truth\nx,2,sick\ny,-2,well\n", &sick);
  g_assert_no_error (self->error);
  gw_class_scores_soften (one);
  g_assert_cmpfloat_with_epsilon (one->scores[1], 0.88079707797788, 1e-12);
  g_assert_cmpfloat_with_epsilon (one->scores[0], 0.11920292202212, 1e-12);
  g_assert_cmpfloat_with_epsilon (one->scores[3], 0.11920292202212, 1e-12);
}

/* Each class on its own: no sum, but from 0 to 1. */
static void
test_multilabel (Fixture *self, gconstpointer data)
{
  const GwScoreRules rules = { .mode = GW_SCORE_MODE_MULTILABEL, .normalise = TRUE };
  g_autoptr (GwClassScores) scores = read_by (self, "image,score:a,score:b\nx,0.9,0.8\ny,1.5,0\nz,0,0\n", &rules);

  g_assert_no_error (self->error);
  g_assert_cmpuint (scores->n, ==, 2);
  g_assert_cmpfloat (scores->scores[0], ==, 0.9);
  g_assert_cmpuint (fixture_count (self, "score-sum"), ==, 0);
  g_assert_cmpuint (fixture_count (self, "score-range"), ==, 1);
  gw_class_scores_soften (scores);
  g_assert_cmpfloat (scores->scores[1], ==, 0.8);
}

/* Only where it is asked; a sum of 0 stays, and is told of as before. */
static void
test_normalised (Fixture *self, gconstpointer data)
{
  static const char table[] = "image,score:a,score:b\nx,0.5,0.25\ny,0.5,0.501\nz,0,0\n";
  const GwScoreRules rules = { .mode = GW_SCORE_MODE_PROBABILITY, .normalise = TRUE };
  g_autoptr (GwClassScores) kept = read_text (self, table, NULL);
  g_autoptr (GwClassScores) scores = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_cmpfloat (kept->scores[0], ==, 0.5);
  g_assert_cmpint (kept->mode, ==, GW_SCORE_MODE_PROBABILITY);
  g_assert_cmpuint (fixture_count (self, "score-sum"), ==, 1);

  scores = read_by (self, table, &rules);
  g_assert_cmpfloat_with_epsilon (scores->scores[0], 2.0 / 3, 1e-15);
  g_assert_cmpfloat_with_epsilon (scores->scores[1], 1.0 / 3, 1e-15);
  g_assert_cmpfloat_with_epsilon (scores->scores[2] + scores->scores[3], 1, 1e-15);
  g_assert_cmpfloat (scores->scores[4], ==, 0);
  problems = gw_problems_list (self->problems, "score-sum");
  g_assert_cmpuint (problems->len, ==, 2);
  g_assert_cmpint (((const GwProblem *) g_ptr_array_index (problems, 0))->severity, ==, GW_SEVERITY_WARNING);
  g_assert_cmpstr (((const GwProblem *) g_ptr_array_index (problems, 0))->image, ==, "z");
  g_assert_cmpint (((const GwProblem *) g_ptr_array_index (problems, 1))->severity, ==, GW_SEVERITY_INFO);
  g_assert_cmpstr (((const GwProblem *) g_ptr_array_index (problems, 1))->image, ==, "x");
}

static void
test_progress (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = { "image,score:a,score:b\nx.png,0.5,0.5\n", "image,score\nx.png,0.5\n",
                                       "image,label,score\nx.png,a,0.5\nx.png,b,0.5\n" };
  const GwScoreRules rules = { .positive = "a" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = fixture_write (self, "scores.csv", texts[i]);
      g_autoptr (GwWork) work = gw_work_new ("test");
      g_autoptr (GwClassScores) scores = gw_class_scores_read (path, &rules, self->problems, work, NULL, &self->error);
      GwWorkStatus status;

      g_assert_no_error (self->error);
      gw_work_get_status (work, &status, NULL);
      g_assert_cmpfloat_with_epsilon (status.fraction, 1, 1e-9);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/class-scores/wide", test_wide);
  FIXTURE_TEST ("/class-scores/bare-names", test_bare_names);
  FIXTURE_TEST ("/class-scores/logits", test_logits);
  FIXTURE_TEST ("/class-scores/missing-logits", test_missing_logits);
  FIXTURE_TEST ("/class-scores/multilabel", test_multilabel);
  FIXTURE_TEST ("/class-scores/normalised", test_normalised);
  FIXTURE_TEST ("/class-scores/binary", test_binary);
  FIXTURE_TEST ("/class-scores/long", test_long);
  FIXTURE_TEST ("/class-scores/long-with-truth", test_long_with_truth);
  FIXTURE_TEST ("/class-scores/wrong-rows-are-left-out", test_wrong_rows_are_left_out);
  FIXTURE_TEST ("/class-scores/refuses", test_refuses);
  FIXTURE_TEST ("/class-scores/progress-ends-at-the-end", test_progress);

  return g_test_run ();
}
