/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-edits.h"

#include <math.h>

#include "gw-error.h"
#include "gw-mask.h"
#include "gw-test-document.h"

static GwObject *
find (GwDocument *document, gint64 id)
{
  return gw_document_find (document, id);
}

static char *
list_order (GwDocument *document)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < gw_document_get_n_objects (document); i++)
    g_string_append_printf (text, "%d", (int) gw_object_get_id (gw_document_get_object (document, i)));
  return g_string_free (text, FALSE);
}

static void
assert_order (GwDocument *document, const char *expected)
{
  g_autofree char *order = list_order (document);

  g_assert_cmpstr (order, ==, expected);
}

static void
test_moves_inside_the_image (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();

  gw_test_add_box (document, 1, 1, 10, 10, 20, 20);
  gw_test_add_box (document, 2, 1, 100, 50, 20, 20);
  g_assert_false (gw_document_move_selected (document, 1, 1));
  gw_document_select_all (document);
  g_assert_true (gw_document_move_selected (document, -50, 5));
  gw_test_assert_box (find (document, 1), 0, 15, 20, 20);
  gw_test_assert_box (find (document, 2), 90, 55, 20, 20);
  g_assert_false (gw_document_move_selected (document, -1, 0));
  /* What is outside already can come in, and goes no further out. */
  gw_test_add_box (document, 3, 1, -15, 0, 20, 20);
  gw_document_select (document, 3, FALSE);
  g_assert_false (gw_document_move_selected (document, -1, 0));
  g_assert_true (gw_document_move_selected (document, 3, 0));
  gw_test_assert_box (find (document, 3), -12, 0, 20, 20);
}

static void
test_resizes_right_and_bottom (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();

  gw_test_add_box (document, 1, 1, 170, 10, 20, 20);
  gw_document_select (document, 1, FALSE);
  g_assert_true (gw_document_resize_selected (document, 50, -5));
  gw_test_assert_box (find (document, 1), 170, 10, 30, 15);
  g_assert_true (gw_document_resize_selected (document, -100, -100));
  gw_test_assert_box (find (document, 1), 170, 10, 1, 1);
  g_assert_false (gw_document_resize_selected (document, -1, 0));
}

static void
test_locked_objects_are_passed_over (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GwObject) other = NULL;

  gw_test_add_box (document, 1, 1, 10, 10, 20, 20);
  gw_test_set_flags (document, 1, GW_OBJECT_LOCKED);
  gw_document_select (document, 1, FALSE);
  g_assert_false (gw_document_move_selected (document, 1, 0));
  g_assert_false (gw_document_resize_selected (document, 1, 0));
  g_assert_false (gw_document_delete_selected (document));
  g_assert_false (gw_document_set_class_selected (document, 2));
  g_assert_false (gw_document_set_attribute_selected (document, "a", "b"));
  g_assert_false (gw_document_set_flags_selected (document, GW_OBJECT_OCCLUDED, TRUE));
  g_assert_false (gw_document_raise_selected (document, 1));
  other = gw_object_copy (find (document, 1));
  gw_object_set_class_id (other, 2);
  g_assert_false (gw_document_replace (document, find (document, 1), other, "Change"));
  g_assert_true (gw_document_toggle_flags_selected (document, GW_OBJECT_HIDDEN));
  g_assert_true (gw_document_toggle_flags_selected (document, GW_OBJECT_LOCKED));
  g_assert_true (gw_document_move_selected (document, 1, 0));
  g_assert_true (gw_document_delete_selected (document));
}

static void
test_flags_toggle_together (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);

  gw_test_add_box (document, 1, 1, 10, 10, 20, 20);
  gw_test_add_box (document, 2, 1, 10, 10, 20, 20);
  gw_test_set_flags (document, 1, GW_OBJECT_OCCLUDED);
  gw_document_select_all (document);
  g_assert_true (gw_document_toggle_flags_selected (document, GW_OBJECT_OCCLUDED));
  g_assert_cmpint (gw_object_get_flags (find (document, 2)), ==, GW_OBJECT_OCCLUDED);
  g_assert_true (gw_document_toggle_flags_selected (document, GW_OBJECT_OCCLUDED));
  g_assert_cmpint (gw_object_get_flags (find (document, 1)), ==, 0);
  g_assert_true (gw_document_set_flags_all (document, GW_OBJECT_HIDDEN, TRUE));
  g_assert_false (gw_document_set_flags_all (document, GW_OBJECT_HIDDEN, TRUE));
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (edits, 0)), ==, "Mark Car as Occluded");
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (edits, 1)), ==, "Mark 2 Objects as Not Occluded");
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (edits, 2)), ==, "Hide 2 Objects");
}

