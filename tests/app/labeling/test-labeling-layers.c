/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-attribute-row.h"
#include "gw-edits-shapes.h"
#include "gw-object-list-private.h"
#include "labeling-page-fixture.h"

typedef LabelingPageFixture Fixture;

static GwObjectList *
list_of (Fixture *fixture)
{
  return GW_OBJECT_LIST (fixture->page->object_list);
}

static gboolean
is_refreshed (gpointer data)
{
  return list_of (data)->refresh_id == 0;
}

/* Until all is saved, and the list shows it. */
static void
settle (Fixture *fixture)
{
  labeling_page_settle (fixture);
  labeling_wait (is_refreshed, fixture);
}

/* A mask, or a box, above all others; it is selected. */
static void
add (Fixture *fixture, double x, double y, double width, double height, gboolean mask)
{
  GwShape shape = GW_SHAPE_INIT;

  gw_shape_init_box (&shape, x, y, width, height);
  g_assert_nonnull (gw_document_add_shape (fixture->page->document, &shape));
  if (mask)
    g_assert_true (gw_document_convert_selected_to (fixture->page->document, GW_SHAPE_MASK));
}

static GwShapeKind
kind_of (Fixture *fixture, guint i)
{
  return gw_object_get_shape (gw_document_get_object (fixture->page->document, i))->kind;
}

/* --- the form ------------------------------------------------------------------------------- */

static void
test_begins_with_select_object (Fixture *fixture, gconstpointer data)
{
  g_assert_true (fixture->page->layers);
  g_assert_cmpstr (fixture->page->tool_name, ==, "select-object");
  g_assert_cmpint (list_of (fixture)->order, ==, GW_OBJECT_ORDER_FRONT);
  g_assert_true (gtk_widget_get_visible (list_of (fixture)->raise));
  g_assert_false (gtk_widget_get_visible (list_of (fixture)->hide_all));
}

/* In a project of boxes, an image with nothing but masks. */
static void
test_masks_are_layers (Fixture *fixture, gconstpointer data)
{
  g_assert_false (fixture->page->layers);
  g_assert_cmpstr (fixture->page->tool_name, ==, "box");
  add (fixture, 4, 4, 10, 10, TRUE);
  settle (fixture);
  /* Not under the hand that draws them. */
  g_assert_false (fixture->page->layers);

  labeling_page_act (fixture, "labeling.next", NULL);
  settle (fixture);
  add (fixture, 4, 4, 10, 10, FALSE);
  settle (fixture);
  labeling_page_act (fixture, "labeling.previous", NULL);
  settle (fixture);
  g_assert_true (fixture->page->layers);
  g_assert_cmpstr (fixture->page->tool_name, ==, "select-object");
  labeling_page_act (fixture, "labeling.tool", "'brush'");
  labeling_page_act (fixture, "labeling.next", NULL);
  settle (fixture);
  g_assert_false (fixture->page->layers);
  g_assert_cmpstr (fixture->page->tool_name, ==, "brush");
}

/* --- the draft --------------------------------------------------------------------------------- */

static gboolean
shows_draft (gpointer data)
{
  return gtk_widget_get_visible (list_of (data)->draft);
}

static gboolean
shows_no_draft (gpointer data)
{
  return !shows_draft (data);
}

static const char *
get_draft_name (Fixture *fixture)
{
  return gtk_label_get_label (GTK_LABEL (list_of (fixture)->draft_name));
}

static void
mark (Fixture *fixture)
{
  GwToolEvent event = { .point = { 30, 20 }, .scale = 8.0, .n_press = 1 };
  GwTool *tool;

  labeling_page_act (fixture, "labeling.tool", "'wand'");
  tool = gw_canvas_get_tool (GW_CANVAS (fixture->page->canvas));
  gw_tool_press (tool, &event);
  gw_tool_release (tool, &event);
  labeling_wait (shows_draft, fixture);
}

static gboolean
has_one_more (gpointer data)
{
  return gw_document_get_n_objects (((Fixture *) data)->page->document) == 2;
}

