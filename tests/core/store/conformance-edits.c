/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "conformance.h"

#include <math.h>
#include <string.h>

#include "gw-test-objects.h"

static void
assert_objects (Fixture *self, gint64 image, guint n)
{
  g_autoptr (GPtrArray) objects = fixture_load (self, image);
  g_autoptr (GwImage) row = fixture_get_image (self, image);

  g_assert_cmpuint (objects->len, ==, n);
  g_assert_cmpuint (gw_image_get_n_objects (row), ==, n);
}

static void
assert_history (Fixture *self, gint64 image, const char *undo, const char *redo)
{
  GwHistoryState state = { NULL, NULL };

  g_assert_true (gw_store_get_history_state (self->store, image, &state, NULL, NULL));
  g_assert_cmpstr (state.undo_name, ==, undo);
  g_assert_cmpstr (state.redo_name, ==, redo);
  gw_history_state_clear (&state);
}

static void
walk (Fixture *self, gint64 image, gboolean undo, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwEdit) edit = undo ? gw_store_undo (self->store, image, NULL, &error)
                                 : gw_store_redo (self->store, image, NULL, &error);

  g_assert_no_error (error);
  if (wanted == NULL)
    {
      g_assert_null (edit);
      return;
    }
  g_assert_nonnull (edit);
  g_assert_cmpstr (gw_edit_get_name (edit), ==, wanted);
}

static void
test_every_kind_of_object_is_kept (Fixture *self)
{
  gint64 image = fixture_add_image (self, "a.jpg");
  gint64 class_id = fixture_add_class (self, "A");
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) read = NULL;
  gw_random random;

  gw_random_init (&random, 5);
  for (int i = 0; i < 80; i++)
    {
      GwObject *object = gw_test_random_object (&random, (GwShapeKind) (1 + i % (GW_SHAPE_N_KINDS - 1)), 640, 480);

      gw_object_set_class_id (object, class_id);
      gw_object_set_z (object, i);
      fixture_change (self, image, "Draw A", NULL, object);
      g_ptr_array_add (made, object);
    }
  fixture_reopen (self);
  read = fixture_load (self, image);
  g_assert_cmpuint (read->len, ==, made->len);
  for (guint i = 0; i < read->len; i++)
    {
      GwObject *a = g_ptr_array_index (made, i);
      GwObject *b = g_ptr_array_index (read, i);

      g_assert_true (gw_object_equal (a, b));
      g_assert_cmpint (gw_object_get_created (a), ==, gw_object_get_created (b));
      g_assert_cmpint (gw_object_get_modified (a), ==, gw_object_get_modified (b));
    }
  fixture_assert_sound (self);
}

static void
test_objects_come_in_paint_order (Fixture *self)
{
  gint64 image = fixture_add_image (self, "a.jpg");
  gint64 class_id = fixture_add_class (self, "A");
  static const int zs[] = { 5, -3, 5, 0 };
  static const int order[] = { 1, 3, 0, 2 };
  GwObject *made[4];
  g_autoptr (GPtrArray) read = NULL;

  for (int i = 0; i < 4; i++)
    {
      made[i] = make_box (class_id, i, 0, 1, 1);
      gw_object_set_z (made[i], zs[i]);
      fixture_change (self, image, "Draw A", NULL, made[i]);
    }
  read = fixture_load (self, image);
  for (int i = 0; i < 4; i++)
    g_assert_cmpint (gw_object_get_id (g_ptr_array_index (read, i)), ==, gw_object_get_id (made[order[i]]));
  for (int i = 0; i < 4; i++)
    g_object_unref (made[i]);
}

