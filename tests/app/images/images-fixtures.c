/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "images-fixtures.h"

#include <glib/gstdio.h>

#include "gw-chip.h"
#include "gw-store-sqlite.h"
#include "gw-test-data.h"
#include "recording-window.h"

/* --- the project --------------------------------------------------------------------- */

static void
draw_picture (const char *path, guint number)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 48, 32);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0.03 * number, 0.5, 0.4);
  cairo_paint (cr);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

static void
add_classes (GwStore *store)
{
  static const char *const names[] = { "Cat", "Dog", "Owl" };
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GwClass *klass = gw_class_new (names[i], 0x2070d7 + i);

      gw_class_set_position (klass, (int) i);
      if (i == 0)
        gw_class_set_hotkey (klass, "c");
      g_ptr_array_add (classes, klass);
    }
  gw_store_save_classes (store, classes, NULL, &error);
  g_assert_no_error (error);
}

static void
add_images (GwStore *store, const char *folder)
{
  g_autofree char *pictures = g_build_filename (folder, "images", NULL);
  g_autofree char *below = g_build_filename (pictures, "a", NULL);
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  gint64 root;

  g_assert_cmpint (g_mkdir_with_parents (below, 0755), ==, 0);
  root = gw_store_add_root (store, pictures, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 1; i <= N_IMAGES; i++)
    {
      g_autofree char *name = g_strdup_printf ("a/%02u.png", i);
      g_autofree char *path = g_build_filename (pictures, name, NULL);
      GwImage *image = gw_image_new (0, name);

      if (i < N_IMAGES)
        draw_picture (path, i);
      else
        g_assert_true (g_file_set_contents (path, "no picture", -1, NULL));
      gw_image_set_root_id (image, root);
      gw_image_set_size (image, 48, 32);
      if (i <= 14)
        gw_image_set_split (image, i <= 10 ? "train" : "test");
      if (i == 4)
        {
          gw_image_set_attribute (image, "weather", "rain\nand snow");
          gw_image_set_attribute (image, "wind", "");
        }
      g_ptr_array_add (images, image);
    }
  gw_store_add_images (store, images, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
label_first (GwStore *store)
{
  GError *error = NULL;
  g_autoptr (GArray) ids = gw_store_list_first_image_ids (store, NULL, GW_SORT_NAME, 5, NULL, &error);
  g_autoptr (GPtrArray) classes = gw_store_list_classes (store, FALSE, NULL, &error);
  gint64 cat = gw_class_get_id (g_ptr_array_index (classes, 0));

  gw_store_bulk_label (store, (const gint64 *) (gpointer) ids->data, ids->len, &cat, 1, GW_BULK_REPLACE, "Label Cat",
                       NULL, &error);
  g_assert_no_error (error);
}

static void
make_project (ImagesFixture *fixture)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("Test", GW_TASK_SINGLE_CLASS);
  GError *error = NULL;
  g_autoptr (GwStore) store = NULL;

  fixture->path = g_build_filename (fixture->folder, "test.groundwork", NULL);
  store = gw_store_sqlite_create (fixture->path, info, NULL, &error);
  g_assert_no_error (error);
  add_classes (store);
  add_images (store, fixture->folder);
  label_first (store);
  gw_store_close (store);
}

/* --- waiting --------------------------------------------------------------------------- */

typedef struct
{
  ImagesFixture *fixture;
  ImagesCondition condition;
  guint n;
} Wanted;

static gboolean
holds (gpointer data)
{
  Wanted *wanted = data;

  return wanted->condition (wanted->fixture);
}

void
images_wait_at (ImagesFixture *fixture, ImagesCondition condition, const char *place, const char *text)
{
  Wanted wanted = { fixture, condition, 0 };

  gw_test_wait_at (holds, &wanted, place, text);
}

static gboolean
is_listed (ImagesFixture *fixture)
{
  return !gw_image_list_is_pending (fixture->page->list);
}

static void
on_painted_cb (GdkFrameClock *clock, ImagesFixture *fixture)
{
  g_object_set_data (G_OBJECT (fixture->window), "painted", GINT_TO_POINTER (1));
}

static gboolean
is_painted (ImagesFixture *fixture)
{
  return g_object_get_data (G_OBJECT (fixture->window), "painted") != NULL;
}

void
images_settle (ImagesFixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->window);
  gulong id;

  images_wait (fixture, is_listed);
  g_object_set_data (G_OBJECT (fixture->window), "painted", NULL);
  id = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted_cb), fixture);
  gtk_widget_queue_draw (fixture->window);
  images_wait (fixture, is_painted);
  g_signal_handler_disconnect (clock, id);
}

static gboolean
has_wanted (gpointer data)
{
  Wanted *wanted = data;
  GwImageList *list = wanted->fixture->page->list;

  return g_list_model_get_n_items (G_LIST_MODEL (list)) == wanted->n && !gw_image_list_is_pending (list);
}

