/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-image-walk.h"

#include "gw-image-list.h"
#include "gw-test-data.h"
#include "labeling-fixtures.h"

typedef struct
{
  char *folder;
  GwStore *store;
  GListStore *images;
  GwImageWalk *walk;
} Fixture;

/* Images 1 to 5; 3 and 5 are labeled; the walk begins at 2. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->folder = gw_test_folder_new ();
  path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 5);
  fixture->store = labeling_open_store (path);
  fixture->images = g_list_store_new (GW_TYPE_IMAGE);
  for (gint64 id = 1; id <= 5; id++)
    {
      g_autoptr (GwImage) image = gw_image_new (id, "a.png");

      gw_image_set_status (image, id == 3 || id == 5 ? GW_IMAGE_LABELED : GW_IMAGE_UNLABELED);
      g_list_store_append (fixture->images, image);
    }
  fixture->walk = gw_image_walk_new (fixture->store, G_LIST_MODEL (fixture->images), 2);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->walk);
  g_clear_object (&fixture->images);
  gw_store_close (fixture->store);
  g_clear_object (&fixture->store);
  gw_test_folder_free (fixture->folder);
}

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  guint position;

  g_assert_true (gw_image_walk_get_position (fixture->walk, &position));
  g_assert_cmpuint (position, ==, 1);
  g_assert_true (gw_image_walk_peek (fixture->walk, 1, &position));
  g_assert_cmpuint (position, ==, 2);
  g_assert_true (gw_image_walk_peek (fixture->walk, -1, &position));
  g_assert_cmpuint (position, ==, 0);
  g_assert_false (gw_image_walk_peek (fixture->walk, -2, &position));
  g_assert_false (gw_image_walk_peek (fixture->walk, 4, &position));
  g_assert_cmpint (gw_image_walk_go (fixture->walk, 4), ==, 5);
  g_assert_cmpint (gw_image_walk_go (fixture->walk, 5), ==, 0);
  g_assert_cmpint (gw_image_walk_get_image_id (fixture->walk), ==, 5);
}

/* A filter on unlabeled images drops the one that was just submitted. */
static void
test_image_leaves (Fixture *fixture, gconstpointer data)
{
  guint position;

  g_list_store_remove (fixture->images, 1);
  g_assert_false (gw_image_walk_get_position (fixture->walk, &position));
  g_assert_true (gw_image_walk_peek (fixture->walk, 1, &position));
  g_assert_cmpint (gw_image_walk_get_id_at (fixture->walk, position), ==, 3);
  g_assert_true (gw_image_walk_peek (fixture->walk, -1, &position));
  g_assert_cmpint (gw_image_walk_get_id_at (fixture->walk, position), ==, 1);

  g_list_store_remove (fixture->images, 0);
  g_assert_true (gw_image_walk_peek (fixture->walk, 1, &position));
  g_assert_cmpint (gw_image_walk_get_id_at (fixture->walk, position), ==, 3);
  g_assert_false (gw_image_walk_peek (fixture->walk, -1, &position));
}

static void
test_images_come_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwImage) image = gw_image_new (9, "b.png");
  guint position;

  g_list_store_insert (fixture->images, 0, image);
  g_assert_true (gw_image_walk_get_position (fixture->walk, &position));
  g_assert_cmpuint (position, ==, 2);
}

typedef struct
{
  gboolean done;
  gboolean found;
  guint position;
} Search;

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (GError) error = NULL;

  search->found = gw_image_walk_find_unlabeled_finish (GW_IMAGE_WALK (source), result, &search->position, &error);
  g_assert_no_error (error);
  search->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Search *) data)->done;
}

static Search
find (GwImageWalk *walk, int step)
{
  Search search = { 0 };

  gw_image_walk_find_unlabeled_async (walk, step, NULL, on_found_cb, &search);
  labeling_wait (is_done, &search);

  return search;
}

static void
test_unlabeled (Fixture *fixture, gconstpointer data)
{
  Search search = find (fixture->walk, 1);

  g_assert_true (search.found);
  g_assert_cmpuint (search.position, ==, 3);
  search = find (fixture->walk, -1);
  g_assert_true (search.found);
  g_assert_cmpuint (search.position, ==, 0);
  gw_image_walk_go (fixture->walk, 3);
  g_assert_false (find (fixture->walk, 1).found);
}

static gboolean
has_rows (gpointer data)
{
  return g_list_model_get_n_items (data) == 5;
}

/* The same through the store, where rows are ids. */
static void
test_unlabeled_in_store (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwImageList) list = gw_image_list_new (fixture->store);
  g_autoptr (GwImageWalk) walk = NULL;
  g_autoptr (GwEdit) edit = gw_edit_new (3, "Submit");
  GError *error = NULL;

  gw_edit_add_marks (edit, 3, GW_IMAGE_UNLABELED, 0, GW_IMAGE_LABELED, 0);
  gw_store_apply_edit (fixture->store, edit, NULL, &error);
  g_assert_no_error (error);
  labeling_wait (has_rows, list);

  walk = gw_image_walk_new (fixture->store, G_LIST_MODEL (list), 2);
  g_assert_cmpuint (find (walk, 1).position, ==, 3);
  gw_image_walk_go (walk, 3);
  g_assert_cmpuint (find (walk, 1).position, ==, 4);
  g_assert_cmpuint (find (walk, -1).position, ==, 1);
  gw_image_walk_go (walk, 4);
  g_assert_false (find (walk, 1).found);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/image-walk/steps", test_steps);
  ADD ("/image-walk/image-leaves", test_image_leaves);
  ADD ("/image-walk/images-come-before", test_images_come_before);
  ADD ("/image-walk/unlabeled", test_unlabeled);
  ADD ("/image-walk/unlabeled-in-store", test_unlabeled_in_store);

  return g_test_run ();
}
