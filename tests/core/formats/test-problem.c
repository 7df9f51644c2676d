/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <string.h>

#include "gw-problem-code.h"

static void
test_counts (Fixture *self, gconstpointer data)
{
  g_auto (GStrv) codes = NULL;
  g_autoptr (GPtrArray) list = NULL;
  GwProblemKind kind;

  g_assert_cmpint (gw_problems_exit_code (self->problems), ==, 0);
  gw_problems_add (self->problems, GW_SEVERITY_INFO, "box-outside", "f", 3, "a.png", "Box %d.", 1);
  g_assert_cmpint (gw_problems_exit_code (self->problems), ==, 0);
  gw_problems_add (self->problems, GW_SEVERITY_WARNING, "path-missing", NULL, 0, "a.png", "Gone.");
  gw_problems_add (self->problems, GW_SEVERITY_WARNING, "path-missing", NULL, 0, "b.png", "Gone.");
  g_assert_cmpint (gw_problems_exit_code (self->problems), ==, 1);
  gw_problems_report (self->problems, &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                                     .outcome = GW_OUTCOME_LEFT_OUT,
                                                     .code = "box-outside",
                                                     .text = (char *) "x",
                                                     .n_labels = 2,
                                                     .n_images = 1,
                                                     .amount = 14 });
  g_assert_cmpint (gw_problems_exit_code (self->problems), ==, 2);

  codes = gw_problems_list_codes (self->problems);
  g_assert_cmpstr (codes[0], ==, "box-outside");
  g_assert_cmpstr (codes[1], ==, "path-missing");
  g_assert_null (codes[2]);
  g_assert_true (gw_problems_get_kind (self->problems, "box-outside", &kind));
  g_assert_cmpuint (kind.count, ==, 2);
  g_assert_cmpint (kind.severity, ==, GW_SEVERITY_ERROR);
  g_assert_cmpuint (kind.n_labels, ==, 2);
  g_assert_cmpuint (kind.outcomes[GW_OUTCOME_KEPT], ==, 1);
  g_assert_cmpfloat (kind.largest, ==, 14);
  g_assert_false (gw_problems_get_kind (self->problems, "mask-size", &kind));
  g_assert_cmpuint (kind.count, ==, 0);
  list = gw_problems_list (self->problems, NULL);
  g_assert_cmpuint (list->len, ==, 4);
  g_assert_cmpstr (((GwProblem *) g_ptr_array_index (list, 0))->text, ==, "Box 1.");
}

static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) list = NULL;

  for (guint i = 0; i < GW_PROBLEMS_KEPT + 5; i++)
    gw_problems_add (self->problems, GW_SEVERITY_INFO, "box-outside", NULL, i, NULL, "x");
  g_assert_cmpuint (gw_problems_count (self->problems), ==, GW_PROBLEMS_KEPT + 5);
  list = gw_problems_list (self->problems, "box-outside");
  g_assert_cmpuint (list->len, ==, GW_PROBLEMS_KEPT);
}

