/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "conformance.h"

static GPtrArray *
list (Fixture *self, gboolean archived)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *classes = gw_store_list_classes (self->store, archived, NULL, &error);

  g_assert_no_error (error);
  return classes;
}

static char *
names (Fixture *self, gboolean archived)
{
  g_autoptr (GPtrArray) classes = list (self, archived);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < classes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", gw_class_get_name (g_ptr_array_index (classes, i)));
  return g_string_free (text, FALSE);
}

static void
assert_names (Fixture *self, gboolean archived, const char *wanted)
{
  g_autofree char *found = names (self, archived);

  g_assert_cmpstr (found, ==, wanted);
}

static void
assert_refused (Fixture *self, GPtrArray *classes)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = names (self, TRUE);

  g_assert_false (gw_store_save_classes (self->store, classes, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
  assert_names (self, TRUE, before);
}

static void
test_all_that_is_set_is_kept (Fixture *self)
{
  static const char *const choices[] = { "red", "blue, light", NULL };
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_attribute_free);
  g_autoptr (GPtrArray) back = NULL;
  GwAttribute *attribute = gw_attribute_new ("Color", GW_ATTRIBUTE_CHOICE);
  GwClass *car = gw_class_new ("Car", 0x123456);
  const GwAttribute *found;
  const char *id, *name;
  GwClass *read;

  attribute->choices = g_strdupv ((GStrv) choices);
  attribute->default_value = g_strdup ("red");
  attribute->required = TRUE;
  g_ptr_array_add (attributes, attribute);
  gw_class_set_attributes (car, attributes);
  gw_class_set_hotkey (car, "c");
  gw_class_set_parent_id (car, fixture_add_class (self, "Vehicle"));
  gw_class_set_alias (car, "coco", "3", "car ");
  g_ptr_array_add (classes, car);
  g_assert_true (gw_store_save_classes (self->store, classes, NULL, NULL));

  fixture_reopen (self);
  back = list (self, FALSE);
  g_assert_cmpuint (back->len, ==, 2);
  read = g_ptr_array_index (back, 1);
  g_assert_cmpint (gw_class_get_id (read), ==, gw_class_get_id (car));
  g_assert_cmpstr (gw_class_get_name (read), ==, "Car");
  g_assert_cmpuint (gw_class_get_color (read), ==, 0x123456);
  g_assert_cmpstr (gw_class_get_hotkey (read), ==, "c");
  g_assert_cmpint (gw_class_get_parent_id (read), ==, gw_class_get_id (g_ptr_array_index (back, 0)));
  found = gw_class_find_attribute (read, "Color");
  g_assert_cmpint (found->kind, ==, GW_ATTRIBUTE_CHOICE);
  g_assert_cmpstrv (found->choices, choices);
  g_assert_cmpstr (found->default_value, ==, "red");
  g_assert_true (found->required);
  g_assert_true (gw_class_get_alias (read, "coco", &id, &name));
  g_assert_cmpstr (id, ==, "3");
  g_assert_cmpstr (name, ==, "car ");
}

static void
test_skeletons_are_kept (Fixture *self)
{
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GwSkeleton) person = gw_skeleton_new_person ();
  g_autoptr (GwSkeleton) fewer = gw_skeleton_remove_point (person, 0);
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GPtrArray) without = NULL;

  g_ptr_array_add (classes, gw_class_new ("Person", 0));
  g_ptr_array_add (classes, gw_class_new ("Car", 0));
  gw_class_set_skeleton (g_ptr_array_index (classes, 0), person);
  g_assert_true (gw_store_save_classes (self->store, classes, NULL, NULL));
  gw_class_set_skeleton (g_ptr_array_index (classes, 0), fewer);
  g_assert_true (gw_store_save_classes (self->store, classes, NULL, NULL));

  fixture_reopen (self);
  back = list (self, FALSE);
  g_assert_true (gw_skeleton_equal (gw_class_get_skeleton (g_ptr_array_index (back, 0)), fewer));
  g_assert_null (gw_class_get_skeleton (g_ptr_array_index (back, 1)));
  gw_class_set_skeleton (g_ptr_array_index (back, 0), NULL);
  g_assert_true (gw_store_save_classes (self->store, back, NULL, NULL));
  without = list (self, FALSE);
  g_assert_null (gw_class_get_skeleton (g_ptr_array_index (without, 0)));
}

