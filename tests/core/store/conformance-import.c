/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "conformance.h"

#include <string.h>

#include "record-source.h"

/* Images of a large import. */
#define LARGE 7000

static void
test_makes_images_classes_and_objects (Fixture *self)
{
  g_autofree char *before = fixture_dump (self);
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;

  record_source_init (&source);
  record_source_fill (&source);
  spec = record_source_make_spec (self, &source);
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.images_read, ==, 2);
  g_assert_cmpint (counts.images_new, ==, 2);
  g_assert_cmpint (counts.images_matched, ==, 0);
  g_assert_cmpint (counts.images_skipped, ==, 0);
  g_assert_cmpint (counts.objects_added[GW_SHAPE_BOX], ==, 3);
  g_assert_cmpint (counts.objects_added[GW_SHAPE_POLYGON], ==, 1);
  g_assert_cmpint (counts.classes_new, ==, 2);
  g_assert_cmpint (counts.edit_id, >, 0);
  g_assert_cmpint (fixture_count (self, "class:Car"), ==, 2);
  g_assert_cmpint (fixture_count (self, "status:in-progress"), ==, 2);
  fixture_assert_turns (self, before);
  record_source_clear (&source);
}

/* A class takes the points of the file when it is made and when it has none; those that it has stay. */
static void
test_skeletons_come_along (Fixture *self)
{
  g_autoptr (GwSkeleton) person = gw_skeleton_new_person ();
  g_autoptr (GwSkeleton) fewer = gw_skeleton_remove_point (person, 0);
  g_autoptr (GPtrArray) once = NULL;
  g_autoptr (GPtrArray) twice = NULL;
  GwImportSpec spec;
  RecordSource source;
  GwClass *class;

  fixture_add_class (self, "Person");
  record_source_init (&source);
  record_source_fill (&source);
  class = gw_record_head_find_class (source.head, record_source_get_class (&source, "Car"));
  gw_class_set_skeleton (class, fewer);
  class = gw_record_head_find_class (source.head, record_source_get_class (&source, "Person"));
  gw_class_set_skeleton (class, person);
  spec = record_source_make_spec (self, &source);
  record_source_import (self, &source, &spec);
  once = gw_store_list_classes (self->store, FALSE, NULL, NULL);
  g_assert_cmpuint (once->len, ==, 2);
  g_assert_true (gw_skeleton_equal (gw_class_get_skeleton (g_ptr_array_index (once, 0)), person));
  g_assert_true (gw_skeleton_equal (gw_class_get_skeleton (g_ptr_array_index (once, 1)), fewer));

  gw_class_set_skeleton (class, fewer);
  record_source_import (self, &source, &spec);
  twice = gw_store_list_classes (self->store, FALSE, NULL, NULL);
  g_assert_true (gw_skeleton_equal (gw_class_get_skeleton (g_ptr_array_index (twice, 0)), person));
  record_source_clear (&source);
}

static void
test_again_adds_nothing (Fixture *self)
{
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;

  record_source_init (&source);
  record_source_fill (&source);
  spec = record_source_make_spec (self, &source);
  record_source_import (self, &source, &spec);
  once = fixture_dump (self);
  /* A hundredth of a pixel is the same place. */
  gw_object_set_box (g_ptr_array_index (((GwRecord *) g_ptr_array_index (source.records, 0))->objects, 0), 1.005, 10,
                     20, 30);
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.images_new, ==, 0);
  g_assert_cmpint (counts.images_matched, ==, 2);
  g_assert_cmpint (counts.duplicates, ==, 4);
  g_assert_cmpint (counts.objects_added[GW_SHAPE_BOX], ==, 0);
  twice = fixture_dump (self);
  g_assert_cmpstr (once, ==, twice);
  record_source_clear (&source);
}

static void
test_dry_run_changes_nothing (Fixture *self)
{
  g_autofree char *before = fixture_dump (self);
  g_autofree char *after = NULL;
  GwHistoryState state = { NULL, NULL };
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;

  record_source_init (&source);
  record_source_fill (&source);
  spec = record_source_make_spec (self, &source);
  spec.dry_run = TRUE;
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.images_new, ==, 2);
  g_assert_cmpint (counts.classes_new, ==, 2);
  g_assert_cmpint (counts.edit_id, ==, 0);
  after = fixture_dump (self);
  g_assert_cmpstr (before, ==, after);
  gw_store_get_history_state (self->store, 0, &state, NULL, NULL);
  g_assert_null (state.undo_name);
  record_source_clear (&source);
}

