/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-edits.h"
#include "gw-object-list-private.h"
#include "labeling-page-fixture.h"

typedef LabelingPageFixture Fixture;

static void
test_draws_and_submits (Fixture *fixture, gconstpointer data)
{
  gint64 first = gw_labeling_page_get_image_id (fixture->page);
  g_autoptr (GwImage) image = NULL;

  g_assert_false (fixture->page->classes);
  g_assert_true (labeling_page_says_empty (fixture));
  labeling_page_draw (fixture, 4, 4);
  /* At once, not when there is time for it. */
  g_assert_false (labeling_page_says_empty (fixture));
  labeling_page_draw (fixture, 30, 20);
  labeling_page_settle (fixture);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->page->document), ==, 2);

  gw_labeling_page_undo (fixture->page, FALSE);
  labeling_page_settle (fixture);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->page->document), ==, 1);
  gw_labeling_page_undo (fixture->page, TRUE);
  labeling_page_settle (fixture);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->page->document), ==, 2);

  labeling_page_act (fixture, "labeling.submit", NULL);
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), !=, first);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->page->document), ==, 0);
  image = labeling_page_read_image (fixture, first);
  g_assert_cmpint (gw_image_get_status (image), ==, GW_IMAGE_LABELED);
  g_assert_cmpuint (gw_image_get_n_objects (image), ==, 2);
}

static gboolean
is_undone (gpointer data)
{
  return g_strcmp0 (gw_announcer_get_text (GW_ANNOUNCER (((Fixture *) data)->page->announcer)), "Undone: Draw Car")
         == 0;
}

static gboolean
is_done_again (gpointer data)
{
  return g_strcmp0 (gw_announcer_get_text (GW_ANNOUNCER (((Fixture *) data)->page->announcer)), "Done again: Draw Car")
         == 0;
}

static gboolean
has_nothing_to_undo (gpointer data)
{
  return g_strcmp0 (gw_announcer_get_text (GW_ANNOUNCER (((Fixture *) data)->page->announcer)), "Nothing to undo") == 0;
}

static void
test_says_what_is_undone (Fixture *fixture, gconstpointer data)
{
  labeling_page_draw (fixture, 4, 4);
  labeling_page_settle (fixture);
  gw_labeling_page_undo (fixture->page, FALSE);
  labeling_wait (is_undone, fixture);
  gw_labeling_page_undo (fixture->page, TRUE);
  labeling_wait (is_done_again, fixture);
  gw_labeling_page_undo (fixture->page, FALSE);
  gw_labeling_page_undo (fixture->page, FALSE);
  labeling_wait (has_nothing_to_undo, fixture);
}

static void
click (Fixture *fixture, double x, double y)
{
  GwTool *tool = gw_canvas_get_tool (GW_CANVAS (fixture->page->canvas));
  GwToolEvent event = { .point = { x, y }, .scale = 8.0, .n_press = 1 };

  gw_tool_press (tool, &event);
  gw_tool_release (tool, &event);
}

/* What was drawn last is the point, not the object before it. */
static void
test_undo_takes_back_what_is_being_drawn (Fixture *fixture, gconstpointer data)
{
  GwCanvas *canvas = GW_CANVAS (fixture->page->canvas);
  GwToolEvent event = { .point = { 30, 20 }, .scale = 8.0, .n_press = 1 };
  GwTool *tool;

  labeling_page_draw (fixture, 4, 4);
  labeling_page_settle (fixture);

  labeling_page_act (fixture, "labeling.tool", "'polygon'");
  tool = gw_canvas_get_tool (canvas);
  click (fixture, 30, 20);
  click (fixture, 40, 20);
  gw_labeling_page_undo (fixture->page, FALSE);
  g_assert_true (gw_tool_is_drawing (tool));
  gw_labeling_page_undo (fixture->page, FALSE);
  g_assert_false (gw_tool_is_drawing (tool));
  labeling_page_settle (fixture);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->page->document), ==, 1);

  /* A stroke goes as a whole, though the button is still pressed. */
  labeling_page_act (fixture, "labeling.tool", "'brush'");
  tool = gw_canvas_get_tool (canvas);
  gw_tool_press (tool, &event);
  event.point.x = 40;
  gw_tool_motion (tool, &event);
  gw_labeling_page_undo (fixture->page, FALSE);
  gw_tool_release (tool, &event);
  labeling_page_settle (fixture);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->page->document), ==, 1);

  gw_labeling_page_undo (fixture->page, FALSE);
  labeling_page_settle (fixture);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->page->document), ==, 0);
}

