/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-edge-snap.h"

#include <glib.h>
#include <math.h>

#include "segment-pictures.h"

/* A ring of n points around (cx, cy), in and out of radius r by turns. */
static GwRing
star (double cx, double cy, double r, double by, gsize n)
{
  g_autofree GwPoint *points = g_new (GwPoint, n);
  GwRing ring = GW_RING_INIT;

  for (gsize i = 0; i < n; i++)
    {
      const double angle = 2 * G_PI * (double) i / (double) n, radius = r + (i % 2 ? by : -by);

      points[i] = (GwPoint) { cx + radius * cos (angle), cy + radius * sin (angle) };
    }
  g_assert_cmpint (gw_ring_init (&ring, points, n), ==, GW_STATUS_OK);
  return ring;
}

static void
assert_within (const GwRing *snapped, const GwRing *rough, double reach)
{
  g_assert_true (gw_ring_is_valid (snapped));
  for (gsize i = 0; i < snapped->n_points; i++)
    g_assert_cmpfloat (gw_ring_distance (rough, snapped->points[i]), <=, reach + 1e-9);
}

/* A rough star becomes the disk's border. */
static void
test_finds_border (void)
{
  g_autofree guint32 *dots = picture_disk (400, 300, 200, 150, 90, 6, 2);
  const GwPixels pixels = { dots, 400, 300, 400 };
  g_auto (GwRing) rough = star (200, 150, 92, 6, 24);
  g_auto (GwRing) snapped = GW_RING_INIT;

  g_assert_cmpint (gw_edge_snap (&pixels, &rough, 14, 0.5, &snapped, NULL), ==, GW_STATUS_OK);
  assert_within (&snapped, &rough, 14);
  for (gsize i = 0; i < snapped.n_points; i++)
    g_assert_cmpfloat (ABS (hypot (snapped.points[i].x - 200, snapped.points[i].y - 150) - 90), <, 1.5);
  g_assert_cmpfloat (ABS (gw_ring_signed_area (&snapped) / (G_PI * 90 * 90) - 1), <, 0.01);
}

/* Without edges, or at a sensitivity of 0, the outline stays. */
static void
test_stays (void)
{
  g_autofree guint32 *flat = picture_flat (400, 300, 400, 0x123456);
  g_autofree guint32 *disk = picture_disk (400, 300, 200, 150, 90, 6, 2);
  const GwPixels pictures[2] = { { flat, 400, 300, 400 }, { disk, 400, 300, 400 } };

  for (guint i = 0; i < 2; i++)
    {
      g_auto (GwRing) rough = star (200, 150, 92, 8, 16);
      g_auto (GwRing) snapped = GW_RING_INIT;

      g_assert_cmpint (gw_edge_snap (&pictures[i], &rough, 10, i == 0 ? 0.5 : 0, &snapped, NULL), ==, GW_STATUS_OK);
      assert_within (&snapped, &rough, 1);
      assert_within (&rough, &snapped, 1);
    }
}

/* Outlines of hostile size and place, in pictures of hostile size. */
static void
test_hostile (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 1, 300 }, { 300, 1 }, { 2, 2 }, { 60, 50 } };
  static const double rings[][3] = { { 0, 0, 1e-9 },  { 30, 25, 0.4 },   { 30, 25, 3 },    { 0, 0, 40 },
                                     { 60, 50, 200 }, { -500, 900, 30 }, { 1e9, -1e9, 50 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (rings); j++)
      for (double reach = 1; reach <= 64; reach *= 8)
        {
          g_autofree guint32 *dots = picture_noise (sizes[i][0], sizes[i][1], sizes[i][0] + 1, 30, j);
          const GwPixels pixels = { dots, sizes[i][0], sizes[i][1], sizes[i][0] + 1 };
          g_auto (GwRing) rough = star (rings[j][0], rings[j][1], rings[j][2], 0, 7);
          g_auto (GwRing) snapped = GW_RING_INIT;

          g_assert_cmpint (gw_edge_snap (&pixels, &rough, reach, 0.7, &snapped, NULL), ==, GW_STATUS_OK);
          assert_within (&snapped, &rough, reach * (1 + 1e-6) + 1e-6);
        }
}

static void
test_refuses (void)
{
  g_autofree guint32 *dots = picture_flat (40, 40, 40, 0);
  GwPixels pixels = { dots, 40, 40, 40 };
  g_auto (GwRing) rough = star (20, 20, 10, 0, 8);
  g_auto (GwRing) vast = star (0, 0, 1e7, 0, 8);
  GwRing line = { rough.points, 2 };
  GwRing snapped = GW_RING_INIT;

  g_assert_cmpint (gw_edge_snap (&pixels, &line, 5, 0.5, &snapped, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_edge_snap (&pixels, &rough, 0.5, 0.5, &snapped, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_edge_snap (&pixels, &rough, NAN, 0.5, &snapped, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_edge_snap (&pixels, &rough, 1e9, 0.5, &snapped, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_edge_snap (&pixels, &rough, 5, 1.5, &snapped, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_edge_snap (&pixels, &vast, 5, 0.5, &snapped, NULL), ==, GW_STATUS_TOO_LARGE);
  pixels.width = 0;
  g_assert_cmpint (gw_edge_snap (&pixels, &rough, 5, 0.5, &snapped, NULL), ==, GW_STATUS_EMPTY);
  g_assert_null (snapped.points);
}

static void
test_cancel (void)
{
  g_autofree guint32 *dots = picture_disk (200, 200, 100, 100, 70, 6, 2);
  const GwPixels pixels = { dots, 200, 200, 200 };
  g_auto (GwRing) rough = star (100, 100, 70, 0, 60);
  GwRing snapped = GW_RING_INIT;
  gw_status status = GW_STATUS_CANCELLED;
  guint n = 0;

  for (; status == GW_STATUS_CANCELLED && n < 1000; n++)
    {
      Stopper stopper = { .n_left = n };

      status = gw_edge_snap (&pixels, &rough, 10, 0.5, &snapped, &(GwRun) { stopper_step, &stopper, 1 });
      g_assert_true (status == GW_STATUS_OK || snapped.points == NULL);
    }
  g_assert_cmpint (status, ==, GW_STATUS_OK);
  g_assert_cmpuint (n, >, 10);
  gw_ring_clear (&snapped);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/edge-snap/finds-border", test_finds_border);
  g_test_add_func ("/edge-snap/stays", test_stays);
  g_test_add_func ("/edge-snap/hostile", test_hostile);
  g_test_add_func ("/edge-snap/refuses", test_refuses);
  g_test_add_func ("/edge-snap/cancel", test_cancel);

  return g_test_run ();
}
