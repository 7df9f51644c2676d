/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 10,000 edits of chance, single ones, bulk ones and imports, taken back one
 * after the other to the beginning and done again to the end, across
 * restarts: at each milestone the state must be the one of before.
 */

#include <math.h>
#include <string.h>

#include "gw-store-sqlite.h"
#include "gw-test-objects.h"
#include "store-fixture.h"

#define N_EDITS 10000
#define N_IMAGES 12
#define MILESTONE 250
#define SEED 20261125

typedef struct
{
  Fixture fixture;
  gw_random random;
  gint64 classes[4];
  gint64 images[N_IMAGES];
  GArray *scopes;    /* of gint64, one for each edit that stands */
  GPtrArray *states; /* the dump before edit i * MILESTONE */
  GwRecordHead *head;
  int n_records;
} Fuzz;

static guint64
below (Fuzz *fuzz, guint64 n)
{
  return gw_random_below (&fuzz->random, n);
}

static gint64
any_class (Fuzz *fuzz)
{
  return fuzz->classes[below (fuzz, G_N_ELEMENTS (fuzz->classes))];
}

/* --- single edits --- */

static void
add_object (Fuzz *fuzz, GwEdit *edit, gint64 image)
{
  g_autoptr (GwObject) object = gw_test_random_object (&fuzz->random, gw_test_random_kind (&fuzz->random), 320, 240);

  gw_object_set_id (object, gw_object_make_id ());
  gw_object_set_class_id (object, any_class (fuzz));
  gw_edit_add_object (edit, image, NULL, object);
}

static void
change_object (Fuzz *fuzz, GwEdit *edit, gint64 image, GPtrArray *objects)
{
  GwObject *before = g_ptr_array_index (objects, below (fuzz, objects->len));
  g_autoptr (GwObject) after = NULL;

  if (below (fuzz, 3) == 0)
    {
      gw_edit_add_object (edit, image, before, NULL);
      return;
    }
  after = gw_object_copy (before);
  if (below (fuzz, 2) == 0)
    gw_object_set_class_id (after, any_class (fuzz));
  else
    gw_object_set_box (after, (double) below (fuzz, 100), gw_random_real (&fuzz->random), 1 + (double) below (fuzz, 9),
                       3.5);
  gw_object_set_flags (after, (GwObjectFlags) below (fuzz, 16));
  gw_edit_add_object (edit, image, before, after);
}

static void
change_labels (Fuzz *fuzz, GwEdit *edit, gint64 image)
{
  g_autoptr (GArray) before = gw_store_load_labels (fuzz->fixture.store, image, GW_LAYER_LABELS, NULL, NULL);
  g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (GwLabel));

  for (gsize i = 0; i < G_N_ELEMENTS (fuzz->classes); i++)
    {
      GwLabel label = { fuzz->classes[i], below (fuzz, 2) ? NAN : gw_random_real (&fuzz->random) };

      if (below (fuzz, 3) == 0)
        g_array_append_val (after, label);
    }
  gw_edit_add_labels (edit, image, before, after);
}

static void
change_image (Fuzz *fuzz, GwEdit *edit, gint64 image)
{
  static const char *const names[] = { "weather", "time", "place" };
  g_autoptr (GwImage) row = fixture_get_image (&fuzz->fixture, image);
  const char *name = names[below (fuzz, G_N_ELEMENTS (names))];
  g_autofree char *value = g_strdup_printf ("v%d", (int) below (fuzz, 5));

  if (below (fuzz, 2) == 0)
    gw_edit_add_marks (edit, image, gw_image_get_status (row), gw_image_get_marks (row),
                       (GwImageStatus) below (fuzz, 4),
                       (GwImageMarks) (below (fuzz, 2) * GW_IMAGE_FLAGGED | below (fuzz, 2) * GW_IMAGE_SKIPPED));
  else
    gw_edit_add_attribute (edit, image, name, gw_image_get_attribute (row, name), below (fuzz, 4) ? value : NULL);
}

