/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "class-editor-fixture.h"
#include "gw-class-editor.h"
#include "gw-skeleton-group.h"
#include "labeling-fixtures.h"

typedef ClassEditorFixture Fixture;

static gboolean
has_n_points (Fixture *fixture, guint index, guint n)
{
  g_autoptr (GPtrArray) classes = gw_store_list_classes (class_editor_get_store (fixture), FALSE, NULL, NULL);
  GwSkeleton *skeleton = gw_class_get_skeleton (g_ptr_array_index (classes, index));

  return (skeleton != NULL ? gw_skeleton_get_n_points (skeleton) : 0) == n;
}

static gboolean
has_person (gpointer data)
{
  return has_n_points (data, 1, 17);
}

static gboolean
has_none (gpointer data)
{
  return has_n_points (data, 1, 0);
}

static gboolean
says_two_lines (gpointer data)
{
  return dialogs_says (((Fixture *) data)->editor, "Lines to left_eye, right_eye");
}

static gboolean
has_sixteen (gpointer data)
{
  return has_n_points (data, 1, 16);
}

static gboolean
has_tail (gpointer data)
{
  return has_n_points (data, 2, 1);
}

static void
act_on_skeleton (Fixture *fixture, const char *action)
{
  dialogs_act (dialogs_find (class_editor_get_inspector (fixture), GW_TYPE_SKELETON_GROUP, NULL), action, NULL);
}

static void
click_in (GtkWidget *dialog, const char *label)
{
  g_signal_emit_by_name (dialogs_find (dialog, GTK_TYPE_BUTTON, label), "clicked");
}

static void
test_edits_a_skeleton (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  class_editor_select (fixture, 1);
  act_on_skeleton (fixture, "skeleton.use-person");
  labeling_wait (has_person, fixture);
  g_assert_true (dialogs_says (fixture->editor, "Lines to left_eye, right_eye"));

  /* Another name, and a line more. */
  g_signal_emit_by_name (dialogs_find (class_editor_get_inspector (fixture), ADW_TYPE_ACTION_ROW, "nose"), "activated");
  dialog = dialogs_find_window ("Edit Point");
  g_assert_nonnull (dialog);
  dialogs_fill_row (dialog, "Name", "left_eye");
  click_in (dialog, "_Save");
  g_assert_true (dialogs_says (dialog, "There is a point “left_eye” already. Choose another name."));
  dialogs_fill_row (dialog, "Name", "tip");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (dialogs_find (dialogs_find (dialog, ADW_TYPE_ACTION_ROW, "left_ear"),
                                                               GTK_TYPE_CHECK_BUTTON, NULL)),
                               TRUE);
  click_in (dialog, "_Save");
  g_assert_true (dialogs_says (fixture->editor, "Lines to left_eye, right_eye, left_ear"));

  dialogs_act (fixture->editor, "classes.undo", NULL);
  labeling_wait (says_two_lines, fixture);
  dialogs_act (fixture->editor, "classes.undo", NULL);
  labeling_wait (has_none, fixture);
  g_assert_false (dialogs_says (fixture->editor, "Lines to left_eye, right_eye"));
  dialogs_act (fixture->editor, "classes.redo", NULL);
  labeling_wait (has_person, fixture);
}

static void
test_adds_a_point (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  class_editor_select (fixture, 2);
  act_on_skeleton (fixture, "skeleton.add-point");
  dialog = dialogs_find_window ("Add Point");
  click_in (dialog, "_Add");
  g_assert_true (dialogs_says (dialog, "A point needs a name."));
  dialogs_fill_row (dialog, "Name", "tail");
  click_in (dialog, "_Add");
  labeling_wait (has_tail, fixture);
}

static void
click_remove (Fixture *fixture, const char *point)
{
  GtkWidget *row = dialogs_find (class_editor_get_inspector (fixture), ADW_TYPE_ACTION_ROW, point);
  GtkWidget *last = NULL;

  /* The last of the row's buttons. */
  for (GtkWidget *button = dialogs_find (row, GTK_TYPE_BUTTON, NULL); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    last = button;
  g_assert_nonnull (last);
  g_signal_emit_by_name (last, "clicked");
}

/* As a button of the dialog does. */
static void
respond (AdwMessageDialog *dialog, const char *response)
{
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* What becomes of objects is said before it does. */
static void
test_says_what_becomes_of_points (Fixture *fixture, gconstpointer data)
{
  gint64 id = class_editor_find_id (fixture, "Person");
  g_autoptr (GArray) images = gw_store_list_image_ids (class_editor_get_store (fixture), NULL, GW_SORT_NAME, NULL,
                                                       NULL);
  gint64 image = g_array_index (images, gint64, 0);
  g_autoptr (GwEdit) edit = gw_edit_new (image, "Draw");
  g_autoptr (GwObject) object = gw_object_new (gw_object_make_id (), id);
  AdwMessageDialog *dialog;

  gw_object_set_box (object, 0, 0, 2, 2);
  gw_edit_add_object (edit, image, NULL, object);
  g_assert_true (gw_store_apply_edit (class_editor_get_store (fixture), edit, NULL, NULL));
  while (gw_class_get_n_objects (gw_project_find_class (fixture->project, id)) == 0)
    g_main_context_iteration (NULL, TRUE);
  fixture->editor = gw_class_editor_new (fixture->project);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->editor);
  class_editor_select (fixture, 1);
  act_on_skeleton (fixture, "skeleton.use-person");
  dialog = dialogs_wait_message ();
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "1 object has this class."));
  respond (dialog, "change");
  labeling_wait (has_person, fixture);

  click_remove (fixture, "left_eye");
  dialog = dialogs_wait_message ();
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "Remove “left_eye”?");
  respond (dialog, "cancel");
  g_assert_true (has_person (fixture));
  click_remove (fixture, "left_eye");
  respond (dialogs_wait_message (), "change");
  labeling_wait (has_sixteen, fixture);
}

#define ADD(name, func) \
  g_test_add ("/skeleton-group/" name, Fixture, NULL, class_editor_set_up, func, class_editor_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("adds-a-point", test_adds_a_point);
  ADD ("edits-a-skeleton", test_edits_a_skeleton);
  ADD ("says-what-becomes-of-points", test_says_what_becomes_of_points);

  return g_test_run ();
}
