/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "conformance.h"

/* Does, undoes, redoes, and undoes again after a restart; each time the
 * state must be the one of before.
 */
static void
assert_turns (Fixture *self, const char *before, const char *name)
{
  g_autofree char *done = fixture_dump (self);

  g_assert_cmpstr (before, !=, done);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GwEdit) undone = gw_store_undo (self->store, 0, NULL, &error);
      g_autofree char *after_undo = fixture_dump (self);
      g_autoptr (GwEdit) redone = NULL;
      g_autofree char *after_redo = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (gw_edit_get_name (undone), ==, name);
      g_assert_cmpuint (gw_edit_get_n_changes (undone), ==, 0);
      g_assert_cmpstr (after_undo, ==, before);
      fixture_assert_sound (self);
      fixture_reopen (self);
      redone = gw_store_redo (self->store, 0, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (redone);
      after_redo = fixture_dump (self);
      g_assert_cmpstr (after_redo, ==, done);
      fixture_assert_sound (self);
    }
}

static const gint64 *
first (GArray *ids)
{
  return (const gint64 *) ids->data;
}

static void
test_label (Fixture *self)
{
  gint64 cat = fixture_add_class (self, "Cat");
  gint64 dog = fixture_add_class (self, "Dog");
  g_autoptr (GArray) ids = fixture_add_images (self, 4);
  g_autofree char *before = fixture_dump (self);

  g_assert_cmpint (
      gw_store_bulk_label (self->store, first (ids), 3, &cat, 1, GW_BULK_REPLACE, "Set Cat on 3 Images", NULL, NULL), >,
      0);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_LABEL, "Cat"), ==, 3);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_STATUS, "in-progress"), ==, 3);
  assert_turns (self, before, "Set Cat on 3 Images");

  g_free (before);
  before = fixture_dump (self);
  g_assert_cmpint (gw_store_bulk_label (self->store, first (ids) + 2, 2, &dog, 1, GW_BULK_ADD, "Add Dog", NULL, NULL),
                   >, 0);
  g_assert_cmpint (fixture_count (self, "label:Cat label:Dog"), ==, 1);
  assert_turns (self, before, "Add Dog");

  g_free (before);
  before = fixture_dump (self);
  g_assert_cmpint (gw_store_bulk_label (self->store, first (ids), 4, &cat, 1, GW_BULK_REMOVE, "Not Cat", NULL, NULL), >,
                   0);
  g_assert_cmpint (fixture_count (self, "label:Cat"), ==, 0);
  g_assert_cmpint (fixture_count (self, "status:unlabeled"), ==, 2);
  assert_turns (self, before, "Not Cat");
}

static void
test_label_answers_a_single_choice (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwProjectInfo) info = gw_store_get_info (self->store, NULL, NULL);
  gint64 cat = fixture_add_class (self, "Cat");
  g_autoptr (GArray) ids = fixture_add_images (self, 2);

  info->task = GW_TASK_SINGLE_CLASS;
  gw_store_set_info (self->store, info, NULL, &error);
  g_assert_no_error (error);
  gw_store_bulk_label (self->store, first (ids), 1, &cat, 1, GW_BULK_REPLACE, "Set Cat", NULL, NULL);
  g_assert_cmpint (fixture_count (self, "status:labeled"), ==, 1);
  gw_store_bulk_label (self->store, first (ids), 1, NULL, 0, GW_BULK_REPLACE, "Clear", NULL, NULL);
  g_assert_cmpint (fixture_count (self, "status:labeled"), ==, 0);
}

static void
test_unknown_class_is_refused (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = fixture_add_images (self, 1);
  gint64 class_id = 99;

  g_assert_cmpint (gw_store_bulk_label (self->store, first (ids), 1, &class_id, 1, GW_BULK_ADD, "X", NULL, &error), ==,
                   -1);
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
}

static void
test_tag (Fixture *self)
{
  g_autoptr (GArray) ids = fixture_add_images (self, 4);
  g_autofree char *before = NULL;

  gw_store_bulk_tag (self->store, first (ids), 1, "night", TRUE, NULL, NULL);
  before = fixture_dump (self);
  g_assert_cmpint (gw_store_bulk_tag (self->store, first (ids), 3, "night", TRUE, NULL, NULL), >, 0);
  g_assert_cmpint (fixture_count (self, "tag:night"), ==, 3);
  assert_turns (self, before, "Add Tag “night”");

  g_free (before);
  before = fixture_dump (self);
  g_assert_cmpint (gw_store_bulk_tag (self->store, first (ids) + 1, 3, "night", FALSE, NULL, NULL), >, 0);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_TAG, "night"), ==, 1);
  assert_turns (self, before, "Remove Tag “night”");
}