static void
test_failure_leaves_nothing (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_dump (self);
  g_autofree char *after = NULL;
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;

  record_source_init (&source);
  record_source_fill (&source);
  spec = record_source_make_spec (self, &source);
  source.fail_at = 1;
  g_assert_false (gw_store_import (self->store, &spec, record_source_next, &source, &counts, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpint (counts.edit_id, ==, 0);
  after = fixture_dump (self);
  g_assert_cmpstr (before, ==, after);
  fixture_assert_sound (self);
  record_source_clear (&source);
}

static GwRecord *
next_and_cancel (gpointer data, GCancellable *cancellable, GError **error)
{
  GwRecord *record = record_source_next (data, cancellable, error);

  g_cancellable_cancel (cancellable);
  return record;
}

/* next cancels. */
static void
assert_cancelled (Fixture *self, GwRecordFunc next)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *before = fixture_dump (self);
  g_autofree char *after = NULL;
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;

  record_source_init (&source);
  record_source_fill (&source);
  spec = record_source_make_spec (self, &source);
  g_assert_false (gw_store_import (self->store, &spec, next, &source, &counts, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = fixture_dump (self);
  g_assert_cmpstr (before, ==, after);
  record_source_clear (&source);
}

static void
test_cancel_leaves_nothing (Fixture *self)
{
  assert_cancelled (self, next_and_cancel);
}

static GwRecord *
cancel_at_end (gpointer data, GCancellable *cancellable, GError **error)
{
  GwRecord *record = record_source_next (data, cancellable, error);

  if (record == NULL)
    g_cancellable_cancel (cancellable);
  return record;
}

/* What is left is the disk's work, which is not waited for. */
static void
test_cancel_after_last_record_leaves_nothing (Fixture *self)
{
  assert_cancelled (self, cancel_at_end);
}

static void
test_without_root_only_known_images (Fixture *self)
{
  gint64 id = fixture_add_image (self, "a.jpg");
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;

  record_source_init (&source);
  record_source_fill (&source);
  ((GwRecord *) g_ptr_array_index (source.records, 0))->image_id = id;
  spec = record_source_make_spec (self, &source);
  spec.root_id = 0;
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.images_matched, ==, 1);
  g_assert_cmpint (counts.images_skipped, ==, 1);
  g_assert_cmpint (fixture_count (self, NULL), ==, 1);
  record_source_clear (&source);
}

static void
test_replace_and_skip (Fixture *self)
{
  gint64 id = fixture_add_image (self, "a.jpg");
  gint64 truck = fixture_add_class (self, "Truck");
  g_autoptr (GwObject) box = make_box (truck, 1, 2, 3, 4);
  g_autofree char *before = NULL;
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;

  fixture_change (self, id, "Draw Truck", NULL, box);
  before = fixture_dump (self);
  record_source_init (&source);
  record_source_fill (&source);
  spec = record_source_make_spec (self, &source);
  spec.merge = GW_MERGE_SKIP;
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.images_skipped, ==, 1);
  g_assert_cmpint (counts.images_new, ==, 1);
  g_assert_cmpint (fixture_count (self, "class:Truck"), ==, 1);
  fixture_assert_turns (self, before);
  fixture_walk (self, TRUE);

  spec.merge = GW_MERGE_REPLACE;
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.replaced, ==, 1);
  g_assert_cmpint (counts.images_matched, ==, 1);
  g_assert_cmpint (fixture_count (self, "class:Truck"), ==, 0);
  g_assert_cmpint (fixture_count (self, "class:Car"), ==, 2);
  fixture_assert_turns (self, before);
  record_source_clear (&source);
}