static void
test_class_brings_its_defaults (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);

  gw_test_add_box (document, 1, 1, 10, 10, 20, 20);
  gw_document_select (document, 1, FALSE);
  g_assert_true (gw_document_set_class_selected (document, 2));
  g_assert_false (gw_document_set_class_selected (document, 2));
  g_assert_cmpstr (gw_object_get_attribute (find (document, 1), "Color"), ==, "red");
  g_assert_true (gw_document_set_attribute_selected (document, "Color", NULL));
  g_assert_null (gw_object_get_attribute (find (document, 1), "Color"));
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (edits, 0)), ==, "Change Label to Cyclist");
}

static void
test_raises_and_lowers (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);

  for (int i = 1; i <= 5; i++)
    gw_test_add_box (document, i, 1, 10, 10, 20, 20);
  gw_document_select (document, 2, FALSE);
  g_assert_true (gw_document_raise_selected (document, 1));
  assert_order (document, "13245");
  g_assert_true (gw_document_raise_selected (document, 100));
  assert_order (document, "13452");
  g_assert_false (gw_document_raise_selected (document, 1));
  gw_document_select (document, 5, TRUE);
  g_assert_true (gw_document_raise_selected (document, -2));
  assert_order (document, "15234");
  gw_document_select (document, 4, FALSE);
  g_assert_true (gw_document_raise_selected (document, -4));
  assert_order (document, "41523");
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (edits, 0)), ==, "Raise Car");
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (edits, 3)), ==, "Lower Car");
  /* To the top of many with the same z, one changes. */
  g_assert_cmpuint (gw_edit_get_n_changes (g_ptr_array_index (edits, 1)), <=, 2);
}

static void
test_duplicates_have_ids_of_their_own (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) selected = NULL;

  gw_test_add_box (document, 1, 1, 10, 10, 20, 20);
  gw_test_add_box (document, 2, 2, 175, 70, 20, 20);
  g_assert_false (gw_document_duplicate_selected (document));
  gw_document_select_all (document);
  g_assert_true (gw_document_duplicate_selected (document));
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 4);
  selected = gw_document_get_selected (document);
  g_assert_cmpuint (selected->len, ==, 2);
  g_assert_true (selected->pdata[0] == gw_document_get_object (document, 2));
  gw_test_assert_box (selected->pdata[0], 15, 20, 20, 20);
  gw_test_assert_box (selected->pdata[1], 180, 80, 20, 20);
}

static void
test_pastes_from_larger_images (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);
  const guint8 rows[4] = { 1, 1, 1, 1 };
  GwShape mask = { .kind = GW_SHAPE_MASK };
  GwObject *object;

  object = gw_object_new (1, 1);
  gw_object_set_box (object, 150, 50, 100, 100);
  gw_object_set_group (object, 5);
  gw_object_set_score (object, 0.5);
  gw_object_set_flags (object, GW_OBJECT_LOCKED | GW_OBJECT_CROWD);
  g_ptr_array_add (objects, object);
  object = gw_object_new (2, 1);
  gw_object_set_box (object, 300, 300, 10, 10);
  g_ptr_array_add (objects, object);
  object = gw_object_new (3, 2);
  g_assert_cmpint (gw_mask_from_bitmap (640, 480, 199, 20, 2, 2, rows, 2, &mask.as.mask), ==, GW_STATUS_OK);
  gw_object_take_shape (object, &mask);
  gw_object_set_group (object, 5);
  g_ptr_array_add (objects, object);
  g_assert_true (gw_document_paste (document, objects, 0, "Paste %s"));
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 2);
  object = gw_document_get_object (document, 0);
  gw_test_assert_box (object, 150, 50, 50, 50);
  g_assert_true (isnan (gw_object_get_score (object)));
  g_assert_cmpint (gw_object_get_flags (object), ==, GW_OBJECT_CROWD);
  g_assert_cmpint (gw_object_get_id (object), !=, 1);
  g_assert_cmpint (gw_object_get_group (object), !=, 5);
  g_assert_cmpint (gw_object_get_group (object), ==, gw_object_get_group (gw_document_get_object (document, 1)));
  object = gw_document_get_object (document, 1);
  g_assert_cmpint (gw_object_get_shape (object)->as.mask.image_width, ==, 200);
  gw_test_assert_box (object, 199, 20, 1, 2);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (edits, 0)), ==, "Paste 2 Objects");
}