/* Half of a polygon does not go with the image before its labeler has been told. */
static void
test_tells_of_what_is_being_drawn (Fixture *fixture, gconstpointer data)
{
  gint64 first = gw_labeling_page_get_image_id (fixture->page);

  labeling_page_draw (fixture, 4, 4);
  labeling_page_act (fixture, "labeling.tool", "'polygon'");
  click (fixture, 30, 20);
  labeling_page_act (fixture, "labeling.next", NULL);
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), ==, first);
  g_assert_true (gw_tool_is_drawing (gw_canvas_get_tool (GW_CANVAS (fixture->page->canvas))));

  /* Whoever draws on has to be told again. */
  click (fixture, 40, 20);
  labeling_page_act (fixture, "labeling.submit", NULL);
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), ==, first);

  labeling_page_act (fixture, "labeling.submit", NULL);
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), !=, first);
}

static gboolean
says_nothing_to_repeat (gpointer data)
{
  return g_str_has_prefix (gw_announcer_get_text (GW_ANNOUNCER (((Fixture *) data)->page->announcer)),
                           "There is nothing to draw again yet.");
}

static void
test_says_that_nothing_repeats (Fixture *fixture, gconstpointer data)
{
  labeling_page_act (fixture, "labeling.draw-again", NULL);
  labeling_wait (says_nothing_to_repeat, fixture);
  g_assert_cmpstr (fixture->page->tool_name, ==, "box");
}

static void
test_relabels_selection (Fixture *fixture, gconstpointer data)
{
  /* The row is read again with each change; its id stays. */
  gint64 person = gw_class_get_id (gw_project_find_class_by_name (fixture->project, "Person"));

  labeling_page_draw (fixture, 4, 4);
  labeling_page_act (fixture, "labeling.choose-number", "uint32 2");
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_object_get_class_id (gw_document_get_object (fixture->page->document, 0)), ==, person);
  g_assert_cmpint (gw_document_get_current_class (fixture->page->document), ==, person);

  /* The label goes on to the next image. */
  labeling_page_act (fixture, "labeling.next", NULL);
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_document_get_current_class (fixture->page->document), ==, person);
}

static void
test_asks_for_empty (Fixture *fixture, gconstpointer data)
{
  gint64 first = gw_labeling_page_get_image_id (fixture->page);
  g_autoptr (GwImage) image = NULL;

  labeling_page_act (fixture, "labeling.submit", NULL);
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), ==, first);
  g_signal_emit_by_name (fixture->page->submit_popover, "confirmed");
  labeling_page_settle (fixture);
  image = labeling_page_read_image (fixture, first);
  g_assert_cmpint (gw_image_get_status (image), ==, GW_IMAGE_LABELED);
  g_assert_cmpint (gw_image_get_marks (image), ==, GW_IMAGE_NEGATIVE);
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), !=, first);
}

static gboolean
says_all_labeled (gpointer data)
{
  return g_strcmp0 (gw_announcer_get_text (GW_ANNOUNCER (((Fixture *) data)->page->announcer)),
                    "Submitted. All images are labeled.")
         == 0;
}

static gboolean
says_what_is_left (gpointer data)
{
  return g_strcmp0 (gw_announcer_get_text (GW_ANNOUNCER (((Fixture *) data)->page->announcer)),
                    "Submitted. This was the last image; Shift+D goes to one that is not labeled.")
         == 0;
}

static void
submit_with_box (Fixture *fixture)
{
  labeling_page_draw (fixture, 4, 4);
  labeling_page_act (fixture, "labeling.submit", NULL);
  labeling_page_settle (fixture);
}

static void
test_tells_the_end (Fixture *fixture, gconstpointer data)
{
  labeling_page_act (fixture, "labeling.last", NULL);
  labeling_page_settle (fixture);
  submit_with_box (fixture);
  labeling_wait (says_what_is_left, fixture);

  labeling_page_act (fixture, "labeling.first", NULL);
  labeling_page_settle (fixture);
  for (int i = 0; i < 4; i++)
    submit_with_box (fixture);
  labeling_wait (says_all_labeled, fixture);
}

static void
test_skips_and_flags (Fixture *fixture, gconstpointer data)
{
  gint64 first = gw_labeling_page_get_image_id (fixture->page);
  g_autoptr (GwImage) image = NULL;

  g_signal_emit_by_name (fixture->page->flag_popover, "done", TRUE, "Blurred");
  labeling_page_act (fixture, "labeling.skip", NULL);
  labeling_page_settle (fixture);
  image = labeling_page_read_image (fixture, first);
  g_assert_cmpint (gw_image_get_marks (image), ==, GW_IMAGE_FLAGGED | GW_IMAGE_SKIPPED);
  g_assert_cmpstr (gw_image_get_attribute (image, GW_FLAG_REASON), ==, "Blurred");
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), !=, first);
}

