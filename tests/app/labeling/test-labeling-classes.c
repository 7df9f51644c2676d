/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "labeling-page-fixture.h"

typedef LabelingPageFixture Fixture;

/* --- classes ------------------------------------------------------------------------------- */

static void
test_chooses_one (Fixture *fixture, gconstpointer data)
{
  gint64 first = gw_labeling_page_get_image_id (fixture->page);
  gint64 sign = gw_class_get_id (gw_project_find_class_by_name (fixture->project, "Sign"));
  g_autoptr (GwImage) image = NULL;

  g_assert_true (fixture->page->classes);
  labeling_page_act (fixture, "labeling.choose-number", "uint32 1");
  labeling_page_act (fixture, "labeling.choose-number", "uint32 3");
  labeling_page_settle (fixture);
  g_assert_cmpuint (gw_document_get_labels (fixture->page->document)->len, ==, 1);
  image = labeling_page_read_image (fixture, first);
  g_assert_cmpint (g_array_index (gw_image_get_labels (image), GwLabel, 0).class_id, ==, sign);

  labeling_page_act (fixture, "labeling.clear", NULL);
  labeling_page_settle (fixture);
  g_assert_cmpuint (gw_document_get_labels (fixture->page->document)->len, ==, 0);
}

static void
test_advances (Fixture *fixture, gconstpointer data)
{
  gint64 first = gw_labeling_page_get_image_id (fixture->page);
  g_autoptr (GwImage) image = NULL;

  g_settings_set_boolean (fixture->page->settings, "advance-after-choosing", TRUE);
  labeling_page_act (fixture, "labeling.choose-number", "uint32 2");
  labeling_page_settle (fixture);
  g_settings_reset (fixture->page->settings, "advance-after-choosing");
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), !=, first);
  image = labeling_page_read_image (fixture, first);
  g_assert_cmpint (gw_image_get_status (image), ==, GW_IMAGE_LABELED);
}

static void
test_marks_attributes (Fixture *fixture, gconstpointer data)
{
  labeling_page_act (fixture, "labeling.toggle-attribute", "uint32 1");
  labeling_page_settle (fixture);
  g_assert_cmpstr (gw_image_get_attribute (gw_document_get_image (fixture->page->document), "Parked"), ==, "true");
}

static void
test_chooses_many (Fixture *fixture, gconstpointer data)
{
  labeling_page_act (fixture, "labeling.choose-number", "uint32 1");
  labeling_page_act (fixture, "labeling.choose-number", "uint32 3");
  labeling_page_settle (fixture);
  g_assert_cmpuint (gw_document_get_labels (fixture->page->document)->len, ==, 2);
  labeling_page_act (fixture, "labeling.choose-number", "uint32 1");
  labeling_page_settle (fixture);
  g_assert_cmpuint (gw_document_get_labels (fixture->page->document)->len, ==, 1);
}

/* --- a project without classes ------------------------------------------------------------- */

static gboolean
has_one_object (gpointer data)
{
  return gw_document_get_n_objects (((Fixture *) data)->page->document) == 1;
}

static gboolean
has_one_label (gpointer data)
{
  return gw_document_get_labels (((Fixture *) data)->page->document)->len == 1;
}

static GPtrArray *
read_objects (Fixture *fixture)
{
  GError *error = NULL;
  GPtrArray *objects = gw_store_load_objects (gw_project_get_store (fixture->project),
                                              gw_labeling_page_get_image_id (fixture->page), 1, NULL, &error);

  g_assert_no_error (error);

  return objects;
}

static void
test_box_is_named (Fixture *fixture, gconstpointer data)
{
  GwClass *cell;
  g_autoptr (GPtrArray) objects = NULL;

  labeling_page_draw (fixture, 4, 4);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->page->document), ==, 0);
  g_assert_true (gtk_widget_get_visible (fixture->page->finder));
  /* The box is seen while it waits for its name. */
  g_assert_nonnull (gw_document_get_preview (fixture->page->document));

  g_signal_emit_by_name (fixture->page->finder, "named", "Cell");
  gtk_popover_popdown (GTK_POPOVER (fixture->page->finder));
  labeling_wait (has_one_object, fixture);
  labeling_page_settle (fixture);
  cell = gw_project_find_class_by_name (fixture->project, "Cell");
  g_assert_nonnull (cell);
  g_assert_cmpstr (gw_class_get_hotkey (cell), ==, "1");
  g_assert_null (gw_document_get_preview (fixture->page->document));
  g_assert_cmpint (gw_document_get_current_class (fixture->page->document), ==, gw_class_get_id (cell));
  objects = read_objects (fixture);
  g_assert_cmpuint (objects->len, ==, 1);
  g_assert_cmpint (gw_object_get_class_id (g_ptr_array_index (objects, 0)), ==, gw_class_get_id (cell));

  /* The next needs no name, and one step back takes only the box. */
  g_assert_cmpstr (gw_repeat_get_tool_name (fixture->page->repeat), ==, "box");
  g_assert_cmpint (gw_repeat_get_class (fixture->page->repeat), ==, gw_class_get_id (cell));
  labeling_page_draw (fixture, 30, 20);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->page->document), ==, 2);
  gw_labeling_page_undo (fixture->page, FALSE);
  labeling_wait (has_one_object, fixture);
  labeling_page_settle (fixture);
  g_assert_nonnull (gw_project_find_class_by_name (fixture->project, "Cell"));
}

static guint
n_classes (Fixture *fixture)
{
  return g_list_model_get_n_items (gw_project_get_classes (fixture->project));
}