/* Of an image that holds nothing the labels give way; of one whose labels were all left out they stay. */
static void
test_nothing_gives_way_to_what_was_left_out (Fixture *self)
{
  gint64 id = fixture_add_image (self, "a.jpg");
  gint64 truck = fixture_add_class (self, "Truck");
  g_autoptr (GwObject) box = make_box (truck, 1, 2, 3, 4);

  fixture_change (self, id, "Draw Truck", NULL, box);
  g_assert_cmpint (gw_store_bulk_label (self->store, &id, 1, &truck, 1, GW_BULK_REPLACE, "Label", NULL, NULL), >, 0);
  for (guint emptied = 0; emptied < 2; emptied++)
    {
      g_autofree char *before = fixture_dump (self);
      GwImportCounts counts;
      GwImportSpec spec;
      RecordSource source;
      GwRecord *record;

      record_source_init (&source);
      record = record_source_add (&source, "a.jpg");
      record->labeled = !emptied;
      record->emptied = emptied;
      spec = record_source_make_spec (self, &source);
      spec.merge = GW_MERGE_REPLACE;
      counts = record_source_import (self, &source, &spec);
      g_assert_cmpint (counts.images_matched, ==, 1);
      g_assert_cmpint (counts.replaced, ==, emptied ? 0 : 2);
      g_assert_cmpint (counts.images_kept, ==, emptied ? 1 : 0);
      g_assert_cmpint (fixture_count (self, "class:Truck"), ==, emptied ? 1 : 0);
      g_assert_cmpint (fixture_count (self, "label:Truck"), ==, emptied ? 1 : 0);
      fixture_walk (self, TRUE);
      record_source_clear (&source);
    }
}

static void
test_an_image_named_twice (Fixture *self)
{
  static const GwMerge merges[] = { GW_MERGE_ADD, GW_MERGE_REPLACE, GW_MERGE_SKIP };

  for (gsize i = 0; i < G_N_ELEMENTS (merges); i++)
    {
      g_autofree char *before = fixture_dump (self);
      GwLabel label;
      GwImportSpec spec;
      RecordSource source;

      record_source_init (&source);
      record_source_add_box (&source, record_source_add (&source, "a.jpg"), "Car", 1);
      record_source_add_box (&source, record_source_add (&source, "a.jpg"), "Car", 50);
      label = (GwLabel) { record_source_get_class (&source, "Car"), 0.5 };
      g_array_append_val (((GwRecord *) g_ptr_array_index (source.records, 0))->labels, label);
      label = (GwLabel) { record_source_get_class (&source, "Person"), 0.5 };
      g_array_append_val (((GwRecord *) g_ptr_array_index (source.records, 1))->labels, label);
      spec = record_source_make_spec (self, &source);
      spec.merge = merges[i];
      record_source_import (self, &source, &spec);
      g_assert_cmpint (fixture_count (self, "objects>1 label:Car label:Person"), ==, 1);
      fixture_assert_turns (self, before);
      fixture_walk (self, TRUE);
      record_source_clear (&source);
    }
}

static void
test_labels_tags_splits_and_negatives (Fixture *self)
{
  static const char *const tags[] = { "night", "rain", NULL };
  gint64 id = fixture_add_image (self, "a.jpg");
  g_autofree char *before = fixture_dump (self);
  g_autoptr (GwImage) image = NULL;
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;
  GwRecord *record;
  GwLabel label;

  record_source_init (&source);
  record = record_source_add (&source, "a.jpg");
  label = (GwLabel) { record_source_get_class (&source, "Cat"), 0.75 };
  g_array_append_val (record->labels, label);
  record->tags = g_strdupv ((GStrv) tags);
  record->split = g_strdup ("val");
  record->labeled = TRUE;
  record = record_source_add (&source, "b.jpg");
  record->labeled = TRUE;
  spec = record_source_make_spec (self, &source);
  spec.mark_labeled = TRUE;
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.labels_added, ==, 1);
  image = fixture_get_image (self, id);
  g_assert_cmpint (gw_image_get_status (image), ==, GW_IMAGE_LABELED);
  g_assert_cmpstr (gw_image_get_split (image), ==, "val");
  g_assert_cmpstrv (gw_image_get_tags (image), tags);
  g_assert_cmpint (gw_image_get_width (image), ==, 640);
  g_assert_cmpint (fixture_count (self, "label:Cat"), ==, 1);
  g_assert_cmpint (fixture_count (self, "mark:negative status:labeled"), ==, 1);
  fixture_assert_turns (self, before);
  record_source_clear (&source);
}

