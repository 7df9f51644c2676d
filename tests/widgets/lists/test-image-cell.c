/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <glib/gstdio.h>

#include "gw-encode.h"
#include "gw-image-cell.h"

typedef struct
{
  char *folder;
  char *file;
  GwThumbnailer *thumbnailer;
  GtkWindow *window;
  GwImageCell *cell;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 200);
  cairo_t *cr = cairo_create (picture);
  g_autoptr (GError) error = NULL;

  cairo_set_source_rgb (cr, 0.0, 200.0 / 255.0, 0.0);
  cairo_paint (cr);
  cairo_destroy (cr);
  fixture->folder = g_dir_make_tmp ("gw-test-XXXXXX", NULL);
  fixture->file = g_build_filename (fixture->folder, "green.png", NULL);
  g_assert_true (gw_encode_png_file (picture, fixture->file, &error));
  g_assert_no_error (error);
  cairo_surface_destroy (picture);

  fixture->thumbnailer = gw_thumbnailer_new (NULL);
  fixture->cell = GW_IMAGE_CELL (gw_image_cell_new (fixture->thumbnailer));
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_widget_set_halign (GTK_WIDGET (fixture->cell), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (fixture->cell), GTK_ALIGN_START);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->cell));
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  g_object_unref (fixture->thumbnailer);
  g_unlink (fixture->file);
  g_rmdir (fixture->folder);
  g_free (fixture->file);
  g_free (fixture->folder);
}

static GwImage *
make_image (Fixture *fixture)
{
  GwImage *image = gw_image_new (7, "green.png");

  gw_image_set_file (image, fixture->file);
  gw_image_set_size (image, 300, 200);
  gw_image_set_status (image, GW_IMAGE_LABELED);
  gw_image_set_n_objects (image, 4);

  return image;
}

static guint
n_made (Fixture *fixture)
{
  GwThumbnailerStats stats;

  gw_thumbnailer_get_stats (fixture->thumbnailer, &stats);

  return stats.n_made;
}

static void
test_asks_when_it_has_an_image (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwImage) image = make_image (fixture);

  gw_image_cell_set_image (fixture->cell, image);
  g_assert_true (gw_image_cell_get_image (fixture->cell) == image);
  while (n_made (fixture) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_made (fixture), ==, 1);

  /* The same image again asks for nothing. */
  gw_image_cell_set_image (fixture->cell, image);
  gw_image_cell_set_image (fixture->cell, NULL);
  g_assert_null (gw_image_cell_get_image (fixture->cell));
}

static void
test_drops_its_request (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwImage) image = make_image (fixture);
  GwThumbnailerStats stats;

  gw_image_cell_set_image (fixture->cell, image);
  gw_image_cell_set_image (fixture->cell, NULL);
  gw_thumbnailer_get_stats (fixture->thumbnailer, &stats);
  g_assert_cmpuint (stats.n_queued, ==, 0);
}

/* Before the 12 bytes of the last chunk stands the checksum of the pixels. */
static void
break_file (Fixture *fixture)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->file, &contents, &length, NULL));
  contents[length - 13] ^= 1;
  g_assert_true (g_file_set_contents (fixture->file, contents, (gssize) length, NULL));
}

static GtkWidget *
find_child (Fixture *fixture, const char *css_class)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->cell)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_has_css_class (child, css_class) && gtk_widget_get_visible (child))
      return child;

  return NULL;
}

static gboolean
has_sign (Fixture *fixture)
{
  return find_child (fixture, "gw-partial") != NULL;
}

static const char *
get_tooltip (Fixture *fixture)
{
  const char *text = gtk_widget_get_tooltip_text (GTK_WIDGET (fixture->cell));

  return text != NULL ? text : "";
}

/* Also when the picture comes from memory, which answers at once. */
static void
test_warns_of_a_part (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwImage) image = make_image (fixture);

  break_file (fixture);
  for (int i = 0; i < 2; i++)
    {
      gw_image_cell_set_image (fixture->cell, image);
      while (!has_sign (fixture))
        g_main_context_iteration (NULL, TRUE);
      g_assert_nonnull (strstr (get_tooltip (fixture), "checksum"));
      g_assert_cmpuint (n_made (fixture), ==, 1);

      gw_image_cell_set_image (fixture->cell, NULL);
      g_assert_false (has_sign (fixture));
      g_assert_cmpstr (get_tooltip (fixture), ==, "");
    }
}

static gboolean
has_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget))
    return gtk_widget_get_visible (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;

  return FALSE;
}

static gboolean
says (Fixture *fixture, const char *text)
{
  return has_label (GTK_WIDGET (fixture->cell), text);
}

/* What is not there is told apart from what is broken, whatever the project
 * thought of it the last time.
 */
static void
test_tells_what_is_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwImage) image = make_image (fixture);

  g_unlink (fixture->file);
  gw_image_cell_set_image (fixture->cell, image);
  while (!says (fixture, "Not found"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (get_tooltip (fixture), "is not there any more"));

  gw_image_set_marks (image, GW_IMAGE_UNREADABLE);
  gw_image_set_problem (image, "It ends too early.");
  gw_image_cell_set_image (fixture->cell, image);
  g_assert_true (says (fixture, "Not found"));
}