static void
test_whole_list_sets_the_order (Fixture *self)
{
  g_autoptr (GPtrArray) classes = NULL;
  g_autoptr (GPtrArray) turned = g_ptr_array_new_with_free_func (g_object_unref);

  fixture_add_class (self, "A");
  fixture_add_class (self, "B");
  fixture_add_class (self, "C");
  assert_names (self, FALSE, "A B C");
  classes = list (self, FALSE);
  for (guint i = classes->len; i > 0; i--)
    g_ptr_array_add (turned, g_object_ref (g_ptr_array_index (classes, i - 1)));
  g_ptr_array_insert (turned, 1, gw_class_new ("D", 0));
  g_assert_true (gw_store_save_classes (self->store, turned, NULL, NULL));
  assert_names (self, FALSE, "C D B A");
  fixture_add_class (self, "E");
  assert_names (self, FALSE, "C D B A E");
}

static void
test_names_can_be_exchanged (Fixture *self)
{
  g_autoptr (GPtrArray) classes = NULL;

  fixture_add_class (self, "A");
  fixture_add_class (self, "B");
  classes = list (self, FALSE);
  gw_class_set_name (g_ptr_array_index (classes, 0), "B");
  gw_class_set_name (g_ptr_array_index (classes, 1), "A");
  g_assert_true (gw_store_save_classes (self->store, classes, NULL, NULL));
  assert_names (self, FALSE, "B A");
}

static void
test_bad_names_are_refused (Fixture *self)
{
  g_autoptr (GPtrArray) empty = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) taken = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) twice = g_ptr_array_new_with_free_func (g_object_unref);

  fixture_add_class (self, "Car");
  g_ptr_array_add (empty, gw_class_new ("", 0));
  assert_refused (self, empty);
  g_ptr_array_add (taken, gw_class_new ("Car", 0));
  assert_refused (self, taken);
  g_ptr_array_add (twice, gw_class_new ("X", 0));
  g_ptr_array_add (twice, gw_class_new ("X", 0));
  assert_refused (self, twice);
  fixture_add_class (self, "car");
  assert_names (self, FALSE, "Car car");
}

static void
test_shared_hotkey_is_refused (Fixture *self)
{
  g_autoptr (GPtrArray) classes = NULL;

  fixture_add_class (self, "A");
  fixture_add_class (self, "B");
  classes = list (self, FALSE);
  gw_class_set_hotkey (g_ptr_array_index (classes, 0), "k");
  g_assert_true (gw_store_save_classes (self->store, classes, NULL, NULL));
  gw_class_set_hotkey (g_ptr_array_index (classes, 1), "k");
  assert_refused (self, classes);
}

static void
test_circle_of_parents_is_refused (Fixture *self)
{
  gint64 a = fixture_add_class (self, "A");
  gint64 b = fixture_add_class (self, "B");
  g_autoptr (GPtrArray) classes = list (self, FALSE);

  gw_class_set_parent_id (g_ptr_array_index (classes, 0), b);
  gw_class_set_parent_id (g_ptr_array_index (classes, 1), a);
  assert_refused (self, classes);
}

/* A chain is none, however long, and new classes may be above one another in any order; a circle is found
 * wherever the chain leads into it.
 */
static void
test_long_chain_of_parents (Fixture *self)
{
  enum
  {
    N = 20000
  };
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) kept = NULL;
  GwClass *last;

  for (int i = 0; i < N; i++)
    {
      g_autofree char *name = g_strdup_printf ("c%05d", i);
      GwClass *class = gw_class_new (name, 0);

      gw_class_set_id (class, -1 - i);
      if (i + 1 < N)
        gw_class_set_parent_id (class, -2 - i);
      g_ptr_array_add (classes, class);
    }
  g_assert_true (gw_store_save_classes (self->store, classes, NULL, NULL));
  for (int i = 0; i + 1 < N; i++)
    g_assert_cmpint (gw_class_get_parent_id (g_ptr_array_index (classes, i)), ==,
                     gw_class_get_id (g_ptr_array_index (classes, i + 1)));

  kept = list (self, FALSE);
  g_assert_cmpuint (kept->len, ==, N);
  last = g_ptr_array_index (classes, N - 1);
  gw_class_set_parent_id (last, gw_class_get_id (g_ptr_array_index (classes, N / 2)));
  assert_refused (self, classes);
  gw_class_set_parent_id (last, gw_class_get_id (last));
  assert_refused (self, classes);
}