static gint64
single_edit (Fuzz *fuzz, gint64 scope, gint64 image)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwEdit) edit = gw_edit_new (scope, "Single");
  g_autoptr (GPtrArray) objects = fixture_load (&fuzz->fixture, image);

  switch (below (fuzz, 6))
    {
    case 0:
      change_labels (fuzz, edit, image);
      break;
    case 1:
      change_image (fuzz, edit, image);
      break;
    case 2:
    case 3:
      if (objects->len > 0)
        {
          change_object (fuzz, edit, image, objects);
          break;
        }
      G_GNUC_FALLTHROUGH;
    default:
      add_object (fuzz, edit, image);
      if (below (fuzz, 4) == 0)
        add_object (fuzz, edit, image);
      break;
    }
  gw_store_apply_edit (fuzz->fixture.store, edit, NULL, &error);
  g_assert_no_error (error);
  return gw_edit_get_id (edit);
}

/* --- bulk edits --- */

static gint64
bulk_edit (Fuzz *fuzz)
{
  static const char *const tags[] = { "night", "rain", "snow" };
  static const char *const splits[] = { "train", "val", NULL };
  GwStore *store = fuzz->fixture.store;
  gsize first = below (fuzz, N_IMAGES - 1);
  gsize n = 1 + below (fuzz, N_IMAGES - first);
  gint64 class_id = any_class (fuzz);

  switch (below (fuzz, 4))
    {
    case 0:
      return gw_store_bulk_label (store, fuzz->images + first, n, &class_id, 1, (GwBulkMode) below (fuzz, 3), "Labels",
                                  NULL, NULL);
    case 1:
      return gw_store_bulk_tag (store, fuzz->images + first, n, tags[below (fuzz, 3)], below (fuzz, 2) == 0, NULL,
                                NULL);
    case 2:
      return gw_store_bulk_split (store, fuzz->images + first, n, splits[below (fuzz, 3)], NULL, NULL);
    default:
      return gw_store_bulk_trash (store, fuzz->images + first, n, below (fuzz, 2) == 0, NULL, NULL);
    }
}

static GwRecord *
next_record (gpointer data, GCancellable *cancellable, GError **error)
{
  Fuzz *fuzz = data;
  g_autofree char *path = NULL;
  GwRecord *record;

  if (fuzz->n_records-- == 0)
    return NULL;
  path = g_strdup_printf ("a/%03d.jpg", 1 + (int) below (fuzz, N_IMAGES + 3));
  record = gw_record_new (path);
  for (guint i = 0; i < below (fuzz, 4); i++)
    {
      GwObject *object = gw_test_random_object (&fuzz->random, gw_test_random_kind (&fuzz->random), 320, 240);

      gw_object_set_class_id (object, 1 + (gint64) below (fuzz, 3));
      g_ptr_array_add (record->objects, object);
    }
  if (below (fuzz, 3) == 0)
    {
      GwLabel label = { 1 + (gint64) below (fuzz, 3), gw_random_real (&fuzz->random) };

      g_array_append_val (record->labels, label);
    }
  if (below (fuzz, 4) == 0)
    record->split = g_strdup ("test");
  record->labeled = below (fuzz, 2);
  return record;
}

static gint64
import (Fuzz *fuzz)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_PREDICTIONS, "model", NULL);
  GwImportSpec spec = { .name = "Import", .format = "coco", .head = fuzz->head, .root_id = fuzz->fixture.root };
  GwImportCounts counts;

  spec.merge = (GwMerge) below (fuzz, 3);
  spec.mark_labeled = below (fuzz, 2);
  if (below (fuzz, 4) == 0)
    spec.layer = layer;
  fuzz->n_records = 1 + (int) below (fuzz, 6);
  gw_store_import (fuzz->fixture.store, &spec, next_record, fuzz, &counts, NULL, &error);
  g_assert_no_error (error);
  return counts.edit_id;
}

/* --- there, back, and there again --- */

