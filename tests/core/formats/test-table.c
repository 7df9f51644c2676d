/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>

#include "gw-error.h"
#include "gw-table.h"

static GwTable *
read_text (Fixture *self, const char *text, const char *const *texts, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "table.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return gw_table_read (path, texts, self->problems, NULL, NULL, error);
}

static void
test_columns_have_their_kind (Fixture *self, gconstpointer data)
{
  g_autoptr (GwTable) table = read_text (self, "name,a,b,label\nx,1,7,7\nNA,-2.5e3,no,NA\nz,,9,\n",
                                         (const char *const[]) { "LABEL", NULL }, NULL);

  g_assert_cmpuint (gw_table_get_n_rows (table), ==, 3);
  g_assert_cmpuint (gw_table_get_n_columns (table), ==, 4);
  g_assert_false (gw_table_is_number (table, 0));
  g_assert_true (gw_table_is_number (table, 1));
  g_assert_false (gw_table_is_number (table, 2));
  g_assert_false (gw_table_is_number (table, 3));
  g_assert_cmpfloat (gw_table_get_numbers (table, 1)[1], ==, -2500);
  g_assert_true (isnan (gw_table_get_numbers (table, 1)[2]));
  g_assert_cmpuint (gw_table_get_n_missing (table, 1), ==, 1);
  g_assert_cmpstr (gw_table_get_text (table, 2, 0), ==, "7");
  g_assert_null (gw_table_get_text (table, 0, 1));
  g_assert_cmpstr (gw_table_get_text (table, 3, 1), ==, "NA");
  g_assert_null (gw_table_get_text (table, 3, 2));
  g_assert_cmpuint (gw_table_get_line (table, 2), ==, 4);
  g_assert_cmpint (gw_table_find (table, (const char *const[]) { "none", "B", "a", NULL }), ==, 2);
  g_assert_cmpint (gw_table_find (table, (const char *const[]) { "none", NULL }), ==, -1);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
}

static void
test_missing_and_infinite (Fixture *self, gconstpointer data)
{
  g_autoptr (GwTable) table = read_text (self, "v\nNA\nn/a\nNaN\nNULL\nNone\ninf\n-Infinity\n+3\n-1e400\n", NULL, NULL);
  const double *values = gw_table_get_numbers (table, 0);

  g_assert_cmpuint (gw_table_get_n_rows (table), ==, 9);
  g_assert_cmpuint (gw_table_get_n_missing (table, 0), ==, 5);
  for (int i = 0; i < 5; i++)
    g_assert_true (isnan (values[i]));
  g_assert_cmpfloat (values[5], ==, INFINITY);
  g_assert_cmpfloat (values[6], ==, -INFINITY);
  g_assert_cmpfloat (values[7], ==, 3);
  g_assert_cmpfloat (values[8], ==, -INFINITY);
}

static void
test_no_rows (Fixture *self, gconstpointer data)
{
  g_autoptr (GwTable) table = read_text (self, "a,b\n", NULL, NULL);

  g_assert_cmpuint (gw_table_get_n_rows (table), ==, 0);
  g_assert_true (gw_table_is_number (table, 1));
  g_assert_nonnull (gw_table_get_numbers (table, 1));
}

static void
test_numbers_among_text (Fixture *self, gconstpointer data)
{
  g_autoptr (GwTable) table = read_text (self, "a,b\n1,2\nx,3\n1.2.3,NA\n", NULL, NULL);

  g_assert_false (gw_table_is_number (table, 0));
  g_assert_cmpuint (gw_table_get_text_line (table, 0), ==, 3);
  g_assert_cmpuint (gw_table_get_text_line (table, 1), ==, 0);
  g_assert_cmpfloat (gw_table_get_number (table, 0, 0), ==, 1);
  g_assert_true (isnan (gw_table_get_number (table, 0, 1)));
  g_assert_true (isnan (gw_table_get_number (table, 0, 2)));
  g_assert_cmpfloat (gw_table_get_number (table, 1, 1), ==, 3);
  g_assert_true (isnan (gw_table_get_number (table, 1, 2)));
}

static void
test_wrong_rows_are_left_out (Fixture *self, gconstpointer data)
{
  g_autoptr (GwTable) table = read_text (self, "a,b\n1,2\n1,5,2\n3\n4,5\n", NULL, NULL);

  g_assert_cmpuint (gw_table_get_n_rows (table), ==, 2);
  g_assert_cmpfloat (gw_table_get_numbers (table, 0)[1], ==, 4);
  g_assert_cmpuint (gw_problems_count_code (self->problems, "row-fields"), ==, 2);
  g_assert_cmpint (gw_problems_exit_code (self->problems), ==, 2);
}

