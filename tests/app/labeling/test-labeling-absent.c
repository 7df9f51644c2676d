/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-absent-row.h"
#include "labeling-page-fixture.h"

typedef LabelingPageFixture Fixture;

static gint64
get_class (Fixture *fixture, const char *name)
{
  return gw_class_get_id (gw_project_find_class_by_name (fixture->project, name));
}

static void
toggle (Fixture *fixture, const char *name)
{
  g_autofree char *argument = g_strdup_printf ("int64 %" G_GINT64_FORMAT, get_class (fixture, name));

  labeling_page_act (fixture, "labeling.toggle-absent", argument);
}

typedef struct
{
  GtkWidget *row;
  const char *text; /* NULL: it is not there */
} Wanted;

static gboolean
says (gpointer data)
{
  const Wanted *wanted = data;

  if (wanted->text == NULL)
    return !gtk_widget_get_visible (wanted->row);
  return gtk_widget_get_visible (wanted->row)
         && g_strcmp0 (gw_absent_row_get_text (GW_ABSENT_ROW (wanted->row)), wanted->text) == 0;
}

static void
wait_for (Fixture *fixture, GtkWidget *pane, const char *text)
{
  Wanted wanted = { labeling_page_find (pane, GW_TYPE_ABSENT_ROW), text };

  g_assert_nonnull (wanted.row);
  labeling_page_settle (fixture);
  labeling_wait (says, &wanted);
}

static guint
count_stored (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) absent = gw_store_load_absent (gw_project_get_store (fixture->project), id, GW_LAYER_LABELS, NULL,
                                                    &error);

  g_assert_no_error (error);
  return absent->len;
}

/* Said, drawn over, taken back and brought back; it is there when the image is opened again. */
static void
test_boxes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *pane = fixture->page->label_list;
  gint64 first = gw_labeling_page_get_image_id (fixture->page);

  wait_for (fixture, pane, NULL);
  toggle (fixture, "Sign");
  toggle (fixture, "Car");
  wait_for (fixture, pane, "Verified absent: Car, Sign");
  g_assert_cmpstr (gw_document_get_undo_name (fixture->page->document), ==, "Verify Car as Absent");

  labeling_page_draw (fixture, 4, 4);
  wait_for (fixture, pane, "Verified absent: Sign");
  toggle (fixture, "Car");
  wait_for (fixture, pane, "Verified absent: Sign");
  gw_labeling_page_undo (fixture->page, FALSE);
  wait_for (fixture, pane, "Verified absent: Car, Sign");

  toggle (fixture, "Sign");
  wait_for (fixture, pane, "Verified absent: Car");
  gw_labeling_page_undo (fixture->page, FALSE);
  wait_for (fixture, pane, "Verified absent: Car, Sign");
  gw_labeling_page_undo (fixture->page, TRUE);
  wait_for (fixture, pane, "Verified absent: Car");
  g_assert_cmpuint (count_stored (fixture, first), ==, 1);

  labeling_page_act (fixture, "labeling.next", NULL);
  wait_for (fixture, pane, NULL);
  labeling_page_act (fixture, "labeling.previous", NULL);
  wait_for (fixture, pane, "Verified absent: Car");
}

static void
test_classes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *pane = fixture->page->choice_pane;

  toggle (fixture, "Person");
  wait_for (fixture, pane, "Verified absent: Person");
  labeling_page_act (fixture, "labeling.choose-number", "uint32 2");
  wait_for (fixture, pane, NULL);
  gw_labeling_page_undo (fixture->page, FALSE);
  wait_for (fixture, pane, "Verified absent: Person");
  gw_labeling_page_undo (fixture->page, FALSE);
  wait_for (fixture, pane, NULL);
  g_assert_cmpuint (count_stored (fixture, gw_labeling_page_get_image_id (fixture->page)), ==, 0);
}

/* What may not be changed is seen all the same. */
static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  toggle (fixture, "Car");
  wait_for (fixture, fixture->page->label_list, "Verified absent: Car");
  labeling_page_open_read_only (fixture);
  wait_for (fixture, fixture->page->label_list, "Verified absent: Car");
  toggle (fixture, "Car");
  wait_for (fixture, fixture->page->label_list, "Verified absent: Car");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  LABELING_PAGE_ADD ("/labeling-absent/boxes", GW_TASK_BOXES, test_boxes);
  LABELING_PAGE_ADD ("/labeling-absent/classes", GW_TASK_MULTI_CLASS, test_classes);
  LABELING_PAGE_ADD ("/labeling-absent/read-only", GW_TASK_BOXES, test_read_only);

  return g_test_run ();
}
