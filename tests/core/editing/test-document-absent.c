/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-edits.h"
#include "gw-test-document.h"

static GwImageStatus
get_status (GwDocument *document)
{
  return gw_image_get_status (gw_document_get_image (document));
}

static void
test_said_and_taken_back (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);
  guint version, later;

  g_object_get (document, "labels-version", &version, NULL);
  g_assert_false (gw_document_verify_absent (document, 1, FALSE));
  g_assert_true (gw_document_verify_absent (document, 1, TRUE));
  g_assert_false (gw_document_verify_absent (document, 1, TRUE));
  g_assert_true (gw_document_is_absent (document, 1));
  g_assert_false (gw_document_is_absent (document, 2));
  g_assert_cmpint (get_status (document), ==, GW_IMAGE_IN_PROGRESS);
  g_assert_true (gw_document_verify_absent (document, 1, FALSE));
  g_assert_false (gw_document_is_absent (document, 1));
  g_object_get (document, "labels-version", &later, NULL);
  g_assert_cmpuint (later, ==, version + 2);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (edits, 0)), ==, "Verify Car as Absent");
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (edits, 1)), ==, "Take Back That Car Is Absent");

  gw_test_undo (document, g_ptr_array_index (edits, 1));
  g_assert_true (gw_document_is_absent (document, 1));
}

/* What the image has is not absent, and cannot be said to be; it is again when that goes. */
static void
test_gives_way (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();

  gw_document_verify_absent (document, 1, TRUE);
  gw_document_verify_absent (document, 2, TRUE);
  gw_test_add_box (document, 5, 1, 10, 10, 20, 20);
  gw_document_choose_label (document, 2, FALSE);
  g_assert_true (gw_document_has_class (document, 1));
  g_assert_false (gw_document_is_absent (document, 1));
  g_assert_false (gw_document_is_absent (document, 2));
  g_assert_false (gw_document_verify_absent (document, 2, TRUE));
  g_assert_cmpuint (gw_document_get_absent (document)->len, ==, 2);

  gw_document_select (document, 5, FALSE);
  gw_document_delete_selected (document);
  gw_document_clear_labels (document);
  g_assert_true (gw_document_is_absent (document, 1));
  g_assert_true (gw_document_is_absent (document, 2));
}

/* An image without anything is one without this class too. */
static void
test_negative_stays (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();

  gw_document_set_marks (document, GW_IMAGE_LABELED, GW_IMAGE_NEGATIVE, "Submit");
  g_assert_true (gw_document_verify_absent (document, 3, TRUE));
  g_assert_cmpint (get_status (document), ==, GW_IMAGE_LABELED);
  g_assert_cmpint (gw_image_get_marks (gw_document_get_image (document)), ==, GW_IMAGE_NEGATIVE);
}

static void
test_loaded (void)
{
  const GwLabel bus = { 3, 0.0 };
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GArray) absent = g_array_new (FALSE, FALSE, sizeof (GwLabel));

  g_array_append_val (absent, bus);
  gw_document_set_absent (document, absent);
  g_assert_true (gw_document_is_absent (document, 3));
  gw_document_load (document, NULL, NULL);
  g_assert_false (gw_document_is_absent (document, 3));

  gw_document_set_read_only (document, TRUE);
  gw_document_verify_absent (document, 3, TRUE);
  g_assert_false (gw_document_is_absent (document, 3));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document-absent/said-and-taken-back", test_said_and_taken_back);
  g_test_add_func ("/document-absent/gives-way", test_gives_way);
  g_test_add_func ("/document-absent/negative-stays", test_negative_stays);
  g_test_add_func ("/document-absent/loaded", test_loaded);
  return g_test_run ();
}