static void
test_codes (Fixture *self, gconstpointer data)
{
  g_autoptr (GwTable) table = read_text (self, "c\nzebra\ncat\n\"\"\ndog\ncat\n", NULL, NULL);
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autoptr (GPtrArray) names = NULL, all = NULL;
  gint32 codes[5];

  names = gw_table_code_text (table, 0, NULL, codes);
  g_assert_cmpuint (names->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (names, 2), ==, "zebra");
  g_assert_cmpint (codes[0], ==, 2);
  g_assert_cmpint (codes[1], ==, 0);
  g_assert_cmpint (codes[2], ==, -1);
  g_assert_cmpint (codes[4], ==, codes[1]);

  g_ptr_array_add (known, (gpointer) "owl");
  g_ptr_array_add (known, (gpointer) "dog");
  all = gw_table_code_text (table, 0, known, codes);
  g_assert_cmpuint (all->len, ==, 4);
  g_assert_cmpstr (g_ptr_array_index (all, 0), ==, "owl");
  g_assert_cmpint (codes[3], ==, 1);
  g_assert_cmpint (codes[0], ==, 3);
}

static void
test_refuses (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = { "", "a,A\n1,2\n", "a,b\n1,\"2\n", "a,b\n1\n1,2,3\n" };
  g_autoptr (GError) none = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (self, texts[i], NULL, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "table.csv"));
    }
  g_assert_null (gw_table_read (self->folder, NULL, self->problems, NULL, NULL, &none));
  g_assert_nonnull (strstr (none->message, "folder"));
}

static void
test_row_beyond_the_limit (Fixture *self, gconstpointer data)
{
  const gsize n = 17 * 1024 * 1024;
  g_autofree char *text = g_strnfill (n, 'x');
  g_autoptr (GError) error = NULL;

  memcpy (text, "a,b\n1,2\n3,", strlen ("a,b\n1,2\n3,"));
  g_assert_null (read_text (self, text, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_LIMIT);
  g_assert_cmpuint (gw_problems_count_code (self->problems, "limit"), ==, 1);
  g_assert_cmpint (gw_problems_exit_code (self->problems), ==, 2);
}

static void
add_number (gsize row, gpointer data)
{
  double **numbers = data;

  *numbers[0] += numbers[1][row];
}

static double
get_fraction (GwWork *work)
{
  GwWorkStatus status;

  gw_work_get_status (work, &status, NULL);
  return status.fraction;
}

/* What is made of the rows is a third of the way. */
static void
test_foreach_row (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (self, "table.csv", "v\n1\n2\n4\n");
  g_autoptr (GwWork) work = gw_work_new ("test");
  g_autoptr (GwTable) table = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  double sum = 0;
  double *numbers[] = { &sum, NULL };

  table = gw_table_read (path, NULL, self->problems, work, NULL, NULL);
  g_assert_cmpfloat (get_fraction (work), ==, 1);
  g_clear_pointer (&table, gw_table_unref);

  gw_table_begin_work (work, path, GW_TABLE_TIMES);
  table = gw_table_read_full (path, NULL, NULL, NULL, self->problems, work, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (get_fraction (work), 2.0 / 3, 1e-9);
  numbers[1] = (double *) gw_table_get_numbers (table, 0);
  for (guint i = 1; i <= 2; i++)
    {
      g_assert_true (gw_table_foreach_row (table, add_number, numbers, 2, work, NULL, NULL));
      g_assert_cmpfloat (sum, ==, 7 * i);
      g_assert_cmpfloat_with_epsilon (get_fraction (work), (4.0 + i) / 6, 1e-9);
    }

  g_cancellable_cancel (cancellable);
  g_assert_false (gw_table_foreach_row (table, add_number, numbers, 1, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/table/columns-have-their-kind", test_columns_have_their_kind);
  FIXTURE_TEST ("/table/missing-and-infinite", test_missing_and_infinite);
  FIXTURE_TEST ("/table/no-rows", test_no_rows);
  FIXTURE_TEST ("/table/numbers-among-text", test_numbers_among_text);
  FIXTURE_TEST ("/table/wrong-rows-are-left-out", test_wrong_rows_are_left_out);
  FIXTURE_TEST ("/table/codes", test_codes);
  FIXTURE_TEST ("/table/foreach-row", test_foreach_row);
  FIXTURE_TEST ("/table/refuses", test_refuses);
  FIXTURE_TEST ("/table/row-beyond-the-limit", test_row_beyond_the_limit);
  return g_test_run ();
}
