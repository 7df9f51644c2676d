/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-luminance.h"

#include <stdlib.h>

#include "image-fixtures.h"

static guint32
grey (guint32 x, guint32 y)
{
  return 0xff7b7b7b;
}

/* Half transparent red, premultiplied. */
static guint32
glass (guint32 x, guint32 y)
{
  return 0x80800000;
}

/* What Pillow 9.4 makes of the same picture; a rounding may fall otherwise. */
static void
check (int width, int height, const guint8 *want, int n)
{
  cairo_surface_t *surface = fixture_paint (97, 61, fixture_busy);
  g_autofree guint8 *got = g_malloc ((gsize) (width * height));
  int n_other = 0;

  g_assert_true (gw_luminance_shrink (surface, width, height, got));
  for (int i = 0; i < n; i++)
    {
      g_assert_cmpint (abs (got[i] - want[i]), <=, 1);
      n_other += got[i] != want[i];
    }
  g_assert_cmpint (n_other, <=, n / 20);
  cairo_surface_destroy (surface);
}

static void
test_shrinks_as_others_do (void)
{
  static const guint8 want[] = {
    76,  132, 127, 133, 130, 105, 111, 137, 131, 100, 134, 129, 123, 124, 125, 126, 125, 118,
    110, 133, 126, 127, 125, 131, 131, 125, 125, 121, 133, 123, 130, 131, 136, 135, 130, 135,
    133, 133, 126, 133, 128, 136, 139, 126, 132, 143, 127, 131, 121, 119, 122, 121, 120, 121,
    147, 126, 124, 126, 135, 116, 117, 132, 131, 153, 124, 134, 134, 126, 125, 126, 130, 134,
  };

  check (9, 8, want, G_N_ELEMENTS (want));
}

/* Wider than the picture: there the filter only interpolates. */
static void
test_widens_as_others_do (void)
{
  static const guint8 want[] = {
    39,  49,  64,  72,  76,  75,  73,  72,  70,  75,  95,  114, 127, 136, 143, 145,
    142, 160, 186, 147, 69,  89,  111, 116, 121, 137, 159, 176, 118, 83,  121, 135,
    144, 182, 132, 55,  109, 142, 206, 150, 59,  102, 119, 182, 135, 72,  135, 170,
  };

  check (120, 5, want, G_N_ELEMENTS (want));
}

static void
test_flat_stays_flat (void)
{
  cairo_surface_t *surface = fixture_paint (50, 3, grey);
  guint8 got[32 * 32];

  g_assert_true (gw_luminance_shrink (surface, 32, 32, got));
  for (gsize i = 0; i < G_N_ELEMENTS (got); i++)
    g_assert_cmpint (got[i], ==, 0x7b);
  cairo_surface_destroy (surface);
}

static void
test_transparency_does_not_darken (void)
{
  cairo_surface_t *surface = fixture_paint (4, 4, glass);
  guint8 got;

  g_assert_true (gw_luminance_shrink (surface, 1, 1, &got));
  g_assert_cmpint (got, ==, 76); /* of full red */
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/luminance/shrinks-as-others-do", test_shrinks_as_others_do);
  g_test_add_func ("/luminance/widens-as-others-do", test_widens_as_others_do);
  g_test_add_func ("/luminance/flat-stays-flat", test_flat_stays_flat);
  g_test_add_func ("/luminance/transparency-does-not-darken", test_transparency_does_not_darken);
  return g_test_run ();
}