static void
test_draft_is_above_the_layers (Fixture *fixture, gconstpointer data)
{
  GtkWidget *canvas = fixture->page->canvas;

  add (fixture, 4, 4, 10, 10, TRUE);
  gw_document_select_none (fixture->page->document);
  settle (fixture);
  mark (fixture);
  g_assert_cmpstr (get_draft_name (fixture), ==, "Car 2");

  /* Another label, another name. */
  labeling_page_act (fixture, "labeling.choose-number", "uint32 2");
  settle (fixture);
  g_assert_cmpstr (get_draft_name (fixture), ==, "Person 1");

  gtk_widget_activate_action (canvas, "canvas.cancel", NULL);
  labeling_wait (shows_no_draft, fixture);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->page->document), ==, 1);
  mark (fixture);
  gtk_widget_activate_action (canvas, "canvas.apply", NULL);
  labeling_wait (has_one_more, fixture);
  labeling_wait (shows_no_draft, fixture);

  /* What is not taken when another tool is taken up is gone. */
  gw_document_select_none (fixture->page->document);
  mark (fixture);
  labeling_page_act (fixture, "labeling.tool", "'select'");
  labeling_wait (shows_no_draft, fixture);
}

/* --- one class for each pixel ---------------------------------------------------------------- */

static const char *
get_free (Fixture *fixture)
{
  return gtk_label_get_label (GTK_LABEL (list_of (fixture)->background_size));
}

static void
test_says_what_has_no_class (Fixture *fixture, gconstpointer data)
{
  settle (fixture);
  g_assert_false (gtk_widget_get_visible (list_of (fixture)->mode));
  g_assert_false (gtk_widget_get_visible (list_of (fixture)->background));
  labeling_page_act (fixture, "labeling.semantic", NULL);
  settle (fixture);
  g_assert_true (gtk_widget_get_visible (list_of (fixture)->mode));
  g_assert_true (gtk_widget_get_visible (list_of (fixture)->background));
  g_assert_cmpstr (get_free (fixture), ==, "3072 px · 100%");
  add (fixture, 0, 0, 64, 12, TRUE);
  settle (fixture);
  g_assert_cmpstr (get_free (fixture), ==, "2304 px · 75%");
  /* What two have counts once. */
  add (fixture, 0, 6, 64, 18, TRUE);
  add (fixture, 10, 10, 5, 5, TRUE);
  settle (fixture);
  g_assert_cmpstr (get_free (fixture), ==, "1536 px · 50%");
  labeling_page_act (fixture, "labeling.semantic", NULL);
  settle (fixture);
  g_assert_false (gtk_widget_get_visible (list_of (fixture)->background));
}

/* --- what can be done ----------------------------------------------------------------------------- */

static gboolean
can (Fixture *fixture, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  gboolean can;

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (list_of (fixture)->box), button);
  can = gtk_widget_get_sensitive (button);
  gtk_box_remove (GTK_BOX (list_of (fixture)->box), button);
  return can;
}

static void
test_menu_knows_what_can_be_done (Fixture *fixture, gconstpointer data)
{
  GwDocument *document = fixture->page->document;

  settle (fixture);
  g_assert_false (can (fixture, "objects.delete"));
  g_assert_false (can (fixture, "objects.select-all"));
  add (fixture, 4, 4, 20, 20, TRUE);
  settle (fixture);
  g_assert_true (can (fixture, "objects.clean"));
  g_assert_true (can (fixture, "objects.to-box"));
  g_assert_false (can (fixture, "objects.to-mask"));
  g_assert_false (can (fixture, "objects.simplify"));
  g_assert_false (can (fixture, "objects.subtract"));

  add (fixture, 14, 4, 20, 20, TRUE);
  gw_document_select_all (document);
  settle (fixture);
  g_assert_true (can (fixture, "objects.subtract"));
  gw_document_set_flags_all (document, GW_OBJECT_LOCKED, TRUE);
  settle (fixture);
  g_assert_false (can (fixture, "objects.subtract"));
  g_assert_true (can (fixture, "objects.lock"));
}

static double
area_of (Fixture *fixture, guint i)
{
  GwBox box = gw_object_get_bounds (gw_document_get_object (fixture->page->document, i));

  return box.width * box.height;
}

static void
run (Fixture *fixture, const char *action)
{
  settle (fixture);
  g_assert_true (gtk_widget_activate_action (fixture->page->object_list, action, NULL));
  settle (fixture);
}

static gboolean
has_attributes (gpointer data)
{
  return labeling_page_find (((Fixture *) data)->page->attribute_pane, GW_TYPE_ATTRIBUTE_ROW) != NULL;
}