static void
one_edit (Fuzz *fuzz)
{
  gint64 image = fuzz->images[below (fuzz, N_IMAGES)];
  guint64 dice = below (fuzz, 40);
  gint64 scope = 0;
  gint64 id;

  if (dice == 0)
    id = import (fuzz);
  else if (dice < 6)
    id = bulk_edit (fuzz);
  else
    id = single_edit (fuzz, scope = dice < 10 ? 0 : image, image);
  g_assert_cmpint (id, >=, 0);
  if (id > 0)
    g_array_append_val (fuzz->scopes, scope);
}

static void
walk (Fuzz *fuzz, gint64 scope, gboolean undo)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwEdit) edit = undo ? gw_store_undo (fuzz->fixture.store, scope, NULL, &error)
                                 : gw_store_redo (fuzz->fixture.store, scope, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (edit);
}

static void
check_state (Fuzz *fuzz, guint i)
{
  g_autofree char *now = fixture_dump (&fuzz->fixture);

  g_assert_cmpstr (now, ==, g_ptr_array_index (fuzz->states, i / MILESTONE));
}

static void
set_up (Fuzz *fuzz, const StoreBackend *backend)
{
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_PREDICTIONS, "model", NULL);

  fixture_set_up (&fuzz->fixture, backend, GW_TASK_BOXES);
  gw_random_init (&fuzz->random, SEED);
  fuzz->scopes = g_array_new (FALSE, FALSE, sizeof (gint64));
  fuzz->states = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < G_N_ELEMENTS (fuzz->classes); i++)
    {
      g_autofree char *name = g_strdup_printf ("class %d", (int) i);

      fuzz->classes[i] = fixture_add_class (&fuzz->fixture, name);
    }
  ids = fixture_add_images (&fuzz->fixture, N_IMAGES);
  memcpy (fuzz->images, ids->data, sizeof fuzz->images);
  gw_store_ensure_layer (fuzz->fixture.store, layer, NULL, NULL);
  fuzz->head = gw_record_head_new ();
  gw_record_head_ensure_class (fuzz->head, "class 0");
  gw_record_head_ensure_class (fuzz->head, "class 1");
  gw_record_head_ensure_class (fuzz->head, "class 2");
}

static void
test_undo_fuzz (gconstpointer data)
{
  Fuzz fuzz = { 0 };
  g_autofree char *end = NULL;
  guint n;

  set_up (&fuzz, data);
  while (fuzz.scopes->len < N_EDITS)
    {
      if (fuzz.scopes->len / MILESTONE == fuzz.states->len)
        g_ptr_array_add (fuzz.states, fixture_dump (&fuzz.fixture));
      one_edit (&fuzz);
    }
  n = fuzz.scopes->len;
  end = fixture_dump (&fuzz.fixture);
  fixture_assert_sound (&fuzz.fixture);

  for (guint i = n; i > 0; i--)
    {
      if (i % 2500 == 0)
        fixture_reopen (&fuzz.fixture);
      walk (&fuzz, g_array_index (fuzz.scopes, gint64, i - 1), TRUE);
      if ((i - 1) % MILESTONE == 0)
        check_state (&fuzz, i - 1);
    }
  fixture_assert_sound (&fuzz.fixture);
  fixture_reopen (&fuzz.fixture);
  for (guint i = 0; i < n; i++)
    {
      if (i % MILESTONE == 0)
        check_state (&fuzz, i);
      walk (&fuzz, g_array_index (fuzz.scopes, gint64, i), FALSE);
    }
  {
    g_autofree char *now = fixture_dump (&fuzz.fixture);

    g_assert_cmpstr (now, ==, end);
  }
  fixture_assert_sound (&fuzz.fixture);

  gw_record_head_free (fuzz.head);
  g_array_unref (fuzz.scopes);
  g_ptr_array_unref (fuzz.states);
  fixture_tear_down (&fuzz.fixture);
}

static GwStore *
create (const char *folder, const GwProjectInfo *info, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "p.groundwork", NULL);

  return gw_store_sqlite_create (path, info, NULL, error);
}

static GwStore *
open_again (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "p.groundwork", NULL);

  return gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, error);
}

static const StoreBackend sqlite = { "sqlite", create, open_again };

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/store/sqlite/undo-fuzz/there-and-back", &sqlite, test_undo_fuzz);
  return g_test_run ();
}
