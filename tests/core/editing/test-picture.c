/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-picture.h"

static const guint32 dots[6] = { 1, 2, 3, 4, 5, 6 };

static void
count_free (gpointer data)
{
  (*(int *) data)++;
}

static void
test_owner (void)
{
  const GwPixels pixels = { dots, 3, 2, 3 };
  int n_freed = 0;
  GwPicture *picture = gw_picture_new (&pixels, 1.0, &n_freed, count_free);

  gw_picture_ref (picture);
  gw_picture_unref (picture);
  g_assert_cmpint (n_freed, ==, 0);
  g_assert_true (gw_picture_get_pixels (picture)->pixels == dots);
  gw_picture_unref (picture);
  g_assert_cmpint (n_freed, ==, 1);
}

static void
test_crop (void)
{
  const GwPixels pixels = { dots, 3, 2, 3 };
  g_autoptr (GwPicture) picture = gw_picture_new (&pixels, 0.5, NULL, NULL);
  GwPixels part;
  int x, y;

  /* Picture pixels 2.5 to 4.5 are under pixels 1 and 2 of the half size. */
  g_assert_true (gw_picture_crop (picture, &(GwBox) { 2.5, -9.0, 2.0, 10.0 }, &part, &x, &y));
  g_assert_cmpint (x, ==, 1);
  g_assert_cmpint (y, ==, 0);
  g_assert_cmpint (part.width, ==, 2);
  g_assert_cmpint (part.height, ==, 1);
  g_assert_cmpuint (part.pixels[0], ==, 2);

  g_assert_true (gw_picture_crop (picture, &(GwBox) { 0.0, 0.0, 0.0, 0.0 }, &part, &x, &y));
  g_assert_cmpint (part.width * part.height, ==, 6);
  g_assert_false (gw_picture_crop (picture, &(GwBox) { 6.0, 0.0, 5.0, 5.0 }, &part, &x, &y));
  g_assert_false (gw_picture_crop (picture, &(GwBox) { 0.0, -5.0, 5.0, 5.0 }, &part, &x, &y));
  g_assert_false (gw_picture_crop (picture, &(GwBox) { G_MAXDOUBLE, G_MAXDOUBLE, 1e300, 1e300 }, &part, &x, &y));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/picture/owner", test_owner);
  g_test_add_func ("/picture/crop", test_crop);

  return g_test_run ();
}
