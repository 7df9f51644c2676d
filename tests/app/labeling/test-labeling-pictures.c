/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include <string.h>

#include "labeling-page-fixture.h"

typedef LabelingPageFixture Fixture;

typedef struct
{
  Fixture *fixture;
  gint64 id;
  GwImageMarks marks;
} Wanted;

/* What is known of a file is written when nothing else is to be done. */
static gboolean
has_marks (gpointer data)
{
  Wanted *wanted = data;
  g_autoptr (GwImage) image = labeling_page_read_image (wanted->fixture, wanted->id);

  return gw_image_get_marks (image) == wanted->marks;
}

static void
break_second (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "images", "picture_02.png", NULL);
  GError *error = NULL;

  gw_image_loader_forget (gw_project_get_loader (fixture->project), path);
  g_file_set_contents (path, "no picture", -1, &error);
  g_assert_no_error (error);
  gw_image_loader_forget (gw_project_get_loader (fixture->project), path);
  labeling_page_act (fixture, "labeling.next", NULL);
  labeling_page_settle (fixture);
}

static void
test_unreadable_picture (Fixture *fixture, gconstpointer data)
{
  gint64 id = gw_image_list_get_id (fixture->images, 1);
  g_autoptr (GwImage) image = NULL;

  break_second (fixture);
  g_assert_nonnull (fixture->page->picture_problem);

  /* It can be passed over, and is known as such. */
  labeling_page_act (fixture, "labeling.skip", NULL);
  labeling_page_settle (fixture);
  g_assert_null (fixture->page->picture_problem);
  labeling_wait (has_marks, (&(Wanted) { fixture, id, GW_IMAGE_UNREADABLE | GW_IMAGE_SKIPPED }));
  image = labeling_page_read_image (fixture, id);
  g_assert_nonnull (gw_image_get_problem (image));
}

static GtkWidget *
find_text (GtkWidget *widget, const char *part)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL)
    return gtk_widget_get_mapped (widget) ? widget : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_text (child, part);

  return found;
}

static gboolean
says (Fixture *fixture, const char *part)
{
  return find_text (fixture->page->canvas, part) != NULL;
}

static gboolean
has_three_images (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (((Fixture *) data)->images)) == 3
         && ((Fixture *) data)->page->left_out != 0;
}

static gboolean
has_four_images (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (((Fixture *) data)->images)) == 4;
}

/* It is said which file it is, and it can be left out and had back. */
static void
test_leaves_out (Fixture *fixture, gconstpointer data)
{
  gint64 third = gw_image_list_get_id (fixture->images, 2);
  g_autofree char *text = NULL;

  break_second (fixture);
  g_assert_true (says (fixture, "picture_02.png"));
  g_assert_true (says (fixture, "Leave Out"));
  g_assert_true (says (fixture, "Show in Folder"));
  labeling_page_act (fixture, "labeling.leave-out", NULL);
  labeling_wait (has_three_images, fixture);
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), ==, third);
  g_assert_false (says (fixture, "picture_02.png"));
  g_object_get (fixture->page, "deletion", &text, NULL);
  g_assert_nonnull (strstr (text, "picture_02.png"));

  gw_labeling_page_undo_deletion (fixture->page);
  labeling_wait (has_four_images, fixture);
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), ==, third);
  labeling_page_act (fixture, "labeling.previous", NULL);
  labeling_page_settle (fixture);
  g_assert_true (says (fixture, "picture_02.png"));
}

/* A file may come back, with its disk or with its folder. */
static void
test_missing_picture (Fixture *fixture, gconstpointer data)
{
  gint64 id = gw_image_list_get_id (fixture->images, 1);
  g_autofree char *path = g_build_filename (fixture->folder, "images", "picture_02.png", NULL);

  gw_image_loader_forget (gw_project_get_loader (fixture->project), path);
  g_assert_cmpint (g_unlink (path), ==, 0);
  gw_image_loader_forget (gw_project_get_loader (fixture->project), path);
  labeling_page_act (fixture, "labeling.next", NULL);
  labeling_page_settle (fixture);
  g_assert_nonnull (fixture->page->picture_problem);
  labeling_page_act (fixture, "labeling.skip", NULL);
  labeling_page_settle (fixture);
  labeling_wait (has_marks, (&(Wanted) { fixture, id, GW_IMAGE_SKIPPED }));
}

static gboolean
has_moved (gpointer data)
{
  g_autoptr (GwImage) image = g_list_model_get_item (G_LIST_MODEL (((Fixture *) data)->images), 1);

  return gw_image_get_file (image) != NULL && strstr (gw_image_get_file (image), "moved") != NULL;
}