static void
test_clipboard_reads_back (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) objects = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  gw_test_add_box (document, 1, 1, 10, 10, 20, 20);
  gw_test_add_box (document, 2, 2, 50, 10, 20, 20);
  gw_document_select_all (document);
  text = gw_document_copy_text (document);
  g_assert_cmpstr (text, ==,
                   "{\"groundwork\":1,\"objects\":[{\"label\":\"Car\",\"bbox\":[10,10,20,20],\"id\":\"1\"},"
                   "{\"label\":\"Cyclist\",\"bbox\":[50,10,20,20],\"id\":\"2\"}]}");
  objects = gw_document_parse_text (document, text, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (objects->len, ==, 2);
  g_assert_cmpint (gw_object_get_class_id (objects->pdata[1]), ==, 2);
  g_assert_true (gw_document_paste (document, objects, 10, "Paste %s"));
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 4);
}

static void
test_other_clipboards_are_refused (void)
{
  static const char *const texts[] = { "",
                                       "hello",
                                       "[]",
                                       "{}",
                                       "{\"objects\":3}",
                                       "{\"objects\":[]}",
                                       "{\"objects\":[{\"label\":\"Car\"}]}",
                                       "{\"objects\":[3]}",
                                       "{\"objects\":[{\"label\":\"Car\",\"bbox\":[1,2,3]}]}" };
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_null (gw_document_parse_text (document, texts[i], &error));
      g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
      g_clear_error (&error);
    }
  g_assert_null (gw_document_parse_text (document, "{\"objects\":[{\"label\":\"Tram\",\"bbox\":[1,2,3,4]}]}", &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_NOT_FOUND);
  g_assert_nonnull (g_strrstr (error->message, "Tram"));
}

static void
test_labels_are_chosen (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);
  guint version, later;

  g_object_get (document, "labels-version", &version, NULL);
  g_assert_true (gw_document_choose_label (document, 1, TRUE));
  g_assert_false (gw_document_choose_label (document, 1, TRUE));
  g_assert_true (gw_document_choose_label (document, 2, TRUE));
  g_assert_cmpuint (gw_document_get_labels (document)->len, ==, 1);
  g_assert_true (gw_document_choose_label (document, 3, FALSE));
  g_assert_true (gw_document_choose_label (document, 2, FALSE));
  g_assert_cmpuint (gw_document_get_labels (document)->len, ==, 1);
  g_assert_cmpint (g_array_index (gw_document_get_labels (document), GwLabel, 0).class_id, ==, 3);
  g_assert_true (gw_document_clear_labels (document));
  g_assert_false (gw_document_clear_labels (document));
  g_object_get (document, "labels-version", &later, NULL);
  g_assert_cmpuint (later, ==, version + 5);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (edits, 0)), ==, "Label as Car");
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (edits, 3)), ==, "Remove Label Cyclist");
}

static void
test_image_is_marked (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);
  GwImage *before = gw_document_get_image (document);

  g_assert_false (gw_document_set_marks (document, GW_IMAGE_UNLABELED, 0, "Nothing"));
  g_assert_true (gw_document_set_marks (document, GW_IMAGE_LABELED, GW_IMAGE_NEGATIVE, "Submit"));
  g_assert_cmpint (gw_image_get_status (gw_document_get_image (document)), ==, GW_IMAGE_LABELED);
  g_assert_true (gw_document_get_image (document) != before);
  g_assert_true (gw_document_set_image_attribute (document, "weather", "rain"));
  g_assert_false (gw_document_set_image_attribute (document, "weather", "rain"));
  g_assert_cmpstr (gw_image_get_attribute (gw_document_get_image (document), "weather"), ==, "rain");
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (edits, 1)), ==, "Change “weather” of Image");
}

/* As a row is dropped between others. */
static void
test_places_beside_another (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);
  const gint64 one = 1, two[] = { 4, 1 }, three[] = { 2, 3, 5 };

  for (int i = 1; i <= 5; i++)
    gw_test_add_box (document, i, 1, 10, 10, 20, 20);
  g_assert_true (gw_document_place_objects (document, &one, 1, 3, FALSE));
  assert_order (document, "21345");
  g_assert_true (gw_document_place_objects (document, &one, 1, 3, TRUE));
  assert_order (document, "23145");
  g_assert_true (gw_document_place_objects (document, two, 2, 5, TRUE));
  assert_order (document, "23514");
  /* The target is one of them; they keep their order. */
  g_assert_true (gw_document_place_objects (document, three, 3, 3, FALSE));
  assert_order (document, "25314");
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (edits, 0)), ==, "Reorder Car");
  g_assert_cmpuint (edits->len, ==, 4);

  /* Where they are, of an unknown one, beside an unknown one, locked. */
  g_assert_false (gw_document_place_objects (document, &one, 1, 3, TRUE));
  g_assert_false (gw_document_place_objects (document, &(gint64) { 77 }, 1, 5, TRUE));
  g_assert_false (gw_document_place_objects (document, &one, 1, 77, TRUE));
  g_assert_false (gw_document_place_objects (document, &one, 1, 1, TRUE));
  gw_document_select (document, 1, FALSE);
  g_assert_true (gw_document_set_flags_selected (document, GW_OBJECT_LOCKED, TRUE));
  g_assert_false (gw_document_place_objects (document, &one, 1, 2, FALSE));
  assert_order (document, "25314");
}