void
images_wait_for_at (ImagesFixture *fixture, guint n, const char *place)
{
  Wanted wanted = { fixture, NULL, n };
  g_autofree char *text = g_strdup_printf ("%u images", n);

  gw_test_wait_at (has_wanted, &wanted, place, text);
}

/* --- coming and going --------------------------------------------------------------------- */

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ImagesFixture *fixture = user_data;
  GError *error = NULL;

  fixture->project = gw_project_open_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
is_open (ImagesFixture *fixture)
{
  return fixture->project != NULL;
}

static gboolean
is_mapped (ImagesFixture *fixture)
{
  return gtk_widget_get_mapped (GTK_WIDGET (fixture->page));
}

static void
open_window (ImagesFixture *fixture)
{
  gw_project_open_async (fixture->path, NULL, on_opened_cb, fixture);
  images_wait (fixture, is_open);

  fixture->page = GW_IMAGES_PAGE (gw_images_page_new (fixture->project));
  fixture->window = recording_window_new (GTK_WIDGET (fixture->page), fixture->asked);
  gtk_window_present (GTK_WINDOW (fixture->window));
  images_wait (fixture, is_mapped);
  images_settle (fixture);
}

static void
close_window (ImagesFixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  gw_project_close (fixture->project);
  g_clear_object (&fixture->project);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
images_set_up (ImagesFixture *fixture, gconstpointer data)
{
  fixture->folder = gw_test_folder_new ();
  fixture->asked = g_string_new (NULL);
  make_project (fixture);
  open_window (fixture);
}

void
images_tear_down (ImagesFixture *fixture, gconstpointer data)
{
  close_window (fixture);
  g_string_free (fixture->asked, TRUE);
  g_free (fixture->path);
  gw_test_folder_free (fixture->folder);
}

void
images_restart (ImagesFixture *fixture)
{
  close_window (fixture);
  open_window (fixture);
}

/* --- doing and looking ----------------------------------------------------------------------- */

void
images_act (ImagesFixture *fixture, const char *action, const char *argument)
{
  g_autoptr (GVariant) value = argument != NULL ? g_variant_ref_sink (g_variant_new_parsed (argument, NULL)) : NULL;
  g_autofree char *full = g_strdup_printf ("images.%s", action);

  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->page), full, value));
}

static gboolean
is_first_loaded (ImagesFixture *fixture)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (fixture->page->selection));
  g_autoptr (GwImage) image = g_list_model_get_item (G_LIST_MODEL (fixture->page->list),
                                                     gtk_bitset_get_minimum (selected));

  return gw_image_list_is_loaded (image);
}

/* What is done with images that are not known yet does nothing. */
void
images_select (ImagesFixture *fixture, guint first, guint n)
{
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (fixture->page->selection), first, n, TRUE);
  images_wait (fixture, is_first_loaded);
}

guint
images_get_n_shown (ImagesFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->page->list));
}

const char *
images_get_state (ImagesFixture *fixture)
{
  return gtk_stack_get_visible_child_name (fixture->page->stack);
}

void
images_assert_chips (ImagesFixture *fixture, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (fixture->page->chips)); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "", gw_chip_get_text (GW_CHIP (chip)));

  g_assert_cmpstr (text->str, ==, expected);
}

gint64
images_count (ImagesFixture *fixture, const char *filter)
{
  GError *error = NULL;
  g_autoptr (GwFilter) parsed = gw_filter_parse (filter, &error);
  gint64 n;

  g_assert_no_error (error);
  n = gw_store_count_images (gw_project_get_store (fixture->project), parsed, NULL, &error);
  g_assert_no_error (error);

  return n;
}

typedef struct
{
  gboolean done;
  char *name;
} Step;

static void
on_undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Step *step = user_data;
  GError *error = NULL;

  step->name = gw_project_undo_finish (GW_PROJECT (source), result, &error);
  g_assert_no_error (error);
  step->done = TRUE;
}

char *
images_undo (ImagesFixture *fixture, gboolean redo)
{
  Step step = { FALSE, NULL };

  gw_project_undo_async (fixture->project, redo, NULL, on_undone_cb, &step);
  while (!step.done)
    g_main_context_iteration (NULL, TRUE);

  return step.name;
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget))
    return g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0;

  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
         && gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text) == NULL;
}

GtkWidget *
images_find (GtkWidget *root, GType type, const char *text)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && gtk_widget_get_visible (root) && says (root, text))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = images_find (child, type, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

void
images_type (ImagesFixture *fixture, const char *text, gboolean finish)
{
  gtk_editable_set_text (fixture->page->search, text);
  if (finish)
    g_signal_emit_by_name (fixture->page->search, "activate");
}
