/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-repeat.h"

#include "gw-edits.h"
#include "gw-test-document.h"

static void
test_remembers_tool_and_class (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GwRepeat) repeat = gw_repeat_new ();
  g_autoptr (GwTool) box = gw_tool_new ("box");

  gw_repeat_watch (repeat, box);
  gw_tool_set_document (box, document);
  g_assert_null (gw_repeat_start (repeat, document));
  gw_document_set_current_class (document, 3);
  gw_test_drag (box, 10, 10, 30, 30, 0);
  gw_document_set_current_class (document, 1);
  g_assert_cmpint (gw_repeat_get_class (repeat), ==, 3);
  g_assert_cmpstr (gw_repeat_start (repeat, document), ==, "box");
  g_assert_cmpint (gw_document_get_current_class (document), ==, 3);
  g_assert_cmpuint (gw_document_get_n_selected (document), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&repeat));
  gw_test_drag (box, 50, 10, 70, 30, 0);
}

/* Draw, then say what it is, then the next like it. */
static void
test_follows_relabeling (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GwDocument) next = gw_test_document_new ();
  g_autoptr (GwRepeat) repeat = gw_repeat_new ();
  g_autoptr (GwTool) box = gw_tool_new ("box");

  gw_repeat_watch (repeat, box);
  gw_tool_set_document (box, document);
  gw_document_set_current_class (document, 1);
  gw_test_drag (box, 10, 10, 30, 30, 0);
  g_assert_true (gw_document_set_class_selected (document, 3));
  gw_repeat_start (repeat, document);
  g_assert_cmpint (gw_document_get_current_class (document), ==, 3);

  /* Once its image is left, it is what it was then. */
  gw_document_select_all (document);
  g_assert_true (gw_document_set_class_selected (document, 2));
  gw_repeat_update (repeat, document);
  gw_repeat_start (repeat, next);
  g_assert_cmpint (gw_document_get_current_class (next), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/repeat/remembers-tool-and-class", test_remembers_tool_and_class);
  g_test_add_func ("/repeat/follows-relabeling", test_follows_relabeling);
  return g_test_run ();
}
