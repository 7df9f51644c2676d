/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>

#include "gw-tuck-layout.h"

#define SPACING 8

/* 100, 60 and 40 wide, 20 high. */
static GtkWidget *
make_row (void)
{
  static const int widths[] = { 100, 60, 40 };
  GtkWidget *row = g_object_ref_sink (adw_bin_new ());

  gtk_widget_set_layout_manager (row, gw_tuck_layout_new (SPACING));
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      GtkWidget *child = gtk_drawing_area_new ();

      gtk_widget_set_size_request (child, widths[i], 20);
      gtk_widget_set_parent (child, row);
    }

  return row;
}

static void
free_row (GtkWidget *row)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (row)) != NULL)
    gtk_widget_unparent (child);
  g_assert_finalize_object (row);
}

static void
lay_out (GtkWidget *row, int width)
{
  int height;

  gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  gtk_widget_size_allocate (row, &(GtkAllocation) { 0, 0, width, height }, -1);
}

static void
assert_place (GtkWidget *row, guint i, int x, int y, int width)
{
  GtkWidget *child = gtk_widget_get_first_child (row);
  graphene_rect_t bounds;

  while (i-- > 0)
    child = gtk_widget_get_next_sibling (child);
  g_assert_true (gtk_widget_compute_bounds (child, row, &bounds));
  g_assert_cmpint ((int) bounds.origin.x, ==, x);
  g_assert_cmpint ((int) bounds.origin.y, ==, y);
  g_assert_cmpint ((int) bounds.size.width, ==, width);
}

static void
test_one_row (void)
{
  GtkWidget *row = make_row ();

  lay_out (row, 300);
  g_assert_cmpint (gtk_widget_get_height (row), ==, 20);
  assert_place (row, 0, 0, 0, 100);
  assert_place (row, 1, 108, 0, 144);
  assert_place (row, 2, 260, 0, 40);
  lay_out (row, 216);
  assert_place (row, 1, 108, 0, 60);
  free_row (row);
}

static void
test_tucked (void)
{
  GtkWidget *row = make_row ();
  int minimum;

  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 148);
  lay_out (row, 215);
  g_assert_cmpint (gtk_widget_get_height (row), ==, 48);
  assert_place (row, 0, 0, 0, 100);
  assert_place (row, 1, 0, 28, 215);
  assert_place (row, 2, 175, 0, 40);
  free_row (row);
}

static void
test_mirrored (void)
{
  GtkWidget *row = make_row ();

  gtk_widget_set_direction (row, GTK_TEXT_DIR_RTL);
  lay_out (row, 300);
  assert_place (row, 0, 200, 0, 100);
  assert_place (row, 2, 0, 0, 40);
  free_row (row);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/tuck-layout/one-row", test_one_row);
  g_test_add_func ("/tuck-layout/tucked", test_tucked);
  g_test_add_func ("/tuck-layout/mirrored", test_mirrored);

  return g_test_run ();
}
