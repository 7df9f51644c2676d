/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "gw-dismissals.h"
#include "gw-duplicates.h"
#include "gw-missing-values.h"
#include "gw-picture-outliers.h"
#include "gw-size-check.h"
#include "project-fixture.h"

#define HEAD "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\",\"classes\":[{\"name\":\"cat\"}]}\n"

static void
assert_rows (const GArray *rows, const guint *expected, guint n)
{
  g_assert_cmpmem (rows->data, rows->len * sizeof (guint), expected, n * sizeof (guint));
}

static void
test_near_duplicates (void)
{
  /* 1 and 3 differ in one bit, 3 and 4 in six, 1 and 4 in seven: they hang together. */
  const guint64 codes[] = { 0, G_MAXUINT64, 0xff00, G_MAXUINT64 ^ 0x01, G_MAXUINT64 ^ 0x7f };
  g_autoptr (GPtrArray) groups = NULL;
  gw_status status;

  groups = gw_duplicates_find_near (codes, G_N_ELEMENTS (codes), GW_DUPLICATES_DISTANCE, NULL, &status);
  g_assert_cmpint (status, ==, GW_STATUS_OK);
  g_assert_cmpuint (groups->len, ==, 1);
  assert_rows (g_ptr_array_index (groups, 0), (const guint[]) { 1, 3, 4 }, 3);
}

static void
test_sizes (Project *project, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (GwDataSet) set = NULL;
  g_autoptr (GwSizeCheck) check = NULL;

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (text, "{\"image\":\"%02u.png\",\"width\":80,\"height\":40}\n", i);
  g_string_append (text, "{\"image\":\"20.png\",\"width\":40,\"height\":80}\n");
  g_string_append (text, "{\"image\":\"21.png\",\"width\":800,\"height\":400}\n");
  project_import (project, text->str);
  set = project_load_set (project);
  check = gw_size_check_new (set);
  g_assert_cmpint (check->most, ==, GW_SIZE_WIDE);
  assert_rows (check->turned, (const guint[]) { 20 }, 1);
  assert_rows (check->unlike, (const guint[]) { 21 }, 1);
  g_assert_cmpuint (check->beyond->len, ==, 0);
  g_assert_cmpuint (check->n_unknown, ==, 0);
  gw_size_check_free (g_steal_pointer (&check));

  /* A box that was drawn on a larger picture. */
  g_array_append_val (set->object_images, ((gint32) { 3 }));
  g_array_append_val (set->boxes, ((GwBox) { 70, 10, 20, 10 }));
  set->n_objects = 1;
  check = gw_size_check_new (set);
  assert_rows (check->beyond, (const guint[]) { 3 }, 1);
}

/* Numbers of images of which two lack one. */
static void
test_missing_values (Project *project, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (GwDataSet) set = NULL;
  g_autoptr (GwMissingValues) values = NULL;
  g_autoptr (GwFilled) mean = NULL;
  gw_status status;

  for (guint i = 0; i < 6; i++)
    g_string_append_printf (text, "{\"image\":\"%u.png\",\"width\":80,\"height\":40%s}\n", i,
                            i == 3 ? ",\"split\":\"train\"" : "");
  project_import (project, text->str);
  set = project_load_set (project);
  for (guint i = 0; i < 6; i++)
    g_array_index (set->image_brightness, double, i) = i == 2 ? NAN : i == 4 ? NAN : 10 * i;

  values = gw_missing_values_new (set);
  g_assert_cmpuint (values->names->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (values->names, 0), ==, "image-brightness");
  g_assert_cmpuint (values->n_columns, ==, 3); /* split and label */
  g_assert_cmpuint (g_array_index (values->counts, gsize, 0), ==, 2);
  g_assert_cmpuint (g_array_index (values->counts, gsize, 1), ==, 5);
  g_assert_cmpuint (g_array_index (values->counts, gsize, 2), ==, 6);
  g_assert_cmpuint (values->n_complete, ==, 0);

  mean = gw_missing_values_fill (values, "image-brightness", GW_FILL_MEAN, NULL, &status);
  g_assert_cmpint (status, ==, GW_STATUS_OK);
  g_assert_cmpuint (mean->n_filled, ==, 2);
  g_assert_cmpfloat (mean->after[2], ==, 22.5);
  g_assert_cmpfloat (mean->after[5], ==, 50);
  g_assert_cmpfloat (mean->moments_after.mean, ==, mean->moments_before.mean);
  g_assert_cmpfloat (mean->moments_after.deviation, <, mean->moments_before.deviation);
  for (guint fill = 0; fill < GW_N_FILLS; fill++)
    {
      g_autoptr (GwFilled) filled = gw_missing_values_fill (values, "image-brightness", fill, NULL, &status);

      g_assert_cmpint (status, ==, GW_STATUS_OK);
      g_assert_cmpuint (filled->n_filled, ==, 2);
    }
  g_assert_null (gw_missing_values_fill (values, "box-area", GW_FILL_MEAN, NULL, &status));
  g_assert_cmpint (status, ==, GW_STATUS_INVALID);
}

