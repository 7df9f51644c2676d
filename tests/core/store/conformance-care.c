/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "conformance.h"

#include <string.h>

static void
draw (Fixture *self, gint64 image, gint64 class_id)
{
  g_autoptr (GwObject) box = make_box (class_id, 1, 2, 3, 4);

  fixture_change (self, image, "Draw Car", NULL, box);
}

static void
test_location (Fixture *self)
{
  g_autofree char *before = g_strdup (gw_store_get_location (self->store));

  g_assert_nonnull (before);
  fixture_reopen (self);
  g_assert_cmpstr (gw_store_get_location (self->store), ==, before);
}

static void
test_counts_agree_with_lists (Fixture *self)
{
  static const char *const filters[] = { "", "class:Car", "status:unlabeled", "a/00", "tag:night", "objects>0" };
  g_autoptr (GArray) ids = fixture_add_images (self, 30);
  gint64 class_id = fixture_add_class (self, "Car");

  for (guint i = 0; i < ids->len; i += 3)
    draw (self, g_array_index (ids, gint64, i), class_id);
  g_assert_cmpint (gw_store_bulk_tag (self->store, (const gint64 *) (gpointer) ids->data, 7, "night", TRUE, NULL, NULL),
                   >, 0);
  g_assert_cmpint (gw_store_bulk_trash (self->store, (const gint64 *) (gpointer) ids->data, 2, TRUE, NULL, NULL), >, 0);
  g_assert_cmpint (gw_store_count_images (self->store, NULL, NULL, NULL), ==, 28);
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GwFilter) filter = gw_filter_parse (filters[i], &error);
      g_autoptr (GArray) list = gw_store_list_image_ids (self->store, filter, GW_SORT_NAME, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (list->len, >, 0);
      g_assert_cmpint (gw_store_count_images (self->store, filter, NULL, &error), ==, list->len);
      g_assert_no_error (error);
    }
}

static void
test_check_of_a_sound_project (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gboolean sound = FALSE;

  draw (self, fixture_add_image (self, "a.jpg"), fixture_add_class (self, "Car"));
  before = fixture_dump (self);
  g_assert_true (gw_store_check (self->store, &sound, &findings, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (sound);
  g_assert_cmpuint (findings->len, ==, 0);
  after = fixture_dump (self);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (gw_store_is_read_only (self->store));
  /* Nobody has to want the sentences. */
  g_assert_true (gw_store_check (self->store, &sound, NULL, NULL, &error));
}

/* Folders that are away damage nothing, and are told of. */
static void
test_check_tells_of_missing_folders (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  gboolean sound = FALSE;

  fixture_add_image (self, "a.jpg");
  remove_tree (self->images);
  g_assert_true (gw_store_check (self->store, &sound, &findings, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (sound);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (findings, 0), self->images));
}

static void
test_cancelled_check (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = NULL;
  gboolean sound = TRUE;

  g_cancellable_cancel (cancellable);
  g_assert_false (gw_store_check (self->store, &sound, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (gw_store_back_up (self->store, &path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (path);
}

static void
test_backup_changes_nothing (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 image = fixture_add_image (self, "a.jpg");
  gint64 class_id = fixture_add_class (self, "Car");

  draw (self, image, class_id);
  before = fixture_dump (self);
  g_assert_true (gw_store_back_up (self->store, &one, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (gw_store_back_up (self->store, &two, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (one, !=, two);
  after = fixture_dump (self);
  g_assert_cmpstr (before, ==, after);
  draw (self, image, class_id);
  fixture_assert_sound (self);
}

void
conformance_add_care_tests (const StoreBackend *backend)
{
  fixture_add_test (backend, "/care/location", test_location);
  fixture_add_test (backend, "/care/counts-agree-with-lists", test_counts_agree_with_lists);
  fixture_add_test (backend, "/care/check-of-a-sound-project", test_check_of_a_sound_project);
  fixture_add_test (backend, "/care/check-tells-of-missing-folders", test_check_tells_of_missing_folders);
  fixture_add_test (backend, "/care/cancelled", test_cancelled_check);
  fixture_add_test (backend, "/care/backup-changes-nothing", test_backup_changes_nothing);
}