static void
test_marks_are_not_set_where_nothing_can_be_saved (Fixture *fixture, gconstpointer data)
{
  add (fixture, 4, 4, 20, 20, TRUE);
  settle (fixture);
  labeling_wait (has_attributes, fixture);
  g_assert_true (gtk_widget_is_sensitive (labeling_page_find (fixture->page->attribute_pane, GW_TYPE_ATTRIBUTE_ROW)));

  labeling_page_open_read_only (fixture);
  gw_document_select_all (fixture->page->document);
  labeling_wait (has_attributes, fixture);
  g_assert_false (gtk_widget_is_sensitive (labeling_page_find (fixture->page->attribute_pane, GW_TYPE_ATTRIBUTE_ROW)));
  g_assert_false (gw_attribute_pane_toggle_first (GW_ATTRIBUTE_PANE (fixture->page->attribute_pane)));
}

/* Of a project that is only read: what is shown, and nothing that changes it. */
static void
test_menu_offers_no_changes (Fixture *fixture, gconstpointer data)
{
  double zoom;

  add (fixture, 4, 4, 20, 20, TRUE);
  settle (fixture);
  labeling_page_open_read_only (fixture);
  gw_document_select_all (fixture->page->document);
  settle (fixture);
  g_assert_cmpuint (gw_document_get_n_selected (fixture->page->document), ==, 1);
  g_assert_false (can (fixture, "objects.delete"));
  g_assert_false (can (fixture, "objects.clean"));
  g_assert_false (can (fixture, "objects.hide"));
  g_assert_false (can (fixture, "objects.hide-all"));
  g_assert_true (can (fixture, "objects.select-all"));

  zoom = gw_canvas_get_zoom (GW_CANVAS (fixture->page->canvas));
  g_assert_true (can (fixture, "objects.zoom"));
  gtk_widget_activate_action (fixture->page->object_list, "objects.zoom", NULL);
  g_assert_cmpfloat (gw_canvas_get_zoom (GW_CANVAS (fixture->page->canvas)), >, zoom);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "labeling.on-canvas", "s", "canvas.delete");
  g_assert_cmpuint (gw_document_get_n_objects (fixture->page->document), ==, 1);
}

static void
test_commands_do_what_they_say (Fixture *fixture, gconstpointer data)
{
  GwDocument *document = fixture->page->document;

  add (fixture, 4, 4, 20, 20, TRUE);
  add (fixture, 14, 4, 20, 20, TRUE);
  gw_document_select_all (document);
  run (fixture, "objects.subtract");
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 1);
  g_assert_cmpfloat (area_of (fixture, 0), ==, 10 * 20);
  gw_labeling_page_undo (fixture->page, FALSE);
  settle (fixture);
  gw_document_select_all (document);
  run (fixture, "objects.intersect");
  g_assert_cmpfloat (area_of (fixture, 0), ==, 10 * 20);
  run (fixture, "objects.grow");
  g_assert_cmpfloat (area_of (fixture, 0), ==, 12 * 22);
  run (fixture, "objects.shrink");
  g_assert_cmpfloat (area_of (fixture, 0), ==, 10 * 20);

  /* Up and down. */
  add (fixture, 40, 30, 5, 5, TRUE);
  run (fixture, "objects.lower");
  g_assert_cmpfloat (area_of (fixture, 0), ==, 5 * 5);
  run (fixture, "objects.raise");
  g_assert_cmpfloat (area_of (fixture, 1), ==, 5 * 5);
  run (fixture, "objects.zoom");
  g_assert_cmpfloat (gw_canvas_get_zoom (GW_CANVAS (fixture->page->canvas)), >, 10);
}

/* By keys: into the rows, not to the buttons above them, and on to the rows of the view. */
static void
test_panes_lead_to_rows (Fixture *fixture, gconstpointer data)
{
  GtkRoot *root = GTK_ROOT (fixture->window);

  add (fixture, 4, 4, 20, 20, TRUE);
  add (fixture, 40, 30, 5, 5, TRUE);
  gw_document_select_none (fixture->page->document);
  settle (fixture);
  gtk_widget_grab_focus (fixture->page->canvas);
  labeling_page_act (fixture, "labeling.next-pane", NULL);
  labeling_page_act (fixture, "labeling.next-pane", NULL);
  g_assert_true (gtk_widget_get_parent (gtk_root_get_focus (root)) == list_of (fixture)->list);
  labeling_page_act (fixture, "labeling.next-pane", NULL);
  g_assert_true (GTK_IS_SCALE (gtk_root_get_focus (root)));
  labeling_page_act (fixture, "labeling.previous-pane", NULL);
  g_assert_true (gtk_widget_get_parent (gtk_root_get_focus (root)) == list_of (fixture)->list);
}

/* --- converting ---------------------------------------------------------------------------------- */

static AdwMessageDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