static void
test_outliers (void)
{
  g_autoptr (GArray) measures = g_array_new (FALSE, TRUE, sizeof (GwMeasure));
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GwPictureOutliers) outliers = NULL;
  gw_status status;

  g_array_set_size (measures, 200);
  for (guint i = 0; i < measures->len; i++)
    {
      GwMeasure *measure = &g_array_index (measures, GwMeasure, i);

      measure->image_id = i + 1;
      measure->readable = i != 5;
      for (guint j = 0; j < GW_MEASURE_N_FEATURES; j++)
        measure->features[j] = (float) (i == 42 ? 0.9 : 0.1 + 0.1 * g_rand_double (random));
    }
  outliers = gw_picture_outliers_new (measures, NULL, &status);
  g_assert_cmpint (status, ==, GW_STATUS_OK);
  g_assert_cmpuint (outliers->n_known, ==, 199);
  g_assert_true (isnan (outliers->scores[5]));
  assert_rows (outliers->rows, (const guint[]) { 42 }, 1);

  g_array_set_size (measures, GW_PICTURE_OUTLIERS_LEAST);
  g_assert_null (gw_picture_outliers_new (measures, NULL, &status));
  g_assert_cmpint (status, ==, GW_STATUS_EMPTY);
}

static void
test_dismissals (Project *project, gconstpointer data)
{
  const gint64 ids[] = { 12, 3, 7 }, again[] = { 7, 12, 3 };
  g_autofree char *group = gw_dismissals_name_group (ids, 3);
  g_autofree char *same = gw_dismissals_name_group (again, 3);
  g_autofree char *fewer = gw_dismissals_name_group (ids, 2);
  g_autofree char *label = gw_dismissals_name_label (5, "traffic\nlight");
  g_autoptr (GwDismissals) dismissals = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (group, ==, same);
  g_assert_cmpstr (group, !=, fewer);
  g_assert_null (strchr (label, '\n'));
  g_assert_true (gw_dismissals_set (project->store, group, TRUE, NULL, &error));
  g_assert_true (gw_dismissals_set (project->store, label, TRUE, NULL, &error));
  g_assert_true (gw_dismissals_set (project->store, group, FALSE, NULL, &error));
  g_assert_no_error (error);
  dismissals = gw_dismissals_load (project->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (gw_dismissals_contain (dismissals, label));
  g_assert_false (gw_dismissals_contain (dismissals, group));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/insights/data-quality/near-duplicates", test_near_duplicates);
  g_test_add_func ("/insights/data-quality/outliers", test_outliers);
  g_test_add ("/insights/data-quality/sizes", Project, NULL, project_set_up, test_sizes, project_tear_down);
  g_test_add ("/insights/data-quality/missing-values", Project, NULL, project_set_up, test_missing_values,
              project_tear_down);
  g_test_add ("/insights/data-quality/dismissals", Project, NULL, project_set_up, test_dismissals, project_tear_down);

  return g_test_run ();
}