static void
test_tells_what_is_broken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwImage) image = make_image (fixture);

  g_assert_true (g_file_set_contents (fixture->file, "no picture", -1, NULL));
  gw_image_cell_set_image (fixture->cell, image);
  while (!says (fixture, "Cannot be read"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (get_tooltip (fixture), !=, "");
}

/* The mark of an earlier day does not stand beside a picture that is seen. */
static void
test_forgets_what_was_broken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwImage) image = make_image (fixture);

  gw_image_set_marks (image, GW_IMAGE_UNREADABLE);
  gw_image_set_problem (image, "It ends too early.");
  gw_image_cell_set_image (fixture->cell, image);
  g_assert_true (says (fixture, "Cannot be read"));
  g_assert_cmpstr (get_tooltip (fixture), ==, "It ends too early.");
  while (!says (fixture, "Labeled"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (get_tooltip (fixture), ==, "");
}

static void
test_folder_that_is_not_known (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwImage) image = make_image (fixture);

  gw_image_set_file (image, NULL);
  gw_image_cell_set_image (fixture->cell, image);
  g_assert_true (says (fixture, "Not found"));
}

static void
test_keeps_two_thirds (Fixture *fixture, gconstpointer data)
{
  int minimum;

  gw_image_cell_set_compact (fixture->cell, TRUE);
  gw_image_cell_set_size (fixture->cell, 150);
  gtk_widget_measure (GTK_WIDGET (fixture->cell), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 150);
  gtk_widget_measure (GTK_WIDGET (fixture->cell), GTK_ORIENTATION_VERTICAL, 150, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);
}

/* A column is wider than the size that was asked for wherever there is room,
 * and the picture with it: name and status stay below it.
 */
static void
test_grows_with_its_column (Fixture *fixture, gconstpointer data)
{
  int narrow;
  int wide;

  gw_image_cell_set_size (fixture->cell, 150);
  g_assert_cmpint (gtk_widget_get_request_mode (GTK_WIDGET (fixture->cell)), ==, GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH);
  gtk_widget_measure (GTK_WIDGET (fixture->cell), GTK_ORIENTATION_VERTICAL, 150, &narrow, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (fixture->cell), GTK_ORIENTATION_VERTICAL, 270, &wide, NULL, NULL, NULL);
  g_assert_cmpint (narrow, >, 120);
  g_assert_cmpint (wide - narrow, ==, 80);
}

/* Green is for what is done. */
static void
test_marks_what_was_skipped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwImage) image = make_image (fixture);

  gw_image_cell_set_compact (fixture->cell, TRUE);
  gw_image_cell_set_image (fixture->cell, image);
  g_assert_false (gtk_widget_has_css_class (find_child (fixture, "gw-mark"), "gw-put-off"));
  gw_image_set_marks (image, GW_IMAGE_SKIPPED);
  gw_image_cell_set_image (fixture->cell, image);
  g_assert_true (gtk_widget_has_css_class (find_child (fixture, "gw-mark"), "gw-put-off"));
  gw_image_set_status (image, GW_IMAGE_UNLABELED);
  gw_image_set_marks (image, GW_IMAGE_FLAGGED);
  gw_image_cell_set_image (fixture->cell, image);
  g_assert_true (gtk_widget_has_css_class (find_child (fixture, "gw-mark"), "gw-put-off"));
}

static gboolean
has_tooltip (Fixture *fixture, int width)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean shown = FALSE;

  gw_image_cell_set_size (fixture->cell, width);
  gtk_widget_allocate (GTK_WIDGET (fixture->cell), width, width * 2 / 3, -1, NULL);
  g_signal_emit_by_name (find_child (fixture, "gw-badge"), "query-tooltip", 0, 0, FALSE, tooltip, &shown);

  return shown;
}

static void
test_tells_a_cut_label (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwImage) image = make_image (fixture);

  gw_image_cell_set_compact (fixture->cell, TRUE);
  gw_image_cell_set_image (fixture->cell, image);
  gw_image_cell_set_label_text (fixture->cell, "A label that is longer than most");
  g_assert_true (has_tooltip (fixture, 96));
  g_assert_false (has_tooltip (fixture, 480));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/image-cell/asks-when-it-has-an-image", Fixture, NULL, set_up, test_asks_when_it_has_an_image,
              tear_down);
  g_test_add ("/image-cell/drops-its-request", Fixture, NULL, set_up, test_drops_its_request, tear_down);
  g_test_add ("/image-cell/warns-of-a-part", Fixture, NULL, set_up, test_warns_of_a_part, tear_down);
  g_test_add ("/image-cell/tells-what-is-missing", Fixture, NULL, set_up, test_tells_what_is_missing, tear_down);
  g_test_add ("/image-cell/tells-what-is-broken", Fixture, NULL, set_up, test_tells_what_is_broken, tear_down);
  g_test_add ("/image-cell/forgets-what-was-broken", Fixture, NULL, set_up, test_forgets_what_was_broken, tear_down);
  g_test_add ("/image-cell/folder-that-is-not-known", Fixture, NULL, set_up, test_folder_that_is_not_known, tear_down);
  g_test_add ("/image-cell/keeps-two-thirds", Fixture, NULL, set_up, test_keeps_two_thirds, tear_down);
  g_test_add ("/image-cell/marks-what-was-skipped", Fixture, NULL, set_up, test_marks_what_was_skipped, tear_down);
  g_test_add ("/image-cell/tells-a-cut-label", Fixture, NULL, set_up, test_tells_a_cut_label, tear_down);
  g_test_add ("/image-cell/grows-with-its-column", Fixture, NULL, set_up, test_grows_with_its_column, tear_down);

  return g_test_run ();
}