static void
test_csv (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_path (self, "p.csv");
  g_autofree char *kept = fixture_path (self, "kept.csv");
  g_autofree char *text = NULL;
  g_autofree char *formula = NULL;

  g_assert_true (gw_problems_begin_csv (self->problems, path, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  for (guint i = 0; i < GW_PROBLEMS_KEPT + 5; i++)
    gw_problems_add (self->problems, GW_SEVERITY_WARNING, "encoding", "=f,\xFF", 3, NULL, "Odd \"text\".");
  g_assert_true (gw_problems_end_csv (self->problems, NULL));
  text = fixture_load (self, "p.csv");
  g_assert_true (g_str_has_prefix (text, "severity,code,outcome,file,line,"));
  g_assert_nonnull (strstr (text, "\nwarning,encoding,kept,\"=f,\\xFF\",3,,,,,,0,0,\"Odd \"\"text\"\".\"\n"));
  {
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

    g_assert_cmpuint (g_strv_length (lines), ==, GW_PROBLEMS_KEPT + 5 + 2);
  }

  g_assert_true (gw_problems_save_csv (self->problems, kept, TRUE, NULL));
  formula = fixture_load (self, "kept.csv");
  g_assert_nonnull (strstr (formula, "\"'=f"));
}

/* What a table does not list it says, and its columns add up. */
static void
test_csv_tells_the_rest (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_path (self, "p.csv");
  g_autofree char *text = NULL;

  for (guint i = 0; i < GW_PROBLEMS_KEPT + 5; i++)
    gw_problems_report (self->problems, &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                                       .outcome = GW_OUTCOME_LEFT_OUT,
                                                       .code = "box-degenerate",
                                                       .n_labels = 2,
                                                       .text = (char *) "x" });
  gw_problems_add (self->problems, GW_SEVERITY_INFO, "box-outside", NULL, 0, NULL, "x");
  g_assert_true (gw_problems_save_csv (self->problems, path, TRUE, NULL));
  text = fixture_load (self, "p.csv");
  g_assert_nonnull (strstr (text, "\nerror,box-degenerate,,,,,,,,,0,10,5 more of this kind are not listed.\n"));
  g_assert_null (strstr (text, "\ninfo,box-outside,,"));
}

static void
test_rewind (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "problems.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GwProblemsMark) mark = NULL;
  g_autoptr (GError) error = NULL;
  GwProblemKind kind;

  g_assert_true (gw_problems_begin_csv (self->problems, path, &error));
  gw_problems_add (self->problems, GW_SEVERITY_INFO, "box-outside", "f", 1, "a.png", "First.");
  mark = gw_problems_mark (self->problems);
  for (guint n = 0; n < 2; n++)
    {
      gw_problems_add (self->problems, GW_SEVERITY_ERROR, "box-outside", "f", 2, "a.png", "Second.");
      gw_problems_add (self->problems, GW_SEVERITY_WARNING, "path-missing", "f", 3, "a.png", "Third.");
      g_assert_cmpuint (gw_problems_count (self->problems), ==, 3);
      if (n == 0)
        g_assert_true (gw_problems_rewind (self->problems, mark, &error));
      if (n == 0)
        g_assert_cmpint (gw_problems_exit_code (self->problems), ==, 0);
    }
  g_assert_true (gw_problems_get_kind (self->problems, "box-outside", &kind));
  g_assert_cmpuint (kind.count, ==, 2);
  g_assert_cmpuint (gw_problems_count_code (self->problems, "path-missing"), ==, 1);
  g_assert_true (gw_problems_end_csv (self->problems, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "First."));
  g_assert_nonnull (strstr (text, "Second."));
  g_assert_null (strstr (strstr (text, "Second.") + 1, "Second."));
}

static void
test_codes (Fixture *self, gconstpointer data)
{
  gsize n;
  const char *const *codes = gw_problem_codes_list (&n);
  GwProblemKind kind = { .code = "box-outside", .count = 3, .largest = 14, .n_labels = 1, .outcomes = { 0, 2, 1 } };
  g_autofree char *text = gw_problem_kind_describe (&kind, FALSE);
  g_autofree char *plan = gw_problem_kind_describe (&kind, TRUE);

  g_assert_cmpstr (text, ==, "Cut at the image border. 1 label was left out. The largest overhang was 14 px.");
  g_assert_cmpstr (plan, ==, "Cut at the image border. 1 label will be left out. The largest overhang was 14 px.");
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpstr (gw_problem_code_title (codes[i]), !=, codes[i]);
      if (i > 0)
        g_assert_cmpstr (codes[i - 1], <, codes[i]);
    }
  g_assert_cmpstr (gw_problem_code_title ("not-known"), ==, "not-known");
  g_assert_true (gw_problem_code_is_loss ("loss-holes"));
  g_assert_false (gw_problem_code_is_loss ("box-outside"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/problem/counts-by-code-and-severity", test_counts);
  FIXTURE_TEST ("/problem/keeps-the-first-of-many", test_many);
  FIXTURE_TEST ("/problem/is-written-as-it-comes", test_csv);
  FIXTURE_TEST ("/problem/tells-what-is-not-listed", test_csv_tells_the_rest);
  FIXTURE_TEST ("/problem/goes-back-to-a-mark", test_rewind);
  FIXTURE_TEST ("/problem/has-a-title-for-each-code", test_codes);

  return g_test_run ();
}