static gboolean
is_used (Fixture *self, gint64 class_id)
{
  gboolean used = FALSE;
  g_autoptr (GError) error = NULL;

  g_assert_true (gw_store_is_class_used (self->store, class_id, &used, NULL, &error));
  g_assert_no_error (error);

  return used;
}

static void
test_knows_what_is_used (Fixture *self)
{
  gint64 a = fixture_add_class (self, "A");
  gint64 b = fixture_add_class (self, "B");
  gint64 image = fixture_add_image (self, "a.jpg");
  g_autoptr (GwObject) box = make_box (a, 1, 2, 3, 4);

  g_assert_false (is_used (self, a));
  fixture_change (self, image, "Draw A", NULL, box);
  g_assert_true (is_used (self, a));
  g_assert_false (is_used (self, b));
  g_assert_cmpint (gw_store_bulk_label (self->store, &image, 1, &b, 1, GW_BULK_ADD, "Label B", NULL, NULL), >, 0);
  g_assert_true (is_used (self, b));
  fixture_change (self, image, "Delete A", box, NULL);
  g_assert_false (is_used (self, a));
  g_assert_false (is_used (self, 12345));
}

static void
test_unused_class_is_deleted (Fixture *self)
{
  gint64 a = fixture_add_class (self, "A");
  gboolean archived = TRUE;

  g_assert_true (gw_store_remove_class (self->store, a, &archived, NULL, NULL));
  g_assert_false (archived);
  assert_names (self, TRUE, "");
  fixture_add_class (self, "A");
  assert_names (self, TRUE, "A");
}

static void
test_used_class_is_archived (Fixture *self)
{
  gint64 a = fixture_add_class (self, "A");
  gint64 image = fixture_add_image (self, "a.jpg");
  g_autoptr (GwObject) box = make_box (a, 1, 2, 3, 4);
  g_autoptr (GPtrArray) objects = NULL;
  gboolean archived = FALSE;

  fixture_change (self, image, "Draw A", NULL, box);
  g_assert_true (gw_store_remove_class (self->store, a, &archived, NULL, NULL));
  g_assert_true (archived);
  assert_names (self, FALSE, "");
  assert_names (self, TRUE, "A");
  objects = fixture_load (self, image);
  g_assert_cmpuint (objects->len, ==, 1);
}

/* A class that nothing has any more is deleted, but undo still speaks of it. */
static void
test_undo_brings_a_class_back (Fixture *self)
{
  gint64 a = fixture_add_class (self, "A");
  gint64 image = fixture_add_image (self, "a.jpg");
  g_autoptr (GwObject) box = make_box (a, 1, 2, 3, 4);
  g_autoptr (GwEdit) undone = NULL;
  g_autoptr (GError) error = NULL;
  gboolean archived = TRUE;

  fixture_change (self, image, "Draw A", NULL, box);
  fixture_change (self, image, "Delete A", box, NULL);
  g_assert_true (gw_store_remove_class (self->store, a, &archived, NULL, NULL));
  g_assert_false (archived);
  undone = gw_store_undo (self->store, image, NULL, &error);
  g_assert_no_error (error);
  assert_names (self, FALSE, "A");
  fixture_assert_sound (self);
}

static void
apply_with_class (Fixture *self, gint64 image, gint64 class_id, GwObject *object)
{
  g_autoptr (GwEdit) edit = gw_edit_new (image, "Draw A");
  g_autoptr (GError) error = NULL;

  gw_edit_add_class (edit, image, class_id, FALSE, TRUE);
  if (object != NULL)
    gw_edit_add_object (edit, image, NULL, object);
  g_assert_true (gw_store_apply_edit (self->store, edit, NULL, &error));
  g_assert_no_error (error);
}

static void
walk (Fixture *self, gint64 image, gboolean undo)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwEdit) edit = undo ? gw_store_undo (self->store, image, NULL, &error)
                                 : gw_store_redo (self->store, image, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (edit);
}

