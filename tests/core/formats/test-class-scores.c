/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <string.h>

#include "gw-error.h"
#include "gw-class-scores.h"

static GwClassScores *
read_text (Fixture *self, const char *text, const char *positive)
{
  g_autofree char *path = fixture_write (self, "scores.csv", text);

  g_clear_error (&self->error);
  g_clear_pointer (&self->problems, gw_problems_unref);
  self->problems = gw_problems_new ();

  return gw_class_scores_read (path, positive, self->problems, NULL, NULL, &self->error);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/class-scores/wide", test_wide);
  FIXTURE_TEST ("/class-scores/bare-names", test_bare_names);
  FIXTURE_TEST ("/class-scores/binary", test_binary);
  FIXTURE_TEST ("/class-scores/long", test_long);
  FIXTURE_TEST ("/class-scores/long-with-truth", test_long_with_truth);
  FIXTURE_TEST ("/class-scores/wrong-rows-are-left-out", test_wrong_rows_are_left_out);
  FIXTURE_TEST ("/class-scores/refuses", test_refuses);

  return g_test_run ();
}
