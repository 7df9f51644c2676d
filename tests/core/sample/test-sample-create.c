/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-error.h"
#include "gw-sample-records.h"
#include "gw-sample.h"
#include "gw-store-sqlite.h"
#include "gw-test-data.h"

#include <math.h>
#include <string.h>

/* One project is made and then asked in several ways: it takes seconds. */
typedef struct
{
  char *folder;
  char *path;
  GwStore *store;
} Shared;

static Shared shared;

static void
make_shared (void)
{
  g_autoptr (GError) error = NULL;

  shared.folder = gw_test_folder_new ();
  shared.path = g_build_filename (shared.folder, "Sample.groundwork", NULL);
  g_assert_true (gw_sample_create_project (shared.path, "Sample Project", GW_SAMPLE_SEED, NULL, NULL, &error));
  g_assert_no_error (error);
  shared.store = gw_store_sqlite_open (shared.path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);
  g_assert_no_error (error);
}

static void
drop_shared (void)
{
  gw_store_close (shared.store);
  g_object_unref (shared.store);
  g_free (shared.path);
  gw_test_folder_free (shared.folder);
}

static gint64
find_image (const char *path)
{
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  g_assert_true (gw_store_find_image (shared.store, 0, path, &id, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static gint64
find_layer (GwLayerKind kind, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) layers = gw_store_list_layers (shared.store, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);

      if (layer->kind == kind && (name == NULL || g_strcmp0 (layer->name, name) == 0))
        return layer->id;
    }
  return 0;
}

static GwImage *
get_image (gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = gw_store_get_images (shared.store, &id, 1, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  return g_object_ref (g_ptr_array_index (rows, 0));
}

static void
test_holds_all_pictures (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwProjectInfo) info = gw_store_get_info (shared.store, NULL, &error);
  g_autoptr (GPtrArray) classes = gw_store_list_classes (shared.store, FALSE, NULL, NULL);
  guint labeled = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < gw_sample_get_n_pictures (); i++)
    labeled += gw_sample_get_progress (i) == GW_SAMPLE_LABELED;
  g_assert_cmpstr (info->name, ==, "Sample Project");
  g_assert_cmpint (info->n_images, ==, 300);
  g_assert_cmpint (info->n_labeled, ==, labeled);
  g_assert_cmpint (info->n_objects, >, 5000);
  g_assert_cmpuint (classes->len, ==, 18);
}

static void
test_images_are_found (void)
{
  g_autoptr (GwImage) image = get_image (find_image ("street/intersection_001.jpg"));

  g_assert_cmpint (gw_image_get_width (image), ==, 1280);
  g_assert_cmpint (gw_image_get_height (image), ==, 800);
  g_assert_cmpint (gw_image_get_status (image), ==, GW_IMAGE_LABELED);
  g_assert_nonnull (gw_image_get_sha256 (image));
  g_assert_true (g_file_test (gw_image_get_file (image), G_FILE_TEST_IS_REGULAR));
  g_assert_nonnull (gw_image_get_tags (image));
}

static void
test_some_are_left_to_do (void)
{
  g_autoptr (GwImage) open = get_image (find_image ("street/intersection_008.jpg"));
  g_autoptr (GwImage) half = get_image (find_image ("street/intersection_013.jpg"));

  g_assert_cmpint (gw_image_get_status (open), ==, GW_IMAGE_UNLABELED);
  g_assert_cmpuint (gw_image_get_n_objects (open), ==, 0);
  g_assert_cmpint (gw_image_get_status (half), ==, GW_IMAGE_IN_PROGRESS);
  g_assert_cmpuint (gw_image_get_n_objects (half), >, 0);
}

static void
test_streets_have_boxes_and_masks (void)
{
  static const struct
  {
    const char *path;
    GwShapeKind kind;
  } cases[] = {
    { "street/intersection_001.jpg", GW_SHAPE_BOX },
    { "street/intersection_004.jpg", GW_SHAPE_MASK },
    { "cells/smear_001.png", GW_SHAPE_MASK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) objects = gw_store_load_objects (shared.store, find_image (cases[i].path), GW_LAYER_LABELS,
                                                             NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (objects->len, >, 0);
      for (guint k = 0; k < objects->len; k++)
        g_assert_cmpint (gw_object_get_shape (g_ptr_array_index (objects, k))->kind, ==, cases[i].kind);
    }
}

static void
test_model_has_a_layer (void)
{
  gint64 layer = find_layer (GW_LAYER_KIND_PREDICTIONS, GW_SAMPLE_MODEL_NAME);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) objects = gw_store_load_objects (shared.store, find_image ("street/intersection_001.jpg"),
                                                         layer, NULL, &error);
  g_autoptr (GArray) scores = gw_store_load_labels (shared.store, find_image ("fruit/orchard_001.jpg"), layer, NULL,
                                                    &error);

  g_assert_cmpint (layer, >, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (objects->len, >, 0);
  for (guint i = 0; i < objects->len; i++)
    {
      g_assert_cmpint (gw_object_get_source (g_ptr_array_index (objects, i)), ==, GW_SOURCE_PREDICTION);
      g_assert_false (isnan (gw_object_get_score (g_ptr_array_index (objects, i))));
    }
  g_assert_cmpuint (scores->len, ==, GW_N_FRUITS);
}

static void
test_annotators_have_layers (void)
{
  for (guint i = 0; i < GW_SAMPLE_N_ANNOTATORS; i++)
    {
      gint64 layer = find_layer (GW_LAYER_KIND_ANSWERS, gw_sample_annotator_get_name (i));
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) labels = gw_store_load_labels (shared.store, find_image ("fruit/orchard_001.jpg"), layer, NULL,
                                                        &error);

      g_assert_cmpint (layer, >, 0);
      g_assert_no_error (error);
      g_assert_cmpuint (labels->len, ==, 1);
    }
}

static void
test_is_sound (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  gboolean sound = FALSE;

  g_assert_true (gw_store_check (shared.store, &sound, &findings, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (sound);
}

static void
test_refuses_what_is_there (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (gw_sample_create_project (shared.path, "Again", GW_SAMPLE_SEED, NULL, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_EXISTS);
  g_assert_true (g_file_test (shared.path, G_FILE_TEST_EXISTS));
}

static void
test_cancelling_leaves_nothing (void)
{
  char *folder = gw_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "Other.groundwork", NULL);
  g_autofree char *images = gw_sample_get_image_folder (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (gw_sample_create_project (path, "Other", 1, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (images, G_FILE_TEST_EXISTS));
  gw_test_folder_free (folder);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample-create/holds-all-pictures", test_holds_all_pictures);
  g_test_add_func ("/sample-create/images-are-found", test_images_are_found);
  g_test_add_func ("/sample-create/some-are-left-to-do", test_some_are_left_to_do);
  g_test_add_func ("/sample-create/streets-have-boxes-and-masks", test_streets_have_boxes_and_masks);
  g_test_add_func ("/sample-create/model-has-a-layer", test_model_has_a_layer);
  g_test_add_func ("/sample-create/annotators-have-layers", test_annotators_have_layers);
  g_test_add_func ("/sample-create/is-sound", test_is_sound);
  g_test_add_func ("/sample-create/refuses-what-is-there", test_refuses_what_is_there);
  g_test_add_func ("/sample-create/cancelling-leaves-nothing", test_cancelling_leaves_nothing);
  make_shared ();
  result = g_test_run ();
  drop_shared ();
  return result;
}