static void
test_undo_and_redo_name_their_step (Fixture *self)
{
  gint64 image = fixture_add_image (self, "a.jpg");
  gint64 class_id = fixture_add_class (self, "A");
  g_autoptr (GwObject) box = make_box (class_id, 1, 2, 3, 4);
  g_autoptr (GwObject) moved = gw_object_copy (box);

  assert_history (self, image, NULL, NULL);
  gw_object_set_box (moved, 10, 20, 3, 4);
  fixture_change (self, image, "Draw A", NULL, box);
  fixture_change (self, image, "Move A", box, moved);
  assert_history (self, image, "Move A", NULL);
  walk (self, image, TRUE, "Move A");
  assert_history (self, image, "Draw A", "Move A");
  fixture_reopen (self);
  assert_history (self, image, "Draw A", "Move A");
  walk (self, image, TRUE, "Draw A");
  assert_objects (self, image, 0);
  walk (self, image, TRUE, NULL);
  walk (self, image, FALSE, "Draw A");
  assert_objects (self, image, 1);
  walk (self, image, FALSE, "Move A");
  walk (self, image, FALSE, NULL);
  assert_history (self, image, "Move A", NULL);
}

static void
test_undo_returns_what_was_done (Fixture *self)
{
  gint64 image = fixture_add_image (self, "a.jpg");
  gint64 class_id = fixture_add_class (self, "A");
  g_autoptr (GwObject) box = make_box (class_id, 1, 2, 3, 4);
  g_autoptr (GwEdit) undone = NULL;
  const GwChange *change = NULL;

  fixture_change (self, image, "Draw A", NULL, box);
  undone = gw_store_undo (self->store, image, NULL, NULL);
  for (guint i = 0; i < gw_edit_get_n_changes (undone); i++)
    if (gw_edit_get_change (undone, i)->kind == GW_CHANGE_OBJECT)
      change = gw_edit_get_change (undone, i);
  g_assert_nonnull (change);
  g_assert_null (change->object_after);
  g_assert_true (gw_object_equal (change->object_before, box));
}

static void
test_a_new_edit_ends_redo (Fixture *self)
{
  gint64 image = fixture_add_image (self, "a.jpg");
  gint64 class_id = fixture_add_class (self, "A");
  g_autoptr (GwObject) one = make_box (class_id, 1, 2, 3, 4);
  g_autoptr (GwObject) two = make_box (class_id, 1, 2, 3, 4);

  fixture_change (self, image, "One", NULL, one);
  walk (self, image, TRUE, "One");
  fixture_change (self, image, "Two", NULL, two);
  assert_history (self, image, "Two", NULL);
  walk (self, image, FALSE, NULL);
}

static void
test_each_image_has_its_history (Fixture *self)
{
  g_autoptr (GArray) ids = fixture_add_images (self, 2);
  gint64 a = g_array_index (ids, gint64, 0);
  gint64 b = g_array_index (ids, gint64, 1);
  gint64 class_id = fixture_add_class (self, "A");
  g_autoptr (GwObject) one = make_box (class_id, 1, 2, 3, 4);
  g_autoptr (GwObject) two = make_box (class_id, 1, 2, 3, 4);

  fixture_change (self, a, "One", NULL, one);
  fixture_change (self, b, "Two", NULL, two);
  walk (self, a, TRUE, "One");
  assert_objects (self, a, 0);
  assert_objects (self, b, 1);
  assert_history (self, b, "Two", NULL);
  assert_history (self, 0, NULL, NULL);
}