/* Not every name of a folder is text. */
static void
test_missing_in_strange_folder (Fixture *fixture, gconstpointer data)
{
  GwStore *store = gw_project_get_store (fixture->project);
  g_autofree char *moved = g_build_filename (fixture->folder, "moved\xff", NULL);
  g_autoptr (GPtrArray) roots = gw_store_list_roots (store, NULL, NULL);
  GError *error = NULL;

  g_assert_cmpint (g_mkdir (moved, 0700), ==, 0);
  gw_store_relocate_root (store, ((const GwRoot *) g_ptr_array_index (roots, 0))->id, moved, NULL, &error);
  g_assert_no_error (error);
  labeling_wait (has_moved, fixture);
  labeling_page_act (fixture, "labeling.next", NULL);
  labeling_page_settle (fixture);
  g_assert_true (says (fixture, "Image Was Not Found"));
  g_assert_true (says (fixture, "Show in Folder"));
}

/* Before the 12 bytes of the last chunk stands the checksum of the pixels. */
static void
break_png (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;
  GError *error = NULL;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  contents[length - 13] ^= 1;
  g_file_set_contents (path, contents, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
test_partly_readable_picture (Fixture *fixture, gconstpointer data)
{
  GtkRevealer *banner = GTK_REVEALER (fixture->page->banner);
  g_autofree char *path = g_build_filename (fixture->folder, "images", "picture_02.png", NULL);

  break_png (path);
  gw_image_loader_forget (gw_project_get_loader (fixture->project), path);
  g_assert_false (gtk_revealer_get_reveal_child (banner));
  labeling_page_act (fixture, "labeling.next", NULL);
  labeling_page_settle (fixture);
  g_assert_null (fixture->page->picture_problem);
  g_assert_true (gtk_revealer_get_reveal_child (banner));
  g_assert_true (g_str_has_prefix (gtk_label_get_text (GTK_LABEL (fixture->page->banner_label)),
                                   "Only part of this image can be read: A checksum"));

  labeling_page_act (fixture, "labeling.next", NULL);
  labeling_page_settle (fixture);
  g_assert_false (gtk_revealer_get_reveal_child (banner));
}

static gboolean
has_preview (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GwImage) image = g_list_model_get_item (G_LIST_MODEL (fixture->images), 1);
  g_autoptr (GwPyramid) kept = gw_image_loader_lookup (gw_project_get_loader (fixture->project),
                                                       gw_image_get_file (image));

  return kept != NULL && gw_pyramid_is_preview (kept);
}

static gboolean
is_sharp (gpointer data)
{
  return !gw_pyramid_is_preview (gw_canvas_get_pyramid (GW_CANVAS (((Fixture *) data)->page->canvas)));
}

/* The full picture comes before the image's data: the preview does not stay. */
static void
test_full_picture_comes_early (Fixture *fixture, gconstpointer data)
{
  GwImageLoader *loader = gw_project_get_loader (fixture->project);
  g_autoptr (GwImage) image = g_list_model_get_item (G_LIST_MODEL (fixture->images), 1);
  const char *paths[] = { gw_image_get_file (image), NULL };
  GwImageLoaderStats stats;

  gw_image_loader_prefetch (loader, NULL);
  gw_image_loader_forget (loader, paths[0]);
  gw_image_loader_set_view_size (loader, 4, 4);
  gw_image_loader_prefetch (loader, paths);
  labeling_wait (has_preview, fixture);

  labeling_page_act (fixture, "labeling.next", NULL);
  do
    {
      g_thread_yield ();
      gw_image_loader_get_stats (loader, &stats);
    }
  while (stats.n_queued + stats.n_running > 0);
  labeling_page_settle (fixture);
  labeling_wait (is_sharp, fixture);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  LABELING_PAGE_ADD ("/labeling-pictures/leaves-out", GW_TASK_BOXES, test_leaves_out);
  LABELING_PAGE_ADD ("/labeling-pictures/unreadable-picture", GW_TASK_BOXES, test_unreadable_picture);
  LABELING_PAGE_ADD ("/labeling-pictures/missing-picture", GW_TASK_BOXES, test_missing_picture);
  LABELING_PAGE_ADD ("/labeling-pictures/missing-in-strange-folder", GW_TASK_BOXES, test_missing_in_strange_folder);
  LABELING_PAGE_ADD ("/labeling-pictures/partly-readable-picture", GW_TASK_BOXES, test_partly_readable_picture);
  LABELING_PAGE_ADD ("/labeling-pictures/full-picture-comes-early", GW_TASK_BOXES, test_full_picture_comes_early);

  return g_test_run ();
}