static void
test_walks (Fixture *fixture, gconstpointer data)
{
  gint64 first = gw_image_list_get_id (fixture->images, 0);
  gint64 last = gw_image_list_get_id (fixture->images, 3);

  labeling_page_act (fixture, "labeling.last", NULL);
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), ==, last);
  labeling_page_act (fixture, "labeling.previous", NULL);
  labeling_page_act (fixture, "labeling.previous", NULL);
  labeling_page_act (fixture, "labeling.previous", NULL);
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), ==, first);
  g_assert_cmpint (gw_document_get_image_id (fixture->page->document), ==, first);
}

static gboolean
has_objects (gpointer data)
{
  return gw_document_get_n_objects (((GwLabelingPage *) data)->document) == 2;
}

static void
test_pastes_previous (Fixture *fixture, gconstpointer data)
{
  labeling_page_draw (fixture, 4, 4);
  labeling_page_draw (fixture, 30, 20);
  labeling_page_act (fixture, "labeling.next", NULL);
  labeling_page_settle (fixture);
  labeling_page_act (fixture, "labeling.paste-previous", NULL);
  labeling_wait (has_objects, fixture->page);
  labeling_page_settle (fixture);
}

/* Dropping a row, and what the list shows then. */
static gboolean
drop (GwObjectList *list, GwDocument *from, gint64 id, gint64 target_id, gboolean above)
{
  GwObjectDrag drag = { from, id };

  return _gw_object_list_drop (list, &drag, target_id, above);
}

/* Objects of different projects have the same numbers. */
static void
test_takes_only_its_own (Fixture *fixture, gconstpointer data)
{
  GwObjectList *list = GW_OBJECT_LIST (fixture->page->object_list);
  GwDocument *document = fixture->page->document;
  g_autoptr (GwDocument) other = gw_document_new (gw_document_get_image (document));
  g_autofree char *order = NULL;
  gint64 ids[2];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      labeling_page_draw (fixture, 4 + 14 * i, 4);
      ids[i] = gw_object_get_id (gw_document_get_object (document, i));
    }
  g_assert_false (drop (list, other, ids[0], ids[1], TRUE));
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_object_get_id (gw_document_get_object (document, 0)), ==, ids[0]);
  g_object_get (list, "order", &order, NULL);
  g_assert_cmpstr (order, ==, "label");
}

static void
test_reorders (Fixture *fixture, gconstpointer data)
{
  GwObjectList *list = GW_OBJECT_LIST (fixture->page->object_list);
  GwDocument *document = fixture->page->document;
  g_autofree char *order = NULL;
  gint64 ids[3];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      labeling_page_draw (fixture, 4 + 14 * i, 4);
      ids[i] = gw_object_get_id (gw_document_get_object (document, i));
    }
  gw_document_select_none (document);
  g_assert_true (drop (list, document, ids[0], ids[2], TRUE));
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_object_get_id (gw_document_get_object (document, 2)), ==, ids[0]);
  g_object_get (list, "order", &order, NULL);
  g_assert_cmpstr (order, ==, "front");

  /* What is selected goes along. */
  gw_document_select (document, ids[0], FALSE);
  gw_document_select (document, ids[2], TRUE);
  g_assert_true (drop (list, document, ids[2], ids[1], FALSE));
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_object_get_id (gw_document_get_object (document, 0)), ==, ids[2]);
  g_assert_cmpint (gw_object_get_id (gw_document_get_object (document, 1)), ==, ids[0]);
  gw_labeling_page_undo (fixture->page, FALSE);
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_object_get_id (gw_document_get_object (document, 0)), ==, ids[1]);
}

static gboolean
has_height (gpointer widget)
{
  return gtk_widget_get_height (widget) > 0;
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (((Fixture *) data)->page->pane)
         && gtk_widget_get_width (((Fixture *) data)->page->pane) > 0;
}

static gboolean
is_narrow (gpointer data)
{
  return gtk_widget_get_width (GTK_WIDGET (((Fixture *) data)->page)) < 1100;
}

static gboolean
is_wide (gpointer data)
{
  return gtk_widget_get_width (GTK_WIDGET (((Fixture *) data)->page)) > 1300;
}