static void
test_classes_are_mapped (Fixture *self)
{
  gint64 vehicle = fixture_add_class (self, "Vehicle");
  g_autoptr (GHashTable) map = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GwRecordHead) head = NULL;
  const char *id, *name;
  GwImportSpec spec;
  GwImportCounts counts;
  RecordSource source;
  gint64 car, person;
  gint64 ignore = -1;

  record_source_init (&source);
  record_source_fill (&source);
  car = record_source_get_class (&source, "Car");
  person = record_source_get_class (&source, "Person");
  gw_class_set_alias (gw_record_head_find_class (source.head, car), "coco", "3", "car");
  g_hash_table_insert (map, &car, &vehicle);
  g_hash_table_insert (map, &person, &ignore);
  spec = record_source_make_spec (self, &source);
  spec.class_map = map;
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.classes_new, ==, 0);
  g_assert_cmpint (counts.objects_added[GW_SHAPE_BOX], ==, 3);
  g_assert_cmpint (counts.objects_added[GW_SHAPE_POLYGON], ==, 0);
  g_assert_cmpint (fixture_count (self, "class:Vehicle"), ==, 2);
  head = gw_store_get_head (self->store, GW_LAYER_LABELS, NULL, NULL);
  g_assert_cmpuint (head->classes->len, ==, 1);
  g_assert_true (gw_class_get_alias (g_ptr_array_index (head->classes, 0), "coco", &id, &name));
  g_assert_cmpstr (id, ==, "3");
  record_source_clear (&source);
}

static void
test_undo_spares_later_work (Fixture *self)
{
  g_autoptr (GPtrArray) objects = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GwObject) moved = NULL;
  g_autofree char *imported = NULL;
  g_autofree char *again = NULL;
  GwImportSpec spec;
  RecordSource source;
  gint64 id = 0;

  record_source_init (&source);
  record_source_fill (&source);
  spec = record_source_make_spec (self, &source);
  record_source_import (self, &source, &spec);
  imported = fixture_dump (self);
  gw_store_find_image (self->store, self->root, "a.jpg", &id, NULL, NULL);
  objects = fixture_load (self, id);
  moved = gw_object_copy (g_ptr_array_index (objects, 0));
  gw_object_set_box (moved, 100, 100, 5, 5);
  fixture_change (self, id, "Move Car", g_ptr_array_index (objects, 0), moved);

  fixture_walk (self, TRUE);
  g_assert_cmpint (fixture_count (self, NULL), ==, 1);
  left = fixture_load (self, id);
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_true (gw_object_equal (g_ptr_array_index (left, 0), moved));
  fixture_assert_sound (self);

  fixture_walk (self, FALSE);
  fixture_assert_sound (self);
  g_clear_pointer (&left, g_ptr_array_unref);
  left = fixture_load (self, id);
  g_assert_cmpuint (left->len, ==, 2);
  {
    g_autoptr (GwEdit) undone = gw_store_undo (self->store, id, NULL, NULL);

    g_assert_nonnull (undone);
  }
  again = fixture_dump (self);
  g_assert_cmpstr (again, ==, imported);
  record_source_clear (&source);
}

static void
test_edits_end_redo_of_an_import (Fixture *self)
{
  g_autoptr (GArray) ids = fixture_add_images (self, 1);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GwEdit) redone = NULL;
  GwImportSpec spec;
  GwImportCounts counts;
  RecordSource source;

  record_source_init (&source);
  record_source_fill (&source);
  spec = record_source_make_spec (self, &source);
  record_source_import (self, &source, &spec);
  fixture_walk (self, TRUE);
  gw_store_bulk_split (self->store, (const gint64 *) ids->data, 1, "train", NULL, NULL);
  redone = gw_store_redo (self->store, 0, NULL, NULL);
  g_assert_null (redone);
  before = fixture_dump (self);
  fixture_reopen (self);
  after = fixture_dump (self);
  g_assert_cmpstr (before, ==, after);
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.images_new, ==, 2);
  g_assert_cmpint (counts.objects_added[GW_SHAPE_BOX], ==, 3);
  fixture_assert_sound (self);
  record_source_clear (&source);
}