static gboolean
has_no_class (gpointer data)
{
  Fixture *fixture = data;

  return n_classes (fixture) == 0 && gw_document_get_n_objects (fixture->page->document) == 0
         && gw_document_get_current_class (fixture->page->document) == 0;
}

static gboolean
has_class_of_object (gpointer data)
{
  Fixture *fixture = data;

  return n_classes (fixture) == 1 && has_one_object (fixture);
}

/* One step takes back the box and the class that was made for it. */
static void
test_new_class_is_undone (Fixture *fixture, gconstpointer data)
{
  labeling_page_draw (fixture, 4, 4);
  g_signal_emit_by_name (fixture->page->finder, "named", "Cell");
  gtk_popover_popdown (GTK_POPOVER (fixture->page->finder));
  labeling_wait (has_class_of_object, fixture);
  labeling_page_settle (fixture);

  gw_labeling_page_undo (fixture->page, FALSE);
  labeling_wait (has_no_class, fixture);
  labeling_page_settle (fixture);
  gw_labeling_page_undo (fixture->page, TRUE);
  labeling_wait (has_class_of_object, fixture);
  labeling_page_settle (fixture);
  g_assert_nonnull (gw_project_find_class_by_name (fixture->project, "Cell"));

  gw_labeling_page_undo (fixture->page, FALSE);
  labeling_wait (has_no_class, fixture);
  labeling_page_settle (fixture);
}

static gboolean
has_four_classes (gpointer data)
{
  return n_classes (data) == 4;
}

static gboolean
has_three_classes (gpointer data)
{
  return n_classes (data) == 3;
}

/* Nothing was drawn with it: it is a step of its own, and the label before is
 * drawn with again.
 */
static void
test_class_alone_is_undone (Fixture *fixture, gconstpointer data)
{
  gint64 person = gw_class_get_id (gw_project_find_class_by_name (fixture->project, "Person"));

  labeling_page_act (fixture, "labeling.choose-number", "uint32 2");
  labeling_page_act (fixture, "labeling.find-label", NULL);
  g_signal_emit_by_name (fixture->page->finder, "named", "Tram");
  gtk_popover_popdown (GTK_POPOVER (fixture->page->finder));
  labeling_wait (has_four_classes, fixture);
  labeling_page_settle (fixture);
  g_assert_cmpstr (gw_document_get_undo_name (fixture->page->document), ==, "Add Class Tram");
  g_assert_cmpint (gw_document_get_current_class (fixture->page->document), !=, person);

  gw_labeling_page_undo (fixture->page, FALSE);
  labeling_wait (has_three_classes, fixture);
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_document_get_current_class (fixture->page->document), ==, person);
}

static void
test_box_without_name_is_dropped (Fixture *fixture, gconstpointer data)
{
  labeling_page_draw (fixture, 4, 4);
  gtk_popover_popdown (GTK_POPOVER (fixture->page->finder));
  labeling_page_settle (fixture);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->page->document), ==, 0);
  g_assert_null (gw_document_get_preview (fixture->page->document));
  g_assert_cmpuint (g_list_model_get_n_items (gw_project_get_classes (fixture->project)), ==, 0);
}

/* A number that no label has changes nothing. */
static void
test_number_without_class (Fixture *fixture, gconstpointer data)
{
  labeling_page_act (fixture, "labeling.choose-number", "uint32 3");
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_document_get_current_class (fixture->page->document), ==, 0);
}

static void
test_image_is_named (Fixture *fixture, gconstpointer data)
{
  labeling_page_act (fixture, "labeling.find-label", NULL);
  g_signal_emit_by_name (fixture->page->choice_finder, "named", "Cell");
  gtk_popover_popdown (GTK_POPOVER (fixture->page->choice_finder));
  labeling_wait (has_one_label, fixture);
  labeling_page_settle (fixture);
  g_assert_nonnull (gw_project_find_class_by_name (fixture->project, "Cell"));
}

#define ADD_BARE(path, task, func) \
  g_test_add (path, Fixture, GINT_TO_POINTER (task), labeling_page_set_up_without_classes, func, \
              labeling_page_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  LABELING_PAGE_ADD ("/labeling-classes/chooses-one", GW_TASK_SINGLE_CLASS, test_chooses_one);
  LABELING_PAGE_ADD ("/labeling-classes/advances", GW_TASK_SINGLE_CLASS, test_advances);
  LABELING_PAGE_ADD ("/labeling-classes/marks-attributes", GW_TASK_SINGLE_CLASS, test_marks_attributes);
  LABELING_PAGE_ADD ("/labeling-classes/chooses-many", GW_TASK_MULTI_CLASS, test_chooses_many);
  ADD_BARE ("/labeling-classes/none/box-is-named", GW_TASK_BOXES, test_box_is_named);
  LABELING_PAGE_ADD ("/labeling-classes/class-alone-is-undone", GW_TASK_BOXES, test_class_alone_is_undone);
  ADD_BARE ("/labeling-classes/none/new-class-is-undone", GW_TASK_BOXES, test_new_class_is_undone);
  ADD_BARE ("/labeling-classes/none/box-without-name-is-dropped", GW_TASK_BOXES, test_box_without_name_is_dropped);
  ADD_BARE ("/labeling-classes/none/number-without-class", GW_TASK_BOXES, test_number_without_class);
  ADD_BARE ("/labeling-classes/none/image-is-named", GW_TASK_SINGLE_CLASS, test_image_is_named);

  return g_test_run ();
}
