/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "gw-set-drift.h"
#include "project-fixture.h"

#define HEAD \
  "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\"," \
  "\"classes\":[{\"name\":\"cat\"},{\"name\":\"owl\"}]}\n"

typedef struct
{
  Project project;
  GwDataSet *sides[2];
} Fixture;

/* Wide images with a cat, and of the other side the same ones with an owl, and a tall one
 * with nothing.
 */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const filters[2] = { "split:train", "split:test" };
  g_autoptr (GString) text = g_string_new (HEAD);
  GError *error = NULL;

  project_set_up (&fixture->project, NULL);
  for (guint i = 0; i < 40; i++)
    g_string_append_printf (text,
                            "{\"image\":\"%02u.png\",\"width\":%u,\"height\":100,\"split\":\"%s\",\"objects\":["
                            "{\"label\":\"%s\",\"bbox\":[1,1,%u,10]}]}\n",
                            i, 200 + i % 20, i < 20 ? "train" : "test", i < 20 ? "cat" : "owl", 10 + i % 20);
  g_string_append (text, "{\"image\":\"tall.png\",\"width\":20,\"height\":900,\"split\":\"test\"}\n");
  project_import (&fixture->project, text->str);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GwFilter) filter = gw_filter_parse (filters[i], &error);

      g_assert_no_error (error);
      fixture->sides[i] = gw_data_set_load (fixture->project.store, filter, NULL, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gw_data_set_free (fixture->sides[0]);
  gw_data_set_free (fixture->sides[1]);
  project_tear_down (&fixture->project, NULL);
}

static const GwSetDriftRow *
find (GPtrArray *rows, const char *name)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (((GwSetDriftRow *) g_ptr_array_index (rows, i))->name, name))
      return g_ptr_array_index (rows, i);
  return NULL;
}

static void
test_distances (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = gw_set_drift_list (fixture->sides[0], fixture->sides[1], NULL);
  const GwSetDriftRow *classes = find (rows, "class"), *widths = find (rows, "box-width");

  g_assert_true (classes == g_ptr_array_index (rows, 0));
  g_assert_true (classes->categories);
  g_assert_cmpuint (classes->n_reference, ==, 20);
  g_assert_cmpfloat (classes->figures.chi2, ==, 40);
  g_assert_cmpfloat (classes->figures.drift.js_distance, ==, 1);
  g_assert_true (isnan (classes->figures.ks));

  g_assert_cmpfloat (widths->figures.drift.psi, ==, 0);
  g_assert_cmpfloat (widths->figures.ks, ==, 0);
  g_assert_true (isnan (widths->figures.chi2));
  /* Without pictures nothing is known of what they look like. */
  g_assert_null (find (rows, "image-brightness"));
  g_assert_null (find (rows, "label"));
}

static void
test_unlike (Fixture *fixture, gconstpointer data)
{
  const guint last = (guint) fixture->sides[1]->n_images - 1;
  gsize n_columns;
  g_autoptr (GArray) ids = gw_set_drift_find_unlike (fixture->sides[0], fixture->sides[1], 3, &n_columns, NULL);

  g_assert_cmpuint (n_columns, >=, 2);
  g_assert_cmpuint (ids->len, ==, 3);
  /* By name the tall one is the last. */
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, g_array_index (fixture->sides[1]->image_ids, gint64, last));
}

static void
test_few_images (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwFilter) filter = gw_filter_parse ("width<21", NULL);
  g_autoptr (GwDataSet) one = gw_data_set_load (fixture->project.store, filter, NULL, NULL, NULL);
  g_autoptr (GPtrArray) rows = gw_set_drift_list (one, fixture->sides[0], NULL);
  gsize n_columns;
  g_autoptr (GArray) ids = gw_set_drift_find_unlike (one, fixture->sides[0], 3, &n_columns, NULL);

  g_assert_cmpuint (one->n_images, ==, 1);
  g_assert_cmpuint (ids->len, ==, 0);
  /* One side lacks boxes: that is told, and comes last. */
  g_assert_true (isnan (find (rows, "box-area")->figures.drift.psi));
  g_assert_true (isnan (((GwSetDriftRow *) g_ptr_array_index (rows, rows->len - 1))->figures.drift.psi));
}

static bool
refuse (double done, void *data)
{
  return false;
}

static void
test_is_cancelled (Fixture *fixture, gconstpointer data)
{
  const GwRun run = { .step = refuse };

  g_assert_null (gw_set_drift_list (fixture->sides[0], fixture->sides[1], &run));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/insights/set-drift/distances", test_distances);
  ADD ("/insights/set-drift/unlike", test_unlike);
  ADD ("/insights/set-drift/few-images", test_few_images);
  ADD ("/insights/set-drift/is-cancelled", test_is_cancelled);

  return g_test_run ();
}
