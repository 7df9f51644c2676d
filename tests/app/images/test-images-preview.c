/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The large picture over the grid: whose it is, what it says, and how it goes. */

#include "images-fixtures.h"

#include <glib/gstdio.h>
#include <math.h>

#include "gw-image-preview.h"

static gboolean
says (ImagesFixture *fixture, const char *text)
{
  return images_find (fixture->page->preview, GTK_TYPE_LABEL, text) != NULL;
}

static gboolean
has_problem (ImagesFixture *fixture, const char *prefix)
{
  for (GtkWidget *child = gtk_widget_get_first_child (fixture->page->preview); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_LABEL (child) && gtk_widget_get_visible (child)
          && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (child)), prefix))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_unreadable (ImagesFixture *fixture)
{
  return has_problem (fixture, "Cannot be read: ");
}

static gboolean
is_missing (ImagesFixture *fixture)
{
  return has_problem (fixture, "Not found: ");
}

static void
press (ImagesFixture *fixture, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->page->preview);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean used = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &used);
      if (used)
        return;
    }
  g_assert_not_reached ();
}

static void
test_names_and_labels (ImagesFixture *fixture, gconstpointer data)
{
  images_act (fixture, "preview", NULL);
  g_assert_null (fixture->page->preview);

  images_select (fixture, 2, 1);
  images_act (fixture, "preview", NULL);
  g_assert_nonnull (fixture->page->preview);
  g_assert_true (gtk_widget_is_focus (fixture->page->preview));
  g_assert_true (says (fixture, "03.png"));
  g_assert_true (says (fixture, "Cat"));
  g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (fixture->page->preview),
                                                     GTK_ACCESSIBLE_PROPERTY_LABEL, "03.png, Labeled, Cat"));
  press (fixture, GDK_KEY_space);
  g_assert_null (fixture->page->preview);
}

/* The keys go back to where they were. */
static void
test_closes (ImagesFixture *fixture, gconstpointer data)
{
  static const guint keys[] = { GDK_KEY_space, GDK_KEY_Escape };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkWidget *focus;

      images_select (fixture, 0, 3);
      images_act (fixture, "preview", NULL);
      g_assert_true (says (fixture, "01.png"));
      press (fixture, keys[i]);
      g_assert_null (fixture->page->preview);
      focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      g_assert_true (focus == GTK_WIDGET (fixture->page->grid)
                     || gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->page->grid)));
    }
}

static void
test_says_why_there_is_no_picture (ImagesFixture *fixture, gconstpointer data)
{
  images_select (fixture, N_IMAGES - 1, 1);
  images_act (fixture, "preview", NULL);
  images_wait (fixture, is_unreadable);
  g_assert_true (says (fixture, "24.png"));
  images_act (fixture, "preview", NULL);
  g_assert_null (fixture->page->preview);
}

static void
test_says_what_is_missing (ImagesFixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "images", "a", "07.png", NULL);

  g_assert_cmpint (g_unlink (file), ==, 0);
  images_select (fixture, 6, 1);
  images_act (fixture, "preview", NULL);
  images_wait (fixture, is_missing);
  g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (fixture->page->preview),
                                                     GTK_ACCESSIBLE_PROPERTY_LABEL, "07.png, Not found"));
  images_act (fixture, "preview", NULL);
}

static gboolean
has_objects (ImagesFixture *fixture)
{
  return says (fixture, "Cat, Dog (2), Owl");
}

static gboolean
knows_objects (ImagesFixture *fixture)
{
  g_autoptr (GwImage) image = g_list_model_get_item (G_LIST_MODEL (fixture->page->list), 2);

  return gw_image_get_n_objects (image) == 3;
}

static void
add_boxes (ImagesFixture *fixture, guint position, guint n, gint64 class_id)
{
  gint64 image_id = gw_image_list_get_id (fixture->page->list, position);
  g_autoptr (GwEdit) edit = gw_edit_new (image_id, "Draw");
  GError *error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GwObject) object = gw_object_new (gw_object_make_id (), class_id);

      gw_object_set_box (object, 4.0 + i, 4.0, 12.0, 10.0);
      gw_edit_add_object (edit, image_id, NULL, object);
    }
  gw_store_apply_edit (gw_project_get_store (fixture->project), edit, NULL, &error);
  g_assert_no_error (error);
}