static void
test_read_only (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);
  GwShape shape = GW_SHAPE_INIT;

  gw_test_add_box (document, 1, 1, 10, 10, 20, 20);
  gw_test_add_box (document, 2, 1, 50, 10, 20, 20);
  gw_document_select (document, 1, FALSE);
  gw_document_set_read_only (document, TRUE);
  gw_document_delete_selected (document);
  gw_document_duplicate_selected (document);
  gw_document_toggle_flags_selected (document, GW_OBJECT_HIDDEN);
  gw_document_set_class_selected (document, 2);
  gw_document_raise_selected (document, 1);
  gw_shape_init_box (&shape, 5, 5, 10, 10);
  g_assert_null (gw_document_add_shape (document, &shape));
  assert_order (document, "12");
  g_assert_cmpint (gw_object_get_flags (find (document, 1)), ==, 0);
  g_assert_cmpint (gw_object_get_class_id (find (document, 1)), ==, 1);
  g_assert_cmpuint (edits->len, ==, 0);

  gw_document_set_read_only (document, FALSE);
  gw_document_select (document, 1, FALSE);
  g_assert_true (gw_document_delete_selected (document));
  assert_order (document, "2");
}

static GwShapeKind
kind_of (GwDocument *document, gint64 id)
{
  return gw_object_get_shape (find (document, id))->kind;
}

static void
test_converts (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);
  GwBox box;

  gw_test_add_box (document, 1, 1, 10, 12, 20, 30);
  gw_test_add_box (document, 2, 1, 50, 10, 20, 20);
  g_assert_false (gw_document_convert_selected (document));

  gw_document_select (document, 1, FALSE);
  g_assert_true (gw_document_convert_selected (document));
  g_assert_cmpint (kind_of (document, 1), ==, GW_SHAPE_MASK);
  g_assert_cmpint (kind_of (document, 2), ==, GW_SHAPE_BOX);
  g_assert_cmpuint (gw_mask_area (&gw_object_get_shape (find (document, 1))->as.mask), ==, 600);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (edits, 0)), ==, "Make Mask of Car");

  /* Of both kinds: what is no mask yet becomes one. */
  gw_document_select_all (document);
  g_assert_true (gw_document_convert_selected (document));
  g_assert_cmpint (kind_of (document, 1), ==, GW_SHAPE_MASK);
  g_assert_cmpint (kind_of (document, 2), ==, GW_SHAPE_MASK);
  g_assert_true (gw_document_convert_selected (document));
  g_assert_cmpint (kind_of (document, 1), ==, GW_SHAPE_BOX);
  box = gw_object_get_bounds (find (document, 1));
  g_assert_cmpfloat (box.x, ==, 10);
  g_assert_cmpfloat (box.y, ==, 12);
  g_assert_cmpfloat (box.width, ==, 20);
  g_assert_cmpfloat (box.height, ==, 30);

  g_assert_true (gw_document_set_flags_selected (document, GW_OBJECT_LOCKED, TRUE));
  g_assert_false (gw_document_convert_selected (document));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edits/moves-inside-the-image", test_moves_inside_the_image);
  g_test_add_func ("/edits/resizes-right-and-bottom", test_resizes_right_and_bottom);
  g_test_add_func ("/edits/locked-objects-are-passed-over", test_locked_objects_are_passed_over);
  g_test_add_func ("/edits/flags-toggle-together", test_flags_toggle_together);
  g_test_add_func ("/edits/class-brings-its-defaults", test_class_brings_its_defaults);
  g_test_add_func ("/edits/raises-and-lowers", test_raises_and_lowers);
  g_test_add_func ("/edits/places-beside-another", test_places_beside_another);
  g_test_add_func ("/edits/read-only", test_read_only);
  g_test_add_func ("/edits/converts", test_converts);
  g_test_add_func ("/edits/duplicates-have-ids-of-their-own", test_duplicates_have_ids_of_their_own);
  g_test_add_func ("/edits/pastes-from-larger-images", test_pastes_from_larger_images);
  g_test_add_func ("/edits/clipboard-reads-back", test_clipboard_reads_back);
  g_test_add_func ("/edits/other-clipboards-are-refused", test_other_clipboards_are_refused);
  g_test_add_func ("/edits/labels-are-chosen", test_labels_are_chosen);
  g_test_add_func ("/edits/image-is-marked", test_image_is_marked);
  return g_test_run ();
}