static void
assert_hotkey (Fixture *self, const char *wanted)
{
  g_autoptr (GPtrArray) classes = list (self, FALSE);

  g_assert_cmpuint (classes->len, >, 0);
  g_assert_cmpstr (gw_class_get_hotkey (g_ptr_array_index (classes, classes->len - 1)), ==, wanted);
}

static gint64
add_class_with_key (Fixture *self, const char *name, const char *hotkey)
{
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  GwClass *class = gw_class_new (name, 0x336699);

  gw_class_set_hotkey (class, hotkey);
  g_ptr_array_add (classes, class);
  g_assert_true (gw_store_save_classes (self->store, classes, NULL, NULL));
  return gw_class_get_id (class);
}

/* A class that was made for an edit goes and comes with it, as it was. */
static void
test_undo_takes_a_new_class_away (Fixture *self)
{
  gint64 image = fixture_add_image (self, "a.jpg");
  gint64 a = add_class_with_key (self, "A", "4");
  g_autoptr (GwObject) box = make_box (a, 1, 2, 3, 4);

  apply_with_class (self, image, a, box);
  assert_names (self, FALSE, "A");
  fixture_reopen (self);
  walk (self, image, TRUE);
  assert_names (self, TRUE, "");
  fixture_assert_sound (self);
  fixture_reopen (self);
  walk (self, image, FALSE);
  assert_names (self, FALSE, "A");
  assert_hotkey (self, "4");
  fixture_assert_sound (self);

  /* Its key may be another's meanwhile. */
  walk (self, image, TRUE);
  add_class_with_key (self, "B", "4");
  walk (self, image, FALSE);
  assert_names (self, FALSE, "A B");
  assert_hotkey (self, "4");
  fixture_assert_sound (self);
}

/* It stays where something else needs it, and alone it is a step as well. */
static void
test_undo_leaves_a_class_in_use (Fixture *self)
{
  gint64 image = fixture_add_image (self, "a.jpg");
  gint64 other = fixture_add_image (self, "b.jpg");
  gint64 a = add_class_with_key (self, "A", NULL);
  g_autoptr (GwObject) box = make_box (a, 1, 2, 3, 4);
  g_autoptr (GwObject) another = make_box (a, 1, 2, 3, 4);
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func (g_object_unref);
  GwClass *child = gw_class_new ("Child", 1);

  apply_with_class (self, image, a, box);
  fixture_change (self, other, "Draw A", NULL, another);
  walk (self, image, TRUE);
  assert_names (self, FALSE, "A");
  walk (self, other, TRUE);
  walk (self, image, FALSE);
  walk (self, image, TRUE);
  assert_names (self, TRUE, "");

  apply_with_class (self, image, a, NULL);
  assert_names (self, FALSE, "A");
  walk (self, image, TRUE);
  assert_names (self, TRUE, "");
  walk (self, image, FALSE);
  gw_class_set_parent_id (child, a);
  g_ptr_array_add (children, child);
  g_assert_true (gw_store_save_classes (self->store, children, NULL, NULL));
  walk (self, image, TRUE);
  assert_names (self, FALSE, "A Child");
  fixture_assert_sound (self);
}

static void
test_counts (Fixture *self)
{
  gint64 a = fixture_add_class (self, "A");
  g_autoptr (GArray) ids = fixture_add_images (self, 2);
  g_autoptr (GPtrArray) classes = NULL;

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GwObject) box = make_box (a, i, 2, 3, 4);

      fixture_change (self, g_array_index (ids, gint64, i % 2), "Draw A", NULL, box);
    }
  classes = list (self, FALSE);
  g_assert_cmpint (gw_class_get_n_images (g_ptr_array_index (classes, 0)), ==, 2);
  g_assert_cmpint (gw_class_get_n_objects (g_ptr_array_index (classes, 0)), ==, 3);
}