/* As a person has drawn it, whatever becomes of the window. */
static void
test_pane_keeps_its_width (Fixture *fixture, gconstpointer data)
{
  GtkWidget *pane = fixture->page->pane;
  int width;

  labeling_wait (is_mapped, fixture);
  /* Only a person's width is kept, none that a narrow window needed. */
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1040, 700);
  labeling_wait (is_narrow, fixture);
  g_assert_null (gw_project_get_view_state (fixture->project, "labeling.pane"));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1400, 800);
  labeling_wait (is_wide, fixture);
  g_assert_null (gw_project_get_view_state (fixture->project, "labeling.pane"));

  width = gtk_widget_get_width (fixture->page->paned);
  gtk_paned_set_position (GTK_PANED (fixture->page->paned), width - 350);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1040, 700);
  labeling_wait (is_narrow, fixture);
  g_assert_cmpint (ABS (gtk_widget_get_width (pane) - 350), <=, 8);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1400, 800);
  labeling_wait (is_wide, fixture);
  g_assert_cmpint (ABS (gtk_widget_get_width (pane) - 350), <=, 8);
}

static void
test_zen (Fixture *fixture, gconstpointer data)
{
  GdkRectangle at;

  labeling_page_act (fixture, "labeling.zen", NULL);
  g_assert_true (fixture->page->zen);
  g_assert_false (gtk_widget_get_visible (fixture->page->pane));
  /* The finder is on the screen, above the label bar. */
  labeling_wait (has_height, fixture->page->overlay);
  labeling_page_act (fixture, "labeling.find-label", NULL);
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (fixture->page->label_bar)));
  g_assert_true (gtk_popover_get_pointing_to (GTK_POPOVER (fixture->page->finder), &at));
  g_assert_cmpint (gtk_popover_get_position (GTK_POPOVER (fixture->page->finder)), ==, GTK_POS_TOP);
  g_assert_cmpint (at.y, <, gtk_widget_get_height (fixture->page->overlay) - 20);
  gtk_popover_popdown (GTK_POPOVER (fixture->page->finder));
  labeling_page_act (fixture, "labeling.zen", NULL);
  g_assert_true (gtk_widget_get_visible (fixture->page->pane));
}

static void
test_leaves_when_saved (Fixture *fixture, gconstpointer data)
{
  g_assert_true (gw_labeling_page_leave (fixture->page));
  labeling_page_draw (fixture, 4, 4);
  g_assert_false (gw_labeling_page_leave (fixture->page));
  labeling_page_settle (fixture);
  g_assert_true (gw_labeling_page_leave (fixture->page));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  LABELING_PAGE_ADD ("/labeling-page/boxes/draws-and-submits", GW_TASK_BOXES, test_draws_and_submits);
  LABELING_PAGE_ADD ("/labeling-page/boxes/says-what-is-undone", GW_TASK_BOXES, test_says_what_is_undone);
  LABELING_PAGE_ADD ("/labeling-page/boxes/undo-takes-back-what-is-being-drawn", GW_TASK_BOXES,
                     test_undo_takes_back_what_is_being_drawn);
  LABELING_PAGE_ADD ("/labeling-page/boxes/tells-of-what-is-being-drawn", GW_TASK_BOXES,
                     test_tells_of_what_is_being_drawn);
  LABELING_PAGE_ADD ("/labeling-page/boxes/says-that-nothing-repeats", GW_TASK_BOXES, test_says_that_nothing_repeats);
  LABELING_PAGE_ADD ("/labeling-page/boxes/relabels-selection", GW_TASK_BOXES, test_relabels_selection);
  LABELING_PAGE_ADD ("/labeling-page/boxes/asks-for-empty", GW_TASK_BOXES, test_asks_for_empty);
  LABELING_PAGE_ADD ("/labeling-page/boxes/tells-the-end", GW_TASK_BOXES, test_tells_the_end);
  LABELING_PAGE_ADD ("/labeling-page/boxes/skips-and-flags", GW_TASK_BOXES, test_skips_and_flags);
  LABELING_PAGE_ADD ("/labeling-page/boxes/walks", GW_TASK_BOXES, test_walks);
  LABELING_PAGE_ADD ("/labeling-page/boxes/pastes-previous", GW_TASK_BOXES, test_pastes_previous);
  LABELING_PAGE_ADD ("/labeling-page/boxes/takes-only-its-own", GW_TASK_BOXES, test_takes_only_its_own);
  LABELING_PAGE_ADD ("/labeling-page/boxes/reorders", GW_TASK_BOXES, test_reorders);
  LABELING_PAGE_ADD ("/labeling-page/boxes/pane-keeps-its-width", GW_TASK_BOXES, test_pane_keeps_its_width);
  LABELING_PAGE_ADD ("/labeling-page/boxes/zen", GW_TASK_BOXES, test_zen);
  LABELING_PAGE_ADD ("/labeling-page/boxes/leaves-when-saved", GW_TASK_BOXES, test_leaves_when_saved);

  return g_test_run ();
}