/* One step of an image's history, and no other. */
static void
test_undo_of_one_step (Fixture *self)
{
  gint64 image = fixture_add_image (self, "a.jpg");
  gint64 class_id = fixture_add_class (self, "A");
  g_autoptr (GwObject) first = make_box (class_id, 1, 2, 3, 4);
  g_autoptr (GwObject) second = make_box (class_id, 5, 6, 7, 8);
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GwEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  gint64 ids[2];

  fixture_change (self, image, "Draw First", NULL, first);
  fixture_change (self, image, "Draw Second", NULL, second);
  history = gw_store_list_history (self->store, image, 2, NULL, NULL);
  for (guint i = 0; i < 2; i++)
    ids[i] = ((GwHistoryItem *) g_ptr_array_index (history, 1 - i))->id;

  /* The project's history and another image's do not matter. */
  g_assert_cmpint (gw_store_bulk_tag (self->store, &image, 1, "night", TRUE, NULL, NULL), >, 0);
  g_assert_null (gw_store_undo_step (self->store, ids[0], NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  assert_objects (self, image, 2);
  edit = gw_store_undo_step (self->store, ids[1], NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gw_edit_get_name (edit), ==, "Draw Second");
  g_assert_cmpuint (gw_edit_get_n_changes (edit), ==, 1);
  assert_objects (self, image, 1);
  assert_history (self, image, "Draw First", "Draw Second");

  /* Undone, it is not the one to undo any more, and it can be done again. */
  g_assert_null (gw_store_undo_step (self->store, ids[1], NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_clear_pointer (&edit, gw_edit_unref);
  edit = gw_store_redo_step (self->store, ids[1], NULL, &error);
  g_assert_no_error (error);
  assert_objects (self, image, 2);
  fixture_assert_sound (self);
}

static void
assert_conflict (Fixture *self, GwEdit *edit)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_dump (self);
  g_autofree char *after = NULL;

  g_assert_false (gw_store_apply_edit (self->store, edit, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
  after = fixture_dump (self);
  g_assert_cmpstr (before, ==, after);
}

static void
test_edits_on_another_state_conflict (Fixture *self)
{
  g_autoptr (GArray) ids = fixture_add_images (self, 2);
  gint64 image = g_array_index (ids, gint64, 0);
  gint64 other = g_array_index (ids, gint64, 1);
  gint64 class_id = fixture_add_class (self, "A");
  g_autoptr (GwObject) box = make_box (class_id, 1, 2, 3, 4);
  g_autoptr (GwObject) moved = gw_object_copy (box);
  g_autoptr (GwObject) unknown = make_box (class_id, 1, 2, 3, 4);
  g_autoptr (GwObject) extra = make_box (class_id, 9, 9, 9, 9);
  g_autoptr (GwEdit) gone = gw_edit_new (image, "Delete");
  g_autoptr (GwEdit) stale = gw_edit_new (image, "Move");
  g_autoptr (GwEdit) twice = gw_edit_new (image, "Draw");
  g_autoptr (GwEdit) elsewhere = gw_edit_new (other, "Delete");
  g_autoptr (GwEdit) marks = gw_edit_new (image, "Submit");

  fixture_change (self, image, "Draw", NULL, box);
  gw_object_set_box (moved, 5, 5, 5, 5);
  gw_edit_add_object (gone, image, NULL, extra);
  gw_edit_add_object (gone, image, unknown, NULL);
  assert_conflict (self, gone);
  gw_edit_add_object (stale, image, moved, box);
  assert_conflict (self, stale);
  gw_edit_add_object (twice, image, NULL, moved);
  assert_conflict (self, twice);
  gw_edit_add_object (elsewhere, other, box, NULL);
  assert_conflict (self, elsewhere);
  gw_edit_add_marks (marks, image, GW_IMAGE_LABELED, 0, GW_IMAGE_IN_REVIEW, 0);
  assert_conflict (self, marks);
}

static void
test_edit_of_another_image_is_refused (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = fixture_add_images (self, 2);
  g_autoptr (GwEdit) edit = gw_edit_new (g_array_index (ids, gint64, 0), "X");
  g_autoptr (GwEdit) empty = gw_edit_new (g_array_index (ids, gint64, 0), "X");

  gw_edit_add_attribute (edit, g_array_index (ids, gint64, 1), "a", NULL, "b");
  g_assert_false (gw_store_apply_edit (self->store, edit, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (gw_store_apply_edit (self->store, empty, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
}

static void
test_unknown_class_is_refused (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 image = fixture_add_image (self, "a.jpg");
  g_autoptr (GwObject) box = make_box (77, 1, 2, 3, 4);
  g_autoptr (GwEdit) edit = gw_edit_new (image, "X");

  gw_edit_add_object (edit, image, NULL, box);
  g_assert_false (gw_store_apply_edit (self->store, edit, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
  assert_objects (self, image, 0);
}

static void
assert_status (Fixture *self, gint64 image, GwImageStatus status, GwImageMarks marks)
{
  g_autoptr (GwImage) row = fixture_get_image (self, image);

  g_assert_cmpint (gw_image_get_status (row), ==, status);
  g_assert_cmpint (gw_image_get_marks (row), ==, marks);
}

static void
test_first_object_begins_progress (Fixture *self)
{
  gint64 image = fixture_add_image (self, "a.jpg");
  gint64 class_id = fixture_add_class (self, "A");
  g_autoptr (GwObject) box = make_box (class_id, 1, 2, 3, 4);

  assert_status (self, image, GW_IMAGE_UNLABELED, 0);
  fixture_change (self, image, "Draw", NULL, box);
  assert_status (self, image, GW_IMAGE_IN_PROGRESS, 0);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_STATUS, "in-progress"), ==, 1);
  walk (self, image, TRUE, "Draw");
  assert_status (self, image, GW_IMAGE_UNLABELED, 0);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_STATUS, "unlabeled"), ==, 1);
}

static void
test_what_holds_nothing_can_be_drawn_on (Fixture *self)
{
  gint64 image = fixture_add_image (self, "a.jpg");
  gint64 class_id = fixture_add_class (self, "A");
  g_autoptr (GwObject) box = make_box (class_id, 1, 2, 3, 4);
  g_autoptr (GwEdit) submit = gw_edit_new (image, "Submit");

  gw_edit_add_marks (submit, image, GW_IMAGE_UNLABELED, 0, GW_IMAGE_LABELED, GW_IMAGE_NEGATIVE);
  g_assert_true (gw_store_apply_edit (self->store, submit, NULL, NULL));
  assert_status (self, image, GW_IMAGE_LABELED, GW_IMAGE_NEGATIVE);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_MARK, "negative"), ==, 1);
  fixture_change (self, image, "Draw", NULL, box);
  assert_status (self, image, GW_IMAGE_LABELED, 0);
  walk (self, image, TRUE, "Draw");
  assert_status (self, image, GW_IMAGE_LABELED, GW_IMAGE_NEGATIVE);
  walk (self, image, TRUE, "Submit");
  assert_status (self, image, GW_IMAGE_UNLABELED, 0);
}

static void
test_labels_marks_and_attributes (Fixture *self)
{
  gint64 image = fixture_add_image (self, "a.jpg");
  GwLabel a = { fixture_add_class (self, "A"), NAN };
  GwLabel b = { fixture_add_class (self, "B"), 0.5 };
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  g_autoptr (GArray) both = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  g_autoptr (GArray) read = NULL;
  g_autoptr (GwEdit) edit = gw_edit_new (image, "Choose");
  g_autoptr (GwImage) row = NULL;
  g_autofree char *before = fixture_dump (self);
  g_autofree char *after = NULL;

  g_array_append_val (both, b);
  g_array_append_val (both, a);
  gw_edit_add_labels (edit, image, none, both);
  gw_edit_add_attribute (edit, image, "weather", NULL, "rain");
  gw_edit_set_author (edit, "mara");
  g_assert_true (gw_store_apply_edit (self->store, edit, NULL, NULL));

  read = gw_store_load_labels (self->store, image, GW_LAYER_LABELS, NULL, NULL);
  g_assert_cmpuint (read->len, ==, 2);
  g_assert_cmpint (g_array_index (read, GwLabel, 0).class_id, ==, b.class_id);
  g_assert_cmpfloat (g_array_index (read, GwLabel, 0).confidence, ==, 0.5);
  g_assert_true (isnan (g_array_index (read, GwLabel, 1).confidence));
  row = fixture_get_image (self, image);
  g_assert_cmpstr (gw_image_get_attribute (row, "weather"), ==, "rain");
  g_assert_cmpuint (gw_image_get_labels (row)->len, ==, 2);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_LABEL, "A"), ==, 1);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_BY, "mara"), ==, 1);
  assert_status (self, image, GW_IMAGE_IN_PROGRESS, 0);

  walk (self, image, TRUE, "Choose");
  after = fixture_dump (self);
  g_assert_cmpstr (before, ==, after);
  fixture_assert_sound (self);
}

static guint
count_absent (Fixture *self, gint64 image)
{
  g_autoptr (GArray) absent = gw_store_load_absent (self->store, image, GW_LAYER_LABELS, NULL, NULL);

  return absent->len;
}

/* That a class is not there is no label, and contradicts no image without anything. */
static void
test_absent (Fixture *self)
{
  gint64 image = fixture_add_image (self, "a.jpg");
  GwLabel a = { fixture_add_class (self, "A"), NAN };
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  g_autoptr (GwEdit) submit = gw_edit_new (image, "Submit");
  g_autoptr (GwEdit) edit = gw_edit_new (image, "Verify A as Absent");
  g_autoptr (GwEdit) again = gw_edit_new (image, "Verify A as Absent");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_dump (self);
  g_autofree char *after = NULL;

  g_array_append_val (list, a);
  gw_edit_add_absent (edit, image, NULL, list);
  g_assert_true (gw_store_apply_edit (self->store, edit, NULL, NULL));
  g_assert_cmpuint (count_absent (self, image), ==, 1);
  assert_status (self, image, GW_IMAGE_IN_PROGRESS, 0);
  g_assert_cmpint (fixture_count (self, "absent:A"), ==, 1);
  g_assert_cmpint (fixture_count (self, "-absent:A"), ==, 0);
  g_assert_cmpint (fixture_count (self, "label:A"), ==, 0);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_LABEL, "A"), ==, 0);
  gw_edit_add_absent (again, image, NULL, list);
  g_assert_false (gw_store_apply_edit (self->store, again, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
  fixture_assert_sound (self);

  walk (self, image, TRUE, "Verify A as Absent");
  g_assert_cmpuint (count_absent (self, image), ==, 0);
  after = fixture_dump (self);
  g_assert_cmpstr (before, ==, after);

  gw_edit_add_marks (submit, image, GW_IMAGE_UNLABELED, 0, GW_IMAGE_LABELED, GW_IMAGE_NEGATIVE);
  g_assert_true (gw_store_apply_edit (self->store, submit, NULL, NULL));
  g_assert_true (gw_store_apply_edit (self->store, again, NULL, NULL));
  assert_status (self, image, GW_IMAGE_LABELED, GW_IMAGE_NEGATIVE);
}

static void
test_project_edit_spans_images (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = fixture_add_images (self, 3);
  g_autoptr (GwEdit) edit = gw_edit_new (0, "Set Weather");
  g_autofree char *before = fixture_dump (self);
  g_autofree char *done = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  for (guint i = 0; i < ids->len; i++)
    gw_edit_add_attribute (edit, g_array_index (ids, gint64, i), "weather", NULL, "rain");
  g_assert_true (gw_store_apply_edit (self->store, edit, NULL, &error));
  done = fixture_dump (self);
  assert_history (self, 0, "Set Weather", NULL);
  assert_history (self, g_array_index (ids, gint64, 0), NULL, NULL);
  walk (self, 0, TRUE, "Set Weather");
  undone = fixture_dump (self);
  g_assert_cmpstr (before, ==, undone);
  walk (self, 0, FALSE, "Set Weather");
  redone = fixture_dump (self);
  g_assert_cmpstr (done, ==, redone);
}

static void
test_history_lists_newest_first (Fixture *self)
{
  gint64 image = fixture_add_image (self, "a.jpg");
  gint64 class_id = fixture_add_class (self, "A");
  g_autoptr (GPtrArray) items = NULL;

  for (int i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("Draw %d", i);
      g_autoptr (GwObject) box = make_box (class_id, i, 2, 3, 4);

      fixture_change (self, image, name, NULL, box);
    }
  walk (self, image, TRUE, "Draw 4");
  items = gw_store_list_history (self->store, image, 3, NULL, NULL);
  g_assert_cmpuint (items->len, ==, 3);
  g_assert_cmpstr (((GwHistoryItem *) g_ptr_array_index (items, 0))->name, ==, "Draw 4");
  g_assert_true (((GwHistoryItem *) g_ptr_array_index (items, 0))->undone);
  g_assert_cmpstr (((GwHistoryItem *) g_ptr_array_index (items, 1))->name, ==, "Draw 3");
  g_assert_false (((GwHistoryItem *) g_ptr_array_index (items, 1))->undone);
  g_assert_cmpint (((GwHistoryItem *) g_ptr_array_index (items, 1))->time, >, 0);
}

static void
test_drafts (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 image = fixture_add_image (self, "a.jpg");
  g_autofree char *none = gw_store_load_draft (self->store, image, "mara", NULL, &error);
  g_autofree char *mine = NULL;
  g_autofree char *hers = NULL;
  g_autofree char *gone = NULL;

  g_assert_no_error (error);
  g_assert_null (none);
  g_assert_true (gw_store_save_draft (self->store, image, "", "{\"points\":[]}", NULL, NULL));
  g_assert_true (gw_store_save_draft (self->store, image, "", "{\"points\":[1]}", NULL, NULL));
  g_assert_true (gw_store_save_draft (self->store, image, "mara", "her own", NULL, NULL));
  fixture_reopen (self);
  mine = gw_store_load_draft (self->store, image, "", NULL, &error);
  hers = gw_store_load_draft (self->store, image, "mara", NULL, &error);
  g_assert_cmpstr (mine, ==, "{\"points\":[1]}");
  g_assert_cmpstr (hers, ==, "her own");
  g_assert_true (gw_store_save_draft (self->store, image, "mara", NULL, NULL, NULL));
  gone = gw_store_load_draft (self->store, image, "mara", NULL, &error);
  g_assert_no_error (error);
  g_assert_null (gone);
  fixture_assert_sound (self);
}

void
conformance_add_edit_tests (const StoreBackend *backend)
{
  fixture_add_test (backend, "/objects/every-kind-is-kept", test_every_kind_of_object_is_kept);
  fixture_add_test (backend, "/objects/come-in-paint-order", test_objects_come_in_paint_order);
  fixture_add_test (backend, "/undo/names-its-step", test_undo_and_redo_name_their_step);
  fixture_add_test (backend, "/undo/returns-what-was-done", test_undo_returns_what_was_done);
  fixture_add_test (backend, "/undo/a-new-edit-ends-redo", test_a_new_edit_ends_redo);
  fixture_add_test (backend, "/undo/each-image-has-its-history", test_each_image_has_its_history);
  fixture_add_test (backend, "/undo/one-step", test_undo_of_one_step);
  fixture_add_test (backend, "/undo/history-lists-newest-first", test_history_lists_newest_first);
  fixture_add_test (backend, "/edits/on-another-state-conflict", test_edits_on_another_state_conflict);
  fixture_add_test (backend, "/edits/of-another-image-are-refused", test_edit_of_another_image_is_refused);
  fixture_add_test (backend, "/edits/unknown-class-is-refused", test_unknown_class_is_refused);
  fixture_add_test (backend, "/edits/first-object-begins-progress", test_first_object_begins_progress);
  fixture_add_test (backend, "/edits/what-holds-nothing-can-be-drawn-on", test_what_holds_nothing_can_be_drawn_on);
  fixture_add_test (backend, "/edits/labels-marks-and-attributes", test_labels_marks_and_attributes);
  fixture_add_test (backend, "/edits/absent", test_absent);
  fixture_add_test (backend, "/edits/project-edit-spans-images", test_project_edit_spans_images);
  fixture_add_test (backend, "/drafts/kept-for-each-person", test_drafts);
}