static void
test_layers (Fixture *self)
{
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_PREDICTIONS, "yolo", "v8");
  g_autoptr (GwLayer) other = gw_layer_new (GW_LAYER_KIND_PREDICTIONS, "yolo", NULL);
  g_autoptr (GPtrArray) layers = NULL;
  gint64 id = gw_store_ensure_layer (self->store, layer, NULL, NULL);

  g_assert_cmpint (id, >, GW_LAYER_LABELS);
  g_assert_cmpint (gw_store_ensure_layer (self->store, layer, NULL, NULL), ==, id);
  g_assert_cmpint (gw_store_ensure_layer (self->store, other, NULL, NULL), !=, id);
  fixture_reopen (self);
  layers = gw_store_list_layers (self->store, NULL, NULL);
  g_assert_cmpuint (layers->len, ==, 3);
  g_assert_cmpint (((GwLayer *) g_ptr_array_index (layers, 0))->id, ==, GW_LAYER_LABELS);
  g_assert_cmpstr (((GwLayer *) g_ptr_array_index (layers, 1))->name, ==, "yolo");
  g_assert_cmpstr (((GwLayer *) g_ptr_array_index (layers, 1))->version, ==, "v8");
  g_assert_cmpint (((GwLayer *) g_ptr_array_index (layers, 1))->kind, ==, GW_LAYER_KIND_PREDICTIONS);
}

/* A class that is new itself, wherever it stands in the list. */
static void
test_new_parents (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) back = NULL;
  GwClass *car = gw_class_new ("Car", 1);
  GwClass *vehicle = gw_class_new ("Vehicle", 2);
  GwClass *tram = gw_class_new ("Tram", 3);
  GwClass *lost = gw_class_new ("Lost", 4);

  g_ptr_array_add (classes, car);
  g_ptr_array_add (classes, vehicle);
  g_ptr_array_add (classes, tram);
  g_ptr_array_add (classes, lost);
  gw_class_set_id (vehicle, -7);
  gw_class_set_parent_id (car, -7);
  gw_class_set_parent_id (tram, -7);
  gw_class_set_parent_id (lost, -8);
  g_assert_true (gw_store_save_classes (self->store, classes, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (gw_class_get_id (vehicle), >, 0);
  g_assert_cmpint (gw_class_get_parent_id (car), ==, gw_class_get_id (vehicle));

  fixture_reopen (self);
  back = list (self, FALSE);
  g_assert_cmpuint (back->len, ==, 4);
  for (guint i = 0; i < back->len; i++)
    {
      GwClass *read = g_ptr_array_index (back, i);
      gint64 parent = read == back->pdata[0] || read == back->pdata[2] ? gw_class_get_id (vehicle) : 0;

      g_assert_cmpstr (gw_class_get_name (read), ==, gw_class_get_name (g_ptr_array_index (classes, i)));
      g_assert_cmpint (gw_class_get_parent_id (read), ==, parent);
    }
}

void
conformance_add_class_tests (const StoreBackend *backend)
{
  fixture_add_test (backend, "/classes/all-that-is-set-is-kept", test_all_that_is_set_is_kept);
  fixture_add_test (backend, "/classes/skeletons-are-kept", test_skeletons_are_kept);
  fixture_add_test (backend, "/classes/whole-list-sets-the-order", test_whole_list_sets_the_order);
  fixture_add_test (backend, "/classes/names-can-be-exchanged", test_names_can_be_exchanged);
  fixture_add_test (backend, "/classes/bad-names-are-refused", test_bad_names_are_refused);
  fixture_add_test (backend, "/classes/shared-hotkey-is-refused", test_shared_hotkey_is_refused);
  fixture_add_test (backend, "/classes/circle-of-parents-is-refused", test_circle_of_parents_is_refused);
  fixture_add_test (backend, "/classes/long-chain-of-parents", test_long_chain_of_parents);
  fixture_add_test (backend, "/classes/new-parents", test_new_parents);
  fixture_add_test (backend, "/classes/knows-what-is-used", test_knows_what_is_used);
  fixture_add_test (backend, "/classes/unused-class-is-deleted", test_unused_class_is_deleted);
  fixture_add_test (backend, "/classes/used-class-is-archived", test_used_class_is_archived);
  fixture_add_test (backend, "/classes/undo-brings-a-class-back", test_undo_brings_a_class_back);
  fixture_add_test (backend, "/classes/undo-takes-a-new-class-away", test_undo_takes_a_new_class_away);
  fixture_add_test (backend, "/classes/undo-leaves-a-class-in-use", test_undo_leaves_a_class_in_use);
  fixture_add_test (backend, "/classes/counts", test_counts);
  fixture_add_test (backend, "/layers/list-and-ensure", test_layers);
}