/* The step of that id or none, whatever others did since it was looked at. */
static void
test_one_step_or_none (Fixture *self)
{
  g_autoptr (GArray) ids = fixture_add_images (self, 1);
  const gint64 *image = (const gint64 *) (gpointer) ids->data;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GwEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  GwImportSpec spec;
  GwImportCounts counts;
  RecordSource source;
  gint64 tagging;

  record_source_init (&source);
  record_source_fill (&source);
  spec = record_source_make_spec (self, &source);
  counts = record_source_import (self, &source, &spec);
  tagging = gw_store_bulk_tag (self->store, image, 1, "night", TRUE, NULL, NULL);
  before = fixture_dump (self);
  g_assert_null (gw_store_undo_step (self->store, counts.edit_id, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  after = fixture_dump (self);
  g_assert_cmpstr (before, ==, after);

  edit = gw_store_undo_step (self->store, tagging, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gw_edit_get_id (edit), ==, tagging);
  g_clear_pointer (&edit, gw_edit_unref);
  edit = gw_store_undo_step (self->store, counts.edit_id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_count (self, NULL), ==, 1);
  g_clear_pointer (&edit, gw_edit_unref);

  /* The import is next to be done again, and the tagging after it. */
  g_assert_null (gw_store_redo_step (self->store, tagging, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  edit = gw_store_redo_step (self->store, counts.edit_id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_count (self, NULL), ==, 3);
  g_clear_pointer (&edit, gw_edit_unref);

  /* A new step ends what could be done again. */
  fixture_walk (self, TRUE);
  g_assert_cmpint (gw_store_bulk_split (self->store, image, 1, "train", NULL, NULL), >, 0);
  g_assert_null (gw_store_redo_step (self->store, counts.edit_id, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
  fixture_assert_sound (self);
  record_source_clear (&source);
}

static void
test_filter_by_import (Fixture *self)
{
  g_autofree char *filter = NULL;
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;

  fixture_add_image (self, "z.jpg");
  record_source_init (&source);
  record_source_fill (&source);
  spec = record_source_make_spec (self, &source);
  counts = record_source_import (self, &source, &spec);
  filter = g_strdup_printf ("import:%d", (int) counts.edit_id);
  g_assert_cmpint (fixture_count (self, filter), ==, 2);
  record_source_clear (&source);
}

/* More than go into the tables at once, several times over. */
static void
test_many (Fixture *self)
{
  const guint n_images = 6500;
  gint64 n_boxes = 0;
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;

  record_source_init (&source);
  for (guint i = 0; i < n_images; i++)
    {
      g_autofree char *path = g_strdup_printf ("%05u.jpg", i);
      GwRecord *record = record_source_add (&source, path);

      for (guint k = 0; k < i % 5; k++, n_boxes++)
        record_source_add_box (&source, record, k % 2 == 0 ? "Car" : "Person", 10 * k);
    }
  spec = record_source_make_spec (self, &source);
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.images_new, ==, n_images);
  g_assert_cmpint (counts.objects_added[GW_SHAPE_BOX], ==, n_boxes);
  g_assert_cmpint (fixture_count (self, "objects:4"), ==, n_images / 5);
  fixture_assert_sound (self);

  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.images_new, ==, 0);
  g_assert_cmpint (counts.objects_added[GW_SHAPE_BOX], ==, 0);
  g_assert_cmpint (counts.duplicates, ==, n_boxes);
  record_source_clear (&source);
}

typedef struct
{
  Fixture *fixture;
  GCancellable *cancellable;
} Watcher;

static gpointer
cancel_when_seen (gpointer data)
{
  Watcher *watcher = data;

  while (fixture_count (watcher->fixture, NULL) == 0)
    g_thread_yield ();
  g_cancellable_cancel (watcher->cancellable);
  return NULL;
}

/* LARGE of them are 56 MB, more than the cache of an import holds. */
static void
fill_large (RecordSource *source, guint n_images)
{
  g_autofree char *filling = g_strnfill (8000, 'x');

  for (guint i = 0; i < n_images; i++)
    {
      g_autofree char *path = g_strdup_printf ("%05u.jpg", i);

      record_source_add (source, path)->bag = g_strdup_printf ("{\"coco\":{\"x\":\"%s\"}}", filling);
    }
}

static void
test_large_tells_of_the_disk (Fixture *self)
{
  g_autoptr (GwWork) work = gw_work_new ("import");
  g_autofree char *text = NULL;
  GwWorkStatus status;
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;

  record_source_init (&source);
  fill_large (&source, LARGE);
  spec = record_source_make_spec (self, &source);
  spec.work = work;
  counts = record_source_import (self, &source, &spec);
  g_assert_cmpint (counts.images_new, ==, LARGE);
  gw_work_get_status (work, &status, &text);
  g_assert_nonnull (text);
  g_assert_nonnull (strstr (text, "the disk: "));

  fixture_reopen (self);
  g_assert_cmpint (fixture_count (self, NULL), ==, LARGE);
  fixture_assert_sound (self);
  record_source_clear (&source);
}

/* What others see already stands, though what comes after a large import has
 * not ended yet.
 */
static void
test_late_cancel_takes_nothing_back (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Watcher watcher = { self, cancellable };
  GwImportCounts counts;
  GwImportSpec spec;
  RecordSource source;
  GThread *thread;

  record_source_init (&source);
  fill_large (&source, LARGE);
  spec = record_source_make_spec (self, &source);
  thread = g_thread_new ("cancel", cancel_when_seen, &watcher);
  gw_store_import (self->store, &spec, record_source_next, &source, &counts, cancellable, &error);
  g_thread_join (thread);
  g_assert_no_error (error);
  g_assert_cmpint (counts.images_new, ==, LARGE);

  fixture_add_image (self, "later.jpg");
  g_assert_cmpint (fixture_count (self, NULL), ==, LARGE + 1);
  fixture_assert_sound (self);
  record_source_clear (&source);
}

void
conformance_add_import_tests (const StoreBackend *backend)
{
  fixture_add_test (backend, "/import/makes-images-classes-and-objects", test_makes_images_classes_and_objects);
  fixture_add_test (backend, "/import/skeletons-come-along", test_skeletons_come_along);
  fixture_add_test (backend, "/import/again-adds-nothing", test_again_adds_nothing);
  fixture_add_test (backend, "/import/dry-run-changes-nothing", test_dry_run_changes_nothing);
  fixture_add_test (backend, "/import/failure-leaves-nothing", test_failure_leaves_nothing);
  fixture_add_test (backend, "/import/cancel-leaves-nothing", test_cancel_leaves_nothing);
  fixture_add_test (backend, "/import/cancel-after-last-record-leaves-nothing",
                    test_cancel_after_last_record_leaves_nothing);
  fixture_add_test (backend, "/import/without-root-only-known-images", test_without_root_only_known_images);
  fixture_add_test (backend, "/import/replace-and-skip", test_replace_and_skip);
  fixture_add_test (backend, "/import/nothing-gives-way-to-what-was-left-out",
                    test_nothing_gives_way_to_what_was_left_out);
  fixture_add_test (backend, "/import/an-image-named-twice", test_an_image_named_twice);
  fixture_add_test (backend, "/import/labels-tags-splits-and-negatives", test_labels_tags_splits_and_negatives);
  fixture_add_test (backend, "/import/classes-are-mapped", test_classes_are_mapped);
  fixture_add_test (backend, "/import/undo-spares-later-work", test_undo_spares_later_work);
  fixture_add_test (backend, "/import/edits-end-redo", test_edits_end_redo_of_an_import);
  fixture_add_test (backend, "/import/one-step-or-none", test_one_step_or_none);
  fixture_add_test (backend, "/import/filter-by-import", test_filter_by_import);
  fixture_add_test (backend, "/import/many", test_many);
  fixture_add_test (backend, "/import/large-tells-of-the-disk", test_large_tells_of_the_disk);
  fixture_add_test (backend, "/import/late-cancel-takes-nothing-back", test_late_cancel_takes_nothing_back);
}
