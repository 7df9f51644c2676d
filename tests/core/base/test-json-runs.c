/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-json-reader.h"

#include <string.h>

#include "gw-error.h"
#include "gw-test-drip.h"

static void
assert_numbers (const char *text, gsize step, guint n, GwJsonToken last)
{
  g_autoptr (GInputStream) stream = gw_test_drip_new (text, strlen (text), step);
  g_autoptr (GwJsonReader) reader = gw_json_reader_new (stream, NULL);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));

  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_ARRAY_BEGIN);
  g_assert_cmpint (gw_json_reader_next_numbers (reader, numbers, 1000, NULL), ==, last);
  g_assert_cmpuint (numbers->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat (g_array_index (numbers, double, i), ==, i + 0.5);
}

static void
test_runs_of_numbers (void)
{
  g_autoptr (GString) many = g_string_new ("[0.5");

  for (int i = 1; i < 500; i++)
    g_string_append_printf (many, "%s%d.5", i % 3 ? "," : i % 2 ? ", " : " \n,  ", i);
  g_string_append (many, "]");

  for (gsize step = 1; step < 40; step++)
    {
      assert_numbers ("[]", step, 0, GW_JSON_ARRAY_END);
      assert_numbers ("[0.5]", step, 1, GW_JSON_ARRAY_END);
      assert_numbers ("[0.5, 1.5,2.5 , 3.5e0]", step, 4, GW_JSON_ARRAY_END);
      assert_numbers ("[0.5,\"x\"]", step, 1, GW_JSON_STRING);
      assert_numbers ("[0.5,[1]]", step, 1, GW_JSON_ARRAY_BEGIN);
      assert_numbers ("[0.5,1.5,]", step, 2, GW_JSON_ERROR);
      assert_numbers ("[0.5 1.5]", step, 1, GW_JSON_ERROR);
      assert_numbers ("[0.5,1.5", step, 2, GW_JSON_ERROR);
      assert_numbers ("[0.5,01]", step, 1, GW_JSON_ERROR);
      assert_numbers (many->str, step, 500, GW_JSON_ARRAY_END);
    }
}

/* However it is written, a number of a run is the one that is read by itself. */
static void
test_runs_read_as_single_numbers (void)
{
  static const char *const forms[] = { "0",
                                       "-0",
                                       "7",
                                       "-12",
                                       "9999",
                                       "10000",
                                       "123456789",
                                       "0.1",
                                       "-0.25",
                                       "99.999",
                                       "99.9999",
                                       "1234.5",
                                       "1234.567",
                                       "12345.67",
                                       "1e3",
                                       "1.5E-3",
                                       "0.001",
                                       "-7.0",
                                       "1.10",
                                       "0e0",
                                       "4503599627370497.5",
                                       "1.2345678901234567890123" };
  static const char *const faults[] = {
    "-", "01", "-01.5", "1.", ".5", "1.e3", "1e", "1.5.2", "--1", "+1", "1234.567x"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    for (gsize step = 1; step < 30; step += 7)
      {
        g_autofree char *text = g_strdup_printf ("[%s,%s, %s]", forms[i], forms[i], forms[i]);
        g_autoptr (GInputStream) stream = gw_test_drip_new (text, strlen (text), step);
        g_autoptr (GwJsonReader) reader = gw_json_reader_new (stream, NULL);
        g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
        double expected = g_ascii_strtod (forms[i], NULL);

        gw_json_reader_next (reader, NULL);
        g_assert_cmpint (gw_json_reader_next_numbers (reader, numbers, 9, NULL), ==, GW_JSON_ARRAY_END);
        g_assert_cmpuint (numbers->len, ==, 3);
        for (guint k = 0; k < 3; k++)
          g_assert_cmpmem (&g_array_index (numbers, double, k), sizeof (double), &expected, sizeof expected);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *text = g_strdup_printf ("[0.5,%s,1]", faults[i]);
      g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (text, -1);
      g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));

      gw_json_reader_next (reader, NULL);
      g_assert_cmpint (gw_json_reader_next_numbers (reader, numbers, 9, NULL), ==, GW_JSON_ERROR);
    }
}

static void
test_runs_are_bounded (void)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory ("[[1,2,3],[1,2,3,4]]", -1);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GError) error = NULL;

  gw_json_reader_next (reader, NULL);
  gw_json_reader_next (reader, NULL);
  g_assert_cmpint (gw_json_reader_next_numbers (reader, numbers, 3, NULL), ==, GW_JSON_ARRAY_END);
  gw_json_reader_next (reader, NULL);
  g_assert_cmpint (gw_json_reader_next_numbers (reader, numbers, 3, &error), ==, GW_JSON_ERROR);
  g_assert_error (error, GW_ERROR, GW_ERROR_LIMIT);
}

/* All pairs of an array, by runs and by steps as a caller takes them; what ends
 * them, and the error if it is one.
 */
