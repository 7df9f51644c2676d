/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gw-door.h"
#include "gw-store-sqlite.h"
#include "gw-test-data.h"

#define N_IMAGES 5

typedef struct
{
  char *folder;
  char *project;
  GwStore *store;
  gint64 ids[N_IMAGES];
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("test", GW_TASK_BOXES);
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 root;

  self->folder = gw_test_folder_new ();
  self->project = g_build_filename (self->folder, "p.groundwork", NULL);
  self->store = gw_store_sqlite_create (self->project, info, NULL, NULL);
  root = gw_store_add_root (self->store, self->folder, NULL, NULL);
  for (guint i = 0; i < N_IMAGES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.png", i);

      g_ptr_array_add (images, gw_image_new (0, name));
      gw_image_set_root_id (g_ptr_array_index (images, i), root);
    }
  g_assert_true (gw_store_add_images (self->store, images, NULL, NULL, NULL));
  for (guint i = 0; i < N_IMAGES; i++)
    self->ids[i] = gw_image_get_id (g_ptr_array_index (images, i));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gw_store_close (self->store);
  g_clear_object (&self->store);
  g_free (self->project);
  gw_test_folder_free (self->folder);
}

/* What the action of the window gets opens exactly these. */
static void
check (Fixture *self, gsize n, const char *wanted)
{
  g_autoptr (GwFilter) filter = gw_door_open (self->store, "Actual cat, predicted dog", self->ids, n, NULL, NULL);
  g_autofree char *text = gw_filter_to_text (filter);
  g_autoptr (GwFilter) typed = gw_filter_parse (text, NULL);
  g_autoptr (GArray) found = gw_store_list_image_ids (self->store, typed, GW_SORT_NAME, NULL, NULL);

  g_assert_cmpuint (gw_filter_get_n_terms (typed), ==, 1);
  g_assert_cmpint (gw_filter_get_term (typed, 0)->field, ==,
                   gw_store_is_read_only (self->store) ? GW_FIELD_ID : GW_FIELD_SET);
  g_assert_cmpmem (found->data, found->len * sizeof (gint64), self->ids, n * sizeof (gint64));
  if (wanted != NULL)
    {
      g_autofree char *chip = gw_filter_describe_term (gw_filter_get_term (typed, 0));

      g_assert_cmpstr (chip, ==, wanted);
    }
}

static void
test_opens_a_set (Fixture *self, gconstpointer data)
{
  check (self, 3, "Set: Actual cat, predicted dog");
  check (self, 0, "Set: Actual cat, predicted dog");
}

static void
test_opens_where_nothing_can_be_kept (Fixture *self, gconstpointer data)
{
  gw_store_close (self->store);
  g_object_unref (self->store);
  self->store = gw_store_sqlite_open (self->project, GW_STORE_OPEN_READ_ONLY, NULL, NULL);
  check (self, 4, "4 images");
  check (self, 0, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/door/opens-a-set", Fixture, NULL, set_up, test_opens_a_set, tear_down);
  g_test_add ("/door/opens-where-nothing-can-be-kept", Fixture, NULL, set_up, test_opens_where_nothing_can_be_kept,
              tear_down);

  return g_test_run ();
}
