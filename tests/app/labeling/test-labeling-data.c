/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-labeling-data.h"

#include "gw-test-data.h"
#include "labeling-fixtures.h"

static void
test_draft_keeps_others (void)
{
  g_autofree char *first = gw_labeling_draft_set_seconds (NULL, 12.34);
  g_autofree char *second = gw_labeling_draft_set_seconds ("{\"stroke\":[1,2],\"timeSpentInSeconds\":3}", 4.5);

  g_assert_cmpstr (first, ==, "{\"timeSpentInSeconds\":12.3}");
  g_assert_cmpfloat (gw_labeling_draft_get_seconds (first), ==, 12.3);
  g_assert_cmpstr (second, ==, "{\"stroke\":[1,2],\"timeSpentInSeconds\":4.5}");
}

static void
test_draft_of_nonsense (void)
{
  static const char *const texts[] = {
    "", "[]", "{", "{\"timeSpentInSeconds\":\"x\"}", "{\"timeSpentInSeconds\":-4}", "{\"timeSpentInSeconds\":1e400}"
  };

  g_assert_cmpfloat (gw_labeling_draft_get_seconds (NULL), ==, 0.0);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = gw_labeling_draft_set_seconds (texts[i], 1.0);

      g_assert_cmpfloat (gw_labeling_draft_get_seconds (texts[i]), ==, 0.0);
      g_assert_cmpfloat (gw_labeling_draft_get_seconds (text), ==, 1.0);
    }
}

typedef struct
{
  GwLabelingData *data;
  GError *error;
  gboolean done;
} Load;

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Load *load = user_data;

  load->data = gw_labeling_data_load_finish (GW_STORE (source), result, &load->error);
  load->done = TRUE;
}

static gboolean
is_loaded (gpointer data)
{
  return ((Load *) data)->done;
}

static void
test_load (void)
{
  char *folder = gw_test_folder_new ();
  g_autofree char *path = labeling_make_project (folder, GW_TASK_BOXES, 2);
  g_autoptr (GwStore) store = labeling_open_store (path);
  Load load = { 0 };

  gw_labeling_data_load_async (store, 1, "Mara", NULL, on_loaded_cb, &load);
  labeling_wait (is_loaded, &load);
  g_assert_no_error (load.error);
  g_assert_cmpint (gw_image_get_id (load.data->image), ==, 1);
  g_assert_cmpuint (load.data->objects->len, ==, 0);
  g_assert_null (load.data->model);
  g_assert_null (load.data->history.undo_name);
  g_clear_pointer (&load.data, gw_labeling_data_free);

  load = (Load) { 0 };
  gw_labeling_data_load_async (store, 77, "Mara", NULL, on_loaded_cb, &load);
  labeling_wait (is_loaded, &load);
  g_assert_error (load.error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
  g_clear_error (&load.error);

  gw_store_close (store);
  gw_test_folder_free (folder);
}

/* For gw_store_import(): logits of two images, those of the second of which could be probabilities. */
static GwRecord *
next_scores (gpointer data, GCancellable *cancellable, GError **error)
{
  static const double logits[2][2] = { { 4, -2 }, { 0.9, 0.2 } };
  guint *n = data;
  GwRecord *record;

  if (*n == G_N_ELEMENTS (logits))
    return NULL;
  record = gw_record_new ("picture");
  record->image_id = *n + 1;
  record->scores = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  for (guint i = 0; i < 2; i++)
    {
      const GwLabel label = { i + 1, logits[*n][i] };

      g_array_append_val (record->scores, label);
    }
  ++*n;

  return record;
}

/* Beside an image stands what the model means by its scores, whose kind all of its images tell. */
static void
test_scores (void)
{
  char *folder = gw_test_folder_new ();
  g_autofree char *path = labeling_make_project (folder, GW_TASK_SINGLE_CLASS, 2);
  g_autoptr (GwStore) store = labeling_open_store (path);
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_PREDICTIONS, "m", NULL);
  const GwImportSpec spec = { .format = "test", .head = head, .layer = layer };
  GwImportCounts counts = { 0 };
  g_autoptr (GError) error = NULL;
  Load load = { 0 };
  guint n = 0;

  gw_record_head_ensure_class (head, "Car");
  gw_record_head_ensure_class (head, "Person");
  g_assert_true (gw_store_import (store, &spec, next_scores, &n, &counts, NULL, &error));
  g_assert_no_error (error);
  gw_labeling_data_load_async (store, 2, "Mara", NULL, on_loaded_cb, &load);
  labeling_wait (is_loaded, &load);
  g_assert_no_error (load.error);
  g_assert_cmpuint (load.data->scores->len, ==, 2);
  g_assert_cmpfloat_with_epsilon (g_array_index (load.data->scores, GwLabel, 0).confidence, 0.66818777, 1e-8);
  g_assert_cmpfloat_with_epsilon (g_array_index (load.data->scores, GwLabel, 1).confidence, 0.33181223, 1e-8);

  gw_labeling_data_free (load.data);
  gw_store_close (store);
  gw_test_folder_free (folder);
}

/* Beside the working time and what else is there, which both leave alone. */
static void
test_draft_keeps_dismissed (void)
{
  static const char *const keys[] = { "overlap:1:2:0,0,4,4", "small:9:0:1,1,2,2", NULL };
  static const char *const none[] = { NULL };
  static const char *const nonsense[] = { "", "[1]", "{\"dismissedHints\":7}", "{\"dismissedHints\":[1,2", NULL };
  g_autofree char *first = gw_labeling_draft_set_dismissed ("{\"stroke\":[1,2],\"timeSpentInSeconds\":3}", keys);
  g_autofree char *second = gw_labeling_draft_set_seconds (first, 4.5);
  g_autofree char *third = gw_labeling_draft_set_dismissed (second, none);
  g_auto (GStrv) read = gw_labeling_draft_get_dismissed (second);
  g_auto (GStrv) empty = gw_labeling_draft_get_dismissed (third);

  g_assert_true (g_strv_equal ((const char *const *) read, keys));
  g_assert_cmpfloat (gw_labeling_draft_get_seconds (second), ==, 4.5);
  g_assert_nonnull (strstr (second, "\"stroke\":[1,2]"));
  g_assert_cmpuint (g_strv_length (empty), ==, 0);
  g_assert_null (strstr (third, "dismissed"));
  g_assert_nonnull (strstr (third, "\"stroke\":[1,2]"));

  for (guint i = 0; nonsense[i] != NULL; i++)
    {
      g_auto (GStrv) found = gw_labeling_draft_get_dismissed (nonsense[i]);

      g_assert_cmpuint (g_strv_length (found), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/labeling-data/draft-keeps-others", test_draft_keeps_others);
  g_test_add_func ("/labeling-data/draft-keeps-dismissed", test_draft_keeps_dismissed);
  g_test_add_func ("/labeling-data/draft-of-nonsense", test_draft_of_nonsense);
  g_test_add_func ("/labeling-data/load", test_load);
  g_test_add_func ("/labeling-data/scores-of-a-model", test_scores);

  return g_test_run ();
}