static void
test_split (Fixture *self)
{
  g_autoptr (GArray) ids = fixture_add_images (self, 4);
  g_autofree char *before = fixture_dump (self);

  g_assert_cmpint (gw_store_bulk_split (self->store, first (ids), 3, "train", NULL, NULL), >, 0);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_SPLIT, "train"), ==, 3);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_SPLIT, "none"), ==, 1);
  assert_turns (self, before, "Set Split “train”");
  g_assert_cmpint (gw_store_bulk_split (self->store, first (ids), 4, NULL, NULL, NULL), >, 0);
  g_assert_cmpint (fixture_count (self, "split:none"), ==, 4);
}

static void
test_trash (Fixture *self)
{
  gint64 class_id = fixture_add_class (self, "Car");
  g_autoptr (GArray) ids = fixture_add_images (self, 3);
  g_autoptr (GwObject) box = make_box (class_id, 1, 2, 3, 4);
  g_autoptr (GwProjectInfo) info = NULL;
  g_autofree char *before = NULL;

  fixture_change (self, first (ids)[0], "Draw", NULL, box);
  before = fixture_dump (self);
  g_assert_cmpint (gw_store_bulk_trash (self->store, first (ids), 2, TRUE, NULL, NULL), >, 0);
  info = gw_store_get_info (self->store, NULL, NULL);
  g_assert_cmpint (info->n_images, ==, 1);
  g_assert_cmpint (info->n_objects, ==, 0);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_CLASS, "Car"), ==, 0);
  assert_turns (self, before, "Move 2 Images to Trash");

  g_free (before);
  before = fixture_dump (self);
  g_assert_cmpint (gw_store_bulk_trash (self->store, first (ids), 1, FALSE, NULL, NULL), >, 0);
  g_assert_cmpint (fixture_count (self, NULL), ==, 2);
  assert_turns (self, before, "Restore 1 Image");
}

static void
test_nothing_to_change_leaves_no_step (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = fixture_add_images (self, 2);
  g_autoptr (GwEdit) edit = NULL;
  gint64 unknown = 4711;

  g_assert_cmpint (gw_store_bulk_trash (self->store, first (ids), 2, FALSE, NULL, &error), ==, 0);
  g_assert_cmpint (gw_store_bulk_tag (self->store, &unknown, 1, "x", TRUE, NULL, &error), ==, 0);
  g_assert_cmpint (gw_store_bulk_split (self->store, first (ids), 0, "x", NULL, &error), ==, 0);
  g_assert_no_error (error);
  edit = gw_store_undo (self->store, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (edit);
}

/* What somebody changed since stays as it is. */
static void
test_undo_spares_later_work (Fixture *self)
{
  gint64 cat = fixture_add_class (self, "Cat");
  gint64 dog = fixture_add_class (self, "Dog");
  g_autoptr (GArray) ids = fixture_add_images (self, 2);
  g_autoptr (GArray) was = NULL;
  g_autoptr (GArray) now = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  g_autoptr (GwEdit) edit = gw_edit_new (first (ids)[0], "Choose Dog");
  g_autoptr (GwEdit) undone = NULL;
  GwLabel label = { dog, 1.0 };

  gw_store_bulk_label (self->store, first (ids), 2, &cat, 1, GW_BULK_REPLACE, "Set Cat", NULL, NULL);
  was = gw_store_load_labels (self->store, first (ids)[0], GW_LAYER_LABELS, NULL, NULL);
  g_array_append_val (now, label);
  gw_edit_add_labels (edit, first (ids)[0], was, now);
  g_assert_true (gw_store_apply_edit (self->store, edit, NULL, NULL));
  undone = gw_store_undo (self->store, 0, NULL, NULL);
  g_assert_nonnull (undone);
  g_assert_cmpint (fixture_count (self, "label:Dog status:in-progress"), ==, 1);
  g_assert_cmpint (fixture_count (self, "label:Cat"), ==, 0);
  g_assert_cmpint (fixture_count (self, "status:unlabeled"), ==, 1);
  fixture_assert_sound (self);
}

void
conformance_add_bulk_tests (const StoreBackend *backend)
{
  fixture_add_test (backend, "/bulk/label", test_label);
  fixture_add_test (backend, "/bulk/label-answers-a-single-choice", test_label_answers_a_single_choice);
  fixture_add_test (backend, "/bulk/unknown-class-is-refused", test_unknown_class_is_refused);
  fixture_add_test (backend, "/bulk/tag", test_tag);
  fixture_add_test (backend, "/bulk/split", test_split);
  fixture_add_test (backend, "/bulk/trash", test_trash);
  fixture_add_test (backend, "/bulk/nothing-to-change-leaves-no-step", test_nothing_to_change_leaves_no_step);
  fixture_add_test (backend, "/bulk/undo-spares-later-work", test_undo_spares_later_work);
}