static void
answer (AdwMessageDialog *dialog, const char *response)
{
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_converting_says_what_is_lost (Fixture *fixture, gconstpointer data)
{
  AdwMessageDialog *dialog;

  /* A box of whole pixels loses nothing, and its mask neither. */
  add (fixture, 4, 4, 20, 20, FALSE);
  labeling_page_act (fixture, "labeling.convert", NULL);
  g_assert_null (find_dialog ());
  g_assert_cmpint (kind_of (fixture, 0), ==, GW_SHAPE_MASK);
  labeling_page_act (fixture, "labeling.convert", NULL);
  g_assert_null (find_dialog ());
  g_assert_cmpint (kind_of (fixture, 0), ==, GW_SHAPE_BOX);

  /* An L of two masks does. */
  add (fixture, 20, 20, 20, 20, TRUE);
  gw_document_select_all (fixture->page->document);
  g_assert_true (gw_document_merge_selected (fixture->page->document));
  settle (fixture);
  labeling_page_act (fixture, "labeling.convert", NULL);
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "px are added"));
  g_assert_nonnull (gtk_window_get_default_widget (GTK_WINDOW (dialog)));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) == gtk_window_get_default_widget (GTK_WINDOW (dialog)));
  answer (dialog, "cancel");
  g_assert_cmpint (kind_of (fixture, 0), ==, GW_SHAPE_MASK);

  /* Who knows it need not be asked again. */
  labeling_page_act (fixture, "labeling.convert", NULL);
  dialog = find_dialog ();
  gtk_check_button_set_active (GTK_CHECK_BUTTON (adw_message_dialog_get_extra_child (dialog)), TRUE);
  answer (dialog, "convert");
  g_assert_cmpint (kind_of (fixture, 0), ==, GW_SHAPE_BOX);
  gw_labeling_page_undo (fixture->page, FALSE);
  settle (fixture);
  labeling_page_act (fixture, "labeling.convert", NULL);
  g_assert_null (find_dialog ());
  g_assert_cmpint (kind_of (fixture, 0), ==, GW_SHAPE_BOX);
  g_settings_reset (fixture->page->settings, "ask-before-converting");
}

/* --- the tools' bar ------------------------------------------------------------------------------ */

static void
test_edits_points_of_what_has_some (Fixture *fixture, gconstpointer data)
{
  labeling_page_act (fixture, "labeling.tool", "'select'");
  add (fixture, 4, 4, 20, 20, TRUE);
  settle (fixture);
  g_assert_false (_gw_labeling_page_can_edit_points (fixture->page));
  g_assert_true (gw_document_convert_selected_to (fixture->page->document, GW_SHAPE_POLYGON));
  settle (fixture);
  g_assert_true (_gw_labeling_page_can_edit_points (fixture->page));
  labeling_page_act (fixture, "labeling.edit-points", NULL);
  g_assert_cmpstr (fixture->page->tool_name, ==, "edit-points");
  labeling_page_act (fixture, "labeling.edit-points", NULL);
  g_assert_cmpstr (fixture->page->tool_name, ==, "select");
}

#define ADD(path, task, func) \
  g_test_add ("/labeling-layers/" path, Fixture, GINT_TO_POINTER (task), labeling_page_set_up, func, \
              labeling_page_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("begins-with-select-object", GW_TASK_MASKS, test_begins_with_select_object);
  ADD ("masks-are-layers", GW_TASK_BOXES, test_masks_are_layers);
  ADD ("draft-is-above-the-layers", GW_TASK_MASKS, test_draft_is_above_the_layers);
  ADD ("says-what-has-no-class", GW_TASK_MASKS, test_says_what_has_no_class);
  ADD ("menu-knows-what-can-be-done", GW_TASK_MASKS, test_menu_knows_what_can_be_done);
  ADD ("menu-offers-no-changes", GW_TASK_MASKS, test_menu_offers_no_changes);
  ADD ("marks-are-not-set-where-nothing-can-be-saved", GW_TASK_MASKS,
       test_marks_are_not_set_where_nothing_can_be_saved);
  ADD ("commands-do-what-they-say", GW_TASK_MASKS, test_commands_do_what_they_say);
  ADD ("panes-lead-to-rows", GW_TASK_MASKS, test_panes_lead_to_rows);
  ADD ("converting-says-what-is-lost", GW_TASK_BOXES, test_converting_says_what_is_lost);
  ADD ("edits-points-of-what-has-some", GW_TASK_MASKS, test_edits_points_of_what_has_some);

  return g_test_run ();
}
