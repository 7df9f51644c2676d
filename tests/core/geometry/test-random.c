/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-random.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "gw-test-data.h"

/* The array of the expectation by that name, `n` values of it. */
static JsonArray *
expected (JsonObject *test_case, const char *name)
{
  JsonObject *expect = json_object_get_object_member (test_case, "expect");

  g_assert_true (json_object_has_member (expect, name));
  return json_object_get_array_member (expect, name);
}

static void
check_u64 (gw_random *random, JsonArray *values)
{
  for (guint i = 0; i < json_array_get_length (values); i++)
    g_assert_cmpuint (gw_random_u64 (random), ==,
                      g_ascii_strtoull (json_array_get_string_element (values, i), NULL, 10));
}

static void
check_real (gw_random *random, JsonArray *values)
{
  for (guint i = 0; i < json_array_get_length (values); i++)
    g_assert_cmpfloat (gw_random_real (random), ==, json_array_get_double_element (values, i));
}

static void
check_below (gw_random *random, guint64 bound, JsonArray *values)
{
  for (guint i = 0; i < json_array_get_length (values); i++)
    g_assert_cmpuint (gw_random_below (random, bound), ==, (guint64) json_array_get_int_element (values, i));
}

static void
check_shuffle (gw_random *random, JsonArray *values)
{
  const guint n = json_array_get_length (values);
  g_autofree guint *items = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    items[i] = i;
  gw_random_shuffle (random, items, n, sizeof *items);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (items[i], ==, (guint) json_array_get_int_element (values, i));
}

static void
check_case (JsonObject *test_case)
{
  const char *function = json_object_get_string_member (test_case, "fn");
  JsonObject *args = json_object_get_object_member (test_case, "args");
  gw_random random;

  g_test_message ("%s", json_object_get_string_member (test_case, "id"));
  if (json_object_has_member (args, "seed"))
    gw_random_init (&random, (guint64) json_object_get_int_member (args, "seed"));

  if (strcmp (function, "rng_state_u64") == 0)
    {
      JsonArray *state = json_object_get_array_member (args, "state");

      for (guint i = 0; i < 4; i++)
        random.words[i] = g_ascii_strtoull (json_array_get_string_element (state, i), NULL, 10);
      check_u64 (&random, expected (test_case, "u64_decimal"));
    }
  else if (strcmp (function, "rng_u64") == 0)
    check_u64 (&random, expected (test_case, "u64_decimal"));
  else if (strcmp (function, "rng_real") == 0)
    check_real (&random, expected (test_case, "values"));
  else if (strcmp (function, "rng_below") == 0)
    check_below (&random, (guint64) json_object_get_int_member (args, "bound"), expected (test_case, "values"));
  else if (strcmp (function, "rng_shuffle") == 0)
    check_shuffle (&random, expected (test_case, "permutation"));
  else
    g_error ("The function %s is not known.", function);
}

static void
test_golden (void)
{
  g_autofree char *path = gw_test_golden_path ("prng.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *cases;

  if (path == NULL)
    {
      g_test_skip (GW_TEST_NO_GOLDEN);
      return;
    }

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  cases = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "cases");
  g_assert_cmpuint (json_array_get_length (cases), >, 0);
  for (guint i = 0; i < json_array_get_length (cases); i++)
    check_case (json_array_get_object_element (cases, i));
}

/* The first numbers of the seeds 0 and 42, so that the sequence is held to its
 * definition where the reference values are absent too. */
static void
test_known_numbers (void)
{
  gw_random random;

  gw_random_init (&random, 0);
  g_assert_cmpuint (gw_random_u64 (&random), ==, G_GUINT64_CONSTANT (11091344671253066420));
  g_assert_cmpuint (gw_random_u64 (&random), ==, G_GUINT64_CONSTANT (13793997310169335082));
  gw_random_init (&random, 42);
  g_assert_cmpuint (gw_random_u64 (&random), ==, G_GUINT64_CONSTANT (1546998764402558742));
}

static void
test_below_stays_below (void)
{
  const guint64 bounds[] = { 1, 2, 3, 7, 1000, G_MAXUINT32, G_GUINT64_CONSTANT (1) << 63, G_MAXUINT64 };
  gw_random random;

  gw_random_init (&random, 1);
  g_assert_cmpuint (gw_random_below (&random, 0), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (bounds); i++)
    for (int j = 0; j < 1000; j++)
      g_assert_cmpuint (gw_random_below (&random, bounds[i]), <, bounds[i]);
}

static void
test_below_is_even (void)
{
  guint counts[6] = {
    0,
  };
  gw_random random;

  gw_random_init (&random, 3);
  for (int i = 0; i < 60000; i++)
    counts[gw_random_below (&random, 6)]++;
  for (int i = 0; i < 6; i++)
    {
      g_assert_cmpuint (counts[i], >, 9500);
      g_assert_cmpuint (counts[i], <, 10500);
    }
}

static void
test_shuffle_keeps_items (void)
{
  struct
  {
    char text[150];
  } items[40];
  gboolean seen[40] = {
    FALSE,
  };
  gw_random random;

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    memset (items[i].text, (int) i, sizeof items[i].text);
  gw_random_init (&random, 5);
  gw_random_shuffle (&random, items, G_N_ELEMENTS (items), sizeof items[0]);
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      const guint value = (guint) items[i].text[0];

      for (guint j = 1; j < sizeof items[i].text; j++)
        g_assert_cmpint (items[i].text[j], ==, items[i].text[0]);
      g_assert_false (seen[value]);
      seen[value] = TRUE;
    }

  gw_random_shuffle (&random, items, 0, sizeof items[0]);
  gw_random_shuffle (&random, items, 1, sizeof items[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random/golden", test_golden);
  g_test_add_func ("/random/known-numbers", test_known_numbers);
  g_test_add_func ("/random/below-stays-below", test_below_stays_below);
  g_test_add_func ("/random/below-is-even", test_below_is_even);
  g_test_add_func ("/random/shuffle-keeps-items", test_shuffle_keeps_items);
  return g_test_run ();
}