/* Also of images whose objects nobody has asked for yet. */
static void
test_tells_of_objects (ImagesFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) classes = gw_store_list_classes (gw_project_get_store (fixture->project), FALSE, NULL, NULL);

  images_act (fixture, "view", "'list'");
  add_boxes (fixture, 2, 2, gw_class_get_id (g_ptr_array_index (classes, 1)));
  add_boxes (fixture, 2, 1, gw_class_get_id (g_ptr_array_index (classes, 2)));
  images_wait (fixture, knows_objects);
  images_select (fixture, 2, 1);
  images_act (fixture, "preview", NULL);
  images_wait (fixture, has_objects);
  images_act (fixture, "preview", NULL);
}

static gboolean
tells_of_absent (ImagesFixture *fixture)
{
  return says (fixture, "Cat · Verified absent: Owl");
}

static gboolean
knows_turned (ImagesFixture *fixture)
{
  return gw_project_find_class_by_name (fixture->project, "\u202EOwl") != NULL;
}

static gboolean
tells_of_turned (ImagesFixture *fixture)
{
  return says (fixture, "\\u202ECat · Verified absent: \\u202EOwl");
}

/* Of those that the image has nothing is said. */
static void
test_tells_of_absent (ImagesFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "Owl", "Cat" };
  GwStore *store = gw_project_get_store (fixture->project);
  gint64 image_id = gw_image_list_get_id (fixture->page->list, 2);
  g_autoptr (GwEdit) edit = gw_edit_new (image_id, "Verify");
  g_autoptr (GArray) absent = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  g_autoptr (GPtrArray) classes = NULL;
  GError *error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GwLabel label = { gw_class_get_id (gw_project_find_class_by_name (fixture->project, names[i])), NAN };

      g_array_append_val (absent, label);
    }
  gw_edit_add_absent (edit, image_id, NULL, absent);
  gw_store_apply_edit (store, edit, NULL, &error);
  g_assert_no_error (error);

  images_select (fixture, 2, 1);
  images_act (fixture, "preview", NULL);
  images_wait (fixture, tells_of_absent);
  images_act (fixture, "preview", NULL);

  /* No name turns the line around. */
  classes = gw_store_list_classes (store, FALSE, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < classes->len; i++)
    {
      GwClass *klass = g_ptr_array_index (classes, i);
      g_autofree char *turned = g_strconcat ("\u202E", gw_class_get_name (klass), NULL);

      gw_class_set_name (klass, turned);
    }
  gw_store_save_classes (store, classes, NULL, &error);
  g_assert_no_error (error);
  images_wait (fixture, knows_turned);
  images_act (fixture, "preview", NULL);
  images_wait (fixture, tells_of_turned);
  images_act (fixture, "preview", NULL);
}

/* Each in one line, whatever it holds. */
static void
test_tells_of_attributes (ImagesFixture *fixture, gconstpointer data)
{
  images_select (fixture, 3, 1);
  images_act (fixture, "preview", NULL);
  g_assert_true (says (fixture, "Cat\nweather: rain and snow · wind: —"));
  images_act (fixture, "preview", NULL);
}

/* However much there is to say, it asks for no more height than there is: it would be cut at the bottom. */
static void
test_long_texts (ImagesFixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (1000, 'x');
  GtkRequisition least;

  images_select (fixture, 3, 1);
  images_act (fixture, "preview", NULL);
  gw_image_preview_set_label_text (GW_IMAGE_PREVIEW (fixture->page->preview), text);
  gtk_widget_get_preferred_size (fixture->page->preview, &least, NULL);
  g_assert_cmpint (least.height, >, 0);
  g_assert_cmpint (least.height, <, 300);
  images_act (fixture, "preview", NULL);
}

#define TEST(path, func) g_test_add (path, ImagesFixture, NULL, images_set_up, func, images_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  TEST ("/images-preview/names-and-labels", test_names_and_labels);
  TEST ("/images-preview/closes", test_closes);
  TEST ("/images-preview/says-why-there-is-no-picture", test_says_why_there_is_no_picture);
  TEST ("/images-preview/says-what-is-missing", test_says_what_is_missing);
  TEST ("/images-preview/tells-of-objects", test_tells_of_objects);
  TEST ("/images-preview/tells-of-absent", test_tells_of_absent);
  TEST ("/images-preview/tells-of-attributes", test_tells_of_attributes);
  TEST ("/images-preview/long-texts", test_long_texts);

  return g_test_run ();
}
