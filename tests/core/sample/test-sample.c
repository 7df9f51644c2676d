/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-error.h"
#include "gw-sample-street.h"
#include "gw-sample.h"
#include "gw-test-data.h"

#include <string.h>

static void
check_files (const char *folder, GPtrArray *pictures)
{
  for (guint i = 0; i < pictures->len; i++)
    {
      const GwSamplePicture *picture = g_ptr_array_index (pictures, i);
      g_autofree char *path = g_build_filename (folder, picture->scene->file_name, NULL);

      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
      g_assert_nonnull (picture->prediction);
      for (guint a = 0; a < GW_SAMPLE_N_ANNOTATORS; a++)
        g_assert_nonnull (picture->answers[a]);
      if (i > 0)
        {
          const GwSamplePicture *before = g_ptr_array_index (pictures, i - 1);

          g_assert_true (before->scene->set < picture->scene->set
                         || strcmp (before->scene->file_name, picture->scene->file_name) < 0);
        }
    }
}

static void
test_writes_all_pictures (void)
{
  char *folder = gw_test_folder_new ();
  g_autofree char *below = g_build_filename (folder, "not", "there yet", NULL);
  g_autoptr (GwWork) work = gw_work_new ("Test");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (GwSampleScene) alone = NULL;
  g_autofree char *alone_sum = NULL;
  g_autofree char *pooled_sum = NULL;
  GwWorkStatus status;

  pictures = gw_sample_write_images (below, 3, work, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pictures->len, ==, gw_sample_get_n_pictures ());
  g_assert_cmpuint (pictures->len, ==, 300);
  check_files (below, pictures);
  gw_work_get_status (work, &status, NULL);
  g_assert_cmpuint (status.done, ==, 300);

  /* What a pool of threads has drawn is what one thread draws alone. */
  cairo_surface_destroy (gw_sample_street_draw (3, 77, &alone));
  alone_sum = gw_sample_scene_checksum (alone);
  pooled_sum = gw_sample_scene_checksum (((GwSamplePicture *) g_ptr_array_index (pictures, 77))->scene);
  g_assert_cmpstr (alone_sum, ==, pooled_sum);
  gw_test_folder_free (folder);
}

static void
test_can_be_cancelled (void)
{
  char *folder = gw_test_folder_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (gw_sample_write_images (folder, 3, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gw_test_folder_free (folder);
}

static void
test_says_where_it_cannot_write (void)
{
  char *folder = gw_test_folder_new ();
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  g_assert_null (gw_sample_write_images (file, 3, NULL, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_IO);
  g_assert_nonnull (strstr (error->message, file));
  gw_test_folder_free (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/writes-all-pictures", test_writes_all_pictures);
  g_test_add_func ("/sample/can-be-cancelled", test_can_be_cancelled);
  g_test_add_func ("/sample/says-where-it-cannot-write", test_says_where_it_cannot_write);
  return g_test_run ();
}
