/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-suspect-labels.h"

/* Ten cats and ten owls that the model is sure of, and two rows that are labeled
 * otherwise than it says.
 */
static GwClassRows *
make_rows (void)
{
  GwClassRows *rows = gw_class_rows_new ();

  g_ptr_array_add (rows->classes, g_strdup ("cat"));
  g_ptr_array_add (rows->classes, g_strdup ("owl"));
  rows->n = 22;
  rows->truth = g_new (gint32, rows->n);
  rows->scores = g_new (double, 2 * rows->n);
  rows->image_ids = g_new (gint64, rows->n);
  for (gsize i = 0; i < rows->n; i++)
    {
      rows->truth[i] = (gint32) (i % 2);
      rows->scores[2 * i] = i % 2 == 0 ? 0.9 : 0.1;
      rows->scores[2 * i + 1] = 1 - rows->scores[2 * i];
      rows->image_ids[i] = (gint64) (100 + i);
    }
  rows->scores[2 * 6] = 0.05;
  rows->scores[2 * 6 + 1] = 0.95;
  rows->scores[2 * 13] = 0.99;
  rows->scores[2 * 13 + 1] = 0.01;

  return rows;
}

static void
test_names_what_the_model_contradicts (void)
{
  g_autoptr (GwClassRows) rows = make_rows ();
  g_autoptr (GwSuspectLabels) suspects = NULL;
  g_autoptr (GArray) listed = NULL;
  g_autoptr (GArray) ids = NULL;
  const GwSuspectLabel *worst;
  gw_status status;

  suspects = gw_suspect_labels_new (rows, GW_LABEL_ISSUES_BY_NOISE_RATE, NULL, &status);
  g_assert_cmpint (status, ==, GW_STATUS_OK);
  g_assert_cmpuint (suspects->n_known, ==, 22);
  g_assert_cmpuint (suspects->labels->len, ==, 2);
  worst = &g_array_index (suspects->labels, GwSuspectLabel, 0);
  g_assert_cmpuint (worst->row, ==, 13);
  g_assert_cmpint (worst->given, ==, 1);
  g_assert_cmpint (worst->suggested, ==, 0);
  g_assert_cmpfloat (worst->quality, <, g_array_index (suspects->labels, GwSuspectLabel, 1).quality);
  g_assert_cmpuint (suspects->joint[0] + suspects->joint[1], ==, 11);
  listed = gw_suspect_labels_list_rows (suspects, 0, 1);
  ids = gw_class_rows_list_images (rows, listed);
  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, 106);
}

static void
test_lacking_what_it_needs (void)
{
  g_autoptr (GwClassRows) rows = make_rows ();
  gw_status status;

  for (gsize i = 0; i < rows->n; i++)
    rows->truth[i] = -1;
  g_assert_null (gw_suspect_labels_new (rows, GW_LABEL_ISSUES_BY_CLASS, NULL, &status));
  g_assert_cmpint (status, ==, GW_STATUS_EMPTY);
  rows->scores[0] = 7;
  g_assert_null (gw_suspect_labels_new (rows, GW_LABEL_ISSUES_BY_CLASS, NULL, &status));
  g_assert_cmpint (status, ==, GW_STATUS_INVALID);
  g_clear_pointer (&rows->scores, g_free);
  g_assert_null (gw_suspect_labels_new (rows, GW_LABEL_ISSUES_BY_CLASS, NULL, &status));
  g_assert_cmpint (status, ==, GW_STATUS_UNDEFINED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/suspect-labels/names-what-the-model-contradicts", test_names_what_the_model_contradicts);
  g_test_add_func ("/suspect-labels/lacking-what-it-needs", test_lacking_what_it_needs);

  return g_test_run ();
}
