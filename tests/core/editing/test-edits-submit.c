/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-edits.h"

#include "gw-test-document.h"

static void
assert_problems (GwDocument *document, gboolean confirmed, double smallest, const char *expected)
{
  g_autoptr (GPtrArray) problems = gw_document_check_submit (document, confirmed, smallest);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const GwSubmitProblem *problem = g_ptr_array_index (problems, i);

      g_string_append_printf (text, "%s%d %s", i > 0 ? "; " : "", (int) problem->object_id, problem->text);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_empty_image_must_be_confirmed (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();

  assert_problems (document, FALSE, 0, "0 Nothing is labeled: confirm “Nothing to label here”");
  assert_problems (document, TRUE, 0, "");
  gw_document_choose_label (document, 1, TRUE);
  assert_problems (document, FALSE, 0, "");
}

static void
test_required_attributes_must_be_there (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();

  gw_test_add_box (document, 1, 2, 0, 0, 20, 20);
  gw_test_add_box (document, 2, 2, 30, 0, 20, 20);
  gw_document_select (document, 1, FALSE);
  gw_document_set_attribute_selected (document, "Riding", "false");
  assert_problems (document, FALSE, 0, "2 Cyclist 2: choose Riding");
  gw_document_set_attribute_selected (document, "Riding", "perhaps");
  assert_problems (document, FALSE, 0, "1 Cyclist 1: Riding cannot be “perhaps”; 2 Cyclist 2: choose Riding");
}

static void
test_objects_have_a_smallest_size (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();

  gw_test_add_box (document, 1, 1, 0, 0, 20, 8);
  gw_test_add_box (document, 2, 1, 30, 0, 20, 7.5);
  assert_problems (document, FALSE, 8, "2 Car 2 is smaller than 8 px");
  assert_problems (document, FALSE, 0, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/submit/empty-image-must-be-confirmed", test_empty_image_must_be_confirmed);
  g_test_add_func ("/submit/required-attributes-must-be-there", test_required_attributes_must_be_there);
  g_test_add_func ("/submit/objects-have-a-smallest-size", test_objects_have_a_smallest_size);
  return g_test_run ();
}