static GwJsonToken
read_pairs (GwJsonReader *reader, GArray *numbers, gboolean runs, GError **error)
{
  GwJsonToken token = gw_json_reader_next (reader, error);

  while (token == GW_JSON_ARRAY_BEGIN)
    {
      if (runs)
        gw_json_reader_next_pairs (reader, numbers, 1000);
      token = gw_json_reader_next (reader, error);
      if (token != GW_JSON_ARRAY_BEGIN)
        return token;
      token = gw_json_reader_next_numbers (reader, numbers, 2, error);
      if (token == GW_JSON_ARRAY_END)
        token = GW_JSON_ARRAY_BEGIN;
    }
  return token;
}

static GwJsonToken
read_dripping_pairs (const char *text, gsize step, gboolean runs, GArray *numbers, GError **error)
{
  g_autoptr (GInputStream) stream = gw_test_drip_new (text, strlen (text), step);
  g_autoptr (GwJsonReader) reader = gw_json_reader_new (stream, NULL);

  return read_pairs (reader, numbers, runs, error);
}

/* By runs is the same as by steps, wherever the window ends. */
static void
assert_pairs (const char *text, gsize step, guint n)
{
  g_autoptr (GArray) by_steps = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) by_runs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GError) expected = NULL;
  g_autoptr (GError) error = NULL;
  GwJsonToken last = read_dripping_pairs (text, step, FALSE, by_steps, &expected);

  g_assert_cmpint (read_dripping_pairs (text, step, TRUE, by_runs, &error), ==, last);
  g_assert_cmpuint (by_runs->len, ==, n);
  g_assert_cmpmem (by_runs->data, n * sizeof (double), by_steps->data, by_steps->len * sizeof (double));
  g_assert_cmpstr (error != NULL ? error->message : NULL, ==, expected != NULL ? expected->message : NULL);
}

static void
test_runs_of_pairs (void)
{
  g_autoptr (GString) many = g_string_new ("[[0.5,-1]");

  for (int i = 1; i < 200; i++)
    g_string_append_printf (many, "%s[%d,%d.25]", i % 3 ? "," : i % 2 ? ", " : " \n,  ", i, -i);
  g_string_append (many, "]");

  for (gsize step = 1; step < 40; step++)
    {
      assert_pairs ("[]", step, 0);
      assert_pairs ("[[1,2]]", step, 2);
      assert_pairs ("[[1,2],[3, 4], [5 ,6e0],[ 7,8 ]]", step, 8);
      assert_pairs ("[[1,2],[3]]", step, 3);
      assert_pairs ("[[1,2],[3,4,5]]", step, 4);
      assert_pairs ("[[1,2],[]]", step, 2);
      assert_pairs ("[[1,2],[3,\"4\"]]", step, 3);
      assert_pairs ("[[1,2],[03,4]]", step, 2);
      assert_pairs ("[[1,2],[3,4]", step, 4);
      assert_pairs ("[[1,2][3,4]]", step, 2);
      assert_pairs ("[[1,2],]", step, 2);
      assert_pairs ("[[1,2],7]", step, 2);
      assert_pairs (many->str, step, 400);
    }
}

static void
test_pairs_are_bounded (void)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory ("[[1,2],[3,4],[5,6]]", -1);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));

  g_assert_cmpuint (gw_json_reader_next_pairs (reader, numbers, 9), ==, 0);
  gw_json_reader_next (reader, NULL);
  g_assert_cmpuint (gw_json_reader_next_pairs (reader, numbers, 2), ==, 2);
  g_assert_cmpuint (numbers->len, ==, 4);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_ARRAY_BEGIN);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_NUMBER);
  g_assert_cmpfloat (gw_json_reader_get_double (reader), ==, 5);

  /* Infinite numbers, and brackets deeper than is allowed, are for the steps. */
  gw_json_reader_reset_memory (reader, "[[1e999,2]]", -1, 1, 0);
  gw_json_reader_next (reader, NULL);
  g_assert_cmpuint (gw_json_reader_next_pairs (reader, numbers, 9), ==, 0);
  gw_json_reader_set_max_depth (reader, 1);
  gw_json_reader_reset_memory (reader, "[[1,2]]", -1, 1, 0);
  gw_json_reader_next (reader, NULL);
  g_assert_cmpuint (gw_json_reader_next_pairs (reader, numbers, 9), ==, 0);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_ERROR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-runs/runs-of-numbers", test_runs_of_numbers);
  g_test_add_func ("/json-runs/runs-read-as-single-numbers", test_runs_read_as_single_numbers);
  g_test_add_func ("/json-runs/runs-are-bounded", test_runs_are_bounded);
  g_test_add_func ("/json-runs/runs-of-pairs", test_runs_of_pairs);
  g_test_add_func ("/json-runs/pairs-are-bounded", test_pairs_are_bounded);
  return g_test_run ();
}
